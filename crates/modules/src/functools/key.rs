//! `cmp_to_key`: objects that compare as a comparison function says.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Args, Attribute, Binding, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, TypeSpec};
use vm::protocol::compare::Comparison;
use vm::{Context, PyResult, Value};

/// A key, or (without an object) what makes keys of objects.
struct Key {
    compare: Value,
    /// Empty for what makes keys.
    object: Value,
}

impl Body for Key {
    const NAME: &'static str = "functools.KeyWrapper";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.compare);
        visit(&self.object);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.compare.take(), self.object.take()]);
    }
}

type This = Obj<Ext<Key>>;

/// `cmp_to_key(mycmp)`
pub fn cmp_to_key(cx: &mut Context, mycmp: Value) -> Value {
    new_key(cx, mycmp, Value::Empty)
}

fn new_key(cx: &mut Context, compare: Value, object: Value) -> Value {
    let class = cx.module_type(&KEY_TYPE);
    cx.new_extension(&class, Key { compare, object }).into()
}

fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Key>>()) {
        Some(key) => Ok(key.clone()),
        None => Err(cx.type_error("other argument must be K instance")),
    }
}

/// Makes a key: one argument, by position or as `obj`.
fn call(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let this = of(cx, &args.values[0])?;
    let given = args.values.len() - 1;
    if given == 0 {
        return Err(cx.type_error("K() missing required argument 'obj' (pos 1)"));
    }
    if given > 1 {
        return Err(cx.type_error(format!("K() takes at most 1 argument ({given} given)")));
    }
    if let Some(name) = args.names.as_ref().and_then(|names| names.items().first())
        && name
            .as_ref()
            .and_then(|name| name.downcast::<Str>())
            .is_none_or(|name| name.as_str() != Some("obj"))
    {
        let name = cx.str_text(&name.clone())?;
        return Err(cx.type_error(format!("K() got an unexpected keyword argument '{name}'")));
    }
    let compare = this.get(cx).compare.clone();
    let object = args.values[1].take();
    Ok(new_key(cx, compare, object))
}

fn compare(cx: &mut Context, op: Comparison, this: This, other: Value) -> PyResult<Value> {
    let other = of(cx, &other)?;
    let (function, x, y) =
        (this.get(cx).compare.clone(), this.get(cx).object.clone(), other.get(cx).object.clone());
    if x.is_empty() || y.is_empty() {
        return Err(cx.error(ExceptionKind::AttributeError, "object"));
    }
    let order = cx.call(&function, &[x, y])?;
    cx.compare(op, &order, &Value::Int(0))
}

static COMPARISONS: &[Row] = &vm::comparisons!(This, compare);

static METHODS: &[Row] = &[Row {
    name: "__call__",
    signature: "($self, /, *args, **kwargs)",
    doc: "Call self as a function.",
    binding: Binding::Method,
    call,
}];

fn get_object(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(of(cx, this)?.get(cx).object.clone().or_none())
}

fn set_object(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = of(cx, this)?;
    let old = std::mem::replace(&mut this.get_mut(cx).object, value);
    drop(old);
    Ok(())
}

static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "obj",
    doc: "Value wrapped by a key function.",
    get: get_object,
    set: Some(set_object),
}];

static KEY_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[METHODS, COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("functools.KeyWrapper", Kind::Extension)
};
