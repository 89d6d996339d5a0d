//! Cells: the boxes through which functions share variables.

use crate::Value;
use crate::heap::{Payload, Visitor};
use crate::objects::{Kind, TypeSpec};

/// A cell.
pub struct Cell {
    /// The variable's value; empty when it has none.
    pub contents: Value,
}

impl Payload for Cell {
    const KIND: Kind = Kind::Cell;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.contents);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.contents.take());
    }
}

/// `cell`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Create a new cell object.",
    methods: &[super::function_methods::CELL_METHODS],
    attributes: super::function_methods::CELL_ATTRIBUTES,
    ..TypeSpec::new("cell", Kind::Cell)
};
