//! `__import__`: relative names, and what the statement gets back.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::import_error;
use vm::objects::{Dict, Str, dict};
use vm::{Context, PyResult, Value, function};

use super::{as_str, import_module, in_modules};

/// `builtins.__import__`.
pub const IMPORT: Row = function!(
    "__import__",
    "($module, /, name, globals=None, locals=None, fromlist=(), level=0)",
    "Import a module.\n\nThe import statement calls this. Programs should call importlib.import_module().",
    import
);

fn import(
    cx: &mut Context,
    name: Value,
    globals: Option<Value>,
    _locals: Option<Value>,
    from: Option<Value>,
    level: Option<i64>,
) -> PyResult<Value> {
    let Some(name) = as_str(&name).cloned() else {
        return Err(cx.type_error("module name must be a string"));
    };
    let level = level.unwrap_or(0);
    let given = name.to_string_lossy();
    let absolute = match level {
        ..0 => return Err(cx.value_error("level must be >= 0")),
        0 if given.is_empty() => return Err(cx.value_error("Empty module name")),
        0 => given.clone(),
        level => resolve(cx, &given, globals.as_ref(), level as usize)?,
    };
    let module = import_module(cx, &absolute)?;
    let from = from.unwrap_or_default();
    if !cx.truth(&from)? {
        return first_package(cx, &given, &absolute, level, module);
    }
    let path = cx.names().__path__.clone();
    if cx.attr_or_absent(&module, &path)?.is_some() {
        import_submodules(cx, &module, &from, false)?;
    }
    Ok(module)
}

/// `import a.b.c` binds `a`.
fn first_package(
    cx: &mut Context,
    given: &str,
    absolute: &str,
    level: i64,
    module: Value,
) -> PyResult<Value> {
    let Some((first, rest)) = given.split_once('.') else { return Ok(module) };
    if level == 0 {
        return import_module(cx, first);
    }
    let wanted = &absolute[..absolute.len() - rest.len() - 1];
    match in_modules(cx, wanted)? {
        Some(module) => Ok(module),
        None => {
            let message = cx.str_value(&format!("'{wanted}' not in sys.modules as expected"));
            Err(cx.key_error(message))
        }
    }
}

/// `from package import name`: a name that is no attribute may be a module of the package.
fn import_submodules(cx: &mut Context, module: &Value, names: &Value, from_all: bool) -> PyResult<()> {
    for name in cx.collect(names)? {
        let Some(name) = as_str(&name).cloned() else {
            let got = cx.type_name(&name);
            let place = if from_all {
                let module_name = cx.get_attr_named(module, "__name__")?;
                format!("{}.__all__", cx.str_text(&module_name)?)
            } else {
                String::from("``from list''")
            };
            return Err(cx.type_error(format!("Item in {place} must be str, not {got}")));
        };
        if name.as_str() == Some("*") {
            let all = cx.names().__all__.clone();
            if !from_all && let Some(all) = cx.attr_or_absent(module, &all)? {
                import_submodules(cx, module, &all, true)?;
            }
            continue;
        }
        let attribute = cx.intern_obj(&name);
        if cx.attr_or_absent(module, &attribute)?.is_some() {
            continue;
        }
        let package = cx.get_attr_named(module, "__name__")?;
        let full = format!("{}.{}", cx.str_text(&package)?, name.to_string_lossy());
        if let Err(raised) = import_module(cx, &full) {
            // That there is no such module is said by the statement, in its own words.
            let missing = raised.0.field(cx, vm::objects::exception_methods::names::MODULE);
            let is_this = cx.is_exception(&raised, ExceptionKind::ModuleNotFoundError)
                && as_str(&missing).is_some_and(|missing| missing.to_string_lossy() == full);
            let halted = matches!(in_modules(cx, &full)?, Some(Value::None));
            if !is_this || halted {
                return Err(raised);
            }
        }
    }
    Ok(())
}

/// The absolute name of a relative one.
fn resolve(cx: &mut Context, name: &str, globals: Option<&Value>, level: usize) -> PyResult<String> {
    let globals =
        globals.and_then(|globals| globals.as_ref()).and_then(|globals| globals.downcast::<Dict>()).cloned();
    let Some(globals) = globals else {
        let message = cx.str_value("'__name__' not in globals");
        return Err(cx.key_error(message));
    };
    let package = package_of(cx, &globals)?.to_string_lossy();
    let relative = |cx: &mut Context, message: &str| {
        import_error(cx, ExceptionKind::ImportError, message, Value::None, Value::None, Value::None)
    };
    if package.is_empty() {
        return Err(relative(cx, "attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((parent, _)) => base = parent,
            None => return Err(relative(cx, "attempted relative import beyond top-level package")),
        }
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

/// The package in which code with these globals runs.
fn package_of(cx: &mut Context, globals: &Obj<Dict>) -> PyResult<Obj<Str>> {
    let names = cx.names();
    let (package, spec, name, path) =
        (names.__package__.clone(), names.__spec__.clone(), names.__name__.clone(), names.__path__.clone());
    let known = dict::get_str(cx, globals, &package).filter(|package| !package.is_none());
    if let Some(package) = known {
        return match as_str(&package) {
            Some(package) => Ok(package.clone()),
            None => Err(cx.type_error("package must be a string")),
        };
    }
    if let Some(spec) = dict::get_str(cx, globals, &spec).filter(|spec| !spec.is_none()) {
        let parent = cx.get_attr_named(&spec, "parent")?;
        return match as_str(&parent) {
            Some(parent) => Ok(parent.clone()),
            None => Err(cx.type_error("__spec__.parent must be a string")),
        };
    }
    let Some(name) = dict::get_str(cx, globals, &name) else {
        let message = cx.str_value("'__name__' not in globals");
        return Err(cx.key_error(message));
    };
    let Some(name) = as_str(&name).cloned() else {
        return Err(cx.type_error("__name__ must be a string"));
    };
    if dict::get_str(cx, globals, &path).is_some() {
        return Ok(name);
    }
    let text = name.to_string_lossy();
    let parent = text.rsplit_once('.').map_or("", |(parent, _)| parent);
    Ok(cx.new_str(parent))
}
