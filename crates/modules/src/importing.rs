//! `import`: from a name to a module.
//!
//! ```text
//! __import__ ─▶ [`names`]  absolute name ─▶ import_module ─▶ sys.modules? ─────────────▶ module
//!                                                │ no
//!                                                ▼
//!                     [`locks`] one thread at a time ─▶ [`find`] where ─▶ [`load`] run it
//! ```
//!
//! Modules in Rust come first, then `sys.path`, then the library's own Python files, which stand where
//! CPython's library stands: behind the folder of the script.

mod find;
mod load;
mod locks;
pub mod module;
mod names;
mod spec;

pub use load::{run_module_as_main, run_source};
pub use names::IMPORT;
pub use spec::{Place, new_spec};

use vm::heap::Obj;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::import_error;
use vm::objects::{Str, dict};
use vm::{Context, PyResult, Raised, Value};

/// The module of an absolute name, imported if it was not before, with the packages it is in.
pub fn import_module(cx: &mut Context, name: &str) -> PyResult<Value> {
    if let Some(module) = known_module(cx, name)? {
        return Ok(module);
    }
    cx.check_native_stack()?;
    import_unknown(cx, name)
}

/// The module in `sys.modules`, complete unless this thread itself is importing it, or one that waits for this thread.
fn known_module(cx: &mut Context, name: &str) -> PyResult<Option<Value>> {
    loop {
        match in_modules(cx, name)? {
            None => return Ok(None),
            Some(Value::None) => {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(not_found(cx, &message, name));
            }
            // When it has waited, the import may have failed, or something else may be there.
            Some(module) => {
                if !locks::is_held_by_another(cx, name) || !locks::wait_until_imported(cx, name)? {
                    return Ok(Some(module));
                }
            }
        }
    }
}

/// What `sys.modules` has for a name.
pub fn in_modules(cx: &mut Context, name: &str) -> PyResult<Option<Value>> {
    let name = cx.intern(name);
    let modules = cx.interp_ref().modules.clone();
    Ok(dict::get_str(cx, &modules, &name))
}

fn import_unknown(cx: &mut Context, name: &str) -> PyResult<Value> {
    check_alive(cx)?;
    let mut search = None;
    let parent_name = name.rsplit_once('.').map(|(parent, _)| parent);
    let mut parent = None;
    if let Some(parent_name) = parent_name {
        let package = import_module(cx, parent_name)?;
        // Importing the package may have imported this module, too.
        if let Some(module) = known_module(cx, name)? {
            return Ok(module);
        }
        let path = cx.names().__path__.clone();
        let Some(path) = cx.attr_or_absent(&package, &path)? else {
            let message = format!("No module named '{name}'; '{parent_name}' is not a package");
            return Err(not_found(cx, &message, name));
        };
        search = Some(path);
        parent = Some(package);
    }
    let lock = locks::acquire(cx, name)?;
    let loaded = match known_while_locked(cx, name) {
        Ok(Some(module)) => Ok(module),
        Ok(None) => find::find(cx, name, search.as_ref()).and_then(|found| match found {
            Some(found) => load::load(cx, name, found),
            None => {
                let message = format!("No module named '{name}'");
                Err(not_found(cx, &message, name))
            }
        }),
        Err(raised) => Err(raised),
    };
    locks::release(cx, name, lock);
    let module = loaded?;
    if let (Some(parent), Some((_, tail))) = (parent, name.rsplit_once('.')) {
        let tail = cx.intern(tail);
        cx.set_attr(&parent, &tail, module.clone())?;
    }
    Ok(module)
}

/// At the end of the interpreter `sys.meta_path` becomes `None`, and nothing is imported any more.
fn check_alive(cx: &mut Context) -> PyResult<()> {
    let (sys, key) = (cx.interp_ref().sys.clone(), cx.intern("meta_path"));
    if !matches!(dict::get_str(cx, &sys, &key), Some(Value::None)) {
        return Ok(());
    }
    let message = "sys.meta_path is None, Python is likely shutting down";
    Err(cx.error(ExceptionKind::ImportError, message))
}

/// Another thread may have imported the module while this one waited for the lock.
fn known_while_locked(cx: &mut Context, name: &str) -> PyResult<Option<Value>> {
    match in_modules(cx, name)? {
        Some(Value::None) => {
            let message = format!("import of {name} halted; None in sys.modules");
            Err(not_found(cx, &message, name))
        }
        module => Ok(module),
    }
}

/// A `ModuleNotFoundError` about a module.
fn not_found(cx: &mut Context, message: &str, name: &str) -> Raised {
    let name = cx.str_value(name);
    import_error(cx, ExceptionKind::ModuleNotFoundError, message, name, Value::None, Value::None)
}

fn as_str(value: &Value) -> Option<&Obj<Str>> {
    value.as_ref()?.downcast::<Str>()
}
