//! Python's `int` beyond 64 bits, and reading and writing ints of any size.
//!
//! [`BigInt`] is dashu-int's `IBig`. Measured (µs, best of several, release build, with 30,000 and 300,000 digits)
//! against num-bigint 0.5.1, ibig 0.3.6 and CPython 3.14 on the same machine:
//!
//! | what               | dashu | num    | ibig  | CPython |
//! |--------------------|------:|-------:|------:|--------:|
//! | factorial 5000     |  1824 |   1716 |  1421 |    3307 |
//! | fib 20000, by adding | 2798 | 1506 |  2646 |    3416 |
//! | 3**100000          |   363 |    660 |   599 |    1205 |
//! | str, 30k           |  1263 |   1353 |  1185 |    3826 |
//! | str, 300k          | 48945 |  41050 | 55717 |  103174 |
//! | parse, 30k         |   646 |    872 |   624 |    1559 |
//! | parse, 300k        | 23191 |  93756 | 22612 |   86987 |
//! | mul, 30k           |   296 |    427 |   442 |    1546 |
//! | mul, 300k          |  8243 |  14604 | 12996 |   71442 |
//! | divmod, 30k by 14k |   578 |    917 |   659 |    5020 |
//! | divmod, 300k by 30k | 19226 | 32708 | 20351 |  173356 |
//! | 80 bit mul, 1000 × |    27 |     51 |    34 |      50 |
//! | 80 bit add, 1000 × |     9 |     34 |    26 |      28 |
//! | 80 bit div, 1000 × |    12 |    163 |    51 |      55 |
//!
//! dashu keeps up to 128 bits inline, which is what most ints past 64 bits need, and is never slower than CPython.
//!
//! The parts: [`arith`] (division, powers, shifts), [`parse`](mod@parse), [`digits`](mod@digits) (text), [`convert`] (float, bytes,
//! comparison), [`number`] (roots, gcd, combinatorics). The hash is in the crate's `hash` module.

pub mod arith;
pub mod convert;
pub mod digits;
pub mod number;
pub mod parse;

pub use dashu_int::IBig as BigInt;
pub use digits::{Bounded, Integer, to_decimal, to_radix};
pub use parse::{check_base, parse, parse_bytes};

/// The limit on decimal digits that `sys.set_int_max_str_digits` starts with; 0 means no limit.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;
