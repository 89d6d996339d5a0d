//! `sendmsg` and `recvmsg`: bytes in several pieces, with open files beside them.

use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, IntoRawFd};

use gil::Descriptor;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, SocketAddrAny,
};
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::buffer::WritableBuffer;
use vm::objects::{Bytes, Tuple};
use vm::{Context, PyResult, Value, function, method};

use super::object::{This, deadline, family, open};
use super::wait::{For, attempt};
use super::{address, plain_error};
use crate::posix::descriptor;

/// `SOL_SOCKET`, the level of what goes beside bytes here.
const LEVEL: i64 = libc::SOL_SOCKET as i64;
const RIGHTS: i64 = libc::SCM_RIGHTS as i64;
const CREDENTIALS: i64 = libc::SCM_CREDENTIALS as i64;

/// Bytes of the head of an item, and what sizes are multiples of.
const HEAD: usize = 16;
const ALIGNMENT: usize = 8;

fn padded(length: usize) -> usize {
    length.div_ceil(ALIGNMENT) * ALIGNMENT
}

fn item_length(cx: &mut Context, length: i64, function: &str) -> PyResult<usize> {
    match usize::try_from(length).ok().filter(|length| *length <= i32::MAX as usize - HEAD) {
        Some(length) => Ok(length),
        None => Err(cx.overflow_error(format!("{function}() argument out of range"))),
    }
}

fn cmsg_len(cx: &mut Context, length: i64) -> PyResult<usize> {
    item_length(cx, length, "CMSG_LEN").map(|length| HEAD + length)
}

fn cmsg_space(cx: &mut Context, length: i64) -> PyResult<usize> {
    item_length(cx, length, "CMSG_SPACE").map(|length| HEAD + padded(length))
}

/// The items of an iterable argument.
fn items(cx: &mut Context, iterable: &Value, function: &str, position: usize) -> PyResult<Vec<Value>> {
    match cx.try_iter(iterable)? {
        Some(_) => cx.collect(iterable),
        None => Err(cx.type_error(format!("{function}() argument {position} must be an iterable"))),
    }
}

/// The files that an item of ancillary data passes on.
fn rights(cx: &mut Context, item: &Value) -> PyResult<Vec<Descriptor>> {
    const WHAT: &str = "[sendmsg() ancillary data items]() argument must be";
    let Some(parts) = item.as_ref().and_then(|item| item.downcast::<Tuple>()).cloned() else {
        let name = cx.type_name(item);
        return Err(cx.type_error(format!("{WHAT} 3-item tuple, not {name}")));
    };
    let [level, kind, data] = parts.items() else {
        let count = parts.items().len();
        return Err(cx.type_error(format!("{WHAT} tuple of length 3, not {count}")));
    };
    let (level, kind) = (cx.index_i64(level)?, cx.index_i64(kind)?);
    let data = cx.bytes_like(data)?;
    if (level, kind) != (LEVEL, RIGHTS) {
        return Err(cx.not_implemented_error("Gila sends no ancillary data but SCM_RIGHTS"));
    }
    let mut files = Vec::new();
    for number in data.items().chunks_exact(size_of::<i32>()) {
        let number = number.try_into().map(i32::from_ne_bytes).unwrap_or(-1);
        files.push(descriptor(cx, i64::from(number))?);
    }
    Ok(files)
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
    let mut groups: Vec<Vec<Descriptor>> = Vec::new();
    if let Some(ancillary) = ancillary {
        for item in items(cx, &ancillary, "sendmsg", 2)? {
            groups.push(rights(cx, &item)?);
        }
    }
    let family = family(cx, &this);
    let to: Option<SocketAddrAny> = match to.filter(|to| !to.is_none()) {
        Some(to) => Some(address::parse(cx, family, &to, "sendmsg")?),
        None => None,
    };
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let flags = SendFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let slices: Vec<&[u8]> = pieces.iter().map(|piece| piece.items()).collect();
    attempt(cx, socket, For::Writing, deadline, || {
        let slices: Vec<IoSlice<'_>> = slices.iter().map(|slice| IoSlice::new(slice)).collect();
        let files: Vec<Vec<_>> =
            groups.iter().map(|group| group.iter().map(|file| file.as_fd()).collect()).collect();
        let room = groups.iter().map(|group| HEAD + padded(group.len() * size_of::<i32>())).sum::<usize>();
        let mut space = vec![MaybeUninit::uninit(); room + ALIGNMENT];
        let mut control = SendAncillaryBuffer::new(&mut space);
        for group in &files {
            if !control.push(SendAncillaryMessage::ScmRights(group)) {
                return Err(rustix::io::Errno::NOBUFS);
            }
        }
        match &to {
            Some(to) => rustix::net::sendmsg_addr(socket, to, &slices, &mut control, flags),
            None => rustix::net::sendmsg(socket, &slices, &mut control, flags),
        }
    })
}

/// What came in: how many bytes, what beside them, flags, and from whom.
struct Message {
    count: usize,
    beside: Vec<(i64, Vec<u8>)>,
    flags: i64,
    sender: Option<SocketAddrAny>,
}

fn receive(
    cx: &mut Context,
    this: &This,
    buffers: &mut [Vec<u8>],
    room: i64,
    flags: i64,
) -> PyResult<Message> {
    let Some(room) = usize::try_from(room).ok().filter(|room| *room <= i32::MAX as usize) else {
        return Err(cx.value_error("invalid ancillary data buffer length"));
    };
    let socket = open(cx, this)?;
    let deadline = deadline(cx, this);
    let flags = RecvFlags::from_bits_retain(flags as u32);
    attempt(cx, socket, For::Reading, deadline, || {
        let mut slices: Vec<IoSliceMut<'_>> =
            buffers.iter_mut().map(|buffer| IoSliceMut::new(buffer)).collect();
        let mut space = vec![MaybeUninit::uninit(); room];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let message = rustix::net::recvmsg(socket, &mut slices, &mut control, flags)?;
        let mut beside = Vec::new();
        for item in control.drain() {
            match item {
                RecvAncillaryMessage::ScmRights(files) => {
                    let numbers = files.flat_map(|file| file.into_raw_fd().to_ne_bytes()).collect();
                    beside.push((RIGHTS, numbers));
                }
                RecvAncillaryMessage::ScmCredentials(who) => {
                    let numbers = [who.pid.as_raw_nonzero().get() as u32, who.uid.as_raw(), who.gid.as_raw()];
                    beside.push((CREDENTIALS, numbers.into_iter().flat_map(u32::to_ne_bytes).collect()));
                }
                _ => {}
            }
        }
        let flags = i64::from(message.flags.bits());
        Ok(Message { count: message.bytes, beside, flags, sender: message.address })
    })
}

/// The tuple that both functions return, with `first` for the bytes.
fn shown(cx: &mut Context, first: Value, message: Message) -> PyResult<Value> {
    let mut list = Vec::new();
    for (kind, data) in &message.beside {
        let data = cx.bytes_value(data);
        list.push(cx.tuple_value(vec![Value::Int(LEVEL), Value::Int(*kind), data]));
    }
    let list = cx.list_value(list);
    let sender = address::show(cx, message.sender)?;
    Ok(cx.tuple_value(vec![first, list, Value::Int(message.flags), sender]))
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
    let mut buffers = [vec![0; size]];
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
    if targets.len() > 1024 {
        return Err(plain_error(cx, "recvmsg_into() argument 1 is too long"));
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
        "Send bytes in pieces, and open files; returns how many bytes.",
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
