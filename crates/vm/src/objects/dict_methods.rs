//! `dict`: methods. The views are in [`super::dict_views`].

use super::dict::{self, Dict, DictView, Face};
use super::display::Display;
use super::table::Table;
use crate::heap::{Obj, ObjectFlags};
use crate::native::{Keywords, Rest, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::protocol::compare::Comparison;
use crate::{Context, PyResult, Value, class_method, comparisons, generic, method, static_method};

pub use super::dict_views::{ITEMS_TYPE, KEYS_TYPE, VALUES_TYPE};

/// `dict`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "dict() -> new empty dictionary\ndict(mapping) -> from a mapping's pairs\ndict(iterable) -> from an iterable of pairs\ndict(**kwargs) -> from the names and values given",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, &COMPARISONS],
    ..TypeSpec::new("dict", Kind::Dict)
};

static COMPARISONS: [Row; 6] = comparisons!(Obj<Dict>, compare);

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", |cx: &mut Context, this: Obj<Dict>| {
        iterate(cx, &this, Face::Keys, false)
    }),
    method!(
        "__reversed__",
        "($self, /)",
        "Return a reverse iterator over the dict keys.",
        |cx: &mut Context, this: Obj<Dict>| { iterate(cx, &this, Face::Keys, true) }
    ),
    method!("__len__", "($self, /)", "Return len(self).", |cx: &mut Context, this: Obj<Dict>| this
        .get(cx)
        .table
        .len()),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", set_item),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", delete_item),
    method!(
        "__contains__",
        "($self, key, /)",
        "True if the dictionary has the specified key, else False.",
        |cx: &mut Context, this: Obj<Dict>, key: Value| Ok(dict::get(cx, &this, &key)?.is_some())
    ),
    method!("__or__", "($self, value, /)", "Return self|value.", |cx: &mut Context, a: Value, b: Value| or(
        cx, a, b
    )),
    method!("__ror__", "($self, value, /)", "Return value|self.", |cx: &mut Context, a: Value, b: Value| or(
        cx, b, a
    )),
    method!("__ior__", "($self, value, /)", "Return self|=value.", or_in_place),
    method!("clear", "($self, /)", "Remove all items from the dict.", clear),
    method!("copy", "($self, /)", "Return a shallow copy of the dict.", copy),
    method!(
        "get",
        "($self, key, default=None, /)",
        "Return the value for key if key is in the dictionary, else default.",
        get
    ),
    method!(
        "items",
        "($self, /)",
        "Return a set-like object providing a view on the dict's items.",
        |cx: &mut Context, this: Obj<Dict>| { view(cx, this, Face::Items) }
    ),
    method!(
        "keys",
        "($self, /)",
        "Return a set-like object providing a view on the dict's keys.",
        |cx: &mut Context, this: Obj<Dict>| { view(cx, this, Face::Keys) }
    ),
    method!(
        "values",
        "($self, /)",
        "Return an object providing a view on the dict's values.",
        |cx: &mut Context, this: Obj<Dict>| { view(cx, this, Face::Values) }
    ),
    method!(
        "pop",
        "($self, key, default=<unrepresentable>, /)",
        "Remove key and return its value; without the key, default if given, else KeyError.",
        pop
    ),
    method!(
        "popitem",
        "($self, /)",
        "Remove and return a (key, value) pair as a 2-tuple, the last one added first.",
        pop_item
    ),
    method!(
        "setdefault",
        "($self, key, default=None, /)",
        "Insert key with a value of default if key is not in the dictionary.",
        set_default
    ),
    method!(
        "update",
        "($self, /, *args, **kwargs)",
        "Take over the pairs of a mapping or an iterable, then those given by keyword.",
        update_method
    ),
    class_method!(
        "fromkeys",
        "($type, iterable, value=None, /)",
        "Create a new dictionary with keys from iterable and values set to value.",
        from_keys
    ),
    generic!("Dicts are generic in keys and values."),
];

fn new(cx: &mut Context, class: Obj<Type>, _args: Rest, _keywords: Keywords) -> PyResult<Obj<Dict>> {
    let base = cx.types().dict.clone();
    cx.check_new(&class, &base)?;
    Ok(cx.alloc_as(&class, Dict::default()))
}

fn init(cx: &mut Context, this: Obj<Dict>, args: Rest, keywords: Keywords) -> PyResult<()> {
    update_from_call(cx, &this, "dict", args, keywords)
}

fn update_method(cx: &mut Context, this: Obj<Dict>, args: Rest, keywords: Keywords) -> PyResult<()> {
    update_from_call(cx, &this, "update", args, keywords)
}

fn update_from_call(
    cx: &mut Context,
    this: &Obj<Dict>,
    name: &str,
    args: Rest,
    keywords: Keywords,
) -> PyResult<()> {
    let args = cx.constructor_args(name, args, &Keywords(Vec::new()), 0, 1)?;
    if let Some(source) = args.first() {
        update(cx, this, source)?;
    }
    for (key, value) in keywords.0 {
        dict::set_str(cx, this, &key, value);
    }
    Ok(())
}

/// Takes over the pairs of a dict, of anything with `keys`, or of an iterable of pairs.
pub fn update(cx: &mut Context, this: &Obj<Dict>, source: &Value) -> PyResult<()> {
    if let Some(other) = source.as_ref().and_then(|source| source.downcast::<Dict>())
        && iterates_as_dict(cx, source)
    {
        let other = other.clone();
        return merge(cx, this, &other);
    }
    let keys_name = cx.names().keys.clone();
    if let Some(keys) = cx.attr_or_absent(source, &keys_name)? {
        let keys = cx.call(&keys, &[])?;
        let iterator = cx.iter(&keys)?;
        while let Some(key) = cx.next(&iterator)? {
            let value = cx.get_item(source, &key)?;
            dict::set(cx, this, key, value)?;
        }
        return Ok(());
    }
    let iterator = cx.iter(source)?;
    let mut number = 0;
    while let Some(pair) = cx.next(&iterator)? {
        let (key, value) = split_pair(cx, &pair, number)?;
        dict::set(cx, this, key, value)?;
        number += 1;
    }
    Ok(())
}

/// Whether a dict or an instance of a subclass may be read without asking its `__iter__`.
pub(crate) fn iterates_as_dict(cx: &mut Context, value: &Value) -> bool {
    let class = cx.type_of(value);
    let plain = cx.types().dict.clone();
    let own = class.special(cx, |names| &names.__iter__);
    let dicts = plain.special(cx, |names| &names.__iter__);
    matches!((own, dicts), (Some(own), Some(dicts)) if own.is(&dicts))
}

#[inline(never)]
fn split_pair(cx: &mut Context, pair: &Value, number: usize) -> PyResult<(Value, Value)> {
    let items = match cx.try_iter(pair)? {
        Some(iterator) => {
            let mut items = Vec::new();
            while let Some(item) = cx.next(&iterator)? {
                items.push(item);
            }
            items
        }
        None => {
            let raised = cx.type_error("object is not iterable");
            let note = format!("Cannot convert dictionary update sequence element #{number} to a sequence");
            let note = cx.str_value(&note);
            cx.call_method_named(&raised.value(), "add_note", &[note])?;
            return Err(raised);
        }
    };
    match <[Value; 2]>::try_from(items) {
        Ok([key, value]) => Ok((key, value)),
        Err(items) => {
            let length = items.len();
            Err(cx.value_error(format!(
                "dictionary update sequence element #{number} has length {length}; 2 is required"
            )))
        }
    }
}

/// Takes over the pairs of another dict.
pub fn merge(cx: &mut Context, this: &Obj<Dict>, other: &Obj<Dict>) -> PyResult<()> {
    if this.is(other) || other.get(cx).table.is_empty() {
        return Ok(());
    }
    if this.get(cx).table.is_empty() {
        let table = other.get(cx).table.copied();
        let old = std::mem::replace(&mut this.get_mut(cx).table, table);
        drop(old);
        return Ok(());
    }
    let size = other.get(cx).table.len();
    let mut at = 0;
    while let Some(entry) = other.get(cx).table.entries().get(at) {
        at += 1;
        if entry.key.is_empty() {
            continue;
        }
        let (hash, key, value) = (entry.hash, entry.key.clone(), entry.value.clone());
        dict::set_hashed(cx, this, hash, key, value)?;
        if other.get(cx).table.len() != size {
            return Err(cx.runtime_error("dict mutated during update"));
        }
    }
    Ok(())
}

/// The pairs at a position and behind: the first live one, and where to go on.
pub(super) fn next_pair(cx: &Context, dict: &Obj<Dict>, from: usize) -> Option<(u64, Value, Value, usize)> {
    let entries = dict.get(cx).table.entries().get(from..)?;
    let skipped = entries.iter().position(|entry| !entry.key.is_empty())?;
    let entry = &entries[skipped];
    Some((entry.hash, entry.key.clone(), entry.value.clone(), from + skipped + 1))
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<Dict>, other: Value) -> PyResult<Value> {
    let other = other.as_ref().and_then(|other| other.downcast::<Dict>());
    let (Comparison::Equal | Comparison::NotEqual, Some(other)) = (op, other) else {
        return Ok(cx.not_implemented());
    };
    let equal = equal(cx, &this, other)?;
    Ok(Value::bool(equal == (op == Comparison::Equal)))
}

fn equal(cx: &mut Context, this: &Obj<Dict>, other: &Obj<Dict>) -> PyResult<bool> {
    if this.get(cx).table.len() != other.get(cx).table.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((hash, key, value, next)) = next_pair(cx, this, at) {
        at = next;
        match dict::get_hashed(cx, other, hash, &key)? {
            Some(theirs) if cx.equal(&value, &theirs)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn repr(cx: &mut Context, this: Obj<Dict>) -> PyResult<Value> {
    if this.get(cx).table.is_empty() {
        return Ok(cx.str_value("{}"));
    }
    let shown = cx.guarded_repr(&this.value(), |cx| {
        let mut display = Display::of("{");
        let mut at = 0;
        while let Some((_, key, value, next)) = next_pair(cx, &this, at) {
            if at > 0 {
                display.text(", ");
            }
            display.repr(cx, &key)?;
            display.text(": ");
            display.repr(cx, &value)?;
            at = next;
        }
        display.text("}");
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value("{...}"),
    })
}

fn iterate(cx: &mut Context, this: &Obj<Dict>, face: Face, reversed: bool) -> Value {
    let iterator = cx.dict_iterator(this, face, reversed);
    cx.new_iterator(iterator)
}

fn view(cx: &mut Context, dict: Obj<Dict>, face: Face) -> Obj<DictView> {
    let types = cx.types();
    let class = match face {
        Face::Keys => types.dict_keys.clone(),
        Face::Values => types.dict_values.clone(),
        Face::Items => types.dict_items.clone(),
    };
    cx.alloc_as(&class, DictView { dict, face })
}

fn get_item(cx: &mut Context, this: Obj<Dict>, key: Value) -> PyResult<Value> {
    if let Some(value) = dict::get(cx, &this, &key)? {
        return Ok(value);
    }
    if this.as_object().header().has_flags(ObjectFlags::EXTENDED) {
        let missing = cx.try_special(&this.value(), |names| &names.__missing__, [key.clone()])?;
        if let Some(value) = missing {
            return Ok(value);
        }
    }
    Err(cx.key_error(key))
}

fn set_item(cx: &mut Context, this: Obj<Dict>, key: Value, value: Value) -> PyResult<()> {
    dict::set(cx, &this, key, value)
}

fn delete_item(cx: &mut Context, this: Obj<Dict>, key: Value) -> PyResult<()> {
    match dict::remove(cx, &this, &key)? {
        Some(_) => Ok(()),
        None => Err(cx.key_error(key)),
    }
}

fn get(cx: &mut Context, this: Obj<Dict>, key: Value, default: Option<Value>) -> PyResult<Value> {
    Ok(dict::get(cx, &this, &key)?.or(default).unwrap_or(Value::None))
}

fn set_default(cx: &mut Context, this: Obj<Dict>, key: Value, default: Option<Value>) -> PyResult<Value> {
    let hash = dict::key_hash(cx, &key)?;
    if let Some(known) = dict::get_hashed(cx, &this, hash, &key)? {
        return Ok(known);
    }
    let default = default.unwrap_or(Value::None);
    this.get_mut(cx).table.push(hash, key, default.clone());
    Ok(default)
}

fn pop(cx: &mut Context, this: Obj<Dict>, key: Value, default: Option<Value>) -> PyResult<Value> {
    // An empty dict does not even ask for the hash.
    let removed = if this.get(cx).table.is_empty() { None } else { dict::remove(cx, &this, &key)? };
    match removed.or(default) {
        Some(value) => Ok(value),
        None => Err(cx.key_error(key)),
    }
}

fn pop_item(cx: &mut Context, this: Obj<Dict>) -> PyResult<Value> {
    let last = this.get(cx).table.entries().iter().rposition(|entry| !entry.key.is_empty());
    match last {
        Some(at) => {
            let (key, value) = this.get_mut(cx).table.remove_at(at);
            Ok(cx.tuple_value(vec![key, value]))
        }
        None => {
            let message = cx.str_value("popitem(): dictionary is empty");
            Err(cx.key_error(message))
        }
    }
}

fn clear(cx: &mut Context, this: Obj<Dict>) {
    let old = this.get_mut(cx).table.take_all();
    drop(old);
}

fn copy(cx: &mut Context, this: Obj<Dict>) -> Obj<Dict> {
    let table = this.get(cx).table.copied();
    cx.new_dict(table)
}

fn or(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    let dict_of = |value: &Value| value.as_ref().and_then(|object| object.downcast::<Dict>()).cloned();
    let (Some(first), Some(_)) = (dict_of(&a), dict_of(&b)) else { return Ok(cx.not_implemented()) };
    let made = copy(cx, first);
    update(cx, &made, &b)?;
    Ok(made.into())
}

fn or_in_place(cx: &mut Context, this: Obj<Dict>, other: Value) -> PyResult<Obj<Dict>> {
    update(cx, &this, &other)?;
    Ok(this)
}

fn from_keys(cx: &mut Context, class: Obj<Type>, iterable: Value, value: Option<Value>) -> PyResult<Value> {
    let value = value.unwrap_or(Value::None);
    let made = if class.is(&cx.types().dict) {
        cx.new_dict(Table::default()).into()
    } else {
        cx.call(&class.value(), &[])?
    };
    let iterator = cx.iter(&iterable)?;
    while let Some(key) = cx.next(&iterator)? {
        cx.set_item(&made, key, value.clone())?;
    }
    Ok(made)
}
