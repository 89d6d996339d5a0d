//! `str % values` and `bytes % values`: taking values from the tuple or mapping and converting them. How a format is
//! cut into pieces, and how numbers are written, is in `text::percent`.

use text::int::Bounded;
use text::percent::{self, Amount, Conversion, Piece, Pieces, Size, Spec};
use text::{Wtf8, Wtf8Buf};

use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::int::OwnedInt;
use crate::objects::str_methods::as_str;
use crate::objects::{Bytes, Str, Tuple, bytes, int_methods};
use crate::{Context, PyResult, Value};

/// What stands right of the `%`.
struct Values {
    given: Given,
    /// The same if it can be asked for keys.
    mapping: Option<Value>,
}

enum Given {
    /// The values of a tuple from a position on.
    Tuple(Obj<Tuple>, usize),
    /// One value, until it is taken.
    Single(Option<Value>),
}

impl Values {
    fn new(cx: &mut Context, values: &Value, is_bytes: bool) -> Values {
        let object = values.as_ref();
        if let Some(tuple) = object.and_then(|object| object.downcast::<Tuple>()) {
            return Values { given: Given::Tuple(tuple.clone(), 0), mapping: None };
        }
        let is_text = as_str(values).is_some() || (is_bytes && cx.is_bytes_like(values));
        let class = cx.type_of(values);
        let name = cx.names().__getitem__.clone();
        // A deque has items, but no keys.
        let has_keys = !is_text
            && class.lookup(cx, &name).is_some()
            && cx.sequence_with(values, &name).is_none_or(|base| base != "deque");
        Values { given: Given::Single(Some(values.clone())), mapping: has_keys.then(|| values.clone()) }
    }

    fn next(&mut self, cx: &mut Context) -> PyResult<Value> {
        let next = match &mut self.given {
            Given::Tuple(tuple, at) => {
                *at += 1;
                tuple.items().get(*at - 1).cloned()
            }
            Given::Single(value) => value.take(),
        };
        next.ok_or_else(|| cx.text_error(percent::not_enough_arguments()))
    }

    /// Makes the value of a key the one that is taken next.
    fn choose(&mut self, cx: &mut Context, key: &Value) -> PyResult<()> {
        let mapping = self.mapping.clone().expect("I-9: the format is cut with keys only for mappings");
        self.given = Given::Single(Some(cx.get_item(&mapping, key)?));
        Ok(())
    }

    /// The width or precision that `*` takes.
    fn amount(
        &mut self,
        cx: &mut Context,
        amount: Option<Amount>,
        is_precision: bool,
    ) -> PyResult<Option<i64>> {
        if amount != Some(Amount::Argument) {
            return Ok(None);
        }
        let value = self.next(cx)?;
        let Some(number) = value.as_int() else { return Err(cx.type_error("* wants int")) };
        match number.to_i64() {
            Some(number) if !is_precision || i32::try_from(number).is_ok() => Ok(Some(number)),
            _ if is_precision => Err(cx.overflow_error("Python int too large to convert to C int")),
            _ => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// Width and precision of a spec, and the value to format.
    fn take(&mut self, cx: &mut Context, spec: &Spec<'_>) -> PyResult<(Size, Value)> {
        let width = self.amount(cx, spec.width, false)?;
        let precision = self.amount(cx, spec.precision, true)?;
        Ok((Size::new(spec, width, precision), self.next(cx)?))
    }

    /// Raises when values are left over.
    fn finish(&self, cx: &mut Context, kind: &str) -> PyResult<()> {
        let left = match &self.given {
            Given::Tuple(tuple, at) => *at < tuple.items().len(),
            Given::Single(value) => value.is_some() && self.mapping.is_none(),
        };
        if left { Err(cx.text_error(percent::not_all_converted(kind))) } else { Ok(()) }
    }
}

/// `format % values`.
pub fn format_str(cx: &mut Context, format: &Obj<Str>, values: &Value) -> PyResult<Wtf8Buf> {
    let mut values = Values::new(cx, values, false);
    let mut out = Wtf8Buf::with_capacity(format.items().len());
    for piece in Pieces::of_str(format.wtf8(), values.mapping.is_some()) {
        match cx.lift(piece)? {
            Piece::Literal(literal) => out.push_wtf8(Wtf8::from_bytes(literal)),
            Piece::Spec(spec) => {
                if let Some(key) = spec.key {
                    let key = cx.new_wtf8(Wtf8::from_bytes(key)).into();
                    values.choose(cx, &key)?;
                }
                let (size, value) = values.take(cx, &spec)?;
                let conversion = cx.lift(spec.conversion.clone())?;
                let shown = match conversion {
                    Conversion::Str | Conversion::Bytes => cx.str(&value)?,
                    Conversion::Repr => cx.repr(&value)?,
                    Conversion::Ascii => cx.ascii(&value)?,
                    Conversion::Char => {
                        let c = char_of(cx, &value)?;
                        cx.new_wtf8(Wtf8Buf::from_iter([c]).as_wtf8())
                    }
                    Conversion::Decimal(_) | Conversion::Radix(_) | Conversion::Float(_) => {
                        out.push_str(&number(cx, &spec, size, conversion, &value, false)?);
                        continue;
                    }
                };
                let size =
                    if conversion == Conversion::Char { Size { precision: None, ..size } } else { size };
                out.push_wtf8(cx.lift(percent::format_text(size, shown.wtf8()))?.as_wtf8());
            }
        }
    }
    values.finish(cx, "string")?;
    Ok(out)
}

/// The code point that `%c` of a str writes.
fn char_of(cx: &mut Context, value: &Value) -> PyResult<u32> {
    if let Some(text) = as_str(value) {
        let mut chars = text.wtf8().chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(c);
        }
        let length = text.char_count();
        return Err(cx.type_error(format!(
            "%c requires an int or a unicode character, not a string of length {length}"
        )));
    }
    match cx.try_index(value)? {
        Some(number) => cx.lift(percent::code_point(number.to_i64())),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("%c requires an int or a unicode character, not {name}")))
        }
    }
}

/// `format % values` of bytes.
pub fn format_bytes(cx: &mut Context, format: &Obj<Bytes>, values: &Value) -> PyResult<Vec<u8>> {
    let mut values = Values::new(cx, values, true);
    let mut out = Vec::with_capacity(format.items().len());
    for piece in Pieces::of_bytes(format.items(), values.mapping.is_some()) {
        match cx.lift(piece)? {
            Piece::Literal(literal) => out.extend_from_slice(literal),
            Piece::Spec(spec) => {
                if let Some(key) = spec.key {
                    let key = cx.bytes_value(key);
                    values.choose(cx, &key)?;
                }
                let (size, value) = values.take(cx, &spec)?;
                let conversion = cx.lift(spec.conversion.clone())?;
                let shown = match conversion {
                    Conversion::Str | Conversion::Bytes => shown_as_bytes(cx, &value)?,
                    Conversion::Repr | Conversion::Ascii => cx.ascii(&value)?.items().to_vec(),
                    Conversion::Char => vec![byte_of(cx, &value)?],
                    Conversion::Decimal(_) | Conversion::Radix(_) | Conversion::Float(_) => {
                        out.extend(number(cx, &spec, size, conversion, &value, true)?.into_bytes());
                        continue;
                    }
                };
                let size =
                    if conversion == Conversion::Char { Size { precision: None, ..size } } else { size };
                out.extend(cx.lift(percent::format_bytes(size, &shown))?);
            }
        }
    }
    values.finish(cx, "bytes")?;
    Ok(out)
}

fn shown_as_bytes(cx: &mut Context, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = cx.try_bytes_like(value)? {
        return Ok(bytes.items().to_vec());
    }
    match cx.try_special(value, |names| &names.__bytes__, [])? {
        Some(result) => match bytes::as_bytes(&result) {
            Some(bytes) => Ok(bytes.items().to_vec()),
            None => {
                let name = cx.type_name(&result);
                Err(cx.type_error(format!("__bytes__ returned non-bytes (type {name})")))
            }
        },
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
            )))
        }
    }
}

/// The byte that `%c` of a bytes writes.
fn byte_of(cx: &mut Context, value: &Value) -> PyResult<u8> {
    if let Some(bytes) = cx.try_bytes_like(value)? {
        if let [byte] = bytes.items() {
            return Ok(*byte);
        }
        let length = bytes.items().len();
        return Err(cx.type_error(format!(
            "%c requires an integer in range(256) or a single byte, not a bytes object of length {length}"
        )));
    }
    match cx.try_index(value)? {
        Some(number) => cx.lift(percent::byte(number.to_i64())),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("%c requires an integer in range(256) or a single byte, not {name}")))
        }
    }
}

/// A number as `%d`, `%x`, `%f` and their kin write it.
fn number(
    cx: &mut Context,
    spec: &Spec<'_>,
    size: Size,
    conversion: Conversion,
    value: &Value,
    is_bytes: bool,
) -> PyResult<String> {
    let wrong = |cx: &mut Context| {
        let name = cx.type_name(value);
        cx.text_error(percent::wrong_number(conversion, is_bytes, &name))
    };
    let (code, found) = match conversion {
        Conversion::Float(code) => {
            let number = match cx.to_f64(value) {
                Ok(number) => number,
                Err(raised) if is_bytes && cx.is_exception(&raised, ExceptionKind::TypeError) => {
                    return Err(wrong(cx));
                }
                Err(raised) => return Err(raised),
            };
            return cx.lift(percent::format_float(spec, size, code, number));
        }
        Conversion::Radix(code) => (code, cx.try_index(value)),
        Conversion::Decimal(code) => match value.as_int() {
            Some(number) => (code, Ok(Some(OwnedInt::from(number)))),
            None => (code, int_methods::from_number(cx, value)),
        },
        _ => return Err(wrong(cx)),
    };
    let number = match found {
        Ok(Some(number)) => number,
        Ok(None) => return Err(wrong(cx)),
        Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => return Err(wrong(cx)),
        Err(raised) => return Err(raised),
    };
    match &number {
        OwnedInt::Small(number) => cx.lift(percent::format_int(spec, size, code, number)),
        OwnedInt::Big(value) => {
            let max_digits = cx.max_str_digits();
            cx.lift(percent::format_int(spec, size, code, &Bounded { value, max_digits }))
        }
    }
}
