//! `str`: immutable text. The payload is here; the methods are in [`super::str_methods`].
//!
//! Text is kept as WTF-8: UTF-8 that may also hold lone surrogates. ASCII text is indexed directly; other text
//! builds, when first indexed, a table of the byte offset of every 64th code point, so that indexing costs the
//! same wherever the index points.

use std::cell::{Cell, OnceCell};

use text::wtf8::{Index, Wtf8};

use crate::heap::{Frozen, Head, Obj, Payload, Tail};
use crate::objects::Kind;
use crate::{Context, Value};

/// What is known of a string beside its bytes.
pub struct StrHead {
    /// The hash, or 0 when it was not asked for yet.
    hash: Cell<u64>,
    /// Number of code points.
    chars: usize,
    interned: Cell<bool>,
    index: OnceCell<Box<Index>>,
}

impl Head for StrHead {}

/// A string.
pub type Str = Tail<StrHead, u8>;

impl Payload for Str {
    const KIND: Kind = Kind::Str;
}

// SAFETY: the bytes never change while more than one reference can see them; hash, interning and index are caches filled under the GIL (I-1).
unsafe impl Frozen for Str {}

impl StrHead {
    /// The head of a string with these bytes.
    pub fn of(text: Wtf8<'_>) -> StrHead {
        let bytes = text.as_bytes();
        let chars = if bytes.is_ascii() { bytes.len() } else { text.count() };
        StrHead { hash: Cell::new(0), chars, interned: Cell::new(false), index: OnceCell::new() }
    }
}

impl Str {
    /// The text.
    #[inline]
    pub fn wtf8(&self) -> Wtf8<'_> {
        Wtf8::from_bytes(self.items())
    }

    /// The text as UTF-8, unless it holds a lone surrogate.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        self.wtf8().as_str()
    }

    /// The text with surrogates replaced: for messages.
    pub fn to_string_lossy(&self) -> String {
        self.wtf8().to_string_lossy()
    }

    /// Number of code points.
    #[inline]
    pub fn char_count(&self) -> usize {
        self.chars
    }

    /// Whether every code point is below 128.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.items().len()
    }

    /// Byte offset of the code point number `index` (which may be the length).
    pub fn offset_of(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index;
        }
        self.index.get_or_init(|| Box::new(self.wtf8().build_index())).offset_of(self.wtf8(), index)
    }

    /// Number of the code point at a byte offset.
    pub fn position_of(&self, offset: usize) -> usize {
        if self.is_ascii() {
            return offset;
        }
        self.index.get_or_init(|| Box::new(self.wtf8().build_index())).position_of(self.wtf8(), offset)
    }

    /// The text of the code points from `start` up to `end`.
    pub fn slice(&self, start: usize, end: usize) -> Wtf8<'_> {
        self.wtf8().slice_bytes(self.offset_of(start), self.offset_of(end))
    }

    /// The hash, the same for equal text.
    #[inline]
    pub fn hash(&self) -> u64 {
        let known = self.hash.get();
        if known != 0 { known } else { self.compute_hash() }
    }

    #[inline(never)]
    fn compute_hash(&self) -> u64 {
        let hash = crate::protocol::hash::of_bytes(self.items());
        self.hash.set(hash);
        hash
    }

    /// Whether this is the one object of its text in the table of interned strings.
    #[inline]
    pub fn is_interned(&self) -> bool {
        self.interned.get()
    }

    pub(crate) fn mark_interned(&self) {
        self.interned.set(true);
    }
}

/// Texts longer than this, in bytes, get room to grow when something is appended to them.
const GROWING: usize = 64;

impl Context {
    /// A new string.
    pub fn new_str(&mut self, text: &str) -> Obj<Str> {
        self.new_wtf8(Wtf8::from_str(text))
    }

    /// A string of text that may hold surrogates: a new one, unless there is only one of its text, as of all texts
    /// of at most one ASCII character.
    pub fn new_wtf8(&mut self, text: Wtf8<'_>) -> Obj<Str> {
        match text.as_bytes() {
            [] => return self.interp_ref().singletons.empty_str.clone(),
            [byte] if byte.is_ascii() => {
                return self.interp_ref().singletons.ascii[usize::from(*byte)].clone();
            }
            _ => {}
        }
        let shape = self.shapes().str;
        self.heap().alloc_bytes(shape, StrHead::of(text), text.as_bytes(), false)
    }

    /// Two strings joined.
    pub fn concat(&mut self, a: &Obj<Str>, b: &Obj<Str>) -> Obj<Str> {
        self.join_with_room(a, b, 0)
    }

    fn join_with_room(&mut self, a: &Obj<Str>, b: &Obj<Str>, room: usize) -> Obj<Str> {
        let shape = self.shapes().str;
        let head = StrHead {
            hash: Cell::new(0),
            chars: a.chars + b.chars,
            interned: Cell::new(false),
            index: OnceCell::new(),
        };
        self.heap().alloc_joined(shape, head, [a.items(), b.items()], room)
    }

    /// `target + addition`, where `target` is given up: a text that nobody else refers to grows in place, and is
    /// given room to grow further, so that building a text by `+=` takes time in proportion to its length.
    pub fn append(&mut self, target: Obj<Str>, addition: &Obj<Str>) -> Obj<Str> {
        let alone = target.as_object().count() == 1 && !target.is_interned();
        if alone && self.heap().append_in_place(&target, addition.items()) {
            let head = &mut **target.get_mut(self);
            head.chars += addition.chars;
            head.hash.set(0);
            head.index = OnceCell::new();
            return target;
        }
        let length = target.items().len() + addition.items().len();
        let room = if alone && length > GROWING { length + length / 2 } else { 0 };
        self.join_with_room(&target, addition, room)
    }

    /// A new string as a value.
    pub fn str_value(&mut self, text: &str) -> Value {
        self.new_str(text).into()
    }
}

pub use super::str_methods::TYPE;
