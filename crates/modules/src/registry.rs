//! Which modules are builtin: those in Rust, one row each in [`RUST`], and the Python files under `lib/`,
//! whose texts are in the binary.
//!
//! A module in Rust is a file that ends in a [`ModuleSpec`]: its name, its documentation, its functions, and
//! what else is in it.

use std::sync::Arc;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Module, dict};
use vm::{Context, PyResult, Value};

/// A builtin module written in Rust.
pub struct ModuleSpec {
    /// Its name, as `import` takes it.
    pub name: &'static str,
    /// Its docstring.
    pub doc: &'static str,
    /// Its functions.
    pub functions: &'static [&'static [Row]],
    /// Adds what is not a function: constants and classes.
    pub fill: fn(&mut Context, &Obj<Module>) -> PyResult<()>,
}

/// Every builtin module written in Rust but `builtins`, which is never imported for the first time.
pub static RUST: &[&ModuleSpec] = &[
    &crate::accounts::GRP,
    &crate::accounts::PWD,
    &crate::arrays::MODULE,
    &crate::binary_ascii::MODULE,
    &crate::errno::MODULE,
    &crate::faulthandler::MODULE,
    &crate::fcntl::MODULE,
    &crate::hashes::MODULE,
    &crate::structs::MODULE,
    &crate::zlib::MODULE,
    &crate::functools::MODULE,
    &crate::importing::module::MODULE,
    &crate::io::MODULE,
    &crate::itertools::MODULE,
    &crate::math::MODULE,
    &crate::operator::MODULE,
    &crate::pattern::MODULE,
    &crate::posix::MODULE,
    &crate::atexit::MODULE,
    &crate::collections::MODULE,
    &crate::contextvars::MODULE,
    &crate::dis::MODULE,
    &crate::gc::MODULE,
    &crate::gila::MODULE,
    &crate::queue::MODULE,
    &crate::random::MODULE,
    &crate::resource::MODULE,
    &crate::string::MODULE,
    &crate::weakref::MODULE,
    &crate::select::MODULE,
    &crate::signals::MODULE,
    &crate::socket::MODULE,
    &crate::sys::MODULE,
    &crate::thread::MODULE,
    &crate::time::MODULE,
];

/// A module of the library written in Python.
pub struct Embedded {
    /// Its name, with those of its packages.
    pub name: &'static str,
    /// Whether it is a package.
    pub is_package: bool,
    /// Its text.
    pub text: &'static str,
}

/// The library's modules in Python, sorted by name.
pub static EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The library's module of a name that is written in Python.
pub fn embedded(name: &str) -> Option<&'static Embedded> {
    EMBEDDED.binary_search_by(|module| module.name.cmp(name)).ok().map(|at| &EMBEDDED[at])
}

/// The builtin module of a name that is written in Rust.
pub fn native(name: &str) -> Option<&'static ModuleSpec> {
    RUST.iter().copied().find(|module| module.name == name)
}

/// The names of all builtin modules, packages' modules included.
pub fn all_names() -> Vec<&'static str> {
    let rust = RUST.iter().map(|module| module.name);
    rust.chain(["builtins"]).chain(EMBEDDED.iter().map(|module| module.name)).collect()
}

/// What a module has nothing to add for.
pub fn nothing_more(_: &mut Context, _: &Obj<Module>) -> PyResult<()> {
    Ok(())
}

/// Makes a builtin module. It is not yet in `sys.modules`.
pub fn make(cx: &mut Context, spec: &'static ModuleSpec) -> PyResult<Obj<Module>> {
    let doc = cx.str_value(spec.doc);
    let module = if spec.name == "sys" {
        // The VM itself looks there for hooks and streams.
        let namespace = cx.interp_ref().sys.clone();
        cx.new_module_in(spec.name, doc, namespace)
    } else {
        cx.new_module(spec.name, doc)
    };
    add_functions(cx, &module, spec.functions);
    (spec.fill)(cx, &module)?;
    Ok(module)
}

/// Puts functions into a module, whose `__name__` is their `__module__`.
pub fn add_functions(cx: &mut Context, module: &Obj<Module>, functions: &'static [&'static [Row]]) {
    let namespace = module.get(cx).dict.clone();
    let key = cx.names().__name__.clone();
    let owner = dict::get_str(cx, &namespace, &key).unwrap_or(Value::None);
    for row in functions.iter().flat_map(|rows| rows.iter()) {
        let function = cx.new_native(row, owner.clone());
        let name = cx.intern(row.name);
        dict::set_str(cx, &namespace, &name, function);
    }
}

/// Sets an attribute of a module.
pub fn set(cx: &mut Context, module: &Obj<Module>, name: &str, value: Value) {
    let name = cx.intern(name);
    let namespace = module.get(cx).dict.clone();
    dict::set_str(cx, &namespace, &name, value);
}

/// Compiles source text to code that can be run.
pub fn compile(cx: &mut Context, request: vm::interp::CompileRequest<'_>) -> PyResult<Arc<bytecode::Code>> {
    match cx.interp_ref().hooks.compile {
        Some(compile) => compile(cx, request),
        None => Err(cx.system_error("this interpreter has no compiler")),
    }
}
