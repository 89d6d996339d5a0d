//! The tree as nodes of named fields, in the order of CPython's ASDL.

use super::{Value, literal};
use crate::ast::*;
use crate::source::Source;

/// Turns tree nodes into printable ones.
pub(super) struct Nodes<'s> {
    pub source: &'s Source<'s>,
    pub attributes: bool,
}

/// The fields of one node under construction.
struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    fn new() -> Self {
        Fields(Vec::new())
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        if !matches!(&value, Value::List(items) if items.is_empty()) {
            self.0.push((name, value));
        }
        self
    }

    fn maybe(self, name: &'static str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn identifier(self, name: &'static str, value: &str) -> Self {
        self.with(name, identifier(value))
    }

    fn context(self, ctx: ExprContext) -> Self {
        self.with(
            "ctx",
            bare(match ctx {
                ExprContext::Load => "Load",
                ExprContext::Store => "Store",
                ExprContext::Del => "Del",
            }),
        )
    }
}

fn identifier(value: &str) -> Value {
    let value = Constant::Str { value: value.into(), unicode: false };
    Value::Text(literal::constant(&value))
}

fn identifiers(names: &[Ident]) -> Value {
    Value::List(names.iter().map(|name| identifier(name)).collect())
}

fn bare(name: &'static str) -> Value {
    Value::Node(name, Vec::new())
}

fn number(value: u32) -> Value {
    Value::Text(value.to_string())
}

fn conversion(conversion: Option<char>) -> Value {
    Value::Text(conversion.map_or("-1".to_owned(), |c| (c as u32).to_string()))
}

impl Nodes<'_> {
    pub fn module(&self, module: &Module) -> Value {
        match module {
            Module::Module { body } => Value::Node("Module", Fields::new().with("body", self.stmts(body)).0),
            Module::Interactive { body } => {
                Value::Node("Interactive", Fields::new().with("body", self.stmts(body)).0)
            }
            Module::Expression { body } => Value::Node("Expression", vec![("body", self.expr(body))]),
        }
    }

    fn node(&self, name: &'static str, fields: Fields, span: Span) -> Value {
        let mut fields = fields.0;
        if self.attributes {
            let (start, end) = self.source.range(span);
            fields.push(("lineno", number(start.line)));
            fields.push(("col_offset", number(start.byte_column)));
            fields.push(("end_lineno", number(end.line)));
            fields.push(("end_col_offset", number(end.byte_column)));
        }
        Value::Node(name, fields)
    }

    fn stmts(&self, stmts: &[Stmt]) -> Value {
        Value::List(stmts.iter().map(|stmt| self.stmt(stmt)).collect())
    }

    fn exprs<'a>(&self, exprs: impl IntoIterator<Item = &'a Expr>) -> Value {
        Value::List(exprs.into_iter().map(|expr| self.expr(expr)).collect())
    }

    fn maybe_exprs(&self, exprs: &[Option<Expr>]) -> Value {
        let none = || Value::Text("None".to_owned());
        Value::List(
            exprs.iter().map(|expr| expr.as_ref().map_or_else(none, |expr| self.expr(expr))).collect(),
        )
    }

    fn stmt(&self, stmt: &Stmt) -> Value {
        let fields = Fields::new();
        let (name, fields) = match &stmt.kind {
            StmtKind::FunctionDef(node) => ("FunctionDef", self.function(node)),
            StmtKind::AsyncFunctionDef(node) => ("AsyncFunctionDef", self.function(node)),
            StmtKind::ClassDef(node) => (
                "ClassDef",
                fields
                    .identifier("name", &node.name)
                    .with("bases", self.exprs(&node.bases))
                    .with("keywords", self.keywords(&node.keywords))
                    .with("body", self.stmts(&node.body))
                    .with("decorator_list", self.exprs(&node.decorator_list))
                    .with("type_params", self.type_params(&node.type_params)),
            ),
            StmtKind::Return { value } => ("Return", fields.maybe("value", self.boxed(value))),
            StmtKind::Delete { targets } => ("Delete", fields.with("targets", self.exprs(targets))),
            StmtKind::Assign { targets, value } => {
                ("Assign", fields.with("targets", self.exprs(targets)).with("value", self.expr(value)))
            }
            StmtKind::TypeAlias { name, type_params, value } => (
                "TypeAlias",
                fields
                    .with("name", self.expr(name))
                    .with("type_params", self.type_params(type_params))
                    .with("value", self.expr(value)),
            ),
            StmtKind::AugAssign { target, op, value } => (
                "AugAssign",
                fields
                    .with("target", self.expr(target))
                    .with("op", bare(operator(*op)))
                    .with("value", self.expr(value)),
            ),
            StmtKind::AnnAssign { target, annotation, value, simple } => (
                "AnnAssign",
                fields
                    .with("target", self.expr(target))
                    .with("annotation", self.expr(annotation))
                    .maybe("value", self.boxed(value))
                    .with("simple", number(u32::from(*simple))),
            ),
            StmtKind::For(node) => ("For", self.for_loop(node)),
            StmtKind::AsyncFor(node) => ("AsyncFor", self.for_loop(node)),
            StmtKind::While { test, body, orelse } => ("While", self.conditional(test, body, orelse)),
            StmtKind::If { test, body, orelse } => ("If", self.conditional(test, body, orelse)),
            StmtKind::With { items, body } => ("With", self.with(items, body)),
            StmtKind::AsyncWith { items, body } => ("AsyncWith", self.with(items, body)),
            StmtKind::Match { subject, cases } => {
                let cases = cases.iter().map(|case| self.match_case(case)).collect();
                ("Match", fields.with("subject", self.expr(subject)).with("cases", Value::List(cases)))
            }
            StmtKind::Raise { exc, cause } => {
                ("Raise", fields.maybe("exc", self.boxed(exc)).maybe("cause", self.boxed(cause)))
            }
            StmtKind::Try(node) => ("Try", self.try_fields(node)),
            StmtKind::TryStar(node) => ("TryStar", self.try_fields(node)),
            StmtKind::Assert { test, msg } => {
                ("Assert", fields.with("test", self.expr(test)).maybe("msg", self.boxed(msg)))
            }
            StmtKind::Import { names } => ("Import", fields.with("names", self.aliases(names))),
            StmtKind::ImportFrom { module, names, level } => (
                "ImportFrom",
                fields
                    .maybe("module", module.as_deref().map(identifier))
                    .with("names", self.aliases(names))
                    .with("level", number(*level)),
            ),
            StmtKind::Global { names } => ("Global", fields.with("names", identifiers(names))),
            StmtKind::Nonlocal { names } => ("Nonlocal", fields.with("names", identifiers(names))),
            StmtKind::Expr { value } => ("Expr", fields.with("value", self.expr(value))),
            StmtKind::Pass => ("Pass", fields),
            StmtKind::Break => ("Break", fields),
            StmtKind::Continue => ("Continue", fields),
        };
        self.node(name, fields, stmt.span)
    }

    fn boxed(&self, expr: &Option<Box<Expr>>) -> Option<Value> {
        expr.as_ref().map(|expr| self.expr(expr))
    }

    fn maybe(&self, expr: &Option<Expr>) -> Option<Value> {
        expr.as_ref().map(|expr| self.expr(expr))
    }

    fn function(&self, node: &FunctionDef) -> Fields {
        Fields::new()
            .identifier("name", &node.name)
            .with("args", self.arguments(&node.args))
            .with("body", self.stmts(&node.body))
            .with("decorator_list", self.exprs(&node.decorator_list))
            .maybe("returns", self.maybe(&node.returns))
            .with("type_params", self.type_params(&node.type_params))
    }

    fn for_loop(&self, node: &For) -> Fields {
        Fields::new()
            .with("target", self.expr(&node.target))
            .with("iter", self.expr(&node.iter))
            .with("body", self.stmts(&node.body))
            .with("orelse", self.stmts(&node.orelse))
    }

    fn conditional(&self, test: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Fields {
        Fields::new()
            .with("test", self.expr(test))
            .with("body", self.stmts(body))
            .with("orelse", self.stmts(orelse))
    }

    fn with(&self, items: &[WithItem], body: &[Stmt]) -> Fields {
        let item = |item: &WithItem| {
            let fields = Fields::new()
                .with("context_expr", self.expr(&item.context_expr))
                .maybe("optional_vars", self.maybe(&item.optional_vars));
            Value::Node("withitem", fields.0)
        };
        Fields::new()
            .with("items", Value::List(items.iter().map(item).collect()))
            .with("body", self.stmts(body))
    }

    fn try_fields(&self, node: &Try) -> Fields {
        let handler = |handler: &ExceptHandler| {
            let fields = Fields::new()
                .maybe("type", self.maybe(&handler.typ))
                .maybe("name", handler.name.as_deref().map(identifier))
                .with("body", self.stmts(&handler.body));
            self.node("ExceptHandler", fields, handler.span)
        };
        Fields::new()
            .with("body", self.stmts(&node.body))
            .with("handlers", Value::List(node.handlers.iter().map(handler).collect()))
            .with("orelse", self.stmts(&node.orelse))
            .with("finalbody", self.stmts(&node.finalbody))
    }

    fn aliases(&self, names: &[Alias]) -> Value {
        let alias = |alias: &Alias| {
            let fields = Fields::new()
                .identifier("name", &alias.name)
                .maybe("asname", alias.asname.as_deref().map(identifier));
            self.node("alias", fields, alias.span)
        };
        Value::List(names.iter().map(alias).collect())
    }

    fn keywords(&self, keywords: &[Keyword]) -> Value {
        let keyword = |keyword: &Keyword| {
            let fields = Fields::new()
                .maybe("arg", keyword.arg.as_deref().map(identifier))
                .with("value", self.expr(&keyword.value));
            self.node("keyword", fields, keyword.span)
        };
        Value::List(keywords.iter().map(keyword).collect())
    }

    fn arg(&self, arg: &Arg) -> Value {
        let fields =
            Fields::new().identifier("arg", &arg.arg).maybe("annotation", self.maybe(&arg.annotation));
        self.node("arg", fields, arg.span)
    }

    fn arguments(&self, arguments: &Arguments) -> Value {
        let args = |args: &[Arg]| Value::List(args.iter().map(|arg| self.arg(arg)).collect());
        let one = |arg: &Option<Box<Arg>>| arg.as_ref().map(|arg| self.arg(arg));
        let fields = Fields::new()
            .with("posonlyargs", args(&arguments.posonlyargs))
            .with("args", args(&arguments.args))
            .maybe("vararg", one(&arguments.vararg))
            .with("kwonlyargs", args(&arguments.kwonlyargs))
            .with("kw_defaults", self.maybe_exprs(&arguments.kw_defaults))
            .maybe("kwarg", one(&arguments.kwarg))
            .with("defaults", self.exprs(&arguments.defaults));
        Value::Node("arguments", fields.0)
    }

    fn type_params(&self, params: &[TypeParam]) -> Value {
        let param = |param: &TypeParam| {
            let fields = Fields::new();
            let (name, fields) = match &param.kind {
                TypeParamKind::TypeVar { name, bound, default_value } => (
                    "TypeVar",
                    fields
                        .identifier("name", name)
                        .maybe("bound", self.boxed(bound))
                        .maybe("default_value", self.boxed(default_value)),
                ),
                TypeParamKind::ParamSpec { name, default_value } => (
                    "ParamSpec",
                    fields.identifier("name", name).maybe("default_value", self.boxed(default_value)),
                ),
                TypeParamKind::TypeVarTuple { name, default_value } => (
                    "TypeVarTuple",
                    fields.identifier("name", name).maybe("default_value", self.boxed(default_value)),
                ),
            };
            self.node(name, fields, param.span)
        };
        Value::List(params.iter().map(param).collect())
    }

    fn match_case(&self, case: &MatchCase) -> Value {
        let fields = Fields::new()
            .with("pattern", self.pattern(&case.pattern))
            .maybe("guard", self.maybe(&case.guard))
            .with("body", self.stmts(&case.body));
        Value::Node("match_case", fields.0)
    }

    fn patterns(&self, patterns: &[Pattern]) -> Value {
        Value::List(patterns.iter().map(|pattern| self.pattern(pattern)).collect())
    }

    fn pattern(&self, pattern: &Pattern) -> Value {
        let fields = Fields::new();
        let (name, fields) = match &pattern.kind {
            PatternKind::MatchValue(value) => ("MatchValue", fields.with("value", self.expr(value))),
            PatternKind::MatchSingleton(constant) => {
                ("MatchSingleton", fields.with("value", Value::Text(literal::constant(constant))))
            }
            PatternKind::MatchSequence { patterns } => {
                ("MatchSequence", fields.with("patterns", self.patterns(patterns)))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => (
                "MatchMapping",
                fields
                    .with("keys", self.exprs(keys))
                    .with("patterns", self.patterns(patterns))
                    .maybe("rest", rest.as_deref().map(identifier)),
            ),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => (
                "MatchClass",
                fields
                    .with("cls", self.expr(cls))
                    .with("patterns", self.patterns(patterns))
                    .with("kwd_attrs", identifiers(kwd_attrs))
                    .with("kwd_patterns", self.patterns(kwd_patterns)),
            ),
            PatternKind::MatchStar { name } => {
                ("MatchStar", fields.maybe("name", name.as_deref().map(identifier)))
            }
            PatternKind::MatchAs { pattern, name } => (
                "MatchAs",
                fields
                    .maybe("pattern", pattern.as_ref().map(|pattern| self.pattern(pattern)))
                    .maybe("name", name.as_deref().map(identifier)),
            ),
            PatternKind::MatchOr { patterns } => {
                ("MatchOr", fields.with("patterns", self.patterns(patterns)))
            }
        };
        self.node(name, fields, pattern.span)
    }

    fn comprehensions(&self, generators: &[Comprehension]) -> Value {
        let one = |node: &Comprehension| {
            let fields = Fields::new()
                .with("target", self.expr(&node.target))
                .with("iter", self.expr(&node.iter))
                .with("ifs", self.exprs(&node.ifs))
                .with("is_async", number(u32::from(node.is_async)));
            Value::Node("comprehension", fields.0)
        };
        Value::List(generators.iter().map(one).collect())
    }

    fn expr(&self, expr: &Expr) -> Value {
        super::deep(|| self.expr_step(expr))
    }

    fn expr_step(&self, expr: &Expr) -> Value {
        let fields = Fields::new();
        let (name, fields) = match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let op = if *op == BoolOp::And { "And" } else { "Or" };
                ("BoolOp", fields.with("op", bare(op)).with("values", self.exprs(values)))
            }
            ExprKind::NamedExpr(node) => (
                "NamedExpr",
                fields.with("target", self.expr(&node.target)).with("value", self.expr(&node.value)),
            ),
            ExprKind::BinOp(node) => (
                "BinOp",
                fields
                    .with("left", self.expr(&node.left))
                    .with("op", bare(operator(node.op)))
                    .with("right", self.expr(&node.right)),
            ),
            ExprKind::UnaryOp { op, operand } => {
                let op = match op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::UAdd => "UAdd",
                    UnaryOp::USub => "USub",
                };
                ("UnaryOp", fields.with("op", bare(op)).with("operand", self.expr(operand)))
            }
            ExprKind::Lambda(node) => (
                "Lambda",
                fields.with("args", self.arguments(&node.args)).with("body", self.expr(&node.body)),
            ),
            ExprKind::IfExp(node) => (
                "IfExp",
                fields
                    .with("test", self.expr(&node.test))
                    .with("body", self.expr(&node.body))
                    .with("orelse", self.expr(&node.orelse)),
            ),
            ExprKind::Dict(node) => (
                "Dict",
                fields.with("keys", self.maybe_exprs(&node.keys)).with("values", self.exprs(&node.values)),
            ),
            ExprKind::Set { elts } => ("Set", fields.with("elts", self.exprs(elts))),
            ExprKind::ListComp(node) => ("ListComp", self.comprehension(node)),
            ExprKind::SetComp(node) => ("SetComp", self.comprehension(node)),
            ExprKind::GeneratorExp(node) => ("GeneratorExp", self.comprehension(node)),
            ExprKind::DictComp(node) => (
                "DictComp",
                fields
                    .with("key", self.expr(&node.key))
                    .with("value", self.expr(&node.value))
                    .with("generators", self.comprehensions(&node.generators)),
            ),
            ExprKind::Await { value } => ("Await", fields.with("value", self.expr(value))),
            ExprKind::Yield { value } => ("Yield", fields.maybe("value", self.boxed(value))),
            ExprKind::YieldFrom { value } => ("YieldFrom", fields.with("value", self.expr(value))),
            ExprKind::Compare(node) => {
                let ops = node.ops.iter().map(|op| bare(comparison(*op))).collect();
                (
                    "Compare",
                    fields
                        .with("left", self.expr(&node.left))
                        .with("ops", Value::List(ops))
                        .with("comparators", self.exprs(&node.comparators)),
                )
            }
            ExprKind::Call(node) => (
                "Call",
                fields
                    .with("func", self.expr(&node.func))
                    .with("args", self.exprs(&node.args))
                    .with("keywords", self.keywords(&node.keywords)),
            ),
            ExprKind::FormattedValue(node) => (
                "FormattedValue",
                fields
                    .with("value", self.expr(&node.value))
                    .with("conversion", conversion(node.conversion))
                    .maybe("format_spec", self.maybe(&node.format_spec)),
            ),
            ExprKind::Interpolation(node) => (
                "Interpolation",
                fields
                    .with("value", self.expr(&node.value))
                    .identifier("str", &node.str)
                    .with("conversion", conversion(node.conversion))
                    .maybe("format_spec", self.maybe(&node.format_spec)),
            ),
            ExprKind::JoinedStr { values } => ("JoinedStr", fields.with("values", self.exprs(values))),
            ExprKind::TemplateStr { values } => ("TemplateStr", fields.with("values", self.exprs(values))),
            ExprKind::Constant(constant) => {
                let fields = fields.with("value", Value::Text(literal::constant(constant)));
                let unicode = matches!(constant, Constant::Str { unicode: true, .. });
                ("Constant", if unicode { fields.identifier("kind", "u") } else { fields })
            }
            ExprKind::Attribute(node) => (
                "Attribute",
                fields.with("value", self.expr(&node.value)).identifier("attr", &node.attr).context(node.ctx),
            ),
            ExprKind::Subscript(node) => (
                "Subscript",
                fields
                    .with("value", self.expr(&node.value))
                    .with("slice", self.expr(&node.slice))
                    .context(node.ctx),
            ),
            ExprKind::Starred { value, ctx } => {
                ("Starred", fields.with("value", self.expr(value)).context(*ctx))
            }
            ExprKind::Name { id, ctx } => ("Name", fields.identifier("id", id).context(*ctx)),
            ExprKind::List { elts, ctx } => ("List", fields.with("elts", self.exprs(elts)).context(*ctx)),
            ExprKind::Tuple { elts, ctx } => ("Tuple", fields.with("elts", self.exprs(elts)).context(*ctx)),
            ExprKind::Slice(node) => (
                "Slice",
                fields
                    .maybe("lower", self.maybe(&node.lower))
                    .maybe("upper", self.maybe(&node.upper))
                    .maybe("step", self.maybe(&node.step)),
            ),
        };
        self.node(name, fields, expr.span)
    }

    fn comprehension(&self, node: &ListComp) -> Fields {
        Fields::new()
            .with("elt", self.expr(&node.elt))
            .with("generators", self.comprehensions(&node.generators))
    }
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}
