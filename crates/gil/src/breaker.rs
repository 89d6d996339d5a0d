//! The eval breaker: one word of requests per thread, read at every check point.
//! Not the place where requests are carried out: the VM does that, and calls
//! [`Gil::yield_now`](crate::Gil::yield_now) for [`Breaker::DROP_REQUEST`].

use crate::sync::atomic::{AtomicU32, Ordering};

/// Requests to a thread, as bits. Anyone may set or clear them, from any thread; [`Breaker::set`] and
/// [`Breaker::clear`] are single atomic operations and so may be called in a signal handler.
///
/// A check point is `if gil.breaker().any() { slow path }`: one relaxed load and a jump never taken.
#[derive(Debug, Default)]
pub struct Breaker(AtomicU32);

impl Breaker {
    /// The lock wants attention: the VM answers with [`Gil::yield_now`](crate::Gil::yield_now). Either of the
    /// two bits below; both are owned by this crate, which clears them.
    pub const DROP_REQUEST: u32 = Breaker::ASKED | Breaker::WAKES;
    /// Another thread has waited a whole switch interval for the lock. For policies.
    pub const ASKED: u32 = 1 << 0;
    /// The thread has granted others their wake and has not woken them yet.
    pub(crate) const WAKES: u32 = 1 << 1;
    /// A signal has arrived; the main thread runs its handler. The VM clears it *before* looking at which
    /// signals have arrived.
    pub const SIGNALS: u32 = 1 << 2;
    /// Finalizers wait to be run at a place where calling Python is allowed.
    pub const FINALIZERS: u32 = 1 << 3;
    /// The cycle collector is due.
    pub const COLLECT: u32 = 1 << 4;
    /// Another thread has sent this one an exception.
    pub const ASYNC_EXC: u32 = 1 << 5;
    /// Calls into the interpreter are pending.
    pub const CALLS: u32 = 1 << 6;
    /// What the thread does is watched, or is to be. Stays set.
    pub const WATCH: u32 = 1 << 7;

    /// Does anybody want anything?
    #[inline(always)]
    pub fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// The requests as they are now.
    #[inline]
    pub fn load(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// Is any of `bits` set?
    #[inline]
    pub fn has(&self, bits: u32) -> bool {
        self.0.load(Ordering::Acquire) & bits != 0
    }

    /// Sets `bits`; what was written before is visible to the thread that then sees them by
    /// [`has`](Self::has) or takes them by [`clear`](Self::clear).
    #[inline]
    pub fn set(&self, bits: u32) {
        self.0.fetch_or(bits, Ordering::Release);
    }

    /// Clears `bits` and returns those of them that were set.
    #[inline]
    pub fn clear(&self, bits: u32) -> u32 {
        self.0.fetch_and(!bits, Ordering::AcqRel) & bits
    }
}
