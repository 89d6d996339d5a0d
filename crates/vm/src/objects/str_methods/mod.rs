//! `str`: the constructor, the special methods and the table of methods.
//!
//! The methods by concept: [`search`] (finding, replacing, splitting, stripping), [`case`] (case, classes,
//! padding), [`translate`](mod@translate). Formatting is in [`super::format`], encoding in [`super::codec`].

pub mod case;
pub mod search;
pub mod translate;

use text::{Wtf8, Wtf8Buf, str_methods as algorithm};

use crate::heap::Obj;
use crate::native::{IntoResult, Keywords, Rest, Row};
use crate::objects::str::StrHead;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Str, Type, TypeSpec, format};
use crate::protocol::compare::Comparison;
use crate::protocol::item::position;
use crate::{Context, PyResult, Value, method, static_method};

impl IntoResult for Wtf8Buf {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.new_wtf8(self.as_wtf8()).into())
    }
}

impl IntoResult for Wtf8<'_> {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.new_wtf8(self).into())
    }
}

/// The text of a value that is a `str` or an instance of a subclass.
pub fn as_str(value: &Value) -> Option<&Obj<Str>> {
    value.as_ref()?.downcast::<Str>()
}

/// Whether the string is of the class `str` itself.
pub fn is_plain(cx: &Context, text: &Obj<Str>) -> bool {
    text.as_object().header().shape_ptr() == cx.shapes().str
}

/// The string itself if it is of that very class, a plain copy otherwise: methods give plain strings.
pub fn plain(cx: &mut Context, text: &Obj<Str>) -> Obj<Str> {
    if is_plain(cx, text) { text.clone() } else { cx.new_wtf8(text.wtf8()) }
}

/// `part`, which is a piece of `whole`; no copy when it is all of it.
fn piece(cx: &mut Context, whole: &Obj<Str>, part: Wtf8<'_>) -> Obj<Str> {
    if part.len() == whole.items().len() { plain(cx, whole) } else { cx.new_wtf8(part) }
}

/// A new instance of a subclass of `str`.
fn boxed(cx: &mut Context, class: &Obj<Type>, text: Wtf8<'_>) -> Value {
    let shape = class.root_shape(cx);
    cx.heap().alloc_bytes(shape, StrHead::of(text), text.as_bytes(), true).into()
}

fn new(
    cx: &mut Context,
    class: Value,
    object: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Value> {
    let base = cx.types().str.clone();
    let class = cx.class_to_make(&class, &base)?;
    let text = if encoding.is_none() && errors.is_none() {
        match &object {
            Some(object) => cx.str(object)?,
            None => cx.interp_ref().singletons.empty_str.clone(),
        }
    } else {
        let encoding = cx.codec_argument("str", "encoding", encoding)?;
        let errors = cx.codec_argument("str", "errors", errors)?;
        match &object {
            Some(object) => decoded(cx, object, encoding.as_deref(), errors.as_deref())?,
            None => cx.interp_ref().singletons.empty_str.clone(),
        }
    };
    if class.is(&base) { Ok(text.into()) } else { Ok(boxed(cx, &class, text.wtf8())) }
}

fn decoded(
    cx: &mut Context,
    object: &Value,
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult<Obj<Str>> {
    if let Some(bytes) = cx.try_bytes_like(object)? {
        let text = cx.decode(&bytes, encoding, errors)?;
        return Ok(cx.new_wtf8(text.as_wtf8()));
    }
    Err(if as_str(object).is_some() {
        cx.type_error("decoding str is not supported")
    } else {
        let name = cx.type_name(object);
        cx.type_error(format!("decoding to str: need a bytes-like object, {name} found"))
    })
}

fn repr(_: &mut Context, this: Obj<Str>) -> Wtf8Buf {
    algorithm::repr(this.wtf8())
}

fn hash(_: &mut Context, this: Obj<Str>) -> i64 {
    this.hash() as i64
}

fn compare(cx: &mut Context, op: Comparison, this: &Obj<Str>, other: &Value) -> Value {
    match as_str(other) {
        // WTF-8 keeps the order of code points.
        Some(other) => Value::bool(op.holds(this.items().cmp(other.items()))),
        None => cx.not_implemented(),
    }
}

fn iter(cx: &mut Context, this: Obj<Str>) -> Option<Value> {
    cx.builtin_iter(&this.value())
}

fn len(_: &mut Context, this: Obj<Str>) -> usize {
    this.char_count()
}

pub(crate) fn getitem(cx: &mut Context, this: Obj<Str>, key: Value) -> PyResult<Value> {
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<crate::objects::slice::Slice>()) {
        let indices = cx.slice_indices(slice, this.char_count())?;
        if indices.step == 1 {
            let start = indices.start as usize;
            let part = this.slice(start, start + indices.count);
            return Ok(piece(cx, &this, part).into());
        }
        let picked = if this.is_ascii() {
            Wtf8Buf::from_bytes(indices.positions().map(|at| this.items()[at]).collect())
        } else {
            let chars: Vec<u32> = this.wtf8().chars().collect();
            indices.positions().map(|at| chars[at]).collect()
        };
        return picked.into_result(cx);
    }
    let Some(index) = cx.try_index(&key)? else {
        let name = cx.type_name(&key);
        return Err(cx.type_error(format!("string indices must be integers, not '{name}'")));
    };
    let Some(index) = index.to_i64() else {
        let name = cx.type_name(&key);
        return Err(cx.index_error(format!("cannot fit '{name}' into an index-sized integer")));
    };
    match position(index, this.char_count()) {
        Some(at) => Ok(cx.char_at(&this, at)),
        None => Err(cx.index_error("string index out of range")),
    }
}

fn add(cx: &mut Context, this: Obj<Str>, other: Value) -> PyResult<Value> {
    Ok(match as_str(&other) {
        Some(other) if other.items().is_empty() => plain(cx, &this).into(),
        Some(other) if this.items().is_empty() => plain(cx, other).into(),
        Some(other) => cx.concat(&this, other).into(),
        None => return Err(cx.cannot_concatenate("str", &other)),
    })
}

fn mul(cx: &mut Context, this: Obj<Str>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    if count == 1 {
        return Ok(plain(cx, &this).into());
    }
    let repeated = repeat(cx, this.items(), count, "repeated string is too long")?;
    Wtf8Buf::from_bytes(repeated).into_result(cx)
}

/// Bytes over and over. Results that cannot fit in memory are refused.
pub fn repeat(cx: &mut Context, bytes: &[u8], count: usize, too_long: &str) -> PyResult<Vec<u8>> {
    /// Beyond this (32 GiB) the machine would only find out too late.
    const MOST: usize = 1 << 35;
    match bytes.len().checked_mul(count).filter(|length| *length <= isize::MAX as usize) {
        None => Err(cx.overflow_error(too_long)),
        Some(length) if length > MOST => Err(cx.memory_error()),
        Some(_) => Ok(bytes.repeat(count)),
    }
}

fn contains(cx: &mut Context, this: Obj<Str>, key: Value) -> PyResult<bool> {
    match as_str(&key) {
        Some(key) => Ok(algorithm::contains(this.wtf8(), key.wtf8())),
        None => {
            let name = cx.type_name(&key);
            Err(cx.type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

fn modulo(cx: &mut Context, this: Obj<Str>, value: Value) -> PyResult<Value> {
    format::percent::format_str(cx, &this, &value)?.into_result(cx)
}

fn rmod(cx: &mut Context, this: Obj<Str>, value: Value) -> PyResult<Value> {
    match as_str(&value) {
        Some(format) => format::percent::format_str(cx, format, &this.value())?.into_result(cx),
        None => Ok(cx.not_implemented()),
    }
}

fn format_spec(cx: &mut Context, this: Obj<Str>, spec: Obj<Str>) -> PyResult<Obj<Str>> {
    format::format_str(cx, &this, &spec)
}

fn format_method(cx: &mut Context, this: Obj<Str>, args: Rest, keywords: Keywords) -> PyResult<Wtf8Buf> {
    format::braces::format(cx, this.wtf8(), &args.0, &keywords.0)
}

fn format_map(cx: &mut Context, this: Obj<Str>, mapping: Value) -> PyResult<Wtf8Buf> {
    format::braces::format_map(cx, this.wtf8(), &mapping)
}

fn encode(
    cx: &mut Context,
    this: Obj<Str>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<Vec<u8>> {
    let encoding = cx.codec_argument("encode", "encoding", encoding)?;
    let errors = cx.codec_argument("encode", "errors", errors)?;
    cx.encode(&this, encoding.as_deref(), errors.as_deref())
}

fn sizeof(_: &mut Context, this: Obj<Str>) -> usize {
    size_of::<crate::heap::Header>() + size_of::<Str>() + this.items().len()
}

fn getnewargs(cx: &mut Context, this: Obj<Str>) -> Value {
    let text = plain(cx, &this).into();
    cx.tuple_value(vec![text])
}

static SPECIAL: &[Row] = &[
    static_method!(
        "__new__",
        "(type, /, object='', encoding='utf-8', errors='strict')",
        "Create and return a new object.  See help(type) for accurate signature.",
        new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__str__", "($self, /)", "Return str(self).", |cx: &mut Context, this: Obj<Str>| plain(
        cx, &this
    )),
    method!(
        "__lt__",
        "($self, value, /)",
        "Return self<value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::Less, &this, &other)
    ),
    method!(
        "__le__",
        "($self, value, /)",
        "Return self<=value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::LessEqual, &this, &other)
    ),
    method!(
        "__eq__",
        "($self, value, /)",
        "Return self==value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::Equal, &this, &other)
    ),
    method!(
        "__ne__",
        "($self, value, /)",
        "Return self!=value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::NotEqual, &this, &other)
    ),
    method!(
        "__gt__",
        "($self, value, /)",
        "Return self>value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::Greater, &this, &other)
    ),
    method!(
        "__ge__",
        "($self, value, /)",
        "Return self>=value.",
        |cx: &mut Context, this: Obj<Str>, other: Value| compare(cx, Comparison::GreaterEqual, &this, &other)
    ),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__mod__", "($self, value, /)", "Return self%value.", modulo),
    method!("__rmod__", "($self, value, /)", "Return value%self.", rmod),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__getitem__", "($self, key, /)", "Return self[key].", getitem),
    method!("__add__", "($self, value, /)", "Return self+value.", add),
    method!("__mul__", "($self, value, /)", "Return self*value.", mul),
    method!("__rmul__", "($self, value, /)", "Return value*self.", mul),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!(
        "__format__",
        "($self, format_spec, /)",
        "Return a formatted version of the string as described by format_spec.",
        format_spec
    ),
    method!("__sizeof__", "($self, /)", "Return the size of the string in memory, in bytes.", sizeof),
    method!("__getnewargs__", "($self, /)", "", getnewargs),
    method!(
        "encode",
        "($self, /, encoding='utf-8', errors='strict')",
        "Encode the string with the named encoding; errors names what to do where that is impossible.",
        encode
    ),
    method!(
        "format",
        "($self, /, *args, **kwargs)",
        "Replace the fields in braces by the arguments they name, formatted.",
        format_method
    ),
    method!(
        "format_map",
        "($self, mapping, /)",
        "Replace the fields in braces by the values of the mapping, formatted.",
        format_map
    ),
];

/// `str`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: an immutable sequence of Unicode code points. Any object can be shown as\ntext; bytes are decoded when an encoding or an error handler is given.",
    flags: TypeFlags::BASETYPE,
    methods: &[SPECIAL, search::METHODS, case::METHODS, translate::METHODS],
    ..TypeSpec::new("str", Kind::Str)
};
