//! `BufferedRWPair`: a reader and a writer as one file, for what has two ends.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::base::{require_readable, require_writable};
use super::{DEFAULT_BUFFER_SIZE, ask, buffered, call};

/// `BufferedRWPair`.
#[derive(Default)]
pub struct Pair {
    reader: Value,
    writer: Value,
}

impl Body for Pair {
    const NAME: &'static str = "BufferedRWPair";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.reader);
        visit(&self.writer);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.reader.take(), self.writer.take()]);
    }
}

type This = Obj<Ext<Pair>>;

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, Pair::default()).into()
}

fn init(cx: &mut Context, this: This, reader: Value, writer: Value, size: Option<i64>) -> PyResult<()> {
    require_readable(cx, &reader)?;
    require_writable(cx, &writer)?;
    let size = size.unwrap_or(DEFAULT_BUFFER_SIZE as i64);
    if size <= 0 {
        return Err(cx.value_error("buffer size must be strictly positive"));
    }
    let reader = buffered::make(cx, &buffered::READER, reader, size as usize)?;
    let writer = buffered::make(cx, &buffered::WRITER, writer, size as usize)?;
    let old = std::mem::replace(&mut **this.get_mut(cx), Pair { reader, writer });
    drop(old);
    Ok(())
}

fn half(cx: &mut Context, half: Value) -> PyResult<Value> {
    if half.is_empty() { Err(cx.value_error("I/O operation on uninitialized object")) } else { Ok(half) }
}

fn reader(cx: &mut Context, this: &This) -> PyResult<Value> {
    let reader = this.get(cx).reader.clone();
    half(cx, reader)
}

fn writer(cx: &mut Context, this: &This) -> PyResult<Value> {
    let writer = this.get(cx).writer.clone();
    half(cx, writer)
}

/// A row for a method that one of the two has.
macro_rules! passed_on {
    ($half:ident, $name:literal, $doc:literal) => {
        method!($name, "($self, /, *args)", $doc, |cx: &mut Context, this: This, Rest(args): Rest| {
            let half = $half(cx, &this)?;
            call(cx, &half, $name, &args)
        })
    };
}

fn isatty(cx: &mut Context, this: This) -> PyResult<bool> {
    let (reader, writer) = (reader(cx, &this)?, writer(cx, &this)?);
    Ok(ask(cx, &writer, "isatty")? || ask(cx, &reader, "isatty")?)
}

fn close(cx: &mut Context, this: This) -> PyResult<()> {
    let (reader, writer) = (reader(cx, &this)?, writer(cx, &this)?);
    let first = call(cx, &writer, "close", &[]).map(drop);
    let second = call(cx, &reader, "close", &[]).map(drop);
    super::both(cx, first, second)
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let Some(this) = this.as_ref().and_then(|object| object.downcast::<Ext<Pair>>()).cloned() else {
        return Err(cx.type_error("a BufferedRWPair is required"));
    };
    let writer = this.get(cx).writer.clone();
    if writer.is_empty() {
        return Err(cx.runtime_error("the BufferedRWPair object is being garbage-collected"));
    }
    cx.get_attr_named(&writer, "closed")
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "__init__",
        "($self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
        "Put buffers around two files.",
        init
    ),
    method!("close", "($self, /)", "Close both.", close),
    method!("isatty", "($self, /)", "Whether one of them is a terminal.", isatty),
    passed_on!(writer, "flush", "Write what is buffered."),
    passed_on!(reader, "peek", "What comes next, which stays where it is."),
    passed_on!(reader, "read", "Read size bytes, fewer only at the end, or all."),
    passed_on!(reader, "read1", "Read with at most one call of the system."),
    passed_on!(reader, "readable", "Whether it can be read."),
    passed_on!(reader, "readinto", "Read into a buffer."),
    passed_on!(reader, "readinto1", "Read into a buffer with at most one call of the system."),
    passed_on!(writer, "writable", "Whether it can be written."),
    passed_on!(writer, "write", "Write bytes; returns how many."),
];

/// `_io.BufferedRWPair`.
pub static PAIR: TypeSpec = TypeSpec {
    doc: "A reader and a writer as one file.",
    base: Some(&super::base::BUFFERED_IO_BASE),
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: &[Attribute {
        name: "closed",
        doc: "Whether the file is closed.",
        get: get_closed,
        set: None,
    }],
    ..TypeSpec::new("_io.BufferedRWPair", Kind::Extension)
};
