//! Words and places for what is wrong with a number, an identifier, a string prefix or a character.
//!
//! The lexer calls here only off the happy path, so this code may look at the text again from the start of
//! the token.

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::ast::Span;
use crate::dump::is_printable;
use crate::error::SyntaxWarning;
use crate::fault::{Fault, Faulty};
use crate::lexer::last_char;
use crate::token::Tok;

/// Checks that an identifier holds only characters an identifier may hold.
pub(crate) fn identifier(text: &str, start: usize, end: usize) -> Faulty<()> {
    for (offset, c) in text[start..end].char_indices() {
        let valid = c == '_' || if offset == 0 { is_xid_start(c) } else { is_xid_continue(c) };
        if !valid {
            return Err(character(text, start + offset));
        }
    }
    Ok(())
}

/// A character that starts no token.
pub(crate) fn character(text: &str, start: usize) -> Box<Fault> {
    let c = text[start..].chars().next().unwrap_or('\0');
    let span = Span::new(start as u32, (start + c.len_utf8()) as u32);
    let code = c as u32;
    if is_printable(c) {
        Fault::new(span, format!("invalid character '{c}' (U+{code:04X})"))
    } else {
        Fault::new(span, format!("invalid non-printable character U+{code:04X}"))
    }
}

/// A backslash that is not followed by a line end.
pub(crate) fn backslash(text: &str, start: usize) -> Box<Fault> {
    if start + 1 >= text.len() {
        return Fault::point(last_char(start + 1), "unexpected EOF while parsing").incomplete();
    }
    let next = text[start + 1..].chars().next().map_or(1, char::len_utf8);
    let span = Span::new(start as u32 + 1, (start + 1 + next) as u32);
    Fault::new(span, "unexpected character after line continuation character").endless()
}

/// Letters that read like a string prefix but do not go together.
pub(crate) fn prefix(text: &str, start: usize, end: usize) -> Faulty<()> {
    let letters = text[start..end].to_ascii_lowercase();
    if letters.len() > 5 || !letters.bytes().all(|b| b"bfrtu".contains(&b)) {
        return Ok(());
    }
    for (first, second) in
        [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')]
    {
        if letters.contains(first) && letters.contains(second) {
            let message = format!("'{first}' and '{second}' prefixes are incompatible");
            return Err(Fault::new(Span::new(start as u32, end as u32), message));
        }
    }
    Ok(())
}

/// A number that logos matched as `start..end` and that goes on with a letter, a digit or `_`.
///
/// `1if x else y` is only worth a warning; everything else is a fault.
pub(crate) fn number(text: &str, start: usize, end: usize, tok: Tok) -> Faulty<Option<SyntaxWarning>> {
    let bytes = text.as_bytes();
    let digits = &bytes[start..];
    let radix = match (digits[0], digits.get(1).map(u8::to_ascii_lowercase)) {
        (b'0', Some(b'x')) => Some((16, "hexadecimal")),
        (b'0', Some(b'o')) => Some((8, "octal")),
        (b'0', Some(b'b')) => Some((2, "binary")),
        _ => None,
    };
    if let Some((radix, name)) = radix {
        return prefixed(text, start, radix, name);
    }
    let next = bytes[end];
    if tok == Tok::Int && digits[0] == b'0' && (next.is_ascii_digit() || next == b'_') && end > start {
        let rest = &bytes[start..];
        let length = rest.iter().position(|&b| !b.is_ascii_digit() && b != b'_').unwrap_or(rest.len());
        if rest[..length].last() != Some(&b'_') && !text[start..start + length].contains("__") {
            let zeros = rest.iter().position(|&b| b != b'0' && b != b'_').unwrap_or(length);
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(Fault::new(Span::new(start as u32, (start + zeros) as u32), message));
        }
    }
    let name = if tok == Tok::Imaginary { "imaginary" } else { "decimal" };
    if next == b'_' {
        let mut at = end;
        while bytes.get(at) == Some(&b'_') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 2;
        }
        return Err(Fault::point(last_char(at + 1), format!("invalid {name} literal")));
    }
    tail(text, end, name)
}

/// `0x…`, `0o…`, `0b…`.
fn prefixed(text: &str, start: usize, radix: u32, name: &str) -> Faulty<Option<SyntaxWarning>> {
    let bytes = text.as_bytes();
    let mut at = start + 2;
    loop {
        if bytes.get(at) == Some(&b'_') {
            at += 1;
        }
        let digit = bytes.get(at).map_or('\0', |&b| b as char);
        if !digit.is_digit(radix) {
            if digit.is_ascii_digit() {
                let message = format!("invalid digit '{digit}' in {name} literal");
                return Err(Fault::point(last_char(at + 1), message));
            }
            return Err(Fault::point(last_char(at), format!("invalid {name} literal")));
        }
        while bytes.get(at).is_some_and(|&b| (b as char).is_digit(radix)) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'_') {
            break;
        }
    }
    match bytes.get(at) {
        Some(&b) if b.is_ascii_digit() => {
            let message = format!("invalid digit '{}' in {name} literal", b as char);
            Err(Fault::point(last_char(at + 1), message))
        }
        _ => tail(text, at, name),
    }
}

/// What follows a number without a space: a keyword passes with a warning.
fn tail(text: &str, end: usize, name: &str) -> Faulty<Option<SyntaxWarning>> {
    let rest = &text[end..];
    let keywords = ["and", "else", "for", "if", "in", "is", "not", "or"];
    if keywords.iter().any(|keyword| rest.starts_with(keyword)) {
        let message = format!("invalid {name} literal");
        return Ok(Some(SyntaxWarning { message, span: last_char(end) }));
    }
    let next = rest.chars().next().unwrap_or(' ');
    if next.is_ascii_alphanumeric() || next == '_' || !next.is_ascii() {
        return Err(Fault::point(last_char(end), format!("invalid {name} literal")));
    }
    Ok(None)
}
