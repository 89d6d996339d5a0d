//! Between ints and floats, exactly or correctly rounded, and between ints and bytes.

use super::BigInt;
use super::arith::bit_length;
use crate::float::scaled;
use crate::{PyError, PyResult};
use dashu_base::{DivRem, Sign, UnsignedAbs};
use dashu_int::UBig;
use std::cmp::Ordering;

/// Splits a finite float into a whole number and a power of two: `x == m * 2**e`, with `m` odd or zero.
pub fn integer_parts(x: f64) -> (i64, i64) {
    let bits = x.to_bits();
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = match (bits >> 52 & 0x7FF) as i64 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased - 1075),
    };
    if mantissa == 0 {
        return (0, 0);
    }
    let zeros = mantissa.trailing_zeros();
    let mantissa = mantissa >> zeros;
    (if x < 0.0 { -mantissa } else { mantissa }, exponent + zeros as i64)
}

/// The upper 64 bits of the magnitude, the power of two they are scaled by, and whether anything is cut off.
fn top_bits(magnitude: &UBig) -> (u64, i64, bool) {
    match magnitude.as_words() {
        [] => (0, 0, false),
        [word] => (*word, 0, false),
        [rest @ .., second, top] => {
            let shift = top.leading_zeros();
            let pair = (*top as u128) << 64 | *second as u128;
            let shifted = pair << shift;
            let sticky = shifted as u64 != 0 || rest.iter().any(|&word| word != 0);
            ((shifted >> 64) as u64, 64 * (rest.len() as i64 + 1) - shift as i64, sticky)
        }
    }
}

/// `float(a)`, rounded to nearest, ties to even.
pub fn to_f64(a: &BigInt) -> PyResult<f64> {
    let (bits, scale, sticky) = top_bits(&a.unsigned_abs());
    let magnitude = scaled::round(bits, sticky, scale)
        .ok_or_else(|| PyError::overflow("int too large to convert to float"))?;
    Ok(if a.sign() == Sign::Negative { -magnitude } else { magnitude })
}

/// `int(x)`: the whole part.
pub fn from_f64(x: f64) -> PyResult<BigInt> {
    if x.is_nan() {
        return Err(PyError::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(PyError::overflow("cannot convert float infinity to integer"));
    }
    let (mantissa, exponent) = integer_parts(x.trunc());
    Ok(BigInt::from(mantissa) << exponent as usize)
}

/// Compares an int with a float by their exact values; nothing for nan.
pub fn compare_f64(a: &BigInt, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = from_f64(x).expect("x is finite");
    Some(a.cmp(&whole).then_with(|| x.trunc().partial_cmp(&x).expect("x is finite")))
}

/// As [`compare_f64`] for an int of 64 bits.
pub fn compare_i64_f64(a: i64, x: f64) -> Option<Ordering> {
    const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
    if x.is_nan() {
        None
    } else if x >= TWO_TO_63 {
        Some(Ordering::Less)
    } else if x < -TWO_TO_63 {
        Some(Ordering::Greater)
    } else {
        a.cmp(&(x as i64)).then_with(|| x.trunc().partial_cmp(&x).expect("not nan")).into()
    }
}

/// `a / b`, the correctly rounded quotient of the exact values.
pub fn true_div(a: &BigInt, b: &BigInt) -> PyResult<f64> {
    if b.is_zero() {
        return Err(PyError::zero_division(crate::float::arith::DIVISION_BY_ZERO));
    }
    let negative = a.sign() != b.sign();
    if a.is_zero() {
        return Ok(if b.sign() == Sign::Negative { -0.0 } else { 0.0 });
    }
    // Scale so that the quotient has 64 or 65 bits; what the remainder says about the rest fits into one bit.
    let shift = 64 + bit_length(b) as i64 - bit_length(a) as i64;
    let (mut dividend, mut divisor) = (a.unsigned_abs(), b.unsigned_abs());
    if shift >= 0 {
        dividend <<= shift as usize;
    } else {
        divisor <<= -shift as usize;
    }
    let (quotient, remainder) = dividend.div_rem(divisor);
    let (bits, scale, cut) = top_bits(&quotient);
    let magnitude = scaled::round(bits, cut || !remainder.is_zero(), scale - shift)
        .ok_or_else(|| PyError::overflow("integer division result too large for a float"))?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// The order of the bytes of an int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Most significant first.
    Big,
    /// Least significant first.
    Little,
}

impl ByteOrder {
    /// `'big'` or `'little'`.
    pub fn from_name(name: &str) -> PyResult<ByteOrder> {
        match name {
            "big" => Ok(ByteOrder::Big),
            "little" => Ok(ByteOrder::Little),
            _ => Err(PyError::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

/// `a.to_bytes(length, order, signed=signed)`
pub fn to_bytes(a: &BigInt, length: i64, order: ByteOrder, signed: bool) -> PyResult<Vec<u8>> {
    let length =
        usize::try_from(length).map_err(|_| PyError::value("length argument must be non-negative"))?;
    let negative = a.sign() == Sign::Negative && !a.is_zero();
    if negative && !signed {
        return Err(PyError::overflow("can't convert negative int to unsigned"));
    }
    let too_big = || PyError::overflow("int too big to convert");
    // -2**n needs no more bits than 2**n - 1 and the sign.
    let bits = if negative { bit_length(&(a + BigInt::from(1))) } else { bit_length(a) } + signed as usize;
    if !a.is_zero() && bits.div_ceil(8) > length {
        return Err(too_big());
    }
    let fill = if negative { 0xFF } else { 0 };
    let magnitude = if negative { (-(a + BigInt::from(1))).unsigned_abs() } else { a.unsigned_abs() };
    let mut bytes: Vec<u8> = magnitude.to_le_bytes().iter().map(|b| b ^ fill).collect();
    bytes.resize(length, fill);
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, order, signed=signed)`
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> BigInt {
    let (magnitude, top) = match order {
        ByteOrder::Big => (UBig::from_be_bytes(bytes), bytes.first()),
        ByteOrder::Little => (UBig::from_le_bytes(bytes), bytes.last()),
    };
    let value = BigInt::from(magnitude);
    if signed && top.is_some_and(|&b| b >= 0x80) {
        value - (BigInt::from(1) << (8 * bytes.len()))
    } else {
        value
    }
}
