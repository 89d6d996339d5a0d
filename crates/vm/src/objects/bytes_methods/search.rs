//! Methods of `bytes` that look for bytes: find, count, replace, split, join, strip, translate.

use text::bytes_methods as algorithm;

use crate::heap::Obj;
use crate::native::{Row, Truth};
use crate::objects::bytes::{Buffer, Needle, as_bytes, plain};
use crate::objects::str_methods::search::{bounds, items_to_join};
use crate::objects::{Bytes, Tuple};
use crate::{Context, PyResult, Value, method, static_method};

/// The position of an occurrence.
fn found(
    cx: &mut Context,
    this: &Obj<Bytes>,
    needle: &Needle,
    start: Option<Value>,
    end: Option<Value>,
    search: fn(&[u8], &[u8]) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let Some((start, end)) = bounds(cx, start, end, this.items().len())? else { return Ok(None) };
    Ok(search(&this.items()[start..end], needle).map(|at| at + start))
}

fn or_minus_one(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

fn find(
    cx: &mut Context,
    this: Obj<Bytes>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    found(cx, &this, &needle, start, end, algorithm::find).map(or_minus_one)
}

fn rfind(
    cx: &mut Context,
    this: Obj<Bytes>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    found(cx, &this, &needle, start, end, algorithm::rfind).map(or_minus_one)
}

fn index(
    cx: &mut Context,
    this: Obj<Bytes>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = found(cx, &this, &needle, start, end, algorithm::find)?;
    found.ok_or_else(|| cx.value_error("subsection not found"))
}

fn rindex(
    cx: &mut Context,
    this: Obj<Bytes>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = found(cx, &this, &needle, start, end, algorithm::rfind)?;
    found.ok_or_else(|| cx.value_error("subsection not found"))
}

fn count(
    cx: &mut Context,
    this: Obj<Bytes>,
    needle: Needle,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let bounds = bounds(cx, start, end, this.items().len())?;
    Ok(bounds.map_or(0, |(start, end)| algorithm::count(&this.items()[start..end], &needle)))
}

fn affix(
    cx: &mut Context,
    this: &Obj<Bytes>,
    wanted: &Value,
    (start, end): (Option<Value>, Option<Value>),
    function: &str,
    matches: fn(&[u8], &[u8]) -> bool,
) -> PyResult<bool> {
    let bounds = bounds(cx, start, end, this.items().len())?;
    let part = bounds.map(|(start, end)| &this.items()[start..end]);
    let holds = |wanted: &Obj<Bytes>| part.is_some_and(|part| matches(part, wanted.items()));
    if let Some(wanted) = as_bytes(wanted) {
        return Ok(holds(wanted));
    }
    let Some(tuple) = wanted.as_ref().and_then(|wanted| wanted.downcast::<Tuple>()) else {
        let name = cx.type_name(wanted);
        return Err(
            cx.type_error(format!("{function} first arg must be bytes or a tuple of bytes, not {name}"))
        );
    };
    for item in tuple.items() {
        if holds(&cx.bytes_like(item)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn startswith(
    cx: &mut Context,
    this: Obj<Bytes>,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &prefix, (start, end), "startswith", |bytes, prefix| bytes.starts_with(prefix))
}

fn endswith(
    cx: &mut Context,
    this: Obj<Bytes>,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &suffix, (start, end), "endswith", |bytes, suffix| bytes.ends_with(suffix))
}

fn replace(cx: &mut Context, this: Obj<Bytes>, old: Buffer, new: Buffer, count: Option<i64>) -> Obj<Bytes> {
    match algorithm::replace(this.items(), &old, &new, count.unwrap_or(-1)) {
        Some(replaced) => cx.new_bytes(&replaced),
        None => plain(cx, &this),
    }
}

fn list_of(cx: &mut Context, pieces: Vec<&[u8]>) -> Value {
    let items = pieces.into_iter().map(|piece| cx.bytes_value(piece)).collect();
    cx.list_value(items)
}

/// A parameter that may be `None` or bytes.
fn optional(cx: &mut Context, value: Option<Value>) -> PyResult<Option<Obj<Bytes>>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => cx.bytes_like(&value).map(Some),
    }
}

fn split(cx: &mut Context, this: Obj<Bytes>, separator: Option<Value>, most: Option<i64>) -> PyResult<Value> {
    let separator = optional(cx, separator)?;
    let separator = separator.as_ref().map(|separator| separator.items());
    let pieces = cx.lift(algorithm::split(this.items(), separator, most.unwrap_or(-1)))?;
    Ok(list_of(cx, pieces))
}

fn rsplit(
    cx: &mut Context,
    this: Obj<Bytes>,
    separator: Option<Value>,
    most: Option<i64>,
) -> PyResult<Value> {
    let separator = optional(cx, separator)?;
    let separator = separator.as_ref().map(|separator| separator.items());
    let pieces = cx.lift(algorithm::rsplit(this.items(), separator, most.unwrap_or(-1)))?;
    Ok(list_of(cx, pieces))
}

fn splitlines(cx: &mut Context, this: Obj<Bytes>, keep_ends: Option<Truth>) -> Value {
    let lines = algorithm::split_lines(this.items(), keep_ends.is_some_and(|keep| keep.0));
    list_of(cx, lines)
}

fn partition(cx: &mut Context, this: Obj<Bytes>, separator: Buffer) -> PyResult<Value> {
    let items = match cx.lift(algorithm::partition(this.items(), &separator))? {
        Some((before, after)) => {
            vec![cx.bytes_value(before), plain(cx, &separator.0).into(), cx.bytes_value(after)]
        }
        None => vec![plain(cx, &this).into(), cx.bytes_value(b""), cx.bytes_value(b"")],
    };
    Ok(cx.tuple_value(items))
}

fn rpartition(cx: &mut Context, this: Obj<Bytes>, separator: Buffer) -> PyResult<Value> {
    let items = match cx.lift(algorithm::rpartition(this.items(), &separator))? {
        Some((before, after)) => {
            vec![cx.bytes_value(before), plain(cx, &separator.0).into(), cx.bytes_value(after)]
        }
        None => vec![cx.bytes_value(b""), cx.bytes_value(b""), plain(cx, &this).into()],
    };
    Ok(cx.tuple_value(items))
}

fn join(cx: &mut Context, this: Obj<Bytes>, iterable: Value) -> PyResult<Vec<u8>> {
    let items = items_to_join(cx, &iterable)?;
    if let Some((at, wrong)) = items.iter().enumerate().find(|(_, item)| as_bytes(item).is_none()) {
        let name = cx.type_name(wrong);
        return Err(cx.type_error(format!("sequence item {at}: expected a bytes-like object, {name} found")));
    }
    Ok(algorithm::join(this.items(), items.iter().filter_map(as_bytes).map(|bytes| bytes.items())))
}

fn strip_with(
    cx: &mut Context,
    this: &Obj<Bytes>,
    set: Option<Value>,
    strip: for<'a> fn(&'a [u8], Option<&[u8]>) -> &'a [u8],
) -> PyResult<Obj<Bytes>> {
    let set = optional(cx, set)?;
    let stripped = strip(this.items(), set.as_ref().map(|set| set.items()));
    Ok(piece(cx, this, stripped))
}

/// `part`, which is a piece of `whole`; no copy when it is all of it.
fn piece(cx: &mut Context, whole: &Obj<Bytes>, part: &[u8]) -> Obj<Bytes> {
    if part.len() == whole.items().len() { plain(cx, whole) } else { cx.new_bytes(part) }
}

fn strip(cx: &mut Context, this: Obj<Bytes>, set: Option<Value>) -> PyResult<Obj<Bytes>> {
    strip_with(cx, &this, set, algorithm::strip)
}

fn lstrip(cx: &mut Context, this: Obj<Bytes>, set: Option<Value>) -> PyResult<Obj<Bytes>> {
    strip_with(cx, &this, set, algorithm::strip_left)
}

fn rstrip(cx: &mut Context, this: Obj<Bytes>, set: Option<Value>) -> PyResult<Obj<Bytes>> {
    strip_with(cx, &this, set, algorithm::strip_right)
}

fn removeprefix(cx: &mut Context, this: Obj<Bytes>, prefix: Buffer) -> Obj<Bytes> {
    piece(cx, &this, this.items().strip_prefix(&*prefix).unwrap_or(this.items()))
}

fn removesuffix(cx: &mut Context, this: Obj<Bytes>, suffix: Buffer) -> Obj<Bytes> {
    piece(cx, &this, this.items().strip_suffix(&*suffix).unwrap_or(this.items()))
}

fn translate(cx: &mut Context, this: Obj<Bytes>, table: Value, delete: Option<Buffer>) -> PyResult<Vec<u8>> {
    let table = optional(cx, Some(table))?;
    let delete = delete.as_deref().unwrap_or_default();
    cx.lift(algorithm::translate(this.items(), table.as_ref().map(|table| table.items()), delete))
}

fn maketrans(cx: &mut Context, from: Buffer, to: Buffer) -> PyResult<Vec<u8>> {
    cx.lift(algorithm::maketrans(&from, &to))
}
/// Methods.
pub static METHODS: &[Row] = &[
    method!(
        "find",
        "($self, sub, start=None, end=None, /)",
        "Return the lowest position in self[start:end] where sub is found, or -1.",
        find
    ),
    method!(
        "rfind",
        "($self, sub, start=None, end=None, /)",
        "Return the highest position in self[start:end] where sub is found, or -1.",
        rfind
    ),
    method!(
        "index",
        "($self, sub, start=None, end=None, /)",
        "Return the lowest position in self[start:end] where sub is found.\n\nRaises ValueError when it is not found.",
        index
    ),
    method!(
        "rindex",
        "($self, sub, start=None, end=None, /)",
        "Return the highest position in self[start:end] where sub is found.\n\nRaises ValueError when it is not found.",
        rindex
    ),
    method!(
        "count",
        "($self, sub, start=None, end=None, /)",
        "Return how often sub occurs in self[start:end], not counting overlaps.",
        count
    ),
    method!(
        "startswith",
        "($self, prefix, start=None, end=None, /)",
        "Return whether self[start:end] begins with the prefix, or with one of a tuple of them.",
        startswith
    ),
    method!(
        "endswith",
        "($self, suffix, start=None, end=None, /)",
        "Return whether self[start:end] ends with the suffix, or with one of a tuple of them.",
        endswith
    ),
    method!(
        "replace",
        "($self, old, new, count=-1, /)",
        "Return a copy with occurrences of old replaced by new, the first count of them or all.",
        replace
    ),
    method!(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        "Return the pieces between separators, in a list; without sep, between runs of white space.",
        split
    ),
    method!(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        "Return the pieces between separators, in a list, splitting from the end.",
        rsplit
    ),
    method!(
        "splitlines",
        "($self, /, keepends=False)",
        "Return the lines, in a list, with their line ends if keepends is true.",
        splitlines
    ),
    method!(
        "partition",
        "($self, sep, /)",
        "Split at the first occurrence of sep into what is before, sep, and what is after.",
        partition
    ),
    method!(
        "rpartition",
        "($self, sep, /)",
        "Split at the last occurrence of sep into what is before, sep, and what is after.",
        rpartition
    ),
    method!(
        "join",
        "($self, iterable_of_bytes, /)",
        "Concatenate bytes, these ones between each two of them.",
        join
    ),
    method!(
        "strip",
        "($self, bytes=None, /)",
        "Return a copy without white space, or the given bytes, at both ends.",
        strip
    ),
    method!(
        "lstrip",
        "($self, bytes=None, /)",
        "Return a copy without white space, or the given bytes, at the front.",
        lstrip
    ),
    method!(
        "rstrip",
        "($self, bytes=None, /)",
        "Return a copy without white space, or the given bytes, at the end.",
        rstrip
    ),
    method!(
        "removeprefix",
        "($self, prefix, /)",
        "Return a copy without the prefix, if it begins with it.",
        removeprefix
    ),
    method!(
        "removesuffix",
        "($self, suffix, /)",
        "Return a copy without the suffix, if it ends with it.",
        removesuffix
    ),
    method!(
        "translate",
        "($self, table, /, delete=b'')",
        "Return a copy without the bytes in delete, the others replaced by table[byte] unless table is None.",
        translate
    ),
    static_method!(
        "maketrans",
        "(frm, to, /)",
        "Make a table for bytes.translate() that maps the bytes of frm to those of to.",
        maketrans
    ),
];
