//! `dict.keys()`, `.values()` and `.items()`: views that show a dict as it is at any moment. Those of keys and
//! items are sets in their operators.

use super::dict::{self, DictView, Face};
use super::dict_methods::next_pair;
use super::display::Display;
use super::set::{self, Set, as_set};
use super::set_changes;
use super::set_methods::set_from;
use crate::heap::Obj;
use crate::native::{Attribute, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Tuple, TypeSpec};
use crate::protocol::compare::Comparison;
use crate::{Context, PyResult, Value, comparisons, method};

/// `dict_keys`.
pub static KEYS_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[SHARED, SET_LIKE, &COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("dict_keys", Kind::DictView)
};

/// `dict_values`.
pub static VALUES_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[SHARED],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("dict_values", Kind::DictView)
};

/// `dict_items`.
pub static ITEMS_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[SHARED, SET_LIKE, &COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("dict_items", Kind::DictView)
};

static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "mapping",
    doc: "dictionary that this view refers to",
    get: |cx, this| {
        let view = super::native_methods::receiver::<DictView>(cx, this, "mapping", "dict_keys")?;
        let dict = view.get(cx).dict.value();
        Ok(cx.new_mapping_proxy(dict).into())
    },
    set: None,
}];

static COMPARISONS: [Row; 6] = comparisons!(Obj<DictView>, compare);

static SHARED: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", |cx: &mut Context, this: Obj<DictView>| {
        iterate(cx, &this, false)
    }),
    method!("__reversed__", "($self, /)", "Return a reverse iterator over the view.", |cx: &mut Context,
                                                                                       this: Obj<
        DictView,
    >| {
        iterate(cx, &this, true)
    }),
    method!("__len__", "($self, /)", "Return len(self).", |cx: &mut Context, this: Obj<DictView>| len(
        cx, &this
    )),
];

static SET_LIKE: &[Row] = &[
    method!(
        "__contains__",
        "($self, key, /)",
        "Return bool(key in self).",
        |cx: &mut Context, this: Obj<DictView>, item: Value| { contains(cx, &this, &item) }
    ),
    method!("__and__", "($self, value, /)", "Return self&value.", and),
    method!("__rand__", "($self, value, /)", "Return value&self.", and),
    method!("__or__", "($self, value, /)", "Return self|value.", |cx: &mut Context, a: Value, b: Value| or(
        cx, a, b
    )),
    method!("__ror__", "($self, value, /)", "Return value|self.", |cx: &mut Context, a: Value, b: Value| or(
        cx, b, a
    )),
    method!("__sub__", "($self, value, /)", "Return self-value.", |cx: &mut Context, a: Value, b: Value| {
        subtract(cx, a, b)
    }),
    method!("__rsub__", "($self, value, /)", "Return value-self.", |cx: &mut Context, a: Value, b: Value| {
        subtract(cx, b, a)
    }),
    method!(
        "__xor__",
        "($self, value, /)",
        "Return self^value.",
        |cx: &mut Context, a: Value, b: Value| xor(cx, a, b)
    ),
    method!("__rxor__", "($self, value, /)", "Return value^self.", |cx: &mut Context, a: Value, b: Value| {
        xor(cx, b, a)
    }),
    method!(
        "isdisjoint",
        "($self, object, /)",
        "Return True if the view and the given iterable have a null intersection.",
        is_disjoint
    ),
];

/// The view behind a value, if it is one that is like a set.
fn set_like(cx: &Context, value: &Value) -> Option<Obj<DictView>> {
    let view = value.as_ref()?.downcast::<DictView>()?;
    (view.get(cx).face != Face::Values).then(|| view.clone())
}

fn len(cx: &Context, view: &Obj<DictView>) -> usize {
    view.get(cx).dict.get(cx).table.len()
}

fn iterate(cx: &mut Context, view: &Obj<DictView>, reversed: bool) -> Value {
    let (dict, face) = (view.get(cx).dict.clone(), view.get(cx).face);
    let iterator = cx.dict_iterator(&dict, face, reversed);
    cx.new_iterator(iterator)
}

fn repr(cx: &mut Context, this: Obj<DictView>) -> PyResult<Value> {
    let name = cx.type_name(&this.value());
    let shown = cx.guarded_repr(&this.value(), |cx| {
        let (dict, face) = (this.get(cx).dict.clone(), this.get(cx).face);
        let mut items = Vec::with_capacity(dict.get(cx).table.len());
        let mut at = 0;
        while let Some((_, key, value, next)) = next_pair(cx, &dict, at) {
            items.push(match face {
                Face::Keys => key,
                Face::Values => value,
                Face::Items => cx.tuple_value(vec![key, value]),
            });
            at = next;
        }
        let mut display = Display::of(&format!("{name}(["));
        display.items(cx, |_, index| items.get(index).cloned())?;
        display.text("])");
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value("..."),
    })
}

fn contains(cx: &mut Context, view: &Obj<DictView>, item: &Value) -> PyResult<bool> {
    let (dict, face) = (view.get(cx).dict.clone(), view.get(cx).face);
    if face == Face::Keys {
        return Ok(dict::get(cx, &dict, item)?.is_some());
    }
    let pair = item.as_ref().and_then(|item| item.downcast::<Tuple>());
    let Some([key, value]) = pair.map(|pair| pair.items()) else { return Ok(false) };
    match dict::get(cx, &dict, key)? {
        Some(known) => cx.equal(&known, value),
        None => Ok(false),
    }
}

fn and(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    let (mut view, mut other) = match set_like(cx, &a) {
        Some(view) => (view, b),
        None => match set_like(cx, &b) {
            Some(view) => (view, a),
            None => return Ok(cx.not_implemented()),
        },
    };
    if let Some(set) = as_set(&other)
        && cx.type_ref(&other).is(&cx.types().set)
        && len(cx, &view) <= set.get(cx).table.len()
    {
        let set = set.clone();
        return super::set_methods::intersection_of(cx, &set, &view.value()).map(Value::from);
    }
    // Of two views the smaller is gone through.
    if let Some(second) = set_like(cx, &other)
        && len(cx, &second) > len(cx, &view)
    {
        other = view.value();
        view = second;
    }
    let made = empty_set(cx);
    let iterator = cx.iter(&other)?;
    while let Some(item) = cx.next(&iterator)? {
        if contains(cx, &view, &item)? {
            set::add(cx, &made, item)?;
        }
    }
    Ok(made.into())
}

fn empty_set(cx: &mut Context) -> Obj<Set> {
    let class = cx.types().set.clone();
    cx.set_of(&class, Default::default())
}

fn or(cx: &mut Context, a: Value, b: Value) -> PyResult<Obj<Set>> {
    let made = set_from(cx, &a)?;
    set::update(cx, &made, &b)?;
    Ok(made)
}

fn subtract(cx: &mut Context, a: Value, b: Value) -> PyResult<Obj<Set>> {
    let made = set_from(cx, &a)?;
    set_changes::remove_all(cx, &made, &b)?;
    Ok(made)
}

fn xor(cx: &mut Context, a: Value, b: Value) -> PyResult<Obj<Set>> {
    let made = set_from(cx, &a)?;
    let other = set_from(cx, &b)?;
    set_changes::toggle_all(cx, &made, &other)?;
    Ok(made)
}

fn is_disjoint(cx: &mut Context, this: Obj<DictView>, other: Value) -> PyResult<bool> {
    let (mut view, mut other) = (this, other);
    let other_len = match (as_set(&other), set_like(cx, &other)) {
        (Some(set), _) => Some(set.get(cx).table.len()),
        (None, Some(second)) => Some(len(cx, &second)),
        (None, None) => None,
    };
    if let Some(second) = set_like(cx, &other)
        && other_len.is_some_and(|length| length > len(cx, &view))
    {
        other = view.value();
        view = second;
    }
    let iterator = cx.iter(&other)?;
    while let Some(item) = cx.next(&iterator)? {
        if contains(cx, &view, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The number of items of a set or a view that is like one.
fn set_like_len(cx: &Context, value: &Value) -> Option<usize> {
    match as_set(value) {
        Some(set) => Some(set.get(cx).table.len()),
        None => set_like(cx, value).map(|view| len(cx, &view)),
    }
}

fn all_in(cx: &mut Context, small: &Value, large: &Value) -> PyResult<bool> {
    let iterator = cx.iter(small)?;
    while let Some(item) = cx.next(&iterator)? {
        if !cx.contains(large, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<DictView>, other: Value) -> PyResult<Value> {
    let Some(other_len) = set_like_len(cx, &other) else { return Ok(cx.not_implemented()) };
    let size = len(cx, &this);
    let this = this.value();
    let result = match op {
        Comparison::Equal => size == other_len && all_in(cx, &this, &other)?,
        Comparison::NotEqual => !(size == other_len && all_in(cx, &this, &other)?),
        Comparison::Less => size < other_len && all_in(cx, &this, &other)?,
        Comparison::LessEqual => size <= other_len && all_in(cx, &this, &other)?,
        Comparison::Greater => size > other_len && all_in(cx, &other, &this)?,
        Comparison::GreaterEqual => size >= other_len && all_in(cx, &other, &this)?,
    };
    Ok(Value::bool(result))
}
