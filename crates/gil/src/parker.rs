//! Where a thread lies down that waits for something else than the lock, and how it is got up.

use std::time::Duration;

use crate::Breaker;
use crate::spin::{AdaptiveSpin, look_out};
use crate::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use crate::sync::{Thread, current, park, park_timeout};

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
    /// `AWAKE`, `ASLEEP` or `CALLED`: a call that comes before the nap ends it at once.
    nap: AtomicU32,
    spinning: AdaptiveSpin,
    handle: Thread,
}

const IDLE: u32 = 0;
const PARKED: u32 = 1;
const NOTIFIED: u32 = 2;

const AWAKE: u32 = 0;
const ASLEEP: u32 = 1;
const CALLED: u32 = 2;

impl Parker {
    pub(crate) fn of_current() -> Parker {
        Parker {
            state: AtomicU32::new(IDLE),
            interrupted: AtomicBool::new(false),
            nap: AtomicU32::new(AWAKE),
            spinning: AdaptiveSpin::default(),
            handle: current(),
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

    /// Lies down until [`wake`](Self::wake), of which one that has come already counts, or the end of
    /// `timeout`; may return early for no reason.
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        // Nobody calls a sleeper that stands in no queue.
        let in_queue = self.state.load(Ordering::Relaxed) == PARKED;
        let looked_out = in_queue && self.spinning.look_out(timeout, || self.is_called());
        self.nap(timeout, looked_out);
    }

    /// The same for an owner that knows to be called within microseconds: it looks out first, if a processor is
    /// free.
    pub(crate) fn wait_alert(&self, timeout: Option<Duration>) {
        let longest = timeout.map_or(AdaptiveSpin::LONGEST, |timeout| timeout.min(AdaptiveSpin::LONGEST));
        let called = self.look_out(longest);
        self.nap(timeout, called);
    }

    /// Looks out for a call for at most this long, if a processor is free.
    pub(crate) fn look_out(&self, longest: Duration) -> bool {
        look_out(longest, || self.is_called())
    }

    fn is_called(&self) -> bool {
        self.nap.load(Ordering::Acquire) == CALLED
    }

    #[allow(clippy::disallowed_methods, reason = "this is the door through which everything else waits")]
    fn nap(&self, timeout: Option<Duration>, looked_out: bool) {
        debug_assert_eq!(self.handle.id(), current().id(), "only the owner waits");
        if !looked_out
            && self.nap.compare_exchange(AWAKE, ASLEEP, Ordering::AcqRel, Ordering::Acquire).is_ok()
        {
            match timeout {
                None => park(),
                Some(timeout) => park_timeout(timeout),
            }
        }
        // An exchange, to see what whoever has called in between has done before.
        self.nap.swap(AWAKE, Ordering::AcqRel);
    }

    /// Gets the owner up.
    pub(crate) fn wake(&self) {
        if self.nap.swap(CALLED, Ordering::AcqRel) == ASLEEP {
            self.handle.unpark();
        }
    }
}
