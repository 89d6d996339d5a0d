//! Modules.

use crate::heap::{Obj, Payload, Visitor};
use crate::objects::table::Table;
use crate::objects::type_::TypeFlags;
use crate::objects::{Dict, Kind, TypeSpec};
use crate::{Context, Value};

/// A module.
pub struct Module {
    /// Its namespace.
    pub dict: Obj<Dict>,
}

impl Payload for Module {
    const KIND: Kind = Kind::Module;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.dict.value());
    }
}

impl Context {
    /// A module with the attributes every module has.
    pub fn new_module(&mut self, name: &str, doc: Value) -> Obj<Module> {
        let dict = self.new_dict(Table::default());
        self.new_module_in(name, doc, dict)
    }

    /// The same around a namespace that exists already.
    pub fn new_module_in(&mut self, name: &str, doc: Value, dict: Obj<Dict>) -> Obj<Module> {
        let name = self.str_value(name);
        let names = self.names();
        let entries = [
            (names.__name__.clone(), name),
            (names.__doc__.clone(), doc),
            (names.__package__.clone(), Value::None),
            (names.__loader__.clone(), Value::None),
            (names.__spec__.clone(), Value::None),
        ];
        for (key, value) in entries {
            super::dict::set_str(self, &dict, &key, value);
        }
        let class = self.types().module.clone();
        let shape = class.root_shape(self);
        self.heap().alloc_extended(shape, Module { dict })
    }
}

/// `module`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[super::module_methods::METHODS],
    attributes: super::module_methods::ATTRIBUTES,
    ..TypeSpec::new("module", Kind::Module)
};
