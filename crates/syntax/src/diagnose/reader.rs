//! A second look at the statement that does not fit: reads expressions again, looking for known mistakes.
//!
//! Every method reads one construct from the current token on. `Ok(Some(_))` is a construct read, `Ok(None)`
//! says that none starts here (the position is where it was), `Err` is a mistake that has words of its own.
//! While `quiet` is on nothing is worded: the caller only asks whether something could be read.
//!
//! It mirrors in which order CPython's parser would meet the mistakes; it builds nothing. Displays and calls
//! are in `brackets`, f-strings in `fields`, whole statements in `statements`.

use std::cell::Cell;

use crate::ast::Span;
use crate::fault::{Fault, Faulty};
use crate::token::{Tok, Token};

/// Beyond this nesting nothing is looked for.
const MAX_NESTING: usize = 150;

/// A construct that was read: its tokens and what messages call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub first: usize,
    /// The token after the last.
    pub end: usize,
    pub what: &'static str,
    /// The first part that cannot be assigned to.
    pub bad: Option<Part>,
}

/// Some tokens and what messages call them.
pub(super) type Part = (usize, usize, &'static str);

impl Node {
    /// Something that cannot be assigned to.
    pub fn value(first: usize, end: usize, what: &'static str) -> Self {
        Node { first, end, what, bad: Some((first, end, what)) }
    }

    /// Can it be assigned to?
    pub fn is_target(&self) -> bool {
        self.bad.is_none()
    }
}

pub(super) type Read = Faulty<Option<Node>>;

pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub at: usize,
    /// The end of the source was looked at.
    pub reached_end: Cell<bool>,
    quiet: bool,
    nesting: usize,
    /// At the top level of a replacement field, where a colon ends the expression.
    pub in_field: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], at: usize) -> Self {
        Reader { text, tokens, at, reached_end: Cell::new(false), quiet: false, nesting: 0, in_field: false }
    }

    pub fn tok(&self) -> Tok {
        let tok = self.tok_at(self.at);
        if tok == Tok::EndMarker {
            self.reached_end.set(true);
        }
        tok
    }

    pub fn tok_at(&self, at: usize) -> Tok {
        self.tokens.get(at).map_or(Tok::EndMarker, |token| token.tok)
    }

    pub fn text_at(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.span.start as usize..token.span.end as usize])
    }

    pub fn take(&mut self, tok: Tok) -> bool {
        let found = self.tok() == tok;
        if found {
            self.at += 1;
        }
        found
    }

    pub fn node(&self, first: usize, what: &'static str) -> Option<Node> {
        Some(Node::value(first, self.at, what))
    }

    pub fn target(&self, first: usize, what: &'static str) -> Option<Node> {
        Some(Node { first, end: self.at, what, bad: None })
    }

    /// From the first token to before `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let last = end.clamp(first + 1, self.tokens.len()) - 1;
        self.tokens[first.min(last)].span.to(self.tokens[last].span)
    }

    /// A mistake over some tokens; while quiet it only means that nothing can be read.
    pub fn mistake(&self, first: usize, end: usize, message: impl Into<String>) -> Read {
        if self.quiet { Ok(None) } else { Err(Fault::new(self.span(first, end), message)) }
    }

    /// Goes back when nothing could be read.
    pub fn or_back(&mut self, start: usize, read: Read) -> Read {
        if let Ok(None) = read {
            self.at = start;
        }
        read
    }

    /// Reads without wording mistakes.
    pub fn quietly(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Option<Node> {
        let (quiet, start) = (self.quiet, self.at);
        self.quiet = true;
        let found = read(self).unwrap_or(None);
        self.quiet = quiet;
        if found.is_none() {
            self.at = start;
        }
        found
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Open brackets before the token after `end`.
    fn bracket_level(&self, end: usize) -> i32 {
        // Brackets do not cross logical lines, so counting from the line's start is enough.
        let start = self.tokens[..end].iter().rposition(|token| token.tok == Tok::Newline).unwrap_or(0);
        self.tokens[start..end].iter().fold(0, |level, token| match token.tok {
            Tok::LPar | Tok::WithLPar | Tok::LSqb | Tok::LBrace => level + 1,
            Tok::RPar | Tok::RSqb | Tok::RBrace => level - 1,
            _ => level,
        })
    }

    pub fn expression(&mut self) -> Read {
        if self.nesting >= MAX_NESTING {
            return Ok(None);
        }
        self.nesting += 1;
        let start = self.at;
        let read = self.any_expression();
        self.nesting -= 1;
        self.or_back(start, read)
    }

    fn any_expression(&mut self) -> Read {
        let start = self.at;
        if !self.quiet
            && matches!(self.tok(), Tok::Pass | Tok::Break | Tok::Continue)
            && self.tok_at(start + 1) == Tok::If
        {
            self.at += 2;
            if self.disjunction()?.is_some() && self.tok() == Tok::Else {
                let message = "expected expression before 'if', but statement is given";
                return self.mistake(start, start + 1, message);
            }
            self.at = start;
        }
        if self.tok() == Tok::Lambda {
            return self.lambda();
        }
        if !self.quiet
            && self.tok() == Tok::Name
            && matches!(self.text_at(start), "print" | "exec")
            && self.tok_at(start + 1) != Tok::LPar
        {
            self.at += 1;
            let name = self.text_at(start);
            if let Some(rest) = self.star_expressions()? {
                let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                return self.mistake(start, rest.end, message);
            }
            self.at = start;
        }
        if !self.quiet && self.tok() == Tok::String {
            self.quotes_inside()?;
        }
        let Some(first) = self.disjunction()? else { return Ok(None) };
        if !self.quiet {
            self.missing_comma(first)?;
        }
        if self.tok() != Tok::If {
            return Ok(Some(first));
        }
        let end = self.at;
        self.at += 1;
        if let Some(test) = self.disjunction()? {
            match self.tok() {
                Tok::Else => {
                    self.at += 1;
                    if self.expression()?.is_some() {
                        return Ok(self.node(start, "conditional expression"));
                    }
                    let message = "expected expression after 'else', but statement is given";
                    return self.mistake(self.at, self.at + 1, message);
                }
                Tok::Colon => {}
                _ => {
                    return self.mistake(start, test.end, "expected 'else' after 'if' expression");
                }
            }
        }
        self.at = end;
        Ok(Some(first))
    }

    /// Words between two strings, which look like one string with quotes inside.
    fn quotes_inside(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        let words = self.at;
        while self.tok() != Tok::String && self.quietly(Self::expression).is_some() {}
        let end = self.at;
        let closed = self.tok() == Tok::String;
        self.at = start;
        if closed && end > words {
            let message = "invalid syntax. Is this intended to be part of the string?";
            return self.mistake(words, end, message);
        }
        Ok(None)
    }

    /// Two expressions side by side inside brackets.
    fn missing_comma(&mut self, first: Node) -> Read {
        let second = self.tok_at(first.first + 1);
        let starts_string = matches!(second, Tok::String | Tok::FStringStart | Tok::TStringStart);
        let soft = matches!(self.text_at(first.first), "match" | "case" | "type" | "_");
        let name = self.tok_at(first.first) == Tok::Name;
        if name && (starts_string || soft) {
            return Ok(None);
        }
        let end = self.at;
        let next = self.quietly(Self::expression);
        self.at = end;
        let legacy = first.end == first.first + 1 && matches!(self.text_at(first.first), "print" | "exec");
        match next {
            Some(next) if !legacy && self.bracket_level(next.end) > 0 => {
                self.mistake(first.first, next.end, "invalid syntax. Perhaps you forgot a comma?")
            }
            _ => Ok(None),
        }
    }

    pub fn disjunction(&mut self) -> Read {
        self.chain(Tok::Or, Self::conjunction)
    }

    fn conjunction(&mut self) -> Read {
        self.chain(Tok::And, Self::inversion)
    }

    fn chain(&mut self, operator: Tok, operand: fn(&mut Self) -> Read) -> Read {
        let start = self.at;
        let Some(mut node) = operand(self)? else { return Ok(None) };
        while self.tok() == operator {
            let end = self.at;
            self.at += 1;
            if operand(self)?.is_none() {
                self.at = end;
                break;
            }
            node = Node::value(start, self.at, "expression");
        }
        Ok(Some(node))
    }

    fn inversion(&mut self) -> Read {
        let start = self.at;
        while self.take(Tok::Not) {}
        let negated = self.at > start;
        let read = self.comparison()?;
        match read {
            Some(_) if negated => Ok(self.node(start, "expression")),
            Some(node) => Ok(Some(node)),
            None => {
                self.at = start;
                Ok(None)
            }
        }
    }

    fn comparison(&mut self) -> Read {
        let start = self.at;
        let Some(mut node) = self.bitwise_or()? else { return Ok(None) };
        loop {
            let end = self.at;
            match self.tok() {
                Tok::EqEqual
                | Tok::NotEqual
                | Tok::Less
                | Tok::LessEqual
                | Tok::Greater
                | Tok::GreaterEqual
                | Tok::In => {
                    self.at += 1;
                }
                Tok::LessGreater => {
                    let message = "invalid syntax.  Maybe you meant '!=' instead of '<>'?";
                    return self.mistake(self.at, self.at + 1, message);
                }
                Tok::Not if self.tok_at(end + 1) == Tok::In => self.at += 2,
                Tok::Is => {
                    self.at += 1;
                    self.take(Tok::Not);
                }
                _ => return Ok(Some(node)),
            }
            if self.bitwise_or()?.is_none() {
                self.at = end;
                return Ok(Some(node));
            }
            node = Node::value(start, self.at, "comparison");
        }
    }

    pub fn bitwise_or(&mut self) -> Read {
        let start = self.at;
        let Some(mut node) = self.factor()? else { return Ok(None) };
        while let Some(arithmetic) = binary_operator(self.tok()) {
            let end = self.at;
            self.at += 1;
            if arithmetic && self.tok() == Tok::Not {
                self.not_after_operator()?;
            }
            if self.factor()?.is_none() {
                self.at = end;
                break;
            }
            node = Node::value(start, self.at, "expression");
        }
        Ok(Some(node))
    }

    fn not_after_operator(&mut self) -> Read {
        let start = self.at;
        match self.inversion()? {
            Some(node) => self.mistake(start, node.end, "'not' after an operator must be parenthesized"),
            None => Ok(None),
        }
    }

    fn factor(&mut self) -> Read {
        let start = self.at;
        while matches!(self.tok(), Tok::Plus | Tok::Minus | Tok::Tilde) {
            self.at += 1;
        }
        let signed = self.at > start;
        if signed && self.tok() == Tok::Not {
            self.not_after_operator()?;
        }
        let base = self.at;
        self.take(Tok::Await);
        let awaited = self.at > base;
        let Some(mut node) = self.primary()? else {
            self.at = start;
            return Ok(None);
        };
        if awaited {
            node = Node::value(base, self.at, "await expression");
        }
        let end = self.at;
        if self.tok() == Tok::DoubleStar {
            self.at += 1;
            if self.nested(Self::factor)?.is_some() {
                node = Node::value(base, self.at, "expression");
            } else {
                self.at = end;
            }
        }
        Ok(if signed { self.node(start, "expression") } else { Some(node) })
    }

    /// Reads one level deeper, or nothing at the limit.
    pub fn nested(&mut self, read: fn(&mut Self) -> Read) -> Read {
        if self.nesting >= MAX_NESTING {
            return Ok(None);
        }
        self.nesting += 1;
        let found = read(self);
        self.nesting -= 1;
        found
    }

    fn primary(&mut self) -> Read {
        let start = self.at;
        let Some(mut node) = self.nested(Self::atom)? else {
            self.at = start;
            return Ok(None);
        };
        loop {
            let end = self.at;
            let read = match self.tok() {
                Tok::Dot if self.tok_at(end + 1).is_name() => {
                    self.at += 2;
                    self.target(start, "attribute")
                }
                Tok::LPar => {
                    self.nested(Self::call_arguments)?.and_then(|_| self.node(start, "function call"))
                }
                Tok::LSqb => self.nested(Self::subscript)?.and_then(|_| self.target(start, "subscript")),
                _ => return Ok(Some(node)),
            };
            match read {
                Some(longer) => node = longer,
                None => {
                    self.at = end;
                    return Ok(Some(node));
                }
            }
        }
    }

    fn atom(&mut self) -> Read {
        let start = self.at;
        let what = match self.tok() {
            Tok::Name | Tok::Match | Tok::Case | Tok::Type => {
                self.at += 1;
                return Ok(self.target(start, "name"));
            }
            Tok::Int | Tok::Float | Tok::Imaginary => "literal",
            Tok::True => "True",
            Tok::False => "False",
            Tok::None => "None",
            Tok::Ellipsis => "ellipsis",
            Tok::String | Tok::FStringStart | Tok::TStringStart => return self.strings(),
            Tok::LPar | Tok::WithLPar => return self.parenthesized(),
            Tok::LSqb => return self.list(),
            Tok::LBrace => return self.braces(),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(self.node(start, what))
    }

    /// `name := value`, or an expression with the mistakes of one that should have been.
    pub fn named_expression(&mut self) -> Read {
        let start = self.at;
        if self.tok() == Tok::Name && self.tok_at(start + 1) == Tok::ColonEqual {
            self.at += 2;
            let read = self.expression()?.and_then(|_| self.node(start, "named expression"));
            return self.or_back(start, Ok(read));
        }
        let Some(node) = self.expression()? else { return Ok(None) };
        let end = self.at;
        match self.tok() {
            Tok::ColonEqual => {
                self.at += 1;
                if self.expression()?.is_some() {
                    let message = format!("cannot use assignment expressions with {}", node.what);
                    self.mistake(start, end, message)?;
                }
                self.at = start;
                return Ok(None);
            }
            Tok::Equal if !self.quiet => {
                self.equal_for_equality(start, end)?;
                self.at = end;
            }
            _ => {}
        }
        Ok(Some(node))
    }

    /// `=` at `end` where `==` would fit.
    fn equal_for_equality(&mut self, start: usize, end: usize) -> Read {
        self.at = end + 1;
        let Some(value) = self.bitwise_or()? else { return Ok(None) };
        if matches!(self.tok(), Tok::Equal | Tok::ColonEqual) {
            return Ok(None);
        }
        if end == start + 1 && self.tok_at(start) == Tok::Name {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.mistake(start, value.end, message);
        }
        self.at = start;
        match self.quietly(Self::bitwise_or) {
            Some(left)
                if left.end == end
                    && !matches!(
                        left.what,
                        "list" | "tuple" | "generator expression" | "True" | "False" | "None"
                    ) =>
            {
                let message =
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", left.what);
                self.mistake(start, end, message)
            }
            _ => Ok(None),
        }
    }

    fn lambda(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        if self.parameters(Tok::Colon)?.is_none() || !self.take(Tok::Colon) {
            return Ok(None);
        }
        if self.in_field && matches!(self.tok(), Tok::FStringMiddle | Tok::LBrace | Tok::RBrace) {
            let message = "f-string: lambda expressions are not allowed without parentheses";
            return self.mistake(start, self.at, message);
        }
        let read = self.expression()?;
        Ok(read.and_then(|_| self.node(start, "lambda")))
    }

    /// `a, *b`, with or without commas.
    pub fn star_expressions(&mut self) -> Read {
        self.separated(Self::star_expression)
    }

    pub fn star_named_expressions(&mut self) -> Read {
        self.separated(Self::star_named_expression)
    }

    fn separated(&mut self, element: fn(&mut Self) -> Read) -> Read {
        let start = self.at;
        let Some(first) = element(self)? else { return Ok(None) };
        if self.tok() != Tok::Comma {
            return Ok(Some(first));
        }
        let mut bad = first.bad;
        while self.take(Tok::Comma) {
            match element(self)? {
                Some(node) => bad = bad.or(node.bad),
                None => break,
            }
        }
        Ok(Some(Node { first: start, end: self.at, what: "tuple", bad }))
    }

    pub fn star_expression(&mut self) -> Read {
        if self.tok() == Tok::Star { self.starred() } else { self.expression() }
    }

    pub fn star_named_expression(&mut self) -> Read {
        if self.tok() == Tok::Star { self.starred() } else { self.named_expression() }
    }

    fn starred(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        let Some(value) = self.bitwise_or()? else {
            self.at = start;
            return Ok(None);
        };
        Ok(Some(Node { first: start, end: self.at, what: "starred", bad: value.bad }))
    }
}

/// Is it a binary operator, and one of arithmetic?
fn binary_operator(tok: Tok) -> Option<bool> {
    match tok {
        Tok::Plus | Tok::Minus | Tok::Star | Tok::Slash | Tok::DoubleSlash | Tok::Percent | Tok::At => {
            Some(true)
        }
        Tok::VBar | Tok::Circumflex | Tok::Amper | Tok::LeftShift | Tok::RightShift => Some(false),
        _ => None,
    }
}
