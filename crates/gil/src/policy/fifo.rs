//! The fair policy: who asked first is next. Whoever gives up the lock hands it to the first in the queue, so nobody
//! can barge in, and there is no forced switch because there is nothing to force. As with [`Cpython`](super::Cpython),
//! a waiter that has seen nobody else get the lock for a switch interval asks the holder to drop it.
//!
//! ```text
//!   A runs ────────────┬ check point: drop, hands over to B, joins the queue: C A
//!   B wants ── asks A  └▶ B runs …
//!   C wants …
//! ```
//!
//! The price: the lock belongs to a thread that may still be asleep. Until that runs, nobody does.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;
use super::{Admission, Parting, Policy, Turn};
use crate::Breaker;
use crate::event::Event;
use crate::lock::Gate;
use crate::sync::{Instant, Mutex, MutexGuard};
use crate::thread::ThreadState;

/// The fair policy. Times are real.
#[derive(Debug, Default)]
pub struct Fifo {
    state: Mutex<State>,
    clock: Clock,
}

#[derive(Debug, Default)]
struct State {
    /// Another policy schedules.
    retired: bool,
    /// How often this one has been retired: who waits since before the last time stands in no queue any more.
    retirements: u64,
    /// Who has been granted the lock, though it may not know yet.
    holder: Option<Arc<ThreadState>>,
    /// Who waits, first come first.
    queue: VecDeque<Arc<ThreadState>>,
    /// Counts how often the lock was handed over.
    turns: u64,
}

impl State {
    fn is_held_by(&self, thread: &ThreadState) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.id() == thread.id())
    }

    fn leave_queue(&mut self, thread: &ThreadState) {
        self.queue.retain(|waiter| waiter.id() != thread.id());
    }
}

impl Fifo {
    /// A free lock.
    pub fn new() -> Fifo {
        Fifo::default()
    }

    /// Waits in the queue until the lock is handed over; asks the holder to drop it whenever an interval has passed
    /// in vain.
    #[cold]
    fn wait_in_queue<'a>(
        &'a self,
        mut state: MutexGuard<'a, State>,
        thread: &Arc<ThreadState>,
        gate: &Gate,
    ) -> Admission {
        state.queue.push_back(Arc::clone(thread));
        self.clock.arrive();
        let retirements = state.retirements;
        let mut keeps_time = false;
        let admission = loop {
            let turns = state.turns;
            keeps_time = keeps_time || self.clock.keep_time();
            let interval = Duration::from_micros(gate.switch_interval_micros().max(1));
            drop(state);
            let start = Instant::now();
            thread.os_wait(keeps_time.then_some(interval));
            let in_vain = keeps_time && start.elapsed() >= interval;
            state = self.state.lock();
            if state.is_held_by(thread) {
                break Admission::Granted;
            }
            if gate.is_barred(thread) {
                state.leave_queue(thread);
                break Admission::Barred;
            }
            if state.retirements != retirements {
                break Admission::Elsewhere;
            }
            if in_vain && state.turns == turns {
                let holder = state.holder.as_ref().expect("somebody waits, so somebody holds it");
                holder.breaker().set(Breaker::ASKED);
                gate.record(thread, || Event::DropRequest { holder: holder.id() });
            }
        };
        if self.clock.leave(keeps_time)
            && let Some(last) = state.queue.back()
        {
            last.os_wake();
        }
        admission
    }
}

impl Policy for Fifo {
    fn name(&self) -> &str {
        "fifo"
    }

    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission {
        let mut state = self.state.lock();
        if gate.is_barred(thread) {
            return Admission::Barred;
        }
        if state.retired {
            return Admission::Elsewhere;
        }
        if state.holder.is_some() {
            return self.wait_in_queue(state, thread, gate);
        }
        state.holder = Some(Arc::clone(thread));
        Admission::Granted
    }

    fn release(&self, thread: &Arc<ThreadState>, gate: &Gate, _: Parting) {
        let mut state = self.state.lock();
        // Requests are made under the mutex, to the holder: none comes after this.
        thread.breaker().clear(Breaker::ASKED);
        // Those who are barred leave the queue by themselves, but may not have done so yet.
        let next = std::iter::from_fn(|| state.queue.pop_front()).find(|waiter| !gate.is_barred(waiter));
        state.holder.clone_from(&next);
        state.turns += 1;
        drop(state);
        if let Some(next) = next {
            next.os_wake();
        }
    }

    fn released(&self, _: &Arc<ThreadState>, _: &Gate, _: Parting) {}

    fn turn(&self, _: &Arc<ThreadState>, _: &Gate) -> Turn {
        Turn::Drop
    }

    fn bar(&self, holder: &Arc<ThreadState>) {
        let state = self.state.lock();
        holder.breaker().clear(Breaker::ASKED);
        state.queue.iter().for_each(|waiter| waiter.os_wake());
    }

    fn adopt(&self, holder: &Arc<ThreadState>, _: &Gate) {
        let mut state = self.state.lock();
        state.retired = false;
        state.holder = Some(Arc::clone(holder));
        state.turns += 1;
    }

    fn retire(&self, holder: &Arc<ThreadState>) {
        let mut state = self.state.lock();
        state.retired = true;
        state.retirements += 1;
        holder.breaker().clear(Breaker::ASKED);
        state.queue.drain(..).for_each(|waiter| waiter.os_wake());
    }
}
