//! Gila, as a library: an interpreter that runs a [`Program`] and says how it ended.
//!
//! ```
//! let outcome = gila::run_captured("print(6 * 7)");
//! assert_eq!(outcome.stdout, "42\n");
//! assert_eq!(outcome.status, 0);
//! ```
//!
//! The crate also is the command: [`cli`] reads the command line, [`prompt`] is the prompt, [`lifecycle`] begins
//! and ends an interpreter, [`compile`] connects the compiler to the VM.
#![forbid(unsafe_code)]

pub mod cli;
pub mod compile;
pub mod embed;
pub mod lifecycle;
mod lock_options;
pub mod prompt;
pub mod show;
mod teardown;

pub use embed::{Outcome, run_captured, run_program_captured};
pub use lifecycle::{Program, run};

/// The Rust blocks of the book, as tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../../../book/src/lock.md")]
mod book {}
