//! Chains to the left, as in `a + b + c` or `a.b().c`: the only trees that are deeper than it is safe to recurse. Here
//! they are dropped, link by link; how long they get is counted in `build/depth.rs`.

use crate::ast::{Attribute, BinOp, Call, Constant, Expr, ExprKind, Subscript};

impl ExprKind {
    /// What the expression continues to the right, if it is a link of a chain.
    pub(crate) fn continued(&self) -> Option<&Expr> {
        match self {
            ExprKind::BinOp(node) => Some(&node.left),
            ExprKind::Attribute(node) => Some(&node.value),
            ExprKind::Subscript(node) => Some(&node.value),
            ExprKind::Call(node) => Some(&node.func),
            _ => None,
        }
    }

    fn continued_mut(&mut self) -> Option<&mut Expr> {
        match self {
            ExprKind::BinOp(node) => Some(&mut node.left),
            ExprKind::Attribute(node) => Some(&mut node.value),
            ExprKind::Subscript(node) => Some(&mut node.value),
            ExprKind::Call(node) => Some(&mut node.func),
            _ => None,
        }
    }
}

impl Drop for BinOp {
    fn drop(&mut self) {
        release(&mut self.left);
    }
}

impl Drop for Attribute {
    fn drop(&mut self) {
        release(&mut self.value);
    }
}

impl Drop for Subscript {
    fn drop(&mut self) {
        release(&mut self.value);
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        release(&mut self.func);
    }
}

/// Drops what a link continues, each link after the one to its right.
fn release(expr: &mut Expr) {
    if expr.kind.continued().is_none() {
        return;
    }
    let taken = |expr: &mut Expr| std::mem::replace(&mut expr.kind, ExprKind::Constant(Constant::None));
    let mut link = taken(expr);
    while let Some(next) = link.continued_mut() {
        link = taken(next);
    }
}
