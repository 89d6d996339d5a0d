//! Displays: `(…)`, `[…]`, `{…}`.
//!
//! Short ones put their elements on the temporaries and build at once. Long ones, and those with `*x`, start
//! empty and grow, so that the frame stays small. Runs of constants become one constant tuple.

use bytecode::{Constant, Op};
use syntax::ast::{Dict, Expr, ExprKind, Span};

use super::constant::literal;
use super::{Generator, Result};

/// From here on a display grows element by element.
const LONG: usize = 30;
/// From here on a run of constants is kept as a tuple.
const CONSTANT_RUN: usize = 3;

/// What a display makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Display {
    Tuple,
    List,
    Set,
}

impl<'t> Generator<'t> {
    pub(super) fn tuple_display(&mut self, elts: &'t [Expr], span: Span) -> Result {
        if let Some(items) = constants(elts) {
            self.at(span);
            self.unit.builder.load_const(Constant::Tuple(items));
            return Ok(());
        }
        if elts.len() < LONG && !elts.iter().any(is_starred) {
            self.exprs(elts)?;
            self.at(span);
            self.build_tuple(elts.len());
            return Ok(());
        }
        self.grow(Display::Tuple, elts, span)?;
        self.at(span);
        self.emit(Op::ListToTuple);
        Ok(())
    }

    /// A tuple of the topmost temporaries; a constant if they are.
    pub(super) fn build_tuple(&mut self, count: usize) {
        let items = self.unit.builder.last_constants(count).map(|items| items.cloned().collect::<Box<[_]>>());
        match items {
            Some(items) if !items.iter().any(|item| matches!(item, Constant::Code(_))) => {
                self.unit.builder.drop_constants(count);
                self.unit.builder.load_const(Constant::Tuple(items));
            }
            _ => self.unit.builder.emit(Op::BuildTuple, &[count as u16]),
        }
    }

    pub(super) fn list_display(&mut self, elts: &'t [Expr], span: Span) -> Result {
        self.list_or_set(Display::List, elts, span)
    }

    pub(super) fn set_display(&mut self, elts: &'t [Expr], span: Span) -> Result {
        self.list_or_set(Display::Set, elts, span)
    }

    fn list_or_set(&mut self, display: Display, elts: &'t [Expr], span: Span) -> Result {
        let (build, extend) = operations(display);
        if elts.len() >= CONSTANT_RUN
            && let Some(items) = constants(elts)
        {
            let items =
                if display == Display::Set { Constant::FrozenSet(items) } else { Constant::Tuple(items) };
            self.at(span);
            self.unit.builder.emit(build, &[0]);
            let target = self.unit.builder.top(1);
            self.unit.builder.load_const(items);
            self.unit.builder.emit(extend, &[target]);
            return Ok(());
        }
        if elts.len() < LONG && !elts.iter().any(is_starred) {
            self.exprs(elts)?;
            self.at(span);
            self.unit.builder.emit(build, &[elts.len() as u16]);
            return Ok(());
        }
        self.grow(display, elts, span)
    }

    /// Builds a list (also for tuples) or set from parts.
    fn grow(&mut self, display: Display, elts: &'t [Expr], span: Span) -> Result {
        let (build, extend) = operations(display);
        let append = if display == Display::Set { Op::SetAdd } else { Op::ListAppend };
        let starred = elts.iter().position(is_starred).unwrap_or(elts.len());
        let first = if starred < LONG { starred } else { 0 };
        self.exprs(&elts[..first])?;
        self.at(span);
        self.unit.builder.emit(build, &[first as u16]);
        let target = self.unit.builder.top(1);
        let mut rest = &elts[first..];
        while let [element, others @ ..] = rest {
            let run = rest.iter().take_while(|element| is_constant(element)).count();
            if run >= CONSTANT_RUN
                && let Some(items) = constants(&rest[..run])
            {
                self.at(span);
                self.unit.builder.load_const(Constant::Tuple(items));
                self.unit.builder.emit(extend, &[target]);
                rest = &rest[run..];
                continue;
            }
            if let ExprKind::Starred { value, .. } = &element.kind {
                self.expr(value)?;
                self.at(span);
                self.unit.builder.emit(extend, &[target]);
            } else {
                self.expr(element)?;
                self.at(span);
                self.unit.builder.emit(append, &[target]);
            }
            rest = others;
        }
        Ok(())
    }

    pub(super) fn dict_display(&mut self, dict: &'t Dict, span: Span) -> Result {
        let pairs = dict.keys.iter().zip(&dict.values);
        let leading = dict.keys.iter().position(Option::is_none).unwrap_or(dict.keys.len());
        let first = if leading < LONG { leading } else { 0 };
        for (key, value) in pairs.clone().take(first) {
            if let Some(key) = key {
                self.expr(key)?;
            }
            self.expr(value)?;
        }
        self.at(span);
        self.unit.builder.emit(Op::BuildDict, &[first as u16]);
        let target = self.unit.builder.top(1);
        for (key, value) in pairs.skip(first) {
            if let Some(key) = key {
                self.expr(key)?;
                self.expr(value)?;
                self.at(span);
                self.unit.builder.emit(Op::DictSet, &[target]);
            } else {
                self.expr(value)?;
                self.at(span);
                self.unit.builder.emit(Op::DictUpdate, &[target]);
            }
        }
        Ok(())
    }

    /// The iterable of a `for`: a list or set display that nobody else sees need not be a list or set.
    pub(super) fn expr_as_iterable(&mut self, expr: &'t Expr) -> Result {
        match &expr.kind {
            ExprKind::List { elts, .. } if !elts.iter().any(is_starred) => {
                self.tuple_display(elts, expr.span)
            }
            ExprKind::Set { elts } => match constants(elts) {
                Some(items) => {
                    self.at(expr.span);
                    self.unit.builder.load_const(Constant::FrozenSet(items));
                    Ok(())
                }
                None => self.expr(expr),
            },
            _ => self.expr(expr),
        }
    }

    /// The right side of `in`, likewise.
    pub(super) fn expr_as_container(&mut self, expr: &'t Expr) -> Result {
        match &expr.kind {
            ExprKind::List { elts, .. } | ExprKind::Set { elts } if constants(elts).is_some() => {
                self.expr_as_iterable(expr)
            }
            _ => self.expr(expr),
        }
    }
}

fn operations(display: Display) -> (Op, Op) {
    match display {
        Display::Set => (Op::BuildSet, Op::SetUpdate),
        Display::Tuple | Display::List => (Op::BuildList, Op::ListExtend),
    }
}

pub(super) fn is_starred(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Starred { .. })
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(_))
}

/// The values of literals, if that is all there is.
fn constants(elts: &[Expr]) -> Option<Box<[Constant]>> {
    elts.iter()
        .map(|element| match &element.kind {
            ExprKind::Constant(syntax::ast::Constant::Imaginary(_)) => None,
            ExprKind::Constant(value) => Some(literal(value)),
            _ => None,
        })
        .collect()
}
