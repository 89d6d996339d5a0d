//! String literals: prefixes, concatenation, f-strings and t-strings.
//!
//! Literal pieces are decoded only here, after the whole string is read, because only its prefix says how.

use std::borrow::Cow;

use super::string_body::{Unescape, with_newlines};
use super::{Builder, Built};
use crate::ast::*;
use crate::fault::{Fault, Faulty};
use crate::text::PyText;

/// One literal of an implicit concatenation.
pub(crate) struct StringPart {
    span: Span,
    /// The pieces of an f-string or t-string.
    pieces: Option<Vec<Piece>>,
}

/// A piece of an f-string.
pub(crate) enum Piece {
    /// Literal text.
    Text(Span),
    /// A replacement field.
    Field(Box<Field>),
}

/// `{value=!conversion:spec}`
pub(crate) struct Field {
    span: Span,
    value: Expr,
    /// Where the value's source ends.
    value_end: u32,
    /// Where the `=` after the value ends.
    debug: Option<u32>,
    conversion: Option<Conversion>,
    spec: Option<FormatSpec>,
}

/// The name after `!`.
pub(crate) struct Conversion {
    mark: u32,
    name: Span,
}

/// What follows `:` in a field.
pub(crate) struct FormatSpec {
    span: Span,
    pieces: Vec<Piece>,
}

impl StringPart {
    pub fn plain(l: u32, r: u32) -> Self {
        StringPart { span: Span::new(l, r), pieces: None }
    }

    pub fn interpolated(l: u32, pieces: Vec<Piece>, r: u32) -> Self {
        StringPart { span: Span::new(l, r), pieces: Some(pieces) }
    }
}

impl Piece {
    pub fn text(l: u32, r: u32) -> Self {
        Piece::Text(Span::new(l, r))
    }

    pub fn field(
        l: u32,
        value: Expr,
        value_end: u32,
        debug: Option<u32>,
        conversion: Option<Conversion>,
        spec: Option<FormatSpec>,
        r: u32,
    ) -> Self {
        Piece::Field(Box::new(Field { span: Span::new(l, r), value, value_end, debug, conversion, spec }))
    }
}

impl Conversion {
    pub fn new(mark: u32, l: u32, r: u32) -> Self {
        Conversion { mark, name: Span::new(l, r) }
    }
}

impl FormatSpec {
    pub fn new(l: u32, pieces: Vec<Piece>, r: u32) -> Self {
        FormatSpec { span: Span::new(l, r), pieces }
    }
}

/// The letters before the quotes.
#[derive(Clone, Copy, Default)]
struct Prefix {
    raw: bool,
    bytes: bool,
    unicode: bool,
    formatted: bool,
    template: bool,
    /// Bytes of prefix and opening quotes.
    length: u32,
    /// Bytes of the closing quotes.
    quotes: u32,
}

fn prefix_of(literal: &str) -> Prefix {
    let mut prefix = Prefix::default();
    let bytes = literal.as_bytes();
    let mut at = 0;
    loop {
        match bytes[at] | 0x20 {
            b'r' => prefix.raw = true,
            b'b' => prefix.bytes = true,
            b'u' => prefix.unicode = true,
            b'f' => prefix.formatted = true,
            b't' => prefix.template = true,
            _ => break,
        }
        at += 1;
    }
    let triple = bytes.len() >= at + 3 && bytes[at + 1] == bytes[at] && bytes[at + 2] == bytes[at];
    // `''` is an empty string, not the start of a triple-quoted one.
    prefix.quotes = if triple { 3 } else { 1 };
    prefix.length = at as u32 + prefix.quotes;
    prefix
}

/// Pieces of the result, adjacent text merged.
struct Joined {
    values: Vec<Expr>,
    text: PyText,
    span: Span,
}

impl Builder<'_> {
    /// One or more literals side by side.
    pub fn strings(&mut self, l: u32, parts: Vec<StringPart>, r: u32) -> Built<Expr> {
        let prefixes: Vec<Prefix> =
            parts.iter().map(|part| prefix_of(self.slice_of(part.span.start, part.span.end))).collect();
        let first = prefixes[0];
        let whole = Span::new(l, r);
        let templates = prefixes.iter().filter(|prefix| prefix.template).count();
        if prefixes.iter().any(|prefix| prefix.bytes) && templates == 0 {
            if !prefixes.iter().all(|prefix| prefix.bytes) {
                let next = self.next_on_line(r);
                let place = Span::new(next, next + 1);
                return Err(Fault::new(place, "cannot mix bytes and nonbytes literals").into());
            }
            let mut content = Vec::new();
            for (part, prefix) in parts.iter().zip(&prefixes) {
                content.extend(self.bytes_literal(part.span, *prefix)?);
            }
            return Ok(self.constant(l, Constant::Bytes(content.into()), r));
        }
        if templates > 0 && templates < parts.len() {
            let message = "cannot mix t-string literals with string or bytes literals";
            return Err(Fault::new(whole, message).into());
        }
        if prefixes.iter().all(|prefix| !prefix.formatted && !prefix.template) {
            let mut value = PyText::new();
            for (part, prefix) in parts.iter().zip(&prefixes) {
                let text = self.text_literal(part.span, *prefix)?;
                if parts.len() == 1 {
                    value = text;
                } else {
                    value.push_text(&text);
                }
            }
            return Ok(self.constant(l, Constant::Str { value, unicode: first.unicode }, r));
        }
        let mut joined = Joined { values: Vec::new(), text: PyText::new(), span: Span::new(l, l) };
        for (part, prefix) in parts.into_iter().zip(prefixes) {
            match part.pieces {
                None => {
                    let text = self.text_literal(part.span, prefix)?;
                    joined.push(&text, part.span);
                }
                Some(pieces) => self.pieces(pieces, prefix, &mut joined)?,
            }
        }
        self.flush(&mut joined, first.unicode);
        let values = joined.values;
        let kind =
            if templates > 0 { ExprKind::TemplateStr { values } } else { ExprKind::JoinedStr { values } };
        Ok(self.expr(l, kind, r))
    }

    fn text_literal(&mut self, span: Span, prefix: Prefix) -> Faulty<PyText> {
        let body = Span::new(span.start + prefix.length, span.end - prefix.quotes);
        self.text_body(body, span, prefix.raw)
    }

    fn text_body(&mut self, body: Span, literal: Span, raw: bool) -> Faulty<PyText> {
        let text = &self.text[body.start as usize..body.end as usize];
        let text = with_newlines(text);
        if raw || !text.contains('\\') {
            return Ok(PyText::from(&*text));
        }
        let warnings = &mut self.warnings;
        Unescape { body: &text, offset: body.start, literal, bytes: false, has_warned: false, warnings }
            .text()
    }

    fn bytes_literal(&mut self, span: Span, prefix: Prefix) -> Faulty<Vec<u8>> {
        let start = span.start + prefix.length;
        let text = &self.text[start as usize..(span.end - prefix.quotes) as usize];
        if !text.is_ascii() {
            return Err(Fault::new(span, "bytes can only contain ASCII literal characters"));
        }
        let text = with_newlines(text);
        if prefix.raw || !text.contains('\\') {
            return Ok(text.as_bytes().to_vec());
        }
        let warnings = &mut self.warnings;
        Unescape { body: &text, offset: start, literal: span, bytes: true, has_warned: false, warnings }
            .byte_content()
    }

    fn pieces(&mut self, pieces: Vec<Piece>, prefix: Prefix, joined: &mut Joined) -> Faulty<()> {
        for piece in pieces {
            match piece {
                Piece::Text(span) => {
                    let text = self.middle(span, prefix.raw)?;
                    joined.push(&text, span);
                }
                Piece::Field(field) => self.field(*field, prefix, joined)?,
            }
        }
        Ok(())
    }

    /// Literal text of an f-string, in which braces are doubled.
    fn middle(&mut self, span: Span, raw: bool) -> Faulty<PyText> {
        let source = self.slice_of(span.start, span.end);
        if !source.contains("{{") && !source.contains("}}") {
            return self.text_body(span, span, raw);
        }
        let mut text = PyText::new();
        let mut start = 0;
        while let Some(n) = source[start..].find(['{', '}']) {
            let brace = start + n;
            let doubled = source[brace + 1..].starts_with(&source[brace..=brace]);
            // The braces of `\N{…}` are not doubled and belong to the escape.
            let named = !doubled && source[..brace].ends_with("\\N") && !raw;
            let end = if named { brace + source[brace..].find('}').unwrap_or(0) } else { brace };
            let piece = Span::new(span.start + start as u32, span.start + end as u32 + 1);
            text.push_text(&self.text_body(piece, span, raw)?);
            start = end + 1 + usize::from(doubled);
        }
        let rest = Span::new(span.start + start as u32, span.end);
        text.push_text(&self.text_body(rest, span, raw)?);
        Ok(text)
    }

    fn field(&mut self, field: Field, prefix: Prefix, joined: &mut Joined) -> Faulty<()> {
        let Field { span, value, value_end, debug, conversion, spec, .. } = field;
        let letter = if prefix.template { 't' } else { 'f' };
        if let Some(end) = debug {
            let shown = Span::new(span.start + 1, self.next_token(end));
            let text = PyText::from(&*shown_source(self.slice_of(shown.start, shown.end)));
            joined.push(&text, shown);
        }
        let mut conversion = match conversion {
            None => None,
            Some(Conversion { mark, name }) if name.start > mark + 1 => {
                let message =
                    format!("{letter}-string: conversion type must come right after the exclamation mark");
                return Err(Fault::new(Span::new(mark, name.end), message));
            }
            Some(Conversion { name, .. }) => match self.slice_of(name.start, name.end) {
                "s" => Some('s'),
                "r" => Some('r'),
                "a" => Some('a'),
                other => {
                    let message = format!(
                        "{letter}-string: invalid conversion character '{other}': expected 's', 'r', or 'a'"
                    );
                    return Err(Fault::new(name, message));
                }
            },
        };
        if debug.is_some() && conversion.is_none() && spec.is_none() {
            conversion = Some('r');
        }
        let format_spec = match spec {
            None => None,
            Some(FormatSpec { span, pieces }) => {
                let mut inner = Joined { values: Vec::new(), text: PyText::new(), span };
                // The specification of a t-string's field is an f-string.
                self.pieces(pieces, Prefix { template: false, formatted: true, ..prefix }, &mut inner)?;
                self.flush(&mut inner, false);
                Some(self.expr(span.start, ExprKind::JoinedStr { values: inner.values }, span.end))
            }
        };
        self.flush(joined, false);
        let kind = if prefix.template {
            let str = shown_source(self.slice_of(span.start + 1, self.next_token(value_end)));
            let node = Interpolation { value, str: (&*str).into(), conversion, format_spec };
            ExprKind::Interpolation(Box::new(node))
        } else {
            ExprKind::FormattedValue(Box::new(FormattedValue { value, conversion, format_spec }))
        };
        let node = self.expr(span.start, kind, span.end);
        joined.values.push(node);
        Ok(())
    }

    /// Where the next token starts, the end of the line included.
    pub(super) fn next_on_line(&self, at: u32) -> u32 {
        let rest = &self.text[at as usize..];
        at + (rest.len() - rest.trim_start_matches([' ', '\t', '\x0c']).len()) as u32
    }

    /// Where the token after blanks and comments starts.
    pub(super) fn next_token(&self, at: u32) -> u32 {
        let mut rest = &self.text[at as usize..];
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\x0c', '\n', '\r', '\\']);
            match rest.strip_prefix('#') {
                Some(comment) => rest = &comment[comment.find(['\n', '\r']).unwrap_or(comment.len())..],
                None => return (self.text.len() - rest.len()) as u32,
            }
        }
    }

    /// Ends the text collected so far.
    fn flush(&mut self, joined: &mut Joined, unicode: bool) {
        if !joined.text.is_empty() {
            let value = std::mem::take(&mut joined.text);
            let node = self.constant(joined.span.start, Constant::Str { value, unicode }, joined.span.end);
            joined.values.push(node);
        }
    }
}

/// The source of an expression as `=` and t-strings show it: without comments.
fn shown_source(source: &str) -> Cow<'_, str> {
    let source = with_newlines(source);
    if !source.contains('#') {
        return source;
    }
    let mut shown = String::with_capacity(source.len());
    let (mut quote, mut comment, mut escaped) = (None, false, false);
    for c in source.chars() {
        match c {
            _ if escaped => {}
            '\n' => comment = false,
            '#' if quote.is_none() => comment = true,
            '"' | '\'' if !comment => match quote {
                None => quote = Some(c),
                Some(open) if open == c => quote = None,
                Some(_) => {}
            },
            _ => {}
        }
        escaped = c == '\\' && !escaped && quote.is_some();
        if !comment {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

impl Joined {
    fn push(&mut self, text: &PyText, span: Span) {
        if text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.span = span;
        }
        self.span.end = span.end;
        self.text.push_text(text);
    }
}
