//! The `math` module over floats, with CPython's errors. Integer functions are in `int::number`; sums that need
//! more than double precision in [`sum`]; taking floats apart in [`parts`].
//!
//! sin, exp and their like are the platform's, as in CPython, so last digits may differ between platforms; gamma and
//! lgamma are libm's and may differ from CPython's own in the last digits.

pub mod parts;
pub mod sum;

pub use parts::{frexp, is_close, ldexp, modf, next_after, ulp};
pub use sum::{dist, fsum, hypot, sum_products};

use crate::int::{BigInt, arith, convert};
use crate::{PyError, PyResult, float};
use dashu_base::{Sign, UnsignedAbs};

/// The error of an argument outside of a function's domain that names the argument.
fn expected(what: &str, x: f64) -> PyError {
    PyError::value(format!("{what}, got {}", float::repr(x)))
}

fn domain_error() -> PyError {
    PyError::value("math domain error")
}

fn range_error() -> PyError {
    PyError::overflow("math range error")
}

/// An infinite result of finite arguments is an overflow.
fn in_range(result: f64, x: f64) -> PyResult<f64> {
    if result.is_infinite() && x.is_finite() { Err(range_error()) } else { Ok(result) }
}

fn finite(x: f64, function: fn(f64) -> f64) -> PyResult<f64> {
    if x.is_infinite() { Err(expected("expected a finite input", x)) } else { Ok(function(x)) }
}

/// `math.sin(x)`
pub fn sin(x: f64) -> PyResult<f64> {
    finite(x, f64::sin)
}

/// `math.cos(x)`
pub fn cos(x: f64) -> PyResult<f64> {
    finite(x, f64::cos)
}

/// `math.tan(x)`
pub fn tan(x: f64) -> PyResult<f64> {
    finite(x, f64::tan)
}

/// `math.sqrt(x)`
pub fn sqrt(x: f64) -> PyResult<f64> {
    if x < 0.0 { Err(expected("expected a nonnegative input", x)) } else { Ok(x.sqrt()) }
}

const UNIT: &str = "expected a number in range from -1 up to 1";

/// `math.asin(x)`
pub fn asin(x: f64) -> PyResult<f64> {
    if x.abs() > 1.0 { Err(expected(UNIT, x)) } else { Ok(x.asin()) }
}

/// `math.acos(x)`
pub fn acos(x: f64) -> PyResult<f64> {
    if x.abs() > 1.0 { Err(expected(UNIT, x)) } else { Ok(x.acos()) }
}

/// `math.acosh(x)`
pub fn acosh(x: f64) -> PyResult<f64> {
    if x < 1.0 { Err(expected("expected argument value not less than 1", x)) } else { Ok(libm::acosh(x)) }
}

/// `math.asinh(x)`
pub fn asinh(x: f64) -> f64 {
    libm::asinh(x)
}

/// `math.atanh(x)`
pub fn atanh(x: f64) -> PyResult<f64> {
    if x.abs() >= 1.0 { Err(expected("expected a number between -1 and 1", x)) } else { Ok(libm::atanh(x)) }
}

/// `math.exp(x)`
pub fn exp(x: f64) -> PyResult<f64> {
    in_range(x.exp(), x)
}

/// `math.exp2(x)`
pub fn exp2(x: f64) -> PyResult<f64> {
    in_range(x.exp2(), x)
}

/// `math.expm1(x)`
pub fn expm1(x: f64) -> PyResult<f64> {
    in_range(x.exp_m1(), x)
}

/// `math.cosh(x)`
pub fn cosh(x: f64) -> PyResult<f64> {
    in_range(x.cosh(), x)
}

/// `math.sinh(x)`
pub fn sinh(x: f64) -> PyResult<f64> {
    in_range(x.sinh(), x)
}

/// `math.cbrt(x)`
pub fn cbrt(x: f64) -> f64 {
    x.cbrt()
}

/// `math.log1p(x)`
pub fn log1p(x: f64) -> PyResult<f64> {
    if x <= -1.0 { Err(expected("expected argument value > -1", x)) } else { Ok(x.ln_1p()) }
}

/// The bases with functions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logarithm {
    /// `math.log`
    Natural,
    /// `math.log2`
    Two,
    /// `math.log10`
    Ten,
}

impl Logarithm {
    fn of_positive(self, x: f64) -> f64 {
        match self {
            Logarithm::Natural => x.ln(),
            Logarithm::Two => x.log2(),
            Logarithm::Ten => x.log10(),
        }
    }

    /// Of a float.
    pub fn of(self, x: f64) -> PyResult<f64> {
        if x <= 0.0 { Err(expected("expected a positive input", x)) } else { Ok(self.of_positive(x)) }
    }

    /// Of an int, however large.
    pub fn of_int(self, n: &BigInt) -> PyResult<f64> {
        if n.is_zero() || n.sign() == Sign::Negative {
            return Err(PyError::value("expected a positive input"));
        }
        if let Ok(x) = convert::to_f64(n) {
            return Ok(self.of_positive(x));
        }
        // log(m * 2**e) with 0.5 <= m < 1; 64 bits of m round as all would, but for a tie nobody can see.
        let bits = arith::bit_length(n);
        let mantissa = BigInt::from(n.unsigned_abs() >> (bits - 64));
        let scaled = convert::to_f64(&mantissa)? / 2f64.powi(64);
        Ok(self.of_positive(scaled) + self.of_positive(2.0) * bits as f64)
    }
}

/// `math.log(x, base)`, given both natural logarithms.
pub fn log_in_base(log_x: f64, log_base: f64) -> PyResult<f64> {
    float::arith::true_div(log_x, log_base)
}

/// `math.pow(x, y)`
pub fn pow(x: f64, y: f64) -> PyResult<f64> {
    let result = x.powf(y);
    if !x.is_finite() || !y.is_finite() {
        return Ok(result);
    }
    if result.is_nan() || (x == 0.0 && y < 0.0) {
        return Err(domain_error());
    }
    if result.is_infinite() { Err(range_error()) } else { Ok(result) }
}

/// `math.fmod(x, y)`
pub fn fmod(x: f64, y: f64) -> PyResult<f64> {
    if !x.is_nan() && !y.is_nan() && (x.is_infinite() || y == 0.0) {
        return Err(domain_error());
    }
    Ok(x % y)
}

/// `math.remainder(x, y)`
pub fn remainder(x: f64, y: f64) -> PyResult<f64> {
    if !x.is_nan() && !y.is_nan() && (x.is_infinite() || y == 0.0) {
        return Err(domain_error());
    }
    Ok(libm::remainder(x, y))
}

const POLE: &str = "expected a noninteger or positive integer";

/// `math.gamma(x)`
pub fn gamma(x: f64) -> PyResult<f64> {
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        return Err(expected(POLE, x));
    }
    // Factorials up to 22! are floats and come out exact.
    let result = match x as u64 {
        n @ 1..=23 if n as f64 == x => (1..n).map(|n| n as f64).product(),
        _ => libm::tgamma(x),
    };
    in_range(result, x)
}

/// `math.lgamma(x)`
pub fn lgamma(x: f64) -> PyResult<f64> {
    if x.is_finite() && x <= 0.0 && x == x.floor() {
        return Err(expected(POLE, x));
    }
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    in_range(libm::lgamma(x), x)
}

/// `math.erf(x)`
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// `math.erfc(x)`
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// `math.fma(x, y, z)`
pub fn fma(x: f64, y: f64, z: f64) -> PyResult<f64> {
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(PyError::value("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(PyError::overflow("overflow in fma"));
    }
    Ok(result)
}

/// `math.degrees(x)`
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / std::f64::consts::PI)
}

/// `math.radians(x)`
pub fn radians(x: f64) -> f64 {
    x * (std::f64::consts::PI / 180.0)
}
