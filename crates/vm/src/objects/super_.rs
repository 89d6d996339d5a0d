//! `super`: attribute lookup that starts behind a class in the method resolution order.

use crate::Value;
use crate::heap::{Obj, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};

/// `super(this_class, object)`.
#[derive(Default)]
pub struct Super {
    /// The class to start behind.
    pub this_class: Option<Obj<Type>>,
    /// The object (or class) that methods are bound to; empty for an unbound `super`.
    pub object: Value,
    /// The class whose resolution order is used.
    pub object_class: Option<Obj<Type>>,
}

impl Payload for Super {
    const KIND: Kind = Kind::Super;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.object);
        for class in [&self.this_class, &self.object_class].into_iter().flatten() {
            visit(&class.value());
        }
    }
}

/// `super`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)",
    flags: TypeFlags::BASETYPE,
    methods: &[super::super_methods::METHODS],
    attributes: super::super_methods::ATTRIBUTES,
    ..TypeSpec::new("super", Kind::Super)
};
