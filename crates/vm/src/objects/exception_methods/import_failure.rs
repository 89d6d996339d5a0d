//! Why `from module import name` failed: the module's origin, whether it is still being imported, and whether
//! a file of the user's hides a module of the standard library.

use super::raising::import_error;
use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Str, dict};
use crate::{Context, PyResult, Raised, Value};

/// The `ImportError` of `from module import name`. `module_name` is the module's `__name__`, if it has one.
#[cold]
pub fn cannot_import_name(
    cx: &mut Context,
    module: &Value,
    module_name: Option<Obj<Str>>,
    name: &Obj<Str>,
) -> Raised {
    let text = name.to_string_lossy();
    let Some(module_name) = module_name else {
        let message = format!("cannot import name '{text}' from '<unknown module name>' (unknown location)");
        let unknown = cx.str_value("<unknown module name>");
        return import_error(cx, ExceptionKind::ImportError, &message, unknown, Value::None, name.value());
    };
    let found = match origin_of(cx, module) {
        Ok(found) => found,
        Err(raised) => return raised,
    };
    let from = module_name.to_string_lossy();
    let path = found.origin.as_ref().map(|origin| origin.to_string_lossy());
    let advice = match (&path, hides(cx, &found, &from)) {
        (Some(path), Some(advice)) => advice.text(path, &from),
        _ if found.initializing => String::from("most likely due to a circular import"),
        _ => String::new(),
    };
    let circular = advice.starts_with("most likely");
    let place = path.unwrap_or_else(|| String::from("unknown location"));
    let message = if circular {
        format!("cannot import name '{text}' from partially initialized module '{from}' ({advice}) ({place})")
    } else if advice.is_empty() {
        format!("cannot import name '{text}' from '{from}' ({place})")
    } else {
        format!("cannot import name '{text}' from '{from}' ({advice})")
    };
    let path = found.origin.map_or(Value::None, Value::from);
    import_error(cx, ExceptionKind::ImportError, &message, module_name.value(), path, name.value())
}

/// What a module's `__spec__` tells about where it is from.
pub struct Origin {
    /// The file, if it is from one.
    pub origin: Option<Obj<Str>>,
    /// The module's body is still running.
    pub initializing: bool,
}

/// Where a module is from.
pub fn origin_of(cx: &mut Context, module: &Value) -> PyResult<Origin> {
    let (spec, file) = (cx.names().__spec__.clone(), cx.names().__file__.clone());
    let spec = cx.attr_or_absent(module, &spec)?.filter(|spec| !spec.is_none());
    let mut found = Origin { origin: None, initializing: false };
    if let Some(spec) = spec {
        for (name, wanted) in [("_initializing", true), ("has_location", false)] {
            let name = cx.intern(name);
            let Some(value) = cx.attr_or_absent(&spec, &name)? else { continue };
            let truth = cx.truth(&value)?;
            if wanted {
                found.initializing = truth;
            } else if truth {
                let name = cx.intern("origin");
                let origin = cx.attr_or_absent(&spec, &name)?;
                found.origin = text_of(origin);
            }
        }
    }
    if found.origin.is_none() {
        let file = cx.attr_or_absent(module, &file)?;
        found.origin = text_of(file);
    }
    Ok(found)
}

fn text_of(value: Option<Value>) -> Option<Obj<Str>> {
    value.as_ref()?.as_ref()?.downcast::<Str>().cloned()
}

/// How a file may stand in the way of another module.
#[derive(Clone, Copy)]
pub enum Advice {
    /// It has the name of a module of the standard library.
    StandardLibrary,
    /// It may have the name of some library.
    Library,
}

impl Advice {
    /// The advice, without brackets.
    pub fn text(self, path: &str, module: &str) -> String {
        match self {
            Advice::StandardLibrary => format!(
                "consider renaming '{path}' since it has the same name as the standard library module named \
                 '{module}' and prevents importing that standard library module"
            ),
            Advice::Library => {
                format!(
                    "consider renaming '{path}' if it has the same name as a library you intended to import"
                )
            }
        }
    }
}

/// The folder that was searched first when the program began: the script's.
pub fn script_folder(cx: &Context) -> Option<String> {
    let settings = &cx.interp_ref().settings;
    if settings.flags.iter().any(|(name, value)| *name == "safe_path" && *value != 0) {
        return None;
    }
    let folder = settings.path.first()?;
    if folder.is_empty() {
        Some(std::env::current_dir().ok()?.to_str()?.to_owned())
    } else {
        Some(folder.clone())
    }
}

/// Whether a module's file, in the folder that is searched first, hides another module.
pub fn hides(cx: &mut Context, found: &Origin, module: &str) -> Option<Advice> {
    let origin = found.origin.as_ref()?.to_string_lossy();
    let folder = origin.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_package = origin.ends_with("/__init__.py");
    let folder = if is_package { folder.rsplit_once('/').map_or("", |(parent, _)| parent) } else { folder };
    if script_folder(cx)? != folder {
        return None;
    }
    if is_standard_library(cx, module) {
        return Some(Advice::StandardLibrary);
    }
    found.initializing.then_some(Advice::Library)
}

/// Whether `sys.stdlib_module_names` has a name.
pub fn is_standard_library(cx: &mut Context, module: &str) -> bool {
    let sys = cx.interp_ref().sys.clone();
    let name = cx.intern("stdlib_module_names");
    let Some(names) = dict::get_str(cx, &sys, &name) else { return false };
    let module = cx.str_value(module);
    cx.contains(&names, &module).unwrap_or(false)
}
