//! Mistakes of whole statements: missing colons and names, clauses out of order.

use super::reader::{Node, Read, Reader};
use crate::token::Tok;

impl Reader<'_> {
    /// Looks for mistakes in the logical line that starts here.
    pub fn line(&mut self) -> Read {
        loop {
            if self.statement()?.is_none() {
                return Ok(None);
            }
            if !self.take(Tok::Semi) {
                return Ok(None);
            }
        }
    }

    /// `expected ':'` at the next token.
    fn missing_colon(&mut self) -> Read {
        self.mistake(self.at, self.at + 1, "expected ':'")
    }

    /// What follows the head of a compound statement: a colon, and a statement on the same line.
    fn colon(&mut self, forced: bool) -> Read {
        if !self.take(Tok::Colon) {
            return if forced || self.tok() == Tok::Newline { self.missing_colon() } else { Ok(None) };
        }
        match self.tok() {
            Tok::Newline => Ok(None),
            _ => self.nested(Self::simple_line),
        }
    }

    fn simple_line(&mut self) -> Read {
        self.line()
    }

    fn statement(&mut self) -> Read {
        let start = self.at;
        match self.tok() {
            Tok::If | Tok::Elif | Tok::While => {
                self.at += 1;
                if self.named_expression()?.is_none() {
                    return Ok(None);
                }
                self.colon(false)
            }
            Tok::Else | Tok::Try | Tok::Finally => {
                self.at += 1;
                self.colon(true)
            }
            Tok::Async if matches!(self.tok_at(start + 1), Tok::Def | Tok::For | Tok::With) => {
                self.at += 1;
                self.statement()
            }
            Tok::For => {
                self.at += 1;
                if self.loop_target(true)?.is_none()
                    || !self.take(Tok::In)
                    || self.star_expressions()?.is_none()
                {
                    return Ok(None);
                }
                self.colon(false)
            }
            Tok::With => self.with(),
            Tok::Def => self.function(),
            Tok::Class => self.class(),
            Tok::Except => self.except(),
            Tok::At => {
                self.at += 1;
                self.named_expression()
            }
            Tok::Import | Tok::From => self.import(),
            Tok::Match => {
                self.at += 1;
                if self.star_named_expressions()?.is_none() {
                    return Ok(None);
                }
                self.colon(false)
            }
            Tok::Case => self.case(),
            Tok::Return | Tok::Raise | Tok::Assert | Tok::Del => {
                self.at += 1;
                self.star_expressions()
            }
            Tok::Yield => self.yield_expression(),
            Tok::Name if self.text_at(start) == "match" => {
                self.at += 1;
                if self.quietly(Self::star_named_expressions).is_some() && self.tok() == Tok::Newline {
                    return self.missing_colon();
                }
                self.at = start;
                self.expression_statement()
            }
            _ => self.expression_statement(),
        }
    }

    /// An expression, or assignments.
    fn expression_statement(&mut self) -> Read {
        let start = self.at;
        let Some(mut left) = self.star_expressions()? else { return Ok(None) };
        let mut unfit = false;
        while self.tok() == Tok::Equal {
            self.at += 1;
            unfit = !left.is_target();
            if unfit {
                break;
            }
            let value =
                if self.tok() == Tok::Yield { self.yield_expression()? } else { self.star_expressions()? };
            match value {
                Some(value) => left = value,
                None => {
                    unfit = true;
                    break;
                }
            }
        }
        if self.tok() == Tok::Colon {
            self.at += 1;
            if self.expression()?.is_some() {
                self.annotation_target(left)?;
            } else if !matches!(left.what, "name" | "attribute" | "subscript") {
                return self.mistake(self.at - 1, self.at, "invalid syntax");
            }
            if self.take(Tok::Equal) {
                self.star_expressions()?;
            }
        }
        if unfit {
            let end = self.at;
            self.at = start;
            self.star_named_expressions()?;
            if let Some((first, end, what)) = left.bad {
                return self.mistake(first, end, format!("cannot assign to {what}"));
            }
            self.at = end;
        }
        if is_augmented(self.tok()) {
            self.at += 1;
            self.star_expressions()?;
        }
        Ok(self.node(start, "statement"))
    }

    /// What stands before the colon of an annotation.
    fn annotation_target(&mut self, left: Node) -> Read {
        let message = match left.what {
            "name" | "attribute" | "subscript" => return Ok(None),
            "list" | "tuple" => {
                let end = if self.tok_at(left.first) == Tok::Name { left.first + 1 } else { left.end };
                let message = format!("only single target (not {}) can be annotated", left.what);
                return self.mistake(left.first, end, message);
            }
            _ => "illegal target for annotation",
        };
        self.mistake(left.first, left.end, message)
    }

    fn with(&mut self) -> Read {
        self.at += 1;
        if self.tok() == Tok::LPar {
            // `with (a as b)` without its colon was not marked as a parenthesised list of items.
            let start = self.at;
            self.at += 1;
            let read = self.with_items()?;
            if read.is_some() && self.take(Tok::RPar) && self.tok() == Tok::Newline {
                return self.missing_colon();
            }
            self.at = start;
        }
        let parenthesized = self.take(Tok::WithLPar);
        if self.with_items()?.is_none() || parenthesized && !self.take(Tok::RPar) {
            return Ok(None);
        }
        self.colon(false)
    }

    fn with_items(&mut self) -> Read {
        let start = self.at;
        loop {
            if self.expression()?.is_none() {
                return Ok(None);
            }
            if self.take(Tok::As) {
                let Some(target) = self.bitwise_or()? else { return Ok(None) };
                if let Some((first, end, what)) = target.bad {
                    if matches!(self.tok(), Tok::Comma | Tok::RPar | Tok::Colon) {
                        return self.mistake(first, end, format!("cannot assign to {what}"));
                    }
                    return Ok(None);
                }
            }
            if !self.take(Tok::Comma) || self.tok() == Tok::RPar {
                return Ok(self.node(start, "items"));
            }
        }
    }

    fn function(&mut self) -> Read {
        self.at += 1;
        if !self.take(Tok::Name) {
            return Ok(None);
        }
        if self.tok() == Tok::LSqb {
            self.skip_brackets();
        }
        if !self.take(Tok::LPar) {
            return self.mistake(self.at, self.at + 1, "expected '('");
        }
        if self.parameters(Tok::RPar)?.is_none() || !self.take(Tok::RPar) {
            return Ok(None);
        }
        let arrow = self.at;
        if self.take(Tok::RArrow) && self.expression()?.is_none() {
            self.at = arrow;
        }
        self.colon(true)
    }

    fn class(&mut self) -> Read {
        self.at += 1;
        if !self.take(Tok::Name) {
            return Ok(None);
        }
        if self.tok() == Tok::LSqb {
            self.skip_brackets();
        }
        if self.tok() == Tok::LPar && self.call_arguments()?.is_none() {
            return Ok(None);
        }
        self.colon(false)
    }

    /// Passes a type parameter list.
    fn skip_brackets(&mut self) {
        let mut depth = 0;
        loop {
            match self.tok_at(self.at) {
                Tok::LPar | Tok::LSqb | Tok::LBrace => depth += 1,
                Tok::RPar | Tok::RSqb | Tok::RBrace => depth -= 1,
                Tok::Newline | Tok::EndMarker => return,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn except(&mut self) -> Read {
        self.at += 1;
        let star = self.take(Tok::Star);
        if matches!(self.tok(), Tok::Newline | Tok::Colon) {
            if star {
                let message = "expected one or more exception types";
                return self.mistake(self.at, self.at + 1, message);
            }
            return self.colon(false);
        }
        let start = self.at;
        let Some(types) = self.star_expressions()? else { return Ok(None) };
        if self.take(Tok::As) {
            let Some(name) = self.expression()? else { return Ok(None) };
            if types.what == "tuple" && self.tok_at(start) != Tok::LPar {
                let message = "multiple exception types must be parenthesized when using 'as'";
                return self.mistake(start, name.end, message);
            }
        } else if types.what == "tuple" && self.tok_at(start) != Tok::LPar {
            return Ok(None);
        }
        self.colon(false)
    }

    fn case(&mut self) -> Read {
        let rest = &self.tokens[self.at..];
        let end = rest.iter().position(|token| token.tok == Tok::Newline).unwrap_or(0);
        let colon = rest[..end].iter().any(|token| token.tok == Tok::Colon);
        if !colon && end > 1 {
            self.at += end;
            return self.missing_colon();
        }
        Ok(None)
    }

    fn import(&mut self) -> Read {
        let start = self.at;
        let from = self.take(Tok::From);
        while matches!(self.tok(), Tok::Dot | Tok::Ellipsis) {
            self.at += 1;
        }
        if from {
            self.dotted_name();
        }
        if !self.take(Tok::Import) {
            return Ok(None);
        }
        if self.tok() == Tok::Newline {
            return self.mistake(self.at, self.at + 1, "Expected one or more names after 'import'");
        }
        if !from {
            self.dotted_name();
            while self.take(Tok::Comma) {
                self.dotted_name();
            }
            if self.take(Tok::From) {
                self.dotted_name();
                if self.take(Tok::As) {
                    self.dotted_name();
                }
                let message = "Did you mean to use 'from ... import ...' instead?";
                return self.mistake(start, self.at, message);
            }
        }
        Ok(None)
    }

    fn dotted_name(&mut self) {
        while self.tok() == Tok::Name {
            self.at += 1;
            if self.tok() != Tok::Dot {
                return;
            }
            self.at += 1;
        }
    }
}

fn is_augmented(tok: Tok) -> bool {
    matches!(
        tok,
        Tok::PlusEqual
            | Tok::MinusEqual
            | Tok::StarEqual
            | Tok::SlashEqual
            | Tok::PercentEqual
            | Tok::AmperEqual
            | Tok::VBarEqual
            | Tok::CircumflexEqual
            | Tok::LeftShiftEqual
            | Tok::RightShiftEqual
            | Tok::DoubleStarEqual
            | Tok::DoubleSlashEqual
            | Tok::AtEqual
    )
}
