//! The heap of one interpreter: cells for objects, reference counts, and what happens at count zero.
//!
//! ```text
//! page (64 KiB, aligned)                      object
//! ┌────────────────┐                          ┌──────────────────────────────┐
//! │ heap, cell size│                          │ refs │ kind │ flags │ shape  │  Header, 16 bytes
//! ├────┬────┬────┬─┘                          ├──────────────────────────────┤
//! │cell│cell│cell│ …                          │ payload: the Rust type       │  by kind
//! └────┴────┴────┴─                           ├──────────────────────────────┤
//!                                             │ attributes of a subclass     │  if EXTENDED
//!                                             └──────────────────────────────┘
//! ```
//!
//! Counts are plain integers: only the holder of the GIL touches them (I-1). A cell's page is found by masking
//! its address, and the page names its heap, so freeing needs no thread-local state. Because pages can be
//! walked, the cycle collector ([`cycle`]) needs no list of objects.
//!
//! Dropping the last reference frees the object at once, but Python code (`__del__`, weak-reference callbacks)
//! is only queued: it runs when the interpreter next reaches a safe point, so no drop can run code under a
//! borrow (I-2).

pub mod cycle;
pub mod extension;
mod object;
mod page;
mod tail;

pub use extension::{Body, Ext, NextFn};
pub use object::{Attrs, Frozen, Header, KindRow, Obj, ObjectFlags, Payload, Ref, Visitor};
pub use tail::{Head, Tail};

use std::cell::{Cell, RefCell};
use std::ptr::NonNull;

use hashbrown::HashMap;

use crate::objects::Kind;
use crate::shape::Shape;
use page::{CLASS_COUNT, Page};

/// Python code that must run soon because objects died.
pub enum Pending {
    /// Call `__del__`; the object was brought back to life for it with this one reference.
    Finalize(Ref),
    /// Call the callback with the (now dead) weak reference: `(reference, callback)`.
    WeakCallback(Ref, crate::Value),
}

/// Counts that `gc.get_stats`-like views and the collector's schedule need.
#[derive(Default)]
pub struct HeapCounts {
    /// Objects that can take part in cycles, alive now.
    pub containers: Cell<usize>,
    /// Containers alive after the last collection.
    pub after_collection: Cell<usize>,
    /// Bytes of cells in use.
    pub bytes: Cell<usize>,
}

/// The cells and the bookkeeping of one interpreter's objects.
pub struct Heap {
    free: [Cell<*mut page::FreeCell>; CLASS_COUNT],
    pages: RefCell<Vec<NonNull<Page>>>,
    /// Finalizers and callbacks to run, oldest first.
    pending: RefCell<std::collections::VecDeque<Pending>>,
    has_pending: Cell<bool>,
    /// Set by the context that holds the GIL: tells its breaker that `pending` is not empty.
    holder: Cell<Option<NonNull<gil::Breaker>>>,
    /// Weak references by the address of what they refer to.
    weak: RefCell<HashMap<usize, Vec<NonNull<Header>>>>,
    depth: Cell<u32>,
    doomed: RefCell<Vec<NonNull<Header>>>,
    /// Object counts.
    pub counts: HeapCounts,
    /// The collector's settings and state.
    pub collector: cycle::Collector,
}

/// How deep destruction may nest natively before it goes on from a list.
const DESTROY_DEPTH: u32 = 64;

impl Heap {
    /// An empty heap. It must not move any more once it has pages, which point to it.
    fn new() -> Heap {
        Heap {
            free: [const { Cell::new(std::ptr::null_mut()) }; CLASS_COUNT],
            pages: RefCell::default(),
            pending: RefCell::default(),
            has_pending: Cell::new(false),
            holder: Cell::new(None),
            weak: RefCell::default(),
            depth: Cell::new(0),
            doomed: RefCell::default(),
            counts: HeapCounts::default(),
            collector: cycle::Collector::default(),
        }
    }

    /// A new object of a payload type without a tail.
    #[inline]
    pub fn alloc<T: Payload>(&self, shape: NonNull<Shape>, payload: T) -> Obj<T> {
        let cell = self.cell_for(size_of::<object::Object<T>>());
        // SAFETY: `cell` is a fresh cell of at least that size, aligned to 16.
        unsafe { object::init(cell, T::KIND, 0, shape, payload) }
    }

    /// A new object of a Python subclass of a builtin type: the payload, then room for attributes.
    pub fn alloc_extended<T: Payload>(&self, shape: NonNull<Shape>, payload: T) -> Obj<T> {
        let offset = object::attrs_offset::<T>();
        let cell = self.cell_for(offset + size_of::<Attrs>());
        // SAFETY: the cell holds the object and, at `offset` (aligned), the attributes.
        unsafe {
            let object = object::init(cell, T::KIND, ObjectFlags::EXTENDED, shape, payload);
            cell.byte_add(offset).cast::<Attrs>().write(Attrs::default());
            object
        }
    }

    /// A new object whose payload ends in an array, filled from `items` (exactly `len` of them).
    #[inline]
    pub fn alloc_tail<H: Head + 'static, E: 'static>(
        &self,
        shape: NonNull<Shape>,
        head: H,
        len: usize,
        extended: bool,
        items: impl Iterator<Item = E>,
    ) -> Obj<Tail<H, E>>
    where
        Tail<H, E>: Payload,
    {
        let base = object::attrs_offset_tail::<H, E>(len);
        let size = if extended { base + size_of::<Attrs>() } else { base };
        let cell = self.cell_for(size);
        let flags = if extended { ObjectFlags::EXTENDED } else { 0 };
        // SAFETY: the cell has room for the header, the head, `len` items and the attributes if any. The tail's
        // length grows with each item written, so a panicking iterator leaves a shorter but valid tail.
        unsafe {
            let object = object::init(cell, <Tail<H, E>>::KIND, flags, shape, Tail::<H, E>::empty(head));
            if extended {
                cell.byte_add(base).cast::<Attrs>().write(Attrs::default());
            }
            object.fill_tail::<H, E>(len, items);
            object
        }
    }

    /// A string-like object: head and bytes.
    pub fn alloc_bytes<H: Head + 'static>(
        &self,
        shape: NonNull<Shape>,
        head: H,
        bytes: &[u8],
        extended: bool,
    ) -> Obj<Tail<H, u8>>
    where
        Tail<H, u8>: Payload,
    {
        if extended {
            return self.alloc_tail(shape, head, bytes.len(), extended, bytes.iter().copied());
        }
        self.alloc_joined(shape, head, [bytes, &[]], bytes.len())
    }

    /// A string-like object of two parts, in a cell with room for `room` bytes (at least theirs).
    pub(crate) fn alloc_joined<H: Head + 'static>(
        &self,
        shape: NonNull<Shape>,
        head: H,
        parts: [&[u8]; 2],
        room: usize,
    ) -> Obj<Tail<H, u8>>
    where
        Tail<H, u8>: Payload,
    {
        let room = room.max(parts[0].len() + parts[1].len());
        let cell = self.cell_for(object::attrs_offset_tail::<H, u8>(room));
        // SAFETY: the cell has room for the header, the head and the bytes.
        unsafe {
            let object = object::init(cell, <Tail<H, u8>>::KIND, 0, shape, Tail::<H, u8>::empty(head));
            object.with_payload(|tail| {
                tail.extend(parts[0]);
                if !parts[1].is_empty() {
                    tail.extend(parts[1]);
                }
            });
            object
        }
    }

    /// Appends to a string-like object that nobody else refers to, if its cell has the room.
    pub(crate) fn append_in_place<H: Head + 'static>(&self, object: &Obj<Tail<H, u8>>, bytes: &[u8]) -> bool
    where
        Tail<H, u8>: Payload,
    {
        let header = object.as_object();
        if header.count() != 1 || header.header().has_flags(ObjectFlags::EXTENDED) {
            return false;
        }
        // SAFETY: the object lies in a page of this heap; the count says that nobody else can see it change. The
        // cell's size is known, and the bytes belong to another object.
        unsafe {
            let room = Page::of(header.as_non_null()).as_ref().cell_size();
            object.with_payload(|tail| {
                let fits = object::attrs_offset_tail::<H, u8>(tail.items().len() + bytes.len()) <= room;
                if fits {
                    tail.extend(bytes);
                }
                fits
            })
        }
    }

    /// A new object whose payload needs to know where the object will be. `make` must not let the object be seen.
    pub(crate) fn alloc_at<T: Payload>(
        &self,
        shape: NonNull<Shape>,
        make: impl FnOnce(NonNull<Header>) -> T,
    ) -> Obj<T> {
        let cell = self.reserve::<T>();
        let payload = make(cell);
        // SAFETY: reserved above for this payload type, and filled once.
        unsafe { self.fill(cell, shape, payload) }
    }

    /// A cell for an object that is filled in later, for objects that exist in a circle.
    pub(crate) fn reserve<T: Payload>(&self) -> NonNull<Header> {
        self.cell_for(size_of::<object::Object<T>>())
    }

    /// Fills a reserved cell.
    ///
    /// # Safety
    /// The cell was reserved for this payload type and not filled before.
    pub(crate) unsafe fn fill<T: Payload>(
        &self,
        cell: NonNull<Header>,
        shape: NonNull<Shape>,
        payload: T,
    ) -> Obj<T> {
        // SAFETY: by the caller.
        unsafe { object::init(cell, T::KIND, 0, shape, payload) }
    }

    #[inline(always)]
    fn cell_for(&self, size: usize) -> NonNull<Header> {
        let class = page::class_of(size);
        self.counts.bytes.set(self.counts.bytes.get() + size);
        if let Some(slot) = self.free.get(class) {
            let head = slot.get();
            if !head.is_null() {
                // SAFETY: a non-null list head is a free cell of this class, owned by this heap.
                unsafe {
                    slot.set((*head).next);
                    return NonNull::new_unchecked(head.cast());
                }
            }
        }
        self.cell_slow(size, class)
    }

    #[cold]
    #[inline(never)]
    fn cell_slow(&self, size: usize, class: usize) -> NonNull<Header> {
        if class < CLASS_COUNT {
            let (page, first) = Page::small(self, class);
            self.pages.borrow_mut().push(page);
            // SAFETY: the page was just carved: `first` is the head of its cells' list.
            unsafe {
                self.free[class].set((*first).next);
                NonNull::new_unchecked(first.cast())
            }
        } else {
            let (page, cell) = Page::large(self, size);
            self.pages.borrow_mut().push(page);
            cell
        }
    }

    /// Whether finalizers or callbacks wait to be run.
    #[inline(always)]
    pub fn has_pending(&self) -> bool {
        self.has_pending.get()
    }

    /// The oldest finalizer or callback to run.
    pub fn next_pending(&self) -> Option<Pending> {
        let next = self.pending.borrow_mut().pop_front();
        if next.is_none() {
            self.has_pending.set(false);
        }
        next
    }

    /// Tells the heap whose breaker to set when something becomes pending: called with the GIL held, by the
    /// thread that has just acquired it.
    pub fn set_holder(&self, breaker: Option<NonNull<gil::Breaker>>) {
        self.holder.set(breaker);
    }

    pub(crate) fn push_pending(&self, pending: Pending) {
        self.pending.borrow_mut().push_back(pending);
        self.has_pending.set(true);
        if let Some(breaker) = self.holder.get() {
            // SAFETY: I-1: only the holder of the GIL frees objects, and it keeps its breaker alive.
            unsafe { breaker.as_ref() }.set(gil::Breaker::FINALIZERS);
        }
    }

    /// Remembers a weak reference to `target`.
    pub(crate) fn add_weak(&self, target: &Ref, reference: &Ref) {
        target.header().add_flags(ObjectFlags::HAS_WEAK);
        self.weak.borrow_mut().entry(target.address()).or_default().push(reference.as_non_null());
    }

    /// Forgets a weak reference that dies before its target.
    pub(crate) fn remove_weak(&self, target_address: usize, reference: NonNull<Header>) {
        let mut weak = self.weak.borrow_mut();
        if let Some(list) = weak.get_mut(&target_address) {
            list.retain(|known| *known != reference);
            if list.is_empty() {
                weak.remove(&target_address);
            }
        }
    }

    /// The weak references to an object, oldest first.
    pub fn weak_references(&self, target: &Ref) -> Vec<Ref> {
        let weak = self.weak.borrow();
        let list = weak.get(&target.address()).map(Vec::as_slice).unwrap_or_default();
        // SAFETY: a weak reference removes itself from the list before it is freed.
        list.iter().map(|header| unsafe { Ref::cloned(*header) }).collect()
    }

    /// Clears the weak references to a dying object and queues their callbacks, newest first as in CPython.
    pub(crate) fn clear_weak(&self, header: NonNull<Header>) {
        // SAFETY: the object is dying but still whole.
        unsafe { header.as_ref() }.remove_flags(ObjectFlags::HAS_WEAK);
        let list = self.weak.borrow_mut().remove(&(header.as_ptr() as usize)).unwrap_or_default();
        for reference in list.into_iter().rev() {
            // SAFETY: as in `weak_references`.
            let reference = unsafe { Ref::cloned(reference) };
            if let Some(callback) = crate::objects::weakref::clear(&reference) {
                self.push_pending(Pending::WeakCallback(reference, callback));
            }
        }
    }

    /// Count zero: finalize, or destroy now.
    pub(crate) fn release(&self, header: NonNull<Header>) {
        // SAFETY: the count just reached zero; nobody else knows the object.
        let object = unsafe { header.as_ref() };
        if object.has_flags(ObjectFlags::HAS_FINALIZER) && !object.has_flags(ObjectFlags::FINALIZED) {
            object.add_flags(ObjectFlags::FINALIZED);
            object.set_count(1);
            // SAFETY: the count of one belongs to this reference.
            self.push_pending(Pending::Finalize(unsafe { Ref::from_counted(header) }));
            return;
        }
        if object.has_flags(ObjectFlags::HAS_WEAK) {
            self.clear_weak(header);
        }
        if self.depth.get() >= DESTROY_DEPTH {
            self.doomed.borrow_mut().push(header);
            return;
        }
        self.depth.set(self.depth.get() + 1);
        self.destroy(header);
        self.depth.set(self.depth.get() - 1);
        if self.depth.get() == 0 {
            loop {
                let next = self.doomed.borrow_mut().pop();
                let Some(next) = next else { break };
                self.depth.set(1);
                self.destroy(next);
                self.depth.set(0);
            }
        }
    }

    fn destroy(&self, header: NonNull<Header>) {
        // SAFETY: count zero, finalized and without weak references: this is the only access left.
        unsafe {
            let shape = header.as_ref().shape_ptr();
            if header.as_ref().kind().is_container() {
                self.counts.containers.set(self.counts.containers.get() - 1);
            }
            object::drop_payload(header);
            Shape::release_class(shape);
            self.free_cell(header);
        }
    }

    /// # Safety
    /// The payload has been dropped; nothing refers to the cell.
    unsafe fn free_cell(&self, header: NonNull<Header>) {
        // SAFETY: every object lies in a page of this heap.
        unsafe {
            let page = Page::of(header);
            let class = page.as_ref().class();
            if class < CLASS_COUNT {
                let cell = header.cast::<page::FreeCell>().as_ptr();
                (*cell).mark = 0;
                (*cell).next = self.free[class].get();
                self.free[class].set(cell);
            } else {
                self.pages.borrow_mut().retain(|known| *known != page);
                Page::free(page);
            }
        }
    }

    /// Calls `visit` with every live object.
    ///
    /// # Safety
    /// `visit` must not allocate or free objects.
    pub(crate) unsafe fn for_each_object(&self, mut visit: impl FnMut(NonNull<Header>)) {
        for page in self.pages.borrow().iter() {
            // SAFETY: pages in the list are alive; free cells have a zero count word.
            unsafe { page.as_ref() }.for_each_cell(|cell| {
                // SAFETY: the first word of a cell is the count, zero when free.
                if unsafe { cell.as_ref() }.count() != 0 {
                    visit(cell);
                }
            });
        }
    }

    /// Live objects of a kind, for `gc.get_objects` and tests.
    pub fn objects(&self, wanted: impl Fn(Kind) -> bool) -> Vec<Ref> {
        let mut found = Vec::new();
        // SAFETY: pushing references neither allocates nor frees objects.
        unsafe {
            self.for_each_object(|header| {
                if wanted(header.as_ref().kind()) {
                    found.push(Ref::cloned(header));
                }
            });
        }
        found
    }
}

/// Ownership of a heap. Not a `Box`, for objects that die reach the heap by way of their page: nobody may have it
/// exclusively as long as there are any.
pub struct OwnedHeap(NonNull<Heap>);

impl OwnedHeap {
    /// An empty heap.
    pub fn new() -> OwnedHeap {
        OwnedHeap(NonNull::from(Box::leak(Box::new(Heap::new()))))
    }
}

impl Default for OwnedHeap {
    fn default() -> Self {
        Self::new()
    }
}

impl std::ops::Deref for OwnedHeap {
    type Target = Heap;

    #[inline(always)]
    fn deref(&self) -> &Heap {
        // SAFETY: it lives as long as its owner, and only shared references are made.
        unsafe { self.0.as_ref() }
    }
}

impl Drop for OwnedHeap {
    fn drop(&mut self) {
        // Finalizers that nobody will run any more; dropping one may add others.
        while let Some(pending) = self.next_pending() {
            drop(pending);
        }
        // SAFETY: made by `Box::leak`; the interpreter has ended, and nothing of the heap is used after it.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        // The interpreter has ended: whatever still lives (cycles, what daemon threads hold) goes with its pages.
        for page in self.pages.get_mut().drain(..) {
            // SAFETY: nothing of this heap is used after the interpreter.
            unsafe { Page::free(page) };
        }
    }
}

/// Takes a weak reference that dies before its target off the target's list.
pub(crate) fn forget_weak(target: NonNull<Header>, reference: NonNull<Header>) {
    // SAFETY: the target is alive: a dying one makes its references forget it first.
    let heap = unsafe { Page::of(target).as_ref() }.heap();
    heap.remove_weak(target.as_ptr() as usize, reference);
}
