//! Regular expressions as Python has them: a pattern is parsed to a [`tree`], compiled to a [`program`], and run
//! by a backtracking [`machine`].
//!
//! No crate does this: those that backtrack (fancy-regex) hand most of a pattern to an automaton, whose groups
//! differ after an empty turn of a loop (`(a*)+`), know other words than `str.isalnum`, take text only, and need
//! 3 to 10 times as long to compile `\w+` and 2 to 5 times as long to search as CPython.
//!
//! Places are byte offsets here; whoever shows them converts them.

pub mod error;
mod escapes;
mod first;
mod groups;
pub mod machine;
mod parse;
pub mod program;
mod set;
mod source;
pub mod template;
pub mod tree;

pub use error::{Fault, PatternError};
pub use machine::{Found, GivenUp, Mode, NOWHERE, Window};
pub use program::Program;
pub use tree::flags;
