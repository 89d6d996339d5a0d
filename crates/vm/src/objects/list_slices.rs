//! `list`: `list[key]` read, assigned and deleted, for indices and slices.

use super::list::{self, List};
use super::slice::{Indices, Slice};
use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::protocol::item::position;
use crate::{Context, PyResult, Value};

/// What a key of a list is.
enum Key {
    Index(i64),
    Slice(Obj<Slice>),
}

/// Only the key is looked at: its `__index__` may change the list, so positions are computed afterwards.
fn key_of(cx: &mut Context, key: &Value) -> PyResult<Key> {
    if let Value::Int(index) = key {
        return Ok(Key::Index(*index));
    }
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        return Ok(Key::Slice(slice.clone()));
    }
    let name = cx.type_name(key);
    match cx.try_index(key)? {
        Some(number) => match number.to_i64() {
            Some(index) => Ok(Key::Index(index)),
            None => Err(cx.index_error(format!("cannot fit '{name}' into an index-sized integer"))),
        },
        None => Err(cx.type_error(format!("list indices must be integers or slices, not {name}"))),
    }
}

/// `list[key]`.
pub(crate) fn get_item(cx: &mut Context, this: Obj<List>, key: Value) -> PyResult<Value> {
    match key_of(cx, &key)? {
        Key::Index(index) => {
            let items = &this.get(cx).items;
            match position(index, items.len()) {
                Some(at) => Ok(items[at].clone()),
                None => Err(cx.index_error("list index out of range")),
            }
        }
        Key::Slice(slice) => {
            let bounds = cx.slice_bounds(&slice)?;
            let items = &this.get(cx).items;
            let indices = bounds.of_length(items.len());
            let chosen = match forward(indices) {
                Some(range) => items[range].to_vec(),
                None => indices.positions().map(|at| items[at].clone()).collect(),
            };
            Ok(cx.list_value(chosen))
        }
    }
}

/// The positions as a range, when the step is 1.
fn forward(indices: Indices) -> Option<std::ops::Range<usize>> {
    (indices.step == 1).then(|| indices.start as usize..indices.start as usize + indices.count)
}

/// `list[key] = value`.
pub(super) fn set_item(cx: &mut Context, this: Obj<List>, key: Value, value: Value) -> PyResult<()> {
    match key_of(cx, &key)? {
        Key::Index(index) => {
            let items = &mut this.get_mut(cx).items;
            let Some(at) = position(index, items.len()) else {
                return Err(cx.index_error("list assignment index out of range"));
            };
            let old = std::mem::replace(&mut items[at], value);
            drop(old);
            Ok(())
        }
        Key::Slice(slice) => {
            let bounds = cx.slice_bounds(&slice)?;
            let fresh = replacement(cx, &value)?;
            let items = &mut this.get_mut(cx).items;
            let indices = bounds.of_length(items.len());
            if let Some(range) = forward(indices) {
                let old: Vec<Value> = items.splice(range, fresh).collect();
                list::drop_items(old);
                return Ok(());
            }
            if fresh.len() != indices.count {
                let (given, wanted) = (fresh.len(), indices.count);
                return Err(cx.value_error(format!(
                    "attempt to assign sequence of size {given} to extended slice of size {wanted}"
                )));
            }
            let old: Vec<Value> = indices
                .positions()
                .zip(fresh)
                .map(|(at, item)| std::mem::replace(&mut items[at], item))
                .collect();
            drop(old);
            Ok(())
        }
    }
}

/// The items that are assigned to a slice, collected before the list is touched.
fn replacement(cx: &mut Context, value: &Value) -> PyResult<Vec<Value>> {
    match cx.try_iter(value) {
        Ok(Some(_)) => cx.collect(value),
        Ok(None) => Err(cx.type_error("must assign iterable to extended slice")),
        Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => {
            Err(cx.type_error("must assign iterable to extended slice"))
        }
        Err(raised) => Err(raised),
    }
}

/// `del list[key]`.
pub(super) fn delete_item(cx: &mut Context, this: Obj<List>, key: Value) -> PyResult<()> {
    match key_of(cx, &key)? {
        Key::Index(index) => {
            let items = &mut this.get_mut(cx).items;
            let Some(at) = position(index, items.len()) else {
                return Err(cx.index_error("list assignment index out of range"));
            };
            let old = items.remove(at);
            drop(old);
            Ok(())
        }
        Key::Slice(slice) => {
            let bounds = cx.slice_bounds(&slice)?;
            let items = &mut this.get_mut(cx).items;
            let indices = bounds.of_length(items.len());
            if let Some(range) = forward(indices) {
                let old: Vec<Value> = items.drain(range).collect();
                list::drop_items(old);
                return Ok(());
            }
            let old: Vec<Value> = indices.positions().map(|at| items[at].take()).collect();
            items.retain(|item| !item.is_empty());
            drop(old);
            Ok(())
        }
    }
}
