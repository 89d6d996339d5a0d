//! Sorting: `list.sort` and what `sorted` uses.
//!
//! A comparison may run Python code, which may look at the list, change it or raise. The items are therefore
//! taken out of the list while they are sorted, and put back whatever happens; a list that is not empty then was
//! changed meanwhile. Numbers and text are compared without Python and sorted by the standard library; all else
//! goes through a merge sort that stops at the first exception and always leaves a permutation.

use std::cmp::Ordering;

use super::list::List;
use crate::heap::{Obj, ObjectFlags};
use crate::native::Truth;
use crate::objects::{Str, Tuple};
use crate::protocol::compare::{Comparison, number_order};
use crate::{Context, PyResult, Value};

/// Runs shorter than this are grown by insertion before they are merged.
const SHORT_RUN: usize = 24;

/// `list.sort(*, key=None, reverse=False)`.
pub(super) fn sort_method(
    cx: &mut Context,
    list: Obj<List>,
    key: Option<Value>,
    reverse: Option<Truth>,
) -> PyResult<()> {
    sort(cx, &list, key.filter(|key| !key.is_none()), reverse.is_some_and(|reverse| reverse.0))
}

/// Sorts a list in place, stably.
pub fn sort(cx: &mut Context, list: &Obj<List>, key: Option<Value>, reverse: bool) -> PyResult<()> {
    let mut items = std::mem::take(&mut list.get_mut(cx).items);
    let result = sort_items(cx, &mut items, key, reverse);
    let meanwhile = std::mem::replace(&mut list.get_mut(cx).items, items);
    let changed = meanwhile.capacity() != 0;
    drop(meanwhile);
    result?;
    if changed { Err(cx.value_error("list modified during sort")) } else { Ok(()) }
}

/// Sorts items that nobody else sees. Equal ones keep their order, with `reverse` too.
pub fn sort_items(
    cx: &mut Context,
    items: &mut Vec<Value>,
    key: Option<Value>,
    reverse: bool,
) -> PyResult<()> {
    if reverse {
        items.reverse();
    }
    let result = match key {
        None => sort_plain(cx, items),
        Some(key) => sort_by_key(cx, items, &key),
    };
    if reverse {
        items.reverse();
    }
    result
}

fn sort_plain(cx: &mut Context, items: &mut Vec<Value>) -> PyResult<()> {
    if let Some(compare) = natural_order(items) {
        items.sort_by(compare);
        return Ok(());
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    let result = merge_sort(cx, items, &mut order);
    arrange(items, &order);
    result
}

fn sort_by_key(cx: &mut Context, items: &mut Vec<Value>, key: &Value) -> PyResult<()> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(cx.call(key, std::slice::from_ref(item))?);
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    let result = match natural_order(&keys) {
        Some(compare) => {
            order.sort_by(|&a, &b| compare(&keys[a], &keys[b]));
            Ok(())
        }
        None => merge_sort(cx, &keys, &mut order),
    };
    arrange(items, &order);
    result
}

/// Puts the item at `order[0]` first, and so on.
fn arrange(items: &mut Vec<Value>, order: &[usize]) {
    *items = order.iter().map(|&at| items[at].take()).collect();
}

/// What can be compared without running Python code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Int,
    Number,
    Text,
}

fn class_of(value: &Value) -> Option<Class> {
    match value {
        Value::Int(_) => Some(Class::Int),
        Value::Bool(_) => Some(Class::Number),
        // NaN is not in any order.
        Value::Float(bits) => (!bits.get().is_nan()).then_some(Class::Number),
        Value::Ref(object) if object.header().has_flags(ObjectFlags::EXTENDED) => None,
        Value::Ref(object) => object.downcast::<Str>().map(|_| Class::Text),
        _ => None,
    }
}

/// The order that comparing these values by `<` gives, if that needs no Python code and no value refuses.
fn natural_order(values: &[Value]) -> Option<fn(&Value, &Value) -> Ordering> {
    let first = values.first()?;
    if let Some(tuple) = plain_tuple(first) {
        let columns: Vec<Class> = tuple.items().iter().map(class_of).collect::<Option<_>>()?;
        let alike = values.iter().all(|value| {
            plain_tuple(value).is_some_and(|tuple| {
                tuple.items().len() == columns.len()
                    && tuple.items().iter().zip(&columns).all(|(item, &column)| {
                        class_of(item).is_some_and(|class| (class == Class::Text) == (column == Class::Text))
                    })
            })
        });
        return alike.then_some(tuple_order);
    }
    let mut class = class_of(first)?;
    for value in values {
        class = match (class, class_of(value)?) {
            (a, b) if a == b => a,
            (Class::Text, _) | (_, Class::Text) => return None,
            _ => Class::Number,
        };
    }
    Some(match class {
        Class::Int => int_order,
        Class::Number => simple_order,
        Class::Text => text_order,
    })
}

fn plain_tuple(value: &Value) -> Option<&Obj<Tuple>> {
    let object = value.as_ref().filter(|object| !object.header().has_flags(ObjectFlags::EXTENDED))?;
    object.downcast::<Tuple>()
}

fn int_order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

fn text_order(a: &Value, b: &Value) -> Ordering {
    let (Value::Ref(a), Value::Ref(b)) = (a, b) else { return Ordering::Equal };
    match (a.downcast::<Str>(), b.downcast::<Str>()) {
        // WTF-8 keeps the order of code points.
        (Some(a), Some(b)) => a.items().cmp(b.items()),
        _ => Ordering::Equal,
    }
}

fn simple_order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Ref(_), _) | (_, Value::Ref(_)) => text_order(a, b),
        _ => number_order(a, b).flatten().unwrap_or(Ordering::Equal),
    }
}

fn tuple_order(a: &Value, b: &Value) -> Ordering {
    match (plain_tuple(a), plain_tuple(b)) {
        (Some(a), Some(b)) => {
            let differing =
                a.items().iter().zip(b.items()).map(|(x, y)| simple_order(x, y)).find(|o| o.is_ne());
            differing.unwrap_or(Ordering::Equal)
        }
        _ => Ordering::Equal,
    }
}

/// Sorts positions by the keys there, asking only `<`. An exception leaves `order` a permutation.
fn merge_sort(cx: &mut Context, keys: &[Value], order: &mut [usize]) -> PyResult<()> {
    let mut runs = find_runs(cx, keys, order)?;
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        for pair in runs.chunks(2) {
            match pair {
                [left, right] => {
                    merge(cx, keys, &mut order[left.0..right.1], left.1 - left.0)?;
                    merged.push((left.0, right.1));
                }
                rest => merged.extend_from_slice(rest),
            }
        }
        runs = merged;
    }
    Ok(())
}

/// Splits the positions into runs in order: those that are there, descending ones turned around, short ones
/// grown by insertion.
fn find_runs(cx: &mut Context, keys: &[Value], order: &mut [usize]) -> PyResult<Vec<(usize, usize)>> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        if end < order.len() {
            let descending = less(cx, keys, order[end], order[end - 1])?;
            end += 1;
            while end < order.len() && less(cx, keys, order[end], order[end - 1])? == descending {
                end += 1;
            }
            if descending {
                order[start..end].reverse();
            }
        }
        let least = (start + SHORT_RUN).min(order.len());
        while end < least {
            insert_last(cx, keys, &mut order[start..=end])?;
            end += 1;
        }
        runs.push((start, end));
        start = end;
    }
    Ok(runs)
}

/// Inserts the last position of `run` where it belongs in the sorted ones before it.
fn insert_last(cx: &mut Context, keys: &[Value], run: &mut [usize]) -> PyResult<()> {
    let last = run.len() - 1;
    let (mut low, mut high) = (0, last);
    while low < high {
        let middle = (low + high) / 2;
        if less(cx, keys, run[last], run[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    run[low..].rotate_right(1);
    Ok(())
}

/// Merges the sorted runs `both[..middle]` and `both[middle..]`.
fn merge(cx: &mut Context, keys: &[Value], both: &mut [usize], middle: usize) -> PyResult<()> {
    if !less(cx, keys, both[middle], both[middle - 1])? {
        return Ok(());
    }
    let mut merged = Vec::with_capacity(both.len());
    let (left, right) = both.split_at(middle);
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if less(cx, keys, right[j], left[i])? {
            merged.push(right[j]);
            j += 1;
        } else {
            merged.push(left[i]);
            i += 1;
        }
    }
    merged.extend_from_slice(&left[i..]);
    merged.extend_from_slice(&right[j..]);
    both.copy_from_slice(&merged);
    Ok(())
}

fn less(cx: &mut Context, keys: &[Value], a: usize, b: usize) -> PyResult<bool> {
    cx.compare_truth(Comparison::Less, &keys[a], &keys[b])
}
