//! `set`: the methods that change it.

use super::set::{self, Set, as_set};
use super::set_methods::{intersection, searched, set_from};
use crate::heap::Obj;
use crate::native::{Rest, Row};
use crate::{Context, PyResult, Value, method};

/// Methods.
pub(super) static METHODS: &[Row] = &[
    method!("add", "($self, object, /)", "Add an element to a set.", add),
    method!("clear", "($self, /)", "Remove all elements from this set.", clear),
    method!(
        "discard",
        "($self, object, /)",
        "Remove an element from a set if it is a member.",
        |cx: &mut Context, this: Obj<Set>, key: Value| {
            changeable(cx, &this, "discard")?;
            discard(cx, &this, key).map(drop)
        }
    ),
    method!("remove", "($self, object, /)", "Remove an element from a set; it must be a member.", remove),
    method!("pop", "($self, /)", "Remove and return an arbitrary set element.", pop),
    method!("update", "($self, /, *others)", "Update the set, adding elements from all others.", update),
    method!(
        "intersection_update",
        "($self, /, *others)",
        "Update the set, keeping only elements found in it and all others.",
        intersection_update
    ),
    method!(
        "difference_update",
        "($self, /, *others)",
        "Update the set, removing elements found in others.",
        difference_update
    ),
    method!(
        "symmetric_difference_update",
        "($self, other, /)",
        "Update the set, keeping only elements found in either set, but not in both.",
        symmetric_difference_update
    ),
    method!(
        "__ior__",
        "($self, value, /)",
        "Return self|=value.",
        |cx: &mut Context, a: Obj<Set>, b: Value| { in_place(cx, a, b, set::update) }
    ),
    method!(
        "__iand__",
        "($self, value, /)",
        "Return self&=value.",
        |cx: &mut Context, a: Obj<Set>, b: Value| {
            in_place(cx, a, b, |cx, set, other| {
                intersection_update(cx, set.clone(), Rest(vec![other.clone()]))
            })
        }
    ),
    method!(
        "__isub__",
        "($self, value, /)",
        "Return self-=value.",
        |cx: &mut Context, a: Obj<Set>, b: Value| { in_place(cx, a, b, remove_all) }
    ),
    method!(
        "__ixor__",
        "($self, value, /)",
        "Return self^=value.",
        |cx: &mut Context, a: Obj<Set>, b: Value| {
            in_place(cx, a, b, |cx, set, other| symmetric_difference_update(cx, set.clone(), other.clone()))
        }
    ),
];

/// `set` and `frozenset` have one payload: a frozenset must not get here by `set.add(frozen, …)`.
fn changeable(cx: &mut Context, set: &Obj<Set>, method: &str) -> PyResult<()> {
    if cx.is_instance(&set.value(), &cx.types().frozenset) {
        let name = cx.type_name(&set.value());
        return Err(cx.type_error(format!(
            "descriptor '{method}' for 'set' objects doesn't apply to a '{name}' object"
        )));
    }
    Ok(())
}

fn in_place(
    cx: &mut Context,
    this: Obj<Set>,
    other: Value,
    change: fn(&mut Context, &Obj<Set>, &Value) -> PyResult<()>,
) -> PyResult<Value> {
    if as_set(&other).is_none() {
        return Ok(cx.not_implemented());
    }
    change(cx, &this, &other)?;
    Ok(this.into())
}

fn add(cx: &mut Context, this: Obj<Set>, key: Value) -> PyResult<()> {
    changeable(cx, &this, "add")?;
    set::add(cx, &this, key)
}

fn clear(cx: &mut Context, this: Obj<Set>) -> PyResult<()> {
    changeable(cx, &this, "clear")?;
    let old = this.get_mut(cx).table.take_all();
    drop(old);
    Ok(())
}

fn discard(cx: &mut Context, this: &Obj<Set>, key: Value) -> PyResult<bool> {
    let (hash, key) = searched(cx, key)?;
    set::discard_hashed(cx, this, hash, &key)
}

fn remove(cx: &mut Context, this: Obj<Set>, key: Value) -> PyResult<()> {
    changeable(cx, &this, "remove")?;
    if discard(cx, &this, key.clone())? { Ok(()) } else { Err(cx.key_error(key)) }
}

fn pop(cx: &mut Context, this: Obj<Set>) -> PyResult<Value> {
    changeable(cx, &this, "pop")?;
    match this.get_mut(cx).table.pop() {
        Some(key) => Ok(key),
        None => {
            let message = cx.str_value("pop from an empty set");
            Err(cx.key_error(message))
        }
    }
}

fn update(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<()> {
    changeable(cx, &this, "update")?;
    others.0.iter().try_for_each(|other| set::update(cx, &this, other))
}

/// Removes the keys of any iterable.
pub(super) fn remove_all(cx: &mut Context, this: &Obj<Set>, other: &Value) -> PyResult<()> {
    if let Some(other) = as_set(other) {
        if other.is(this) {
            return clear(cx, this.clone());
        }
        let mut other = other.clone();
        if other.get(cx).table.len() >> 3 > this.get(cx).table.len() {
            // Far fewer keys here than there: only the common ones need be looked at.
            other = super::set_methods::intersection_of(cx, this, &other.value())?;
        }
        let mut at = 0;
        while let Some((hash, key, next)) = set::next_key(cx, &other, at) {
            set::discard_hashed(cx, this, hash, &key)?;
            at = next;
        }
    } else {
        let iterator = cx.iter(other)?;
        while let Some(key) = cx.next(&iterator)? {
            let hash = set::element_hash(cx, &key)?;
            set::discard_hashed(cx, this, hash, &key)?;
        }
    }
    this.get_mut(cx).table.sweep();
    Ok(())
}

fn difference_update(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<()> {
    changeable(cx, &this, "difference_update")?;
    others.0.iter().try_for_each(|other| remove_all(cx, &this, other))
}

fn intersection_update(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<()> {
    changeable(cx, &this, "intersection_update")?;
    let common = intersection(cx, this.clone(), others)?;
    let table = std::mem::take(&mut common.get_mut(cx).table);
    let old = std::mem::replace(&mut this.get_mut(cx).table, table);
    drop(old);
    Ok(())
}

/// Removes the keys that are there and adds those that are not.
pub(super) fn toggle_all(cx: &mut Context, this: &Obj<Set>, other: &Obj<Set>) -> PyResult<()> {
    let mut at = 0;
    while let Some((hash, key, next)) = set::next_key(cx, other, at) {
        if !set::discard_hashed(cx, this, hash, &key)? {
            set::add_hashed(cx, this, hash, key)?;
        }
        at = next;
    }
    Ok(())
}

fn symmetric_difference_update(cx: &mut Context, this: Obj<Set>, other: Value) -> PyResult<()> {
    changeable(cx, &this, "symmetric_difference_update")?;
    match as_set(&other) {
        Some(other) if other.is(&this) => clear(cx, this),
        Some(other) => toggle_all(cx, &this, other),
        None => {
            let keys = set_from(cx, &other)?;
            toggle_all(cx, &this, &keys)
        }
    }
}
