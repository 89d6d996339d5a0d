//! A pattern's text, read token by token: a character, or a backslash and what follows it.

use super::error::{Fault, PatternError};

/// A token; an escape is marked by its first element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// A character.
    Plain(u32),
    /// A character behind a backslash.
    Escape(u32),
}

impl Token {
    /// How many characters of the pattern it is.
    pub fn len(self) -> usize {
        match self {
            Token::Plain(_) => 1,
            Token::Escape(_) => 2,
        }
    }

    /// As it was written.
    pub fn text(self) -> String {
        match self {
            Token::Plain(c) => shown(c),
            Token::Escape(c) => format!("\\{}", shown(c)),
        }
    }
}

/// A code point in a message.
pub fn shown(c: u32) -> String {
    char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

/// Where a pattern is being read. The next token is always known, so that a backslash at the end is found as
/// soon as the token before it was read.
pub struct Source {
    text: Vec<u32>,
    /// Whether the pattern is a `str`.
    pub is_text: bool,
    next: Option<Token>,
    /// Where the next token ends.
    ahead: usize,
}

impl Source {
    /// The beginning of a pattern.
    pub fn new(text: Vec<u32>, is_text: bool) -> Result<Source, PatternError> {
        let mut source = Source { text, is_text, next: None, ahead: 0 };
        source.advance()?;
        Ok(source)
    }

    fn advance(&mut self) -> Result<(), PatternError> {
        self.next = match self.text.get(self.ahead) {
            None => None,
            Some(&c) if c == u32::from(b'\\') => match self.text.get(self.ahead + 1) {
                Some(&escaped) => Some(Token::Escape(escaped)),
                None => {
                    return Err(PatternError {
                        fault: Fault::Pattern,
                        message: "bad escape (end of pattern)".to_string(),
                        position: Some(self.text.len() - 1),
                    });
                }
            },
            Some(&c) => Some(Token::Plain(c)),
        };
        self.ahead += self.next.map_or(0, Token::len);
        Ok(())
    }

    /// Where the next token begins.
    pub fn tell(&self) -> usize {
        self.ahead - self.next.map_or(0, Token::len)
    }

    /// Goes back to where a token begins.
    pub fn seek(&mut self, at: usize) -> Result<(), PatternError> {
        self.ahead = at;
        self.advance()
    }

    /// The next token, left where it is.
    pub fn peek(&self) -> Option<Token> {
        self.next
    }

    /// Whether the next token is this character.
    pub fn at(&self, c: u8) -> bool {
        self.next == Some(Token::Plain(u32::from(c)))
    }

    /// Reads the next token.
    pub fn get(&mut self) -> Result<Option<Token>, PatternError> {
        let token = self.next;
        if token.is_some() {
            self.advance()?;
        }
        Ok(token)
    }

    /// Reads the next token if it is this character.
    pub fn take(&mut self, c: u8) -> Result<bool, PatternError> {
        let found = self.at(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Reads at most `most` characters that fit.
    pub fn take_while(&mut self, most: usize, fits: impl Fn(u8) -> bool) -> Result<String, PatternError> {
        let mut taken = String::new();
        while taken.len() < most
            && let Some(Token::Plain(c)) = self.next
            && let Ok(byte) = u8::try_from(c)
            && fits(byte)
        {
            taken.push(char::from(byte));
            self.advance()?;
        }
        Ok(taken)
    }

    /// Reads a name up to the character that ends it.
    pub fn take_until(&mut self, end: u8, what: &str) -> Result<Vec<u32>, PatternError> {
        let mut name = Vec::new();
        loop {
            match self.get()? {
                None if name.is_empty() => return Err(self.error(format!("missing {what}"), 0)),
                None => {
                    let message = format!("missing {}, unterminated name", char::from(end));
                    return Err(self.error(message, name.len()));
                }
                Some(Token::Plain(c)) if c == u32::from(end) => break,
                Some(Token::Plain(c)) => name.push(c),
                Some(Token::Escape(c)) => name.extend([u32::from(b'\\'), c]),
            }
        }
        if name.is_empty() {
            return Err(self.error(format!("missing {what}"), 1));
        }
        Ok(name)
    }

    /// An error so many characters before the next token.
    pub fn error(&self, message: impl Into<String>, back: usize) -> PatternError {
        self.error_at(message, self.tell().saturating_sub(back))
    }

    /// An error somewhere.
    pub fn error_at(&self, message: impl Into<String>, position: usize) -> PatternError {
        PatternError { fault: Fault::Pattern, message: message.into(), position: Some(position) }
    }
}
