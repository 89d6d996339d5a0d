//! Number theory of the `math` module: roots, common divisors, combinatorics.

use super::BigInt;
use crate::{PyError, PyResult};
use dashu_base::{Gcd, Sign, SquareRoot, UnsignedAbs};

const MOST: &str = "9223372036854775807";

fn is_negative(a: &BigInt) -> bool {
    a.sign() == Sign::Negative && !a.is_zero()
}

/// `math.isqrt(n)`
pub fn isqrt(n: &BigInt) -> PyResult<BigInt> {
    if is_negative(n) {
        return Err(PyError::value("isqrt() argument must be nonnegative"));
    }
    Ok(BigInt::from(n.unsigned_abs().sqrt()))
}

/// `math.gcd(a, b)`
pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    match (a.is_zero(), b.is_zero()) {
        (true, _) => b.unsigned_abs().into(),
        (_, true) => a.unsigned_abs().into(),
        _ => BigInt::from(a.unsigned_abs().gcd(b.unsigned_abs())),
    }
}

/// `math.lcm(a, b)`
pub fn lcm(a: &BigInt, b: &BigInt) -> BigInt {
    if a.is_zero() || b.is_zero() {
        return BigInt::ZERO;
    }
    BigInt::from((a / gcd(a, b) * b).unsigned_abs())
}

/// The product of `low..high`, by halves so that the factors stay balanced.
fn product(low: u64, high: u64) -> BigInt {
    if high - low <= 8 {
        return (low..high).fold(BigInt::from(1), |product, n| product * n);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle, high)
}

/// `math.factorial(n)`
pub fn factorial(n: &BigInt) -> PyResult<BigInt> {
    if is_negative(n) {
        return Err(PyError::value("factorial() not defined for negative values"));
    }
    let n = i64::try_from(n)
        .map_err(|_| PyError::overflow(format!("factorial() argument should not exceed {MOST}")))?;
    Ok(product(1, n as u64 + 1))
}

fn check_arguments(n: &BigInt, k: &BigInt) -> PyResult<()> {
    if is_negative(n) {
        return Err(PyError::value("n must be a non-negative integer"));
    }
    if is_negative(k) {
        return Err(PyError::value("k must be a non-negative integer"));
    }
    Ok(())
}

/// `n * (n - 1) * ...`, `k` factors.
fn falling(n: &BigInt, k: u64) -> BigInt {
    match u64::try_from(n) {
        Ok(small) if small < u64::MAX => product(small - k + 1, small + 1),
        _ => {
            fn range(n: &BigInt, from: u64, to: u64) -> BigInt {
                if to - from <= 8 {
                    return (from..to).fold(BigInt::from(1), |product, i| product * (n - i));
                }
                let middle = from + (to - from) / 2;
                range(n, from, middle) * range(n, middle, to)
            }
            range(n, 0, k)
        }
    }
}

/// `math.comb(n, k)`
pub fn comb(n: &BigInt, k: &BigInt) -> PyResult<BigInt> {
    check_arguments(n, k)?;
    if k > n {
        return Ok(BigInt::ZERO);
    }
    let rest = n - k;
    let k = if rest < *k { &rest } else { k };
    let k = i64::try_from(k)
        .map_err(|_| PyError::overflow(format!("min(n - k, k) must not exceed {MOST}")))? as u64;
    Ok(falling(n, k) / product(1, k + 1))
}

/// `math.perm(n, k)`
pub fn perm(n: &BigInt, k: &BigInt) -> PyResult<BigInt> {
    check_arguments(n, k)?;
    if k > n {
        return Ok(BigInt::ZERO);
    }
    let k = i64::try_from(k).map_err(|_| PyError::overflow(format!("k must not exceed {MOST}")))?;
    Ok(falling(n, k as u64))
}
