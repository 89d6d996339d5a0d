//! Compound statements: `if`, loops, `with`, `try`, `match`, definitions.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::Fault;
use crate::token::Tok;

/// One `elif` clause.
pub(crate) struct Elif {
    start: u32,
    test: Expr,
    body: Vec<Stmt>,
}

impl Elif {
    pub fn new(start: u32, test: Expr, body: Vec<Stmt>) -> Self {
        Elif { start, test, body }
    }
}

/// The places in the head of an `except` clause.
pub(crate) struct Clause {
    pub l: u32,
    /// The end of the star of `except*`.
    pub star: Option<u32>,
    /// Where the exception types start and end.
    pub tl: u32,
    pub tr: u32,
}

/// One `except` clause.
pub(crate) struct Handler {
    handler: ExceptHandler,
    star: bool,
    /// `except` or `except*`.
    head: Span,
}

impl Builder<'_> {
    /// Where the last of the blocks that are not empty ends, a closing semicolon included.
    fn end_of(&self, blocks: [&[Stmt]; 2]) -> u32 {
        let end = blocks.iter().rev().find_map(|block| block.last()).map_or(0, |stmt| stmt.span.end);
        self.semicolons.get(&end).copied().unwrap_or(end)
    }

    /// A line of simple statements that ends in a semicolon.
    pub fn ending_in_semicolon(&mut self, list: Vec<Stmt>, r: u32) -> Vec<Stmt> {
        let end = list.last().map_or(r, |stmt| stmt.span.end);
        self.semicolons.insert(end, r);
        list
    }

    fn compound(&mut self, l: u32, kind: StmtKind, end: u32) -> Stmt {
        Stmt { kind, span: Span::new(l, end) }
    }

    /// `elif`s become `if`s inside the `else` of the one before.
    pub fn if_statement(
        &mut self,
        l: u32,
        test: Expr,
        body: Vec<Stmt>,
        elifs: Vec<Elif>,
        orelse: Option<Vec<Stmt>>,
    ) -> Stmt {
        let mut orelse = orelse.unwrap_or_default();
        if elifs.len() as u32 >= MAX_DEPTH {
            self.deferred = Some(Fault::too_complex(test.span));
            orelse = Vec::new();
        } else {
            for Elif { start, test, body } in elifs.into_iter().rev() {
                let end = self.end_of([&body, &orelse]);
                let kind = StmtKind::If { test: Box::new(test), body, orelse };
                orelse = vec![self.compound(start, kind, end)];
            }
        }
        let end = self.end_of([&body, &orelse]);
        self.compound(l, StmtKind::If { test: Box::new(test), body, orelse }, end)
    }

    pub fn while_statement(
        &mut self,
        l: u32,
        test: Expr,
        body: Vec<Stmt>,
        orelse: Option<Vec<Stmt>>,
    ) -> Stmt {
        let orelse = orelse.unwrap_or_default();
        let end = self.end_of([&body, &orelse]);
        self.compound(l, StmtKind::While { test: Box::new(test), body, orelse }, end)
    }

    pub fn for_statement(
        &mut self,
        l: u32,
        is_async: Option<Tok>,
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Option<Vec<Stmt>>,
    ) -> Built<Stmt> {
        let target = self.loop_target(target)?;
        let orelse = orelse.unwrap_or_default();
        let end = self.end_of([&body, &orelse]);
        let node = Box::new(For { target, iter, body, orelse });
        let kind = if is_async.is_some() { StmtKind::AsyncFor(node) } else { StmtKind::For(node) };
        Ok(self.compound(l, kind, end))
    }

    pub fn with_statement(
        &mut self,
        l: u32,
        is_async: Option<Tok>,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    ) -> Stmt {
        let end = self.end_of([&body, &[]]);
        let kind = if is_async.is_some() {
            StmtKind::AsyncWith { items, body }
        } else {
            StmtKind::With { items, body }
        };
        self.compound(l, kind, end)
    }

    pub fn with_item(&mut self, context_expr: Expr) -> WithItem {
        WithItem { context_expr, optional_vars: None }
    }

    pub fn with_target(&mut self, context_expr: Expr, target: Expr) -> Built<WithItem> {
        let target = self.as_target(target)?;
        Ok(WithItem { context_expr, optional_vars: Some(target) })
    }

    pub fn with_expression(&mut self, value: Expr) -> Vec<WithItem> {
        vec![self.with_item(super::parenthesized(value))]
    }

    pub fn with_tuple(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Vec<WithItem> {
        let tuple = self.tuple(l, elts, r);
        self.with_expression(tuple)
    }

    /// `with (…):` is a list of items if they can all be items, else one expression in parentheses.
    pub fn with_parenthesized(&mut self, l: u32, list: Listed<WithItem>, r: u32) -> Built<Vec<WithItem>> {
        let unfit = |item: &WithItem| {
            let expr = &item.context_expr;
            !expr.parenthesized && matches!(expr.kind, ExprKind::NamedExpr(_) | ExprKind::Starred { .. })
        };
        if !list.items.iter().any(unfit) {
            return Ok(list.items);
        }
        if let Some(target) = list.items.iter().find_map(|item| item.optional_vars.as_ref()) {
            return Err(Fault::new(target.span, "invalid syntax").into());
        }
        let items = list.items.into_iter().map(|item| item.context_expr).collect();
        let value = self.parenthesized(l, Listed { items, trailing: list.trailing }, r)?;
        Ok(self.with_expression(value))
    }

    pub fn with_generator(
        &mut self,
        l: u32,
        elt: Expr,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Vec<WithItem> {
        let node = Box::new(ListComp { elt, generators });
        let value = self.expr(l, ExprKind::GeneratorExp(node), r);
        self.with_expression(value)
    }

    pub fn bare_handler(&mut self, l: u32, body: Vec<Stmt>) -> Handler {
        let span = Span::new(l, self.end_of([&body, &[]]));
        let handler = ExceptHandler { typ: None, name: None, body, span };
        Handler { handler, star: false, head: Span::new(l, l + 6) }
    }

    pub fn handler(
        &mut self,
        clause: Clause,
        types: Listed<Expr>,
        name: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Built<Handler> {
        let Clause { l, star, tl, tr } = clause;
        let several = types.trailing || types.items.len() > 1;
        let typ = self.tuple_if_comma(tl, types, tr);
        let name = match name {
            None => None,
            Some(name) if several => {
                let message = "multiple exception types must be parenthesized when using 'as'";
                return Err(Fault::new(typ.span.to(name.span), message).into());
            }
            Some(Expr { kind: ExprKind::Name { id, .. }, parenthesized: false, .. }) => Some(id),
            Some(other) => {
                let star = if star.is_some() { "*" } else { "" };
                let message = format!("cannot use except{star} statement with {}", other.description());
                return Err(Fault::new(other.span, message).into());
            }
        };
        let span = Span::new(l, self.end_of([&body, &[]]));
        let handler = ExceptHandler { typ: Some(typ), name, body, span };
        let head = Span::new(l, star.unwrap_or(l + 6));
        Ok(Handler { handler, star: star.is_some(), head })
    }

    pub fn try_statement(
        &mut self,
        l: u32,
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Option<Vec<Stmt>>,
        finalbody: Option<Vec<Stmt>>,
    ) -> Built<Stmt> {
        let star = handlers.first().is_some_and(|handler| handler.star);
        if let Some(other) = handlers.iter().find(|handler| handler.star != star) {
            let message = "cannot have both 'except' and 'except*' on the same 'try'";
            return Err(Fault::new(other.head, message).into());
        }
        let handlers: Vec<_> = handlers.into_iter().map(|handler| handler.handler).collect();
        let (orelse, finalbody) = (orelse.unwrap_or_default(), finalbody.unwrap_or_default());
        let mut end = self.end_of([&orelse, &finalbody]);
        if end == 0 {
            end = handlers.last().map_or(0, |handler| handler.span.end);
        }
        let node = Box::new(Try { body, handlers, orelse, finalbody });
        let kind = if star { StmtKind::TryStar(node) } else { StmtKind::Try(node) };
        Ok(self.compound(l, kind, end))
    }

    pub fn match_statement(
        &mut self,
        l: u32,
        subject: Listed<Expr>,
        r: u32,
        cases: Vec<MatchCase>,
    ) -> Built<Stmt> {
        let start = subject.items[0].span.start;
        let subject = self.tuple_if_comma(start, subject, r);
        if let ExprKind::Starred { .. } = subject.kind {
            return Err(Fault::new(Span::new(r, r + 1), "invalid syntax").into());
        }
        let end = cases.last().map_or(r, |case| self.end_of([&case.body, &[]]));
        Ok(self.compound(l, StmtKind::Match { subject: Box::new(subject), cases }, end))
    }

    #[expect(clippy::too_many_arguments, reason = "one for each part of the definition")]
    pub fn function(
        &mut self,
        l: u32,
        is_async: Option<Tok>,
        name: Ident,
        type_params: Option<Vec<TypeParam>>,
        args: Arguments,
        returns: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Stmt {
        let end = self.end_of([&body, &[]]);
        let node = Box::new(FunctionDef {
            name,
            args,
            body,
            decorator_list: Vec::new(),
            returns,
            type_params: type_params.unwrap_or_default(),
        });
        let kind =
            if is_async.is_some() { StmtKind::AsyncFunctionDef(node) } else { StmtKind::FunctionDef(node) };
        self.compound(l, kind, end)
    }

    pub fn class(
        &mut self,
        l: u32,
        name: Ident,
        type_params: Option<Vec<TypeParam>>,
        arguments: Option<Listed<super::Argument>>,
        body: Vec<Stmt>,
    ) -> Built<Stmt> {
        let (bases, keywords) = self.class_arguments(arguments.unwrap_or_default())?;
        let end = self.end_of([&body, &[]]);
        let node = Box::new(ClassDef {
            name,
            bases,
            keywords,
            body,
            decorator_list: Vec::new(),
            type_params: type_params.unwrap_or_default(),
        });
        Ok(self.compound(l, StmtKind::ClassDef(node), end))
    }

    pub fn decorated(&mut self, decorators: Vec<Expr>, mut definition: Stmt) -> Stmt {
        match &mut definition.kind {
            StmtKind::FunctionDef(node) | StmtKind::AsyncFunctionDef(node) => {
                node.decorator_list = decorators
            }
            StmtKind::ClassDef(node) => node.decorator_list = decorators,
            _ => {}
        }
        definition
    }
}
