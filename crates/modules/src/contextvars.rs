//! `_contextvars`: variables whose values belong to a context, which is the thread's until another one is entered.
//! `contextvars` (in Python) shows them; who runs what in which context is for `threading` and its like to say.
//!
//! ```text
//! thread ──▶ Context ──┐
//!            Context ──┴──▶ Vars: [var → value, …]
//! ```
//!
//! A copy of a context shares its variables with the original until one of the two sets a variable, which then makes
//! itself a set of its own. So copying costs the same whatever is in the context.

mod context;
mod token;
mod variable;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Module;
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

static FUNCTIONS: &[Row] = &[function!("copy_context", "($module, /)", "", context::copy_current)];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let token = cx.module_type(&token::TOKEN);
    let context = cx.module_type(&context::CONTEXT);
    let missing = token::missing(cx);
    let name = cx.intern("MISSING");
    token.set_own(cx, &name, missing);
    // Both compare by what is in them, or might one day.
    let name = cx.intern("__hash__");
    token.set_own(cx, &name, Value::None);
    context.set_own(cx, &name, Value::None);
    let variable = cx.module_type(&variable::CONTEXT_VAR);
    for (name, class) in [("Context", context), ("ContextVar", variable), ("Token", token)] {
        crate::registry::set(cx, module, name, class.into());
    }
    Ok(())
}

/// `_contextvars`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_contextvars", doc: "Context Variables", functions: &[FUNCTIONS], fill };
