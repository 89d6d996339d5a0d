//! Functions and attributes written in Rust, as objects. How they are declared is in [`crate::native`].

use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::native::{Attribute, Binding, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::{Context, Value};

/// A native function, a method of a builtin type, or such a method bound to an object.
pub struct Native {
    /// Name, signature, documentation and code.
    pub row: &'static Row,
    /// The type whose method it is.
    pub owner: Option<Obj<Type>>,
    /// What it is bound to; empty for functions and unbound methods.
    pub this: Value,
    /// `__module__` of a function.
    pub module: Value,
}

impl Payload for Native {
    const KIND: Kind = Kind::Native;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.this);
        if let Some(owner) = &self.owner {
            visit(&owner.value());
        }
        visit(&self.module);
    }
}

// SAFETY: nothing changes a native function after it is made.
unsafe impl Frozen for Native {}

impl Native {
    /// Whether reading it from an instance binds it.
    pub fn is_unbound_method(&self) -> bool {
        self.row.binding == Binding::Method && self.this.is_empty()
    }
}

/// The descriptor of an attribute computed in Rust.
pub struct Computed {
    /// Name and code.
    pub row: &'static Attribute,
    /// The type whose attribute it is.
    pub owner: Obj<Type>,
}

impl Payload for Computed {
    const KIND: Kind = Kind::Computed;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.owner.value());
    }
}

// SAFETY: nothing changes a descriptor after it is made.
unsafe impl Frozen for Computed {}

impl Context {
    /// A function of a module.
    pub fn new_native(&mut self, row: &'static Row, module: Value) -> Value {
        let shape = self.shapes().builtin_function;
        self.heap().alloc(shape, Native { row, owner: None, this: Value::Empty, module }).into()
    }

    /// A native method bound to an object.
    pub fn bind_native(&mut self, method: &Obj<Native>, this: Value) -> Value {
        let slot = method.as_object().header().shape().class().is(&self.types().wrapper_descriptor);
        let shape = if slot {
            let class = self.types().method_wrapper.clone();
            class.root_shape(self)
        } else {
            self.shapes().builtin_function
        };
        let bound = Native { row: method.row, owner: method.owner.clone(), this, module: Value::Empty };
        self.heap().alloc(shape, bound).into()
    }
}

/// `builtin_function_or_method`.
pub static FUNCTION_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::HAS_WEAKREF | TypeFlags::NO_NEW,
    methods: &[super::native_methods::METHODS, super::native_methods::BOUND_METHODS],
    attributes: super::native_methods::ATTRIBUTES,
    ..TypeSpec::new("builtin_function_or_method", Kind::Native)
};
/// `method_descriptor`.
pub static METHOD_DESCRIPTOR_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::native_methods::METHODS, super::native_methods::DESCRIPTOR_METHODS],
    attributes: super::native_methods::DESCRIPTOR_ATTRIBUTES,
    ..TypeSpec::new("method_descriptor", Kind::Native)
};
/// `wrapper_descriptor`.
pub static WRAPPER_DESCRIPTOR_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::native_methods::METHODS, super::native_methods::DESCRIPTOR_METHODS],
    attributes: super::native_methods::DESCRIPTOR_ATTRIBUTES,
    ..TypeSpec::new("wrapper_descriptor", Kind::Native)
};
/// `classmethod_descriptor`.
pub static CLASSMETHOD_DESCRIPTOR_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::native_methods::METHODS, super::native_methods::DESCRIPTOR_METHODS],
    attributes: super::native_methods::DESCRIPTOR_ATTRIBUTES,
    ..TypeSpec::new("classmethod_descriptor", Kind::Native)
};
/// `method-wrapper`.
pub static METHOD_WRAPPER_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::native_methods::METHODS, super::native_methods::BOUND_METHODS],
    attributes: super::native_methods::WRAPPER_ATTRIBUTES,
    ..TypeSpec::new("method-wrapper", Kind::Native)
};
/// `getset_descriptor`.
pub static GETSET_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::native_methods::COMPUTED_METHODS],
    attributes: super::native_methods::COMPUTED_ATTRIBUTES,
    ..TypeSpec::new("getset_descriptor", Kind::Computed)
};
