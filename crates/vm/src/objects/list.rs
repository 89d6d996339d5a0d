//! `list`: the payload. The methods are in [`super::list_methods`].

use crate::heap::{Obj, Payload, Visitor};
use crate::objects::Kind;
use crate::{Context, Value};

/// A list.
#[derive(Default)]
pub struct List {
    /// The items, none of them empty.
    pub items: Vec<Value>,
}

impl Payload for List {
    const KIND: Kind = Kind::List;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.items);
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_items(std::mem::take(&mut self.items));
    }
}

/// Drops what was in a list, the last item first, as CPython does.
pub fn drop_items(mut items: Vec<Value>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

impl Context {
    /// A new list.
    pub fn new_list(&mut self, items: Vec<Value>) -> Obj<List> {
        let shape = self.shapes().list;
        self.heap().alloc(shape, List { items })
    }

    /// A new list as a value.
    pub fn list_value(&mut self, items: Vec<Value>) -> Value {
        self.new_list(items).into()
    }
}

pub use super::list_methods::TYPE;
