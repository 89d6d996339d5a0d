//! The bodies of string literals, and the nesting of f-strings and t-strings.
//!
//! Only where they end is decided here; escapes are read by the builder's `string` module.

use super::{Frame, Layer, Quotes};
use crate::ast::Span;
use crate::fault::{Fault, Faulty};
use crate::token::Tok;

use super::last_char;

/// CPython's limit on f-strings inside each other.
const MAX_FSTRINGS: usize = 150;

/// CPython's limit on format specifications inside each other.
const MAX_SPECIFICATIONS: usize = 3;

impl Layer<'_> {
    /// A string literal whose opening quotes end at `body`.
    pub(super) fn string(&mut self, start: usize, body: usize) -> Faulty<()> {
        let quote = self.bytes[body - 1];
        let triple = self.is_triple(body);
        let mut at = body;
        loop {
            match self.bytes.get(at) {
                None => return Err(self.unterminated(start, at, triple)),
                Some(b'\n' | b'\r') if !triple => return Err(self.unterminated(start, at, triple)),
                Some(b'\\') => {
                    at += if self.bytes[at + 1..].starts_with(b"\r\n") { 3 } else { 2 };
                }
                Some(&b) if b == quote && (!triple || self.closes_triple(at, quote)) => {
                    at += if triple { 3 } else { 1 };
                    self.reset(at);
                    self.push(Tok::String, start, at);
                    return Ok(());
                }
                Some(_) => at += 1,
            }
        }
    }

    fn is_triple(&self, body: usize) -> bool {
        let quote = self.bytes[body - 1];
        body >= 3 && self.bytes[body - 3..body].iter().all(|&b| b == quote) && self.position() == body
    }

    fn closes_triple(&self, at: usize, quote: u8) -> bool {
        self.bytes[at..].starts_with(&[quote; 3])
    }

    fn line_of(&self, offset: usize) -> u32 {
        crate::LineIndex::new(&self.text[..offset.min(self.text.len())]).count()
    }

    /// A string without its closing quotes, given up at `end`.
    fn unterminated(&self, start: usize, end: usize, triple: bool) -> Box<Fault> {
        let end = end.min(self.bytes.len());
        let quote = self.text[start..].find(['"', '\'']).map_or(start, |n| start + n);
        if let Some(quotes) = self.quotes()
            && quotes.quote == self.bytes[quote]
            && quotes.triple == triple
        {
            let message = format!("{}-string: expecting '}}'", self.string_letter());
            return Fault::point(last_char(start + 1), message);
        }
        // A line end in the text's last position is not a line of its own.
        let line = self.line_of(if triple {
            self.text.trim_end_matches(['\n', '\r']).len().max(start)
        } else {
            end
        });
        let what = if triple { "triple-quoted string literal" } else { "string literal" };
        let mut message = format!("unterminated {what} (detected at line {line})");
        let body = &self.bytes[quote + 1..end];
        if !triple && body.last() == Some(&self.bytes[quote]) && body.ends_with(&[b'\\', self.bytes[quote]]) {
            message.push_str("; perhaps you escaped the end quote?");
        }
        let fault = Fault::point(last_char(start + 1), message);
        if triple || end == self.bytes.len() && body.ends_with(b"\\\n") { fault.incomplete() } else { fault }
    }

    /// `f` or `t`: the innermost open string, as messages name it.
    pub(super) fn string_letter(&self) -> char {
        if self.quotes().is_some_and(|quotes| quotes.template) { 't' } else { 'f' }
    }

    /// The innermost open f-string or t-string.
    fn quotes(&self) -> Option<Quotes> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Text(quotes) => Some(*quotes),
            _ => None,
        })
    }

    /// Opens an f-string or t-string whose opening quotes end at `body`.
    pub(super) fn fstring_start(&mut self, tok: Tok, start: usize, body: usize) -> Faulty<()> {
        if self.fstrings + 1 >= MAX_FSTRINGS {
            return Err(Fault::point(last_char(body), "too many nested f-strings or t-strings"));
        }
        self.fstrings += 1;
        let raw = self.bytes[start..body].iter().any(|b| matches!(b, b'r' | b'R'));
        self.frames.push(Frame::Text(Quotes {
            quote: self.bytes[body - 1],
            triple: self.is_triple(body),
            raw,
            template: tok == Tok::TStringStart,
            start: start as u32,
        }));
        self.push(tok, start, body);
        Ok(())
    }

    /// Reads literal text up to a replacement field, the closing quotes, or the `}` of a specification.
    pub(super) fn literal_text(&mut self) -> Faulty<()> {
        let quotes = self.quotes().expect("a Text frame is below every other");
        let spec = matches!(self.frames.last(), Some(Frame::Spec));
        let start = self.position();
        let mut at = start;
        loop {
            let next = self.bytes.get(at + 1).copied();
            match self.bytes.get(at) {
                None => return Err(self.unterminated_fstring(quotes, at)),
                Some(b'\n' | b'\r') if !quotes.triple => {
                    if spec {
                        let message = format!(
                            "{}-string: newlines are not allowed in format specifiers for single quoted {0}-strings",
                            self.string_letter()
                        );
                        return Err(Fault::point(last_char(at + 1), message));
                    }
                    return Err(self.unterminated_fstring(quotes, at));
                }
                Some(b'\\') => at += self.escape_length(quotes, at),
                Some(b'{') if next == Some(b'{') && !spec => at += 2,
                Some(b'{') => return self.field_start(start, at),
                Some(b'}') if spec => {
                    self.middle(start, at);
                    self.frames.pop();
                    return Ok(());
                }
                Some(b'}') if next == Some(b'}') => at += 2,
                Some(b'}') => {
                    let message = format!("{}-string: single '}}' is not allowed", self.string_letter());
                    return Err(Fault::point(last_char(at + 1), message));
                }
                Some(&b) if b == quotes.quote && (!quotes.triple || self.closes_triple(at, b)) => {
                    if spec {
                        let letter = self.string_letter();
                        let message = format!("{letter}-string: expecting '}}', or format specs");
                        let length = if quotes.triple { 3 } else { 1 };
                        return Err(Fault::new(Span::new(at as u32, at as u32 + length), message));
                    }
                    self.middle(start, at);
                    let end = at + if quotes.triple { 3 } else { 1 };
                    self.reset(end);
                    self.push(Tok::FStringEnd, at, end);
                    self.frames.pop();
                    self.fstrings -= 1;
                    return Ok(());
                }
                Some(_) => at += 1,
            }
        }
    }

    /// The bytes that a backslash in literal text takes with it. Braces are never escaped, but `\N{…}` is
    /// one escape.
    fn escape_length(&self, quotes: Quotes, at: usize) -> usize {
        match &self.bytes[at + 1..] {
            [b'{' | b'}', ..] => 1,
            [b'N', b'{', rest @ ..] if !quotes.raw => {
                let name = rest.iter().position(|&b| b == b'}' || b == quotes.quote || b == b'\n');
                3 + name.map_or(rest.len(), |n| if rest[n] == b'}' { n + 1 } else { n })
            }
            [b'\r', b'\n', ..] => 3,
            [] => 1,
            _ => 2,
        }
    }

    fn middle(&mut self, start: usize, end: usize) {
        if end > start {
            self.push(Tok::FStringMiddle, start, end);
        }
        self.reset(end);
    }

    fn field_start(&mut self, start: usize, brace: usize) -> Faulty<()> {
        self.middle(start, brace);
        let inside = self.frames.iter().rev().take_while(|frame| !matches!(frame, Frame::Text(_)));
        if inside.filter(|frame| matches!(frame, Frame::Spec)).count() >= MAX_SPECIFICATIONS {
            let message = format!("{}-string: expressions nested too deeply", self.string_letter());
            return Err(Fault::point(last_char(brace + 1), message));
        }
        self.reset(brace + 1);
        self.open(Tok::LBrace, brace)?;
        self.frames.push(Frame::Field { depth: self.brackets.len() });
        Ok(())
    }

    fn unterminated_fstring(&self, quotes: Quotes, end: usize) -> Box<Fault> {
        let letter = if quotes.template { 't' } else { 'f' };
        let triple = if quotes.triple { "triple-quoted " } else { "" };
        let end = if quotes.triple { self.text.trim_end_matches(['\n', '\r']).len() } else { end };
        let line = self.line_of(end);
        let message = format!("unterminated {triple}{letter}-string literal (detected at line {line})");
        let fault = Fault::point(last_char(quotes.start as usize + 1), message);
        if quotes.triple { fault.incomplete() } else { fault }
    }
}
