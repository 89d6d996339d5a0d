//! Data that the lock protects. A [`GilCell`] opens for whoever shows the token; a [`Shared`] may also travel
//! between threads by itself, and therefore checks whose token it is shown. Neither has a borrow flag: the
//! borrow checker does its work, through the token.

use std::cell::UnsafeCell;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Gil;

/// A value that is read with `&Gil` and changed with `&mut Gil`. Costs nothing: it is the bare value.
///
/// One token opens one cell for writing at a time, or any number for reading. That is coarse, and meant to
/// be: code that calls back into Python needs the token itself, so it cannot hold on to anything.
///
/// ```
/// # use gil::{GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let cell = GilCell::new(vec![1]);
/// cell.get_mut(&mut gil).push(2);
/// assert_eq!(cell.get(&gil).len(), 2);
/// ```
///
/// Without the token there is no way in:
/// ```compile_fail,E0061
/// let cell = gil::GilCell::new(1);
/// let value = cell.get();
/// ```
/// Nor two ways at once:
/// ```compile_fail,E0499
/// # use gil::{GilCell, Lock, ThreadOptions};
/// # let mut gil = Lock::cpython().attach(ThreadOptions::default());
/// let (one, two) = (GilCell::new(1), GilCell::new(2));
/// std::mem::swap(one.get_mut(&mut gil), two.get_mut(&mut gil));
/// ```
/// A cell cannot be reached from two threads in safe code. It may be that they belong to different
/// interpreters, and each has a token. (A heap that guarantees that its objects never cross interpreters
/// may say so in its own `unsafe impl`; [`Shared`] is the safe way.)
/// ```compile_fail,E0277
/// fn reachable_by_all<T: Sync>(_: T) {}
/// reachable_by_all(gil::GilCell::new(1));
/// ```
#[derive(Default)]
#[repr(transparent)]
pub struct GilCell<T: ?Sized>(UnsafeCell<T>);

impl<T> GilCell<T> {
    /// A cell with this value.
    pub const fn new(value: T) -> GilCell<T> {
        GilCell(UnsafeCell::new(value))
    }

    /// The value; nobody else can have the cell any more.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }

    /// Puts in another value and returns the one that was there. Whoever drops it should no longer hold
    /// borrows: what it does when dropped is its own affair.
    #[inline(always)]
    pub fn replace(&self, gil: &mut Gil, value: T) -> T {
        std::mem::replace(self.get_mut(gil), value)
    }

    /// Takes the value and leaves the default one.
    #[inline(always)]
    pub fn take(&self, gil: &mut Gil) -> T
    where
        T: Default,
    {
        self.replace(gil, T::default())
    }
}

impl<T: ?Sized> GilCell<T> {
    /// Reads, as long as the token is not used for anything but reading.
    #[inline(always)]
    pub fn get<'a>(&'a self, _gil: &'a Gil) -> &'a T {
        // SAFETY: G-1: an OS thread has at most one token, tokens do not leave their thread, and a cell is
        // reached by the threads of one interpreter only, of which one has the token. So the only token that
        // can open this cell now is this one, and it is borrowed shared for 'a: no `get_mut` until then.
        unsafe { &*self.0.get() }
    }

    /// Changes, as long as the token is not used for anything else.
    #[inline(always)]
    pub fn get_mut<'a>(&'a self, _gil: &'a mut Gil) -> &'a mut T {
        // SAFETY: G-1, as in `get`; here the token is borrowed exclusively, so nothing else can be open.
        unsafe { &mut *self.0.get() }
    }

    /// Changes without the lock, by whoever has the cell to himself.
    pub fn exclusive(&mut self) -> &mut T {
        self.0.get_mut()
    }

    /// The address of the value, for heaps that manage it themselves.
    pub const fn as_ptr(&self) -> *mut T {
        self.0.get()
    }
}

impl<T: ?Sized> fmt::Debug for GilCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GilCell(..)")
    }
}

/// A [`GilCell`] that all threads of one interpreter can reach in safe code. It belongs to the first lock
/// whose token it is shown, at the price of one comparison per access.
///
/// # Panics
/// All accessors panic when shown the token of another lock.
#[derive(Debug, Default)]
pub struct Shared<T> {
    owner: AtomicUsize,
    cell: GilCell<T>,
}

// SAFETY: G-2: `Shared` hands out its cell only after `check`, so only to tokens of one lock, of which
// one thread has one (G-1). As the value is used by several threads in turn, and may be dropped by any of
// them, it must be Send.
unsafe impl<T: Send> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// A cell that belongs to nobody yet.
    pub const fn new(value: T) -> Shared<T> {
        Shared { owner: AtomicUsize::new(0), cell: GilCell::new(value) }
    }

    /// Reads, as long as the token is not used for anything but reading.
    #[inline]
    pub fn get<'a>(&'a self, gil: &'a Gil) -> &'a T {
        self.check(gil);
        self.cell.get(gil)
    }

    /// Changes, as long as the token is not used for anything else.
    #[inline]
    pub fn get_mut<'a>(&'a self, gil: &'a mut Gil) -> &'a mut T {
        self.check(gil);
        self.cell.get_mut(gil)
    }

    /// The value; nobody else can have the cell any more.
    pub fn into_inner(self) -> T {
        self.cell.into_inner()
    }

    #[inline]
    fn check(&self, gil: &Gil) {
        let lock = gil.lock_address();
        if self.owner.load(Ordering::Relaxed) != lock {
            self.adopt(lock);
        }
    }

    // The owner is the address of a lock. If that lock has died and another lives at the address, the cell
    // is the new one's: the old one has no tokens left.
    #[cold]
    fn adopt(&self, lock: usize) {
        let before = self.owner.compare_exchange(0, lock, Ordering::Relaxed, Ordering::Relaxed);
        assert!(before.is_ok(), "G-2: a Shared value belongs to one interpreter");
    }
}
