//! The doors for waiting: `park` and `sleep`. (The third, `blocking`, is with the [token](crate::token).)
//! Not here: what is waited for. Locks, conditions and queues are the VM's, ordinary data under the lock, of
//! which a [`WaitQueue`] is the part that knows who waits.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::event::{Cause, Event};
use crate::thread::{ObjectId, ThreadId, ThreadState};
use crate::token::AbortOnUnwind;
use crate::{Gil, Lock, Moment, Shared};

/// What ended a wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wake {
    /// Another thread has granted it.
    Notified,
    /// Time is up.
    TimedOut,
    /// A signal has arrived, and this is the main thread: run the handlers, then wait for the rest.
    Interrupted,
}

/// Those who wait for one thing, first come first. Protected by the lock, like what they wait for; a queue
/// nobody waits in owns no memory.
///
/// A thread in the queue leaves it in one of two ways, both under the lock: somebody takes it out (and it is
/// [`Wake::Notified`], whatever else happens before it runs), or it finds itself still in the queue after it
/// has won the lock back. So a grant is never lost and never given twice.
#[derive(Debug)]
pub struct WaitQueue {
    waiters: Shared<VecDeque<Waiter>>,
    object: AtomicU64,
    cause: Cause,
}

#[derive(Debug)]
struct Waiter {
    thread: Arc<ThreadState>,
    since: Moment,
}

impl Default for WaitQueue {
    fn default() -> WaitQueue {
        WaitQueue::new(Cause::Lock)
    }
}

impl WaitQueue {
    /// An empty queue; `cause` is what events say of those who wait in it.
    pub const fn new(cause: Cause) -> WaitQueue {
        WaitQueue { waiters: Shared::new(VecDeque::new()), object: AtomicU64::new(0), cause }
    }

    /// What events say of those who wait here.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// What is waited for, in events: what [`set_object`](Self::set_object) said, else the queue's address.
    pub fn object(&self) -> ObjectId {
        match self.object.load(Ordering::Relaxed) {
            0 => ObjectId(std::ptr::from_ref(self).addr() as u64),
            object => ObjectId(object),
        }
    }

    /// Names what is waited for, in events.
    pub fn set_object(&self, object: ObjectId) {
        self.object.store(object.0, Ordering::Relaxed);
    }

    /// Does nobody wait?
    #[inline]
    pub fn is_empty(&self, gil: &Gil) -> bool {
        // Those lost in a fork wait no longer.
        self.waiters.get(gil).iter().all(|waiter| waiter.thread.is_lost())
    }

    /// How many wait?
    #[inline]
    pub fn len(&self, gil: &Gil) -> usize {
        self.waiters.get(gil).iter().filter(|waiter| !waiter.thread.is_lost()).count()
    }

    /// Who is first, and how long has it been waiting? For those who grant by seniority.
    pub fn first(&self, gil: &Gil) -> Option<(ThreadId, Duration)> {
        let first = self.waiters.get(gil).iter().find(|waiter| !waiter.thread.is_lost())?;
        Some((first.thread.id(), gil.now().since(first.since)))
    }
}

impl Gil {
    /// Waits in `queue`, without the lock, until notified, for at most `timeout`.
    pub fn park(&mut self, queue: &WaitQueue, timeout: Option<Duration>) -> Wake {
        let now = self.now();
        self.park_from(queue, now, timeout.and_then(|timeout| now.later(timeout)))
    }

    /// As [`park`](Self::park), for at most until `deadline`: what is left of an interrupted wait.
    pub fn park_until(&mut self, queue: &WaitQueue, deadline: Option<Moment>) -> Wake {
        let now = self.now();
        self.park_from(queue, now, deadline)
    }

    fn park_from(&mut self, queue: &WaitQueue, since: Moment, deadline: Option<Moment>) -> Wake {
        let object = queue.object();
        let waiter = Waiter { thread: Arc::clone(self.thread()), since };
        queue.waiters.get_mut(self).push_back(waiter);
        self.thread().parker().prepare();
        self.thread().note_parked(queue);
        self.lock().gate().record(self.thread(), || Event::Park { object });
        let ended = self.without_lock(queue.cause(), |lock, thread| {
            lie_down(lock, thread, deadline, || thread.parker().is_notified())
        });
        self.thread().note_running();
        let wake = if self.thread().parker().finish() {
            Wake::Notified
        } else {
            let id = self.thread().id();
            queue.waiters.get_mut(self).retain(|waiter| waiter.thread.id() != id);
            ended
        };
        self.lock().gate().record(self.thread(), || Event::Wake { object, wake });
        wake
    }

    /// Sleeps, without the lock, for `time`.
    pub fn sleep(&mut self, time: Duration) -> Wake {
        let deadline = self.now().later(time);
        if time.is_zero() {
            // No wait, but a chance for others on this processor to take the lock.
            self.without_lock(Cause::Sleep, |_, _| crate::sync::yield_now());
            return Wake::TimedOut;
        }
        self.sleep_until(deadline)
    }

    /// Sleeps, without the lock, until `deadline`: what is left of an interrupted sleep.
    pub fn sleep_until(&mut self, deadline: Option<Moment>) -> Wake {
        self.without_lock(Cause::Sleep, |lock, thread| lie_down(lock, thread, deadline, || false))
    }

    /// Grants the first in `queue` its wake. False if nobody waits.
    #[inline]
    pub fn unpark_one(&mut self, queue: &WaitQueue) -> bool {
        if queue.is_empty(self) {
            return false;
        }
        self.unpark_first(queue);
        true
    }

    /// Grants all in `queue` their wake, first come first. How many were there?
    pub fn unpark_all(&mut self, queue: &WaitQueue) -> usize {
        let waiting = queue.len(self);
        for _ in 0..waiting {
            self.unpark_first(queue);
        }
        waiting
    }

    fn unpark_first(&mut self, queue: &WaitQueue) {
        let first = loop {
            let first = queue.waiters.get_mut(self).pop_front().expect("the caller has looked");
            if !first.thread.is_lost() {
                break first;
            }
        };
        first.thread.parker().notify();
        let (object, thread) = (queue.object(), first.thread.id());
        self.lock().gate().record(self.thread(), || Event::Notify { object, thread });
        self.owe_wake(first.thread);
    }
}

/// Waits without the lock. The answer is what seems to have ended the wait; with the lock one may know better.
fn lie_down(
    lock: &Lock,
    thread: &ThreadState,
    deadline: Option<Moment>,
    is_notified: impl Fn() -> bool,
) -> Wake {
    let unwinding = AbortOnUnwind;
    let wake = loop {
        if is_notified() {
            break Wake::Notified;
        }
        if thread.parker().take_interrupt(thread.breaker()) {
            break Wake::Interrupted;
        }
        if deadline.is_some_and(|deadline| lock.now() >= deadline) {
            break Wake::TimedOut;
        }
        lock.policy().wait(thread, lock.gate(), deadline);
    };
    std::mem::forget(unwinding);
    wake
}
