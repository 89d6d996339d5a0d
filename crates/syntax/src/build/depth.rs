//! How deep an expression is: what keeps every consumer's recursion bounded.

use crate::ast::{Arguments, Comprehension, Expr, ExprKind, MAX_DEPTH};

/// The depth of a node over its children, or `None` beyond [`MAX_DEPTH`].
pub(super) fn of(kind: &ExprKind) -> Option<u16> {
    let below = match kind {
        ExprKind::Constant(_) | ExprKind::Name { .. } => 0,
        ExprKind::BoolOp { values, .. } => of_all(values),
        ExprKind::NamedExpr(node) => node.target.depth.max(node.value.depth),
        ExprKind::BinOp(node) => node.left.depth.max(node.right.depth),
        ExprKind::UnaryOp { operand, .. } => operand.depth,
        ExprKind::Lambda(node) => node.body.depth.max(of_arguments(&node.args)),
        ExprKind::IfExp(node) => node.test.depth.max(node.body.depth).max(node.orelse.depth),
        ExprKind::Dict(node) => of_all(node.keys.iter().flatten()).max(of_all(&node.values)),
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => of_all(elts),
        ExprKind::ListComp(node) | ExprKind::SetComp(node) | ExprKind::GeneratorExp(node) => {
            node.elt.depth.max(of_generators(&node.generators))
        }
        ExprKind::DictComp(node) => node.key.depth.max(node.value.depth).max(of_generators(&node.generators)),
        ExprKind::Await { value } | ExprKind::YieldFrom { value } | ExprKind::Starred { value, .. } => {
            value.depth
        }
        ExprKind::Yield { value } => value.as_ref().map_or(0, |value| value.depth),
        ExprKind::Compare(node) => node.left.depth.max(of_all(&node.comparators)),
        ExprKind::Call(node) => node
            .func
            .depth
            .max(of_all(&node.args))
            .max(of_all(node.keywords.iter().map(|keyword| &keyword.value))),
        ExprKind::FormattedValue(node) => node.value.depth.max(of_all(&node.format_spec)),
        ExprKind::Interpolation(node) => node.value.depth.max(of_all(&node.format_spec)),
        ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => of_all(values),
        ExprKind::Attribute(node) => node.value.depth,
        ExprKind::Subscript(node) => node.value.depth.max(node.slice.depth),
        ExprKind::Slice(node) => of_all(&node.lower).max(of_all(&node.upper)).max(of_all(&node.step)),
    };
    (u32::from(below) < MAX_DEPTH).then(|| below + 1)
}

fn of_all<'a>(exprs: impl IntoIterator<Item = &'a Expr>) -> u16 {
    exprs.into_iter().map(|expr| expr.depth).max().unwrap_or(0)
}

fn of_generators(generators: &[Comprehension]) -> u16 {
    let of_one = |node: &Comprehension| node.target.depth.max(node.iter.depth).max(of_all(&node.ifs));
    generators.iter().map(of_one).max().unwrap_or(0)
}

fn of_arguments(arguments: &Arguments) -> u16 {
    of_all(&arguments.defaults).max(of_all(arguments.kw_defaults.iter().flatten()))
}
