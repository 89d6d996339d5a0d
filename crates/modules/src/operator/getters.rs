//! `itemgetter`, `attrgetter` and `methodcaller`: callables that are made of what they shall fetch or call.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Args, Binding, Keywords, Rest, Row};
use vm::objects::display::Display;
use vm::objects::{Kind, Str, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

/// The types.
pub static TYPES: &[&TypeSpec] = &[&ITEM_GETTER, &ATTR_GETTER, &METHOD_CALLER];

/// `itemgetter`.
pub struct ItemGetter {
    items: Vec<Value>,
}

impl Body for ItemGetter {
    const NAME: &'static str = "operator.itemgetter";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.items);
    }
}

/// `attrgetter`.
pub struct AttrGetter {
    /// What was given, in order.
    paths: Vec<Obj<Str>>,
    /// The names between the dots of each, interned.
    steps: Vec<Vec<Obj<Str>>>,
}

impl Body for AttrGetter {
    const NAME: &'static str = "operator.attrgetter";
}

/// `methodcaller`.
pub struct MethodCaller {
    name: Obj<Str>,
    args: Vec<Value>,
    keywords: Vec<(Obj<Str>, Value)>,
}

impl Body for MethodCaller {
    const NAME: &'static str = "operator.methodcaller";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.args.iter().for_each(&mut *visit);
        self.keywords.iter().for_each(|(_, value)| visit(value));
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.args);
        out.extend(self.keywords.drain(..).map(|(_, value)| value));
    }
}

/// The one argument of a getter's call.
fn target<T: Body>(cx: &mut Context, args: &mut Args<'_>, name: &str) -> PyResult<(Obj<Ext<T>>, Value)> {
    let this =
        args.values.first().and_then(Value::as_ref).and_then(|this| this.downcast::<Ext<T>>()).cloned();
    let Some(this) = this else {
        return Err(cx.type_error(format!("descriptor '__call__' requires a 'operator.{name}' object")));
    };
    let given = args.values.len() - 1;
    if args.names.as_ref().is_some_and(|names| !names.items().is_empty()) {
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    if given != 1 {
        return Err(cx.type_error(format!("{name} expected 1 argument, got {given}")));
    }
    Ok((this, args.values[1].take()))
}

/// A row whose function sees the arguments as they are, because its messages are its own.
const fn call_row(call: vm::native::NativeFn) -> Row {
    Row {
        name: "__call__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Call self as a function.",
        binding: Binding::Method,
        call,
    }
}

fn at_least_one(cx: &mut Context, name: &str, args: &[Value], keywords: &Keywords) -> PyResult<()> {
    if !keywords.0.is_empty() {
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    if args.is_empty() {
        return Err(cx.type_error(format!("{name} expected 1 argument, got 0")));
    }
    Ok(())
}

fn new_item_getter(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(items): Rest,
    keywords: Keywords,
) -> PyResult<Value> {
    at_least_one(cx, "itemgetter", &items, &keywords)?;
    Ok(cx.new_extension(&class, ItemGetter { items }).into())
}

fn get_items(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, object) = target::<ItemGetter>(cx, args, "itemgetter")?;
    if let [item] = this.get(cx).items.as_slice() {
        let item = item.clone();
        return cx.get_item(&object, &item);
    }
    let mut found = Vec::new();
    for item in this.get(cx).items.clone() {
        found.push(cx.get_item(&object, &item)?);
    }
    Ok(cx.tuple_value(found))
}

/// `name(…)` around the representations of arguments; nothing while the object's own is going on.
pub(crate) fn show_call(
    cx: &mut Context,
    this: &Value,
    args: &[Value],
    keywords: &[(Obj<Str>, Value)],
) -> PyResult<Option<Value>> {
    let class = cx.type_of(this);
    let name = cx.qualified_name(&class);
    cx.guarded_repr(this, |cx| {
        let mut display = Display::of(&format!("{name}("));
        let mut comma = "";
        for arg in args {
            display.text(comma);
            display.repr(cx, arg)?;
            comma = ", ";
        }
        for (key, value) in keywords {
            display.text(&format!("{comma}{}=", key.to_string_lossy()));
            display.repr(cx, value)?;
            comma = ", ";
        }
        display.text(")");
        Ok(display.finish(cx).into())
    })
}

/// The representation of a getter.
fn show(cx: &mut Context, this: &Value, args: &[Value], keywords: &[(Obj<Str>, Value)]) -> PyResult<Value> {
    match show_call(cx, this, args, keywords)? {
        Some(text) => Ok(text),
        None => {
            let class = cx.type_of(this);
            let name = cx.qualified_name(&class);
            Ok(cx.str_value(&format!("{name}(...)")))
        }
    }
}

fn show_items(cx: &mut Context, this: Obj<Ext<ItemGetter>>) -> PyResult<Value> {
    let items = this.get(cx).items.clone();
    show(cx, &this.value(), &items, &[])
}

/// `(class, args)`.
fn reduced(cx: &mut Context, this: &Value, args: Vec<Value>) -> Value {
    let class = cx.type_of(this).into();
    let args = cx.tuple_value(args);
    cx.tuple_value(vec![class, args])
}

fn reduce_items(cx: &mut Context, this: Obj<Ext<ItemGetter>>) -> Value {
    let items = this.get(cx).items.clone();
    reduced(cx, &this.value(), items)
}

fn new_attr_getter(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(args): Rest,
    keywords: Keywords,
) -> PyResult<Value> {
    at_least_one(cx, "attrgetter", &args, &keywords)?;
    let mut paths = Vec::with_capacity(args.len());
    let mut steps = Vec::with_capacity(args.len());
    for arg in args {
        let Some(path) = arg.as_ref().and_then(|arg| arg.downcast::<Str>()).cloned() else {
            return Err(cx.type_error("attribute name must be a string"));
        };
        let names = match path.as_str() {
            Some(text) => text.split('.').map(|name| cx.intern(name)).collect(),
            None => vec![cx.intern_obj(&path)],
        };
        paths.push(path);
        steps.push(names);
    }
    Ok(cx.new_extension(&class, AttrGetter { paths, steps }).into())
}

fn walk(cx: &mut Context, object: &Value, steps: &[Obj<Str>]) -> PyResult<Value> {
    let mut found = object.clone();
    for name in steps {
        found = cx.get_attr(&found, name)?;
    }
    Ok(found)
}

fn get_attrs(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, object) = target::<AttrGetter>(cx, args, "attrgetter")?;
    if let [steps] = this.get(cx).steps.as_slice() {
        if let [name] = steps.as_slice() {
            let name = name.clone();
            return cx.get_attr(&object, &name);
        }
        let steps = steps.clone();
        return walk(cx, &object, &steps);
    }
    let mut found = Vec::new();
    for steps in this.get(cx).steps.clone() {
        found.push(walk(cx, &object, &steps)?);
    }
    Ok(cx.tuple_value(found))
}

fn paths(cx: &Context, this: &Obj<Ext<AttrGetter>>) -> Vec<Value> {
    this.get(cx).paths.iter().map(Obj::value).collect()
}

fn show_attrs(cx: &mut Context, this: Obj<Ext<AttrGetter>>) -> PyResult<Value> {
    let paths = paths(cx, &this);
    show(cx, &this.value(), &paths, &[])
}

fn reduce_attrs(cx: &mut Context, this: Obj<Ext<AttrGetter>>) -> Value {
    let paths = paths(cx, &this);
    reduced(cx, &this.value(), paths)
}

fn new_method_caller(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(args): Rest,
    keywords: Keywords,
) -> PyResult<Value> {
    let mut args = args.into_iter();
    let Some(name) = args.next() else {
        return Err(cx.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.as_ref().and_then(|name| name.downcast::<Str>()).cloned() else {
        return Err(cx.type_error("method name must be a string"));
    };
    let name = cx.intern_obj(&name);
    Ok(cx.new_extension(&class, MethodCaller { name, args: args.collect(), keywords: keywords.0 }).into())
}

fn call_method(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, object) = target::<MethodCaller>(cx, args, "methodcaller")?;
    let payload = this.get(cx);
    let (name, args, keywords) = (payload.name.clone(), payload.args.clone(), payload.keywords.clone());
    let method = cx.get_attr(&object, &name)?;
    cx.call_with_keywords(&method, &args, &keywords)
}

fn show_method(cx: &mut Context, this: Obj<Ext<MethodCaller>>) -> PyResult<Value> {
    let payload = this.get(cx);
    let mut args = vec![payload.name.value()];
    args.extend(payload.args.iter().cloned());
    let keywords = payload.keywords.clone();
    show(cx, &this.value(), &args, &keywords)
}

fn reduce_method(cx: &mut Context, this: Obj<Ext<MethodCaller>>) -> PyResult<Value> {
    let payload = this.get(cx);
    let (name, args, keywords) = (payload.name.value(), payload.args.clone(), payload.keywords.clone());
    if keywords.is_empty() {
        let args = [name].into_iter().chain(args).collect();
        return Ok(reduced(cx, &this.value(), args));
    }
    // Constructors are not called with keywords by what undoes this, so a partial call stands for the class.
    let class = cx.type_of(&this.value()).into();
    let partial = cx.module_type(&crate::functools::PARTIAL_TYPE).value();
    let constructor = cx.call_with_keywords(&partial, &[class, name], &keywords)?;
    let args = cx.tuple_value(args);
    Ok(cx.tuple_value(vec![constructor, args]))
}

static ITEM_METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_item_getter),
    method!("__repr__", "($self, /)", "Return repr(self).", show_items),
    call_row(get_items),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce_items),
];

/// `itemgetter`.
pub static ITEM_GETTER: TypeSpec = TypeSpec {
    doc: "A callable that fetches items: itemgetter(2)(r) is r[2], and\nitemgetter(2, 5)(r) is (r[2], r[5]).",
    methods: &[ITEM_METHODS],
    ..TypeSpec::new("operator.itemgetter", Kind::Extension)
};

static ATTR_METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_attr_getter),
    method!("__repr__", "($self, /)", "Return repr(self).", show_attrs),
    call_row(get_attrs),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce_attrs),
];

/// `attrgetter`.
pub static ATTR_GETTER: TypeSpec = TypeSpec {
    doc: "A callable that fetches attributes: attrgetter('name')(r) is r.name, and\nattrgetter('name.first', 'age')(r) is (r.name.first, r.age).",
    methods: &[ATTR_METHODS],
    ..TypeSpec::new("operator.attrgetter", Kind::Extension)
};

static METHOD_METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "($type, *args, **kwargs)",
        "Create and return a new object.",
        new_method_caller
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", show_method),
    call_row(call_method),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce_method),
];

/// `methodcaller`.
pub static METHOD_CALLER: TypeSpec = TypeSpec {
    doc: "A callable that calls a method: methodcaller('name', 1, x=2)(r) is\nr.name(1, x=2).",
    methods: &[METHOD_METHODS],
    ..TypeSpec::new("operator.methodcaller", Kind::Extension)
};
