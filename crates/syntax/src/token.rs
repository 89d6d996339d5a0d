//! The tokens: what logos recognises, and what the layer above it ([`crate::lexer`]) adds.
//!
//! A token has no payload; whoever needs a name's or a number's text takes it from the source by its span.
//! Identifiers with characters outside ASCII, string bodies and f-string pieces are finished by the layer.

use logos::Logos;

use crate::ast::Span;

/// A token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Which token.
    pub tok: Tok,
    /// Where.
    pub span: Span,
}

/// The kinds of token.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[logos(skip r"[ \t\x0C]+")]
#[logos(skip(r"#[^\r\n]*", allow_greedy = true))]
#[logos(skip r"\\(\r\n|\n|\r)")]
pub enum Tok {
    #[regex(r"\r\n|\n|\r")]
    Newline,
    /// Deeper indentation than the line before.
    Indent,
    /// The end of one level of indentation.
    Dedent,
    /// The end of the source.
    EndMarker,
    /// First token of a parse, telling the grammar what to read: a file.
    StartModule,
    /// First token of a parse: one expression.
    StartExpression,
    /// First token of a parse: one statement at the prompt.
    StartInteractive,

    #[regex(r"[A-Za-z_][A-Za-z0-9_]*")]
    Name,
    #[regex(r"0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+|[1-9](_?[0-9])*|0(_?0)*")]
    Int,
    #[regex(r"([0-9](_?[0-9])*)?\.[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?")]
    #[regex(r"[0-9](_?[0-9])*\.([eE][+-]?[0-9](_?[0-9])*)?")]
    #[regex(r"[0-9](_?[0-9])*[eE][+-]?[0-9](_?[0-9])*")]
    Float,
    #[regex(r"([0-9](_?[0-9])*)?\.[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?[jJ]")]
    #[regex(r"[0-9](_?[0-9])*\.([eE][+-]?[0-9](_?[0-9])*)?[jJ]")]
    #[regex(r"[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?[jJ]")]
    Imaginary,
    /// logos matches the prefix and the opening quotes, the layer extends it to the closing ones.
    #[regex(r#"([rRbBuU]|[rR][bB]|[bB][rR])?("""|'''|"|')"#)]
    String,
    #[regex(r#"([fF]|[rR][fF]|[fF][rR])("""|'''|"|')"#)]
    FStringStart,
    #[regex(r#"([tT]|[rR][tT]|[tT][rR])("""|'''|"|')"#)]
    TStringStart,
    /// Literal text of an f-string, t-string or format specification.
    FStringMiddle,
    /// The closing quotes of an f-string or t-string.
    FStringEnd,

    #[token("False")]
    False,
    #[token("None")]
    None,
    #[token("True")]
    True,
    #[token("and")]
    And,
    #[token("as")]
    As,
    #[token("assert")]
    Assert,
    #[token("async")]
    Async,
    #[token("await")]
    Await,
    #[token("break")]
    Break,
    #[token("class")]
    Class,
    #[token("continue")]
    Continue,
    #[token("def")]
    Def,
    #[token("del")]
    Del,
    #[token("elif")]
    Elif,
    #[token("else")]
    Else,
    #[token("except")]
    Except,
    #[token("finally")]
    Finally,
    #[token("for")]
    For,
    #[token("from")]
    From,
    #[token("global")]
    Global,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("in")]
    In,
    #[token("is")]
    Is,
    #[token("lambda")]
    Lambda,
    #[token("nonlocal")]
    Nonlocal,
    #[token("not")]
    Not,
    #[token("or")]
    Or,
    #[token("pass")]
    Pass,
    #[token("raise")]
    Raise,
    #[token("return")]
    Return,
    #[token("try")]
    Try,
    #[token("while")]
    While,
    #[token("with")]
    With,
    #[token("yield")]
    Yield,
    /// Soft: the layer turns it into a name where it is not the keyword.
    #[token("match")]
    Match,
    /// Soft.
    #[token("case")]
    Case,
    /// Soft.
    #[token("type")]
    Type,

    #[token("(")]
    LPar,
    /// The `(` of `with (…):`, whose `)` stands right before the colon.
    WithLPar,
    #[token(")")]
    RPar,
    #[token("[")]
    LSqb,
    #[token("]")]
    RSqb,
    #[token("{")]
    LBrace,
    #[token("}")]
    RBrace,
    #[token(":")]
    Colon,
    #[token(",")]
    Comma,
    #[token(";")]
    Semi,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("/")]
    Slash,
    #[token("|")]
    VBar,
    #[token("&")]
    Amper,
    #[token("<")]
    Less,
    #[token(">")]
    Greater,
    #[token("=")]
    Equal,
    #[token(".")]
    Dot,
    #[token("%")]
    Percent,
    #[token("==")]
    EqEqual,
    #[token("!=")]
    NotEqual,
    #[token("<=")]
    LessEqual,
    #[token(">=")]
    GreaterEqual,
    #[token("~")]
    Tilde,
    #[token("^")]
    Circumflex,
    #[token("<<")]
    LeftShift,
    #[token(">>")]
    RightShift,
    #[token("**")]
    DoubleStar,
    #[token("+=")]
    PlusEqual,
    #[token("-=")]
    MinusEqual,
    #[token("*=")]
    StarEqual,
    #[token("/=")]
    SlashEqual,
    #[token("%=")]
    PercentEqual,
    #[token("&=")]
    AmperEqual,
    #[token("|=")]
    VBarEqual,
    #[token("^=")]
    CircumflexEqual,
    #[token("<<=")]
    LeftShiftEqual,
    #[token(">>=")]
    RightShiftEqual,
    #[token("**=")]
    DoubleStarEqual,
    #[token("//")]
    DoubleSlash,
    #[token("//=")]
    DoubleSlashEqual,
    #[token("@")]
    At,
    #[token("@=")]
    AtEqual,
    #[token("->")]
    RArrow,
    #[token("...")]
    Ellipsis,
    #[token(":=")]
    ColonEqual,
    #[token("!")]
    Exclamation,
    /// A character that no token starts with.
    Unknown,
    /// `<>`, which is only ever an error.
    #[token("<>")]
    LessGreater,
}

impl Tok {
    /// Is this a reserved word (soft ones not included)?
    pub fn is_keyword(self) -> bool {
        (Tok::False as u8..=Tok::Yield as u8).contains(&(self as u8))
    }

    /// Is this spelled like an identifier and usable as one?
    pub fn is_name(self) -> bool {
        matches!(self, Tok::Name | Tok::Match | Tok::Case | Tok::Type)
    }

    /// The name under which `tokenize` lists the token.
    pub fn listing_name(self) -> String {
        match self {
            Tok::Int | Tok::Float | Tok::Imaginary => "NUMBER".to_owned(),
            Tok::FStringStart => "FSTRING_START".to_owned(),
            Tok::TStringStart => "TSTRING_START".to_owned(),
            Tok::FStringMiddle => "FSTRING_MIDDLE".to_owned(),
            Tok::FStringEnd => "FSTRING_END".to_owned(),
            Tok::WithLPar => "LPAR".to_owned(),
            tok if tok.is_keyword() || tok.is_name() => "NAME".to_owned(),
            tok => format!("{tok:?}").to_uppercase(),
        }
    }
}
