//! `Context`: which variables have which values, and which context each thread is in.

use std::any::TypeId;

use vm::heap::{Body, Ext, NextFn, Obj, Ref, Visitor};
use vm::native::{Keywords, Rest, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::variable::{self, Variable};

/// The variables of a context, sorted by their addresses. Never changed while more than one object refers to it.
#[derive(Default)]
struct Vars(Vec<(Variable, Value)>);

impl Body for Vars {
    const NAME: &'static str = "variables of a context";

    fn trace(&self, visit: &mut Visitor<'_>) {
        for (variable, value) in &self.0 {
            visit(&variable.value());
            visit(value);
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        for (variable, value) in self.0.drain(..) {
            out.extend([variable.into(), value]);
        }
    }
}

type SharedVars = Obj<Ext<Vars>>;

fn new_vars(cx: &mut Context, vars: Vars) -> SharedVars {
    let class = cx.module_type(&VARS);
    cx.new_extension(&class, vars)
}

/// A context.
pub struct Payload {
    vars: SharedVars,
    is_entered: bool,
}

impl Body for Payload {
    const NAME: &'static str = "_contextvars.Context";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.vars.value());
    }
}

/// A context as an object.
pub type This = Obj<Ext<Payload>>;

fn new_context(cx: &mut Context, vars: SharedVars) -> This {
    let class = cx.module_type(&CONTEXT);
    cx.new_extension(&class, Payload { vars, is_entered: false })
}

/// The context that a thread is in.
struct Current(This);

/// The running thread's context. It begins in an empty one.
pub fn current(cx: &mut Context) -> This {
    if let Some(current) =
        cx.extensions.get(&TypeId::of::<Current>()).and_then(|any| any.downcast_ref::<Current>())
    {
        return current.0.clone();
    }
    let vars = new_vars(cx, Vars::default());
    let made = new_context(cx, vars);
    made.get_mut(cx).is_entered = true;
    enter(cx, made.clone());
    made
}

fn enter(cx: &mut Context, context: This) {
    let left = cx.extensions.insert(TypeId::of::<Current>(), Box::new(Current(context)));
    drop(left);
}

/// The value of a variable in a context.
pub fn value_in(cx: &Context, context: &This, variable: &Variable) -> Option<Value> {
    let vars = &context.get(cx).vars.get(cx).0;
    let at = place(vars, variable).ok()?;
    Some(vars[at].1.clone())
}

fn place(vars: &[(Variable, Value)], variable: &Variable) -> Result<usize, usize> {
    vars.binary_search_by_key(&variable.address(), |(known, _)| known.address())
}

/// The variables of a context, to be changed: no other context shares them.
fn own_vars(cx: &mut Context, context: &This) -> SharedVars {
    let vars = context.get(cx).vars.clone();
    // The context's own reference, and the one just made.
    if vars.as_object().count() <= 2 {
        return vars;
    }
    let copied = Vars(vars.get(cx).0.clone());
    let copied = new_vars(cx, copied);
    context.get_mut(cx).vars = copied.clone();
    copied
}

/// Gives a variable a value in a context, or takes it away; returns what it was.
pub fn replace(cx: &mut Context, context: &This, variable: &Variable, value: Option<Value>) -> Option<Value> {
    let vars = own_vars(cx, context);
    let vars = &mut vars.get_mut(cx).0;
    match (place(vars, variable), value) {
        (Ok(at), Some(value)) => Some(std::mem::replace(&mut vars[at].1, value)),
        (Ok(at), None) => Some(vars.remove(at).1),
        (Err(at), Some(value)) => {
            vars.insert(at, (variable.clone(), value));
            None
        }
        (Err(_), None) => None,
    }
}

fn copied(cx: &mut Context, context: &This) -> This {
    let vars = context.get(cx).vars.clone();
    new_context(cx, vars)
}

/// `copy_context()`
pub fn copy_current(cx: &mut Context) -> Value {
    let current = current(cx);
    copied(cx, &current).into()
}

fn new(cx: &mut Context, _class: Value, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<Value> {
    if !(args.is_empty() && keywords.is_empty()) {
        return Err(cx.type_error("Context() does not accept any arguments"));
    }
    let vars = new_vars(cx, Vars::default());
    Ok(new_context(cx, vars).into())
}

fn copy(cx: &mut Context, this: This) -> Value {
    copied(cx, &this).into()
}

fn run(cx: &mut Context, this: This, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<Value> {
    let Some((function, args)) = args.split_first() else {
        return Err(cx.type_error("run() missing 1 required positional argument"));
    };
    if this.get(cx).is_entered {
        let shown = cx.repr_text(&this.value())?;
        return Err(cx.runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    let before = current(cx);
    this.get_mut(cx).is_entered = true;
    enter(cx, this.clone());
    let result = cx.call_with_keywords(function, args, &keywords);
    this.get_mut(cx).is_entered = false;
    enter(cx, before);
    result
}

/// The variable that an argument must be.
fn key(cx: &mut Context, key: &Value) -> PyResult<Variable> {
    match key.as_ref().and_then(|key| key.downcast::<Ext<variable::Payload>>()) {
        Some(variable) => Ok(variable.clone()),
        None => {
            let got = cx.repr_text(key)?;
            Err(cx.type_error(format!("a ContextVar key was expected, got {got}")))
        }
    }
}

fn get_item(cx: &mut Context, this: This, variable: Value) -> PyResult<Value> {
    let known = key(cx, &variable)?;
    match value_in(cx, &this, &known) {
        Some(value) => Ok(value),
        None => Err(cx.key_error(variable)),
    }
}

fn get(cx: &mut Context, this: This, variable: Value, default: Option<Value>) -> PyResult<Value> {
    let variable = key(cx, &variable)?;
    Ok(value_in(cx, &this, &variable).or(default).unwrap_or(Value::None))
}

fn contains(cx: &mut Context, this: This, variable: Value) -> PyResult<bool> {
    let variable = key(cx, &variable)?;
    Ok(value_in(cx, &this, &variable).is_some())
}

fn len(cx: &mut Context, this: This) -> usize {
    this.get(cx).vars.get(cx).0.len()
}

fn equal(cx: &mut Context, this: This, other: Value, wanted: bool) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|other| other.downcast::<Ext<Payload>>()) else {
        return Ok(cx.interp_ref().singletons.not_implemented.clone());
    };
    let (own, others) = (this.get(cx).vars.clone(), other.get(cx).vars.clone());
    Ok(Value::bool(same(cx, &own, &others)? == wanted))
}

fn same(cx: &mut Context, a: &SharedVars, b: &SharedVars) -> PyResult<bool> {
    if a.is(b) {
        return Ok(true);
    }
    // Comparing runs Python code, which may change the contexts: their variables now count.
    let (a, b) = (a.get(cx).0.clone(), b.get(cx).0.clone());
    if a.len() != b.len() {
        return Ok(false);
    }
    for ((variable, value), (other_variable, other_value)) in a.iter().zip(&b) {
        if !variable.is(other_variable) || !cx.equal(value, other_value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What an iterator over a context gives.
const KEYS: u8 = 0;
const VALUES: u8 = 1;
const ITEMS: u8 = 2;

/// An iterator over the variables that a context had when it was made.
struct Walk<const FACE: u8> {
    vars: SharedVars,
    given: usize,
}

impl<const FACE: u8> Body for Walk<FACE> {
    const NAME: &'static str = ["keys", "values", "items"][FACE as usize];
    const NEXT: Option<NextFn> = Some(next_of::<FACE>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.vars.value());
    }
}

fn next_of<const FACE: u8>(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<Ext<Walk<FACE>>>() else { return Ok(None) };
    let walk = this.get_mut(cx);
    let (vars, at) = (walk.vars.clone(), walk.given);
    let Some((variable, value)) = vars.get(cx).0.get(at).cloned() else { return Ok(None) };
    this.get_mut(cx).given += 1;
    Ok(Some(match FACE {
        KEYS => variable.into(),
        VALUES => value,
        _ => cx.tuple_value(vec![variable.into(), value]),
    }))
}

fn next<const FACE: u8>(cx: &mut Context, this: Obj<Ext<Walk<FACE>>>) -> PyResult<Value> {
    match next_of::<FACE>(cx, this.as_object())? {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

fn walk<const FACE: u8>(cx: &mut Context, this: This) -> Value {
    let class = cx.module_type([&KEY_WALK, &VALUE_WALK, &ITEM_WALK][FACE as usize]);
    let vars = this.get(cx).vars.clone();
    cx.new_extension(&class, Walk::<FACE> { vars, given: 0 }).into()
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__iter__", "($self, /)", "Implement iter(self).", walk::<KEYS>),
    method!(
        "__eq__",
        "($self, value, /)",
        "Return self==value.",
        |cx: &mut Context, this: This, other: Value| { equal(cx, this, other, true) }
    ),
    method!(
        "__ne__",
        "($self, value, /)",
        "Return self!=value.",
        |cx: &mut Context, this: This, other: Value| { equal(cx, this, other, false) }
    ),
    method!(
        "get",
        "($self, key, default=None, /)",
        "The value of a variable in this context, or the default if it has none.",
        get
    ),
    method!("keys", "($self, /)", "The variables that have a value.", walk::<KEYS>),
    method!("values", "($self, /)", "The values of the variables.", walk::<VALUES>),
    method!("items", "($self, /)", "The variables and their values, in pairs.", walk::<ITEMS>),
    method!("copy", "($self, /)", "A context in which the variables have the same values.", copy),
    method!("run", "($self, /, *args, **kwargs)", "Call a function in this context.", run),
];

/// `_contextvars.Context`.
pub static CONTEXT: TypeSpec = TypeSpec {
    flags: TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    ..TypeSpec::new("_contextvars.Context", Kind::Extension)
};

static VARS: TypeSpec = TypeSpec { flags: TypeFlags::NO_NEW, ..TypeSpec::new("hamt", Kind::Extension) };

macro_rules! walk_type {
    ($static:ident $name:literal $face:ident) => {
        static $static: TypeSpec =
            TypeSpec {
                flags: TypeFlags::NO_NEW,
                methods: &[&[
                    method!("__iter__", "($self, /)", "Implement iter(self).", |_: &mut Context,
                                                                                this: Obj<
                        Ext<Walk<$face>>,
                    >| this),
                    method!("__next__", "($self, /)", "Implement next(self).", next::<$face>),
                    method!(
                        "__len__",
                        "($self, /)",
                        "Return len(self).",
                        |cx: &mut Context, this: Obj<Ext<Walk<$face>>>| { this.get(cx).vars.get(cx).0.len() }
                    ),
                ]],
                ..TypeSpec::new($name, Kind::Extension)
            };
    };
}

walk_type!(KEY_WALK "keys" KEYS);
walk_type!(VALUE_WALK "values" VALUES);
walk_type!(ITEM_WALK "items" ITEMS);
