//! Cuts the text of an expression into tokens, as coarsely as finding its outermost operator allows: a string, a
//! number and a name are all operands.

use crate::unicode;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or number.
    Operand,
    /// A string literal, f-strings with all they contain included.
    Text,
    /// A keyword.
    Keyword,
    /// `(`, `[` or `{`
    Open,
    /// `)`, `]` or `}`
    Close,
    /// Anything else.
    Operator,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// Byte offset of its first character.
    pub start: usize,
}

impl Token<'_> {
    /// Byte offset after its last character.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

const KEYWORDS: [&str; 32] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
    "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

const OPERATORS: [&str; 25] = [
    "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", ":=", "->", "+=",
    "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=", "<>",
];

/// The tokens of the text; nothing if a string does not end.
pub fn tokenize(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        if c == '\\' || unicode::is_space(c as u32) {
            at += c.len_utf8();
            continue;
        }
        let (kind, length) = if let Some(length) = string_length(rest) {
            (Kind::Text, length?)
        } else if unicode::is_identifier_start(c as u32) {
            let length =
                rest.find(|c: char| !unicode::is_identifier_continue(c as u32)).unwrap_or(rest.len());
            (if KEYWORDS.contains(&&rest[..length]) { Kind::Keyword } else { Kind::Operand }, length)
        } else if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            (Kind::Operand, number_length(rest))
        } else {
            match c {
                '(' | '[' | '{' => (Kind::Open, 1),
                ')' | ']' | '}' => (Kind::Close, 1),
                _ if rest.starts_with("...") => (Kind::Operand, 3),
                _ => {
                    let long = OPERATORS.iter().find(|operator| rest.starts_with(**operator));
                    (Kind::Operator, long.map_or(c.len_utf8(), |operator| operator.len()))
                }
            }
        };
        tokens.push(Token { kind, text: &rest[..length], start: at });
        at += length;
    }
    Some(tokens)
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let after_exponent = at > 0 && !hexadecimal && matches!(bytes[at - 1], b'e' | b'E');
        if !(b.is_ascii_alphanumeric()
            || b == b'_'
            || b == b'.'
            || (after_exponent && matches!(b, b'+' | b'-')))
        {
            break;
        }
        at += 1;
    }
    at
}

/// The length of the string literal the text begins with, or that it has no end; nothing if it begins otherwise.
fn string_length(text: &str) -> Option<Option<usize>> {
    let prefix = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if prefix > 2 || !text[..prefix].bytes().all(|b| b"rRbBuUfFtT".contains(&b)) {
        return None;
    }
    let quote = text[prefix..].chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let formatted = text[..prefix].contains(['f', 'F', 't', 'T']);
    let triple = text[prefix..].starts_with(&quote.to_string().repeat(3));
    let delimiter = quote.to_string().repeat(if triple { 3 } else { 1 });
    let mut at = prefix + delimiter.len();
    loop {
        let rest = &text[at.min(text.len())..];
        let Some(c) = rest.chars().next() else { return Some(None) };
        if rest.starts_with(&delimiter) {
            return Some(Some(at + delimiter.len()));
        }
        at += match c {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '{' if formatted && !rest.starts_with("{{") => match field_length(rest) {
                Some(length) => length,
                None => return Some(None),
            },
            '{' if formatted => 2,
            _ => c.len_utf8(),
        };
    }
}

/// The length of a replacement field, which may contain strings and fields of its own.
fn field_length(text: &str) -> Option<usize> {
    let mut open = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        open += matches!(c, '{' | '(' | '[') as usize;
        open -= matches!(c, '}' | ')' | ']') as usize;
        at += match string_length(rest) {
            Some(length) => length?,
            None => c.len_utf8(),
        };
        if open == 0 {
            return Some(at);
        }
    }
}
