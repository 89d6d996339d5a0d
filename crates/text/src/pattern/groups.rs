//! What an opening parenthesis begins.

use super::escapes::quoted;
use super::parse::{Here, Parser, Result};
use super::source::{Token, shown};
use super::tree::{Node, flags};
use crate::str_methods::{classify, quote};
use crate::{Wtf8, Wtf8Buf};

/// The flags of which only one can hold.
const ALPHABETS: u32 = flags::ASCII | flags::LOCALE | flags::UNICODE;

fn flag_of(token: Token) -> Option<u32> {
    let Token::Plain(c) = token else { return None };
    Some(match u8::try_from(c).ok()? {
        b'i' => flags::IGNORE_CASE,
        b'L' => flags::LOCALE,
        b'm' => flags::MULTILINE,
        b's' => flags::DOT_ALL,
        b'x' => flags::VERBOSE,
        b'a' => flags::ASCII,
        b'u' => flags::UNICODE,
        _ => return None,
    })
}

/// What flags in parentheses do.
enum Change {
    /// They hold for the whole pattern.
    Global,
    /// They are added and removed for a group.
    Scoped(u32, u32),
}

impl Parser {
    /// A parenthesis; nothing for comments and global flags.
    pub(super) fn group(&mut self, here: &mut Here, before: &[Node]) -> Result<Option<Node>> {
        let start = self.source.tell() - 1;
        if !self.source.take(b'?')? {
            return self.capture(None, *here, start).map(Some);
        }
        let Some(token) = self.source.get()? else {
            return Err(self.source.error("unexpected end of pattern", 0));
        };
        let kind = match token {
            Token::Plain(c) => u8::try_from(c).unwrap_or(b'?'),
            Token::Escape(_) => b'?',
        };
        match kind {
            b'P' => self.named_group(*here, start).map(Some),
            b':' => self.enclosed(*here, start).map(Some),
            b'>' => Ok(Some(Node::Atomic(Box::new(self.enclosed(*here, start)?)))),
            b'#' => {
                while let Some(token) = self.source.get()? {
                    if token == Token::Plain(u32::from(b')')) {
                        return Ok(None);
                    }
                }
                Err(self.source.error_at("missing ), unterminated comment", start))
            }
            b'=' | b'!' => self.look(*here, start, kind == b'!', false).map(Some),
            b'<' => match self.source.get()? {
                None => Err(self.source.error("unexpected end of pattern", 0)),
                Some(Token::Plain(61)) => self.look(*here, start, false, true).map(Some),
                Some(Token::Plain(33)) => self.look(*here, start, true, true).map(Some),
                Some(other) => {
                    let message = format!("unknown extension ?<{}", other.text());
                    Err(self.source.error(message, other.len() + 2))
                }
            },
            b'(' => self.conditional(*here, start).map(Some),
            _ if flag_of(token).is_some() || kind == b'-' => match self.flag_change(token)? {
                Change::Global => {
                    if !here.first || !before.is_empty() {
                        let message = "global flags not at the start of the expression";
                        return Err(self.source.error_at(message, start));
                    }
                    here.flags = self.flags;
                    Ok(None)
                }
                Change::Scoped(added, removed) => {
                    let mut flags = here.flags;
                    if added & ALPHABETS != 0 {
                        flags &= !ALPHABETS;
                    }
                    let inner = Here { flags: (flags | added) & !removed, ..*here };
                    self.enclosed(inner, start).map(Some)
                }
            },
            _ => {
                let message = format!("unknown extension ?{}", token.text());
                Err(self.source.error(message, token.len() + 1))
            }
        }
    }

    /// Branches up to the closing parenthesis.
    fn enclosed(&mut self, here: Here, start: usize) -> Result<Node> {
        let body = self.branches(Here { nested: here.nested + 1, first: false, ..here })?;
        self.close(start)?;
        // A sequence of its own, so that what it ends in is not repeated by what follows the group.
        Ok(match body {
            Node::Place(_) | Node::Repeat { .. } => Node::Sequence(vec![body]),
            other => other,
        })
    }

    fn close(&mut self, start: usize) -> Result<()> {
        match self.source.take(b')')? {
            true => Ok(()),
            false => Err(self.source.error_at("missing ), unterminated subpattern", start)),
        }
    }

    fn capture(&mut self, name: Option<Vec<u32>>, here: Here, start: usize) -> Result<Node> {
        let group = self.widths.len();
        self.widths.push(None);
        if let Some(name) = name {
            if let Some((_, other)) = self.names.iter().find(|(known, _)| *known == name) {
                let message = format!(
                    "redefinition of group name {} as group {group}; was group {other}",
                    quoted(&name)
                );
                return Err(self.source.error(message, name.len() + 1));
            }
            self.names.push((name, group));
        }
        let body = self.branches(Here { nested: here.nested + 1, first: false, ..here })?;
        self.close(start)?;
        let known: Vec<(u64, u64)> = self.widths.iter().map(|width| width.unwrap_or((0, 0))).collect();
        self.widths[group] = Some(body.width(&known));
        Ok(Node::Group(group, Box::new(body)))
    }

    /// `(?P<name>…)` and `(?P=name)`.
    fn named_group(&mut self, here: Here, start: usize) -> Result<Node> {
        if self.source.take(b'<')? {
            let name = self.source.take_until(b'>', "group name")?;
            self.check_name(&name)?;
            return self.capture(Some(name), here, start);
        }
        if self.source.take(b'=')? {
            let name = self.source.take_until(b')', "group name")?;
            self.check_name(&name)?;
            let group = self.group_of(&name)?;
            self.check_reference(group, name.len() + 1)?;
            return Ok(Node::Again(group, self.fold(here)));
        }
        match self.source.get()? {
            None => Err(self.source.error("unexpected end of pattern", 0)),
            Some(token) => {
                let message = format!("unknown extension ?P{}", token.text());
                Err(self.source.error(message, token.len() + 2))
            }
        }
    }

    fn group_of(&self, name: &[u32]) -> Result<usize> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some((_, group)) => Ok(*group),
            None => {
                let message = format!("unknown group name {}", quoted(name));
                Err(self.source.error(message, name.len() + 1))
            }
        }
    }

    fn check_name(&self, name: &[u32]) -> Result<()> {
        let mut text = Wtf8Buf::new();
        name.iter().for_each(|&c| text.push(c));
        let text: Wtf8<'_> = text.as_wtf8();
        let shown = if !self.source.is_text && !text.is_ascii() {
            quote::ascii(text)
        } else if !classify::is_identifier(text) {
            quote::repr(text)
        } else {
            return Ok(());
        };
        let message = format!("bad character in group name {}", shown.as_wtf8().to_string_lossy());
        Err(self.source.error(message, name.len() + 1))
    }

    /// Whether a group can be referred to here; an error so many characters back if not.
    pub(super) fn check_reference(&mut self, group: usize, back: usize) -> Result<()> {
        if self.widths.get(group).is_none_or(Option::is_none) {
            return Err(self.source.error("cannot refer to an open group", back));
        }
        self.check_behind(group)
    }

    fn check_behind(&self, group: usize) -> Result<()> {
        let Some(outside) = self.look_behind else { return Ok(()) };
        if self.widths.get(group).is_none_or(Option::is_none) {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group >= outside {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.error(message, 0));
        }
        Ok(())
    }

    fn look(&mut self, here: Here, start: usize, negated: bool, behind: bool) -> Result<Node> {
        let outermost = behind && self.look_behind.is_none();
        if outermost {
            self.look_behind = Some(self.widths.len());
        }
        let body = self.branches(Here { nested: here.nested + 1, first: false, ..here })?;
        if outermost {
            self.look_behind = None;
        }
        self.close(start)?;
        if negated && matches!(&body, Node::Sequence(parts) if parts.is_empty()) {
            return Ok(Node::Never);
        }
        // The compiler, which knows all widths, says how far behind.
        Ok(Node::Look { negated, behind: behind.then_some(0), body: Box::new(body) })
    }

    /// `(?(group)yes|no)`
    fn conditional(&mut self, here: Here, start: usize) -> Result<Node> {
        let name = self.source.take_until(b')', "group name")?;
        let digits: Option<String> =
            name.iter().map(|&c| char::from_u32(c).filter(char::is_ascii_digit)).collect();
        let group = match digits {
            None => {
                self.check_name(&name)?;
                self.group_of(&name)?
            }
            Some(digits) => {
                let group: usize = digits.parse().unwrap_or(usize::MAX);
                if group == 0 {
                    return Err(self.source.error("bad group number", name.len() + 1));
                }
                if group >= (1 << 30) {
                    let digits = digits.trim_start_matches('0');
                    return Err(self
                        .source
                        .error(format!("invalid group reference {digits}"), name.len() + 1));
                }
                let position = self.source.tell() - name.len() - 1;
                self.conditions.push((group, position));
                group
            }
        };
        self.check_behind(group)?;
        let mut inner = Here { nested: here.nested + 1, first: false, ..here };
        let yes = self.sequence(&mut inner)?;
        let no = if self.source.take(b'|')? {
            let no = self.sequence(&mut inner)?;
            if self.source.at(b'|') {
                return Err(self.source.error("conditional backref with more than two branches", 0));
            }
            no
        } else {
            Node::Sequence(Vec::new())
        };
        self.close(start)?;
        Ok(Node::Conditional(group, Box::new(yes), Box::new(no)))
    }

    /// Flags after `(?`, of which the first was read.
    fn flag_change(&mut self, first: Token) -> Result<Change> {
        let (mut added, mut removed) = (0, 0);
        let mut token = first;
        let minus = Token::Plain(u32::from(b'-'));
        let colon = Token::Plain(u32::from(b':'));
        if token != minus {
            loop {
                let Some(flag) = flag_of(token) else {
                    return Err(self.bad_flag(token, "missing -, : or )"));
                };
                let wrong = match (self.source.is_text, flag) {
                    (true, flags::LOCALE) => "bad inline flags: cannot use 'L' flag with a str pattern",
                    (false, flags::UNICODE) => "bad inline flags: cannot use 'u' flag with a bytes pattern",
                    _ => "",
                };
                if !wrong.is_empty() {
                    return Err(self.source.error(wrong, 0));
                }
                added |= flag;
                if flag & ALPHABETS != 0 && added & ALPHABETS != flag {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return Err(self.source.error(message, 0));
                }
                token = self.flag_token("missing -, : or )")?;
                if token == Token::Plain(u32::from(b')')) {
                    self.flags |= added;
                    return Ok(Change::Global);
                }
                if token == minus || token == colon {
                    break;
                }
            }
        }
        if token == minus {
            token = self.flag_token("missing flag")?;
            if flag_of(token).is_none() {
                return Err(self.bad_flag(token, "missing flag"));
            }
            loop {
                let Some(flag) = flag_of(token) else { return Err(self.bad_flag(token, "missing :")) };
                if flag & ALPHABETS != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(message, 0));
                }
                removed |= flag;
                token = self.flag_token("missing :")?;
                if token == colon {
                    break;
                }
            }
        }
        if added & removed != 0 {
            return Err(self.source.error("bad inline flags: flag turned on and off", 1));
        }
        Ok(Change::Scoped(added, removed))
    }

    fn flag_token(&mut self, missing: &str) -> Result<Token> {
        match self.source.get()? {
            Some(token) => Ok(token),
            None => Err(self.source.error(missing, 0)),
        }
    }

    fn bad_flag(&self, token: Token, otherwise: &str) -> super::error::PatternError {
        let is_letter = matches!(token, Token::Plain(c) if classify::is_alpha(Wtf8::from_str(&shown(c))));
        self.source.error(if is_letter { "unknown flag" } else { otherwise }, token.len())
    }
}
