//! Where a thread lies down that waits for something else than the lock, and how it is got up.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Breaker;

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
    handle: std::thread::Thread,
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

    /// Lies down until [`wake`](Self::wake), of which one that has come already counts, or the end of
    /// `timeout`; may return early for no reason.
    #[expect(clippy::disallowed_methods, reason = "this is the door through which everything else waits")]
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        debug_assert_eq!(self.handle.id(), std::thread::current().id(), "only the owner waits");
        // Nobody calls a sleeper that stands in no queue.
        let in_queue = self.state.load(Ordering::Relaxed) == PARKED;
        let looked_out =
            in_queue && self.spinning.look_out(timeout, || self.nap.load(Ordering::Acquire) == CALLED);
        if !looked_out
            && self.nap.compare_exchange(AWAKE, ASLEEP, Ordering::AcqRel, Ordering::Acquire).is_ok()
        {
            match timeout {
                None => std::thread::park(),
                Some(timeout) => std::thread::park_timeout(timeout),
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

/// Adaptive spinning: whether it pays to look out for a wake for a moment before the operating system is asked to send the thread
/// to sleep. Threads that hand each other small things are called within a microsecond or two, a tenth of what
/// it takes to fall asleep and be woken; all others should leave the processor at once.
///
/// What happened before decides. Each time that nobody came, twice as many waits go without a look-out, up to
/// [`AdaptiveSpin::MOST_SKIPPED`]; each call in time halves that.
#[derive(Debug, Default)]
struct AdaptiveSpin {
    /// Waits still to go without looking out.
    to_skip: AtomicU32,
    /// How many that will be after the next disappointment.
    next_skip: AtomicU32,
}

impl AdaptiveSpin {
    /// About what it takes to fall asleep on an idle processor and be woken: at worst that much is wasted again.
    const LONGEST: Duration = Duration::from_micros(50);
    const MOST_SKIPPED: u32 = 64;

    /// Looks out for a moment, or finds that it should not: false. It will not twice in a row, if in vain.
    fn look_out(&self, timeout: Option<Duration>, is_called: impl Fn() -> bool) -> bool {
        if is_called() {
            return true;
        }
        let to_skip = self.to_skip.load(Ordering::Relaxed);
        if to_skip > 0 {
            self.to_skip.store(to_skip - 1, Ordering::Relaxed);
            return false;
        }
        let Some(_seat) = Seat::await_free() else { return false };
        let longest = timeout.map_or(AdaptiveSpin::LONGEST, |timeout| timeout.min(AdaptiveSpin::LONGEST));
        let next_skip = self.next_skip.load(Ordering::Relaxed);
        if spin(longest, is_called) {
            self.next_skip.store(next_skip / 2, Ordering::Relaxed);
        } else {
            let skip = (next_skip * 2).clamp(1, AdaptiveSpin::MOST_SKIPPED);
            self.next_skip.store(skip, Ordering::Relaxed);
            self.to_skip.store(skip, Ordering::Relaxed);
        }
        true
    }
}

/// Keeps the processor until `is_called`, for at most this long. False if in vain.
fn spin(longest: Duration, is_called: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    loop {
        // The time is asked for now and then only: that takes longer than a look.
        for _ in 0..8 {
            if is_called() {
                return true;
            }
            std::hint::spin_loop();
        }
        if start.elapsed() >= longest {
            return false;
        }
    }
}

/// The right to keep a processor busy with looking out: there is one less of them than there are processors,
/// for all interpreters together.
struct Seat;

static TAKEN: AtomicUsize = AtomicUsize::new(0);

impl Seat {
    /// How often to ask for a seat: a thread that has just been called gives up its own in a moment.
    const TRIES: u32 = 50;

    fn await_free() -> Option<Seat> {
        (0..Seat::TRIES).find_map(|_| {
            let seat = Seat::take();
            std::hint::spin_loop();
            seat
        })
    }

    fn take() -> Option<Seat> {
        static SEATS: LazyLock<usize> = LazyLock::new(|| {
            std::thread::available_parallelism().map_or(0, |processors| processors.get() - 1)
        });
        let seat = Seat;
        (TAKEN.fetch_add(1, Ordering::Relaxed) < *SEATS).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        TAKEN.fetch_sub(1, Ordering::Relaxed);
    }
}
