//! `SyntaxWarning`s: code that compiles but cannot be meant.

use syntax::ast::{CmpOp, Compare, Constant, Expr, ExprKind, Span, Stmt, StmtKind, Subscript};

use super::Generator;

impl Generator<'_> {
    /// `1 is x`
    pub(super) fn warn_about_comparison(&mut self, expr: &Expr, compare: &Compare) {
        let mut left = &compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let (text, instead) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(literal) = [left, right].into_iter().find(|side| lacks_identity(side)) {
                let name = type_name(literal).unwrap_or_default();
                self.warn(
                    expr.span,
                    format!("\"{text}\" with '{name}' literal. Did you mean \"{instead}\"?"),
                );
                return;
            }
            left = right;
        }
    }

    /// `"a" ("b")`
    pub(super) fn warn_about_callee(&mut self, callee: &Expr) {
        if matches!(callee.kind, ExprKind::Lambda(_)) {
            return;
        }
        if let Some(name) = type_name(callee) {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(callee.span, message);
        }
    }

    /// `[1] ["a"]`
    pub(super) fn warn_about_subscript(&mut self, subscript: &Subscript, span: Span) {
        let Some(name) = type_name(&subscript.value) else { return };
        let is_sequence = match &subscript.value.kind {
            ExprKind::Constant(constant) => {
                matches!(constant, Constant::Str { .. } | Constant::Bytes(_))
            }
            ExprKind::Set { .. }
            | ExprKind::SetComp(_)
            | ExprKind::GeneratorExp(_)
            | ExprKind::TemplateStr { .. }
            | ExprKind::Lambda(_) => false,
            ExprKind::Dict(_) | ExprKind::DictComp(_) => return,
            _ => true,
        };
        if !is_sequence {
            let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            return self.warn(subscript.value.span, message);
        }
        match type_name(&subscript.slice) {
            None | Some("int" | "bool") => {}
            Some(index) => {
                let message = format!(
                    "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                );
                self.warn(span, message);
            }
        }
    }

    /// `return`, `break` and `continue` that leave a `finally` and swallow its exception. As in CPython, what
    /// stands in a loop inside is not looked at.
    pub(super) fn warn_about_finally(&mut self, body: &[Stmt]) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Return { .. } => self.warn_leaving("return", stmt.span),
                StmtKind::Break => self.warn_leaving("break", stmt.span),
                StmtKind::Continue => self.warn_leaving("continue", stmt.span),
                StmtKind::For(def) => self.warn_about_finally(&def.orelse),
                StmtKind::While { orelse, .. } => self.warn_about_finally(orelse),
                StmtKind::If { body, orelse, .. } => crate::deep(|| {
                    self.warn_about_finally(body);
                    self.warn_about_finally(orelse);
                }),
                StmtKind::With { body, .. } => self.warn_about_finally(body),
                StmtKind::Try(def) => {
                    self.warn_about_finally(&def.body);
                    def.handlers.iter().for_each(|handler| self.warn_about_finally(&handler.body));
                    self.warn_about_finally(&def.orelse);
                    self.warn_about_finally(&def.finalbody);
                }
                _ => {}
            }
        }
    }

    fn warn_leaving(&mut self, what: &str, span: Span) {
        self.warn(span, format!("'{what}' in a 'finally' block"));
    }
}

/// Is the expression a literal whose identity means nothing?
fn lacks_identity(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(constant) => {
            !matches!(constant, Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
        }
        ExprKind::Tuple { elts, .. } => {
            elts.iter().all(|element| matches!(element.kind, ExprKind::Constant(_)))
        }
        _ => false,
    }
}

/// The type of the expression's value, where the syntax says it.
fn type_name(expr: &Expr) -> Option<&'static str> {
    Some(match &expr.kind {
        ExprKind::Constant(constant) => match constant {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) => "int",
            Constant::Float(_) => "float",
            Constant::Imaginary(_) => "complex",
            Constant::Str { .. } => "str",
            Constant::Bytes(_) => "bytes",
        },
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp(_) => "list",
        ExprKind::Dict(_) | ExprKind::DictComp(_) => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp(_) => "set",
        ExprKind::GeneratorExp(_) => "generator",
        ExprKind::Lambda(_) => "function",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue(_) => "str",
        ExprKind::TemplateStr { .. } => "string.templatelib.Template",
        _ => return None,
    })
}
