//! Stands in for `src/sync.rs`: what shuttle's scheduler can decide about, and time that passes by chance.
//!
//! Time: a wait of the usual switch interval is a policy's patience, and must not be what saves a thread that nobody
//! wakes. So one in two such waits has no end, and the other ends at some moment or other. All other waits end.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use shuttle::rand::Rng;
pub(crate) use shuttle::sync::atomic;
use shuttle::thread::ThreadId;
pub(crate) use shuttle::thread::yield_now;
pub(crate) use shuttle::thread_local;

/// The usual switch interval.
const PATIENCE: Duration = Duration::from_micros(5_000);

std::thread_local! {
    // All threads of a model share the one thread that runs it.
    static CLOCK: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    static HAS_ENDED: Cell<bool> = const { Cell::new(false) };
    static SETTLED: RefCell<Option<Arc<Settled>>> = const { RefCell::new(None) };
}

/// How many threads have ended or been stopped for ever.
#[derive(Default)]
pub(crate) struct Settled {
    count: Mutex<usize>,
    changed: Condvar,
}

impl Settled {
    /// Of the execution that begins.
    pub(crate) fn new_execution() -> Arc<Settled> {
        let settled = Arc::new(Settled::default());
        SETTLED.set(Some(Arc::clone(&settled)));
        settled
    }

    pub(crate) fn add_current() {
        let settled = SETTLED.with_borrow(|settled| settled.clone()).expect("there is one per execution");
        *settled.count.lock() += 1;
        settled.changed.notify_all();
    }

    pub(crate) fn wait_for(&self, threads: usize) {
        let mut count = self.count.lock();
        while *count < threads {
            self.changed.wait(&mut count);
        }
    }
}

/// The execution is over though some threads are stopped: see `Scheduled` in `main.rs`.
pub(crate) fn end_execution() {
    HAS_ENDED.set(true);
    yield_now();
}

pub(crate) fn new_execution() {
    CLOCK.set(Duration::ZERO);
    HAS_ENDED.set(false);
}

pub(crate) fn has_ended() -> bool {
    HAS_ENDED.get()
}

pub(crate) fn chance() -> bool {
    shuttle::rand::thread_rng().r#gen()
}

/// What becomes of a wait of at most `timeout`: it has an end, or none.
fn ends(timeout: Duration) -> bool {
    if timeout == PATIENCE && chance() {
        return false;
    }
    CLOCK.set(CLOCK.get().saturating_add(timeout));
    true
}

#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub(crate) struct Instant(Duration);

impl Instant {
    pub(crate) fn now() -> Instant {
        if chance() {
            CLOCK.set(CLOCK.get().saturating_add(Duration::from_micros(700)));
        }
        Instant(CLOCK.get())
    }

    pub(crate) fn elapsed(self) -> Duration {
        Instant::now().0.saturating_sub(self.0)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Mutex<T>(shuttle::sync::Mutex<T>);

pub(crate) struct MutexGuard<'a, T>(Option<shuttle::sync::MutexGuard<'a, T>>, &'a Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Mutex<T> {
        Mutex(shuttle::sync::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard(Some(self.0.lock().unwrap_or_else(PoisonError::into_inner)), self)
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().expect("it is gone only during a wait")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect("it is gone only during a wait")
    }
}

#[derive(Debug, Default)]
pub(crate) struct Condvar(shuttle::sync::Condvar);

impl Condvar {
    pub(crate) fn new() -> Condvar {
        Condvar::default()
    }

    pub(crate) fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        let held = guard.0.take().expect("it is gone only during a wait");
        guard.0 = Some(self.0.wait(held).unwrap_or_else(PoisonError::into_inner));
    }

    pub(crate) fn wait_for<T>(&self, guard: &mut MutexGuard<'_, T>, timeout: Duration) -> bool {
        if !ends(timeout) {
            self.wait(guard);
            return false;
        }
        guard.0 = None;
        yield_now();
        guard.0 = guard.1.lock().0;
        true
    }

    pub(crate) fn notify_one(&self) {
        self.0.notify_one();
    }

    pub(crate) fn notify_all(&self) {
        self.0.notify_all();
    }
}

/// A thread and its token for `park`, which here never returns without one.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    id: ThreadId,
    token: Arc<(Mutex<bool>, Condvar)>,
}

thread_local! {
    static CURRENT: Thread = Thread { id: shuttle::thread::current().id(), token: Arc::default() };
}

impl Thread {
    pub(crate) fn id(&self) -> ThreadId {
        self.id
    }

    pub(crate) fn unpark(&self) {
        *self.token.0.lock() = true;
        self.token.1.notify_one();
    }
}

pub(crate) fn current() -> Thread {
    CURRENT.with(Thread::clone)
}

pub(crate) fn park() {
    let token = current().token;
    let mut is_there = token.0.lock();
    while !*is_there {
        token.1.wait(&mut is_there);
    }
    *is_there = false;
}

pub(crate) fn park_timeout(timeout: Duration) {
    if !ends(timeout) {
        return park();
    }
    yield_now();
    *current().token.0.lock() = false;
}

/// The panic that is under way ends the test as well.
pub(crate) fn abort() {}

pub(crate) fn hang() -> ! {
    Settled::add_current();
    loop {
        park();
    }
}
