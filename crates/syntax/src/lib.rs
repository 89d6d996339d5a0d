//! Python 3.14 source text to an abstract syntax tree.
//!
//! What it is not for: scopes and whatever depends on them (that is the compiler's). Nothing outside this
//! crate knows that logos and LALRPOP exist. Start reading at [`ast`], then the grammar in `grammar/`.
#![forbid(unsafe_code)]

pub mod ast;
mod build;
mod chain;
mod decode;
mod diagnose;
mod dump;
mod error;
mod fault;
mod keyword_typo;
mod lexer;
mod literal_fault;
mod paint;
mod parse;
mod soft_keyword;
mod source;
mod text;
mod token;
mod tokens;

pub use decode::decode_source;
pub use dump::{DumpOptions, dump};
pub use error::{ErrorKind, KeywordTypo, SyntaxError, SyntaxWarning};
pub use keyword_typo::KEYWORDS;
pub use paint::{Paint, paint};
pub use parse::{parse_module, prompt_needs_more};
pub use source::{LineIndex, Location, Source};
pub use text::PyText;
pub use tokens::list_tokens;

/// What to parse a text as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A whole file.
    Exec,
    /// One expression.
    Eval,
    /// One statement at the prompt.
    Single,
}

/// What a successful parse gives.
#[derive(Debug)]
pub struct Parsed {
    /// The tree.
    pub module: ast::Module,
    /// `SyntaxWarning`s, in source order.
    pub warnings: Vec<SyntaxWarning>,
}
