//! What may be assigned to or deleted, and the words for what may not.

use super::{Builder, Built};
use crate::ast::*;
use crate::fault::{Fault, Faulty};

impl Expr {
    /// What CPython calls this kind of expression in messages.
    pub(crate) fn description(&self) -> &'static str {
        match &self.kind {
            ExprKind::Attribute(_) => "attribute",
            ExprKind::Subscript(_) => "subscript",
            ExprKind::Starred { .. } => "starred",
            ExprKind::Name { .. } => "name",
            ExprKind::List { .. } => "list",
            ExprKind::Tuple { .. } => "tuple",
            ExprKind::Lambda(_) => "lambda",
            ExprKind::Call(_) => "function call",
            ExprKind::BoolOp { .. } | ExprKind::BinOp(_) | ExprKind::UnaryOp { .. } => "expression",
            ExprKind::GeneratorExp(_) => "generator expression",
            ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => "yield expression",
            ExprKind::Await { .. } => "await expression",
            ExprKind::ListComp(_) => "list comprehension",
            ExprKind::SetComp(_) => "set comprehension",
            ExprKind::DictComp(_) => "dict comprehension",
            ExprKind::Dict(_) => "dict literal",
            ExprKind::Set { .. } => "set display",
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue(_) => "f-string expression",
            ExprKind::TemplateStr { .. } | ExprKind::Interpolation(_) => "t-string expression",
            ExprKind::Constant(Constant::None) => "None",
            ExprKind::Constant(Constant::True) => "True",
            ExprKind::Constant(Constant::False) => "False",
            ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
            ExprKind::Constant(_) => "literal",
            ExprKind::Compare(_) => "comparison",
            ExprKind::IfExp(_) => "conditional expression",
            ExprKind::NamedExpr(_) => "named expression",
            ExprKind::Slice(_) => "slice",
        }
    }

    /// A list, tuple, generator, `True`, `None` or `False`: what CPython leaves to other rules before it
    /// suggests `==` for `=`.
    pub(crate) fn is_bracketed_display(&self) -> bool {
        matches!(
            self.kind,
            ExprKind::List { .. }
                | ExprKind::Tuple { .. }
                | ExprKind::GeneratorExp(_)
                | ExprKind::Constant(Constant::True | Constant::False | Constant::None)
        )
    }

    /// Does it bind at least as tightly as `|`?
    pub(crate) fn is_bitwise_or(&self) -> bool {
        self.parenthesized
            || !matches!(
                self.kind,
                ExprKind::BoolOp { .. }
                    | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
                    | ExprKind::Compare(_)
                    | ExprKind::IfExp(_)
                    | ExprKind::Lambda(_)
                    | ExprKind::NamedExpr(_)
                    | ExprKind::Starred { .. }
                    | ExprKind::Yield { .. }
                    | ExprKind::YieldFrom { .. }
            )
    }

    /// The leftmost part that binds at least as tightly as `|`: what CPython has read of it so far when a
    /// message covers "the operand after `=`".
    pub(crate) fn leading_operand(&self) -> &Expr {
        let mut expr = self;
        loop {
            expr = match &expr.kind {
                _ if expr.is_bitwise_or()
                    && (expr.parenthesized || !matches!(expr.kind, ExprKind::Tuple { .. })) =>
                {
                    return expr;
                }
                ExprKind::Tuple { elts, .. } if !elts.is_empty() => &elts[0],
                ExprKind::BoolOp { values, .. } => &values[0],
                ExprKind::Compare(node) => &node.left,
                ExprKind::IfExp(node) => &node.body,
                _ => return expr,
            };
        }
    }
}

/// How a target is used, for the words of its fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Assign,
    Delete,
    Loop,
}

/// The first part of a would-be target that cannot be one.
fn invalid_part(expr: &Expr, usage: Use) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name { .. } | ExprKind::Attribute(_) | ExprKind::Subscript(_) => None,
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            elts.iter().find_map(|elt| invalid_part(elt, usage))
        }
        ExprKind::Starred { value, .. } if usage != Use::Delete => invalid_part(value, usage),
        ExprKind::Compare(node) if usage == Use::Loop => match node.ops[0] {
            CmpOp::In => invalid_part(&node.left, usage),
            _ => Some(expr),
        },
        _ => Some(expr),
    }
}

/// Turns a checked target's context from loading to storing or deleting.
fn set_context(expr: &mut Expr, context: ExprContext) {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } => *ctx = context,
        ExprKind::Attribute(node) => node.ctx = context,
        ExprKind::Subscript(node) => node.ctx = context,
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = context;
            elts.iter_mut().for_each(|elt| set_context(elt, context));
        }
        ExprKind::Starred { value, ctx } => {
            *ctx = context;
            set_context(value, context);
        }
        _ => {}
    }
}

fn checked(mut target: Expr, usage: Use) -> Faulty<Expr> {
    if let Some(bad) = invalid_part(&target, usage) {
        let verb = if usage == Use::Delete { "delete" } else { "assign to" };
        return Err(Fault::new(bad.span, format!("cannot {verb} {}", bad.description())));
    }
    let context = if usage == Use::Delete { ExprContext::Del } else { ExprContext::Store };
    set_context(&mut target, context);
    Ok(target)
}

impl Builder<'_> {
    /// `first = rest[0] = … = value`
    pub fn assign(&mut self, first: Expr, mut rest: Vec<Expr>) -> Built<StmtKind> {
        let value = rest.pop().expect("the grammar asks for one `=` at least");
        let mut targets = Vec::with_capacity(rest.len() + 1);
        targets.push(first);
        targets.extend(rest);
        if targets.iter().any(|target| invalid_part(target, Use::Assign).is_some()) {
            return Err(assign_fault(&targets, &value).into());
        }
        for target in &mut targets {
            set_context(target, ExprContext::Store);
        }
        Ok(StmtKind::Assign { targets, value: Box::new(value) })
    }

    pub fn augmented_assign(&mut self, mut target: Expr, op: Operator, value: Expr) -> Built<StmtKind> {
        match target.kind {
            ExprKind::Name { .. } | ExprKind::Attribute(_) | ExprKind::Subscript(_) => {}
            _ => {
                let what = target.description();
                let message = format!("'{what}' is an illegal expression for augmented assignment");
                return Err(Fault::new(target.span, message).into());
            }
        }
        set_context(&mut target, ExprContext::Store);
        Ok(StmtKind::AugAssign { target: Box::new(target), op, value: Box::new(value) })
    }

    pub fn annotated_assign(
        &mut self,
        mut target: Expr,
        annotation: Expr,
        value: Option<Expr>,
    ) -> Built<StmtKind> {
        match &target.kind {
            ExprKind::Name { .. } | ExprKind::Attribute(_) | ExprKind::Subscript(_) => {}
            ExprKind::List { .. } => {
                return Err(Fault::new(target.span, "only single target (not list) can be annotated").into());
            }
            ExprKind::Tuple { elts, .. } => {
                let span = if target.parenthesized { target.span } else { elts[0].span };
                return Err(Fault::new(span, "only single target (not tuple) can be annotated").into());
            }
            _ => return Err(Fault::new(target.span, "illegal target for annotation").into()),
        }
        set_context(&mut target, ExprContext::Store);
        let simple = matches!(target.kind, ExprKind::Name { .. }) && !target.parenthesized;
        Ok(StmtKind::AnnAssign {
            target: Box::new(target),
            annotation: Box::new(annotation),
            value: value.map(Box::new),
            simple,
        })
    }

    pub fn delete(&mut self, list: Expr) -> Built<StmtKind> {
        let list = checked(list, Use::Delete)?;
        let targets = match list.kind {
            ExprKind::Tuple { elts, .. } if !list.parenthesized => elts,
            _ => vec![list],
        };
        Ok(StmtKind::Delete { targets })
    }

    /// The target of a `for`.
    pub(super) fn loop_target(&mut self, target: Expr) -> Faulty<Expr> {
        checked(target, Use::Loop)
    }

    /// The target after `as` in a `with`.
    pub(super) fn as_target(&mut self, target: Expr) -> Faulty<Expr> {
        checked(target, Use::Assign)
    }
}

/// Words the fault of `targets = value` with an invalid target, as CPython's rules find it first.
fn assign_fault(targets: &[Expr], value: &Expr) -> Box<Fault> {
    let (first, next) = (&targets[0], targets.get(1).unwrap_or(value));
    let last = match &first.kind {
        ExprKind::Tuple { elts, .. } if !first.parenthesized => elts.last().unwrap_or(first),
        _ => first,
    };
    let operand = next.leading_operand();
    let ends_chain = targets.len() == 1 || !std::ptr::eq(operand, next);
    if ends_chain && last.is_bitwise_or() && !last.is_bracketed_display() {
        if let ExprKind::Name { .. } = last.kind
            && !last.parenthesized
        {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Fault::new(last.span.to(operand.span), message);
        }
        let what = last.description();
        let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        return Fault::new(last.span, message);
    }
    for target in targets {
        if let ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } = target.kind
            && !target.parenthesized
        {
            return Fault::new(target.span, "assignment to yield expression not possible");
        }
        if let Some(bad) = invalid_part(target, Use::Assign) {
            return Fault::new(bad.span, format!("cannot assign to {}", bad.description()));
        }
    }
    Fault::new(value.span, "invalid syntax")
}
