//! Scheduling as an object: who gets the lock next, when a holder is asked to drop it, and what time it is.
//! A policy schedules; it does not protect memory (the [`Lock`](crate::Lock) checks that whoever is let in
//! is alone, so a policy needs no `unsafe` and a wrong one cannot do worse than abort or hang).
//! [`Cpython`] is the faithful default.

mod cpython;

use std::sync::Arc;
use std::time::Duration;

pub use cpython::Cpython;

use crate::event::Cause;
use crate::lock::Gate;
use crate::thread::ThreadState;

/// A point on a policy's clock, counted from the making of the policy. Only differences mean anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Moment(Duration);

impl Moment {
    /// The moment this long after the clock began.
    pub fn after_start(elapsed: Duration) -> Moment {
        Moment(elapsed)
    }

    /// This much later; `None` if that is past all reckoning, that is, never.
    pub fn later(self, by: Duration) -> Option<Moment> {
        self.0.checked_add(by).map(Moment)
    }

    /// Time from `earlier` to this moment; nothing if it is the other way round.
    pub fn since(self, earlier: Moment) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// The answer to a thread that asks for the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// The thread holds the lock.
    Granted,
    /// [`Gate::is_barred`]: the thread shall never hold it again.
    Barred,
}

/// What the holder does at a check point at which it finds a drop request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// Goes on.
    Keep,
    /// Gives up the lock and asks for it again.
    Drop,
}

/// How the lock is given up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parting {
    /// Why.
    pub cause: Cause,
    /// The thread leaves the interpreter and will not ask again.
    pub last: bool,
}

/// A way of scheduling. One object per [`Lock`](crate::Lock).
///
/// Every method is called by the thread concerned, except [`wake`](Self::wake). None may panic: a panic while
/// a thread has no lock aborts the process, because the thread would otherwise run on without it.
pub trait Policy: Send + Sync {
    /// Its name, for people.
    fn name(&self) -> &'static str;

    /// Waits until `thread` holds the lock or is barred. A policy must look at [`Gate::is_barred`] after
    /// every wait, and take back what a barred thread has asked of others.
    fn acquire(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Admission;

    /// `thread`, the holder, gives up the lock. Does not wait: threads may be about to be woken.
    fn release(&self, thread: &Arc<ThreadState>, gate: &Gate, parting: Parting);

    /// `thread` has given up the lock, and those it owed a wake are awake. Unless it was the last time,
    /// `thread` may be made to wait here (a forced switch).
    fn released(&self, thread: &Arc<ThreadState>, gate: &Gate, parting: Parting);

    /// `thread`, the holder, has met [`Breaker::ASKED`](crate::Breaker::ASKED) at a check point. A policy that
    /// counts check points keeps the bit set and answers `Keep` until it is time.
    fn turn(&self, thread: &Arc<ThreadState>, gate: &Gate) -> Turn;

    /// The holder has closed the gate for all others: those who wait must learn of it, and what they have
    /// asked of `holder` is void.
    fn bar(&self, holder: &Arc<ThreadState>);

    /// What time is it?
    fn now(&self) -> Moment;

    /// Lies down, without the lock, until [`wake`](Self::wake) or `until`; may return early.
    fn wait(&self, thread: &ThreadState, until: Option<Moment>);

    /// Gets `thread` up. Called by any thread, with and without the lock.
    fn wake(&self, thread: &ThreadState);
}
