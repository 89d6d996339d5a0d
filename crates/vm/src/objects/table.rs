//! The ordered hash table behind `dict`: entries in order of insertion, and an index from hashes to entries.
//!
//! ```text
//! index (open addressing)      entries
//! ┌───┬───┬───┬───┐            0  hash "a"  value
//! │ 1 │   │ 0 │ 2 │            1  hash "b"  value
//! └───┴───┴───┴───┘            2  hash "c"  value
//! ```
//!
//! A removed entry stays as a hole until the table is rebuilt. Keys whose equality cannot run Python code are
//! compared here; for others the table reports the candidates, and [`super::dict`] asks them with no borrow
//! held (I-2).

use crate::Value;
use crate::heap::{Obj, ObjectFlags};
use crate::objects::Str;
use crate::protocol::compare::simple_equal;

/// One key with its value.
pub struct Entry {
    /// The key's hash.
    pub hash: u64,
    /// The key; empty for a hole.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// Tables up to this many entries are searched without an index.
const LINEAR: usize = 8;

/// The table.
#[derive(Default)]
pub struct Table {
    entries: Vec<Entry>,
    index: Index,
    live: usize,
    /// Changes when an entry is added or removed or moves; 0 when nobody asked for it since.
    keys_version: u32,
}

/// The answer to a search.
pub enum Found {
    /// At this entry.
    At(usize),
    /// Nowhere.
    Absent,
    /// Only the keys' `__eq__` can tell, for these entries.
    Ask(Vec<usize>),
}

/// The answer to a search for a plain key.
#[derive(Clone, Copy)]
pub enum Plain {
    /// At this entry.
    At(usize),
    /// Nowhere.
    Absent,
    /// The key is not plain, or Python code must tell.
    Unknown,
}

/// Where entries are: open addressing with linear probing, at most half full. No bits of the hash are kept here; entries
/// have theirs. (With a SwissTable, whose groups of tags are another load to wait for before the first entry is seen,
/// `benches/dicts.py` takes 1.4 times as long.)
#[derive(Default)]
struct Index {
    /// Positions of entries, or [`Index::FREE`]; a power of two of them, or none when there is no index.
    slots: Box<[u32]>,
    /// The slot where a search begins is what is left of the spread hash when it is shifted right by so many bits.
    shift: u32,
}

impl Index {
    const FREE: u32 = u32::MAX;

    /// For so many entries.
    fn with_capacity(entries: usize) -> Index {
        let slots = (entries * 2).next_power_of_two();
        Index { slots: vec![Index::FREE; slots].into(), shift: u64::BITS - slots.trailing_zeros() }
    }

    /// Whether there is none.
    #[inline(always)]
    fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// How many entries it has room for.
    fn capacity(&self) -> usize {
        self.slots.len() / 2
    }

    /// The slot where the search for a hash begins. (Multiplying by 2⁶⁴ divided by the golden ratio spreads hashes that
    /// follow each other: Knuth, The Art of Computer Programming, volume 3, 6.4.)
    #[inline(always)]
    fn home(&self, hash: u64) -> usize {
        (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    /// The slot behind another one.
    #[inline(always)]
    fn next(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// The slot of the first position for which `wanted` holds, among those that may have the hash.
    #[inline(always)]
    fn find(&self, hash: u64, mut wanted: impl FnMut(usize) -> bool) -> Option<usize> {
        let mut slot = self.home(hash);
        loop {
            match self.slots[slot] {
                Index::FREE => return None,
                position if wanted(position as usize) => return Some(slot),
                _ => slot = self.next(slot),
            }
        }
    }

    /// Adds a position; there is room.
    fn insert(&mut self, hash: u64, position: usize) {
        let mut slot = self.home(hash);
        while self.slots[slot] != Index::FREE {
            slot = self.next(slot);
        }
        self.slots[slot] = position as u32;
    }

    /// Frees the slot of a position, and moves others that the search for them still ends at their slots.
    fn remove(&mut self, position: usize, entries: &[Entry]) {
        let Some(mut free) = self.find(entries[position].hash, |at| at == position) else { return };
        let last = self.slots.len() - 1;
        let mut slot = self.next(free);
        while self.slots[slot] != Index::FREE {
            let home = self.home(entries[self.slots[slot] as usize].hash);
            if slot.wrapping_sub(home) & last >= slot.wrapping_sub(free) & last {
                self.slots[free] = self.slots[slot];
                free = slot;
            }
            slot = self.next(slot);
        }
        self.slots[free] = Index::FREE;
    }
}

/// Whether two texts of keys are the same. Most are short: two overlapping words tell.
#[inline(always)]
fn same_text(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        8..=16 => {
            one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk()
        }
        4..8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
        ..4 => one.iter().eq(other),
        _ => one == other,
    }
}

impl Table {
    /// A table with room for `capacity` entries.
    pub fn with_capacity(capacity: usize) -> Table {
        Table { entries: Vec::with_capacity(capacity), ..Table::default() }
    }

    /// Number of keys.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// The entries, holes included: positions are stable while no key is added.
    #[inline]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_empty())
    }

    /// The value at a position.
    #[inline(always)]
    pub fn value_at(&self, position: usize) -> &Value {
        &self.entries[position].value
    }

    /// The value at a position, to be replaced.
    #[inline(always)]
    pub fn value_at_mut(&mut self, position: usize) -> &mut Value {
        &mut self.entries[position].value
    }

    /// Searches for a key.
    #[inline]
    pub fn find(&self, hash: u64, key: &Value) -> Found {
        let same = |entry: &Entry| {
            if entry.hash != hash || entry.key.is_empty() {
                Some(false)
            } else {
                simple_equal(&entry.key, key)
            }
        };
        match self.find_with(hash, same) {
            Plain::At(position) => Found::At(position),
            Plain::Absent => Found::Absent,
            Plain::Unknown => Found::Ask(self.candidates(hash)),
        }
    }

    /// The position of the first entry that is wanted, by the index.
    #[inline(always)]
    fn index_find(&self, hash: u64, mut wanted: impl FnMut(&Entry) -> bool) -> Option<usize> {
        let slot = self.index.find(hash, |at| wanted(&self.entries[at]))?;
        Some(self.index.slots[slot] as usize)
    }

    #[cold]
    fn candidates(&self, hash: u64) -> Vec<usize> {
        let wanted =
            |(at, entry): (usize, &Entry)| (entry.hash == hash && !entry.key.is_empty()).then_some(at);
        if self.index.is_empty() {
            self.entries.iter().enumerate().filter_map(wanted).collect()
        } else {
            let mut found = Vec::new();
            self.index.find(hash, |at| {
                found.extend(wanted((at, &self.entries[at])));
                false
            });
            found
        }
    }

    /// Searches for a string key; strings are compared without running code. A key that is no string but
    /// claims to be equal to one is not found here, which is right for namespaces.
    #[inline]
    pub fn find_str(&self, key: &Obj<Str>) -> Option<usize> {
        let hash = key.hash();
        let same = |entry: &Entry| {
            entry.hash == hash
                && match &entry.key {
                    Value::Ref(object) => {
                        object.is(key.as_object())
                            || object
                                .downcast::<Str>()
                                .is_some_and(|text| same_text(text.items(), key.items()))
                    }
                    _ => false,
                }
        };
        if self.index.is_empty() { self.entries.iter().position(same) } else { self.index_find(hash, same) }
    }

    /// Searches for a key that is an int of 64 bits or exactly a `str`, as most are.
    #[inline]
    pub fn find_plain(&self, key: &Value) -> Plain {
        match key {
            Value::Int(number) => {
                let hash = text::hash::hash_i64(*number) as u64;
                self.find_with(hash, |entry| match &entry.key {
                    Value::Int(known) => Some(known == number),
                    Value::Empty => Some(false),
                    _ if entry.hash != hash => Some(false),
                    _ => None,
                })
            }
            Value::Ref(object) if !object.header().has_flags(ObjectFlags::EXTENDED) => {
                let Some(text) = object.downcast::<Str>() else { return Plain::Unknown };
                let hash = text.hash();
                self.find_with(hash, |entry| match &entry.key {
                    _ if entry.hash != hash => Some(false),
                    Value::Ref(known) if known.is(object) => Some(true),
                    Value::Ref(known) if !known.header().has_flags(ObjectFlags::EXTENDED) => {
                        known.downcast::<Str>().map(|known| same_text(known.items(), text.items()))
                    }
                    Value::Ref(_) => None,
                    _ => Some(false),
                })
            }
            _ => Plain::Unknown,
        }
    }

    /// `same` says `None` where only Python code can tell.
    #[inline(always)]
    fn find_with(&self, hash: u64, same: impl Fn(&Entry) -> Option<bool>) -> Plain {
        let mut unknown = false;
        let wanted = |entry: &Entry| {
            same(entry).unwrap_or_else(|| {
                unknown = true;
                false
            })
        };
        let found = if self.index.is_empty() {
            self.entries.iter().position(wanted)
        } else {
            self.index_find(hash, wanted)
        };
        match found {
            Some(at) => Plain::At(at),
            None if unknown => Plain::Unknown,
            None => Plain::Absent,
        }
    }

    /// The value of a string key.
    #[inline]
    pub fn get_str(&self, key: &Obj<Str>) -> Option<&Value> {
        self.find_str(key).map(|at| &self.entries[at].value)
    }

    /// Adds a key that is not there.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) -> usize {
        if self.entries.len() == self.entries.capacity() && self.live < self.entries.len() * 3 / 4 {
            self.compact();
        }
        let position = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.keys_version = 0;
        if self.live <= self.index.capacity() {
            self.index.insert(hash, position);
        } else if self.entries.len() > LINEAR {
            self.rebuild_index();
        }
        position
    }

    /// Sets the value of a string key, and returns the value it had.
    pub fn insert_str(&mut self, key: &Obj<Str>, value: Value) -> Option<Value> {
        match self.find_str(key) {
            Some(at) => Some(std::mem::replace(&mut self.entries[at].value, value)),
            None => {
                self.push(key.hash(), key.value(), value);
                None
            }
        }
    }

    /// Removes the entry at a position.
    pub fn remove_at(&mut self, position: usize) -> (Value, Value) {
        if !self.index.is_empty() {
            self.index.remove(position, &self.entries);
        }
        let entry = &mut self.entries[position];
        let taken = (entry.key.take(), entry.value.take());
        self.live -= 1;
        self.keys_version = 0;
        if position + 1 == self.entries.len() {
            while self.entries.last().is_some_and(|entry| entry.key.is_empty()) {
                self.entries.pop();
            }
        }
        if self.index.is_empty() && self.entries.len() > LINEAR {
            self.compact();
        }
        taken
    }

    /// Removes a string key.
    pub fn remove_str(&mut self, key: &Obj<Str>) -> Option<Value> {
        self.find_str(key).map(|at| self.remove_at(at).1)
    }

    /// Empties the table and returns what it held, to be dropped later.
    pub fn take_all(&mut self) -> Vec<Entry> {
        self.index = Index::default();
        self.live = 0;
        self.keys_version = 0;
        std::mem::take(&mut self.entries)
    }

    /// A copy of the live entries.
    pub fn copied(&self) -> Table {
        let mut copy = Table::with_capacity(self.live);
        copy.entries.extend(self.iter().map(|entry| Entry {
            hash: entry.hash,
            key: entry.key.clone(),
            value: entry.value.clone(),
        }));
        copy.live = self.live;
        if copy.entries.len() > LINEAR {
            copy.rebuild_index();
        }
        copy
    }

    /// The number that stands for the present set of keys and their positions: `fresh` is asked for a new one
    /// when the keys have changed since.
    pub fn keys_version(&mut self, fresh: impl FnOnce() -> u32) -> u32 {
        if self.keys_version == 0 {
            self.keys_version = fresh();
        }
        self.keys_version
    }

    /// The same number, 0 if nobody asked since the keys changed.
    #[inline(always)]
    pub fn current_keys_version(&self) -> u32 {
        self.keys_version
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_empty());
        self.keys_version = 0;
        self.rebuild_index();
    }

    fn rebuild_index(&mut self) {
        if self.entries.len() <= LINEAR {
            self.index = Index::default();
            return;
        }
        self.index = Index::with_capacity(self.entries.capacity());
        for (at, entry) in self.entries.iter().enumerate() {
            if !entry.key.is_empty() {
                self.index.insert(entry.hash, at);
            }
        }
    }
}
