//! `weakref.ProxyType` and `weakref.CallableProxyType`: weak references that behave like what they refer to.

use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::exception::ExceptionKind;
use crate::objects::type_::TypeFlags;
use crate::objects::weakref::WeakRef;
use crate::objects::{Kind, Str, TypeSpec, object_methods, weakref_methods};
use crate::protocol::compare::Comparison;
use crate::protocol::number::{Binary, Unary};
use crate::{Context, PyResult, Value, method};

type Proxy = Obj<WeakRef>;

macro_rules! binary {
    ($name:literal, $doc:literal, $op:ident) => {
        method!($name, "($self, value, /)", $doc, |cx: &mut Context, a: Value, b: Value| {
            let (a, b) = (unwrapped(cx, &a)?, unwrapped(cx, &b)?);
            cx.binary(Binary::$op, &a, &b)
        })
    };
}

macro_rules! reflected {
    ($name:literal, $doc:literal, $op:ident) => {
        method!($name, "($self, value, /)", $doc, |cx: &mut Context, a: Value, b: Value| {
            let (a, b) = (unwrapped(cx, &a)?, unwrapped(cx, &b)?);
            cx.binary(Binary::$op, &b, &a)
        })
    };
}

macro_rules! inplace {
    ($name:literal, $doc:literal, $op:ident) => {
        method!($name, "($self, value, /)", $doc, |cx: &mut Context, a: Value, b: Value| {
            let (a, b) = (unwrapped(cx, &a)?, unwrapped(cx, &b)?);
            cx.inplace(Binary::$op, &a, &b)
        })
    };
}

macro_rules! unary {
    ($name:literal, $doc:literal, $op:ident) => {
        method!($name, "($self, /)", $doc, |cx: &mut Context, a: Proxy| {
            let a = alive(cx, &a)?;
            cx.unary(Unary::$op, &a)
        })
    };
}

macro_rules! compared {
    ($name:literal, $doc:literal, $op:ident) => {
        method!($name, "($self, value, /)", $doc, |cx: &mut Context, a: Value, b: Value| {
            let (a, b) = (unwrapped(cx, &a)?, unwrapped(cx, &b)?);
            cx.compare(Comparison::$op, &a, &b)
        })
    };
}

macro_rules! forwarded {
    ($name:literal, $doc:literal) => {
        method!($name, "($self, /)", $doc, |cx: &mut Context, a: Proxy| {
            let a = alive(cx, &a)?;
            cx.call_method_named(&a, $name, &[])
        })
    };
}

static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", str),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", getattribute),
    method!("__setattr__", "($self, name, value, /)", "Implement setattr(self, name, value).", setattr),
    method!("__delattr__", "($self, name, /)", "Implement delattr(self, name).", delattr),
    compared!("__lt__", "Return self<value.", Less),
    compared!("__le__", "Return self<=value.", LessEqual),
    compared!("__eq__", "Return self==value.", Equal),
    compared!("__ne__", "Return self!=value.", NotEqual),
    compared!("__gt__", "Return self>value.", Greater),
    compared!("__ge__", "Return self>=value.", GreaterEqual),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("__bool__", "($self, /)", "True if self else False", truth),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", set_item),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", delete_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    binary!("__add__", "Return self+value.", Add),
    binary!("__sub__", "Return self-value.", Subtract),
    binary!("__mul__", "Return self*value.", Multiply),
    binary!("__mod__", "Return self%value.", Remainder),
    binary!("__pow__", "Return self**value.", Power),
    binary!("__lshift__", "Return self<<value.", ShiftLeft),
    binary!("__rshift__", "Return self>>value.", ShiftRight),
    binary!("__and__", "Return self&value.", And),
    binary!("__xor__", "Return self^value.", Xor),
    binary!("__or__", "Return self|value.", Or),
    binary!("__floordiv__", "Return self//value.", FloorDivide),
    binary!("__truediv__", "Return self/value.", TrueDivide),
    binary!("__matmul__", "Return self@value.", MatrixMultiply),
    reflected!("__radd__", "Return value+self.", Add),
    reflected!("__rsub__", "Return value-self.", Subtract),
    reflected!("__rmul__", "Return value*self.", Multiply),
    reflected!("__rmod__", "Return value%self.", Remainder),
    reflected!("__rpow__", "Return value**self.", Power),
    reflected!("__rlshift__", "Return value<<self.", ShiftLeft),
    reflected!("__rrshift__", "Return value>>self.", ShiftRight),
    reflected!("__rand__", "Return value&self.", And),
    reflected!("__rxor__", "Return value^self.", Xor),
    reflected!("__ror__", "Return value|self.", Or),
    reflected!("__rfloordiv__", "Return value//self.", FloorDivide),
    reflected!("__rtruediv__", "Return value/self.", TrueDivide),
    reflected!("__rmatmul__", "Return value@self.", MatrixMultiply),
    inplace!("__iadd__", "Return self+=value.", Add),
    inplace!("__isub__", "Return self-=value.", Subtract),
    inplace!("__imul__", "Return self*=value.", Multiply),
    inplace!("__imod__", "Return self%=value.", Remainder),
    inplace!("__ipow__", "Return self**=value.", Power),
    inplace!("__ilshift__", "Return self<<=value.", ShiftLeft),
    inplace!("__irshift__", "Return self>>=value.", ShiftRight),
    inplace!("__iand__", "Return self&=value.", And),
    inplace!("__ixor__", "Return self^=value.", Xor),
    inplace!("__ior__", "Return self|=value.", Or),
    inplace!("__ifloordiv__", "Return self//=value.", FloorDivide),
    inplace!("__itruediv__", "Return self/=value.", TrueDivide),
    inplace!("__imatmul__", "Return self@=value.", MatrixMultiply),
    unary!("__neg__", "-self", Negative),
    unary!("__pos__", "+self", Positive),
    unary!("__invert__", "~self", Invert),
    forwarded!("__abs__", "abs(self)"),
    forwarded!("__int__", "int(self)"),
    forwarded!("__float__", "float(self)"),
    forwarded!(
        "__index__",
        "Return self converted to an integer, if self is suitable for use as an index into a list."
    ),
    forwarded!("__bytes__", "bytes(self)"),
    forwarded!("__reversed__", "reversed(self)"),
    method!("__divmod__", "($self, value, /)", "Return divmod(self, value).", divmod),
    method!("__rdivmod__", "($self, value, /)", "Return divmod(value, self).", rdivmod),
];

static CALL: &[Row] = &[method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call)];

/// What the proxy stands for, or `ReferenceError`.
fn alive(cx: &mut Context, proxy: &Proxy) -> PyResult<Value> {
    match proxy.target(cx) {
        Some(target) => Ok(Value::Ref(target)),
        None => Err(cx.error(ExceptionKind::ReferenceError, "weakly-referenced object no longer exists")),
    }
}

/// The same for a value that may be no proxy.
fn unwrapped(cx: &mut Context, value: &Value) -> PyResult<Value> {
    let class = cx.type_of(value);
    let types = cx.types();
    if !class.is(&types.weakref_proxy) && !class.is(&types.weakref_callable_proxy) {
        return Ok(value.clone());
    }
    match value.as_ref().and_then(|object| object.downcast::<WeakRef>()).cloned() {
        Some(proxy) => alive(cx, &proxy),
        None => Ok(value.clone()),
    }
}

impl Context {
    /// `weakref.proxy(object, callback)`.
    pub fn new_weak_proxy(&mut self, object: &Value, callback: Value) -> PyResult<Obj<WeakRef>> {
        let target = weakref_methods::target_of(self, object)?;
        let callable = self.is_callable(object);
        let types = self.types();
        let class = if callable { types.weakref_callable_proxy.clone() } else { types.weakref_proxy.clone() };
        let callback = if callback.is_none() { Value::Empty } else { callback };
        if callback.is_empty()
            && let Some(known) = weakref_methods::existing(self, &target, &class)
        {
            return Ok(known);
        }
        Ok(self.new_weakref(&class, &target, callback))
    }
}

fn repr(cx: &mut Context, this: Proxy) -> PyResult<String> {
    weakref_methods::shown(cx, &this, "weakproxy")
}

fn str(cx: &mut Context, this: Proxy) -> PyResult<Obj<Str>> {
    let object = alive(cx, &this)?;
    cx.str(&object)
}

fn getattribute(cx: &mut Context, this: Proxy, name: Value) -> PyResult<Value> {
    let name = object_methods::attribute_name(cx, &name)?;
    let object = alive(cx, &this)?;
    cx.get_attr(&object, &name)
}

fn setattr(cx: &mut Context, this: Proxy, name: Value, value: Value) -> PyResult<()> {
    let name = object_methods::attribute_name(cx, &name)?;
    let object = alive(cx, &this)?;
    cx.set_attr(&object, &name, value)
}

fn delattr(cx: &mut Context, this: Proxy, name: Value) -> PyResult<()> {
    let name = object_methods::attribute_name(cx, &name)?;
    let object = alive(cx, &this)?;
    cx.delete_attr(&object, &name)
}

fn iter(cx: &mut Context, this: Proxy) -> PyResult<Value> {
    let object = alive(cx, &this)?;
    cx.iter(&object)
}

fn next(cx: &mut Context, this: Proxy) -> PyResult<Value> {
    let object = alive(cx, &this)?;
    let class = cx.type_of(&object);
    if class.special(cx, |names| &names.__next__).is_none() {
        let name = class.name(cx);
        return Err(cx.type_error(format!("Weakref proxy referenced a non-iterator '{name}' object")));
    }
    match cx.next(&object)? {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

fn truth(cx: &mut Context, this: Proxy) -> PyResult<bool> {
    let object = alive(cx, &this)?;
    cx.truth(&object)
}

fn len(cx: &mut Context, this: Proxy) -> PyResult<usize> {
    let object = alive(cx, &this)?;
    cx.len(&object)
}

fn get_item(cx: &mut Context, this: Proxy, key: Value) -> PyResult<Value> {
    let object = alive(cx, &this)?;
    cx.get_item(&object, &key)
}

fn set_item(cx: &mut Context, this: Proxy, key: Value, value: Value) -> PyResult<()> {
    let object = alive(cx, &this)?;
    cx.set_item(&object, key, value)
}

fn delete_item(cx: &mut Context, this: Proxy, key: Value) -> PyResult<()> {
    let object = alive(cx, &this)?;
    cx.delete_item(&object, &key)
}

fn contains(cx: &mut Context, this: Proxy, key: Value) -> PyResult<bool> {
    let object = alive(cx, &this)?;
    cx.contains(&object, &key)
}

/// `divmod(a, b)` by the builtin of that name.
fn divmod_of(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    let (a, b) = (unwrapped(cx, &a)?, unwrapped(cx, &b)?);
    let key = cx.intern("divmod");
    let builtins = cx.interp_ref().builtins.clone();
    let Some(divmod) = super::dict::get_str(cx, &builtins, &key) else {
        return Err(cx.attribute_error("divmod"));
    };
    cx.call(&divmod, &[a, b])
}

fn divmod(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    divmod_of(cx, a, b)
}

fn rdivmod(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    divmod_of(cx, b, a)
}

fn call(cx: &mut Context, this: Proxy, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let object = alive(cx, &this)?;
    cx.call_with_keywords(&object, &args.0, &keywords.0)
}

const FLAGS: u32 = TypeFlags::NO_NEW | TypeFlags::CUSTOM_GETATTRIBUTE | TypeFlags::CUSTOM_SETATTR;

/// `weakref.ProxyType`.
pub static TYPE: TypeSpec =
    TypeSpec { flags: FLAGS, methods: &[METHODS], ..TypeSpec::new("weakref.ProxyType", Kind::WeakRef) };
/// `weakref.CallableProxyType`.
pub static CALLABLE_TYPE: TypeSpec = TypeSpec {
    flags: FLAGS,
    methods: &[METHODS, CALL],
    ..TypeSpec::new("weakref.CallableProxyType", Kind::WeakRef)
};
