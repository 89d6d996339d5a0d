//! `type`: methods. The attributes are in [`super::type_attributes`], making classes in [`super::type_new`],
//! `isinstance` and `issubclass` in [`super::type_check`].

use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Dict, Kind, List, Native, Str, Type, TypeSpec, object_methods};
use crate::{Context, PyResult, Value, class_method, method, static_method};

static METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "(type, *args, **kwargs)",
        "Create and return a new class.",
        super::type_new::new
    ),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", getattribute),
    method!("__setattr__", "($self, name, value, /)", "Implement setattr(self, name, value).", setattr),
    method!("__delattr__", "($self, name, /)", "Implement delattr(self, name).", delattr),
    method!("__or__", "($self, value, /)", "Return self|value.", or),
    method!("__ror__", "($self, value, /)", "Return value|self.", ror),
    method!("mro", "($self, /)", "The method resolution order, computed from the bases.", mro),
    method!("__subclasses__", "($self, /)", "The immediate subclasses.", subclasses),
    method!("__instancecheck__", "($self, instance, /)", "Whether an object is an instance.", instance_check),
    method!("__subclasscheck__", "($self, subclass, /)", "Whether a class is a subclass.", subclass_check),
    method!("__dir__", "($self, /)", "Names of the attributes of the class and its bases.", dir),
    method!("__sizeof__", "($self, /)", "Size of the class object in memory, in bytes.", sizeof),
    class_method!(
        "__prepare__",
        "($cls, /, *args, **kwds)",
        "The namespace for the body of a class statement.",
        prepare
    ),
];

/// Whether a value found on a metaclass is `type.__new__`.
pub fn is_type_new(value: &Value) -> bool {
    let Some(native) = value.as_ref().and_then(|object| object.downcast::<Native>()) else { return false };
    native.row.name == "__new__" && METHODS.iter().any(|row| std::ptr::eq(row, native.row))
}

/// `class.name = value`, or `del class.name` for an empty value.
pub fn set_class_attr(cx: &mut Context, class: &Obj<Type>, name: &Obj<Str>, value: Value) -> PyResult<()> {
    refuse_immutable(cx, class, name)?;
    if !value.is_empty() {
        let name = cx.intern_obj(name);
        class.set_own(cx, &name, value);
        return Ok(());
    }
    let dict = class.get(cx).dict.clone();
    let Some(old) = super::dict::remove_str(cx, &dict, name) else {
        return Err(cx.no_attribute(&class.value(), name));
    };
    class.modified(cx);
    drop(old);
    Ok(())
}

/// `TypeError` for a class whose attributes cannot be set.
pub fn refuse_immutable(cx: &mut Context, class: &Obj<Type>, name: &Obj<Str>) -> PyResult<()> {
    if !class.has_flags(cx, TypeFlags::BUILTIN) {
        return Ok(());
    }
    let (name, class) = (name.to_string_lossy(), cx.qualified_name(class));
    Err(cx.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")))
}

fn init(cx: &mut Context, _this: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<()> {
    if !keywords.0.is_empty() && args.0.len() == 1 {
        return Err(cx.type_error("type.__init__() takes no keyword arguments"));
    }
    if args.0.len() != 1 && args.0.len() != 3 {
        return Err(cx.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(())
}

fn call(cx: &mut Context, this: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let mut values = args.0;
    let names = if keywords.0.is_empty() {
        None
    } else {
        let (names, given): (Vec<Value>, Vec<Value>) =
            keywords.0.into_iter().map(|(name, value)| (Value::from(name), value)).unzip();
        values.extend(given);
        Some(cx.new_tuple(names))
    };
    cx.instantiate(&this, &values, names)
}

fn repr(cx: &mut Context, this: Obj<Type>) -> PyResult<String> {
    let name = cx.qualified_name(&this);
    Ok(format!("<class '{name}'>"))
}

fn getattribute(cx: &mut Context, this: Obj<Type>, name: Value) -> PyResult<Value> {
    let name = object_methods::attribute_name(cx, &name)?;
    let this_value = this.value();
    let metaclass = cx.type_of(&this_value);
    match cx.class_attr(&this, &metaclass, &name)? {
        Some(value) => Ok(value),
        None => Err(cx.no_attribute(&this_value, &name)),
    }
}

fn setattr(cx: &mut Context, this: Obj<Type>, name: Value, value: Value) -> PyResult<()> {
    let name = object_methods::attribute_name(cx, &name)?;
    let this = this.value();
    let metaclass = cx.type_of(&this);
    cx.plain_set_attr(&this, &metaclass, &name, value)
}

fn delattr(cx: &mut Context, this: Obj<Type>, name: Value) -> PyResult<()> {
    setattr(cx, this, name, Value::Empty)
}

fn or(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    super::union::join(cx, &this, &other)
}

fn ror(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    super::union::join(cx, &other, &this)
}

fn mro(cx: &mut Context, this: Obj<Type>) -> PyResult<Obj<List>> {
    let bases = this.get(cx).bases.clone();
    let mut order = vec![this.value()];
    order.extend(super::type_::linearize(cx, &bases)?.into_iter().map(Value::from));
    Ok(cx.new_list(order))
}

fn subclasses(cx: &mut Context, this: Obj<Type>) -> Obj<List> {
    let list = this.subclass_list(cx).into_iter().map(Value::from).collect();
    cx.new_list(list)
}

fn instance_check(cx: &mut Context, this: Value, instance: Value) -> PyResult<bool> {
    cx.plain_isinstance(&instance, &this)
}

fn subclass_check(cx: &mut Context, this: Value, subclass: Value) -> PyResult<bool> {
    cx.plain_issubclass(&subclass, &this)
}

fn dir(cx: &mut Context, this: Obj<Type>) -> PyResult<Obj<List>> {
    let names = cx.new_dict(Default::default());
    object_methods::add_class_names(cx, &this, &names)?;
    Ok(object_methods::name_list(cx, &names))
}

fn sizeof(cx: &mut Context, this: Obj<Type>) -> usize {
    size_of::<Type>() + 32 * this.get(cx).dict.get(cx).table.len()
}

fn prepare(cx: &mut Context, _class: Value, _args: Rest, _keywords: Keywords) -> Obj<Dict> {
    cx.new_dict(Default::default())
}

/// `type`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: super::type_attributes::ATTRIBUTES,
    ..TypeSpec::new("type", Kind::Type)
};
