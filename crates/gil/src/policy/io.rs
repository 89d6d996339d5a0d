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
//! more queues with the others. And a turn is left alone for some microseconds before it is interrupted again.
//!
//! The lock changes hands many thousand times in a second here, so both sides look out for it before they fall asleep,
//! if there is a processor to spare, and see that they have it without taking the mutex.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicU64 as Note;
use std::time::Duration;

use super::clock::Clock;
use super::{Admission, Moment, Parting, Policy, Turn};
use crate::event::{Cause, Event};
use crate::lock::Gate;
use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::{Mutex, MutexGuard};
use crate::thread::ThreadState;
use crate::{Breaker, ThreadId};

/// The policy that lets waiters in. Times are real.
#[derive(Debug, Default)]
pub struct InputOutput {
    state: Mutex<State>,
    clock: Clock,
    /// The number of the holder, 0 for nobody; written under the mutex.
    held_by: AtomicU64,
    /// How often this policy has been retired: who has waited since before the last time stands in no queue any
    /// more. Written under the mutex.
    retirements: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    /// Another policy schedules.
    retired: bool,
    holder: Option<Holder>,
    urgent: VecDeque<Arc<ThreadState>>,
    others: VecDeque<Arc<ThreadState>>,
    /// Whose turn it is among those who are not urgent: the holder, or who has made room for it. A turn that is
    /// interrupted is still the same.
    turn_of: Option<ThreadId>,
    turn_began: Moment,
    /// That turn has lasted an interval.
    is_overdue: bool,
    /// What urgent threads use, all together.
    urgent_use: Purse,
}

/// Who has been granted the lock, though it may not know yet.
#[derive(Debug)]
struct Holder {
    thread: Arc<ThreadState>,
    urgent: bool,
    since: Moment,
}

/// What is known of a thread, in its own notes.
struct Account<'a> {
    left: &'a Note,
    at: &'a Note,
    /// Where it stands since it gave up the lock: see [`HAS_WAITED`].
    standing: &'a Note,
}

/// It gave up the lock to wait for something. Any other number but 0: it was asked to give it up, and joined the queue
/// when the policy had been retired that often, less one.
const HAS_WAITED: u64 = u64::MAX;

impl Account<'_> {
    fn of(thread: &ThreadState) -> Account<'_> {
        let [left, at, standing] = thread.notes();
        Account { left, at, standing }
    }

    fn purse(&self) -> Purse {
        Purse { left: read(self.left), at: Moment::after_start(read(self.at)) }
    }

    fn set_purse(&self, purse: &Purse) {
        write(self.left, purse.left);
        write(self.at, purse.at.since(Moment::default()));
    }
}

fn read(note: &Note) -> Duration {
    Duration::from_nanos(note.load(Ordering::Relaxed))
}

fn write(note: &Note, time: Duration) {
    note.store(time.as_nanos() as u64, Ordering::Relaxed);
}

/// Time that may be used: it runs in as a part of what passes, up to [`Purse::FULL`].
#[derive(Debug, Default)]
struct Purse {
    left: Duration,
    at: Moment,
}

impl Purse {
    /// What may be used in one go: one usual switch interval.
    const FULL: Duration = Duration::from_millis(5);

    /// One part in `parts` of the time that has passed runs in.
    fn fill(&mut self, now: Moment, parts: u32) {
        self.left = (self.left + now.since(self.at) / parts).min(Purse::FULL);
        self.at = now;
    }

    fn spend(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }

    fn is_empty(&self) -> bool {
        self.left.is_zero()
    }
}

impl State {
    fn leave_queues(&mut self, thread: &ThreadState) {
        self.urgent.retain(|waiter| waiter.id() != thread.id());
        self.others.retain(|waiter| waiter.id() != thread.id());
    }

    fn begin_turn(&mut self, thread: &Arc<ThreadState>, urgent: bool, now: Moment) {
        if !urgent && (self.is_overdue || self.turn_of != Some(thread.id())) {
            self.turn_of = Some(thread.id());
            self.turn_began = now;
            self.is_overdue = false;
        }
        self.holder = Some(Holder { thread: Arc::clone(thread), urgent, since: now });
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

    /// How long is the holder to be left alone, before it is asked to make room for an urgent thread?
    fn respite(&self, now: Moment) -> Duration {
        let holder = self.holder.as_ref().filter(|holder| !holder.urgent);
        holder.map_or(Duration::ZERO, |holder| RESPITE.saturating_sub(now.since(holder.since)))
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

/// So long a turn goes on before it is interrupted again. What an interruption costs must be small beside it, and it
/// must be short beside what a thread waits for.
const RESPITE: Duration = Duration::from_micros(2);

impl InputOutput {
    /// A free lock.
    pub fn new() -> InputOutput {
        InputOutput::default()
    }

    fn is_held_by(&self, thread: &ThreadState) -> bool {
        self.held_by.load(Ordering::Acquire) == thread.id().get()
    }

    /// Under the mutex: the lock is the thread's.
    fn grant(&self, state: &mut State, thread: &Arc<ThreadState>, urgent: bool, now: Moment) {
        state.begin_turn(thread, urgent, now);
        self.held_by.store(thread.id().get(), Ordering::Release);
    }

    /// Is it one who has come back from a wait and used little of the lock?
    fn is_urgent(&self, state: &mut State, thread: &ThreadState, now: Moment) -> bool {
        let account = Account::of(thread);
        if account.standing.load(Ordering::Relaxed) != HAS_WAITED {
            return false;
        }
        state.urgent_use.fill(now, 2);
        let mut purse = account.purse();
        purse.fill(now, 4);
        account.set_purse(&purse);
        !purse.is_empty() && !state.urgent_use.is_empty()
    }

    /// If the thread has joined the queue when it was asked to give up the lock, and nobody has sent it away since:
    /// how often the policy had been retired then.
    fn stands_in_queue(&self, thread: &ThreadState) -> Option<u64> {
        let retirements = self.retirements.load(Ordering::Acquire);
        let standing = Account::of(thread).standing.load(Ordering::Relaxed);
        (standing == retirements + 1).then_some(retirements)
    }

    /// Waits for the lock to be handed over, in a queue that was joined when the policy had been retired so often.
    #[cold]
    fn wait_in_queue(
        &self,
        thread: &Arc<ThreadState>,
        gate: &Gate,
        retirements: u64,
        alert: bool,
    ) -> Admission {
        self.clock.arrive();
        let mut keeps_time = self.clock.keep_time();
        let admission = self.wait_patiently(thread, gate, retirements, alert, &mut keeps_time);
        if self.clock.leave(keeps_time) {
            let state = self.state.lock();
            if let Some(last) = state.others.back().or(state.urgent.back()) {
                last.os_wake();
            }
        }
        admission
    }

    /// The same; ends the turn that is under way when it has lasted an interval.
    fn wait_patiently(
        &self,
        thread: &Arc<ThreadState>,
        gate: &Gate,
        retirements: u64,
        mut alert: bool,
        keeps_time: &mut bool,
    ) -> Admission {
        let interval = Duration::from_micros(gate.switch_interval_micros().max(1));
        let mut timeout = interval;
        loop {
            let patience = keeps_time.then_some(timeout);
            if alert {
                thread.os_wait_alert(patience);
            } else {
                thread.os_wait(patience);
            }
            alert = false;
            // Mostly it is, and the mutex is not needed.
            if self.is_held_by(thread) {
                return Admission::Granted;
            }
            let now = self.now(gate);
            let mut state = self.state.lock();
            if self.is_held_by(thread) {
                return Admission::Granted;
            }
            if gate.is_barred(thread) {
                state.leave_queues(thread);
                return Admission::Barred;
            }
            if self.retirements.load(Ordering::Relaxed) != retirements {
                return Admission::Elsewhere;
            }
            *keeps_time = *keeps_time || self.clock.keep_time();
            let lasted = now.since(state.turn_began);
            timeout = if lasted < interval {
                interval - lasted
            } else {
                state.end_turn(thread, gate, now, interval);
                interval
            };
        }
    }

    /// Joins the queue of the urgent and asks the holder to make room, after its respite.
    #[cold]
    fn wait_urgently(
        &self,
        mut state: MutexGuard<'_, State>,
        thread: &Arc<ThreadState>,
        gate: &Gate,
        now: Moment,
    ) -> Admission {
        let retirements = self.retirements.load(Ordering::Relaxed);
        state.urgent.push_back(Arc::clone(thread));
        let respite = state.respite(now);
        if respite.is_zero() {
            state.interrupt_turn(thread, gate);
            drop(state);
        } else {
            drop(state);
            thread.os_look_out(respite);
            if self.is_held_by(thread) {
                return Admission::Granted;
            }
            let state = self.state.lock();
            // Otherwise nobody waits for an answer.
            if !self.is_held_by(thread) && self.retirements.load(Ordering::Relaxed) == retirements {
                state.interrupt_turn(thread, gate);
            }
            drop(state);
        }
        self.wait_in_queue(thread, gate, retirements, true)
    }
}

impl Policy for InputOutput {
    fn name(&self) -> &str {
        "io"
    }

    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission {
        // Who makes room joins the queue at once, and may have been granted the lock again.
        if self.is_held_by(thread) {
            return Admission::Granted;
        }
        if let Some(retirements) = self.stands_in_queue(thread) {
            return self.wait_in_queue(thread, gate, retirements, true);
        }
        let now = self.now(gate);
        let mut state = self.state.lock();
        if gate.is_barred(thread) {
            return Admission::Barred;
        }
        if state.retired {
            return Admission::Elsewhere;
        }
        let urgent = self.is_urgent(&mut state, thread, now);
        if state.holder.is_none() {
            self.grant(&mut state, thread, urgent, now);
            return Admission::Granted;
        }
        if urgent {
            return self.wait_urgently(state, thread, gate, now);
        }
        let retirements = self.retirements.load(Ordering::Relaxed);
        state.others.push_back(Arc::clone(thread));
        drop(state);
        self.wait_in_queue(thread, gate, retirements, false)
    }

    fn release(&self, thread: &Arc<ThreadState>, gate: &Gate, parting: Parting) {
        let now = self.now(gate);
        let account = Account::of(thread);
        let mut state = self.state.lock();
        // Requests are made under the mutex, to the holder: none comes after this.
        thread.breaker().clear(Breaker::ASKED);
        let holder = state.holder.take().expect("who releases the lock holds it");
        let standing = match parting.cause {
            Cause::Interval => self.retirements.load(Ordering::Relaxed) + 1,
            Cause::Yield => 0,
            _ => HAS_WAITED,
        };
        account.standing.store(standing, Ordering::Relaxed);
        if parting.cause == Cause::Interval {
            if !state.urgent.is_empty() && !state.is_overdue && !holder.urgent {
                state.others.push_front(Arc::clone(thread));
            } else {
                state.others.push_back(Arc::clone(thread));
            }
        }
        let next = state.next(gate);
        match &next {
            Some((next, urgent)) => self.grant(&mut state, next, *urgent, now),
            None => self.held_by.store(0, Ordering::Release),
        }
        let used = now.since(holder.since);
        if holder.urgent {
            state.urgent_use.spend(used);
        }
        drop(state);
        if let Some((next, _)) = next
            && next.id() != thread.id()
        {
            next.os_wake();
        }
        let mut purse = account.purse();
        purse.spend(used);
        account.set_purse(&purse);
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

    fn adopt(&self, holder: &Arc<ThreadState>, gate: &Gate) {
        let mut state = self.state.lock();
        state.retired = false;
        self.grant(&mut state, holder, false, self.now(gate));
    }

    fn retire(&self, holder: &Arc<ThreadState>) {
        let mut state = self.state.lock();
        state.retired = true;
        state.holder = None;
        self.held_by.store(0, Ordering::Release);
        self.retirements.fetch_add(1, Ordering::AcqRel);
        holder.breaker().clear(Breaker::ASKED);
        let State { urgent, others, .. } = &mut *state;
        urgent.drain(..).chain(others.drain(..)).for_each(|waiter| waiter.os_wake());
    }
}
