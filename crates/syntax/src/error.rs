//! Syntax errors and warnings as CPython reports them: fields and printed form.
//!
//! Who finds them: the lexer, the builder and `diagnose` in this crate, the compiler (through
//! [`SyntaxError::at`]) for faults that need scopes.

use std::fmt;

use crate::ast::Span;
use crate::source::Source;

/// Which exception a syntax error is raised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// `MemoryError`: nested too deep to parse. It has a message but no place.
    Memory,
}

impl ErrorKind {
    /// The exception's class name.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
            ErrorKind::Memory => "MemoryError",
        }
    }
}

/// A fault in a source text, with the attributes of Python's `SyntaxError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which exception to raise.
    pub kind: ErrorKind,
    /// `msg`.
    pub message: String,
    /// `filename`.
    pub filename: String,
    /// `lineno`, from 1.
    pub line: u32,
    /// `offset`: column in characters, from 1.
    pub column: u32,
    /// `end_lineno`.
    pub end_line: u32,
    /// `end_offset`, from 1.
    pub end_column: u32,
    /// `text`: the line, with its newline; `None` when there is none to show.
    pub text: Option<String>,
    /// More input could make the source valid (the prompt asks for another line).
    pub incomplete: bool,
    /// A misspelt keyword behind it, which changes how the error is printed.
    pub typo: Option<KeywordTypo>,
}

/// A word that was probably meant to be a keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeywordTypo {
    /// What to print in place of the error's message.
    pub message: String,
    /// The word's first column, from 1, in the error's line.
    pub column: u32,
    /// The column after the word.
    pub end_column: u32,
}

impl SyntaxError {
    /// A `SyntaxError` over a span of the source.
    pub fn at(source: &Source<'_>, span: Span, message: impl Into<String>) -> Box<Self> {
        Self::of_kind(ErrorKind::Syntax, source, span, message)
    }

    /// An error of any kind over a span of the source.
    pub fn of_kind(
        kind: ErrorKind,
        source: &Source<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> Box<Self> {
        let (start, end) = source.range(span);
        let text = source.lines.text_of(source.text, start.line);
        Box::new(SyntaxError {
            kind,
            message: message.into(),
            filename: source.filename.to_owned(),
            line: start.line,
            column: start.column + 1,
            end_line: end.line,
            end_column: end.column + 1,
            text: Some(format!("{text}\n")),
            incomplete: false,
            typo: None,
        })
    }
}

/// Prints what CPython prints for an uncaught syntax error, without the final newline.
impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == ErrorKind::Memory {
            return write!(f, "{}: {}", self.kind.name(), self.message);
        }
        writeln!(f, "  File \"{}\", line {}", self.filename, self.line)?;
        if let Some(text) = &self.text {
            self.write_line(f, text)?;
        }
        let message = self.typo.as_ref().map_or(&self.message, |typo| &typo.message);
        write!(f, "{}: {message}", self.kind.name())
    }
}

impl SyntaxError {
    /// The source line without its indentation, and carets under the faulty part.
    fn write_line(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        let line = text.trim_end_matches('\n');
        let shown = line.trim_start_matches([' ', '\n', '\x0c']);
        let length = line.chars().count();
        let cut = length - shown.chars().count();
        writeln!(f, "    {shown}")?;
        let (column, end_line, end_column) = match &self.typo {
            Some(typo) => (typo.column, self.line, typo.end_column),
            None => (self.column, self.end_line, self.end_column),
        };
        let within = |column: usize| if column > text.chars().count() { length + 1 } else { column };
        let first = within(column as usize);
        let mut last = match (end_line == self.line, end_column) {
            (false, _) => length + 1,
            (true, 0) => first,
            (true, column) => within(column as usize),
        };
        if first >= last {
            last = first + 1;
        }
        let Some(indent) = first.checked_sub(1 + cut) else { return Ok(()) };
        // Tabs stay tabs, so that the carets stand under their characters.
        let blank = |c: char| if c.is_whitespace() { c } else { ' ' };
        let padding: String = shown.chars().map(blank).chain(std::iter::repeat(' ')).take(indent).collect();
        writeln!(f, "    {padding}{}", "^".repeat(last - first))
    }
}

impl std::error::Error for SyntaxError {}

/// A `SyntaxWarning` found while parsing (`invalid escape sequence '\d'`…).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// The warning's text.
    pub message: String,
    /// Its place.
    pub span: Span,
}
