//! The token: the right to run, as a value. It is made when a thread is attached, is lent out as `&mut Gil`
//! to everything that may touch objects, and is given up and won back only here. How threads wait for each
//! other is in [`wait`](crate::wait); who gets the lock is the [`policy`](crate::policy)'s affair.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::event::{Cause, Event};
use crate::lock::Lock;
use crate::policy::{Admission, Parting, Turn};
use crate::sync::{self, atomic::Ordering};
use crate::thread::{ThreadId, ThreadOptions, ThreadState};
use crate::{Breaker, Moment};

sync::thread_local! {
    /// Does this OS thread hold a lock, of whatever interpreter? (G-1)
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// The right to run, held by exactly one thread of an interpreter.
///
/// It is neither `Clone`, nor `Copy`, nor `Send`, nor `Sync`. With `&Gil` one reads, with `&mut Gil` one
/// changes, waits, and calls Python.
///
/// # What does not compile
/// A second token:
/// ```compile_fail,E0599
/// # let mut gil = gil::Lock::cpython().attach(gil::ThreadOptions::default());
/// let second = gil.clone();
/// ```
/// Giving the token, or the sight of it, to another thread:
/// ```compile_fail,E0277
/// # let mut gil = gil::Lock::cpython().attach(gil::ThreadOptions::default());
/// std::thread::spawn(move || drop(gil));
/// ```
/// ```compile_fail,E0277
/// # let mut gil = gil::Lock::cpython().attach(gil::ThreadOptions::default());
/// std::thread::scope(|scope| { scope.spawn(|| gil.thread().id()); });
/// ```
/// Keeping a borrow across a release, of whichever kind:
/// ```compile_fail,E0502
/// # use gil::{Cause, GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let cell = GilCell::new(vec![1]);
/// let first = &cell.get(&gil)[0];
/// gil.yield_now();
/// assert_eq!(*first, 1);
/// ```
/// ```compile_fail,E0502
/// # use gil::{Cause, GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let cell = GilCell::new(String::from("text"));
/// let text = cell.get(&gil);
/// gil.blocking(Cause::Io, || text.len());
/// ```
/// ```compile_fail,E0502
/// # use gil::{GilCell, Lock, ThreadOptions, WaitQueue};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// # let queue = WaitQueue::default();
/// let cell = GilCell::new(vec![1]);
/// let first = &cell.get(&gil)[0];
/// gil.park(&queue, None);
/// assert_eq!(*first, 1);
/// ```
/// ```compile_fail,E0499
/// # use gil::{GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let cell = GilCell::new(vec![1]);
/// let items = cell.get_mut(&mut gil);
/// gil.sleep(std::time::Duration::ZERO);
/// items.push(2);
/// ```
/// Touching an object in a system call, when others have the lock; with the token or with a cell:
/// ```compile_fail,E0277
/// # use gil::{Cause, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// gil.blocking(Cause::Io, || gil.thread().id());
/// ```
/// ```compile_fail,E0277
/// # use gil::{Cause, GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let cell = GilCell::new(1);
/// gil.blocking(Cause::Io, || cell.as_ptr().is_null());
/// ```
pub struct Gil {
    lock: Arc<Lock>,
    thread: Arc<ThreadState>,
    owed: OwedWakes,
    /// Neither Send nor Sync.
    _thread_bound: PhantomData<*mut ()>,
}

impl Gil {
    /// Registers the calling OS thread and waits for the lock.
    pub(crate) fn attach(lock: Arc<Lock>, id: ThreadId, options: ThreadOptions) -> Gil {
        assert!(!RUNNING.with(Cell::get), "G-1: a thread that holds a lock cannot take another");
        let thread = lock.register(id, native_thread_id(), options);
        lock.gate().record(&thread, || Event::Start);
        let mut gil = Gil { lock, thread, owed: OwedWakes::default(), _thread_bound: PhantomData };
        gil.acquire();
        gil
    }

    /// The lock of which this is the token.
    pub fn lock(&self) -> &Arc<Lock> {
        &self.lock
    }

    /// The thread that runs.
    #[inline(always)]
    pub fn thread(&self) -> &Arc<ThreadState> {
        &self.thread
    }

    /// Requests to the thread that runs.
    #[inline(always)]
    pub fn breaker(&self) -> &Breaker {
        self.thread.breaker()
    }

    /// What time it is, by the policy's clock.
    pub fn now(&self) -> Moment {
        self.lock.now()
    }

    /// Answers [`Breaker::DROP_REQUEST`]: if another thread has asked for the lock, gives it up, lets another
    /// have it, and waits for it again. (The policy may decide otherwise.)
    #[cold]
    pub fn yield_now(&mut self) {
        if self.breaker().has(Breaker::ASKED)
            && self.lock.policy().turn(&self.thread, self.lock.gate()) == Turn::Drop
        {
            self.without_lock(Cause::Interval, |_, _| ());
        } else if self.owed.is_overdue() {
            self.wake_owed();
        }
    }

    /// Runs a system call, or anything else that takes long and touches no object, while others have the
    /// lock. A signal makes the call itself fail with `EINTR`; whether to try again, and to run the handlers
    /// before, is for the caller to decide.
    ///
    /// `errno` survives the wait for the lock that follows.
    pub fn blocking<R: Send>(&mut self, cause: Cause, f: impl FnOnce() -> R + Send) -> R {
        self.without_lock(cause, |_, _| f())
    }

    /// Leaves the interpreter. The same happens when the token is dropped.
    pub fn detach(self) {
        drop(self);
    }

    /// `f` must be ours: it may see what cannot be sent, and has to leave objects alone.
    pub(crate) fn without_lock<R>(&mut self, cause: Cause, f: impl FnOnce(&Lock, &ThreadState) -> R) -> R {
        /// Wins the lock back, also when `f` panics: the caller still has the token.
        struct Outside<'a>(&'a mut Gil);
        impl Drop for Outside<'_> {
            fn drop(&mut self) {
                self.0.acquire();
            }
        }
        self.release(Parting { cause, last: false });
        let outside = Outside(self);
        f(&outside.0.lock, &outside.0.thread)
    }

    pub(crate) fn lock_address(&self) -> usize {
        Arc::as_ptr(&self.lock).addr()
    }

    fn acquire(&mut self) {
        let unwinding = AbortOnUnwind;
        let errno = errno::errno();
        let gate = self.lock.gate();
        // Inside `blocking`, the thread may have attached to another interpreter and left it again; still
        // being there now would make two tokens of one thread usable.
        assert!(!RUNNING.with(Cell::get), "G-1: a thread that holds a lock cannot take another");
        gate.record(&self.thread, || Event::Want);
        loop {
            match self.lock.policy().acquire(&self.thread, gate) {
                Admission::Granted => break,
                Admission::Elsewhere => {}
                Admission::Barred => {
                    gate.record(&self.thread, || Event::Hang);
                    sync::hang();
                }
            }
        }
        let held = self.lock.held().swap(true, Ordering::Acquire);
        assert!(!held, "G-1: the policy has let two threads in");
        RUNNING.with(|running| running.set(true));
        gate.record(&self.thread, || Event::Acquire);
        errno::set_errno(errno);
        std::mem::forget(unwinding);
    }

    /// Wakes `thread`, which has been granted it, when the lock is next given up, or a few check points from
    /// now, whichever is first: see [`OwedWakes`].
    pub(crate) fn owe_wake(&mut self, thread: Arc<ThreadState>) {
        self.owed.add(thread);
        self.breaker().set(Breaker::WAKES);
    }

    pub(crate) fn wake_owed(&mut self) {
        self.breaker().clear(Breaker::WAKES);
        for thread in self.owed.threads.drain(..) {
            self.lock.policy().wake(&thread);
        }
    }

    fn release(&mut self, parting: Parting) {
        let unwinding = AbortOnUnwind;
        let gate = self.lock.gate();
        gate.record(&self.thread, || Event::Release { cause: parting.cause });
        RUNNING.with(|running| running.set(false));
        self.lock.held().store(false, Ordering::Release);
        self.lock.policy().release(&self.thread, gate, parting);
        if self.breaker().has(Breaker::WAKES) {
            self.wake_owed();
        }
        self.lock.policy().released(&self.thread, self.lock.gate(), parting);
        std::mem::forget(unwinding);
    }
}

impl Drop for Gil {
    fn drop(&mut self) {
        self.lock.gate().record(&self.thread, || Event::End);
        self.lock.unregister(&self.thread);
        self.release(Parting { cause: Cause::Exit, last: true });
    }
}

/// Threads that have been granted their wake and still sleep.
///
/// A thread woken at once would in most cases find the lock held by the one that woke it, and go to sleep
/// again: two switches of context instead of one for a hand-over, where they share a processor. So they are
/// woken just after the lock is given up. A holder that keeps it for long must not keep them from wanting
/// it, which is what makes it drop the lock; hence the patience, counted in check points because they cost
/// less than asking for the time. (The price: the interval of the woken thread begins those few check points
/// later than in CPython.)
#[derive(Default)]
struct OwedWakes {
    threads: Vec<Arc<ThreadState>>,
    patience: u32,
}

impl OwedWakes {
    /// More check points than there are between the notification and the release in a queue written in
    /// Python; about a microsecond.
    const PATIENCE: u32 = 16;

    fn add(&mut self, thread: Arc<ThreadState>) {
        if self.threads.is_empty() {
            self.patience = OwedWakes::PATIENCE;
        }
        self.threads.push(thread);
    }

    /// Called once per check point.
    fn is_overdue(&mut self) -> bool {
        self.patience = self.patience.saturating_sub(1);
        self.patience == 0
    }
}

/// Between a release and the acquisition that follows, or in the middle of either, the token promises more
/// than is true. Nobody may catch a panic there.
pub(crate) struct AbortOnUnwind;

impl Drop for AbortOnUnwind {
    fn drop(&mut self) {
        sync::abort();
    }
}

#[cfg(target_os = "linux")]
pub(crate) fn native_thread_id() -> u64 {
    // SAFETY: gettid has no preconditions and cannot fail.
    let id = unsafe { libc::gettid() };
    u64::from(id.cast_unsigned())
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(crate) fn native_thread_id() -> u64 {
    // SAFETY: pthread_self has no preconditions and cannot fail.
    let id = unsafe { libc::pthread_self() };
    id as u64
}
