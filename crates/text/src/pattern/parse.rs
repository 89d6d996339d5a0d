//! From a pattern's text to its tree. Groups in `groups`, escapes in `escapes`.
//!
//! Flags are settled here: a letter under `IGNORECASE` becomes one that accepts both cases, `.` knows about
//! newlines, `^` and `$` about lines. So the tree needs no flags.

use super::error::{Fault, PatternError};
use super::set::{Category, Fold, Member, Set, has_case, lower, same_lower};
use super::source::{Source, Token};
use super::tree::{Greed, MANY, Node, One, Place, flags};

/// The greatest number that a repetition may name.
const MAX_REPEAT: u64 = u32::MAX as u64;
/// Groups nested deeper end in `RecursionError`, as they do in CPython at about that depth.
const MAX_NESTING: usize = 480;

/// A parsed pattern.
pub struct Parsed {
    /// Its tree.
    pub tree: Node,
    /// All flags that hold for the whole of it.
    pub flags: u32,
    /// How many groups it has.
    pub groups: usize,
    /// The groups' widths, the whole pattern's place first.
    pub widths: Vec<(u64, u64)>,
    /// Named groups, in order.
    pub names: Vec<(Vec<u32>, usize)>,
    /// What `FutureWarning`s to give.
    pub warnings: Vec<String>,
}

pub(super) type Result<T> = std::result::Result<T, PatternError>;

pub(super) struct Parser {
    pub(super) source: Source,
    /// The flags of the whole pattern.
    pub(super) flags: u32,
    /// The width of each group that is closed; the first stands for the whole pattern.
    pub(super) widths: Vec<Option<(u64, u64)>>,
    pub(super) names: Vec<(Vec<u32>, usize)>,
    /// How many groups there were when the outermost lookbehind began.
    pub(super) look_behind: Option<usize>,
    /// Where conditions name groups that may come later.
    pub(super) conditions: Vec<(usize, usize)>,
    pub(super) warnings: Vec<String>,
}

/// What holds at a place of the pattern.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) flags: u32,
    pub(super) nested: usize,
    /// Whether this is the first branch of the whole pattern, where global flags may stand.
    pub(super) first: bool,
}

/// What was just read: whether it may be repeated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Repeatable,
    Repeated,
}

/// Parses a pattern: code points of a `str`, or bytes.
pub fn parse(text: Vec<u32>, is_text: bool, given: u32) -> Result<Parsed> {
    let mut parser = Parser {
        source: Source::new(text, is_text)?,
        flags: given,
        widths: vec![None],
        names: Vec::new(),
        look_behind: None,
        conditions: Vec::new(),
        warnings: Vec::new(),
    };
    let tree = parser.branches(Here { flags: given, nested: 0, first: true })?;
    let flags = settle_flags(parser.flags, is_text)?;
    if parser.source.peek().is_some() {
        return Err(parser.source.error("unbalanced parenthesis", 0));
    }
    for &(group, position) in &parser.conditions {
        if group >= parser.widths.len() {
            return Err(parser.source.error_at(format!("invalid group reference {group}"), position));
        }
    }
    let groups = parser.widths.len() - 1;
    let widths = parser.widths.iter().map(|width| width.unwrap_or((0, 0))).collect();
    Ok(Parsed { tree, flags, groups, widths, names: parser.names, warnings: parser.warnings })
}

fn settle_flags(given: u32, is_text: bool) -> Result<u32> {
    let wrong = |message| Err(PatternError::other(Fault::Value, message));
    if is_text {
        if given & flags::LOCALE != 0 {
            return wrong("cannot use LOCALE flag with a str pattern");
        }
        if given & flags::ASCII == 0 {
            return Ok(given | flags::UNICODE);
        }
        if given & flags::UNICODE != 0 {
            return wrong("ASCII and UNICODE flags are incompatible");
        }
    } else {
        if given & flags::UNICODE != 0 {
            return wrong("cannot use UNICODE flag with a bytes pattern");
        }
        if given & flags::LOCALE != 0 && given & flags::ASCII != 0 {
            return wrong("ASCII and LOCALE flags are incompatible");
        }
    }
    Ok(given)
}

fn is_space(token: Token) -> bool {
    matches!(token, Token::Plain(c) if c == 32 || (9..=13).contains(&c))
}

impl Parser {
    pub(super) fn is_unicode(&self, here: Here) -> bool {
        self.source.is_text && here.flags & flags::ASCII == 0
    }

    pub(super) fn fold(&self, here: Here) -> Fold {
        match here.flags & flags::IGNORE_CASE != 0 {
            false => Fold::Exact,
            true if self.is_unicode(here) => Fold::Unicode,
            true => Fold::Ascii,
        }
    }

    pub(super) fn literal(&self, c: u32, here: Here) -> Node {
        let fold = self.fold(here);
        Node::One(if has_case(c, fold) {
            let lower = lower(c, fold);
            One::Letter(if fold == Fold::Unicode { same_lower(lower) } else { vec![lower] }, fold)
        } else {
            One::Literal(c)
        })
    }

    /// Alternatives, up to a parenthesis or the end.
    pub(super) fn branches(&mut self, here: Here) -> Result<Node> {
        let mut here = here;
        let mut branches = Vec::new();
        loop {
            let first = here.first && here.nested == 0 && branches.is_empty();
            branches.push(self.sequence(&mut Here { first, ..here })?);
            // Global flags at the beginning hold in all branches.
            if here.nested == 0 {
                here.flags = self.flags;
            }
            if !self.source.take(b'|')? {
                break;
            }
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    /// One branch.
    pub(super) fn sequence(&mut self, here: &mut Here) -> Result<Node> {
        if here.nested > MAX_NESTING {
            return Err(PatternError::other(Fault::Recursion, "maximum recursion depth exceeded"));
        }
        let mut parts: Vec<Node> = Vec::new();
        let mut last = Last::Nothing;
        while let Some(token) = self.source.peek() {
            if self.source.at(b'|') || self.source.at(b')') {
                break;
            }
            self.source.get()?;
            if here.flags & flags::VERBOSE != 0 {
                if is_space(token) {
                    continue;
                }
                if token == Token::Plain(u32::from(b'#')) {
                    while self.source.get()?.is_some_and(|token| token != Token::Plain(10)) {}
                    continue;
                }
            }
            let part = match token {
                Token::Escape(c) => Some(self.escape(c, *here)?),
                Token::Plain(c) => match u8::try_from(c).unwrap_or(b'a') {
                    b'[' => Some(self.set(*here)?),
                    b'.' => Some(Node::One(match here.flags & flags::DOT_ALL != 0 {
                        true => One::Any,
                        false => One::NotNewline,
                    })),
                    b'(' => self.group(here, &parts)?,
                    b'^' => Some(Node::Place(match here.flags & flags::MULTILINE != 0 {
                        true => Place::LineStart,
                        false => Place::Start,
                    })),
                    b'$' => Some(Node::Place(match here.flags & flags::MULTILINE != 0 {
                        true => Place::LineEnd,
                        false => Place::LastLineEnd,
                    })),
                    symbol @ (b'*' | b'+' | b'?' | b'{') => {
                        match self.repetition(symbol, &mut parts, last)? {
                            true => last = Last::Repeated,
                            false => {
                                parts.push(self.literal(c, *here));
                                last = Last::Repeatable;
                            }
                        }
                        continue;
                    }
                    _ => Some(self.literal(c, *here)),
                },
            };
            if let Some(part) = part {
                last = if matches!(part, Node::Place(_)) { Last::Nothing } else { Last::Repeatable };
                parts.push(part);
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Sequence(parts) })
    }

    /// Repeats the last part; false if a brace turned out to be just a brace.
    fn repetition(&mut self, symbol: u8, parts: &mut Vec<Node>, last: Last) -> Result<bool> {
        let here = self.source.tell();
        let (least, most) = match symbol {
            b'?' => (0, 1),
            b'*' => (0, MANY),
            b'+' => (1, MANY),
            _ => match self.bounds(here)? {
                Some(bounds) => bounds,
                None => return Ok(false),
            },
        };
        let length = self.source.tell() - here + 1;
        let Some(body) = parts.pop().filter(|_| last != Last::Nothing) else {
            return Err(self.source.error("nothing to repeat", length));
        };
        if last == Last::Repeated {
            return Err(self.source.error("multiple repeat", length));
        }
        let greed = if self.source.take(b'?')? {
            Greed::Lazy
        } else if self.source.take(b'+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        parts.push(Node::Repeat { least, most, greed, body: Box::new(body) });
        Ok(true)
    }

    /// The numbers between braces.
    fn bounds(&mut self, here: usize) -> Result<Option<(u32, u32)>> {
        if self.source.at(b'}') {
            return Ok(None);
        }
        let low = self.source.take_while(usize::MAX, |byte| byte.is_ascii_digit())?;
        let high = match self.source.take(b',')? {
            true => self.source.take_while(usize::MAX, |byte| byte.is_ascii_digit())?,
            false => low.clone(),
        };
        if !self.source.take(b'}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let number = |digits: &str, default: u32| match digits {
            "" => Ok(default),
            _ => match digits.parse::<u64>() {
                Ok(number) if number < MAX_REPEAT => Ok(number as u32),
                _ => Err(PatternError::other(Fault::Overflow, "the repetition number is too large")),
            },
        };
        let (least, most) = (number(&low, 0)?, number(&high, MANY)?);
        if most < least {
            let length = self.source.tell() - here;
            return Err(self.source.error("min repeat greater than max repeat", length));
        }
        Ok(Some((least, most)))
    }

    /// What is between brackets.
    fn set(&mut self, here: Here) -> Result<Node> {
        let start = self.source.tell() - 1;
        let (fold, mut members) = (self.fold(here), Vec::new());
        if self.source.at(b'[') {
            self.warnings.push(format!("Possible nested set at position {}", self.source.tell()));
        }
        let negated = self.source.take(b'^')?;
        loop {
            let token = self.set_token(start)?;
            if token == Token::Plain(u32::from(b']')) && !members.is_empty() {
                break;
            }
            if !members.is_empty() && self.source.peek() == Some(token) {
                self.warn_of_operator(token, 1);
            }
            let first = self.set_member(token, here)?;
            if !self.source.take(b'-')? {
                members.push(first);
                continue;
            }
            let end = self.set_token(start)?;
            if end == Token::Plain(u32::from(b']')) {
                members.extend([first, Member::One(u32::from(b'-'))]);
                break;
            }
            if end == Token::Plain(u32::from(b'-')) {
                self.warn_of_operator(end, 2);
            }
            let second = self.set_member(end, here)?;
            match (first, second) {
                (Member::One(low), Member::One(high)) if low <= high => {
                    members.push(Member::Range(low, high))
                }
                _ => {
                    let back = token.len() + 1 + end.len();
                    let message = format!("bad character range {}-{}", token.text(), end.text());
                    return Err(self.source.error(message, back));
                }
            }
        }
        if let [Member::One(c)] = members[..]
            && !negated
        {
            return Ok(self.literal(c, here));
        }
        Ok(Node::One(One::Set(Box::new(Set::new(members, negated, fold)))))
    }

    fn set_token(&mut self, start: usize) -> Result<Token> {
        match self.source.get()? {
            Some(token) => Ok(token),
            None => Err(self.source.error_at("unterminated character set", start)),
        }
    }

    fn set_member(&mut self, token: Token, here: Here) -> Result<Member> {
        match token {
            Token::Plain(c) => Ok(Member::One(c)),
            Token::Escape(c) => self.set_escape(c, here),
        }
    }

    /// Two operators in a set may mean something else in the future.
    fn warn_of_operator(&mut self, token: Token, back: usize) {
        let Token::Plain(c) = token else { return };
        let what = match u8::try_from(c) {
            Ok(b'-') => "difference",
            Ok(b'&') => "intersection",
            Ok(b'~') => "symmetric difference",
            Ok(b'|') => "union",
            _ => return,
        };
        self.warnings.push(format!("Possible set {what} at position {}", self.source.tell() - back));
    }

    pub(super) fn category(&self, c: u8, here: Here) -> Option<Member> {
        let category = match c.to_ascii_lowercase() {
            b'd' => Category::Digit,
            b's' => Category::Space,
            b'w' => Category::Word,
            _ => return None,
        };
        Some(Member::Category { category, negated: c.is_ascii_uppercase(), unicode: self.is_unicode(here) })
    }
}
