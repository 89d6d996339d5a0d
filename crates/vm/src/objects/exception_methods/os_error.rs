//! `OSError`: the class follows from the error number, and the arguments are taken apart.

use text::wtf8::Wtf8Buf;

use super::{class_argument, fields, init_arguments, receiver, refuse_keywords, replace_args};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::exception::{self, ExceptionKind};
use crate::objects::{Exception, Native, Str, Type};
use crate::{Context, PyResult, Value, method};

/// Field of `errno`.
pub const ERRNO: usize = 0;
/// Field of `strerror`.
pub const STRERROR: usize = 1;
/// Field of `filename`.
pub const FILENAME: usize = 2;
/// Field of `filename2`.
pub const FILENAME2: usize = 3;
/// Field of `characters_written`.
pub const CHARACTERS_WRITTEN: usize = 4;

/// Methods of `OSError`.
pub static OS_ERROR_METHODS: &[Row] = &[
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
    method!("__str__", "($self, /)", "Return str(self).", str),
    method!("__reduce__", "($self, /)", "", reduce),
];

/// Attributes of `OSError`.
pub static OS_ERROR_ATTRIBUTES: &[Attribute] = &[
    fields::attribute::<ERRNO>("errno", "POSIX exception code"),
    fields::attribute::<STRERROR>("strerror", "exception strerror"),
    fields::attribute::<FILENAME>("filename", "exception filename"),
    fields::attribute::<FILENAME2>("filename2", "second exception filename"),
    Attribute { name: "characters_written", doc: "", get: get_written, set: Some(set_written) },
];

/// The class for an error number (Linux); `OSError` itself for most.
pub fn class_of_errno(errno: i64) -> ExceptionKind {
    use ExceptionKind as Kind;
    match errno {
        1 | 13 => Kind::PermissionError,
        2 => Kind::FileNotFoundError,
        3 => Kind::ProcessLookupError,
        4 => Kind::InterruptedError,
        10 => Kind::ChildProcessError,
        11 | 114 | 115 => Kind::BlockingIOError,
        17 => Kind::FileExistsError,
        20 => Kind::NotADirectoryError,
        21 => Kind::IsADirectoryError,
        32 | 108 => Kind::BrokenPipeError,
        103 => Kind::ConnectionAbortedError,
        104 => Kind::ConnectionResetError,
        110 => Kind::TimeoutError,
        111 => Kind::ConnectionRefusedError,
        _ => Kind::OSError,
    }
}

/// Whether the attribute that a class has under a name is the one in the table above.
fn is_ours(cx: &mut Context, class: &Obj<Type>, name: &str) -> bool {
    let name = cx.intern(name);
    let ours = cx.interp_ref().exception(ExceptionKind::OSError).clone();
    let own = ours.lookup(cx, &name);
    match (class.lookup(cx, &name), own) {
        (Some(found), Some(own)) => match (&found, &own) {
            (Value::Ref(found), Value::Ref(own)) => {
                found.is(own)
                    || found.downcast::<Native>().is_some_and(|found| {
                        own.downcast::<Native>().is_some_and(|own| std::ptr::eq(found.row, own.row))
                    })
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether the arguments are read by `__init__`: so for a class that overrides it and leaves `__new__` alone,
/// because its arguments may be of another kind.
fn reads_in_init(cx: &mut Context, class: &Obj<Type>) -> bool {
    !is_ours(cx, class, "__init__") && is_ours(cx, class, "__new__")
}

fn new(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let mut class = class_argument(cx, args)?;
    if reads_in_init(cx, &class) {
        let empty = cx.interp_ref().singletons.empty_tuple.clone();
        return Ok(exception::allocate(cx, &class, empty).into());
    }
    refuse_keywords(cx, args, &class)?;
    let count = args.positional_count();
    let items: Vec<Value> = args.values[1..count].iter_mut().map(Value::take).collect();
    if class.is(cx.interp_ref().exception(ExceptionKind::OSError))
        && (2..=5).contains(&items.len())
        && let Some(errno) = items[0].as_int().and_then(|number| number.to_i64())
    {
        class = cx.interp_ref().exception(class_of_errno(errno)).clone();
    }
    let empty = cx.interp_ref().singletons.empty_tuple.clone();
    let this = exception::allocate(cx, &class, empty);
    take_apart(cx, &this, items)?;
    Ok(this.into())
}

fn init(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    if reads_in_init(cx, &class) {
        refuse_keywords(cx, args, &class)?;
        take_apart(cx, &this, items)?;
    }
    Ok(Value::None)
}

/// Sets the fields from the arguments: `(errno, strerror[, filename[, winerror[, filename2]]])`.
pub(super) fn take_apart(cx: &mut Context, this: &Obj<Exception>, mut items: Vec<Value>) -> PyResult<()> {
    if (2..=5).contains(&items.len()) {
        let mut values = vec![items[0].clone(), items[1].clone(), Value::Empty, Value::Empty, Value::Empty];
        let filename = items.get(2).filter(|name| !name.is_none()).cloned();
        let filename2 = items.get(4).filter(|name| !name.is_none()).cloned();
        if let Some(filename) = filename {
            let blocking = cx.interp_ref().exception(ExceptionKind::BlockingIOError).clone();
            let is_number = matches!(filename, Value::Int(_) | Value::Bool(_)) || filename.as_int().is_some();
            if cx.is_instance(&this.value(), &blocking) && is_number {
                values[CHARACTERS_WRITTEN] = Value::Int(cx.index_i64(&filename)?);
            } else {
                values[FILENAME] = filename;
                values[FILENAME2] = filename2.unwrap_or_default();
                items.truncate(2);
            }
        }
        this.set_fields(cx, values);
    }
    replace_args(cx, this, items);
    Ok(())
}

fn str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let [errno, strerror, filename, filename2] =
        [ERRNO, STRERROR, FILENAME, FILENAME2].map(|index| this.field(cx, index));
    if filename.is_empty() && (errno.is_empty() || strerror.is_empty()) {
        return super::str(cx, this);
    }
    let mut text = Wtf8Buf::new();
    text.push_str("[Errno ");
    text.push_wtf8(cx.str(&errno.or_none())?.wtf8());
    text.push_str("] ");
    text.push_wtf8(cx.str(&strerror.or_none())?.wtf8());
    if !filename.is_empty() {
        text.push_str(": ");
        text.push_wtf8(cx.repr(&filename)?.wtf8());
        if !filename2.is_empty() {
            text.push_str(" -> ");
            text.push_wtf8(cx.repr(&filename2)?.wtf8());
        }
    }
    Ok(cx.new_wtf8(text.as_wtf8()))
}

fn reduce(cx: &mut Context, this: Obj<Exception>) -> Value {
    let (filename, filename2) = (this.field(cx, FILENAME), this.field(cx, FILENAME2));
    let mut args = this.get(cx).args.clone();
    if args.items().len() == 2 && !filename.is_empty() {
        let mut items = args.items().to_vec();
        items.push(filename);
        if !filename2.is_empty() {
            items.extend([Value::None, filename2]);
        }
        args = cx.new_tuple(items);
    }
    let class = cx.type_of(&this.value()).value();
    let mut parts = vec![class, args.into()];
    parts.extend(super::own_attributes(cx, &this).map(Value::from));
    cx.tuple_value(parts)
}

fn get_written(cx: &mut Context, this: &Value) -> PyResult<Value> {
    match receiver(cx, this)?.field(cx, CHARACTERS_WRITTEN) {
        Value::Empty => Err(cx.attribute_error("characters_written")),
        count => Ok(count),
    }
}

fn set_written(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    if value.is_empty() && this.field(cx, CHARACTERS_WRITTEN).is_empty() {
        return Err(cx.attribute_error("characters_written"));
    }
    let value = if value.is_empty() { value } else { Value::Int(cx.index_i64(&value)?) };
    this.set_field(cx, CHARACTERS_WRITTEN, value);
    Ok(())
}
