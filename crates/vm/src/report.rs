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
    let Some(exception) = value.as_ref().and_then(|object| object.downcast::<Exception>()).cloned() else {
        let name = cx.type_name(value);
        let text = format!("TypeError: print_exception(): Exception expected for value, {name} found\n");
        write_stderr(cx, &text);
        return;
    };
    if exception.get(cx).traceback.is_empty() && !given.is_none() && !given.is_empty() {
        exception.get_mut(cx).traceback = given;
    }
    print_exception(cx, &exception);
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
    let text = cx.str_text(&code).unwrap_or_default();
    write_stderr(cx, &format!("{text}\n"));
    1
}

/// Writes to `sys.stderr`, or, when there is none or it fails, to the process' standard error.
pub fn write_stderr(cx: &mut Context, text: &str) {
    let name = cx.names().stderr.clone();
    let sys = cx.interp_ref().sys.clone();
    match dict::get_str(cx, &sys, &name) {
        Some(Value::None) => {}
        Some(file) => {
            if write_to(cx, &file, text).is_err() {
                write_process_stderr(cx, text);
            }
        }
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
