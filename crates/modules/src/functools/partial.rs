//! `partial`: a callable with some of its arguments given in advance, and `Placeholder`, which leaves a place
//! free among them.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Args, Attribute, Binding, Keywords, Rest, Row};
use vm::objects::function_methods::readonly;
use vm::objects::object_methods::DICT;
use vm::objects::table::Table;
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, Str, Tuple, Type, TypeSpec, dict, instance};
use vm::{Context, PyResult, Value, generic, method, static_method};

/// `Placeholder`.
struct Placeholder;

impl Body for Placeholder {
    const NAME: &'static str = "functools._PlaceholderType";
}

/// The placeholder of an interpreter.
#[derive(Default)]
struct ThePlaceholder(std::cell::RefCell<Value>);

/// `Placeholder`: there is one.
pub fn placeholder(cx: &mut Context) -> Value {
    let known = cx.interp_ref().extension::<ThePlaceholder>();
    if known.0.borrow().is_empty() {
        let class = cx.module_type(&PLACEHOLDER_TYPE);
        let made = cx.new_extension(&class, Placeholder).into();
        *known.0.borrow_mut() = made;
    }
    known.0.borrow().clone()
}

fn is_placeholder(value: &Value) -> bool {
    value.as_ref().is_some_and(|object| object.downcast::<Ext<Placeholder>>().is_some())
}

fn new_placeholder(
    cx: &mut Context,
    _class: Value,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    if !args.is_empty() || !keywords.is_empty() {
        return Err(cx.type_error("PlaceholderType takes no arguments"));
    }
    Ok(placeholder(cx))
}

static PLACEHOLDER_METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_placeholder),
    method!("__repr__", "($self, /)", "Return repr(self).", |_: &mut Context, _: Value| "Placeholder"),
    method!(
        "__reduce__",
        "($self, /)",
        "Return state information for pickling.",
        |_: &mut Context, _: Value| "Placeholder"
    ),
];

/// The type of `Placeholder`.
pub static PLACEHOLDER_TYPE: TypeSpec = TypeSpec {
    doc: "The type of Placeholder, which keeps a place free among the arguments of a partial call.",
    methods: &[PLACEHOLDER_METHODS],
    ..TypeSpec::new("functools._PlaceholderType", Kind::Extension)
};

/// `partial`.
struct Partial {
    function: Value,
    args: Obj<Tuple>,
    keywords: Obj<Dict>,
    /// How many of the arguments are free places.
    free: usize,
}

impl Body for Partial {
    const NAME: &'static str = "functools.partial";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.args.value());
        visit(&self.keywords.value());
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        // The arguments are cleared as objects of their own.
        out.push(std::mem::replace(&mut self.function, Value::None));
    }
}

type This = Obj<Ext<Partial>>;

fn of(value: &Value) -> Option<&This> {
    value.as_ref().and_then(|object| object.downcast::<Ext<Partial>>())
}

/// Whether anybody has given the object attributes.
fn has_attributes(cx: &Context, this: &This) -> bool {
    this.as_object().attrs(cx).is_some_and(|attrs| !attrs.values.is_empty() || !attrs.dict.is_empty())
}

/// `args` with the free places taken by `given`, and what is left of `given` behind. As many places as `given`
/// has too few items stay free.
fn fill_places(args: &[Value], given: Vec<Value>) -> Vec<Value> {
    let mut given = given.into_iter();
    let mut filled = Vec::with_capacity(args.len() + given.len());
    for arg in args {
        match is_placeholder(arg).then(|| given.next()).flatten() {
            Some(value) => filled.push(value),
            None => filled.push(arg.clone()),
        }
    }
    filled.extend(given);
    filled
}

fn new(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    let mut args = args.into_iter();
    let Some(mut function) = args.next() else {
        return Err(cx.type_error("type 'partial' takes at least one argument"));
    };
    let given: Vec<Value> = args.collect();
    if !cx.is_callable(&function) {
        return Err(cx.type_error("the first argument must be callable"));
    }
    if given.last().is_some_and(is_placeholder) {
        return Err(cx.type_error("trailing Placeholders are not allowed"));
    }
    if keywords.iter().any(|(_, value)| is_placeholder(value)) {
        return Err(cx.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    // A partial call of a partial call becomes one, unless the inner one carries attributes.
    let inner = of(&function).filter(|inner| !has_attributes(cx, inner)).cloned();
    let (args, table) = match inner {
        Some(inner) => {
            let payload = inner.get(cx);
            let (inner_args, inner_keywords) = (payload.args.clone(), payload.keywords.clone());
            function = payload.function.clone();
            (fill_places(inner_args.items(), given), inner_keywords.get(cx).table.copied())
        }
        None => (given, Table::default()),
    };
    let merged = cx.new_dict(table);
    for (name, value) in keywords {
        dict::set_str(cx, &merged, &name, value);
    }
    let free = args.iter().filter(|arg| is_placeholder(arg)).count();
    let args = cx.new_tuple(args);
    Ok(cx.new_extension(&class, Partial { function, args, keywords: merged, free }).into())
}

/// The keywords as pairs; `TypeError` when somebody has put other keys there.
fn pairs(cx: &mut Context, keywords: &Obj<Dict>) -> PyResult<Vec<(Obj<Str>, Value)>> {
    let entries: Vec<(Value, Value)> =
        keywords.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    let mut pairs = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        match key.as_ref().and_then(|key| key.downcast::<Str>()) {
            Some(key) => pairs.push((key.clone(), value)),
            None => return Err(cx.type_error("keywords must be strings")),
        }
    }
    Ok(pairs)
}

fn call(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let Some(this) = args.values.first().and_then(of).cloned() else {
        return Err(cx.type_error("descriptor '__call__' requires a 'functools.partial' object"));
    };
    let positional = args.positional_count();
    let mut given: Vec<Value> = args.values[1..].iter_mut().map(Value::take).collect();
    let named = given.split_off(positional - 1);
    let payload = this.get(cx);
    let (function, stored, keywords, free) =
        (payload.function.clone(), payload.args.clone(), payload.keywords.clone(), payload.free);
    if given.len() < free {
        let got = given.len();
        return Err(cx.type_error(format!(
            "missing positional arguments in 'partial' call; expected at least {free}, got {got}"
        )));
    }
    let mut all = fill_places(stored.items(), given);
    if keywords.get(cx).table.is_empty() {
        all.extend(named);
        return cx.call_with_names(&function, &all, args.names.clone());
    }
    let mut merged = pairs(cx, &keywords)?;
    if let Some(names) = &args.names {
        for (name, value) in names.items().iter().zip(named) {
            let Some(name) = name.as_ref().and_then(|name| name.downcast::<Str>()) else { continue };
            match merged.iter_mut().find(|(known, _)| known.items() == name.items()) {
                Some((_, old)) => *old = value,
                None => merged.push((name.clone(), value)),
            }
        }
    }
    cx.call_with_keywords(&function, &all, &merged)
}

fn repr(cx: &mut Context, this: This) -> PyResult<Value> {
    let payload = this.get(cx);
    let mut args = vec![payload.function.clone()];
    args.extend(payload.args.items().iter().cloned());
    let keywords = payload.keywords.clone();
    let keywords = pairs(cx, &keywords)?;
    match crate::operator::getters::show_call(cx, &this.value(), &args, &keywords)? {
        Some(text) => Ok(text),
        None => Ok(cx.str_value("...")),
    }
}

fn get(cx: &mut Context, this: This, instance: Value, _owner: Option<Value>) -> Value {
    super::get_bound(cx, &this.value(), instance)
}

fn reduce(cx: &mut Context, this: This) -> Value {
    let class = cx.type_of(&this.value()).into();
    let payload = this.get(cx);
    let (function, args, keywords) =
        (payload.function.clone(), payload.args.value(), payload.keywords.value());
    let attributes =
        match has_attributes(cx, &this).then(|| instance::dict_of(cx, this.as_object())).flatten() {
            Some(attributes) => attributes.into(),
            None => Value::None,
        };
    let constructor_args = cx.tuple_value(vec![function.clone()]);
    let state = cx.tuple_value(vec![function, args, keywords, attributes]);
    cx.tuple_value(vec![class, constructor_args, state])
}

fn set_state(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let parts =
        state.as_ref().and_then(|state| state.downcast::<Tuple>()).map(|state| state.items().to_vec());
    let Some(Ok([function, args, keywords, attributes])) = parts.map(<[Value; 4]>::try_from) else {
        return Err(cx.type_error("invalid partial state"));
    };
    let args = args.as_ref().and_then(|args| args.downcast::<Tuple>()).cloned();
    let known = keywords.as_ref().and_then(|keywords| keywords.downcast::<Dict>()).cloned();
    let (Some(args), true, true) = (args, cx.is_callable(&function), known.is_some() || keywords.is_none())
    else {
        return Err(cx.type_error("invalid partial state"));
    };
    if args.items().last().is_some_and(is_placeholder) {
        return Err(cx.type_error("trailing Placeholders are not allowed"));
    }
    let keywords = match known {
        Some(keywords) if keywords.as_object().header().shape_ptr() == cx.shapes().dict => keywords,
        Some(keywords) => {
            let table = keywords.get(cx).table.copied();
            cx.new_dict(table)
        }
        None => cx.new_dict(Table::default()),
    };
    let free = args.items().iter().filter(|arg| is_placeholder(arg)).count();
    let args = cx.new_tuple(args.items().to_vec());
    let attributes = match attributes.as_ref().and_then(|attributes| attributes.downcast::<Dict>()) {
        Some(attributes) => attributes.clone(),
        None => cx.new_dict(Table::default()),
    };
    instance::set_dict(cx, this.as_object(), attributes);
    let payload = this.get_mut(cx);
    let old = (
        std::mem::replace(&mut payload.function, function),
        std::mem::replace(&mut payload.args, args),
        std::mem::replace(&mut payload.keywords, keywords),
    );
    payload.free = free;
    drop(old);
    Ok(())
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    Row {
        name: "__call__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Call self as a function.",
        binding: Binding::Method,
        call,
    },
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        get
    ),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    method!("__setstate__", "($self, object, /)", "Set state information for unpickling.", set_state),
    generic!("See PEP 585"),
];

fn this(cx: &mut Context, value: &Value) -> PyResult<This> {
    match of(value) {
        Some(this) => Ok(this.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!(
                "descriptor for 'functools.partial' objects doesn't apply to a '{name}' object"
            )))
        }
    }
}

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "func",
        doc: "The function that is called.",
        get: |cx, value| Ok(this(cx, value)?.get(cx).function.clone()),
        set: Some(readonly),
    },
    Attribute {
        name: "args",
        doc: "The arguments that come first.",
        get: |cx, value| Ok(this(cx, value)?.get(cx).args.value()),
        set: Some(readonly),
    },
    Attribute {
        name: "keywords",
        doc: "The keyword arguments that are added.",
        get: |cx, value| Ok(this(cx, value)?.get(cx).keywords.value()),
        set: Some(readonly),
    },
    DICT,
];

/// `partial`.
pub static PARTIAL_TYPE: TypeSpec = TypeSpec {
    doc: "A callable that calls another one with some arguments given in advance.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("functools.partial", Kind::Extension)
};
