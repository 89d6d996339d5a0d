//! The methods of `bytes` and `bytearray`: as those of `str`, with ASCII's idea of case and white space. Methods of
//! `str` that do not depend on what the bytes mean use these.
//!
//! Searching and splitting in [`search`], case and classes in [`case`], padding in [`layout`], `repr` in [`quote`],
//! hexadecimal text in [`hex`].

pub mod case;
pub mod hex;
pub mod layout;
pub mod quote;
pub mod search;

pub use case::{
    capitalize, is_alnum, is_alpha, is_digit, is_lower, is_space, is_title, is_upper, lower, swapcase, title,
    upper,
};
pub use hex::{from_hex, to_hex};
pub use layout::{center, expand_tabs, ljust, rjust, zfill};
pub use quote::repr;
pub use search::{
    count, find, join, maketrans, partition, replace, rfind, rpartition, rsplit, split, split_lines, strip,
    strip_left, strip_right, translate,
};
