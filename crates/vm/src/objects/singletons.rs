//! `None`, `NotImplemented` and `Ellipsis`: values of which there is one.

use crate::heap::{Frozen, Payload};
use crate::native::Row;
use crate::objects::{Kind, TypeSpec};
use crate::{Context, PyResult, Value, method};

/// Which of the two singletons that are objects. (`None` is a value of its own.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Singleton {
    /// `NotImplemented`.
    NotImplemented,
    /// `Ellipsis`.
    Ellipsis,
}

impl Payload for Singleton {
    const KIND: Kind = Kind::Singleton;
}

// SAFETY: there is nothing to change.
unsafe impl Frozen for Singleton {}

impl Value {
    /// Whether this is `NotImplemented`.
    #[inline]
    pub fn is_not_implemented(&self) -> bool {
        self.as_ref()
            .and_then(|object| object.downcast::<Singleton>())
            .is_some_and(|which| **which == Singleton::NotImplemented)
    }
}

impl Context {
    /// `NotImplemented`.
    #[inline]
    pub fn not_implemented(&self) -> Value {
        self.interp_ref().singletons.not_implemented.clone()
    }
}

fn none_repr(_: &mut Context, _this: Value) -> &'static str {
    "None"
}

fn none_bool(_: &mut Context, _this: Value) -> bool {
    false
}

fn none_new(_: &mut Context, _class: Value) -> Value {
    Value::None
}

fn repr(_: &mut Context, this: crate::Obj<Singleton>) -> &'static str {
    match *this {
        Singleton::NotImplemented => "NotImplemented",
        Singleton::Ellipsis => "Ellipsis",
    }
}

fn not_implemented_bool(cx: &mut Context, _this: Value) -> PyResult<bool> {
    Err(cx.type_error("NotImplemented should not be used in a boolean context"))
}

fn new_not_implemented(cx: &mut Context, _class: Value) -> Value {
    cx.not_implemented()
}

fn new_ellipsis(cx: &mut Context, _class: Value) -> Value {
    cx.interp_ref().singletons.ellipsis.clone()
}

static NONE_METHODS: &[Row] = &[
    crate::static_method!(
        "__new__",
        "(type, /)",
        "Create and return a new object.  See help(type) for accurate signature.",
        none_new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", none_repr),
    method!("__bool__", "($self, /)", "True if self else False", none_bool),
];

static NOT_IMPLEMENTED_METHODS: &[Row] = &[
    crate::static_method!(
        "__new__",
        "(type, /)",
        "Create and return a new object.  See help(type) for accurate signature.",
        new_not_implemented
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__reduce__", "($self, /)", "", repr),
    method!("__bool__", "($self, /)", "True if self else False", not_implemented_bool),
];

static ELLIPSIS_METHODS: &[Row] = &[
    crate::static_method!(
        "__new__",
        "(type, /)",
        "Create and return a new object.  See help(type) for accurate signature.",
        new_ellipsis
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__reduce__", "($self, /)", "", repr),
];

/// `NoneType`.
pub static NONE_TYPE: TypeSpec = TypeSpec {
    doc: "The type of the None singleton.",
    methods: &[NONE_METHODS],
    ..TypeSpec::new("NoneType", Kind::Singleton)
};
/// `NotImplementedType`.
pub static NOT_IMPLEMENTED_TYPE: TypeSpec = TypeSpec {
    doc: "The type of the NotImplemented singleton.",
    methods: &[NOT_IMPLEMENTED_METHODS],
    ..TypeSpec::new("NotImplementedType", Kind::Singleton)
};
/// `ellipsis`.
pub static ELLIPSIS_TYPE: TypeSpec = TypeSpec {
    doc: "The type of the Ellipsis singleton.",
    methods: &[ELLIPSIS_METHODS],
    ..TypeSpec::new("ellipsis", Kind::Singleton)
};
