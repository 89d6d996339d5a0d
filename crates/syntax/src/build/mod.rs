//! What the grammar's actions call: the construction of the tree, one function a production.
//!
//! The grammar is permissive; here targets, arguments and parameters are checked and their faults worded.
//! Faults that keep the text from fitting the grammar at all are worded in [`crate::diagnose`].
//!
//! `l` and `r` are the byte offsets at which a production starts and ends.

mod arguments;
mod compound;
mod depth;
mod expressions;
mod numbers;
mod parameters;
mod patterns;
mod statements;
mod string_body;
mod strings;
mod targets;

use std::collections::HashMap;

use lalrpop_util::ParseError;
use unicode_normalization::UnicodeNormalization;

pub(crate) use arguments::Argument;
pub(crate) use compound::{Clause, Elif, Handler};
pub(crate) use expressions::{DictItem, parenthesized};
pub(crate) use parameters::Parameter;
pub(crate) use patterns::{ClassPatternArgument, MappingItem};
pub(crate) use strings::{Conversion, FormatSpec, Piece, StringPart};

use crate::ast::{Constant, Expr, ExprKind, Ident, Module, Span, Stmt, StmtKind};
use crate::error::SyntaxWarning;
use crate::fault::Fault;
use crate::token::Tok;

/// What a fallible action gives LALRPOP.
pub(crate) type Built<T> = Result<T, ParseError<u32, Tok, Box<Fault>>>;

/// Builds a tree over one source text.
pub(crate) struct Builder<'s> {
    text: &'s str,
    names: HashMap<&'s str, Ident>,
    /// Ends of statements at the end of a line before a semicolon, and where that ends.
    semicolons: HashMap<u32, u32>,
    /// The first fault that an infallible action found; it decides the parse in the end.
    pub deferred: Option<Box<Fault>>,
    pub warnings: Vec<SyntaxWarning>,
}

impl<'s> Builder<'s> {
    pub fn new(text: &'s str, warnings: Vec<SyntaxWarning>) -> Self {
        Builder { text, names: HashMap::new(), semicolons: HashMap::new(), deferred: None, warnings }
    }

    /// The source between two offsets.
    fn slice_of(&self, l: u32, r: u32) -> &'s str {
        &self.text[l as usize..r as usize]
    }

    /// The identifier written at `l..r`.
    pub fn identifier(&mut self, l: u32, r: u32) -> Ident {
        let name = self.slice_of(l, r);
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let ident: Ident = if name.is_ascii() { name.into() } else { name.nfkc().collect::<String>().into() };
        self.names.insert(name, ident.clone());
        ident
    }

    /// `first.second`, as one identifier.
    pub fn dotted(&mut self, first: Ident, second: Ident) -> Ident {
        format!("{first}.{second}").into()
    }

    /// A node over its children, which counts how deep they are. A node beyond the limit is replaced, so
    /// that no deep tree ever exists, and the parse fails in the end.
    fn expr(&mut self, l: u32, kind: ExprKind, r: u32) -> Expr {
        let span = Span::new(l, r);
        match depth::of(&kind) {
            Some((depth, height)) => Expr { kind, span, depth, height, parenthesized: false },
            None => {
                self.deferred = Some(Fault::too_complex(span));
                let kind = ExprKind::Constant(Constant::None);
                Expr { kind, span, depth: 1, height: 1, parenthesized: false }
            }
        }
    }

    /// A simple statement.
    pub fn stmt(&mut self, l: u32, kind: StmtKind, r: u32) -> Stmt {
        Stmt { kind, span: Span::new(l, r) }
    }

    /// A file.
    pub fn module(&mut self, body: Option<Vec<Stmt>>) -> Module {
        Module::Module { body: body.unwrap_or_default() }
    }

    /// One expression.
    pub fn expression(&mut self, l: u32, list: Listed<Expr>, r: u32) -> Module {
        Module::Expression { body: self.tuple_if_comma(l, list, r) }
    }

    /// One statement at the prompt.
    pub fn interactive(
        &mut self,
        body: Vec<Stmt>,
        l: u32,
        rest: Option<Vec<Stmt>>,
        _r: u32,
    ) -> Built<Module> {
        if rest.is_some() {
            let simple = body.last().filter(|stmt| stmt.is_simple());
            return Err(match simple {
                Some(stmt) => {
                    let message = "multiple statements found while compiling a single statement";
                    Fault::new(Span::new(stmt.span.end, stmt.span.end + 1), message).into()
                }
                None => Fault::new(Span::new(l, l + 1), "invalid syntax").into(),
            });
        }
        Ok(Module::Interactive { body })
    }
}

/// A list between commas.
pub(crate) struct Listed<T> {
    pub items: Vec<T>,
    /// Ends with a comma.
    pub trailing: bool,
}

impl<T> Listed<T> {
    pub fn new(items: Vec<T>, comma: Option<Tok>) -> Self {
        Listed { items, trailing: comma.is_some() }
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { items: Vec::new(), trailing: false }
    }
}

/// The list with one more item.
pub(crate) fn appended<T>(mut list: Vec<T>, item: T) -> Vec<T> {
    list.push(item);
    list
}

/// The list with more items.
pub(crate) fn extended<T>(mut list: Vec<T>, items: Vec<T>) -> Vec<T> {
    list.extend(items);
    list
}
