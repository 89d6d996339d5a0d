//! Statements, but for blocks ([`super::block`]), definitions ([`super::function`], [`super::class`]) and
//! imports ([`super::import`]).

use bytecode::Op;
use syntax::ast::{Expr, ExprKind, Stmt, StmtKind};

use super::{Generator, Result};
use crate::scope::ScopeKind;

impl<'t> Generator<'t> {
    pub(super) fn stmts(&mut self, stmts: &'t [Stmt]) -> Result {
        stmts.iter().try_for_each(|stmt| crate::deep(|| self.stmt(stmt)))
    }

    fn stmt(&mut self, stmt: &'t Stmt) -> Result {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, span),
            StmtKind::AsyncFunctionDef(_) => self.unsupported(span, "'async def'"),
            StmtKind::ClassDef(def) => self.class_def(def, span),
            StmtKind::Return { value } => {
                if !matches!(self.kind(), ScopeKind::Function) {
                    return self.fault(span, "'return' outside function");
                }
                self.return_statement(value.as_deref(), span)
            }
            StmtKind::Delete { targets } => targets.iter().try_for_each(|target| self.delete(target)),
            StmtKind::Assign { targets, value } => self.assignment(targets, value),
            StmtKind::TypeAlias { .. } => self.unsupported(span, "'type' statements"),
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated_assignment(target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For(def) => self.for_loop(def, span),
            StmtKind::AsyncFor(_) => {
                let fault = "'async for' outside async function";
                self.fault(span, fault)
            }
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, span),
            StmtKind::If { test, body, orelse } => self.if_statement(test, body, orelse),
            StmtKind::With { items, body } => self.with_statement(items, body, span),
            StmtKind::AsyncWith { .. } => self.fault(span, "'async with' outside async function"),
            StmtKind::Match { .. } => self.unsupported(span, "'match' statements"),
            StmtKind::Raise { exc, cause } => self.raise(exc.as_deref(), cause.as_deref(), stmt),
            StmtKind::Try(def) => {
                self.warn_about_finally(&def.finalbody);
                self.stop_here(span);
                self.try_statement(def, span)
            }
            StmtKind::TryStar(_) => self.unsupported(span, "'except*'"),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_deref(), stmt),
            StmtKind::Import { names } => self.import(names, span),
            StmtKind::ImportFrom { module, names, level } => {
                self.import_from(module.as_ref(), names, *level, span)
            }
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => Ok(()),
            StmtKind::Expr { value } => self.expression_statement(value, stmt),
            StmtKind::Pass => {
                self.stop_here(span);
                Ok(())
            }
            StmtKind::Break => self.break_or_continue(true, span),
            StmtKind::Continue => self.break_or_continue(false, span),
        }
    }

    fn expression_statement(&mut self, value: &'t Expr, stmt: &Stmt) -> Result {
        if self.interactive && self.outer.is_empty() {
            self.expr(value)?;
            self.at(stmt.span);
            self.emit(Op::PrintExpression);
        } else if matches!(value.kind, ExprKind::Constant(_)) {
            self.stop_here(stmt.span);
        } else {
            self.expr(value)?;
            self.emit(Op::Pop);
        }
        Ok(())
    }

    fn if_statement(&mut self, test: &'t Expr, body: &'t [Stmt], orelse: &'t [Stmt]) -> Result {
        let otherwise = self.unit.builder.label();
        self.jump_if(test, otherwise, false)?;
        self.stmts(body)?;
        if orelse.is_empty() {
            self.unit.builder.bind(otherwise);
            return Ok(());
        }
        let end = self.unit.builder.label();
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.bind(otherwise);
        self.stmts(orelse)?;
        self.unit.builder.bind(end);
        Ok(())
    }

    fn raise(&mut self, exc: Option<&'t Expr>, cause: Option<&'t Expr>, stmt: &Stmt) -> Result {
        let Some(exc) = exc else {
            self.at(stmt.span);
            self.emit(Op::RaiseBare);
            return Ok(());
        };
        self.expr(exc)?;
        if let Some(cause) = cause {
            self.expr(cause)?;
            self.at(stmt.span);
            self.emit(Op::RaiseFrom);
        } else {
            self.at(stmt.span);
            self.emit(Op::Raise);
        }
        Ok(())
    }

    fn assert(&mut self, test: &'t Expr, msg: Option<&'t Expr>, stmt: &Stmt) -> Result {
        if let ExprKind::Tuple { elts, .. } = &test.kind
            && !elts.is_empty()
        {
            self.warn(stmt.span, "assertion is always true, perhaps remove parentheses?");
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.unit.builder.label();
        self.jump_if(test, end, true)?;
        self.at(stmt.span);
        self.emit(Op::LoadAssertionError);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.at(stmt.span);
            self.unit.builder.emit(Op::Call, &[1]);
        }
        self.at(test.span);
        self.emit(Op::Raise);
        self.unit.builder.bind(end);
        Ok(())
    }
}
