//! `repr(text)` and `ascii(text)`.

use crate::{Wtf8, Wtf8Buf, unicode};

/// `repr(text)`: single quotes unless only double ones avoid escaping; what is not printable is escaped.
pub fn repr(text: Wtf8<'_>) -> Wtf8Buf {
    quote(text, unicode::is_printable)
}

/// `ascii(text)`: as `repr`, with everything beyond ASCII escaped.
pub fn ascii(text: Wtf8<'_>) -> Wtf8Buf {
    quote(text, |c| (0x20..0x7F).contains(&c))
}

/// Escapes what is beyond ASCII in a text that `repr` has made readable already; quotes stay as they are.
pub fn escape_non_ascii(text: Wtf8<'_>) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len());
    for c in text.chars() {
        if c < 0x80 { out.push(c) } else { push_escape(&mut out, c) }
    }
    out
}

fn quote(text: Wtf8<'_>, keeps: impl Fn(u32) -> bool) -> Wtf8Buf {
    let bytes = text.as_bytes();
    let mark = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = Wtf8Buf::with_capacity(text.len() + 2);
    out.push(mark as u32);
    if bytes.iter().all(|&b| (0x20..0x7F).contains(&b) && b != mark && b != b'\\') {
        out.push_wtf8(text);
        out.push(mark as u32);
        return out;
    }
    for c in text.chars() {
        if c == mark as u32 || c == b'\\' as u32 {
            out.push(b'\\' as u32);
            out.push(c);
        } else if keeps(c) {
            out.push(c);
        } else {
            push_escape(&mut out, c);
        }
    }
    out.push(mark as u32);
    out
}

/// The escape of a code point as `repr` and `backslashreplace` write it.
fn push_escape(out: &mut Wtf8Buf, c: u32) {
    match c {
        0x09 => out.push_str("\\t"),
        0x0A => out.push_str("\\n"),
        0x0D => out.push_str("\\r"),
        0..=0xFF => out.push_str(&format!("\\x{c:02x}")),
        0x100..=0xFFFF => out.push_str(&format!("\\u{c:04x}")),
        _ => out.push_str(&format!("\\U{c:08x}")),
    }
}
