//! Code generation: the state it works on, and what all its parts use.
//!
//! A [`Unit`] is a code object under construction; nested functions and classes stack up in
//! [`Generator::outer`]. The parts: [`unit`] opens and closes units, [`stmt`], [`expr`] and the others emit.
//! What they emit is a textbook stack machine's code; see `bytecode::builder` for how operands find their slots.

mod annotation;
mod assign;
mod block;
mod call;
mod class;
mod comprehension;
mod condition;
mod constant;
mod display;
mod docstring;
mod expr;
mod function;
mod future;
mod import;
mod name;
mod stmt;
mod suspect;
mod unit;
mod unparse;

use std::sync::Arc;

use bytecode::{Code, CodeFlags, Constant, Op, Position};
use syntax::ast::{Expr, Module, Span, Stmt};
use syntax::{Source, SyntaxError, SyntaxWarning};

use crate::scope::{ScopeKind, Scopes};
use crate::{Compiled, Options};
use unit::{Unit, UnitKind};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<SyntaxError>>;

/// The state of code generation.
pub(crate) struct Generator<'t> {
    source: &'t Source<'t>,
    options: Options,
    scopes: Scopes,
    unit: Unit<'t>,
    outer: Vec<Unit<'t>>,
    warnings: Vec<SyntaxWarning>,
    string_annotations: bool,
    /// The line found last: its start, the start of the next one, its number.
    line: (u32, u32, u32),
    /// At the prompt, where the values of expression statements are shown.
    interactive: bool,
    /// Where `from __future__` statements are no longer allowed.
    future_end: u32,
}

/// Compiles a tree to the code of a module.
pub(crate) fn module(module: &Module, source: &Source<'_>, options: Options) -> Result<Compiled> {
    let empty = Vec::new();
    let body = match module {
        Module::Module { body } | Module::Interactive { body } => body,
        Module::Expression { .. } => &empty,
    };
    let string_annotations = options.future_annotations || future::annotations(body, source)?;
    let mut scopes = crate::scope::collect::collect(module, source, string_annotations)?;
    crate::scope::resolve::resolve(&mut scopes, source)?;
    let unit = Unit::open(&mut scopes, 0, UnitKind::Module, "<module>", "<module>".into(), 1);
    let mut generator = Generator {
        source,
        options,
        scopes,
        unit,
        outer: Vec::new(),
        warnings: Vec::new(),
        string_annotations,
        line: (0, 0, 0),
        interactive: matches!(module, Module::Interactive { .. }),
        future_end: future::end(body),
    };
    match module {
        Module::Module { .. } | Module::Interactive { .. } => generator.module_body(body)?,
        Module::Expression { body } => {
            generator.prologue();
            generator.expr(body)?;
            generator.unit.builder.ret();
        }
    }
    let unit = std::mem::replace(&mut generator.unit, Unit::placeholder());
    let code = generator.finish(unit, Span::default())?;
    Ok(Compiled { code, warnings: generator.warnings, future_annotations: string_annotations })
}

impl<'t> Generator<'t> {
    fn module_body(&mut self, body: &'t [Stmt]) -> Result {
        self.at_line(1);
        self.prologue();
        let body = self.namespace_docstring(body);
        self.gather_annotations(body);
        self.string_annotations(body);
        self.module_annotations()?;
        self.stmts(body)?;
        self.unit.builder.load_const(Constant::None);
        self.unit.builder.ret();
        Ok(())
    }

    /// What is emitted from now on comes from this place.
    fn at(&mut self, span: Span) {
        let position = self.position(span);
        self.unit.builder.set_place(position);
    }

    /// What is emitted from now on comes from the start of a definition, whose first line this is.
    fn at_line(&mut self, line: u32) {
        self.unit.builder.set_place(Position { line, end_line: line, column: 0, end_column: 0 });
    }

    fn position(&mut self, span: Span) -> Position {
        let (line, column) = self.line_and_column(span.start);
        let (end_line, end_column) = self.line_and_column(span.end);
        Position { line, end_line, column, end_column }
    }

    fn line_and_column(&mut self, offset: u32) -> (u32, u32) {
        let (start, end, line) = self.line;
        if start <= offset && offset < end {
            return (line, offset - start);
        }
        let lines = &self.source.lines;
        let line = lines.line(offset);
        let start = lines.start_of(line).unwrap_or_default();
        self.line = (start, lines.start_of(line + 1).unwrap_or(u32::MAX), line);
        (line, offset - start)
    }

    fn fault<T>(&self, span: Span, message: impl Into<String>) -> Result<T> {
        Err(crate::fault(self.source, span, message))
    }

    fn unsupported<T>(&self, span: Span, what: &str) -> Result<T> {
        self.fault(span, format!("Gila does not support {what} yet"))
    }

    fn warn(&mut self, span: Span, message: impl Into<String>) {
        let warning = SyntaxWarning { message: message.into(), span };
        // A `finally` body is generated several times.
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// The kind of the scope whose code is generated, comprehensions included.
    fn kind(&self) -> ScopeKind {
        self.scopes.all[self.unit.current].kind
    }

    fn emit(&mut self, op: Op) {
        self.unit.builder.emit(op, &[]);
    }

    fn load_none(&mut self) {
        self.unit.builder.load_const(Constant::None);
    }

    /// Emits the expressions one after the other.
    fn exprs(&mut self, exprs: &'t [Expr]) -> Result {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    /// Turns a finished unit into a code object.
    fn finish(&mut self, unit: Unit<'t>, span: Span) -> Result<Arc<Code>> {
        use bytecode::builder::BuildError;
        let mut code = unit.code;
        code.filename = self.source.filename.into();
        if self.string_annotations {
            code.flags.0 |= CodeFlags::FUTURE_ANNOTATIONS;
        }
        if let Err(error) = unit.builder.finish(&mut code) {
            let what = match error {
                BuildError::TooManySlots => {
                    return self.fault(span, "too many variables and nested values in one function");
                }
                BuildError::TooManyNames => "more than 65536 names in one function",
                BuildError::TooLong => "functions of this size",
            };
            return self.unsupported(span, what);
        }
        debug_assert_eq!(bytecode::verify::verify_one(&code), Ok(()), "{}", bytecode::listing::list(&code));
        if !self.options.plain {
            code = crate::fold::fold(code);
            debug_assert_eq!(
                bytecode::verify::verify_one(&code),
                Ok(()),
                "{}",
                bytecode::listing::list(&code)
            );
        }
        Ok(Arc::new(code))
    }
}
