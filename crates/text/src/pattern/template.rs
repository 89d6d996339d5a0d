//! Templates of replacements: text with references to groups, as `sub` and `expand` take it.

use super::error::{Fault, PatternError};
use super::program::{Program, encode};
use super::source::{Source, Token};
use crate::Wtf8Buf;
use crate::str_methods::{classify, quote};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes as they are.
    Literal(Vec<u8>),
    /// What a group has matched.
    Group(usize),
}

/// Why a template cannot be used.
#[derive(Debug)]
pub enum TemplateError {
    /// It is not well formed.
    Pattern(PatternError),
    /// It names a group that there is not: the name as `repr` shows it.
    UnknownName(String),
}

impl From<PatternError> for TemplateError {
    fn from(error: PatternError) -> TemplateError {
        TemplateError::Pattern(error)
    }
}

struct Builder<'p> {
    program: &'p Program,
    pieces: Vec<Piece>,
}

impl Builder<'_> {
    fn literal(&mut self, bytes: &[u8]) {
        match self.pieces.last_mut() {
            Some(Piece::Literal(literal)) => literal.extend_from_slice(bytes),
            _ => self.pieces.push(Piece::Literal(bytes.to_vec())),
        }
    }

    fn group(&mut self, source: &Source, group: usize, shown: &str, back: usize) -> Result<(), PatternError> {
        if group > self.program.groups {
            return Err(source.error(format!("invalid group reference {shown}"), back));
        }
        self.pieces.push(Piece::Group(group));
        Ok(())
    }
}

fn is_octal(byte: u8) -> bool {
    matches!(byte, b'0'..=b'7')
}

/// Takes a template apart.
pub fn parse(program: &Program, template: Vec<u32>) -> Result<Vec<Piece>, TemplateError> {
    let is_text = program.is_text;
    let mut source = Source::new(template, is_text)?;
    let mut builder = Builder { program, pieces: Vec::new() };
    while let Some(token) = source.get()? {
        let c = match token {
            Token::Plain(c) => {
                builder.literal(&encode(c, is_text));
                continue;
            }
            Token::Escape(c) => c,
        };
        match u8::try_from(c).unwrap_or(0) {
            b'g' => named(&mut source, &mut builder)?,
            b'0' => {
                let digits = source.take_while(2, is_octal)?;
                let value = u32::from_str_radix(&digits, 8).unwrap_or(0) & 0xff;
                builder.literal(&encode(value, is_text));
            }
            first @ b'1'..=b'9' => numbered(&mut source, &mut builder, first, is_text)?,
            byte => match control(byte) {
                Some(byte) => builder.literal(&[byte]),
                None if byte.is_ascii_alphabetic() => {
                    return Err(source.error(format!("bad escape {}", token.text()), 2).into());
                }
                None => {
                    builder.literal(b"\\");
                    builder.literal(&encode(c, is_text));
                }
            },
        }
    }
    Ok(builder.pieces)
}

fn control(c: u8) -> Option<u8> {
    Some(match c {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        _ => return None,
    })
}

/// `\g<name>` or `\g<number>`
fn named(source: &mut Source, builder: &mut Builder<'_>) -> Result<(), TemplateError> {
    if !source.take(b'<')? {
        return Err(source.error("missing <", 0).into());
    }
    let name = source.take_until(b'>', "group name")?;
    let digits: Option<String> =
        name.iter().map(|&c| char::from_u32(c).filter(char::is_ascii_digit)).collect();
    if let Some(digits) = digits {
        let group = digits.parse().unwrap_or(usize::MAX);
        let shown = match digits.trim_start_matches('0') {
            "" => "0",
            shown => shown,
        };
        return Ok(builder.group(source, group, shown, name.len() + 1)?);
    }
    let mut text = Wtf8Buf::new();
    name.iter().for_each(|&c| text.push(c));
    let text = text.as_wtf8();
    let shown = quote::repr(text).as_wtf8().to_string_lossy();
    if !source.is_text && !text.is_ascii() || !classify::is_identifier(text) {
        let shown = if source.is_text { shown } else { quote::ascii(text).as_wtf8().to_string_lossy() };
        return Err(source.error(format!("bad character in group name {shown}"), name.len() + 1).into());
    }
    match builder.program.names.iter().find(|(known, _)| *known == name) {
        Some((_, group)) => {
            builder.pieces.push(Piece::Group(*group));
            Ok(())
        }
        None => Err(TemplateError::UnknownName(shown)),
    }
}

/// `\1`, or three digits of an octal number
fn numbered(
    source: &mut Source,
    builder: &mut Builder<'_>,
    first: u8,
    is_text: bool,
) -> Result<(), PatternError> {
    let mut digits = char::from(first).to_string();
    digits += &source.take_while(1, |byte| byte.is_ascii_digit())?;
    if digits.len() == 2 && digits.bytes().all(is_octal) {
        digits += &source.take_while(1, is_octal)?;
        if digits.len() == 3 {
            let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
            if value > 0o377 {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                return Err(PatternError {
                    fault: Fault::Pattern,
                    message,
                    position: Some(source.tell() - digits.len() - 1),
                });
            }
            builder.literal(&encode(value, is_text));
            return Ok(());
        }
    }
    let group = digits.parse().unwrap_or(usize::MAX);
    builder.group(source, group, &digits, digits.len())
}
