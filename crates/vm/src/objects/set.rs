//! `set` and `frozenset`: the payload and the operations that may ask keys for equality. The table is in
//! [`super::set_table`], the methods in [`super::set_methods`].

use super::set_table::{Found, SetTable};
use crate::heap::{Obj, Payload, Visitor};
use crate::objects::{Dict, Kind, Type};
use crate::{Context, PyResult, Value};

/// A set or frozenset; the class tells which.
#[derive(Default)]
pub struct Set {
    /// The keys.
    pub table: SetTable,
    /// A frozenset's hash, once it was asked for.
    pub hash: Option<u64>,
}

impl Payload for Set {
    const KIND: Kind = Kind::Set;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.table.iter().for_each(|slot| visit(&slot.key));
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.table.take_all().into_iter().map(|slot| slot.key));
    }
}

impl Context {
    /// A new set or frozenset with the keys of a table.
    pub fn set_of(&mut self, class: &Obj<Type>, table: SetTable) -> Obj<Set> {
        self.alloc_as(class, Set { table, hash: None })
    }

    /// The frozenset in a code object: constants, whose equality needs no Python code.
    pub fn frozenset_constant(&mut self, items: Vec<Value>) -> Value {
        let mut table = SetTable::default();
        for item in items {
            // Constants are numbers, text and the like: all of them can be hashed.
            let Ok(hash) = self.hash(&item) else { continue };
            if matches!(table.find(hash, &item), Found::Absent | Found::Ask(_)) {
                table.insert_absent(hash, item);
            }
        }
        let class = self.types().frozenset.clone();
        self.set_of(&class, table).into()
    }
}

/// The set behind a value, if it is a set or frozenset or of a subclass.
pub fn as_set(value: &Value) -> Option<&Obj<Set>> {
    value.as_ref()?.downcast::<Set>()
}

/// A set of the items.
pub fn new_set(cx: &mut Context, items: Vec<Value>) -> PyResult<Value> {
    let class = cx.types().set.clone();
    let set = cx.set_of(&class, SetTable::default());
    for item in items {
        add(cx, &set, item)?;
    }
    Ok(set.into())
}

/// The hash of an element, or the `TypeError` that says what it was for.
#[inline]
pub fn element_hash(cx: &mut Context, key: &Value) -> PyResult<u64> {
    match cx.hash(key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(super::dict::unhashable(cx, raised, key, "a set element")),
    }
}

/// The slot of a key.
pub fn find(cx: &mut Context, set: &Obj<Set>, hash: u64, key: &Value) -> PyResult<Option<usize>> {
    match set.get(cx).table.find(hash, key) {
        Found::At(at) => Ok(Some(at)),
        Found::Absent => Ok(None),
        Found::Ask(candidates) => ask(cx, set, hash, key, candidates),
    }
}

/// Asks the keys in the candidate slots. Their `__eq__` may change the set; then the search starts again.
#[cold]
fn ask(
    cx: &mut Context,
    set: &Obj<Set>,
    hash: u64,
    key: &Value,
    mut candidates: Vec<usize>,
) -> PyResult<Option<usize>> {
    'again: loop {
        for &at in &candidates {
            let known = match set.get(cx).table.slots().get(at) {
                Some(slot) if slot.is_live() => slot.key.clone(),
                _ => continue,
            };
            let equal = cx.equal(&known, key)?;
            let unchanged = set
                .get(cx)
                .table
                .slots()
                .get(at)
                .is_some_and(|slot| slot.hash == hash && slot.key.is(&known));
            if !unchanged {
                match set.get(cx).table.find(hash, key) {
                    Found::At(at) => return Ok(Some(at)),
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

/// `set.add(key)`.
pub fn add(cx: &mut Context, set: &Obj<Set>, key: Value) -> PyResult<()> {
    let hash = element_hash(cx, &key)?;
    add_hashed(cx, set, hash, key)
}

/// `set.add(key)` with a known hash.
#[inline]
pub fn add_hashed(cx: &mut Context, set: &Obj<Set>, hash: u64, key: Value) -> PyResult<()> {
    if find(cx, set, hash, &key)?.is_none() {
        set.get_mut(cx).table.insert_absent(hash, key);
    }
    Ok(())
}

/// Whether a key is there.
pub fn contains_hashed(cx: &mut Context, set: &Obj<Set>, hash: u64, key: &Value) -> PyResult<bool> {
    Ok(find(cx, set, hash, key)?.is_some())
}

/// Removes a key; says whether it was there.
pub fn discard_hashed(cx: &mut Context, set: &Obj<Set>, hash: u64, key: &Value) -> PyResult<bool> {
    let Some(at) = find(cx, set, hash, key)? else { return Ok(false) };
    let removed = set.get_mut(cx).table.remove_at(at);
    drop(removed);
    Ok(true)
}

/// The next key at or behind a slot, with its hash and the slot to go on from.
pub fn next_key(cx: &Context, set: &Obj<Set>, from: usize) -> Option<(u64, Value, usize)> {
    let slots = set.get(cx).table.slots().get(from..)?;
    let skipped = slots.iter().position(|slot| slot.is_live())?;
    let slot = &slots[skipped];
    Some((slot.hash, slot.key.clone(), from + skipped + 1))
}

/// The next key of a dict at or behind a position, in the same form.
pub fn next_dict_key(cx: &Context, dict: &Obj<Dict>, from: usize) -> Option<(u64, Value, usize)> {
    let entries = dict.get(cx).table.entries().get(from..)?;
    let skipped = entries.iter().position(|entry| !entry.key.is_empty())?;
    let entry = &entries[skipped];
    Some((entry.hash, entry.key.clone(), from + skipped + 1))
}

/// The dict behind a value whose class is `dict` itself: its hashes can be used again.
pub fn exact_dict(cx: &Context, value: &Value) -> Option<Obj<Dict>> {
    let object = value.as_ref()?;
    (object.header().shape_ptr() == cx.shapes().dict).then(|| object.downcast::<Dict>().cloned())?
}

/// `set.update(iterable)`.
pub fn update(cx: &mut Context, set: &Obj<Set>, iterable: &Value) -> PyResult<()> {
    if let Some(other) = as_set(iterable) {
        let other = other.clone();
        return merge(cx, set, &other);
    }
    if let Some(dict) = exact_dict(cx, iterable) {
        let coming = dict.get(cx).table.len();
        set.get_mut(cx).table.expect(coming);
        let mut at = 0;
        while let Some((hash, key, next)) = next_dict_key(cx, &dict, at) {
            add_hashed(cx, set, hash, key)?;
            at = next;
        }
        return Ok(());
    }
    let iterator = cx.iter(iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        add(cx, set, item)?;
    }
    Ok(())
}

/// Adds the keys of another set.
pub fn merge(cx: &mut Context, set: &Obj<Set>, other: &Obj<Set>) -> PyResult<()> {
    let coming = other.get(cx).table.len();
    if coming == 0 || set.is(other) {
        return Ok(());
    }
    set.get_mut(cx).table.expect(coming);
    let mut table = std::mem::take(&mut set.get_mut(cx).table);
    let copied = table.take_copy(&other.get(cx).table);
    set.get_mut(cx).table = table;
    if copied {
        return Ok(());
    }
    let mut at = 0;
    while let Some((hash, key, next)) = next_key(cx, other, at) {
        add_hashed(cx, set, hash, key)?;
        at = next;
    }
    Ok(())
}

pub use super::set_methods::{FROZEN_TYPE, TYPE};
