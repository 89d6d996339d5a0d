//! Comprehensions and generator expressions.
//!
//! A list, set or dict comprehension runs in the frame around it, with slots of its own for its variables. They
//! are emptied afterwards, also when an exception leaves the comprehension, so that nothing outlives it and the
//! next run starts clean. Variables that a function inside captures are cells, new in each run.

use std::sync::Arc;

use bytecode::{Code, Op};
use syntax::ast::{Comprehension, DictComp, Expr, ListComp, Span};

use super::unit::{Unit, UnitKind};
use super::{Generator, Result};
use crate::scope::{Home, ScopeId};

/// What is done with the results of the innermost loop.
#[derive(Clone, Copy)]
enum Sink<'t> {
    List(&'t Expr),
    Set(&'t Expr),
    Dict(&'t Expr, &'t Expr),
    Yield(&'t Expr),
}

impl<'t> Generator<'t> {
    pub(super) fn list_comprehension(&mut self, comp: &'t ListComp, span: Span) -> Result {
        let scope = self.scopes.of(comp);
        self.inlined(scope, &comp.generators, Sink::List(&comp.elt), Op::BuildList, span)
    }

    pub(super) fn set_comprehension(&mut self, comp: &'t ListComp, span: Span) -> Result {
        let scope = self.scopes.of(comp);
        self.inlined(scope, &comp.generators, Sink::Set(&comp.elt), Op::BuildSet, span)
    }

    pub(super) fn dict_comprehension(&mut self, comp: &'t DictComp, span: Span) -> Result {
        let scope = self.scopes.of(comp);
        let sink = Sink::Dict(&comp.key, &comp.value);
        self.inlined(scope, &comp.generators, sink, Op::BuildDict, span)
    }

    fn inlined(
        &mut self,
        scope: ScopeId,
        generators: &'t [Comprehension],
        sink: Sink<'t>,
        build: Op,
        span: Span,
    ) -> Result {
        let Some(first) = generators.first() else { return Ok(()) };
        self.refuse_async(generators, span)?;
        let depth = self.unit.builder.depth();
        self.at(span);
        self.unit.builder.emit(build, &[0]);
        self.expr_as_iterable(&first.iter)?;
        self.at(first.iter.span);
        self.emit(Op::GetIter);

        let outer = std::mem::replace(&mut self.unit.current, scope);
        let slots = self.slots_of(scope);
        let handler = self.unit.builder.handler(depth);
        if !slots.is_empty() {
            self.unit.builder.protect(handler);
        }
        self.at(span);
        for &(slot, captured) in &slots {
            if captured {
                self.unit.builder.emit(Op::MakeCell, &[slot]);
            }
        }
        let collection = self.unit.builder.temp(depth);
        self.loops(generators, collection, sink, span)?;
        self.unit.current = outer;
        if slots.is_empty() {
            return Ok(());
        }
        self.unit.builder.unprotect();
        self.at(span);
        self.empty(&slots);
        let end = self.unit.builder.label();
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.bind_handler(handler);
        self.empty(&slots);
        self.emit(Op::Reraise);
        self.unit.builder.bind_at(end, depth + 1);
        Ok(())
    }

    /// The slots of a comprehension's own variables, and which of them are cells.
    fn slots_of(&self, scope: ScopeId) -> Vec<(u16, bool)> {
        let scope = &self.scopes.all[scope];
        let symbols = scope.names.iter().map(|name| &scope.symbols[name]);
        symbols.filter(|symbol| symbol.home == Home::Local).map(|s| (s.slot, s.captured)).collect()
    }

    /// Leaves the slots without values, whether or not they had one.
    fn empty(&mut self, slots: &[(u16, bool)]) {
        for &(slot, _) in slots {
            self.load_none();
            self.unit.builder.store_fast(slot);
            self.unit.builder.emit(Op::DeleteFast, &[slot]);
        }
    }

    fn refuse_async(&self, generators: &[Comprehension], span: Span) -> Result {
        if generators.iter().any(|generator| generator.is_async) {
            return self.fault(span, "asynchronous comprehension outside of an asynchronous function");
        }
        Ok(())
    }

    /// The loops, whose outermost iterator is on top; all are gone afterwards.
    fn loops(
        &mut self,
        generators: &'t [Comprehension],
        collection: u16,
        sink: Sink<'t>,
        span: Span,
    ) -> Result {
        let Some((generator, rest)) = generators.split_first() else {
            return self.result(collection, sink, span);
        };
        let (next, again) = (self.unit.builder.label(), self.unit.builder.label());
        let exhausted = self.unit.builder.label();
        let depth = self.unit.builder.depth();
        self.at(generator.iter.span);
        self.unit.builder.bind(next);
        let iterator = self.unit.builder.top(1);
        self.unit.builder.jump(Op::ForIter, &[iterator], exhausted);
        self.assign(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, again, false)?;
        }
        if let Some(inner) = rest.first() {
            self.expr_as_iterable(&inner.iter)?;
            self.at(inner.iter.span);
            self.emit(Op::GetIter);
        }
        crate::deep(|| self.loops(rest, collection, sink, span))?;
        // Every way back goes through one instruction, which is a check point.
        self.unit.builder.bind_at(again, depth);
        self.unit.builder.jump(Op::JumpBackward, &[], next);
        self.unit.builder.bind_at(exhausted, depth - 1);
        Ok(())
    }

    fn result(&mut self, collection: u16, sink: Sink<'t>, span: Span) -> Result {
        match sink {
            Sink::List(element) => {
                self.expr(element)?;
                self.at(element.span);
                self.unit.builder.emit(Op::ListAppend, &[collection]);
            }
            Sink::Set(element) => {
                self.expr(element)?;
                self.at(element.span);
                self.unit.builder.emit(Op::SetAdd, &[collection]);
            }
            Sink::Dict(key, value) => {
                self.expr(key)?;
                self.expr(value)?;
                self.at(key.span.to(value.span));
                self.unit.builder.emit(Op::DictSet, &[collection]);
            }
            Sink::Yield(element) => {
                self.expr(element)?;
                self.at(element.span);
                self.unit.builder.emit(Op::YieldValue, &[0]);
                self.emit(Op::Pop);
            }
        }
        self.at(span);
        Ok(())
    }

    pub(super) fn generator_expression(&mut self, comp: &'t ListComp, span: Span) -> Result {
        let Some(first) = comp.generators.first() else { return Ok(()) };
        if comp.generators.iter().any(|generator| generator.is_async) {
            return self.unsupported(span, "asynchronous generator expressions");
        }
        let scope = self.scopes.of(comp);
        let code = self.generator_code(scope, comp, span)?;
        self.at(span);
        self.make_function(code, scope);
        self.expr_as_iterable(&first.iter)?;
        self.at(first.iter.span);
        self.emit(Op::GetIter);
        self.at(span);
        self.unit.builder.emit(Op::Call, &[1]);
        Ok(())
    }

    fn generator_code(&mut self, scope: ScopeId, comp: &'t ListComp, span: Span) -> Result<Arc<Code>> {
        let qualname = self.qualname("<genexpr>");
        let (line, _) = self.line_and_column(span.start);
        let unit = Unit::open(&mut self.scopes, scope, UnitKind::Generator, "<genexpr>", qualname, line);
        self.enter(unit);
        self.at(span);
        self.prologue();
        self.unit.builder.load_fast(0);
        self.loops(&comp.generators, 0, Sink::Yield(&comp.elt), span)?;
        self.at(span);
        self.load_none();
        self.unit.builder.ret();
        self.exit(span)
    }
}
