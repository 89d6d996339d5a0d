//! Expressions: operators, atoms, displays and comprehensions.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::Fault;
use crate::token::Tok;

/// An entry of a dict display.
pub(crate) enum DictItem {
    /// `key: value`
    Pair(Expr, Expr),
    /// `**value`, and where its stars are.
    Unpack(u32, Expr),
}

/// Marks an expression as written in parentheses.
pub(crate) fn parenthesized(mut expr: Expr) -> Expr {
    expr.parenthesized = true;
    expr
}

impl Builder<'_> {
    pub fn name(&mut self, l: u32, id: Ident, r: u32) -> Expr {
        self.expr(l, ExprKind::Name { id, ctx: ExprContext::Load }, r)
    }

    pub fn name_store(&mut self, l: u32, id: Ident, r: u32) -> Expr {
        self.expr(l, ExprKind::Name { id, ctx: ExprContext::Store }, r)
    }

    pub fn constant(&mut self, l: u32, constant: Constant, r: u32) -> Expr {
        self.expr(l, ExprKind::Constant(constant), r)
    }

    pub fn tuple(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::Tuple { elts, ctx: ExprContext::Load }, r)
    }

    pub fn empty_tuple(&mut self, l: u32, r: u32) -> Expr {
        parenthesized(self.tuple(l, Vec::new(), r))
    }

    /// `a` or `a, b`.
    pub fn tuple_if_comma(&mut self, l: u32, mut list: Listed<Expr>, r: u32) -> Expr {
        match list.items.pop() {
            Some(only) if list.items.is_empty() && !list.trailing => only,
            last => {
                list.items.extend(last);
                self.tuple(l, list.items, r)
            }
        }
    }

    /// `(a)` or `(a, b)`.
    pub fn parenthesized(&mut self, l: u32, list: Listed<Expr>, r: u32) -> Built<Expr> {
        if list.trailing || list.items.len() > 1 {
            return Ok(parenthesized(self.tuple(l, list.items, r)));
        }
        let only = self.tuple_if_comma(l, list, r);
        match only.kind {
            ExprKind::Starred { .. } => {
                Err(Fault::new(only.span, "cannot use starred expression here").into())
            }
            _ => Ok(parenthesized(only)),
        }
    }

    pub fn starred(&mut self, l: u32, value: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Starred { value: Box::new(value), ctx: ExprContext::Load }, r)
    }

    pub fn yield_expression(&mut self, l: u32, value: Option<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::Yield { value: value.map(Box::new) }, r)
    }

    pub fn yield_from(&mut self, l: u32, value: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::YieldFrom { value: Box::new(value) }, r)
    }

    pub fn await_expression(&mut self, l: u32, value: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Await { value: Box::new(value) }, r)
    }

    /// `target := value`
    pub fn named(&mut self, l: u32, mut target: Expr, value: Expr, r: u32) -> Built<Expr> {
        let parenthesized = target.parenthesized;
        match &mut target.kind {
            ExprKind::Name { ctx, .. } if !parenthesized => *ctx = ExprContext::Store,
            _ => {
                let message = format!("cannot use assignment expressions with {}", target.description());
                return Err(Fault::new(target.span, message).into());
            }
        }
        Ok(self.expr(l, ExprKind::NamedExpr(Box::new(NamedExpr { target, value })), r))
    }

    pub fn conditional(&mut self, l: u32, body: Expr, test: Expr, orelse: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::IfExp(Box::new(IfExp { test, body, orelse })), r)
    }

    pub fn lambda(&mut self, l: u32, args: Arguments, body: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Lambda(Box::new(Lambda { args, body })), r)
    }

    pub fn bool_op(&mut self, l: u32, op: BoolOp, first: Expr, rest: Vec<Expr>, r: u32) -> Expr {
        let mut values = Vec::with_capacity(rest.len() + 1);
        values.push(first);
        values.extend(rest);
        self.expr(l, ExprKind::BoolOp { op, values }, r)
    }

    pub fn unary(&mut self, l: u32, op: UnaryOp, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::UnaryOp { op, operand: Box::new(operand) }, r)
    }

    pub fn binary(&mut self, l: u32, left: Expr, op: Operator, right: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::BinOp(Box::new(BinOp { left, op, right })), r)
    }

    pub fn compare(&mut self, l: u32, left: Expr, rest: Vec<(CmpOp, Expr)>, r: u32) -> Expr {
        let (ops, comparators) = rest.into_iter().unzip();
        self.expr(l, ExprKind::Compare(Box::new(Compare { left, ops, comparators })), r)
    }

    pub fn attribute(&mut self, l: u32, value: Expr, attr: Ident, r: u32) -> Expr {
        let node = Attribute { value, attr, ctx: ExprContext::Load };
        self.expr(l, ExprKind::Attribute(Box::new(node)), r)
    }

    /// `value[index]`; a comma or a star makes the index a tuple.
    pub fn subscript(&mut self, l: u32, value: Expr, il: u32, index: Listed<Expr>, ir: u32, r: u32) -> Expr {
        let starred = matches!(index.items.as_slice(), [Expr { kind: ExprKind::Starred { .. }, .. }]);
        let slice =
            if starred { self.tuple(il, index.items, ir) } else { self.tuple_if_comma(il, index, ir) };
        let node = Subscript { value, slice, ctx: ExprContext::Load };
        self.expr(l, ExprKind::Subscript(Box::new(node)), r)
    }

    pub fn slice(
        &mut self,
        l: u32,
        lower: Option<Expr>,
        upper: Option<Expr>,
        step: Option<Option<Expr>>,
        r: u32,
    ) -> Expr {
        let step = step.flatten();
        self.expr(l, ExprKind::Slice(Box::new(Slice { lower, upper, step })), r)
    }

    pub fn list(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::List { elts, ctx: ExprContext::Load }, r)
    }

    pub fn set(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::Set { elts }, r)
    }

    pub fn dict(&mut self, l: u32, items: Vec<DictItem>, r: u32) -> Expr {
        let (keys, values) = items
            .into_iter()
            .map(|item| match item {
                DictItem::Pair(key, value) => (Some(key), value),
                DictItem::Unpack(_, value) => (None, value),
            })
            .unzip();
        self.expr(l, ExprKind::Dict(Box::new(Dict { keys, values })), r)
    }

    pub fn generator(&mut self, l: u32, elt: Expr, generators: Vec<Comprehension>, r: u32) -> Built<Expr> {
        let node = comprehended(elt, generators)?;
        Ok(parenthesized(self.expr(l, ExprKind::GeneratorExp(node), r)))
    }

    pub fn list_comprehension(
        &mut self,
        l: u32,
        elt: Expr,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Built<Expr> {
        let node = comprehended(elt, generators)?;
        Ok(self.expr(l, ExprKind::ListComp(node), r))
    }

    pub fn set_comprehension(
        &mut self,
        l: u32,
        elt: Expr,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Built<Expr> {
        let node = comprehended(elt, generators)?;
        Ok(self.expr(l, ExprKind::SetComp(node), r))
    }

    pub fn dict_comprehension(
        &mut self,
        l: u32,
        item: DictItem,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Built<Expr> {
        match item {
            DictItem::Pair(key, value) => {
                let node = DictComp { key, value, generators };
                Ok(self.expr(l, ExprKind::DictComp(Box::new(node)), r))
            }
            DictItem::Unpack(stars, _) => {
                let message = "dict unpacking cannot be used in dict comprehension";
                Err(Fault::new(Span::new(stars, stars + 2), message).into())
            }
        }
    }

    /// `for target in iter if …`
    pub fn comprehension(
        &mut self,
        is_async: Option<Tok>,
        target: Expr,
        iter: Expr,
        ifs: Vec<Expr>,
    ) -> Built<Comprehension> {
        let target = self.loop_target(target)?;
        Ok(Comprehension { target, iter, ifs, is_async: is_async.is_some() })
    }
}

fn comprehended(elt: Expr, generators: Vec<Comprehension>) -> Built<Box<ListComp>> {
    if let ExprKind::Starred { .. } = elt.kind {
        return Err(Fault::new(elt.span, "iterable unpacking cannot be used in comprehension").into());
    }
    Ok(Box::new(ListComp { elt, generators }))
}
