//! What TAB offers: names, attributes, keywords, modules. The text is taken apart without the lock, the answer is
//! looked up with it.
//!
//! Looking must not do anything: an attribute is read from where it is stored (an object's own, its class's),
//! and never through a property, `__getattr__` or any other call. What cannot be known that way is not offered.

use std::collections::BTreeSet;

use gil::Cause;
use vm::heap::Obj;
use vm::objects::{Dict, Kind, Module, Str, Type, dict, instance, object_methods};
use vm::{Context, Value};

/// What is wanted at the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A module of this package (`""`: any).
    Module { package: String },
    /// Something to import from this module.
    Member { module: String },
    /// An attribute of what this chain of names stands for.
    Attribute { chain: Vec<String> },
    /// A name, or a keyword.
    Name,
    /// The indentation of a block.
    Indent,
    /// Nothing that could be known.
    Nothing,
}

/// What a cursor at the end of `line` asks for, and where the unfinished word begins.
pub(super) fn wanted(line: &str) -> (usize, Wanted) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = line.trim_end_matches(is_word).len();
    if line.trim().is_empty() {
        return (line.len(), Wanted::Indent);
    }
    let path_start = line.trim_end_matches(|c| is_word(c) || c == '.').len();
    let path = &line[path_start..start];
    let statement = line.rsplit(';').next().unwrap_or(line).trim_start();
    let package = || path.trim_end_matches('.').to_owned();
    if let Some(rest) = statement.strip_prefix("from ") {
        if let Some((module, _)) = rest.split_once(" import ") {
            return (start, Wanted::Member { module: module.trim().to_owned() });
        }
        let blanks = rest.trim_start().contains(' ');
        return (start, if blanks { Wanted::Name } else { Wanted::Module { package: package() } });
    }
    if let Some(rest) = statement.strip_prefix("import ") {
        let last = rest.rsplit(',').next().unwrap_or(rest).trim_start();
        let blanks = last.contains(' ');
        return (start, if blanks { Wanted::Name } else { Wanted::Module { package: package() } });
    }
    if path.is_empty() {
        let inside_literal = line[start..].starts_with(|c: char| c.is_ascii_digit());
        return (start, if inside_literal { Wanted::Nothing } else { Wanted::Name });
    }
    let chain: Vec<String> = path[..path.len() - 1].split('.').map(str::to_owned).collect();
    let known = !path.ends_with("..")
        && chain.iter().all(|name| name.starts_with(|c: char| is_word(c) && !c.is_ascii_digit()));
    (start, if known { Wanted::Attribute { chain } } else { Wanted::Nothing })
}

/// The possible continuations, sorted: whole words that begin with `prefix`.
pub(super) fn answer(cx: &mut Context, main: &Obj<Dict>, wanted: &Wanted, prefix: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    match wanted {
        Wanted::Indent => return vec![String::from("    ")],
        Wanted::Nothing => {}
        Wanted::Name => names(cx, main, &mut found),
        Wanted::Module { package } => modules_of(cx, package, &mut found),
        Wanted::Member { module } => {
            if let Ok(Some(value)) = modules::importing::in_modules(cx, module) {
                attributes(cx, &value, &mut found);
            }
            modules_of(cx, module, &mut found);
        }
        Wanted::Attribute { chain } => {
            if let Some(value) = value_of(cx, main, chain) {
                attributes(cx, &value, &mut found);
            }
        }
    }
    let hidden = |name: &str| name.starts_with('_') && !prefix.starts_with('_');
    found.into_iter().filter(|name| name.starts_with(prefix) && !hidden(name)).collect()
}

/// The names in `builtins`, for colours.
pub(super) fn builtin_names(cx: &Context) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    keys(cx, &cx.interp_ref().builtins.clone(), &mut found);
    found
}

fn names(cx: &mut Context, main: &Obj<Dict>, found: &mut BTreeSet<String>) {
    keys(cx, main, found);
    keys(cx, &cx.interp_ref().builtins.clone(), found);
    found.extend(syntax::KEYWORDS.iter().map(|word| (*word).to_owned()));
    found.extend(["match", "case", "type"].map(str::to_owned));
}

/// The keys of a namespace that are names.
fn keys(cx: &Context, namespace: &Obj<Dict>, found: &mut BTreeSet<String>) {
    let keys = namespace.get(cx).table.iter();
    let texts = keys.filter_map(|entry| entry.key.as_ref()?.downcast::<Str>()?.as_str().map(str::to_owned));
    found.extend(texts.filter(|text| is_identifier(text)));
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// What a chain of names stands for.
fn value_of(cx: &mut Context, main: &Obj<Dict>, chain: &[String]) -> Option<Value> {
    let (first, rest) = chain.split_first()?;
    let first = cx.intern(first);
    let builtins = cx.interp_ref().builtins.clone();
    let mut value = dict::get_str(cx, main, &first).or_else(|| dict::get_str(cx, &builtins, &first))?;
    for name in rest {
        let name = cx.intern(name);
        value = stored_attribute(cx, &value, &name)?;
    }
    Some(value)
}

/// An attribute that can be had without running anything.
fn stored_attribute(cx: &mut Context, object: &Value, name: &Obj<Str>) -> Option<Value> {
    if let Some(class) = object.as_ref().and_then(|object| object.downcast::<Type>()).cloned() {
        return class.lookup(cx, name).filter(|found| !is_computed(cx, found));
    }
    let class = cx.type_of(object);
    let on_class = class.lookup(cx, name);
    if let Some(own) = object.as_ref().and_then(|object| cx.own_attr(object, name)) {
        // A property of that name would come first.
        return on_class.is_none_or(|found| !is_computed(cx, &found)).then_some(own);
    }
    on_class.filter(|found| !is_computed(cx, found))
}

/// Whether reading the attribute would give something else than what is stored. Functions are themselves, as far
/// as their attributes go.
fn is_computed(cx: &mut Context, found: &Value) -> bool {
    if found.as_ref().is_some_and(|object| matches!(object.kind(), Kind::Function | Kind::Native)) {
        return false;
    }
    let get = cx.intern("__get__");
    let class = cx.type_of(found);
    class.lookup(cx, &get).is_some()
}

/// The names of the attributes that an object has stored, and those of its class.
fn attributes(cx: &mut Context, object: &Value, found: &mut BTreeSet<String>) {
    let names = cx.new_dict(Default::default());
    let reference = object.as_ref().cloned();
    if let Some(module) = reference.as_ref().and_then(|object| object.downcast::<Module>()) {
        let namespace = module.get(cx).dict.clone();
        return keys(cx, &namespace, found);
    }
    let class = match reference.as_ref().and_then(|object| object.downcast::<Type>()) {
        Some(class) => class.clone(),
        None => {
            if let Some(own) = reference.as_ref().and_then(|object| instance::dict_of(cx, object)) {
                keys(cx, &own, found);
            }
            cx.type_of(object)
        }
    };
    // What it cannot list it does not offer.
    if object_methods::add_class_names(cx, &class, &names).is_ok() {
        keys(cx, &names, found);
    }
}

/// The modules of a package: builtin ones, and those in the folders where imports look.
fn modules_of(cx: &mut Context, package: &str, found: &mut BTreeSet<String>) {
    let inside = if package.is_empty() { String::new() } else { format!("{package}.") };
    let known = modules::registry::all_names();
    let tails = known.iter().filter_map(|name| name.strip_prefix(inside.as_str()));
    found.extend(tails.filter_map(|tail| tail.split('.').next()).map(str::to_owned));
    let folders = search_path(cx);
    let inner = package.replace('.', "/");
    let listed = cx.blocking(Cause::Io, || {
        folders
            .iter()
            .flat_map(|folder| files(&std::path::Path::new(folder).join(&inner)))
            .collect::<Vec<_>>()
    });
    found.extend(listed);
}

fn search_path(cx: &mut Context) -> Vec<String> {
    let (sys, path) = (cx.interp_ref().sys.clone(), cx.names().path.clone());
    let Some(path) = dict::get_str(cx, &sys, &path) else { return Vec::new() };
    let Some(list) = path.as_ref().and_then(|path| path.downcast::<vm::objects::List>()) else {
        return Vec::new();
    };
    let folders = list.get(cx).items.iter();
    let texts =
        folders.filter_map(|folder| folder.as_ref()?.downcast::<Str>().map(|text| text.to_string_lossy()));
    texts.map(|folder| if folder.is_empty() { String::from(".") } else { folder }).collect()
}

/// What could be imported from a folder.
fn files(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let module = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let stem = match name.strip_suffix(".py") {
            Some(stem) => stem.to_owned(),
            None if entry.path().is_dir() => name,
            None => return None,
        };
        (is_identifier(&stem) && !stem.starts_with("__")).then_some(stem)
    };
    entries.flatten().filter_map(module).collect()
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
