//! Abstract syntax tree to bytecode.
//!
//! [`compile_module`] runs the passes: symbol tables (`scope`), code generation (`generate`) of plain stack
//! code, and, when asked, [`fold`], which turns plain code into folded code. Nothing is run here, and the text
//! is parsed elsewhere (crate `syntax`).
#![forbid(unsafe_code)]

pub mod fold;
mod generate;
mod scope;

use std::sync::Arc;

use bytecode::Code;
use syntax::{Mode, Source, SyntaxError, SyntaxWarning, ast};

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// 0, 1 (`-O`: no asserts, `__debug__` is false) or 2 (`-OO`: no docstrings either).
    pub optimize: u8,
    /// `from __future__ import annotations` is in force from outside (`compile`'s `flags`).
    pub future_annotations: bool,
    /// Leave the code plain: do not fold operands.
    pub plain: bool,
}

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    /// The module's code.
    pub code: Arc<Code>,
    /// `SyntaxWarning`s, in the order in which they were found.
    pub warnings: Vec<SyntaxWarning>,
    /// `from __future__ import annotations` is in force, for what is compiled in its scope.
    pub future_annotations: bool,
}

/// Compiles a tree.
pub fn compile_module(
    module: &ast::Module,
    source: &Source<'_>,
    options: Options,
) -> Result<Compiled, Box<SyntaxError>> {
    generate::module(module, source, options)
}

/// Parses and compiles a decoded source text.
pub fn compile_source(
    text: &str,
    filename: &str,
    mode: Mode,
    options: Options,
) -> Result<Compiled, Box<SyntaxError>> {
    let parsed = syntax::parse_module(text, filename, mode)?;
    let mut compiled = compile_module(&parsed.module, &Source::new(text, filename), options)?;
    // Those of the parser come first.
    compiled.warnings.splice(0..0, parsed.warnings);
    Ok(compiled)
}

/// A fault that the compiler finds. As in CPython, its columns count bytes, where the parser's count characters.
fn fault(source: &Source<'_>, span: ast::Span, message: impl Into<String>) -> Box<SyntaxError> {
    let mut error = SyntaxError::at(source, span, message);
    let (start, end) = source.range(span);
    (error.column, error.end_column) = (start.byte_column + 1, end.byte_column + 1);
    error
}

/// The operations of a chain like `a + b + c`, the last one first, and what it begins with.
fn chain(expr: &ast::Expr) -> (&ast::Expr, Vec<(&ast::BinOp, ast::Span)>) {
    let (mut first, mut links) = (expr, Vec::new());
    while let ast::ExprKind::BinOp(operation) = &first.kind {
        links.push((&**operation, first.span));
        first = &operation.left;
    }
    (first, links)
}

/// Runs a step of a recursion over the tree, on more native stack if it runs short.
fn deep<R>(step: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(128 * 1024, 2 * 1024 * 1024, step)
}
