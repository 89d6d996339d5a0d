//! Messages of sockets, with what goes beside their bytes: items of any level and kind, whose meaning only the
//! program knows. What else is done with sockets has safe interfaces elsewhere.

use std::ffi::c_int;
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;

use rustix::io::{Errno, Result};
use rustix::net::SocketAddrAny;
use rustix::net::addr::SocketAddrStorage;

use crate::Descriptor;

/// Bytes of the head of an item.
pub const HEAD: usize = size_of::<libc::cmsghdr>();

/// What the places of items are multiples of.
const ALIGNMENT: usize = size_of::<usize>();

/// One item beside a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// Whom it is for.
    pub level: i32,
    /// Which of that level's items it is.
    pub kind: i32,
    /// What it says.
    pub data: Vec<u8>,
}

/// What came in.
#[derive(Debug)]
pub struct Received {
    /// How many bytes are in the buffers.
    pub count: usize,
    /// What came beside them.
    pub beside: Vec<Item>,
    /// What else the system says of the message.
    pub flags: i32,
    /// From whom.
    pub sender: Option<SocketAddrAny>,
}

/// The room that so many bytes take, with what fills up their place.
pub fn padded(length: usize) -> usize {
    length.next_multiple_of(ALIGNMENT)
}

/// Items as the system reads them, one behind the other.
fn encoded(items: &[Item]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for item in items {
        bytes.extend((HEAD + item.data.len()).to_ne_bytes());
        bytes.extend(item.level.to_ne_bytes());
        bytes.extend(item.kind.to_ne_bytes());
        bytes.extend(&item.data);
        bytes.resize(padded(bytes.len()), 0);
    }
    bytes
}

/// Items as the system has written them. The last one may have been cut.
fn decoded(mut bytes: &[u8]) -> Vec<Item> {
    let mut items = Vec::new();
    while let Some((head, rest)) = bytes.split_at_checked(HEAD) {
        let (length, numbers) = head.split_at(size_of::<usize>());
        let (level, kind) = numbers.split_at(size_of::<c_int>());
        let length = length.try_into().map_or(0, usize::from_ne_bytes);
        let Some(length) = length.checked_sub(HEAD) else { break };
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, c_int::from_ne_bytes);
        let data = rest[..length.min(rest.len())].to_vec();
        items.push(Item { level: number(level), kind: number(kind), data });
        bytes = rest.get(padded(length)..).unwrap_or_default();
    }
    items
}

fn checked(answer: isize) -> Result<usize> {
    usize::try_from(answer).map_err(|_| Errno::from_raw_os_error(errno::errno().0))
}

/// Sends bytes in pieces and items beside them. Call it without the lock of the interpreter.
///
/// # Errors
/// The system's.
pub fn send(
    socket: Descriptor,
    pieces: &[IoSlice<'_>],
    beside: &[Item],
    to: Option<&SocketAddrAny>,
    flags: i32,
) -> Result<usize> {
    let mut control = encoded(beside);
    // SAFETY: all zeros are a header that names nothing.
    let mut header: libc::msghdr = unsafe { std::mem::zeroed() };
    // `IoSlice` promises to look like this.
    header.msg_iov = pieces.as_ptr().cast_mut().cast();
    header.msg_iovlen = pieces.len();
    if let Some(to) = to {
        header.msg_name = to.as_ptr().cast_mut().cast();
        header.msg_namelen = to.addr_len();
    }
    if !control.is_empty() {
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = control.len();
    }
    // SAFETY: whatever the header names is alive and as long as it says; nothing of it is written to.
    checked(unsafe { libc::sendmsg(socket.number(), &raw const header, flags) })
}

/// Receives bytes into buffers, and at most `room` bytes of items. Call it without the lock of the interpreter.
///
/// # Errors
/// The system's.
pub fn receive(
    socket: Descriptor,
    buffers: &mut [IoSliceMut<'_>],
    room: usize,
    flags: i32,
) -> Result<Received> {
    let mut control = vec![0u8; room];
    let mut sender = MaybeUninit::<SocketAddrStorage>::zeroed();
    // SAFETY: all zeros are a header that names nothing.
    let mut header: libc::msghdr = unsafe { std::mem::zeroed() };
    header.msg_iov = buffers.as_mut_ptr().cast();
    header.msg_iovlen = buffers.len();
    header.msg_name = sender.as_mut_ptr().cast();
    header.msg_namelen = size_of::<SocketAddrStorage>() as u32;
    if room > 0 {
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = room;
    }
    // SAFETY: whatever the header names is ours, alive and as long as it says; all of it is initialised.
    let count = checked(unsafe { libc::recvmsg(socket.number(), &raw mut header, flags) })?;
    control.truncate(header.msg_controllen);
    let length = (header.msg_namelen as usize).min(size_of::<SocketAddrStorage>());
    let has_sender = length >= size_of::<libc::sa_family_t>();
    // SAFETY: all of it is initialised, and the system has written an address there, as long as it says.
    let sender = has_sender.then(|| unsafe { SocketAddrAny::new(sender, length as u32) });
    Ok(Received { count, beside: decoded(&control), flags: header.msg_flags, sender })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back() {
        let items = [(1, 2, "three"), (4, 5, ""), (0, 0, "12345678")].map(|(level, kind, data)| Item {
            level,
            kind,
            data: data.as_bytes().to_vec(),
        });
        assert_eq!(decoded(&encoded(&items)), items);
    }

    #[test]
    fn cut_items_are_as_long_as_they_are() {
        let items =
            [Item { level: 1, kind: 2, data: vec![7; 12] }, Item { level: 1, kind: 2, data: vec![8; 12] }];
        let bytes = encoded(&items);
        assert_eq!(decoded(&bytes[..32 + HEAD + 3])[1].data, [8; 3]);
        assert_eq!(decoded(&bytes[..32 + HEAD - 1]).len(), 1);
        assert_eq!(decoded(&[0; 64]), []);
    }
}
