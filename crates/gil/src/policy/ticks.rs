//! The policy of Python 2: the holder counts its check points, and at every hundredth gives up the lock and asks for
//! it again. Nobody asks it to, and it does not wait for anybody to take the lock.
//!
//! ```text
//!   A runs, 100 check points ─┬ drop, want, take ─┬ 100 check points ─┬ drop, want, take …
//!   B wants …                 └ signal ─▶ wakes, but too late          └ signal ─▶ takes
//! ```
//!
//! A thread that is woken needs longer to get going than the holder to take the lock again, which is why on several
//! processors the threads of Python 2 were seen to fight for it. What a check point costs is paid by all programs,
//! whether or not anybody wants the lock.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Admission, Parting, Policy, Turn};
use crate::Breaker;
use crate::lock::Gate;
use crate::sync::{Condvar, Mutex};
use crate::thread::ThreadState;

/// The policy that counts check points instead of time.
#[derive(Debug)]
pub struct Ticks {
    name: String,
    every: u32,
    /// Check points until the next release. Of the interpreter, not of a thread; touched by the holder only.
    left: AtomicU32,
    state: Mutex<State>,
    /// Signalled, to one waiter, when the lock becomes free.
    free: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Another policy schedules.
    retired: bool,
    locked: bool,
}

impl Ticks {
    /// Python 2's number of check points.
    pub const DEFAULT: NonZeroU32 = NonZeroU32::new(100).expect("a hundred is not zero");

    /// A free lock, to be released at every so many check points.
    pub fn new(every: NonZeroU32) -> Ticks {
        let name = if every == Ticks::DEFAULT { "ticks".into() } else { format!("ticks:{every}") };
        Ticks {
            name,
            every: every.get(),
            left: AtomicU32::new(every.get()),
            state: Mutex::default(),
            free: Condvar::new(),
        }
    }
}

impl Policy for Ticks {
    fn name(&self) -> &str {
        &self.name
    }

    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission {
        let mut state = self.state.lock();
        loop {
            if gate.is_barred(thread) {
                // The signal that woke this thread may have been meant for the one that may still run.
                self.free.notify_one();
                return Admission::Barred;
            }
            if state.retired {
                return Admission::Elsewhere;
            }
            if !state.locked {
                break;
            }
            self.free.wait(&mut state);
        }
        state.locked = true;
        // So that every check point comes to `turn`.
        thread.breaker().set(Breaker::ASKED);
        Admission::Granted
    }

    fn release(&self, thread: &Arc<ThreadState>, _: &Gate, _: Parting) {
        thread.breaker().clear(Breaker::ASKED);
        self.state.lock().locked = false;
        self.free.notify_one();
    }

    fn released(&self, _: &Arc<ThreadState>, _: &Gate, _: Parting) {}

    fn turn(&self, _: &Arc<ThreadState>, _: &Gate) -> Turn {
        let left = self.left.load(Ordering::Relaxed) - 1;
        self.left.store(if left == 0 { self.every } else { left }, Ordering::Relaxed);
        if left == 0 { Turn::Drop } else { Turn::Keep }
    }

    fn bar(&self, _: &Arc<ThreadState>) {
        let _state = self.state.lock();
        self.free.notify_all();
    }

    fn adopt(&self, holder: &Arc<ThreadState>, _: &Gate) {
        *self.state.lock() = State { retired: false, locked: true };
        holder.breaker().set(Breaker::ASKED);
    }

    fn retire(&self, holder: &Arc<ThreadState>) {
        self.state.lock().retired = true;
        holder.breaker().clear(Breaker::ASKED);
        self.free.notify_all();
    }
}
