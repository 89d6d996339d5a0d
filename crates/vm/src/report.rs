//! Printing exceptions: what is written to `sys.stderr` when nobody catches one, to the letter as CPython 3.14.
//!
//! ```text
//! Traceback (most recent call last):           entries ([`traceback`]), source lines from [`source`]
//!   File "shop.py", line 7, in <module>
//!     print(total(basket))
//!           ~~~~~^^^^^^^^
//! NameError: name 'totl' is not defined. …     last lines ([`message`]), guesses ([`suggest`])
//! ```
//!
//! Chained exceptions and groups are arranged in [`chain`]. The `traceback` module of the library is another,
//! for programs; it is not used here.

pub mod chain;
pub mod message;
pub mod source;
pub mod suggest;
pub mod traceback;

pub use source::register_source;

use std::io::Write;

use gil::Cause;

use crate::heap::Obj;
use crate::objects::exception_methods::control::exit_code;
use crate::objects::{Exception, dict};
use crate::{Context, PyResult, Value};

/// The lines that show an exception with everything that belongs to it; each piece ends with a newline.
pub fn format_exception(cx: &mut Context, exception: &Obj<Exception>) -> Vec<String> {
    let shown = chain::Shown::collect(cx, exception);
    let mut pieces = Vec::new();
    shown.format(&mut chain::Margin::default(), &mut pieces);
    pieces
}

/// Prints an exception with everything that belongs to it to `sys.stderr`.
pub fn print_exception(cx: &mut Context, exception: &Obj<Exception>) {
    let text = format_exception(cx, exception).concat();
    write_stderr(cx, &text);
}

/// The short form for exceptions that cannot be raised: entries without markers, one line for the exception.
pub fn plain_report(cx: &mut Context, exception: &Obj<Exception>) -> String {
    let mut text = String::new();
    let entries = traceback::entries(cx, &exception.get(cx).traceback.clone());
    if !entries.is_empty() {
        text.push_str("Traceback (most recent call last):\n");
        let plain: Vec<_> = entries.into_iter().map(traceback::Entry::without_columns).collect();
        text.push_str(&traceback::format(&plain).concat());
    }
    text.push_str(&message::plain_line(cx, exception));
    text
}

/// `sys.excepthook(type, value, traceback)` as it is at the start.
pub fn excepthook(cx: &mut Context, value: &Value, given: Value) {
    if let Some(exception) = value.as_ref().and_then(|object| object.downcast::<Exception>()).cloned()
        && exception.get(cx).traceback.is_empty()
        && !given.is_none()
    {
        exception.get_mut(cx).traceback = given;
    }
    let text = shown(cx, value);
    write_stderr(cx, &text);
}

/// What is shown of a value in the place of an exception.
fn shown(cx: &mut Context, value: &Value) -> String {
    if value.is_none() {
        return "NoneType: None\n".to_string();
    }
    match value.as_ref().and_then(|object| object.downcast::<Exception>()).cloned() {
        Some(exception) => format_exception(cx, &exception).concat(),
        None => {
            let name = cx.type_name(value);
            format!("TypeError: print_exception(): Exception expected for value, {name} found\n")
        }
    }
}

/// Shows an exception to whoever looks at `sys.stderr`; when the program has set that to `None`, at the stream of
/// the start; when it has deleted it, in the short form, on `otherwise`.
pub fn display(cx: &mut Context, value: &Value, otherwise: &Value) {
    let exception = value.as_ref().and_then(|object| object.downcast::<Exception>()).cloned();
    let (file, text) = match (stderr(cx), exception) {
        (None, Some(exception)) => (Some(otherwise.clone()), plain_report(cx, &exception)),
        (None, None) => (Some(otherwise.clone()), shown(cx, value)),
        (Some(Value::None), _) => {
            let name = cx.intern("__stderr__");
            let sys = cx.interp_ref().sys.clone();
            (dict::get_str(cx, &sys, &name).filter(|file| !file.is_none()), shown(cx, value))
        }
        (file, _) => (file, shown(cx, value)),
    };
    if let Some(file) = file
        && write_to(cx, &file, &text).is_err()
    {
        write_process_stderr(cx, &text);
    }
}

/// What happens to an exception that reaches the top: `sys.excepthook` prints it.
pub fn report_uncaught(cx: &mut Context, exception: &Obj<Exception>) {
    flush(cx, "stdout");
    let names = cx.names();
    let (hook, last_exc) = (names.excepthook.clone(), names.last_exc.clone());
    let (last_type, last_value, last_traceback) =
        (names.last_type.clone(), names.last_value.clone(), names.last_traceback.clone());
    let sys = cx.interp_ref().sys.clone();
    let value = exception.value();
    let class = cx.type_of(&value).value();
    let traceback = exception.get(cx).traceback.clone().or_none();
    for (name, value) in
        [(last_exc, &value), (last_type, &class), (last_value, &value), (last_traceback, &traceback)]
    {
        dict::set_str(cx, &sys, &name, value.clone());
    }
    let Some(hook) = dict::get_str(cx, &sys, &hook) else {
        write_stderr(cx, "sys.excepthook is missing\n");
        print_exception(cx, exception);
        return;
    };
    if let Err(second) = cx.call(&hook, &[class, value, traceback]) {
        write_stderr(cx, "Error in sys.excepthook:\n");
        print_exception(cx, &second.0);
        write_stderr(cx, "\nOriginal exception was:\n");
        print_exception(cx, exception);
    }
}

/// The exit status for a `SystemExit` that nobody catches; a code that is no number is printed.
pub fn handle_system_exit(cx: &mut Context, exception: &Obj<Exception>) -> i32 {
    let code = exit_code(cx, exception);
    if code.is_none() {
        return 0;
    }
    if let Some(number) = code.as_int() {
        // What does not fit the C type becomes -1 there, and of that the system keeps eight bits.
        return number.to_i64().map_or(-1, |number| number as i32) & 0xff;
    }
    flush(cx, "stdout");
    // A code that cannot be shown still is a failure.
    let text = cx.str_text(&code).unwrap_or_default() + "\n";
    if matches!(stderr(cx), Some(Value::None)) {
        write_process_stderr(cx, &text);
    } else {
        write_stderr(cx, &text);
    }
    1
}

/// `sys.stderr`, if it is there.
pub fn stderr(cx: &mut Context) -> Option<Value> {
    let name = cx.names().stderr.clone();
    let sys = cx.interp_ref().sys.clone();
    dict::get_str(cx, &sys, &name)
}

/// Writes to `sys.stderr`, or, when there is none or it fails, to the process' standard error.
pub fn write_stderr(cx: &mut Context, text: &str) {
    match stderr(cx) {
        Some(Value::None) => {}
        Some(file) => {
            if write_to(cx, &file, text).is_err() {
                write_process_stderr(cx, text);
            }
        }
        None => write_process_stderr(cx, text),
    }
}

/// The same, but what `sys.stderr` does not take is lost.
pub fn write_stderr_or_nowhere(cx: &mut Context, text: &str) {
    match stderr(cx) {
        Some(Value::None) => {}
        // What is wrong with it would be reported there.
        Some(file) => drop(write_to(cx, &file, text)),
        None => write_process_stderr(cx, text),
    }
}

fn write_to(cx: &mut Context, file: &Value, text: &str) -> PyResult<()> {
    let write = cx.names().write.clone();
    let text = cx.str_value(text);
    cx.call_method(file, &write, &[text])?;
    let flush = cx.names().flush.clone();
    if let Some(method) = cx.attr_or_absent(file, &flush)? {
        cx.call(&method, &[])?;
    }
    Ok(())
}

fn write_process_stderr(cx: &mut Context, text: &str) {
    let bytes = text.as_bytes();
    // Nobody is left to be told when this fails.
    let _ = cx.blocking(Cause::Io, || std::io::stderr().write_all(bytes));
}

/// Flushes a standard stream, so that output stands in the order in which it was made.
fn flush(cx: &mut Context, stream: &str) {
    let name = cx.intern(stream);
    let flush = cx.names().flush.clone();
    let sys = cx.interp_ref().sys.clone();
    if let Some(file) = dict::get_str(cx, &sys, &name).filter(|file| !file.is_none()) {
        // An error in it will show when the stream is closed.
        let _ = cx.call_method(&file, &flush, &[]);
    }
}
