//! `ResourceWarning: unclosed file …`: what is said of a file that nobody has closed before it died. Whether it is
//! said is for the filters of `warnings`; as long as nobody has touched those, they are known and nothing is asked.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value};

use crate::importing::{import_module, in_modules};

/// What becomes of these warnings when the module `warnings` is gone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum AtEnd {
    /// It is still there: ask it.
    #[default]
    NotYet,
    Ignore,
    /// Each text once.
    Default,
    Always,
    Error,
}

#[derive(Default)]
struct State {
    at_end: Cell<AtEnd>,
    shown: RefCell<HashSet<String>>,
}

/// Whether anybody could want to know: the filters that there are at the start ignore this warning.
pub fn is_asked_for(cx: &mut Context) -> bool {
    match cx.interp_ref().extension::<State>().at_end.get() {
        AtEnd::NotYet => {}
        action => return action != AtEnd::Ignore,
    }
    !cx.interp_ref().settings.warn_options.is_empty() || matches!(in_modules(cx, "warnings"), Ok(Some(_)))
}

/// Settles what becomes of the warnings that are still to come: called before the modules go.
pub fn prepare_end(cx: &mut Context) {
    // Filters that make no sense have no effect any more.
    let action = if is_asked_for(cx) { action_at_end(cx).unwrap_or(AtEnd::Ignore) } else { AtEnd::Ignore };
    cx.interp_ref().extension::<State>().at_end.set(action);
}

fn action_at_end(cx: &mut Context) -> PyResult<AtEnd> {
    let warnings = import_module(cx, "warnings")?;
    let category = cx.interp_ref().exception(ExceptionKind::ResourceWarning).value();
    let (text, module) = (cx.str_value("unclosed file"), cx.str_value("sys"));
    let action = cx.call_method_named(&warnings, "_action", &[text, category, module, Value::Int(0)])?;
    Ok(match cx.str_text(&action)?.as_str() {
        "ignore" => AtEnd::Ignore,
        "error" => AtEnd::Error,
        "always" | "all" => AtEnd::Always,
        _ => AtEnd::Default,
    })
}

/// Warns that something that is its own file was not closed.
pub fn warn_of(cx: &mut Context, what: &str, source: &Value) {
    let warned = cx.repr_text(source).and_then(|shown| give(cx, &format!("{what} {shown}"), source));
    if let Err(raised) = warned {
        cx.report_unraisable(raised, "Exception ignored while finalizing socket", source);
    }
}

/// Warns that `source` was not closed; `file` is the raw file that it reads or writes.
pub fn warn(cx: &mut Context, file: &Value, source: &Value) {
    let warned = cx.repr_text(source).and_then(|shown| give(cx, &format!("unclosed file {shown}"), source));
    if let Err(raised) = warned {
        cx.report_unraisable(raised, "Exception ignored while finalizing file", file);
    }
}

fn give(cx: &mut Context, text: &str, source: &Value) -> PyResult<()> {
    let state = cx.interp_ref().extension::<State>();
    match state.at_end.get() {
        AtEnd::NotYet => {
            let warnings = import_module(cx, "warnings")?;
            let category = cx.interp_ref().exception(ExceptionKind::ResourceWarning).value();
            let text = cx.str_value(text);
            let args = [text, category, Value::Int(1), source.clone()];
            let warned = cx.call_method_named(&warnings, "warn", &args);
            if let Err(raised) = &warned {
                // It is the program's line that raises, not one of the library.
                raised.0.get_mut(cx).traceback = Value::Empty;
            }
            warned.map(drop)
        }
        AtEnd::Ignore => Ok(()),
        AtEnd::Error => Err(cx.error(ExceptionKind::ResourceWarning, text)),
        AtEnd::Default if !state.shown.borrow_mut().insert(text.to_owned()) => Ok(()),
        AtEnd::Default | AtEnd::Always => {
            vm::report::write_stderr(cx, &format!("<sys>:0: ResourceWarning: {text}\n"));
            Ok(())
        }
    }
}
