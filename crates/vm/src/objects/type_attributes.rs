//! `type`: computed attributes of classes.

use crate::heap::Obj;
use crate::native::Attribute;
use crate::objects::type_::{TypeFlags, linearize};
use crate::objects::{Dict, Kind, Str, Type, type_methods, type_new};
use crate::{Context, PyResult, Value};

const fn attribute(
    name: &'static str,
    get: fn(&mut Context, &Value) -> PyResult<Value>,
    set: Option<fn(&mut Context, &Value, Value) -> PyResult<()>>,
) -> Attribute {
    Attribute { name, doc: "", get, set }
}

/// Attributes of `type`.
pub static ATTRIBUTES: &[Attribute] = &[
    attribute("__name__", get_name, Some(set_name)),
    attribute("__qualname__", get_qualname, Some(set_qualname)),
    attribute("__module__", get_module, Some(set_module)),
    attribute("__base__", get_base, None),
    attribute("__bases__", get_bases, Some(set_bases)),
    attribute("__mro__", get_mro, None),
    attribute("__dict__", get_dict, None),
    attribute("__doc__", get_doc, Some(set_doc)),
    attribute("__abstractmethods__", get_abstract, Some(set_abstract)),
    attribute("__annotations__", get_annotations, Some(set_annotations)),
    attribute("__annotate__", get_annotate, Some(set_annotate)),
    attribute("__type_params__", get_type_params, Some(set_type_params)),
    attribute("__text_signature__", get_text_signature, None),
    attribute("__basicsize__", get_basicsize, None),
    attribute("__itemsize__", get_itemsize, None),
    attribute("__dictoffset__", get_dictoffset, None),
    attribute("__weakrefoffset__", get_weakrefoffset, None),
    attribute("__flags__", get_flags, None),
];

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Type>> {
    super::native_methods::receiver::<Type>(cx, object, name, "type")
}

/// The class, for setting one of its attributes; `TypeError` for an immutable one and for deletion.
fn mutable(cx: &mut Context, object: &Value, name: &str, value: &Value) -> PyResult<Obj<Type>> {
    let class = this(cx, object, name)?;
    let key = cx.intern(name);
    type_methods::refuse_immutable(cx, &class, &key)?;
    if value.is_empty() {
        let shown = class.name(cx);
        return Err(cx.type_error(format!("cannot delete '{name}' attribute of immutable type '{shown}'")));
    }
    Ok(class)
}

fn own(cx: &mut Context, class: &Obj<Type>, name: &str) -> Option<Value> {
    let key = cx.intern(name);
    let dict = class.get(cx).dict.clone();
    super::dict::get_str(cx, &dict, &key)
}

fn set_own(cx: &mut Context, class: &Obj<Type>, name: &str, value: Value) {
    let key = cx.intern(name);
    class.set_own(cx, &key, value);
}

fn remove_own(cx: &mut Context, class: &Obj<Type>, name: &str) -> Option<Value> {
    let key = cx.intern(name);
    let dict = class.get(cx).dict.clone();
    let old = super::dict::remove_str(cx, &dict, &key);
    class.modified(cx);
    old
}

fn get_name(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__name__")?.get(cx).name.clone().into())
}

fn text_for(cx: &mut Context, class: &Obj<Type>, attribute: &str, value: &Value) -> PyResult<Obj<Str>> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => {
            let (class, got) = (class.name(cx), cx.type_name(value));
            Err(cx.type_error(format!("can only assign string to {class}.{attribute}, not '{got}'")))
        }
    }
}

fn set_name(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__name__", &value)?;
    let name = text_for(cx, &class, "__name__", &value)?;
    if name.items().contains(&0) {
        return Err(cx.value_error("type name must not contain null characters"));
    }
    class.get_mut(cx).name = name;
    Ok(())
}

fn get_qualname(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__qualname__")?.get(cx).qualname.clone().into())
}

fn set_qualname(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__qualname__", &value)?;
    let name = text_for(cx, &class, "__qualname__", &value)?;
    class.get_mut(cx).qualname = name;
    Ok(())
}

fn get_module(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__module__")?;
    let is_builtin = class.has_flags(cx, TypeFlags::BUILTIN);
    match own(cx, &class, "__module__") {
        // What `type` has of that name is the descriptor that leads here.
        Some(module) if !is_builtin || super::str_methods::as_str(&module).is_some() => Ok(module),
        _ if is_builtin => Ok(cx.intern("builtins").into()),
        _ => Err(cx.attribute_error("__module__")),
    }
}

fn set_module(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__module__", &value)?;
    set_own(cx, &class, "__module__", value);
    // The line is of no use in another module.
    remove_own(cx, &class, "__firstlineno__");
    Ok(())
}

fn get_base(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__base__")?.get(cx).base.clone().map_or(Value::None, Value::from))
}

fn get_bases(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let bases = this(cx, object, "__bases__")?.get(cx).bases.iter().map(Obj::value).collect();
    Ok(cx.tuple_value(bases))
}

fn set_bases(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__bases__", &value)?;
    let name = class.name(cx);
    let Some(bases) = super::object_methods::tuple_items(&value) else {
        let got = cx.type_name(&value);
        return Err(cx.type_error(format!("can only assign tuple to {name}.__bases__, not {got}")));
    };
    if bases.items().is_empty() {
        return Err(cx.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    let mut new = Vec::with_capacity(bases.items().len());
    for base in bases.items() {
        let Some(base) = base.as_ref().and_then(|object| object.downcast::<Type>()) else {
            let got = cx.type_name(base);
            return Err(cx.type_error(format!("{name}.__bases__ must be tuple of classes, not '{got}'")));
        };
        if base.is_subclass(cx, &class) {
            return Err(cx.type_error("a __bases__ item causes an inheritance cycle"));
        }
        new.push(base.clone());
    }
    let best = type_new::best_base(cx, &new)?;
    let old_base = class.get(cx).base.clone().unwrap_or_else(|| cx.types().object.clone());
    let builtin = |class: &Obj<Type>| class.has_flags(cx, TypeFlags::BUILTIN);
    if builtin(&best) != builtin(&old_base) {
        let (new, old) = (best.name(cx), old_base.name(cx));
        return Err(cx.type_error(format!("__bases__ assignment: '{new}' deallocator differs from '{old}'")));
    }
    if !type_new::same_layout(cx, &best, &old_base) {
        let (new, old) = (best.name(cx), old_base.name(cx));
        return Err(
            cx.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'"))
        );
    }
    let old_bases = std::mem::replace(&mut class.get_mut(cx).bases, new.clone());
    class.get_mut(cx).base = Some(best);
    if let Err(raised) = reorder(cx, &class) {
        let payload = class.get_mut(cx);
        payload.bases = old_bases;
        payload.base = Some(old_base);
        reorder(cx, &class)?;
        return Err(raised);
    }
    let pointer = class.get(cx).root.class_ptr();
    for base in &old_bases {
        base.edit_subclasses(|list| list.retain(|known| *known != pointer));
    }
    for base in &new {
        base.edit_subclasses(|list| list.push(pointer));
    }
    class.modified(cx);
    Ok(())
}

/// Computes the resolution order of a class and of its subclasses again.
fn reorder(cx: &mut Context, class: &Obj<Type>) -> PyResult<()> {
    let bases = class.get(cx).bases.clone();
    let ancestors = linearize(cx, &bases)?;
    let old = std::mem::replace(&mut class.get_mut(cx).ancestors, ancestors);
    drop(old);
    type_new::custom_order(cx, class)?;
    for subclass in class.subclass_list(cx) {
        reorder(cx, &subclass)?;
    }
    Ok(())
}

fn get_mro(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let mro = this(cx, object, "__mro__")?.mro(cx).into_iter().map(Value::from).collect();
    Ok(cx.tuple_value(mro))
}

fn get_dict(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let dict = this(cx, object, "__dict__")?.get(cx).dict.clone();
    Ok(cx.new_mapping_proxy(dict.into()).into())
}

fn get_doc(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__doc__")?;
    if let Some(spec) = class.get(cx).spec
        && !spec.doc.is_empty()
    {
        return Ok(cx.str_value(spec.doc));
    }
    match own(cx, &class, "__doc__") {
        Some(doc) => cx.bind_to_class(&doc, &class),
        None => Ok(Value::None),
    }
}

fn set_doc(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__doc__", &value)?;
    set_own(cx, &class, "__doc__", value);
    Ok(())
}

fn get_abstract(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__abstractmethods__")?;
    match own(cx, &class, "__abstractmethods__") {
        Some(names) if !class.is(&cx.types().type_) => Ok(names),
        _ => Err(cx.attribute_error("__abstractmethods__")),
    }
}

fn set_abstract(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = this(cx, object, "__abstractmethods__")?;
    let key = cx.names().__abstractmethods__.clone();
    type_methods::refuse_immutable(cx, &class, &key)?;
    if value.is_empty() {
        if remove_own(cx, &class, "__abstractmethods__").is_none() {
            return Err(cx.attribute_error("__abstractmethods__"));
        }
        class.get_mut(cx).flags &= !TypeFlags::ABSTRACT;
        return Ok(());
    }
    let any = cx.truth(&value)?;
    set_own(cx, &class, "__abstractmethods__", value);
    let payload = class.get_mut(cx);
    payload.flags =
        if any { payload.flags | TypeFlags::ABSTRACT } else { payload.flags & !TypeFlags::ABSTRACT };
    Ok(())
}

fn no_builtin(cx: &mut Context, class: &Obj<Type>, name: &str) -> PyResult<()> {
    if class.has_flags(cx, TypeFlags::BUILTIN) {
        let class = class.name(cx);
        return Err(cx.attribute_error(format!("type object '{class}' has no attribute '{name}'")));
    }
    Ok(())
}

fn get_annotate(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__annotate__")?;
    no_builtin(cx, &class, "__annotate__")?;
    for name in ["__annotate_func__", "__annotate__"] {
        if let Some(found) = own(cx, &class, name) {
            return cx.bind_to_class(&found, &class);
        }
    }
    set_own(cx, &class, "__annotate_func__", Value::None);
    Ok(Value::None)
}

fn set_annotate(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = this(cx, object, "__annotate__")?;
    let key = cx.names().__annotate__.clone();
    type_methods::refuse_immutable(cx, &class, &key)?;
    if value.is_empty() {
        return Err(cx.type_error("cannot delete __annotate__ attribute"));
    }
    if !value.is_none() && !cx.is_callable(&value) {
        return Err(cx.type_error("__annotate__ must be callable or None"));
    }
    let keep = value.is_none();
    set_own(cx, &class, "__annotate_func__", value);
    if !keep {
        remove_own(cx, &class, "__annotations_cache__");
    }
    Ok(())
}

fn get_annotations(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__annotations__")?;
    no_builtin(cx, &class, "__annotations__")?;
    for name in ["__annotations__", "__annotations_cache__"] {
        if let Some(found) = own(cx, &class, name) {
            return cx.bind_to_class(&found, &class);
        }
    }
    let annotate = get_annotate(cx, object)?;
    let annotations = cx.annotations_by(&annotate)?;
    set_own(cx, &class, "__annotations_cache__", annotations.value());
    Ok(annotations.into())
}

fn set_annotations(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = this(cx, object, "__annotations__")?;
    let key = cx.names().__annotations__.clone();
    type_methods::refuse_immutable(cx, &class, &key)?;
    let direct = own(cx, &class, "__annotations__").is_some();
    let place = if direct { "__annotations__" } else { "__annotations_cache__" };
    if value.is_empty() {
        if remove_own(cx, &class, place).is_none() {
            return Err(cx.attribute_error("__annotations__"));
        }
    } else {
        set_own(cx, &class, place, value);
    }
    remove_own(cx, &class, "__annotate__");
    set_own(cx, &class, "__annotate_func__", Value::None);
    Ok(())
}

impl Context {
    /// The annotations that an `__annotate__` function gives; an empty dict when there is none.
    pub fn annotations_by(&mut self, annotate: &Value) -> PyResult<Obj<Dict>> {
        if annotate.is_none() || annotate.is_empty() {
            return Ok(self.new_dict(Default::default()));
        }
        let annotations = self.call(annotate, &[Value::Int(1)])?;
        match annotations.as_ref().and_then(|object| object.downcast::<Dict>()) {
            Some(annotations) => Ok(annotations.clone()),
            None => {
                let got = self.type_name(&annotations);
                Err(self.type_error(format!("__annotate__() must return a dict, not {got}")))
            }
        }
    }
}

fn get_type_params(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__type_params__")?;
    let found = own(cx, &class, "__type_params__");
    Ok(found.unwrap_or_else(|| cx.interp_ref().singletons.empty_tuple.value()))
}

fn set_type_params(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let class = mutable(cx, object, "__type_params__", &value)?;
    set_own(cx, &class, "__type_params__", value);
    Ok(())
}

fn get_text_signature(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__text_signature__")?;
    let Some(spec) = class.get(cx).spec else { return Ok(Value::None) };
    // Only a signature that says more than `*args, **kwargs` is of use.
    let rows = || spec.methods.iter().flat_map(|rows| rows.iter());
    let row = rows().find(|row| row.name == "__init__").or_else(|| rows().find(|row| row.name == "__new__"));
    let Some(inner) = row.and_then(|row| row.signature.strip_prefix('(')) else { return Ok(Value::None) };
    let Some((_, rest)) = inner.split_once(", ") else { return Ok(cx.str_value("()")) };
    let rest = rest.strip_prefix("/, ").unwrap_or(rest);
    if rest.contains("*args") || rest.starts_with('/') {
        return Ok(Value::None);
    }
    Ok(cx.str_value(&format!("({rest}")))
}

fn get_basicsize(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__basicsize__")?;
    Ok(Value::Int(16 + 8 * class.get(cx).root.hidden() as i64))
}

fn get_itemsize(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__itemsize__")?;
    Ok(Value::Int(match class.get(cx).kind {
        Kind::Int => 4,
        Kind::Tuple => 8,
        Kind::Type => 40,
        _ => 0,
    }))
}

fn get_dictoffset(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__dictoffset__")?;
    Ok(Value::Int(if class.has_flags(cx, TypeFlags::HAS_DICT) { -1 } else { 0 }))
}

fn get_weakrefoffset(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__weakrefoffset__")?;
    Ok(Value::Int(if class.has_flags(cx, TypeFlags::HAS_WEAKREF) { -32 } else { 0 }))
}

/// The bits of CPython's `tp_flags` that mean something here.
fn get_flags(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let class = this(cx, object, "__flags__")?;
    let payload = class.get(cx);
    let has = |flag| payload.flags & flag != 0;
    let mut bits: i64 = 1 << 12;
    let mut set = |condition: bool, bit: u32| bits |= i64::from(condition) << bit;
    let builtin = has(TypeFlags::BUILTIN);
    set(builtin, 8);
    set(!builtin, 9);
    set(has(TypeFlags::BASETYPE), 10);
    set(!builtin && has(TypeFlags::HAS_DICT), 4);
    set(!builtin && has(TypeFlags::HAS_DICT) && payload.kind == Kind::Instance, 2);
    set(!builtin && has(TypeFlags::HAS_WEAKREF), 3);
    set(!builtin || payload.kind.is_container() && payload.kind != Kind::Instance, 14);
    set(has(TypeFlags::ABSTRACT), 20);
    set(payload.kind == Kind::Int, 24);
    set(payload.kind == Kind::List, 25);
    set(payload.kind == Kind::Tuple, 26);
    set(payload.kind == Kind::Str, 28);
    set(payload.kind == Kind::Dict, 29);
    set(payload.kind == Kind::Exception, 30);
    set(payload.kind == Kind::Type, 31);
    Ok(Value::Int(bits))
}
