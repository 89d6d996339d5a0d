//! Bound methods: a callable and the object it gets as first argument.

use crate::heap::{Obj, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, TypeSpec};
use crate::{Context, Value};

/// A bound method.
pub struct BoundMethod {
    /// `__func__`.
    pub function: Value,
    /// `__self__`.
    pub this: Value,
}

impl Payload for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.this);
    }
}

// SAFETY: nothing changes a bound method after it is made.
unsafe impl crate::heap::Frozen for BoundMethod {}

impl Context {
    /// A new bound method.
    pub fn new_method(&mut self, function: Value, this: Value) -> Obj<BoundMethod> {
        let shape = self.shapes().method;
        self.heap().alloc(shape, BoundMethod { function, this })
    }
}

/// `method`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Create a bound instance method object.",
    flags: TypeFlags::HAS_WEAKREF | TypeFlags::CUSTOM_GETATTRIBUTE,
    methods: &[super::function_methods::METHOD_METHODS],
    attributes: super::function_methods::METHOD_ATTRIBUTES,
    ..TypeSpec::new("method", Kind::BoundMethod)
};
