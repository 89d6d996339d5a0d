//! What a pattern is applied to, or made of: a `str` or bytes.

use vm::heap::Obj;
use vm::objects::{Bytes, Str, bytes, str_methods};
use vm::{Context, PyResult, Value};

/// A `str` or a `bytes`.
#[derive(Clone)]
pub enum Subject {
    /// Text; places in it count code points.
    Text(Obj<Str>),
    /// Bytes, and the object they came from.
    Bytes(Obj<Bytes>, Value),
}

impl Subject {
    /// What a value is, if a pattern can be applied to it.
    pub fn of(cx: &mut Context, value: &Value) -> PyResult<Subject> {
        if let Some(text) = str_methods::as_str(value) {
            return Ok(Subject::Text(text.clone()));
        }
        match cx.bytes_like(value) {
            Ok(bytes) => Ok(Subject::Bytes(bytes, value.clone())),
            Err(_) => {
                let name = cx.type_name(value);
                Err(cx.type_error(format!("expected string or bytes-like object, got '{name}'")))
            }
        }
    }

    /// Without the class of the value: an exact `str` or `bytes`.
    pub fn plain(self, cx: &mut Context) -> Subject {
        match self {
            Subject::Text(text) => Subject::Text(str_methods::plain(cx, &text)),
            Subject::Bytes(bytes, value) => Subject::Bytes(bytes::plain(cx, &bytes), value),
        }
    }

    /// Whether it is text.
    pub fn is_text(&self) -> bool {
        matches!(self, Subject::Text(_))
    }

    /// Whether each of its bytes is a character.
    pub fn is_single(&self) -> bool {
        match self {
            Subject::Text(text) => text.is_ascii(),
            Subject::Bytes(..) => true,
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Subject::Text(text) => text.items(),
            Subject::Bytes(bytes, _) => bytes.items(),
        }
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        match self {
            Subject::Text(text) => text.char_count(),
            Subject::Bytes(bytes, _) => bytes.items().len(),
        }
    }

    /// The byte at which a character begins.
    pub fn offset_of(&self, place: usize) -> usize {
        match self {
            Subject::Text(text) => text.offset_of(place),
            Subject::Bytes(..) => place,
        }
    }

    /// The number of the character that begins at a byte.
    pub fn position_of(&self, offset: usize) -> usize {
        match self {
            Subject::Text(text) => text.position_of(offset),
            Subject::Bytes(..) => offset,
        }
    }

    /// The object.
    pub fn value(&self) -> Value {
        match self {
            Subject::Text(text) => text.value(),
            Subject::Bytes(_, value) => value.clone(),
        }
    }

    /// A part of it, between two bytes.
    pub fn part(&self, cx: &mut Context, start: usize, end: usize) -> Value {
        match self {
            Subject::Text(text) if start == 0 && end == text.items().len() => {
                str_methods::plain(cx, text).into()
            }
            Subject::Text(text) => cx.new_wtf8(text.wtf8().slice_bytes(start, end)).into(),
            Subject::Bytes(bytes, _) => cx.bytes_value(&bytes.items()[start..end]),
        }
    }

    /// An empty one of the same kind.
    pub fn empty(&self, cx: &mut Context) -> Value {
        match self {
            Subject::Text(_) => cx.str_value(""),
            Subject::Bytes(..) => cx.bytes_value(b""),
        }
    }

    /// New text or bytes of the same kind.
    pub fn made_of(&self, cx: &mut Context, bytes: &[u8]) -> Value {
        match self {
            Subject::Text(_) => cx.new_wtf8(text::Wtf8::from_bytes(bytes)).into(),
            Subject::Bytes(..) => cx.bytes_value(bytes),
        }
    }

    /// Its characters.
    pub fn characters(&self) -> Vec<u32> {
        match self {
            Subject::Text(text) => text.wtf8().chars().collect(),
            Subject::Bytes(bytes, _) => bytes.items().iter().map(|&byte| u32::from(byte)).collect(),
        }
    }
}
