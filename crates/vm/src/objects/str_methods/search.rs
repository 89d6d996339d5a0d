//! Methods of `str` that look for text: find, count, replace, split, join, strip.

use text::{Wtf8, str_methods as algorithm};

use super::{as_str, piece, plain};
use crate::heap::Obj;
use crate::native::{Row, Truth};
use crate::objects::{Str, Tuple};
use crate::{Context, PyResult, Value, method};

/// The part of a sequence that `find` and its kin look at; `None` when `start` lies behind `end`, where not even
/// the empty text is found.
pub fn bounds(
    cx: &mut Context,
    start: Option<Value>,
    end: Option<Value>,
    length: usize,
) -> PyResult<Option<(usize, usize)>> {
    let mut bound = |value: Option<Value>, default: usize| -> PyResult<usize> {
        match value {
            None | Some(Value::None) => Ok(default),
            Some(value) => {
                let index = cx.slice_index(&value)?;
                let index = if index < 0 { index.saturating_add(length as i64).max(0) } else { index };
                Ok(index as usize)
            }
        }
    };
    let start = bound(start, 0)?;
    let end = bound(end, length)?.min(length);
    Ok((start <= end).then_some((start, end)))
}

/// The position of an occurrence.
fn position(
    cx: &mut Context,
    this: &Obj<Str>,
    needle: &Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
    search: fn(Wtf8<'_>, Wtf8<'_>) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let Some((start, end)) = bounds(cx, start, end, this.char_count())? else { return Ok(None) };
    let found = search(this.slice(start, end), needle.wtf8());
    Ok(found.map(|offset| this.position_of(this.offset_of(start) + offset)))
}

fn position_or_minus_one(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

fn find(
    cx: &mut Context,
    this: Obj<Str>,
    needle: Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    position(cx, &this, &needle, start, end, algorithm::find).map(position_or_minus_one)
}

fn rfind(
    cx: &mut Context,
    this: Obj<Str>,
    needle: Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<i64> {
    position(cx, &this, &needle, start, end, algorithm::rfind).map(position_or_minus_one)
}

fn index(
    cx: &mut Context,
    this: Obj<Str>,
    needle: Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = position(cx, &this, &needle, start, end, algorithm::find)?;
    found.ok_or_else(|| cx.value_error("substring not found"))
}

fn rindex(
    cx: &mut Context,
    this: Obj<Str>,
    needle: Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let found = position(cx, &this, &needle, start, end, algorithm::rfind)?;
    found.ok_or_else(|| cx.value_error("substring not found"))
}

fn count(
    cx: &mut Context,
    this: Obj<Str>,
    needle: Obj<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<usize> {
    let bounds = bounds(cx, start, end, this.char_count())?;
    Ok(bounds.map_or(0, |(start, end)| algorithm::count(this.slice(start, end), needle.wtf8())))
}

fn affix(
    cx: &mut Context,
    this: &Obj<Str>,
    wanted: &Value,
    (start, end): (Option<Value>, Option<Value>),
    function: &str,
    matches: fn(&[u8], &[u8]) -> bool,
) -> PyResult<bool> {
    let bounds = bounds(cx, start, end, this.char_count())?;
    let part = bounds.map(|(start, end)| this.slice(start, end).as_bytes());
    let holds = |wanted: &Obj<Str>| part.is_some_and(|part| matches(part, wanted.items()));
    if let Some(wanted) = as_str(wanted) {
        return Ok(holds(wanted));
    }
    let Some(tuple) = wanted.as_ref().and_then(|wanted| wanted.downcast::<Tuple>()) else {
        let name = cx.type_name(wanted);
        return Err(cx.type_error(format!("{function} first arg must be str or a tuple of str, not {name}")));
    };
    for item in tuple.items() {
        match as_str(item) {
            Some(wanted) if holds(wanted) => return Ok(true),
            Some(_) => {}
            None => {
                let name = cx.type_name(item);
                return Err(cx.type_error(format!("tuple for {function} must only contain str, not {name}")));
            }
        }
    }
    Ok(false)
}

fn startswith(
    cx: &mut Context,
    this: Obj<Str>,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &prefix, (start, end), "startswith", |text, prefix| text.starts_with(prefix))
}

fn endswith(
    cx: &mut Context,
    this: Obj<Str>,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> PyResult<bool> {
    affix(cx, &this, &suffix, (start, end), "endswith", |text, suffix| text.ends_with(suffix))
}

fn replace(cx: &mut Context, this: Obj<Str>, old: Obj<Str>, new: Obj<Str>, count: Option<i64>) -> Obj<Str> {
    match algorithm::replace(this.wtf8(), old.wtf8(), new.wtf8(), count.unwrap_or(-1)) {
        Some(replaced) => cx.new_wtf8(replaced.as_wtf8()),
        None => plain(cx, &this),
    }
}

/// A separator that may be `None`.
fn separator(cx: &mut Context, value: Option<Value>) -> PyResult<Option<Obj<Str>>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => match as_str(&value) {
            Some(text) => Ok(Some(text.clone())),
            None => {
                let name = cx.type_name(&value);
                Err(cx.type_error(format!("must be str or None, not {name}")))
            }
        },
    }
}

fn pieces(cx: &mut Context, this: &Obj<Str>, pieces: Vec<Wtf8<'_>>) -> Value {
    let items = match pieces.as_slice() {
        [only] => vec![piece(cx, this, *only).into()],
        _ => pieces.into_iter().map(|part| cx.new_wtf8(part).into()).collect(),
    };
    cx.list_value(items)
}

fn split(cx: &mut Context, this: Obj<Str>, sep: Option<Value>, most: Option<i64>) -> PyResult<Value> {
    let sep = separator(cx, sep)?;
    let found =
        cx.lift(algorithm::split(this.wtf8(), sep.as_ref().map(|sep| sep.wtf8()), most.unwrap_or(-1)))?;
    Ok(pieces(cx, &this, found))
}

fn rsplit(cx: &mut Context, this: Obj<Str>, sep: Option<Value>, most: Option<i64>) -> PyResult<Value> {
    let sep = separator(cx, sep)?;
    let found =
        cx.lift(algorithm::rsplit(this.wtf8(), sep.as_ref().map(|sep| sep.wtf8()), most.unwrap_or(-1)))?;
    Ok(pieces(cx, &this, found))
}

fn splitlines(cx: &mut Context, this: Obj<Str>, keep_ends: Option<Truth>) -> Value {
    let lines = algorithm::split_lines(this.wtf8(), keep_ends.is_some_and(|keep| keep.0));
    pieces(cx, &this, lines)
}

fn partition_separator(cx: &mut Context, sep: &Value) -> PyResult<Obj<Str>> {
    match as_str(sep) {
        Some(sep) => Ok(sep.clone()),
        None => {
            let name = cx.type_name(sep);
            Err(cx.type_error(format!("must be str, not {name}")))
        }
    }
}

fn partition(cx: &mut Context, this: Obj<Str>, sep: Value) -> PyResult<Value> {
    let sep = partition_separator(cx, &sep)?;
    let items = match cx.lift(algorithm::partition(this.wtf8(), sep.wtf8()))? {
        Some((before, after)) => {
            vec![cx.new_wtf8(before).into(), plain(cx, &sep).into(), cx.new_wtf8(after).into()]
        }
        None => vec![plain(cx, &this).into(), cx.str_value(""), cx.str_value("")],
    };
    Ok(cx.tuple_value(items))
}

fn rpartition(cx: &mut Context, this: Obj<Str>, sep: Value) -> PyResult<Value> {
    let sep = partition_separator(cx, &sep)?;
    let items = match cx.lift(algorithm::rpartition(this.wtf8(), sep.wtf8()))? {
        Some((before, after)) => {
            vec![cx.new_wtf8(before).into(), plain(cx, &sep).into(), cx.new_wtf8(after).into()]
        }
        None => vec![cx.str_value(""), cx.str_value(""), plain(cx, &this).into()],
    };
    Ok(cx.tuple_value(items))
}

/// The items of what `join` was given.
pub fn items_to_join(cx: &mut Context, iterable: &Value) -> PyResult<Vec<Value>> {
    match cx.try_iter(iterable)? {
        Some(_) => cx.collect(iterable),
        None => Err(cx.type_error("can only join an iterable")),
    }
}

fn join(cx: &mut Context, this: Obj<Str>, iterable: Value) -> PyResult<Obj<Str>> {
    let items = items_to_join(cx, &iterable)?;
    if let Some((at, wrong)) = items.iter().enumerate().find(|(_, item)| as_str(item).is_none()) {
        let name = cx.type_name(wrong);
        return Err(cx.type_error(format!("sequence item {at}: expected str instance, {name} found")));
    }
    let mut texts = items.iter().filter_map(as_str);
    match items.len() {
        0 => Ok(cx.interp_ref().singletons.empty_str.clone()),
        1 => {
            let only = texts.next().expect("I-9: all items are strings").clone();
            Ok(plain(cx, &only))
        }
        _ => {
            let joined = algorithm::join(this.wtf8(), texts.map(|text| text.wtf8()));
            Ok(cx.new_wtf8(joined.as_wtf8()))
        }
    }
}

fn strip_with(
    cx: &mut Context,
    this: &Obj<Str>,
    chars: Option<Value>,
    function: &str,
    strip: for<'a> fn(Wtf8<'a>, Option<Wtf8<'_>>) -> Wtf8<'a>,
) -> PyResult<Obj<Str>> {
    let chars = chars.filter(|chars| !chars.is_none());
    let set = match &chars {
        None => None,
        Some(chars) => match as_str(chars) {
            Some(set) => Some(set.wtf8()),
            None => return Err(cx.type_error(format!("{function} arg must be None or str"))),
        },
    };
    Ok(piece(cx, this, strip(this.wtf8(), set)))
}

fn strip(cx: &mut Context, this: Obj<Str>, chars: Option<Value>) -> PyResult<Obj<Str>> {
    strip_with(cx, &this, chars, "strip", algorithm::strip)
}

fn lstrip(cx: &mut Context, this: Obj<Str>, chars: Option<Value>) -> PyResult<Obj<Str>> {
    strip_with(cx, &this, chars, "lstrip", algorithm::strip_left)
}

fn rstrip(cx: &mut Context, this: Obj<Str>, chars: Option<Value>) -> PyResult<Obj<Str>> {
    strip_with(cx, &this, chars, "rstrip", algorithm::strip_right)
}

fn removeprefix(cx: &mut Context, this: Obj<Str>, prefix: Obj<Str>) -> Obj<Str> {
    piece(cx, &this, algorithm::remove_prefix(this.wtf8(), prefix.wtf8()))
}

fn removesuffix(cx: &mut Context, this: Obj<Str>, suffix: Obj<Str>) -> Obj<Str> {
    piece(cx, &this, algorithm::remove_suffix(this.wtf8(), suffix.wtf8()))
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
        "($self, old, new, /, count=-1)",
        "Return a copy with occurrences of old replaced by new, the first count of them or all.",
        replace
    ),
    method!(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        "Return the pieces between separators, in a list; without sep, between runs of white space.\n\nAt most maxsplit splits are made, from the front.",
        split
    ),
    method!(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        "Return the pieces between separators, in a list; without sep, between runs of white space.\n\nAt most maxsplit splits are made, from the end.",
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
        "Split at the first occurrence of sep into what is before, sep, and what is after.\n\nWhen sep is not found: the string and two empty strings.",
        partition
    ),
    method!(
        "rpartition",
        "($self, sep, /)",
        "Split at the last occurrence of sep into what is before, sep, and what is after.\n\nWhen sep is not found: two empty strings and the string.",
        rpartition
    ),
    method!("join", "($self, iterable, /)", "Concatenate strings, this one between each two of them.", join),
    method!(
        "strip",
        "($self, chars=None, /)",
        "Return a copy without white space, or the given characters, at both ends.",
        strip
    ),
    method!(
        "lstrip",
        "($self, chars=None, /)",
        "Return a copy without white space, or the given characters, at the front.",
        lstrip
    ),
    method!(
        "rstrip",
        "($self, chars=None, /)",
        "Return a copy without white space, or the given characters, at the end.",
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
];
