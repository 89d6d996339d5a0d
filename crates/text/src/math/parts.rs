//! Taking floats apart, putting them together, and stepping from one to the next.

use crate::{PyError, PyResult};

/// `math.frexp(x)`: `x == m * 2**e` with `0.5 <= abs(m) < 1`.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // A subnormal is scaled into the normal range first.
    let (normal, offset) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(64), -64) } else { (x, 0) };
    let bits = normal.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64 - 1022;
    (f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52), exponent + offset)
}

/// `math.ldexp(x, exponent)`; ints beyond 64 bits are clamped by the caller.
pub fn ldexp(x: f64, exponent: i64) -> PyResult<f64> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    // Only the last of these steps may round: the others stay in the normal range.
    let exponent = exponent.clamp(-2200, 2200) as i32;
    let (mantissa, own) = frexp(x);
    let target = own as i32 + exponent;
    let result = if target > 1024 {
        f64::INFINITY
    } else if target > -1021 {
        mantissa * 2f64 * 2f64.powi(target - 1)
    } else {
        mantissa * 2f64.powi(-1000) * 2f64.powi((target + 1000).max(-1022))
    };
    if result.is_infinite() { Err(PyError::overflow("math range error")) } else { Ok(result) }
}

/// `math.modf(x)`: the fraction and the whole part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    let whole = x.trunc();
    let fraction = if x.is_infinite() { 0.0 } else { x - whole };
    (if x.is_nan() { x } else { fraction.copysign(x) }, whole)
}

/// The position of a float in the order of all floats; both zeros are 0.
fn rank(x: f64) -> i64 {
    let magnitude = (x.to_bits() & !(1 << 63)) as i64;
    if x.is_sign_negative() { -magnitude } else { magnitude }
}

/// `math.nextafter(x, y, steps=steps)`; steps beyond 64 bits are clamped by the caller.
pub fn next_after(x: f64, y: f64, steps: i64) -> PyResult<f64> {
    let steps = u64::try_from(steps).map_err(|_| PyError::value("steps must be a non-negative integer"))?;
    if steps == 0 || x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() || x == y {
        return Ok(y);
    }
    let (from, to) = (rank(x) as i128, rank(y) as i128);
    let distance = (to - from).unsigned_abs();
    if distance <= steps as u128 {
        return Ok(y);
    }
    let reached = if to > from { from + steps as i128 } else { from - steps as i128 };
    // Arriving at zero keeps the sign of the side one comes from.
    let magnitude = f64::from_bits(reached.unsigned_abs() as u64);
    let negative = reached < 0 || (reached == 0 && from < 0);
    Ok(if negative { -magnitude } else { magnitude })
}

/// `math.ulp(x)`
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        x
    } else if x == f64::MAX {
        x - x.next_down()
    } else {
        x.next_up() - x
    }
}

/// `math.isclose(a, b, rel_tol=relative, abs_tol=absolute)`
pub fn is_close(a: f64, b: f64, relative: f64, absolute: f64) -> PyResult<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(PyError::value("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (a - b).abs();
    Ok(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}
