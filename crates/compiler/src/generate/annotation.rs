//! Annotations: evaluated when somebody asks, by an `__annotate__` function.
//!
//! A `def` with annotations gets one as an attribute. A module or class stores one for its annotated names; for
//! those whose statement may not be executed (all those of a module), the set `__conditional_annotations__`
//! says which were.

use bytecode::{Constant, Op};
use syntax::ast::{Arguments, Expr, ExprKind, Ident, Span, Stmt, StmtKind};

use super::unit::{Deferred, Unit, UnitKind};
use super::unparse::unparse;
use super::{Generator, Result};
use crate::scope::collect::annotated_args;
use crate::scope::{ScopeId, ScopeKind, node_key};

/// The annotation format that compiled functions know: values.
const VALUE: i64 = 2;

impl<'t> Generator<'t> {
    /// Finds the annotated names of a module or class body, and numbers those that are conditional.
    pub(super) fn gather_annotations(&mut self, body: &'t [Stmt]) {
        if self.scopes.all[self.unit.host].annotations.is_none() {
            return;
        }
        let mut found = Vec::new();
        gather(body, self.unit.host == 0, &mut found);
        let mut next = 0;
        for (name, annotation, conditional) in found {
            let condition = conditional.then(|| {
                next += 1;
                next - 1
            });
            let name = self.mangled(name);
            self.unit.annotations.push(Deferred { name, annotation, condition });
        }
    }

    pub(super) fn module_annotations(&mut self) -> Result {
        let Some(scope) = self.scopes.all[self.unit.host].annotations else { return Ok(()) };
        self.deferred_function(scope, 1)?;
        self.store_mangled("__annotate__");
        if self.scopes.all[self.unit.host].conditional_annotations {
            self.unit.builder.emit(Op::BuildSet, &[0]);
            self.store_mangled("__conditional_annotations__");
        }
        Ok(())
    }

    pub(super) fn class_annotations(&mut self, line: u32) -> Result {
        let Some(scope) = self.scopes.all[self.unit.host].annotations else { return Ok(()) };
        self.deferred_function(scope, line)?;
        self.store_mangled("__annotate_func__");
        Ok(())
    }

    /// Leaves the `__annotate__` function of the module or class being compiled.
    fn deferred_function(&mut self, scope: ScopeId, line: u32) -> Result {
        let deferred = self.unit.annotations.clone();
        self.enter_annotations(scope, line, "__annotate__".into());
        self.at_line(line);
        self.refuse_formats();
        self.unit.builder.emit(Op::BuildDict, &[0]);
        for Deferred { name, annotation, condition } in deferred {
            let skip = self.unit.builder.label();
            if let Some(condition) = condition {
                self.at(annotation.span);
                self.unit.builder.load_const(Constant::Int(condition));
                self.load_mangled("__conditional_annotations__");
                self.emit(Op::Contains);
                self.unit.builder.jump(Op::JumpIfFalse, &[], skip);
            }
            self.annotation(annotation)?;
            self.at_line(line);
            self.unit.builder.copy(2);
            self.unit.builder.load_const(Constant::Str((&*name).into()));
            self.emit(Op::SetItem);
            self.unit.builder.bind(skip);
        }
        self.unit.builder.ret();
        let code = self.exit(Span::default())?;
        self.at_line(line);
        self.make_function(code, scope);
        Ok(())
    }

    /// An annotation's value; `*args: *Ts` is the one item that `Ts` unpacks to.
    fn annotation(&mut self, annotation: &'t Expr) -> Result {
        match &annotation.kind {
            ExprKind::Starred { value, .. } => {
                self.expr(value)?;
                self.at(annotation.span);
                self.unit.builder.emit(Op::UnpackSequence, &[1]);
                Ok(())
            }
            _ => self.expr(annotation),
        }
    }

    /// Opens the unit of an `__annotate__` function.
    fn enter_annotations(&mut self, scope: ScopeId, line: u32, qualname: String) {
        let qualname = match self.scopes.all[self.unit.host].kind {
            ScopeKind::Module => qualname,
            ScopeKind::Class => format!("{}.{qualname}", self.unit.code.qualname),
            _ => format!("{}.<locals>.{qualname}", self.unit.code.qualname),
        };
        let kind = UnitKind::Annotations;
        let unit = Unit::open(&mut self.scopes, scope, kind, "__annotate__", qualname, line);
        self.enter(unit);
    }

    /// Raises `NotImplementedError` for every format but values.
    fn refuse_formats(&mut self) {
        self.prologue();
        let known = self.unit.builder.label();
        self.load_mangled(".format");
        self.unit.builder.load_const(Constant::Int(VALUE));
        self.emit(Op::Greater);
        self.unit.builder.jump(Op::JumpIfFalse, &[], known);
        self.unit.builder.emit_name(Op::LoadGlobal, &[], "NotImplementedError");
        self.emit(Op::Raise);
        self.unit.builder.bind(known);
    }

    /// Gives the function on top its `__annotate__`, if it has annotations.
    pub(super) fn function_annotations(
        &mut self,
        args: &'t Arguments,
        returns: Option<&'t Expr>,
        name: &Ident,
        span: Span,
    ) -> Result {
        if self.string_annotations {
            return self.string_function_annotations(args, returns, span);
        }
        let Some(&scope) = self.scopes.annotations_by_node.get(&node_key(args)) else { return Ok(()) };
        let (line, _) = self.line_and_column(span.start);
        self.enter_annotations(scope, line, format!("{name}.__annotate__"));
        self.at(span);
        self.refuse_formats();
        let mut count = 0;
        for (arg, annotation) in annotated_args(args) {
            let name = self.mangled(&arg.arg);
            self.unit.builder.load_const(Constant::Str((&*name).into()));
            self.annotation(annotation)?;
            count += 1;
        }
        if let Some(annotation) = returns {
            self.at(span);
            self.unit.builder.load_const(Constant::Str("return".into()));
            self.annotation(annotation)?;
            count += 1;
        }
        self.at(span);
        self.unit.builder.emit(Op::BuildDict, &[count]);
        self.unit.builder.ret();
        let code = self.exit(span)?;
        self.at(span);
        self.make_function(code, scope);
        self.give_function(super::function::ANNOTATE);
        Ok(())
    }

    /// The same under `from __future__ import annotations`: a dict of strings.
    fn string_function_annotations(
        &mut self,
        args: &'t Arguments,
        returns: Option<&'t Expr>,
        span: Span,
    ) -> Result {
        self.at(span);
        let mut count = 0;
        let named = annotated_args(args).map(|(arg, annotation)| (self.mangled(&arg.arg), annotation));
        let named: Vec<_> = named.chain(returns.map(|returns| ("return".into(), returns))).collect();
        for (name, annotation) in named {
            self.unit.builder.load_const(Constant::Str((&*name).into()));
            self.unit.builder.load_const(Constant::Str((&*unparse(annotation)).into()));
            count += 1;
        }
        if count > 0 {
            self.unit.builder.emit(Op::BuildDict, &[count]);
            self.give_function(super::function::ANNOTATIONS);
        }
        Ok(())
    }

    /// Under `from __future__ import annotations`, makes sure that the namespace has `__annotations__`.
    pub(super) fn string_annotations(&mut self, body: &'t [Stmt]) {
        let mut found = Vec::new();
        gather(body, false, &mut found);
        if !self.string_annotations || found.is_empty() {
            return;
        }
        let present = self.unit.builder.label();
        self.unit.builder.load_const(Constant::Str("__annotations__".into()));
        self.emit(Op::LoadLocals);
        self.emit(Op::Contains);
        self.unit.builder.jump(Op::JumpIfTrue, &[], present);
        self.unit.builder.emit(Op::BuildDict, &[0]);
        self.store_mangled("__annotations__");
        self.unit.builder.bind(present);
    }

    /// `__annotations__[name] = text`
    fn store_string(&mut self, name: &Ident, target: &Expr, annotation: &Expr) {
        let name = self.mangled(name);
        self.at(target.span);
        self.unit.builder.load_const(Constant::Str((&*unparse(annotation)).into()));
        self.load_mangled("__annotations__");
        self.unit.builder.load_const(Constant::Str((&*name).into()));
        self.emit(Op::SetItem);
    }

    pub(super) fn annotated_assignment(
        &mut self,
        target: &'t Expr,
        annotation: &'t Expr,
        value: Option<&'t Expr>,
        simple: bool,
    ) -> Result {
        if let Some(value) = value {
            self.expr(value)?;
            self.assign(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => {
                if &**id == "__debug__" {
                    return self.fault(target.span, "cannot assign to __debug__");
                }
                let is_namespace = matches!(self.kind(), ScopeKind::Module | ScopeKind::Class);
                if simple && is_namespace {
                    if self.string_annotations {
                        self.store_string(id, target, annotation);
                    } else {
                        self.note_executed(target, annotation);
                    }
                }
                Ok(())
            }
            ExprKind::Attribute(attribute) => {
                if &*attribute.attr == "__debug__" {
                    return self.fault(target.span, "cannot assign to __debug__");
                }
                if value.is_none() { self.evaluate(&attribute.value) } else { Ok(()) }
            }
            ExprKind::Subscript(subscript) if value.is_none() => {
                self.evaluate(&subscript.value)?;
                self.evaluate(&subscript.slice)
            }
            _ => Ok(()),
        }
    }

    fn evaluate(&mut self, expr: &'t Expr) -> Result {
        self.expr(expr)?;
        self.emit(Op::Pop);
        Ok(())
    }

    /// Notes that a conditional annotation's statement was executed.
    fn note_executed(&mut self, target: &Expr, annotation: &Expr) {
        let key = node_key(annotation);
        let mut deferred = self.unit.annotations.iter();
        let Some(condition) =
            deferred.find(|one| node_key(one.annotation) == key).and_then(|one| one.condition)
        else {
            return;
        };
        self.at(target.span);
        match self.class_cell("__conditional_annotations__") {
            Some(slot) => self.unit.builder.emit(Op::LoadDeref, &[slot]),
            None => self.load_mangled("__conditional_annotations__"),
        }
        self.unit.builder.load_const(Constant::Int(condition));
        let set = self.unit.builder.top(2);
        self.unit.builder.emit(Op::SetAdd, &[set]);
        self.emit(Op::Pop);
    }
}

/// Lists the annotated names of a body in order, and whether each statement may be left out.
fn gather<'t>(body: &'t [Stmt], conditional: bool, found: &mut Vec<(&'t Ident, &'t Expr, bool)>) {
    for stmt in body {
        let blocks: [&[Stmt]; 3] = match &stmt.kind {
            StmtKind::AnnAssign { target, annotation, simple: true, .. } => {
                if let ExprKind::Name { id, .. } = &target.kind {
                    found.push((id, annotation, conditional));
                }
                continue;
            }
            StmtKind::For(def) => [&def.body, &def.orelse, &[]],
            StmtKind::While { body, orelse, .. } | StmtKind::If { body, orelse, .. } => [body, orelse, &[]],
            StmtKind::With { body, .. } => [body, &[], &[]],
            StmtKind::Try(def) => {
                gather(&def.body, true, found);
                def.handlers.iter().for_each(|handler| gather(&handler.body, true, found));
                [&[], &def.orelse, &def.finalbody]
            }
            _ => continue,
        };
        crate::deep(|| blocks.into_iter().for_each(|block| gather(block, true, found)));
    }
}
