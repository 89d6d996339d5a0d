//! `slice`: methods and attributes.

use super::display::Display;
use super::slice::Slice;
use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::Type;
use crate::objects::function_methods::readonly;
use crate::protocol::compare::Comparison;
use crate::protocol::number::Binary;
use crate::{Context, PyResult, Value, comparisons, method, static_method};

/// Methods.
pub static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!(
        "indices",
        "($self, object, /)",
        "S.indices(len) -> (start, stop, stride)\n\nWhat the slice means for a sequence of that length.",
        indices
    ),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
];

/// Comparison operators.
pub static COMPARISONS: [Row; 6] = comparisons!(Obj<Slice>, compare);

/// Attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "start",
        doc: "",
        get: |_, this| Ok(part(this, |slice| &slice.start)),
        set: Some(readonly),
    },
    Attribute {
        name: "stop",
        doc: "",
        get: |_, this| Ok(part(this, |slice| &slice.stop)),
        set: Some(readonly),
    },
    Attribute {
        name: "step",
        doc: "",
        get: |_, this| Ok(part(this, |slice| &slice.step)),
        set: Some(readonly),
    },
];

fn part(this: &Value, of: fn(&Slice) -> &Value) -> Value {
    this.as_ref().and_then(|this| this.downcast::<Slice>()).map_or(Value::None, |slice| of(slice).clone())
}

fn new(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Obj<Slice>> {
    let base = cx.types().slice.clone();
    cx.check_new(&class, &base)?;
    let mut args = cx.constructor_args("slice", args, &keywords, 1, 3)?.into_iter();
    let (first, second, step) = (args.next(), args.next(), args.next());
    let (start, stop) = match second {
        Some(stop) => (first, Some(stop)),
        None => (None, first),
    };
    Ok(cx.new_slice(start.unwrap_or(Value::None), stop.unwrap_or(Value::None), step.unwrap_or(Value::None)))
}

fn repr(cx: &mut Context, this: Obj<Slice>) -> PyResult<Value> {
    let parts = [this.start.clone(), this.stop.clone(), this.step.clone()];
    let mut display = Display::of("slice(");
    display.items(cx, |_, index| parts.get(index).cloned())?;
    display.text(")");
    Ok(display.finish(cx).into())
}

fn parts(cx: &mut Context, slice: &Obj<Slice>) -> Value {
    cx.tuple_value(vec![slice.start.clone(), slice.stop.clone(), slice.step.clone()])
}

fn hash(cx: &mut Context, this: Obj<Slice>) -> PyResult<i64> {
    let parts = parts(cx, &this);
    cx.hash_tuple(&parts).map(|hash| hash as i64)
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<Slice>, other: Value) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|other| other.downcast::<Slice>()) else {
        return Ok(cx.not_implemented());
    };
    let (a, b) = (parts(cx, &this), parts(cx, other));
    cx.compare_sequences(op, &a, &b)
}

/// The part as an int of any size, or nothing for `None`.
fn bound(cx: &mut Context, value: &Value) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    match cx.try_index(value)? {
        Some(number) => Ok(Some(number.into_value(cx))),
        None => Err(cx.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// Ints here may be of any size, so they are handled as Python's.
fn indices(cx: &mut Context, this: Obj<Slice>, length: Value) -> PyResult<Value> {
    let length = cx.index(&length)?.into_value(cx);
    let zero = Value::Int(0);
    if cx.compare_truth(Comparison::Less, &length, &zero)? {
        return Err(cx.value_error("length should not be negative"));
    }
    let step = bound(cx, &this.step)?.unwrap_or(Value::Int(1));
    if cx.equal(&step, &zero)? {
        return Err(cx.value_error("slice step cannot be zero"));
    }
    let backwards = cx.compare_truth(Comparison::Less, &step, &zero)?;
    let (low, high) = if backwards {
        (Value::Int(-1), cx.binary(Binary::Subtract, &length, &Value::Int(1))?)
    } else {
        (zero.clone(), length.clone())
    };
    let mut clip = |value: &Value, default: &Value| -> PyResult<Value> {
        let Some(index) = bound(cx, value)? else { return Ok(default.clone()) };
        if cx.compare_truth(Comparison::Less, &index, &zero)? {
            let index = cx.binary(Binary::Add, &index, &length)?;
            Ok(if cx.compare_truth(Comparison::Less, &index, &low)? { low.clone() } else { index })
        } else {
            Ok(if cx.compare_truth(Comparison::Greater, &index, &high)? { high.clone() } else { index })
        }
    };
    let (first, last) = if backwards { (&high, &low) } else { (&low, &high) };
    let start = clip(&this.start, first)?;
    let stop = clip(&this.stop, last)?;
    Ok(cx.tuple_value(vec![start, stop, step]))
}

fn reduce(cx: &mut Context, this: Obj<Slice>) -> Value {
    let class = cx.types().slice.value();
    let parts = parts(cx, &this);
    cx.tuple_value(vec![class, parts])
}
