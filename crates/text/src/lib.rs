//! Python's text and numbers as pure algorithms: what `str`, `bytes`, `int`, `float`, formatting, codecs, `math`
//! and hashing compute. It knows nothing of objects, the VM or the GIL, so everything here can be tested against
//! CPython's recorded answers without an interpreter.
//!
//! Text comes in as [`Wtf8`], numbers as `f64` or [`int::BigInt`]; a failure is a [`PyError`] whose message is
//! CPython's, which the VM turns into an exception. Start with [`wtf8`], then pick the module by concept.
//!
//! The scripts in `record/` ask CPython 3.14 thousands of questions and keep the answers in `tests/data`; the tests
//! compare. What one would otherwise argue about is decided there.
#![forbid(unsafe_code)]

pub mod anchors;
pub mod bytes_methods;
pub mod codec;
pub mod complex;
pub mod error;
pub mod float;
pub mod format_spec;
pub mod hash;
pub mod int;
pub mod math;
pub mod pattern;
pub mod percent;
pub mod str_format;
pub mod str_methods;
pub mod suggest;
pub mod unicode;
pub mod wtf8;

pub use error::{ErrorKind, PyError, PyResult};
pub use wtf8::{Wtf8, Wtf8Buf};
