//! What errors about names remember: `AttributeError`, `NameError`, `ImportError`.

use super::{fields, init_arguments, keywords, own_attributes, replace_args};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::table::Table;
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Str};
use crate::{Context, PyResult, Value, method};

/// Field of `AttributeError.name` and `NameError.name`.
pub const NAME: usize = 0;
/// Field of `AttributeError.obj`.
pub const OBJECT: usize = 1;
/// Field of `ImportError.msg`.
pub const MESSAGE: usize = 0;
/// Field of `ImportError.name`.
pub const MODULE: usize = 1;
/// Field of `ImportError.path`.
pub const PATH: usize = 2;
/// Field of `ImportError.name_from`.
pub const NAME_FROM: usize = 3;

const INIT: Row = Row {
    name: "__init__",
    signature: "($self, /, *args, **kwargs)",
    doc: "Initialize self.  See help(type(self)) for accurate signature.",
    binding: Binding::Method,
    call: init_attribute_error,
};

/// Methods of `AttributeError`.
pub static ATTRIBUTE_ERROR_METHODS: &[Row] = &[
    INIT,
    method!("__getstate__", "($self, /)", "", attribute_error_state),
    method!("__reduce__", "($self, /)", "", reduce_attribute_error),
];
/// Attributes of `AttributeError`.
pub static ATTRIBUTE_ERROR_ATTRIBUTES: &[Attribute] =
    &[fields::attribute::<NAME>("name", "attribute name"), fields::attribute::<OBJECT>("obj", "object")];
/// Methods of `NameError`.
pub static NAME_ERROR_METHODS: &[Row] = &[Row { call: init_name_error, ..INIT }];
/// Attributes of `NameError`.
pub static NAME_ERROR_ATTRIBUTES: &[Attribute] = &[fields::attribute::<NAME>("name", "name")];
/// Methods of `ImportError`.
pub static IMPORT_ERROR_METHODS: &[Row] = &[
    Row { call: init_import_error, ..INIT },
    method!("__str__", "($self, /)", "Return str(self).", import_error_str),
    method!("__reduce__", "($self, /)", "", reduce_import_error),
];
/// Attributes of `ImportError`.
pub static IMPORT_ERROR_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "msg", doc: "exception message", get: get_message, set: Some(fields::set::<MESSAGE>) },
    fields::attribute::<MODULE>("name", "module name"),
    fields::attribute::<PATH>("path", "module path"),
    fields::attribute::<NAME_FROM>("name_from", "name imported from module"),
];

fn init_attribute_error(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let given = keywords(cx, args, "AttributeError", ["name", "obj"])?;
    let (this, items) = init_arguments(cx, args)?;
    replace_args(cx, &this, items);
    this.set_fields(cx, given.into());
    Ok(Value::None)
}

fn init_name_error(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let given = keywords(cx, args, "NameError", ["name"])?;
    let (this, items) = init_arguments(cx, args)?;
    replace_args(cx, &this, items);
    this.set_fields(cx, given.into());
    Ok(Value::None)
}

fn init_import_error(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let [name, path, name_from] = keywords(cx, args, "ImportError", ["name", "path", "name_from"])?;
    let (this, items) = init_arguments(cx, args)?;
    let message = if let [only] = items.as_slice() { only.clone() } else { Value::Empty };
    replace_args(cx, &this, items);
    this.set_fields(cx, vec![message, name, path, name_from]);
    Ok(Value::None)
}

/// `ImportError.msg`: of an error that the interpreter made without fields, its argument.
fn message(cx: &Context, this: &Obj<Exception>) -> Value {
    let payload = this.get(cx);
    let builtin = this.as_object().header().shape().class().has_flags(cx, TypeFlags::BUILTIN);
    match payload.args.items() {
        [only] if builtin && payload.fields.is_empty() => only.clone(),
        _ => this.field(cx, MESSAGE),
    }
}

fn get_message(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = super::receiver(cx, this)?;
    Ok(message(cx, &this).or_none())
}

fn import_error_str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let message = message(cx, &this);
    match message.as_ref().filter(|object| object.header().shape_ptr() == cx.shapes().str) {
        Some(object) => Ok(object.downcast::<Str>().expect("I-9: the shape is str's").clone()),
        None => super::str(cx, this),
    }
}

/// The instance dict and those of the fields that are set, as a new dict.
fn state_with(cx: &mut Context, this: &Obj<Exception>, named: &[(&str, usize)]) -> Option<Table> {
    let own = own_attributes(cx, this);
    let mut table = own.as_ref().map_or_else(Table::default, |dict| dict.get(cx).table.copied());
    for (name, index) in named {
        let value = this.field(cx, *index);
        if !value.is_empty() && !value.is_none() {
            let name = cx.intern(name);
            table.insert_str(&name, value);
        }
    }
    if table.is_empty() { None } else { Some(table) }
}

fn attribute_error_state(cx: &mut Context, this: Obj<Exception>) -> Value {
    // The object is left out: it may be anything, and need not be possible to copy.
    let mut table = state_with(cx, &this, &[("name", NAME)]).unwrap_or_default();
    let args = this.get(cx).args.value();
    let name = cx.names().args.clone();
    table.insert_str(&name, args);
    cx.new_dict(table).into()
}

fn reduce_attribute_error(cx: &mut Context, this: Obj<Exception>) -> Value {
    let state = attribute_error_state(cx, this.clone());
    let class = cx.type_of(&this.value()).value();
    let args = this.get(cx).args.value();
    cx.tuple_value(vec![class, args, state])
}

fn reduce_import_error(cx: &mut Context, this: Obj<Exception>) -> Value {
    let state = state_with(cx, &this, &[("name", MODULE), ("path", PATH), ("name_from", NAME_FROM)]);
    let class = cx.type_of(&this.value()).value();
    let mut parts = vec![class, this.get(cx).args.value()];
    if let Some(table) = state {
        parts.push(cx.new_dict(table).into());
    }
    cx.tuple_value(parts)
}
