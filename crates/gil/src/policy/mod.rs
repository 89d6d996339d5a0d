//! Scheduling as an object: who gets the lock next, when a holder is asked to drop it, and what time it is.
//! A policy schedules; it does not protect memory (the [`Lock`](crate::Lock) checks that whoever is let in
//! is alone, so a policy needs no `unsafe` and a wrong one cannot do worse than abort or hang).
//! [`Cpython`] is the faithful default. The others are in [`POLICIES`], a row each.

mod clock;
mod cpython;
mod fifo;
mod io;
mod ticks;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use cpython::Cpython;
pub use fifo::Fifo;
pub use io::InputOutput;
pub use ticks::Ticks;

use crate::event::Cause;
use crate::lock::Gate;
use crate::thread::ThreadState;

/// The policies that can be asked for by name: `name` or `name:parameter`.
pub const POLICIES: &[(&str, fn(Option<&str>) -> Option<Box<dyn Policy>>)] = &[
    ("cpython", |parameter| parameter.is_none().then(|| Box::new(Cpython::new()) as _)),
    ("fifo", |parameter| parameter.is_none().then(|| Box::new(Fifo::new()) as _)),
    ("io", |parameter| parameter.is_none().then(|| Box::new(InputOutput::new()) as _)),
    ("ticks", |parameter| Some(Box::new(Ticks::new(parameter.map_or(Some(Ticks::DEFAULT), parse)?)) as _)),
];

fn parse(parameter: &str) -> Option<std::num::NonZeroU32> {
    parameter.parse().ok()
}

/// The policy that is called so.
///
/// # Errors
/// If there is none, or it does not take that parameter.
pub fn policy_by_name(text: &str) -> Result<Box<dyn Policy>, UnknownPolicy> {
    let (name, parameter) = text.split_once(':').map_or((text, None), |(name, rest)| (name, Some(rest)));
    let row = POLICIES.iter().find(|(known, _)| *known == name);
    row.and_then(|(_, make)| make(parameter)).ok_or_else(|| UnknownPolicy(text.to_owned()))
}

/// There is no policy of that name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownPolicy(String);

impl fmt::Display for UnknownPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = POLICIES.iter().map(|(name, _)| *name).collect();
        write!(f, "no GIL policy '{}': there are {}, and ticks:N", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownPolicy {}

/// A point on a policy's clock, counted from some beginning. Only differences mean anything.
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
    /// This policy does not schedule any more: the thread shall ask the one that does.
    Elsewhere,
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
    /// Its name, for people; with its parameter, if that is not the usual one.
    fn name(&self) -> &str;

    /// Waits until `thread` holds the lock, is barred, or must ask elsewhere. A policy must look at
    /// [`Gate::is_barred`] after every wait, and take back what a barred thread has asked of others.
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

    /// Schedules from now on; `holder` holds the lock. Others may have asked already.
    fn adopt(&self, holder: &Arc<ThreadState>, gate: &Gate);

    /// Schedules no longer; `holder` still holds the lock. Those who wait here must learn of it, those who come
    /// later must be sent away, and what was asked of `holder` is void.
    fn retire(&self, holder: &Arc<ThreadState>);

    /// What time is it?
    fn now(&self, gate: &Gate) -> Moment {
        gate.real_time()
    }

    /// Lies down, without the lock, until [`wake`](Self::wake) or `until`; may return early, and must when a signal
    /// handler calls [`ThreadState::os_wake`].
    fn wait(&self, thread: &ThreadState, gate: &Gate, until: Option<Moment>) {
        thread.os_wait(until.map(|until| until.since(self.now(gate))));
    }

    /// Gets `thread` up. Called by any thread, with and without the lock.
    fn wake(&self, thread: &ThreadState) {
        thread.os_wake();
    }
}
