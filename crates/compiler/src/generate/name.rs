//! Names: loading, storing and deleting the variable that a name means here.

use bytecode::{Constant, Op};
use syntax::ast::{ExprContext, Ident, Span};

use super::{Generator, Result};
use crate::scope::{Home, ScopeKind, Variable, mangle};

impl Generator<'_> {
    /// A name as it is stored here: private names of classes are mangled.
    pub(super) fn mangled(&self, name: &Ident) -> Ident {
        mangle(self.scopes.all[self.unit.host].private.as_ref(), name)
    }

    fn variable(&self, name: &str) -> Variable {
        let variable = self.scopes.find(self.unit.current, name);
        // A comprehension is a function as far as its enclosing namespace is concerned.
        match variable {
            Variable::Name if self.unit.current != self.unit.host => Variable::Global,
            other => other,
        }
    }

    pub(super) fn name(&mut self, id: &Ident, ctx: ExprContext, span: Span) -> Result {
        match ctx {
            ExprContext::Load => {
                self.at(span);
                self.load_name(id);
                Ok(())
            }
            ExprContext::Store => self.store_name(id, span),
            ExprContext::Del => self.delete_name(id, span),
        }
    }

    pub(super) fn load_name(&mut self, id: &Ident) {
        if &**id == "__debug__" {
            return self.unit.builder.load_const(Constant::Bool(self.options.optimize == 0));
        }
        let name = self.mangled(id);
        if self.is_class_annotation() && self.load_annotation_name(&name) {
            return;
        }
        self.load_mangled(&name);
    }

    pub(super) fn load_mangled(&mut self, name: &str) {
        let builder = &mut self.unit.builder;
        match self.scopes.find(self.unit.current, name) {
            Variable::Fast(slot) => builder.load_fast(slot),
            Variable::Cell(slot) => builder.emit(Op::LoadDeref, &[slot]),
            Variable::ClassCell(slot) => builder.emit_name(Op::LoadClassDeref, &[slot], name),
            Variable::Name if self.unit.current == self.unit.host => {
                builder.emit_name(Op::LoadName, &[], name);
            }
            Variable::Name | Variable::Global => builder.emit_name(Op::LoadGlobal, &[], name),
        }
    }

    /// Are annotations being compiled that see the namespace of a class?
    fn is_class_annotation(&self) -> bool {
        let scope = &self.scopes.all[self.unit.current];
        scope.kind == ScopeKind::Annotations
            && scope.parent.is_some_and(|parent| self.scopes.all[parent].kind == ScopeKind::Class)
    }

    /// Loads a name that the class namespace may hold; says no if it cannot.
    fn load_annotation_name(&mut self, name: &str) -> bool {
        let scope = &self.scopes.all[self.unit.current];
        let home = scope.symbols.get(name).map_or(Home::GlobalImplicit, |symbol| symbol.home);
        match home {
            Home::Local | Home::GlobalExplicit => false,
            Home::Outer(_) => {
                let Variable::Cell(slot) = self.scopes.find(self.unit.current, name) else { return false };
                self.load_mangled("__classdict__");
                self.unit.builder.emit_name(Op::LoadFromDictOrDeref, &[slot], name);
                true
            }
            Home::GlobalImplicit => {
                self.load_mangled("__classdict__");
                self.unit.builder.emit_name(Op::LoadFromDictOrGlobals, &[], name);
                true
            }
        }
    }

    pub(super) fn store_name(&mut self, id: &Ident, span: Span) -> Result {
        if &**id == "__debug__" {
            return self.fault(span, "cannot assign to __debug__");
        }
        self.at(span);
        let name = self.mangled(id);
        self.store_mangled(&name);
        Ok(())
    }

    pub(super) fn store_mangled(&mut self, name: &str) {
        let variable = self.variable(name);
        let builder = &mut self.unit.builder;
        match variable {
            Variable::Fast(slot) => builder.store_fast(slot),
            Variable::Cell(slot) | Variable::ClassCell(slot) => builder.emit(Op::StoreDeref, &[slot]),
            Variable::Name => builder.emit_name(Op::StoreName, &[], name),
            Variable::Global => builder.emit_name(Op::StoreGlobal, &[], name),
        }
    }

    fn delete_name(&mut self, id: &Ident, span: Span) -> Result {
        if &**id == "__debug__" {
            return self.fault(span, "cannot delete __debug__");
        }
        self.at(span);
        let name = self.mangled(id);
        self.delete_mangled(&name);
        Ok(())
    }

    pub(super) fn delete_mangled(&mut self, name: &str) {
        let variable = self.variable(name);
        let builder = &mut self.unit.builder;
        match variable {
            Variable::Fast(slot) => builder.emit(Op::DeleteFast, &[slot]),
            Variable::Cell(slot) | Variable::ClassCell(slot) => builder.emit(Op::DeleteDeref, &[slot]),
            Variable::Name => builder.emit_name(Op::DeleteName, &[], name),
            Variable::Global => builder.emit_name(Op::DeleteGlobal, &[], name),
        }
    }

    /// Leaves a tuple of the cells that the code of another scope wants as its closure.
    pub(super) fn closure(&mut self, names: &[Ident]) {
        for name in names {
            let cell = self.scopes.cell_for_closure(self.unit.current, name);
            self.unit.builder.emit(Op::LoadCell, &[cell]);
        }
        self.unit.builder.emit(Op::BuildTuple, &[names.len() as u16]);
    }
}
