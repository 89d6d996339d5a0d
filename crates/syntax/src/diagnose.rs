//! Words and places for texts that do not fit the grammar.

use crate::Mode;
use crate::fault::Fault;
use crate::lexer::Bracket;
use crate::token::Token;

/// The fault of a text whose token `at` does not fit.
pub(crate) fn diagnose(
    _text: &str,
    tokens: &[Token],
    _open: &[Bracket],
    at: usize,
    _expected: &[String],
    _mode: Mode,
) -> Box<Fault> {
    Fault::new(tokens[at].span, "invalid syntax")
}
