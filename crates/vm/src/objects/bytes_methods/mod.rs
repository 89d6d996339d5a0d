//! `bytes`: the constructor, the special methods and the table of methods. The algorithms are in
//! `text::bytes_methods`, methods that look for bytes in [`search`].

pub mod search;

use text::{PyResult as TextResult, bytes_methods as algorithm};

use crate::heap::Obj;
use crate::native::Row;
use crate::objects::bytes::{Needle, as_bytes, boxed, plain};
use crate::objects::exception::ExceptionKind;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::slice::Slice;
use crate::objects::str_methods::{as_str, repeat};
use crate::objects::type_::TypeFlags;
use crate::objects::{Bytes, Kind, Str, TypeSpec, format};
use crate::protocol::compare::Comparison;
use crate::protocol::item::position;
use crate::{Context, PyResult, Value, class_method, method, static_method};

fn new(
    cx: &mut Context,
    class: Value,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Value> {
    let base = cx.types().bytes.clone();
    let class = cx.class_to_make(&class, &base)?;
    let encoding = cx.codec_argument("bytes", "encoding", encoding)?;
    let errors = cx.codec_argument("bytes", "errors", errors)?;
    let text = source.as_ref().and_then(as_str);
    let bytes = match (text, &encoding, &errors) {
        (Some(text), Some(encoding), errors) => cx.encode(text, Some(encoding), errors.as_deref())?,
        (Some(_), None, _) => return Err(cx.type_error("string argument without an encoding")),
        (None, Some(_), _) => return Err(cx.type_error("encoding without a string argument")),
        (None, None, Some(_)) => return Err(cx.type_error("errors without a string argument")),
        (None, None, None) => match source {
            None => Vec::new(),
            Some(source) => {
                if let Some(made) = cx.try_special(&source, |names| &names.__bytes__, [])? {
                    let Some(bytes) = as_bytes(&made) else {
                        let name = cx.type_name(&made);
                        return Err(cx.type_error(format!("__bytes__ returned non-bytes (type {name})")));
                    };
                    if class.is(&base) {
                        return Ok(bytes.value());
                    }
                    bytes.items().to_vec()
                } else if let Some(length) = zeros(cx, &source)? {
                    vec![0; length]
                } else {
                    bytes_of(cx, &source)?
                }
            }
        },
    };
    if class.is(&base) { Ok(cx.bytes_value(&bytes)) } else { Ok(boxed(cx, &class, &bytes)) }
}

/// How many zero bytes an int asks for; `None` for other values, as which count those with a wrong `__index__`.
fn zeros(cx: &mut Context, source: &Value) -> PyResult<Option<usize>> {
    const MOST: i64 = 1 << 35;
    let length = match cx.try_index(source) {
        Ok(Some(length)) => length,
        Ok(None) => return Ok(None),
        Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => return Ok(None),
        Err(raised) => return Err(raised),
    };
    match length.to_i64() {
        Some(length) if length > MOST => Err(cx.error_with(ExceptionKind::MemoryError, Vec::new())),
        Some(length) => match usize::try_from(length) {
            Ok(length) => Ok(Some(length)),
            Err(_) => Err(cx.value_error("negative count")),
        },
        None => {
            let name = cx.type_name(source);
            Err(cx.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// The bytes of a bytes-like object, or of an iterable of ints.
pub fn bytes_of(cx: &mut Context, source: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = as_bytes(source) {
        return Ok(bytes.items().to_vec());
    }
    let iterator = if as_str(source).is_some() { None } else { cx.try_iter(source)? };
    let Some(iterator) = iterator else {
        let name = cx.type_name(source);
        return Err(cx.type_error(format!("cannot convert '{name}' object to bytes")));
    };
    let mut bytes = Vec::new();
    while let Some(item) = cx.next(&iterator)? {
        match cx.index(&item)?.to_i64().and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => bytes.push(byte),
            None => return Err(cx.value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(bytes)
}

fn repr(_: &mut Context, this: Obj<Bytes>) -> String {
    algorithm::repr(this.items())
}

fn hash(_: &mut Context, this: Obj<Bytes>) -> i64 {
    this.hash()
}

fn compare(cx: &mut Context, op: Comparison, this: &Obj<Bytes>, other: &Value) -> Value {
    match as_bytes(other) {
        Some(other) => Value::bool(op.holds(this.items().cmp(other.items()))),
        None => cx.not_implemented(),
    }
}

fn iter(cx: &mut Context, this: Obj<Bytes>) -> Value {
    cx.new_iterator(BuiltinIterator::Bytes { bytes: this, next: 0 })
}

fn len(_: &mut Context, this: Obj<Bytes>) -> usize {
    this.items().len()
}

fn getitem(cx: &mut Context, this: Obj<Bytes>, key: Value) -> PyResult<Value> {
    let items = this.items();
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        let indices = cx.slice_indices(slice, items.len())?;
        if indices.count == items.len() && indices.step == 1 {
            return Ok(plain(cx, &this).into());
        }
        let picked: Vec<u8> = indices.positions().map(|at| items[at]).collect();
        return Ok(cx.bytes_value(&picked));
    }
    let Some(index) = cx.try_index(&key)? else {
        let name = cx.type_name(&key);
        return Err(cx.type_error(format!("byte indices must be integers or slices, not {name}")));
    };
    let Some(index) = index.to_i64() else {
        let name = cx.type_name(&key);
        return Err(cx.index_error(format!("cannot fit '{name}' into an index-sized integer")));
    };
    match position(index, items.len()) {
        Some(at) => Ok(Value::Int(i64::from(items[at]))),
        None => Err(cx.index_error("index out of range")),
    }
}

fn add(cx: &mut Context, this: Obj<Bytes>, other: Value) -> PyResult<Value> {
    match as_bytes(&other) {
        Some(other) => {
            let joined = [this.items(), other.items()].concat();
            Ok(cx.bytes_value(&joined))
        }
        None => {
            let (left, right) = (cx.type_name(&this.value()), cx.type_name(&other));
            Err(cx.type_error(format!("can't concat {right} to {left}")))
        }
    }
}

fn mul(cx: &mut Context, this: Obj<Bytes>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    if count == 1 {
        return Ok(plain(cx, &this).into());
    }
    let repeated = repeat(cx, this.items(), count, "repeated bytes are too long")?;
    Ok(cx.bytes_value(&repeated))
}

fn contains(cx: &mut Context, this: Obj<Bytes>, key: Value) -> PyResult<bool> {
    match Needle::of(cx, &key)? {
        Some(needle) => Ok(algorithm::find(this.items(), &needle).is_some()),
        None => cx.bytes_like(&key).map(|_| false),
    }
}

fn modulo(cx: &mut Context, this: Obj<Bytes>, value: Value) -> PyResult<Vec<u8>> {
    format::percent::format_bytes(cx, &this, &value)
}

fn rmod(cx: &mut Context, this: Obj<Bytes>, value: Value) -> PyResult<Value> {
    match as_bytes(&value) {
        Some(format) => {
            let formatted = format::percent::format_bytes(cx, format, &this.value())?;
            Ok(cx.bytes_value(&formatted))
        }
        None => Ok(cx.not_implemented()),
    }
}

fn itself(cx: &mut Context, this: Obj<Bytes>) -> Obj<Bytes> {
    plain(cx, &this)
}

fn getnewargs(cx: &mut Context, this: Obj<Bytes>) -> Value {
    let bytes = plain(cx, &this).into();
    cx.tuple_value(vec![bytes])
}

fn sizeof(_: &mut Context, this: Obj<Bytes>) -> usize {
    size_of::<crate::heap::Header>() + size_of::<Bytes>() + this.items().len()
}

fn decode(
    cx: &mut Context,
    this: Obj<Bytes>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Obj<Str>> {
    let encoding = cx.codec_argument("decode", "encoding", encoding)?;
    let errors = cx.codec_argument("decode", "errors", errors)?;
    let text = cx.decode(&this, encoding.as_deref(), errors.as_deref())?;
    Ok(cx.new_wtf8(text.as_wtf8()))
}

fn fromhex(cx: &mut Context, class: Value, text: Value) -> PyResult<Value> {
    let read = if let Some(text) = as_str(&text) {
        algorithm::from_hex(text.wtf8())
    } else if let Some(bytes) = as_bytes(&text) {
        // Bytes are taken as Latin-1: what is not ASCII is no digit, at the same position.
        let text: String = bytes.items().iter().map(|byte| char::from(*byte)).collect();
        algorithm::from_hex(text::Wtf8::from_str(&text))
    } else {
        let name = cx.type_name(&text);
        return Err(cx.type_error(format!("fromhex() argument must be str or bytes-like, not {name}")));
    };
    let bytes = cx.lift(read)?;
    let bytes = cx.bytes_value(&bytes);
    if class.is(&cx.types().bytes.value()) { Ok(bytes) } else { cx.call(&class, &[bytes]) }
}

fn hex(cx: &mut Context, this: Obj<Bytes>, separator: Option<Value>, group: Option<i64>) -> PyResult<String> {
    let separator = match separator {
        None => None,
        Some(separator) => {
            if cx.len(&separator)? != 1 {
                return Err(cx.value_error("sep must be length 1."));
            }
            match (as_str(&separator), as_bytes(&separator)) {
                (Some(text), _) => Some(text.wtf8().to_owned()),
                (_, Some(bytes)) => Some(bytes.items().iter().map(|byte| u32::from(*byte)).collect()),
                _ => return Err(cx.type_error("sep must be str or bytes.")),
            }
        }
    };
    let separator = separator.as_ref().map(|separator| separator.as_wtf8());
    cx.lift(algorithm::to_hex(this.items(), separator, group.unwrap_or(1)))
}
fn pad(
    cx: &mut Context,
    this: &Obj<Bytes>,
    (width, fill): (i64, Option<Value>),
    function: &str,
    pad: fn(&[u8], i64, u8) -> TextResult<Vec<u8>>,
) -> PyResult<Obj<Bytes>> {
    let fill = match &fill {
        None => b' ',
        Some(fill) => match as_bytes(fill).map(|bytes| bytes.items()) {
            Some([byte]) => *byte,
            Some(bytes) => {
                let length = bytes.len();
                return Err(cx.type_error(format!(
                    "{function}(): argument 2 must be a byte string of length 1, not a bytes object of length {length}"
                )));
            }
            None => {
                let name = cx.type_name(fill);
                return Err(cx.type_error(format!(
                    "{function}() argument 2 must be a byte string of length 1, not {name}"
                )));
            }
        },
    };
    if usize::try_from(width).unwrap_or(0) <= this.items().len() {
        return Ok(plain(cx, this));
    }
    let padded = cx.lift(pad(this.items(), width, fill))?;
    Ok(cx.new_bytes(&padded))
}

fn center(cx: &mut Context, this: Obj<Bytes>, width: i64, fill: Option<Value>) -> PyResult<Obj<Bytes>> {
    pad(cx, &this, (width, fill), "center", algorithm::center)
}

fn ljust(cx: &mut Context, this: Obj<Bytes>, width: i64, fill: Option<Value>) -> PyResult<Obj<Bytes>> {
    pad(cx, &this, (width, fill), "ljust", algorithm::ljust)
}

fn rjust(cx: &mut Context, this: Obj<Bytes>, width: i64, fill: Option<Value>) -> PyResult<Obj<Bytes>> {
    pad(cx, &this, (width, fill), "rjust", algorithm::rjust)
}

fn zfill(cx: &mut Context, this: Obj<Bytes>, width: i64) -> PyResult<Vec<u8>> {
    cx.lift(algorithm::zfill(this.items(), width))
}

fn expandtabs(_: &mut Context, this: Obj<Bytes>, size: Option<i64>) -> Vec<u8> {
    algorithm::expand_tabs(this.items(), size.unwrap_or(8))
}

fn isascii(_: &mut Context, this: Obj<Bytes>) -> bool {
    this.items().is_ascii()
}

/// A row for a method without arguments that asks an algorithm.
macro_rules! simple {
    ($name:literal, $algorithm:ident, $doc:literal) => {
        method!($name, "($self, /)", $doc, |_: &mut Context, this: Obj<Bytes>| algorithm::$algorithm(
            this.items()
        ))
    };
}

/// A row for a comparison.
macro_rules! comparison {
    ($op:ident, $name:literal, $symbol:literal) => {
        method!(
            $name,
            "($self, value, /)",
            concat!("Return self", $symbol, "value."),
            |cx: &mut Context, this: Obj<Bytes>, other: Value| {
                compare(cx, Comparison::$op, &this, &other)
            }
        )
    };
}

static SPECIAL: &[Row] = &[
    static_method!(
        "__new__",
        "(type, /, source=b'', encoding='utf-8', errors='strict')",
        "Create and return a new object.  See help(type) for accurate signature.",
        new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__str__", "($self, /)", "Return str(self).", repr),
    comparison!(Less, "__lt__", "<"),
    comparison!(LessEqual, "__le__", "<="),
    comparison!(Equal, "__eq__", "=="),
    comparison!(NotEqual, "__ne__", "!="),
    comparison!(Greater, "__gt__", ">"),
    comparison!(GreaterEqual, "__ge__", ">="),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__mod__", "($self, value, /)", "Return self%value.", modulo),
    method!("__rmod__", "($self, value, /)", "Return value%self.", rmod),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__getitem__", "($self, key, /)", "Return self[key].", getitem),
    method!("__add__", "($self, value, /)", "Return self+value.", add),
    method!("__mul__", "($self, value, /)", "Return self*value.", mul),
    method!("__rmul__", "($self, value, /)", "Return value*self.", mul),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__getnewargs__", "($self, /)", "", getnewargs),
    method!("__sizeof__", "($self, /)", "Return the size of the bytes in memory, in bytes.", sizeof),
    method!("__bytes__", "($self, /)", "Return self as plain bytes.", itself),
];

static METHODS: &[Row] = &[
    method!(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        "Decode the bytes from the named encoding; errors names what to do where that is impossible.",
        decode
    ),
    class_method!(
        "fromhex",
        "($type, string, /)",
        "Read pairs of hexadecimal digits; white space may stand between pairs.",
        fromhex
    ),
    method!(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Return the bytes as hexadecimal digits, with sep after every bytes_per_sep bytes.\n\nGroups are counted from the right, or from the left if bytes_per_sep is negative.",
        hex
    ),
    method!(
        "center",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on both sides to the width.",
        center
    ),
    method!(
        "ljust",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on the right to the width.",
        ljust
    ),
    method!(
        "rjust",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on the left to the width.",
        rjust
    ),
    method!(
        "zfill",
        "($self, width, /)",
        "Return a copy padded with zeros on the left, after a sign, to the width.",
        zfill
    ),
    method!(
        "expandtabs",
        "($self, /, tabsize=8)",
        "Return a copy with tabs replaced by spaces up to the next column that is a multiple of tabsize.",
        expandtabs
    ),
    simple!(
        "capitalize",
        capitalize,
        "Return a copy whose first byte is in upper case and the rest in lower case, as ASCII."
    ),
    simple!("title", title, "Return a copy in which every word begins in upper case, as ASCII."),
    simple!("lower", lower, "Return a copy in lower case, as ASCII."),
    simple!("upper", upper, "Return a copy in upper case, as ASCII."),
    simple!("swapcase", swapcase, "Return a copy with upper and lower case exchanged, as ASCII."),
    method!(
        "isascii",
        "($self, /)",
        "Return whether all bytes are below 128; true when there are none.",
        isascii
    ),
    simple!("islower", is_lower, "Return whether there are ASCII letters and all of them are lower case."),
    simple!("isupper", is_upper, "Return whether there are ASCII letters and all of them are upper case."),
    simple!("istitle", is_title, "Return whether words begin in upper case and go on in lower case."),
    simple!("isspace", is_space, "Return whether there are bytes and all of them are ASCII white space."),
    simple!("isdigit", is_digit, "Return whether there are bytes and all of them are ASCII digits."),
    simple!("isalpha", is_alpha, "Return whether there are bytes and all of them are ASCII letters."),
    simple!(
        "isalnum",
        is_alnum,
        "Return whether there are bytes and all of them are ASCII letters or digits."
    ),
];

/// `bytes`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> copy of bytes_or_buffer\nbytes(int) -> that many zero bytes\nbytes() -> empty bytes\n\nAn immutable sequence of bytes, which are ints below 256.",
    flags: TypeFlags::BASETYPE,
    methods: &[SPECIAL, METHODS, search::METHODS],
    ..TypeSpec::new("bytes", Kind::Bytes)
};
