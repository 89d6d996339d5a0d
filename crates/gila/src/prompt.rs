//! The prompt.

use vm::heap::Obj;
use vm::objects::Module;
use vm::Context;

/// Reads statements and runs them until the input ends.
pub fn run(cx: &mut Context, main: &Obj<Module>, quiet: bool) {
    let _ = (cx, main, quiet);
}
