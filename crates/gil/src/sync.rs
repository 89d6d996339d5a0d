//! What the lock and its policies synchronise by: mutexes, condition variables, atomics of the protocol, sleeping
//! and the clock. They come from here and from nowhere else, so that `tests/model` can put others in their place
//! and try the orders of events; atomics that are only looked at by people may be the standard ones.
//!
//! The mutexes are the standard library's, for they must be whole after a fork: all that these know is in themselves,
//! so that a new one is new. Queues in a table of the whole process, as parking_lot has them, go on holding the threads
//! that the child has not, in memory that its new threads are given.

use std::ops::{Deref, DerefMut};
use std::sync::PoisonError;
pub(crate) use std::sync::atomic;
use std::sync::atomic::{AtomicUsize, Ordering};
pub(crate) use std::thread::{Thread, current, park, park_timeout, yield_now};
pub(crate) use std::thread_local;
use std::time::Duration;
pub(crate) use std::time::Instant;

/// A mutex that a panic leaves usable.
#[derive(Debug, Default)]
pub(crate) struct Mutex<T>(std::sync::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) const fn new(value: T) -> Mutex<T> {
        Mutex(std::sync::Mutex::new(value))
    }

    #[inline]
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard(Some(self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// What is in a mutex. Empty only while a condition variable waits.
pub(crate) struct MutexGuard<'a, T>(Option<std::sync::MutexGuard<'a, T>>);

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.0.as_ref().expect("it is gone only during a wait")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect("it is gone only during a wait")
    }
}

/// A condition variable; telling nobody costs no system call.
#[derive(Debug, Default)]
pub(crate) struct Condvar {
    inner: std::sync::Condvar,
    /// Changed under the mutex, so whoever has changed what they wait for knows of all who have seen it unchanged.
    waiting: AtomicUsize,
}

#[expect(clippy::disallowed_methods, reason = "waiting for the lock is what this crate is for")]
impl Condvar {
    pub(crate) const fn new() -> Condvar {
        Condvar { inner: std::sync::Condvar::new(), waiting: AtomicUsize::new(0) }
    }

    pub(crate) fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        let held = guard.0.take().expect("it is gone only during a wait");
        self.waiting.fetch_add(1, Ordering::Relaxed);
        guard.0 = Some(self.inner.wait(held).unwrap_or_else(PoisonError::into_inner));
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }

    /// Says whether the time is over.
    pub(crate) fn wait_for<T>(&self, guard: &mut MutexGuard<'_, T>, timeout: Duration) -> bool {
        let held = guard.0.take().expect("it is gone only during a wait");
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let (held, result) = self.inner.wait_timeout(held, timeout).unwrap_or_else(PoisonError::into_inner);
        guard.0 = Some(held);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        result.timed_out()
    }

    #[inline]
    pub(crate) fn notify_one(&self) {
        if self.waiting.load(Ordering::Relaxed) > 0 {
            self.inner.notify_one();
        }
    }

    #[inline]
    pub(crate) fn notify_all(&self) {
        if self.waiting.load(Ordering::Relaxed) > 0 {
            self.inner.notify_all();
        }
    }
}

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
