//! Functions between objects and text.

use text::wtf8::Wtf8Buf;
use vm::heap::Obj;
use vm::objects::{Bytes, Kind, Str};
use vm::{Context, PyResult, Value};

pub(super) fn repr(cx: &mut Context, object: Value) -> PyResult<Obj<Str>> {
    cx.repr(&object)
}

pub(super) fn ascii(cx: &mut Context, object: Value) -> PyResult<Obj<Str>> {
    cx.ascii(&object)
}

pub(super) fn format(cx: &mut Context, value: Value, spec: Option<Value>) -> PyResult<Obj<Str>> {
    let spec = spec.unwrap_or_else(|| cx.interp_ref().singletons.empty_str.value());
    if spec.as_ref().and_then(|object| object.downcast::<Str>()).is_none() {
        let name = if spec.is_none() { String::from("None") } else { cx.type_name(&spec) };
        return Err(cx.type_error(format!("format() argument 2 must be str, not {name}")));
    }
    cx.format(&value, &spec)
}

pub(super) fn chr(cx: &mut Context, code: Value) -> PyResult<Value> {
    let code = cx.index(&code)?.to_i64();
    match code.and_then(|code| u32::try_from(code).ok()).filter(|code| *code < 0x11_0000) {
        Some(code) if code < 128 => Ok(cx.interp_ref().singletons.ascii[code as usize].value()),
        Some(code) => {
            let mut text = Wtf8Buf::new();
            text.push(code);
            Ok(cx.new_wtf8(text.as_wtf8()).into())
        }
        None => Err(cx.value_error("chr() arg not in range(0x110000)")),
    }
}

/// The bytes of what consists of bytes: no other memory.
fn bytes_or_bytearray(cx: &mut Context, value: &Value) -> PyResult<Option<Obj<Bytes>>> {
    let is_string = |object: &vm::heap::Ref| matches!(object.kind(), Kind::Bytes | Kind::ByteArray);
    if value.as_ref().is_some_and(is_string) { cx.try_bytes_like(value) } else { Ok(None) }
}

pub(super) fn ord(cx: &mut Context, character: Value) -> PyResult<i64> {
    let length = if let Some(text) = character.as_ref().and_then(|object| object.downcast::<Str>()) {
        match text.wtf8().chars().next() {
            Some(code) if text.char_count() == 1 => return Ok(i64::from(code)),
            _ => text.char_count(),
        }
    } else if let Some(bytes) = bytes_or_bytearray(cx, &character)? {
        match bytes.items() {
            [byte] => return Ok(i64::from(*byte)),
            bytes => bytes.len(),
        }
    } else {
        let name = cx.type_name(&character);
        return Err(cx.type_error(format!("ord() expected string of length 1, but {name} found")));
    };
    Err(cx.type_error(format!("ord() expected a character, but string of length {length} found")))
}
