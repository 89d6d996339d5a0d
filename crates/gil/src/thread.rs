//! What is known of a thread by everyone: its identity, its breaker, what it waits for, and the means to
//! wake it. Not the right to run: that is the [`Gil`](crate::Gil), which only the thread itself has.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

use crate::event::Cause;
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
    main: bool,
    daemon: AtomicBool,
    name: Mutex<String>,
    native_id: u64,
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
            main: options.main,
            daemon: AtomicBool::new(options.daemon),
            name: Mutex::new(options.name),
            native_id,
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
        self.main
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
        self.native_id
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

    /// Ends a present or the next [`os_wait`](Self::os_wait). For policies.
    pub fn os_wake(&self) {
        self.parker.wake();
    }
}

/// The one place where a thread that has no right to run lies down.
///
/// ```text
///              park            unpark_one (under the lock)
///    IDLE ───────────▶ PARKED ───────────▶ NOTIFIED
///      ▲                  │ timeout,           │
///      └──────────────────┴─ interrupt ◀───────┘   both decided under the lock
/// ```
///
/// The state is written only under the lock, so it *is* the truth about who was granted what; it is atomic
/// because its owner also reads it without the lock, to learn whether it is worth asking for the lock.
/// `interrupted` is the only thing written by those who have no lock.
#[derive(Debug)]
pub(crate) struct Parker {
    state: AtomicU32,
    interrupted: AtomicBool,
    handle: std::thread::Thread,
}

const IDLE: u32 = 0;
const PARKED: u32 = 1;
const NOTIFIED: u32 = 2;

impl Parker {
    fn of_current() -> Parker {
        Parker {
            state: AtomicU32::new(IDLE),
            interrupted: AtomicBool::new(false),
            handle: std::thread::current(),
        }
    }

    /// Under the lock: announces that the owner is about to wait.
    pub(crate) fn prepare(&self) {
        debug_assert_eq!(self.state.load(Ordering::Relaxed), IDLE, "a thread waits in one place at a time");
        self.state.store(PARKED, Ordering::Relaxed);
    }

    /// Under the lock: grants the owner its wake. It still has to be woken.
    pub(crate) fn notify(&self) {
        debug_assert_eq!(
            self.state.load(Ordering::Relaxed),
            PARKED,
            "only a parked thread stands in a queue"
        );
        self.state.store(NOTIFIED, Ordering::Release);
    }

    /// Without the lock: was the wake granted?
    pub(crate) fn is_notified(&self) -> bool {
        self.state.load(Ordering::Acquire) == NOTIFIED
    }

    /// Under the lock again: the owner no longer waits. Was its wake granted?
    pub(crate) fn finish(&self) -> bool {
        let notified = self.state.load(Ordering::Relaxed) == NOTIFIED;
        self.state.store(IDLE, Ordering::Relaxed);
        notified
    }

    /// From any thread: the owner shall look at its signals. The wake itself is separate.
    pub(crate) fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Release);
    }

    /// By the owner: is there an interrupt that `breaker` still confirms? Takes it.
    pub(crate) fn take_interrupt(&self, breaker: &Breaker) -> bool {
        // Signals already handled at a check point leave the mark behind; the breaker knows better.
        self.interrupted.load(Ordering::Relaxed)
            && self.interrupted.swap(false, Ordering::Acquire)
            && breaker.has(Breaker::SIGNALS)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door through which everything else waits")]
    fn wait(&self, timeout: Option<Duration>) {
        debug_assert_eq!(self.handle.id(), std::thread::current().id(), "only the owner waits");
        match timeout {
            None => std::thread::park(),
            Some(timeout) => std::thread::park_timeout(timeout),
        }
    }

    fn wake(&self) {
        self.handle.unpark();
    }
}
