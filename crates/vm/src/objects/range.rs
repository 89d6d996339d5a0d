//! `range`: the payload. The methods are in [`super::range_methods`].

use text::int::BigInt;

use crate::heap::{Frozen, Payload};
use crate::objects::Kind;

/// A range.
pub enum Range {
    /// Bounds and step of 64 bits.
    Small {
        /// First number.
        start: i64,
        /// Bound, not reached.
        stop: i64,
        /// Distance, not zero.
        step: i64,
    },
    /// Anything else.
    Big {
        /// First number.
        start: BigInt,
        /// Bound, not reached.
        stop: BigInt,
        /// Distance, not zero.
        step: BigInt,
    },
}

impl Payload for Range {
    const KIND: Kind = Kind::Range;
}

// SAFETY: nothing changes a range after it is made.
unsafe impl Frozen for Range {}

/// How many numbers a range of 64-bit parts has.
pub fn length(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high, step) =
        if step > 0 { (start, stop, step as u64) } else { (stop, start, step.unsigned_abs()) };
    if low >= high { 0 } else { ((high as i128 - low as i128 - 1) as u64) / step + 1 }
}

pub use super::range_methods::TYPE;
