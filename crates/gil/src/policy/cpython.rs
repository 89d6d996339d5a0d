//! The policy of CPython 3.14: a flag, a condition variable, and a waiter that loses patience.
//!
//! A waiter waits for one switch interval. If nobody at all was switched to in that time, it asks the holder
//! to drop the lock; the holder complies at its next check point (or gives up the lock earlier of its own
//! accord) and then waits until somebody else has taken it: the *forced switch*. There is no queue, no
//! priority and no ageing: a release signals one waiter, and whoever comes first has it.
//!
//! ```text
//!   A runs ───────────────────────────┬ check point: drop ── waits ──┬ wants again …
//!   B wants ── one interval ── asks A ┘            └ signal ─▶ B takes ┴ B runs
//! ```
//!
//! CPython guards the flag and the forced switch by a mutex each. Here one mutex guards both, which admits
//! the same orders of events with half the locking. Of many waiters only a few look at the clock: the others would
//! ask for nothing that these do not ask for, and thousands of threads that wake each interval leave no time to run.

use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;
use super::{Admission, Parting, Policy, Turn};
use crate::Breaker;
use crate::event::Event;
use crate::lock::Gate;
use crate::sync::{Condvar, Mutex, MutexGuard};
use crate::thread::ThreadState;

/// The faithful policy. Times are real.
#[derive(Debug, Default)]
pub struct Cpython {
    state: Mutex<State>,
    clock: Clock,
    /// Signalled, to one waiter, when the lock becomes free.
    free: Condvar,
    /// Signalled when the lock has gone to another thread than before.
    switched: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Another policy schedules.
    retired: bool,
    locked: bool,
    /// The holder while `locked`, else the one before.
    last_holder: Option<Arc<ThreadState>>,
    /// Counts how often the lock went to another thread than before.
    switches: u64,
}

impl State {
    fn last_holder_is(&self, thread: &ThreadState) -> bool {
        self.last_holder.as_ref().is_some_and(|last| last.id() == thread.id())
    }
}

impl Cpython {
    /// A free lock.
    pub fn new() -> Cpython {
        Cpython::default()
    }

    /// Waits for the lock to be free.
    #[cold]
    fn wait_until_free(
        &self,
        state: &mut MutexGuard<'_, State>,
        thread: &ThreadState,
        gate: &Gate,
    ) -> Admission {
        self.clock.arrive();
        let mut keeps_time = false;
        let admission = self.wait_patiently(state, &mut keeps_time, thread, gate);
        if self.clock.leave(keeps_time) {
            self.free.notify_one();
        }
        admission
    }

    /// The same; asks the holder to drop the lock whenever an interval has passed in vain.
    fn wait_patiently(
        &self,
        state: &mut MutexGuard<'_, State>,
        keeps_time: &mut bool,
        thread: &ThreadState,
        gate: &Gate,
    ) -> Admission {
        let mut asked: Option<Arc<ThreadState>> = None;
        while state.locked {
            let switches = state.switches;
            *keeps_time = *keeps_time || self.clock.keep_time();
            let interval = keeps_time.then(|| gate.switch_interval_micros());
            let timed_out = self.wait_to_be_signalled(state, interval);
            if gate.is_barred(thread) {
                // A request that nobody stands behind would make its holder wait for a taker for ever.
                // Another waiter, still entitled to one, asks again after its own interval.
                if let Some(holder) = asked {
                    holder.breaker().clear(Breaker::ASKED);
                }
                // The signal that woke this thread may have been meant for the one that may still run.
                self.free.notify_one();
                return Admission::Barred;
            }
            if state.retired {
                return Admission::Elsewhere;
            }
            if timed_out && state.locked && state.switches == switches {
                let holder = state.last_holder.clone().expect("the lock is held, so it has a holder");
                holder.breaker().set(Breaker::ASKED);
                gate.record(thread, || Event::DropRequest { holder: holder.id() });
                asked = Some(holder);
            }
        }
        Admission::Granted
    }

    /// Says whether the time, if one is given, passed in vain.
    fn wait_to_be_signalled(&self, state: &mut MutexGuard<'_, State>, micros: Option<u64>) -> bool {
        match micros {
            Some(micros) => self.free.wait_for(state, Duration::from_micros(micros.max(1))),
            None => {
                self.free.wait(state);
                false
            }
        }
    }

    #[cold]
    fn wait_for_taker(&self, thread: &ThreadState, gate: &Gate) {
        gate.record(thread, || Event::ForcedSwitch);
        let mut state = self.state.lock();
        thread.breaker().clear(Breaker::ASKED);
        while state.last_holder_is(thread) {
            self.switched.wait(&mut state);
        }
    }
}

impl Policy for Cpython {
    fn name(&self) -> &str {
        "cpython"
    }

    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission {
        if gate.is_barred(thread) {
            return Admission::Barred;
        }
        let mut state = self.state.lock();
        if state.retired {
            return Admission::Elsewhere;
        }
        if state.locked {
            let admission = self.wait_until_free(&mut state, thread, gate);
            if admission != Admission::Granted {
                return admission;
            }
        }
        if gate.is_barred(thread) {
            self.free.notify_one();
            return Admission::Barred;
        }
        state.locked = true;
        let switched = !state.last_holder_is(thread);
        if switched {
            state.last_holder = Some(Arc::clone(thread));
            state.switches += 1;
        }
        // Requests are made under the mutex, to the holder: none made before this belongs to this turn.
        if thread.breaker().has(Breaker::ASKED) {
            thread.breaker().clear(Breaker::ASKED);
        }
        drop(state);
        if switched {
            self.switched.notify_all();
        }
        Admission::Granted
    }

    fn release(&self, _: &Arc<ThreadState>, _: &Gate, _: Parting) {
        self.state.lock().locked = false;
        // Not under the mutex, or the waiter that is woken may have to wait for that as well.
        self.free.notify_one();
    }

    fn released(&self, thread: &Arc<ThreadState>, gate: &Gate, parting: Parting) {
        // Only holders are asked, so the answer does not change any more.
        if !parting.last && thread.breaker().has(Breaker::ASKED) {
            self.wait_for_taker(thread, gate);
        }
    }

    fn turn(&self, _: &Arc<ThreadState>, _: &Gate) -> Turn {
        Turn::Drop
    }

    fn bar(&self, holder: &Arc<ThreadState>) {
        let _state = self.state.lock();
        holder.breaker().clear(Breaker::ASKED);
        self.free.notify_all();
    }

    fn adopt(&self, holder: &Arc<ThreadState>, _: &Gate) {
        let mut state = self.state.lock();
        *state = State {
            retired: false,
            locked: true,
            last_holder: Some(Arc::clone(holder)),
            switches: state.switches + 1,
        };
    }

    fn retire(&self, holder: &Arc<ThreadState>) {
        self.state.lock().retired = true;
        holder.breaker().clear(Breaker::ASKED);
        self.free.notify_all();
    }
}
