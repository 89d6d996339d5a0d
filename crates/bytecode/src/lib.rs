//! The contract between the compiler and the VM: what an instruction is ([`op`]), what a code object holds
//! ([`code`]), how code is assembled ([`builder`]) and how it is shown ([`listing`]).
//!
//! Nothing here runs anything and nothing here knows Python's syntax. To follow one path through Gila, read
//! [`op`] first: every row of its table is one sentence of the machine's language.
#![forbid(unsafe_code)]

pub mod builder;
pub mod code;
pub mod listing;
pub mod op;
mod pool;
pub mod verify;

pub use code::{Code, CodeFlags, Constant, ExceptionRange, Instr, Position, Site, WideInt, Wtf8Text};
pub use op::{Op, Operand, Row};
