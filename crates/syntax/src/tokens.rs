//! The token listing of `gila tokens`: what the parser reads, one token a line, like `python -m tokenize -e`.

use crate::error::SyntaxError;
use crate::lexer::{self, Lexed};
use crate::source::Source;

/// Lists a text's tokens: place, name and source, in columns. Comments and blank lines are no tokens here.
pub fn list_tokens(text: &str, filename: &str) -> Result<String, Box<SyntaxError>> {
    let source = Source::new(text, filename);
    let Lexed { tokens, fault, .. } = lexer::lex(text);
    if let Some(fault) = fault {
        return Err(fault.into_error(&source));
    }
    let mut out = String::new();
    for token in tokens {
        let (start, end) = source.range(token.span);
        let place = format!("{},{}-{},{}:", start.line, start.column, end.line, end.column);
        let written = &text[token.span.start as usize..token.span.end as usize];
        let name = token.tok.listing_name();
        out.push_str(&format!("{place:<20}{name:<15}{written:?}\n"));
    }
    Ok(out)
}
