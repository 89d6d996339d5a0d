//! From tokens to a tree: runs the generated parser and turns its failures into CPython's errors.

use lalrpop_util::{ParseError, lalrpop_mod};

use crate::ast::{Module, Span};
use crate::build::Builder;
use crate::diagnose;
use crate::error::{SyntaxError, SyntaxWarning};
use crate::fault::{Fault, Faulty};
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
    parse_text(text, mode)
        .map(|(module, warnings)| Parsed { module, warnings })
        .map_err(|fault| fault.into_error(&Source::new(text, filename)))
}

fn parse_text(text: &str, mode: Mode) -> Faulty<(Module, Vec<SyntaxWarning>)> {
    let Lexed { tokens, fault, warnings, open } = lexer::lex(text);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let mut builder = Builder::new(text, warnings);
    let (fault, stopped) = match run(&mut builder, mode, &tokens) {
        Ok(module) => match builder.deferred {
            None => return Ok((module, builder.warnings)),
            Some(fault) => {
                let span = fault.span;
                (fault, span)
            }
        },
        Err(failure) => match (builder.deferred, failure) {
            (Some(fault), _) | (None, Failure::Fault(fault)) => {
                let span = fault.span;
                (fault, span)
            }
            (None, Failure::Token { start, expected }) => {
                let last = tokens.len() - 1;
                let at = tokens.iter().position(|token| token.span.start >= start).unwrap_or(last);
                (diagnose::diagnose(text, &tokens, at, &expected), tokens[at].span)
            }
        },
    };
    Err(diagnose::never_closed(text, &open, stopped).unwrap_or(fault))
}

/// Why the generated parser stopped.
pub(crate) enum Failure {
    /// An action refused.
    Fault(Box<Fault>),
    /// A token did not fit; these would have.
    Token { start: u32, expected: Vec<String> },
}

/// Runs the generated parser over tokens.
pub(crate) fn run(builder: &mut Builder<'_>, mode: Mode, tokens: &[Token]) -> Result<Module, Failure> {
    let start = match mode {
        Mode::Exec => Tok::StartModule,
        Mode::Eval => Tok::StartExpression,
        Mode::Single => Tok::StartInteractive,
    };
    let first = Token { tok: start, span: Span::default() };
    let stream =
        std::iter::once(&first).chain(tokens).map(|token| Ok((token.span.start, token.tok, token.span.end)));
    grammar::TopParser::new().parse(builder, stream).map_err(|error| match error {
        ParseError::User { error } => Failure::Fault(error),
        ParseError::UnrecognizedToken { token: (start, _, _), expected } => {
            Failure::Token { start, expected }
        }
        ParseError::InvalidToken { location } => Failure::Token { start: location, expected: Vec::new() },
        ParseError::UnrecognizedEof { location, expected } => Failure::Token { start: location, expected },
        ParseError::ExtraToken { token: (start, _, _) } => Failure::Token { start, expected: Vec::new() },
    })
}
