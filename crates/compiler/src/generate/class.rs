//! `class`.

use std::sync::Arc;

use bytecode::{Code, Constant, Op};
use syntax::ast::{ClassDef, Expr, Keyword, Span};

use super::display::is_starred;
use super::unit::{Unit, UnitKind};
use super::{Generator, Result};

impl<'t> Generator<'t> {
    pub(super) fn class_def(&mut self, def: &'t ClassDef, span: Span) -> Result {
        if !def.type_params.is_empty() {
            return self.unsupported(span, "type parameters");
        }
        if &*def.name == "__debug__" {
            return self.fault(span, "cannot assign to __debug__");
        }
        self.check_keywords(&def.keywords)?;
        self.exprs(&def.decorator_list)?;
        let start = def.decorator_list.first().map_or(span, |first| first.span);
        let code = self.class_code(def, start)?;
        self.at(span);
        self.emit(Op::LoadBuildClass);
        self.make_function(code, self.scopes.of(def));
        let name = Constant::Str((&*def.name).into());
        self.unit.builder.load_const(name);
        self.class_call(&def.bases, &def.keywords, span)?;
        self.decorate(&def.decorator_list);
        self.store_name(&def.name, span)
    }

    /// Calls `__build_class__`, its first two arguments being in place.
    fn class_call(&mut self, bases: &'t [Expr], keywords: &'t [Keyword], span: Span) -> Result {
        let unpacks = bases.iter().any(is_starred) || keywords.iter().any(|k| k.arg.is_none());
        if !unpacks && bases.len() + keywords.len() < 250 {
            self.exprs(bases)?;
            return self.finish_call(false, 2 + bases.len(), keywords, span);
        }
        self.unit.builder.emit(Op::BuildList, &[2]);
        let list = self.unit.builder.top(1);
        for base in bases {
            match &base.kind {
                syntax::ast::ExprKind::Starred { value, .. } => {
                    self.expr(value)?;
                    self.at(span);
                    self.unit.builder.emit(Op::ListExtend, &[list]);
                }
                _ => {
                    self.expr(base)?;
                    self.at(span);
                    self.unit.builder.emit(Op::ListAppend, &[list]);
                }
            }
        }
        self.emit(Op::ListToTuple);
        self.expanded_keywords(keywords, span)?;
        self.at(span);
        self.emit(Op::CallExpanded);
        Ok(())
    }

    fn class_code(&mut self, def: &'t ClassDef, start: Span) -> Result<Arc<Code>> {
        let scope = self.scopes.of(def);
        let (line, _) = self.line_and_column(start.start);
        let qualname = self.qualname(&def.name);
        let unit = Unit::open(&mut self.scopes, scope, UnitKind::Class, &def.name, qualname.clone(), line);
        self.enter(unit);
        self.at_line(line);
        self.prologue();
        self.load_mangled("__name__");
        self.store_mangled("__module__");
        self.unit.builder.load_const(Constant::Str((&*qualname).into()));
        self.store_mangled("__qualname__");
        self.unit.builder.load_const(Constant::Int(i64::from(line)));
        self.store_mangled("__firstlineno__");
        if let Some(slot) = self.class_cell("__classdict__") {
            self.emit(Op::LoadLocals);
            self.unit.builder.emit(Op::StoreDeref, &[slot]);
        }
        if let Some(slot) = self.class_cell("__conditional_annotations__") {
            self.unit.builder.emit(Op::BuildSet, &[0]);
            self.unit.builder.emit(Op::StoreDeref, &[slot]);
        }
        let body = self.namespace_docstring(&def.body);
        self.gather_annotations(body);
        self.string_annotations(body);
        self.stmts(body)?;
        self.at_line(line);
        self.class_annotations(line)?;
        // A tracer is still in the line before.
        self.nowhere();
        self.static_attributes();
        if let Some(slot) = self.class_cell("__classdict__") {
            self.unit.builder.emit(Op::LoadCell, &[slot]);
            self.store_mangled("__classdictcell__");
        }
        match self.class_cell("__class__") {
            Some(slot) => {
                self.unit.builder.emit(Op::LoadCell, &[slot]);
                self.unit.builder.copy(1);
                self.store_mangled("__classcell__");
            }
            None => self.load_none(),
        }
        self.unit.builder.ret();
        self.exit(start)
    }

    /// The slot of a cell that the class being compiled makes for the functions inside it.
    pub(super) fn class_cell(&self, name: &str) -> Option<u16> {
        let cells = &self.scopes.all[self.unit.host].class_cells;
        cells.iter().find(|(cell, _)| &**cell == name).map(|(_, slot)| *slot)
    }

    fn static_attributes(&mut self) {
        let mut names = self.scopes.all[self.unit.host].self_attributes.clone();
        names.sort();
        names.dedup();
        let names = names.iter().map(|name| Constant::Str((&**name).into())).collect();
        self.unit.builder.load_const(Constant::Tuple(names));
        self.store_mangled("__static_attributes__");
    }
}
