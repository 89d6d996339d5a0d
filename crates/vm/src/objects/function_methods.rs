//! Functions written in Python, bound methods and cells: methods and attributes.

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::{BoundMethod, Cell, Code, Dict, Function, Str, Tuple, object_methods};
use crate::protocol::compare::Comparison;
use crate::{Context, PyResult, Value, method, static_method};

/// Methods of `function`.
pub static METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "(type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
        "Create a function object.",
        new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        get
    ),
];

/// Attributes of `function`.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__closure__", doc: "", get: get_closure, set: Some(readonly) },
    Attribute { name: "__globals__", doc: "", get: get_globals, set: Some(readonly) },
    Attribute { name: "__builtins__", doc: "", get: get_builtins, set: Some(readonly) },
    Attribute { name: "__code__", doc: "", get: get_code, set: Some(set_code) },
    Attribute { name: "__defaults__", doc: "", get: get_defaults, set: Some(set_defaults) },
    Attribute { name: "__kwdefaults__", doc: "", get: get_kwdefaults, set: Some(set_kwdefaults) },
    Attribute { name: "__annotations__", doc: "", get: get_annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", doc: "", get: get_annotate, set: Some(set_annotate) },
    Attribute { name: "__dict__", doc: "", get: get_dict, set: Some(set_dict) },
    Attribute { name: "__doc__", doc: "", get: get_doc, set: Some(set_doc) },
    Attribute { name: "__module__", doc: "", get: get_module, set: Some(set_module) },
    Attribute { name: "__name__", doc: "", get: get_name, set: Some(set_name) },
    Attribute { name: "__qualname__", doc: "", get: get_qualname, set: Some(set_qualname) },
    Attribute { name: "__type_params__", doc: "", get: get_type_params, set: Some(set_type_params) },
];

/// Refuses to set an attribute that other objects rely on.
pub fn readonly(cx: &mut Context, _object: &Value, _value: Value) -> PyResult<()> {
    Err(cx.attribute_error("readonly attribute"))
}

/// The function's `__dict__`, made when first asked for.
pub fn dict_of(cx: &mut Context, function: &Obj<Function>) -> Obj<Dict> {
    if let Some(dict) = &function.get(cx).dict {
        return dict.clone();
    }
    let dict = cx.new_dict(Default::default());
    function.get_mut(cx).dict = Some(dict.clone());
    dict
}

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Function>> {
    super::native_methods::receiver::<Function>(cx, object, name, "function")
}

fn downcast<T: crate::heap::Payload>(value: &Value) -> Option<&Obj<T>> {
    value.as_ref().and_then(|object| object.downcast::<T>())
}

#[expect(clippy::too_many_arguments, reason = "the parameters are Python's")]
fn new(
    cx: &mut Context,
    _class: Value,
    code: Value,
    globals: Value,
    name: Option<Value>,
    defaults: Option<Value>,
    closure: Option<Value>,
    keyword_defaults: Option<Value>,
) -> PyResult<Obj<Function>> {
    let wrong = |cx: &mut Context, name: &str, wanted: &str, value: &Value| {
        let got = cx.type_name(value);
        cx.type_error(format!("function() argument '{name}' must be {wanted}, not {got}"))
    };
    let Some(code) = downcast::<Code>(&code).cloned() else { return Err(wrong(cx, "code", "code", &code)) };
    let Some(globals) = downcast::<Dict>(&globals).cloned() else {
        return Err(wrong(cx, "globals", "dict", &globals));
    };
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let name = match given(name) {
        None => None,
        Some(value) => match downcast::<Str>(&value) {
            Some(name) => Some(name.clone()),
            None => return Err(cx.type_error("arg 3 (name) must be None or string")),
        },
    };
    let defaults = match given(defaults) {
        None => None,
        Some(value) => match downcast::<Tuple>(&value) {
            Some(defaults) => Some(defaults.clone()),
            None => return Err(cx.type_error("arg 4 (defaults) must be None or tuple")),
        },
    };
    let free = code.source.free_cells.len();
    let closure = match given(closure) {
        None if free > 0 => return Err(cx.type_error("arg 5 (closure) must be tuple")),
        None => None,
        Some(value) => match downcast::<Tuple>(&value) {
            Some(closure) => Some(closure.clone()),
            None if free > 0 => return Err(cx.type_error("arg 5 (closure) must be tuple")),
            None => return Err(cx.type_error("arg 5 (closure) must be None or tuple")),
        },
    };
    let cells = closure.as_ref().map_or(0, |closure| closure.items().len());
    if cells != free {
        let name = code.name.to_string_lossy();
        return Err(cx.value_error(format!("{name} requires closure of length {free}, not {cells}")));
    }
    if let Some(other) =
        closure.iter().flat_map(|closure| closure.items()).find(|item| downcast::<Cell>(item).is_none())
    {
        let got = cx.type_name(other);
        return Err(cx.type_error(format!("arg 5 (closure) expected cell, found {got}")));
    }
    let keyword_defaults = match given(keyword_defaults) {
        None => None,
        Some(value) => match downcast::<Dict>(&value) {
            Some(defaults) => Some(defaults.clone()),
            None => return Err(cx.type_error("arg 6 (kwdefaults) must be None or dict")),
        },
    };
    let function = cx.new_function(code, globals);
    let payload = function.get_mut(cx);
    if let Some(name) = name {
        payload.name = name;
    }
    payload.defaults = defaults;
    payload.keyword_defaults = keyword_defaults;
    payload.closure = closure.filter(|closure| !closure.items().is_empty());
    Ok(function)
}

fn repr(cx: &mut Context, this: Obj<Function>) -> String {
    let name = this.get(cx).qualname.to_string_lossy();
    format!("<function {name} at {:#x}>", this.address())
}

fn call(cx: &mut Context, this: Value, args: Rest, keywords: Keywords) -> PyResult<Value> {
    cx.call_with_keywords(&this, &args.0, &keywords.0)
}

fn get(cx: &mut Context, this: Value, instance: Value, owner: Option<Value>) -> PyResult<Value> {
    if instance.is_none() {
        if owner.is_none_or(|owner| owner.is_none()) {
            return Err(cx.type_error("__get__(None, None) is invalid"));
        }
        return Ok(this);
    }
    Ok(cx.new_method(this, instance).into())
}

fn get_closure(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__closure__")?.get(cx).closure.clone().map_or(Value::None, Value::from))
}

fn get_globals(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__globals__")?.get(cx).globals.value())
}

fn get_builtins(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__builtins__")?.get(cx).builtins.value())
}

fn get_code(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__code__")?.get(cx).code.value())
}

fn set_code(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__code__")?;
    let Some(code) = downcast::<Code>(&value).cloned() else {
        return Err(cx.type_error("__code__ must be set to a code object"));
    };
    let free = code.source.free_cells.len();
    let payload = function.get(cx);
    let cells = payload.closure.as_ref().map_or(0, |closure| closure.items().len());
    if free != cells {
        let name = payload.name.to_string_lossy();
        return Err(
            cx.value_error(format!("{name}() requires a code object with {cells} free vars, not {free}"))
        );
    }
    let old = std::mem::replace(&mut function.get_mut(cx).code, code);
    // A running call of the function may still execute the old code.
    cx.keep_code(old);
    Ok(())
}

fn get_defaults(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__defaults__")?.get(cx).defaults.clone().map_or(Value::None, Value::from))
}

fn set_defaults(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__defaults__")?;
    let defaults = match downcast::<Tuple>(&value) {
        Some(defaults) => Some(defaults.clone()),
        None if value.is_none() || value.is_empty() => None,
        None => return Err(cx.type_error("__defaults__ must be set to a tuple object")),
    };
    let old = std::mem::replace(&mut function.get_mut(cx).defaults, defaults);
    drop(old);
    Ok(())
}

fn get_kwdefaults(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__kwdefaults__")?.get(cx).keyword_defaults.clone().map_or(Value::None, Value::from))
}

fn set_kwdefaults(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__kwdefaults__")?;
    let defaults = match downcast::<Dict>(&value) {
        Some(defaults) => Some(defaults.clone()),
        None if value.is_none() || value.is_empty() => None,
        None => return Err(cx.type_error("__kwdefaults__ must be set to a dict object")),
    };
    let old = std::mem::replace(&mut function.get_mut(cx).keyword_defaults, defaults);
    drop(old);
    Ok(())
}

fn get_annotations(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let function = this(cx, object, "__annotations__")?;
    let known = function.get(cx).annotations.clone();
    if !known.is_empty() {
        return Ok(known);
    }
    let annotate = function.get(cx).annotate.clone();
    let annotations = cx.annotations_by(&annotate)?;
    function.get_mut(cx).annotations = annotations.value();
    Ok(annotations.into())
}

fn set_annotations(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__annotations__")?;
    let annotations = match downcast::<Dict>(&value) {
        Some(_) => value,
        None if value.is_none() || value.is_empty() => Value::Empty,
        None => return Err(cx.type_error("__annotations__ must be set to a dict object")),
    };
    let payload = function.get_mut(cx);
    let old = (std::mem::replace(&mut payload.annotations, annotations), payload.annotate.take());
    drop(old);
    Ok(())
}

fn get_annotate(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__annotate__")?.get(cx).annotate.clone().or_none())
}

fn set_annotate(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__annotate__")?;
    if value.is_empty() {
        return Err(cx.type_error("__annotate__ cannot be deleted"));
    }
    if !value.is_none() && !cx.is_callable(&value) {
        return Err(cx.type_error("__annotate__ must be callable or None"));
    }
    let payload = function.get_mut(cx);
    let forgotten = if value.is_none() { Value::Empty } else { payload.annotations.take() };
    let old = std::mem::replace(&mut payload.annotate, value);
    drop((old, forgotten));
    Ok(())
}

fn get_dict(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let function = this(cx, object, "__dict__")?;
    Ok(dict_of(cx, &function).into())
}

fn set_dict(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__dict__")?;
    if value.is_empty() {
        return Err(cx.type_error("cannot delete __dict__"));
    }
    let Some(dict) = downcast::<Dict>(&value).cloned() else {
        let got = cx.type_name(&value);
        return Err(cx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
    };
    let old = function.get_mut(cx).dict.replace(dict);
    drop(old);
    Ok(())
}

fn get_doc(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__doc__")?.get(cx).doc.clone().or_none())
}

fn set_doc(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__doc__")?;
    let old = std::mem::replace(&mut function.get_mut(cx).doc, value);
    drop(old);
    Ok(())
}

fn get_module(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__module__")?.get(cx).module.clone().or_none())
}

fn set_module(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__module__")?;
    let old = std::mem::replace(&mut function.get_mut(cx).module, value);
    drop(old);
    Ok(())
}

fn text(cx: &mut Context, name: &str, value: &Value) -> PyResult<Obj<Str>> {
    match downcast::<Str>(value) {
        Some(text) => Ok(text.clone()),
        None => Err(cx.type_error(format!("{name} must be set to a string object"))),
    }
}

fn get_name(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__name__")?.get(cx).name.value())
}

fn set_name(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__name__")?;
    function.get_mut(cx).name = text(cx, "__name__", &value)?;
    Ok(())
}

fn get_qualname(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__qualname__")?.get(cx).qualname.value())
}

fn set_qualname(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__qualname__")?;
    function.get_mut(cx).qualname = text(cx, "__qualname__", &value)?;
    Ok(())
}

fn get_type_params(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let params = this(cx, object, "__type_params__")?.get(cx).type_params.clone();
    Ok(params.into_option().unwrap_or_else(|| cx.interp_ref().singletons.empty_tuple.value()))
}

fn set_type_params(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let function = this(cx, object, "__type_params__")?;
    if downcast::<Tuple>(&value).is_none() {
        return Err(cx.type_error("__type_params__ must be set to a tuple"));
    }
    let old = std::mem::replace(&mut function.get_mut(cx).type_params, value);
    drop(old);
    Ok(())
}

/// Methods of `method`.
pub static METHOD_METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "(type, function, instance, /)",
        "Create a bound instance method object.",
        method_new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", method_repr),
    method!("__hash__", "($self, /)", "Return hash(self).", method_hash),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", method_getattribute),
    method!("__eq__", "($self, value, /)", "Return self==value.", method_eq),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        method_get
    ),
    method!("__reduce__", "($self, /)", "Take the method apart for pickling.", method_reduce),
];

/// Attributes of `method`.
pub static METHOD_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__func__",
        doc: "the function (or other callable) implementing a method",
        get: get_func,
        set: Some(readonly),
    },
    Attribute {
        name: "__self__",
        doc: "the instance to which a method is bound",
        get: get_self,
        set: Some(readonly),
    },
    Attribute { name: "__doc__", doc: "", get: get_method_doc, set: None },
];

fn method_new(cx: &mut Context, _class: Value, function: Value, instance: Value) -> PyResult<Value> {
    if !cx.is_callable(&function) {
        return Err(cx.type_error("first argument must be callable"));
    }
    if instance.is_none() {
        return Err(cx.type_error("instance must not be None"));
    }
    Ok(cx.new_method(function, instance).into())
}

fn method_repr(cx: &mut Context, this: Obj<BoundMethod>) -> PyResult<String> {
    let mut shown = "?".to_string();
    for name in [cx.names().__qualname__.clone(), cx.names().__name__.clone()] {
        let found = cx.attr_or_absent(&this.function, &name)?;
        if let Some(name) = found.as_ref().and_then(downcast::<Str>) {
            shown = name.to_string_lossy();
            break;
        }
    }
    let this_repr = cx.repr_text(&this.this)?;
    Ok(format!("<bound method {shown} of {this_repr}>"))
}

fn method_hash(cx: &mut Context, this: Obj<BoundMethod>) -> PyResult<Value> {
    let receiver = match &this.this {
        Value::Ref(object) => crate::protocol::hash::hash_address(object.address()),
        small => cx.hash(small)?,
    };
    let function = cx.hash(&this.function)?;
    let hash = (receiver ^ function) as i64;
    Ok(Value::Int(if hash == -1 { -2 } else { hash }))
}

fn method_eq(cx: &mut Context, this: Obj<BoundMethod>, other: Value) -> PyResult<Value> {
    let Some(other) = downcast::<BoundMethod>(&other).cloned() else { return Ok(cx.not_implemented()) };
    if !this.this.is(&other.this) {
        return Ok(Value::FALSE);
    }
    Ok(Value::bool(cx.equal(&this.function, &other.function)?))
}

fn method_getattribute(cx: &mut Context, this: Obj<BoundMethod>, name: Value) -> PyResult<Value> {
    let name = object_methods::attribute_name(cx, &name)?;
    let value = this.value();
    let class = cx.type_of(&value);
    // What the type `method` itself defines comes first, then everything the function has.
    if let Some(found) = class.lookup(cx, &name) {
        return cx.bind(&found, &value, &class);
    }
    cx.get_attr(&this.function, &name)
}

fn method_get(_: &mut Context, this: Value, _instance: Value, _owner: Option<Value>) -> Value {
    this
}

fn method_reduce(cx: &mut Context, this: Obj<BoundMethod>) -> PyResult<Value> {
    let key = cx.intern("getattr");
    let builtins = cx.interp_ref().builtins.clone();
    let Some(getattr) = super::dict::get_str(cx, &builtins, &key) else {
        return Err(cx.attribute_error("getattr"));
    };
    let name = cx.names().__name__.clone();
    let name = cx.get_attr(&this.function, &name)?;
    let arguments = cx.tuple_value(vec![this.this.clone(), name]);
    Ok(cx.tuple_value(vec![getattr, arguments]))
}

fn bound(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<BoundMethod>> {
    super::native_methods::receiver::<BoundMethod>(cx, object, name, "method")
}

fn get_func(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(bound(cx, object, "__func__")?.function.clone())
}

fn get_self(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(bound(cx, object, "__self__")?.this.clone())
}

fn get_method_doc(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let method = bound(cx, object, "__doc__")?;
    let name = cx.names().__doc__.clone();
    Ok(cx.attr_or_absent(&method.function, &name)?.unwrap_or(Value::None))
}

/// Methods of `cell`.
pub static CELL_METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args)", "Create a new cell object.", cell_new),
    method!("__repr__", "($self, /)", "Return repr(self).", cell_repr),
    method!(
        "__eq__",
        "($self, value, /)",
        "Return self==value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::Equal, a, b)
    ),
    method!(
        "__ne__",
        "($self, value, /)",
        "Return self!=value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::NotEqual, a, b)
    ),
    method!(
        "__lt__",
        "($self, value, /)",
        "Return self<value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::Less, a, b)
    ),
    method!(
        "__le__",
        "($self, value, /)",
        "Return self<=value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::LessEqual, a, b)
    ),
    method!(
        "__gt__",
        "($self, value, /)",
        "Return self>value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::Greater, a, b)
    ),
    method!(
        "__ge__",
        "($self, value, /)",
        "Return self>=value.",
        |cx: &mut Context, a: Obj<Cell>, b: Value| cell_compare(cx, Comparison::GreaterEqual, a, b)
    ),
];

/// Attributes of `cell`.
pub static CELL_ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "cell_contents", doc: "", get: get_contents, set: Some(set_contents) }];

impl Context {
    /// A new cell.
    pub fn cell_with(&mut self, contents: Value) -> Obj<Cell> {
        let shape = self.shapes().cell;
        self.heap().alloc(shape, Cell { contents })
    }
}

fn cell_new(cx: &mut Context, _class: Value, args: Rest) -> PyResult<Obj<Cell>> {
    if args.0.len() > 1 {
        let given = args.0.len();
        return Err(cx.type_error(format!("cell expected at most 1 argument, got {given}")));
    }
    let contents = args.0.into_iter().next().unwrap_or_default();
    Ok(cx.cell_with(contents))
}

fn cell_repr(cx: &mut Context, this: Obj<Cell>) -> String {
    let contents = this.get(cx).contents.clone();
    let address = this.address();
    match &contents {
        Value::Empty => format!("<cell at {address:#x}: empty>"),
        value => {
            let name = cx.type_name(value);
            let inner = value.as_ref().map_or(0, |object| object.address());
            format!("<cell at {address:#x}: {name} object at {inner:#x}>")
        }
    }
}

fn cell_compare(cx: &mut Context, op: Comparison, a: Obj<Cell>, b: Value) -> PyResult<Value> {
    let Some(b) = downcast::<Cell>(&b).cloned() else { return Ok(cx.not_implemented()) };
    let (a, b) = (a.get(cx).contents.clone(), b.get(cx).contents.clone());
    if a.is_empty() || b.is_empty() {
        // An empty cell comes before a full one.
        return Ok(Value::bool(op.holds((!a.is_empty()).cmp(&!b.is_empty()))));
    }
    cx.compare(op, &a, &b)
}

fn cell(cx: &mut Context, object: &Value) -> PyResult<Obj<Cell>> {
    super::native_methods::receiver::<Cell>(cx, object, "cell_contents", "cell")
}

fn get_contents(cx: &mut Context, object: &Value) -> PyResult<Value> {
    match cell(cx, object)?.get(cx).contents.clone() {
        Value::Empty => Err(cx.value_error("Cell is empty")),
        contents => Ok(contents),
    }
}

fn set_contents(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let cell = cell(cx, object)?;
    let old = std::mem::replace(&mut cell.get_mut(cx).contents, value);
    drop(old);
    Ok(())
}
