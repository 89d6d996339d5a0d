//! `TextIOWrapper`: text over a binary file. State, construction, writing and closing are here, reading is in
//! [`super::text_read`], positions in [`super::text_seek`].
//!
//! What is written is encoded at once and collected in `pending`; it goes to the file below when there is enough
//! of it, or when line buffering wants it. Adding to `pending` happens under the GIL, so writes of several threads
//! never mix.

use std::rc::Rc;

use text::codec::Encoding;
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row, Truth};
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::arguments::given;
use super::base::expect_str;
use super::decoder::{Decoder, LookupName};
use super::newline::Newlines;
use super::open::warn_of_default;
use super::text_read::READ_METHODS;
use super::text_seek::SEEK_METHODS;
use super::{Readiness, ask, buffered, call, file, is_builtin, no_state, shown_name};

/// How much text is read, and how much collected for writing, at a time.
const CHUNK: usize = 8192;

/// How line endings are treated.
#[derive(Clone, Debug, Default)]
pub struct NewlineMode {
    /// The argument; `None` for universal newlines with translation.
    argument: Option<String>,
}

impl NewlineMode {
    /// Checks an argument.
    pub fn parse(
        cx: &mut Context,
        argument: Option<Value>,
        function: &str,
        quoted: bool,
    ) -> PyResult<NewlineMode> {
        let Some(argument) = argument else { return Ok(NewlineMode::default()) };
        let text =
            expect_str(cx, &argument, &format!("{function}() argument 'newline' must be str or None"))?;
        match text.as_str() {
            Some("" | "\n" | "\r" | "\r\n") => Ok(NewlineMode { argument: Some(text.to_string_lossy()) }),
            _ if quoted => {
                let shown = cx.repr_text(&argument)?;
                Err(cx.value_error(format!("illegal newline value: {shown}")))
            }
            _ => {
                let shown = text.to_string_lossy();
                Err(cx.value_error(format!("illegal newline value: {shown}")))
            }
        }
    }

    /// Whether all of `\n`, `\r` and `\r\n` end a line.
    pub fn is_universal(&self) -> bool {
        self.argument.as_deref().is_none_or(str::is_empty)
    }

    /// Whether the others are translated to `\n` when reading.
    pub fn translates(&self) -> bool {
        self.argument.is_none()
    }

    /// What ends a line when it is not universal.
    pub fn line_end(&self) -> &'static str {
        match self.argument.as_deref() {
            Some("\r") => "\r",
            Some("\r\n") => "\r\n",
            _ => "\n",
        }
    }

    /// What is written for `\n`, if it is something else.
    pub fn written(&self) -> Option<&str> {
        self.argument.as_deref().filter(|end| !matches!(*end, "" | "\n"))
    }

    /// The state of the translation before the first piece.
    pub fn newlines(&self) -> Option<Newlines> {
        self.is_universal().then(|| Newlines::new(self.translates()))
    }
}

/// `TextIOWrapper`.
pub struct TextIo {
    readiness: Readiness,
    pub(super) buffer: Value,
    /// The encoding as it was given.
    encoding_name: String,
    encoding: Encoding,
    errors: String,
    pub(super) newline: NewlineMode,
    line_buffering: bool,
    write_through: bool,
    writable: bool,
    /// The next thing written is the first in the file, so that a byte order mark belongs before it.
    pub(super) at_start: bool,
    /// Encoded, and not yet given to the file below.
    pending: Vec<u8>,
    pub(super) decoder: Option<Decoder>,
    /// Text that was read and decoded, and how many bytes of it were given out.
    pub(super) decoded: Rc<Vec<u8>>,
    pub(super) given_out: usize,
    /// The decoder before it decoded `decoded`, and the bytes it decoded.
    pub(super) snapshot: Option<(Decoder, Vec<u8>)>,
    pub(super) seekable: bool,
    pub(super) telling: bool,
    pub(super) has_read1: bool,
    pub(super) chunk: usize,
    finalizing: bool,
}

impl Default for TextIo {
    fn default() -> Self {
        TextIo {
            readiness: Readiness::Uninitialized,
            buffer: Value::Empty,
            encoding_name: String::new(),
            encoding: Encoding::Utf8,
            errors: String::new(),
            newline: NewlineMode::default(),
            line_buffering: false,
            write_through: false,
            writable: false,
            at_start: true,
            pending: Vec::new(),
            decoder: None,
            decoded: Rc::default(),
            given_out: 0,
            snapshot: None,
            seekable: false,
            telling: false,
            has_read1: false,
            chunk: CHUNK,
            finalizing: false,
        }
    }
}

impl Body for TextIo {
    const NAME: &'static str = "TextIOWrapper";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.buffer);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.buffer.take());
    }
}

/// A text file.
pub type This = Obj<Ext<TextIo>>;

/// The text file whose `write` is the one below: not an instance of a subclass, nor one with a `write` of its own.
pub fn exact(cx: &Context, file: &Value) -> Option<This> {
    let object = file.as_ref()?;
    let shape = object.header().shape();
    let plain = super::is_builtin(cx, object)
        && !shape.has(vm::shape::Shape::DICT_MODE)
        && shape.slot_of(&cx.names().write).is_none();
    if plain { object.downcast::<Ext<TextIo>>().cloned() } else { None }
}

/// How a text file is to be made.
pub struct TextOptions {
    /// The encoding; `None` for UTF-8.
    pub encoding: Option<String>,
    /// The error handler.
    pub errors: String,
    /// Line endings.
    pub newline: NewlineMode,
    /// Whether a line is given to the system as soon as it is written.
    pub line_buffering: bool,
    /// Whether nothing is collected here.
    pub write_through: bool,
}

pub(super) fn check_ready(cx: &mut Context, this: &This) -> PyResult<()> {
    match this.get(cx).readiness {
        Readiness::Ready => Ok(()),
        other => other.check(cx, "underlying buffer has been detached"),
    }
}

/// Whether the file below is closed.
#[inline]
fn is_closed(cx: &mut Context, this: &This) -> PyResult<bool> {
    let buffer = this.get(cx).buffer.clone();
    if let Some(buffered) = buffered::exact(cx, &buffer) {
        return buffered::is_closed(cx, buffered);
    }
    super::base::is_closed(cx, &buffer)
}

/// Refuses to work on a file that is not ready or closed.
#[inline]
pub(super) fn check_open(cx: &mut Context, this: &This) -> PyResult<()> {
    check_ready(cx, this)?;
    if is_closed(cx, this)? { Err(cx.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, TextIo::default()).into()
}

fn find_encoding(cx: &mut Context, name: &str) -> PyResult<Encoding> {
    match Encoding::from_name(name) {
        Some(encoding) => Ok(encoding),
        None => Err(cx.error(ExceptionKind::LookupError, format!("unknown encoding: {name}"))),
    }
}

/// An argument that is a `str` or `None`.
fn optional_text(
    cx: &mut Context,
    value: Option<Value>,
    function: &str,
    name: &str,
) -> PyResult<Option<String>> {
    let Some(value) = given(value) else { return Ok(None) };
    let text = expect_str(cx, &value, &format!("{function}() argument '{name}' must be str or None"))?;
    if text.items().contains(&0) {
        return Err(cx.value_error("embedded null character"));
    }
    Ok(Some(text.to_string_lossy()))
}

#[expect(clippy::too_many_arguments, reason = "the parameters are Python's")]
fn init(
    cx: &mut Context,
    this: This,
    buffer: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    line_buffering: Option<Truth>,
    write_through: Option<Truth>,
) -> PyResult<()> {
    let encoding = optional_text(cx, encoding, "TextIOWrapper", "encoding")?;
    if encoding.is_none() {
        warn_of_default(cx, 1)?;
    }
    let errors =
        optional_text(cx, errors, "TextIOWrapper", "errors")?.unwrap_or_else(|| "strict".to_string());
    let newline = NewlineMode::parse(cx, given(newline), "TextIOWrapper", false)?;
    let options = TextOptions {
        encoding,
        errors,
        newline,
        line_buffering: line_buffering.is_some_and(|Truth(truth)| truth),
        write_through: write_through.is_some_and(|Truth(truth)| truth),
    };
    start(cx, &this, buffer, options)
}

fn start(cx: &mut Context, this: &This, buffer: Value, options: TextOptions) -> PyResult<()> {
    this.get_mut(cx).readiness = Readiness::Uninitialized;
    let encoding_name = match options.encoding {
        None => "utf-8".to_string(),
        Some(name) if name == "locale" => "utf-8".to_string(),
        Some(name) => name,
    };
    let encoding = find_encoding(cx, &encoding_name)?;
    let readable = ask(cx, &buffer, "readable")?;
    let writable = ask(cx, &buffer, "writable")?;
    let seekable = ask(cx, &buffer, "seekable")?;
    let read1 = cx.intern("read1");
    let has_read1 = cx.lookup_attr(&buffer, &read1)?.is_some();
    let mut at_start = true;
    if seekable && writable {
        let position = call(cx, &buffer, "tell", &[])?;
        at_start = !cx.truth(&position)?;
    }
    let state = TextIo {
        readiness: Readiness::Ready,
        buffer,
        encoding_name,
        encoding,
        decoder: readable.then(|| Decoder::new(encoding, &options.errors, options.newline.newlines())),
        errors: options.errors,
        newline: options.newline,
        line_buffering: options.line_buffering,
        write_through: options.write_through,
        writable,
        at_start,
        seekable,
        telling: seekable,
        has_read1,
        ..TextIo::default()
    };
    let old = std::mem::replace(&mut **this.get_mut(cx), state);
    drop(old);
    Ok(())
}

/// A new text file over a binary one.
pub fn make(cx: &mut Context, buffer: Value, options: TextOptions) -> PyResult<This> {
    let class = cx.module_type(&TEXT_IO_WRAPPER);
    let this = cx.new_extension(&class, TextIo::default());
    start(cx, &this, buffer, options)?;
    Ok(this)
}

/// Gives what is pending to the file below.
pub(super) fn write_pending(cx: &mut Context, this: &This) -> PyResult<()> {
    if this.get(cx).pending.is_empty() {
        return Ok(());
    }
    let buffer = this.get(cx).buffer.clone();
    // Taken out first: what other threads write meanwhile comes after it.
    let mut pending = std::mem::take(&mut this.get_mut(cx).pending);
    if let Some(buffered) = buffered::exact(cx, &buffer) {
        buffered::write_bytes(cx, buffered, &pending)?;
    } else if let Some(file) = file::exact(cx, &buffer) {
        let mut done = 0;
        while done < pending.len() {
            done += file::write_some(cx, file, &pending[done..])?.unwrap_or(pending.len() - done);
        }
    } else {
        let bytes = cx.bytes_value(&pending);
        call(cx, &buffer, "write", &[bytes])?;
        return Ok(());
    }
    // The memory is used again.
    let state = this.get_mut(cx);
    if state.pending.capacity() == 0 && pending.capacity() <= 2 * CHUNK {
        pending.clear();
        state.pending = pending;
    }
    Ok(())
}

fn flush_buffer(cx: &mut Context, buffer: &Value) -> PyResult<()> {
    match buffered::exact(cx, buffer) {
        Some(buffered) => buffered::flush(cx, buffered),
        None => call(cx, buffer, "flush", &[]).map(drop),
    }
}

/// The text encoded, line endings translated.
fn encode(cx: &mut Context, this: &This, text: &Obj<Str>) -> PyResult<Vec<u8>> {
    let state = this.get_mut(cx);
    let (encoding, errors) = (state.encoding, state.errors.clone());
    let marked = std::mem::replace(&mut state.at_start, false);
    let written = state.newline.written().map(str::to_string);
    let translated = match written {
        Some(end) if memchr::memchr(b'\n', text.items()).is_some() => {
            let mut out = Vec::with_capacity(text.items().len() + 16);
            for piece in text.items().split_inclusive(|&byte| byte == b'\n') {
                match piece.strip_suffix(b"\n") {
                    Some(line) => {
                        out.extend_from_slice(line);
                        out.extend_from_slice(end.as_bytes());
                    }
                    None => out.extend_from_slice(piece),
                }
            }
            cx.new_wtf8(text::Wtf8::from_bytes(&out))
        }
        _ => text.clone(),
    };
    // The mark is written once.
    let name = match encoding {
        Encoding::Utf8Sig if !marked => "utf-8",
        Encoding::Utf16(None) if !marked && cfg!(target_endian = "big") => "utf-16-be",
        Encoding::Utf16(None) if !marked => "utf-16-le",
        Encoding::Utf32(None) if !marked && cfg!(target_endian = "big") => "utf-32-be",
        Encoding::Utf32(None) if !marked => "utf-32-le",
        other => other.lookup_name(),
    };
    cx.encode(&translated, Some(name), Some(&errors))
}

/// `write()` of text.
pub fn write_text(cx: &mut Context, this: &This, text: &Obj<Str>) -> PyResult<usize> {
    check_open(cx, this)?;
    let state = this.get_mut(cx);
    if !state.writable {
        return Err(super::unsupported(cx, "not writable"));
    }
    let plain = state.encoding == Encoding::Utf8 && state.newline.written().is_none();
    let length =
        if plain && (text.is_ascii() || text.as_str().is_some()) { text.items().len() } else { usize::MAX };
    let encoded = if length == usize::MAX { Some(encode(cx, this, text)?) } else { None };
    let bytes: &[u8] = encoded.as_deref().unwrap_or(text.items());
    let state = this.get(cx);
    let lines = state.line_buffering && memchr::memchr2(b'\n', b'\r', text.items()).is_some();
    let (chunk, through) = (state.chunk, state.write_through);
    if !state.pending.is_empty() && state.pending.len() + bytes.len() > chunk {
        write_pending(cx, this)?;
    }
    let state = this.get_mut(cx);
    state.pending.extend_from_slice(bytes);
    if state.pending.len() >= chunk || lines || through {
        write_pending(cx, this)?;
    }
    if lines {
        let buffer = this.get(cx).buffer.clone();
        flush_buffer(cx, &buffer)?;
    }
    let state = this.get_mut(cx);
    if state.snapshot.is_some() || !state.decoded.is_empty() {
        state.decoded = Rc::default();
        state.given_out = 0;
        state.snapshot = None;
    }
    if let Some(decoder) = &mut state.decoder {
        decoder.reset();
    }
    Ok(text.char_count())
}

fn write(cx: &mut Context, this: This, text: Value) -> PyResult<usize> {
    match text {
        Value::Ref(object) => match object.try_downcast::<Str>() {
            Ok(text) => write_text(cx, &this, &text),
            Err(object) => Err(not_text(cx, &Value::Ref(object))),
        },
        other => Err(not_text(cx, &other)),
    }
}

#[cold]
fn not_text(cx: &mut Context, value: &Value) -> vm::Raised {
    let got = cx.type_name(value);
    let got = if value.is_none() { "None" } else { &got };
    cx.type_error(format!("write() argument must be str, not {got}"))
}

/// `flush()`.
pub fn flush(cx: &mut Context, this: &This) -> PyResult<()> {
    check_open(cx, this)?;
    let state = this.get_mut(cx);
    state.telling = state.seekable;
    let buffer = state.buffer.clone();
    write_pending(cx, this)?;
    flush_buffer(cx, &buffer)
}

fn close(cx: &mut Context, this: This) -> PyResult<()> {
    check_ready(cx, &this)?;
    if is_closed(cx, &this)? {
        return Ok(());
    }
    let flushed = if is_builtin(cx, this.as_object()) {
        flush(cx, &this)
    } else {
        call(cx, &this.value(), "flush", &[]).map(drop)
    };
    let buffer = this.get(cx).buffer.clone();
    let closed = call(cx, &buffer, "close", &[]).map(drop);
    super::both(cx, flushed, closed)
}

fn detach(cx: &mut Context, this: This) -> PyResult<Value> {
    check_ready(cx, &this)?;
    call(cx, &this.value(), "flush", &[])?;
    let state = this.get_mut(cx);
    state.readiness = Readiness::Detached;
    Ok(state.buffer.take())
}

fn reconfigure(
    cx: &mut Context,
    this: This,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    line_buffering: Option<Value>,
    write_through: Option<Value>,
) -> PyResult<()> {
    let encoding = optional_text(cx, encoding, "reconfigure", "encoding")?;
    let errors = optional_text(cx, errors, "reconfigure", "errors")?;
    check_ready(cx, &this)?;
    let state = this.get(cx);
    if (encoding.is_some() || errors.is_some() || newline.is_some())
        && state.decoder.is_some()
        && (!state.decoded.is_empty() || state.snapshot.is_some())
    {
        let message = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(super::unsupported(cx, message));
    }
    let newline = match newline {
        None => None,
        some => Some(NewlineMode::parse(cx, given(some), "reconfigure", false)?),
    };
    let flag = |cx: &mut Context, value: Option<Value>| match given(value) {
        None => Ok(None),
        Some(value) => cx.truth(&value).map(Some),
    };
    let line_buffering = flag(cx, line_buffering)?;
    let write_through = flag(cx, write_through)?;
    call(cx, &this.value(), "flush", &[])?;
    let found = match &encoding {
        Some(name) if name == "locale" => Some(Encoding::Utf8),
        Some(name) => Some(find_encoding(cx, name)?),
        None => None,
    };
    let state = this.get_mut(cx);
    if let (Some(name), Some(found)) = (encoding, found) {
        state.encoding_name = if name == "locale" { "utf-8".to_string() } else { name };
        state.encoding = found;
        if errors.is_none() {
            state.errors = "strict".to_string();
        }
    }
    let changes = found.is_some() || errors.is_some() || newline.is_some();
    if let Some(errors) = errors {
        state.errors = errors;
    }
    if let Some(newline) = newline {
        state.newline = newline;
    }
    if changes && state.decoder.is_some() {
        state.decoder = Some(Decoder::new(state.encoding, &state.errors, state.newline.newlines()));
    }
    state.line_buffering = line_buffering.unwrap_or(state.line_buffering);
    state.write_through = write_through.unwrap_or(state.write_through);
    Ok(())
}

/// A method that asks the file below.
macro_rules! of_buffer {
    ($function:ident, $name:literal) => {
        fn $function(cx: &mut Context, this: This) -> PyResult<Value> {
            check_ready(cx, &this)?;
            let buffer = this.get(cx).buffer.clone();
            call(cx, &buffer, $name, &[])
        }
    };
}

of_buffer!(fileno, "fileno");
of_buffer!(isatty, "isatty");
of_buffer!(readable, "readable");
of_buffer!(writable, "writable");
of_buffer!(seekable, "seekable");

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    check_ready(cx, &this)?;
    let name = shown_name(cx, &this.value())?;
    let key = cx.intern("mode");
    let mode = match cx.attr_or_absent(&this.value(), &key)? {
        Some(mode) => format!(" mode={}", cx.repr_text(&mode)?),
        None => String::new(),
    };
    let encoding = this.get(cx).encoding_name.clone();
    let encoding = cx.str_value(&encoding);
    Ok(format!("<_io.TextIOWrapper{name}{mode} encoding={}>", cx.repr_text(&encoding)?))
}

fn receiver(cx: &mut Context, this: &Value) -> PyResult<This> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<TextIo>>()) {
        Some(this) => Ok(this.clone()),
        None => {
            let got = cx.type_name(this);
            Err(cx.type_error(format!(
                "descriptor for '_io.TextIOWrapper' objects doesn't apply to a '{got}' object"
            )))
        }
    }
}

/// The state of a file that is ready.
fn ready(cx: &mut Context, this: &Value) -> PyResult<This> {
    let this = receiver(cx, this)?;
    check_ready(cx, &this)?;
    Ok(this)
}

fn get_buffer(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = ready(cx, this)?;
    Ok(this.get(cx).buffer.clone())
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = ready(cx, this)?;
    is_closed(cx, &this).map(Value::bool)
}

fn get_name(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let buffer = get_buffer(cx, this)?;
    cx.get_attr_named(&buffer, "name")
}

fn get_encoding(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    let name = this.get(cx).encoding_name.clone();
    Ok(cx.str_value(&name))
}

fn get_errors(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = ready(cx, this)?;
    let errors = this.get(cx).errors.clone();
    Ok(cx.str_value(&errors))
}

fn get_newlines(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = ready(cx, this)?;
    let newlines = this.get(cx).decoder.as_ref().and_then(|decoder| decoder.newlines.clone());
    Ok(newlines.map_or(Value::None, |newlines| newlines.seen(cx)))
}

fn get_line_buffering(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).line_buffering))
}

fn get_write_through(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).write_through))
}

fn get_chunk(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = ready(cx, this)?;
    Ok(Value::Int(this.get(cx).chunk as i64))
}

fn set_chunk(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = ready(cx, this)?;
    let size = cx.index_i64(&value)?;
    if size <= 0 {
        return Err(cx.value_error("a strictly positive integer is required"));
    }
    this.get_mut(cx).chunk = size as usize;
    Ok(())
}

fn get_finalizing(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).finalizing))
}

fn set_finalizing(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    this.get_mut(cx).finalizing = matches!(value, Value::Bool(1));
    Ok(())
}

/// What is said of a file that is still open when it dies: the file below knows.
fn dealloc_warn(cx: &mut Context, this: This, source: Value) -> PyResult<()> {
    check_ready(cx, &this)?;
    let buffer = this.get(cx).buffer.clone();
    call(cx, &buffer, "_dealloc_warn", &[source]).map(drop)
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "__init__",
        "($self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
        "Put text over a binary file.",
        init
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__getstate__", "($self, /)", "Files cannot be copied.", no_state),
    method!("close", "($self, /)", "Flush and close the file; again does nothing.", close),
    method!("detach", "($self, /)", "Separate the binary file and return it.", detach),
    method!("_dealloc_warn", "($self, source, /)", "", dealloc_warn),
    method!("fileno", "($self, /)", "The number of the file's descriptor.", fileno),
    method!("flush", "($self, /)", "Write what is buffered.", |cx: &mut Context, this: This| flush(
        cx, &this
    )),
    method!("isatty", "($self, /)", "Whether it is a terminal.", isatty),
    method!("readable", "($self, /)", "Whether it can be read.", readable),
    method!(
        "reconfigure",
        "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        "Change how text is converted and buffered.",
        reconfigure
    ),
    method!("seekable", "($self, /)", "Whether there are positions to go to.", seekable),
    method!("writable", "($self, /)", "Whether it can be written.", writable),
    method!("write", "($self, text, /)", "Write text; returns how many characters.", write),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "buffer", doc: "The binary file.", get: get_buffer, set: None },
    Attribute { name: "closed", doc: "Whether the file is closed.", get: get_closed, set: None },
    Attribute { name: "name", doc: "The binary file's name.", get: get_name, set: None },
    Attribute { name: "encoding", doc: "The encoding.", get: get_encoding, set: None },
    Attribute {
        name: "errors",
        doc: "What happens to what cannot be converted.",
        get: get_errors,
        set: None,
    },
    Attribute { name: "newlines", doc: "The line endings met so far.", get: get_newlines, set: None },
    Attribute {
        name: "line_buffering",
        doc: "Whether lines are written at once.",
        get: get_line_buffering,
        set: None,
    },
    Attribute {
        name: "write_through",
        doc: "Whether nothing is collected here.",
        get: get_write_through,
        set: None,
    },
    Attribute { name: "_CHUNK_SIZE", doc: "", get: get_chunk, set: Some(set_chunk) },
    Attribute { name: "_finalizing", doc: "", get: get_finalizing, set: Some(set_finalizing) },
];

/// `_io.TextIOWrapper`.
pub static TEXT_IO_WRAPPER: TypeSpec = TypeSpec {
    doc: "Text over a binary file.",
    base: Some(&super::base::TEXT_IO_BASE),
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS, READ_METHODS, SEEK_METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.TextIOWrapper", Kind::Extension)
};
