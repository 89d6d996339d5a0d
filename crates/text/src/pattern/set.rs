//! Sets of characters: what a class in brackets, `\w` and its like, or a letter under `IGNORECASE` accept.
//!
//! Case is ignored as Python does it, one code point at a time: a character is accepted if its lower-case form
//! is that of a member, or one of the few other lower-case letters with the same upper case (`s` and `ſ`).

use crate::unicode;

/// How letters are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fold {
    /// As they are.
    Exact,
    /// The 26 letters of ASCII in both cases are the same.
    Ascii,
    /// All letters of Unicode in both cases are the same.
    Unicode,
}

/// `\d`, `\s` and `\w`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Category {
    /// `\d`
    Digit,
    /// `\s`
    Space,
    /// `\w`
    Word,
}

impl Category {
    /// Whether a character belongs to the category, among all of Unicode or in ASCII alone.
    #[inline]
    pub fn accepts(self, c: u32, unicode: bool) -> bool {
        if c < 128 {
            let byte = c as u8;
            return match self {
                Category::Digit => byte.is_ascii_digit(),
                Category::Space => {
                    matches!(byte, b' ' | b'\t'..=b'\r') || (unicode && matches!(byte, 0x1c..=0x1f))
                }
                Category::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            };
        }
        unicode
            && match self {
                Category::Digit => unicode::decimal(c).is_some(),
                Category::Space => unicode::is_space(c),
                Category::Word => {
                    unicode::is_alpha(c)
                        || unicode::decimal(c).is_some()
                        || unicode::digit(c).is_some()
                        || unicode::numeric(c).is_some()
                }
            }
    }
}

/// A member of a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Member {
    /// One character.
    One(u32),
    /// All from the first up to the second, both included.
    Range(u32, u32),
    /// A category, or what does not belong to it.
    Category {
        /// Which.
        category: Category,
        /// Whether `\D`, `\S` or `\W` was written.
        negated: bool,
        /// Whether the category is that of Unicode.
        unicode: bool,
    },
}

impl Member {
    fn accepts(&self, c: u32) -> bool {
        match *self {
            Member::One(one) => one == c,
            Member::Range(first, last) => (first..=last).contains(&c),
            Member::Category { category, negated, unicode } => category.accepts(c, unicode) != negated,
        }
    }
}

/// A set of characters, with the answers for those below 256 worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    members: Vec<Member>,
    negated: bool,
    fold: Fold,
    low: [u64; 4],
}

impl Set {
    /// The set of these members, or of everything else.
    pub fn new(members: Vec<Member>, negated: bool, fold: Fold) -> Set {
        let mut set = Set { members, negated, fold, low: [0; 4] };
        for c in 0..256 {
            if set.compute(c) {
                set.low[c as usize / 64] |= 1 << (c % 64);
            }
        }
        set
    }

    /// Whether a character is in the set.
    #[inline]
    pub fn accepts(&self, c: u32) -> bool {
        if c < 256 { self.low[c as usize / 64] >> (c % 64) & 1 == 1 } else { self.compute(c) }
    }

    fn compute(&self, c: u32) -> bool {
        let inside = match self.fold {
            Fold::Exact => self.has_member(c),
            Fold::Ascii => {
                let other = if is_ascii_letter(c) { c ^ 0x20 } else { c };
                self.has_member(c) || self.has_member(other)
            }
            Fold::Unicode => {
                let mut found = self.has_member(c);
                each_same_letter(c, |same| found = found || self.has_member(same));
                found
            }
        };
        inside != self.negated
    }

    fn has_member(&self, c: u32) -> bool {
        self.members.iter().any(|member| member.accepts(c))
    }
}

fn is_ascii_letter(c: u32) -> bool {
    c < 128 && (c as u8).is_ascii_alphabetic()
}

/// The lower-case form of one code point, as one code point.
pub fn lower(c: u32, fold: Fold) -> u32 {
    match fold {
        Fold::Exact => c,
        _ if c < 128 => u32::from((c as u8).to_ascii_lowercase()),
        Fold::Ascii => c,
        Fold::Unicode => {
            let mut first = None;
            unicode::to_lower(c, |lower| first = first.or(Some(lower)));
            first.unwrap_or(c)
        }
    }
}

fn upper(c: u32) -> u32 {
    let (mut first, mut count) = (c, 0);
    unicode::to_upper(c, |upper| {
        first = upper;
        count += 1;
    });
    if count == 1 { first } else { c }
}

/// Lower-case letters that have their upper case in common with others.
const SAME_UPPER: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];

/// The lower-case letters that stand for the same letter as a lower-case one, itself among them.
pub fn same_lower(c: u32) -> Vec<u32> {
    SAME_UPPER.iter().find(|group| group.contains(&c)).map_or_else(|| vec![c], |group| group.to_vec())
}

/// Code points beside the upper-case form whose lower-case form is the first: the letter's other shapes.
const OTHER_UPPER: &[(u32, u32)] =
    &[(0x69, 0x130), (0x6b, 0x212a), (0xe5, 0x212b), (0x3c9, 0x2126), (0xdf, 0x1e9e)];

fn each_same_letter(c: u32, mut visit: impl FnMut(u32)) {
    for same in same_lower(lower(c, Fold::Unicode)) {
        visit(same);
        visit(upper(same));
        for &(lower, other) in OTHER_UPPER {
            if lower == same {
                visit(other);
            }
        }
    }
}

/// Whether a character has another case, so that it needs more than a comparison.
pub fn has_case(c: u32, fold: Fold) -> bool {
    match fold {
        Fold::Exact => false,
        Fold::Ascii => is_ascii_letter(c),
        Fold::Unicode => {
            let mut found = false;
            each_same_letter(c, |same| found = found || same != c);
            found
        }
    }
}
