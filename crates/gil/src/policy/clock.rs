//! Who looks at the clock: of many threads that wait for the lock only a few, because one request to the holder is as
//! good as a thousand, and a thousand threads that wake each interval leave no time to run.

use crate::sync::atomic::{AtomicUsize, Ordering};

/// So many waiters keep time. Not one alone: who has just given up the lock measures its turn from the beginning.
const MOST: usize = 4;

/// How many threads wait, and how many of them measure intervals. Whoever waits calls [`Clock::arrive`], then
/// [`Clock::keep_time`] until it says yes, and in the end [`Clock::leave`].
#[derive(Debug, Default)]
pub(super) struct Clock {
    waiting: AtomicUsize,
    timekeepers: AtomicUsize,
}

impl Clock {
    /// A thread begins to wait.
    pub(super) fn arrive(&self) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
    }

    /// Shall a thread that waits measure intervals from now on?
    pub(super) fn keep_time(&self) -> bool {
        let one_more = |keepers: usize| (keepers < MOST).then_some(keepers + 1);
        self.timekeepers.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_more).is_ok()
    }

    /// A thread has waited. Says whether others still do, and none of them measures: then one must be woken, to ask
    /// again whether it shall. (One that arrives meanwhile either finds that nobody does, or is seen here.)
    pub(super) fn leave(&self, kept_time: bool) -> bool {
        if kept_time {
            self.timekeepers.fetch_sub(1, Ordering::SeqCst);
        }
        let others = self.waiting.fetch_sub(1, Ordering::SeqCst) > 1;
        others && self.timekeepers.load(Ordering::SeqCst) == 0
    }
}
