//! Forking: in the child, of all threads only the one that forked is left. Whatever the others guarded, waited for
//! or had been promised has to be put right before anything else happens; here, for this crate. What the VM and
//! the modules know of threads is theirs to put right.
//!
//! A mutex may be locked at the moment of the fork by a thread that is no more. So those that others may hold without
//! the lock are held here, or made anew: see [`Renewable`](crate::renewable::Renewable).

use std::io;
use std::sync::Arc;

use crate::{Breaker, Gil};

impl Gil {
    /// Forks the process: the child's number, or `None` in the child. The child's only thread is this one, holds
    /// the lock, and is the main thread.
    ///
    /// # Errors
    /// If there can be no further process.
    pub fn fork(&mut self) -> io::Result<Option<i32>> {
        let lock = Arc::clone(self.lock());
        self.wake_owed();
        // Whole in the child, whatever other threads are doing.
        let _nobody = crate::users::keep_out();
        let threads = lock.registry().lock();
        // SAFETY: the child's only thread goes on below, and touches no mutex of this crate before it is renewed.
        let child = unsafe { libc::fork() };
        match child {
            -1 => Err(io::Error::last_os_error()),
            0 => {
                for thread in threads.values().filter(|thread| thread.id() != self.thread().id()) {
                    thread.mark_lost();
                }
                // Unlocking would hand the mutex to whoever waited for it in the parent.
                std::mem::forget(threads);
                self.remain_alone();
                Ok(None)
            }
            child => Ok(Some(child)),
        }
    }

    fn remain_alone(&mut self) {
        let thread = Arc::clone(self.thread());
        thread.become_main();
        thread.breaker().clear(Breaker::ASKED | Breaker::SIGNALS);
        self.lock().remain_with(&thread);
        crate::spin::after_fork();
        crate::signal::after_fork(&thread);
    }
}
