//! `print`, `input` and `open`.

use vm::heap::Obj;
use vm::names::Names;
use vm::native::Args;
use vm::objects::Str;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value};

use super::attributes::of_sys;
use super::iteration::keywords;

/// A separator or end: text, or `None` for the default.
fn piece(cx: &mut Context, value: Value, name: &str, default: u8) -> PyResult<Obj<Str>> {
    match &value {
        Value::Empty | Value::None => Ok(cx.interp_ref().singletons.ascii[usize::from(default)].clone()),
        value => {
            if let Some(text) = value.as_ref().and_then(|object| object.downcast::<Str>()) {
                return Ok(text.clone());
            }
            let got = cx.type_name(value);
            Err(cx.type_error(format!("{name} must be None or a string, not {got}")))
        }
    }
}

/// Where `print` writes to.
enum Sink {
    /// A text file, whose `write` need not be looked up.
    Text(crate::io::text::This),
    /// The `write` of anything else.
    Method(Value),
}

impl Sink {
    fn of(cx: &mut Context, file: &Value) -> PyResult<Sink> {
        if let Some(text) = crate::io::text::exact(cx, file) {
            return Ok(Sink::Text(text));
        }
        let name = cx.names().write.clone();
        cx.get_attr(file, &name).map(Sink::Method)
    }

    fn write(&self, cx: &mut Context, text: &Obj<Str>) -> PyResult<()> {
        match self {
            Sink::Text(file) => crate::io::text::write_text(cx, file, text).map(drop),
            Sink::Method(write) => cx.call(write, &[text.value()]).map(drop),
        }
    }
}

pub(super) fn print(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let [sep, end, mut file, flush] = keywords(cx, args, "print", ["sep", "end", "file", "flush"])?;
    let count = args.positional_count();
    if file.is_none() || file.is_empty() {
        match of_sys(cx, |names| &names.stdout) {
            Some(Value::None) => return Ok(Value::None),
            Some(stdout) => file = stdout,
            None => return Err(cx.runtime_error("lost sys.stdout")),
        }
    }
    let sep = piece(cx, sep, "sep", b' ')?;
    let end = piece(cx, end, "end", b'\n')?;
    let sink = Sink::of(cx, &file)?;
    for index in 0..count {
        if index > 0 {
            sink.write(cx, &sep)?;
        }
        let value = args.values[index].take();
        let text = cx.str(&value)?;
        sink.write(cx, &text)?;
    }
    sink.write(cx, &end)?;
    if !flush.is_empty() && cx.truth(&flush)? {
        let name = cx.names().flush.clone();
        cx.call_method(&file, &name, &[])?;
    }
    Ok(Value::None)
}

pub(super) fn input(cx: &mut Context, prompt: Option<Value>) -> PyResult<Value> {
    let mut streams = [const { Value::Empty }; 3];
    let names: [fn(&Names) -> &Obj<Str>; 3] =
        [|names| &names.stdin, |names| &names.stdout, |names| &names.stderr];
    for (stream, name) in streams.iter_mut().zip(names) {
        *stream = match of_sys(cx, name) {
            Some(found) if !found.is_none() => found,
            _ => {
                let name = name(cx.names()).to_string_lossy();
                return Err(cx.runtime_error(format!("lost sys.{name}")));
            }
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
