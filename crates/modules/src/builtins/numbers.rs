//! Functions about numbers.

use text::int::BigInt;
use vm::objects::Str;
use vm::objects::bytes::as_bytes;
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value};

pub(super) fn abs(cx: &mut Context, number: Value) -> PyResult<Value> {
    match &number {
        Value::Int(small) if *small != i64::MIN => return Ok(Value::Int(small.abs())),
        Value::Float(bits) => return Ok(Value::float(bits.get().abs())),
        _ => {}
    }
    match cx.try_special(&number, |names| &names.__abs__, [])? {
        Some(result) => Ok(result),
        None => {
            let name = cx.type_name(&number);
            Err(cx.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

/// A number in a base, with its prefix.
fn in_base(cx: &mut Context, number: &Value, radix: u32, prefix: &str) -> PyResult<String> {
    let number = cx.index(number)?.into_big();
    let digits = text::int::to_radix(&number, radix);
    Ok(match digits.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{digits}"),
    })
}

pub(super) fn bin(cx: &mut Context, number: Value) -> PyResult<String> {
    in_base(cx, &number, 2, "0b")
}

pub(super) fn oct(cx: &mut Context, number: Value) -> PyResult<String> {
    in_base(cx, &number, 8, "0o")
}

pub(super) fn hex(cx: &mut Context, number: Value) -> PyResult<String> {
    in_base(cx, &number, 16, "0x")
}

pub(super) fn divmod(cx: &mut Context, x: Value, y: Value) -> PyResult<Value> {
    let (left, right) = (cx.type_of(&x), cx.type_of(&y));
    let forward = left.special(cx, |names| &names.__divmod__);
    let backward = if left.is(&right) { None } else { right.special(cx, |names| &names.__rdivmod__) };
    // The right operand goes first when its class refines the left one's.
    let right_first = backward.is_some() && right.is_subclass(cx, &left);
    let forward = forward.map(|method| (method, &x, &y));
    let backward = backward.map(|method| (method, &y, &x));
    let order = if right_first { [backward, forward] } else { [forward, backward] };
    for (method, this, other) in order.into_iter().flatten() {
        let result = cx.call_special(method, this, [other.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let (a, b) = (left.name(cx), right.name(cx));
    Err(cx.type_error(format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'")))
}

pub(super) fn pow(cx: &mut Context, base: Value, exponent: Value, modulus: Option<Value>) -> PyResult<Value> {
    let Some(modulus) = modulus.filter(|modulus| !modulus.is_none()) else {
        return cx.binary(Binary::Power, &base, &exponent);
    };
    if let (Some(base), Some(exponent), Some(modulus)) = (base.as_int(), exponent.as_int(), modulus.as_int())
    {
        let result = text::int::arith::pow_mod(&base.to_big(), &exponent.to_big(), &modulus.to_big());
        let result = cx.lift(result)?;
        return Ok(cx.big_int_value(result));
    }
    let class = cx.type_of(&base);
    if let Some(method) = class.special(cx, |names| &names.__pow__) {
        let result = cx.call_special(method, &base, [exponent.clone(), modulus.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let other = cx.type_of(&exponent);
    if !other.is(&class)
        && let Some(method) = other.special(cx, |names| &names.__rpow__)
    {
        let result = cx.call_special(method, &exponent, [base.clone(), modulus.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let (a, b, c) = (cx.type_name(&base), cx.type_name(&exponent), cx.type_name(&modulus));
    Err(cx.type_error(format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{c}'")))
}

pub(super) fn round(cx: &mut Context, number: Value, digits: Option<Value>) -> PyResult<Value> {
    let class = cx.type_of(&number);
    let Some(method) = class.special(cx, |names| &names.__round__) else {
        let name = class.name(cx);
        return Err(cx.type_error(format!("type {name} doesn't define __round__ method")));
    };
    match digits.filter(|digits| !digits.is_none()) {
        Some(digits) => cx.call_special(method, &number, [digits]),
        None => cx.call_special(method, &number, []),
    }
}

pub(super) fn sum(cx: &mut Context, iterable: Value, start: Option<Value>) -> PyResult<Value> {
    let mut total = start.unwrap_or(Value::Int(0));
    if total.as_ref().is_some_and(|object| object.downcast::<Str>().is_some()) {
        return Err(cx.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if as_bytes(&total).is_some() {
        return Err(cx.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
    }
    if total.as_ref().is_some_and(|object| object.kind() == vm::objects::Kind::ByteArray) {
        return Err(cx.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
    }
    let iterator = cx.iter(&iterable)?;
    let mut pending = None;
    if let Value::Int(start) = total {
        (total, pending) = sum_ints(cx, &iterator, start)?;
    }
    if let (Value::Int(so_far), Some(Value::Float(first))) = (&total, &pending) {
        total = Value::float(*so_far as f64 + first.get());
        pending = None;
    }
    if let (Value::Float(start), None) = (&total, &pending) {
        let (sum, left) = sum_floats(cx, &iterator, Compensated { high: start.get(), low: 0.0 })?;
        (total, pending) = (Value::float(sum), left);
    }
    if let Some(item) = pending {
        total = cx.binary(Binary::Add, &total, &item)?;
    }
    while let Some(item) = cx.next(&iterator)? {
        total = cx.binary(Binary::Add, &total, &item)?;
    }
    Ok(total)
}

/// Adds ints while they last; the second result is the first item that is none.
fn sum_ints(cx: &mut Context, iterator: &Value, start: i64) -> PyResult<(Value, Option<Value>)> {
    let mut total = start;
    while let Some(item) = cx.next(iterator)? {
        let number = match &item {
            Value::Int(number) => *number,
            Value::Bool(truth) => *truth as i64,
            _ => return Ok((Value::Int(total), Some(item))),
        };
        match total.checked_add(number) {
            Some(sum) => total = sum,
            None => {
                let sum = BigInt::from(total) + BigInt::from(number);
                return Ok((cx.big_int_value(sum), None));
            }
        }
    }
    Ok((Value::Int(total), None))
}

/// A sum of floats and the sum of what rounding has lost of it (Neumaier, 1974).
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, number: f64) {
        let sum = self.high + number;
        self.low += if self.high.abs() >= number.abs() {
            (self.high - sum) + number
        } else {
            (number - sum) + self.high
        };
        self.high = sum;
    }

    fn total(&self) -> f64 {
        // An infinite or undefined loss says nothing.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// Adds floats and small ints while they last.
fn sum_floats(cx: &mut Context, iterator: &Value, mut sum: Compensated) -> PyResult<(f64, Option<Value>)> {
    while let Some(item) = cx.next(iterator)? {
        match &item {
            Value::Float(bits) => sum.add(bits.get()),
            Value::Int(number) => sum.add(*number as f64),
            Value::Bool(truth) => sum.add(*truth as f64),
            _ => return Ok((sum.total(), Some(item))),
        }
    }
    Ok((sum.total(), None))
}
