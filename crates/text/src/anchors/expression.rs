//! Finds the outermost operator of an expression, or the brackets of an outermost index or call.
//!
//! This is no parser: the text is known to be compiled code, so tokens outside of brackets and the table of
//! precedences decide. Whatever is neither a binary operator, an index nor a call has no anchors.

use super::tokens::{Kind, Token, tokenize};
use crate::unicode;

/// The part to mark with `^` between `~`: from `left` up to `right`, each a line and a character within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// Where the operator or the opening bracket stands.
    pub left: (usize, usize),
    /// After the operator or the closing bracket.
    pub right: (usize, usize),
}

/// What an expression is on the outside.
enum Shape {
    /// The index of the operator's token.
    Binary(usize),
    /// The index of the opening bracket's token.
    Index(usize),
    /// The index of the opening parenthesis' token.
    Call(usize),
}

/// The anchors of the text of an expression, if it has any.
pub fn find(segment: &str) -> Option<Anchors> {
    let tokens = tokenize(segment)?;
    let tokens = without_parentheses(&tokens);
    let (from, to) = match shape(tokens)? {
        Shape::Binary(at) => (tokens[at].start, operator_end(segment, tokens, at)?),
        Shape::Index(at) | Shape::Call(at) => (tokens[at].start, tokens.last()?.end()),
    };
    Some(Anchors { left: position(segment, from), right: position(segment, to) })
}

/// The text of what is called, if the text is a call.
pub(super) fn called(segment: &str) -> Option<&str> {
    let tokens = tokenize(segment)?;
    let inner = without_parentheses(&tokens);
    match shape(inner)? {
        Shape::Call(at) => {
            let function = without_parentheses(&inner[..at]);
            Some(&segment[function.first()?.start..function.last()?.end()])
        }
        _ => None,
    }
}

/// Whether the text is one name. Constants are none.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    !matches!(text, "None" | "True" | "False")
        && chars.next().is_some_and(|c| unicode::is_identifier_start(c as u32))
        && chars.all(|c| unicode::is_identifier_continue(c as u32))
}

fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count(), before[line_start..].chars().count())
}

/// An operator may have a second character: the next one, unless it is a space or belongs to the right operand.
/// Parentheses around the whole right operand do not belong to it.
fn operator_end(segment: &str, tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let second = tokens[at].start + 1;
    let right = without_parentheses(&tokens[at + 1..]).first()?.start;
    Some(match segment[second..].chars().next() {
        Some(c) if second < right && !unicode::is_space(c as u32) && !matches!(c, '\\' | '#') => {
            second + c.len_utf8()
        }
        _ => second,
    })
}

/// Depth of brackets before each token; that of an opening one counts as outside, of a closing one too.
fn depths<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = (usize, usize)> + 't {
    let mut depth = 0usize;
    tokens.iter().enumerate().map(move |(at, token)| {
        depth -= (token.kind == Kind::Close && depth > 0) as usize;
        let here = depth;
        depth += (token.kind == Kind::Open) as usize;
        (at, here)
    })
}

fn outside<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = usize> + 't {
    depths(tokens).filter(|&(_, depth)| depth == 0).map(|(at, _)| at)
}

/// The tokens without parentheses around all of them, unless they make a tuple or a generator.
fn without_parentheses<'t, 'a>(mut tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    while let [first, inner @ .., last] = tokens
        && first.text == "("
        && last.text == ")"
        && !inner.is_empty()
        && outside(tokens).eq([0, tokens.len() - 1])
        && !outside(inner).any(|at| matches!(inner[at].text, "," | "for" | "async" | "yield"))
    {
        tokens = inner;
    }
    tokens
}

/// How tightly a binary operator binds; nothing if the token is none.
fn precedence(text: &str) -> Option<u8> {
    Some(match text {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" | ">>" => 4,
        "+" | "-" => 5,
        "*" | "/" | "//" | "%" | "@" => 6,
        "**" => POWER,
        _ => return None,
    })
}

/// Unary operators are between the other binary ones and this.
const POWER: u8 = 8;

fn shape(tokens: &[Token<'_>]) -> Option<Shape> {
    let mut loosest: Option<(u8, usize)> = None;
    let mut after_operand = false;
    for at in outside(tokens) {
        let token = &tokens[at];
        match token.kind {
            Kind::Keyword if token.text == "await" && !after_operand => {}
            Kind::Keyword => return None,
            Kind::Operand | Kind::Text => {
                let adjacent =
                    after_operand && !(token.kind == Kind::Text && tokens[at - 1].kind == Kind::Text);
                if adjacent {
                    return None;
                }
                after_operand = true;
            }
            Kind::Open | Kind::Close => after_operand = token.kind == Kind::Close,
            Kind::Operator if token.text == "." => after_operand = false,
            Kind::Operator if after_operand => {
                let binds = precedence(token.text)?;
                // Equal ones group to the left, so the last is outermost; powers group to the right.
                let outer = match loosest {
                    None => true,
                    Some((least, _)) => binds < least || (binds == least && binds != POWER),
                };
                if outer {
                    loosest = Some((binds, at));
                }
                after_operand = false;
            }
            Kind::Operator if matches!(token.text, "+" | "-" | "~") => {}
            Kind::Operator => return None,
        }
    }
    let first = tokens.first()?;
    let unary = first.kind == Kind::Operator;
    match loosest {
        Some((POWER, _)) if unary => None,
        Some((_, at)) => Some(Shape::Binary(at)),
        None if unary || first.kind == Kind::Keyword => None,
        None => trailer(tokens),
    }
}

/// The brackets an expression without operators ends with, if something stands before them.
fn trailer(tokens: &[Token<'_>]) -> Option<Shape> {
    let last = tokens.last()?;
    let open = outside(tokens).filter(|&at| tokens[at].kind == Kind::Open).last()?;
    if open == 0 || last.kind != Kind::Close {
        return None;
    }
    match last.text {
        ")" => Some(Shape::Call(open)),
        "]" => Some(Shape::Index(open)),
        _ => None,
    }
}
