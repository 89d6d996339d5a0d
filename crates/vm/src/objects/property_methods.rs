//! `property`, `staticmethod`, `classmethod` and member descriptors: methods and attributes.

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::property::{Member, MethodWrapper, Property};
use crate::objects::{Kind, Str, Type, instance, object_methods};
use crate::{Context, PyResult, Raised, Value, method, static_method};

/// Methods of `property`.
pub static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, fget=None, fset=None, fdel=None, doc=None)", "Initialize self.", init),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        get
    ),
    method!("__set__", "($self, instance, value, /)", "Set an attribute of instance to value.", set),
    method!("__delete__", "($self, instance, /)", "Delete an attribute of instance.", delete),
    method!(
        "getter",
        "($self, object, /)",
        "Descriptor to obtain a copy of the property with a different getter.",
        getter
    ),
    method!(
        "setter",
        "($self, object, /)",
        "Descriptor to obtain a copy of the property with a different setter.",
        setter
    ),
    method!(
        "deleter",
        "($self, object, /)",
        "Descriptor to obtain a copy of the property with a different deleter.",
        deleter
    ),
    method!(
        "__set_name__",
        "($self, /, *args)",
        "Remember the name under which the class knows the property.",
        set_name
    ),
];

/// Attributes of `property`.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "fget",
        doc: "",
        get: |cx, object| Ok(this(cx, object)?.get(cx).get.clone().or_none()),
        set: Some(super::function_methods::readonly),
    },
    Attribute {
        name: "fset",
        doc: "",
        get: |cx, object| Ok(this(cx, object)?.get(cx).set.clone().or_none()),
        set: Some(super::function_methods::readonly),
    },
    Attribute {
        name: "fdel",
        doc: "",
        get: |cx, object| Ok(this(cx, object)?.get(cx).delete.clone().or_none()),
        set: Some(super::function_methods::readonly),
    },
    Attribute {
        name: "__doc__",
        doc: "",
        get: |cx, object| Ok(this(cx, object)?.get(cx).doc.clone().or_none()),
        set: Some(set_doc),
    },
    Attribute { name: "__name__", doc: "", get: get_name, set: Some(set_name_attribute) },
    Attribute { name: "__isabstractmethod__", doc: "", get: is_abstract, set: None },
];

fn this(cx: &mut Context, object: &Value) -> PyResult<Obj<Property>> {
    super::native_methods::receiver::<Property>(cx, object, "fget", "property")
}

fn is_none(value: &Value) -> bool {
    value.is_empty() || value.is_none()
}

fn new(cx: &mut Context, class: Value, _args: Rest, _keywords: Keywords) -> PyResult<Obj<Property>> {
    let class = object_methods::class_for_new(cx, &class, "property", Kind::Property)?;
    Ok(cx.alloc_as(&class, Property::default()))
}

fn init(
    cx: &mut Context,
    this: Obj<Property>,
    get: Option<Value>,
    set: Option<Value>,
    delete: Option<Value>,
    doc: Option<Value>,
) -> PyResult<()> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none()).unwrap_or_default();
    let get = given(get);
    let mut doc = given(doc);
    let mut getter_doc = false;
    if doc.is_empty() && !get.is_empty() {
        let name = cx.names().__doc__.clone();
        if let Some(found) = cx.attr_or_absent(&get, &name)?
            && !found.is_none()
        {
            doc = found;
            getter_doc = true;
        }
    }
    let exact = cx.type_of(&this.value()).is(&cx.types().property);
    let own_doc = if exact { doc.clone() } else { Value::Empty };
    let payload = this.get_mut(cx);
    let old = std::mem::replace(
        payload,
        Property {
            get,
            set: given(set),
            delete: given(delete),
            doc: own_doc,
            name: Value::Empty,
            getter_doc,
        },
    );
    drop(old);
    if !exact {
        // The subclass's own `__doc__` hides the property's, so the text becomes an attribute of the instance.
        let name = cx.names().__doc__.clone();
        let object = this.as_object().clone();
        if instance::set_own(cx, &object, &name, doc.clone().or_none()).is_err()
            && !getter_doc
            && !doc.is_empty()
        {
            let value = this.value();
            return Err(cx.no_attribute(&value, &name));
        }
    }
    Ok(())
}

/// `AttributeError` for a property without getter, setter or deleter.
#[cold]
pub fn no_accessor(cx: &mut Context, property: &Obj<Property>, object: &Value, which: &str) -> Raised {
    let class = cx.type_of(object);
    let class = class.get(cx).qualname.to_string_lossy();
    let value = property.value();
    let name = match property_name(cx, &value) {
        Ok(name) => name,
        Err(raised) => return raised,
    };
    let name = match name {
        Some(name) => match cx.repr_text(&name) {
            Ok(name) => format!(" {name}"),
            Err(raised) => return raised,
        },
        None => String::new(),
    };
    cx.attribute_error(format!("property{name} of '{class}' object has no {which}"))
}

/// The name that the property was given, or that its getter has.
fn property_name(cx: &mut Context, object: &Value) -> PyResult<Option<Value>> {
    let property = this(cx, object)?;
    let payload = property.get(cx);
    if !payload.name.is_empty() {
        return Ok(Some(payload.name.clone()));
    }
    let getter = payload.get.clone();
    if is_none(&getter) {
        return Ok(None);
    }
    let name = cx.names().__name__.clone();
    cx.attr_or_absent(&getter, &name)
}

fn get(cx: &mut Context, this: Obj<Property>, instance: Value, _owner: Option<Value>) -> PyResult<Value> {
    if instance.is_none() {
        return Ok(this.into());
    }
    let getter = this.get(cx).get.clone();
    if is_none(&getter) {
        return Err(no_accessor(cx, &this, &instance, "getter"));
    }
    cx.call(&getter, &[instance])
}

fn set(cx: &mut Context, this: Obj<Property>, instance: Value, value: Value) -> PyResult<()> {
    let setter = this.get(cx).set.clone();
    if is_none(&setter) {
        return Err(no_accessor(cx, &this, &instance, "setter"));
    }
    cx.call(&setter, &[instance, value]).map(drop)
}

fn delete(cx: &mut Context, this: Obj<Property>, instance: Value) -> PyResult<()> {
    let deleter = this.get(cx).delete.clone();
    if is_none(&deleter) {
        return Err(no_accessor(cx, &this, &instance, "deleter"));
    }
    cx.call(&deleter, &[instance]).map(drop)
}

/// A copy with some accessors changed, of the same class.
fn copied(cx: &mut Context, this: &Obj<Property>, change: impl FnOnce(&mut [Value; 3])) -> PyResult<Value> {
    let payload = this.get(cx);
    let mut accessors =
        [payload.get.clone(), payload.set.clone(), payload.delete.clone()].map(Value::or_none);
    let name = payload.name.clone();
    let getter_doc = payload.getter_doc;
    let doc = payload.doc.clone();
    change(&mut accessors);
    // A docstring that came from the getter is looked up on the new getter again.
    let doc = if getter_doc && !accessors[0].is_none() { Value::None } else { doc.or_none() };
    let class = cx.type_of(&this.value());
    let [get, set, delete] = accessors;
    let made = cx.call(&class.value(), &[get, set, delete, doc])?;
    if let Some(made) = made.as_ref().and_then(|object| object.downcast::<Property>()) {
        made.get_mut(cx).name = name;
    }
    Ok(made)
}

fn getter(cx: &mut Context, this: Obj<Property>, function: Value) -> PyResult<Value> {
    copied(cx, &this, |accessors| accessors[0] = function)
}

fn setter(cx: &mut Context, this: Obj<Property>, function: Value) -> PyResult<Value> {
    copied(cx, &this, |accessors| accessors[1] = function)
}

fn deleter(cx: &mut Context, this: Obj<Property>, function: Value) -> PyResult<Value> {
    copied(cx, &this, |accessors| accessors[2] = function)
}

fn set_name(cx: &mut Context, this: Obj<Property>, args: Rest) -> PyResult<()> {
    let [_, name] = args.0.as_slice() else {
        let given = args.0.len();
        return Err(
            cx.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given"))
        );
    };
    this.get_mut(cx).name = name.clone();
    Ok(())
}

fn set_doc(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let property = this(cx, object)?;
    let payload = property.get_mut(cx);
    payload.getter_doc = false;
    let old = std::mem::replace(&mut payload.doc, value);
    drop(old);
    Ok(())
}

fn get_name(cx: &mut Context, object: &Value) -> PyResult<Value> {
    match property_name(cx, object)? {
        Some(name) => Ok(name),
        None => {
            let name = cx.names().__name__.clone();
            Err(cx.no_attribute(object, &name))
        }
    }
}

fn set_name_attribute(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let property = this(cx, object)?;
    let old = std::mem::replace(&mut property.get_mut(cx).name, value);
    drop(old);
    Ok(())
}

fn abstract_flag(cx: &mut Context, value: &Value) -> PyResult<bool> {
    if is_none(value) {
        return Ok(false);
    }
    let name = cx.names().__isabstractmethod__.clone();
    match cx.attr_or_absent(value, &name)? {
        Some(flag) => cx.truth(&flag),
        None => Ok(false),
    }
}

fn is_abstract(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let property = this(cx, object)?;
    let payload = property.get(cx);
    for accessor in [payload.get.clone(), payload.set.clone(), payload.delete.clone()] {
        if abstract_flag(cx, &accessor)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// Methods of `classmethod`.
pub static CLASSMETHOD_METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", wrapper_new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", classmethod_init),
    method!("__repr__", "($self, /)", "Return repr(self).", |cx: &mut Context, this: Obj<MethodWrapper>| {
        wrapper_repr(cx, this, "classmethod")
    }),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        classmethod_get
    ),
];

/// Methods of `staticmethod`.
pub static STATICMETHOD_METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", wrapper_new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", staticmethod_init),
    method!("__repr__", "($self, /)", "Return repr(self).", |cx: &mut Context, this: Obj<MethodWrapper>| {
        wrapper_repr(cx, this, "staticmethod")
    }),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", staticmethod_call),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        staticmethod_get
    ),
];

/// Attributes of both.
pub static WRAPPER_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__func__", doc: "", get: get_function, set: Some(super::function_methods::readonly) },
    Attribute {
        name: "__wrapped__",
        doc: "",
        get: get_function,
        set: Some(super::function_methods::readonly),
    },
    Attribute { name: "__isabstractmethod__", doc: "", get: wrapper_abstract, set: None },
    Attribute {
        name: "__annotations__",
        doc: "",
        get: |cx, object| forwarded(cx, object, "__annotations__"),
        set: Some(|cx, object, value| forward(cx, object, "__annotations__", value)),
    },
    Attribute {
        name: "__annotate__",
        doc: "",
        get: |cx, object| forwarded(cx, object, "__annotate__"),
        set: Some(|cx, object, value| forward(cx, object, "__annotate__", value)),
    },
    object_methods::DICT,
];

/// A `staticmethod` or `classmethod` around a function.
pub fn new_wrapper(cx: &mut Context, class: &Obj<Type>, function: Value) -> Obj<MethodWrapper> {
    cx.alloc_as(class, MethodWrapper { function })
}

fn wrapper(cx: &mut Context, object: &Value) -> PyResult<Obj<MethodWrapper>> {
    super::native_methods::receiver::<MethodWrapper>(cx, object, "__func__", "classmethod")
}

fn wrapper_new(
    cx: &mut Context,
    class: Value,
    _args: Rest,
    _keywords: Keywords,
) -> PyResult<Obj<MethodWrapper>> {
    let class = object_methods::class_for_new(cx, &class, "classmethod", Kind::MethodWrapper)?;
    Ok(new_wrapper(cx, &class, Value::None))
}

fn classmethod_init(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    args: Rest,
    keywords: Keywords,
) -> PyResult<()> {
    wrapper_init(cx, this, args, keywords, "classmethod")
}

fn staticmethod_init(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    args: Rest,
    keywords: Keywords,
) -> PyResult<()> {
    wrapper_init(cx, this, args, keywords, "staticmethod")
}

fn wrapper_init(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    args: Rest,
    keywords: Keywords,
    what: &str,
) -> PyResult<()> {
    if !keywords.0.is_empty() {
        return Err(cx.type_error(format!("{what}() takes no keyword arguments")));
    }
    let given = args.0.len();
    let [function] = args.0.as_slice() else {
        return Err(cx.type_error(format!("{what} expected 1 argument, got {given}")));
    };
    let old = std::mem::replace(&mut this.get_mut(cx).function, function.clone());
    drop(old);
    let object = this.as_object().clone();
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
        let name = cx.intern(name);
        if let Some(value) = cx.attr_or_absent(function, &name)? {
            // A subclass without room for attributes has none.
            let _no_room = instance::set_own(cx, &object, &name, value);
        }
    }
    Ok(())
}

fn wrapper_repr(cx: &mut Context, this: Obj<MethodWrapper>, what: &str) -> PyResult<String> {
    let function = this.get(cx).function.clone();
    let shown = cx.repr_text(&function)?;
    Ok(format!("<{what}({shown})>"))
}

fn invalid_get(cx: &mut Context) -> Raised {
    cx.type_error("__get__(None, None) is invalid")
}

fn classmethod_get(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    instance: Value,
    owner: Option<Value>,
) -> PyResult<Value> {
    let owner = match owner.filter(|owner| !owner.is_none()) {
        Some(owner) => owner,
        None if instance.is_none() => return Err(invalid_get(cx)),
        None => cx.type_of(&instance).into(),
    };
    let function = this.get(cx).function.clone();
    Ok(cx.new_method(function, owner).into())
}

fn staticmethod_get(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    instance: Value,
    owner: Option<Value>,
) -> PyResult<Value> {
    if instance.is_none() && owner.is_none_or(|owner| owner.is_none()) {
        return Err(invalid_get(cx));
    }
    Ok(this.get(cx).function.clone())
}

fn staticmethod_call(
    cx: &mut Context,
    this: Obj<MethodWrapper>,
    args: Rest,
    keywords: Keywords,
) -> PyResult<Value> {
    let function = this.get(cx).function.clone();
    cx.call_with_keywords(&function, &args.0, &keywords.0)
}

fn get_function(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(wrapper(cx, object)?.get(cx).function.clone())
}

fn wrapper_abstract(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let function = get_function(cx, object)?;
    Ok(Value::bool(abstract_flag(cx, &function)?))
}

fn forwarded(cx: &mut Context, object: &Value, name: &str) -> PyResult<Value> {
    let function = get_function(cx, object)?;
    cx.get_attr_named(&function, name)
}

fn forward(cx: &mut Context, object: &Value, name: &str, value: Value) -> PyResult<()> {
    let function = get_function(cx, object)?;
    let name = cx.intern(name);
    if value.is_empty() { cx.delete_attr(&function, &name) } else { cx.set_attr(&function, &name, value) }
}

/// Methods of `member_descriptor`.
pub static MEMBER_METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", member_repr),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        member_get
    ),
    method!("__set__", "($self, instance, value, /)", "Set an attribute of instance to value.", member_set),
    method!("__delete__", "($self, instance, /)", "Delete an attribute of instance.", member_delete),
    method!("__reduce__", "($self, /)", "Take the descriptor apart for pickling.", member_reduce),
];

/// Attributes of `member_descriptor`.
pub static MEMBER_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        doc: "",
        get: |cx, object| Ok(member(cx, object)?.name.value()),
        set: None,
    },
    Attribute { name: "__qualname__", doc: "", get: member_qualname, set: None },
    Attribute {
        name: "__objclass__",
        doc: "",
        get: |cx, object| Ok(member(cx, object)?.owner.value()),
        set: None,
    },
    Attribute {
        name: "__doc__",
        doc: "",
        get: |cx, object| member(cx, object).map(|_| Value::None),
        set: None,
    },
];

fn member(cx: &mut Context, object: &Value) -> PyResult<Obj<Member>> {
    super::native_methods::receiver::<Member>(cx, object, "__name__", "member_descriptor")
}

fn member_repr(cx: &mut Context, this: Obj<Member>) -> String {
    format!("<member '{}' of '{}' objects>", this.name.to_string_lossy(), this.owner.name(cx))
}

fn member_get(cx: &mut Context, this: Obj<Member>, instance: Value, owner: Option<Value>) -> PyResult<Value> {
    if instance.is_none() {
        if owner.is_none_or(|owner| owner.is_none()) {
            return Err(invalid_get(cx));
        }
        return Ok(this.into());
    }
    let class = cx.type_of(&instance);
    cx.bind(&this.into(), &instance, &class)
}

fn member_set(cx: &mut Context, this: Obj<Member>, instance: Value, value: Value) -> PyResult<()> {
    let name: Obj<Str> = this.name.clone();
    if !cx.is_instance(&instance, &this.owner) {
        let (name, owner, got) = (name.to_string_lossy(), this.owner.name(cx), cx.type_name(&instance));
        return Err(cx.type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"
        )));
    }
    let Some(object) = instance.as_ref() else { return Ok(()) };
    let deleting = value.is_empty();
    let old = instance::set_slot(cx, object, this.slot, value);
    if deleting && old.is_empty() {
        return Err(cx.attribute_error(name.to_string_lossy()));
    }
    drop(old);
    Ok(())
}

fn member_delete(cx: &mut Context, this: Obj<Member>, instance: Value) -> PyResult<()> {
    member_set(cx, this, instance, Value::Empty)
}

fn member_reduce(cx: &mut Context, this: Obj<Member>) -> PyResult<Value> {
    let key = cx.intern("getattr");
    let builtins = cx.interp_ref().builtins.clone();
    let Some(getattr) = super::dict::get_str(cx, &builtins, &key) else {
        return Err(cx.attribute_error("getattr"));
    };
    let arguments = cx.tuple_value(vec![this.owner.value(), this.name.value()]);
    Ok(cx.tuple_value(vec![getattr, arguments]))
}

fn member_qualname(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let member = member(cx, object)?;
    let owner = member.owner.get(cx).qualname.to_string_lossy();
    let name = member.name.to_string_lossy();
    Ok(cx.str_value(&format!("{owner}.{name}")))
}
