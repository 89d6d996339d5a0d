//! `deque`: a list that grows and shrinks at both ends, perhaps within a limit. What changes it is in
//! [`super::deque_changes`], its iterators in [`super::deque_iterator`].
//!
//! One step on a deque is indivisible under the GIL: `append`, `popleft` and their kin run no Python code.

use std::collections::VecDeque;

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Row};
use vm::objects::display::Display;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Type, TypeSpec};
use vm::protocol::compare::Comparison;
use vm::{Context, PyResult, Raised, Value, generic, method};

use super::deque_changes::CHANGES;

/// A deque.
pub struct Deque {
    /// The items.
    pub items: VecDeque<Value>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Changes whenever items come or go, so that iterators notice.
    pub changes: u64,
}

impl Body for Deque {
    const NAME: &'static str = "collections.deque";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.changes += 1;
        out.extend(self.items.drain(..));
    }
}

/// A deque object.
pub type This = Obj<Ext<Deque>>;

/// The deque that a value is.
pub fn of(value: &Value) -> Option<&This> {
    value.as_ref().and_then(|object| object.downcast::<Ext<Deque>>())
}

/// The error about a deque that was changed meanwhile.
#[cold]
pub fn mutated(cx: &mut Context) -> Raised {
    cx.runtime_error("deque mutated during iteration")
}

/// An empty deque of a class, with this limit.
pub fn new_deque(cx: &mut Context, class: &Obj<Type>, limit: Option<usize>) -> This {
    cx.new_extension(class, Deque { items: VecDeque::new(), limit, changes: 0 })
}

fn repr(cx: &mut Context, this: This) -> PyResult<Value> {
    let class = cx.type_of(&this.value()).get(cx).name.to_string_lossy();
    let shown = cx.guarded_repr(&this.value(), |cx| {
        let mut display = Display::of(&format!("{class}(["));
        // A subclass may say otherwise what there is to walk.
        let items = cx.collect(&this.value())?;
        display.items(cx, |_, index| items.get(index).cloned())?;
        match this.get(cx).limit {
            Some(limit) => display.text(&format!("], maxlen={limit})")),
            None => display.text("])"),
        }
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value("[...]"),
    })
}

fn len(cx: &mut Context, this: This) -> usize {
    this.get(cx).items.len()
}

/// Calls `visit` with each item until it says to stop; an error if the deque changes meanwhile.
fn each(
    cx: &mut Context,
    this: &This,
    range: std::ops::Range<usize>,
    mut visit: impl FnMut(&mut Context, usize, Value) -> PyResult<bool>,
) -> PyResult<()> {
    let changes = this.get(cx).changes;
    for index in range {
        let Some(item) = this.get(cx).items.get(index).cloned() else { break };
        let stop = visit(cx, index, item)?;
        if stop {
            return Ok(());
        }
        if this.get(cx).changes != changes {
            return Err(mutated(cx));
        }
    }
    Ok(())
}

fn contains(cx: &mut Context, this: This, value: Value) -> PyResult<bool> {
    let mut found = false;
    let length = this.get(cx).items.len();
    each(cx, &this, 0..length, |cx, _, item| {
        found = cx.equal(&item, &value)?;
        Ok(found)
    })?;
    Ok(found)
}

fn count(cx: &mut Context, this: This, value: Value) -> PyResult<usize> {
    let mut count = 0;
    let length = this.get(cx).items.len();
    each(cx, &this, 0..length, |cx, _, item| {
        count += usize::from(cx.equal(&item, &value)?);
        Ok(false)
    })?;
    Ok(count)
}

/// A bound of a search: an index, negative ones counted from the end, clipped.
fn bound(cx: &mut Context, value: Option<Value>, length: usize, default: usize) -> PyResult<usize> {
    let Some(value) = value else { return Ok(default) };
    let Some(number) = cx.try_index(&value)? else {
        return Err(cx.type_error("slice indices must be integers or have an __index__ method"));
    };
    let number = number.to_i64_clipped();
    let from_start = if number < 0 { number.saturating_add(length as i64).max(0) } else { number };
    Ok((from_start as usize).min(length))
}

fn index(
    cx: &mut Context,
    this: This,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> PyResult<usize> {
    let length = this.get(cx).items.len();
    let start = bound(cx, start, length, 0)?;
    let stop = bound(cx, stop, length, length)?;
    let mut found = None;
    each(cx, &this, start..stop, |cx, index, item| {
        if cx.equal(&item, &value)? {
            found = Some(index);
        }
        Ok(found.is_some())
    })?;
    match found {
        Some(index) => Ok(index),
        None => Err(cx.value_error("deque.index(x): x not in deque")),
    }
}

/// A new deque of the same class with the same items and limit.
pub fn copy(cx: &mut Context, this: This) -> PyResult<Value> {
    let (class, limit) = (cx.type_of(&this.value()), this.get(cx).limit);
    if class.is(&cx.module_type(&DEQUE)) {
        let items = this.get(cx).items.clone();
        let made = new_deque(cx, &class, limit);
        made.get_mut(cx).items = items;
        return Ok(made.into());
    }
    let mut args = vec![this.value()];
    args.extend(limit.map(|limit| Value::Int(limit as i64)));
    let made = cx.call(&class.value(), &args)?;
    if of(&made).is_none() {
        let (class, got) = (class.name(cx), cx.type_name(&made));
        return Err(cx.type_error(format!("{class}() must return a deque, not {got}")));
    }
    Ok(made)
}

fn compare(cx: &mut Context, op: Comparison, this: Value, other: Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (of(&this).cloned(), of(&other).cloned()) else {
        return Ok(cx.not_implemented());
    };
    if matches!(op, Comparison::Equal | Comparison::NotEqual) {
        if a.is(&b) {
            return Ok(Value::bool(op == Comparison::Equal));
        }
        if a.get(cx).items.len() != b.get(cx).items.len() {
            return Ok(Value::bool(op == Comparison::NotEqual));
        }
    }
    let changes = (a.get(cx).changes, b.get(cx).changes);
    let mut index = 0;
    loop {
        let items = (a.get(cx).items.get(index).cloned(), b.get(cx).items.get(index).cloned());
        let (Some(x), Some(y)) = items else {
            let order = a.get(cx).items.len().cmp(&b.get(cx).items.len());
            return Ok(Value::bool(op.holds(order)));
        };
        let equal = cx.equal(&x, &y)?;
        if !equal {
            return match op {
                Comparison::Equal => Ok(Value::FALSE),
                Comparison::NotEqual => Ok(Value::TRUE),
                _ => cx.compare(op, &x, &y),
            };
        }
        if (a.get(cx).changes, b.get(cx).changes) != changes {
            return Err(mutated(cx));
        }
        index += 1;
    }
}

static COMPARISONS: &[Row] = &vm::comparisons!(Value, compare);

fn reduce(cx: &mut Context, this: This) -> PyResult<Value> {
    let class = cx.type_of(&this.value()).into();
    let args = match this.get(cx).limit {
        Some(limit) => {
            let empty = cx.tuple_value(Vec::new());
            vec![empty, Value::Int(limit as i64)]
        }
        None => Vec::new(),
    };
    let args = cx.tuple_value(args);
    let state = cx.call_method_named(&this.value(), "__getstate__", &[])?;
    let items = cx.iter(&this.value())?;
    Ok(cx.tuple_value(vec![class, args, state, items]))
}

fn get_limit(cx: &mut Context, value: &Value) -> PyResult<Value> {
    let limit = of(value).and_then(|this| this.get(cx).limit);
    Ok(limit.map_or(Value::None, |limit| Value::Int(limit as i64)))
}

static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__iter__", "($self, /)", "Implement iter(self).", super::deque_iterator::iter),
    method!(
        "__reversed__",
        "($self, /)",
        "An iterator over the items, the last one first.",
        super::deque_iterator::reversed
    ),
    method!("count", "($self, value, /)", "How many items equal value.", count),
    method!(
        "index",
        "($self, value, start=<unrepresentable>, stop=<unrepresentable>, /)",
        "The index of the first item that equals value.",
        index
    ),
    method!("copy", "($self, /)", "A shallow copy.", copy),
    method!("__copy__", "($self, /)", "A shallow copy.", copy),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    method!("__sizeof__", "($self, /)", "Bytes of memory.", |cx: &mut Context, this: This| {
        size_of::<Ext<Deque>>() + this.get(cx).items.capacity() * size_of::<Value>()
    }),
    generic!("See PEP 585"),
];

static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "maxlen",
    doc: "How many items there may be; None for any number.",
    get: get_limit,
    set: None,
}];

/// `deque`.
pub static DEQUE: TypeSpec = TypeSpec {
    doc: "A list-like sequence that is fast at both ends.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS, CHANGES, COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("collections.deque", Kind::Extension)
};
