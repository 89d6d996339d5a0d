//! Native functions and computed attributes: methods and attributes.

use crate::heap::{Obj, Payload};
use crate::native::{Attribute, Binding, Keywords, Rest, Row, signature};
use crate::objects::native::Computed;
use crate::objects::{Native, Str, Type};
use crate::{Context, PyResult, Value, method};

/// Methods of all kinds of native functions.
pub static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call),
    method!("__reduce__", "($self, /)", "Take the function apart for pickling.", reduce),
];
/// What functions and bound methods have beside.
pub static BOUND_METHODS: &[Row] = &[
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
];
/// What methods have that are not bound.
pub static DESCRIPTOR_METHODS: &[Row] = &[method!(
    "__get__",
    "($self, instance, owner=None, /)",
    "Return an attribute of instance, which is of type owner.",
    get
)];

const fn attribute(name: &'static str, get: fn(&mut Context, &Value) -> PyResult<Value>) -> Attribute {
    Attribute { name, doc: "", get, set: None }
}
const NAME: Attribute = attribute("__name__", |cx, object| Ok(native_name(cx, object)?.value()));
const QUALNAME: Attribute = attribute("__qualname__", get_qualname);
const DOC: Attribute = attribute("__doc__", get_doc);
const TEXT_SIGNATURE: Attribute = attribute("__text_signature__", get_text_signature);
const SELF: Attribute = attribute("__self__", get_self);
const OBJCLASS: Attribute = attribute("__objclass__", get_objclass);
/// Attributes of `builtin_function_or_method`.
pub static ATTRIBUTES: &[Attribute] =
    &[NAME, QUALNAME, DOC, TEXT_SIGNATURE, SELF, attribute("__module__", get_module)];
/// Attributes of methods that are not bound.
pub static DESCRIPTOR_ATTRIBUTES: &[Attribute] = &[NAME, QUALNAME, DOC, TEXT_SIGNATURE, OBJCLASS];
/// Attributes of `method-wrapper`.
pub static WRAPPER_ATTRIBUTES: &[Attribute] = &[NAME, QUALNAME, DOC, TEXT_SIGNATURE, SELF, OBJCLASS];

/// The payload behind the object whose computed attribute is read, or the `TypeError` for a foreign object.
pub fn receiver<T: Payload>(
    cx: &mut Context,
    object: &Value,
    attribute: &str,
    owner: &str,
) -> PyResult<Obj<T>> {
    match object.as_ref().and_then(|object| object.downcast::<T>()) {
        Some(typed) => Ok(typed.clone()),
        None => Err(foreign(cx, object, attribute, owner)),
    }
}

#[cold]
fn foreign(cx: &mut Context, object: &Value, attribute: &str, owner: &str) -> crate::Raised {
    let got = cx.type_name(object);
    cx.type_error(format!("descriptor '{attribute}' for '{owner}' objects doesn't apply to a '{got}' object"))
}

fn this(cx: &mut Context, object: &Value) -> PyResult<Obj<Native>> {
    receiver::<Native>(cx, object, "__name__", "builtin_function_or_method")
}

/// Whether the function was bound to an object or class, or is a static method.
fn is_bound(native: &Obj<Native>) -> bool {
    !native.this.is_empty() || native.row.binding == Binding::Static
}

fn repr(cx: &mut Context, this: Obj<Native>) -> String {
    let name = this.row.name;
    let class = cx.type_of(&this.value());
    let owner = this.owner.as_ref().map(|owner| owner.name(cx));
    let types = cx.types();
    if class.is(&types.method_descriptor) || class.is(&types.classmethod_descriptor) {
        return format!("<method '{name}' of '{}' objects>", owner.unwrap_or_default());
    }
    if class.is(&types.wrapper_descriptor) {
        return format!("<slot wrapper '{name}' of '{}' objects>", owner.unwrap_or_default());
    }
    let bound_to =
        if this.this.is_empty() { this.owner.as_ref().map(Obj::value) } else { Some(this.this.clone()) };
    let Some(bound_to) = bound_to else { return format!("<built-in function {name}>") };
    let kind = cx.type_name(&bound_to);
    let address = bound_to.as_ref().map_or(0, |object| object.address());
    if class.is(&cx.types().method_wrapper) {
        format!("<method-wrapper '{name}' of {kind} object at {address:#x}>")
    } else {
        format!("<built-in method {name} of {kind} object at {address:#x}>")
    }
}

fn call(cx: &mut Context, this: Value, args: Rest, keywords: Keywords) -> PyResult<Value> {
    cx.call_with_keywords(&this, &args.0, &keywords.0)
}

fn reduce(cx: &mut Context, this: Obj<Native>) -> PyResult<Value> {
    let from = match (&this.this, &this.owner) {
        (Value::Empty, None) => return Ok(cx.str_value(this.row.name)),
        (Value::Empty, Some(owner)) => owner.value(),
        (bound, _) => bound.clone(),
    };
    let key = cx.intern("getattr");
    let builtins = cx.interp_ref().builtins.clone();
    let Some(getattr) = super::dict::get_str(cx, &builtins, &key) else {
        return Err(cx.attribute_error("getattr"));
    };
    let name = cx.str_value(this.row.name);
    let arguments = cx.tuple_value(vec![from, name]);
    Ok(cx.tuple_value(vec![getattr, arguments]))
}

fn hash(cx: &mut Context, this: Obj<Native>) -> PyResult<Value> {
    let bound_to = match &this.this {
        Value::Ref(object) => crate::protocol::hash::hash_address(object.address()),
        small => cx.hash(small)?,
    };
    let row = crate::protocol::hash::hash_address(std::ptr::from_ref(this.row).addr());
    let hash = (bound_to ^ row) as i64;
    Ok(Value::Int(if hash == -1 { -2 } else { hash }))
}

fn eq(cx: &mut Context, this: Obj<Native>, other: Value) -> Value {
    match other.as_ref().and_then(|object| object.downcast::<Native>()) {
        Some(other) => Value::bool(std::ptr::eq(this.row, other.row) && this.this.is(&other.this)),
        None => cx.not_implemented(),
    }
}

fn get(cx: &mut Context, this: Obj<Native>, instance: Value, owner: Option<Value>) -> PyResult<Value> {
    let owner = owner.filter(|owner| !owner.is_none());
    if instance.is_none() && owner.is_none() {
        return Err(cx.type_error("__get__(None, None) is invalid"));
    }
    let (name, home) = (this.row.name, this.owner.clone());
    let home_name = home.as_ref().map(|home| home.name(cx)).unwrap_or_default();
    if this.row.binding == Binding::Class {
        let class = owner.unwrap_or_else(|| cx.type_of(&instance).value());
        let Some(class) = class.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
            let got = cx.type_name(&class);
            return Err(cx.type_error(format!(
                "descriptor '{name}' for type '{home_name}' needs a type, not a '{got}' as arg 2"
            )));
        };
        if home.is_some_and(|home| !class.is_subclass(cx, &home)) {
            let got = class.name(cx);
            return Err(cx.type_error(format!(
                "descriptor '{name}' requires a subtype of '{home_name}' but received '{got}'"
            )));
        }
        return Ok(cx.bind_native(&this, class.into()));
    }
    if instance.is_none() && owner.is_some() && !home.as_ref().is_some_and(|home| home.is(&cx.types().none)) {
        return Ok(this.into());
    }
    if home.is_some_and(|home| !cx.is_instance(&instance, &home)) {
        return Err(foreign(cx, &instance, name, &home_name));
    }
    Ok(cx.bind_native(&this, instance))
}

fn native_name(cx: &mut Context, object: &Value) -> PyResult<Obj<Str>> {
    let native = this(cx, object)?;
    Ok(cx.intern(native.row.name))
}

fn get_qualname(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let native = this(cx, object)?;
    let owner = match &native.owner {
        Some(owner) => Some(owner.get(cx).qualname.to_string_lossy()),
        None => native.this.as_ref().and_then(|bound| bound.downcast::<Type>()).map(|class| class.name(cx)),
    };
    let name = native.row.name;
    Ok(match owner {
        Some(owner) => cx.str_value(&format!("{owner}.{name}")),
        None => cx.intern(name).into(),
    })
}

fn get_doc(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let doc = this(cx, object)?.row.doc;
    Ok(if doc.is_empty() { Value::None } else { cx.str_value(doc) })
}

fn get_text_signature(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let row = this(cx, object)?.row;
    Ok(match signature::text_signature(row) {
        Some(text) => cx.str_value(text),
        None => Value::None,
    })
}

fn get_self(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let native = this(cx, object)?;
    if is_bound(&native) {
        return Ok(native.this.clone().or_none());
    }
    // A function belongs to its module.
    let Some(name) = native.module.as_ref().and_then(|name| name.downcast::<Str>()).cloned() else {
        return Ok(native.module.clone().or_none());
    };
    let modules = cx.interp_ref().modules.clone();
    Ok(super::dict::get_str(cx, &modules, &name).unwrap_or(Value::None))
}

fn get_module(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let native = this(cx, object)?;
    let module = native.module.clone().or_none();
    if let Some(module) = module.as_ref().and_then(|module| module.downcast::<super::Module>()).cloned() {
        let name = cx.names().__name__.clone();
        let dict = module.get(cx).dict.clone();
        return Ok(super::dict::get_str(cx, &dict, &name).unwrap_or(Value::None));
    }
    Ok(module)
}

fn get_objclass(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object)?.owner.clone().map_or(Value::None, Value::from))
}

/// Methods of `getset_descriptor`.
pub static COMPUTED_METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", computed_repr),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        computed_get
    ),
    method!("__set__", "($self, instance, value, /)", "Set an attribute of instance to value.", computed_set),
    method!("__delete__", "($self, instance, /)", "Delete an attribute of instance.", computed_delete),
];
/// Attributes of `getset_descriptor`.
pub static COMPUTED_ATTRIBUTES: &[Attribute] = &[
    attribute("__name__", |cx, object| {
        let name = computed(cx, object)?.row.name;
        Ok(cx.intern(name).into())
    }),
    attribute("__qualname__", |cx, object| {
        let computed = computed(cx, object)?;
        let owner = computed.owner.get(cx).qualname.to_string_lossy();
        Ok(cx.str_value(&format!("{owner}.{}", computed.row.name)))
    }),
    attribute("__doc__", |cx, object| {
        let doc = computed(cx, object)?.row.doc;
        Ok(if doc.is_empty() { Value::None } else { cx.str_value(doc) })
    }),
    attribute("__objclass__", |cx, object| Ok(computed(cx, object)?.owner.value())),
];

fn computed(cx: &mut Context, object: &Value) -> PyResult<Obj<Computed>> {
    receiver::<Computed>(cx, object, "__name__", "getset_descriptor")
}

fn computed_repr(cx: &mut Context, this: Obj<Computed>) -> String {
    format!("<attribute '{}' of '{}' objects>", this.row.name, this.owner.name(cx))
}

fn check_instance(cx: &mut Context, this: &Obj<Computed>, instance: &Value) -> PyResult<()> {
    if cx.is_instance(instance, &this.owner) {
        return Ok(());
    }
    let owner = this.owner.name(cx);
    Err(foreign(cx, instance, this.row.name, &owner))
}

fn computed_get(
    cx: &mut Context,
    this: Obj<Computed>,
    instance: Value,
    owner: Option<Value>,
) -> PyResult<Value> {
    if instance.is_none() && !this.owner.is(&cx.types().none) && !this.owner.is(&cx.types().object) {
        if owner.is_none_or(|owner| owner.is_none()) {
            return Err(cx.type_error("__get__(None, None) is invalid"));
        }
        return Ok(this.into());
    }
    check_instance(cx, &this, &instance)?;
    (this.row.get)(cx, &instance)
}

fn computed_set(cx: &mut Context, this: Obj<Computed>, instance: Value, value: Value) -> PyResult<()> {
    check_instance(cx, &this, &instance)?;
    match this.row.set {
        Some(set) => set(cx, &instance, value),
        None => {
            let (name, owner) = (this.row.name, this.owner.name(cx));
            Err(cx.attribute_error(format!("attribute '{name}' of '{owner}' objects is not writable")))
        }
    }
}

fn computed_delete(cx: &mut Context, this: Obj<Computed>, instance: Value) -> PyResult<()> {
    computed_set(cx, this, instance, Value::Empty)
}
