//! `tuple`: payload and methods.

use crate::heap::{Frozen, Head, Obj, Payload, Tail, Visitor};
use crate::objects::Kind;
use crate::{Context, Value};

/// Nothing beside the items.
pub struct TupleHead;

impl Head for TupleHead {
    const LAST_FIRST: bool = true;
}

/// A tuple: its items stand in the object itself.
pub type Tuple = Tail<TupleHead, Value>;

impl Payload for Tuple {
    const KIND: Kind = Kind::Tuple;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items().iter().for_each(visit);
    }
}

// SAFETY: nothing changes a tuple's items after it is made (breaking a cycle goes through some other object).
unsafe impl Frozen for Tuple {}

impl Context {
    /// A new tuple.
    pub fn new_tuple(&mut self, items: Vec<Value>) -> Obj<Tuple> {
        let shape = self.shapes().tuple;
        self.heap().alloc_tail(shape, TupleHead, items.len(), false, items.into_iter())
    }

    /// A new tuple of exactly `length` items, as a value.
    pub(crate) fn tuple_of(&mut self, items: impl Iterator<Item = Value>, length: usize) -> Value {
        let shape = self.shapes().tuple;
        self.heap().alloc_tail(shape, TupleHead, length, false, items).into()
    }

    /// A new tuple as a value.
    pub fn tuple_value(&mut self, items: Vec<Value>) -> Value {
        self.new_tuple(items).into()
    }
}

pub use super::tuple_methods::TYPE;
