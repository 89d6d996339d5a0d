//! Iterators over builtin containers: one payload, one class each. The methods are in
//! [`super::iterator_methods`]; [`crate::protocol::iterate`] advances them.

use crate::Value;
use crate::heap::{Obj, Payload, Visitor};
use crate::objects::adaptors::Adaptor;
use crate::objects::bytearray::ByteArray;
use crate::objects::dict::Face;
use crate::objects::set::Set;
use crate::objects::{Bytes, Dict, Kind, List, Str, Tuple};

/// What is iterated over and how far it went. An exhausted iterator is `Done` and lets go of its container.
pub enum Iterator {
    /// A list, by index.
    List {
        /// The list.
        list: Obj<List>,
        /// Index of the next item.
        next: usize,
    },
    /// A list backwards: `next` is the index of the next item plus one.
    ListReverse {
        /// The list.
        list: Obj<List>,
        /// Index of the next item, plus one.
        next: usize,
    },
    /// A tuple.
    Tuple {
        /// The tuple.
        tuple: Obj<Tuple>,
        /// Index of the next item.
        next: usize,
    },
    /// A range of 64-bit parts.
    Range {
        /// The next number.
        next: i64,
        /// Distance.
        step: i64,
        /// How many are left.
        left: u64,
    },
    /// A range of larger numbers.
    BigRange {
        /// The next number.
        next: text::int::BigInt,
        /// Distance.
        step: text::int::BigInt,
        /// How many are left.
        left: text::int::BigInt,
    },
    /// A string, by byte offset.
    Str {
        /// The string.
        text: Obj<Str>,
        /// Offset of the next code point.
        offset: usize,
    },
    /// A `bytes`, by index.
    Bytes {
        /// The bytes.
        bytes: Obj<Bytes>,
        /// Index of the next item.
        next: usize,
    },
    /// A `bytearray`, by index.
    ByteArray {
        /// The array.
        array: Obj<ByteArray>,
        /// Index of the next item.
        next: usize,
    },
    /// A dict.
    Dict {
        /// The dict.
        dict: Obj<Dict>,
        /// Position in the entries of the next one (when reversed: plus one).
        next: usize,
        /// How many keys the dict had at the start; a change of size is an error.
        size: usize,
        /// How many entries are left.
        left: usize,
        /// What is shown.
        face: Face,
        /// Backwards.
        reversed: bool,
    },
    /// A set.
    Set {
        /// The set.
        set: Obj<Set>,
        /// The slot to go on from.
        next: usize,
        /// How many keys the set had at the start; a change of size is an error.
        size: usize,
        /// How many keys are left.
        left: usize,
    },
    /// `iter(callable, sentinel)`.
    Callable {
        /// What is called for the next item.
        callable: Value,
        /// The value that ends the iteration.
        sentinel: Value,
    },
    /// Anything with `__getitem__`.
    Sequence {
        /// The object.
        object: Value,
        /// The next index.
        next: i64,
        /// 1 forwards, -1 backwards.
        step: i64,
    },
    /// `enumerate`, `zip`, `map` and `filter`.
    Adaptor(Adaptor),
    /// Exhausted.
    Done,
}

impl Payload for Iterator {
    const KIND: Kind = Kind::Iterator;

    fn trace(&self, visit: &mut Visitor<'_>) {
        match self {
            Iterator::List { list, .. } | Iterator::ListReverse { list, .. } => visit(&list.value()),
            Iterator::Tuple { tuple, .. } => visit(&tuple.value()),
            Iterator::Dict { dict, .. } => visit(&dict.value()),
            Iterator::Set { set, .. } => visit(&set.value()),
            Iterator::Adaptor(adaptor) => adaptor.trace(visit),
            Iterator::Callable { callable, sentinel } => {
                visit(callable);
                visit(sentinel);
            }
            Iterator::Sequence { object, .. } => visit(object),
            Iterator::Range { .. }
            | Iterator::BigRange { .. }
            | Iterator::Str { .. }
            | Iterator::Bytes { .. }
            | Iterator::ByteArray { .. }
            | Iterator::Done => {}
        }
    }
}

pub use super::iterator_methods::*;
