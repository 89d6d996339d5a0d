//! `weakref.ReferenceType`: methods. Proxies are in [`super::weakref_proxy`].

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::weakref::WeakRef;
use crate::objects::{Kind, Type, TypeSpec, object_methods};
use crate::{Context, PyResult, Raised, Ref, Value, class_method, method, static_method};

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__call__", "($self, /)", "Call self as a function.", call),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__ne__", "($self, value, /)", "Return self!=value.", ne),
    class_method!(
        "__class_getitem__",
        "($cls, object, /)",
        "Parameterised references are the class itself at run time.",
        class_getitem
    ),
];

static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "__callback__", doc: "", get: get_callback, set: None }];

/// Checks that an object can be weakly referenced.
pub fn target_of(cx: &mut Context, value: &Value) -> PyResult<Ref> {
    match value.as_ref() {
        Some(object) if cx.type_ref(value).has_flags(cx, TypeFlags::HAS_WEAKREF) => Ok(object.clone()),
        _ => Err(cannot_refer(cx, value)),
    }
}

#[cold]
fn cannot_refer(cx: &mut Context, value: &Value) -> Raised {
    let name = cx.type_name(value);
    cx.type_error(format!("cannot create weak reference to '{name}' object"))
}

/// The reference of exactly this class and without callback that exists already.
pub fn existing(cx: &Context, target: &Ref, class: &Obj<Type>) -> Option<Obj<WeakRef>> {
    cx.heap().weak_references(target).into_iter().find_map(|reference| {
        let plain = reference.header().shape().class().is(class);
        let reference = reference.try_downcast::<WeakRef>().ok()?;
        (plain && reference.get(cx).callback.is_empty()).then_some(reference)
    })
}

fn new(cx: &mut Context, class: Value, args: Rest, keywords: Keywords) -> PyResult<Obj<WeakRef>> {
    let class = object_methods::class_for_new(cx, &class, "weakref.ReferenceType", Kind::WeakRef)?;
    let exact = class.is(&cx.types().weakref);
    if exact && !keywords.0.is_empty() {
        return Err(cx.type_error("ref() takes no keyword arguments"));
    }
    let mut args = args.0.into_iter();
    let given = args.len();
    let Some(target) = args.next() else {
        return Err(cx.type_error("__new__ expected at least 1 argument, got 0"));
    };
    if given > 2 {
        return Err(cx.type_error(format!("__new__ expected at most 2 arguments, got {given}")));
    }
    let callback = args.next().filter(|callback| !callback.is_none()).unwrap_or_default();
    let target = target_of(cx, &target)?;
    if exact
        && callback.is_empty()
        && let Some(known) = existing(cx, &target, &class)
    {
        return Ok(known);
    }
    Ok(cx.new_weakref(&class, &target, callback))
}

fn init(cx: &mut Context, this: Obj<WeakRef>, args: Rest, keywords: Keywords) -> PyResult<()> {
    let given = args.0.len();
    if !keywords.0.is_empty() && cx.type_of(&this.value()).is(&cx.types().weakref) {
        return Err(cx.type_error("ref() takes no keyword arguments"));
    }
    match given {
        0 => Err(cx.type_error("__init__ expected at least 1 argument, got 0")),
        1 | 2 => Ok(()),
        _ => Err(cx.type_error(format!("__init__ expected at most 2 arguments, got {given}"))),
    }
}

/// How a reference is shown: its kind, and what it refers to.
pub fn shown(cx: &mut Context, this: &Obj<WeakRef>, what: &str) -> PyResult<String> {
    let address = this.address();
    let Some(target) = this.target(cx) else { return Ok(format!("<{what} at {address:#x}; dead>")) };
    let target = Value::Ref(target);
    let kind = cx.type_name(&target);
    let at = target.as_ref().map_or(0, |object| object.address());
    Ok(format!("<{what} at {address:#x}; to '{kind}' at {at:#x}>"))
}

fn repr(cx: &mut Context, this: Obj<WeakRef>) -> PyResult<String> {
    let text = shown(cx, &this, "weakref")?;
    let Some(target) = this.target(cx) else { return Ok(text) };
    let name = cx.names().__name__.clone();
    let name = cx.attr_or_absent(&Value::Ref(target), &name)?;
    match name.as_ref().and_then(Value::as_ref).and_then(|object| object.downcast::<super::Str>()) {
        Some(name) => Ok(format!("{} ({})>", &text[..text.len() - 1], name.to_string_lossy())),
        None => Ok(text),
    }
}

fn hash(cx: &mut Context, this: Obj<WeakRef>) -> PyResult<Value> {
    if let Some(known) = this.get(cx).hash {
        return Ok(Value::Int(known as i64));
    }
    let Some(target) = this.target(cx) else { return Err(cx.type_error("weak object has gone away")) };
    let hash = cx.hash(&Value::Ref(target))?;
    this.get_mut(cx).hash = Some(hash);
    Ok(Value::Int(hash as i64))
}

fn call(cx: &mut Context, this: Obj<WeakRef>) -> Value {
    this.target(cx).map_or(Value::None, Value::Ref)
}

fn eq(cx: &mut Context, this: Obj<WeakRef>, other: Value) -> PyResult<Value> {
    let other = other.as_ref().and_then(|object| object.downcast::<WeakRef>()).cloned();
    let Some(other) = other else { return Ok(cx.not_implemented()) };
    match (this.target(cx), other.target(cx)) {
        (Some(a), Some(b)) => {
            let (a, b) = (Value::Ref(a), Value::Ref(b));
            Ok(Value::bool(cx.equal(&a, &b)?))
        }
        _ => Ok(Value::bool(this.is(&other))),
    }
}

fn ne(cx: &mut Context, this: Obj<WeakRef>, other: Value) -> PyResult<Value> {
    let equal = eq(cx, this, other)?;
    if equal.is_not_implemented() {
        return Ok(equal);
    }
    Ok(Value::bool(!cx.truth(&equal)?))
}

fn class_getitem(_: &mut Context, class: Value, _item: Value) -> Value {
    class
}

fn get_callback(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let this =
        super::native_methods::receiver::<WeakRef>(cx, object, "__callback__", "weakref.ReferenceType")?;
    Ok(this.get(cx).callback.clone().or_none())
}

/// `weakref.ReferenceType`.
pub static TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("weakref.ReferenceType", Kind::WeakRef)
};
