//! `StringIO`: a text file in memory. The text is kept in the VM's form; positions count characters, and the byte
//! a position stands for is kept beside it.

use text::Wtf8;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, Tuple, Type, TypeSpec, instance};
use vm::{Context, PyResult, Value, method, static_method};

use super::arguments::{Size, given};
use super::bytes_io::restore_dict;
use super::newline::Newlines;
use super::text::NewlineMode;

/// `StringIO`.
#[derive(Default)]
pub struct StringIo {
    ready: bool,
    closed: bool,
    text: Vec<u8>,
    /// Number of characters in `text`.
    chars: usize,
    /// Where the next read or write is, in characters; it may be behind the end.
    position: usize,
    /// The same in bytes, at most the length.
    offset: usize,
    newline: NewlineMode,
    newlines: Option<Newlines>,
}

impl StringIo {
    fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    fn go_to(&mut self, position: usize) {
        self.position = position;
        self.offset = if self.is_ascii() {
            position.min(self.chars)
        } else {
            Wtf8::from_bytes(&self.text).offset_of(position)
        };
    }

    /// Writes text over what is at the position.
    fn put(&mut self, added: &[u8]) {
        if added.is_empty() {
            return;
        }
        if self.position > self.chars {
            self.text.resize(self.text.len() + self.position - self.chars, 0);
            self.chars = self.position;
            self.offset = self.text.len();
        }
        let count = Wtf8::from_bytes(added).count();
        if self.offset == self.text.len() {
            self.text.extend_from_slice(added);
            self.chars += count;
        } else {
            let behind = Wtf8::from_bytes(&self.text[self.offset..]);
            let length = behind.offset_of(count);
            let replaced = Wtf8::from_bytes(&behind.as_bytes()[..length]).count();
            self.text.splice(self.offset..self.offset + length, added.iter().copied());
            self.chars += count - replaced;
        }
        self.position += count;
        self.offset += added.len();
    }

    /// Takes bytes from the position.
    fn take(&mut self, length: usize) -> Vec<u8> {
        let taken = self.text[self.offset..self.offset + length].to_vec();
        self.offset += length;
        self.position += Wtf8::from_bytes(&taken).count();
        taken
    }
}

impl Body for StringIo {
    const NAME: &'static str = "StringIO";
}

type This = Obj<Ext<StringIo>>;

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, StringIo::default()).into()
}

fn init(cx: &mut Context, this: This, initial: Option<Value>, newline: Option<Value>) -> PyResult<()> {
    let newline = match newline {
        None => Some(cx.str_value("\n")),
        some => given(some),
    };
    let newline = NewlineMode::parse(cx, newline, "StringIO", true)?;
    let initial = match given(initial) {
        None => None,
        Some(initial) => match initial.as_ref().and_then(|object| object.downcast::<Str>()) {
            Some(text) => Some(text.clone()),
            None => {
                let got = cx.type_name(&initial);
                return Err(cx.type_error(format!("initial_value must be str or None, not {got}")));
            }
        },
    };
    let newlines = newline.newlines();
    let state = StringIo { ready: true, newline, newlines, ..StringIo::default() };
    **this.get_mut(cx) = state;
    if let Some(text) = initial {
        put_text(cx, &this, &text);
        this.get_mut(cx).go_to(0);
    }
    Ok(())
}

/// The state of an open file.
fn open<'a>(cx: &'a mut Context, this: &'a This) -> PyResult<&'a mut StringIo> {
    let state = this.get(cx);
    if !state.ready {
        return Err(cx.value_error("I/O operation on uninitialized object"));
    }
    if state.closed {
        return Err(cx.value_error("I/O operation on closed file"));
    }
    Ok(&mut **this.get_mut(cx))
}

/// Writes text, with line endings as the file has them.
fn put_text(cx: &mut Context, this: &This, added: &Obj<Str>) {
    let state = this.get_mut(cx);
    let bytes = added.items();
    let translated = match &mut state.newlines {
        Some(newlines) => Some(newlines.feed(bytes.to_vec(), true)),
        None => state.newline.written().and_then(|end| {
            memchr::memchr(b'\n', bytes)?;
            let mut out = Vec::with_capacity(bytes.len() + 16);
            for &byte in bytes {
                if byte == b'\n' { out.extend_from_slice(end.as_bytes()) } else { out.push(byte) }
            }
            Some(out)
        }),
    };
    state.put(translated.as_deref().unwrap_or(bytes));
}

fn write(cx: &mut Context, this: This, text: Value) -> PyResult<usize> {
    let Some(text) = text.as_ref().and_then(|object| object.downcast::<Str>()) else {
        open(cx, &this)?;
        let got = cx.type_name(&text);
        return Err(cx.type_error(format!("string argument expected, got '{got}'")));
    };
    open(cx, &this)?;
    let state = this.get_mut(cx);
    let gap = state.position.saturating_sub(state.chars);
    if state.text.try_reserve(gap).is_err() {
        return Err(cx.memory_error());
    }
    put_text(cx, &this, text);
    Ok(text.char_count())
}

fn text_value(cx: &mut Context, bytes: &[u8]) -> Value {
    cx.new_wtf8(Wtf8::from_bytes(bytes)).into()
}

fn read(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    let state = open(cx, &this)?;
    let behind = Wtf8::from_bytes(&state.text[state.offset..]);
    let length = match size.limit() {
        None => behind.len(),
        Some(count) => behind.offset_of(count),
    };
    let taken = state.take(length);
    Ok(text_value(cx, &taken))
}

fn line(cx: &mut Context, this: &This, limit: Option<usize>) -> PyResult<Vec<u8>> {
    let state = open(cx, this)?;
    let behind = &state.text[state.offset..];
    let end = state.newline.line_end().as_bytes();
    let found = if state.newline.is_universal() && !state.newline.translates() {
        memchr::memchr2(b'\n', b'\r', behind)
            .map(|at| if behind[at] == b'\r' && behind.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 })
    } else {
        memchr::memmem::find(behind, end).map(|at| at + end.len())
    };
    let mut length = found.unwrap_or(behind.len());
    if let Some(limit) = limit {
        length = Wtf8::from_bytes(&behind[..length]).offset_of(limit);
    }
    Ok(state.take(length))
}

fn readline(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    let taken = line(cx, &this, size.limit())?;
    Ok(text_value(cx, &taken))
}

fn next(cx: &mut Context, this: This) -> PyResult<Value> {
    open(cx, &this)?;
    if super::is_builtin(cx, this.as_object()) {
        let taken = line(cx, &this, None)?;
        return if taken.is_empty() {
            Err(cx.stop_iteration(Value::None))
        } else {
            Ok(text_value(cx, &taken))
        };
    }
    let found = super::call(cx, &this.value(), "readline", &[])?;
    if cx.len(&found)? == 0 { Err(cx.stop_iteration(Value::None)) } else { Ok(found) }
}

fn seek(cx: &mut Context, this: This, target: i64, whence: Option<i64>) -> PyResult<i64> {
    let state = open(cx, &this)?;
    let place = match whence.unwrap_or(0) {
        0 if target < 0 => return Err(cx.value_error(format!("Negative seek position {target}"))),
        0 => target as usize,
        1 | 2 if target != 0 => {
            return Err(cx.error(
                vm::objects::exception::ExceptionKind::OSError,
                "Can't do nonzero cur-relative seeks",
            ));
        }
        1 => state.position,
        2 => state.chars,
        whence => return Err(cx.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    state.go_to(place);
    Ok(place as i64)
}

fn tell(cx: &mut Context, this: This) -> PyResult<i64> {
    open(cx, &this).map(|state| state.position as i64)
}

fn truncate(cx: &mut Context, this: This, size: Option<Value>) -> PyResult<i64> {
    let here = open(cx, &this)?.position as i64;
    let size = match given(size) {
        Some(size) => cx.index_i64(&size)?,
        None => here,
    };
    let Ok(length) = usize::try_from(size) else {
        return Err(cx.value_error(format!("Negative size value {size}")));
    };
    let state = open(cx, &this)?;
    if length < state.chars {
        let end = Wtf8::from_bytes(&state.text).offset_of(length);
        state.text.truncate(end);
        state.chars = length;
        let position = state.position;
        state.go_to(position);
    }
    Ok(size)
}

fn getvalue(cx: &mut Context, this: This) -> PyResult<Value> {
    let text = open(cx, &this)?.text.clone();
    Ok(text_value(cx, &text))
}

fn close(cx: &mut Context, this: This) {
    let state = this.get_mut(cx);
    state.closed = true;
    state.text = Vec::new();
    state.chars = 0;
    state.go_to(0);
}

fn yes(cx: &mut Context, this: This) -> PyResult<bool> {
    open(cx, &this)?;
    Ok(true)
}

fn getstate(cx: &mut Context, this: This) -> PyResult<Value> {
    let value = getvalue(cx, this.clone())?;
    let state = open(cx, &this)?;
    let position = Value::Int(state.position as i64);
    let newline = match (state.newline.translates(), state.newline.is_universal()) {
        (true, _) => None,
        (false, true) => Some(String::new()),
        (false, false) => Some(state.newline.line_end().to_string()),
    };
    let newline = newline.map_or(Value::None, |newline| cx.str_value(&newline));
    let own = match instance::dict_of(cx, this.as_object()) {
        Some(dict) if !dict.get(cx).table.is_empty() => {
            let copy = dict.get(cx).table.copied();
            cx.new_dict(copy).into()
        }
        _ => Value::None,
    };
    Ok(cx.tuple_value(vec![value, newline, position, own]))
}

fn setstate(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let items =
        state.as_ref().and_then(|object| object.downcast::<Tuple>()).map(|tuple| tuple.items().to_vec());
    let Some([value, newline, position, own]) = items.as_deref() else {
        let got = cx.type_name(&state);
        return Err(cx.type_error(format!("_io.StringIO.__setstate__ argument should be 4-tuple, got {got}")));
    };
    init(cx, this.clone(), None, Some(newline.clone()))?;
    let Some(text) = value.as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
        let got = cx.type_name(value);
        return Err(cx.type_error(format!("initial_value must be str or None, not {got}")));
    };
    // The text is as it was kept: its line endings were translated before.
    this.get_mut(cx).put(text.items());
    let place = cx.index_i64(position)?;
    let Ok(place) = usize::try_from(place) else {
        return Err(cx.value_error("position value cannot be negative"));
    };
    this.get_mut(cx).go_to(place);
    restore_dict(cx, &this.value(), own)
}

fn receiver(cx: &mut Context, this: &Value) -> PyResult<This> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<StringIo>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("a StringIO is required")),
    }
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).closed))
}

fn get_newlines(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    let newlines = open(cx, &this)?.newlines.clone();
    Ok(newlines.map_or(Value::None, |newlines| newlines.seen(cx)))
}

fn get_line_buffering(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    open(cx, &this)?;
    Ok(Value::FALSE)
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, initial_value='', newline='\\n')", "Begin with this text.", init),
    method!("__getstate__", "($self, /)", "What __setstate__() needs.", getstate),
    method!("__setstate__", "($self, state, /)", "Become what a copy was made of.", setstate),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("close", "($self, /)", "Give up the text.", close),
    method!("getvalue", "($self, /)", "All text.", getvalue),
    method!("read", "($self, size=-1, /)", "Read size characters, fewer only at the end, or all.", read),
    method!("readable", "($self, /)", "It can be read.", yes),
    method!("readline", "($self, size=-1, /)", "Read a line, or at most size characters of it.", readline),
    method!("seek", "($self, pos, whence=0, /)", "Go to a position; returns it.", seek),
    method!("seekable", "($self, /)", "There are positions.", yes),
    method!("tell", "($self, /)", "The position.", tell),
    method!("truncate", "($self, pos=None, /)", "Make it end at a size, or here.", truncate),
    method!("writable", "($self, /)", "It can be written.", yes),
    method!("write", "($self, s, /)", "Write text; returns how many characters.", write),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "closed", doc: "Whether the file is closed.", get: get_closed, set: None },
    Attribute { name: "newlines", doc: "The line endings met so far.", get: get_newlines, set: None },
    Attribute { name: "line_buffering", doc: "Never.", get: get_line_buffering, set: None },
];

/// `_io.StringIO`.
pub static STRING_IO: TypeSpec = TypeSpec {
    doc: "A text file in memory.",
    base: Some(&super::base::TEXT_IO_BASE),
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.StringIO", Kind::Extension)
};
