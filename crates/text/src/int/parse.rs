//! `int(text, base)`: signs, prefixes, underscores, digits of any script, and the limit on decimal digits.

use super::BigInt;
use super::digits::too_many_to_read;
use crate::float::parse::{SPACE, ascii_digits};
use crate::{PyError, PyResult, Wtf8};
use dashu_int::UBig;

/// `int(text, base)`; `base` is as given by the user, 0 meaning "as a literal".
pub fn parse(text: Wtf8<'_>, base: i64, max_digits: usize) -> PyResult<BigInt> {
    let base = check_base(base)?;
    match ascii_digits(text).and_then(|ascii| value(&ascii, base, max_digits)) {
        Some(result) => result,
        None => Err(invalid(base, crate::str_methods::repr(text).as_wtf8().slice(0, 200).to_string_lossy())),
    }
}

/// `int(bytes, base)`.
pub fn parse_bytes(bytes: &[u8], base: i64, max_digits: usize) -> PyResult<BigInt> {
    let base = check_base(base)?;
    let text = std::str::from_utf8(bytes).ok();
    match text.and_then(|text| value(text.trim_matches(SPACE), base, max_digits)) {
        Some(result) => result,
        None => Err(invalid(base, crate::bytes_methods::repr(bytes).chars().take(200).collect())),
    }
}

/// The base that `int` was asked for, if it is one; 0 takes it from the text.
pub fn check_base(base: i64) -> PyResult<u32> {
    match base {
        0 | 2..=36 => Ok(base as u32),
        _ => Err(PyError::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

fn invalid(base: u32, repr: String) -> PyError {
    PyError::value(format!("invalid literal for int() with base {base}: {repr}"))
}

/// The value of ASCII text; nothing if it is not a number in this base.
fn value(text: &str, base: u32, max_digits: usize) -> Option<PyResult<BigInt>> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let prefix_base = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let prefixed = prefix_base != 0 && (base == 0 || base == prefix_base);
    let (radix, digits) = match prefixed {
        true => (prefix_base, text[2..].strip_prefix('_').unwrap_or(&text[2..])),
        false if base == 0 => (10, text),
        false => (base, text),
    };
    // The last underscore may stand only between digits; the first digit decides the rest.
    let (mut count, mut after_digit) = (0, false);
    for b in digits.bytes() {
        match b {
            b'_' if after_digit => after_digit = false,
            _ if (b as char).is_digit(radix) => {
                count += 1;
                after_digit = true;
            }
            _ => return None,
        }
    }
    if !after_digit {
        return None;
    }
    if max_digits > 0 && count > max_digits && !radix.is_power_of_two() {
        return Some(Err(too_many_to_read(max_digits, count)));
    }
    // As a literal, a decimal number other than zero does not begin with 0.
    if base == 0 && !prefixed && digits.starts_with('0') && digits.bytes().any(|b| b != b'0' && b != b'_') {
        return None;
    }
    let joined;
    let digits = if digits.len() == count {
        digits
    } else {
        joined = digits.replace('_', "");
        &joined
    };
    let magnitude = match u64::from_str_radix(digits, radix) {
        Ok(small) => BigInt::from(small),
        Err(_) => BigInt::from(UBig::from_str_radix(digits, radix).ok()?),
    };
    Some(Ok(if negative { -magnitude } else { magnitude }))
}
