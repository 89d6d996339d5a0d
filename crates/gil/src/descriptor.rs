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

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: it is not -1. If it is not open, system calls say so; if another thread closes it and the
        // number is given to another file, the program has asked for it, as it would in C.
        unsafe { BorrowedFd::borrow_raw(self.0) }
    }
}
