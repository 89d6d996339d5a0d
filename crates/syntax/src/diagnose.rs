//! Words and places for texts that do not fit the grammar.
//!
//! The generated parser only says which token did not fit. Here the statement around that token is read
//! again ([`reader`]) for the mistakes that CPython has words for; if there is none, it is `invalid syntax`.

mod brackets;
mod fields;
mod reader;
mod statements;

use crate::Mode;
use crate::ast::Span;
use crate::error::ErrorKind;
use crate::fault::Fault;
use crate::lexer::{Bracket, last_char};
use crate::source::LineIndex;
use crate::token::{Tok, Token};

use reader::Reader;

/// The fault of a text whose token `at` does not fit; `expected` are the tokens that would have. Also says
/// whether the end of the source had to be looked at.
pub(crate) fn diagnose(
    text: &str,
    tokens: &[Token],
    at: usize,
    expected: &[String],
    mode: Mode,
) -> (Box<Fault>, bool) {
    let mut reached_end = tokens[at].tok == Tok::EndMarker;
    let found = tokens[at];
    let ends = matches!(found.tok, Tok::EndMarker | Tok::Dedent) && found.span.start as usize == text.len();
    let place = match ends {
        true if expected == ["INDENT"] => end_of_blanks(text, end_of_code(tokens, at)),
        true => end_of_code(tokens, at),
        false => found.span,
    };
    let mut fault = if expected == ["INDENT"] {
        let message = format!("expected an indented block after {}", block_owner(text, tokens, at));
        Fault::of_kind(ErrorKind::Indentation, place, message)
    } else if found.tok == Tok::Indent {
        Fault::of_kind(ErrorKind::Indentation, last_char(place.end as usize), "unexpected indent")
    } else if expected.len() == 2 && expected.iter().all(|tok| tok == "\"except\"" || tok == "\"finally\"") {
        Fault::new(place, "expected 'except' or 'finally' block")
    } else if found.tok == Tok::Elif && follows_else(tokens, at) {
        Fault::new(place, "'elif' block follows an 'else' block")
    } else {
        let start = line_start(tokens, at);
        let mut reader = Reader::new(text, tokens, start);
        // Nothing was read of a line whose first token does not fit.
        let read = match mode {
            _ if at == start => Ok(None),
            Mode::Eval => reader.star_expressions(),
            Mode::Exec | Mode::Single => reader.line(),
        };
        reached_end |= reader.reached_end.get();
        match read {
            Err(fault) => fault,
            Ok(_) => Fault::new(place, "invalid syntax"),
        }
    };
    fault.incomplete = ends;
    (fault, reached_end)
}

/// Does the parser's fault at token `at` come before the lexer's, which is behind the last token? In general
/// CPython's tokenizer has the last word, but not with faults of indentation and joined lines, nor over a stray
/// indentation or a mistake in a replacement field.
pub(crate) fn precedes_lexer(
    fault: &Fault,
    lexer: &Fault,
    in_field: bool,
    tokens: &[Token],
    at: usize,
) -> bool {
    let joined = ["unexpected EOF while parsing", "unexpected character after line continuation character"];
    let late = lexer.kind != ErrorKind::Syntax || joined.contains(&&*lexer.message);
    if late && at + 1 < tokens.len() {
        return true;
    }
    let inside_field = fault.message.starts_with("f-string:") || fault.message.starts_with("t-string:");
    tokens[at].tok == Tok::Indent || in_field && inside_field && at + 1 < tokens.len()
}

/// A bracket left open decides, if the parser got beyond its line before it stopped at `stopped`.
pub(crate) fn never_closed(
    text: &str,
    open: &[Bracket],
    stopped: Span,
    reached_end: bool,
) -> Option<Box<Fault>> {
    let bracket = open.last()?;
    let lines = LineIndex::new(text);
    if !reached_end && lines.line(stopped.start) <= lines.line(bracket.offset) {
        return None;
    }
    let span = Span::new(bracket.offset, bracket.offset + 1);
    let mut fault = Fault::new(span, format!("'{}' was never closed", bracket.char as char)).endless();
    fault.incomplete = stopped.start as usize >= text.len();
    Some(fault)
}

/// Where the last line with code ends.
fn end_of_code(tokens: &[Token], at: usize) -> Span {
    let last = tokens[..at].iter().rev().find(|token| !matches!(token.tok, Tok::Dedent | Tok::Indent));
    last.map_or(tokens[at].span, |token| {
        let end = if token.tok == Tok::Newline { token.span.start } else { token.span.end };
        Span::new(end, end)
    })
}

/// Behind the blank lines that follow, if there are any.
fn end_of_blanks(text: &str, end: Span) -> Span {
    let rest = &text[end.end as usize..];
    let blanks = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or("");
    if blanks.is_empty() || !blanks.trim().is_empty() {
        return end;
    }
    let last = (text.len() - usize::from(text.ends_with('\n'))) as u32;
    Span::new(last, last)
}

/// The first token of the logical line that holds `at`.
fn line_start(tokens: &[Token], at: usize) -> usize {
    let boundary = |token: &Token| matches!(token.tok, Tok::Newline | Tok::Indent | Tok::Dedent);
    tokens[..at].iter().rposition(boundary).map_or(0, |before| before + 1)
}

/// The statement whose block should start at `at`, as messages name it.
fn block_owner(text: &str, tokens: &[Token], at: usize) -> String {
    let start = line_start(tokens, at - 1);
    let line = LineIndex::new(text).line(tokens[start].span.start);
    let head = match tokens[start].tok {
        Tok::Async => tokens[start + 1].tok,
        tok => tok,
    };
    let what = match head {
        Tok::Def => "function definition".to_owned(),
        Tok::Class => "class definition".to_owned(),
        Tok::Except if tokens[start + 1].tok == Tok::Star => "'except*' statement".to_owned(),
        tok => format!("'{}' statement", format!("{tok:?}").to_lowercase()),
    };
    format!("{what} on line {line}")
}

/// Does the `elif` at `at` come after the `else` of the same statement?
fn follows_else(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0;
    let mut start = at;
    while start > 0 {
        let end = start - 1;
        match tokens[end].tok {
            Tok::Dedent => depth += 1,
            Tok::Indent => depth -= 1,
            _ => {
                let first = line_start(tokens, end);
                if depth == 0 {
                    return tokens[first].tok == Tok::Else;
                }
                start = first;
                continue;
            }
        }
        start = end;
    }
    false
}
