//! Functions about any object: attributes, identity, hash, what can be called.

use text::int::BigInt;
use vm::heap::Obj;
use vm::names::Names;
use vm::objects::object_methods::attribute_name;
use vm::objects::{List, Str, dict};
use vm::{Context, PyResult, Value};

pub(super) fn getattr(
    cx: &mut Context,
    object: Value,
    name: Value,
    default: Option<Value>,
) -> PyResult<Value> {
    let name = attribute_name(cx, &name)?;
    match default {
        None => cx.get_attr(&object, &name),
        Some(default) => Ok(cx.attr_or_absent(&object, &name)?.unwrap_or(default)),
    }
}

pub(super) fn hasattr(cx: &mut Context, object: Value, name: Value) -> PyResult<bool> {
    let name = attribute_name(cx, &name)?;
    Ok(cx.attr_or_absent(&object, &name)?.is_some())
}

pub(super) fn setattr(cx: &mut Context, object: Value, name: Value, value: Value) -> PyResult<()> {
    let name = attribute_name(cx, &name)?;
    cx.set_attr(&object, &name, value)
}

pub(super) fn delattr(cx: &mut Context, object: Value, name: Value) -> PyResult<()> {
    let name = attribute_name(cx, &name)?;
    cx.delete_attr(&object, &name)
}

pub(super) fn callable(cx: &mut Context, object: Value) -> bool {
    cx.is_callable(&object)
}

pub(super) fn hash(cx: &mut Context, object: Value) -> PyResult<i64> {
    cx.hash(&object).map(|hash| hash as i64)
}

/// Addresses are multiples of sixteen; values without an address get numbers between them.
pub(super) fn id(cx: &mut Context, object: Value) -> Value {
    let number = match object {
        Value::Ref(object) => BigInt::from(object.address()),
        Value::Int(number) => BigInt::from(number as u64) * 16 + 1,
        Value::Float(bits) => BigInt::from(bits.get().to_bits()) * 16 + 2,
        Value::Bool(truth) => BigInt::from(truth * 16 + 3),
        Value::None | Value::Empty => BigInt::from(4),
    };
    cx.big_int_value(number)
}

pub(super) fn vars(cx: &mut Context, object: Option<Value>) -> PyResult<Value> {
    let Some(object) = object else { return Ok(super::evaluate::locals(cx)) };
    let name = cx.names().__dict__.clone();
    match cx.attr_or_absent(&object, &name)? {
        Some(namespace) => Ok(namespace),
        None => Err(cx.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn dir(cx: &mut Context, object: Option<Value>) -> PyResult<Obj<List>> {
    let listed = match object {
        None => {
            let namespace = super::evaluate::locals(cx);
            let keys = cx.intern("keys");
            cx.call_method(&namespace, &keys, &[])?
        }
        Some(object) => {
            let name = cx.names().__dir__.clone();
            let class = cx.type_of(&object);
            match class.lookup(cx, &name) {
                Some(method) => cx.call_special(method, &object, [])?,
                None => return Err(cx.type_error("object does not provide __dir__")),
            }
        }
    };
    let mut names = cx.collect(&listed)?;
    vm::objects::list_sort::sort_items(cx, &mut names, None, false)?;
    Ok(cx.new_list(names))
}

/// A value of a namespace of the interpreter's own, by a name in Rust.
pub(super) fn of_sys(cx: &Context, name: impl FnOnce(&Names) -> &Obj<Str>) -> Option<Value> {
    dict::get_str(cx, &cx.interp_ref().sys, name(cx.names()))
}
