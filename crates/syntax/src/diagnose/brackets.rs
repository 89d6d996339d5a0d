//! Mistakes inside brackets: displays, comprehensions, calls, subscripts, parameters.

use super::reader::{Node, Read, Reader};
use crate::fault::Fault;
use crate::lexer::last_char;
use crate::token::Tok;

impl Reader<'_> {
    fn starts_clauses(&self) -> bool {
        self.tok() == Tok::For || self.tok() == Tok::Async && self.tok_at(self.at + 1) == Tok::For
    }

    /// `for target in iter if …`, at least once.
    pub fn clauses(&mut self) -> Read {
        let start = self.at;
        while self.starts_clauses() {
            self.take(Tok::Async);
            self.at += 1;
            let target = self.loop_target(false)?;
            if target.is_some() && self.tok() != Tok::In {
                return self.mistake(self.at, self.at + 1, "'in' expected after for-loop variables");
            }
            if target.is_none() || !self.take(Tok::In) || self.disjunction()?.is_none() {
                self.at = start;
                return Ok(None);
            }
            while self.tok() == Tok::If {
                self.at += 1;
                if self.disjunction()?.is_none() {
                    self.at = start;
                    return Ok(None);
                }
            }
        }
        Ok(if self.at > start { self.node(start, "clauses") } else { None })
    }

    /// What stands between `for` and `in`; worded when it cannot be assigned to, for a comprehension only if
    /// `in` follows.
    pub fn loop_target(&mut self, statement: bool) -> Read {
        let start = self.at;
        let mut bad = None;
        loop {
            self.take(Tok::Star);
            let Some(node) = self.bitwise_or()? else { break };
            bad = bad.or(node.bad);
            if !self.take(Tok::Comma) {
                break;
            }
        }
        if self.at == start {
            return Ok(None);
        }
        if let Some((first, end, what)) = bad
            && (statement || self.tok() == Tok::In)
        {
            return self.mistake(first, end, format!("cannot assign to {what}"));
        }
        Ok(Some(Node { first: start, end: self.at, what: "target", bad }))
    }

    /// What follows an opening parenthesis that is not a call's.
    pub fn parenthesized(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        if self.take(Tok::RPar) {
            return Ok(self.target(start, "tuple"));
        }
        if self.tok() == Tok::Yield {
            self.yield_expression()?;
            return Ok(if self.take(Tok::RPar) { self.node(start, "yield expression") } else { None });
        }
        if self.tok() == Tok::DoubleStar {
            let stars = self.at;
            self.at += 1;
            if self.expression()?.is_some() && self.tok() == Tok::RPar {
                return self.mistake(stars, stars + 1, "cannot use double starred expression here");
            }
            return Ok(None);
        }
        let Some(first) = self.star_named_expression()? else { return self.empty_star() };
        if self.starts_clauses() {
            return self.comprehension(start, first, Tok::RPar, "generator expression");
        }
        if self.take(Tok::RPar) {
            if first.what == "starred" {
                return self.mistake(first.first, first.end, "cannot use starred expression here");
            }
            return Ok(Some(Node { first: start, end: self.at, ..first }));
        }
        self.elements(start, first, Tok::RPar, "tuple")
    }

    pub fn list(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        if self.take(Tok::RSqb) {
            return Ok(self.target(start, "list"));
        }
        let Some(first) = self.star_named_expression()? else { return self.empty_star() };
        if self.starts_clauses() {
            return self.comprehension(start, first, Tok::RSqb, "list comprehension");
        }
        self.elements(start, first, Tok::RSqb, "list")
    }

    /// A star without an operand.
    fn empty_star(&mut self) -> Read {
        let next = self.at + 1;
        if self.tok() == Tok::Star
            && matches!(self.tok_at(next), Tok::Comma | Tok::RPar | Tok::RSqb | Tok::Colon)
        {
            return self.mistake(next, next + 1, "Invalid star expression");
        }
        Ok(None)
    }

    fn comprehension(&mut self, start: usize, first: Node, close: Tok, what: &'static str) -> Read {
        if self.clauses()?.is_none() {
            return Ok(None);
        }
        if first.what == "starred" {
            let message = "iterable unpacking cannot be used in comprehension";
            return self.mistake(first.first, first.end, message);
        }
        Ok(if self.take(close) { self.node(start, what) } else { None })
    }

    /// The rest of a list, tuple or set after its first element.
    fn elements(&mut self, start: usize, first: Node, close: Tok, what: &'static str) -> Read {
        let mut bad = first.bad;
        let mut last = first.end;
        while self.take(Tok::Comma) {
            last = self.at;
            match self.star_named_expression()? {
                Some(node) => {
                    bad = bad.or(node.bad);
                    last = node.end;
                }
                None => break,
            }
        }
        if close != Tok::RPar && self.starts_clauses() && self.clauses()?.is_some() {
            let message = "did you forget parentheses around the comprehension target?";
            return self.mistake(first.first, last, message);
        }
        if !self.take(close) {
            return Ok(None);
        }
        if what == "set display" {
            return Ok(self.node(start, what));
        }
        Ok(Some(Node { first: start, end: self.at, what, bad }))
    }

    /// A dict or set.
    pub fn braces(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        if self.take(Tok::RBrace) {
            return Ok(self.node(start, "dict literal"));
        }
        let first_stars = (self.tok() == Tok::DoubleStar).then_some(self.at);
        if first_stars.is_none() {
            let first = self.at;
            let Some(node) = self.star_named_expression()? else { return self.empty_star() };
            if self.tok() != Tok::Colon {
                if self.starts_clauses() {
                    return self.comprehension(start, node, Tok::RBrace, "set comprehension");
                }
                return self.elements(start, node, Tok::RBrace, "set display");
            }
            self.at = first;
        }
        self.dict_items(start, first_stars)
    }

    fn dict_items(&mut self, start: usize, first_stars: Option<usize>) -> Read {
        let mut count = 0;
        loop {
            if self.take(Tok::DoubleStar) {
                if self.bitwise_or()?.is_none() {
                    return Ok(None);
                }
            } else {
                let Some(key) = self.expression()? else { return Ok(None) };
                let colon = self.at;
                if !self.take(Tok::Colon) {
                    if count > 0 && !self.is_quiet() {
                        let place = last_char(self.span(key.first, key.end).end as usize);
                        return Err(Fault::new(place, "':' expected after dictionary key").endless());
                    }
                    return Ok(None);
                }
                match self.tok() {
                    Tok::RBrace | Tok::Comma => {
                        let message = "expression expected after dictionary key and ':'";
                        return self.mistake(colon, colon + 1, message);
                    }
                    Tok::Star => {
                        let star = self.at;
                        self.at += 1;
                        if let Some(value) = self.bitwise_or()? {
                            let message = "cannot use a starred expression in a dictionary value";
                            return self.mistake(star, value.end, message);
                        }
                        return Ok(None);
                    }
                    _ => {}
                }
                if self.expression()?.is_none() {
                    return Ok(None);
                }
            }
            count += 1;
            if count == 1 && self.starts_clauses() {
                if self.clauses()?.is_none() {
                    return Ok(None);
                }
                if let Some(stars) = first_stars {
                    let message = "dict unpacking cannot be used in dict comprehension";
                    return self.mistake(stars, stars + 1, message);
                }
                return Ok(if self.take(Tok::RBrace) {
                    self.node(start, "dict comprehension")
                } else {
                    None
                });
            }
            let comma = self.take(Tok::Comma);
            if self.take(Tok::RBrace) {
                return Ok(self.node(start, "dict literal"));
            }
            if !comma {
                return Ok(None);
            }
        }
    }

    /// `(…)` of a call.
    pub fn call_arguments(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        let first = self.at;
        while self.tok() != Tok::RPar {
            if self.argument(first)?.is_none() {
                return Ok(None);
            }
            if !self.take(Tok::Comma) {
                break;
            }
        }
        Ok(if self.take(Tok::RPar) { self.node(start, "arguments") } else { None })
    }

    /// One argument of those that start at `all`.
    fn argument(&mut self, all: usize) -> Read {
        let start = self.at;
        let next = self.tok_at(start + 1);
        match self.tok() {
            Tok::Star | Tok::DoubleStar => {
                let double = self.tok() == Tok::DoubleStar;
                if !double && matches!(next, Tok::Comma | Tok::RPar | Tok::Colon) {
                    return self.mistake(start + 1, start + 2, "Invalid star expression");
                }
                self.at += 1;
                if self.expression()?.is_none() {
                    return Ok(None);
                }
                if self.tok() == Tok::Equal {
                    let kind = if double { "keyword" } else { "iterable" };
                    self.at += 1;
                    let end = self.expression()?.map(|node| node.end);
                    if let Some(end) = end {
                        return self.mistake(
                            start,
                            end,
                            format!("cannot assign to {kind} argument unpacking"),
                        );
                    }
                    return Ok(None);
                }
                Ok(self.node(start, "argument"))
            }
            Tok::True | Tok::False | Tok::None if next == Tok::Equal => {
                let name = self.text_at(start);
                self.mistake(start, start + 2, format!("cannot assign to {name}"))
            }
            Tok::Name if next == Tok::Equal => {
                self.at += 2;
                if matches!(self.tok(), Tok::Comma | Tok::RPar) {
                    return self.mistake(start, start + 2, "expected argument value expression");
                }
                if self.expression()?.is_none() {
                    return Ok(None);
                }
                if self.starts_clauses() && self.clauses()?.is_some() {
                    let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                    return self.mistake(start, start + 2, message);
                }
                Ok(self.node(start, "argument"))
            }
            Tok::Name if next == Tok::ColonEqual => {
                self.at += 2;
                Ok(self.expression()?.and_then(|_| self.node(start, "argument")))
            }
            _ => {
                let Some(node) = self.expression()? else { return Ok(None) };
                if self.tok() == Tok::Equal {
                    let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                    return self.mistake(start, node.end + 1, message);
                }
                if self.starts_clauses() {
                    if self.clauses()?.is_none() {
                        return Ok(None);
                    }
                    if start != all || self.tok() == Tok::Comma {
                        let message = "Generator expression must be parenthesized";
                        return self.mistake(start, self.at, message);
                    }
                }
                Ok(self.node(start, "argument"))
            }
        }
    }

    /// `[…]` of a subscript.
    pub fn subscript(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        let first = self.at;
        while self.tok() != Tok::RSqb {
            let before = self.at;
            let node = self.star_named_expression()?;
            if node.is_none() && self.tok() == Tok::Star {
                return self.empty_star();
            }
            for _ in 0..2 {
                if self.take(Tok::Colon) {
                    self.expression()?;
                }
            }
            if self.at == before {
                return Ok(None);
            }
            if !self.take(Tok::Comma) {
                break;
            }
        }
        Ok(if self.at > first && self.take(Tok::RSqb) { self.node(start, "index") } else { None })
    }

    /// Parameters up to `close`: `)` for a function, `:` for a lambda.
    pub fn parameters(&mut self, close: Tok) -> Read {
        let start = self.at;
        let function = close == Tok::RPar;
        while self.tok() != close {
            match self.tok() {
                Tok::LPar => return self.parenthesized_parameters(function),
                Tok::Slash if self.tok_at(self.at + 1) == Tok::Star => {
                    return self.mistake(self.at + 1, self.at + 2, "expected comma between / and *");
                }
                Tok::Slash => {
                    if self.at == start {
                        return self.mistake(start, start + 1, "at least one argument must precede /");
                    }
                    self.at += 1;
                }
                Tok::Star | Tok::DoubleStar => {
                    self.at += 1;
                    let kind = if self.tok_at(self.at - 1) == Tok::Star { "positional" } else { "keyword" };
                    if self.tok() == Tok::Name {
                        self.at += 1;
                        self.annotation(function)?;
                    }
                    if self.tok() == Tok::Equal {
                        let message = format!("var-{kind} argument cannot have default value");
                        return self.mistake(self.at, self.at + 1, message);
                    }
                }
                Tok::Name => {
                    self.at += 1;
                    self.annotation(function)?;
                    let equal = self.at;
                    if self.take(Tok::Equal) && self.expression()?.is_none() {
                        if self.tok() == Tok::Comma || self.tok() == close {
                            return self.mistake(equal, equal + 1, "expected default value expression");
                        }
                        self.at = start;
                        return Ok(None);
                    }
                }
                _ => {
                    self.at = start;
                    return Ok(None);
                }
            }
            if !self.take(Tok::Comma) {
                break;
            }
        }
        Ok(self.node(start, "parameters"))
    }

    fn annotation(&mut self, allowed: bool) -> Read {
        if allowed && self.take(Tok::Colon) {
            return self.star_expression();
        }
        Ok(None)
    }

    /// `(a, b)` among parameters.
    fn parenthesized_parameters(&mut self, function: bool) -> Read {
        let start = self.at;
        self.at += 1;
        while self.take(Tok::Name) && self.take(Tok::Comma) {}
        if self.at > start + 1 && self.take(Tok::RPar) {
            let what = if function { "Function" } else { "Lambda expression" };
            return self.mistake(start, self.at, format!("{what} parameters cannot be parenthesized"));
        }
        Ok(None)
    }

    pub fn yield_expression(&mut self) -> Read {
        let start = self.at;
        self.at += 1;
        if self.take(Tok::From) {
            self.expression()?;
        } else {
            self.star_expressions()?;
        }
        Ok(self.node(start, "yield expression"))
    }
}
