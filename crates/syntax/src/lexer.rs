//! The layer over logos: indentation, brackets, line joining, string bodies and f-string nesting.
//!
//! It turns a text into the parser's tokens. What logos cannot see from one place is decided here; what
//! needs a whole logical line (soft keywords) is decided in [`crate::soft_keyword`]. Faults of numbers and
//! characters are worded in [`crate::literal_fault`].
//!
//! F-strings are a stack of frames:
//!
//! ```text
//!   f"text {expr:spec {expr}}"      Text   literal text up to the closing quotes
//!     |     |    |     |            Field  an expression, up to `}` or `:` at its own bracket depth
//!    Text  Field Spec  Field        Spec   literal text up to `}`
//! ```

mod indentation;
mod strings;

use logos::{Lexer as LogosLexer, Logos};

use crate::ast::Span;
use crate::error::SyntaxWarning;
use crate::fault::{Fault, Faulty};
use crate::literal_fault;
use crate::soft_keyword;
use crate::token::{Tok, Token};

/// CPython's limit on open brackets.
const MAX_BRACKETS: usize = 200;

/// What lexing gives: all tokens up to the end or the first fault.
pub(crate) struct Lexed {
    pub tokens: Vec<Token>,
    pub fault: Option<Box<Fault>>,
    pub warnings: Vec<SyntaxWarning>,
    /// The brackets left open, outermost first.
    pub open: Vec<Bracket>,
    /// The fault is inside an f-string.
    pub in_field: bool,
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bracket {
    pub char: u8,
    pub offset: u32,
}

/// Where an f-string's text ends and how it reads.
#[derive(Clone, Copy)]
struct Quotes {
    quote: u8,
    triple: bool,
    raw: bool,
    template: bool,
    start: u32,
}

enum Frame {
    Text(Quotes),
    /// `depth` is the number of open brackets inside the field, its own brace included.
    Field {
        depth: usize,
    },
    Spec,
}

/// Indentation of a line: tabs to multiples of eight, and tabs as one column.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Indentation {
    column: u32,
    alternative: u32,
}

struct Layer<'s> {
    text: &'s str,
    bytes: &'s [u8],
    logos: LogosLexer<'s, Tok>,
    tokens: Vec<Token>,
    indents: Vec<Indentation>,
    brackets: Vec<Bracket>,
    frames: Vec<Frame>,
    fstrings: usize,
    warnings: Vec<SyntaxWarning>,
    soft: bool,
}

/// Turns a text into tokens. The text is smaller than 4 GiB.
pub(crate) fn lex(text: &str) -> Lexed {
    let mut layer = Layer {
        text,
        bytes: text.as_bytes(),
        logos: Tok::lexer(text),
        tokens: Vec::with_capacity(text.len() / 4 + 4),
        indents: vec![Indentation { column: 0, alternative: 0 }],
        brackets: Vec::new(),
        frames: Vec::new(),
        fstrings: 0,
        warnings: Vec::new(),
        soft: false,
    };
    let fault = layer.run().err();
    let Layer { mut tokens, warnings, brackets, soft, frames, .. } = layer;
    if soft {
        soft_keyword::resolve(&mut tokens);
    }
    Lexed { tokens, fault, warnings, open: brackets, in_field: !frames.is_empty() }
}

impl Layer<'_> {
    fn run(&mut self) -> Faulty<()> {
        self.begin_line()?;
        loop {
            match self.frames.last() {
                Some(Frame::Text(_) | Frame::Spec) => self.literal_text()?,
                _ => {
                    if !self.token()? {
                        return self.finish();
                    }
                }
            }
        }
    }

    fn push(&mut self, tok: Tok, start: usize, end: usize) {
        self.tokens.push(Token { tok, span: Span::new(start as u32, end as u32) });
    }

    /// The offset up to which logos has read.
    fn position(&self) -> usize {
        self.logos.span().end
    }

    /// Reads one token outside literal text; `false` at the end of the source.
    fn token(&mut self) -> Faulty<bool> {
        let Some(found) = self.logos.next() else { return Ok(false) };
        let span = self.logos.span();
        let (start, end) = (span.start, span.end);
        let Ok(tok) = found else { return self.unmatched(start).map(|()| true) };
        match tok {
            Tok::Newline => {
                if self.brackets.is_empty() {
                    self.push(Tok::Newline, start, end);
                    self.begin_line()?;
                }
            }
            Tok::String => self.string(start, end)?,
            Tok::FStringStart | Tok::TStringStart => self.fstring_start(tok, start, end)?,
            Tok::Int | Tok::Float | Tok::Imaginary => {
                if self.bytes.get(end).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80) {
                    self.number_tail(tok, start, end)?;
                } else {
                    self.push(tok, start, end);
                }
            }
            Tok::LPar | Tok::LSqb | Tok::LBrace => self.open(tok, start)?,
            Tok::RPar | Tok::RSqb | Tok::RBrace => self.close(tok, start)?,
            Tok::Colon | Tok::ColonEqual if self.at_field_level() => {
                // `:=` at the top of a field is a format specification that starts with `=`.
                self.push(Tok::Colon, start, start + 1);
                self.reset(start + 1);
                self.frames.push(Frame::Spec);
            }
            Tok::Name => self.name(Tok::Name, start, end)?,
            Tok::Match | Tok::Case | Tok::Type | Tok::With => {
                self.soft = true;
                self.name(tok, start, end)?;
            }
            tok if tok.is_keyword() => self.name(tok, start, end)?,
            _ => self.push(tok, start, end),
        }
        Ok(true)
    }

    /// Moves logos to an offset at or after the last token's start.
    fn reset(&mut self, offset: usize) {
        let position = self.position();
        if offset >= position {
            self.logos.bump(offset - position);
        } else {
            let mut logos = Tok::lexer(self.text);
            logos.bump(offset);
            self.logos = logos;
        }
    }

    /// A word, which goes on if a character outside ASCII follows.
    fn name(&mut self, tok: Tok, start: usize, end: usize) -> Faulty<()> {
        match self.bytes.get(end) {
            Some(&b) if b >= 0x80 => return self.wide_name(start, end),
            Some(b'"' | b'\'') => literal_fault::prefix(self.text, start, end)?,
            _ => {}
        }
        self.push(tok, start, end);
        Ok(())
    }

    /// An identifier that holds characters outside ASCII, read up to `end` so far.
    fn wide_name(&mut self, start: usize, end: usize) -> Faulty<()> {
        let stop = self.bytes[end..]
            .iter()
            .position(|&b| b < 0x80 && !b.is_ascii_alphanumeric() && b != b'_')
            .map_or(self.bytes.len(), |n| end + n);
        literal_fault::identifier(self.text, start, stop)?;
        self.reset(stop);
        self.push(Tok::Name, start, stop);
        Ok(())
    }

    /// A number with letters, digits or `_` right behind it: a fault, or a keyword such as in `1if x else y`.
    fn number_tail(&mut self, tok: Tok, start: usize, end: usize) -> Faulty<()> {
        if let Some(warning) = literal_fault::number(self.text, start, end, tok)? {
            self.warnings.push(warning);
        }
        self.push(tok, start, end);
        Ok(())
    }

    /// Something logos has no pattern for.
    fn unmatched(&mut self, start: usize) -> Faulty<()> {
        match self.bytes[start] {
            b if b >= 0x80 => self.wide_name(start, start),
            b'\\' => Err(literal_fault::backslash(self.text, start)),
            b'0'..=b'9' => {
                self.reset(start + 1);
                self.number_tail(Tok::Int, start, start + 1)
            }
            // These start no token, which is the parser's to say.
            b'$' | b'?' | b'`' => {
                self.push(Tok::Unknown, start, start + 1);
                Ok(())
            }
            _ => Err(literal_fault::character(self.text, start)),
        }
    }

    fn open(&mut self, tok: Tok, start: usize) -> Faulty<()> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(Fault::point(last_char(start + 1), "too many nested parentheses"));
        }
        self.brackets.push(Bracket { char: self.bytes[start], offset: start as u32 });
        self.push(tok, start, start + 1);
        Ok(())
    }

    fn close(&mut self, tok: Tok, start: usize) -> Faulty<()> {
        let char = self.bytes[start];
        let Some(open) = self.brackets.pop() else {
            return Err(Fault::point(last_char(start + 1), format!("unmatched '{}'", char as char)));
        };
        let fits = matches!((open.char, char), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        let field =
            matches!(self.frames.last(), Some(Frame::Field { depth }) if *depth == self.brackets.len() + 1);
        if !fits {
            let message = if field {
                format!("{}-string: unmatched '{}'", self.string_letter(), char as char)
            } else {
                self.mismatch(open, char, start)
            };
            return Err(Fault::point(last_char(start + 1), message));
        }
        self.push(tok, start, start + 1);
        if field {
            self.frames.pop();
        }
        Ok(())
    }

    fn mismatch(&self, open: Bracket, char: u8, start: usize) -> String {
        let (open_char, char) = (open.char as char, char as char);
        let text = format!("closing parenthesis '{char}' does not match opening parenthesis '{open_char}'");
        if self.text[open.offset as usize..start].contains(['\n', '\r']) {
            let line = crate::LineIndex::new(&self.text[..open.offset as usize]).count();
            format!("{text} on line {line}")
        } else {
            text
        }
    }

    /// Is the next token at the top level of a replacement field?
    fn at_field_level(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Field { depth }) if *depth == self.brackets.len())
    }

    /// A backslash that joins the last line to nothing.
    fn check_joined_end(&self) -> Faulty<()> {
        let last = self.tokens.last().map_or(0, |last| last.span.end as usize);
        let rest = &self.text[last..];
        let Some(joined) = rest.trim_end_matches(['\r', '\n']).strip_suffix('\\') else { return Ok(()) };
        if rest.matches('\n').count() > 1 || joined.contains('#') {
            return Ok(());
        }
        let after = (last + joined.len() + 1) as u32;
        Err(Fault::new(Span::new(after, after), "unexpected EOF while parsing").incomplete())
    }

    /// The end of the source: the missing newline, the open blocks.
    fn finish(&mut self) -> Faulty<()> {
        let end = self.bytes.len();
        if self.brackets.is_empty() {
            self.check_joined_end()?;
            let complete = [Tok::Newline, Tok::Indent, Tok::Dedent];
            if self.tokens.last().is_some_and(|last| !complete.contains(&last.tok)) {
                self.push(Tok::Newline, end, end);
            }
            for _ in 1..self.indents.len() {
                self.push(Tok::Dedent, end, end);
            }
        }
        self.push(Tok::EndMarker, end, end);
        Ok(())
    }
}

/// Where CPython puts its single caret after reading up to `end`: under the character before.
pub(crate) fn last_char(end: usize) -> Span {
    Span::new(end.saturating_sub(1) as u32, end as u32)
}
