//! What changes a deque, or makes a new one: construction, both ends, items, `+` and `*`.

use std::collections::VecDeque;

use vm::heap::Obj;
use vm::native::{Keywords, Rest, Row};
use vm::objects::Type;
use vm::objects::exception::ExceptionKind;
use vm::protocol::item::position;
use vm::{Context, PyResult, Raised, Value, method, static_method};

use super::deque::{This, copy, new_deque, of};

fn new(cx: &mut Context, class: Obj<Type>, _args: Rest, _keywords: Keywords) -> Value {
    new_deque(cx, &class, None).into()
}

fn init(cx: &mut Context, this: This, iterable: Option<Value>, maxlen: Option<Value>) -> PyResult<()> {
    let limit = match maxlen {
        None | Some(Value::None) => None,
        Some(maxlen) => match maxlen.as_int() {
            None => return Err(cx.type_error("an integer is required")),
            Some(number) => match number.to_i64() {
                None => return Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
                Some(number) if number < 0 => return Err(cx.value_error("maxlen must be non-negative")),
                Some(number) => Some(number as usize),
            },
        },
    };
    this.get_mut(cx).limit = limit;
    clear(cx, this.clone());
    match iterable {
        Some(iterable) => extend(cx, this, iterable),
        None => Ok(()),
    }
}

fn append(cx: &mut Context, this: This, item: Value) {
    let state = this.get_mut(cx);
    state.changes += 1;
    state.items.push_back(item);
    if state.limit.is_some_and(|limit| state.items.len() > limit) {
        let dropped = state.items.pop_front();
        drop(dropped);
    }
}

fn append_left(cx: &mut Context, this: This, item: Value) {
    let state = this.get_mut(cx);
    state.changes += 1;
    state.items.push_front(item);
    if state.limit.is_some_and(|limit| state.items.len() > limit) {
        let dropped = state.items.pop_back();
        drop(dropped);
    }
}

#[cold]
fn empty(cx: &mut Context) -> Raised {
    cx.index_error("pop from an empty deque")
}

fn pop(cx: &mut Context, this: This) -> PyResult<Value> {
    let state = this.get_mut(cx);
    match state.items.pop_back() {
        Some(item) => {
            state.changes += 1;
            Ok(item)
        }
        None => Err(empty(cx)),
    }
}

fn pop_left(cx: &mut Context, this: This) -> PyResult<Value> {
    let state = this.get_mut(cx);
    match state.items.pop_front() {
        Some(item) => {
            state.changes += 1;
            Ok(item)
        }
        None => Err(empty(cx)),
    }
}

fn clear(cx: &mut Context, this: This) {
    let state = this.get_mut(cx);
    if !state.items.is_empty() {
        state.changes += 1;
    }
    let old = std::mem::take(&mut state.items);
    drop(old);
}

/// What is extended by: a deque that extends itself is copied first.
fn source(cx: &mut Context, this: &This, iterable: &Value) -> PyResult<Value> {
    if of(iterable).is_some_and(|other| other.is(this)) {
        let items = this.get(cx).items.iter().cloned().collect();
        let items = cx.list_value(items);
        return cx.iter(&items);
    }
    cx.iter(iterable)
}

/// Appends the items of an iterable, as far as there is room for any.
pub fn extend(cx: &mut Context, this: This, iterable: Value) -> PyResult<()> {
    let iterator = source(cx, &this, &iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        append(cx, this.clone(), item);
    }
    Ok(())
}

fn extend_left(cx: &mut Context, this: This, iterable: Value) -> PyResult<()> {
    let iterator = source(cx, &this, &iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        append_left(cx, this.clone(), item);
    }
    Ok(())
}

/// A number of steps or a place; those beyond 64 bits do not fit C's.
fn number(cx: &mut Context, value: &Value) -> PyResult<i64> {
    match cx.index(value)?.to_i64() {
        Some(number) => Ok(number),
        None => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn insert(cx: &mut Context, this: This, index: Value, value: Value) -> PyResult<()> {
    let index = number(cx, &index)?;
    let state = this.get_mut(cx);
    let length = state.items.len();
    if state.limit.is_some_and(|limit| length >= limit) {
        return Err(cx.index_error("deque already at its maximum size"));
    }
    let at = if index < 0 { index.saturating_add(length as i64).max(0) } else { index };
    state.changes += 1;
    state.items.insert((at as usize).min(length), value);
    Ok(())
}

fn remove(cx: &mut Context, this: This, value: Value) -> PyResult<()> {
    let changes = this.get(cx).changes;
    let mut index = 0;
    while let Some(item) = this.get(cx).items.get(index).cloned() {
        let equal = cx.equal(&item, &value)?;
        if this.get(cx).changes != changes {
            return Err(cx.index_error("deque mutated during iteration"));
        }
        if equal {
            delete_at(cx, &this, index);
            return Ok(());
        }
        index += 1;
    }
    Err(cx.value_error("deque.remove(x): x not in deque"))
}

fn delete_at(cx: &mut Context, this: &This, index: usize) {
    let state = this.get_mut(cx);
    state.changes += 1;
    let old = state.items.remove(index);
    drop(old);
}

fn reverse(cx: &mut Context, this: This) {
    this.get_mut(cx).items.make_contiguous().reverse();
}

fn rotate(cx: &mut Context, this: This, n: Option<Value>) -> PyResult<()> {
    let steps = match n {
        Some(n) => number(cx, &n)?,
        None => 1,
    };
    let state = this.get_mut(cx);
    let length = state.items.len() as i64;
    if length > 1 {
        state.items.rotate_right(steps.rem_euclid(length) as usize);
        state.changes += 1;
    }
    Ok(())
}

/// The place that a subscript means.
fn place(cx: &mut Context, this: &This, key: &Value) -> PyResult<usize> {
    let Some(index) = cx.index(key)?.to_i64() else {
        let name = cx.type_name(key);
        return Err(
            cx.error(ExceptionKind::IndexError, format!("cannot fit '{name}' into an index-sized integer"))
        );
    };
    match position(index, this.get(cx).items.len()) {
        Some(at) => Ok(at),
        None => Err(cx.index_error("deque index out of range")),
    }
}

fn must_be_index(cx: &mut Context, key: &Value) -> PyResult<()> {
    if cx.try_index(key)?.is_some() {
        return Ok(());
    }
    let name = cx.type_name(key);
    Err(cx.type_error(format!("sequence index must be integer, not '{name}'")))
}

fn get_item(cx: &mut Context, this: This, key: Value) -> PyResult<Value> {
    if !matches!(key, Value::Int(_)) {
        must_be_index(cx, &key)?;
    }
    let at = place(cx, &this, &key)?;
    Ok(this.get(cx).items[at].clone())
}

fn set_item(cx: &mut Context, this: This, key: Value, value: Value) -> PyResult<()> {
    must_be_index(cx, &key)?;
    let at = place(cx, &this, &key)?;
    let old = std::mem::replace(&mut this.get_mut(cx).items[at], value);
    drop(old);
    Ok(())
}

fn delete_item(cx: &mut Context, this: This, key: Value) -> PyResult<()> {
    must_be_index(cx, &key)?;
    let at = place(cx, &this, &key)?;
    delete_at(cx, &this, at);
    Ok(())
}

fn add(cx: &mut Context, this: This, other: Value) -> PyResult<Value> {
    if of(&other).is_none() {
        return Err(cx.cannot_concatenate("deque", &other));
    }
    let made = copy(cx, this)?;
    if let Some(made) = of(&made).cloned() {
        extend(cx, made, other)?;
    }
    Ok(made)
}

fn in_place_add(cx: &mut Context, this: This, other: Value) -> PyResult<This> {
    extend(cx, this.clone(), other)?;
    Ok(this)
}

/// Repeats the items, of which only the last ones stay if there is a limit.
fn repeat(cx: &mut Context, this: &This, count: usize) -> PyResult<()> {
    let state = this.get_mut(cx);
    let length = state.items.len();
    let Some(total) = length.checked_mul(count).filter(|total| *total < isize::MAX as usize / 16) else {
        return Err(cx.memory_error());
    };
    if count == 1 || length == 0 {
        return Ok(());
    }
    state.changes += 1;
    let kept = state.limit.map_or(total, |limit| limit.min(total));
    let skipped = (total - kept) % length;
    let items: VecDeque<Value> = state.items.iter().cycle().skip(skipped).take(kept).cloned().collect();
    let old = std::mem::replace(&mut state.items, items);
    drop(old);
    Ok(())
}

fn multiply(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&value)?;
    let made = copy(cx, this)?;
    if let Some(made) = of(&made) {
        repeat(cx, made, count)?;
    }
    Ok(made)
}

fn in_place_multiply(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&value)?;
    repeat(cx, &this, count)?;
    Ok(this.into())
}

/// The methods.
pub static CHANGES: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, iterable=<unrepresentable>, maxlen=None)", "Initialize self.", init),
    method!("append", "($self, item, /)", "Add an item at the right end.", append),
    method!("appendleft", "($self, item, /)", "Add an item at the left end.", append_left),
    method!("clear", "($self, /)", "Remove all items.", clear),
    method!("extend", "($self, iterable, /)", "Add items at the right end.", extend),
    method!(
        "extendleft",
        "($self, iterable, /)",
        "Add items at the left end, one after the other.",
        extend_left
    ),
    method!("insert", "($self, index, value, /)", "Put an item before an index.", insert),
    method!("pop", "($self, /)", "Remove and return the rightmost item.", pop),
    method!("popleft", "($self, /)", "Remove and return the leftmost item.", pop_left),
    method!("remove", "($self, value, /)", "Remove the first item that equals value.", remove),
    method!("reverse", "($self, /)", "Reverse the order of the items.", reverse),
    method!(
        "rotate",
        "($self, n=1, /)",
        "Move n items from the right end to the left one, or the other way if n is negative.",
        rotate
    ),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", set_item),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", delete_item),
    method!("__add__", "($self, value, /)", "Return self+value.", add),
    method!("__iadd__", "($self, value, /)", "Implement self+=value.", in_place_add),
    method!("__mul__", "($self, value, /)", "Return self*value.", multiply),
    method!("__rmul__", "($self, value, /)", "Return value*self.", multiply),
    method!("__imul__", "($self, value, /)", "Implement self*=value.", in_place_multiply),
];
