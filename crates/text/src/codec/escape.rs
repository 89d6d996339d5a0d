//! `unicode_escape` and `raw_unicode_escape`: text as in the source of a string literal.

use super::handler::{DecodeErrors, escape};
use crate::error::UnicodeProblem;
use crate::{Wtf8, Wtf8Buf, unicode};

/// Encodes as `unicode_escape`.
pub fn encode_unicode_escape(text: Wtf8<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            0x5C => out.extend(b"\\\\"),
            0x09 => out.extend(b"\\t"),
            0x0A => out.extend(b"\\n"),
            0x0D => out.extend(b"\\r"),
            0x20..0x7F => out.push(c as u8),
            _ => out.extend(escape(c).bytes()),
        }
    }
    out
}

/// Encodes as `raw_unicode_escape`: only what Latin-1 lacks is escaped.
pub fn encode_raw_unicode_escape(text: Wtf8<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend(escape(c).bytes()),
        }
    }
    out
}

/// Up to `most` hexadecimal digits: their value and number.
fn hexadecimal(bytes: &[u8], most: usize) -> (u32, usize) {
    let digits = bytes.iter().take(most).map_while(|&b| (b as char).to_digit(16));
    digits.fold((0, 0), |(value, count), digit| (value << 4 | digit, count + 1))
}

/// One numeric escape: its code point and length after the letter, or the bytes to blame and the reason.
fn numeric(bytes: &[u8], width: usize, reason: &'static str) -> Result<(u32, usize), (usize, &'static str)> {
    match hexadecimal(bytes, width) {
        (c, count) if count == width && c < 0x110000 => Ok((c, count)),
        (_, count) if count == width => Err((count, "illegal Unicode character")),
        (_, count) => Err((count, reason)),
    }
}

/// Decodes `unicode_escape`. Bytes beyond ASCII are Latin-1; unknown escapes stay as they are.
pub fn decode_unicode_escape<H: DecodeErrors>(bytes: &[u8], errors: &mut H) -> Result<Wtf8Buf, H::Error> {
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            out.push(byte as u32);
            at += 1;
            continue;
        }
        let rest = bytes.get(at + 2..).unwrap_or(&[]);
        let outcome = match bytes.get(at + 1) {
            None => Err((0, "\\ at end of string")),
            Some(b'\n') => {
                at += 2;
                continue;
            }
            Some(b'x') => numeric(rest, 2, "truncated \\xXX escape"),
            Some(b'u') => numeric(rest, 4, "truncated \\uXXXX escape"),
            Some(b'U') => numeric(rest, 8, "truncated \\UXXXXXXXX escape"),
            Some(b'N') => named(rest),
            Some(b'0'..=b'7') => {
                let digits = bytes[at + 1..].iter().take(3).take_while(|b| matches!(b, b'0'..=b'7'));
                let (value, count) =
                    digits.fold((0, 0), |(value, n), b| (value << 3 | (b - b'0') as u32, n + 1));
                Ok((value, count - 1))
            }
            Some(&letter) => {
                let simple = match letter {
                    b'\\' | b'\'' | b'"' => Some(letter),
                    b'a' => Some(7),
                    b'b' => Some(8),
                    b't' => Some(9),
                    b'n' => Some(10),
                    b'v' => Some(11),
                    b'f' => Some(12),
                    b'r' => Some(13),
                    _ => None,
                };
                match simple {
                    Some(c) => Ok((c as u32, 0)),
                    None => {
                        out.push(b'\\' as u32);
                        out.push(letter as u32);
                        at += 2;
                        continue;
                    }
                }
            }
        };
        match outcome {
            Ok((c, length)) => {
                out.push(c);
                at += 2 + length;
            }
            Err((length, reason)) => {
                let end = (at + 2 + length).min(bytes.len());
                let problem =
                    UnicodeProblem { encoding: "unicodeescape", start: at, end, reason: reason.to_owned() };
                let (substitute, next) = errors.handle(bytes, problem)?;
                out.push_wtf8(substitute.as_wtf8());
                at = next;
            }
        }
    }
    Ok(out)
}

/// What follows `\N`.
fn named(rest: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
    const MALFORMED: &str = "malformed \\N character escape";
    if rest.first() != Some(&b'{') {
        return Err((0, MALFORMED));
    }
    match memchr::memchr(b'}', rest) {
        None => Err((rest.len(), MALFORMED)),
        Some(1) => Err((1, MALFORMED)),
        Some(end) => {
            let name = std::str::from_utf8(&rest[1..end]).ok();
            let c = name.and_then(unicode::lookup).ok_or((end + 1, "unknown Unicode character name"))?;
            Ok((c as u32, end + 1))
        }
    }
}

/// Decodes `raw_unicode_escape`: only `\u` and `\U` after an odd number of backslashes are escapes.
pub fn decode_raw_unicode_escape<H: DecodeErrors>(bytes: &[u8], errors: &mut H) -> Result<Wtf8Buf, H::Error> {
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (width, reason) = match (byte, bytes.get(at + 1)) {
            (b'\\', Some(b'u')) => (4, "truncated \\uXXXX escape"),
            (b'\\', Some(b'U')) => (8, "truncated \\UXXXXXXXX escape"),
            (b'\\', Some(&next)) => {
                out.push(byte as u32);
                out.push(next as u32);
                at += 2;
                continue;
            }
            _ => {
                out.push(byte as u32);
                at += 1;
                continue;
            }
        };
        match numeric(&bytes[at + 2..], width, reason) {
            Ok((c, length)) => {
                out.push(c);
                at += 2 + length;
            }
            Err((length, reason)) => {
                let reason =
                    if reason == "illegal Unicode character" { "\\Uxxxxxxxx out of range" } else { reason };
                let problem = UnicodeProblem {
                    encoding: "rawunicodeescape",
                    start: at,
                    end: at + 2 + length,
                    reason: reason.to_owned(),
                };
                let (substitute, next) = errors.handle(bytes, problem)?;
                out.push_wtf8(substitute.as_wtf8());
                at = next;
            }
        }
    }
    Ok(out)
}
