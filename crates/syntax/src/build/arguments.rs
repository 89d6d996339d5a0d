//! The arguments of calls and class headers.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::{Fault, Faulty};

/// One argument as written.
pub(crate) struct Argument {
    kind: ArgumentKind,
    span: Span,
}

enum ArgumentKind {
    Positional(Expr),
    Star(Expr),
    Keyword(Ident, Expr),
    DoubleStar(Expr),
    /// `elt for …`, which needs parentheses unless it is alone.
    Generator(Box<ListComp>),
}

impl Argument {
    pub fn positional(l: u32, value: Expr, r: u32) -> Self {
        Argument { kind: ArgumentKind::Positional(value), span: Span::new(l, r) }
    }

    pub fn double_star(l: u32, value: Expr, r: u32) -> Self {
        Argument { kind: ArgumentKind::DoubleStar(value), span: Span::new(l, r) }
    }
}

impl Builder<'_> {
    pub fn star_argument(&mut self, l: u32, value: Expr, r: u32) -> Argument {
        let kind = ArgumentKind::Star(self.starred(l, value, r));
        Argument { kind, span: Span::new(l, r) }
    }

    pub fn generator_argument(
        &mut self,
        l: u32,
        elt: Expr,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Argument {
        let kind = ArgumentKind::Generator(Box::new(ListComp { elt, generators }));
        Argument { kind, span: Span::new(l, r) }
    }

    /// `name=value`
    pub fn keyword_argument(&mut self, l: u32, name: Expr, e: u32, value: Expr, r: u32) -> Built<Argument> {
        let span = Span::new(l, r);
        match name.kind {
            ExprKind::Name { id, .. } if !name.parenthesized => {
                Ok(Argument { kind: ArgumentKind::Keyword(id, value), span })
            }
            ExprKind::Constant(Constant::True | Constant::False | Constant::None) if !name.parenthesized => {
                let message = format!("cannot assign to {}", name.description());
                Err(Fault::new(Span::new(l, e + 1), message).into())
            }
            _ => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                Err(Fault::new(Span::new(l, e + 1), message).into())
            }
        }
    }

    pub fn call(
        &mut self,
        l: u32,
        func: Expr,
        pl: u32,
        mut arguments: Listed<Argument>,
        r: u32,
    ) -> Built<Expr> {
        let alone = arguments.items.len() == 1 && !arguments.trailing;
        if alone && matches!(arguments.items[0].kind, ArgumentKind::Generator(_)) {
            let Some(Argument { kind: ArgumentKind::Generator(node), .. }) = arguments.items.pop() else {
                return Err(Fault::new(Span::new(pl, r), "invalid syntax").into());
            };
            let generator = super::parenthesized(self.expr(pl, ExprKind::GeneratorExp(node), r));
            let call = Call { func, args: vec![generator], keywords: Vec::new() };
            return Ok(self.expr(l, ExprKind::Call(Box::new(call)), r));
        }
        let (args, keywords) = self.sorted(arguments, r - 1)?;
        Ok(self.expr(l, ExprKind::Call(Box::new(Call { func, args, keywords })), r))
    }

    /// Bases and keywords of a class header.
    pub(super) fn class_arguments(
        &mut self,
        arguments: Listed<Argument>,
    ) -> Faulty<(Vec<Expr>, Vec<Keyword>)> {
        if let [Argument { kind: ArgumentKind::Generator(node), .. }] = arguments.items.as_slice()
            && !arguments.trailing
        {
            let clauses = self.next_token(node.elt.span.end);
            return Err(Fault::new(Span::new(clauses, clauses + 3), "invalid syntax"));
        }
        let close = arguments.items.last().map_or(0, |last| self.next_token(last.span.end));
        self.sorted(arguments, close)
    }

    /// Splits arguments into positional and keyword ones and checks their order; `close` is the `)`.
    fn sorted(&mut self, arguments: Listed<Argument>, close: u32) -> Faulty<(Vec<Expr>, Vec<Keyword>)> {
        let mut args = Vec::with_capacity(arguments.items.len());
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut unpacked = false;
        let mut before = 0;
        for Argument { kind, span } in arguments.items {
            match kind {
                ArgumentKind::Positional(value) => {
                    if unpacked {
                        let message = "positional argument follows keyword argument unpacking";
                        return Err(Fault::new(Span::new(close, close + 1), message));
                    }
                    if !keywords.is_empty() {
                        let message = "positional argument follows keyword argument";
                        return Err(Fault::new(Span::new(close, close + 1), message));
                    }
                    args.push(value);
                }
                ArgumentKind::Star(value) => {
                    if unpacked {
                        let message = "iterable argument unpacking follows keyword argument unpacking";
                        let comma = self.next_token(before);
                        return Err(Fault::new(Span::new(comma, span.end), message));
                    }
                    args.push(value);
                }
                ArgumentKind::Keyword(arg, value) => keywords.push(Keyword { arg: Some(arg), value, span }),
                ArgumentKind::DoubleStar(value) => {
                    unpacked = true;
                    keywords.push(Keyword { arg: None, value, span });
                }
                ArgumentKind::Generator(_) => {
                    return Err(Fault::new(span, "Generator expression must be parenthesized"));
                }
            }
            before = span.end;
        }
        Ok((args, keywords))
    }
}
