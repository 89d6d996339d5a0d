//! `typing.Union`: the union of types that `int | str` makes.

use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::native::{Attribute, Row};
use crate::objects::exception::ExceptionKind;
use crate::objects::{Kind, Tuple, Type, TypeSpec, object_methods};
use crate::{Context, PyResult, Value, class_method, method};

/// A union of types.
pub struct Union {
    /// The members, each once, in the order given.
    pub members: Obj<Tuple>,
}

impl Payload for Union {
    const KIND: Kind = Kind::Union;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.members.value());
    }
}

// SAFETY: unions do not change.
unsafe impl Frozen for Union {}

static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__or__", "($self, value, /)", "Return self|value.", or),
    method!("__ror__", "($self, value, /)", "Return value|self.", ror),
    method!(
        "__instancecheck__",
        "($self, instance, /)",
        "Whether an object is an instance of a member.",
        instance_check
    ),
    method!(
        "__subclasscheck__",
        "($self, class, /)",
        "Whether a class is a subclass of a member.",
        subclass_check
    ),
    method!("__mro_entries__", "($self, bases, /)", "Unions cannot be subclassed.", mro_entries),
    class_method!(
        "__class_getitem__",
        "($cls, item, /)",
        "The union of the types in the brackets.",
        class_getitem
    ),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__args__", doc: "", get: get_args, set: None },
    Attribute { name: "__parameters__", doc: "", get: get_parameters, set: None },
    Attribute { name: "__origin__", doc: "", get: get_origin, set: None },
    Attribute { name: "__name__", doc: "", get: get_name, set: None },
    Attribute { name: "__qualname__", doc: "", get: get_name, set: None },
];

/// Whether `|` makes a union of a value with a class.
fn can_join(value: &Value) -> bool {
    match value {
        Value::None => true,
        Value::Ref(object) => matches!(object.kind(), Kind::Type | Kind::Union | Kind::GenericAlias),
        _ => false,
    }
}

/// `a | b` for types; `NotImplemented` when one of them is no type.
pub fn join(cx: &mut Context, a: &Value, b: &Value) -> PyResult<Value> {
    if !can_join(a) || !can_join(b) {
        return Ok(cx.not_implemented());
    }
    union_of(cx, &[a.clone(), b.clone()])
}

fn union_of(cx: &mut Context, given: &[Value]) -> PyResult<Value> {
    let mut members: Vec<Value> = Vec::new();
    for value in given {
        let parts = match value.as_ref().and_then(|object| object.downcast::<Union>()) {
            Some(union) => union.members.items().to_vec(),
            None if value.is_none() => vec![cx.types().none.value()],
            None => vec![value.clone()],
        };
        for part in parts {
            let mut known = false;
            for member in &members {
                known = known || cx.equal(member, &part)?;
            }
            if !known {
                members.push(part);
            }
        }
    }
    if members.len() == 1 {
        return Ok(members.remove(0));
    }
    let members = cx.new_tuple(members);
    let shape = cx.types().union.clone().root_shape(cx);
    Ok(cx.heap().alloc(shape, Union { members }).into())
}

fn class_getitem(cx: &mut Context, _class: Value, item: Value) -> PyResult<Value> {
    match object_methods::tuple_items(&item).cloned() {
        Some(items) if items.items().is_empty() => Err(cx.type_error("Cannot take a Union of no types.")),
        Some(items) => union_of(cx, items.items()),
        None => union_of(cx, &[item]),
    }
}

fn repr(cx: &mut Context, this: Obj<Union>) -> PyResult<String> {
    let mut shown = Vec::new();
    for member in this.members.items() {
        shown.push(match member.as_ref().and_then(|object| object.downcast::<Type>()) {
            Some(class) if class.is(&cx.types().none) => "None".to_string(),
            Some(class) => cx.qualified_name(class),
            None => cx.repr_text(member)?,
        });
    }
    Ok(shown.join(" | "))
}

fn hash(cx: &mut Context, this: Obj<Union>) -> PyResult<Value> {
    // The order of the members does not count.
    let mut all = 0u64;
    for member in this.members.items() {
        all ^= cx.hash(member)?.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    Ok(Value::Int(all as i64))
}

fn eq(cx: &mut Context, this: Obj<Union>, other: Value) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|object| object.downcast::<Union>()).cloned() else {
        return Ok(cx.not_implemented());
    };
    if this.members.items().len() != other.members.items().len() {
        return Ok(Value::FALSE);
    }
    for member in this.members.items() {
        if !cx.contains(&other.members.value(), member)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn or(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    join(cx, &this, &other)
}

fn ror(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    join(cx, &other, &this)
}

fn instance_check(cx: &mut Context, this: Obj<Union>, instance: Value) -> PyResult<bool> {
    cx.isinstance(&instance, &this.members.value())
}

fn subclass_check(cx: &mut Context, this: Obj<Union>, class: Value) -> PyResult<bool> {
    if !class.as_ref().is_some_and(|object| object.kind() == Kind::Type) {
        return Err(cx.type_error("issubclass() arg 1 must be a class"));
    }
    cx.issubclass(&class, &this.members.value())
}

fn mro_entries(cx: &mut Context, this: Obj<Union>, _bases: Value) -> PyResult<Value> {
    let shown = cx.repr_text(&this.value())?;
    Err(cx.error(ExceptionKind::TypeError, format!("Cannot subclass {shown}")))
}

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Union>> {
    super::native_methods::receiver::<Union>(cx, object, name, "typing.Union")
}

fn get_args(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__args__")?.members.value())
}

fn get_parameters(cx: &mut Context, object: &Value) -> PyResult<Value> {
    this(cx, object, "__parameters__")?;
    Ok(cx.interp_ref().singletons.empty_tuple.value())
}

fn get_origin(cx: &mut Context, object: &Value) -> PyResult<Value> {
    this(cx, object, "__origin__")?;
    Ok(cx.types().union.value())
}

fn get_name(cx: &mut Context, object: &Value) -> PyResult<Value> {
    this(cx, object, "__name__")?;
    Ok(cx.str_value("Union"))
}

/// `typing.Union`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Represent a union type\n\nE.g. for int | str",
    flags: super::type_::TypeFlags::NO_NEW | super::type_::TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("typing.Union", Kind::Union)
};
