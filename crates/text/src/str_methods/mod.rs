//! The methods of `str`, over [`Wtf8`](crate::Wtf8). Positions are byte offsets at code point boundaries: the caller slices by
//! `start`/`end` before and converts to code points after.
//!
//! Searching and splitting in [`search`] and [`split`](mod@split), case in [`case`], the `is...` tests in
//! [`classify`], padding in [`layout`], `repr` in [`quote`]. Facts about single code points are in `unicode`.

pub mod case;
pub mod classify;
pub mod layout;
pub mod quote;
pub mod search;
pub mod split;

pub use case::{capitalize, casefold, lower, swapcase, title, upper};
pub use classify::{
    is_alnum, is_alpha, is_decimal, is_digit, is_identifier, is_lower, is_numeric, is_printable, is_space,
    is_title, is_upper,
};
pub use layout::{center, expand_tabs, ljust, rjust, zfill};
pub use quote::{ascii, escape_non_ascii, repr};
pub use search::{
    Replacement, contains, count, find, maketrans, remove_prefix, remove_suffix, replace, rfind, strip,
    strip_left, strip_right, translate,
};
pub use split::{join, partition, rpartition, rsplit, split, split_lines};
