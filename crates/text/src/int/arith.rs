//! Integer arithmetic where Python differs from the machine: floor division, powers with a modulus, shifts by any
//! amount, and refusing results that cannot fit in memory. Plain `+ - * & | ^ !` are the operators of [`BigInt`],
//! which treat negative numbers as two's complement of unbounded width.

use super::BigInt;
use crate::float::arith::DIVISION_BY_ZERO;
use crate::{ErrorKind, PyError, PyResult};
use dashu_base::{BitTest, DivRem, Sign, UnsignedAbs};
use dashu_int::UBig;
use dashu_int::fast_div::ConstDivisor;

/// Results of more bits than this (4 GiB) are refused as `MemoryError` instead of exhausting the machine.
const MOST_BITS: u128 = 1 << 35;

/// `divmod(a, b)`: the quotient is rounded down, the remainder has the divisor's sign.
pub fn div_mod(a: &BigInt, b: &BigInt) -> PyResult<(BigInt, BigInt)> {
    if b.is_zero() {
        return Err(PyError::zero_division(DIVISION_BY_ZERO));
    }
    let (mut quotient, mut remainder) = a.div_rem(b);
    if !remainder.is_zero() && remainder.sign() != b.sign() {
        quotient -= 1;
        remainder += b;
    }
    Ok((quotient, remainder))
}

/// `a // b`
pub fn floor_div(a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    Ok(div_mod(a, b)?.0)
}

/// `a % b`
pub fn modulo(a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    if b.is_zero() {
        return Err(PyError::zero_division(DIVISION_BY_ZERO));
    }
    let remainder = a % b;
    Ok(if !remainder.is_zero() && remainder.sign() != b.sign() { remainder + b } else { remainder })
}

fn out_of_memory() -> PyError {
    PyError::new(ErrorKind::Memory, "")
}

/// `a ** b`; nothing if the exponent is negative, when the result is a float.
pub fn pow(a: &BigInt, b: &BigInt) -> PyResult<Option<BigInt>> {
    if b.sign() == Sign::Negative && !b.is_zero() {
        return Ok(None);
    }
    let one = BigInt::from(1);
    if a.is_zero() || *a == one {
        return Ok(Some(if b.is_zero() { one } else { a.clone() }));
    }
    if *a == -&one {
        return Ok(Some(if b.bit(0) { -one } else { one }));
    }
    let exponent = usize::try_from(b).map_err(|_| out_of_memory())?;
    // |a|**b has more than (bits - 1) * b bits.
    if (bit_length(a) as u128 - 1) * exponent as u128 > MOST_BITS {
        return Err(out_of_memory());
    }
    Ok(Some(a.pow(exponent)))
}

/// `pow(a, b, m)`. A negative exponent asks for powers of the modular inverse.
pub fn pow_mod(a: &BigInt, b: &BigInt, m: &BigInt) -> PyResult<BigInt> {
    if m.is_zero() {
        return Err(PyError::value("pow() 3rd argument cannot be 0"));
    }
    let modulus: UBig = m.unsigned_abs();
    let power = if modulus.is_one() {
        BigInt::ZERO
    } else {
        let ring = ConstDivisor::new(modulus);
        let base = ring.reduce(a.clone());
        let base = match b.sign() {
            Sign::Positive => base,
            Sign::Negative => {
                base.inv().ok_or_else(|| PyError::value("base is not invertible for the given modulus"))?
            }
        };
        BigInt::from(base.pow(&b.unsigned_abs()).residue())
    };
    Ok(if m.sign() == Sign::Negative && !power.is_zero() { power + m } else { power })
}

fn shift_amount(amount: &BigInt) -> PyResult<Option<usize>> {
    if amount.sign() == Sign::Negative && !amount.is_zero() {
        return Err(PyError::value("negative shift count"));
    }
    Ok(usize::try_from(amount).ok())
}

/// `a << amount`
pub fn shift_left(a: &BigInt, amount: &BigInt) -> PyResult<BigInt> {
    let amount = shift_amount(amount)?;
    if a.is_zero() {
        return Ok(BigInt::ZERO);
    }
    let amount = amount.ok_or_else(|| PyError::overflow("too many digits in integer"))?;
    if amount as u128 + bit_length(a) as u128 > MOST_BITS {
        return Err(out_of_memory());
    }
    Ok(a << amount)
}

/// `a >> amount`, rounding down.
pub fn shift_right(a: &BigInt, amount: &BigInt) -> PyResult<BigInt> {
    match shift_amount(amount)? {
        Some(amount) if amount < bit_length(a) => Ok(a >> amount),
        _ if a.sign() == Sign::Negative && !a.is_zero() => Ok(BigInt::from(-1)),
        _ => Ok(BigInt::ZERO),
    }
}

/// `int.bit_length()`: bits of the magnitude.
pub fn bit_length(a: &BigInt) -> usize {
    let (_, words) = a.as_sign_words();
    words.last().map_or(0, |top| words.len() * 64 - top.leading_zeros() as usize)
}

/// `round(a, -digits)`: the nearest multiple of `10**digits`, halves to even.
pub fn round_to_tens(a: &BigInt, digits: usize) -> BigInt {
    // A power with more digits than `a` has bits is more than twice as large.
    if digits > bit_length(a) {
        return BigInt::ZERO;
    }
    let unit = BigInt::from(10).pow(digits);
    let (quotient, remainder) = div_mod(a, &unit).expect("a power of ten is not zero");
    let twice = &remainder << 1usize;
    let up = twice > unit || (twice == unit && quotient.bit(0));
    (if up { quotient + 1 } else { quotient }) * unit
}
