//! The options of sockets, whose type only the program knows. What else is done with sockets has safe interfaces
//! elsewhere; which options there are is for others.

use std::io;

use crate::Descriptor;

/// The value of an option, at most `length` bytes of it.
///
/// # Errors
/// If there is no such option, or it is no socket.
pub fn socket_option(socket: Descriptor, level: i32, option: i32, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0u8; length];
    let mut size = length as libc::socklen_t;
    // SAFETY: `bytes` has room for `size` bytes, and the system writes no more and says how many.
    let answer =
        unsafe { libc::getsockopt(socket.number(), level, option, bytes.as_mut_ptr().cast(), &raw mut size) };
    if answer != 0 {
        return Err(io::Error::last_os_error());
    }
    bytes.truncate(size as usize);
    Ok(bytes)
}

/// Sets an option.
///
/// # Errors
/// If there is no such option, the value does not suit it, or it is no socket.
pub fn set_socket_option(socket: Descriptor, level: i32, option: i32, value: &[u8]) -> io::Result<()> {
    let size = value.len() as libc::socklen_t;
    // SAFETY: the system reads `size` bytes, all there are.
    match unsafe { libc::setsockopt(socket.number(), level, option, value.as_ptr().cast(), size) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Sets an option to no value but a length: for the few that take one.
///
/// # Errors
/// As [`set_socket_option`].
pub fn set_socket_option_length(socket: Descriptor, level: i32, option: i32, length: u32) -> io::Result<()> {
    // SAFETY: the system checks the null address before it reads from it.
    match unsafe { libc::setsockopt(socket.number(), level, option, std::ptr::null(), length) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
