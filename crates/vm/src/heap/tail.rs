//! A payload that ends in an array inside the same cell: strings, tuples, instances with inline slots.

use std::ops::{Deref, DerefMut};

/// What stands before the items.
pub trait Head {
    /// Whether the last item is dropped first, as CPython does it with those of tuples.
    const LAST_FIRST: bool = false;
}

/// A head and, behind it in memory, `len` items. Made only by [`super::Heap::alloc_tail`].
#[repr(C)]
pub struct Tail<H: Head, E> {
    head: H,
    len: usize,
    items: [E; 0],
}

impl<H: Head, E> Tail<H, E> {
    /// A tail without items, to be written at the start of a cell with room for more.
    pub(super) fn empty(head: H) -> Self {
        Tail { head, len: 0, items: [] }
    }

    /// Appends an item.
    ///
    /// # Safety
    /// The cell has room for it.
    pub(super) unsafe fn push(&mut self, item: E) {
        // SAFETY: by the caller.
        unsafe { self.items.as_mut_ptr().add(self.len).write(item) };
        self.len += 1;
    }

    /// Appends copies of bytes and the like.
    ///
    /// # Safety
    /// The cell has room for them.
    #[inline]
    pub(super) unsafe fn extend(&mut self, items: &[E])
    where
        E: Copy,
    {
        // SAFETY: by the caller; a slice borrowed from elsewhere does not overlap what is behind the tail's end.
        unsafe {
            let end = self.items.as_mut_ptr().add(self.len);
            std::ptr::copy_nonoverlapping(items.as_ptr(), end, items.len());
        }
        self.len += items.len();
    }

    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[E] {
        // SAFETY: `len` items were written behind the head.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr(), self.len) }
    }

    /// The items, to be changed.
    #[inline(always)]
    pub fn items_mut(&mut self) -> &mut [E] {
        // SAFETY: as above, and `self` is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.items.as_mut_ptr(), self.len) }
    }
}

impl<H: Head, E> Deref for Tail<H, E> {
    type Target = H;
    #[inline(always)]
    fn deref(&self) -> &H {
        &self.head
    }
}

impl<H: Head, E> DerefMut for Tail<H, E> {
    fn deref_mut(&mut self) -> &mut H {
        &mut self.head
    }
}

impl<H: Head, E> Drop for Tail<H, E> {
    fn drop(&mut self) {
        if !H::LAST_FIRST {
            // SAFETY: the items are initialised and dropped once.
            unsafe { std::ptr::drop_in_place(self.items_mut()) };
            return;
        }
        for item in self.items_mut().iter_mut().rev() {
            // SAFETY: as above.
            unsafe { std::ptr::drop_in_place(item) };
        }
    }
}
