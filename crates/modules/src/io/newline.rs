//! Line endings: their translation to `\n` piece by piece, and `IncrementalNewlineDecoder`, which does it for
//! Python code. Text is in the VM's form, WTF-8, where line endings are the same bytes as in ASCII.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row, Truth};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, Tuple, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::call;

/// A `\r` alone was seen.
const CR: u8 = 1;
/// A `\n` alone was seen.
const LF: u8 = 2;
/// A `\r\n` was seen.
const CRLF: u8 = 4;

/// Translates line endings in pieces of text, and remembers which ones there were.
#[derive(Clone, Default, Debug)]
pub struct Newlines {
    translate: bool,
    /// The last piece ended with a `\r` that waits for what comes next.
    pub waiting: bool,
    seen: u8,
}

impl Newlines {
    /// Before the first piece.
    pub fn new(translate: bool) -> Newlines {
        Newlines { translate, ..Newlines::default() }
    }

    /// The next piece, with a `\r` that the last one kept back; `last` if nothing follows.
    pub fn feed(&mut self, mut text: Vec<u8>, last: bool) -> Vec<u8> {
        if self.waiting && (last || !text.is_empty()) {
            text.insert(0, b'\r');
            self.waiting = false;
        }
        if !last && text.last() == Some(&b'\r') {
            text.pop();
            self.waiting = true;
        }
        let Some(first) = memchr::memchr(b'\r', &text) else {
            if self.seen & LF == 0 && memchr::memchr(b'\n', &text).is_some() {
                self.seen |= LF;
            }
            return text;
        };
        if memchr::memchr(b'\n', &text[..first]).is_some() {
            self.seen |= LF;
        }
        let mut out = Vec::with_capacity(text.len());
        out.extend_from_slice(&text[..first]);
        let mut rest = &text[first..];
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'\r' if after.first() == Some(&b'\n') => {
                    self.seen |= CRLF;
                    rest = &after[1..];
                    if !self.translate {
                        out.push(b'\r');
                    }
                    out.push(b'\n');
                }
                b'\r' => {
                    self.seen |= CR;
                    out.push(if self.translate { b'\n' } else { b'\r' });
                }
                b'\n' => {
                    self.seen |= LF;
                    out.push(b'\n');
                }
                byte => out.push(byte),
            }
        }
        out
    }

    /// `newlines`: `None`, a line ending, or a tuple of those that were seen.
    pub fn seen(&self, cx: &mut Context) -> Value {
        let mut found: Vec<Value> = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")]
            .into_iter()
            .filter(|(bit, _)| self.seen & bit != 0)
            .map(|(_, text)| cx.str_value(text))
            .collect();
        match found.len() {
            0 => Value::None,
            1 => found.remove(0),
            _ => cx.tuple_value(found),
        }
    }

    /// Back to the beginning.
    pub fn reset(&mut self) {
        self.waiting = false;
        self.seen = 0;
    }
}

/// `IncrementalNewlineDecoder`.
#[derive(Default)]
pub struct NewlineDecoder {
    decoder: Value,
    newlines: Newlines,
}

impl Body for NewlineDecoder {
    const NAME: &'static str = "IncrementalNewlineDecoder";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.decoder);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.decoder.take());
    }
}

type This = Obj<Ext<NewlineDecoder>>;

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, NewlineDecoder::default()).into()
}

fn init(cx: &mut Context, this: This, decoder: Value, translate: Truth, _: Option<Value>) {
    let state = this.get_mut(cx);
    state.newlines = Newlines::new(translate.0);
    let old = std::mem::replace(&mut state.decoder, decoder);
    drop(old);
}

fn decode(cx: &mut Context, this: This, input: Value, last: Option<Truth>) -> PyResult<Value> {
    let last = last.is_some_and(|Truth(last)| last);
    let decoder = this.get(cx).decoder.clone();
    let text = match &decoder {
        Value::Empty => return Err(cx.value_error("IncrementalNewlineDecoder.__init__() not called")),
        Value::None => input,
        decoder => call(cx, decoder, "decode", &[input, Value::bool(last)])?,
    };
    let Some(text) = text.as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
        let got = cx.type_name(&text);
        return Err(cx.type_error(format!("decoder should return a string result, not '{got}'")));
    };
    let out = this.get_mut(cx).newlines.feed(text.items().to_vec(), last);
    Ok(cx.new_wtf8(text::Wtf8::from_bytes(&out)).into())
}

fn getstate(cx: &mut Context, this: This) -> PyResult<Value> {
    let decoder = this.get(cx).decoder.clone();
    let waiting = i64::from(this.get(cx).newlines.waiting);
    if decoder.is_none() || decoder.is_empty() {
        let empty = cx.bytes_value(b"");
        return Ok(cx.tuple_value(vec![empty, Value::Int(waiting)]));
    }
    let state = call(cx, &decoder, "getstate", &[])?;
    let (buffer, flags) = state_parts(cx, &state)?;
    Ok(cx.tuple_value(vec![buffer, Value::Int(flags << 1 | waiting)]))
}

fn state_parts(cx: &mut Context, state: &Value) -> PyResult<(Value, i64)> {
    match state.as_ref().and_then(|object| object.downcast::<Tuple>()).map(|tuple| tuple.items()) {
        Some([buffer, flags]) => {
            let buffer = buffer.clone();
            let flags = cx.index_i64(&flags.clone())?;
            Ok((buffer, flags))
        }
        _ => Err(cx.type_error("state argument must be a tuple")),
    }
}

fn setstate(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let (buffer, flags) = state_parts(cx, &state)?;
    this.get_mut(cx).newlines.waiting = flags & 1 != 0;
    let decoder = this.get(cx).decoder.clone();
    if !decoder.is_none() && !decoder.is_empty() {
        let inner = cx.tuple_value(vec![buffer, Value::Int(flags >> 1)]);
        call(cx, &decoder, "setstate", &[inner])?;
    }
    Ok(())
}

fn reset(cx: &mut Context, this: This) -> PyResult<()> {
    this.get_mut(cx).newlines.reset();
    let decoder = this.get(cx).decoder.clone();
    if !decoder.is_none() && !decoder.is_empty() {
        call(cx, &decoder, "reset", &[])?;
    }
    Ok(())
}

fn get_newlines(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let Some(this) = this.as_ref().and_then(|object| object.downcast::<Ext<NewlineDecoder>>()).cloned()
    else {
        return Err(cx.type_error("an IncrementalNewlineDecoder is required"));
    };
    let newlines = this.get(cx).newlines.clone();
    Ok(newlines.seen(cx))
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, decoder, translate, errors='strict')", "Wrap a decoder, or None.", init),
    method!("decode", "($self, /, input, final=False)", "Decode a piece.", decode),
    method!("getstate", "($self, /)", "What setstate() needs to come back to this point.", getstate),
    method!("reset", "($self, /)", "Go back to the beginning.", reset),
    method!("setstate", "($self, state, /)", "Come back to a point.", setstate),
];

/// `_io.IncrementalNewlineDecoder`.
pub static DECODER: TypeSpec = TypeSpec {
    doc: "Translates line endings of text that another decoder gives piece by piece.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    attributes: &[Attribute {
        name: "newlines",
        doc: "The line endings met so far.",
        get: get_newlines,
        set: None,
    }],
    ..TypeSpec::new("_io.IncrementalNewlineDecoder", Kind::Extension)
};
