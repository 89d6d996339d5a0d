//! The running frame's slots, as instructions name them: by byte offsets from the first.
//!
//! What is common to reading, writing and taking slots is here; which of them an instruction may do says the opcode
//! table, and what must hold for slots that are not alive is the loop's I-4 ([`super`]).

use super::names;
use crate::{Context, PyResult, Value};

/// The slot operands of the running frame.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// First slot.
    pub base: *mut Value,
    /// Byte offset of the first temporary.
    pub temps: u16,
}

impl Window {
    /// A slot.
    #[inline(always)]
    pub fn at(self, offset: u16) -> *mut Value {
        // SAFETY: the compiler's offsets lie inside the frame's window.
        unsafe { self.base.byte_add(usize::from(offset)) }
    }

    /// A slot, to be read.
    #[inline(always)]
    pub fn read<'a>(self, offset: u16) -> &'a Value {
        // SAFETY: I-4: the slot is initialised; the reference is not kept across a write to it.
        unsafe { &*self.at(offset) }
    }

    /// Writes a slot that holds no reference, or a dead one.
    #[inline(always)]
    pub fn put(self, offset: u16, value: Value) {
        // SAFETY: as above; what was there owns nothing.
        unsafe { self.at(offset).write(value) }
    }

    /// Writes a slot and drops what was there.
    #[inline(always)]
    pub fn set(self, cx: &mut Context, offset: u16, value: Value) {
        if let Value::Ref(_) = self.read(offset) {
            self.replace(cx, offset, value);
        } else {
            self.put(offset, value);
        }
    }

    #[inline(never)]
    fn replace(self, cx: &mut Context, offset: u16, value: Value) {
        // SAFETY: I-4.
        let old = unsafe { self.at(offset).replace(value) };
        drop(old);
        cx.settle();
    }

    /// Takes a temporary, or copies a local; raises `UnboundLocalError` for a local without value.
    #[inline]
    pub fn operand(self, cx: &mut Context, offset: u16) -> PyResult<Value> {
        if offset >= self.temps {
            // SAFETY: I-4.
            return Ok(unsafe { (*self.at(offset)).take() });
        }
        match self.read(offset) {
            Value::Empty => Err(names::unbound_local(cx, offset)),
            value => Ok(value.clone()),
        }
    }

    /// Takes a temporary.
    #[inline(always)]
    pub fn take(self, offset: u16) -> Value {
        // SAFETY: I-4.
        unsafe { (*self.at(offset)).take() }
    }

    /// Drops what an operand leaves behind after it was only read: nothing for a local.
    #[inline(always)]
    pub fn consume(self, cx: &mut Context, offset: u16) {
        if offset >= self.temps && matches!(self.read(offset), Value::Ref(_)) {
            self.replace(cx, offset, Value::Empty);
        }
    }

    /// Adjacent slots.
    ///
    /// # Safety
    /// The slots lie in the window, and nothing else refers to them while the slice is used.
    #[inline(always)]
    pub unsafe fn run<'a>(self, offset: u16, count: usize) -> &'a mut [Value] {
        // SAFETY: by the caller.
        unsafe { std::slice::from_raw_parts_mut(self.at(offset), count) }
    }
}
