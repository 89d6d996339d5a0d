//! Memory that objects lend to others: what stands behind `memoryview`, and how native functions take bytes-like
//! arguments. Whoever lends memory implements [`Memory`]; an object of a builtin module says so in
//! [`Body::memory`](crate::heap::Body::memory).
//!
//! A native function asks for one of three parameter types:
//!
//! - [`Buffer`]: bytes to read. It derefs to `&[u8]`; it is the object itself if that is `bytes` and a copy made when the
//!   call began otherwise, so it may be used where the lock is given away.
//! - [`WritableBuffer`]: memory to fill. While it lives, the memory keeps its size. A system call without the lock must not
//!   touch it: read into a buffer of your own, then [`WritableBuffer::store`].
//! - [`crate::Value`], with [`Context::try_bytes_like`], where a bytes-like object is one of several possibilities.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use crate::heap::extension::is_bytes_like;
use crate::heap::{Obj, Ref};
use crate::native::{FromArg, Site, signature};
use crate::objects::bytearray::ByteArray;
use crate::objects::memoryview::{self, MemoryView};
use crate::objects::{Bytes, Kind};
use crate::{Context, PyResult, Value};

/// How memory is to be understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// The format of an item, as the `struct` module has it: one letter, perhaps after an `@`.
    pub format: std::borrow::Cow<'static, str>,
    /// Bytes of an item.
    pub item_size: usize,
    /// Whether it must not be changed.
    pub is_read_only: bool,
}

impl Layout {
    /// Plain bytes.
    pub const BYTES: Layout =
        Layout { format: std::borrow::Cow::Borrowed("B"), item_size: 1, is_read_only: false };
}

/// An object's memory, contiguous.
pub trait Memory {
    /// How it is to be understood.
    fn layout(&self) -> Layout;
    /// What is in it.
    fn bytes(&self) -> &[u8];
    /// The same, to be changed; empty if it must not be.
    fn bytes_mut(&mut self) -> &mut [u8];
    /// Who has borrowed it; `None` if its size cannot change anyway.
    fn exports(&mut self) -> Option<&mut Exports>;
}

/// Counts those who have borrowed an object's memory. As long as there are any, it must keep its size.
#[derive(Default)]
pub struct Exports(Option<Rc<Cell<usize>>>);

impl Exports {
    /// One borrower more, until the loan is dropped.
    pub fn lend(&mut self) -> Loan {
        let count = self.0.get_or_insert_default();
        count.set(count.get() + 1);
        Loan(count.clone())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(0, |count| count.get())
    }
}

/// That somebody has borrowed an object's memory.
pub struct Loan(Rc<Cell<usize>>);

impl Drop for Loan {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Memory for Obj<Bytes> {
    fn layout(&self) -> Layout {
        Layout { is_read_only: true, ..Layout::BYTES }
    }
    fn bytes(&self) -> &[u8] {
        self.items()
    }
    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut []
    }
    fn exports(&mut self) -> Option<&mut Exports> {
        None
    }
}

impl Context {
    /// The memory that an object lends. A `memoryview` has none of its own.
    pub fn memory<'a>(&'a self, object: &'a Ref) -> Option<&'a dyn Memory> {
        match object.kind() {
            Kind::Bytes => object.downcast::<Bytes>().map(|bytes| bytes as &dyn Memory),
            Kind::ByteArray => object.downcast::<ByteArray>().map(|array| array.get(self) as &dyn Memory),
            Kind::Extension => crate::heap::extension::memory_of(self, object),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn memory_mut<'a>(&'a mut self, object: &'a Ref) -> Option<&'a mut dyn Memory> {
        match object.kind() {
            Kind::ByteArray => {
                object.downcast::<ByteArray>().map(|array| array.get_mut(self) as &mut dyn Memory)
            }
            Kind::Extension => crate::heap::extension::memory_of_mut(self, object),
            _ => None,
        }
    }

    /// Borrows an object's memory: it keeps its size until the loan is dropped.
    pub fn borrow_memory(&mut self, object: &Ref) -> Option<Loan> {
        self.memory_mut(object).and_then(|memory| memory.exports().map(Exports::lend))
    }

    /// The bytes of a bytes-like object; `None` for other values.
    pub fn try_bytes_like(&mut self, value: &Value) -> PyResult<Option<Obj<Bytes>>> {
        let Some(object) = value.as_ref() else { return Ok(None) };
        if let Some(bytes) = object.downcast::<Bytes>() {
            return Ok(Some(bytes.clone()));
        }
        if let Some(view) = object.downcast::<MemoryView>() {
            let view = view.clone();
            memoryview::contiguous(self, &view)?;
            let bytes = memoryview::gather(self, &view)?;
            return Ok(Some(self.new_bytes(&bytes)));
        }
        let lent = self.memory(object).filter(|_| is_bytes_like(object));
        let Some(bytes) = lent.map(|memory| memory.bytes().to_vec()) else { return Ok(None) };
        Ok(Some(self.new_bytes(&bytes)))
    }

    /// The bytes of a bytes-like object, or `TypeError`.
    pub fn bytes_like(&mut self, value: &Value) -> PyResult<Obj<Bytes>> {
        match self.try_bytes_like(value)? {
            Some(bytes) => Ok(bytes),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("a bytes-like object is required, not '{name}'")))
            }
        }
    }

    /// Whether a value is bytes-like.
    pub fn is_bytes_like(&self, value: &Value) -> bool {
        value.as_ref().is_some_and(|object| {
            object.kind() == Kind::MemoryView || (self.memory(object).is_some() && is_bytes_like(object))
        })
    }
}

/// A parameter that takes any bytes-like object to read it.
pub struct Buffer(pub Obj<Bytes>);

impl Deref for Buffer {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        self.0.items()
    }
}

impl FromArg for Buffer {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        cx.bytes_like(&value).map(Buffer)
    }
}

/// A parameter that takes a bytes-like object to write into it.
pub struct WritableBuffer {
    lender: Ref,
    start: usize,
    length: usize,
    /// Of the memory, and of the view by which it was given.
    _loans: [Option<Loan>; 2],
}

impl WritableBuffer {
    /// The writable memory of a value; `None` if it has none.
    pub fn of(cx: &mut Context, value: &Value) -> PyResult<Option<WritableBuffer>> {
        let Some(object) = value.as_ref().cloned() else { return Ok(None) };
        if let Some(view) = object.downcast::<MemoryView>() {
            let view = view.clone();
            if view.get(cx).layout.is_read_only {
                return Ok(None);
            }
            let lender = memoryview::contiguous(cx, &view)?;
            let (start, length) = {
                let view = view.get(cx);
                (view.start, view.count * view.layout.item_size)
            };
            let loans = [cx.borrow_memory(&lender), Some(view.get_mut(cx).exports.lend())];
            return Ok(Some(WritableBuffer { lender, start, length, _loans: loans }));
        }
        let Some(memory) = cx.memory_mut(&object).filter(|_| is_bytes_like(&object)) else { return Ok(None) };
        if memory.layout().is_read_only {
            return Ok(None);
        }
        let length = memory.bytes().len();
        let loan = memory.exports().map(Exports::lend);
        Ok(Some(WritableBuffer { lender: object, start: 0, length, _loans: [loan, None] }))
    }

    /// The same for an argument that messages call by its number.
    pub fn argument(
        cx: &mut Context,
        value: &Value,
        function: &str,
        number: usize,
    ) -> PyResult<WritableBuffer> {
        if let Some(buffer) = WritableBuffer::of(cx, value)? {
            return Ok(buffer);
        }
        let got = cx.type_name(value);
        let got = if value.is_none() { "None" } else { &got };
        Err(cx.type_error(format!(
            "{function}() argument {number} must be read-write bytes-like object, not {got}"
        )))
    }

    /// How many bytes there is room for.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no room at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The memory.
    pub fn bytes_mut<'a>(&'a self, cx: &'a mut Context) -> &'a mut [u8] {
        let memory = cx.memory_mut(&self.lender).expect("I-9: looked at when the loan began");
        &mut memory.bytes_mut()[self.start..self.start + self.length]
    }

    /// Writes `bytes`, which must fit, at an offset.
    pub fn store(&self, cx: &mut Context, at: usize, bytes: &[u8]) {
        self.bytes_mut(cx)[at..at + bytes.len()].copy_from_slice(bytes);
    }
}

impl FromArg for WritableBuffer {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        match WritableBuffer::of(cx, &value)? {
            Some(buffer) => Ok(buffer),
            None => Err(signature::wrong_named(cx, site, "read-write bytes-like object".to_string(), &value)),
        }
    }
}
