//! Exceptions: the methods and attributes of `BaseException`, and, a file each, what particular classes add.
//!
//! An attribute that a class adds is a number in [`Exception::fields`]; reading and writing it is
//! [`fields`]' business. How the interpreter raises exceptions of these classes is in [`raising`]; how
//! exceptions are printed is in [`crate::report`].

pub mod control;
pub mod fields;
pub mod group;
pub mod import_failure;
pub mod names;
pub mod os_error;
pub mod raising;
pub mod syntax_error;
pub mod unicode_error;

pub use control::{KEY_ERROR_METHODS, STOP_ITERATION_ATTRIBUTES, STOP_ITERATION_METHODS, stop_value};
pub use control::{SYSTEM_EXIT_ATTRIBUTES, SYSTEM_EXIT_METHODS};
pub use group::{GROUP_ATTRIBUTES, GROUP_METHODS};
pub use import_failure::cannot_import_name;
pub use names::{
    ATTRIBUTE_ERROR_ATTRIBUTES, ATTRIBUTE_ERROR_METHODS, NAME_ERROR_ATTRIBUTES, NAME_ERROR_METHODS,
};
pub use names::{IMPORT_ERROR_ATTRIBUTES, IMPORT_ERROR_METHODS};
pub use os_error::{OS_ERROR_ATTRIBUTES, OS_ERROR_METHODS};
pub use raising::{about_attribute, attribute_error, errno_error, from_text_error, import_error, name_error};
pub use raising::{os_error, report_unraisable, unicode_problem};
pub use syntax_error::{SYNTAX_ERROR_ATTRIBUTES, SYNTAX_ERROR_METHODS, SyntaxFault, Typo, syntax_error};
pub use unicode_error::{UNICODE_ERROR_ATTRIBUTES, UNICODE_ERROR_METHODS};

use text::wtf8::Wtf8Buf;

use super::instance;
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::traceback::Traceback;
use crate::objects::{Dict, Exception, List, Str, Tuple, Type};
use crate::{Context, PyResult, Raised, Value, method};

/// Attributes of classes that add none.
pub static NO_ATTRIBUTES: &[Attribute] = &[];

/// Methods of `BaseException`.
pub static METHODS: &[Row] = &[
    Row {
        name: "__new__",
        signature: "($type, *args, **kwargs)",
        doc: "Create and return a new object.  See help(type) for accurate signature.",
        binding: Binding::Static,
        call: new,
    },
    Row {
        name: "__init__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Initialize self.  See help(type(self)) for accurate signature.",
        binding: Binding::Method,
        call: init,
    },
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", str),
    method!("__reduce__", "($self, /)", "", reduce),
    method!("__setstate__", "($self, state, /)", "", set_state),
    method!(
        "with_traceback",
        "($self, tb, /)",
        "Set self.__traceback__ to tb and return self.",
        with_traceback
    ),
    method!("add_note", "($self, note, /)", "Add a note to the exception", add_note),
];

/// Attributes of `BaseException`.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__dict__", doc: "", get: get_dict, set: Some(set_dict) },
    Attribute { name: "args", doc: "", get: get_args, set: Some(set_args) },
    Attribute { name: "__traceback__", doc: "", get: get_traceback, set: Some(set_traceback) },
    Attribute { name: "__context__", doc: "", get: get_context, set: Some(set_context) },
    Attribute { name: "__cause__", doc: "", get: get_cause, set: Some(set_cause) },
    Attribute { name: "__suppress_context__", doc: "", get: get_suppress, set: Some(set_suppress) },
];

/// The exception that a method or attribute is asked of.
pub(crate) fn receiver(cx: &mut Context, this: &Value) -> PyResult<Obj<Exception>> {
    match this.as_ref().and_then(|object| object.downcast::<Exception>()) {
        Some(exception) => Ok(exception.clone()),
        None => {
            let name = cx.type_name(this);
            Err(cx
                .type_error(format!("descriptor requires a 'BaseException' object but received a '{name}'")))
        }
    }
}

/// The class that `__new__` was given.
pub(crate) fn class_argument(cx: &mut Context, args: &Args<'_>) -> PyResult<Obj<Type>> {
    let owner = |cx: &Context| args.owner_name(cx).unwrap_or_else(|| "BaseException".to_owned());
    if args.positional_count() == 0 {
        let owner = owner(cx);
        return Err(cx.type_error(format!("{owner}.__new__(): not enough arguments")));
    }
    let Some(class) = args.values[0].as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
        let (owner, name) = (owner(cx), cx.type_name(&args.values[0]));
        return Err(cx.type_error(format!("{owner}.__new__(X): X is not a type object ({name})")));
    };
    let base = cx.types().base_exception.clone();
    if !class.is_subclass(cx, &base) {
        let (owner, name) = (owner(cx), class.name(cx));
        return Err(cx.type_error(format!("{owner}.__new__({name}): {name} is not a subtype of {owner}")));
    }
    Ok(class)
}

/// The instance and the positional arguments of an `__init__`.
pub(crate) fn init_arguments(
    cx: &mut Context,
    args: &mut Args<'_>,
) -> PyResult<(Obj<Exception>, Vec<Value>)> {
    let owner = |cx: &Context| args.owner_name(cx).unwrap_or_else(|| "BaseException".to_owned());
    if args.positional_count() == 0 {
        let owner = owner(cx);
        return Err(cx.type_error(format!("descriptor '__init__' of '{owner}' object needs an argument")));
    }
    let Some(this) = args.values[0].as_ref().and_then(|object| object.downcast::<Exception>()).cloned()
    else {
        let (owner, name) = (owner(cx), cx.type_name(&args.values[0]));
        return Err(cx.type_error(format!(
            "descriptor '__init__' requires a '{owner}' object but received a '{name}'"
        )));
    };
    let count = args.positional_count();
    Ok((this, args.values[1..count].iter_mut().map(Value::take).collect()))
}

/// How messages about arguments of the wrong type name what was given.
pub(crate) fn given_name(cx: &Context, value: &Value) -> String {
    if value.is_none() { String::from("None") } else { cx.type_name(value) }
}

/// Raises `TypeError` when keywords were given.
pub(crate) fn refuse_keywords(cx: &mut Context, args: &Args<'_>, class: &Obj<Type>) -> PyResult<()> {
    match &args.names {
        Some(names) if !names.items().is_empty() => {
            let name = class.name(cx);
            Err(cx.type_error(format!("{name}() takes no keyword arguments")))
        }
        _ => Ok(()),
    }
}

/// The keyword arguments of a call, which may be those of `allowed` only; empty where not given.
pub(crate) fn keywords<const N: usize>(
    cx: &mut Context,
    args: &mut Args<'_>,
    function: &str,
    allowed: [&str; N],
) -> PyResult<[Value; N]> {
    let mut found = [const { Value::Empty }; N];
    let Some(names) = args.names.clone() else { return Ok(found) };
    let first = args.positional_count();
    for (name, value) in names.items().iter().zip(&mut args.values[first..]) {
        let name =
            name.as_ref().and_then(|name| name.downcast::<Str>()).expect("I-9: keyword names are strings");
        let text = name.to_string_lossy();
        match allowed.iter().position(|known| *known == text) {
            Some(at) => found[at] = value.take(),
            None => return Err(unexpected_keyword(cx, function, &text, &allowed)),
        }
    }
    Ok(found)
}

/// The error of a call with a keyword that the function does not know, with the one that was meant perhaps.
#[cold]
pub fn unexpected_keyword(cx: &mut Context, function: &str, name: &str, known: &[&str]) -> Raised {
    let mut message = format!("{function}() got an unexpected keyword argument '{name}'");
    if let Some(meant) = text::suggest::suggest(name, known) {
        message.push_str(&format!(". Did you mean '{meant}'?"));
    }
    cx.type_error(message)
}

fn new(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let class = class_argument(cx, args)?;
    let count = args.positional_count();
    let items = args.values[1..count].iter_mut().map(Value::take).collect();
    let items = cx.new_tuple(items);
    Ok(super::exception::allocate(cx, &class, items).into())
}

fn init(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    refuse_keywords(cx, args, &class)?;
    replace_args(cx, &this, items);
    Ok(Value::None)
}

/// Sets `args`; usually they are what `__new__` was given, and stay.
pub(crate) fn replace_args(cx: &mut Context, this: &Obj<Exception>, items: Vec<Value>) {
    let known = &this.get(cx).args;
    let same = known.items().len() == items.len() && known.items().iter().zip(&items).all(|(a, b)| a.is(b));
    if !same {
        let items = cx.new_tuple(items);
        let old = std::mem::replace(&mut this.get_mut(cx).args, items);
        drop(old);
    }
}

fn repr(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let class = cx.type_of(&this.value());
    let name = class.name(cx);
    let args = this.get(cx).args.clone();
    let mut text = Wtf8Buf::new();
    text.push_str(&name);
    if let [only] = args.items() {
        let shown = cx.repr(only)?;
        text.push_str("(");
        text.push_wtf8(shown.wtf8());
        text.push_str(")");
    } else {
        let shown = cx.repr(&args.value())?;
        text.push_wtf8(shown.wtf8());
    }
    Ok(cx.new_wtf8(text.as_wtf8()))
}

/// `BaseException.__str__`.
pub(crate) fn str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let args = this.get(cx).args.clone();
    match args.items() {
        [] => Ok(cx.interp_ref().singletons.empty_str.clone()),
        [only] => cx.str(only),
        _ => cx.repr(&args.value()),
    }
}

/// The instance dict, unless it is empty or was never made.
pub(crate) fn own_attributes(cx: &mut Context, this: &Obj<Exception>) -> Option<Obj<Dict>> {
    let dict = instance::dict_of(cx, this.as_object())?;
    if dict.get(cx).table.is_empty() { None } else { Some(dict) }
}

fn reduce(cx: &mut Context, this: Obj<Exception>) -> Value {
    let class = cx.type_of(&this.value()).value();
    let mut parts = vec![class, this.get(cx).args.value()];
    parts.extend(own_attributes(cx, &this).map(Value::from));
    cx.tuple_value(parts)
}

fn set_state(cx: &mut Context, this: Obj<Exception>, state: Value) -> PyResult<()> {
    if state.is_none() {
        return Ok(());
    }
    let Some(dict) = state.as_ref().and_then(|object| object.downcast::<Dict>()).cloned() else {
        return Err(cx.type_error("state is not a dictionary"));
    };
    let entries: Vec<(Value, Value)> =
        dict.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    for (key, value) in entries {
        let Some(name) = key.as_ref().and_then(|object| object.downcast::<Str>()) else {
            let name = cx.type_name(&key);
            return Err(cx.type_error(format!("attribute name must be string, not '{name}'")));
        };
        let name = cx.intern_obj(name);
        cx.set_attr(&this.value(), &name, value)?;
    }
    Ok(())
}

fn with_traceback(cx: &mut Context, this: Obj<Exception>, traceback: Value) -> PyResult<Value> {
    set_traceback(cx, &this.value(), traceback)?;
    Ok(this.into())
}

fn add_note(cx: &mut Context, this: Obj<Exception>, note: Value) -> PyResult<()> {
    if note.as_ref().and_then(|object| object.downcast::<Str>()).is_none() {
        let name = given_name(cx, &note);
        return Err(cx.type_error(format!("add_note() argument must be str, not {name}")));
    }
    let name = cx.names().__notes__.clone();
    let this = this.value();
    match cx.attr_or_absent(&this, &name)? {
        Some(notes) => match notes.as_ref().and_then(|object| object.downcast::<List>()) {
            Some(list) => list.get_mut(cx).items.push(note),
            None => return Err(cx.type_error("Cannot add note: __notes__ is not a list")),
        },
        None => {
            let notes = cx.list_value(vec![note]);
            cx.set_attr(&this, &name, notes)?;
        }
    }
    Ok(())
}

fn get_dict(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(instance::dict_of(cx, this.as_object()).map_or(Value::None, Value::from))
}

fn set_dict(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    match value.as_ref().and_then(|object| object.downcast::<Dict>()).cloned() {
        Some(dict) => {
            instance::set_dict(cx, this.as_object(), dict);
            Ok(())
        }
        None if value.is_empty() => Err(cx.type_error("cannot delete __dict__")),
        None => {
            let name = cx.type_name(&value);
            Err(cx.type_error(format!("__dict__ must be set to a dictionary, not a '{name}'")))
        }
    }
}

fn get_args(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(receiver(cx, this)?.get(cx).args.value())
}

fn set_args(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    if value.is_empty() {
        return Err(cx.type_error("args may not be deleted"));
    }
    let args: Obj<Tuple> = match value.as_ref().and_then(|object| object.downcast::<Tuple>()) {
        Some(tuple) if value.as_ref().is_some_and(|v| v.header().shape_ptr() == cx.shapes().tuple) => {
            tuple.clone()
        }
        _ => {
            let items = cx.collect(&value)?;
            cx.new_tuple(items)
        }
    };
    let old = std::mem::replace(&mut this.get_mut(cx).args, args);
    drop(old);
    Ok(())
}

fn get_traceback(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(receiver(cx, this)?.get(cx).traceback.clone().or_none())
}

fn set_traceback(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    if value.is_empty() {
        return Err(cx.type_error("__traceback__ may not be deleted"));
    }
    if !value.is_none() && value.as_ref().and_then(|object| object.downcast::<Traceback>()).is_none() {
        return Err(cx.type_error("__traceback__ must be a traceback or None"));
    }
    let value = if value.is_none() { Value::Empty } else { value };
    let old = std::mem::replace(&mut this.get_mut(cx).traceback, value);
    drop(old);
    Ok(())
}

/// A value for `__cause__` or `__context__`: an exception, or empty for `None`.
fn linked(cx: &mut Context, value: Value, name: &str) -> PyResult<Value> {
    match &value {
        Value::Empty => Err(cx.type_error(format!("__{name}__ may not be deleted"))),
        Value::None => Ok(Value::Empty),
        Value::Ref(object) if object.downcast::<Exception>().is_some() => Ok(value),
        _ => Err(cx.type_error(format!("exception {name} must be None or derive from BaseException"))),
    }
}

fn get_context(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(receiver(cx, this)?.get(cx).context.clone().or_none())
}

fn set_context(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    let value = linked(cx, value, "context")?;
    let old = std::mem::replace(&mut this.get_mut(cx).context, value);
    drop(old);
    Ok(())
}

fn get_cause(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(receiver(cx, this)?.get(cx).cause.clone().or_none())
}

fn set_cause(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    let value = linked(cx, value, "cause")?;
    let payload = this.get_mut(cx);
    payload.suppress_context = true;
    let old = std::mem::replace(&mut payload.cause, value);
    drop(old);
    Ok(())
}

fn get_suppress(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(Value::bool(receiver(cx, this)?.get(cx).suppress_context))
}

fn set_suppress(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    match value {
        Value::Bool(truth) => {
            this.get_mut(cx).suppress_context = truth != 0;
            Ok(())
        }
        Value::Empty => Err(cx.type_error("can't delete numeric/char attribute")),
        _ => Err(cx.type_error("attribute value type must be bool")),
    }
}
