//! `float.hex()` and `float.fromhex()`.

use crate::{PyError, PyResult, Wtf8};

/// `x.hex()`.
pub fn to_hex(x: f64) -> String {
    if !x.is_finite() {
        return super::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = match (bits >> 52 & 0x7FF) as i64 {
        0 => (0, -1022),
        biased => (1, biased - 1023),
    };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`, rounded to nearest, ties to even.
pub fn from_hex(text: Wtf8<'_>) -> PyResult<f64> {
    let invalid = || PyError::value("invalid hexadecimal floating-point string");
    let text = text.as_str().ok_or_else(invalid)?;
    let text = text.trim_matches(super::parse::SPACE);
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = if rest.eq_ignore_ascii_case("inf") || rest.eq_ignore_ascii_case("infinity") {
        f64::INFINITY
    } else if rest.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        magnitude(rest).ok_or_else(invalid)??
    };
    Ok(if negative { -magnitude } else { magnitude })
}

/// The value of `[0x]digits[.digits][p[sign]decimal]`; nothing if the text has another form.
fn magnitude(text: &str) -> Option<PyResult<f64>> {
    let text = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    let digits_end = text.find(|c: char| !c.is_ascii_hexdigit() && c != '.').unwrap_or(text.len());
    let (mantissa, exponent) = text.split_at(digits_end);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
        return None;
    }
    let exponent = match exponent.strip_prefix(['p', 'P']) {
        None if exponent.is_empty() => 0,
        None => return None,
        Some(number) => saturating_decimal(number)?,
    };

    // The value is kept as `bits * 2^scale` with everything below 64 bits collected in `sticky`: enough to round
    // once, correctly.
    let (mut bits, mut sticky, mut scale) = (0u64, false, 0i64);
    for digit in whole.chars().chain(fraction.chars()) {
        let digit = digit.to_digit(16)? as u64;
        if bits >> 60 == 0 {
            bits = bits << 4 | digit;
        } else {
            sticky |= digit != 0;
            scale += 4;
        }
    }
    scale -= 4 * fraction.len() as i64;
    if bits == 0 {
        return Some(Ok(0.0));
    }
    let rounded = super::scaled::round(bits, sticky, scale.saturating_add(exponent));
    Some(rounded.ok_or_else(|| PyError::overflow("hexadecimal value too large to represent as a float")))
}

/// A signed decimal number, clamped to a range far outside of what any exponent can balance.
fn saturating_decimal(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.bytes().fold(0i64, |n, b| (n * 10 + (b - b'0') as i64).min(1 << 50));
    Some(if negative { -value } else { value })
}
