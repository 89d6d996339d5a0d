//! Float arithmetic where Python differs from the machine: floor division and modulo follow the divisor's sign,
//! division by zero and overflow are errors, `round` rounds the exact decimal value.

use crate::int::BigInt;
use crate::{PyError, PyResult};

/// The text of every division by zero.
pub const DIVISION_BY_ZERO: &str = "division by zero";

/// `x / y`.
pub fn true_div(x: f64, y: f64) -> PyResult<f64> {
    if y == 0.0 { Err(PyError::zero_division(DIVISION_BY_ZERO)) } else { Ok(x / y) }
}

/// `divmod(x, y)`.
pub fn div_mod(x: f64, y: f64) -> PyResult<(f64, f64)> {
    if y == 0.0 {
        return Err(PyError::zero_division(DIVISION_BY_ZERO));
    }
    let remainder = modulo_nonzero(x, y);
    // x - x%y is a multiple of y, so the quotient is a whole number up to rounding.
    let quotient = (x - x % y) / y - if remainder != 0.0 && remainder != x % y { 1.0 } else { 0.0 };
    let quotient = if quotient == 0.0 {
        0f64.copysign(x / y)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    Ok((quotient, remainder))
}

/// `x // y`.
pub fn floor_div(x: f64, y: f64) -> PyResult<f64> {
    Ok(div_mod(x, y)?.0)
}

/// `x % y`.
pub fn modulo(x: f64, y: f64) -> PyResult<f64> {
    if y == 0.0 {
        return Err(PyError::zero_division(DIVISION_BY_ZERO));
    }
    Ok(modulo_nonzero(x, y))
}

fn modulo_nonzero(x: f64, y: f64) -> f64 {
    let remainder = x % y;
    if remainder == 0.0 {
        0f64.copysign(y)
    } else if (y < 0.0) != (remainder < 0.0) {
        remainder + y
    } else {
        remainder
    }
}

/// `x ** y` for floats. The arguments of the `OverflowError` are the two parts of its text. Nothing if the
/// result is complex (a negative base with a fractional exponent).
pub fn pow(x: f64, y: f64) -> PyResult<Option<f64>> {
    if x == 0.0 && y < 0.0 {
        return Err(PyError::zero_division("zero to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return Ok(None);
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(PyError::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(Some(result))
}

/// `x.is_integer()`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x == x.trunc()
}

/// `x.as_integer_ratio()`.
pub fn as_integer_ratio(x: f64) -> PyResult<(BigInt, BigInt)> {
    if x.is_nan() {
        return Err(PyError::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(PyError::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = crate::int::convert::integer_parts(x);
    let mantissa = BigInt::from(mantissa);
    let one = BigInt::from(1);
    Ok(if exponent >= 0 {
        (mantissa << exponent as usize, one)
    } else {
        (mantissa, one << -exponent as usize)
    })
}

/// `round(x)`: the nearest int, halves to even. `math.floor`, `ceil` and `trunc` likewise convert what std's
/// functions of those names give, with the same errors.
pub fn round_to_int(x: f64) -> PyResult<BigInt> {
    crate::int::convert::from_f64(x.round_ties_even())
}

/// `round(x, digits)`: the float nearest to the exact decimal value rounded, halves to even.
pub fn round_to(x: f64, digits: i64) -> PyResult<f64> {
    // Beyond these no digit of a double is cut, or none is left.
    const ALL_KEPT: i64 = 323;
    const NONE_KEPT: i64 = -308;
    if !x.is_finite() || digits > ALL_KEPT || x == 0.0 {
        return Ok(x);
    }
    if digits < NONE_KEPT {
        return Ok(0.0 * x);
    }
    let rounded: f64 = if digits >= 0 {
        read(&format!("{:.*}", digits as usize, x))
    } else {
        let text = format!("{x:e}");
        let exponent: i64 =
            text.split_once('e').and_then(|(_, e)| e.parse().ok()).expect("{:e} writes a decimal exponent");
        match exponent + digits + 1 {
            kept if kept > 0 => read(&format!("{:.*e}", kept as usize - 1, x)),
            0 if above_half(x.abs()) => read(&format!("1e{}", -digits)).copysign(x),
            _ => 0f64.copysign(x),
        }
    };
    if rounded.is_infinite() {
        return Err(PyError::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// Whether `x` is more than five units of its leading decimal digit. Exactly five goes to zero, which is even.
fn above_half(x: f64) -> bool {
    // No double has more integer digits, and only integers are asked about.
    const INTEGER_DIGITS: usize = 309;
    let digits = format!("{x:.INTEGER_DIGITS$e}");
    match digits.as_bytes()[0] {
        b'5' => digits[1..].bytes().take_while(|&b| b != b'e').any(|b| b.is_ascii_digit() && b != b'0'),
        lead => lead > b'5',
    }
}

fn read(text: &str) -> f64 {
    text.parse().expect("std reads what std writes")
}
