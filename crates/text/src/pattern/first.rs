//! With which bytes a match can begin: what lets a search skip most of a text, and an alternative most branches.

use super::program::encode;
use super::tree::{Node, One};

/// The bytes that can come first.
#[derive(Clone, Debug)]
pub struct First {
    bytes: [u64; 4],
    /// Whether nothing at all may fit, so that the bytes say nothing.
    pub maybe_empty: bool,
}

impl First {
    fn none() -> First {
        First { bytes: [0; 4], maybe_empty: false }
    }

    fn empty() -> First {
        First { bytes: [0; 4], maybe_empty: true }
    }

    fn add(&mut self, byte: u8) {
        self.bytes[usize::from(byte) / 64] |= 1 << (byte % 64);
    }

    fn union(&mut self, other: &First) {
        for (mine, other) in self.bytes.iter_mut().zip(other.bytes) {
            *mine |= other;
        }
    }

    /// Whether a match can begin with this byte.
    #[inline]
    pub fn accepts(&self, byte: u8) -> bool {
        self.bytes[usize::from(byte) / 64] >> (byte % 64) & 1 == 1
    }

    /// The only byte, if there is only one.
    pub fn only(&self) -> Option<u8> {
        let count: u32 = self.bytes.iter().map(|word| word.count_ones()).sum();
        (count == 1).then(|| (0..=255).find(|&byte| self.accepts(byte))).flatten()
    }
}

fn of_one(one: &One, is_text: bool) -> First {
    let mut first = First::none();
    if let One::Literal(c) = one {
        first.add(encode(*c, is_text)[0]);
        return first;
    }
    let most = if is_text { 0x7f } else { 0xff };
    for byte in 0..=most {
        if super::machine::fits(one, u32::from(byte)) {
            first.add(byte);
        }
    }
    if is_text {
        // What begins a longer character is not looked at more closely.
        (0xc2..=0xf4).for_each(|byte| first.add(byte));
    }
    first
}

/// With which bytes a piece of a pattern can begin.
pub fn first_of(node: &Node, is_text: bool) -> First {
    match node {
        Node::One(one) => of_one(one, is_text),
        Node::Place(_) | Node::Look { .. } | Node::Again(..) => First::empty(),
        Node::Never => First::none(),
        Node::Sequence(parts) => {
            let mut all = First::empty();
            for part in parts {
                let first = first_of(part, is_text);
                all.union(&first);
                if !first.maybe_empty {
                    all.maybe_empty = false;
                    break;
                }
                if matches!(part, Node::Again(..)) || is_open(part) {
                    return First::empty();
                }
            }
            all
        }
        Node::Either(branches) => {
            let mut all = First::none();
            for branch in branches {
                let first = first_of(branch, is_text);
                all.union(&first);
                all.maybe_empty |= first.maybe_empty;
            }
            all
        }
        Node::Group(_, body) | Node::Atomic(body) => first_of(body, is_text),
        Node::Repeat { least, body, .. } => {
            let mut first = first_of(body, is_text);
            first.maybe_empty |= *least == 0;
            first
        }
        Node::Conditional(_, yes, no) => {
            first_of(&Node::Either(vec![(**yes).clone(), (**no).clone()]), is_text)
        }
    }
}

/// Whether a piece may consume something whose beginning is not known.
fn is_open(node: &Node) -> bool {
    match node {
        Node::Again(..) => true,
        Node::One(_) | Node::Place(_) | Node::Look { .. } | Node::Never => false,
        Node::Sequence(parts) | Node::Either(parts) => parts.iter().any(is_open),
        Node::Group(_, body) | Node::Atomic(body) | Node::Repeat { body, .. } => is_open(body),
        Node::Conditional(_, yes, no) => is_open(yes) || is_open(no),
    }
}
