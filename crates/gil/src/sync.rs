//! What the lock and its policies synchronise by: mutexes, condition variables, atomics of the protocol, sleeping
//! and the clock. They come from here and from nowhere else, so that `tests/model` can put others in their place
//! and try the orders of events; atomics that are only looked at by people may be the standard ones.

pub(crate) use std::sync::atomic;
pub(crate) use std::thread::{Thread, current, park, park_timeout, yield_now};
pub(crate) use std::thread_local;
pub(crate) use std::time::Instant;

pub(crate) use parking_lot::{Condvar, Mutex, MutexGuard};

/// The end of a process that cannot go on.
pub(crate) fn abort() -> ! {
    std::process::abort();
}

/// Stops the calling thread for ever: nothing on its stack is dropped, and it costs nothing.
#[expect(clippy::disallowed_methods, reason = "not a wait: there is nothing to wait for")]
pub(crate) fn hang() -> ! {
    loop {
        park();
    }
}
