//! From tokens to a tree: runs the generated parser and turns its failures into CPython's errors.

use std::cell::Cell;

use lalrpop_util::{ParseError, lalrpop_mod};

use crate::ast::{Module, Span};
use crate::build::Builder;
use crate::decode::placeless;
use crate::diagnose;
use crate::error::{SyntaxError, SyntaxWarning};
use crate::fault::{Fault, Faulty};
use crate::keyword_typo;
use crate::lexer::{self, Lexed};
use crate::source::Source;
use crate::token::{Tok, Token};
use crate::{Mode, Parsed};

lalrpop_mod!(
    #[allow(clippy::all, clippy::pedantic, missing_docs, unused, reason = "generated")]
    grammar,
    "/python.rs"
);

/// Parses a decoded source text.
pub fn parse_module(text: &str, filename: &str, mode: Mode) -> Result<Parsed, Box<SyntaxError>> {
    if text.contains('\0') {
        let message = "source code string cannot contain null bytes".to_owned();
        return Err(placeless(filename, message));
    }
    if u32::try_from(text.len()).is_err() {
        let fault = Fault::too_complex(Span::default());
        return Err(fault.into_error(&Source::new("", filename)));
    }
    parse_text(text, mode).map(|(module, warnings)| Parsed { module, warnings }).map_err(|fault| {
        let vague = fault.message == "invalid syntax" || fault.message.contains("Perhaps you forgot a comma");
        let typo = if vague { keyword_typo::find(text, fault.span.start) } else { None };
        let at_end = fault.span.start as usize >= text.trim_end_matches('\n').len();
        let mut error = fault.into_error(&Source::new(text, filename));
        error.typo = typo;
        if mode != Mode::Exec && error.message == "invalid syntax" && at_end {
            // CPython has no column for the end of a text that is not a file.
            (error.column, error.end_column) = (0, 0);
            // Without any code, the end is on the last line there is; an empty text has none.
            if text.trim().is_empty() {
                let line = text.lines().count() as u32;
                (error.line, error.end_line) = (line, line);
                error.text = Some(text.split_inclusive('\n').next_back().unwrap_or_default().to_owned());
            }
        }
        error
    })
}

/// Does the prompt have to read another line before this text can run?
///
/// A text that ends inside a bracket, a triple-quoted string or a statement's head is incomplete; a compound
/// statement goes on until an empty line ends it.
pub fn prompt_needs_more(text: &str) -> bool {
    match parse_text(text, Mode::Exec) {
        Err(fault) => fault.incomplete,
        Ok((Module::Module { body }, _)) => {
            let ended = text.ends_with("\n\n") || text.trim().is_empty();
            !ended && body.last().is_some_and(|stmt| !stmt.is_simple())
        }
        Ok(_) => false,
    }
}

/// Parses a text, without a source for errors.
pub(crate) fn parse_text(text: &str, mode: Mode) -> Faulty<(Module, Vec<SyntaxWarning>)> {
    let Lexed { mut tokens, fault, warnings, open, in_field } = lexer::lex(text);
    let mut builder = Builder::new(text, warnings);
    if let Some(fault) = fault {
        let end = Span::new(fault.span.start, fault.span.start);
        tokens.push(Token { tok: Tok::EndMarker, span: end });
        if let Err(Failure::Token { at, expected }) = run(&mut builder, mode, &tokens) {
            let (earlier, _) = diagnose::diagnose(text, &tokens, at, &expected, mode);
            if diagnose::precedes_lexer(&earlier, &fault, in_field, &tokens, at) {
                return Err(earlier);
            }
        }
        return Err(fault);
    }
    let (fault, stopped, reached_end) = match (run(&mut builder, mode, &tokens), builder.deferred.take()) {
        (Ok(module), None) => return Ok((module, builder.warnings)),
        (_, Some(fault)) | (Err(Failure::Fault(fault)), None) => {
            let span = fault.span;
            (fault, span, false)
        }
        (Err(Failure::Token { at, expected }), None) => {
            let (fault, reached_end) = diagnose::diagnose(text, &tokens, at, &expected, mode);
            // A stray indentation is found before anything further is read.
            if tokens[at].tok == Tok::Indent {
                return Err(fault);
            }
            (fault, tokens[at].span, reached_end)
        }
    };
    Err(diagnose::never_closed(text, &open, stopped, reached_end).unwrap_or(fault))
}

/// Why the generated parser stopped.
pub(crate) enum Failure {
    /// An action refused.
    Fault(Box<Fault>),
    /// A token did not fit; these would have.
    Token { at: usize, expected: Vec<String> },
}

/// Runs the generated parser over tokens.
pub(crate) fn run(builder: &mut Builder<'_>, mode: Mode, tokens: &[Token]) -> Result<Module, Failure> {
    let start = match mode {
        Mode::Exec => Tok::StartModule,
        Mode::Eval => Tok::StartExpression,
        Mode::Single => Tok::StartInteractive,
    };
    let first = Token { tok: start, span: Span::default() };
    // The parser pulls a token only after it accepted the one before: the last one pulled is to blame.
    let pulled = Cell::new(0_usize);
    let stream = std::iter::once(&first).chain(tokens).map(|token| {
        pulled.set(pulled.get() + 1);
        Ok((token.span.start, token.tok, token.span.end))
    });
    grammar::TopParser::new().parse(builder, stream).map_err(|error| {
        let expected = match error {
            ParseError::User { error } => return Failure::Fault(error),
            ParseError::UnrecognizedToken { expected, .. } | ParseError::UnrecognizedEof { expected, .. } => {
                expected
            }
            ParseError::InvalidToken { .. } | ParseError::ExtraToken { .. } => Vec::new(),
        };
        Failure::Token { at: pulled.get().saturating_sub(2).min(tokens.len() - 1), expected }
    })
}
