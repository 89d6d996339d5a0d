//! `types.GenericAlias`: a class with arguments, as `list[int]` makes it. It stands for the class in calls and
//! attributes, and refuses `isinstance`. Unions are in [`super::union`].

use super::display::Display;
use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::exception::ExceptionKind;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, List, Str, Tuple, Type, TypeSpec};
use crate::{Context, PyResult, Value, method, static_method};

/// A class with arguments.
pub struct GenericAlias {
    /// The class.
    pub origin: Value,
    /// The arguments.
    pub args: Obj<Tuple>,
    /// It is `*origin[args]`, as iteration gives it.
    pub unpacked: bool,
}

impl Payload for GenericAlias {
    const KIND: Kind = Kind::GenericAlias;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.origin);
        visit(&self.args.value());
    }
}

// SAFETY: nothing changes an alias after it is made.
unsafe impl Frozen for GenericAlias {}

/// `types.GenericAlias`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    flags: TypeFlags::CUSTOM_GETATTRIBUTE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("types.GenericAlias", Kind::GenericAlias)
};

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, origin, args, /)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__call__", "($self, /, *args, **kwargs)", "Call self as a function.", call),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", get_attribute),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__or__", "($self, value, /)", "Return self|value.", |cx: &mut Context, a: Value, b: Value| {
        super::union::join(cx, &a, &b)
    }),
    method!("__ror__", "($self, value, /)", "Return value|self.", |cx: &mut Context, a: Value, b: Value| {
        super::union::join(cx, &b, &a)
    }),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__iter__", "($self, /)", "Implement iter(self).", iterate),
    method!("__mro_entries__", "($self, object, /)", "", mro_entries),
    method!(
        "__instancecheck__",
        "($self, object, /)",
        "",
        |cx: &mut Context, _: Obj<GenericAlias>, _: Value| {
            PyResult::<bool>::Err(cx.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }
    ),
    method!(
        "__subclasscheck__",
        "($self, object, /)",
        "",
        |cx: &mut Context, _: Obj<GenericAlias>, _: Value| {
            PyResult::<bool>::Err(cx.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }
    ),
    method!("__reduce__", "($self, /)", "", reduce),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__origin__",
        doc: "",
        get: |cx, this| Ok(alias_of(cx, this)?.origin.clone()),
        set: None,
    },
    Attribute { name: "__args__", doc: "", get: |cx, this| Ok(alias_of(cx, this)?.args.value()), set: None },
    Attribute {
        name: "__unpacked__",
        doc: "",
        get: |cx, this| Ok(Value::bool(alias_of(cx, this)?.unpacked)),
        set: None,
    },
    Attribute {
        name: "__parameters__",
        doc: "Type variables in the GenericAlias.",
        get: |cx, this| {
            let alias = alias_of(cx, this)?;
            let found = parameters(cx, &alias)?;
            Ok(cx.tuple_value(found))
        },
        set: None,
    },
];

fn alias_of(cx: &mut Context, this: &Value) -> PyResult<Obj<GenericAlias>> {
    match this.as_ref().and_then(|this| this.downcast::<GenericAlias>()) {
        Some(alias) => Ok(alias.clone()),
        None => Err(cx.type_error("descriptor requires a 'types.GenericAlias' object")),
    }
}

impl Context {
    /// `origin[item]` for a generic class.
    pub fn generic_alias(&mut self, origin: Value, item: Value) -> Value {
        let args = match item.as_ref().and_then(|item| item.downcast::<Tuple>()) {
            Some(args) => args.clone(),
            None => self.new_tuple(vec![item]),
        };
        let class = self.types().generic_alias.clone();
        self.alloc_as(&class, GenericAlias { origin, args, unpacked: false }).into()
    }
}

/// `__class_getitem__` of a generic class.
pub fn class_getitem(cx: &mut Context, class: Value, item: Value) -> Value {
    cx.generic_alias(class, item)
}

/// The row of `__class_getitem__`, with what the class is generic in.
#[macro_export]
macro_rules! generic {
    ($doc:literal) => {
        $crate::class_method!(
            "__class_getitem__",
            "($type, object, /)",
            $doc,
            $crate::objects::generic_alias::class_getitem
        )
    };
}

fn new(cx: &mut Context, class: Obj<Type>, origin: Value, args: Value) -> PyResult<Value> {
    let base = cx.types().generic_alias.clone();
    cx.check_new(&class, &base)?;
    Ok(cx.generic_alias(origin, args))
}

fn repr(cx: &mut Context, this: Obj<GenericAlias>) -> PyResult<Value> {
    let mut display = Display::of(if this.unpacked { "*" } else { "" });
    show(cx, &mut display, &this.origin)?;
    display.text("[");
    for (index, arg) in this.args.items().iter().enumerate() {
        if index > 0 {
            display.text(", ");
        }
        show(cx, &mut display, arg)?;
    }
    display.text(if this.args.items().is_empty() { "()]" } else { "]" });
    Ok(display.finish(cx).into())
}

/// Classes are shown by name, `...` as such, lists by what is in them, and all else by `repr`.
fn show(cx: &mut Context, display: &mut Display, part: &Value) -> PyResult<()> {
    if part.is(&cx.interp_ref().singletons.ellipsis) {
        display.text("...");
        return Ok(());
    }
    let Value::Ref(object) = part else { return display.repr(cx, part) };
    if let Some(class) = object.downcast::<Type>() {
        let name = cx.qualified_name(class);
        display.text(&name);
        return Ok(());
    }
    if let Some(list) = object.downcast::<List>() {
        let items = list.get(cx).items.clone();
        display.text("[");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                display.text(", ");
            }
            show(cx, display, item)?;
        }
        display.text("]");
        return Ok(());
    }
    display.repr(cx, part)
}

/// Iteration gives the alias once, unpacked: `*tuple[int]` in a subscript.
fn iterate(cx: &mut Context, this: Obj<GenericAlias>) -> PyResult<Value> {
    let class = cx.types().generic_alias.clone();
    let (origin, args) = (this.origin.clone(), this.args.clone());
    let unpacked = cx.alloc_as(&class, GenericAlias { origin, args, unpacked: true });
    let once = cx.tuple_value(vec![unpacked.into()]);
    cx.iter(&once)
}

fn hash(cx: &mut Context, this: Obj<GenericAlias>) -> PyResult<i64> {
    let origin = cx.hash(&this.origin)?;
    let args = cx.hash(&this.args.value())?;
    let hash = (origin ^ args) as i64;
    Ok(if hash == -1 { -2 } else { hash })
}

fn eq(cx: &mut Context, this: Obj<GenericAlias>, other: Value) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|other| other.downcast::<GenericAlias>()) else {
        return Ok(cx.not_implemented());
    };
    let equal = this.unpacked == other.unpacked
        && cx.equal(&this.origin, &other.origin)?
        && cx.equal(&this.args.value(), &other.args.value())?;
    Ok(Value::bool(equal))
}

fn call(cx: &mut Context, this: Obj<GenericAlias>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let made = cx.call_with_keywords(&this.origin, &args.0, &keywords.0)?;
    let name = cx.names().__orig_class__.clone();
    match cx.set_attr(&made, &name, this.value()) {
        Err(raised)
            if !cx.is_exception(&raised, ExceptionKind::AttributeError)
                && !cx.is_exception(&raised, ExceptionKind::TypeError) =>
        {
            Err(raised)
        }
        // Most builtin objects have no room for it.
        _ => Ok(made),
    }
}

/// Attributes of the alias itself; all others are the class's.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__mro_entries__",
    "__reduce__",
    "__reduce_ex__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
    "__file__",
];

fn get_attribute(cx: &mut Context, this: Obj<GenericAlias>, name: Obj<Str>) -> PyResult<Value> {
    let name = cx.intern_obj(&name);
    if !name.as_str().is_some_and(|name| OWN.contains(&name)) {
        return cx.get_attr(&this.origin, &name);
    }
    let object = this.value();
    let class = cx.type_of(&object);
    match cx.plain_attr(&object, &class, &name)? {
        Some(value) => Ok(value),
        None => Err(cx.no_attribute(&object, &name)),
    }
}

/// The type variables among the arguments, and in arguments that are generic themselves, each once.
fn parameters(cx: &mut Context, alias: &Obj<GenericAlias>) -> PyResult<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    for arg in alias.args.items() {
        if arg.as_ref().is_some_and(|arg| arg.kind() == Kind::Type) {
            continue;
        }
        let inner = match is_variable(cx, arg)? {
            true => vec![arg.clone()],
            false => inner_parameters(cx, arg)?,
        };
        for parameter in inner {
            if !found.iter().any(|known| known.is(&parameter)) {
                found.push(parameter);
            }
        }
    }
    Ok(found)
}

fn is_variable(cx: &mut Context, arg: &Value) -> PyResult<bool> {
    let substitution = cx.intern("__typing_subst__");
    Ok(cx.attr_or_absent(arg, &substitution)?.is_some())
}

fn inner_parameters(cx: &mut Context, arg: &Value) -> PyResult<Vec<Value>> {
    let name = cx.names().__parameters__.clone();
    let inner = cx.attr_or_absent(arg, &name)?;
    Ok(match inner.as_ref().and_then(|inner| inner.as_ref()).and_then(|inner| inner.downcast::<Tuple>()) {
        Some(inner) => inner.items().to_vec(),
        None => Vec::new(),
    })
}

fn get_item(cx: &mut Context, this: Obj<GenericAlias>, item: Value) -> PyResult<Value> {
    let parameters = parameters(cx, &this)?;
    let shown = cx.repr_text(&this.value())?;
    if parameters.is_empty() {
        return Err(cx.type_error(format!("{shown} is not a generic class")));
    }
    let given = match item.as_ref().and_then(|item| item.downcast::<Tuple>()) {
        Some(items) => items.items().to_vec(),
        None => vec![item],
    };
    if given.len() != parameters.len() {
        let amount = if given.len() < parameters.len() { "few" } else { "many" };
        let (actual, expected) = (given.len(), parameters.len());
        return Err(cx.type_error(format!(
            "Too {amount} arguments for {shown}; actual {actual}, expected {expected}"
        )));
    }
    let value_of = |parameter: &Value| {
        parameters.iter().position(|known| known.is(parameter)).map(|at| given[at].clone())
    };
    let mut args = Vec::with_capacity(this.args.items().len());
    for arg in this.args.items() {
        if let Some(value) = value_of(arg) {
            args.push(value);
            continue;
        }
        let inner = match arg.as_ref().is_some_and(|arg| arg.kind() == Kind::Type) {
            true => Vec::new(),
            false => inner_parameters(cx, arg)?,
        };
        if inner.is_empty() {
            args.push(arg.clone());
        } else {
            let values = cx.tuple_value(inner.iter().filter_map(value_of).collect());
            args.push(cx.get_item(arg, &values)?);
        }
    }
    let args = cx.tuple_value(args);
    Ok(cx.generic_alias(this.origin.clone(), args))
}

fn mro_entries(cx: &mut Context, this: Obj<GenericAlias>, _bases: Value) -> Value {
    cx.tuple_value(vec![this.origin.clone()])
}

fn reduce(cx: &mut Context, this: Obj<GenericAlias>) -> Value {
    let class = cx.types().generic_alias.value();
    let args = cx.tuple_value(vec![this.origin.clone(), this.args.value()]);
    cx.tuple_value(vec![class, args])
}
