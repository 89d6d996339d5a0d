//! The patterns of `match`.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::Fault;

/// An entry of a mapping pattern.
pub(crate) enum MappingItem {
    /// `key: pattern`
    Pair(Expr, Pattern),
    /// `**name`
    Rest(u32, Ident, u32),
}

/// An argument of a class pattern.
pub(crate) enum ClassPatternArgument {
    /// `pattern`
    Positional(Pattern),
    /// `name=pattern`
    Keyword(Ident, Pattern),
}

fn pattern(l: u32, kind: PatternKind, r: u32) -> Pattern {
    Pattern { kind, span: Span::new(l, r) }
}

impl Builder<'_> {
    pub fn match_case(
        &mut self,
        l: u32,
        patterns: Listed<Pattern>,
        r: u32,
        guard: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Built<MatchCase> {
        let open = patterns.trailing || patterns.items.len() > 1;
        let mut items = patterns.items;
        let only = if open { None } else { items.pop() };
        let pattern = match only {
            Some(Pattern { kind: PatternKind::MatchStar { .. }, span }) => {
                self.match_sequence(span.start, vec![], span.end);
                return Err(Fault::new(Span::new(span.start, span.start + 1), "invalid syntax").into());
            }
            Some(only) => only,
            None => self.match_sequence(l, items, r),
        };
        Ok(MatchCase { pattern, guard, body })
    }

    pub fn match_star(&mut self, l: u32, name: Ident, r: u32) -> Pattern {
        let name = (&*name != "_").then_some(name);
        pattern(l, PatternKind::MatchStar { name }, r)
    }

    /// `inner as target`
    pub fn match_as(&mut self, l: u32, inner: Pattern, target: Expr, r: u32) -> Built<Pattern> {
        let message = match target.kind {
            ExprKind::Name { id, .. } if !target.parenthesized => {
                if &*id != "_" {
                    let kind = PatternKind::MatchAs { pattern: Some(Box::new(inner)), name: Some(id) };
                    return Ok(pattern(l, kind, r));
                }
                "cannot use '_' as a target".to_owned()
            }
            _ => format!("cannot use {} as pattern target", target.description()),
        };
        Err(Fault::new(target.span, message).into())
    }

    pub fn match_or(&mut self, l: u32, first: Pattern, rest: Vec<Pattern>, r: u32) -> Pattern {
        let mut patterns = vec![first];
        patterns.extend(rest);
        pattern(l, PatternKind::MatchOr { patterns }, r)
    }

    pub fn match_value(&mut self, l: u32, value: Expr, r: u32) -> Pattern {
        pattern(l, PatternKind::MatchValue(Box::new(value)), r)
    }

    pub fn match_singleton(&mut self, l: u32, constant: Constant, r: u32) -> Pattern {
        pattern(l, PatternKind::MatchSingleton(constant), r)
    }

    /// A name captures (`_` captures nothing), an attribute is compared with.
    pub fn match_name(&mut self, l: u32, name: Expr, r: u32) -> Pattern {
        match name.kind {
            ExprKind::Name { id, .. } => {
                let name = (&*id != "_").then_some(id);
                pattern(l, PatternKind::MatchAs { pattern: None, name }, r)
            }
            _ => self.match_value(l, name, r),
        }
    }

    pub fn match_sequence(&mut self, l: u32, patterns: Vec<Pattern>, r: u32) -> Pattern {
        pattern(l, PatternKind::MatchSequence { patterns }, r)
    }

    /// `(pattern)` groups, `(a, b)` and `(*a)` are sequences.
    pub fn match_parenthesized(&mut self, l: u32, list: Listed<Pattern>, r: u32) -> Pattern {
        let mut items = list.items;
        match items.pop() {
            Some(only)
                if items.is_empty()
                    && !list.trailing
                    && !matches!(only.kind, PatternKind::MatchStar { .. }) =>
            {
                only
            }
            last => {
                items.extend(last);
                self.match_sequence(l, items, r)
            }
        }
    }

    pub fn match_mapping_empty(&mut self, l: u32, r: u32) -> Pattern {
        pattern(l, PatternKind::MatchMapping { keys: vec![], patterns: vec![], rest: None }, r)
    }

    pub fn match_mapping(&mut self, l: u32, items: Listed<MappingItem>, r: u32) -> Built<Pattern> {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        for item in items.items {
            if rest.is_some() {
                let span = match item {
                    MappingItem::Pair(key, _) => key.span,
                    MappingItem::Rest(start, ..) => Span::new(start, start + 2),
                };
                return Err(Fault::new(span, "invalid syntax").into());
            }
            match item {
                MappingItem::Pair(key, pattern) => {
                    keys.push(key);
                    patterns.push(pattern);
                }
                MappingItem::Rest(_, name, end) if &*name == "_" => {
                    return Err(Fault::new(Span::new(end - 1, end), "invalid syntax").into());
                }
                MappingItem::Rest(_, name, _) => rest = Some(name),
            }
        }
        Ok(pattern(l, PatternKind::MatchMapping { keys, patterns, rest }, r))
    }

    /// `None`, `True` or `False` as the key of a mapping pattern.
    pub fn mapping_singleton(&mut self, l: u32, constant: Constant, r: u32, pattern: Pattern) -> MappingItem {
        MappingItem::Pair(self.constant(l, constant, r), pattern)
    }

    /// A dotted name as the key of a mapping pattern.
    pub fn mapping_attribute(&mut self, key: Expr, pattern: Pattern) -> Built<MappingItem> {
        match key.kind {
            ExprKind::Name { .. } => {
                Err(Fault::new(Span::new(key.span.end, key.span.end + 1), "invalid syntax").into())
            }
            _ => Ok(MappingItem::Pair(key, pattern)),
        }
    }

    pub fn match_class_empty(&mut self, l: u32, cls: Expr, r: u32) -> Pattern {
        let kind = PatternKind::MatchClass {
            cls: Box::new(cls),
            patterns: vec![],
            kwd_attrs: vec![],
            kwd_patterns: vec![],
        };
        pattern(l, kind, r)
    }

    pub fn match_class(
        &mut self,
        l: u32,
        cls: Expr,
        arguments: Listed<ClassPatternArgument>,
        r: u32,
    ) -> Built<Pattern> {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for argument in arguments.items {
            match argument {
                ClassPatternArgument::Positional(pattern) => {
                    if !kwd_attrs.is_empty() {
                        let message = "positional patterns follow keyword patterns";
                        return Err(Fault::new(pattern.span, message).into());
                    }
                    patterns.push(pattern);
                }
                ClassPatternArgument::Keyword(name, pattern) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(pattern);
                }
            }
        }
        let kind = PatternKind::MatchClass { cls: Box::new(cls), patterns, kwd_attrs, kwd_patterns };
        Ok(pattern(l, kind, r))
    }

    /// `1 + 2j` in a pattern.
    pub fn complex_literal(
        &mut self,
        l: u32,
        real: Expr,
        op: Operator,
        imaginary: Expr,
        r: u32,
    ) -> Built<Expr> {
        let is_imaginary = |expr: &Expr| matches!(expr.kind, ExprKind::Constant(Constant::Imaginary(_)));
        let unsigned = match &real.kind {
            ExprKind::UnaryOp { operand, .. } => operand,
            _ => &real,
        };
        if is_imaginary(unsigned) {
            return Err(Fault::new(real.span, "real number required in complex literal").into());
        }
        if !is_imaginary(&imaginary) {
            let message = "imaginary number required in complex literal";
            return Err(Fault::new(imaginary.span, message).into());
        }
        Ok(self.binary(l, real, op, imaginary, r))
    }
}
