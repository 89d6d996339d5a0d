//! `memoryview`: a window on the memory of another object, in one dimension. The payload and how items are read and written
//! are here; the methods are in [`super::memoryview_methods`].

use crate::heap::{Obj, Payload, Ref, Visitor};
use crate::objects::Kind;
use crate::objects::buffer::{Exports, Layout, Loan};
use crate::{Context, PyResult, Value};

/// A `memoryview`.
pub struct MemoryView {
    /// Whose memory it is; `None` after `release()`.
    pub(super) lender: Option<Ref>,
    /// Keeps the lender's memory as large as it is.
    pub(super) loan: Option<Loan>,
    /// Those who have borrowed the view.
    pub(super) exports: Exports,
    /// What an item is.
    pub(super) layout: Layout,
    /// Where the first item begins.
    pub(super) start: usize,
    /// How many items there are.
    pub(super) count: usize,
    /// Bytes from one item to the next.
    pub(super) stride: isize,
    pub(super) hash: Option<i64>,
}

impl Payload for MemoryView {
    const KIND: Kind = Kind::MemoryView;

    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(lender) = &self.lender {
            visit(&Value::Ref(lender.clone()));
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.loan = None;
        out.extend(self.lender.take().map(Value::Ref));
    }
}

impl MemoryView {
    /// Whether items follow one another without gaps.
    pub(super) fn has_no_gaps(&self) -> bool {
        self.count <= 1 || self.stride == self.layout.item_size as isize
    }

    /// Where an item begins.
    pub(super) fn offset(&self, at: usize) -> usize {
        (self.start as isize + at as isize * self.stride) as usize
    }
}

/// Raises `ValueError` unless the view is alive.
pub(super) fn alive(cx: &mut Context, view: &Obj<MemoryView>) -> PyResult<Ref> {
    match &view.get(cx).lender {
        Some(lender) => Ok(lender.clone()),
        None => Err(cx.value_error("operation forbidden on released memoryview object")),
    }
}

/// The lender of a view that is alive and has no gaps; `BufferError` when it has some.
pub(super) fn contiguous(cx: &mut Context, view: &Obj<MemoryView>) -> PyResult<Ref> {
    let lender = alive(cx, view)?;
    if view.get(cx).has_no_gaps() {
        return Ok(lender);
    }
    Err(cx.buffer_error("memoryview: underlying buffer is not C-contiguous"))
}

/// The bytes of a view, in order.
pub fn gather(cx: &mut Context, view: &Obj<MemoryView>) -> PyResult<Vec<u8>> {
    let lender = alive(cx, view)?;
    let view = view.get(cx);
    let bytes = cx.memory(&lender).map_or(&[][..], |memory| memory.bytes());
    let size = view.layout.item_size;
    if view.has_no_gaps() {
        return Ok(bytes[view.start..view.start + view.count * size].to_vec());
    }
    Ok((0..view.count).flat_map(|at| &bytes[view.offset(at)..view.offset(at) + size]).copied().collect())
}
