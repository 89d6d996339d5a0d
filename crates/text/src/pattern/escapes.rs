//! What a backslash begins, outside and inside of sets.

use super::parse::{Here, Parser, Result};
use super::set::{Member, Set};
use super::source::{Token, shown};
use super::tree::{Node, One, Place};
use crate::Wtf8Buf;
use crate::str_methods::quote;

fn is_octal(byte: u8) -> bool {
    matches!(byte, b'0'..=b'7')
}

/// Characters whose escapes are as in string literals.
fn control(c: u8) -> Option<u32> {
    Some(u32::from(match c {
        b'a' => 7,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        _ => return None,
    }))
}

/// A name in a message.
pub(super) fn quoted(name: &[u32]) -> String {
    let mut text = Wtf8Buf::new();
    name.iter().for_each(|&c| text.push(c));
    quote::repr(text.as_wtf8()).as_wtf8().to_string_lossy()
}

impl Parser {
    /// An escape outside of sets.
    pub(super) fn escape(&mut self, c: u32, here: Here) -> Result<Node> {
        let Ok(byte) = u8::try_from(c) else { return Ok(self.literal(c, here)) };
        let unicode = self.is_unicode(here);
        if let Some(category) = self.category(byte, here) {
            let set = Set::new(vec![category], false, super::set::Fold::Exact);
            return Ok(Node::One(One::Set(Box::new(set))));
        }
        match byte {
            b'A' => return Ok(Node::Place(Place::Start)),
            b'Z' | b'z' => return Ok(Node::Place(Place::End)),
            b'b' => return Ok(Node::Place(Place::WordEdge { negated: false, unicode })),
            b'B' => return Ok(Node::Place(Place::WordEdge { negated: true, unicode })),
            b'1'..=b'9' => return self.group_or_octal(byte, here),
            b'0' => {
                let digits = self.source.take_while(2, is_octal)?;
                let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
                return Ok(self.literal(value, here));
            }
            _ => {}
        }
        let c = self.escaped_character(byte)?;
        Ok(self.literal(c, here))
    }

    /// An escape inside of a set.
    pub(super) fn set_escape(&mut self, c: u32, here: Here) -> Result<Member> {
        let Ok(byte) = u8::try_from(c) else { return Ok(Member::One(c)) };
        if let Some(category) = self.category(byte, here) {
            return Ok(category);
        }
        match byte {
            b'b' => Ok(Member::One(8)),
            b'0'..=b'7' => {
                let digits = char::from(byte).to_string() + &self.source.take_while(2, is_octal)?;
                self.octal(&digits).map(Member::One)
            }
            _ => self.escaped_character(byte).map(Member::One),
        }
    }

    fn octal(&self, digits: &str) -> Result<u32> {
        match u32::from_str_radix(digits, 8) {
            Ok(value) if value <= 0o377 => Ok(value),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(self.source.error(message, digits.len() + 1))
            }
        }
    }

    /// Digits: the number of a group, or three of them an octal number.
    fn group_or_octal(&mut self, first: u8, here: Here) -> Result<Node> {
        let mut digits = char::from(first).to_string();
        digits += &self.source.take_while(1, |byte| byte.is_ascii_digit())?;
        if digits.len() == 2 && digits.bytes().all(is_octal) {
            digits += &self.source.take_while(1, is_octal)?;
            if digits.len() == 3 {
                let value = self.octal(&digits)?;
                return Ok(self.literal(value, here));
            }
        }
        let group: usize = digits.parse().unwrap_or(usize::MAX);
        if group >= self.widths.len() {
            return Err(self.source.error(format!("invalid group reference {group}"), digits.len()));
        }
        self.check_reference(group, digits.len() + 1)?;
        Ok(Node::Again(group, self.fold(here)))
    }

    /// An escape that means one character.
    fn escaped_character(&mut self, byte: u8) -> Result<u32> {
        if let Some(c) = control(byte) {
            return Ok(c);
        }
        match byte {
            b'x' => return self.hexadecimal('x', 2),
            b'u' if self.source.is_text => return self.hexadecimal('u', 4),
            b'U' if self.source.is_text => return self.hexadecimal('U', 8),
            b'N' if self.source.is_text => return self.named(),
            _ => {}
        }
        if byte.is_ascii_alphanumeric() {
            let escape = Token::Escape(u32::from(byte)).text();
            return Err(self.source.error(format!("bad escape {escape}"), 2));
        }
        Ok(u32::from(byte))
    }

    fn hexadecimal(&mut self, kind: char, length: usize) -> Result<u32> {
        let digits = self.source.take_while(length, |byte| byte.is_ascii_hexdigit())?;
        if digits.len() != length {
            let message = format!("incomplete escape \\{kind}{digits}");
            return Err(self.source.error(message, digits.len() + 2));
        }
        match u32::from_str_radix(&digits, 16) {
            Ok(value) if value <= 0x10_ffff => Ok(value),
            _ => Err(self.source.error(format!("bad escape \\{kind}{digits}"), digits.len() + 2)),
        }
    }

    fn named(&mut self) -> Result<u32> {
        if !self.source.take(b'{')? {
            return Err(self.source.error("missing {", 0));
        }
        let name = self.source.take_until(b'}', "character name")?;
        let text: String = name.iter().map(|&c| shown(c)).collect();
        match crate::unicode::lookup(&text) {
            Some(c) => Ok(u32::from(c)),
            None => {
                let message = format!("undefined character name {}", quoted(&name));
                Err(self.source.error(message, name.len() + 4))
            }
        }
    }
}
