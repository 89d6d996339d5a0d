//! The builtin modules: in Rust, a file each, and in Python under `lib/`.
//!
//! [`registry`] is the table of all of them, [`importing`] the import system, [`builtins`] the functions that
//! need no import. [`start`] gives a fresh interpreter its first modules.
#![forbid(unsafe_code)]

pub mod accounts;
pub mod arrays;
pub mod atexit;
pub mod binary_ascii;
pub mod builtins;
pub mod collections;
pub mod contextvars;
pub mod dis;
pub mod errno;
pub mod faulthandler;
pub mod fcntl;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod importing;
pub mod io;
pub mod itertools;
pub mod math;
pub mod operator;
pub mod pattern;
pub mod posix;
pub mod queue;
pub mod random;
pub mod registry;
pub mod resource;
pub mod select;
pub mod signals;
pub mod socket;
pub mod string;
pub mod struct_sequence;
pub mod structs;
pub mod sys;
pub mod thread;
pub mod time;
pub mod weakref;
pub mod zlib;

use vm::{Context, PyResult};

/// Makes the modules that every interpreter has from the start.
pub fn start(cx: &mut Context) -> PyResult<()> {
    builtins::start(cx)?;
    importing::import_module(cx, "sys")?;
    let streams = io::standard_streams(cx)?;
    let sys = cx.interp_ref().sys.clone();
    for (name, stream) in ["stdin", "stdout", "stderr"].into_iter().zip(streams) {
        for name in [name.to_string(), format!("__{name}__")] {
            let name = cx.intern(&name);
            vm::objects::dict::set_str(cx, &sys, &name, stream.clone());
        }
    }
    cx.interp_ref().extension::<thread::ThreadRegistry>().main_ident.set(thread::ident_of(cx));
    Ok(())
}
