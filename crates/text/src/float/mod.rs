//! Python's `float` on top of `f64`: text of it in [`format`](mod@format), reading it in [`parse`](mod@parse) and [`hex`],
//! arithmetic with Python's rules in [`arith`],
//! the rounding of exact values to a float in [`scaled`]. Formatting by a format spec is in `format_spec`.

pub mod arith;
pub mod format;
pub mod hex;
pub mod parse;
pub mod scaled;

pub use arith::{as_integer_ratio, div_mod, floor_div, is_integer, modulo, pow, round_to, round_to_int};
pub use format::{Notation, format_float, repr};
pub use hex::{from_hex, to_hex};
pub use parse::{parse, parse_bytes};
