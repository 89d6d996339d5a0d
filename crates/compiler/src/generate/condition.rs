//! Tests: expressions evaluated only to decide where to go. `and`, `or`, `not`, comparisons and constants become
//! jumps without a value in between.

use bytecode::Op;
use bytecode::builder::Label;
use syntax::ast::{BoolOp, CmpOp, Compare, Constant, Expr, ExprKind, UnaryOp};

use super::constant::truth;
use super::{Generator, Result};

impl<'t> Generator<'t> {
    /// Jumps to the label if the expression's truth is `sense`; else goes on.
    pub(super) fn jump_if(&mut self, expr: &'t Expr, label: Label, sense: bool) -> Result {
        crate::deep(|| self.jump_if_step(expr, label, sense))
    }

    fn jump_if_step(&mut self, expr: &'t Expr, label: Label, sense: bool) -> Result {
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, label, !sense),
            ExprKind::BoolOp { op, values } => {
                let Some((last, rest)) = values.split_last() else { return Ok(()) };
                let decides = *op == BoolOp::Or;
                let target = if decides == sense { label } else { self.unit.builder.label() };
                for value in rest {
                    self.jump_if(value, target, decides)?;
                }
                self.jump_if(last, label, sense)?;
                if target != label {
                    self.unit.builder.bind(target);
                }
                Ok(())
            }
            ExprKind::IfExp(choice) => {
                let (otherwise, end) = (self.unit.builder.label(), self.unit.builder.label());
                self.jump_if(&choice.test, otherwise, false)?;
                self.jump_if(&choice.body, label, sense)?;
                self.unit.builder.jump(Op::Jump, &[], end);
                self.unit.builder.bind(otherwise);
                self.jump_if(&choice.orelse, label, sense)?;
                self.unit.builder.bind(end);
                Ok(())
            }
            ExprKind::Compare(compare) if compare.ops.len() > 1 => {
                self.chain_jump(expr, compare, label, sense)
            }
            ExprKind::Compare(compare) if is_none_test(compare) => {
                self.expr(&compare.left)?;
                self.at(expr.span);
                let op =
                    if (compare.ops[0] == CmpOp::Is) == sense { Op::JumpIfNone } else { Op::JumpIfNotNone };
                self.unit.builder.jump(op, &[], label);
                Ok(())
            }
            _ => {
                self.expr(expr)?;
                self.at(expr.span);
                self.jump_on_top(label, sense);
                Ok(())
            }
        }
    }

    /// Jumps by the truth of the topmost temporary. What is known now costs nothing at run time.
    pub(super) fn jump_on_top(&mut self, label: Label, sense: bool) {
        let known = self.unit.builder.last_constants(1).and_then(|mut last| last.next().and_then(truth));
        match known {
            Some(known) => {
                self.unit.builder.drop_constants(1);
                self.emit(Op::Nop);
                if known == sense {
                    self.unit.builder.jump(Op::Jump, &[], label);
                }
            }
            None => {
                let op = if sense { Op::JumpIfTrue } else { Op::JumpIfFalse };
                self.unit.builder.jump(op, &[], label);
            }
        }
    }

    /// `a < b < c` as a test:
    ///
    /// ```text
    ///   a b  → b a b → b (a<b)     false: drop b, the chain is false
    ///   b c  → (b<c)               decides
    /// ```
    fn chain_jump(&mut self, expr: &'t Expr, compare: &'t Compare, label: Label, sense: bool) -> Result {
        self.warn_about_comparison(expr, compare);
        let cleanup = self.unit.builder.label();
        let depth = self.unit.builder.depth();
        self.expr(&compare.left)?;
        let last = compare.ops.len() - 1;
        for (&op, comparator) in compare.ops[..last].iter().zip(&compare.comparators) {
            self.chain_link(expr, op, comparator)?;
            self.unit.builder.jump(Op::JumpIfFalse, &[], cleanup);
        }
        self.expr(&compare.comparators[last])?;
        self.at(expr.span);
        self.comparison(compare.ops[last]);
        let end = self.unit.builder.label();
        self.unit.builder.jump(if sense { Op::JumpIfTrue } else { Op::JumpIfFalse }, &[], label);
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.bind_at(cleanup, depth + 1);
        self.emit(Op::Pop);
        if !sense {
            self.unit.builder.jump(Op::Jump, &[], label);
        }
        self.unit.builder.bind_at(end, depth);
        Ok(())
    }

    /// From `left` on top to `right` and, above it, `left op right`.
    pub(super) fn chain_link(&mut self, expr: &'t Expr, op: CmpOp, right: &'t Expr) -> Result {
        self.expr(right)?;
        self.at(expr.span);
        self.unit.builder.copy(1);
        self.unit.builder.swap_below_top();
        self.comparison(op);
        Ok(())
    }
}

fn is_none_test(compare: &Compare) -> bool {
    matches!(compare.ops[..], [CmpOp::Is | CmpOp::IsNot])
        && matches!(compare.comparators[0].kind, ExprKind::Constant(Constant::None))
        && !matches!(compare.left.kind, ExprKind::Constant(_))
}
