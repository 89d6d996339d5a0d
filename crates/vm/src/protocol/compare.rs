//! Comparison: `==`, `<` and the others, with reflected methods and without.

use std::cmp::Ordering;

use crate::objects::int::AnyInt;
use crate::objects::{Kind, List, Str, Tuple};
use crate::{Context, PyResult, Value};

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

impl Comparison {
    /// The operator's text.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
        }
    }

    /// The operator with its operands exchanged.
    pub fn swapped(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            same => same,
        }
    }

    /// Whether an order satisfies the operator.
    #[inline(always)]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Less => order == Ordering::Less,
            Comparison::LessEqual => order != Ordering::Greater,
            Comparison::Equal => order == Ordering::Equal,
            Comparison::NotEqual => order != Ordering::Equal,
            Comparison::Greater => order == Ordering::Greater,
            Comparison::GreaterEqual => order != Ordering::Less,
        }
    }

    /// Whether floats satisfy the operator.
    #[inline(always)]
    pub fn holds_f64(self, a: f64, b: f64) -> bool {
        match self {
            Comparison::Less => a < b,
            Comparison::LessEqual => a <= b,
            Comparison::Equal => a == b,
            Comparison::NotEqual => a != b,
            Comparison::Greater => a > b,
            Comparison::GreaterEqual => a >= b,
        }
    }
}

/// Equality of two values when no Python code is needed to tell: numbers, text, `None`, identical objects.
#[inline]
pub fn simple_equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        (Value::Ref(a), Value::Ref(b)) => {
            if a.is(b) {
                return Some(true);
            }
            match (a.downcast::<Str>(), b.downcast::<Str>()) {
                // Subclasses of `str` may define `__eq__`; plain ones are by far the most.
                (Some(x), Some(y)) if a.header().shape_ptr() == b.header().shape_ptr() && is_plain(a) => {
                    Some(x.items() == y.items())
                }
                (None, None) => simple_tuples_equal(a, b),
                _ => None,
            }
        }
        (Value::None, Value::None) => Some(true),
        (Value::Empty, _) | (_, Value::Empty) => Some(false),
        (Value::Ref(object), _) | (_, Value::Ref(object)) => match object.kind() {
            Kind::Str | Kind::Tuple if is_plain(object) => Some(false),
            _ => None,
        },
        (Value::None, _) | (_, Value::None) => Some(false),
        _ => numbers_equal(a, b),
    }
}

/// The same of two tuples whose items are simple themselves. Tuples inside them are not looked into.
fn simple_tuples_equal(a: &crate::Ref, b: &crate::Ref) -> Option<bool> {
    let (x, y) = (a.downcast::<Tuple>()?, b.downcast::<Tuple>()?);
    if !is_plain(a) || !is_plain(b) {
        return None;
    }
    if x.items().len() != y.items().len() {
        return Some(false);
    }
    let nested = |value: &Value| value.as_ref().is_some_and(|object| object.kind() == Kind::Tuple);
    for (x, y) in x.items().iter().zip(y.items()) {
        if nested(x) && nested(y) && !x.is(y) {
            return None;
        }
        if !simple_equal(x, y)? {
            return Some(false);
        }
    }
    Some(true)
}

fn is_plain(object: &crate::Ref) -> bool {
    !object.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
}

fn numbers_equal(a: &Value, b: &Value) -> Option<bool> {
    let as_i64 = |value: &Value| match value {
        Value::Int(number) => Some(*number),
        Value::Bool(truth) => Some(*truth as i64),
        _ => None,
    };
    match (a, b) {
        // A NaN is found in the container that holds it, being identical to itself.
        (Value::Float(a), Value::Float(b)) => Some(a == b || a.get() == b.get()),
        (Value::Float(float), other) | (other, Value::Float(float)) => {
            let order = text::int::convert::compare_i64_f64(as_i64(other)?, float.get());
            Some(order == Some(Ordering::Equal))
        }
        _ => Some(as_i64(a)? == as_i64(b)?),
    }
}

/// The order of two builtin numbers; `None` when one is no number, `Some(None)` for NaN.
pub fn number_order(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    if let (Some(a), Some(b)) = (a.as_int(), b.as_int()) {
        return Some(Some(match (&a, &b) {
            (AnyInt::Small(a), AnyInt::Small(b)) => a.cmp(b),
            _ => a.to_big().as_ref().cmp(b.to_big().as_ref()),
        }));
    }
    let with_float = |number: AnyInt<'_>, float: f64| match number {
        AnyInt::Small(number) => text::int::convert::compare_i64_f64(number, float),
        AnyInt::Big(number) => text::int::convert::compare_f64(number, float),
    };
    match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => Some(a.partial_cmp(&b)),
        (Some(a), None) => Some(with_float(b.as_int()?, a).map(Ordering::reverse)),
        (None, Some(b)) => Some(with_float(a.as_int()?, b)),
        (None, None) => None,
    }
}

impl Context {
    /// `a == b` for containers and searches: identical objects are equal.
    #[inline]
    pub fn equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        match simple_equal(a, b) {
            Some(equal) => Ok(equal),
            None => self.compare_truth(Comparison::Equal, a, b),
        }
    }

    /// The truth of a comparison.
    pub fn compare_truth(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<bool> {
        let result = self.compare(op, a, b)?;
        self.truth(&result)
    }

    /// `a op b`.
    pub fn compare(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<Value> {
        if let (Value::Ref(x), Value::Ref(y)) = (a, b)
            && x.header().shape_ptr() == self.shapes().str
            && y.header().shape_ptr() == self.shapes().str
            && let (Some(x), Some(y)) = (x.downcast::<Str>(), y.downcast::<Str>())
        {
            // WTF-8 keeps the order of code points.
            return Ok(Value::bool(op.holds(x.items().cmp(y.items()))));
        }
        let plain = |value: &Value| !matches!(value, Value::Ref(object) if !is_plain(object) || !matches!(object.kind(), Kind::Int | Kind::Float));
        if plain(a)
            && plain(b)
            && let Some(order) = number_order(a, b)
        {
            return Ok(Value::bool(match order {
                Some(order) => op.holds(order),
                None => op == Comparison::NotEqual,
            }));
        }
        self.compare_objects(op, a, b)
    }

    #[inline(never)]
    fn compare_objects(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<Value> {
        self.check_native_stack().map_err(|raised| self.in_comparison(raised))?;
        self.compare_by_methods(op, a, b)
    }

    fn in_comparison(&mut self, raised: crate::Raised) -> crate::Raised {
        drop(raised);
        self.recursion_error("maximum recursion depth exceeded in comparison")
    }

    fn compare_by_methods(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<Value> {
        let (left, right) = (self.type_of(a), self.type_of(b));
        let mut reflected_tried = false;
        if !left.is(&right) && right.is_subclass(self, &left) {
            reflected_tried = true;
            let result = self.call_comparison(op.swapped(), b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.call_comparison(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if !reflected_tried {
            let result = self.call_comparison(op.swapped(), b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match op {
            Comparison::Equal => Ok(Value::bool(a.is(b))),
            Comparison::NotEqual => Ok(Value::bool(!a.is(b))),
            _ => {
                let (left, right) = (left.name(self), right.name(self));
                let symbol = op.symbol();
                Err(self.type_error(format!(
                    "'{symbol}' not supported between instances of '{left}' and '{right}'"
                )))
            }
        }
    }

    fn call_comparison(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<Value> {
        let class = self.type_of(a);
        let method = class.special(self, |names| match op {
            Comparison::Less => &names.__lt__,
            Comparison::LessEqual => &names.__le__,
            Comparison::Equal => &names.__eq__,
            Comparison::NotEqual => &names.__ne__,
            Comparison::Greater => &names.__gt__,
            Comparison::GreaterEqual => &names.__ge__,
        });
        match method {
            Some(method) => self.call_special(method, a, [b.clone()]),
            None => Ok(self.not_implemented()),
        }
    }

    /// Compares two sequences item by item: what `list` and `tuple` do. Items are fetched anew each time,
    /// because an item's `__eq__` may change a list.
    pub fn compare_sequences(&mut self, op: Comparison, a: &Value, b: &Value) -> PyResult<Value> {
        let lengths = (self.sequence_len(a), self.sequence_len(b));
        if lengths.0 != lengths.1 && matches!(op, Comparison::Equal | Comparison::NotEqual) {
            return Ok(Value::bool(op == Comparison::NotEqual));
        }
        let mut index = 0;
        loop {
            let (Some(x), Some(y)) = (self.sequence_item(a, index), self.sequence_item(b, index)) else {
                let order = self.sequence_len(a).cmp(&self.sequence_len(b));
                return Ok(Value::bool(op.holds(order)));
            };
            if !self.equal(&x, &y)? {
                return match op {
                    Comparison::Equal => Ok(Value::FALSE),
                    Comparison::NotEqual => Ok(Value::TRUE),
                    _ => self.compare(op, &x, &y),
                };
            }
            index += 1;
        }
    }

    /// Number of items of a list or tuple.
    pub fn sequence_len(&self, value: &Value) -> usize {
        match value.as_ref() {
            Some(object) => match (object.downcast::<List>(), object.downcast::<Tuple>()) {
                (Some(list), _) => list.get(self).items.len(),
                (_, Some(tuple)) => tuple.items().len(),
                _ => 0,
            },
            None => 0,
        }
    }

    /// An item of a list or tuple.
    pub fn sequence_item(&self, value: &Value, index: usize) -> Option<Value> {
        let object = value.as_ref()?;
        match (object.downcast::<List>(), object.downcast::<Tuple>()) {
            (Some(list), _) => list.get(self).items.get(index).cloned(),
            (_, Some(tuple)) => tuple.items().get(index).cloned(),
            _ => None,
        }
    }
}
