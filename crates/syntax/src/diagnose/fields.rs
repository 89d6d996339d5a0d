//! Mistakes in the replacement fields of f-strings and t-strings.

use super::reader::{Read, Reader};
use crate::token::Tok;

impl Reader<'_> {
    /// String literals side by side.
    pub fn strings(&mut self) -> Read {
        let start = self.at;
        let mut what = "literal";
        loop {
            match self.tok() {
                Tok::String => self.at += 1,
                Tok::FStringStart | Tok::TStringStart => {
                    let template = self.tok() == Tok::TStringStart;
                    what = if template { "t-string expression" } else { "f-string expression" };
                    self.at += 1;
                    let letter = if template { 't' } else { 'f' };
                    if self.pieces(letter)?.is_none() || !self.take(Tok::FStringEnd) {
                        self.at = start;
                        return Ok(None);
                    }
                }
                _ => return Ok(self.node(start, what)),
            }
        }
    }

    fn pieces(&mut self, letter: char) -> Read {
        let start = self.at;
        loop {
            match self.tok() {
                Tok::FStringMiddle => self.at += 1,
                Tok::LBrace => {
                    if self.field(letter)?.is_none() {
                        return Ok(None);
                    }
                }
                _ => return Ok(self.node(start, "pieces")),
            }
        }
    }

    /// `{value=!conversion:spec}`
    fn field(&mut self, letter: char) -> Read {
        let start = self.at;
        self.at += 1;
        if let Tok::Equal | Tok::Exclamation | Tok::Colon | Tok::RBrace = self.tok() {
            let next = self.text_at(self.at);
            let message = format!("{letter}-string: valid expression required before '{next}'");
            return self.mistake(self.at, self.at + 1, message);
        }
        let outer = std::mem::replace(&mut self.in_field, true);
        let value = if self.tok() == Tok::Yield { self.yield_expression() } else { self.star_expressions() };
        self.in_field = outer;
        let value = value?;
        if value.is_none() {
            return self.at_next(letter, "expecting a valid expression after '{'");
        }
        if !matches!(self.tok(), Tok::Equal | Tok::Exclamation | Tok::Colon | Tok::RBrace) {
            return self.at_next(letter, "expecting '=', or '!', or ':', or '}'");
        }
        if self.take(Tok::Equal) && !matches!(self.tok(), Tok::Exclamation | Tok::Colon | Tok::RBrace) {
            return self.at_next(letter, "expecting '!', or ':', or '}'");
        }
        if self.tok() == Tok::Exclamation {
            self.conversion(letter)?;
            if !matches!(self.tok(), Tok::Colon | Tok::RBrace) {
                return self.at_next(letter, "expecting ':' or '}'");
            }
        }
        if self.take(Tok::Colon) {
            if self.nested_pieces(letter)?.is_none() {
                return Ok(None);
            }
            if self.tok() != Tok::RBrace {
                return self.at_next(letter, "expecting '}', or format specs");
            }
        }
        self.at += 1;
        Ok(self.node(start, "field"))
    }

    fn nested_pieces(&mut self, letter: char) -> Read {
        if letter == 't' {
            self.nested(|reader| reader.pieces('t'))
        } else {
            self.nested(|reader| reader.pieces('f'))
        }
    }

    fn conversion(&mut self, letter: char) -> Read {
        let mark = self.at;
        self.at += 1;
        match self.tok() {
            Tok::Colon | Tok::RBrace => self.at_next(letter, "missing conversion character"),
            Tok::Name => {
                if self.tokens[mark].span.end != self.tokens[self.at].span.start {
                    let message = format!(
                        "{letter}-string: conversion type must come right after the exclamation mark"
                    );
                    return self.mistake(mark, self.at + 1, message);
                }
                self.at += 1;
                Ok(self.node(mark, "conversion"))
            }
            _ => self.at_next(letter, "invalid conversion character"),
        }
    }

    fn at_next(&mut self, letter: char, message: &str) -> Read {
        self.mistake(self.at, self.at + 1, format!("{letter}-string: {message}"))
    }
}
