//! Looking out for a moment instead of falling asleep, where that takes longer than what is waited for. Who is
//! looked out for is the [parker](crate::parker)'s affair.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Adaptive spinning: whether it pays to look out for a wake for a moment before the operating system is asked to
/// send the thread to sleep. Threads that hand each other small things are called within a microsecond or two, a
/// tenth of what it takes to fall asleep and be woken; all others should leave the processor at once.
///
/// What happened before decides. Each time that nobody came, twice as many waits go without a look-out, up to
/// [`AdaptiveSpin::MOST_SKIPPED`]; each call in time halves that.
#[derive(Debug, Default)]
pub(crate) struct AdaptiveSpin {
    /// Waits still to go without looking out.
    to_skip: AtomicU32,
    /// How many that will be after the next disappointment.
    next_skip: AtomicU32,
}

impl AdaptiveSpin {
    /// About what it takes to fall asleep on an idle processor and be woken: at worst that much is wasted again.
    pub(crate) const LONGEST: Duration = Duration::from_micros(50);
    const MOST_SKIPPED: u32 = 64;

    /// Looks out for a moment, or finds that it should not: false. It will not twice in a row, if in vain.
    pub(crate) fn look_out(&self, timeout: Option<Duration>, is_called: impl Fn() -> bool) -> bool {
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

/// Looks out until `is_called`, for at most this long and only if a processor is free. False if in vain.
pub(crate) fn look_out(longest: Duration, is_called: impl Fn() -> bool) -> bool {
    is_called() || Seat::await_free().is_some_and(|_seat| spin(longest, is_called))
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
        let seat = Seat;
        (TAKEN.fetch_add(1, Ordering::Relaxed) < Seat::all()).then_some(seat)
    }

    /// How many there are. Two threads may find that out at once; who is first must not make others wait, as a
    /// `LazyLock` would: a fork by another thread just then, and the child would wait for ever.
    fn all() -> usize {
        const UNKNOWN: usize = usize::MAX;
        static SEATS: AtomicUsize = AtomicUsize::new(UNKNOWN);
        let known = SEATS.load(Ordering::Relaxed);
        if known != UNKNOWN {
            return known;
        }
        let seats = std::thread::available_parallelism().map_or(0, |processors| processors.get() - 1);
        SEATS.store(seats, Ordering::Relaxed);
        seats
    }
}

/// In the child of a fork: nobody else is looking out.
pub(crate) fn after_fork() {
    TAKEN.store(0, Ordering::Relaxed);
}

impl Drop for Seat {
    fn drop(&mut self) {
        TAKEN.fetch_sub(1, Ordering::Relaxed);
    }
}
