//! Where a module is: in the binary, or in a file on the search path.

use gil::Cause;
use vm::objects::dict;
use vm::{Context, PyResult, Value};

use super::as_str;
use crate::registry::{self, Embedded, ModuleSpec};

/// Where a module was found.
pub(super) enum Found {
    /// In Rust.
    Native(&'static ModuleSpec),
    /// Among the library's Python files.
    Embedded(&'static Embedded),
    /// A file: its path, and the folder if it is a package's.
    File { path: String, package: Option<String> },
    /// Folders without `__init__.py` that together are a package.
    Namespace(Vec<String>),
}

/// Finds a module. `path` is the package's `__path__`; `None` stands for `sys.path`.
pub(super) fn find(cx: &mut Context, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    if let Some(spec) = registry::native(name) {
        return Ok(Some(Found::Native(spec)));
    }
    let tail = name.rsplit_once('.').map_or(name, |(_, tail)| tail);
    let folders = match path {
        Some(path) => cx.collect(path)?,
        None => {
            let (sys, path) = (cx.interp_ref().sys.clone(), cx.names().path.clone());
            match dict::get_str(cx, &sys, &path) {
                Some(path) => cx.collect(&path)?,
                None => Vec::new(),
            }
        }
    };
    // A module of the library's own packages is not looked for in files.
    let in_library =
        folders.iter().any(|folder| as_str(folder).and_then(|f| f.as_str()).is_some_and(is_embedded_folder));
    if in_library {
        return Ok(registry::embedded(name).map(Found::Embedded));
    }
    let mut portions = Vec::new();
    for folder in folders {
        let Some(folder) = as_str(&folder).map(|folder| folder.to_string_lossy()) else { continue };
        match cx.blocking(Cause::Io, || look_in(&folder, tail)) {
            Some(Found::Namespace(found)) => portions.extend(found),
            Some(found) => return Ok(Some(found)),
            None => {}
        }
    }
    if path.is_none()
        && let Some(embedded) = registry::embedded(name)
    {
        return Ok(Some(Found::Embedded(embedded)));
    }
    Ok(if portions.is_empty() { None } else { Some(Found::Namespace(portions)) })
}

/// What `__path__` of a package in the binary holds instead of a folder.
pub(super) fn embedded_folder(name: &str) -> String {
    format!("<frozen {name}>")
}

fn is_embedded_folder(folder: &str) -> bool {
    folder.starts_with("<frozen ") && folder.ends_with('>')
}

fn look_in(folder: &str, tail: &str) -> Option<Found> {
    let folder = if folder.is_empty() || folder == "." {
        std::env::current_dir().ok()?.to_str()?.to_owned()
    } else {
        folder.trim_end_matches('/').to_owned()
    };
    // What is found has a name that stays right when the program changes its folder.
    let folder = if folder.starts_with('/') || folder.is_empty() {
        folder
    } else {
        let here = std::env::current_dir().ok()?;
        format!("{}/{folder}", here.to_str()?.trim_end_matches('/'))
    };
    let package = format!("{folder}/{tail}");
    let init = format!("{package}/__init__.py");
    let is_file = |path: &str| std::fs::metadata(path).is_ok_and(|data| data.is_file());
    if is_file(&init) {
        return Some(Found::File { path: init, package: Some(package) });
    }
    let path = format!("{package}.py");
    if is_file(&path) {
        return Some(Found::File { path, package: None });
    }
    let is_folder = std::fs::metadata(&package).is_ok_and(|data| data.is_dir());
    is_folder.then(|| Found::Namespace(vec![package]))
}
