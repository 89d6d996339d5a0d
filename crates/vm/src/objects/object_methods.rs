//! `object`: the methods every class has unless it overrides them.
//!
//! The protocol files of [`crate::protocol`] hold the behaviour itself; the methods here are what Python code
//! reaches by `super().__setattr__(…)` and the like. Copying and pickling support is in
//! [`super::object_reduce`].

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Dict, Kind, List, Native, Str, Tuple, Type, TypeSpec, instance};
use crate::shape::Shape;
use crate::{Context, PyResult, Value, class_method, method, static_method};

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", str),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__ne__", "($self, value, /)", "Return self!=value.", ne),
    method!("__lt__", "($self, value, /)", "Return self<value.", order),
    method!("__le__", "($self, value, /)", "Return self<=value.", order),
    method!("__gt__", "($self, value, /)", "Return self>value.", order),
    method!("__ge__", "($self, value, /)", "Return self>=value.", order),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", getattribute),
    method!("__setattr__", "($self, name, value, /)", "Implement setattr(self, name, value).", setattr),
    method!("__delattr__", "($self, name, /)", "Implement delattr(self, name).", delattr),
    method!(
        "__format__",
        "($self, format_spec, /)",
        "Format self as text; only an empty specification is known.",
        format
    ),
    method!("__dir__", "($self, /)", "Names of the attributes of self and of its class.", dir),
    method!("__sizeof__", "($self, /)", "Size of the object in memory, in bytes.", sizeof),
    class_method!(
        "__init_subclass__",
        "($cls, /, *args, **kwargs)",
        "Called when a class is subclassed; does nothing.",
        init_subclass
    ),
    class_method!(
        "__subclasshook__",
        "($cls, object, /)",
        "Lets abstract classes override issubclass(); knows nothing.",
        subclasshook
    ),
];

static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "__class__", doc: "the object's class", get: get_class, set: Some(set_class) }];

/// The descriptor that classes written in Python get for `__dict__`.
pub static DICT_ROW: Attribute = Attribute {
    name: "__dict__",
    doc: "dictionary for instance variables",
    get: get_dict,
    set: Some(set_dict),
};
/// `__dict__` of builtin types that let it be replaced.
pub const DICT: Attribute = Attribute { set: Some(replace_dict), ..DICT_READ };
/// `__dict__` of builtin types that call it a read-only attribute.
pub const DICT_MEMBER: Attribute = Attribute { set: Some(super::function_methods::readonly), ..DICT_READ };
/// `__dict__` of builtin types that let it be read.
pub const DICT_READ: Attribute = Attribute { name: "__dict__", doc: "", get: get_dict, set: None };
/// The descriptor that classes written in Python get for `__weakref__`.
pub static WEAKREF_ROW: Attribute = Attribute {
    name: "__weakref__",
    doc: "list of weak references to the object",
    get: get_weakref,
    set: None,
};

/// Whether a value found on a class is `object.__init__`.
pub fn is_plain_init(value: &Value) -> bool {
    is_row(value, "__init__")
}

/// Whether a value found on a class is `object.__new__`, bound or not.
pub fn is_plain_new(value: &Value) -> bool {
    is_row(value, "__new__")
}

fn is_row(value: &Value, name: &str) -> bool {
    let Some(native) = value.as_ref().and_then(|object| object.downcast::<Native>()) else { return false };
    native.row.name == name && METHODS.iter().any(|row| std::ptr::eq(row, native.row))
}

/// Checks the first argument of a `__new__`: a class that derives from `owner`, with the payload `kind`.
pub fn class_for_new(cx: &mut Context, class: &Value, owner: &str, kind: Kind) -> PyResult<Obj<Type>> {
    let Some(found) = class.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
        let got = cx.type_name(class);
        return Err(cx.type_error(format!("{owner}.__new__(X): X is not a type object ({got})")));
    };
    if found.get(cx).kind != kind {
        let name = found.name(cx);
        return Err(cx.type_error(format!("{owner}.__new__({name}): {name} is not a subtype of {owner}")));
    }
    Ok(found)
}

fn new(cx: &mut Context, class: Value, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let Some(class) = class.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
        let got = cx.type_name(&class);
        return Err(cx.type_error(format!("object.__new__(X): X is not a type object ({got})")));
    };
    let kind = class.get(cx).kind;
    if kind != Kind::Instance || class.has_flags(cx, TypeFlags::NO_NEW) {
        let name = class.name(cx);
        let base = layout_name(cx, &class);
        return Err(cx.type_error(format!("object.__new__({name}) is not safe, use {base}.__new__()")));
    }
    if !args.0.is_empty() || !keywords.0.is_empty() {
        let new = class.special(cx, |names| &names.__new__).unwrap_or_default();
        if !is_plain_new(&new) {
            return Err(
                cx.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        let init = class.special(cx, |names| &names.__init__).unwrap_or_default();
        if is_plain_init(&init) {
            let name = class.name(cx);
            return Err(cx.type_error(format!("{name}() takes no arguments")));
        }
    }
    refuse_abstract(cx, &class)?;
    Ok(cx.new_instance(&class).into())
}

/// The name of the builtin type whose layout a class has.
pub(crate) fn layout_name(cx: &Context, class: &Obj<Type>) -> String {
    let builtin = class.mro(cx).into_iter().find(|class| class.has_flags(cx, TypeFlags::BUILTIN));
    builtin.unwrap_or_else(|| class.clone()).name(cx)
}

/// `TypeError` for a class that still has abstract methods.
pub fn refuse_abstract(cx: &mut Context, class: &Obj<Type>) -> PyResult<()> {
    if !class.has_flags(cx, TypeFlags::ABSTRACT) {
        return Ok(());
    }
    let key = cx.names().__abstractmethods__.clone();
    let dict = class.get(cx).dict.clone();
    let Some(names) = super::dict::get_str(cx, &dict, &key) else { return Ok(()) };
    let mut missing = Vec::new();
    for name in cx.collect(&names)? {
        missing.push(cx.str_text(&name)?);
    }
    if missing.is_empty() {
        return Ok(());
    }
    missing.sort();
    let plural = if missing.len() == 1 { "" } else { "s" };
    let class = class.name(cx);
    let list = missing.join("', '");
    Err(cx.type_error(format!(
        "Can't instantiate abstract class {class} without an implementation for abstract method{plural} '{list}'"
    )))
}

fn init(cx: &mut Context, this: Value, args: Rest, keywords: Keywords) -> PyResult<()> {
    if args.0.is_empty() && keywords.0.is_empty() {
        return Ok(());
    }
    let class = cx.type_of(&this);
    let init = class.special(cx, |names| &names.__init__).unwrap_or_default();
    if !is_plain_init(&init) {
        return Err(
            cx.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    let new = class.special(cx, |names| &names.__new__).unwrap_or_default();
    if is_plain_new(&new) {
        let name = class.name(cx);
        return Err(cx.type_error(format!(
            "{name}.__init__() takes exactly one argument (the instance to initialize)"
        )));
    }
    Ok(())
}

fn repr(cx: &mut Context, this: Value) -> PyResult<String> {
    cx.default_repr(&this)
}

fn str(cx: &mut Context, this: Value) -> PyResult<Obj<Str>> {
    cx.repr(&this)
}

fn hash(cx: &mut Context, this: Value) -> PyResult<Value> {
    let hash = match &this {
        Value::Ref(object) => crate::protocol::hash::hash_address(object.address()),
        small => cx.hash(small)?,
    };
    Ok(Value::Int(hash as i64))
}

fn eq(cx: &mut Context, this: Value, other: Value) -> Value {
    if this.is(&other) { Value::TRUE } else { cx.not_implemented() }
}

fn ne(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    let equal = match cx.try_special(&this, |names| &names.__eq__, [other])? {
        Some(equal) => equal,
        None => cx.not_implemented(),
    };
    if equal.is_not_implemented() {
        return Ok(equal);
    }
    Ok(Value::bool(!cx.truth(&equal)?))
}

fn order(cx: &mut Context, _this: Value, _other: Value) -> Value {
    cx.not_implemented()
}

/// The attribute name in an argument, interned.
pub fn attribute_name(cx: &mut Context, name: &Value) -> PyResult<Obj<Str>> {
    match name.as_ref().and_then(|object| object.downcast::<Str>()).cloned() {
        Some(name) => Ok(cx.intern_obj(&name)),
        None => {
            let got = cx.type_name(name);
            Err(cx.type_error(format!("attribute name must be string, not '{got}'")))
        }
    }
}

fn getattribute(cx: &mut Context, this: Value, name: Value) -> PyResult<Value> {
    let name = attribute_name(cx, &name)?;
    let class = cx.type_of(&this);
    match cx.plain_attr(&this, &class, &name)? {
        Some(value) => Ok(value),
        None => Err(cx.no_attribute(&this, &name)),
    }
}

/// The first class in the resolution order with native layout must be the one whose `__setattr__` is used.
fn refuse_foreign(cx: &mut Context, this: &Value, method: &str) -> PyResult<()> {
    if this.as_ref().is_some_and(|object| object.kind() == Kind::Type) {
        let class = cx.type_name(this);
        return Err(cx.type_error(format!("can't apply this {method} to {class} object")));
    }
    Ok(())
}

fn setattr(cx: &mut Context, this: Value, name: Value, value: Value) -> PyResult<()> {
    refuse_foreign(cx, &this, "__setattr__")?;
    let name = attribute_name(cx, &name)?;
    let class = cx.type_of(&this);
    cx.plain_set_attr(&this, &class, &name, value)
}

fn delattr(cx: &mut Context, this: Value, name: Value) -> PyResult<()> {
    refuse_foreign(cx, &this, "__delattr__")?;
    let name = attribute_name(cx, &name)?;
    let class = cx.type_of(&this);
    cx.plain_set_attr(&this, &class, &name, Value::Empty)
}

fn format(cx: &mut Context, this: Value, spec: Value) -> PyResult<Obj<Str>> {
    match spec.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(spec) if spec.items().is_empty() => cx.str(&this),
        Some(_) => {
            let name = cx.type_name(&this);
            Err(cx.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let got = if spec.is_none() { "None".to_owned() } else { cx.type_name(&spec) };
            Err(cx.type_error(format!("__format__() argument must be str, not {got}")))
        }
    }
}

/// Adds the names of a class and its ancestors to a set of names.
pub fn add_class_names(cx: &mut Context, class: &Obj<Type>, into: &Obj<Dict>) -> PyResult<()> {
    for ancestor in class.mro(cx).into_iter().rev() {
        let dict = ancestor.get(cx).dict.clone();
        add_names(cx, &dict, into)?;
    }
    Ok(())
}

/// Adds the keys of a dict to a set of names.
pub fn add_names(cx: &mut Context, dict: &Obj<Dict>, into: &Obj<Dict>) -> PyResult<()> {
    let keys: Vec<(u64, Value)> =
        dict.get(cx).table.iter().map(|entry| (entry.hash, entry.key.clone())).collect();
    for (hash, key) in keys {
        super::dict::set_hashed(cx, into, hash, key, Value::None)?;
    }
    Ok(())
}

/// The names of a set as a list.
pub fn name_list(cx: &mut Context, names: &Obj<Dict>) -> Obj<List> {
    let names = names.get(cx).table.iter().map(|entry| entry.key.clone()).collect();
    cx.new_list(names)
}

fn dir(cx: &mut Context, this: Value) -> PyResult<Obj<List>> {
    let found = cx.new_dict(Default::default());
    let key = cx.names().__dict__.clone();
    if let Some(own) = cx.attr_or_absent(&this, &key)?
        && let Some(own) = own.as_ref().and_then(|object| object.downcast::<Dict>()).cloned()
    {
        add_names(cx, &own, &found)?;
    }
    let key = cx.names().__class__.clone();
    if let Some(class) = cx.attr_or_absent(&this, &key)?
        && let Some(class) = class.as_ref().and_then(|object| object.downcast::<Type>()).cloned()
    {
        add_class_names(cx, &class, &found)?;
    }
    Ok(name_list(cx, &found))
}

fn sizeof(cx: &mut Context, this: Value) -> usize {
    match this.as_ref() {
        None => 16,
        Some(object) => match object.downcast::<instance::Instance>() {
            Some(instance) => 32 + 16 * instance.get(cx).items().len(),
            None => 16 + object.attrs(cx).map_or(32, |attrs| 64 + 16 * attrs.values.len()),
        },
    }
}

fn init_subclass(cx: &mut Context, class: Value, args: Rest, keywords: Keywords) -> PyResult<()> {
    let name = class
        .as_ref()
        .and_then(|object| object.downcast::<Type>())
        .map(|class| class.name(cx))
        .unwrap_or_default();
    if !keywords.0.is_empty() {
        return Err(cx.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    if !args.0.is_empty() {
        let given = args.0.len();
        return Err(cx.type_error(format!("{name}.__init_subclass__() takes no arguments ({given} given)")));
    }
    Ok(())
}

fn subclasshook(cx: &mut Context, _class: Value, _object: Value) -> Value {
    cx.not_implemented()
}

fn get_class(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(cx.type_of(this).into())
}

fn set_class(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    if value.is_empty() {
        return Err(cx.type_error("can't delete __class__ attribute"));
    }
    let Some(wanted) = value.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
        let got = cx.type_name(&value);
        return Err(cx.type_error(format!("__class__ must be set to a class, not '{got}' object")));
    };
    let old = cx.type_of(this);
    let heap_class = |cx: &Context, class: &Obj<Type>| !class.has_flags(cx, TypeFlags::BUILTIN);
    let modules = old.is_subclass(cx, &cx.types().module) && wanted.is_subclass(cx, &cx.types().module);
    let heap_classes = heap_class(cx, &old) && heap_class(cx, &wanted);
    if !(modules || heap_classes) {
        return Err(
            cx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    let Some(object) = this.as_ref() else { return Ok(()) };
    let layout = |cx: &Context, class: &Obj<Type>| {
        let class = class.get(cx);
        (class.kind, class.root.hidden(), class.root.has(Shape::CLOSED), class.flags & TypeFlags::HAS_WEAKREF)
    };
    if layout(cx, &old) != layout(cx, &wanted) {
        let (old, wanted) = (old.name(cx), wanted.name(cx));
        return Err(
            cx.type_error(format!("__class__ assignment: '{wanted}' object layout differs from '{old}'"))
        );
    }
    if old.is(&wanted) {
        return Ok(());
    }
    if object.kind() == Kind::Type || object.kind() == Kind::Module || wanted.get(cx).root.has(Shape::CLOSED)
    {
        let shape = wanted.root_shape(cx);
        object.change_class(shape);
        return Ok(());
    }
    // The attributes move to the instance's dict, whose layout all classes share.
    let dict = instance::dict_of(cx, object);
    let shape = std::ptr::NonNull::from(&*wanted.get(cx).dict_shape);
    object.change_class(shape);
    drop(dict);
    Ok(())
}

fn get_dict(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let Some(object) = this.as_ref() else { return Err(no_dict(cx, this)) };
    if let Some(module) = object.downcast::<super::Module>() {
        return Ok(module.get(cx).dict.clone().into());
    }
    if let Some(function) = object.downcast::<super::Function>().cloned() {
        return Ok(super::function_methods::dict_of(cx, &function).into());
    }
    match instance::dict_of(cx, object) {
        Some(dict) => Ok(dict.into()),
        None => Err(no_dict(cx, this)),
    }
}

fn no_dict(cx: &mut Context, this: &Value) -> crate::Raised {
    let name = cx.names().__dict__.clone();
    cx.no_attribute(this, &name)
}

fn replace_dict(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    if value.is_empty() {
        return Err(cx.type_error("cannot delete __dict__"));
    }
    set_dict(cx, this, value)
}

fn set_dict(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    if value.is_empty() {
        // Deleting leaves an empty dict behind.
        let empty = cx.new_dict(Default::default());
        if let Some(object) = this.as_ref() {
            instance::set_dict(cx, object, empty);
        }
        return Ok(());
    }
    let Some(dict) = value.as_ref().and_then(|object| object.downcast::<Dict>()).cloned() else {
        let got = cx.type_name(&value);
        return Err(cx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
    };
    match this.as_ref() {
        Some(object) if !object.header().shape().has(Shape::CLOSED) => {
            // What the slots hold is dropped with the old dict.
            let old = instance::dict_of(cx, object);
            instance::set_dict(cx, object, dict);
            drop(old);
            Ok(())
        }
        _ => Err(no_dict(cx, this)),
    }
}

fn get_weakref(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let first = this.as_ref().and_then(|object| cx.heap().weak_references(object).into_iter().next());
    Ok(first.map_or(Value::None, Value::Ref))
}

/// The items of a value that is a tuple.
pub fn tuple_items(value: &Value) -> Option<&Obj<Tuple>> {
    value.as_ref().and_then(|object| object.downcast::<Tuple>())
}

/// `object`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, super::object_reduce::METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("object", Kind::Instance)
};
