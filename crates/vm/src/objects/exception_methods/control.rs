//! `SystemExit.code`, `StopIteration.value` and how a `KeyError` shows its key.

use super::{fields, init_arguments, receiver, refuse_keywords, replace_args};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Str};
use crate::{Context, PyResult, Value, method};

const INIT: Row = Row {
    name: "__init__",
    signature: "($self, /, *args, **kwargs)",
    doc: "Initialize self.  See help(type(self)) for accurate signature.",
    binding: Binding::Method,
    call: init_exit,
};

/// Methods of `SystemExit`.
pub static SYSTEM_EXIT_METHODS: &[Row] = &[INIT];
/// Attributes of `SystemExit`.
pub static SYSTEM_EXIT_ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "code", doc: "exception code", get: get_code, set: Some(fields::set::<0>) }];
/// Methods of `StopIteration`.
pub static STOP_ITERATION_METHODS: &[Row] = &[Row { call: init_stop, ..INIT }];
/// Attributes of `StopIteration`.
pub static STOP_ITERATION_ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "value",
    doc: "generator return value",
    get: get_value,
    set: Some(fields::set::<0>),
}];
/// Methods of `KeyError`.
pub static KEY_ERROR_METHODS: &[Row] =
    &[method!("__str__", "($self, /)", "Return str(self).", key_error_str)];

fn init_exit(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    refuse_keywords(cx, args, &class)?;
    replace_args(cx, &this, items);
    let code = code_of_args(cx, &this);
    this.set_field(cx, 0, code);
    Ok(Value::None)
}

fn code_of_args(cx: &Context, this: &Obj<Exception>) -> Value {
    let args = &this.get(cx).args;
    match args.items() {
        [] => Value::None,
        [only] => only.clone(),
        _ => args.value(),
    }
}

/// Whether the interpreter itself may have made the exception, without running `__init__`: only then do its
/// fields follow from `args` while they are not set.
fn is_builtin_class(cx: &Context, this: &Obj<Exception>) -> bool {
    this.as_object().header().shape().class().has_flags(cx, TypeFlags::BUILTIN)
        && this.get(cx).fields.is_empty()
}

fn get_code(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(exit_code(cx, &this))
}

/// `SystemExit.code`.
pub fn exit_code(cx: &Context, this: &Obj<Exception>) -> Value {
    if is_builtin_class(cx, this) { code_of_args(cx, this) } else { this.field(cx, 0).or_none() }
}

fn init_stop(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    refuse_keywords(cx, args, &class)?;
    let value = items.first().cloned().unwrap_or(Value::None);
    replace_args(cx, &this, items);
    this.set_field(cx, 0, value);
    Ok(Value::None)
}

fn get_value(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(stop_value(cx, &this))
}

/// `StopIteration.value`.
pub fn stop_value(cx: &Context, this: &Obj<Exception>) -> Value {
    if is_builtin_class(cx, this) {
        this.get(cx).args.items().first().cloned().unwrap_or(Value::None)
    } else {
        this.field(cx, 0).or_none()
    }
}

fn key_error_str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let args = this.get(cx).args.clone();
    match args.items() {
        [only] => cx.repr(only),
        _ => super::str(cx, this),
    }
}
