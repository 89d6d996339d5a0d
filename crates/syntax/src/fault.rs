//! A fault as the lexer and the builder report it: a span and a message, not yet tied to a source.

use crate::ast::Span;
use crate::error::{ErrorKind, SyntaxError};
use crate::source::Source;

/// A syntax error without its source.
#[derive(Debug)]
pub(crate) struct Fault {
    pub kind: ErrorKind,
    pub span: Span,
    pub message: String,
    /// More input could mend it.
    pub incomplete: bool,
    /// CPython names no end of the place: `end_offset` is 0.
    pub endless: bool,
    /// CPython's place ends where it begins, as that of all faults that its tokenizer finds.
    pub point: bool,
}

pub(crate) type Faulty<T> = Result<T, Box<Fault>>;

impl Fault {
    /// A `SyntaxError`.
    pub fn new(span: Span, message: impl Into<String>) -> Box<Self> {
        Self::of_kind(ErrorKind::Syntax, span, message)
    }

    /// A `SyntaxError` at a character.
    pub fn point(span: Span, message: impl Into<String>) -> Box<Self> {
        let mut fault = Self::new(span, message);
        fault.point = true;
        fault
    }

    /// Any kind of error.
    pub fn of_kind(kind: ErrorKind, span: Span, message: impl Into<String>) -> Box<Self> {
        Box::new(Fault {
            kind,
            span,
            message: message.into(),
            incomplete: false,
            endless: false,
            point: false,
        })
    }

    /// Nested deeper than [`crate::ast::MAX_DEPTH`], or a chain longer than [`crate::ast::MAX_HEIGHT`].
    pub fn too_complex(span: Span) -> Box<Self> {
        let message = "Parser stack overflowed - Python source too complex to parse";
        Self::of_kind(ErrorKind::Memory, span, message)
    }

    /// The same fault, mendable by more input.
    pub fn incomplete(mut self: Box<Self>) -> Box<Self> {
        self.incomplete = true;
        self
    }

    /// The same fault, without an end of its place.
    pub fn endless(mut self: Box<Self>) -> Box<Self> {
        self.endless = true;
        self
    }

    /// Ties the fault to its source.
    pub fn into_error(self, source: &Source<'_>) -> Box<SyntaxError> {
        let mut error = SyntaxError::of_kind(self.kind, source, self.span, self.message);
        error.incomplete = self.incomplete;
        let length = source.text.len();
        if self.endless {
            error.end_column = 0;
        } else if self.point {
            (error.end_line, error.end_column) = (error.line, error.column);
        } else if self.span.end as usize > length
            || at_the_end(self.span, length) && error.message == "invalid syntax"
        {
            // The line's end is a character, even when the text has none there.
            error.end_column = error.column + 1;
        }
        error
    }
}

fn at_the_end(span: Span, length: usize) -> bool {
    span.start == span.end && span.end as usize == length
}
