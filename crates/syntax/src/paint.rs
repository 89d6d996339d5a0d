//! What each piece of a source text is, for those who show it in colours. Not a check: a text with faults, or
//! one that is still being typed, is told apart as far as it goes.

use std::ops::Range;

use crate::lexer::{self, Lexed};
use crate::token::{Tok, Token};

/// A kind of piece that deserves a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paint {
    /// A reserved word.
    Keyword,
    /// `match`, `case` or `type` where it is one.
    SoftKeyword,
    /// The name that a `def` or `class` gives.
    Definition,
    /// Another name.
    Name,
    /// A number.
    Number,
    /// A string, an f-string's text and quotes.
    String,
    /// An operator or a bracket.
    Operator,
    /// A comment.
    Comment,
}

/// The coloured pieces of a text, in order, as ranges of bytes.
pub fn paint(text: &str) -> Vec<(Range<usize>, Paint)> {
    let Lexed { tokens, .. } = lexer::lex(text);
    let mut pieces = Vec::new();
    let mut end = 0;
    let mut previous = Tok::Newline;
    for Token { tok, span } in tokens {
        let range = span.start as usize..span.end as usize;
        if range.start < end || range.is_empty() {
            continue;
        }
        comment(text, end..range.start, &mut pieces);
        end = range.end;
        if let Some(paint) = paint_of(tok, previous) {
            pieces.push((range, paint));
        }
        previous = tok;
    }
    rest(text, end, &mut pieces);
    pieces
}

fn paint_of(tok: Tok, previous: Tok) -> Option<Paint> {
    Some(match tok {
        Tok::Newline | Tok::Indent | Tok::Dedent | Tok::EndMarker | Tok::Unknown => return None,
        Tok::Match | Tok::Case | Tok::Type => Paint::SoftKeyword,
        Tok::Name if matches!(previous, Tok::Def | Tok::Class) => Paint::Definition,
        Tok::Name => Paint::Name,
        Tok::Int | Tok::Float | Tok::Imaginary => Paint::Number,
        Tok::String | Tok::FStringStart | Tok::TStringStart | Tok::FStringMiddle | Tok::FStringEnd => {
            Paint::String
        }
        tok if tok.is_keyword() => Paint::Keyword,
        _ => Paint::Operator,
    })
}

/// A comment is no token: it is what stands between two of them besides blanks.
fn comment(text: &str, gap: Range<usize>, pieces: &mut Vec<(Range<usize>, Paint)>) {
    let mut at = gap.start;
    for line in text[gap].split_inclusive('\n') {
        if let Some(start) = line.find('#') {
            pieces.push((at + start..at + line.trim_end().len().max(start), Paint::Comment));
        }
        at += line.len();
    }
}

/// What follows the last token: a comment, or a string that nobody has closed yet.
fn rest(text: &str, end: usize, pieces: &mut Vec<(Range<usize>, Paint)>) {
    let left = &text[end..];
    let start = end + (left.len() - left.trim_start().len());
    let opened = text[start..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if opened.starts_with(['"', '\'']) && text.len() - start - opened.len() <= 2 {
        pieces.push((start..text.len(), Paint::String));
    } else {
        comment(text, end..text.len(), pieces);
    }
}

#[cfg(test)]
#[path = "paint_tests.rs"]
mod tests;
