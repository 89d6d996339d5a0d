//! `Token`: what undoes a `ContextVar.set()`, once.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, generic, method, static_method};

use super::context::{self, This as ContextObject};
use super::variable::Variable;

/// A token.
pub struct Payload {
    context: ContextObject,
    variable: Variable,
    /// What the variable was, if it had a value.
    old: Option<Value>,
    is_used: bool,
}

impl Body for Payload {
    const NAME: &'static str = "_contextvars.Token";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.context.value());
        visit(&self.variable.value());
        self.old.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.old.take());
    }
}

type This = Obj<Ext<Payload>>;

/// A token for a variable that was just set in a context.
pub fn new_token(cx: &mut Context, context: ContextObject, variable: Variable, old: Option<Value>) -> Value {
    let class = cx.module_type(&TOKEN);
    cx.new_extension(&class, Payload { context, variable, old, is_used: false }).into()
}

/// `Token.MISSING`: what stands for no value.
struct Missing;

impl Body for Missing {
    const NAME: &'static str = "Token.MISSING";
}

/// The one object of that kind.
#[derive(Default)]
struct TheMissing(std::cell::RefCell<Option<Value>>);

/// `Token.MISSING`
pub fn missing(cx: &mut Context) -> Value {
    let known = cx.interp_ref().extension::<TheMissing>();
    if let Some(missing) = known.0.borrow().as_ref() {
        return missing.clone();
    }
    let class = cx.module_type(&MISSING);
    let name = cx.intern("Token.MISSING");
    // Its name has a dot in it and no module before.
    let class_payload = class.get_mut(cx);
    class_payload.name = name.clone();
    class_payload.qualname = name;
    let builtins = cx.intern("builtins").value();
    let module = cx.intern("__module__");
    class.set_own(cx, &module, builtins);
    let made: Value = cx.new_extension(&class, Missing).into();
    *known.0.borrow_mut() = Some(made.clone());
    made
}

/// Undoes what the token stands for.
pub fn reset(cx: &mut Context, variable: &Variable, token: &This) -> PyResult<()> {
    let payload = token.get(cx);
    let (context, old) = (payload.context.clone(), payload.old.clone());
    let (is_used, is_other) = (payload.is_used, !payload.variable.is(variable));
    let shown = cx.repr_text(&token.value())?;
    if is_used {
        return Err(cx.runtime_error(format!("{shown} has already been used once")));
    }
    if is_other {
        return Err(cx.value_error(format!("{shown} was created by a different ContextVar")));
    }
    if !context::current(cx).is(&context) {
        return Err(cx.value_error(format!("{shown} was created in a different Context")));
    }
    token.get_mut(cx).is_used = true;
    let gone = context::replace(cx, &context, variable, old);
    drop(gone);
    Ok(())
}

fn new(cx: &mut Context, _class: Value, _: vm::native::Rest, _: vm::native::Keywords) -> PyResult<Value> {
    Err(cx.runtime_error("Tokens can only be created by ContextVars"))
}

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    let payload = this.get(cx);
    let (variable, used) = (payload.variable.value(), if payload.is_used { " used" } else { "" });
    let variable = cx.repr_text(&variable)?;
    Ok(format!("<Token{used} var={variable} at {:#x}>", this.address()))
}

fn enter(_: &mut Context, this: This) -> Value {
    this.into()
}

fn exit(cx: &mut Context, this: This, _kind: Value, _value: Value, _traceback: Value) -> PyResult<()> {
    let variable = this.get(cx).variable.clone();
    reset(cx, &variable, &this)
}

fn of_value(cx: &mut Context, this: &Value) -> PyResult<This> {
    match this.as_ref().and_then(|this| this.downcast::<Ext<Payload>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("a '_contextvars.Token' object is required")),
    }
}

fn variable(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(of_value(cx, this)?.get(cx).variable.value())
}

fn old_value(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let old = of_value(cx, this)?.get(cx).old.clone();
    Ok(old.unwrap_or_else(|| missing(cx)))
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__enter__", "($self, /)", "Enter into Token context manager.", enter),
    method!(
        "__exit__",
        "($self, type, value, traceback, /)",
        "Exit from Token context manager, restore the linked ContextVar.",
        exit
    ),
    generic!("See PEP 585"),
];

/// `_contextvars.Token`.
pub static TOKEN: TypeSpec = TypeSpec {
    methods: &[METHODS],
    attributes: &[
        Attribute { name: "var", doc: "", get: variable, set: None },
        Attribute { name: "old_value", doc: "", get: old_value, set: None },
    ],
    ..TypeSpec::new("_contextvars.Token", Kind::Extension)
};

static MISSING: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[&[method!("__repr__", "($self, /)", "Return repr(self).", |_: &mut Context, _: Value| {
        "<Token.MISSING>"
    })]],
    ..TypeSpec::new("Token_MISSING", Kind::Extension)
};
