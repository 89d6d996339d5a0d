//! The tree of a pattern: what the parser makes and the compiler turns into a program.

use super::set::{Fold, Set};

/// The flags of a pattern, with the bits that `re` gives them.
pub mod flags {
    /// `re.IGNORECASE`
    pub const IGNORE_CASE: u32 = 2;
    /// `re.LOCALE`
    pub const LOCALE: u32 = 4;
    /// `re.MULTILINE`
    pub const MULTILINE: u32 = 8;
    /// `re.DOTALL`
    pub const DOT_ALL: u32 = 16;
    /// `re.UNICODE`
    pub const UNICODE: u32 = 32;
    /// `re.VERBOSE`
    pub const VERBOSE: u32 = 64;
    /// `re.DEBUG`
    pub const DEBUG: u32 = 128;
    /// `re.ASCII`
    pub const ASCII: u32 = 256;
}

/// What accepts exactly one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum One {
    /// This character.
    Literal(u32),
    /// A letter in any case: one of these lower-case letters.
    Letter(Vec<u32>, Fold),
    /// Anything.
    Any,
    /// Anything but a newline.
    NotNewline,
    /// A member of a set.
    Set(Box<Set>),
}

/// A place between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The text's beginning.
    Start,
    /// The beginning of a line.
    LineStart,
    /// The text's end.
    End,
    /// The text's end, or before a newline that ends it.
    LastLineEnd,
    /// The end of a line.
    LineEnd,
    /// Between a word and something else (or not), with the words of Unicode or those of ASCII.
    WordEdge {
        /// Whether `\B` was written.
        negated: bool,
        /// Whether words are those of Unicode.
        unicode: bool,
    },
}

/// How often a repetition tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greed {
    /// As often as it can, then less.
    Greedy,
    /// As seldom as it can, then more.
    Lazy,
    /// As often as it can.
    Possessive,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One character.
    One(One),
    /// A place.
    Place(Place),
    /// One after the other.
    Sequence(Vec<Node>),
    /// The first that fits.
    Either(Vec<Node>),
    /// A group whose text is kept.
    Group(usize, Box<Node>),
    /// What is repeated.
    Repeat {
        /// At least as often.
        least: u32,
        /// At most as often; `MANY` is no limit.
        most: u32,
        /// The order of trying.
        greed: Greed,
        /// What.
        body: Box<Node>,
    },
    /// The text of a group again.
    Again(usize, Fold),
    /// What must (or must not) fit here without being consumed.
    Look {
        /// Whether it must not fit.
        negated: bool,
        /// How many characters before this place it begins, if it looks behind.
        behind: Option<u64>,
        /// What.
        body: Box<Node>,
    },
    /// One of two, depending on whether a group has taken part.
    Conditional(usize, Box<Node>, Box<Node>),
    /// What is not tried again once it has fitted.
    Atomic(Box<Node>),
    /// What never fits.
    Never,
}

/// A repetition without a limit.
pub const MANY: u32 = u32::MAX;

impl Node {
    /// The least and the greatest number of characters that can fit.
    pub fn width(&self, groups: &[(u64, u64)]) -> (u64, u64) {
        match self {
            Node::One(_) => (1, 1),
            Node::Place(_) | Node::Look { .. } | Node::Never => (0, 0),
            Node::Sequence(parts) => parts.iter().fold((0, 0), |(least, most), part| {
                let (a, b) = part.width(groups);
                (add(least, a), add(most, b))
            }),
            Node::Either(branches) => {
                let widths = branches.iter().map(|branch| branch.width(groups));
                let (least, most) = widths.fold((u64::MAX, 0), |(x, y), (a, b)| (x.min(a), y.max(b)));
                (least.min(MANY_WIDE), most)
            }
            Node::Group(_, body) | Node::Atomic(body) => body.width(groups),
            Node::Repeat { least, most, body, .. } => {
                let (a, b) = body.width(groups);
                let most = if *most == MANY { MANY_WIDE } else { u64::from(*most) };
                (multiply(a, u64::from(*least)), multiply(b, most))
            }
            Node::Again(group, _) => groups.get(*group).copied().unwrap_or((0, MANY_WIDE)),
            Node::Conditional(_, yes, no) => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
        }
    }
}

/// More characters than any text has.
pub const MANY_WIDE: u64 = 1 << 62;

fn add(a: u64, b: u64) -> u64 {
    a.saturating_add(b).min(MANY_WIDE)
}

fn multiply(a: u64, b: u64) -> u64 {
    a.saturating_mul(b).min(MANY_WIDE)
}
