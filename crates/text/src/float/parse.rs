//! `float(text)`: which spellings are accepted. The value itself is read by std, which rounds correctly.

use crate::unicode;
use crate::{PyError, PyResult, Wtf8};
use std::borrow::Cow;

/// `float(text)`: white space around, digits of any script, underscores between digits.
pub fn parse(text: Wtf8<'_>) -> PyResult<f64> {
    ascii_digits(text)
        .and_then(|ascii| value(&ascii))
        .ok_or_else(|| could_not_convert(&crate::str_methods::repr(text).as_wtf8().to_string_lossy()))
}

/// `float(bytes)`.
pub fn parse_bytes(bytes: &[u8]) -> PyResult<f64> {
    std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| value(text.trim_matches(SPACE)))
        .ok_or_else(|| could_not_convert(&crate::bytes_methods::repr(bytes)))
}

fn could_not_convert(repr: &str) -> PyError {
    PyError::value(format!("could not convert string to float: {repr}"))
}

/// What C calls white space: all that may surround a number in ASCII text (U+001C..U+001F, which `str.isspace`
/// accepts, may not).
pub(crate) const SPACE: [char; 6] = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];

/// The text with every decimal digit written in ASCII, without white space around it; nothing if other non-ASCII
/// characters are left, which no number has.
pub(crate) fn ascii_digits(text: Wtf8<'_>) -> Option<Cow<'_, str>> {
    if text.is_ascii() {
        return text.as_str().map(|text| Cow::Borrowed(text.trim_matches(SPACE)));
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(match unicode::decimal(c) {
            _ if c < 0x80 => c as u8 as char,
            Some(digit) => (b'0' + digit as u8) as char,
            None if unicode::is_space(c) => ' ',
            None => return None,
        });
    }
    Some(Cow::Owned(out.trim_matches(SPACE).to_owned()))
}

/// Reads `[sign](digits[.digits]|.digits)[e[sign]digits]`, `inf`, `infinity` or `nan`.
fn value(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let named = ["inf", "infinity", "nan"].iter().any(|name| unsigned.eq_ignore_ascii_case(name));
    if named {
        return text.parse().ok();
    }
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if !text.contains('_') {
        return text.parse().ok();
    }
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let underscores_between_digits =
        (0..bytes.len()).all(|at| bytes[at] != b'_' || (at > 0 && is_digit(at - 1) && is_digit(at + 1)));
    if underscores_between_digits { text.replace('_', "").parse().ok() } else { None }
}
