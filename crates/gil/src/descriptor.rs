//! File descriptors by their number, as Python programs name them. The system's safe interfaces want an owner or
//! a borrow of one; a number has neither. What is done with descriptors is for others.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, RawFd};

/// The number of a descriptor, which may be open or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Descriptor(RawFd);

impl Descriptor {
    /// The descriptor of that number; negative numbers are none.
    pub fn new(number: RawFd) -> Option<Descriptor> {
        (number >= 0).then_some(Descriptor(number))
    }

    /// Its number.
    pub fn number(self) -> RawFd {
        self.0
    }

    /// Makes `target` name the same open file, closing what it named before.
    ///
    /// # Errors
    /// If this is not open, or `target` is beyond the limit.
    pub fn duplicate_onto(self, target: Descriptor) -> io::Result<()> {
        // SAFETY: as for `close`: no owner has the number of `target`.
        match unsafe { libc::dup2(self.0, target.0) } {
            -1 => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }

    /// Asks something of the file that takes a number: `fcntl`.
    ///
    /// # Errors
    /// The system's. What the command makes of the number is the caller's affair, as it would be in C.
    pub fn control(self, command: i32, argument: i64) -> io::Result<i32> {
        // SAFETY: see above: the command is the program's, and so is what it does.
        answer(unsafe { libc::fcntl(self.0, command, argument) })
    }

    /// The same with memory that the command may change.
    ///
    /// # Errors
    /// The system's.
    ///
    /// # Panics
    /// If there are less than [`LEAST_ROOM`](Self::LEAST_ROOM) bytes.
    pub fn control_with(self, command: i32, memory: &mut [u8]) -> io::Result<i32> {
        assert!(memory.len() >= Descriptor::LEAST_ROOM, "room for whatever the command writes");
        // SAFETY: no command of the system writes more than there is room for.
        answer(unsafe { libc::fcntl(self.0, command, memory.as_mut_ptr()) })
    }

    /// Asks something of the device that takes a number: `ioctl`.
    ///
    /// # Errors
    /// As for [`control`](Self::control).
    pub fn device_control(self, request: u64, argument: i64) -> io::Result<i32> {
        // SAFETY: see `control`.
        answer(unsafe { libc::ioctl(self.0, request as _, argument) })
    }

    /// The same with memory that the request may change.
    ///
    /// # Errors
    /// The system's.
    ///
    /// # Panics
    /// As [`control_with`](Self::control_with).
    pub fn device_control_with(self, request: u64, memory: &mut [u8]) -> io::Result<i32> {
        assert!(memory.len() >= Descriptor::LEAST_ROOM, "room for whatever the request writes");
        // SAFETY: see `control_with`.
        answer(unsafe { libc::ioctl(self.0, request as _, memory.as_mut_ptr()) })
    }

    /// Locks or unlocks the whole file: `flock`. Call it without the lock of the interpreter.
    ///
    /// # Errors
    /// If another has locked it and this is not to wait, or a signal came.
    pub fn lock_whole(self, operation: i32) -> io::Result<()> {
        // SAFETY: only numbers.
        answer(unsafe { libc::flock(self.0, operation) }).map(drop)
    }

    /// Locks or unlocks a part of the file. Call it without the lock of the interpreter.
    ///
    /// # Errors
    /// As above.
    pub fn lock_range(self, kind: i32, whence: i32, start: i64, length: i64, wait: bool) -> io::Result<()> {
        // SAFETY: all zeros is a valid value, and the pointer points to it.
        unsafe {
            let mut lock: libc::flock = std::mem::zeroed();
            lock.l_type = kind as _;
            lock.l_whence = whence as _;
            lock.l_start = start;
            lock.l_len = length;
            let command = if wait { libc::F_SETLKW } else { libc::F_SETLK };
            answer(libc::fcntl(self.0, command, &raw const lock)).map(drop)
        }
    }

    /// More than the system's commands write.
    pub const LEAST_ROOM: usize = 1024;

    /// Closes it. Whatever the answer, the number is free afterwards.
    ///
    /// # Errors
    /// If it is not open, or what was written last cannot be stored.
    pub fn close(self) -> io::Result<()> {
        // SAFETY: no owner in the sense of `OwnedFd` has this number: numbers are given out by the system to
        // those who open files, and the interpreter gives up its owners before it names a number.
        match unsafe { libc::close(self.0) } {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        }
    }
}

fn answer(status: libc::c_int) -> io::Result<i32> {
    if status == -1 { Err(io::Error::last_os_error()) } else { Ok(status) }
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: it is not -1. If it is not open, system calls say so; if another thread closes it and the
        // number is given to another file, the program has asked for it, as it would in C.
        unsafe { BorrowedFd::borrow_raw(self.0) }
    }
}
