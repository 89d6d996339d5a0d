//! Expressions. Each leaves one value on top of the temporaries. Displays are in [`super::display`], calls and
//! attributes in [`super::call`], comprehensions in [`super::comprehension`].

use bytecode::{Constant, Op};
use syntax::ast::{
    BoolOp, CmpOp, Compare, Expr, ExprContext, ExprKind, FormattedValue, IfExp, Lambda, Operator, Slice,
    Subscript, UnaryOp,
};

use super::constant::{fold_binary, fold_unary, literal, truth};
use super::{Generator, Result};
use crate::scope::ScopeKind;

/// Pieces of an f-string joined at once.
const STRING_CHUNK: usize = 500;

impl<'t> Generator<'t> {
    pub(super) fn expr(&mut self, expr: &'t Expr) -> Result {
        match &expr.kind {
            ExprKind::Constant(value) => {
                self.at(expr.span);
                if matches!(value, syntax::ast::Constant::Imaginary(_)) {
                    return self.unsupported(expr.span, "complex numbers");
                }
                self.unit.builder.load_const(literal(value));
                Ok(())
            }
            ExprKind::Name { id, ctx } => self.name(id, *ctx, expr.span),
            _ => crate::deep(|| self.compound(expr)),
        }
    }

    fn compound(&mut self, expr: &'t Expr) -> Result {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Name { .. } => return self.expr(expr),
            ExprKind::BoolOp { op, values } => return self.bool_op(*op, values, expr),
            ExprKind::NamedExpr(named) => {
                self.expr(&named.value)?;
                self.at(span);
                self.unit.builder.copy(1);
                return self.assign(&named.target);
            }
            ExprKind::BinOp(_) => {
                let (first, links) = crate::chain(expr);
                self.expr(first)?;
                for (operation, span) in links.into_iter().rev() {
                    self.expr(&operation.right)?;
                    self.at(span);
                    self.binary(operation.op);
                }
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                self.at(span);
                self.unary(*op);
            }
            ExprKind::Lambda(lambda) => return self.lambda(lambda, expr),
            ExprKind::IfExp(choice) => return self.choice(choice),
            ExprKind::Dict(dict) => return self.dict_display(dict, span),
            ExprKind::Set { elts } => return self.set_display(elts, span),
            ExprKind::List { elts, .. } => return self.list_display(elts, span),
            ExprKind::Tuple { elts, .. } => return self.tuple_display(elts, span),
            ExprKind::ListComp(comp) => return self.list_comprehension(comp, span),
            ExprKind::SetComp(comp) => return self.set_comprehension(comp, span),
            ExprKind::DictComp(comp) => return self.dict_comprehension(comp, span),
            ExprKind::GeneratorExp(comp) => return self.generator_expression(comp, span),
            ExprKind::Await { value } => {
                let fault = match self.kind() {
                    ScopeKind::Function => "'await' outside async function",
                    ScopeKind::Comprehension | ScopeKind::Generator => {
                        "asynchronous comprehension outside of an asynchronous function"
                    }
                    _ => "'await' outside function",
                };
                let _ = value;
                return self.fault(span, fault);
            }
            ExprKind::Yield { value } => {
                self.check_yield(expr)?;
                match value {
                    Some(value) => self.expr(value)?,
                    None => {
                        self.at(span);
                        self.load_none();
                    }
                }
                self.at(span);
                self.unit.builder.emit(Op::YieldValue, &[0]);
            }
            ExprKind::YieldFrom { value } => {
                self.check_yield(expr)?;
                self.expr(value)?;
                self.at(span);
                self.yield_from();
            }
            ExprKind::Compare(compare) => return self.compare(expr, compare),
            ExprKind::Call(call) => return self.call(call, expr),
            ExprKind::FormattedValue(value) => return self.formatted(value, expr),
            ExprKind::JoinedStr { values } => return self.joined(values, expr),
            ExprKind::TemplateStr { .. } | ExprKind::Interpolation(_) => {
                return self.unsupported(span, "t-strings");
            }
            ExprKind::Attribute(attribute) => return self.attribute(attribute, expr),
            ExprKind::Subscript(subscript) => return self.subscript(subscript, expr),
            ExprKind::Starred { ctx, .. } => {
                let fault = if *ctx == ExprContext::Store {
                    "starred assignment target must be in a list or tuple"
                } else {
                    "can't use starred expression here"
                };
                return self.fault(span, fault);
            }
            ExprKind::Slice(slice) => return self.slice(slice, expr),
        }
        Ok(())
    }

    fn bool_op(&mut self, op: BoolOp, values: &'t [Expr], expr: &Expr) -> Result {
        let Some((last, rest)) = values.split_last() else { return Ok(()) };
        let end = self.unit.builder.label();
        let depth = self.unit.builder.depth() + 1;
        let decides = op == BoolOp::Or;
        for value in rest {
            self.expr(value)?;
            self.at(expr.span);
            let builder = &mut self.unit.builder;
            match builder.last_constants(1).and_then(|mut last| last.next().and_then(truth)) {
                Some(known) if known == decides => builder.jump(Op::Jump, &[], end),
                Some(_) => builder.drop_constants(1),
                None => {
                    let op = if decides { Op::JumpIfTrueOrPop } else { Op::JumpIfFalseOrPop };
                    builder.jump(op, &[], end);
                }
            }
            if !self.unit.builder.is_reachable() {
                self.unit.builder.set_depth(depth - 1);
            }
        }
        self.expr(last)?;
        self.unit.builder.bind_at(end, depth);
        Ok(())
    }

    fn binary(&mut self, op: Operator) {
        let folded = self.unit.builder.last_constants(2).and_then(|mut pair| {
            let (left, right) = (pair.next()?, pair.next()?);
            fold_binary(op, left, right)
        });
        if let Some(folded) = folded {
            self.unit.builder.drop_constants(2);
            return self.unit.builder.load_const(folded);
        }
        self.emit(match op {
            Operator::Add => Op::Add,
            Operator::Sub => Op::Subtract,
            Operator::Mult => Op::Multiply,
            Operator::MatMult => Op::MatrixMultiply,
            Operator::Div => Op::TrueDivide,
            Operator::Mod => Op::Remainder,
            Operator::Pow => Op::Power,
            Operator::LShift => Op::ShiftLeft,
            Operator::RShift => Op::ShiftRight,
            Operator::BitOr => Op::Or,
            Operator::BitXor => Op::Xor,
            Operator::BitAnd => Op::And,
            Operator::FloorDiv => Op::FloorDivide,
        });
    }

    fn unary(&mut self, op: UnaryOp) {
        let folded = self.unit.builder.last_constants(1).and_then(|mut last| fold_unary(op, last.next()?));
        if let Some(folded) = folded {
            self.unit.builder.drop_constants(1);
            return self.unit.builder.load_const(folded);
        }
        if op == UnaryOp::Not {
            for (is, is_not) in INVERSE {
                if self.unit.builder.take_back(is) {
                    return self.emit(is_not);
                }
            }
        }
        self.emit(match op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Positive,
            UnaryOp::USub => Op::Negative,
        });
    }

    fn choice(&mut self, choice: &'t IfExp) -> Result {
        let (otherwise, end) = (self.unit.builder.label(), self.unit.builder.label());
        let depth = self.unit.builder.depth();
        self.jump_if(&choice.test, otherwise, false)?;
        self.expr(&choice.body)?;
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.bind_at(otherwise, depth);
        self.expr(&choice.orelse)?;
        self.unit.builder.bind_at(end, depth + 1);
        Ok(())
    }

    pub(super) fn comparison(&mut self, op: CmpOp) {
        self.emit(match op {
            CmpOp::Eq => Op::Equal,
            CmpOp::NotEq => Op::NotEqual,
            CmpOp::Lt => Op::Less,
            CmpOp::LtE => Op::LessEqual,
            CmpOp::Gt => Op::Greater,
            CmpOp::GtE => Op::GreaterEqual,
            CmpOp::Is => Op::Is,
            CmpOp::IsNot => Op::IsNot,
            CmpOp::In => Op::Contains,
            CmpOp::NotIn => Op::NotContains,
        });
    }

    fn compare(&mut self, expr: &'t Expr, compare: &'t Compare) -> Result {
        self.warn_about_comparison(expr, compare);
        let depth = self.unit.builder.depth();
        self.expr(&compare.left)?;
        let (Some((last, ops)), Some(right)) = (compare.ops.split_last(), compare.comparators.last()) else {
            return Ok(());
        };
        if ops.is_empty() {
            if matches!(last, CmpOp::In | CmpOp::NotIn) {
                self.expr_as_container(right)?;
            } else {
                self.expr(right)?;
            }
            self.at(expr.span);
            self.comparison(*last);
            return Ok(());
        }
        let (cleanup, end) = (self.unit.builder.label(), self.unit.builder.label());
        for (&op, comparator) in ops.iter().zip(&compare.comparators) {
            self.chain_link(expr, op, comparator)?;
            self.unit.builder.jump(Op::JumpIfFalseOrPop, &[], cleanup);
        }
        self.expr(right)?;
        self.at(expr.span);
        self.comparison(*last);
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.bind_at(cleanup, depth + 2);
        self.unit.builder.swap(2);
        self.emit(Op::Pop);
        self.unit.builder.bind_at(end, depth + 1);
        Ok(())
    }

    fn subscript(&mut self, subscript: &'t Subscript, expr: &Expr) -> Result {
        self.warn_about_subscript(subscript, expr.span);
        self.expr(&subscript.value)?;
        self.expr(&subscript.slice)?;
        self.at(expr.span);
        self.emit(Op::GetItem);
        Ok(())
    }

    fn slice(&mut self, slice: &'t Slice, expr: &Expr) -> Result {
        let mut part = |part: &'t Option<Expr>| match part {
            Some(part) => self.expr(part),
            None => {
                self.at(expr.span);
                self.load_none();
                Ok(())
            }
        };
        part(&slice.lower)?;
        part(&slice.upper)?;
        let mut count = 2;
        if slice.step.is_some() {
            part(&slice.step)?;
            count = 3;
        }
        self.at(expr.span);
        self.unit.builder.emit(Op::BuildSlice, &[count]);
        Ok(())
    }

    fn joined(&mut self, values: &'t [Expr], expr: &Expr) -> Result {
        let mut pieces = 0;
        for value in values {
            self.expr(value)?;
            pieces += 1;
            if pieces == STRING_CHUNK {
                self.at(expr.span);
                self.unit.builder.emit(Op::BuildString, &[STRING_CHUNK as u16]);
                pieces = 1;
            }
        }
        self.at(expr.span);
        match pieces {
            0 => self.unit.builder.load_const(Constant::Str("".into())),
            1 => {}
            count => self.unit.builder.emit(Op::BuildString, &[count as u16]),
        }
        Ok(())
    }

    fn formatted(&mut self, value: &'t FormattedValue, expr: &Expr) -> Result {
        self.expr(&value.value)?;
        self.at(expr.span);
        let conversion = match value.conversion {
            Some('s') => 1,
            Some('r') => 2,
            Some('a') => 3,
            _ => 0,
        };
        if conversion > 0 {
            self.unit.builder.emit(Op::Convert, &[conversion]);
        }
        if let Some(spec) = &value.format_spec {
            self.expr(spec)?;
            self.at(expr.span);
            self.emit(Op::FormatWithSpec);
        } else {
            self.emit(Op::FormatSimple);
        }
        Ok(())
    }

    fn lambda(&mut self, lambda: &'t Lambda, expr: &Expr) -> Result {
        self.check_arguments(&lambda.args)?;
        let code = self.function_code(lambda, &lambda.args, "<lambda>", expr.span, |this| {
            this.expr(&lambda.body)?;
            this.at(lambda.body.span);
            this.unit.builder.ret();
            Ok(())
        })?;
        self.at(expr.span);
        self.make_function(code, self.scopes.of(lambda));
        self.function_defaults(&lambda.args, expr.span)
    }

    fn check_yield(&mut self, expr: &Expr) -> Result {
        if matches!(self.kind(), ScopeKind::Module | ScopeKind::Class) {
            let fault = if matches!(expr.kind, ExprKind::Yield { .. }) { "'yield'" } else { "'yield from'" };
            return self.fault(expr.span, format!("{fault} outside function"));
        }
        Ok(())
    }

    /// Delegates to the iterable on top; leaves the value it returns.
    ///
    /// ```text
    ///       iterator None
    /// next: SEND            done: end
    ///       YIELD_VALUE     (exceptions: CLEANUP_THROW, then end)
    ///       JUMP next
    /// ```
    fn yield_from(&mut self) {
        let builder = &mut self.unit.builder;
        builder.emit(Op::GetYieldFromIter, &[]);
        builder.load_const(Constant::None);
        let depth = builder.depth();
        let end = builder.label();
        let next = builder.here();
        let (iterator, value) = (builder.top(2), builder.top(1));
        builder.jump(Op::Send, &[iterator, value], end);
        let thrown = builder.handler(depth);
        builder.protect(thrown);
        builder.emit(Op::YieldValue, &[1]);
        builder.unprotect();
        builder.jump(Op::JumpBackwardNoInterrupt, &[], next);
        builder.bind_handler(thrown);
        builder.emit(Op::CleanupThrow, &[]);
        builder.bind_at(end, depth - 1);
    }
}

/// `not a is b` is `a is not b`.
const INVERSE: [(Op, Op); 4] = [
    (Op::Is, Op::IsNot),
    (Op::IsNot, Op::Is),
    (Op::Contains, Op::NotContains),
    (Op::NotContains, Op::Contains),
];
