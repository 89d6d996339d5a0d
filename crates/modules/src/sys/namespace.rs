//! `types.SimpleNamespace`: an object with the attributes it was given.

use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::object_methods::DICT_MEMBER;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, Type, TypeSpec, dict, instance};
use vm::protocol::compare::Comparison;
use vm::{Context, PyResult, Value, method, static_method};

/// The payload: everything is in the attributes.
pub struct Namespace;

impl Body for Namespace {
    const NAME: &'static str = "types.SimpleNamespace";
}

/// A namespace with these attributes.
pub fn new_namespace(cx: &mut Context, attributes: Vec<(&str, Value)>) -> Value {
    let class = cx.module_type(&TYPE);
    let made = cx.new_extension_with_attributes(&class, Namespace);
    for (name, value) in attributes {
        let name = cx.intern(name);
        if instance::set_own(cx, made.as_object(), &name, value).is_err() {
            unreachable!("I-9: namespaces have room for attributes");
        }
    }
    made.into()
}

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension_with_attributes(&class, Namespace).into()
}

fn init(
    cx: &mut Context,
    this: Obj<Ext<Namespace>>,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<()> {
    if args.len() > 1 {
        let given = args.len();
        return Err(cx.type_error(format!("SimpleNamespace expected at most 1 argument, got {given}")));
    }
    let mut attributes: Vec<(Obj<Str>, Value)> = Vec::new();
    if let Some(mapping) = args.first() {
        let class = cx.types().dict.value();
        let copy = cx.call(&class, std::slice::from_ref(mapping))?;
        if let Some(copy) = copy.as_ref().and_then(|copy| copy.downcast::<vm::objects::Dict>()) {
            let pairs: Vec<_> = copy.get(cx).table.iter().map(|e| (e.key.clone(), e.value.clone())).collect();
            for (key, value) in pairs {
                match key.as_ref().and_then(|key| key.downcast::<Str>()) {
                    Some(name) => attributes.push((name.clone(), value)),
                    None => return Err(cx.type_error("keywords must be strings")),
                }
            }
        }
    }
    attributes.extend(keywords);
    for (name, value) in attributes {
        let name = cx.intern_obj(&name);
        cx.set_attr(&this.value(), &name, value)?;
    }
    Ok(())
}

fn attributes(cx: &mut Context, this: &Value) -> Vec<(String, Value)> {
    let Some(dict) = this.as_ref().and_then(|object| instance::dict_of(cx, object)) else {
        return Vec::new();
    };
    let table = &dict.get(cx).table;
    let named =
        |key: &Value| key.as_ref().and_then(|key| key.downcast::<Str>()).map(|key| key.to_string_lossy());
    table.iter().filter_map(|entry| Some((named(&entry.key)?, entry.value.clone()))).collect()
}

fn repr(cx: &mut Context, this: Value) -> PyResult<String> {
    let class = cx.type_of(&this);
    let name = if class.is(&cx.module_type(&TYPE)) { "namespace".to_string() } else { class.name(cx) };
    let shown = cx.guarded_repr(&this, |cx| {
        let mut parts = Vec::new();
        for (name, value) in attributes(cx, &this) {
            parts.push(format!("{name}={}", cx.repr_text(&value)?));
        }
        Ok(parts.join(", "))
    })?;
    Ok(format!("{name}({})", shown.as_deref().unwrap_or("...")))
}

/// Namespaces compare as their dicts do.
fn compare(cx: &mut Context, op: Comparison, this: Value, other: Value) -> PyResult<Value> {
    let class = cx.module_type(&TYPE);
    if !cx.is_instance(&other, &class) {
        return Ok(cx.not_implemented());
    }
    let (a, b) = (dict_of(cx, &this), dict_of(cx, &other));
    cx.compare(op, &a, &b)
}

fn reduce(cx: &mut Context, this: Value) -> Value {
    let (class, empty, attributes) =
        (cx.type_of(&this).value(), cx.tuple_value(Vec::new()), dict_of(cx, &this));
    cx.tuple_value(vec![class, empty, attributes])
}

fn dict_of(cx: &mut Context, this: &Value) -> Value {
    this.as_ref().and_then(|object| instance::dict_of(cx, object)).map_or(Value::None, Value::from)
}

fn replace(cx: &mut Context, this: Value, Keywords(keywords): Keywords) -> PyResult<Value> {
    let class = cx.type_of(&this);
    let made = cx.call(&class.value(), &[])?;
    if let Some(old) = this.as_ref().and_then(|object| instance::dict_of(cx, object))
        && let Some(new) = made.as_ref().and_then(|object| instance::dict_of(cx, object))
    {
        let pairs: Vec<_> = old.get(cx).table.iter().map(|e| (e.key.clone(), e.value.clone())).collect();
        for (key, value) in pairs {
            dict::set(cx, &new, key, value)?;
        }
    }
    for (name, value) in keywords {
        let name = cx.intern_obj(&name);
        cx.set_attr(&made, &name, value)?;
    }
    Ok(made)
}

static COMPARISONS: &[Row] = &vm::comparisons!(Value, compare);
static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__reduce__", "($self, /)", "Return state information for pickling", reduce),
    method!("__replace__", "($self, /, **changes)", "A copy with some attributes changed.", replace),
];

static ATTRIBUTES: &[Attribute] = &[DICT_MEMBER];

/// `types.SimpleNamespace`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "A simple attribute-based namespace.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS, COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("types.SimpleNamespace", Kind::Extension)
};
