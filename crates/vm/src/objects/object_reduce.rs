//! `object.__reduce_ex__` and its kin: how an instance is taken apart for copying and pickling.
//!
//! The functions that put instances together again are those of the module `copyreg`.

use crate::heap::Obj;
use crate::native::Row;
use crate::objects::type_::TypeFlags;
use crate::objects::{Dict, Kind, Str, Type, instance};
use crate::{Context, PyResult, Raised, Value, method};

/// Methods of `object`.
pub static METHODS: &[Row] = &[
    method!("__reduce__", "($self, /)", "Take the object apart for pickling.", reduce),
    method!(
        "__reduce_ex__",
        "($self, protocol, /)",
        "Take the object apart for a version of the pickle protocol.",
        reduce_ex
    ),
    method!("__getstate__", "($self, /)", "The object's attributes, for pickling.", getstate),
];

fn reduce(cx: &mut Context, this: Value) -> PyResult<Value> {
    by_protocol(cx, &this, 0)
}

fn reduce_ex(cx: &mut Context, this: Value, protocol: i64) -> PyResult<Value> {
    let class = cx.type_of(&this);
    if let Some(method) = class.special(cx, |names| &names.__reduce__)
        && !is_objects_own(cx, &method)
    {
        let name = cx.names().__reduce__.clone();
        return cx.call_method(&this, &name, &[]);
    }
    by_protocol(cx, &this, protocol)
}

/// Whether a method is the one that all objects have.
fn is_objects_own(cx: &Context, method: &Value) -> bool {
    let native = method.as_ref().and_then(|object| object.downcast::<super::Native>());
    let owner = native.and_then(|native| native.owner.as_ref());
    owner.is_some_and(|owner| owner.is(&cx.types().object))
}

fn by_protocol(cx: &mut Context, this: &Value, protocol: i64) -> PyResult<Value> {
    if protocol >= 2 { by_new(cx, this) } else { by_reconstructor(cx, this) }
}

fn copyreg(cx: &mut Context, name: &str) -> PyResult<Value> {
    let key = cx.names().__import__.clone();
    let builtins = cx.interp_ref().builtins.clone();
    let Some(import) = super::dict::get_str(cx, &builtins, &key) else {
        return Err(cx.error(super::exception::ExceptionKind::ImportError, "__import__ not found"));
    };
    let module = cx.str_value("copyreg");
    let module = cx.call(&import, &[module])?;
    cx.get_attr_named(&module, name)
}

fn cannot_pickle(cx: &mut Context, this: &Value) -> Raised {
    let class = cx.type_of(this);
    let name = cx.qualified_name(&class);
    cx.type_error(format!("cannot pickle '{name}' object"))
}

/// Whether objects hold more than attributes and what their constructor is given.
fn is_opaque(cx: &Context, class: &Obj<Type>) -> bool {
    let class = class.get(cx);
    let known = matches!(
        class.kind,
        Kind::Instance
            | Kind::Int
            | Kind::Float
            | Kind::Str
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Exception
    );
    !known || class.flags & TypeFlags::NO_NEW != 0
}

fn by_new(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let class = cx.type_of(this);
    let (arguments, keywords) = new_arguments(cx, this)?;
    if arguments.is_none() && keywords.is_none() && is_opaque(cx, &class) {
        // What an opaque object holds it must tell itself.
        let getstate = class.special(cx, |names| &names.__getstate__);
        if getstate.is_none_or(|method| is_objects_own(cx, &method)) {
            return Err(cannot_pickle(cx, this));
        }
    }
    let state = state(cx, this)?;
    let items = if class.get(cx).kind == Kind::List { cx.iter(this)? } else { Value::None };
    let pairs = if class.get(cx).kind == Kind::Dict {
        let pairs = cx.call_method_named(this, "items", &[])?;
        cx.iter(&pairs)?
    } else {
        Value::None
    };
    let (function, arguments) = match keywords {
        Some(keywords) => {
            let arguments = cx.tuple_value(arguments.unwrap_or_default());
            let all = cx.tuple_value(vec![class.value(), arguments, keywords.value()]);
            (copyreg(cx, "__newobj_ex__")?, all)
        }
        None => {
            let mut all = vec![class.value()];
            all.extend(arguments.unwrap_or_default());
            let all = cx.tuple_value(all);
            (copyreg(cx, "__newobj__")?, all)
        }
    };
    Ok(cx.tuple_value(vec![function, arguments, state, items, pairs]))
}

/// What `__getnewargs_ex__` or `__getnewargs__` give: arguments for `__new__`.
fn new_arguments(cx: &mut Context, this: &Value) -> PyResult<(Option<Vec<Value>>, Option<Obj<Dict>>)> {
    let name = cx.intern("__getnewargs_ex__");
    if let Some(method) = cx.attr_or_absent(this, &name)? {
        let result = cx.call(&method, &[])?;
        let Some(pair) = super::object_methods::tuple_items(&result).cloned() else {
            let got = cx.type_name(&result);
            return Err(cx.type_error(format!("__getnewargs_ex__ should return a tuple, not '{got}'")));
        };
        if pair.items().len() != 2 {
            let count = pair.items().len();
            return Err(
                cx.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {count}"))
            );
        }
        let Some(arguments) = super::object_methods::tuple_items(&pair.items()[0]) else {
            let got = cx.type_name(&pair.items()[0]);
            return Err(cx.type_error(format!(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{got}'"
            )));
        };
        let Some(keywords) = pair.items()[1].as_ref().and_then(|object| object.downcast::<Dict>()) else {
            let got = cx.type_name(&pair.items()[1]);
            return Err(cx.type_error(format!(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{got}'"
            )));
        };
        return Ok((Some(arguments.items().to_vec()), Some(keywords.clone())));
    }
    let name = cx.names().__getnewargs__.clone();
    if let Some(method) = cx.attr_or_absent(this, &name)? {
        let result = cx.call(&method, &[])?;
        return match super::object_methods::tuple_items(&result) {
            Some(arguments) => Ok((Some(arguments.items().to_vec()), None)),
            None => {
                let got = cx.type_name(&result);
                Err(cx.type_error(format!("__getnewargs__ should return a tuple, not '{got}'")))
            }
        };
    }
    Ok((None, None))
}

/// Protocols 0 and 1: the nearest builtin base is made from its own value.
fn by_reconstructor(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let class = cx.type_of(this);
    let mro = class.mro(cx);
    let base = mro
        .into_iter()
        .find(|class| class.has_flags(cx, TypeFlags::BUILTIN))
        .unwrap_or_else(|| class.clone());
    let plain = base.get(cx).kind == Kind::Instance;
    if !plain && (base.is(&class) || is_opaque(cx, &base)) {
        let name = &class.get(cx).name.to_string_lossy();
        return Err(cx.type_error(format!("cannot pickle '{name}' object")));
    }
    let slots = class.get(cx).root.hidden() > 0;
    let getstate = class.special(cx, |names| &names.__getstate__);
    let custom = getstate.as_ref().and_then(Value::as_ref).is_some_and(|found| found.kind() != Kind::Native);
    if slots && !custom {
        return Err(
            cx.type_error("a class that defines __slots__ without defining __getstate__ cannot be pickled")
        );
    }
    let value = if plain { Value::None } else { cx.call(&base.value(), std::slice::from_ref(this))? };
    let arguments = cx.tuple_value(vec![class.value(), base.value(), value]);
    let function = copyreg(cx, "_reconstructor")?;
    let state = state(cx, this)?;
    let mut parts = vec![function, arguments];
    if cx.truth(&state)? {
        parts.push(state);
    }
    Ok(cx.tuple_value(parts))
}

fn state(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let name = cx.names().__getstate__.clone();
    cx.call_method(this, &name, &[])
}

fn getstate(cx: &mut Context, this: Value) -> PyResult<Value> {
    let Some(object) = this.as_ref() else { return Ok(Value::None) };
    let class = cx.type_of(&this);
    let own = match instance::dict_of(cx, object) {
        Some(dict) if !dict.get(cx).table.is_empty() => {
            let copy = dict.get(cx).table.copied();
            cx.new_dict(copy).into()
        }
        _ => Value::None,
    };
    if class.get(cx).root.hidden() == 0 {
        return Ok(own);
    }
    let mut slots = crate::objects::table::Table::default();
    for name in slot_names(cx, &class) {
        if let Some(value) = cx.attr_or_absent(&this, &name)? {
            slots.insert_str(&name, value);
        }
    }
    if slots.is_empty() {
        return Ok(own);
    }
    let slots = cx.new_dict(slots).into();
    Ok(cx.tuple_value(vec![own, slots]))
}

/// The names of all slots of a class, as attributes of instances.
fn slot_names(cx: &mut Context, class: &Obj<Type>) -> Vec<Obj<Str>> {
    let mut names = Vec::new();
    for ancestor in class.mro(cx) {
        let dict = ancestor.get(cx).dict.clone();
        for entry in dict.get(cx).table.iter() {
            let member = entry.value.as_ref().and_then(|object| object.downcast::<super::property::Member>());
            if let Some(member) = member {
                names.push(member.name.clone());
            }
        }
    }
    names.into_iter().map(|name| cx.intern_obj(&name)).collect()
}
