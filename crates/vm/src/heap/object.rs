//! Objects and references to them: [`Ref`] to any object, [`Obj`] to one whose payload type is known.

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::offset_of;
use std::ops::Deref;
use std::ptr::NonNull;

use gil::GilCell;

use super::page::Page;
use super::tail::{Head, Tail};
use crate::objects::Kind;
use crate::shape::Shape;
use crate::{Context, Value};

/// Bits of an object's header.
pub struct ObjectFlags;

impl ObjectFlags {
    /// Room for attributes behind the payload: an instance of a Python subclass of a builtin type.
    pub const EXTENDED: u8 = 1;
    /// Its class defines `__del__`, or its kind has a native finalizer.
    pub const HAS_FINALIZER: u8 = 2;
    /// Its finalizer has run.
    pub const FINALIZED: u8 = 4;
    /// Weak references to it exist.
    pub const HAS_WEAK: u8 = 8;
    /// Found unreachable by the collector, while that clears weak references.
    pub const DOOMED: u8 = 16;
    /// Left alone by the collector (`gc.freeze`).
    pub const FROZEN: u8 = 32;
}

/// The first sixteen bytes of every object.
#[repr(C)]
pub struct Header {
    refs: Cell<u32>,
    kind: Kind,
    flags: Cell<u8>,
    /// Free for the payload's use.
    pub(crate) spare: Cell<u16>,
    shape: Cell<NonNull<Shape>>,
}

impl Header {
    /// The reference count.
    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.refs.get()
    }

    pub(super) fn set_count(&self, count: u32) {
        self.refs.set(count);
    }

    /// Which payload follows.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether all of `flags` are set.
    #[inline(always)]
    pub fn has_flags(&self, flags: u8) -> bool {
        self.flags.get() & flags == flags
    }

    /// Sets flags.
    pub fn add_flags(&self, flags: u8) {
        self.flags.set(self.flags.get() | flags);
    }

    /// Clears flags.
    pub fn remove_flags(&self, flags: u8) {
        self.flags.set(self.flags.get() & !flags);
    }

    /// The shape, to be compared and stored in caches.
    #[inline(always)]
    pub fn shape_ptr(&self) -> NonNull<Shape> {
        self.shape.get()
    }

    /// The shape.
    #[inline(always)]
    pub fn shape(&self) -> &Shape {
        // SAFETY: shapes live as long as their class, and objects keep their class alive.
        unsafe { self.shape.get().as_ref() }
    }

    /// Gives the object another shape of the same class.
    #[inline(always)]
    pub(crate) fn set_shape(&self, shape: NonNull<Shape>) {
        self.shape.set(shape);
    }
}

/// Sees every reference that a payload owns.
pub type Visitor<'a> = dyn FnMut(&Value) + 'a;

/// A Rust type that can stand behind a [`Header`].
pub trait Payload: 'static {
    /// The tag of this payload type; unique to it.
    const KIND: Kind;
    /// Shows every reference that this payload owns to the collector. Kinds that cannot be part of a cycle
    /// leave it empty and say so in the table of kinds.
    fn trace(&self, _visit: &mut Visitor<'_>) {}
    /// Whether an object has this payload type.
    #[inline(always)]
    fn is_payload_of(object: &Ref) -> bool {
        object.kind() as u8 == Self::KIND as u8
    }
    /// The name for messages about arguments, where the kind does not say enough.
    fn type_name() -> Option<&'static str> {
        None
    }
    /// Gives up references so that cycles through this payload break. What is given up is pushed to `out`, to
    /// be dropped when no borrow is alive.
    fn clear(&mut self, _out: &mut Vec<Value>) {}
}

/// Attributes that do not fit an instance's inline slots, or of instances that have none.
#[derive(Default)]
pub struct Attrs {
    /// Values by the shape's indexes (less the inline ones).
    pub values: Vec<Value>,
    /// The instance dict, once somebody asked for it; it then holds all attributes.
    pub dict: Value,
}

/// An object in memory.
#[repr(C)]
pub(super) struct Object<T> {
    header: Header,
    payload: GilCell<T>,
}

/// Where a sized payload's attributes start.
pub(super) const fn attrs_offset<T>() -> usize {
    size_of::<Object<T>>().next_multiple_of(align_of::<Attrs>())
}

/// Where the attributes of a payload with a tail of `len` items start, which is where the tail ends.
pub(super) const fn attrs_offset_tail<H: Head, E>(len: usize) -> usize {
    (size_of::<Object<Tail<H, E>>>() + len * size_of::<E>()).next_multiple_of(align_of::<Attrs>())
}

/// What the heap must know of a payload type to treat all alike. One row per kind in [`crate::objects`]. Its functions
/// are for objects of that kind only.
#[derive(Clone, Copy)]
pub struct KindRow {
    // SAFETY: each is called with the header of an object whose kind the row stands for.
    pub(super) drop: unsafe fn(NonNull<Header>),
    pub(super) trace: unsafe fn(NonNull<Header>, &mut Visitor<'_>),
    pub(super) clear: unsafe fn(NonNull<Header>, &mut Vec<Value>),
    pub(super) attrs: unsafe fn(NonNull<Header>) -> usize,
}

impl KindRow {
    /// The row of a payload without a tail.
    pub const fn sized<T: Payload>() -> KindRow {
        // SAFETY: nothing is read; it is unsafe for the type's sake.
        unsafe fn attrs<T>(_: NonNull<Header>) -> usize {
            attrs_offset::<T>()
        }
        KindRow { drop: drop_typed::<T>, trace: trace_typed::<T>, clear: clear_typed::<T>, attrs: attrs::<T> }
    }

    /// The row of a payload with a tail.
    pub const fn tailed<H: Head + 'static, E: 'static>() -> KindRow
    where
        Tail<H, E>: Payload,
    {
        // SAFETY: it is for objects with this payload, by the rule of the row.
        unsafe fn attrs<H: Head + 'static, E: 'static>(header: NonNull<Header>) -> usize {
            // SAFETY: the table of kinds pairs the kind with this payload type.
            let payload = unsafe { &*payload_ptr::<Tail<H, E>>(header).as_ptr() };
            attrs_offset_tail::<H, E>(payload.items().len())
        }
        KindRow {
            drop: drop_typed::<Tail<H, E>>,
            trace: trace_typed::<Tail<H, E>>,
            clear: clear_typed::<Tail<H, E>>,
            attrs: attrs::<H, E>,
        }
    }
}

/// # Safety
/// The object's payload is a `T`; nobody uses it any more.
unsafe fn drop_typed<T>(header: NonNull<Header>) {
    // SAFETY: the table of kinds pairs the kind with `T`; called once, at count zero.
    unsafe { std::ptr::drop_in_place(payload_ptr::<T>(header).as_ptr()) }
}

unsafe fn trace_typed<T: Payload>(header: NonNull<Header>, visit: &mut Visitor<'_>) {
    // SAFETY: the table of kinds pairs the kind with `T`; the collector runs with no borrow alive.
    unsafe { payload_ptr::<T>(header).as_ref() }.trace(visit);
}

unsafe fn clear_typed<T: Payload>(header: NonNull<Header>, out: &mut Vec<Value>) {
    // SAFETY: as above.
    unsafe { payload_ptr::<T>(header).as_mut() }.clear(out);
}

/// # Safety
/// The object's payload is a `T`.
#[inline(always)]
pub(super) unsafe fn payload_ptr<T>(header: NonNull<Header>) -> NonNull<T> {
    // SAFETY: by the caller; `GilCell` is transparent.
    unsafe { header.byte_add(offset_of!(Object<T>, payload)).cast() }
}

/// # Safety
/// `cell` is free, aligned to 16 and has room for an `Object<T>`.
#[inline(always)]
pub(super) unsafe fn init<T: Payload>(
    cell: NonNull<Header>,
    kind: Kind,
    flags: u8,
    shape: NonNull<Shape>,
    payload: T,
) -> Obj<T> {
    // SAFETY: by the caller; the shape's class is alive because the caller holds it.
    unsafe {
        let shape_ref = shape.as_ref();
        let flags = flags | shape_ref.object_flags();
        cell.cast::<Object<T>>().write(Object {
            header: Header {
                refs: Cell::new(1),
                kind,
                flags: Cell::new(flags),
                spare: Cell::new(0),
                shape: Cell::new(shape),
            },
            payload: GilCell::new(payload),
        });
        shape_ref.retain_class();
        if kind.is_container() {
            let heap = Page::of(cell);
            heap.as_ref().heap().collector.count_new(heap.as_ref().heap());
        }
        Obj(Ref(cell), PhantomData)
    }
}

/// Drops the payload and the attributes.
///
/// # Safety
/// The object is dead: nothing else will touch it.
pub(super) unsafe fn drop_payload(header: NonNull<Header>) {
    // SAFETY: by the caller.
    unsafe {
        let kind = header.as_ref().kind();
        if header.as_ref().has_flags(ObjectFlags::EXTENDED) {
            let attrs = attrs_ptr(header);
            std::ptr::drop_in_place(attrs.as_ptr());
        }
        (kind.row().drop)(header);
    }
}

/// # Safety
/// The object is extended.
unsafe fn attrs_ptr(header: NonNull<Header>) -> NonNull<Attrs> {
    // SAFETY: extended objects have their attributes at that offset.
    unsafe {
        let offset = (header.as_ref().kind().row().attrs)(header);
        header.byte_add(offset).cast()
    }
}

/// Shows the collector everything an object owns.
///
/// # Safety
/// The object is alive and no borrow into any object is.
pub(super) unsafe fn trace_object(header: NonNull<Header>, visit: &mut Visitor<'_>) {
    // SAFETY: by the caller.
    unsafe {
        if header.as_ref().has_flags(ObjectFlags::EXTENDED) {
            let attrs = attrs_ptr(header).as_ref();
            attrs.values.iter().for_each(&mut *visit);
            visit(&attrs.dict);
        }
        (header.as_ref().kind().row().trace)(header, visit);
    }
}

/// Breaks the cycles through an object.
///
/// # Safety
/// As [`trace_object`].
pub(super) unsafe fn clear_object(header: NonNull<Header>, out: &mut Vec<Value>) {
    // SAFETY: by the caller.
    unsafe {
        if header.as_ref().has_flags(ObjectFlags::EXTENDED) {
            let attrs = attrs_ptr(header).as_mut();
            out.append(&mut attrs.values);
            out.push(attrs.dict.take());
        }
        (header.as_ref().kind().row().clear)(header, out);
    }
}

/// A counted reference to an object of any kind.
#[repr(transparent)]
pub struct Ref(NonNull<Header>);

impl Ref {
    /// A reference that takes over a count.
    ///
    /// # Safety
    /// The object is alive and one of its counts belongs to nobody else.
    pub(crate) unsafe fn from_counted(header: NonNull<Header>) -> Ref {
        Ref(header)
    }

    /// A further reference.
    ///
    /// # Safety
    /// The object is alive.
    pub(crate) unsafe fn cloned(header: NonNull<Header>) -> Ref {
        let reference = Ref(header);
        reference.count_up();
        reference
    }

    /// The header.
    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: the reference counts, so the object is alive.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub(crate) fn as_non_null(&self) -> NonNull<Header> {
        self.0
    }

    /// The object's address: what `id` returns.
    #[inline(always)]
    pub fn address(&self) -> usize {
        self.0.as_ptr() as usize
    }

    /// Whether both are the same object.
    #[inline(always)]
    pub fn is(&self, other: &Ref) -> bool {
        self.0 == other.0
    }

    /// Which payload the object has.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.header().kind()
    }

    /// The reference count.
    pub fn count(&self) -> u32 {
        self.header().count()
    }

    /// Gives the object a shape of another class whose instances have the same layout.
    pub(crate) fn change_class(&self, shape: NonNull<Shape>) {
        let old = self.header().shape_ptr();
        self.header().set_shape(shape);
        self.header().shape().retain_class();
        // SAFETY: the object no longer has the old shape, whose class it had counted.
        unsafe { Shape::release_class(old) };
    }

    #[inline(always)]
    pub(crate) fn count_up(&self) {
        let header = self.header();
        header.refs.set(header.refs.get() + 1);
    }

    /// The object as one of payload type `T`, if it has that payload: an instance of the type or of a subclass.
    #[inline(always)]
    pub fn downcast<T: Payload>(&self) -> Option<&Obj<T>> {
        if T::is_payload_of(self) {
            // SAFETY: `Obj<T>` is a transparent wrapper, and kind and payload type correspond.
            Some(unsafe { &*std::ptr::from_ref(self).cast::<Obj<T>>() })
        } else {
            None
        }
    }

    /// The same by value.
    #[inline(always)]
    pub fn try_downcast<T: Payload>(self) -> Result<Obj<T>, Ref> {
        if T::is_payload_of(&self) { Ok(Obj(self, PhantomData)) } else { Err(self) }
    }

    /// The attributes kept behind the payload, if the object is extended.
    pub fn attrs<'a>(&'a self, _cx: &'a Context) -> Option<&'a Attrs> {
        if !self.header().has_flags(ObjectFlags::EXTENDED) {
            return None;
        }
        // SAFETY: extended, and the context is borrowed shared: nobody changes any object meanwhile.
        Some(unsafe { attrs_ptr(self.0).as_ref() })
    }

    /// The same, to be changed.
    pub fn attrs_mut<'a>(&'a self, _cx: &'a mut Context) -> Option<&'a mut Attrs> {
        if !self.header().has_flags(ObjectFlags::EXTENDED) {
            return None;
        }
        // SAFETY: extended, and the context is borrowed mutably: no other borrow into an object is alive.
        Some(unsafe { attrs_ptr(self.0).as_mut() })
    }
}

impl Clone for Ref {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.count_up();
        Ref(self.0)
    }
}

impl Drop for Ref {
    #[inline(always)]
    fn drop(&mut self) {
        let header = self.header();
        let left = header.refs.get() - 1;
        header.refs.set(left);
        if left == 0 {
            release_cold(self.0);
        }
    }
}

#[cold]
#[inline(never)]
fn release_cold(header: NonNull<Header>) {
    // SAFETY: every object lies in a page, which knows its heap.
    unsafe { Page::of(header).as_ref() }.heap().release(header);
}

impl std::fmt::Debug for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{:?} at {:#x}>", self.kind(), self.address())
    }
}

/// A counted reference to an object whose payload is a `T`.
#[repr(transparent)]
pub struct Obj<T>(Ref, PhantomData<T>);

impl<T: Payload> Obj<T> {
    /// The payload, to be read. Payloads that never change can be read without a context: see [`Frozen`].
    #[inline(always)]
    pub fn get<'a>(&'a self, cx: &'a Context) -> &'a T {
        self.cell().get(cx.gil())
    }

    /// The payload, to be changed.
    #[inline(always)]
    pub fn get_mut<'a>(&'a self, cx: &'a mut Context) -> &'a mut T {
        self.cell().get_mut(cx.gil_mut())
    }

    /// Runs `f` on the payload without a context, for what happens while an object dies.
    ///
    /// # Safety
    /// The GIL is held, and no other borrow of what `f` touches is alive.
    pub(crate) unsafe fn with_payload<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: by the caller.
        f(unsafe { payload_ptr::<T>(self.0.0).as_mut() })
    }

    #[inline(always)]
    fn cell(&self) -> &GilCell<T> {
        // SAFETY: the payload is a `T` by construction of `Obj`.
        unsafe { payload_ptr::<GilCell<T>>(self.0.0).as_ref() }
    }

    /// Fills a fresh tail.
    ///
    /// # Safety
    /// Called once, on an object made with room for `len` items.
    pub(super) unsafe fn fill_tail<H: Head + 'static, E: 'static>(
        &self,
        len: usize,
        items: impl Iterator<Item = E>,
    ) where
        T: 'static,
    {
        // SAFETY: the caller has just made the object as a `Tail<H, E>`.
        let tail = unsafe { payload_ptr::<Tail<H, E>>(self.0.0).as_mut() };
        for item in items.take(len) {
            // SAFETY: at most `len` items, for which there is room.
            unsafe { tail.push(item) };
        }
        assert_eq!(tail.items().len(), len, "I-4: the tail's iterator gives as many items as it said");
    }
}

impl<T> Obj<T> {
    /// The object without its payload's type.
    #[inline(always)]
    pub fn as_object(&self) -> &Ref {
        &self.0
    }

    /// The object without its payload's type.
    #[inline(always)]
    pub fn into_object(self) -> Ref {
        self.0
    }

    /// The object as a value, counted once more.
    #[inline(always)]
    pub fn value(&self) -> Value {
        Value::Ref(self.0.clone())
    }

    /// Whether both are the same object.
    #[inline(always)]
    pub fn is(&self, other: &Obj<T>) -> bool {
        self.0.is(&other.0)
    }

    /// The object's address.
    #[inline(always)]
    pub fn address(&self) -> usize {
        self.0.address()
    }
}

/// A payload that never changes after it is made, so that its owner may read it at any time.
///
/// # Safety
/// Nothing changes the payload through `get_mut` once it has been shared.
pub unsafe trait Frozen: Payload {}

impl<T: Frozen> Deref for Obj<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: frozen payloads are never borrowed mutably after they are made.
        unsafe { payload_ptr::<T>(self.0.0).as_ref() }
    }
}

impl<T> Clone for Obj<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Obj(self.0.clone(), PhantomData)
    }
}

impl<T> From<Obj<T>> for Value {
    #[inline(always)]
    fn from(object: Obj<T>) -> Value {
        Value::Ref(object.0)
    }
}

impl<T> std::fmt::Debug for Obj<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
