//! Simple statements other than assignment.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::Fault;

impl Builder<'_> {
    pub fn expression_statement(&mut self, value: Expr) -> StmtKind {
        StmtKind::Expr { value: Box::new(value) }
    }

    pub fn return_statement(&mut self, value: Option<Expr>) -> StmtKind {
        StmtKind::Return { value: value.map(Box::new) }
    }

    pub fn raise(&mut self, exc: Option<Expr>, cause: Option<Expr>) -> StmtKind {
        StmtKind::Raise { exc: exc.map(Box::new), cause: cause.map(Box::new) }
    }

    pub fn assert(&mut self, test: Expr, msg: Option<Expr>) -> StmtKind {
        StmtKind::Assert { test: Box::new(test), msg: msg.map(Box::new) }
    }

    pub fn import_from(&mut self, dots: Vec<u32>, module: Option<Ident>, names: Vec<Alias>) -> StmtKind {
        StmtKind::ImportFrom { module, names, level: dots.iter().sum() }
    }

    pub fn import_star(&mut self, l: u32, r: u32) -> Vec<Alias> {
        vec![Alias { name: "*".into(), asname: None, span: Span::new(l, r) }]
    }

    pub fn import_unparenthesized(&mut self, names: Listed<Alias>, r: u32) -> Built<Vec<Alias>> {
        if names.trailing {
            let message = "trailing comma not allowed without surrounding parentheses";
            let next = self.next_on_line(r);
            return Err(Fault::new(Span::new(next, next + 1), message).into());
        }
        Ok(names.items)
    }

    pub fn alias(&mut self, l: u32, name: Ident, asname: Option<Expr>, r: u32) -> Built<Alias> {
        let asname = match asname {
            None => None,
            Some(Expr { kind: ExprKind::Name { id, .. }, parenthesized: false, .. }) => Some(id),
            Some(other) => {
                let message = format!("cannot use {} as import target", other.description());
                return Err(Fault::new(other.span, message).into());
            }
        };
        Ok(Alias { name, asname, span: Span::new(l, r) })
    }

    pub fn type_alias(&mut self, name: Expr, type_params: Option<Vec<TypeParam>>, value: Expr) -> StmtKind {
        StmtKind::TypeAlias {
            name: Box::new(name),
            type_params: type_params.unwrap_or_default(),
            value: Box::new(value),
        }
    }
}
