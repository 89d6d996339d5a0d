//! The hash table behind `set` and `frozenset`. It has no order of its own: iteration goes through the slots,
//! so programs that print sets of numbers see where the keys landed. The slots are therefore chosen exactly as
//! CPython chooses them.
//!
//! ```text
//! hash & mask ──▶ │ i │ i+1 │ … │ i+9 │   nine neighbours, unless the end of the table is nearer,
//!                   then i = 5·i + 1 + (hash shifted right by 5 once more), and so on
//! ```
//!
//! A removed key leaves a *dummy* that searches pass over, until a new key or a resize takes its place. Keys whose equality
//! may run Python code are reported to [`super::set`], which asks them with no borrow held (I-2).

use crate::Value;
use crate::protocol::compare::simple_equal;

/// A slot of the table.
#[derive(Clone, Default)]
pub struct Slot {
    /// The key's hash; [`DUMMY`] in a dummy.
    pub hash: u64,
    /// The key; empty in a free slot and in a dummy.
    pub key: Value,
}

/// The hash in a dummy: -1, which is nobody's hash.
const DUMMY: u64 = u64::MAX;
const LEAST_SLOTS: usize = 8;
const NEIGHBOURS: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl Slot {
    /// Whether the slot holds a key.
    #[inline(always)]
    pub fn is_live(&self) -> bool {
        !self.key.is_empty()
    }

    #[inline(always)]
    fn is_free(&self) -> bool {
        self.key.is_empty() && self.hash != DUMMY
    }
}

/// The answer to a search.
pub enum Found {
    /// In this slot.
    At(usize),
    /// Nowhere.
    Absent,
    /// Only the keys' `__eq__` can tell, for these slots in this order.
    Ask(Vec<usize>),
}

/// The table. No slots are allocated while it is empty; it then behaves as one of eight free slots.
#[derive(Default)]
pub struct SetTable {
    slots: Vec<Slot>,
    /// Keys and dummies.
    filled: usize,
    /// Keys.
    live: usize,
    /// Where `pop` goes on looking.
    finger: usize,
}

/// The slots in the order in which a hash visits them.
struct Probe {
    mask: usize,
    base: usize,
    offset: usize,
    reach: usize,
    perturb: u64,
}

impl Probe {
    #[inline(always)]
    fn new(hash: u64, mask: usize) -> Probe {
        let base = hash as usize & mask;
        Probe { mask, base, offset: 0, reach: Self::reach(base, mask), perturb: hash }
    }

    #[inline(always)]
    fn reach(base: usize, mask: usize) -> usize {
        if base + NEIGHBOURS <= mask { NEIGHBOURS } else { 0 }
    }

    #[inline(always)]
    fn next(&mut self) -> usize {
        if self.offset > self.reach {
            self.perturb >>= PERTURB_SHIFT;
            self.base =
                self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.offset = 0;
            self.reach = Self::reach(self.base, self.mask);
        }
        let at = self.base + self.offset;
        self.offset += 1;
        at
    }
}

impl SetTable {
    /// Number of keys.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// All slots; live ones are keys.
    #[inline]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The keys with their hashes, in the order of iteration.
    pub fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.is_live())
    }

    #[inline(always)]
    fn mask(&self) -> usize {
        self.slots.len().max(LEAST_SLOTS) - 1
    }

    /// Searches for a key.
    #[inline]
    pub fn find(&self, hash: u64, key: &Value) -> Found {
        if self.slots.is_empty() {
            return Found::Absent;
        }
        let mut probe = Probe::new(hash, self.mask());
        let mut ask = Vec::new();
        loop {
            let at = probe.next();
            let slot = &self.slots[at];
            if slot.is_live() {
                if slot.hash == hash {
                    if slot.key.is(key) {
                        return if ask.is_empty() { Found::At(at) } else { Found::Ask(with(ask, at)) };
                    }
                    match simple_equal(&slot.key, key) {
                        Some(true) if ask.is_empty() => return Found::At(at),
                        Some(false) => {}
                        _ => ask.push(at),
                    }
                }
            } else if slot.is_free() {
                return if ask.is_empty() { Found::Absent } else { Found::Ask(ask) };
            }
        }
    }

    /// Adds a key that is not there.
    pub fn insert_absent(&mut self, hash: u64, key: Value) {
        if self.slots.is_empty() {
            self.slots.resize(LEAST_SLOTS, Slot::default());
        }
        self.live += 1;
        // The last dummy on the path is used again; only a key in a free slot makes the table fuller.
        let mut dummy = None;
        let mut probe = Probe::new(hash, self.mask());
        let free = loop {
            let at = probe.next();
            if self.slots[at].is_free() {
                break at;
            }
            if !self.slots[at].is_live() {
                dummy = Some(at);
            }
        };
        if let Some(at) = dummy {
            self.slots[at] = Slot { hash, key };
            return;
        }
        self.slots[free] = Slot { hash, key };
        self.filled += 1;
        if self.filled * 5 >= self.mask() * 3 {
            self.grow();
        }
    }

    /// Puts a key into the first free slot of its path, in a table without dummies.
    fn place(&mut self, hash: u64, key: Value) {
        let mut probe = Probe::new(hash, self.mask());
        loop {
            let at = probe.next();
            if self.slots[at].is_free() {
                self.slots[at] = Slot { hash, key };
                return;
            }
        }
    }

    fn grow(&mut self) {
        self.resize(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
    }

    /// A new table with more than `least` slots, without dummies.
    fn resize(&mut self, least: usize) {
        let mut size = LEAST_SLOTS;
        while size <= least {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old {
            if slot.is_live() {
                self.place(slot.hash, slot.key);
            }
        }
        self.filled = self.live;
    }

    /// Removes the key in a slot.
    pub fn remove_at(&mut self, at: usize) -> Value {
        let slot = &mut self.slots[at];
        slot.hash = DUMMY;
        self.live -= 1;
        slot.key.take()
    }

    /// Removes the next key behind the one removed before.
    pub fn pop(&mut self) -> Option<Value> {
        if self.live == 0 {
            return None;
        }
        let mut at = self.finger & self.mask();
        while !self.slots[at].is_live() {
            at = if at == self.mask() { 0 } else { at + 1 };
        }
        self.finger = at + 1;
        Some(self.remove_at(at))
    }

    /// After many removals: takes dummies away when they fill more than a quarter of the table.
    pub fn sweep(&mut self) {
        if self.filled - self.live > self.mask() / 4 {
            self.grow();
        }
    }

    /// Makes room for `coming` more keys before they are added one by one.
    pub fn expect(&mut self, coming: usize) {
        if (self.filled + coming) * 5 >= self.mask() * 3 {
            self.resize((self.live + coming) * 2);
        }
    }

    /// Takes over all keys of another table without asking any for equality, if this one is empty and never
    /// held a key since it was made or resized. Says whether it did.
    pub fn take_copy(&mut self, other: &SetTable) -> bool {
        if self.filled != 0 {
            return false;
        }
        if other.live == 0 {
            return true;
        }
        if self.mask() == other.mask() && other.filled == other.live {
            self.slots.clone_from(&other.slots);
        } else {
            if self.slots.is_empty() {
                self.slots.resize(LEAST_SLOTS, Slot::default());
            }
            for slot in other.iter() {
                self.place(slot.hash, slot.key.clone());
            }
        }
        self.filled = other.live;
        self.live = other.live;
        true
    }

    /// Empties the table and returns what it held, to be dropped when no borrow is alive.
    pub fn take_all(&mut self) -> Vec<Slot> {
        self.filled = 0;
        self.live = 0;
        std::mem::take(&mut self.slots)
    }
}

#[cold]
fn with(mut ask: Vec<usize>, at: usize) -> Vec<usize> {
    ask.push(at);
    ask
}
