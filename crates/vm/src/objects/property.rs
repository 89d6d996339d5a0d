//! `property`, `staticmethod`, `classmethod`, and the descriptors of `__slots__`.

use crate::Value;
use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Str, Type, TypeSpec};

/// `property`.
#[derive(Default)]
pub struct Property {
    /// `fget`; empty for none.
    pub get: Value,
    /// `fset`.
    pub set: Value,
    /// `fdel`.
    pub delete: Value,
    /// `__doc__`.
    pub doc: Value,
    /// `__name__`, set when the class is made.
    pub name: Value,
    /// Whether the docstring was taken from the getter.
    pub getter_doc: bool,
}

impl Payload for Property {
    const KIND: Kind = Kind::Property;

    fn trace(&self, visit: &mut Visitor<'_>) {
        [&self.get, &self.set, &self.delete, &self.doc, &self.name].into_iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.get.take(), self.set.take(), self.delete.take(), self.doc.take()]);
    }
}

/// `staticmethod` or `classmethod`: which one, its class says.
#[derive(Default)]
pub struct MethodWrapper {
    /// `__func__`.
    pub function: Value,
}

impl Payload for MethodWrapper {
    const KIND: Kind = Kind::MethodWrapper;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.function.take());
    }
}

/// The descriptor of a `__slots__` entry.
pub struct Member {
    /// The attribute's name.
    pub name: Obj<Str>,
    /// The slot it stands for.
    pub slot: usize,
    /// The class that declares it.
    pub owner: Obj<Type>,
}

impl Payload for Member {
    const KIND: Kind = Kind::Member;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.owner.value());
    }
}

// SAFETY: nothing changes a member descriptor after it is made.
unsafe impl Frozen for Member {}

/// `property`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Property attribute.",
    flags: TypeFlags::BASETYPE,
    methods: &[super::property_methods::METHODS],
    attributes: super::property_methods::ATTRIBUTES,
    ..TypeSpec::new("property", Kind::Property)
};
/// `classmethod`.
pub static CLASSMETHOD_TYPE: TypeSpec = TypeSpec {
    doc: "Convert a function to be a class method.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT,
    methods: &[super::property_methods::CLASSMETHOD_METHODS],
    attributes: super::property_methods::WRAPPER_ATTRIBUTES,
    ..TypeSpec::new("classmethod", Kind::MethodWrapper)
};
/// `staticmethod`.
pub static STATICMETHOD_TYPE: TypeSpec = TypeSpec {
    doc: "Convert a function to be a static method.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT,
    methods: &[super::property_methods::STATICMETHOD_METHODS],
    attributes: super::property_methods::WRAPPER_ATTRIBUTES,
    ..TypeSpec::new("staticmethod", Kind::MethodWrapper)
};
/// `member_descriptor`.
pub static MEMBER_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[super::property_methods::MEMBER_METHODS],
    attributes: super::property_methods::MEMBER_ATTRIBUTES,
    ..TypeSpec::new("member_descriptor", Kind::Member)
};
