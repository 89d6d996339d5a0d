//! `open()`: which classes a mode asks for, and CPython's complaints about modes.

use vm::native::{Row, Truth};
use vm::objects::exception::ExceptionKind;
use vm::objects::{Str, TypeSpec};
use vm::{Context, Obj, PyResult, Value, function};

use super::arguments::given;
use super::base::{expect_str, is_terminal};
use super::text::{NewlineMode, TextOptions};
use super::{buffered, call, file, text};
use crate::posix::path::fspath;

/// What a mode says.
#[derive(Default)]
struct Mode {
    create: bool,
    read: bool,
    write: bool,
    append: bool,
    update: bool,
    binary: bool,
    text: bool,
}

impl Mode {
    fn parse(cx: &mut Context, mode: &Obj<Str>) -> PyResult<Mode> {
        let mut parsed = Mode::default();
        let invalid = |cx: &mut Context| {
            let shown = cx.repr_text(&mode.value())?;
            Err(cx.value_error(format!("invalid mode: {shown}")))
        };
        for letter in mode.to_string_lossy().chars() {
            let field = match letter {
                'x' => &mut parsed.create,
                'r' => &mut parsed.read,
                'w' => &mut parsed.write,
                'a' => &mut parsed.append,
                '+' => &mut parsed.update,
                'b' => &mut parsed.binary,
                't' => &mut parsed.text,
                _ => return invalid(cx),
            };
            if std::mem::replace(field, true) {
                return invalid(cx);
            }
        }
        Ok(parsed)
    }

    fn raw(&self) -> String {
        [(self.create, 'x'), (self.read, 'r'), (self.write, 'w'), (self.append, 'a'), (self.update, '+')]
            .into_iter()
            .filter_map(|(wanted, letter)| wanted.then_some(letter))
            .collect()
    }

    /// The class of buffer; `None` for a mode that can neither read nor write, which is refused elsewhere.
    fn buffer_class(&self) -> &'static TypeSpec {
        if self.update {
            &buffered::RANDOM
        } else if self.create || self.write || self.append {
            &buffered::WRITER
        } else {
            &buffered::READER
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "the parameters are Python's")]
fn open(
    cx: &mut Context,
    file: Value,
    mode: Option<Obj<Str>>,
    buffering: Option<i64>,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    close: Option<Truth>,
    opener: Option<Value>,
) -> PyResult<Value> {
    let mode_text = mode.unwrap_or_else(|| cx.new_str("r"));
    let mut buffering = buffering.unwrap_or(-1);
    let text_argument = |cx: &mut Context, value: Option<Value>, name: &str| match given(value) {
        None => Ok(None),
        Some(value) => {
            let text = expect_str(cx, &value, &format!("open() argument '{name}' must be str or None"))?;
            Ok(Some(text.to_string_lossy()))
        }
    };
    let encoding = text_argument(cx, encoding, "encoding")?;
    let errors = text_argument(cx, errors, "errors")?;
    let newline = given(newline);
    if let Some(newline) = &newline {
        expect_str(cx, newline, "open() argument 'newline' must be str or None")?;
    }
    let file = if file.as_int().is_some() { file } else { fspath(cx, &file)? };
    let mode = Mode::parse(cx, &mode_text)?;
    if mode.text && mode.binary {
        return Err(cx.value_error("can't have text and binary mode at once"));
    }
    if [mode.create, mode.read, mode.write, mode.append].into_iter().filter(|&wanted| wanted).count() > 1 {
        return Err(cx.value_error("must have exactly one of create/read/write/append mode"));
    }
    for (refused, message) in [
        (encoding.is_some(), "binary mode doesn't take an encoding argument"),
        (errors.is_some(), "binary mode doesn't take an errors argument"),
        (newline.is_some(), "binary mode doesn't take a newline argument"),
    ] {
        if mode.binary && refused {
            return Err(cx.value_error(message));
        }
    }
    if mode.binary && buffering == 1 {
        let text = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        cx.warn(ExceptionKind::RuntimeWarning, text)?;
    }
    if !mode.binary && encoding.is_none() {
        warn_of_default(cx, 1)?;
    }
    let close = close.is_none_or(|Truth(close)| close);
    let opener = given(opener);
    let raw = file::open_file(cx, &file, &mode.raw(), close, opener)?;
    let raw_value = raw.value();
    // Whatever fails from here on, the file is closed.
    let made = dress(cx, &raw, &mode, &mode_text, &mut buffering, encoding, errors, newline);
    match made {
        Ok(made) => Ok(made),
        Err(raised) => {
            let closed = call(cx, &raw_value, "close", &[]).map(drop);
            super::both(cx, Err(raised), closed).map(|()| Value::None)
        }
    }
}

/// Puts buffer and text around a raw file.
#[expect(clippy::too_many_arguments, reason = "these are what is left of the arguments of open()")]
fn dress(
    cx: &mut Context,
    raw: &file::File,
    mode: &Mode,
    mode_text: &Obj<Str>,
    buffering: &mut i64,
    encoding: Option<String>,
    errors: Option<String>,
    newline: Option<Value>,
) -> PyResult<Value> {
    let raw_value = raw.value();
    let mut line_buffering = false;
    if *buffering < 0 && is_terminal(cx, &raw_value)? {
        line_buffering = true;
    }
    if *buffering == 1 && !mode.binary {
        line_buffering = true;
    }
    let size = match *buffering {
        1 | i64::MIN..0 => file::block_size(cx, raw),
        0 if mode.binary => return Ok(raw_value),
        0 => return Err(cx.value_error("can't have unbuffered text I/O")),
        size => size as usize,
    };
    let buffer = buffered::make(cx, mode.buffer_class(), raw_value, size)?;
    if mode.binary {
        return Ok(buffer);
    }
    let newline = NewlineMode::parse(cx, newline, "open", false)?;
    let options = TextOptions {
        encoding,
        errors: errors.unwrap_or_else(|| "strict".to_string()),
        newline,
        line_buffering,
        write_through: false,
    };
    let made = text::make(cx, buffer, options)?.value();
    let key = cx.names().mode.clone();
    cx.set_attr(&made, &key, mode_text.value())?;
    Ok(made)
}

fn open_code(cx: &mut Context, path: Value) -> PyResult<Value> {
    let path = expect_str(cx, &path, "open_code() argument 'path' must be str")?;
    let mode = cx.new_str("rb");
    open(cx, path.into(), Some(mode), None, None, None, None, None, None)
}

/// Warns of an encoding that was left out, if that is wanted.
pub fn warn_of_default(cx: &mut Context, level: i64) -> PyResult<()> {
    let flags = &cx.interp_ref().settings.flags;
    if flags.iter().any(|(name, value)| *name == "warn_default_encoding" && *value != 0) {
        cx.warn_about(ExceptionKind::EncodingWarning, "'encoding' argument not specified", level)?;
    }
    Ok(())
}

fn text_encoding(cx: &mut Context, encoding: Value, stack_level: Option<i64>) -> PyResult<Value> {
    if !encoding.is_none() {
        return Ok(encoding);
    }
    warn_of_default(cx, stack_level.unwrap_or(2))?;
    Ok(cx.str_value("utf-8"))
}

/// The functions of `_io`.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "open",
        "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        "Open a file, by its path or the number of its descriptor.",
        open
    ),
    function!("open_code", "($module, /, path)", "Open a file that holds code.", open_code),
    function!(
        "text_encoding",
        "($module, encoding, stacklevel=2, /)",
        "The encoding, or the default for None.",
        text_encoding
    ),
];
