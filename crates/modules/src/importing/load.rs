//! From where a module was found to the module: made, put into `sys.modules`, its body run.

use gil::Cause;
use vm::heap::Obj;
use vm::interp::CompileRequest;
use vm::objects::exception_methods::os_error;
use vm::objects::{Dict, Module, dict};
use vm::report::source;
use vm::{Context, PyResult, Value};

use super::find::{Found, embedded_folder, find};
use super::in_modules;
use super::spec::{Place, mark_complete, new_spec};
use crate::registry;

/// Loads a module that is not in `sys.modules`.
pub(super) fn load(cx: &mut Context, name: &str, found: Found) -> PyResult<Value> {
    match found {
        Found::Native(spec) => {
            let module = registry::make(cx, spec)?;
            describe(cx, &module, name, &Place::BuiltIn)?;
            remember(cx, name, &module);
            Ok(module.into())
        }
        Found::Namespace(portions) => {
            let module = cx.new_module(name, Value::None);
            let module = describe(cx, &module, name, &Place::Namespace(&portions)).map(|()| module)?;
            remember(cx, name, &module);
            Ok(module.into())
        }
        Found::Embedded(embedded) => {
            let filename = embedded_folder(name);
            source::register_text(cx, &filename, embedded.text);
            let place = Place::Frozen { is_package: embedded.is_package };
            run_body(cx, name, &place, embedded.text.as_bytes(), &filename)
        }
        Found::File { path, package } => {
            let bytes = read_file(cx, &path)?;
            let place = Place::File { path: &path, folder: package.as_deref() };
            run_body(cx, name, &place, &bytes, &path)
        }
    }
}

/// Makes a module and runs its body; when that fails, the module is forgotten.
fn run_body(cx: &mut Context, name: &str, place: &Place<'_>, text: &[u8], filename: &str) -> PyResult<Value> {
    let module = cx.new_module(name, Value::None);
    describe(cx, &module, name, place)?;
    remember(cx, name, &module);
    let globals = module.get(cx).dict.clone();
    if let Err(raised) = run_source(cx, text, filename, &globals) {
        let modules = cx.interp_ref().modules.clone();
        let name = cx.intern(name);
        dict::remove_str(cx, &modules, &name);
        return Err(raised);
    }
    mark_complete(cx, &module.value())?;
    // The body may have put something else in its place.
    match in_modules(cx, name)? {
        Some(loaded) => Ok(loaded),
        None => {
            let name = cx.str_value(name);
            Err(cx.key_error(name))
        }
    }
}

/// Runs the body of a module again, in the namespace it has.
pub(super) fn reload(cx: &mut Context, name: &str, module: &Obj<Module>) -> PyResult<Value> {
    let search = match name.rsplit_once('.') {
        Some((parent, _)) => {
            let parent = super::import_module(cx, parent)?;
            Some(cx.get_attr_named(&parent, "__path__")?)
        }
        None => None,
    };
    let globals = module.get(cx).dict.clone();
    match find(cx, name, search.as_ref())? {
        Some(Found::Embedded(embedded)) => {
            run_source(cx, embedded.text.as_bytes(), &embedded_folder(name), &globals)?;
        }
        Some(Found::File { path, .. }) => {
            let bytes = read_file(cx, &path)?;
            run_source(cx, &bytes, &path, &globals)?;
        }
        Some(Found::Native(_) | Found::Namespace(_)) => {}
        None => {
            let message = format!("spec not found for the module '{name}'");
            return Err(super::not_found(cx, &message, name));
        }
    }
    Ok(in_modules(cx, name)?.unwrap_or_else(|| module.value()))
}

fn read_file(cx: &mut Context, path: &str) -> PyResult<Vec<u8>> {
    match cx.blocking(Cause::Io, || std::fs::read(path)) {
        Ok(bytes) => Ok(bytes),
        Err(error) => {
            let path = cx.str_value(path);
            Err(os_error(cx, &error, path))
        }
    }
}

/// Compiles a text and runs it as a module's body.
pub fn run_source(cx: &mut Context, text: &[u8], filename: &str, globals: &Obj<Dict>) -> PyResult<Value> {
    let request = CompileRequest { source: text, filename, mode: "exec", flags: 0, optimize: -1 };
    let code = registry::compile(cx, request)?;
    let code = cx.load_code(&code);
    cx.run_code(&code, globals, Value::Empty)
}

fn remember(cx: &mut Context, name: &str, module: &Obj<Module>) {
    let modules = cx.interp_ref().modules.clone();
    let name = cx.intern(name);
    dict::set_str(cx, &modules, &name, module.value());
}

/// Sets the attributes that say what the module is and where it is from.
fn describe(cx: &mut Context, module: &Obj<Module>, name: &str, place: &Place<'_>) -> PyResult<()> {
    let spec = new_spec(cx, name, place)?;
    registry::set(cx, module, "__spec__", spec);
    let package =
        if place.is_package() { name } else { name.rsplit_once('.').map_or("", |(parent, _)| parent) };
    let package = cx.intern(package).value();
    registry::set(cx, module, "__package__", package);
    if let Some(folders) = place.search_locations(name) {
        let folders = folders.iter().map(|folder| cx.str_value(folder)).collect();
        let folders = cx.list_value(folders);
        registry::set(cx, module, "__path__", folders);
    }
    if let Place::File { path, .. } = place {
        let path = cx.str_value(path);
        registry::set(cx, module, "__file__", path);
    }
    if !matches!(place, Place::BuiltIn) {
        let builtins = in_modules(cx, "builtins")?.unwrap_or_else(|| cx.interp_ref().builtins.value());
        registry::set(cx, module, "__builtins__", builtins);
    }
    Ok(())
}

/// Runs a module as `__main__`: what `-m` does. A package runs its `__main__`.
pub fn run_module_as_main(cx: &mut Context, name: &str, main: &Obj<Module>) -> PyResult<()> {
    let found = match name.rsplit_once('.') {
        Some((parent, _)) => {
            let package = super::import_module(cx, parent)?;
            let folders = cx.get_attr_named(&package, "__path__")?;
            find(cx, name, Some(&folders))?
        }
        None => find(cx, name, None)?,
    };
    let globals = main.get(cx).dict.clone();
    match found {
        Some(Found::File { package: Some(_), .. } | Found::Namespace(_)) => {
            run_module_as_main(cx, &format!("{name}.__main__"), main)
        }
        Some(Found::Embedded(embedded)) if embedded.is_package => {
            run_module_as_main(cx, &format!("{name}.__main__"), main)
        }
        Some(Found::File { path, package: None }) => {
            let bytes = read_file(cx, &path)?;
            describe(cx, main, name, &Place::File { path: &path, folder: None })?;
            let shown = cx.str_value(&path);
            set_first_argument(cx, shown)?;
            run_source(cx, &bytes, &path, &globals).map(drop)
        }
        Some(Found::Embedded(embedded)) => {
            describe(cx, main, name, &Place::Frozen { is_package: false })?;
            let filename = embedded_folder(name);
            source::register_text(cx, &filename, embedded.text);
            run_source(cx, embedded.text.as_bytes(), &filename, &globals).map(drop)
        }
        Some(Found::Native(_)) => Err(stop(cx, &format!("No code object available for {name}"))),
        None => match name.strip_suffix(".__main__") {
            Some(package) => Err(stop(
                cx,
                &format!("No module named {name}; '{package}' is a package and cannot be directly executed"),
            )),
            None => Err(stop(cx, &format!("No module named {name}"))),
        },
    }
}

/// `sys.argv[0]` becomes the module's file.
fn set_first_argument(cx: &mut Context, path: Value) -> PyResult<()> {
    let sys = super::import_module(cx, "sys")?;
    let argv = cx.get_attr_named(&sys, "argv")?;
    cx.set_item(&argv, Value::Int(0), path)
}

/// Ends the program with a message and status 1.
fn stop(cx: &mut Context, message: &str) -> vm::Raised {
    let program = cx.interp_ref().settings.executable.clone();
    let message = cx.str_value(&format!("{program}: {message}"));
    cx.error_with(vm::objects::exception::ExceptionKind::SystemExit, vec![message])
}
