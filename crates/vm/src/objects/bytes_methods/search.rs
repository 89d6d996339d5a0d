//! Methods of `bytes` and `bytearray` that look for bytes: find, count, replace, split, join, strip, translate.

use text::bytes_methods as algorithm;

use crate::heap::Obj;
use crate::native::{Row, Truth};
use crate::objects::buffer::Buffer;
use crate::objects::bytearray::ByteArray;
use crate::objects::bytes::{ByteString, Needle};
use crate::objects::exception::ExceptionKind;
use crate::objects::str_methods::search::{bounds, items_to_join};
use crate::objects::{Bytes, Tuple};
use crate::{Context, PyResult, Value, method, static_method};

/// A part of the bytes. The `__index__` of a bound may have made them fewer since it was computed.
fn within(bytes: &[u8], (start, end): (usize, usize)) -> &[u8] {
    bytes.get(start..end.min(bytes.len())).unwrap_or_default()
}

/// The position of an occurrence.
fn found<T: ByteString>(
    cx: &mut Context,
    this: &Obj<T>,
    needle: &Needle,
    start: Option<Value>,
    end: Option<Value>,
    search: fn(&[u8], &[u8]) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let length = T::view(this, cx).len();
    let Some((start, end)) = bounds(cx, start, end, length)? else { return Ok(None) };
    Ok(search(within(T::view(this, cx), (start, end)), needle).map(|at| at + start))
}

fn or_minus_one(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

fn find<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    found(cx, &this, &needle, start, end, algorithm::find).map(or_minus_one)
}

fn rfind<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    found(cx, &this, &needle, start, end, algorithm::rfind).map(or_minus_one)
}

fn index<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = found(cx, &this, &needle, start, end, algorithm::find)?;
    found.ok_or_else(|| cx.value_error("subsection not found"))
}

fn rindex<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = found(cx, &this, &needle, start, end, algorithm::rfind)?;
    found.ok_or_else(|| cx.value_error("subsection not found"))
}

fn count<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let length = T::view(&this, cx).len();
    let bounds = bounds(cx, start, end, length)?;
    Ok(bounds.map_or(0, |bounds| algorithm::count(within(T::view(&this, cx), bounds), &needle)))
}

fn affix<T: ByteString>(
    cx: &mut Context,
    this: &Obj<T>,
    wanted: &Value,
    (start, end): (Option<Value>, Option<Value>),
    function: &str,
    matches: fn(&[u8], &[u8]) -> bool,
) -> PyResult<bool> {
    let length = T::view(this, cx).len();
    let bounds = bounds(cx, start, end, length)?;
    let holds = |cx: &Context, wanted: &Obj<Bytes>| {
        bounds.is_some_and(|bounds| matches(within(T::view(this, cx), bounds), wanted.items()))
    };
    if let Some(wanted) = cx.try_bytes_like(wanted)? {
        return Ok(holds(cx, &wanted));
    }
    let Some(tuple) = wanted.as_ref().and_then(|wanted| wanted.downcast::<Tuple>()) else {
        let name = cx.type_name(wanted);
        return Err(
            cx.type_error(format!("{function} first arg must be bytes or a tuple of bytes, not {name}"))
        );
    };
    for item in tuple.items() {
        let item = cx.bytes_like(item)?;
        if holds(cx, &item) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn startswith<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &prefix, (start, end), "startswith", |bytes, prefix| bytes.starts_with(prefix))
}

fn endswith<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &suffix, (start, end), "endswith", |bytes, suffix| bytes.ends_with(suffix))
}

fn replace<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    old: Buffer,
    new: Buffer,
    count: Option<i64>,
) -> Value {
    match algorithm::replace(T::view(&this, cx), &old, &new, count.unwrap_or(-1)) {
        Some(replaced) => T::make(cx, &replaced),
        None => T::unchanged(cx, &this),
    }
}

fn list_of<T: ByteString>(cx: &mut Context, pieces: Vec<&[u8]>) -> Value {
    let items = pieces.into_iter().map(|piece| T::make(cx, piece)).collect();
    cx.list_value(items)
}

/// A parameter that may be `None` or bytes.
fn optional(cx: &mut Context, value: Option<Value>) -> PyResult<Option<Obj<Bytes>>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => cx.bytes_like(&value).map(Some),
    }
}

fn split<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    separator: Option<Value>,
    most: Option<i64>,
) -> PyResult<Value> {
    let separator = optional(cx, separator)?;
    let separator = separator.as_ref().map(|separator| separator.items());
    let bytes = T::snapshot(cx, &this);
    let pieces = cx.lift(algorithm::split(bytes.items(), separator, most.unwrap_or(-1)))?;
    Ok(list_of::<T>(cx, pieces))
}

fn rsplit<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    separator: Option<Value>,
    most: Option<i64>,
) -> PyResult<Value> {
    let separator = optional(cx, separator)?;
    let separator = separator.as_ref().map(|separator| separator.items());
    let bytes = T::snapshot(cx, &this);
    let pieces = cx.lift(algorithm::rsplit(bytes.items(), separator, most.unwrap_or(-1)))?;
    Ok(list_of::<T>(cx, pieces))
}

fn splitlines<T: ByteString>(cx: &mut Context, this: Obj<T>, keep_ends: Option<Truth>) -> Value {
    let bytes = T::snapshot(cx, &this);
    let lines = algorithm::split_lines(bytes.items(), keep_ends.is_some_and(|keep| keep.0));
    list_of::<T>(cx, lines)
}

/// A tuple of parts.
fn tuple_of<T: ByteString>(cx: &mut Context, parts: [&[u8]; 3]) -> Value {
    let parts = parts.iter().map(|part| T::make(cx, part)).collect();
    cx.tuple_value(parts)
}

fn partition<T: ByteString>(cx: &mut Context, this: Obj<T>, separator: Buffer) -> PyResult<Value> {
    let bytes = T::snapshot(cx, &this);
    let parts = match cx.lift(algorithm::partition(bytes.items(), &separator))? {
        Some((before, after)) => [before, &separator, after],
        None => [bytes.items(), b"", b""],
    };
    Ok(tuple_of::<T>(cx, parts))
}

fn rpartition<T: ByteString>(cx: &mut Context, this: Obj<T>, separator: Buffer) -> PyResult<Value> {
    let bytes = T::snapshot(cx, &this);
    let parts = match cx.lift(algorithm::rpartition(bytes.items(), &separator))? {
        Some((before, after)) => [before, &separator, after],
        None => [b"", b"", bytes.items()],
    };
    Ok(tuple_of::<T>(cx, parts))
}

fn join<T: ByteString>(cx: &mut Context, this: Obj<T>, iterable: Value) -> PyResult<Value> {
    let items = items_to_join(cx, &iterable)?;
    let mut pieces = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match cx.try_bytes_like(item) {
            Ok(Some(piece)) => pieces.push(piece),
            Err(raised) if !cx.is_exception(&raised, ExceptionKind::BufferError) => return Err(raised),
            Ok(None) | Err(_) => {
                let name = cx.type_name(item);
                return Err(
                    cx.type_error(format!("sequence item {at}: expected a bytes-like object, {name} found"))
                );
            }
        }
    }
    let joined = algorithm::join(T::view(&this, cx), pieces.iter().map(|piece| piece.items()));
    Ok(T::make(cx, &joined))
}

fn strip_with<T: ByteString>(
    cx: &mut Context,
    this: &Obj<T>,
    set: Option<Value>,
    strip: for<'a> fn(&'a [u8], Option<&[u8]>) -> &'a [u8],
) -> PyResult<Value> {
    let set = optional(cx, set)?;
    let bytes = T::snapshot(cx, this);
    let stripped = strip(bytes.items(), set.as_ref().map(|set| set.items()));
    Ok(piece(cx, this, bytes.items(), stripped))
}

/// `part`, which is a piece of `whole`; no copy when it is all of an immutable one.
fn piece<T: ByteString>(cx: &mut Context, this: &Obj<T>, whole: &[u8], part: &[u8]) -> Value {
    if part.len() == whole.len() { T::unchanged(cx, this) } else { T::make(cx, part) }
}

fn strip<T: ByteString>(cx: &mut Context, this: Obj<T>, set: Option<Value>) -> PyResult<Value> {
    strip_with(cx, &this, set, algorithm::strip)
}

fn lstrip<T: ByteString>(cx: &mut Context, this: Obj<T>, set: Option<Value>) -> PyResult<Value> {
    strip_with(cx, &this, set, algorithm::strip_left)
}

fn rstrip<T: ByteString>(cx: &mut Context, this: Obj<T>, set: Option<Value>) -> PyResult<Value> {
    strip_with(cx, &this, set, algorithm::strip_right)
}

fn removeprefix<T: ByteString>(cx: &mut Context, this: Obj<T>, prefix: Buffer) -> Value {
    let bytes = T::snapshot(cx, &this);
    let whole = bytes.items();
    piece(cx, &this, whole, whole.strip_prefix(&*prefix).unwrap_or(whole))
}

fn removesuffix<T: ByteString>(cx: &mut Context, this: Obj<T>, suffix: Buffer) -> Value {
    let bytes = T::snapshot(cx, &this);
    let whole = bytes.items();
    piece(cx, &this, whole, whole.strip_suffix(&*suffix).unwrap_or(whole))
}

fn translate<T: ByteString>(
    cx: &mut Context,
    this: Obj<T>,
    table: Value,
    delete: Option<Buffer>,
) -> PyResult<Value> {
    let table = optional(cx, Some(table))?;
    let delete = delete.as_deref().unwrap_or_default();
    let translated =
        algorithm::translate(T::view(&this, cx), table.as_ref().map(|table| table.items()), delete);
    let translated = cx.lift(translated)?;
    Ok(T::make(cx, &translated))
}

fn maketrans(cx: &mut Context, from: Buffer, to: Buffer) -> PyResult<Vec<u8>> {
    cx.lift(algorithm::maketrans(&from, &to))
}
/// The table of one of the two types.
macro_rules! methods {
    ($this:ty) => {
        &[
            method!(
                "find",
                "($self, sub, start=None, end=None, /)",
                "Return the lowest position in self[start:end] where sub is found, or -1.",
                find::<$this>
            ),
            method!(
                "rfind",
                "($self, sub, start=None, end=None, /)",
                "Return the highest position in self[start:end] where sub is found, or -1.",
                rfind::<$this>
            ),
            method!(
                "index",
                "($self, sub, start=None, end=None, /)",
                "Return the lowest position in self[start:end] where sub is found.\n\nRaises ValueError when it is not found.",
                index::<$this>
            ),
            method!(
                "rindex",
                "($self, sub, start=None, end=None, /)",
                "Return the highest position in self[start:end] where sub is found.\n\nRaises ValueError when it is not found.",
                rindex::<$this>
            ),
            method!(
                "count",
                "($self, sub, start=None, end=None, /)",
                "Return how often sub occurs in self[start:end], not counting overlaps.",
                count::<$this>
            ),
            method!(
                "startswith",
                "($self, prefix, start=None, end=None, /)",
                "Return whether self[start:end] begins with the prefix, or with one of a tuple of them.",
                startswith::<$this>
            ),
            method!(
                "endswith",
                "($self, suffix, start=None, end=None, /)",
                "Return whether self[start:end] ends with the suffix, or with one of a tuple of them.",
                endswith::<$this>
            ),
            method!(
                "replace",
                "($self, old, new, count=-1, /)",
                "Return a copy with occurrences of old replaced by new, the first count of them or all.",
                replace::<$this>
            ),
            method!(
                "split",
                "($self, /, sep=None, maxsplit=-1)",
                "Return the pieces between separators, in a list; without sep, between runs of white space.",
                split::<$this>
            ),
            method!(
                "rsplit",
                "($self, /, sep=None, maxsplit=-1)",
                "Return the pieces between separators, in a list, splitting from the end.",
                rsplit::<$this>
            ),
            method!(
                "splitlines",
                "($self, /, keepends=False)",
                "Return the lines, in a list, with their line ends if keepends is true.",
                splitlines::<$this>
            ),
            method!(
                "partition",
                "($self, sep, /)",
                "Split at the first occurrence of sep into what is before, sep, and what is after.",
                partition::<$this>
            ),
            method!(
                "rpartition",
                "($self, sep, /)",
                "Split at the last occurrence of sep into what is before, sep, and what is after.",
                rpartition::<$this>
            ),
            method!(
                "join",
                "($self, iterable_of_bytes, /)",
                "Concatenate bytes, these ones between each two of them.",
                join::<$this>
            ),
            method!(
                "strip",
                "($self, bytes=None, /)",
                "Return a copy without white space, or the given bytes, at both ends.",
                strip::<$this>
            ),
            method!(
                "lstrip",
                "($self, bytes=None, /)",
                "Return a copy without white space, or the given bytes, at the front.",
                lstrip::<$this>
            ),
            method!(
                "rstrip",
                "($self, bytes=None, /)",
                "Return a copy without white space, or the given bytes, at the end.",
                rstrip::<$this>
            ),
            method!(
                "removeprefix",
                "($self, prefix, /)",
                "Return a copy without the prefix, if it begins with it.",
                removeprefix::<$this>
            ),
            method!(
                "removesuffix",
                "($self, suffix, /)",
                "Return a copy without the suffix, if it ends with it.",
                removesuffix::<$this>
            ),
            method!(
                "translate",
                "($self, table, /, delete=b'')",
                "Return a copy without the bytes in delete, the others replaced by table[byte] unless table is None.",
                translate::<$this>
            ),
            static_method!(
                "maketrans",
                "(frm, to, /)",
                "Make a table for the method translate() that maps the bytes of frm to those of to.",
                maketrans
            ),
        ]
    };
}

/// Methods of `bytes`.
pub static BYTES: &[Row] = methods!(Bytes);

/// Methods of `bytearray`.
pub static BYTEARRAY: &[Row] = methods!(ByteArray);
