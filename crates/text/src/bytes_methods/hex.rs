//! `bytes.hex()` and `bytes.fromhex()`.

use super::search::is_space_byte;
use crate::{PyError, PyResult, Wtf8};

/// `data.hex(separator, group)`: a separator after every `group` bytes, counted from the end, or from the front if
/// `group` is negative.
pub fn to_hex(data: &[u8], separator: Option<Wtf8<'_>>, group: i64) -> PyResult<String> {
    let separator = match separator {
        None => None,
        Some(separator) if separator.count() != 1 => return Err(PyError::value("sep must be length 1.")),
        Some(separator) => Some(
            separator
                .as_str()
                .filter(|s| s.is_ascii())
                .ok_or_else(|| PyError::value("sep must be ASCII."))?,
        ),
    };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(data.len() * 2);
    for (at, byte) in data.iter().enumerate() {
        let passed = if group > 0 { data.len() - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && passed % size == 0
        {
            out.push_str(separator);
        }
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from_digit(nibble as u32, 16).expect("a nibble is a digit"));
        }
    }
    Ok(out)
}

/// `bytes.fromhex(text)`: pairs of digits with white space between pairs.
pub fn from_hex(text: Wtf8<'_>) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let digit = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(16));
    let wrong =
        |at: usize| PyError::value(format!("non-hexadecimal number found in fromhex() arg at position {at}"));
    let mut chars = text.chars().enumerate();
    while let Some((at, c)) = chars.next() {
        if u8::try_from(c).is_ok_and(is_space_byte) {
            continue;
        }
        let high = digit(c).ok_or_else(|| wrong(at))?;
        let Some((at, c)) = chars.next() else {
            return Err(PyError::value("fromhex() arg must contain an even number of hexadecimal digits"));
        };
        out.push((high << 4 | digit(c).ok_or_else(|| wrong(at))?) as u8);
    }
    Ok(out)
}
