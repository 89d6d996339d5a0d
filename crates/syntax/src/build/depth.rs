//! How deep an expression is: what keeps every consumer's recursion bounded. Chains are in [`crate::chain`].

use crate::ast::{Arguments, Comprehension, Expr, ExprKind, MAX_DEPTH, MAX_HEIGHT};

/// The depth and the height of a node over its children, or `None` beyond [`MAX_DEPTH`] or [`MAX_HEIGHT`].
pub(super) fn of(kind: &ExprKind) -> Option<(u16, u16)> {
    let mut below = Below::default();
    match kind {
        ExprKind::Constant(_) | ExprKind::Name { .. } => {}
        ExprKind::BoolOp { values, .. } => below.all(values),
        ExprKind::NamedExpr(node) => below.all([&node.target, &node.value]),
        ExprKind::BinOp(node) => below.continued(&node.left, [&node.right]),
        ExprKind::UnaryOp { operand, .. } => below.one(operand),
        ExprKind::Lambda(node) => {
            below.one(&node.body);
            below.arguments(&node.args);
        }
        ExprKind::IfExp(node) => below.all([&node.test, &node.body, &node.orelse]),
        ExprKind::Dict(node) => below.all(node.keys.iter().flatten().chain(&node.values)),
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            below.all(elts)
        }
        ExprKind::ListComp(node) | ExprKind::SetComp(node) | ExprKind::GeneratorExp(node) => {
            below.one(&node.elt);
            below.generators(&node.generators);
        }
        ExprKind::DictComp(node) => {
            below.all([&node.key, &node.value]);
            below.generators(&node.generators);
        }
        ExprKind::Await { value } | ExprKind::YieldFrom { value } | ExprKind::Starred { value, .. } => {
            below.one(value);
        }
        ExprKind::Yield { value } => below.all(value.as_deref()),
        ExprKind::Compare(node) => {
            below.one(&node.left);
            below.all(&node.comparators);
        }
        ExprKind::Call(node) => {
            let keywords = node.keywords.iter().map(|keyword| &keyword.value);
            below.continued(&node.func, node.args.iter().chain(keywords));
        }
        ExprKind::FormattedValue(node) => {
            below.one(&node.value);
            below.all(&node.format_spec);
        }
        ExprKind::Interpolation(node) => {
            below.one(&node.value);
            below.all(&node.format_spec);
        }
        ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => below.all(values),
        ExprKind::Attribute(node) => below.continued(&node.value, []),
        ExprKind::Subscript(node) => below.continued(&node.value, [&node.slice]),
        ExprKind::Slice(node) => below.all([&node.lower, &node.upper, &node.step].into_iter().flatten()),
    }
    let (depth, height) = (below.depth.max(below.chain.saturating_sub(1)) + 1, below.height + 1);
    (u32::from(depth) <= MAX_DEPTH && u32::from(height) <= MAX_HEIGHT).then_some((depth, height))
}

/// The deepest and the highest of some children.
#[derive(Default)]
struct Below {
    depth: u16,
    height: u16,
    /// The depth of the chain that the node is the last link of.
    chain: u16,
}

impl Below {
    fn one(&mut self, expr: &Expr) {
        self.depth = self.depth.max(expr.depth);
        self.height = self.height.max(expr.height);
    }

    fn all<'a>(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|expr| self.one(expr));
    }

    /// The left part of a link, and the others.
    fn continued<'a>(&mut self, left: &Expr, others: impl IntoIterator<Item = &'a Expr>) {
        self.all(others);
        self.height = self.height.max(left.height);
        if left.kind.continued().is_some() {
            self.chain = left.depth;
        } else {
            self.depth = self.depth.max(left.depth);
        }
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        for node in generators {
            self.all([&node.target, &node.iter]);
            self.all(&node.ifs);
        }
    }

    fn arguments(&mut self, arguments: &Arguments) {
        self.all(arguments.defaults.iter().chain(arguments.kw_defaults.iter().flatten()));
    }
}
