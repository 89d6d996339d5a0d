//! `sendmsg` and `recvmsg`: bytes in several pieces, with open files and the like beside them.

use std::io::{IoSlice, IoSliceMut};

use gil::message::{HEAD, Item, Received, padded};
use rustix::net::SocketAddrAny;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::buffer::WritableBuffer;
use vm::objects::{Bytes, Tuple};
use vm::{Context, PyResult, Value, function, method};

use super::object::{This, deadline, family, open};
use super::wait::{For, attempt};
use super::{address, system_error};

/// No more buffers take part in one call.
const MOST_BUFFERS: usize = 1024;

fn item_length(cx: &mut Context, length: i64, overhead: usize, function: &str) -> PyResult<usize> {
    match usize::try_from(length).ok().filter(|length| *length <= i32::MAX as usize - overhead) {
        Some(length) => Ok(length),
        None => Err(cx.overflow_error(format!("{function}() argument out of range"))),
    }
}

fn cmsg_len(cx: &mut Context, length: i64) -> PyResult<usize> {
    item_length(cx, length, HEAD, "CMSG_LEN").map(|length| HEAD + length)
}

fn cmsg_space(cx: &mut Context, length: i64) -> PyResult<usize> {
    // As much as an item with one byte, so that filling up the last place does not reach beyond.
    item_length(cx, length, HEAD + padded(1), "CMSG_SPACE").map(|length| HEAD + padded(length))
}

/// The items of an iterable argument.
fn items(cx: &mut Context, iterable: &Value, function: &str, position: usize) -> PyResult<Vec<Value>> {
    match cx.try_iter(iterable)? {
        Some(_) => cx.collect(iterable),
        None => Err(cx.type_error(format!("{function}() argument {position} must be an iterable"))),
    }
}

/// An item of ancillary data.
fn item_of(cx: &mut Context, item: &Value) -> PyResult<Item> {
    const WHAT: &str = "[sendmsg() ancillary data items]() argument must be";
    let Some(parts) = item.as_ref().and_then(|item| item.downcast::<Tuple>()).cloned() else {
        let name = cx.type_name(item);
        return Err(cx.type_error(format!("{WHAT} 3-item tuple, not {name}")));
    };
    let [level, kind, data] = parts.items() else {
        let count = parts.items().len();
        return Err(cx.type_error(format!("{WHAT} tuple of length 3, not {count}")));
    };
    let (level, kind) = (number(cx, level)?, number(cx, kind)?);
    let data = cx.bytes_like(data)?.items().to_vec();
    Ok(Item { level, kind, data })
}

fn number(cx: &mut Context, value: &Value) -> PyResult<i32> {
    let number = cx.index_i64(value)?;
    i32::try_from(number).map_err(|_| {
        let end = if number < 0 { "less than minimum" } else { "greater than maximum" };
        cx.overflow_error(format!("signed integer is {end}"))
    })
}

fn sendmsg(
    cx: &mut Context,
    this: This,
    buffers: Value,
    ancillary: Option<Value>,
    flags: Option<i64>,
    to: Option<Value>,
) -> PyResult<usize> {
    let mut pieces: Vec<Obj<Bytes>> = Vec::new();
    for buffer in items(cx, &buffers, "sendmsg", 1)? {
        pieces.push(cx.bytes_like(&buffer)?);
    }
    let mut beside = Vec::new();
    if let Some(ancillary) = ancillary {
        for item in items(cx, &ancillary, "sendmsg", 2)? {
            beside.push(item_of(cx, &item)?);
        }
    }
    let family = family(cx, &this);
    let to: Option<SocketAddrAny> = match to.filter(|to| !to.is_none()) {
        Some(to) => Some(address::parse(cx, family, &to, "sendmsg")?),
        None => None,
    };
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let flags = flags.unwrap_or(0) as i32;
    let slices: Vec<&[u8]> = pieces.iter().map(|piece| piece.items()).collect();
    attempt(cx, socket, For::Writing, deadline, || {
        let slices: Vec<IoSlice<'_>> = slices.iter().map(|slice| IoSlice::new(slice)).collect();
        gil::message::send(socket, &slices, &beside, to.as_ref(), flags)
    })
}

fn receive(
    cx: &mut Context,
    this: &This,
    buffers: &mut [Vec<u8>],
    room: i64,
    flags: i64,
) -> PyResult<Received> {
    let Some(room) = usize::try_from(room).ok().filter(|room| *room <= i32::MAX as usize) else {
        return Err(cx.value_error("invalid ancillary data buffer length"));
    };
    let socket = open(cx, this)?;
    let deadline = deadline(cx, this);
    attempt(cx, socket, For::Reading, deadline, || {
        let mut slices: Vec<IoSliceMut<'_>> =
            buffers.iter_mut().map(|buffer| IoSliceMut::new(buffer)).collect();
        gil::message::receive(socket, &mut slices, room, flags as i32)
    })
}

/// The tuple that both functions return, with `first` for the bytes.
fn shown(cx: &mut Context, first: Value, message: Received) -> PyResult<Value> {
    let mut list = Vec::new();
    for Item { level, kind, data } in &message.beside {
        let data = cx.bytes_value(data);
        let [level, kind] = [level, kind].map(|number| Value::Int(i64::from(*number)));
        list.push(cx.tuple_value(vec![level, kind, data]));
    }
    let list = cx.list_value(list);
    let sender = address::show(cx, message.sender)?;
    Ok(cx.tuple_value(vec![first, list, Value::Int(i64::from(message.flags)), sender]))
}

fn recvmsg(
    cx: &mut Context,
    this: This,
    size: i64,
    ancillary_size: Option<i64>,
    flags: Option<i64>,
) -> PyResult<Value> {
    let Ok(size) = usize::try_from(size) else {
        return Err(cx.value_error("negative buffer size in recvmsg()"));
    };
    let mut buffers = [cx.zeroes(size)?];
    let message = receive(cx, &this, &mut buffers, ancillary_size.unwrap_or(0), flags.unwrap_or(0))?;
    let bytes = cx.bytes_value(&buffers[0][..message.count.min(size)]);
    shown(cx, bytes, message)
}

fn recvmsg_into(
    cx: &mut Context,
    this: This,
    buffers: Value,
    ancillary_size: Option<i64>,
    flags: Option<i64>,
) -> PyResult<Value> {
    let mut targets = Vec::new();
    for buffer in items(cx, &buffers, "recvmsg_into", 1)? {
        match WritableBuffer::of(cx, &buffer)? {
            Some(buffer) => targets.push(buffer),
            None => {
                return Err(cx.type_error(
                    "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers",
                ));
            }
        }
    }
    if targets.len() > MOST_BUFFERS {
        return Err(system_error(cx, rustix::io::Errno::MSGSIZE));
    }
    let mut own: Vec<Vec<u8>> = targets.iter().map(|target| vec![0; target.len()]).collect();
    let message = receive(cx, &this, &mut own, ancillary_size.unwrap_or(0), flags.unwrap_or(0))?;
    let mut left = message.count;
    for (target, bytes) in targets.iter().zip(&own) {
        let count = left.min(bytes.len());
        target.store(cx, 0, &bytes[..count]);
        left -= count;
    }
    let count = Value::Int(message.count as i64);
    shown(cx, count, message)
}

/// Methods about messages.
pub static METHODS: &[Row] = &[
    method!(
        "sendmsg",
        "($self, buffers, ancdata=(), flags=0, address=None, /)",
        "Send bytes in pieces, and what goes beside them; returns how many bytes.",
        sendmsg
    ),
    method!(
        "recvmsg",
        "($self, bufsize, ancbufsize=0, flags=0, /)",
        "Receive bytes and what is beside them: data, ancdata, msg_flags, address.",
        recvmsg
    ),
    method!(
        "recvmsg_into",
        "($self, buffers, ancbufsize=0, flags=0, /)",
        "The same, into buffers: nbytes, ancdata, msg_flags, address.",
        recvmsg_into
    ),
];

/// Sizes.
pub static FUNCTIONS: &[Row] = &[
    function!("CMSG_LEN", "(length, /)", "The length of an item with so many bytes of data.", cmsg_len),
    function!("CMSG_SPACE", "(length, /)", "The room that such an item needs.", cmsg_space),
];
