//! The builtin modules: in Rust, a file each, and in Python under `lib/`.
//!
//! [`registry`] is the table of all of them, [`importing`] the import system, [`builtins`] the functions that
//! need no import. [`start`] gives a fresh interpreter its first modules.
#![forbid(unsafe_code)]

pub mod atexit;
pub mod builtins;
pub mod collections;
pub mod dis;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod importing;
pub mod io;
pub mod itertools;
pub mod math;
pub mod operator;
pub mod posix;
pub mod queue;
pub mod random;
pub mod registry;
pub mod signals;
pub mod string;
pub mod struct_sequence;
pub mod sys;
pub mod thread;
pub mod weakref;

use vm::{Context, PyResult};

/// Makes the modules that every interpreter has from the start.
pub fn start(cx: &mut Context) -> PyResult<()> {
    builtins::start(cx)?;
    importing::import_module(cx, "sys")?;
    io::standard_streams(cx)?;
    cx.interp_ref().extension::<thread::ThreadRegistry>().main_ident.set(thread::ident_of(cx));
    Ok(())
}
