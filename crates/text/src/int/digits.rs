//! Text of an int in base 2 to 36, with the limit on decimal digits that guards against quadratic conversions.

use super::{BigInt, convert};
use crate::{PyError, PyResult};
use dashu_base::{Sign, UnsignedAbs};

/// What formatting needs of an int, small or big.
pub trait Integer {
    /// Whether it is below zero.
    fn is_negative(&self) -> bool;
    /// The magnitude's digits in lower case; decimal ones may exceed the limit.
    fn digits(&self, radix: u32) -> PyResult<String>;
    /// The nearest float, or `OverflowError`.
    fn to_f64(&self) -> PyResult<f64>;
    /// The value, if it fits.
    fn to_i64(&self) -> Option<i64>;
}

impl Integer for i64 {
    fn is_negative(&self) -> bool {
        *self < 0
    }

    fn digits(&self, radix: u32) -> PyResult<String> {
        let magnitude = self.unsigned_abs();
        Ok(match radix {
            2 => format!("{magnitude:b}"),
            8 => format!("{magnitude:o}"),
            16 => format!("{magnitude:x}"),
            _ => magnitude.to_string(),
        })
    }

    fn to_f64(&self) -> PyResult<f64> {
        Ok(*self as f64)
    }

    fn to_i64(&self) -> Option<i64> {
        Some(*self)
    }
}

/// A big int and the interpreter's limit on decimal digits (0: none).
#[derive(Clone, Copy, Debug)]
pub struct Bounded<'a> {
    /// The value.
    pub value: &'a BigInt,
    /// The limit.
    pub max_digits: usize,
}

impl Integer for Bounded<'_> {
    fn is_negative(&self) -> bool {
        self.value.sign() == Sign::Negative
    }

    fn digits(&self, radix: u32) -> PyResult<String> {
        let mut text = match radix {
            10 => to_decimal(self.value, self.max_digits)?,
            _ => to_radix(self.value, radix),
        };
        if self.is_negative() {
            text.remove(0);
        }
        Ok(text)
    }

    fn to_f64(&self) -> PyResult<f64> {
        convert::to_f64(self.value)
    }

    fn to_i64(&self) -> Option<i64> {
        i64::try_from(self.value).ok()
    }
}

/// Digits with a leading minus, in base 2 to 36, without a prefix.
pub fn to_radix(value: &BigInt, radix: u32) -> String {
    value.in_radix(radix as u8).to_string()
}

/// `str(value)`. More than `max_digits` digits are an error, noticed before the expensive conversion.
pub fn to_decimal(value: &BigInt, max_digits: usize) -> PyResult<String> {
    let exceeds = || {
        PyError::value(format!(
            "Exceeds the limit ({max_digits} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // A number of b bits has at least (b - 1) * log10(2) digits.
    let least_digits = super::arith::bit_length(value).saturating_sub(1) as u128 * 30103 / 100_000;
    if max_digits > 0 && least_digits > max_digits as u128 {
        return Err(exceeds());
    }
    let text = value.to_string();
    let digits = text.len() - (value.sign() == Sign::Negative) as usize;
    if max_digits > 0 && digits > max_digits { Err(exceeds()) } else { Ok(text) }
}

/// The error of reading `found` digits where only `max_digits` are allowed.
pub(super) fn too_many_to_read(max_digits: usize, found: usize) -> PyError {
    PyError::value(format!(
        "Exceeds the limit ({max_digits} digits) for integer string conversion: value has {found} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// Number of one bits of the magnitude: `int.bit_count()`.
pub fn bit_count(value: &BigInt) -> usize {
    value.unsigned_abs().count_ones()
}
