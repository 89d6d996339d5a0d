//! What has to be made anew in the child of a fork: mutexes, and what is made of them. A thread that is no more may
//! have locked one, and queues that are found by address may hold such threads. So the child gets a new one at a new
//! address.

use std::ops::Deref;
// Not those of `sync`: nobody else is there when it changes.
use std::sync::atomic::{AtomicPtr, Ordering};

/// Something that the child of a fork makes anew. What it replaces is never freed, so that nobody gets its address.
#[derive(Debug)]
pub(crate) struct Renewable<T>(AtomicPtr<T>);

impl<T> Renewable<T> {
    pub(crate) fn new(value: T) -> Renewable<T> {
        Renewable(AtomicPtr::new(Box::into_raw(Box::new(value))))
    }

    pub(crate) fn renew(&self, value: T) {
        self.0.store(Box::into_raw(Box::new(value)), Ordering::Release);
    }
}

impl<T> Deref for Renewable<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: points to a box that is freed when `self` is dropped, or never.
        unsafe { &*self.0.load(Ordering::Acquire) }
    }
}

impl<T> Drop for Renewable<T> {
    fn drop(&mut self) {
        // SAFETY: the box was given away when `self` was made or renewed, and nobody borrows from `self`.
        drop(unsafe { Box::from_raw(*self.0.get_mut()) });
    }
}
