//! The text between the quotes: escapes, line ends, and the words for faulty ones.

use std::borrow::Cow;

use crate::ast::Span;
use crate::error::SyntaxWarning;
use crate::fault::{Fault, Faulty};
use crate::text::PyText;

/// Python reads every line end in a literal as `\n`.
pub(super) fn with_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// One escape sequence after its backslash.
enum Escape {
    /// A line end: nothing.
    Joined,
    /// A code point or byte.
    Code(u32),
    /// Not an escape: the backslash stays.
    Invalid,
    /// An octal number above `\377`.
    LargeOctal(u32),
    /// Words for what is wrong.
    Faulty(&'static str),
}

/// Reads escapes of one literal.
pub(super) struct Unescape<'a> {
    /// The body, line ends already `\n`.
    pub body: &'a str,
    /// Where the body starts in the source.
    pub offset: u32,
    /// The whole literal, for faults.
    pub literal: Span,
    pub bytes: bool,
    /// Whether a warning has been given.
    pub has_warned: bool,
    pub warnings: &'a mut Vec<SyntaxWarning>,
}

impl Unescape<'_> {
    /// The text of a `str` body.
    pub fn text(&mut self) -> Faulty<PyText> {
        let mut text = PyText::new();
        let body = self.body;
        let mut at = 0;
        while let Some(n) = body[at..].find('\\') {
            text.push_str(&body[at..at + n]);
            let backslash = at + n;
            let (escape, end) = self.escape(backslash);
            at = end;
            match escape {
                Escape::Joined => {}
                Escape::Code(code) => {
                    if !text.push_code_point(code) {
                        return Err(self.unicode_error(backslash, end, "illegal Unicode character"));
                    }
                }
                Escape::Invalid => {
                    self.warn_invalid(backslash);
                    text.push_str("\\");
                    at = backslash + 1;
                }
                Escape::LargeOctal(code) => {
                    self.warn_octal(backslash, end);
                    text.push_code_point(code);
                }
                Escape::Faulty(reason) => return Err(self.unicode_error(backslash, end, reason)),
            }
        }
        text.push_str(&body[at..]);
        Ok(text)
    }

    /// The content of a `bytes` body, which is ASCII.
    pub fn byte_content(&mut self) -> Faulty<Vec<u8>> {
        let mut content = Vec::with_capacity(self.body.len());
        let body = self.body;
        let mut at = 0;
        while let Some(n) = body[at..].find('\\') {
            content.extend_from_slice(&body.as_bytes()[at..at + n]);
            let backslash = at + n;
            let (escape, end) = self.escape(backslash);
            at = end;
            match escape {
                Escape::Joined => {}
                Escape::Code(code) => content.push(code as u8),
                Escape::Invalid => {
                    self.warn_invalid(backslash);
                    content.push(b'\\');
                    at = backslash + 1;
                }
                Escape::LargeOctal(code) => {
                    self.warn_octal(backslash, end);
                    content.push(code as u8);
                }
                Escape::Faulty(_) => {
                    let message = format!("(value error) invalid \\x escape at position {backslash}");
                    return Err(Fault::new(self.literal, message));
                }
            }
        }
        content.extend_from_slice(&body.as_bytes()[at..]);
        Ok(content)
    }

    /// The escape whose backslash is at `at`, and where it ends.
    fn escape(&self, at: usize) -> (Escape, usize) {
        let rest = &self.body[at + 1..];
        let Some(c) = rest.chars().next() else { return (Escape::Invalid, at + 1) };
        let end = at + 2;
        let code = match c {
            '\n' => return (Escape::Joined, end),
            '\\' | '\'' | '"' => c as u32,
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '0'..='7' => {
                let length = rest.bytes().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
                let code = u32::from_str_radix(&rest[..length], 8).unwrap_or(0);
                let escape = if code > 0o377 { Escape::LargeOctal(code) } else { Escape::Code(code) };
                return (escape, at + 1 + length);
            }
            'x' => return hexadecimal(rest, at, 2, "truncated \\xXX escape"),
            'u' if !self.bytes => return hexadecimal(rest, at, 4, "truncated \\uXXXX escape"),
            'U' if !self.bytes => return hexadecimal(rest, at, 8, "truncated \\UXXXXXXXX escape"),
            'N' if !self.bytes => return named(rest, at),
            _ => return (Escape::Invalid, end),
        };
        (Escape::Code(code), end)
    }

    fn unicode_error(&self, start: usize, end: usize, reason: &str) -> Box<Fault> {
        let (from, to) = (self.decoder_position(start), self.decoder_position(end).saturating_sub(1));
        let place = if from == to {
            format!("decode byte 0x5c in position {from}")
        } else {
            format!("decode bytes in position {from}-{to}")
        };
        let message = format!("(unicode error) 'unicodeescape' codec can't {place}: {reason}");
        Fault::new(self.literal, message)
    }

    /// CPython decodes a copy of the body in which every character outside ASCII is a ten-character escape
    /// and every backslash before one is doubled.
    fn decoder_position(&self, at: usize) -> usize {
        self.body[..at].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum()
    }

    fn warn_invalid(&mut self, at: usize) {
        let Some(c) = self.body[at + 1..].chars().next() else { return };
        let message = format!(
            "\"\\{c}\" is an invalid escape sequence. Such sequences will not work in the future. Did you \
             mean \"\\\\{c}\"? A raw string is also an option."
        );
        self.warn(at, at + 1 + c.len_utf8(), message);
    }

    fn warn_octal(&mut self, at: usize, end: usize) {
        let escape = &self.body[at..end];
        let message = format!(
            "\"{escape}\" is an invalid octal escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\{escape}\"? A raw string is also an option."
        );
        self.warn(at, end, message);
    }

    fn warn(&mut self, at: usize, end: usize, message: String) {
        // Only the first of a literal is warned of.
        if std::mem::replace(&mut self.has_warned, true) {
            return;
        }
        let span = Span::new(self.offset + at as u32, self.offset + end as u32);
        self.warnings.push(SyntaxWarning { message, span });
    }
}

/// `\xXX` and the like: exactly `count` digits.
fn hexadecimal(rest: &str, at: usize, count: usize, reason: &'static str) -> (Escape, usize) {
    let length = rest.bytes().skip(1).take(count).take_while(u8::is_ascii_hexdigit).count();
    let end = at + 2 + length;
    if length < count {
        return (Escape::Faulty(reason), end);
    }
    match u32::from_str_radix(&rest[1..=count], 16) {
        Ok(code) => (Escape::Code(code), end),
        Err(_) => (Escape::Faulty(reason), end),
    }
}

/// `\N{NAME}`
fn named(rest: &str, at: usize) -> (Escape, usize) {
    let malformed = "malformed \\N character escape";
    if !rest[1..].starts_with('{') {
        return (Escape::Faulty(malformed), at + 2);
    }
    match rest.find('}') {
        None => (Escape::Faulty(malformed), at + 1 + rest.len()),
        Some(2) => (Escape::Faulty(malformed), at + 3),
        Some(n) => match ::text::unicode::lookup(&rest[2..n]) {
            Some(c) => (Escape::Code(c as u32), at + 2 + n),
            None => (Escape::Faulty("unknown Unicode character name"), at + 2 + n),
        },
    }
}
