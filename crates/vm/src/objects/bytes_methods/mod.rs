//! `bytes`, and what `bytearray` has in common with it: constructor, special methods and the table of methods. The algorithms are in
//! `text::bytes_methods`, methods that look for bytes in [`search`].

pub mod search;

use text::{PyResult as TextResult, bytes_methods as algorithm};

use crate::heap::Obj;
use crate::native::Row;
use crate::objects::bytearray::ByteArray;
use crate::objects::bytes::{ByteString, Needle, as_bytes, boxed, plain};
use crate::objects::exception::ExceptionKind;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::memoryview::{self, MemoryView};
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
    let text = source.as_ref().and_then(as_str).is_some();
    if let (Some(source), None, None, false) = (&source, &encoding, &errors, text)
        && let Some(made) = cx.try_special(source, |names| &names.__bytes__, [])?
    {
        let Some(bytes) = as_bytes(&made) else {
            let name = cx.type_name(&made);
            return Err(cx.type_error(format!("__bytes__ returned non-bytes (type {name})")));
        };
        return Ok(if class.is(&base) { bytes.value() } else { boxed(cx, &class, bytes.items()) });
    }
    let bytes = initial::<Bytes>(cx, source, encoding, errors)?;
    if class.is(&base) { Ok(cx.bytes_value(&bytes)) } else { Ok(boxed(cx, &class, &bytes)) }
}

/// The bytes that the arguments of either type's constructor stand for.
pub(super) fn initial<T: ByteString>(
    cx: &mut Context,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Vec<u8>> {
    let encoding = cx.codec_argument(T::NAME, "encoding", encoding)?;
    let errors = cx.codec_argument(T::NAME, "errors", errors)?;
    let text = source.as_ref().and_then(as_str);
    match (text, &encoding, &errors, &source) {
        (Some(text), Some(encoding), errors, _) => cx.encode(text, Some(encoding), errors.as_deref()),
        (Some(_), None, _, _) => Err(cx.type_error("string argument without an encoding")),
        (None, Some(_), _, _) => Err(cx.type_error("encoding without a string argument")),
        (None, None, Some(_), _) => Err(cx.type_error("errors without a string argument")),
        (None, None, None, None) => Ok(Vec::new()),
        (None, None, None, Some(source)) => match zeros(cx, source)? {
            Some(length) => cx.zeroes(length),
            None => bytes_of::<T>(cx, source),
        },
    }
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
        Some(length) if length > MOST => Err(cx.memory_error()),
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
pub fn bytes_of<T: ByteString>(cx: &mut Context, source: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = all_bytes(cx, source)? {
        return Ok(bytes);
    }
    let iterator = if as_str(source).is_some() { None } else { cx.try_iter(source)? };
    let Some(iterator) = iterator else {
        let (name, class) = (cx.type_name(source), T::NAME);
        return Err(cx.type_error(format!("cannot convert '{name}' object to {class}")));
    };
    let mut bytes = Vec::new();
    while let Some(item) = cx.next(&iterator)? {
        bytes.push(byte_of(cx, &item, T::ITEM)?);
    }
    Ok(bytes)
}

/// The bytes of a bytes-like object, in whatever order its memory has them.
pub(super) fn all_bytes(cx: &mut Context, source: &Value) -> PyResult<Option<Vec<u8>>> {
    if let Some(view) = source.as_ref().and_then(|source| source.downcast::<MemoryView>()) {
        return memoryview::gather(cx, &view.clone()).map(Some);
    }
    Ok(cx.try_bytes_like(source)?.map(|bytes| bytes.items().to_vec()))
}

/// The byte that an int is. `what` is how the message calls it.
pub(super) fn byte_of(cx: &mut Context, item: &Value, what: &str) -> PyResult<u8> {
    match cx.index(item)?.to_i64().and_then(|number| u8::try_from(number).ok()) {
        Some(byte) => Ok(byte),
        None => Err(cx.value_error(format!("{what} must be in range(0, 256)"))),
    }
}

fn repr(_: &mut Context, this: Obj<Bytes>) -> String {
    algorithm::repr(this.items())
}

fn hash(_: &mut Context, this: Obj<Bytes>) -> i64 {
    this.hash()
}

/// The comparison of either type's instance with anything bytes-like.
pub(super) fn compare<T: ByteString>(
    cx: &mut Context,
    op: Comparison,
    this: &Obj<T>,
    other: &Value,
) -> PyResult<Value> {
    if let Some(other) = as_bytes(other) {
        return Ok(Value::bool(op.holds(T::view(this, cx).cmp(other.items()))));
    }
    Ok(match cx.try_bytes_like(other)? {
        Some(other) => Value::bool(op.holds(T::view(this, cx).cmp(other.items()))),
        None => cx.not_implemented(),
    })
}

fn iter(cx: &mut Context, this: Obj<Bytes>) -> Value {
    cx.new_iterator(BuiltinIterator::Bytes { bytes: this, next: 0 })
}

fn len<T: ByteString>(cx: &mut Context, this: Obj<T>) -> usize {
    T::view(&this, cx).len()
}

fn getitem<T: ByteString>(cx: &mut Context, this: Obj<T>, key: Value) -> PyResult<Value> {
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        let bounds = cx.slice_bounds(slice)?;
        let items = T::view(&this, cx);
        let indices = bounds.of_length(items.len());
        if indices.count == items.len() && indices.step == 1 {
            return Ok(T::unchanged(cx, &this));
        }
        let picked: Vec<u8> = indices.positions().map(|at| items[at]).collect();
        return Ok(T::make(cx, &picked));
    }
    let index = integer_key::<T>(cx, &key)?;
    let items = T::view(&this, cx);
    match position(index, items.len()) {
        Some(at) => Ok(Value::Int(i64::from(items[at]))),
        None => Err(cx.index_error(format!("{} out of range", T::INDEX_PLACE))),
    }
}

/// The key of a subscript that is not a slice.
pub(super) fn integer_key<T: ByteString>(cx: &mut Context, key: &Value) -> PyResult<i64> {
    let Some(index) = cx.try_index(key)? else {
        let (what, name) = (T::INDEX_NAME, cx.type_name(key));
        return Err(cx.type_error(format!("{what} indices must be integers or slices, not {name}")));
    };
    match index.to_i64() {
        Some(index) => Ok(index),
        None => {
            let name = cx.type_name(key);
            Err(cx.index_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

fn add<T: ByteString>(cx: &mut Context, this: Obj<T>, other: Value) -> PyResult<Value> {
    match cx.try_bytes_like(&other)? {
        Some(other) => {
            let joined = [T::view(&this, cx), other.items()].concat();
            Ok(T::make(cx, &joined))
        }
        None => Err(cannot_concatenate(cx, &this.value(), &other)),
    }
}

/// The `TypeError` of `+`.
pub(super) fn cannot_concatenate(cx: &mut Context, this: &Value, other: &Value) -> crate::Raised {
    let (left, right) = (cx.type_name(this), cx.type_name(other));
    cx.type_error(format!("can't concat {right} to {left}"))
}

fn mul<T: ByteString>(cx: &mut Context, this: Obj<T>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    if count == 1 {
        return Ok(T::unchanged(cx, &this));
    }
    let bytes = T::snapshot(cx, &this);
    let repeated = repeat(cx, bytes.items(), count, "repeated bytes are too long")?;
    Ok(T::make(cx, &repeated))
}

fn contains<T: ByteString>(cx: &mut Context, this: Obj<T>, key: Value) -> PyResult<bool> {
    match Needle::of(cx, &key)? {
        Some(needle) => Ok(algorithm::find(T::view(&this, cx), &needle).is_some()),
        None => cx.bytes_like(&key).map(|_| false),
    }
}

fn modulo<T: ByteString>(cx: &mut Context, this: Obj<T>, value: Value) -> PyResult<Value> {
    let format = T::snapshot(cx, &this);
    let formatted = format::percent::format_bytes(cx, &format, &value)?;
    Ok(T::make(cx, &formatted))
}

fn rmod<T: ByteString>(cx: &mut Context, this: Obj<T>, value: Value) -> PyResult<Value> {
    match value.as_ref().and_then(|value| value.downcast::<T>()) {
        Some(format) => modulo(cx, format.clone(), this.value()),
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

fn decode<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Obj<Str>> {
    let encoding = cx.codec_argument("decode", "encoding", encoding)?;
    let errors = cx.codec_argument("decode", "errors", errors)?;
    let bytes = T::snapshot(cx, &this);
    let text = cx.decode(&bytes, encoding.as_deref(), errors.as_deref())?;
    Ok(cx.new_wtf8(text.as_wtf8()))
}

fn fromhex<T: ByteString>(cx: &mut Context, class: Value, text: Value) -> PyResult<Value> {
    let read = if let Some(text) = as_str(&text) {
        algorithm::from_hex(text.wtf8())
    } else if let Some(bytes) = cx.try_bytes_like(&text)? {
        // Bytes are taken as Latin-1: what is not ASCII is no digit, at the same position.
        let text: String = bytes.items().iter().map(|byte| char::from(*byte)).collect();
        algorithm::from_hex(text::Wtf8::from_str(&text))
    } else {
        let name = cx.type_name(&text);
        return Err(cx.type_error(format!("fromhex() argument must be str or bytes-like, not {name}")));
    };
    let bytes = cx.lift(read)?;
    let bytes = T::make(cx, &bytes);
    if class.is(&T::class(cx).value()) { Ok(bytes) } else { cx.call(&class, &[bytes]) }
}

fn hex<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    separator: Option<Value>,
    group: Option<i64>,
) -> PyResult<String> {
    let bytes = T::snapshot(cx, &this);
    hexadecimal(cx, bytes.items(), separator, group)
}

/// The method `hex` of everything bytes-like.
pub(super) fn hexadecimal(
    cx: &mut Context,
    bytes: &[u8],
    separator: Option<Value>,
    group: Option<i64>,
) -> PyResult<String> {
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
    cx.lift(algorithm::to_hex(bytes, separator, group.unwrap_or(1)))
}

fn pad<T: ByteString>(
    cx: &mut Context,
    this: &Obj<T>,
    (width, fill): (i64, Option<Value>),
    function: &str,
    pad: fn(&[u8], i64, u8) -> TextResult<Vec<u8>>,
) -> PyResult<Value> {
    let bytes_of_fill = match &fill {
        None => None,
        Some(fill)
            if fill.as_ref().is_some_and(|fill| matches!(fill.kind(), Kind::Bytes | Kind::ByteArray)) =>
        {
            Some(cx.bytes_like(fill)?)
        }
        Some(fill) => {
            let name = cx.type_name(fill);
            return Err(cx.type_error(format!(
                "{function}() argument 2 must be a byte string of length 1, not {name}"
            )));
        }
    };
    let fill = match bytes_of_fill.as_ref().map(|bytes| bytes.items()) {
        None => b' ',
        Some([byte]) => *byte,
        Some(bytes) => {
            let (length, name) = (bytes.len(), cx.type_name(fill.as_ref().unwrap_or(&Value::None)));
            return Err(cx.type_error(format!(
                "{function}(): argument 2 must be a byte string of length 1, not a {name} object of length {length}"
            )));
        }
    };
    if usize::try_from(width).unwrap_or(0) <= T::view(this, cx).len() {
        return Ok(T::unchanged(cx, this));
    }
    let padded = pad(T::view(this, cx), width, fill);
    let padded = cx.lift(padded)?;
    Ok(T::make(cx, &padded))
}

fn center<T: ByteString>(cx: &mut Context, this: Obj<T>, width: i64, fill: Option<Value>) -> PyResult<Value> {
    pad(cx, &this, (width, fill), "center", algorithm::center)
}

fn ljust<T: ByteString>(cx: &mut Context, this: Obj<T>, width: i64, fill: Option<Value>) -> PyResult<Value> {
    pad(cx, &this, (width, fill), "ljust", algorithm::ljust)
}

fn rjust<T: ByteString>(cx: &mut Context, this: Obj<T>, width: i64, fill: Option<Value>) -> PyResult<Value> {
    pad(cx, &this, (width, fill), "rjust", algorithm::rjust)
}

fn zfill<T: ByteString>(cx: &mut Context, this: Obj<T>, width: i64) -> PyResult<Value> {
    let filled = algorithm::zfill(T::view(&this, cx), width);
    let filled = cx.lift(filled)?;
    Ok(T::make(cx, &filled))
}

fn expandtabs<T: ByteString>(cx: &mut Context, this: Obj<T>, size: Option<i32>) -> Value {
    let expanded = algorithm::expand_tabs(T::view(&this, cx), size.unwrap_or(8).into());
    T::make(cx, &expanded)
}

fn isascii<T: ByteString>(cx: &mut Context, this: Obj<T>) -> bool {
    T::view(&this, cx).is_ascii()
}

/// What a method gives that asks an algorithm for a text or a property.
trait Answer {
    fn into_value<T: ByteString>(self, cx: &mut Context) -> Value;
}

impl Answer for bool {
    fn into_value<T: ByteString>(self, _: &mut Context) -> Value {
        Value::bool(self)
    }
}

impl Answer for Vec<u8> {
    fn into_value<T: ByteString>(self, cx: &mut Context) -> Value {
        T::make(cx, &self)
    }
}

/// A row for a method without arguments that asks an algorithm.
macro_rules! simple {
    ($this:ty, $name:literal, $algorithm:ident, $doc:literal) => {
        method!($name, "($self, /)", $doc, |cx: &mut Context, this: Obj<$this>| {
            let answer = algorithm::$algorithm(<$this>::view(&this, cx));
            answer.into_value::<$this>(cx)
        })
    };
}

/// A row for a comparison.
macro_rules! comparison {
    ($this:ty, $op:ident, $name:literal, $symbol:literal) => {
        method!(
            $name,
            "($self, value, /)",
            concat!("Return self", $symbol, "value."),
            |cx: &mut Context, this: Obj<$this>, other: Value| {
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
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__getnewargs__", "($self, /)", "", getnewargs),
    method!("__sizeof__", "($self, /)", "Return the size of the bytes in memory, in bytes.", sizeof),
    method!("__bytes__", "($self, /)", "Return self as plain bytes.", itself),
];

/// The rows that both types have.
macro_rules! methods {
    ($this:ty) => {
        &[
    comparison!($this, Less, "__lt__", "<"),
    comparison!($this, LessEqual, "__le__", "<="),
    comparison!($this, Equal, "__eq__", "=="),
    comparison!($this, NotEqual, "__ne__", "!="),
    comparison!($this, Greater, "__gt__", ">"),
    comparison!($this, GreaterEqual, "__ge__", ">="),
    method!("__mod__", "($self, value, /)", "Return self%value.", modulo::<$this>),
    method!("__rmod__", "($self, value, /)", "Return value%self.", rmod::<$this>),
    method!("__len__", "($self, /)", "Return len(self).", len::<$this>),
    method!("__getitem__", "($self, key, /)", "Return self[key].", getitem::<$this>),
    method!("__add__", "($self, value, /)", "Return self+value.", add::<$this>),
    method!("__mul__", "($self, value, /)", "Return self*value.", mul::<$this>),
    method!("__rmul__", "($self, value, /)", "Return value*self.", mul::<$this>),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains::<$this>),
    method!(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        "Decode the bytes from the named encoding; errors names what to do where that is impossible.",
        decode::<$this>
    ),
    class_method!(
        "fromhex",
        "($type, string, /)",
        "Read pairs of hexadecimal digits; white space may stand between pairs.",
        fromhex::<$this>
    ),
    method!(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Return the bytes as hexadecimal digits, with sep after every bytes_per_sep bytes.\n\nGroups are counted from the right, or from the left if bytes_per_sep is negative.",
        hex::<$this>
    ),
    method!(
        "center",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on both sides to the width.",
        center::<$this>
    ),
    method!(
        "ljust",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on the right to the width.",
        ljust::<$this>
    ),
    method!(
        "rjust",
        "($self, width, fillchar=b' ', /)",
        "Return a copy padded on the left to the width.",
        rjust::<$this>
    ),
    method!(
        "zfill",
        "($self, width, /)",
        "Return a copy padded with zeros on the left, after a sign, to the width.",
        zfill::<$this>
    ),
    method!(
        "expandtabs",
        "($self, /, tabsize=8)",
        "Return a copy with tabs replaced by spaces up to the next column that is a multiple of tabsize.",
        expandtabs::<$this>
    ),
    simple!(
        $this,
        "capitalize",
        capitalize,
        "Return a copy whose first byte is in upper case and the rest in lower case, as ASCII."
    ),
    simple!($this, "title", title, "Return a copy in which every word begins in upper case, as ASCII."),
    simple!($this, "lower", lower, "Return a copy in lower case, as ASCII."),
    simple!($this, "upper", upper, "Return a copy in upper case, as ASCII."),
    simple!($this, "swapcase", swapcase, "Return a copy with upper and lower case exchanged, as ASCII."),
    method!(
        "isascii",
        "($self, /)",
        "Return whether all bytes are below 128; true when there are none.",
        isascii::<$this>
    ),
    simple!($this, "islower", is_lower, "Return whether there are ASCII letters and all of them are lower case."),
    simple!($this, "isupper", is_upper, "Return whether there are ASCII letters and all of them are upper case."),
    simple!($this, "istitle", is_title, "Return whether words begin in upper case and go on in lower case."),
    simple!($this, "isspace", is_space, "Return whether there are bytes and all of them are ASCII white space."),
    simple!($this, "isdigit", is_digit, "Return whether there are bytes and all of them are ASCII digits."),
    simple!($this, "isalpha", is_alpha, "Return whether there are bytes and all of them are ASCII letters."),
    simple!(
        $this,
        "isalnum",
        is_alnum,
        "Return whether there are bytes and all of them are ASCII letters or digits."
    ),
]
    };
}

/// What `bytearray` has in common with `bytes`.
pub(super) static BYTEARRAY: &[Row] = methods!(ByteArray);

/// `bytes`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> copy of bytes_or_buffer\nbytes(int) -> that many zero bytes\nbytes() -> empty bytes\n\nAn immutable sequence of bytes, which are ints below 256.",
    flags: TypeFlags::BASETYPE,
    methods: &[SPECIAL, methods!(Bytes), search::BYTES],
    ..TypeSpec::new("bytes", Kind::Bytes)
};
