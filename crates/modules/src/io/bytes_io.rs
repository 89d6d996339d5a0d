//! `BytesIO`: a binary file in memory.

use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::buffer::{Exports, Layout, Memory, WritableBuffer};
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, Tuple, Type, TypeSpec, instance};
use vm::{Context, PyResult, Value, method, static_method};

use super::arguments::{Size, given};

/// `BytesIO`.
#[derive(Default)]
pub struct BytesIo {
    /// `None` when closed.
    bytes: Option<Vec<u8>>,
    position: usize,
    exports: Exports,
}

impl Body for BytesIo {
    const NAME: &'static str = "BytesIO";
    /// Only what `getbuffer()` gives is.
    const IS_BYTES_LIKE: bool = false;

    fn memory(&self) -> Option<&dyn Memory> {
        Some(self)
    }

    fn memory_mut(&mut self) -> Option<&mut dyn Memory> {
        Some(self)
    }
}

/// What `getbuffer()` shows.
impl Memory for BytesIo {
    fn layout(&self) -> Layout {
        Layout::BYTES
    }
    fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or_default()
    }
    fn bytes_mut(&mut self) -> &mut [u8] {
        self.bytes.as_deref_mut().unwrap_or_default()
    }
    fn exports(&mut self) -> Option<&mut Exports> {
        Some(&mut self.exports)
    }
}

type This = Obj<Ext<BytesIo>>;

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, BytesIo { bytes: Some(Vec::new()), ..BytesIo::default() }).into()
}

fn init(cx: &mut Context, this: This, initial: Option<Value>) -> PyResult<()> {
    check_exports(cx, &this)?;
    let bytes = match given(initial) {
        Some(initial) => cx.bytes_like(&initial)?.items().to_vec(),
        None => Vec::new(),
    };
    let state = this.get_mut(cx);
    state.bytes = Some(bytes);
    state.position = 0;
    Ok(())
}

/// The bytes and the position of an open file.
fn open<'a>(cx: &'a mut Context, this: &'a This) -> PyResult<(&'a mut Vec<u8>, &'a mut usize)> {
    if this.get(cx).bytes.is_none() {
        return Err(cx.value_error("I/O operation on closed file."));
    }
    let BytesIo { bytes, position, .. } = &mut **this.get_mut(cx);
    let bytes = bytes.as_mut().expect("I-9: looked at just now");
    Ok((bytes, position))
}

fn take(cx: &mut Context, this: &This, limit: Option<usize>) -> PyResult<Value> {
    let (bytes, position) = open(cx, this)?;
    let start = (*position).min(bytes.len());
    let count = limit.unwrap_or(usize::MAX).min(bytes.len() - start);
    let taken = bytes[start..start + count].to_vec();
    if count > 0 {
        *position = start + count;
    }
    Ok(cx.bytes_value(&taken))
}

fn read(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    take(cx, &this, size.limit())
}

fn read1(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    take(cx, &this, size.limit())
}

fn line(cx: &mut Context, this: &This, limit: Option<usize>) -> PyResult<Value> {
    let (bytes, position) = open(cx, this)?;
    let rest = &bytes[(*position).min(bytes.len())..];
    let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    take(cx, this, Some(length.min(limit.unwrap_or(usize::MAX))))
}

fn readline(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    line(cx, &this, size.limit())
}

fn readlines(cx: &mut Context, this: This, hint: Size) -> PyResult<Value> {
    let mut lines = Vec::new();
    let mut length = 0;
    loop {
        let found = line(cx, &this, None)?;
        let count = cx.len(&found)?;
        if count == 0 {
            break;
        }
        length += count;
        lines.push(found);
        if hint.0 > 0 && length >= hint.0 as usize {
            break;
        }
    }
    Ok(cx.list_value(lines))
}

fn next(cx: &mut Context, this: This) -> PyResult<Value> {
    let found = line(cx, &this, None)?;
    if cx.len(&found)? == 0 { Err(cx.stop_iteration(Value::None)) } else { Ok(found) }
}

fn readinto(cx: &mut Context, this: This, buffer: WritableBuffer) -> PyResult<usize> {
    let read = take(cx, &this, Some(buffer.len()))?;
    let bytes = cx.bytes_like(&read)?;
    buffer.store(cx, 0, bytes.items());
    Ok(bytes.items().len())
}

fn getbuffer(cx: &mut Context, this: This) -> PyResult<Value> {
    open(cx, &this)?;
    let view = cx.memoryview_over(this.into_object());
    Ok(view.map_or(Value::None, Value::from))
}

/// Refuses to change the size, or to take the bytes away, while somebody looks at them.
fn check_exports(cx: &mut Context, this: &This) -> PyResult<()> {
    if this.get(cx).exports.count() > 0 {
        return Err(cx.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    Ok(())
}

fn put(cx: &mut Context, this: &This, added: &[u8]) -> PyResult<usize> {
    open(cx, this)?;
    check_exports(cx, this)?;
    let (bytes, position) = open(cx, this)?;
    if added.is_empty() {
        return Ok(0);
    }
    let end = *position + added.len();
    if bytes.try_reserve(end.saturating_sub(bytes.len())).is_err() {
        return Err(cx.memory_error());
    }
    if bytes.len() < *position {
        bytes.resize(*position, 0);
    }
    let overlap = (bytes.len() - *position).min(added.len());
    bytes[*position..*position + overlap].copy_from_slice(&added[..overlap]);
    bytes.extend_from_slice(&added[overlap..]);
    *position = end;
    Ok(added.len())
}

fn write(cx: &mut Context, this: This, added: Value) -> PyResult<usize> {
    open(cx, &this)?;
    let added = cx.bytes_like(&added)?;
    put(cx, &this, added.items())
}

fn writelines(cx: &mut Context, this: This, lines: Value) -> PyResult<()> {
    open(cx, &this)?;
    let iterator = cx.iter(&lines)?;
    while let Some(line) = cx.next(&iterator)? {
        write(cx, this.clone(), line)?;
    }
    Ok(())
}

fn seek(cx: &mut Context, this: This, target: i64, whence: Option<i64>) -> PyResult<i64> {
    let (bytes, position) = open(cx, &this)?;
    let base = match whence.unwrap_or(0) {
        0 if target < 0 => return Err(cx.value_error(format!("negative seek value {target}"))),
        0 => 0,
        1 => *position as i64,
        2 => bytes.len() as i64,
        whence => return Err(cx.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let Some(place) = base.checked_add(target) else {
        return Err(cx.overflow_error("new position too large"));
    };
    let place = place.max(0);
    *position = place as usize;
    Ok(place)
}

fn tell(cx: &mut Context, this: This) -> PyResult<i64> {
    let (_, position) = open(cx, &this)?;
    Ok(*position as i64)
}

fn truncate(cx: &mut Context, this: This, size: Option<Value>) -> PyResult<i64> {
    let (_, position) = open(cx, &this)?;
    let here = *position as i64;
    let size = match given(size) {
        Some(size) => cx.index_i64(&size)?,
        None => here,
    };
    let Ok(length) = usize::try_from(size) else {
        return Err(cx.value_error(format!("negative size value {size}")));
    };
    check_exports(cx, &this)?;
    let (bytes, _) = open(cx, &this)?;
    bytes.truncate(length);
    Ok(size)
}

fn getvalue(cx: &mut Context, this: This) -> PyResult<Value> {
    let bytes = open(cx, &this)?.0.clone();
    Ok(cx.bytes_value(&bytes))
}

fn close(cx: &mut Context, this: This) -> PyResult<()> {
    check_exports(cx, &this)?;
    this.get_mut(cx).bytes = None;
    Ok(())
}

fn yes(cx: &mut Context, this: This) -> PyResult<bool> {
    open(cx, &this)?;
    Ok(true)
}

fn isatty(cx: &mut Context, this: This) -> PyResult<bool> {
    open(cx, &this)?;
    Ok(false)
}

fn flush(cx: &mut Context, this: This) -> PyResult<()> {
    open(cx, &this).map(drop)
}

fn getstate(cx: &mut Context, this: This) -> PyResult<Value> {
    let value = getvalue(cx, this.clone())?;
    let position = Value::Int(this.get(cx).position as i64);
    let own = instance::dict_of(cx, this.as_object());
    let own = match own {
        Some(dict) if !dict.get(cx).table.is_empty() => {
            let copy = dict.get(cx).table.copied();
            cx.new_dict(copy).into()
        }
        _ => Value::None,
    };
    Ok(cx.tuple_value(vec![value, position, own]))
}

fn setstate(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let items =
        state.as_ref().and_then(|object| object.downcast::<Tuple>()).map(|tuple| tuple.items().to_vec());
    let Some([value, position, own]) = items.as_deref() else {
        let got = cx.type_name(&state);
        return Err(cx.type_error(format!("_io.BytesIO.__setstate__ argument should be 3-tuple, got {got}")));
    };
    let bytes = cx.bytes_like(value)?.items().to_vec();
    let place = cx.index_i64(position)?;
    let Ok(place) = usize::try_from(place) else {
        return Err(cx.value_error("position value cannot be negative"));
    };
    let state = this.get_mut(cx);
    state.bytes = Some(bytes);
    state.position = place;
    restore_dict(cx, &this.value(), own)
}

/// Gives a copied object the attributes of the original.
pub fn restore_dict(cx: &mut Context, this: &Value, own: &Value) -> PyResult<()> {
    if own.is_none() {
        return Ok(());
    }
    let Some(own) = own.as_ref().and_then(|object| object.downcast::<Dict>()).cloned() else {
        let got = cx.type_name(own);
        return Err(cx.type_error(format!("third item of state should be a dict, got a {got}")));
    };
    let Some(dict) = this.as_ref().and_then(|object| instance::dict_of(cx, object)) else { return Ok(()) };
    let entries: Vec<(Value, Value)> =
        own.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    for (key, value) in entries {
        vm::objects::dict::set(cx, &dict, key, value)?;
    }
    Ok(())
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<BytesIo>>()) {
        Some(this) => Ok(Value::bool(this.get(cx).bytes.is_none())),
        None => Err(cx.type_error("a BytesIO is required")),
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, initial_bytes=b'')", "Begin with these bytes.", init),
    method!("__getstate__", "($self, /)", "What __setstate__() needs.", getstate),
    method!("__setstate__", "($self, object, /)", "Become what a copy was made of.", setstate),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("close", "($self, /)", "Give up the bytes.", close),
    method!("flush", "($self, /)", "Does nothing.", flush),
    method!("getvalue", "($self, /)", "All bytes.", getvalue),
    method!("getbuffer", "($self, /)", "A view of the bytes.", getbuffer),
    method!("isatty", "($self, /)", "Never a terminal.", isatty),
    method!("read", "($self, size=-1, /)", "Read size bytes, fewer only at the end, or all.", read),
    method!("read1", "($self, size=-1, /)", "The same as read().", read1),
    method!("readable", "($self, /)", "It can be read.", yes),
    method!("readinto", "($self, buffer, /)", "Read into a buffer.", readinto),
    method!("readline", "($self, size=-1, /)", "Read a line, or at most size bytes of it.", readline),
    method!("readlines", "($self, size=None, /)", "The lines; no more after size bytes.", readlines),
    method!("seek", "($self, pos, whence=0, /)", "Go to a position; returns it.", seek),
    method!("seekable", "($self, /)", "There are positions.", yes),
    method!("tell", "($self, /)", "The position.", tell),
    method!("truncate", "($self, size=None, /)", "Make it end at a size, or here.", truncate),
    method!("writable", "($self, /)", "It can be written.", yes),
    method!("write", "($self, b, /)", "Write bytes; returns how many.", write),
    method!("writelines", "($self, lines, /)", "Write all; nothing is put between them.", writelines),
];

/// `_io.BytesIO`.
pub static BYTES_IO: TypeSpec = TypeSpec {
    doc: "A binary file in memory.",
    base: Some(&super::base::BUFFERED_IO_BASE),
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: &[Attribute {
        name: "closed",
        doc: "Whether the file is closed.",
        get: get_closed,
        set: None,
    }],
    ..TypeSpec::new("_io.BytesIO", Kind::Extension)
};
