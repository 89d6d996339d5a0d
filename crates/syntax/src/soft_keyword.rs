//! `match`, `case`, `type` and the `(` of `with`: decided over a whole logical line.
//!
//! The lexer leaves every `match`, `case` and `type` as a keyword. Here those that are names become names, by
//! rules under which no valid program reads differently than it does to CPython's backtracking parser:
//!
//! - `match` is a keyword at the start of a statement whose logical line ends with `:`, unless what follows
//!   shows it to be the start of an expression;
//! - `case` is one at the start of a line directly inside a `match` statement;
//! - `type` is one at the start of a statement before another name.

use crate::token::{Tok, Token};

/// Settles all soft keywords.
pub(crate) fn resolve(tokens: &mut [Token]) {
    // For each open block: is it the body of a `match`?
    let mut blocks = Vec::new();
    let mut line_is_match = false;
    let mut line_start = true;
    let mut previous = Tok::Newline;
    for i in 0..tokens.len() {
        let next = tokens.get(i + 1).map_or(Tok::EndMarker, |next| next.tok);
        let tok = &mut tokens[i].tok;
        match *tok {
            Tok::Indent => blocks.push(line_is_match),
            Tok::Dedent => {
                blocks.pop();
            }
            Tok::Newline => line_start = true,
            Tok::Match => {
                if line_start && starts_subject(next) && line_ends_with_colon(&tokens[i..]) {
                    line_is_match = true;
                    line_start = false;
                    previous = Tok::Match;
                    continue;
                }
                tokens[i].tok = Tok::Name;
            }
            Tok::Case if !(line_start && blocks.last() == Some(&true)) => *tok = Tok::Name,
            Tok::Type if !(next.is_name() && (line_start || matches!(previous, Tok::Semi | Tok::Colon))) => {
                *tok = Tok::Name;
            }
            Tok::With if next == Tok::LPar => mark_parenthesis(tokens, i + 1),
            _ => {}
        }
        previous = tokens[i].tok;
        if !matches!(previous, Tok::Indent | Tok::Dedent | Tok::Newline) && line_start {
            line_start = false;
            line_is_match = false;
        }
    }
}

/// Can a `match` subject start with this token?
fn starts_subject(tok: Tok) -> bool {
    !matches!(
        tok,
        Tok::Equal
            | Tok::Dot
            | Tok::Comma
            | Tok::Colon
            | Tok::ColonEqual
            | Tok::Newline
            | Tok::EndMarker
            | Tok::RPar
    )
}

/// Is the last token of the logical line a colon?
fn line_ends_with_colon(tokens: &[Token]) -> bool {
    let end = tokens.iter().position(|token| matches!(token.tok, Tok::Newline | Tok::EndMarker));
    end.is_some_and(|end| end > 0 && tokens[end - 1].tok == Tok::Colon && tokens[end].tok == Tok::Newline)
}

/// Marks the `(` at `open` if a colon follows its `)`.
fn mark_parenthesis(tokens: &mut [Token], open: usize) {
    let mut depth = 0;
    for i in open..tokens.len() {
        match tokens[i].tok {
            Tok::LPar | Tok::LSqb | Tok::LBrace => depth += 1,
            Tok::RPar | Tok::RSqb | Tok::RBrace => {
                depth -= 1;
                if depth == 0 {
                    if tokens.get(i + 1).is_some_and(|next| next.tok == Tok::Colon) {
                        tokens[open].tok = Tok::WithLPar;
                    }
                    return;
                }
            }
            Tok::Newline => return,
            _ => {}
        }
    }
}
