//! The abstract syntax tree: CPython 3.14's `ast` module in Rust idiom, names and fields kept.
//!
//! It is what the parser builds and what the compiler, `gila ast` and the symbol tables read. It holds no
//! behaviour: printing is in `dump`, building in `build`. Every node carries a [`Span`] of byte offsets into
//! the source; [`crate::LineIndex`] turns offsets into lines and columns.
//!
//! Consumers may recurse with some care: no tree the parser returns is deeper than [`MAX_DEPTH`] expressions inside
//! each other, on top of at most 100 levels of indentation; but chains to the left, as in `a + b + c` or `a.b().c`,
//! count once there, and can have [`MAX_HEIGHT`] links.

use std::rc::Rc;

use crate::text::PyText;

/// The deepest chain of nested expressions (operands, calls, attributes, `elif`s) in one tree.
///
/// CPython answers `MemoryError: Parser stack overflowed - Python source too complex to parse` at depths
/// between 2,000 and 6,000, by the kind of nesting; we do the same beyond this one number.
pub const MAX_DEPTH: u32 = 2000;

/// The most nodes above each other, chains to the left with all their links.
///
/// CPython answers `RecursionError: Stack overflow` or goes on, by how much native stack it has: with the usual
/// eight megabytes it gives up between 20,000 and 60,000 links.
pub const MAX_HEIGHT: u32 = 30_000;

/// An identifier, NFKC-normalised and shared between its uses in one tree.
pub type Ident = Rc<str>;

/// A half-open range of byte offsets into the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// The smallest range that covers both.
    pub fn to(self, other: Span) -> Self {
        Span { start: self.start, end: other.end }
    }
}

/// What a whole source text parses to.
#[derive(Debug)]
pub enum Module {
    /// `exec` mode: a file.
    Module {
        /// The statements.
        body: Vec<Stmt>,
    },
    /// `single` mode: one statement at the prompt.
    Interactive {
        /// The statements of the line.
        body: Vec<Stmt>,
    },
    /// `eval` mode: one expression.
    Expression {
        /// The expression.
        body: Expr,
    },
}

/// A statement and its place.
#[derive(Debug)]
pub struct Stmt {
    /// Which statement.
    pub kind: StmtKind,
    /// From its first token to its last (decorators not included, as in CPython).
    pub span: Span,
}

impl Stmt {
    /// Is it one that may share its line with others?
    pub fn is_simple(&self) -> bool {
        !matches!(
            self.kind,
            StmtKind::FunctionDef(_)
                | StmtKind::AsyncFunctionDef(_)
                | StmtKind::ClassDef(_)
                | StmtKind::For(_)
                | StmtKind::AsyncFor(_)
                | StmtKind::While { .. }
                | StmtKind::If { .. }
                | StmtKind::With { .. }
                | StmtKind::AsyncWith { .. }
                | StmtKind::Match { .. }
                | StmtKind::Try(_)
                | StmtKind::TryStar(_)
        )
    }
}

/// The kinds of statement.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    AsyncFunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return {
        value: Option<Box<Expr>>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
    },
    TypeAlias {
        name: Box<Expr>,
        type_params: Vec<TypeParam>,
        value: Box<Expr>,
    },
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    /// `simple` says that the target is a name without parentheses.
    AnnAssign {
        target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
        simple: bool,
    },
    For(Box<For>),
    AsyncFor(Box<For>),
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    AsyncWith {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Box<Expr>,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Box<Expr>>,
        cause: Option<Box<Expr>>,
    },
    Try(Box<Try>),
    /// `try` with `except*` clauses.
    TryStar(Box<Try>),
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import {
        names: Vec<Alias>,
    },
    /// `level` counts the leading dots.
    ImportFrom {
        module: Option<Ident>,
        names: Vec<Alias>,
        level: u32,
    },
    Global {
        names: Vec<Ident>,
    },
    Nonlocal {
        names: Vec<Ident>,
    },
    Expr {
        value: Box<Expr>,
    },
    Pass,
    Break,
    Continue,
}

/// `def` and `async def`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct FunctionDef {
    pub name: Ident,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub returns: Option<Expr>,
    pub type_params: Vec<TypeParam>,
}

/// `class`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct ClassDef {
    pub name: Ident,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub type_params: Vec<TypeParam>,
}

/// `for` and `async for`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct For {
    pub target: Expr,
    pub iter: Expr,
    pub body: Vec<Stmt>,
    pub orelse: Vec<Stmt>,
}

/// `try`, with plain or starred handlers.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

/// An expression and its place.
#[derive(Debug)]
pub struct Expr {
    /// Which expression.
    pub kind: ExprKind,
    /// From its first token to its last, enclosing parentheses not included (but for tuples and generators).
    pub span: Span,
    /// Expressions nested in this one, itself included; at most [`MAX_DEPTH`].
    pub(crate) depth: u16,
    /// The same with each link of a chain counted; at most [`MAX_HEIGHT`].
    pub(crate) height: u16,
    /// Written inside parentheses of its own.
    pub(crate) parenthesized: bool,
}

/// The kinds of expression.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    NamedExpr(Box<NamedExpr>),
    BinOp(Box<BinOp>),
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    IfExp(Box<IfExp>),
    Dict(Box<Dict>),
    Set {
        elts: Vec<Expr>,
    },
    ListComp(Box<ListComp>),
    SetComp(Box<ListComp>),
    DictComp(Box<DictComp>),
    GeneratorExp(Box<ListComp>),
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare(Box<Compare>),
    Call(Box<Call>),
    FormattedValue(Box<FormattedValue>),
    Interpolation(Box<Interpolation>),
    /// An f-string: `Constant` and `FormattedValue` pieces.
    JoinedStr {
        values: Vec<Expr>,
    },
    /// A t-string: `Constant` and `Interpolation` pieces.
    TemplateStr {
        values: Vec<Expr>,
    },
    Constant(Constant),
    Attribute(Box<Attribute>),
    Subscript(Box<Subscript>),
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Ident,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    /// Only as (part of) the index of a subscript.
    Slice(Box<Slice>),
}

/// `target := value`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct NamedExpr {
    pub target: Expr,
    pub value: Expr,
}

/// `left op right`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct BinOp {
    pub left: Expr,
    pub op: Operator,
    pub right: Expr,
}

/// `lambda args: body`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Lambda {
    pub args: Arguments,
    pub body: Expr,
}

/// `body if test else orelse`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct IfExp {
    pub test: Expr,
    pub body: Expr,
    pub orelse: Expr,
}

/// `{key: value, **value}`; a missing key is `**`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Dict {
    pub keys: Vec<Option<Expr>>,
    pub values: Vec<Expr>,
}

/// `elt for …`: list and set comprehensions, generator expressions.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct ListComp {
    pub elt: Expr,
    pub generators: Vec<Comprehension>,
}

/// `{key: value for …}`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct DictComp {
    pub key: Expr,
    pub value: Expr,
    pub generators: Vec<Comprehension>,
}

/// `left op comparator op comparator …`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Compare {
    pub left: Expr,
    pub ops: Vec<CmpOp>,
    pub comparators: Vec<Expr>,
}

/// `func(args, keywords)`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Call {
    pub func: Expr,
    pub args: Vec<Expr>,
    pub keywords: Vec<Keyword>,
}

/// `{value!conversion:format_spec}` of an f-string.
#[derive(Debug)]
pub struct FormattedValue {
    /// The expression between the braces.
    pub value: Expr,
    /// `!s`, `!r` or `!a`.
    pub conversion: Option<char>,
    /// A `JoinedStr`.
    pub format_spec: Option<Expr>,
}

/// `{value!conversion:format_spec}` of a t-string.
#[derive(Debug)]
pub struct Interpolation {
    /// The expression between the braces.
    pub value: Expr,
    /// The expression's source text.
    pub str: Ident,
    /// `!s`, `!r` or `!a`.
    pub conversion: Option<char>,
    /// A `JoinedStr`.
    pub format_spec: Option<Expr>,
}

/// `value.attr`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Attribute {
    pub value: Expr,
    pub attr: Ident,
    pub ctx: ExprContext,
}

/// `value[slice]`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Subscript {
    pub value: Expr,
    pub slice: Expr,
    pub ctx: ExprContext,
}

/// `lower:upper:step`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Slice {
    pub lower: Option<Expr>,
    pub upper: Option<Expr>,
    pub step: Option<Expr>,
}

/// How a name, attribute, subscript, list or tuple is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum BoolOp {
    And,
    Or,
}

/// Binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    Int(IntLiteral),
    Float(f64),
    /// `3j`: the imaginary part.
    Imaginary(f64),
    /// `unicode` is the literal's `u` prefix, which only `ast.dump` shows.
    Str {
        value: PyText,
        unicode: bool,
    },
    Bytes(Box<[u8]>),
}

/// An `int` literal: its value, or its digits when an `i64` cannot hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntLiteral {
    /// It fits.
    Small(i64),
    /// It does not: digits without prefix, underscores or leading zeros.
    Big {
        /// 2, 8, 10 or 16.
        radix: u32,
        /// The digits.
        digits: Box<str>,
    },
}

/// `for target in iter if … if …`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// `except type as name:`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct ExceptHandler {
    pub typ: Option<Expr>,
    pub name: Option<Ident>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// The parameters of a function.
#[derive(Debug, Default)]
pub struct Arguments {
    /// Parameters before `/`.
    pub posonlyargs: Vec<Arg>,
    /// Parameters before `*`.
    pub args: Vec<Arg>,
    /// `*args`.
    pub vararg: Option<Box<Arg>>,
    /// Parameters after `*`.
    pub kwonlyargs: Vec<Arg>,
    /// One for each of `kwonlyargs`.
    pub kw_defaults: Vec<Option<Expr>>,
    /// `**kwargs`.
    pub kwarg: Option<Box<Arg>>,
    /// For the last of `posonlyargs` and `args` together.
    pub defaults: Vec<Expr>,
}

/// One parameter.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Arg {
    pub arg: Ident,
    pub annotation: Option<Expr>,
    pub span: Span,
}

/// `arg=value` in a call or class header; without a name it is `**value`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Keyword {
    pub arg: Option<Ident>,
    pub value: Expr,
    pub span: Span,
}

/// `name as asname` in an import; `name` may be dotted, or `*`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct Alias {
    pub name: Ident,
    pub asname: Option<Ident>,
    pub span: Span,
}

/// `context_expr as optional_vars` in a `with`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Expr>,
}

/// `case pattern if guard:`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

/// A pattern and its place.
#[derive(Debug)]
pub struct Pattern {
    /// Which pattern.
    pub kind: PatternKind,
    /// From its first token to its last.
    pub span: Span,
}

/// The kinds of pattern.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum PatternKind {
    MatchValue(Box<Expr>),
    MatchSingleton(Constant),
    MatchSequence {
        patterns: Vec<Pattern>,
    },
    /// `keys` and `patterns` are parallel.
    MatchMapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Ident>,
    },
    /// `kwd_attrs` and `kwd_patterns` are parallel.
    MatchClass {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Ident>,
        kwd_patterns: Vec<Pattern>,
    },
    /// `*name`, or `*_` without a name; only in sequences.
    MatchStar {
        name: Option<Ident>,
    },
    /// `pattern as name`, a bare name, or (both missing) `_`.
    MatchAs {
        pattern: Option<Box<Pattern>>,
        name: Option<Ident>,
    },
    MatchOr {
        patterns: Vec<Pattern>,
    },
}

/// A type parameter and its place.
#[derive(Debug)]
pub struct TypeParam {
    /// Which kind.
    pub kind: TypeParamKind,
    /// From its first token to its last.
    pub span: Span,
}

/// The kinds of type parameter.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names are those of CPython's ast module")]
pub enum TypeParamKind {
    /// `T: bound = default`.
    TypeVar { name: Ident, bound: Option<Box<Expr>>, default_value: Option<Box<Expr>> },
    /// `**P = default`.
    ParamSpec { name: Ident, default_value: Option<Box<Expr>> },
    /// `*Ts = default`.
    TypeVarTuple { name: Ident, default_value: Option<Box<Expr>> },
}
