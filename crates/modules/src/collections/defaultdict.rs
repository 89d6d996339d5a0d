//! `defaultdict`: a dict that makes values for missing keys. It has the dict's payload; the factory is in a
//! slot behind it.

use vm::heap::Obj;
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::display::Display;
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, TypeSpec, dict, instance};
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value, generic, method};

/// The slot of the factory.
const FACTORY: usize = 0;

fn factory(cx: &Context, this: &Obj<Dict>) -> Value {
    instance::slot(cx, this.as_object(), FACTORY).clone().or_none()
}

fn set_factory(cx: &mut Context, this: &Obj<Dict>, factory: Value) {
    let old = instance::set_slot(cx, this.as_object(), FACTORY, factory);
    drop(old);
}

fn init(cx: &mut Context, this: Obj<Dict>, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<()> {
    let mut args = args;
    let factory = if args.is_empty() { Value::None } else { args.remove(0) };
    if !factory.is_none() && !cx.is_callable(&factory) {
        return Err(cx.type_error("first argument must be callable or None"));
    }
    set_factory(cx, &this, factory);
    let class = cx.types().dict.clone();
    let Some(fill) = class.special(cx, |names| &names.__init__) else { return Ok(()) };
    args.insert(0, this.into());
    cx.call_with_keywords(&fill, &args, &keywords).map(drop)
}

fn missing(cx: &mut Context, this: Obj<Dict>, key: Value) -> PyResult<Value> {
    let factory = factory(cx, &this);
    if factory.is_none() {
        return Err(cx.key_error(key));
    }
    let value = cx.call(&factory, &[])?;
    cx.set_item(&this.value(), key, value.clone())?;
    Ok(value)
}

fn repr(cx: &mut Context, this: Obj<Dict>) -> PyResult<Value> {
    let dict_type = cx.types().dict.clone();
    let items = match dict_type.special(cx, |names| &names.__repr__) {
        Some(show) => cx.call(&show, &[this.value()])?,
        None => Value::None,
    };
    let items = cx.str(&items)?;
    let factory = factory(cx, &this);
    let class = cx.type_of(&this.value()).get(cx).name.to_string_lossy();
    let mut display = Display::of(&format!("{class}("));
    // A factory may show the dict it belongs to.
    let shown = match factory.as_ref() {
        Some(_) => cx.guarded_repr(&factory, |cx| cx.repr(&factory))?,
        None => Some(cx.repr(&factory)?),
    };
    match shown {
        Some(text) => display.text(&text.to_string_lossy()),
        None => display.text("..."),
    }
    display.text(", ");
    display.text(&items.to_string_lossy());
    display.text(")");
    Ok(display.finish(cx).into())
}

/// `type(self)(factory, self)`
fn copy(cx: &mut Context, this: Obj<Dict>) -> PyResult<Value> {
    let factory = factory(cx, &this);
    let class = cx.type_of(&this.value()).value();
    cx.call(&class, &[factory, this.into()])
}

fn reduce(cx: &mut Context, this: Obj<Dict>) -> PyResult<Value> {
    let class = cx.type_of(&this.value()).into();
    let factory = factory(cx, &this);
    let args = if factory.is_none() { Vec::new() } else { vec![factory] };
    let args = cx.tuple_value(args);
    let items = cx.call_method_named(&this.value(), "items", &[])?;
    let items = cx.iter(&items)?;
    Ok(cx.tuple_value(vec![class, args, Value::None, Value::None, items]))
}

fn as_dict(value: &Value) -> Option<&Obj<Dict>> {
    value.as_ref().and_then(|object| object.downcast::<Dict>())
}

fn or(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    merged(cx, &this, &this, &other)
}

fn reflected_or(cx: &mut Context, this: Value, other: Value) -> PyResult<Value> {
    merged(cx, &this, &other, &this)
}

/// The entries of two dicts in one with the factory of `this`.
fn merged(cx: &mut Context, this: &Value, first: &Value, second: &Value) -> PyResult<Value> {
    let (Some(own), Some(_), Some(_)) = (as_dict(this), as_dict(first), as_dict(second)) else {
        return Ok(cx.not_implemented());
    };
    let factory = factory(cx, own);
    let class = cx.type_of(this).value();
    let made = cx.call(&class, &[factory, first.clone()])?;
    match as_dict(&made) {
        Some(target) => {
            let target = target.value();
            cx.call_method_named(&target, "update", std::slice::from_ref(second))?;
            Ok(made)
        }
        None => cx.binary(Binary::Or, &made, second),
    }
}

static METHODS: &[Row] = &[
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__or__", "($self, value, /)", "Return self|value.", or),
    method!("__ror__", "($self, value, /)", "Return value|self.", reflected_or),
    method!(
        "__missing__",
        "($self, object, /)",
        "The value for a key that is missing: made by the factory, and put into the dict.",
        missing
    ),
    method!("copy", "($self, /)", "A shallow copy.", copy),
    method!("__copy__", "($self, /)", "A shallow copy.", copy),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    generic!("See PEP 585"),
];

fn of(cx: &mut Context, value: &Value) -> PyResult<Obj<Dict>> {
    match as_dict(value) {
        Some(this) => Ok(this.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!(
                "descriptor 'default_factory' for 'collections.defaultdict' objects doesn't apply to a '{name}' object"
            )))
        }
    }
}

static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "default_factory",
    doc: "Called for the value of a missing key.",
    get: |cx, value| of(cx, value).map(|this| factory(cx, &this)),
    set: Some(|cx, value, factory| {
        let this = of(cx, value)?;
        set_factory(cx, &this, factory);
        Ok(())
    }),
}];

/// `defaultdict`.
pub static DEFAULT_DICT: TypeSpec = TypeSpec {
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA dict that calls its factory for the value of a missing key. Further arguments are\nthose of dict.",
    base: Some(&dict::TYPE),
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    hidden_slots: 1,
    ..TypeSpec::new("collections.defaultdict", Kind::Dict)
};
