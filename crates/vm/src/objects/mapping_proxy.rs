//! `mappingproxy`: a read-only view of a mapping; what `__dict__` of a class is.

use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::native::Row;
use crate::objects::{Kind, Str, TypeSpec, object_methods};
use crate::protocol::compare::Comparison;
use crate::protocol::number::Binary;
use crate::{Context, PyResult, Value, method, static_method};

/// A read-only view.
pub struct MappingProxy {
    /// What is shown.
    pub mapping: Value,
}

impl Payload for MappingProxy {
    const KIND: Kind = Kind::MappingProxy;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.mapping);
    }
}

// SAFETY: a view always shows the same mapping.
unsafe impl Frozen for MappingProxy {}

impl Context {
    /// A read-only view of a mapping.
    pub fn new_mapping_proxy(&mut self, mapping: Value) -> Obj<MappingProxy> {
        let shape = self.types().mapping_proxy.clone().root_shape(self);
        self.heap().alloc(shape, MappingProxy { mapping })
    }
}

type This = Obj<MappingProxy>;

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, mapping)", "Create a read-only view of a mapping.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", str),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!(
        "__eq__",
        "($self, value, /)",
        "Return self==value.",
        |cx: &mut Context, this: This, other: Value| compare(cx, Comparison::Equal, this, other)
    ),
    method!(
        "__ne__",
        "($self, value, /)",
        "Return self!=value.",
        |cx: &mut Context, this: This, other: Value| compare(cx, Comparison::NotEqual, this, other)
    ),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__reversed__", "($self, /)", "D.__reversed__() -> reverse iterator", reversed),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__or__", "($self, value, /)", "Return self|value.", or),
    method!("__ror__", "($self, value, /)", "Return value|self.", ror),
    method!("__ior__", "($self, value, /)", "Return self|=value.", ior),
    method!("get", "($self, key, default=None, /)", "The value of a key, or the default.", get),
    method!("keys", "($self, /)", "A view of the keys.", keys),
    method!("values", "($self, /)", "A view of the values.", values),
    method!("items", "($self, /)", "A view of the pairs.", items),
    method!("copy", "($self, /)", "A shallow copy of the mapping.", copy),
];

fn new(cx: &mut Context, class: Value, mapping: Value) -> PyResult<This> {
    object_methods::class_for_new(cx, &class, "mappingproxy", Kind::MappingProxy)?;
    let of = cx.type_of(&mapping);
    let sequence = mapping.as_ref().is_some_and(|object| matches!(object.kind(), Kind::List | Kind::Tuple));
    if sequence || of.special(cx, |names| &names.__getitem__).is_none() {
        let got = of.name(cx);
        return Err(cx.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
    }
    Ok(cx.new_mapping_proxy(mapping))
}

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    let shown = cx.repr_text(&this.mapping)?;
    Ok(format!("mappingproxy({shown})"))
}

fn str(cx: &mut Context, this: This) -> PyResult<Obj<Str>> {
    cx.str(&this.mapping)
}

fn hash(cx: &mut Context, this: This) -> PyResult<Value> {
    Ok(Value::Int(cx.hash(&this.mapping)? as i64))
}

/// The mapping behind a view, or the value itself.
fn unwrapped(value: &Value) -> Value {
    match value.as_ref().and_then(|object| object.downcast::<MappingProxy>()) {
        Some(view) => view.mapping.clone(),
        None => value.clone(),
    }
}

fn compare(cx: &mut Context, op: Comparison, this: This, other: Value) -> PyResult<Value> {
    cx.compare(op, &this.mapping, &unwrapped(&other))
}

fn len(cx: &mut Context, this: This) -> PyResult<usize> {
    cx.len(&this.mapping)
}

fn iter(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.iter(&this.mapping)
}

fn reversed(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "__reversed__", &[])
}

fn get_item(cx: &mut Context, this: This, key: Value) -> PyResult<Value> {
    cx.get_item(&this.mapping, &key)
}

fn contains(cx: &mut Context, this: This, key: Value) -> PyResult<bool> {
    cx.contains(&this.mapping, &key)
}

fn or(cx: &mut Context, this: This, other: Value) -> PyResult<Value> {
    cx.binary(Binary::Or, &this.mapping, &unwrapped(&other))
}

fn ror(cx: &mut Context, this: This, other: Value) -> PyResult<Value> {
    cx.binary(Binary::Or, &unwrapped(&other), &this.mapping)
}

fn ior(cx: &mut Context, _this: This, _other: Value) -> PyResult<Value> {
    Err(cx.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
}

fn get(cx: &mut Context, this: This, key: Value, default: Option<Value>) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "get", &[key, default.unwrap_or(Value::None)])
}

fn keys(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "keys", &[])
}

fn values(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "values", &[])
}

fn items(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "items", &[])
}

fn copy(cx: &mut Context, this: This) -> PyResult<Value> {
    cx.call_method_named(&this.mapping, "copy", &[])
}

/// `mappingproxy`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Read-only proxy of a mapping.",
    methods: &[METHODS],
    ..TypeSpec::new("mappingproxy", Kind::MappingProxy)
};
