//! The virtual machine: values and objects, the eval loop, frames, threads and the cycle collector.
//!
//! Where to start reading: [`value`] says what a value is, [`heap`] what an object is, [`eval`] how an
//! instruction is executed, [`context`] what a thread has, [`native`] how Rust functions become Python's.
//! The VM does not know Python's syntax: `compile`, `exec` and `import` reach the compiler through
//! [`interp::Hooks`].

pub mod context;
pub mod eval;
pub mod frame;
pub mod heap;
pub mod interp;
pub mod names;
pub mod native;
pub mod objects;
pub mod protocol;
pub mod raised;
pub mod report;
pub mod shape;
pub mod stack;
pub mod value;

pub use context::Context;
pub use heap::{Obj, Ref};
pub use interp::Interp;
pub use raised::{PyResult, Raised};
pub use value::Value;
