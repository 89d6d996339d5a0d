//! `_imp`: what `importlib` needs of the import system that has no place in the language itself.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Module, Str};
use vm::{Context, PyResult, Value, function};

use super::spec::spec_class;
use crate::registry::{self, ModuleSpec};

static FUNCTIONS: &[Row] = &[
    function!(
        "import_module",
        "($module, name, /)",
        "Import a module by its absolute name and return it.",
        import_module
    ),
    function!("is_builtin", "($module, name, /)", "Whether the module is written in Rust.", is_builtin),
    function!(
        "is_frozen",
        "($module, name, /)",
        "Whether the module is a Python file in the binary.",
        is_frozen
    ),
    function!(
        "exec_again",
        "($module, module, /)",
        "Run the body of a module once more, for importlib.reload().",
        exec_again
    ),
];

fn import_module(cx: &mut Context, name: Obj<Str>) -> PyResult<Value> {
    super::import_module(cx, &name.to_string_lossy())
}

fn is_builtin(_: &mut Context, name: Obj<Str>) -> bool {
    name.as_str().is_some_and(|name| name == "builtins" || registry::native(name).is_some())
}

fn is_frozen(_: &mut Context, name: Obj<Str>) -> bool {
    name.as_str().is_some_and(|name| registry::embedded(name).is_some())
}

fn exec_again(cx: &mut Context, module: Obj<Module>) -> PyResult<Value> {
    let name = cx.get_attr_named(&module.value(), "__name__")?;
    let name = cx.str_text(&name)?;
    super::load::reload(cx, &name, &module)
}

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let class = spec_class(cx)?.value();
    registry::set(cx, module, "ModuleSpec", class);
    Ok(())
}

/// `_imp`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_imp", doc: "The import system's own functions.", functions: &[FUNCTIONS], fill };
