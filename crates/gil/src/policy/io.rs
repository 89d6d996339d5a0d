//! The policy for programs that compute and wait for others at the same time. A thread that comes back from a wait
//! and has used little of the lock lately is *urgent*: it asks the holder to drop the lock at once, without waiting
//! for an interval. The holder that makes room stays first among the others, and goes on when the urgent one waits
//! again; so threads that compute take turns of a switch interval as ever, first come first, minus what the urgent
//! ones use.
//!
//! ```text
//!   A computes ──────┬ check point: makes room ┬ goes on … (the same turn)
//!   B computes: next │                         │                          … its turn
//!   W waits ── back ─┘ asks A, runs ── waits ──┘
//! ```
//!
//! Little is less than a quarter of the time, and urgent threads together get half of it at most: whoever has used
//! more queues with the others. The lock changes hands within microseconds here, so those two look out for their turn
//! before they fall asleep, if there is a processor to spare.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use super::{Admission, Moment, Parting, Policy, Turn};
use crate::event::{Cause, Event};
use crate::lock::Gate;
use crate::sync::{Mutex, MutexGuard};
use crate::thread::ThreadState;
use crate::{Breaker, ThreadId};

/// The policy that lets waiters in. Times are real.
#[derive(Debug, Default)]
pub struct InputOutput {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Another policy schedules.
    retired: bool,
    /// How often this one has been retired: who waits since before the last time stands in no queue any more.
    retirements: u64,
    holder: Option<Holder>,
    urgent: VecDeque<Arc<ThreadState>>,
    others: VecDeque<Arc<ThreadState>>,
    /// Counts the turns of those who are not urgent. One that is interrupted is still the same.
    turns: u64,
    /// Whose turn it is among those who are not urgent: the holder, or who has made room for it.
    turn_of: Option<ThreadId>,
    /// That turn has lasted an interval.
    is_overdue: bool,
    accounts: HashMap<ThreadId, Account>,
    /// What urgent threads use, all together.
    urgent_use: Purse<2>,
}

/// Who has been granted the lock, though it may not know yet.
#[derive(Debug)]
struct Holder {
    thread: Arc<ThreadState>,
    urgent: bool,
    since: Moment,
}

/// What is known of a thread.
#[derive(Debug, Default)]
struct Account {
    purse: Purse<4>,
    /// It gave up the lock to wait for something.
    has_waited: bool,
}

/// Time that may be used: it runs in as one part in `PARTS` of what passes, up to [`Purse::FULL`].
#[derive(Debug)]
struct Purse<const PARTS: u32> {
    left: Duration,
    at: Moment,
}

impl<const PARTS: u32> Default for Purse<PARTS> {
    fn default() -> Self {
        Purse { left: Purse::<PARTS>::FULL, at: Moment::default() }
    }
}

impl<const PARTS: u32> Purse<PARTS> {
    /// What may be used in one go: one usual switch interval.
    const FULL: Duration = Duration::from_millis(5);

    fn is_empty(&mut self, now: Moment) -> bool {
        self.left = (self.left + now.since(self.at) / PARTS).min(Purse::<PARTS>::FULL);
        self.at = now;
        self.left.is_zero()
    }

    fn spend(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }
}

impl State {
    fn is_held_by(&self, thread: &ThreadState) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.thread.id() == thread.id())
    }

    fn leave_queues(&mut self, thread: &ThreadState) {
        self.urgent.retain(|waiter| waiter.id() != thread.id());
        self.others.retain(|waiter| waiter.id() != thread.id());
    }

    /// Where in the queue is one who has made room?
    fn place(&self, thread: &ThreadState) -> Option<usize> {
        self.accounts.get(&thread.id()).filter(|account| !account.has_waited)?;
        self.others.iter().position(|waiter| waiter.id() == thread.id())
    }

    /// Is it one who has come back from a wait and used little of the lock?
    fn is_urgent(&mut self, thread: &ThreadState, now: Moment) -> bool {
        let Some(account) = self.accounts.get_mut(&thread.id()) else { return false };
        account.has_waited && !account.purse.is_empty(now) && !self.urgent_use.is_empty(now)
    }

    fn grant(&mut self, thread: Arc<ThreadState>, urgent: bool, now: Moment) {
        if !urgent && (self.is_overdue || self.turn_of != Some(thread.id())) {
            self.turn_of = Some(thread.id());
            self.turns += 1;
            self.is_overdue = false;
        }
        self.holder = Some(Holder { thread, urgent, since: now });
    }

    /// Who gets the lock next, and is that one urgent? Those who are barred leave the queues by themselves, but
    /// may not have done so yet.
    fn next(&mut self, gate: &Gate) -> Option<(Arc<ThreadState>, bool)> {
        let may_run = |waiter: &Arc<ThreadState>| !gate.is_barred(waiter);
        if let Some(urgent) = std::iter::from_fn(|| self.urgent.pop_front()).find(may_run) {
            return Some((urgent, true));
        }
        if self.is_overdue
            && let Some(first) = self.others.pop_front_if(|first| self.turn_of == Some(first.id()))
        {
            self.others.push_back(first);
        }
        let other = std::iter::from_fn(|| self.others.pop_front()).find(may_run)?;
        Some((other, false))
    }

    /// Asks the holder to make room for an urgent thread, unless it is one itself.
    fn interrupt_turn(&self, thread: &ThreadState, gate: &Gate) {
        if let Some(holder) = self.holder.as_ref().filter(|holder| !holder.urgent) {
            ask(&holder.thread, thread, gate);
        }
    }

    /// An interval has passed in vain for `thread`.
    fn end_turn(&mut self, thread: &ThreadState, gate: &Gate, now: Moment, interval: Duration) {
        self.is_overdue = true;
        let holder = self.holder.as_ref().expect("somebody waits, so somebody holds it");
        // One who is urgent has interrupted the turn, and is not to blame for how long that is.
        if !holder.urgent || now.since(holder.since) >= interval {
            ask(&holder.thread, thread, gate);
        }
    }
}

fn ask(holder: &ThreadState, thread: &ThreadState, gate: &Gate) {
    holder.breaker().set(Breaker::ASKED);
    gate.record(thread, || Event::DropRequest { holder: holder.id() });
}

impl InputOutput {
    /// A free lock.
    pub fn new() -> InputOutput {
        InputOutput::default()
    }

    /// Waits in the queue until the lock is handed over; whenever an interval has passed without a new turn, the
    /// present one ends.
    #[cold]
    fn wait_in_queue<'a>(
        &'a self,
        mut state: MutexGuard<'a, State>,
        thread: &Arc<ThreadState>,
        gate: &Gate,
        mut alert: bool,
    ) -> Admission {
        let retirements = state.retirements;
        loop {
            let turns = state.turns;
            let interval = Duration::from_micros(gate.switch_interval_micros().max(1));
            drop(state);
            let start = self.now(gate);
            if alert {
                thread.os_wait_alert(Some(interval));
            } else {
                thread.os_wait(Some(interval));
            }
            alert = false;
            let now = self.now(gate);
            state = self.state.lock();
            if state.is_held_by(thread) {
                return Admission::Granted;
            }
            if gate.is_barred(thread) {
                state.leave_queues(thread);
                return Admission::Barred;
            }
            if state.retirements != retirements {
                return Admission::Elsewhere;
            }
            if now.since(start) >= interval && state.turns == turns {
                state.end_turn(thread, gate, now, interval);
            }
        }
    }
}

impl Policy for InputOutput {
    fn name(&self) -> &str {
        "io"
    }

    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission {
        let now = self.now(gate);
        let mut state = self.state.lock();
        // Who makes room joins a queue at once, and may have been granted the lock again.
        if state.is_held_by(thread) {
            return Admission::Granted;
        }
        if gate.is_barred(thread) {
            state.leave_queues(thread);
            return Admission::Barred;
        }
        if state.retired {
            return Admission::Elsewhere;
        }
        if let Some(place) = state.place(thread) {
            return self.wait_in_queue(state, thread, gate, place == 0);
        }
        let urgent = state.is_urgent(thread, now);
        if state.holder.is_none() {
            state.grant(Arc::clone(thread), urgent, now);
            return Admission::Granted;
        }
        if urgent {
            state.urgent.push_back(Arc::clone(thread));
            state.interrupt_turn(thread, gate);
        } else {
            state.others.push_back(Arc::clone(thread));
        }
        self.wait_in_queue(state, thread, gate, urgent)
    }

    fn release(&self, thread: &Arc<ThreadState>, gate: &Gate, parting: Parting) {
        let now = self.now(gate);
        let mut state = self.state.lock();
        // Requests are made under the mutex, to the holder: none comes after this.
        thread.breaker().clear(Breaker::ASKED);
        let holder = state.holder.take().expect("who releases the lock holds it");
        let used = now.since(holder.since);
        if holder.urgent {
            state.urgent_use.spend(used);
        }
        if parting.last {
            state.accounts.remove(&thread.id());
        } else {
            let account = state.accounts.entry(thread.id()).or_default();
            account.purse.spend(used);
            account.has_waited = !matches!(parting.cause, Cause::Interval | Cause::Yield);
        }
        if parting.cause == Cause::Interval {
            let makes_room = !state.urgent.is_empty() && !state.is_overdue && !holder.urgent;
            if makes_room {
                state.others.push_front(Arc::clone(thread));
            } else {
                state.others.push_back(Arc::clone(thread));
            }
        }
        let next = state.next(gate);
        if let Some((next, urgent)) = next.clone() {
            state.grant(next, urgent, now);
        }
        drop(state);
        if let Some((next, _)) = next
            && next.id() != thread.id()
        {
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
        state.urgent.iter().chain(&state.others).for_each(|waiter| waiter.os_wake());
    }

    fn adopt(&self, holder: &Arc<ThreadState>) {
        let mut state = self.state.lock();
        state.retired = false;
        state.grant(Arc::clone(holder), false, Moment::default());
    }

    fn retire(&self, holder: &Arc<ThreadState>) {
        let mut state = self.state.lock();
        state.retired = true;
        state.retirements += 1;
        holder.breaker().clear(Breaker::ASKED);
        let State { urgent, others, .. } = &mut *state;
        urgent.drain(..).chain(others.drain(..)).for_each(|waiter| waiter.os_wake());
        state.accounts.clear();
    }
}
