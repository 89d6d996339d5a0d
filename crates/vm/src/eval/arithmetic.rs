//! Arithmetic and comparison that the eval loop does not do in place.

use bytecode::Instr;

use super::Window;
use crate::objects::Str;
use crate::protocol::compare::Comparison;
use crate::protocol::number::{Binary, Unary};
use crate::{Context, PyResult, Value};

/// Floor division of ints, unless it needs an error or a big result.
#[inline(always)]
pub(super) fn floor_div(x: i64, y: i64) -> Option<i64> {
    if y == 0 || y == -1 { None } else { Some(crate::protocol::number::floor_div(x, y)) }
}

/// Remainder of ints, unless it needs an error.
#[inline(always)]
pub(super) fn floor_mod(x: i64, y: i64) -> Option<i64> {
    if y == 0 || y == -1 { None } else { Some(crate::protocol::number::floor_mod(x, y)) }
}

/// `x << y`, if it fits 64 bits.
#[inline(always)]
pub(super) fn shift_left(x: i64, y: i64) -> Option<i64> {
    let shifted = x.wrapping_shl(y as u32);
    ((0..64).contains(&y) && shifted >> y == x).then_some(shifted)
}

/// `x >> y`, unless it needs an error or is far.
#[inline(always)]
pub(super) fn shift_right(x: i64, y: i64) -> Option<i64> {
    (0..64).contains(&y).then(|| x >> y)
}

/// `a / b` of two floats, or of two ints that floats represent exactly; not by zero.
#[inline(always)]
pub(super) fn quotient(a: &Value, b: &Value) -> Option<f64> {
    const EXACT: std::ops::RangeInclusive<i64> = -(1 << 53)..=1 << 53;
    match (a, b) {
        (Value::Float(a), Value::Float(b)) if b.get() != 0.0 => Some(a.get() / b.get()),
        (Value::Int(a), Value::Int(b)) if *b != 0 && EXACT.contains(a) && EXACT.contains(b) => {
            Some(*a as f64 / *b as f64)
        }
        _ => None,
    }
}

/// The right operand: a constant where it stands, or a slot that is taken or copied.
fn right(cx: &mut Context, window: Window, offset: u16, rhs: *const Value) -> PyResult<Value> {
    if std::ptr::eq(rhs, window.at(offset)) {
        window.operand(cx, offset)
    } else {
        // SAFETY: a constant of the running code.
        Ok(unsafe { (*rhs).clone() })
    }
}

/// `dst = lhs + rhs` of two strings; says whether they are. A local that gets the result of its own `+=` gives its
/// text up, so that it can grow in place.
#[inline]
fn append(cx: &mut Context, window: Window, i: Instr, rhs: *const Value, inplace: bool) -> bool {
    let plain = |cx: &Context, value: &Value| {
        let object = value.as_ref().filter(|object| object.header().shape_ptr() == cx.shapes().str)?;
        object.downcast::<Str>().cloned()
    };
    // SAFETY: a slot of the window or a constant of the running code; it is not changed before `append` returns.
    let Some(addition) = plain(cx, unsafe { &*rhs }) else { return false };
    let Some(mut target) = plain(cx, window.read(i.b)) else { return false };
    if i.b >= window.temps || inplace && i.a == i.b {
        // What the slot holds is counted by `target`.
        drop(window.take(i.b));
    }
    target = cx.append(target, &addition);
    if std::ptr::eq(rhs, window.at(i.c)) {
        window.consume(cx, i.c);
    }
    window.set(cx, i.a, target.into());
    true
}

/// `dst = lhs op rhs`, for operands that are not both ints or floats, or whose result is unusual.
#[inline(never)]
pub(super) fn binary(
    cx: &mut Context,
    window: Window,
    i: Instr,
    rhs: *const Value,
    op: Binary,
    inplace: bool,
) -> PyResult<()> {
    if op == Binary::Add && append(cx, window, i, rhs, inplace) {
        return Ok(());
    }
    let a = window.operand(cx, i.b)?;
    let b = right(cx, window, i.c, rhs)?;
    let result = if inplace { cx.inplace(op, &a, &b)? } else { cx.binary(op, &a, &b)? };
    window.set(cx, i.a, result);
    drop((a, b));
    cx.settle();
    Ok(())
}

/// `dst = lhs op rhs` for other operands than numbers of 64 bits.
#[inline(never)]
pub(super) fn compare(
    cx: &mut Context,
    window: Window,
    i: Instr,
    rhs: *const Value,
    op: Comparison,
) -> PyResult<()> {
    let a = window.operand(cx, i.b)?;
    let b = right(cx, window, i.c, rhs)?;
    let result = cx.compare(op, &a, &b)?;
    window.set(cx, i.a, result);
    drop((a, b));
    cx.settle();
    Ok(())
}

/// The truth of `lhs op rhs`, for a fused jump: operands are `a` and `b`.
#[inline(never)]
pub(super) fn compare_truth(
    cx: &mut Context,
    window: Window,
    i: Instr,
    rhs: *const Value,
    op: Comparison,
) -> PyResult<bool> {
    let a = window.operand(cx, i.a)?;
    let b = right(cx, window, i.b, rhs)?;
    let result = cx.compare_truth(op, &a, &b)?;
    drop((a, b));
    cx.settle();
    Ok(result)
}

/// `dst = -src` and the like.
#[inline(never)]
pub(super) fn unary(cx: &mut Context, window: Window, i: Instr, op: Unary) -> PyResult<()> {
    let value = window.operand(cx, i.b)?;
    let result = cx.unary(op, &value)?;
    window.set(cx, i.a, result);
    Ok(())
}

/// The truth of an operand.
#[inline(never)]
pub(super) fn truth(cx: &mut Context, window: Window, offset: u16) -> PyResult<bool> {
    let value = window.operand(cx, offset)?;
    let truth = cx.truth(&value)?;
    drop(value);
    cx.settle();
    Ok(truth)
}

/// `is` and `is not`.
pub(super) fn identity(cx: &mut Context, window: Window, i: Instr, wanted: bool) -> PyResult<()> {
    let a = window.operand(cx, i.b)?;
    let b = window.operand(cx, i.c)?;
    let result = Value::bool(a.is(&b) == wanted);
    drop((a, b));
    window.set(cx, i.a, result);
    cx.settle();
    Ok(())
}

/// `in` and `not in`.
#[inline(never)]
pub(super) fn contains(cx: &mut Context, window: Window, i: Instr, wanted: bool) -> PyResult<()> {
    if let Some(result) = cx.plain_contains(window.read(i.c), window.read(i.b)) {
        window.consume(cx, i.c);
        window.consume(cx, i.b);
        window.set(cx, i.a, Value::bool(result == wanted));
        return Ok(());
    }
    let item = window.operand(cx, i.b)?;
    let container = window.operand(cx, i.c)?;
    let result = cx.contains(&container, &item)?;
    window.set(cx, i.a, Value::bool(result == wanted));
    drop((item, container));
    cx.settle();
    Ok(())
}
