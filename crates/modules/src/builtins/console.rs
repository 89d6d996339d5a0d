//! `print`, `input` and `open`.

use vm::native::Args;
use vm::objects::Str;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value};

use super::attributes::of_sys;
use super::iteration::keywords;

/// A separator or end: text, or `None` for the default.
fn piece(cx: &mut Context, value: Value, name: &str, default: &str) -> PyResult<Value> {
    match &value {
        Value::Empty | Value::None => Ok(cx.intern(default).into()),
        Value::Ref(object) if object.downcast::<Str>().is_some() => Ok(value),
        _ => {
            let got = cx.type_name(&value);
            Err(cx.type_error(format!("{name} must be None or a string, not {got}")))
        }
    }
}

pub(super) fn print(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let [sep, end, mut file, flush] = keywords(cx, args, "print", ["sep", "end", "file", "flush"])?;
    let count = args.positional_count();
    if file.is_none() || file.is_empty() {
        match of_sys(cx, "stdout") {
            Some(Value::None) => return Ok(Value::None),
            Some(stdout) => file = stdout,
            None => return Err(cx.runtime_error("lost sys.stdout")),
        }
    }
    let sep = piece(cx, sep, "sep", " ")?;
    let end = piece(cx, end, "end", "\n")?;
    let name = cx.names().write.clone();
    let write = cx.get_attr(&file, &name)?;
    for index in 0..count {
        if index > 0 {
            cx.call(&write, std::slice::from_ref(&sep))?;
        }
        let value = args.values[index].take();
        let text = cx.str(&value)?;
        cx.call(&write, &[text.into()])?;
    }
    cx.call(&write, &[end])?;
    if !flush.is_empty() && cx.truth(&flush)? {
        let name = cx.names().flush.clone();
        cx.call_method(&file, &name, &[])?;
    }
    Ok(Value::None)
}

pub(super) fn input(cx: &mut Context, prompt: Option<Value>) -> PyResult<Value> {
    let mut streams = [const { Value::Empty }; 3];
    for (stream, name) in streams.iter_mut().zip(["stdin", "stdout", "stderr"]) {
        *stream = match of_sys(cx, name) {
            Some(found) if !found.is_none() => found,
            _ => return Err(cx.runtime_error(format!("input(): lost sys.{name}"))),
        };
    }
    let [stdin, stdout, stderr] = streams;
    let flush = cx.names().flush.clone();
    if let Some(method) = cx.attr_or_absent(&stderr, &flush)? {
        cx.call(&method, &[])?;
    }
    if let Some(prompt) = prompt {
        let text = cx.str(&prompt)?;
        let write = cx.names().write.clone();
        cx.call_method(&stdout, &write, &[text.into()])?;
    }
    if let Some(method) = cx.attr_or_absent(&stdout, &flush)? {
        cx.call(&method, &[])?;
    }
    let readline = cx.names().readline.clone();
    let line = cx.call_method(&stdin, &readline, &[])?;
    let Some(line) = line.as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
        let name = cx.type_name(&line);
        return Err(cx.type_error(format!("object.readline() returned non-string (type {name})")));
    };
    match line.items() {
        [] => Err(cx.error(ExceptionKind::EOFError, "EOF when reading a line")),
        [.., b'\n'] => Ok(cx.new_wtf8(line.wtf8().slice_bytes(0, line.items().len() - 1)).into()),
        _ => Ok(line.into()),
    }
}

/// `_io.open`, which is imported when the first file is opened.
pub(super) fn open(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let io = crate::importing::import_module(cx, "_io")?;
    let open = cx.get_attr_named(&io, "open")?;
    let values: Vec<Value> = args.values.iter_mut().map(Value::take).collect();
    cx.call_with_names(&open, &values, args.names.take())
}
