//! Making an interpreter: the builtin types exist in a circle (a class is an object, its name a string, a
//! string has a class), so their cells are reserved first and filled in when everything they name exists.

use std::cell::{Cell, RefCell};
use std::ptr::NonNull;
use std::sync::Arc;

use super::{Hooks, Interp, MethodCache, RootShapes, Settings, Singletons};
use crate::Value;
use crate::heap::{Header, Heap, Obj, OwnedHeap};
use crate::names::Names;
use crate::native::signature::is_slot;
use crate::native::{Attribute, Binding, Row};
use crate::objects::exception::{self, ExceptionKind};
use crate::objects::native::{Computed, Native};
use crate::objects::str::StrHead;
use crate::objects::tuple::TupleHead;
use crate::objects::type_::{TypeFlags, TypeSpec};
use crate::objects::{Dict, Str, Type, Types};
use crate::shape::Shape;

/// The recursion limit CPython starts with.
const RECURSION_LIMIT: u32 = 1000;

/// A builtin type whose cell is reserved.
struct Reserved {
    spec: &'static TypeSpec,
    cell: NonNull<Header>,
    root: Option<Box<Shape>>,
    dict_shape: Option<Box<Shape>>,
}

/// Makes an interpreter, without modules.
pub fn start(lock: Arc<gil::Lock>, hooks: Hooks, settings: Settings) -> Arc<Interp> {
    let heap = OwnedHeap::new();
    let version = Cell::new(0u32);
    let fresh = || {
        version.set(version.get() + 1);
        version.get()
    };
    let specs: Vec<&'static TypeSpec> = Types::SPECS.iter().copied().chain(exception::specs()).collect();
    let mut reserved: Vec<Reserved> = specs
        .iter()
        .map(|spec| {
            let cell = heap.reserve::<Type>();
            let closed = if spec.flags & TypeFlags::HAS_DICT == 0 { Shape::CLOSED } else { 0 };
            let root = Shape::root(cell, fresh(), closed, 0);
            let dict_shape = Shape::root(cell, fresh(), Shape::DICT_MODE, 0);
            Reserved { spec, cell, root: Some(root), dict_shape: Some(dict_shape) }
        })
        .collect();
    let at = |name: &str| specs.iter().position(|spec| spec.name == name).expect("I-9: a builtin type");
    let shape = |name: &str| NonNull::from(&**reserved[at(name)].root.as_ref().expect("I-9: not yet taken"));
    let shapes = RootShapes {
        int: shape("int"),
        float: shape("float"),
        str: shape("str"),
        tuple: shape("tuple"),
        list: shape("list"),
        dict: shape("dict"),
        function: shape("function"),
        method: shape("method"),
        builtin_function: shape("builtin_function_or_method"),
        cell: shape("cell"),
        generator: shape("generator"),
        slice: shape("slice"),
        code: shape("code"),
    };
    let type_shape = shape("type");
    let native_shapes = NativeShapes {
        method: shape("method_descriptor"),
        wrapper: shape("wrapper_descriptor"),
        class_method: shape("classmethod_descriptor"),
        static_method: shape("builtin_function_or_method"),
        attribute: shape("getset_descriptor"),
    };

    let interned: RefCell<hashbrown::HashTable<Obj<Str>>> = RefCell::default();
    let intern = |text: &str| {
        let hash = crate::protocol::hash::of_bytes(text.as_bytes());
        if let Some(known) = interned.borrow().find(hash, |known| known.items() == text.as_bytes()) {
            return known.clone();
        }
        let made = new_str(&heap, shapes.str, text);
        made.mark_interned();
        interned.borrow_mut().insert_unique(hash, made.clone(), |known: &Obj<Str>| known.hash());
        made
    };
    let names = Names::new(intern);

    let mut made: Vec<Obj<Type>> = Vec::with_capacity(specs.len());
    for (index, entry) in reserved.iter_mut().enumerate() {
        let spec = entry.spec;
        let base = match spec.base {
            Some(base) => Some(made[at(base.name)].clone()),
            None if index == 0 => None,
            None => Some(made[0].clone()),
        };
        let mut ancestors: Vec<Obj<Type>> = Vec::new();
        let dict = heap.alloc(shapes.dict, Dict::default());
        if let Some(base) = &base {
            ancestors.push(base.clone());
            // SAFETY: the base was filled in an earlier turn, and nothing else runs.
            unsafe {
                base.with_payload(|payload| {
                    ancestors.extend(payload.ancestors.iter().cloned());
                    payload.subclasses.push(entry.cell);
                });
            }
        }
        let mut bases: Vec<Obj<Type>> = base.iter().cloned().collect();
        if let Some(second) = spec.second_base.map(|second| made[at(second.name)].clone()) {
            // Its ancestors are among the first base's, so it stands right behind that one.
            ancestors.insert(1, second.clone());
            second.edit_subclasses(|list| list.push(entry.cell));
            bases.push(second);
        }
        let (module, name) = spec.name.rsplit_once('.').unwrap_or(("builtins", spec.name));
        let payload = Type {
            name: intern(name),
            qualname: intern(name),
            bases,
            base,
            ancestors,
            dict: dict.clone(),
            kind: spec.kind,
            flags: spec.flags | TypeFlags::BUILTIN,
            root: entry.root.take().expect("I-9: taken once"),
            dict_shape: entry.dict_shape.take().expect("I-9: taken once"),
            shapes: Vec::new(),
            inline_slots: 0,
            subclasses: Vec::new(),
            spec: Some(spec),
        };
        // SAFETY: the cell was reserved for a `Type` and is filled once.
        let class = unsafe { heap.fill(entry.cell, type_shape, payload) };
        let doc = if spec.doc.is_empty() { Value::None } else { new_str(&heap, shapes.str, spec.doc).into() };
        // SAFETY: as above.
        unsafe {
            dict.with_payload(|namespace| {
                let table = &mut namespace.table;
                for row in spec.methods.iter().flat_map(|rows| rows.iter()) {
                    let value = native_value(&heap, &native_shapes, row, &class, spec);
                    table.insert_str(&intern(row.name), value);
                }
                for attribute in spec.attributes {
                    let value = computed_value(&heap, &native_shapes, attribute, &class);
                    table.insert_str(&intern(attribute.name), value);
                }
                // An attribute of the instances stays; the class's own text is in its spec.
                if !spec.attributes.iter().any(|attribute| attribute.name == "__doc__") {
                    table.insert_str(&names.__doc__, doc);
                }
                if module != "builtins" {
                    table.insert_str(&names.__module__, intern(module).into());
                }
                if defines(spec, "__eq__") && !defines(spec, "__hash__") {
                    table.insert_str(&names.__hash__, Value::None);
                }
            });
        }
        made.push(class);
    }
    let exceptions = made.split_off(Types::SPECS.len());
    let types = Types::from_list(made);
    let singleton = |shape_of: &Obj<Type>, which| {
        // SAFETY: the types are filled, and nothing else runs.
        let shape = unsafe { shape_of.with_payload(|payload| NonNull::from(&*payload.root)) };
        Value::from(heap.alloc(shape, which))
    };
    let singletons = Singletons {
        not_implemented: singleton(
            &types.not_implemented,
            crate::objects::singletons::Singleton::NotImplemented,
        ),
        ellipsis: singleton(&types.ellipsis, crate::objects::singletons::Singleton::Ellipsis),
        empty_tuple: heap.alloc_tail(shapes.tuple, TupleHead, 0, false, std::iter::empty()),
        empty_str: intern(""),
        ascii: (0..128u8).map(|byte| intern(char::from(byte).encode_utf8(&mut [0; 4]))).collect(),
    };
    let namespace = || heap.alloc(shapes.dict, Dict::default());
    let (builtins, modules, sys) = (namespace(), namespace(), namespace());
    for class in types_by_name(&types).into_iter().chain(exceptions.iter().cloned()) {
        // SAFETY: as above.
        unsafe {
            let (name, shown) = class.with_payload(|payload| {
                let spec = payload.spec.expect("I-9: a builtin type");
                (payload.name.clone(), is_public(spec))
            });
            if shown {
                builtins.with_payload(|dict| dict.table.insert_str(&name, class.value()));
            }
        }
    }
    let interned = interned.into_inner();
    let interp = Interp {
        lock,
        types,
        exceptions,
        names,
        shapes,
        singletons,
        method_cache: MethodCache::new(),
        builtins,
        modules,
        sys,
        hooks,
        published: RefCell::default(),
        async_exceptions: RefCell::default(),
        new_watchers: RefCell::default(),
        settings,
        extensions: RefCell::default(),
        spare_stacks: RefCell::default(),
        interned: RefCell::new(interned),
        version: Cell::new(version.get()),
        recursion_limit: Cell::new(RECURSION_LIMIT),
        finalizing: Cell::new(false),
        switch_points: Cell::default(),
        heap,
    };
    Arc::new(interp)
}

fn new_str(heap: &Heap, shape: NonNull<Shape>, text: &str) -> Obj<Str> {
    heap.alloc_bytes(shape, StrHead::of(text::wtf8::Wtf8::from_str(text)), text.as_bytes(), false)
}

fn defines(spec: &TypeSpec, name: &str) -> bool {
    spec.methods.iter().flat_map(|rows| rows.iter()).any(|row| row.name == name)
}

/// Types that `builtins` shows under their name.
fn is_public(spec: &TypeSpec) -> bool {
    const SHOWN: &[&str] = &[
        "object",
        "type",
        "int",
        "bool",
        "float",
        "str",
        "bytes",
        "tuple",
        "list",
        "dict",
        "set",
        "frozenset",
        "bytearray",
        "memoryview",
        "range",
        "slice",
        "property",
        "classmethod",
        "staticmethod",
        "super",
        "enumerate",
        "filter",
        "map",
        "reversed",
        "zip",
    ];
    SHOWN.contains(&spec.name) || (spec.kind == crate::objects::Kind::Exception && !spec.name.contains('.'))
}

fn types_by_name(types: &Types) -> Vec<Obj<Type>> {
    types.all()
}

struct NativeShapes {
    method: NonNull<Shape>,
    wrapper: NonNull<Shape>,
    class_method: NonNull<Shape>,
    static_method: NonNull<Shape>,
    attribute: NonNull<Shape>,
}

fn native_value(
    heap: &Heap,
    shapes: &NativeShapes,
    row: &'static Row,
    owner: &Obj<Type>,
    spec: &TypeSpec,
) -> Value {
    let shape = match row.binding {
        Binding::Class => shapes.class_method,
        Binding::Static | Binding::Function => shapes.static_method,
        Binding::Method if is_slot(row, spec.name) => shapes.wrapper,
        Binding::Method => shapes.method,
    };
    // `__new__` is a builtin function bound to its class.
    let this = if row.name == "__new__" { owner.value() } else { Value::Empty };
    heap.alloc(shape, Native { row, owner: Some(owner.clone()), this, module: Value::Empty }).into()
}

fn computed_value(heap: &Heap, shapes: &NativeShapes, row: &'static Attribute, owner: &Obj<Type>) -> Value {
    heap.alloc(shapes.attribute, Computed { row, owner: owner.clone() }).into()
}

impl Interp {
    /// A builtin exception class by name, for messages and tables.
    pub fn exception_named(&self, name: &str) -> Option<&Obj<Type>> {
        ExceptionKind::named(name).map(|kind| self.exception(kind))
    }
}

/// Types of builtin modules, by the address of their specification.
#[derive(Default)]
struct ModuleTypes(RefCell<std::collections::HashMap<usize, Obj<Type>>>);

impl crate::Context {
    /// The type of a specification that a builtin module declares; made when first asked for.
    pub fn module_type(&mut self, spec: &'static TypeSpec) -> Obj<Type> {
        let known = self.interp_ref().extension::<ModuleTypes>();
        let key = std::ptr::from_ref(spec) as usize;
        if let Some(class) = known.0.borrow().get(&key) {
            return class.clone();
        }
        let class = self.make_type(spec);
        known.0.borrow_mut().insert(key, class.clone());
        class
    }

    fn make_type(&mut self, spec: &'static TypeSpec) -> Obj<Type> {
        let base = match spec.base {
            Some(base) => match self
                .types()
                .all()
                .into_iter()
                .find(|class| class.get(self).spec.is_some_and(|known| std::ptr::eq(known, base)))
            {
                Some(builtin) => builtin,
                None => self.module_type(base),
            },
            None => self.types().object.clone(),
        };
        let interp = self.interp();
        let cell = self.heap().reserve::<Type>();
        let closed = if spec.flags & TypeFlags::HAS_DICT == 0 { Shape::CLOSED } else { 0 };
        let hidden = (base.get(self).root.hidden() + spec.hidden_slots) as u16;
        let root = Shape::root(cell, interp.fresh_version(), closed, hidden);
        let dict_shape = Shape::root(cell, interp.fresh_version(), Shape::DICT_MODE, hidden);
        let (module, name) = spec.name.rsplit_once('.').unwrap_or(("builtins", spec.name));
        let (module, name) = (self.intern(module), self.intern(name));
        let dict = self.new_dict(crate::objects::table::Table::default());
        let payload = Type {
            name: name.clone(),
            qualname: name,
            bases: vec![base.clone()],
            ancestors: base.mro(self),
            base: Some(base.clone()),
            dict: dict.clone(),
            kind: spec.kind,
            flags: spec.flags | TypeFlags::BUILTIN,
            root,
            dict_shape,
            shapes: Vec::new(),
            inline_slots: 0,
            subclasses: Vec::new(),
            spec: Some(spec),
        };
        let metaclass = self.types().type_.clone();
        let type_shape = metaclass.root_shape(self);
        // SAFETY: the cell was reserved for a `Type` and is filled once.
        let class = unsafe { self.heap().fill(cell, type_shape, payload) };
        base.get_mut(self).subclasses.push(cell);
        let shape_of = |cx: &crate::Context, class: &Obj<Type>| class.root_shape(cx);
        let types = self.types();
        let shapes = NativeShapes {
            method: shape_of(self, &types.method_descriptor),
            wrapper: shape_of(self, &types.wrapper_descriptor),
            class_method: shape_of(self, &types.classmethod_descriptor),
            static_method: shape_of(self, &types.builtin_function),
            attribute: shape_of(self, &types.getset_descriptor),
        };
        let doc = if spec.doc.is_empty() { Value::None } else { self.str_value(spec.doc) };
        for row in spec.methods.iter().flat_map(|rows| rows.iter()) {
            let value = native_value(self.heap(), &shapes, row, &class, spec);
            let name = self.intern(row.name);
            crate::objects::dict::set_str(self, &dict, &name, value);
        }
        for attribute in spec.attributes {
            let value = computed_value(self.heap(), &shapes, attribute, &class);
            let name = self.intern(attribute.name);
            crate::objects::dict::set_str(self, &dict, &name, value);
        }
        let names = self.names();
        let mut entries = vec![(names.__module__.clone(), module.into())];
        if !spec.attributes.iter().any(|attribute| attribute.name == "__doc__") {
            entries.push((names.__doc__.clone(), doc));
        }
        if defines(spec, "__eq__") && !defines(spec, "__hash__") {
            entries.push((names.__hash__.clone(), Value::None));
        }
        for (name, value) in entries {
            crate::objects::dict::set_str(self, &dict, &name, value);
        }
        class.modified(self);
        class
    }
}
