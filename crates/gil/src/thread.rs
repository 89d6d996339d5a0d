//! What is known of a thread by everyone: its identity, its breaker, what it waits for, and the means to
//! wake it. Not the right to run: that is the [`Gil`](crate::Gil), which only the thread itself has.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use crate::event::Cause;
use crate::parker::Parker;
use crate::sync::Mutex;
use crate::{Breaker, WaitQueue};

/// Number of a thread within its interpreter, in order of attachment, from 1; never used again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ThreadId(pub(crate) u64);

impl ThreadId {
    /// The number itself.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// An opaque name for the object a thread waits for. The default is the address of its queue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ObjectId(pub u64);

/// How a thread is attached to an interpreter.
#[derive(Clone, Debug, Default)]
pub struct ThreadOptions {
    /// The thread whose waits signals interrupt. An interpreter has at most one at a time.
    pub main: bool,
    /// The interpreter does not wait for this thread at exit. Information only: see
    /// [`Lock::begin_finalizing`](crate::Lock::begin_finalizing).
    pub daemon: bool,
    /// For people.
    pub name: String,
}

/// The public half of a thread of an interpreter. Shared; everything in it may be read at any time.
#[derive(Debug)]
pub struct ThreadState {
    id: ThreadId,
    main: AtomicBool,
    daemon: AtomicBool,
    name: Mutex<String>,
    native_id: AtomicU64,
    /// It was in the parent of a fork, and is not in this process.
    lost: AtomicBool,
    breaker: Breaker,
    parker: Parker,
    parked_on: AtomicU64,
    parked_for: AtomicU32,
}

impl ThreadState {
    /// The state of the calling OS thread.
    pub(crate) fn of_current(id: ThreadId, native_id: u64, options: ThreadOptions) -> ThreadState {
        ThreadState {
            id,
            main: AtomicBool::new(options.main),
            daemon: AtomicBool::new(options.daemon),
            name: Mutex::new(options.name),
            native_id: AtomicU64::new(native_id),
            lost: AtomicBool::new(false),
            breaker: Breaker::default(),
            parker: Parker::of_current(),
            parked_on: AtomicU64::new(0),
            parked_for: AtomicU32::new(0),
        }
    }

    /// Its number within the interpreter.
    pub fn id(&self) -> ThreadId {
        self.id
    }

    /// Is this the thread that signals interrupt?
    pub fn is_main(&self) -> bool {
        self.main.load(Ordering::Relaxed)
    }

    /// Does the interpreter's exit not wait for it?
    pub fn is_daemon(&self) -> bool {
        self.daemon.load(Ordering::Relaxed)
    }

    /// Says whether the interpreter's exit should wait for it.
    pub fn set_daemon(&self, daemon: bool) {
        self.daemon.store(daemon, Ordering::Relaxed);
    }

    /// Its name, for people.
    pub fn name(&self) -> String {
        self.name.lock().clone()
    }

    /// Renames it.
    pub fn set_name(&self, name: &str) {
        name.clone_into(&mut self.name.lock());
    }

    /// The operating system's number of it.
    pub fn native_id(&self) -> u64 {
        self.native_id.load(Ordering::Relaxed)
    }

    /// Requests to it.
    #[inline(always)]
    pub fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    /// What it is parked on, and why, if it is.
    pub fn parked_on(&self) -> Option<(Cause, ObjectId)> {
        let object = self.parked_on.load(Ordering::Acquire);
        let cause = Cause::ALL.get(self.parked_for.load(Ordering::Relaxed) as usize)?;
        (object != 0).then_some((*cause, ObjectId(object)))
    }

    /// In the child of a fork, by the thread itself.
    pub(crate) fn become_main(&self) {
        self.main.store(true, Ordering::Relaxed);
        self.native_id.store(crate::token::native_thread_id(), Ordering::Relaxed);
    }

    pub(crate) fn mark_lost(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    pub(crate) fn parker(&self) -> &Parker {
        &self.parker
    }

    pub(crate) fn note_parked(&self, queue: &WaitQueue) {
        self.parked_for.store(queue.cause() as u32, Ordering::Relaxed);
        self.parked_on.store(queue.object().0, Ordering::Release);
    }

    pub(crate) fn note_running(&self) {
        self.parked_on.store(0, Ordering::Release);
    }

    /// Waits, as an operating system thread, until [`wake`](Self::wake) or the end of `timeout`; may return
    /// early for no reason. For policies: the thread itself is the only one that may call it.
    pub fn os_wait(&self, timeout: Option<Duration>) {
        self.parker.wait(timeout);
    }

    /// As [`os_wait`](Self::os_wait), by a thread that expects its wake within microseconds: it keeps a processor, if
    /// one is free, for as long as falling asleep would take.
    pub fn os_wait_alert(&self, timeout: Option<Duration>) {
        self.parker.wait_alert(timeout);
    }

    /// Ends a present or the next [`os_wait`](Self::os_wait). For policies.
    pub fn os_wake(&self) {
        self.parker.wake();
    }
}
