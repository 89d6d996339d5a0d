//! How the interpreter raises exceptions that carry more than a message, and reports those nobody can catch.

use super::{names, os_error as os, unicode_error};
use crate::heap::Obj;
use crate::objects::exception::{self, ExceptionKind};
use crate::objects::table::Table;
use crate::objects::{Native, Str, dict};
use crate::{Context, PyResult, Raised, Value};

/// An `AttributeError` that knows its object and the name, for suggestions.
#[cold]
pub fn attribute_error(cx: &mut Context, message: String, object: &Value, name: &Obj<Str>) -> Raised {
    let message = cx.str_value(&message);
    let exception = exception::new(cx, ExceptionKind::AttributeError, vec![message]);
    exception.set_fields(cx, vec![name.value(), object.clone()]);
    Raised(exception)
}

/// What comes out of a lookup, if that has failed: an `AttributeError` knows the object and the name, unless whoever
/// raised it has said.
#[cold]
pub fn about_attribute(cx: &mut Context, raised: Raised, object: &Value, name: &Obj<Str>) -> Raised {
    if cx.is_exception(&raised, ExceptionKind::AttributeError)
        && [names::NAME, names::OBJECT].iter().all(|&field| raised.0.field(cx, field).or_none().is_none())
    {
        raised.0.set_fields(cx, vec![name.value(), object.clone()]);
    }
    raised
}

/// A `NameError` (or, for `UnboundLocalError`, see [`Context::error`]) that knows the name.
#[cold]
pub fn name_error(cx: &mut Context, message: &str, name: &Obj<Str>) -> Raised {
    let message = cx.str_value(message);
    let exception = exception::new(cx, ExceptionKind::NameError, vec![message]);
    exception.set_field(cx, names::NAME, name.value());
    Raised(exception)
}

/// An `ImportError` or `ModuleNotFoundError`. Values that are not known are `None`.
#[cold]
pub fn import_error(
    cx: &mut Context,
    kind: ExceptionKind,
    message: &str,
    name: Value,
    path: Value,
    name_from: Value,
) -> Raised {
    let message = cx.str_value(message);
    let exception = exception::new(cx, kind, vec![message.clone()]);
    exception.set_fields(cx, vec![message, name, path, name_from]);
    Raised(exception)
}

/// The `OSError` for a failed system call; `filename` is empty when no file is concerned.
#[cold]
pub fn os_error(cx: &mut Context, error: &std::io::Error, filename: Value) -> Raised {
    match error.raw_os_error() {
        Some(errno) => errno_error(cx, errno, filename),
        None => {
            let message = error.to_string();
            cx.error(ExceptionKind::OSError, message)
        }
    }
}

/// The same for an error number.
#[cold]
pub fn errno_error(cx: &mut Context, errno: i32, filename: Value) -> Raised {
    let number = Value::Int(i64::from(errno));
    let text = std::io::Error::from_raw_os_error(errno).to_string();
    // The standard library appends the number, as in "No such file or directory (os error 2)".
    let text = text.rsplit_once(" (os error").map_or(text.as_str(), |(text, _)| text);
    let message = cx.str_value(text);
    let kind = os::class_of_errno(i64::from(errno));
    let exception = exception::new(cx, kind, vec![number.clone(), message.clone()]);
    let filename = if filename.is_none() { Value::Empty } else { filename };
    exception.set_fields(cx, vec![number, message, filename]);
    Raised(exception)
}

/// The exception for an error of the `text` crate. Errors of codecs lack the object; see [`unicode_problem`].
#[cold]
pub fn from_text_error(cx: &mut Context, kind: ExceptionKind, error: text::error::PyError) -> Raised {
    let message = error.message;
    if kind == ExceptionKind::MemoryError && message.is_empty() {
        return cx.error_with(kind, Vec::new());
    }
    match error.kind {
        text::ErrorKind::UnicodeEncode(problem) | text::ErrorKind::UnicodeDecode(problem) => {
            unicode_problem(cx, kind, &problem, Value::Empty)
        }
        _ => cx.error(kind, message),
    }
}

/// A `UnicodeEncodeError` or `UnicodeDecodeError` about `object`.
#[cold]
pub fn unicode_problem(
    cx: &mut Context,
    kind: ExceptionKind,
    problem: &text::error::UnicodeProblem,
    object: Value,
) -> Raised {
    let values = vec![
        cx.str_value(problem.encoding),
        object,
        Value::Int(problem.start as i64),
        Value::Int(problem.end as i64),
        cx.str_value(&problem.reason),
    ];
    let args = values.iter().map(|value| value.clone().or_none()).collect();
    let exception = exception::new(cx, kind, args);
    debug_assert_eq!(values.len(), unicode_error::REASON + 1, "I-9: one value a field");
    exception.set_fields(cx, values);
    Raised(exception)
}

/// Hands an exception that cannot be raised to `sys.unraisablehook`, or prints it as the default one does.
/// `message` says what was being done, `object` with what.
#[cold]
pub fn report_unraisable(cx: &mut Context, raised: Raised, message: &str, object: &Value) {
    if raised.0.get(cx).traceback.is_empty()
        && let Some(frame) = cx.frames().last()
    {
        let pc = frame.pc();
        crate::eval::unwind::add_traceback(cx, &raised.0, pc);
    }
    let mut text = message.to_string();
    if !object.is_empty() && !object.is_none() {
        text.push(' ');
        match cx.repr_text(object) {
            Ok(shown) => text.push_str(&shown),
            Err(_) => text.push_str("<object repr() failed>"),
        }
    }
    let name = cx.names().unraisablehook.clone();
    let hook = dict::get_str(cx, &cx.interp_ref().sys.clone(), &name);
    let Some(hook) = hook.filter(|hook| !is_native(hook)) else {
        print_unraisable(cx, &raised, &text, &Value::Empty);
        return;
    };
    let called = hook_arguments(cx, &raised, &text).and_then(|args| cx.call(&hook, &[args]));
    if let Err(second) = called {
        print_unraisable(cx, &second, "Exception ignored in sys.unraisablehook", &hook);
    }
}

fn is_native(hook: &Value) -> bool {
    hook.is_none() || hook.as_ref().is_some_and(|object| object.downcast::<Native>().is_some())
}

/// What a hook is called with: an object with five attributes.
fn hook_arguments(cx: &mut Context, raised: &Raised, message: &str) -> PyResult<Value> {
    let class = cx.types().type_.value();
    let name = cx.str_value("UnraisableHookArgs");
    let bases = cx.tuple_value(Vec::new());
    let namespace = cx.new_dict(Table::default()).into();
    let class = cx.call(&class, &[name, bases, namespace])?;
    let args = cx.call(&class, &[])?;
    let exception = raised.value();
    let values = [
        ("exc_type", cx.type_of(&exception).value()),
        ("exc_value", exception),
        ("exc_traceback", raised.0.get(cx).traceback.clone().or_none()),
        ("err_msg", if message.is_empty() { Value::None } else { cx.str_value(message) }),
        ("object", Value::None),
    ];
    for (name, value) in values {
        let name = cx.intern(name);
        cx.set_attr(&args, &name, value)?;
    }
    Ok(args)
}

/// What the default `sys.unraisablehook` prints: the message, the object, and the exception without the
/// markers, notes and chained exceptions of an ordinary report.
pub fn print_unraisable(cx: &mut Context, raised: &Raised, message: &str, object: &Value) {
    let mut text = String::from(if message.is_empty() { "Exception ignored in" } else { message });
    text.push(':');
    if !object.is_empty() && !object.is_none() {
        text.push(' ');
        match cx.repr_text(object) {
            Ok(shown) => text.push_str(&shown),
            Err(_) => text.push_str("<object repr() failed>"),
        }
    }
    text.push('\n');
    text.push_str(&crate::report::plain_report(cx, &raised.0));
    crate::report::write_stderr_or_nowhere(cx, &text);
}
