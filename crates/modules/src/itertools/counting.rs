//! Iterators without an end: `count`, `cycle`, `repeat`.

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::objects::Type;
use vm::objects::display::Display;
use vm::objects::type_::TypeFlags;
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value, method};

use super::{Step, iterator_type, next_of, size};

/// `count`.
pub struct Count {
    next: Value,
    step: Value,
}

impl Body for Count {
    const NAME: &'static str = "itertools.count";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.next);
        visit(&self.step);
    }
}

impl Step for Count {
    #[inline]
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get_mut(cx);
        if let (Value::Int(next), Value::Int(step)) = (&state.next, &state.step)
            && let Some(after) = next.checked_add(*step)
        {
            return Ok(Some(std::mem::replace(&mut state.next, Value::Int(after))));
        }
        let (item, step) = (state.next.clone(), state.step.clone());
        let after = cx.binary(Binary::Add, &item, &step)?;
        let old = std::mem::replace(&mut this.get_mut(cx).next, after);
        drop(old);
        Ok(Some(item))
    }
}

/// Whether something can be counted with.
fn is_number(cx: &mut Context, value: &Value) -> bool {
    let class = cx.type_of(value);
    class.special(cx, |names| &names.__index__).is_some()
        || class.special(cx, |names| &names.__int__).is_some()
        || class.special(cx, |names| &names.__float__).is_some()
        || class.special(cx, |names| &names.__complex__).is_some()
}

/// Counts in steps of one begin with an int, others with what is given.
fn plain(start: Value, step: &Value) -> Value {
    match (start, step) {
        (Value::Bool(truth), Value::Int(1) | Value::Bool(1)) => Value::Int(truth as i64),
        (start, _) => start,
    }
}

fn new_count(
    cx: &mut Context,
    class: Obj<Type>,
    start: Option<Value>,
    step: Option<Value>,
) -> PyResult<Value> {
    let step = step.unwrap_or(Value::Int(1));
    let next = plain(start.unwrap_or(Value::Int(0)), &step);
    if !is_number(cx, &next) || !is_number(cx, &step) {
        return Err(cx.type_error("a number is required"));
    }
    Ok(cx.new_extension(&class, Count { next, step }).into())
}

fn show_count(cx: &mut Context, this: Obj<Ext<Count>>) -> PyResult<Value> {
    let (next, step) = (this.get(cx).next.clone(), this.get(cx).step.clone());
    let class = cx.type_of(&this.value()).get(cx).name.to_string_lossy();
    let mut display = Display::of(&format!("{class}("));
    display.repr(cx, &next)?;
    if !matches!(step, Value::Int(1) | Value::Bool(1)) {
        display.text(", ");
        display.repr(cx, &step)?;
    }
    display.text(")");
    Ok(display.finish(cx).into())
}

iterator_type!(
    /// `count`.
    COUNT, Count, "count",
    "Numbers from start on, in equal steps, for ever.",
    new "($type, /, start=0, step=1)" new_count,
    flags TypeFlags::BASETYPE,
    rows [method!("__repr__", "($self, /)", "Return repr(self).", show_count)]
);

/// `cycle`.
pub struct Cycle {
    /// Empty when it is exhausted.
    iterator: Value,
    seen: Vec<Value>,
    /// The next of what was seen, once the iterator is exhausted.
    next: usize,
}

impl Body for Cycle {
    const NAME: &'static str = "itertools.cycle";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.iterator);
        self.seen.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.iterator.take());
        out.append(&mut self.seen);
    }
}

impl Step for Cycle {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let iterator = this.get(cx).iterator.clone();
        if !iterator.is_empty() {
            if let Some(item) = cx.next(&iterator)? {
                this.get_mut(cx).seen.push(item.clone());
                return Ok(Some(item));
            }
            let done = this.get_mut(cx).iterator.take();
            drop(done);
        }
        let state = this.get_mut(cx);
        let Some(item) = state.seen.get(state.next).cloned() else { return Ok(None) };
        state.next = (state.next + 1) % state.seen.len();
        Ok(Some(item))
    }
}

fn new_cycle(cx: &mut Context, class: Obj<Type>, iterable: Value) -> PyResult<Value> {
    let iterator = cx.iter(&iterable)?;
    Ok(cx.new_extension(&class, Cycle { iterator, seen: Vec::new(), next: 0 }).into())
}

iterator_type!(
    /// `cycle`.
    CYCLE, Cycle, "cycle",
    "The items of an iterable, then the same again, for ever.",
    new "($type, iterable, /)" new_cycle,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `repeat`.
pub struct Repeat {
    object: Value,
    /// How often yet; `None` for ever.
    left: Option<u64>,
}

impl Body for Repeat {
    const NAME: &'static str = "itertools.repeat";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.object);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(std::mem::replace(&mut self.object, Value::None));
    }
}

impl Step for Repeat {
    #[inline]
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get_mut(cx);
        match &mut state.left {
            Some(0) => return Ok(None),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(Some(state.object.clone()))
    }
}

fn new_repeat(cx: &mut Context, class: Obj<Type>, object: Value, times: Option<Value>) -> PyResult<Value> {
    let left = match times {
        Some(times) => Some(u64::try_from(size(cx, &times)?).unwrap_or(0)),
        None => None,
    };
    Ok(cx.new_extension(&class, Repeat { object, left }).into())
}

fn show_repeat(cx: &mut Context, this: Obj<Ext<Repeat>>) -> PyResult<Value> {
    let (object, left) = (this.get(cx).object.clone(), this.get(cx).left);
    let class = cx.type_of(&this.value()).get(cx).name.to_string_lossy();
    let mut display = Display::of(&format!("{class}("));
    display.repr(cx, &object)?;
    if let Some(left) = left {
        display.text(&format!(", {left}"));
    }
    display.text(")");
    Ok(display.finish(cx).into())
}

fn repeat_hint(cx: &mut Context, this: Obj<Ext<Repeat>>) -> PyResult<i64> {
    match this.get(cx).left {
        Some(left) => Ok(left as i64),
        None => Err(cx.type_error("len() of unsized object")),
    }
}

iterator_type!(
    /// `repeat`.
    REPEAT, Repeat, "repeat",
    "repeat(object [,times]): the same object again and again.",
    new "($type, /, object, times=<unrepresentable>)" new_repeat,
    flags TypeFlags::BASETYPE,
    rows [
        method!("__repr__", "($self, /)", "Return repr(self).", show_repeat),
        method!("__length_hint__", "($self, /)", "Private method returning an estimate of len(list(it)).", repeat_hint),
    ]
);
