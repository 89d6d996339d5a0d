//! Iterators over deques, forwards and backwards. A deque that was changed is an error.

use vm::heap::{Body, Ext, NextFn, Obj, Ref, Visitor};
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::deque::{This, mutated};

/// An iterator over a deque; `BACKWARDS` says which way.
pub struct Iterator<const BACKWARDS: bool> {
    deque: This,
    /// How many items were given.
    given: usize,
    left: usize,
    changes: u64,
}

impl<const BACKWARDS: bool> Body for Iterator<BACKWARDS> {
    const NAME: &'static str =
        if BACKWARDS { "collections._deque_reverse_iterator" } else { "collections._deque_iterator" };
    const NEXT: Option<NextFn> = Some(next_of::<BACKWARDS>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.deque.value());
    }
}

fn next_of<const BACKWARDS: bool>(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    match this.downcast::<Ext<Iterator<BACKWARDS>>>() {
        Some(this) => step(cx, this),
        None => Ok(None),
    }
}

fn step<const BACKWARDS: bool>(
    cx: &mut Context,
    this: &Obj<Ext<Iterator<BACKWARDS>>>,
) -> PyResult<Option<Value>> {
    let state = this.get(cx);
    let deque = state.deque.get(cx);
    if deque.changes != state.changes {
        this.get_mut(cx).left = 0;
        return Err(mutated(cx));
    }
    if state.left == 0 {
        return Ok(None);
    }
    let at = if BACKWARDS { deque.items.len() - 1 - state.given } else { state.given };
    let item = deque.items.get(at).cloned();
    let state = this.get_mut(cx);
    state.given += 1;
    state.left -= 1;
    Ok(item)
}

fn next<const BACKWARDS: bool>(cx: &mut Context, this: Obj<Ext<Iterator<BACKWARDS>>>) -> PyResult<Value> {
    match step(cx, &this)? {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

fn over<const BACKWARDS: bool>(cx: &mut Context, deque: This, given: usize) -> Value {
    let class = cx.module_type(if BACKWARDS { &REVERSE_ITERATOR } else { &ITERATOR });
    let (length, changes) = (deque.get(cx).items.len(), deque.get(cx).changes);
    let given = given.min(length);
    cx.new_extension(&class, Iterator::<BACKWARDS> { deque, given, left: length - given, changes }).into()
}

/// `iter(deque)`
pub fn iter(cx: &mut Context, this: This) -> Value {
    over::<false>(cx, this, 0)
}

/// `reversed(deque)`
pub fn reversed(cx: &mut Context, this: This) -> Value {
    over::<true>(cx, this, 0)
}

fn new<const BACKWARDS: bool>(cx: &mut Context, _class: Obj<Type>, deque: This, index: Option<i64>) -> Value {
    over::<BACKWARDS>(cx, deque, usize::try_from(index.unwrap_or(0)).unwrap_or(0))
}

fn hint<const BACKWARDS: bool>(cx: &mut Context, this: Obj<Ext<Iterator<BACKWARDS>>>) -> usize {
    this.get(cx).left
}

fn reduce<const BACKWARDS: bool>(cx: &mut Context, this: Obj<Ext<Iterator<BACKWARDS>>>) -> Value {
    let class = cx.type_of(&this.value()).into();
    let (deque, left) = (this.get(cx).deque.clone(), this.get(cx).left);
    let index = deque.get(cx).items.len() - left;
    let args = cx.tuple_value(vec![deque.into(), Value::Int(index as i64)]);
    cx.tuple_value(vec![class, args])
}

macro_rules! iterator_type {
    ($(#[doc = $comment:literal])+ $static:ident $name:literal $backwards:literal) => {
        $(#[doc = $comment])+
        pub static $static: TypeSpec = TypeSpec {
            methods: &[&[
                static_method!("__new__", "($type, deque, index=0, /)", "Create and return a new object.", new::<$backwards>),
                method!("__iter__", "($self, /)", "Implement iter(self).", |_: &mut Context, this: Obj<Ext<Iterator<$backwards>>>| this),
                method!("__next__", "($self, /)", "Implement next(self).", next::<$backwards>),
                method!("__length_hint__", "($self, /)", "Private method returning an estimate of len(list(it)).", hint::<$backwards>),
                method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce::<$backwards>),
            ]],
            ..TypeSpec::new(concat!("collections.", $name), Kind::Extension)
        };
    };
}

iterator_type!(
    /// `_deque_iterator`.
    ITERATOR "_deque_iterator" false
);
iterator_type!(
    /// `_deque_reverse_iterator`.
    REVERSE_ITERATOR "_deque_reverse_iterator" true
);
