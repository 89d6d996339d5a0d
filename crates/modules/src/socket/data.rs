//! Sending and receiving bytes. The system reads and writes buffers of our own, never a Python object's memory: that may
//! be used by others while the lock is given away.

use rustix::net::{RecvFlags, SendFlags, SocketAddrAny};
use vm::native::{Rest, Row};
use vm::objects::buffer::{Buffer, WritableBuffer};
use vm::{Context, PyResult, Value, method};

use super::address;
use super::object::{This, deadline, family, open};
use super::wait::{For, attempt};

/// Receives at most `most` bytes.
fn receive(cx: &mut Context, this: &This, most: usize, flags: i64) -> PyResult<Vec<u8>> {
    let socket = open(cx, this)?;
    if most == 0 {
        // What is wanted is there already, whatever the socket's state.
        return Ok(Vec::new());
    }
    let deadline = deadline(cx, this);
    let flags = RecvFlags::from_bits_retain(flags as u32);
    let mut bytes = cx.zeroes(most)?;
    let count =
        attempt(cx, socket, For::Reading, deadline, || rustix::net::recv(socket, &mut bytes[..], flags))?.0;
    bytes.truncate(count);
    Ok(bytes)
}

/// The same, with who has sent it.
fn receive_from(
    cx: &mut Context,
    this: &This,
    most: usize,
    flags: i64,
) -> PyResult<(Vec<u8>, Option<SocketAddrAny>)> {
    let socket = open(cx, this)?;
    let deadline = deadline(cx, this);
    let flags = RecvFlags::from_bits_retain(flags as u32);
    let mut bytes = cx.zeroes(most)?;
    let (count, sender) = attempt(cx, socket, For::Reading, deadline, || {
        rustix::net::recvfrom(socket, &mut bytes[..], flags).map(|(count, _, sender)| (count, sender))
    })?;
    bytes.truncate(count);
    Ok((bytes, sender))
}

fn room(cx: &mut Context, size: i64, function: &str) -> PyResult<usize> {
    usize::try_from(size).map_err(|_| cx.value_error(format!("negative buffersize in {function}")))
}

fn recv(cx: &mut Context, this: This, size: i64, flags: Option<i64>) -> PyResult<Vec<u8>> {
    let most = room(cx, size, "recv")?;
    receive(cx, &this, most, flags.unwrap_or(0))
}

fn recvfrom(cx: &mut Context, this: This, size: i64, flags: Option<i64>) -> PyResult<Value> {
    let most = room(cx, size, "recvfrom")?;
    let (bytes, sender) = receive_from(cx, &this, most, flags.unwrap_or(0))?;
    let parts = vec![cx.bytes_value(&bytes), address::show(cx, sender)?];
    Ok(cx.tuple_value(parts))
}

fn recv_into(
    cx: &mut Context,
    this: This,
    buffer: Value,
    count: Option<i64>,
    flags: Option<i64>,
) -> PyResult<usize> {
    let buffer = WritableBuffer::argument(cx, &buffer, "recv_into", 1)?;
    let mut most = room(cx, count.unwrap_or(0), "recv_into")?;
    if most == 0 {
        most = buffer.len();
    }
    if most > buffer.len() {
        return Err(cx.value_error("buffer too small for requested bytes"));
    }
    let bytes = receive(cx, &this, most, flags.unwrap_or(0))?;
    buffer.store(cx, 0, &bytes);
    Ok(bytes.len())
}

fn recvfrom_into(
    cx: &mut Context,
    this: This,
    buffer: Value,
    count: Option<i64>,
    flags: Option<i64>,
) -> PyResult<Value> {
    let buffer = WritableBuffer::argument(cx, &buffer, "recvfrom_into", 1)?;
    let mut most = room(cx, count.unwrap_or(0), "recvfrom_into")?;
    if most == 0 {
        most = buffer.len();
    }
    if most > buffer.len() {
        return Err(cx.value_error("nbytes is greater than the length of the buffer"));
    }
    let (bytes, sender) = receive_from(cx, &this, most, flags.unwrap_or(0))?;
    buffer.store(cx, 0, &bytes);
    let parts = vec![Value::Int(bytes.len() as i64), address::show(cx, sender)?];
    Ok(cx.tuple_value(parts))
}

fn send(cx: &mut Context, this: This, data: Buffer, flags: Option<i64>) -> PyResult<usize> {
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let flags = SendFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let bytes: &[u8] = &data;
    attempt(cx, socket, For::Writing, deadline, || rustix::net::send(socket, bytes, flags))
}

/// Sends all of it; the timeout is for the whole.
fn sendall(cx: &mut Context, this: This, data: Buffer, flags: Option<i64>) -> PyResult<()> {
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let flags = SendFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let mut rest: &[u8] = &data;
    while !rest.is_empty() {
        let sent = attempt(cx, socket, For::Writing, deadline, || rustix::net::send(socket, rest, flags))?;
        rest = &rest[sent..];
        cx.check_point()?;
    }
    Ok(())
}

fn sendto(cx: &mut Context, this: This, args: Rest) -> PyResult<usize> {
    let (data, flags, to) = match args.0.as_slice() {
        [data, to] => (data, 0, to),
        [data, flags, to] => (data, cx.index_i64(flags)?, to),
        other => {
            let given = other.len();
            return Err(cx.type_error(format!("sendto() takes 2 or 3 arguments ({given} given)")));
        }
    };
    let data = cx.bytes_like(data)?;
    let family = family(cx, &this);
    let to = address::parse(cx, family, to, "sendto")?;
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let flags = SendFlags::from_bits_retain(flags as u32);
    let bytes = data.items();
    attempt(cx, socket, For::Writing, deadline, || rustix::net::sendto(socket, bytes, flags, &to))
}

/// Methods that send and receive bytes.
pub static METHODS: &[Row] = &[
    method!("recv", "($self, buffersize, flags=0, /)", "Receive at most so many bytes.", recv),
    method!("recvfrom", "($self, buffersize, flags=0, /)", "The same, with who has sent them.", recvfrom),
    method!("recv_into", "($self, buffer, nbytes=0, flags=0)", "Receive into a buffer.", recv_into),
    method!(
        "recvfrom_into",
        "($self, buffer, nbytes=0, flags=0)",
        "Receive into a buffer; how many, and from whom.",
        recvfrom_into
    ),
    method!("send", "($self, data, flags=0, /)", "Send some of the bytes; returns how many.", send),
    method!("sendall", "($self, data, flags=0, /)", "Send all of the bytes.", sendall),
    method!("sendto", "($self, *args)", "Send bytes to an address.", sendto),
];
