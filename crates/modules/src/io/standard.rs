//! `sys.stdin`, `sys.stdout`, `sys.stderr`: how they are made, and flushed when the interpreter ends.

use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value};

use super::text::{NewlineMode, TextOptions};
use super::{DEFAULT_BUFFER_SIZE, buffered, call, file, text};

/// What the environment says about the three files.
struct Wishes {
    encoding: Option<String>,
    errors: Option<String>,
    unbuffered: bool,
}

impl Wishes {
    fn of(cx: &Context) -> Wishes {
        let settings = &cx.interp_ref().settings;
        let flag = |name: &str| settings.flags.iter().any(|(known, value)| *known == name && *value != 0);
        let mut wishes =
            Wishes { encoding: None, errors: None, unbuffered: settings.unbuffered || flag("unbuffered") };
        if flag("ignore_environment") || flag("isolated") {
            return wishes;
        }
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        wishes.unbuffered |= variable("PYTHONUNBUFFERED").is_some();
        if let Some(value) = variable("PYTHONIOENCODING") {
            let (encoding, errors) = value.split_once(':').unwrap_or((&value, ""));
            wishes.encoding = Some(encoding.to_string()).filter(|text| !text.is_empty());
            wishes.errors = Some(errors.to_string()).filter(|text| !text.is_empty());
        }
        wishes
    }
}

/// `[sys.stdin, sys.stdout, sys.stderr]`; `None` for those whose descriptor is not open.
pub fn standard_streams(cx: &mut Context) -> PyResult<[Value; 3]> {
    let wishes = Wishes::of(cx);
    let [stdin, stdout, stderr] = cx.interp_ref().settings.stdio;
    Ok([
        stream(cx, &wishes, stdin, "<stdin>", "r")?,
        stream(cx, &wishes, stdout, "<stdout>", "w")?,
        stream(cx, &wishes, stderr, "<stderr>", "w")?,
    ])
}

fn stream(cx: &mut Context, wishes: &Wishes, number: i32, name: &str, mode: &str) -> PyResult<Value> {
    let writes = mode == "w";
    let is_error = name == "<stderr>";
    let raw = match file::open_file(cx, &Value::Int(i64::from(number)), mode, false, None) {
        Ok(raw) => raw,
        Err(raised) if cx.is_exception(&raised, ExceptionKind::OSError) => return Ok(Value::None),
        Err(raised) => return Err(raised),
    };
    let shown = cx.str_value(name);
    file::set_name(cx, &raw, shown)?;
    let raw = raw.value();
    let terminal = super::base::is_terminal(cx, &raw)?;
    let unbuffered = wishes.unbuffered && writes;
    let buffer = match (unbuffered, writes) {
        (true, _) => raw,
        (false, true) => buffered::make(cx, &buffered::WRITER, raw, DEFAULT_BUFFER_SIZE)?,
        (false, false) => buffered::make(cx, &buffered::READER, raw, DEFAULT_BUFFER_SIZE)?,
    };
    let errors = match (is_error, &wishes.errors, &wishes.encoding) {
        (true, ..) => "backslashreplace".to_string(),
        (false, Some(errors), _) => errors.clone(),
        (false, None, Some(_)) => "strict".to_string(),
        (false, None, None) => "surrogateescape".to_string(),
    };
    // Line endings are left alone.
    let newline = Some(cx.str_value("\n"));
    let options = TextOptions {
        encoding: wishes.encoding.clone(),
        errors,
        newline: NewlineMode::parse(cx, newline, "open", false)?,
        line_buffering: !unbuffered && (terminal || is_error),
        write_through: unbuffered,
    };
    let made = text::make(cx, buffer, options)?.value();
    let key = cx.names().mode.clone();
    let mode = cx.str_value(mode);
    cx.set_attr(&made, &key, mode)?;
    Ok(made)
}

/// Flushes `sys.stdout` and `sys.stderr` when the interpreter ends. False if what was written could not be
/// stored, which is then reported.
pub fn flush_standard(cx: &mut Context) -> bool {
    let mut stored = true;
    for name in [cx.names().stdout.clone(), cx.names().stderr.clone()] {
        let namespace = cx.interp_ref().sys.clone();
        let Some(stream) = vm::objects::dict::get_str(cx, &namespace, &name) else { continue };
        if stream.is_none() || is_closed(cx, &stream) {
            continue;
        }
        if let Err(raised) = call(cx, &stream, "flush", &[]) {
            // Nobody could read a complaint about the file for complaints.
            if name.as_str() == Some("stdout") {
                cx.report_unraisable(raised, "Exception ignored while flushing sys.stdout", &Value::Empty);
                stored = false;
            }
        }
    }
    stored
}

/// Whether the file is closed; what does not say counts as open.
fn is_closed(cx: &mut Context, stream: &Value) -> bool {
    let key = cx.intern("closed");
    match cx.lookup_attr(stream, &key) {
        Ok(Some(answer)) => cx.truth(&answer).unwrap_or(false),
        _ => false,
    }
}
