//! Assignment: storing the topmost temporary in a target, augmented assignment, `del`.

use bytecode::Op;
use syntax::ast::{Attribute, Expr, ExprKind, Operator, Span, Subscript};

use super::{Generator, Result};

impl<'t> Generator<'t> {
    pub(super) fn assignment(&mut self, targets: &'t [Expr], value: &'t Expr) -> Result {
        if let [target] = targets
            && self.parallel(target, value)?
        {
            return Ok(());
        }
        self.expr(value)?;
        for (index, target) in targets.iter().enumerate() {
            if index + 1 < targets.len() {
                self.at(value.span);
                self.unit.builder.copy(1);
            }
            self.assign(target)?;
        }
        Ok(())
    }

    /// `a, b = x, y` without a tuple in between: the values are put in reverse, so that the first is topmost.
    fn parallel(&mut self, target: &'t Expr, value: &'t Expr) -> Result<bool> {
        let (Some(targets), Some(values)) = (items(target), items(value)) else { return Ok(false) };
        let plain = |items: &[Expr]| !items.iter().any(|item| matches!(item.kind, ExprKind::Starred { .. }));
        if targets.len() != values.len()
            || !(2..=3).contains(&values.len())
            || !plain(targets)
            || !plain(values)
        {
            return Ok(false);
        }
        self.exprs(values)?;
        self.at(target.span);
        self.unit.builder.swap(values.len() as u16);
        targets.iter().try_for_each(|target| self.assign(target))?;
        Ok(true)
    }

    /// Stores the topmost temporary.
    pub(super) fn assign(&mut self, target: &'t Expr) -> Result {
        match &target.kind {
            ExprKind::Name { id, .. } => self.store_name(id, target.span),
            ExprKind::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                self.store_attribute(attribute, target.span)
            }
            ExprKind::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)?;
                self.at(target.span);
                self.emit(Op::SetItem);
                Ok(())
            }
            ExprKind::Starred { .. } => {
                self.fault(target.span, "starred assignment target must be in a list or tuple")
            }
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                crate::deep(|| self.unpack(elts, target.span))
            }
            _ => self.fault(target.span, "cannot assign to expression"),
        }
    }

    fn store_attribute(&mut self, attribute: &Attribute, span: Span) -> Result {
        if &*attribute.attr == "__debug__" {
            return self.fault(span, "cannot assign to __debug__");
        }
        self.at_attribute(attribute, span);
        let name = self.mangled(&attribute.attr);
        self.unit.builder.emit_name(Op::StoreAttr, &[], &name);
        Ok(())
    }

    fn unpack(&mut self, targets: &'t [Expr], span: Span) -> Result {
        self.at(span);
        let mut stars =
            targets.iter().enumerate().filter(|(_, t)| matches!(t.kind, ExprKind::Starred { .. }));
        let star = stars.next().map(|(index, _)| index);
        if stars.next().is_some() {
            return self.fault(span, "multiple starred expressions in assignment");
        }
        let too_many = targets.len() > usize::from(u16::MAX) / 2;
        match star {
            Some(before) if before >= 256 || too_many => {
                return self.fault(span, "too many expressions in star-unpacking assignment");
            }
            Some(before) => {
                let after = targets.len() - before - 1;
                self.unit.builder.emit(Op::UnpackStarred, &[before as u16, after as u16]);
            }
            None if too_many => return self.unsupported(span, "unpacking to so many targets"),
            None => self.unit.builder.emit(Op::UnpackSequence, &[targets.len() as u16]),
        }
        targets.iter().try_for_each(|target| match &target.kind {
            ExprKind::Starred { value, .. } => self.assign(value),
            _ => self.assign(target),
        })
    }

    pub(super) fn augmented(
        &mut self,
        target: &'t Expr,
        op: Operator,
        value: &'t Expr,
        span: Span,
    ) -> Result {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.at(target.span);
                self.load_name(id);
                self.in_place(op, value, span)?;
                self.store_name(id, target.span)
            }
            ExprKind::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                self.at_attribute(attribute, target.span);
                self.unit.builder.copy(1);
                let name = self.mangled(&attribute.attr);
                self.unit.builder.emit_name(Op::LoadAttr, &[], &name);
                self.in_place(op, value, span)?;
                self.at_attribute(attribute, target.span);
                self.unit.builder.swap(2);
                self.store_attribute(attribute, target.span)
            }
            ExprKind::Subscript(subscript) => {
                let Subscript { value: object, slice: key, .. } = &**subscript;
                self.expr(object)?;
                self.expr(key)?;
                self.at(target.span);
                self.unit.builder.copy(2);
                self.unit.builder.copy(2);
                self.emit(Op::GetItem);
                self.in_place(op, value, span)?;
                self.at(target.span);
                self.unit.builder.swap(3);
                self.unit.builder.swap(2);
                self.emit(Op::SetItem);
                Ok(())
            }
            _ => self.fault(target.span, "illegal expression for augmented assignment"),
        }
    }

    fn in_place(&mut self, op: Operator, value: &'t Expr, span: Span) -> Result {
        self.expr(value)?;
        self.at(span);
        self.emit(match op {
            Operator::Add => Op::InplaceAdd,
            Operator::Sub => Op::InplaceSubtract,
            Operator::Mult => Op::InplaceMultiply,
            Operator::MatMult => Op::InplaceMatrixMultiply,
            Operator::Div => Op::InplaceTrueDivide,
            Operator::Mod => Op::InplaceRemainder,
            Operator::Pow => Op::InplacePower,
            Operator::LShift => Op::InplaceShiftLeft,
            Operator::RShift => Op::InplaceShiftRight,
            Operator::BitOr => Op::InplaceOr,
            Operator::BitXor => Op::InplaceXor,
            Operator::BitAnd => Op::InplaceAnd,
            Operator::FloorDiv => Op::InplaceFloorDivide,
        });
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'t Expr) -> Result {
        match &target.kind {
            ExprKind::Name { id, ctx } => self.name(id, *ctx, target.span),
            ExprKind::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                if &*attribute.attr == "__debug__" {
                    return self.fault(target.span, "cannot delete __debug__");
                }
                self.at_attribute(attribute, target.span);
                let name = self.mangled(&attribute.attr);
                self.unit.builder.emit_name(Op::DeleteAttr, &[], &name);
                Ok(())
            }
            ExprKind::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)?;
                self.at(target.span);
                self.emit(Op::DeleteItem);
                Ok(())
            }
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                crate::deep(|| elts.iter().try_for_each(|target| self.delete(target)))
            }
            _ => self.fault(target.span, "cannot delete expression"),
        }
    }
}

/// The elements of a tuple or list display.
fn items(expr: &Expr) -> Option<&[Expr]> {
    match &expr.kind {
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => Some(elts),
        _ => None,
    }
}
