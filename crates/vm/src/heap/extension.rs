//! Payloads that the table of kinds does not know: objects of builtin modules.
//!
//! ```text
//! header │ row ──▶ type id, drop, trace, clear, size │ body: T
//! ```
//!
//! All have the kind `Extension`; the row, written once per body type, says which one it is and how the heap
//! treats it. Such objects cost one more word than those of a kind of their own, and no more time.

use std::any::TypeId;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use super::object::{KindRow, attrs_offset, payload_ptr};
use super::{Header, Obj, ObjectFlags, Payload, Ref, Visitor};
use crate::objects::buffer::Memory;
use crate::objects::{Kind, Type};
use crate::{Context, PyResult, Value};

/// What a builtin module keeps in its objects.
pub trait Body: Sized + 'static {
    /// How messages call objects of this type when another one was given.
    const NAME: &'static str;
    /// See [`Payload::trace`].
    fn trace(&self, _visit: &mut Visitor<'_>) {}
    /// See [`Payload::clear`].
    fn clear(&mut self, _out: &mut Vec<Value>) {}
    /// How iterators advance without a look at their class; their `__next__` does the same.
    const NEXT: Option<NextFn> = None;
    /// Whether any memory they lend makes objects of this type bytes-like.
    const IS_BYTES_LIKE: bool = true;
    /// The memory that objects of this type lend; see [`crate::objects::buffer`].
    fn memory(&self) -> Option<&dyn Memory> {
        None
    }
    /// The same, to be changed.
    fn memory_mut(&mut self) -> Option<&mut dyn Memory> {
        None
    }
}

/// Gives an iterator's next item, or `None` at the end.
pub type NextFn = fn(&mut Context, &Ref) -> PyResult<Option<Value>>;

/// A body behind its row.
#[repr(C)]
pub struct Ext<T> {
    row: &'static ExtRow,
    body: T,
}

struct ExtRow {
    type_id: TypeId,
    drop: unsafe fn(NonNull<Header>),
    trace: unsafe fn(NonNull<Header>, &mut Visitor<'_>),
    clear: unsafe fn(NonNull<Header>, &mut Vec<Value>),
    attrs: usize,
    next: Option<NextFn>,
    is_bytes_like: bool,
    memory: for<'a> fn(&'a Context, &'a Ref) -> Option<&'a dyn Memory>,
    memory_mut: for<'a> fn(&'a mut Context, &'a Ref) -> Option<&'a mut dyn Memory>,
}

/// The memory that an object of a builtin module lends.
pub fn memory_of<'a>(cx: &'a Context, object: &'a Ref) -> Option<&'a dyn Memory> {
    // SAFETY: every extension starts with its row.
    let row = (object.kind() == Kind::Extension).then(|| unsafe { row_of(object.as_non_null()) })?;
    (row.memory)(cx, object)
}

/// Whether an object's memory is for everybody who takes bytes-like objects.
pub fn is_bytes_like(object: &Ref) -> bool {
    // SAFETY: as above.
    object.kind() != Kind::Extension || unsafe { row_of(object.as_non_null()) }.is_bytes_like
}

/// The same, to be changed.
pub fn memory_of_mut<'a>(cx: &'a mut Context, object: &'a Ref) -> Option<&'a mut dyn Memory> {
    // SAFETY: as above.
    let row = (object.kind() == Kind::Extension).then(|| unsafe { row_of(object.as_non_null()) })?;
    (row.memory_mut)(cx, object)
}

fn memory_of_body<'a, T: Body>(cx: &'a Context, object: &'a Ref) -> Option<&'a dyn Memory> {
    object.downcast::<Ext<T>>()?.get(cx).body.memory()
}

fn memory_of_body_mut<'a, T: Body>(cx: &'a mut Context, object: &'a Ref) -> Option<&'a mut dyn Memory> {
    object.downcast::<Ext<T>>()?.get_mut(cx).body.memory_mut()
}

/// How an iterator of a builtin module's own class advances.
#[inline]
pub fn next_of(object: &Ref) -> Option<NextFn> {
    if object.kind() != Kind::Extension || object.header().has_flags(ObjectFlags::EXTENDED) {
        return None;
    }
    // SAFETY: every extension starts with its row.
    unsafe { row_of(object.as_non_null()) }.next
}

impl<T: Body> Ext<T> {
    const ROW: ExtRow = ExtRow {
        type_id: TypeId::of::<T>(),
        drop: drop_body::<T>,
        trace: trace_body::<T>,
        clear: clear_body::<T>,
        attrs: attrs_offset::<Ext<T>>(),
        next: T::NEXT,
        is_bytes_like: T::IS_BYTES_LIKE,
        memory: memory_of_body::<T>,
        memory_mut: memory_of_body_mut::<T>,
    };
}

impl<T: Body> Payload for Ext<T> {
    const KIND: Kind = Kind::Extension;

    #[inline(always)]
    fn is_payload_of(object: &Ref) -> bool {
        if object.kind() != Kind::Extension {
            return false;
        }
        // SAFETY: every extension starts with its row.
        let row = unsafe { row_of(object.as_non_null()) };
        row.type_id == TypeId::of::<T>()
    }

    fn type_name() -> Option<&'static str> {
        Some(T::NAME)
    }
}

impl<T> Ext<T> {
    /// The body, to be replaced as a whole.
    pub fn body_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

impl<T> Deref for Ext<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for Ext<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

/// # Safety
/// The object is an extension.
unsafe fn row_of(header: NonNull<Header>) -> &'static ExtRow {
    // SAFETY: by the caller; the row is the payload's first word.
    unsafe { *payload_ptr::<&'static ExtRow>(header).as_ptr() }
}

unsafe fn drop_body<T: Body>(header: NonNull<Header>) {
    // SAFETY: the row belongs to this body type; called once, at count zero.
    unsafe { std::ptr::drop_in_place(payload_ptr::<Ext<T>>(header).as_ptr()) }
}

unsafe fn trace_body<T: Body>(header: NonNull<Header>, visit: &mut Visitor<'_>) {
    // SAFETY: the row belongs to this body type; the collector runs with no borrow alive.
    unsafe { payload_ptr::<Ext<T>>(header).as_ref() }.body.trace(visit);
}

unsafe fn clear_body<T: Body>(header: NonNull<Header>, out: &mut Vec<Value>) {
    // SAFETY: as above.
    unsafe { payload_ptr::<Ext<T>>(header).as_mut() }.body.clear(out);
}

/// The row of the kind: passes everything on to the object's own row.
pub(crate) const fn kind_row() -> KindRow {
    unsafe fn drop(header: NonNull<Header>) {
        // SAFETY: the kind says that it is an extension.
        unsafe { (row_of(header).drop)(header) }
    }
    unsafe fn trace(header: NonNull<Header>, visit: &mut Visitor<'_>) {
        // SAFETY: as above.
        unsafe { (row_of(header).trace)(header, visit) }
    }
    unsafe fn clear(header: NonNull<Header>, out: &mut Vec<Value>) {
        // SAFETY: as above.
        unsafe { (row_of(header).clear)(header, out) }
    }
    unsafe fn attrs(header: NonNull<Header>) -> usize {
        // SAFETY: as above.
        unsafe { row_of(header).attrs }
    }
    KindRow { drop, trace, clear, attrs }
}

impl Context {
    /// A new object of a builtin module's type whose instances have a `__dict__`.
    pub fn new_extension_with_attributes<T: Body>(&mut self, class: &Obj<Type>, body: T) -> Obj<Ext<T>> {
        let shape = class.root_shape(self);
        self.heap().alloc_extended(shape, Ext { row: &Ext::<T>::ROW, body })
    }

    /// A new object of a builtin module's type, or of a Python subclass of it.
    pub fn new_extension<T: Body>(&mut self, class: &Obj<Type>, body: T) -> Obj<Ext<T>> {
        let shape = class.root_shape(self);
        let payload = Ext { row: &Ext::<T>::ROW, body };
        if class.is_extended(self) {
            self.heap().alloc_extended(shape, payload)
        } else {
            self.heap().alloc(shape, payload)
        }
    }
}
