//! The classes all files derive from. Their methods call those that a class written in Python has: `readline` is
//! made of `read`, `readlines` and iteration of `readline`, and so on.

use vm::heap::Obj;
use vm::native::{Attribute, Binding, Rest, Row};
use vm::objects::buffer::WritableBuffer;
use vm::objects::bytes::as_bytes;
use vm::objects::object_methods::DICT_READ;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, TypeSpec, instance};
use vm::{Context, PyResult, Value, method};

use super::arguments::{PlainSize, Size};
use super::{ask, call, unclosed, unsupported};

const FLAGS: u32 = TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF;

/// The attribute that remembers that `IOBase.close` has run.
const CLOSED: &str = "__IOBase_closed";

/// Whether the file says that it is closed.
pub fn is_closed(cx: &mut Context, this: &Value) -> PyResult<bool> {
    let key = cx.intern("closed");
    let answer = cx.get_attr(this, &key)?;
    cx.truth(&answer)
}

/// The `ValueError` if the file says that it is closed.
pub fn check_closed(cx: &mut Context, this: &Value) -> PyResult<()> {
    if is_closed(cx, this)? { Err(cx.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let key = cx.intern(CLOSED);
    let known = this.as_ref().and_then(|object| instance::get_own(cx, object, &key));
    Ok(Value::bool(known.is_some()))
}

fn close(cx: &mut Context, this: Value) -> PyResult<()> {
    let key = cx.intern(CLOSED);
    if this.as_ref().is_some_and(|object| instance::get_own(cx, object, &key).is_some()) {
        return Ok(());
    }
    let flushed = call(cx, &this, "flush", &[]).map(drop);
    cx.set_attr(&this, &key, Value::TRUE)?;
    flushed
}

fn flush(cx: &mut Context, this: Value) -> PyResult<()> {
    check_closed(cx, &this)
}

/// What happens when nobody uses the file any more: it is closed. Errors are nobody's business then.
fn finalize(cx: &mut Context, this: Value) -> PyResult<()> {
    let closed = is_closed(cx, &this).unwrap_or(true);
    if !closed {
        let key = cx.intern("_finalizing");
        let _ = cx.set_attr(&this, &key, Value::TRUE);
        if unclosed::is_asked_for(cx) {
            let _ = call(cx, &this, "_dealloc_warn", std::slice::from_ref(&this));
        }
        let _ = call(cx, &this, "close", &[]);
    }
    Ok(())
}

fn checked(cx: &mut Context, this: Value) -> PyResult<Value> {
    check_closed(cx, &this)?;
    Ok(this)
}

fn exit(cx: &mut Context, this: Value, _: Rest) -> PyResult<Value> {
    call(cx, &this, "close", &[])
}

fn check_with(cx: &mut Context, this: &Value, question: &str, refusal: &str) -> PyResult<Value> {
    let answer = call(cx, this, question, &[])?;
    if matches!(answer, Value::Bool(1)) { Ok(answer) } else { Err(unsupported(cx, refusal)) }
}

fn check_readable(cx: &mut Context, this: Value) -> PyResult<Value> {
    check_with(cx, &this, "readable", "File or stream is not readable.")
}

fn check_writable(cx: &mut Context, this: Value) -> PyResult<Value> {
    check_with(cx, &this, "writable", "File or stream is not writable.")
}

fn check_seekable(cx: &mut Context, this: Value) -> PyResult<Value> {
    check_with(cx, &this, "seekable", "File or stream is not seekable.")
}

/// Refuses what the stream below cannot do, as the buffers do when they are made.
pub fn require_readable(cx: &mut Context, raw: &Value) -> PyResult<()> {
    check_with(cx, raw, "readable", "File or stream is not readable.").map(drop)
}

/// See [`require_readable`].
pub fn require_writable(cx: &mut Context, raw: &Value) -> PyResult<()> {
    check_with(cx, raw, "writable", "File or stream is not writable.").map(drop)
}

/// See [`require_readable`].
pub fn require_seekable(cx: &mut Context, raw: &Value) -> PyResult<()> {
    check_with(cx, raw, "seekable", "File or stream is not seekable.").map(drop)
}

/// What the method of a file that can do nothing answers to `readable()` and the like.
fn no(cx: &mut Context, this: Value) -> PyResult<bool> {
    let _ = (cx, this);
    Ok(false)
}

fn isatty(cx: &mut Context, this: Value) -> PyResult<bool> {
    check_closed(cx, &this)?;
    Ok(false)
}

fn tell(cx: &mut Context, this: Value) -> PyResult<Value> {
    call(cx, &this, "seek", &[Value::Int(0), Value::Int(1)])
}

fn readline(cx: &mut Context, this: Value, size: Size) -> PyResult<Value> {
    let peek = cx.intern("peek");
    let peek = cx.lookup_attr(&this, &peek)?;
    let mut line = Vec::new();
    while size.limit().is_none_or(|limit| line.len() < limit) {
        // One at a time, unless the file can say what comes next.
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = cx.call(peek, &[Value::Int(1)])?;
            let Some(ahead) = as_bytes(&ahead) else {
                let got = cx.type_name(&ahead);
                return Err(cx.error(
                    vm::objects::exception::ExceptionKind::OSError,
                    format!("peek() should have returned a bytes object, not '{got}'"),
                ));
            };
            let ahead = ahead.items();
            if !ahead.is_empty() {
                wanted = ahead.iter().position(|&byte| byte == b'\n').map_or(ahead.len(), |at| at + 1);
                wanted = wanted.min(size.limit().map_or(usize::MAX, |limit| limit - line.len()));
            }
        }
        let read = call(cx, &this, "read", &[Value::Int(wanted as i64)])?;
        let Some(bytes) = as_bytes(&read) else {
            let got = cx.type_name(&read);
            return Err(cx.error(
                vm::objects::exception::ExceptionKind::OSError,
                format!("read() should have returned a bytes object, not '{got}'"),
            ));
        };
        line.extend_from_slice(bytes.items());
        if bytes.items().is_empty() || line.ends_with(b"\n") {
            break;
        }
    }
    Ok(cx.bytes_value(&line))
}

fn next(cx: &mut Context, this: Value) -> PyResult<Value> {
    let line = call(cx, &this, "readline", &[])?;
    if cx.len(&line)? == 0 { Err(cx.stop_iteration(Value::None)) } else { Ok(line) }
}

/// `readlines()`: lines until the hint is reached.
pub fn readlines(cx: &mut Context, this: Value, hint: Size) -> PyResult<Value> {
    let iterator = cx.iter(&this)?;
    let mut lines = Vec::new();
    let mut length = 0;
    while let Some(line) = cx.next(&iterator)? {
        length += cx.len(&line)?;
        lines.push(line);
        if hint.0 > 0 && length >= hint.0 as usize {
            break;
        }
    }
    Ok(cx.list_value(lines))
}

fn writelines(cx: &mut Context, this: Value, lines: Value) -> PyResult<()> {
    check_closed(cx, &this)?;
    let iterator = cx.iter(&lines)?;
    let write = cx.names().write.clone();
    while let Some(line) = cx.next(&iterator)? {
        cx.call_method(&this, &write, &[line])?;
    }
    Ok(())
}

/// A row for a method that this base class does not have.
macro_rules! refused {
    ($name:literal, $signature:literal, $doc:literal) => {
        Row {
            name: $name,
            signature: $signature,
            doc: $doc,
            binding: Binding::Method,
            call: |cx, _| Err(unsupported(cx, $name)),
        }
    };
}

static IO_METHODS: &[Row] = &[
    method!("__del__", "($self, /)", "Close the file when nobody uses it any more.", finalize),
    method!("__enter__", "($self, /)", "The file itself, if it is open.", checked),
    method!("__exit__", "($self, /, *exc_info)", "Close the file.", exit),
    method!("__iter__", "($self, /)", "Implement iter(self).", checked),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!(
        "_checkClosed",
        "($self, /)",
        "Raise ValueError if the file is closed.",
        |cx: &mut Context, this: Value| { check_closed(cx, &this) }
    ),
    method!("_checkReadable", "($self, /)", "Raise an error if the file cannot be read.", check_readable),
    method!("_checkSeekable", "($self, /)", "Raise an error if the file has no positions.", check_seekable),
    method!("_checkWritable", "($self, /)", "Raise an error if the file cannot be written.", check_writable),
    method!("close", "($self, /)", "Flush and close the file; again does nothing.", close),
    refused!("fileno", "($self, /)", "The number of the file's descriptor."),
    method!("flush", "($self, /)", "Write what is buffered.", flush),
    method!("isatty", "($self, /)", "Whether it is a terminal.", isatty),
    method!("readable", "($self, /)", "Whether it can be read.", no),
    method!("readline", "($self, size=-1, /)", "Read a line, or at most size bytes of it.", readline),
    method!(
        "readlines",
        "($self, hint=-1, /)",
        "The lines; no more after hint bytes or characters.",
        readlines
    ),
    refused!("seek", "($self, offset, whence=os.SEEK_SET, /)", "Go to a position; returns it."),
    method!("seekable", "($self, /)", "Whether there are positions to go to.", no),
    method!("tell", "($self, /)", "The position.", tell),
    refused!("truncate", "($self, size=None, /)", "Make the file end at a size, or here."),
    method!("writable", "($self, /)", "Whether it can be written.", no),
    method!("writelines", "($self, lines, /)", "Write all; nothing is put between them.", writelines),
];

static IO_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "closed", doc: "Whether the file is closed.", get: get_closed, set: None },
    DICT_READ,
];

/// `_io._IOBase`.
pub static IO_BASE: TypeSpec = TypeSpec {
    doc: "What all files have in common.",
    flags: FLAGS,
    methods: &[IO_METHODS],
    attributes: IO_ATTRIBUTES,
    ..TypeSpec::new("_io._IOBase", Kind::Instance)
};

fn raw_read(cx: &mut Context, this: Value, size: PlainSize) -> PyResult<Value> {
    if size.limit().is_none() {
        return call(cx, &this, "readall", &[]);
    }
    let most = size.limit().unwrap_or(0);
    let zeroes = cx.zeroes(most)?;
    let buffer = cx.new_bytearray(zeroes).value();
    let answer = call(cx, &this, "readinto", std::slice::from_ref(&buffer))?;
    if answer.is_none() {
        return Ok(Value::None);
    }
    let count = cx.index_i64(&answer)?;
    let bytes = cx.bytes_like(&buffer)?;
    match usize::try_from(count).ok().and_then(|count| bytes.items().get(..count)) {
        Some(bytes) => Ok(cx.bytes_value(bytes)),
        None => Err(cx.value_error(format!("readinto returned {count} outside buffer size {most}"))),
    }
}

fn raw_readall(cx: &mut Context, this: Value) -> PyResult<Value> {
    let mut all: Option<Vec<u8>> = None;
    loop {
        let read = call(cx, &this, "read", &[Value::Int(super::DEFAULT_BUFFER_SIZE as i64)])?;
        if read.is_none() {
            break;
        }
        let Some(bytes) = as_bytes(&read) else { return Err(cx.type_error("read() should return bytes")) };
        let all = all.get_or_insert_default();
        if bytes.items().is_empty() {
            break;
        }
        all.extend_from_slice(bytes.items());
    }
    Ok(all.map_or(Value::None, |all| cx.bytes_value(&all)))
}

fn not_implemented(cx: &mut Context, _: Value, _: Rest) -> PyResult<Value> {
    Err(cx.error_with(vm::objects::exception::ExceptionKind::NotImplementedError, Vec::new()))
}

static RAW_METHODS: &[Row] = &[
    method!(
        "read",
        "($self, size=-1, /)",
        "Read at most size bytes; None when there are none yet.",
        raw_read
    ),
    method!("readall", "($self, /)", "Read until the end.", raw_readall),
    method!("readinto", "($self, /, *args)", "Read into a buffer.", not_implemented),
    method!("write", "($self, /, *args)", "Write bytes; returns how many.", not_implemented),
];

/// `_io._RawIOBase`.
pub static RAW_IO_BASE: TypeSpec = TypeSpec {
    doc: "A file without a buffer: each call is a call of the system.",
    base: Some(&IO_BASE),
    flags: FLAGS,
    methods: &[RAW_METHODS],
    ..TypeSpec::new("_io._RawIOBase", Kind::Instance)
};

/// Reads into a buffer what a method gives.
fn buffered_readinto(cx: &mut Context, this: Value, buffer: WritableBuffer, method: &str) -> PyResult<usize> {
    let wanted = buffer.len();
    let read = call(cx, &this, method, &[Value::Int(wanted as i64)])?;
    let Some(bytes) = as_bytes(&read) else {
        return Err(cx.type_error(format!("{method}() should return bytes")));
    };
    let bytes = bytes.items();
    if bytes.len() > wanted {
        let got = bytes.len();
        return Err(cx.value_error(format!(
            "{method}() returned too much data: {wanted} bytes requested, {got} returned"
        )));
    }
    buffer.store(cx, 0, bytes);
    Ok(bytes.len())
}

static BUFFERED_METHODS: &[Row] = &[
    refused!("detach", "($self, /)", "Separate the raw file and return it."),
    refused!("read", "($self, size=-1, /)", "Read at most size bytes, or all."),
    refused!("read1", "($self, size=-1, /)", "Read with at most one call of the system."),
    method!("readinto", "($self, buffer, /)", "Read into a buffer.", |cx: &mut Context, this, buffer| {
        buffered_readinto(cx, this, buffer, "read")
    }),
    method!(
        "readinto1",
        "($self, buffer, /)",
        "Read into a buffer with at most one call of the system.",
        |cx: &mut Context, this, buffer| buffered_readinto(cx, this, buffer, "read1")
    ),
    refused!("write", "($self, b, /)", "Write bytes; returns how many."),
];

/// `_io._BufferedIOBase`.
pub static BUFFERED_IO_BASE: TypeSpec = TypeSpec {
    doc: "A binary file with a buffer.",
    base: Some(&IO_BASE),
    flags: FLAGS,
    methods: &[BUFFERED_METHODS],
    ..TypeSpec::new("_io._BufferedIOBase", Kind::Instance)
};

static TEXT_METHODS: &[Row] = &[
    refused!("detach", "($self, /)", "Separate the binary file and return it."),
    refused!("read", "($self, size=-1, /)", "Read at most size characters, or all."),
    refused!("readline", "($self, size=-1, /)", "Read a line, or at most size characters of it."),
    refused!("write", "($self, s, /)", "Write text; returns how many characters."),
];

fn nothing(_: &mut Context, _: &Value) -> PyResult<Value> {
    Ok(Value::None)
}

static TEXT_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "encoding", doc: "The encoding.", get: nothing, set: None },
    Attribute { name: "errors", doc: "What happens to what cannot be converted.", get: nothing, set: None },
    Attribute { name: "newlines", doc: "The line endings met so far.", get: nothing, set: None },
];

/// `_io._TextIOBase`.
pub static TEXT_IO_BASE: TypeSpec = TypeSpec {
    doc: "A text file.",
    base: Some(&IO_BASE),
    flags: FLAGS,
    methods: &[TEXT_METHODS],
    attributes: TEXT_ATTRIBUTES,
    ..TypeSpec::new("_io._TextIOBase", Kind::Instance)
};

/// `str` of an argument that must be text; `what` begins the message.
pub fn expect_str(cx: &mut Context, value: &Value, what: &str) -> PyResult<Obj<Str>> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => {
            let got = cx.type_name(value);
            let got = if value.is_none() { "None" } else { &got };
            Err(cx.type_error(format!("{what}, not {got}")))
        }
    }
}

/// Whether the file says that it is a terminal.
pub fn is_terminal(cx: &mut Context, file: &Value) -> PyResult<bool> {
    ask(cx, file, "isatty")
}
