//! The pools of a code object under construction: constants, names and sites, each value stored once.
//!
//! Which constants are "the same" is Python's rule for sharing them: equal *and* of one type, at every depth of
//! a tuple. `1`, `1.0` and `True` are three constants, and so are `0.0` and `-0.0`. Used by [`crate::builder`]
//! only.

use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::code::{Constant, Site};
use crate::op::Op;

/// Sites up to this number belong to one instruction each; later ones are shared by name and opcode, so that
/// 16 bits suffice for a file of any length.
const OWN_SITES: usize = 40_000;

/// The constants, in the order of their first use.
#[derive(Default)]
pub(crate) struct Constants {
    pub(crate) values: Vec<Constant>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Constants {
    /// The index of a constant, which is added if it is new.
    pub(crate) fn intern(&mut self, constant: Constant) -> u32 {
        let Self { values, index, hasher } = self;
        let hash_of = |constant: &Constant| {
            let mut state = hasher.build_hasher();
            hash_constant(constant, &mut state);
            state.finish()
        };
        let hash = hash_of(&constant);
        if let Some(&found) = index.find(hash, |&other| same_constant(&values[other as usize], &constant)) {
            return found;
        }
        let new = values.len() as u32;
        values.push(constant);
        index.insert_unique(hash, new, |&other| hash_of(&values[other as usize]));
        new
    }
}

/// Are the constants interchangeable?
pub fn same_constant(a: &Constant, b: &Constant) -> bool {
    match (a, b) {
        (Constant::None, Constant::None) | (Constant::Ellipsis, Constant::Ellipsis) => true,
        (Constant::Bool(a), Constant::Bool(b)) => a == b,
        (Constant::Int(a), Constant::Int(b)) => a == b,
        (Constant::WideInt(a), Constant::WideInt(b)) => a == b,
        (Constant::Float(a), Constant::Float(b)) | (Constant::Imaginary(a), Constant::Imaginary(b)) => {
            a.to_bits() == b.to_bits()
        }
        (Constant::Str(a), Constant::Str(b)) => a == b,
        (Constant::Bytes(a), Constant::Bytes(b)) => a == b,
        (Constant::Tuple(a), Constant::Tuple(b)) | (Constant::FrozenSet(a), Constant::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_constant(a, b))
        }
        (Constant::Code(a), Constant::Code(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

fn hash_constant(constant: &Constant, state: &mut impl Hasher) {
    std::mem::discriminant(constant).hash(state);
    match constant {
        Constant::None | Constant::Ellipsis => {}
        Constant::Bool(value) => value.hash(state),
        Constant::Int(value) => value.hash(state),
        Constant::WideInt(value) => value.hash(state),
        Constant::Float(value) | Constant::Imaginary(value) => value.to_bits().hash(state),
        Constant::Str(value) => value.hash(state),
        Constant::Bytes(value) => value.hash(state),
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            items.len().hash(state);
            items.iter().for_each(|item| hash_constant(item, state));
        }
        Constant::Code(code) => Arc::as_ptr(code).addr().hash(state),
    }
}

/// The names, in the order of their first use.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) values: Vec<Box<str>>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Names {
    /// The index of a name, which is added if it is new.
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        let Self { values, index, hasher } = self;
        let hash = hasher.hash_one(name);
        if let Some(&found) = index.find(hash, |&other| &*values[other as usize] == name) {
            return found;
        }
        let new = values.len() as u32;
        values.push(name.into());
        index.insert_unique(hash, new, |&other| hasher.hash_one(&*values[other as usize]));
        new
    }
}

/// The sites.
#[derive(Default)]
pub(crate) struct Sites {
    pub(crate) values: Vec<Site>,
    shared: hashbrown::HashMap<(Op, u32), u16>,
}

impl Sites {
    /// A site for an instruction, or `None` when 16 bits cannot number it.
    pub(crate) fn add(&mut self, op: Op, name: u32) -> Option<u16> {
        let new = self.values.len();
        if new < OWN_SITES {
            self.values.push(Site { name });
            return Some(new as u16);
        }
        if let Some(&site) = self.shared.get(&(op, name)) {
            return Some(site);
        }
        let site = u16::try_from(new).ok()?;
        self.values.push(Site { name });
        self.shared.insert((op, name), site);
        Some(site)
    }
}
