//! Pages of equal cells, aligned to their size so that a cell finds its page by masking its address.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

use super::{Header, Heap};

/// Size and alignment of a page in bytes.
const PAGE: usize = 64 * 1024;
/// Cells start here.
const FIRST_CELL: usize = 128;
/// Largest cell that shares a page, in bytes.
const LARGEST: usize = 8192;
/// Sizes up to this many bytes have a class for every multiple of 16.
const FINE: usize = 512;
/// Number of size classes of shared pages.
pub(super) const CLASS_COUNT: usize = FINE / 16 + 1 + 8;
const COARSE: [usize; 8] = [640, 768, 1024, 1536, 2048, 3072, 4096, LARGEST];

/// A free cell: the word that holds a live object's count is zero.
#[repr(C)]
pub(super) struct FreeCell {
    pub mark: u64,
    pub next: *mut FreeCell,
}

/// Start of a page.
pub(super) struct Page {
    heap: *const Heap,
    class: usize,
    cell_size: usize,
    cells: usize,
    layout: Layout,
    /// A number for every cell while the cycle collector looks at the heap; empty otherwise.
    marks: UnsafeCell<Vec<Cell<u32>>>,
}

/// The size class for an object of `size` bytes; `CLASS_COUNT` means a page of its own.
#[inline(always)]
pub(super) fn class_of(size: usize) -> usize {
    if size <= FINE { size.div_ceil(16) } else { coarse_class(size) }
}

#[inline(never)]
fn coarse_class(size: usize) -> usize {
    COARSE.iter().position(|cell| size <= *cell).map_or(CLASS_COUNT, |index| FINE / 16 + 1 + index)
}

fn cell_size(class: usize) -> usize {
    if class <= FINE / 16 { class.max(1) * 16 } else { COARSE[class - FINE / 16 - 1] }
}

impl Page {
    /// A page of a class, all cells free, and the first of their list.
    pub fn small(heap: &Heap, class: usize) -> (NonNull<Page>, *mut FreeCell) {
        let size = cell_size(class);
        let cells = (PAGE - FIRST_CELL) / size;
        let page = Self::carve(heap, class, size, cells, PAGE);
        let mut next = std::ptr::null_mut();
        for index in (0..cells).rev() {
            // SAFETY: every index lies inside the page.
            unsafe {
                let cell = page.byte_add(FIRST_CELL + index * size).cast::<FreeCell>().as_ptr();
                cell.write(FreeCell { mark: 0, next });
                next = cell;
            }
        }
        (page, next)
    }

    /// A page for one large object.
    pub fn large(heap: &Heap, size: usize) -> (NonNull<Page>, NonNull<Header>) {
        let page = Self::carve(heap, CLASS_COUNT, size, 1, FIRST_CELL + size);
        // SAFETY: the page is larger than `FIRST_CELL`.
        unsafe {
            let cell = page.byte_add(FIRST_CELL);
            cell.cast::<u64>().write(0);
            (page, cell.cast())
        }
    }

    const HEAD_FITS: () = assert!(size_of::<Page>() <= FIRST_CELL);

    fn carve(heap: &Heap, class: usize, cell_size: usize, cells: usize, bytes: usize) -> NonNull<Page> {
        let () = Self::HEAD_FITS;
        let layout = Layout::from_size_align(bytes, PAGE).expect("I-6: object sizes are bounded by memory");
        // SAFETY: the layout is not empty.
        let page = unsafe { alloc(layout) }.cast::<Page>();
        let Some(page) = NonNull::new(page) else { handle_alloc_error(layout) };
        // SAFETY: fresh memory, large enough for the page's head.
        unsafe { page.write(Page { heap, class, cell_size, cells, layout, marks: UnsafeCell::default() }) };
        page
    }

    /// The page of an object.
    ///
    /// # Safety
    /// `object` lies in the first 64 KiB of a page, as every object's header does.
    #[inline(always)]
    pub unsafe fn of(object: NonNull<Header>) -> NonNull<Page> {
        let offset = object.as_ptr() as usize & (PAGE - 1);
        // SAFETY: pages are aligned to `PAGE`.
        unsafe { object.byte_sub(offset).cast() }
    }

    /// Bytes of each of its cells.
    pub fn cell_size(&self) -> usize {
        self.cell_size
    }

    pub fn class(&self) -> usize {
        self.class
    }

    pub fn heap(&self) -> &Heap {
        // SAFETY: a heap outlives its pages.
        unsafe { &*self.heap }
    }

    /// Gives every cell a mark.
    pub fn start_marks(&self, mark: u32) {
        let marks = (0..self.cells).map(|_| Cell::new(mark)).collect();
        // SAFETY: no mark is borrowed: the collector has not asked for one yet, and holds the GIL (I-1).
        unsafe { *self.marks.get() = marks };
    }

    /// Takes the marks away again.
    pub fn end_marks(&self) {
        // SAFETY: the collector borrows no mark any more.
        unsafe { *self.marks.get() = Vec::new() };
    }

    /// The mark of an object of this page, between `start_marks` and `end_marks`.
    #[inline]
    pub fn mark(&self, object: NonNull<Header>) -> &Cell<u32> {
        let offset = object.as_ptr() as usize - std::ptr::from_ref(self) as usize - FIRST_CELL;
        // SAFETY: marks are only replaced when none is borrowed.
        unsafe { &(&*self.marks.get())[offset / self.cell_size] }
    }

    pub fn for_each_cell(&self, mut visit: impl FnMut(NonNull<Header>)) {
        let start = NonNull::from(self).cast::<Header>();
        for index in 0..self.cells {
            // SAFETY: inside the page.
            visit(unsafe { start.byte_add(FIRST_CELL + index * self.cell_size) });
        }
    }

    /// # Safety
    /// Nothing in the page is used again.
    pub unsafe fn free(page: NonNull<Page>) {
        // SAFETY: as above; the marks own memory of their own.
        unsafe { page.as_ref() }.end_marks();
        // SAFETY: allocated by `carve` with this layout.
        unsafe { dealloc(page.as_ptr().cast(), page.as_ref().layout) };
    }
}
