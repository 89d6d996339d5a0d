//! The last lines of a report: class and text of the exception, its notes, the place of a syntax error.

use super::suggest;
use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::exception_methods::syntax_error as syntax;
use crate::objects::{Exception, Kind, Str};
use crate::{Context, Value};

/// The class's name as reports show it: with its module, unless that is `builtins` or `__main__`.
fn class_name(cx: &mut Context, exception: &Obj<Exception>) -> String {
    let class = cx.type_of(&exception.value());
    let name = class.get(cx).qualname.to_string_lossy();
    let module = cx.names().__module__.clone();
    match cx.attr_or_absent(&class.value(), &module) {
        Ok(Some(Value::Ref(object))) => match object.downcast::<Str>().map(|module| module.to_string_lossy())
        {
            Some(module) if module == "builtins" || module == "__main__" => name,
            Some(module) => format!("{module}.{name}"),
            None => format!("<unknown>.{name}"),
        },
        _ => name,
    }
}

/// `str()` of something, or words in its place when that fails.
fn safe_text(cx: &mut Context, value: &Value, what: &str) -> String {
    cx.str_text(value).unwrap_or_else(|_| format!("<{what} str() failed>"))
}

/// Class and text, without suggestions.
pub fn plain_line(cx: &mut Context, exception: &Obj<Exception>) -> String {
    let name = class_name(cx, exception);
    let text = safe_text(cx, &exception.value(), "exception");
    format!("{name}: {text}\n")
}

/// The lines below the traceback.
pub fn last_lines(cx: &mut Context, exception: &Obj<Exception>) -> Vec<String> {
    let name = class_name(cx, exception);
    let mut lines = Vec::new();
    let syntax_error = cx.interp_ref().exception(ExceptionKind::SyntaxError).clone();
    if cx.is_instance(&exception.value(), &syntax_error) {
        syntax_lines(cx, exception, &name, &mut lines);
    } else {
        let mut text = safe_text(cx, &exception.value(), "exception");
        text.push_str(&suggest::hint(cx, exception));
        lines.push(if text.is_empty() { format!("{name}\n") } else { format!("{name}: {text}\n") });
    }
    notes(cx, exception, &mut lines);
    lines
}

fn notes(cx: &mut Context, exception: &Obj<Exception>, lines: &mut Vec<String>) {
    let name = cx.names().__notes__.clone();
    let notes = match cx.attr_or_absent(&exception.value(), &name) {
        Ok(Some(notes)) if !notes.is_none() => notes,
        Ok(_) => return,
        Err(raised) => {
            let shown = cx.repr_text(&raised.value()).unwrap_or_default();
            lines.push(format!("Ignored error getting __notes__: {shown}\n"));
            return;
        }
    };
    let is_sequence = notes.as_ref().is_some_and(|object| matches!(object.kind(), Kind::List | Kind::Tuple));
    let items = if is_sequence { cx.collect(&notes).ok() } else { None };
    match items {
        Some(items) => {
            for note in items {
                let text = safe_text(cx, &note, "note");
                lines.extend(text.split('\n').map(|line| format!("{line}\n")));
            }
        }
        None => {
            let shown = cx.repr_text(&notes).unwrap_or_else(|_| String::from("<__notes__ repr() failed>"));
            lines.push(format!("{shown}\n"));
        }
    }
}

/// A syntax error shows its own place.
fn syntax_lines(cx: &mut Context, exception: &Obj<Exception>, name: &str, lines: &mut Vec<String>) {
    let field = |cx: &Context, index| exception.field(cx, index).or_none();
    let (file, line) = (field(cx, syntax::FILENAME), field(cx, syntax::LINE));
    let mut suffix = String::new();
    if !line.is_none() {
        let file = if file.is_none() { String::from("<string>") } else { safe_text(cx, &file, "filename") };
        let line = safe_text(cx, &line, "lineno");
        lines.push(format!("  File \"{file}\", line {line}\n"));
    } else if !file.is_none() {
        suffix = format!(" ({})", safe_text(cx, &file, "filename"));
    }
    let typo = syntax::typo(cx, exception);
    let text = field(cx, syntax::TEXT);
    if let Some(text) = text.as_ref().and_then(|object| object.downcast::<Str>()) {
        let text = text.to_string_lossy();
        let number = |cx: &Context, index| field(cx, index).as_int().map(|number| number.to_i64_clipped());
        let (line, mut end_line) = (number(cx, syntax::LINE), number(cx, syntax::END_LINE));
        let (mut offset, mut end) = (number(cx, syntax::OFFSET), number(cx, syntax::END_OFFSET));
        if let Some((_, first, last)) = &typo {
            (offset, end, end_line) = (Some(*first), Some(*last), line);
        }
        marked_line(&text, line, end_line, offset, end, lines);
    }
    let message = syntax::message(cx, exception);
    let message = match typo {
        Some((text, ..)) => text,
        None => shown_message(cx, &message),
    };
    lines.push(format!("{name}: {message}{suffix}\n"));
}

fn shown_message(cx: &mut Context, message: &Value) -> String {
    match safe_text(cx, message, "msg") {
        _ if message.is_none() => String::from("<no detail available>"),
        text if text.is_empty() => String::from("<no detail available>"),
        text => text,
    }
}

fn marked_line(
    text: &str,
    line: Option<i64>,
    end_line: Option<i64>,
    offset: Option<i64>,
    end: Option<i64>,
    lines: &mut Vec<String>,
) {
    let whole = text.trim_end_matches('\n');
    let shown = whole.trim_start_matches([' ', '\n', '\x0c']);
    let removed = (whole.chars().count() - shown.chars().count()) as i64;
    let Some(mut offset) = offset else {
        lines.push(format!("    {shown}\n"));
        return;
    };
    let mut end = if line == end_line {
        end.filter(|end| *end != 0).unwrap_or(offset)
    } else {
        whole.chars().count() as i64 + 1
    };
    let length = text.chars().count() as i64;
    if !text.is_empty() && offset > length {
        offset = length;
    }
    if !text.is_empty() && end > length {
        end = length;
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let (start, end) = (offset - 1 - removed, end - 1 - removed);
    lines.push(format!("    {shown}\n"));
    if start >= 0 {
        // Tabs stay tabs, so that the markers stand under what they mark.
        let space: String =
            shown.chars().take(start as usize).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        let markers = "^".repeat((end - start).max(0) as usize);
        lines.push(format!("    {space}{markers}\n"));
    }
}
