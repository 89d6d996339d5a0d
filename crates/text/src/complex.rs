//! Python's `complex`: text of it, reading it, and the arithmetic that is more than adding parts. Formatting by a
//! format spec is in `format_spec`, the hash in `hash`.

use crate::float::{self, Notation, parse::ascii_digits};
use crate::{PyError, PyResult, Wtf8, math};

/// Real and imaginary part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

/// `repr(z)`: the parts without `.0`; the real one is left out if it is positive zero.
pub fn repr(z: Complex) -> String {
    let part = |x: f64, plus: &str| {
        let text = float::format_float(x.abs(), Notation::Shortest, 0, false);
        let sign = if x.is_sign_negative() && !x.is_nan() { "-" } else { plus };
        sign.to_owned() + text.strip_suffix(".0").unwrap_or(&text)
    };
    if z.re == 0.0 && z.re.is_sign_positive() {
        return part(z.im, "") + "j";
    }
    format!("({}{}j)", part(z.re, ""), part(z.im, "+"))
}

/// `complex(text)`
pub fn parse(text: Wtf8<'_>) -> PyResult<Complex> {
    let malformed = || PyError::value("complex() arg is a malformed string");
    let ascii = ascii_digits(text).ok_or_else(malformed)?;
    let joined = ascii.replace('_', "");
    let misplaced = |(at, b): (usize, u8)| {
        let digit =
            |at: Option<usize>| at.and_then(|at| ascii.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        b == b'_' && !(digit(at.checked_sub(1)) && digit(Some(at + 1)))
    };
    if ascii.bytes().enumerate().any(misplaced) {
        let quoted = crate::str_methods::repr(text).as_wtf8().to_string_lossy();
        return Err(PyError::value(format!("could not convert string to complex: {quoted}")));
    }
    let inner = match joined.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')').ok_or_else(malformed)?.trim_matches(float::parse::SPACE),
        None => &joined,
    };
    parts(inner).ok_or_else(malformed)
}

/// Reads `x`, `yj` or `x+yj`, where the number before `j` may be missing.
fn parts(text: &str) -> Option<Complex> {
    let (first, rest) = split_number(text);
    if rest.is_empty() {
        return Some(Complex { re: first?, im: 0.0 });
    }
    if let Some(im) = imaginary(text) {
        return Some(Complex { re: 0.0, im });
    }
    if !rest.starts_with(['+', '-']) {
        return None;
    }
    Some(Complex { re: first?, im: imaginary(rest)? })
}

fn imaginary(text: &str) -> Option<f64> {
    let number = text.strip_suffix(['j', 'J'])?;
    match number {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => match split_number(number) {
            (value, "") => value,
            _ => None,
        },
    }
}

/// The longest number the text begins with, and the rest.
fn split_number(text: &str) -> (Option<f64>, &str) {
    let signed = text.starts_with(['+', '-']) as usize;
    let body = &text[signed..];
    let named = ["infinity", "inf", "nan"]
        .iter()
        .find(|name| body.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let end = signed
        + match named {
            Some(name) => name.len(),
            None => decimal_length(body),
        };
    if end == signed { (None, text) } else { (text[..end].parse().ok(), &text[end..]) }
}

fn decimal_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    let mut count = whole;
    if bytes.get(end) == Some(&b'.') {
        count += digits(end + 1);
        end += 1 + count - whole;
    }
    if count == 0 {
        return 0;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = matches!(bytes.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = bytes.get(end + 1 + sign..).map_or(0, |_| digits(end + 1 + sign));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

/// `abs(z)`
pub fn abs(z: Complex) -> PyResult<f64> {
    let length = math::hypot(&[z.re, z.im]);
    if length.is_infinite() && z.re.is_finite() && z.im.is_finite() {
        return Err(PyError::overflow("absolute value too large"));
    }
    Ok(length)
}

/// An infinite part becomes 1 and a finite one 0, with their signs: the direction towards infinity.
fn boxed(z: Complex) -> Complex {
    let unit = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    Complex { re: unit(z.re), im: unit(z.im) }
}

fn nan_to_zero(z: Complex) -> Complex {
    let zero = |x: f64| if x.is_nan() { 0f64.copysign(x) } else { x };
    Complex { re: zero(z.re), im: zero(z.im) }
}

fn is_infinite(z: Complex) -> bool {
    z.re.is_infinite() || z.im.is_infinite()
}

fn plain_product(a: Complex, b: Complex) -> Complex {
    Complex { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re }
}

/// `a * b`; infinities that come out as nan in both parts are recovered as C's annex G asks.
pub fn mul(a: Complex, b: Complex) -> Complex {
    let product = plain_product(a, b);
    if !product.re.is_nan() || !product.im.is_nan() {
        return product;
    }
    let (mut x, mut y) = (a, b);
    let mut recover = false;
    if is_infinite(x) {
        (x, y) = (boxed(x), nan_to_zero(y));
        recover = true;
    }
    if is_infinite(y) {
        (x, y) = (nan_to_zero(x), boxed(y));
        recover = true;
    }
    let overflows = [a.re * b.re, a.im * b.im, a.re * b.im, a.im * b.re].iter().any(|x| x.is_infinite());
    if !recover && overflows {
        (x, y) = (nan_to_zero(x), nan_to_zero(y));
        recover = true;
    }
    if !recover {
        return product;
    }
    let direction = plain_product(x, y);
    Complex { re: f64::INFINITY * direction.re, im: f64::INFINITY * direction.im }
}

/// `a / b`, scaled by the larger part of the divisor so that nothing overflows on the way.
pub fn div(a: Complex, b: Complex) -> PyResult<Complex> {
    if b.re == 0.0 && b.im == 0.0 {
        return Err(PyError::zero_division(float::arith::DIVISION_BY_ZERO));
    }
    let quotient = if b.re.abs() >= b.im.abs() {
        let ratio = b.im / b.re;
        let scale = b.re + b.im * ratio;
        Complex { re: (a.re + a.im * ratio) / scale, im: (a.im - a.re * ratio) / scale }
    } else if b.im.abs() >= b.re.abs() {
        let ratio = b.re / b.im;
        let scale = b.re * ratio + b.im;
        Complex { re: (a.re * ratio + a.im) / scale, im: (a.im * ratio - a.re) / scale }
    } else {
        Complex { re: f64::NAN, im: f64::NAN }
    };
    if !quotient.re.is_nan() || !quotient.im.is_nan() {
        return Ok(quotient);
    }
    let finite = |z: Complex| z.re.is_finite() && z.im.is_finite();
    if is_infinite(a) && finite(b) {
        let a = boxed(a);
        return Ok(Complex {
            re: f64::INFINITY * (a.re * b.re + a.im * b.im),
            im: f64::INFINITY * (a.im * b.re - a.re * b.im),
        });
    }
    if is_infinite(b) && finite(a) {
        let b = boxed(b);
        return Ok(Complex { re: 0.0 * (a.re * b.re + a.im * b.im), im: 0.0 * (a.im * b.re - a.re * b.im) });
    }
    Ok(quotient)
}

fn zero_to_power() -> PyError {
    PyError::zero_division("zero to a negative or complex power")
}

/// `a ** b`: small whole exponents by multiplication, others through length and angle. As in CPython an infinite
/// result is an overflow and an infinite angle the error of a division by zero, whatever the operands.
pub fn pow(a: Complex, b: Complex) -> PyResult<Complex> {
    const MOST_MULTIPLIED: f64 = 100.0;
    let one = Complex { re: 1.0, im: 0.0 };
    if b.re == 0.0 && b.im == 0.0 {
        return Ok(one);
    }
    let result = if b.im == 0.0 && b.re == b.re.floor() && b.re.abs() <= MOST_MULTIPLIED {
        let power = multiplied(a, b.re.abs() as u32);
        if b.re > 0.0 {
            power
        } else if a.re == 0.0 && a.im == 0.0 {
            return Err(zero_to_power());
        } else {
            div(one, power).unwrap_or(Complex { re: f64::INFINITY, im: f64::INFINITY })
        }
    } else if a.re == 0.0 && a.im == 0.0 {
        if b.im != 0.0 || b.re < 0.0 {
            return Err(zero_to_power());
        }
        Complex { re: 0.0, im: 0.0 }
    } else {
        let (length, angle) = (math::hypot(&[a.re, a.im]), a.im.atan2(a.re));
        let (mut new_length, mut new_angle) = (length.powf(b.re), angle * b.re);
        if b.im != 0.0 {
            new_length *= (-angle * b.im).exp();
            new_angle += b.im * length.ln();
        }
        if new_angle.is_infinite() {
            return Err(zero_to_power());
        }
        Complex { re: new_length * new_angle.cos(), im: new_length * new_angle.sin() }
    };
    if is_infinite(result) { Err(PyError::overflow("complex exponentiation")) } else { Ok(result) }
}

fn multiplied(mut base: Complex, mut exponent: u32) -> Complex {
    let mut result = Complex { re: 1.0, im: 0.0 };
    while exponent > 0 {
        if exponent & 1 == 1 {
            // The first factor too: multiplying by 1 may turn a negative zero positive.
            result = mul(result, base);
        }
        exponent >>= 1;
        if exponent > 0 {
            base = mul(base, base);
        }
    }
    result
}
