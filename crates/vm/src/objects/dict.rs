//! `dict`: the payload and the operations that may ask keys for equality. The methods are in
//! [`super::dict_methods`].

use super::table::{Found, Plain, Table};
use crate::heap::{Obj, Payload, Visitor};
use crate::objects::exception::ExceptionKind;
use crate::objects::{Kind, Str};
use crate::{Context, PyResult, Raised, Value};

/// A dict.
#[derive(Default)]
pub struct Dict {
    /// Keys and values.
    pub table: Table,
}

impl Payload for Dict {
    const KIND: Kind = Kind::Dict;

    fn trace(&self, visit: &mut Visitor<'_>) {
        for entry in self.table.iter() {
            visit(&entry.key);
            visit(&entry.value);
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        for entry in self.table.take_all() {
            out.extend([entry.key, entry.value]);
        }
    }
}

/// Which face of a dict a view or an iterator shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs of both.
    Items,
}

/// `dict.keys()` and its kin.
pub struct DictView {
    /// The dict that is shown.
    pub dict: Obj<Dict>,
    /// What of it.
    pub face: Face,
}

impl Payload for DictView {
    const KIND: Kind = Kind::DictView;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.dict.value());
    }
}

impl Context {
    /// A new dict.
    pub fn new_dict(&mut self, table: Table) -> Obj<Dict> {
        let shape = self.shapes().dict;
        self.heap().alloc(shape, Dict { table })
    }
}

/// The hash of a key, or the `TypeError` that says what it was for.
#[inline]
pub fn key_hash(cx: &mut Context, key: &Value) -> PyResult<u64> {
    match cx.hash(key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(unhashable(cx, raised, key, "a dict key")),
    }
}

/// The error about a key that has no hash; other errors of its `__hash__` are passed on.
#[cold]
#[inline(never)]
pub(super) fn unhashable(cx: &mut Context, raised: Raised, key: &Value, purpose: &str) -> Raised {
    let class = cx.type_of(&raised.value());
    if !class.is(cx.interp_ref().exception(ExceptionKind::TypeError)) {
        return raised;
    }
    let reason = match cx.str_text(&raised.value()) {
        Ok(reason) => reason,
        Err(raised) => return raised,
    };
    let key_class = cx.type_of(key);
    let name = cx.full_name(&key_class);
    cx.type_error(format!("cannot use '{name}' as {purpose} ({reason})"))
}

/// The position of a key.
pub fn find(cx: &mut Context, dict: &Obj<Dict>, hash: u64, key: &Value) -> PyResult<Option<usize>> {
    match dict.get(cx).table.find(hash, key) {
        Found::At(position) => Ok(Some(position)),
        Found::Absent => Ok(None),
        Found::Ask(candidates) => ask(cx, dict, hash, key, candidates),
    }
}

/// Asks the keys at the candidate positions. Their `__eq__` may change the dict; then the search starts again,
/// as CPython's does.
#[cold]
fn ask(
    cx: &mut Context,
    dict: &Obj<Dict>,
    hash: u64,
    key: &Value,
    mut candidates: Vec<usize>,
) -> PyResult<Option<usize>> {
    'again: loop {
        for &at in &candidates {
            let known = match dict.get(cx).table.entries().get(at) {
                Some(entry) if !entry.key.is_empty() => entry.key.clone(),
                _ => continue,
            };
            let equal = cx.equal(&known, key)?;
            let unchanged =
                dict.get(cx).table.entries().get(at).is_some_and(|e| e.hash == hash && e.key.is(&known));
            if !unchanged {
                match dict.get(cx).table.find(hash, key) {
                    Found::At(position) => return Ok(Some(position)),
                    Found::Absent => return Ok(None),
                    Found::Ask(fresh) => {
                        candidates = fresh;
                        continue 'again;
                    }
                }
            }
            if equal {
                return Ok(Some(at));
            }
        }
        return Ok(None);
    }
}

/// `dict.get(key)`, the hash computed here.
#[inline]
pub fn get(cx: &mut Context, dict: &Obj<Dict>, key: &Value) -> PyResult<Option<Value>> {
    let table = &dict.get(cx).table;
    match table.find_plain(key) {
        Plain::At(at) => return Ok(Some(table.value_at(at).clone())),
        Plain::Absent => return Ok(None),
        Plain::Unknown => {}
    }
    let hash = key_hash(cx, key)?;
    get_hashed(cx, dict, hash, key)
}

/// `dict.get(key)` with a known hash.
#[inline]
pub fn get_hashed(cx: &mut Context, dict: &Obj<Dict>, hash: u64, key: &Value) -> PyResult<Option<Value>> {
    Ok(find(cx, dict, hash, key)?.map(|at| dict.get(cx).table.value_at(at).clone()))
}

/// `dict[key] = value`.
pub fn set(cx: &mut Context, dict: &Obj<Dict>, key: Value, value: Value) -> PyResult<()> {
    if let Plain::At(at) = dict.get(cx).table.find_plain(&key) {
        let old = std::mem::replace(dict.get_mut(cx).table.value_at_mut(at), value);
        drop(old);
        return Ok(());
    }
    let hash = key_hash(cx, &key)?;
    set_hashed(cx, dict, hash, key, value)
}

/// `dict[key] = value` with a known hash.
pub fn set_hashed(cx: &mut Context, dict: &Obj<Dict>, hash: u64, key: Value, value: Value) -> PyResult<()> {
    let old = match find(cx, dict, hash, &key)? {
        Some(at) => std::mem::replace(dict.get_mut(cx).table.value_at_mut(at), value),
        None => {
            dict.get_mut(cx).table.push(hash, key, value);
            Value::Empty
        }
    };
    drop(old);
    Ok(())
}

/// Removes a key and returns its value.
pub fn remove(cx: &mut Context, dict: &Obj<Dict>, key: &Value) -> PyResult<Option<Value>> {
    let hash = key_hash(cx, key)?;
    Ok(find(cx, dict, hash, key)?.map(|at| dict.get_mut(cx).table.remove_at(at).1))
}

/// The value of a string key.
#[inline]
pub fn get_str(cx: &Context, dict: &Obj<Dict>, key: &Obj<Str>) -> Option<Value> {
    dict.get(cx).table.get_str(key).cloned()
}

/// Sets the value of a string key.
pub fn set_str(cx: &mut Context, dict: &Obj<Dict>, key: &Obj<Str>, value: Value) {
    let old = dict.get_mut(cx).table.insert_str(key, value);
    drop(old);
}

/// Removes a string key.
pub fn remove_str(cx: &mut Context, dict: &Obj<Dict>, key: &Obj<Str>) -> Option<Value> {
    dict.get_mut(cx).table.remove_str(key)
}

pub use super::dict_methods::{ITEMS_TYPE, KEYS_TYPE, TYPE, VALUES_TYPE};
