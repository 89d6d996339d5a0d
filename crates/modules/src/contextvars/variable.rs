//! `ContextVar`: a variable.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::unexpected_keyword;
use vm::objects::function_methods::readonly;
use vm::objects::{Kind, Str, TypeSpec};
use vm::{Context, PyResult, Value, generic, method, static_method};

use super::{context, token};

/// A variable. Its value is the context's affair.
pub struct Payload {
    name: Obj<Str>,
    default: Option<Value>,
}

impl Body for Payload {
    const NAME: &'static str = "_contextvars.ContextVar";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.default.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.default.take());
    }
}

/// A variable as an object.
pub type Variable = Obj<Ext<Payload>>;

fn new(cx: &mut Context, _class: Value, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<Value> {
    let mut default = None;
    let given = args.len() + keywords.len();
    if given > 2 {
        return Err(cx.type_error(format!("ContextVar() takes at most 2 arguments ({given} given)")));
    }
    if args.is_empty() {
        return Err(cx.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
    }
    if args.len() > 1 {
        let given = args.len();
        return Err(
            cx.type_error(format!("ContextVar() takes at most 1 positional argument ({given} given)"))
        );
    }
    for (name, value) in keywords {
        if name.as_str() != Some("default") {
            let name = name.to_string_lossy();
            return Err(unexpected_keyword(cx, "ContextVar", &name, &["default"]));
        }
        default = Some(value);
    }
    let Some(name) = args[0].as_ref().and_then(|name| name.downcast::<Str>()).cloned() else {
        return Err(cx.type_error("context variable name must be a str"));
    };
    // As names of attributes are, it is hashed; a class of its own may refuse that.
    cx.hash(&args[0])?;
    let class = cx.module_type(&CONTEXT_VAR);
    Ok(cx.new_extension(&class, Payload { name, default }).into())
}

fn get(cx: &mut Context, this: Variable, default: Option<Value>) -> PyResult<Value> {
    let current = context::current(cx);
    if let Some(value) = context::value_in(cx, &current, &this) {
        return Ok(value);
    }
    match default.or_else(|| this.get(cx).default.clone()) {
        Some(value) => Ok(value),
        None => Err(cx.error_with(ExceptionKind::LookupError, vec![this.into()])),
    }
}

fn set(cx: &mut Context, this: Variable, value: Value) -> Value {
    let current = context::current(cx);
    let old = context::replace(cx, &current, &this, Some(value));
    token::new_token(cx, current, this, old)
}

fn reset(cx: &mut Context, this: Variable, token: Value) -> PyResult<()> {
    match token.as_ref().and_then(|token| token.downcast::<Ext<token::Payload>>()).cloned() {
        Some(token) => token::reset(cx, &this, &token),
        None => {
            let got = cx.repr_text(&token)?;
            Err(cx.type_error(format!("expected an instance of Token, got {got}")))
        }
    }
}

fn repr(cx: &mut Context, this: Variable) -> PyResult<String> {
    let payload = this.get(cx);
    let (name, default) = (payload.name.value(), payload.default.clone());
    let name = cx.repr_text(&name)?;
    let default = match default {
        Some(default) => format!(" default={}", cx.repr_text(&default)?),
        None => String::new(),
    };
    Ok(format!("<ContextVar name={name}{default} at {:#x}>", this.address()))
}

fn name(cx: &mut Context, this: &Value) -> PyResult<Value> {
    match this.as_ref().and_then(|this| this.downcast::<Ext<Payload>>()) {
        Some(this) => Ok(this.get(cx).name.value()),
        None => Err(cx.type_error("descriptor 'name' requires a '_contextvars.ContextVar' object")),
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "get",
        "($self, default=<unrepresentable>, /)",
        "The variable's value in the present context; the default given here, or else that of the variable, if it has\nnone there, and a LookupError without any.",
        get
    ),
    method!(
        "set",
        "($self, value, /)",
        "Give the variable a value in the present context. Returns a token for reset().",
        set
    ),
    method!("reset", "($self, token, /)", "Give the variable back the value it had before a set().", reset),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    generic!("ContextVars are generic over the type of their contained values"),
];

/// `_contextvars.ContextVar`.
pub static CONTEXT_VAR: TypeSpec = TypeSpec {
    methods: &[METHODS],
    attributes: &[Attribute { name: "name", doc: "", get: name, set: Some(readonly) }],
    ..TypeSpec::new("_contextvars.ContextVar", Kind::Extension)
};
