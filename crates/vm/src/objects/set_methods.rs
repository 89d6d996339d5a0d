//! `set` and `frozenset`: constructors, operators and the methods that both have. The methods that change a set
//! are in [`super::set_changes`].

use super::display::Display;
use super::set::{self, Set, as_set};
use super::set_changes;
use super::set_table::SetTable;
use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::protocol::compare::Comparison;
use crate::{Context, PyResult, Value, comparisons, generic, method, static_method};

/// `set`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Build an unordered collection of unique elements.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[&SET_METHODS, &COMPARISONS, OPERATORS, SHARED, set_changes::METHODS],
    ..TypeSpec::new("set", Kind::Set)
};

/// `frozenset`.
pub static FROZEN_TYPE: TypeSpec = TypeSpec {
    doc: "Build an immutable unordered collection of unique elements.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[&FROZEN_METHODS, &COMPARISONS, OPERATORS, SHARED],
    ..TypeSpec::new("frozenset", Kind::Set)
};

static SET_METHODS: [Row; 3] = [
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    generic!("Sets are generic in their elements."),
];

static FROZEN_METHODS: [Row; 3] = [
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", frozen_new),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    generic!("Frozensets are generic in their elements."),
];

static COMPARISONS: [Row; 6] = comparisons!(Obj<Set>, compare);

static OPERATORS: &[Row] = &[
    method!("__or__", "($self, value, /)", "Return self|value.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, a, b, union_of)
    }),
    method!("__ror__", "($self, value, /)", "Return value|self.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, b, a, union_of)
    }),
    method!("__and__", "($self, value, /)", "Return self&value.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, a, b, intersection_of)
    }),
    method!("__rand__", "($self, value, /)", "Return value&self.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, b, a, intersection_of)
    }),
    method!("__sub__", "($self, value, /)", "Return self-value.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, a, b, difference_of)
    }),
    method!("__rsub__", "($self, value, /)", "Return value-self.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, b, a, difference_of)
    }),
    method!("__xor__", "($self, value, /)", "Return self^value.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, a, b, symmetric_difference_of)
    }),
    method!("__rxor__", "($self, value, /)", "Return value^self.", |cx: &mut Context, a: Value, b: Value| {
        operate(cx, b, a, symmetric_difference_of)
    }),
];

static SHARED: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__len__", "($self, /)", "Return len(self).", |cx: &mut Context, set: Obj<Set>| set
        .get(cx)
        .table
        .len()),
    method!("__contains__", "($self, object, /)", "x.__contains__(y) <==> y in x.", contains),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    method!("copy", "($self, /)", "Return a shallow copy of a set.", copy),
    method!(
        "union",
        "($self, /, *others)",
        "Return a new set with elements from the set and all others.",
        union
    ),
    method!(
        "intersection",
        "($self, /, *others)",
        "Return a new set with elements common to the set and all others.",
        intersection
    ),
    method!(
        "difference",
        "($self, /, *others)",
        "Return a new set with elements in the set that are not in the others.",
        difference
    ),
    method!(
        "symmetric_difference",
        "($self, other, /)",
        "Return a new set with elements in either the set or other but not both.",
        |cx: &mut Context, set: Obj<Set>, other: Value| symmetric_difference_of(cx, &set, &other)
    ),
    method!(
        "isdisjoint",
        "($self, other, /)",
        "Return True if two sets have a null intersection.",
        is_disjoint
    ),
    method!("issubset", "($self, other, /)", "Report whether another set contains this set.", is_subset),
    method!("issuperset", "($self, other, /)", "Report whether this set contains another set.", is_superset),
];

fn new(cx: &mut Context, class: Obj<Type>, _args: Rest, _keywords: Keywords) -> PyResult<Obj<Set>> {
    let base = cx.types().set.clone();
    cx.check_new(&class, &base)?;
    Ok(cx.set_of(&class, SetTable::default()))
}

fn init(cx: &mut Context, this: Obj<Set>, args: Rest, keywords: Keywords) -> PyResult<()> {
    let args = cx.constructor_args("set", args, &keywords, 0, 1)?;
    let old = this.get_mut(cx).table.take_all();
    drop(old);
    match args.first() {
        Some(iterable) => set::update(cx, &this, iterable),
        None => Ok(()),
    }
}

fn frozen_new(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Obj<Set>> {
    let base = cx.types().frozenset.clone();
    cx.check_new(&class, &base)?;
    let exact = class.is(&base);
    let keywords = cx.own_keywords(&class, &base, |names| &names.__init__, keywords);
    let name = if keywords.0.is_empty() { class.name(cx) } else { "frozenset".to_owned() };
    let args = cx.constructor_args(&name, args, &keywords, 0, 1)?;
    if exact
        && let Some(iterable) = args.first()
        && cx.type_ref(iterable).is(&base)
        && let Some(same) = as_set(iterable)
    {
        return Ok(same.clone());
    }
    let made = cx.set_of(&class, SetTable::default());
    if let Some(iterable) = args.first() {
        set::update(cx, &made, iterable)?;
    }
    Ok(made)
}

/// The class of results: `set` or `frozenset`, never a subclass.
fn base_class(cx: &Context, set: &Obj<Set>) -> Obj<Type> {
    let types = cx.types();
    if cx.is_instance(&set.value(), &types.frozenset) { types.frozenset.clone() } else { types.set.clone() }
}

/// An empty set of the same base class.
fn empty_like(cx: &mut Context, set: &Obj<Set>) -> Obj<Set> {
    let class = base_class(cx, set);
    cx.set_of(&class, SetTable::default())
}

/// A set of the same base class with the same keys.
pub(super) fn copy_of(cx: &mut Context, set: &Obj<Set>) -> PyResult<Obj<Set>> {
    let made = empty_like(cx, set);
    set::merge(cx, &made, set)?;
    Ok(made)
}

/// A new `set` with the keys of any iterable.
pub(super) fn set_from(cx: &mut Context, iterable: &Value) -> PyResult<Obj<Set>> {
    let class = cx.types().set.clone();
    let made = cx.set_of(&class, SetTable::default());
    set::update(cx, &made, iterable)?;
    Ok(made)
}

fn copy(cx: &mut Context, this: Obj<Set>) -> PyResult<Obj<Set>> {
    if cx.type_ref(&this.value()).is(&cx.types().frozenset) {
        return Ok(this);
    }
    copy_of(cx, &this)
}

fn operate(
    cx: &mut Context,
    a: Value,
    b: Value,
    operation: fn(&mut Context, &Obj<Set>, &Value) -> PyResult<Obj<Set>>,
) -> PyResult<Value> {
    match (as_set(&a), as_set(&b)) {
        (Some(set), Some(_)) => operation(cx, set, &b).map(Value::from),
        _ => Ok(cx.not_implemented()),
    }
}

fn union_of(cx: &mut Context, set: &Obj<Set>, other: &Value) -> PyResult<Obj<Set>> {
    let made = copy_of(cx, set)?;
    set::update(cx, &made, other)?;
    Ok(made)
}

fn union(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<Obj<Set>> {
    let made = copy_of(cx, &this)?;
    for other in &others.0 {
        set::update(cx, &made, other)?;
    }
    Ok(made)
}

/// The keys common to both; those of the smaller set are asked for in the larger.
pub(super) fn intersection_of(cx: &mut Context, set: &Obj<Set>, other: &Value) -> PyResult<Obj<Set>> {
    if as_set(other).is_some_and(|other| other.is(set)) {
        return copy_of(cx, set);
    }
    let made = empty_like(cx, set);
    if let Some(other) = as_set(other) {
        let (large, small) =
            if other.get(cx).table.len() > set.get(cx).table.len() { (other, set) } else { (set, other) };
        let mut at = 0;
        while let Some((hash, key, next)) = set::next_key(cx, small, at) {
            if set::contains_hashed(cx, large, hash, &key)? {
                set::add_hashed(cx, &made, hash, key)?;
            }
            at = next;
        }
        return Ok(made);
    }
    let iterator = cx.iter(other)?;
    while let Some(key) = cx.next(&iterator)? {
        let hash = set::element_hash(cx, &key)?;
        if set::contains_hashed(cx, set, hash, &key)? {
            set::add_hashed(cx, &made, hash, key)?;
        }
    }
    Ok(made)
}

/// The keys common to the set and all others.
pub(super) fn intersection(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<Obj<Set>> {
    let Some((first, rest)) = others.0.split_first() else { return copy_of(cx, &this) };
    let mut made = intersection_of(cx, &this, first)?;
    for other in rest {
        made = intersection_of(cx, &made, other)?;
    }
    Ok(made)
}

fn difference_of(cx: &mut Context, set: &Obj<Set>, other: &Value) -> PyResult<Obj<Set>> {
    enum Keys {
        Set(Obj<Set>),
        Dict(Obj<crate::objects::Dict>),
    }
    let keys = match (as_set(other), set::exact_dict(cx, other)) {
        (Some(other), _) => Some((other.get(cx).table.len(), Keys::Set(other.clone()))),
        (None, Some(dict)) => Some((dict.get(cx).table.len(), Keys::Dict(dict))),
        (None, None) => None,
    };
    // Removing a few keys from a copy is less work than looking up every key.
    let Some((_, keys)) = keys.filter(|(size, _)| set.get(cx).table.len() >> 2 <= *size) else {
        let made = copy_of(cx, set)?;
        set_changes::remove_all(cx, &made, other)?;
        return Ok(made);
    };
    let made = empty_like(cx, set);
    let mut at = 0;
    while let Some((hash, key, next)) = set::next_key(cx, set, at) {
        let common = match &keys {
            Keys::Set(other) => set::contains_hashed(cx, other, hash, &key)?,
            Keys::Dict(dict) => super::dict::find(cx, dict, hash, &key)?.is_some(),
        };
        if !common {
            set::add_hashed(cx, &made, hash, key)?;
        }
        at = next;
    }
    Ok(made)
}

fn difference(cx: &mut Context, this: Obj<Set>, others: Rest) -> PyResult<Obj<Set>> {
    let Some((first, rest)) = others.0.split_first() else { return copy_of(cx, &this) };
    let made = difference_of(cx, &this, first)?;
    for other in rest {
        set_changes::remove_all(cx, &made, other)?;
    }
    Ok(made)
}

fn symmetric_difference_of(cx: &mut Context, set: &Obj<Set>, other: &Value) -> PyResult<Obj<Set>> {
    let made = empty_like(cx, set);
    set::update(cx, &made, other)?;
    set_changes::toggle_all(cx, &made, set)?;
    Ok(made)
}

/// Whether every key of `small` is in `large`.
fn all_in(cx: &mut Context, small: &Obj<Set>, large: &Obj<Set>) -> PyResult<bool> {
    if small.get(cx).table.len() > large.get(cx).table.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((hash, key, next)) = set::next_key(cx, small, at) {
        if !set::contains_hashed(cx, large, hash, &key)? {
            return Ok(false);
        }
        at = next;
    }
    Ok(true)
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<Set>, other: Value) -> PyResult<Value> {
    let Some(other) = as_set(&other) else { return Ok(cx.not_implemented()) };
    let (size, other_size) = (this.get(cx).table.len(), other.get(cx).table.len());
    let result = match op {
        Comparison::Equal | Comparison::NotEqual => {
            let hashes = (this.get(cx).hash, other.get(cx).hash);
            let same_hash = !matches!(hashes, (Some(a), Some(b)) if a != b);
            let equal = size == other_size && same_hash && all_in(cx, &this, other)?;
            equal == (op == Comparison::Equal)
        }
        Comparison::LessEqual => all_in(cx, &this, other)?,
        Comparison::GreaterEqual => all_in(cx, other, &this)?,
        Comparison::Less => size < other_size && all_in(cx, &this, other)?,
        Comparison::Greater => size > other_size && all_in(cx, other, &this)?,
    };
    Ok(Value::bool(result))
}

fn is_subset(cx: &mut Context, this: Obj<Set>, other: Value) -> PyResult<bool> {
    if let Some(other) = as_set(&other) {
        return all_in(cx, &this, other);
    }
    let common = intersection_of(cx, &this, &other)?;
    Ok(common.get(cx).table.len() == this.get(cx).table.len())
}

fn is_superset(cx: &mut Context, this: Obj<Set>, other: Value) -> PyResult<bool> {
    if let Some(other) = as_set(&other) {
        return all_in(cx, other, &this);
    }
    let iterator = cx.iter(&other)?;
    while let Some(key) = cx.next(&iterator)? {
        let hash = set::element_hash(cx, &key)?;
        if !set::contains_hashed(cx, &this, hash, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_disjoint(cx: &mut Context, this: Obj<Set>, other: Value) -> PyResult<bool> {
    if let Some(other) = as_set(&other) {
        let common = intersection_of(cx, &this, &other.value())?;
        return Ok(common.get(cx).table.is_empty());
    }
    let iterator = cx.iter(&other)?;
    while let Some(key) = cx.next(&iterator)? {
        let hash = set::element_hash(cx, &key)?;
        if set::contains_hashed(cx, &this, hash, &key)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The key to search for and its hash. A set has no hash, but its elements may be frozensets: the search is then
/// for the frozenset that equals it.
pub(super) fn searched(cx: &mut Context, key: Value) -> PyResult<(u64, Value)> {
    match set::element_hash(cx, &key) {
        Ok(hash) => Ok((hash, key)),
        Err(raised) => {
            let type_error = crate::objects::exception::ExceptionKind::TypeError;
            let Some(elements) = as_set(&key).filter(|_| cx.is_exception(&raised, type_error)) else {
                return Err(raised);
            };
            let class = cx.types().frozenset.clone();
            let frozen = cx.set_of(&class, SetTable::default());
            set::merge(cx, &frozen, elements)?;
            let hash = hash(cx, frozen.clone())?;
            Ok((hash as u64, frozen.into()))
        }
    }
}

fn contains(cx: &mut Context, this: Obj<Set>, key: Value) -> PyResult<bool> {
    let (hash, key) = searched(cx, key)?;
    set::contains_hashed(cx, &this, hash, &key)
}

fn hash(cx: &mut Context, this: Obj<Set>) -> PyResult<i64> {
    if let Some(known) = this.get(cx).hash {
        return Ok(known as i64);
    }
    let hashes: Vec<i64> = this.get(cx).table.iter().map(|slot| slot.hash as i64).collect();
    let hash = text::hash::hash_frozen_set(hashes.into_iter());
    this.get_mut(cx).hash = Some(hash as u64);
    Ok(hash)
}

fn iter(cx: &mut Context, this: Obj<Set>) -> Option<Value> {
    cx.builtin_iter(&this.value())
}

/// The keys at this moment, in the order of iteration.
pub(super) fn keys(cx: &Context, set: &Obj<Set>) -> Vec<Value> {
    set.get(cx).table.iter().map(|slot| slot.key.clone()).collect()
}

fn repr(cx: &mut Context, this: Obj<Set>) -> PyResult<Value> {
    let class = cx.type_of(&this.value());
    let name = class.name(cx);
    let is_set = class.is(&cx.types().set);
    let object = this.value();
    let shown = cx.guarded_repr(&object, |cx| {
        let keys = keys(cx, &this);
        if keys.is_empty() {
            return Ok(cx.str_value(&format!("{name}()")));
        }
        let (open, close) = if is_set { ("{".to_string(), "}") } else { (format!("{name}({{"), "})") };
        let mut display = Display::of(&open);
        display.items(cx, |_, index| keys.get(index).cloned())?;
        display.text(close);
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value(&format!("{name}(...)")),
    })
}

fn reduce(cx: &mut Context, this: Obj<Set>) -> PyResult<Value> {
    let keys = keys(cx, &this);
    let keys = cx.list_value(keys);
    let args = cx.tuple_value(vec![keys]);
    let class = cx.type_of(&this.value()).value();
    let state = cx.call_method_named(&this.value(), "__getstate__", &[])?;
    Ok(cx.tuple_value(vec![class, args, state]))
}
