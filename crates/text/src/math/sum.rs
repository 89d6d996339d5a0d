//! Sums that are exact until they are rounded once, and lengths of vectors.
//!
//! The building block: the rounding error of a sum or product of two floats is itself a float and can be computed.

use crate::{PyError, PyResult};

/// A sum and its rounding error.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// A product and its rounding error.
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

/// An exact sum, kept as floats that do not overlap, in increasing magnitude (Shewchuk, 1997).
#[derive(Default)]
struct Exact(Vec<f64>);

impl Exact {
    fn add(&mut self, x: f64) -> PyResult<()> {
        let mut carry = x;
        let mut kept = 0;
        for at in 0..self.0.len() {
            let (sum, error) = two_sum(carry, self.0[at]);
            if error != 0.0 {
                self.0[kept] = error;
                kept += 1;
            }
            carry = sum;
        }
        if carry.is_infinite() {
            return Err(PyError::overflow("intermediate overflow in fsum"));
        }
        self.0.truncate(kept);
        if carry != 0.0 {
            self.0.push(carry);
        }
        Ok(())
    }

    /// The sum rounded once, ties to even.
    fn round(mut self) -> f64 {
        let Some(mut high) = self.0.pop() else { return 0.0 };
        let mut low = 0.0;
        while let Some(next) = self.0.pop() {
            (high, low) = two_sum(high, next);
            if low != 0.0 {
                break;
            }
        }
        // `low` may be exactly half of the last place of `high`; then what lies below it decides.
        if let Some(&below) = self.0.last()
            && (low < 0.0) == (below < 0.0)
            && low != 0.0
        {
            let doubled = low * 2.0;
            let moved = high + doubled;
            if moved - high == doubled {
                high = moved;
            }
        }
        high
    }
}

/// `math.fsum(values)`
pub fn fsum(values: impl IntoIterator<Item = f64>) -> PyResult<f64> {
    let mut exact = Exact::default();
    let (mut special, mut infinities) = (0.0, 0.0);
    let mut any_special = false;
    for x in values {
        if x.is_finite() {
            exact.add(x)?;
        } else {
            any_special = true;
            special += x;
            if x.is_infinite() {
                infinities += x;
            }
        }
    }
    if !any_special {
        return Ok(exact.round());
    }
    if infinities.is_nan() {
        return Err(PyError::value("-inf + inf in fsum"));
    }
    Ok(special)
}

/// `math.sumprod(p, q)` of floats: the products summed exactly, rounded once. Plain summation if that overflows or
/// something is not finite.
pub fn sum_products(p: &[f64], q: &[f64]) -> PyResult<f64> {
    if p.len() != q.len() {
        return Err(PyError::value("Inputs are not the same length"));
    }
    let mut exact = Exact::default();
    for (&a, &b) in p.iter().zip(q) {
        let (product, error) = two_product(a, b);
        if !product.is_finite()
            || !error.is_finite()
            || exact.add(product).and_then(|()| exact.add(error)).is_err()
        {
            return Ok(p.iter().zip(q).map(|(a, b)| a * b).sum());
        }
    }
    Ok(exact.round())
}

/// `math.hypot(*values)`, to within less than one unit in the last place.
pub fn hypot(values: &[f64]) -> f64 {
    if values.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let most = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    if most == 0.0 || values.len() <= 1 {
        return most;
    }
    // Powers of two bring the largest near 1, so that squares neither overflow nor vanish; exact in two steps.
    let (_, exponent) = super::frexp(most);
    let half = (-exponent / 2) as i32;
    let (first, second) = (2f64.powi(half), 2f64.powi(-exponent as i32 - half));
    let (mut sum, mut error) = (0.0, 0.0);
    for &x in values {
        let x = x * first * second;
        let (square, square_error) = two_product(x, x);
        let (next, sum_error) = two_sum(sum, square);
        sum = next;
        error += square_error + sum_error;
    }
    let (total, rest) = two_sum(sum, error);
    let root = total.sqrt();
    // One Newton step with the exact residue.
    let (square, square_error) = two_product(root, root);
    let residue = (total - square) - square_error + rest;
    (root + residue / (2.0 * root)) / first / second
}

/// `math.dist(p, q)`
pub fn dist(p: &[f64], q: &[f64]) -> PyResult<f64> {
    if p.len() != q.len() {
        return Err(PyError::value("both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(q).map(|(a, b)| a - b).collect();
    Ok(hypot(&differences))
}
