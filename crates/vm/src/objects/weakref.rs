//! Weak references. The heap keeps the list of references to an object; see [`crate::heap::Heap`].

use crate::heap::{Header, Obj, Payload, Ref, Visitor};
use crate::objects::Kind;
use crate::{Context, Value};
use std::ptr::NonNull;

/// A weak reference.
pub struct WeakRef {
    /// What it refers to, without a count; nothing once that died.
    target: Option<NonNull<Header>>,
    /// This object's own address, to be taken off the list.
    this: Option<NonNull<Header>>,
    /// Called with the reference when the target dies; empty for none.
    pub callback: Value,
    /// The target's hash, once asked for.
    pub hash: Option<u64>,
}

impl Payload for WeakRef {
    const KIND: Kind = Kind::WeakRef;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.callback);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.callback.take());
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        if let (Some(target), Some(this)) = (self.target, self.this) {
            crate::heap::forget_weak(target, this);
        }
    }
}

/// Makes a reference forget its dying target; returns the callback.
pub(crate) fn clear(reference: &Ref) -> Option<Value> {
    let reference = reference.downcast::<WeakRef>()?;
    // SAFETY: I-1: called while an object dies; no borrow of a weak reference is held across a drop.
    unsafe {
        reference.with_payload(|payload| {
            payload.target = None;
            payload.callback.take().into_option()
        })
    }
}

/// Runs a callback; exceptions are reported, not raised.
pub(crate) fn run_callback(cx: &mut Context, reference: Value, callback: Value) {
    if let Err(raised) = cx.call(&callback, &[reference]) {
        cx.report_unraisable(raised, "Exception ignored while calling weakref callback", &callback);
    }
}

impl Obj<WeakRef> {
    /// What it refers to, if that is alive.
    pub fn target(&self, cx: &Context) -> Option<Ref> {
        // SAFETY: a dying object clears its references before it is freed.
        self.get(cx).target.map(|target| unsafe { Ref::cloned(target) })
    }
}

impl Context {
    /// A new weak reference of a class (`weakref.ref` or a subclass).
    pub fn new_weakref(&mut self, class: &Obj<super::Type>, target: &Ref, callback: Value) -> Obj<WeakRef> {
        let shape = class.root_shape(self);
        let payload = WeakRef { target: Some(target.as_non_null()), this: None, callback, hash: None };
        let made = if class.has_flags(self, super::type_::TypeFlags::BUILTIN) {
            self.heap().alloc(shape, payload)
        } else {
            self.heap().alloc_extended(shape, payload)
        };
        made.get_mut(self).this = Some(made.as_object().as_non_null());
        self.heap().add_weak(target, made.as_object());
        made
    }
}

pub use super::weakref_methods::TYPE;
