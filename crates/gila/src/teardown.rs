//! The end of the modules: what they hold dies while finalizers can still run, in CPython's order.
//!
//! ```text
//! sys.path, sys.argv, … None, streams restored ▶ sys.modules emptied ▶ cycles collected, namespaces intact
//!    ▶ builtins as at the start ▶ cycles again ▶ modules that are still alive: names become None, the last
//!      imported first; `_x` before the others
//! ```
//!
//! Most objects go in the first collection, when a finalizer still finds the globals that it uses. What a
//! stopped daemon thread's frames refer to stays alive.

use std::cell::RefCell;

use vm::heap::Obj;
use vm::objects::table::Table;
use vm::objects::weakref::WeakRef;
use vm::objects::{Dict, Kind, Module, Str, dict};
use vm::{Context, Value};

/// What belongs to the session and not to the program that is ending.
const SESSION: [&str; 11] = [
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
];

/// The names in `builtins` before the program ran.
#[derive(Default)]
struct Builtins(RefCell<Table>);

/// Remembers what `builtins` looks like before the program runs.
pub fn remember_builtins(cx: &mut Context) {
    let copied = cx.interp_ref().builtins.clone().get(cx).table.copied();
    let known = cx.interp_ref().extension::<Builtins>();
    let before = known.0.replace(copied);
    drop(before);
}

/// Lets the modules go, and what only they keep alive.
pub fn clear_modules(cx: &mut Context) {
    modules::io::prepare_end(cx);
    forget_session(cx);
    let namespaces = namespaces(cx);
    let forgotten = forget_modules(cx);
    collect(cx, &namespaces);
    restore_builtins(cx);
    collect(cx, &namespaces);
    for module in forgotten.into_iter().rev() {
        let alive = module.target(cx).and_then(|module| module.try_downcast::<Module>().ok());
        if let Some(module) = alive {
            let namespace = module.get(cx).dict.clone();
            drop(module);
            clear_namespace(cx, &namespace);
        }
    }
}

fn collect(cx: &mut Context, namespaces: &[usize]) {
    vm::heap::cycle::collect_from(cx, 2, namespaces);
    cx.settle();
}

/// Where the modules' namespaces are: what is in them is finalized in the order in which it was made, as far as that
/// can be told. The program's own objects come after those of the modules that it imports.
fn namespaces(cx: &mut Context) -> Vec<usize> {
    let modules = cx.interp_ref().modules.clone();
    let (mut imported, mut main) = (Vec::new(), Vec::new());
    for entry in modules.get(cx).table.iter() {
        let Some(module) = entry.value.as_ref().and_then(|module| module.downcast::<Module>()) else {
            continue;
        };
        let address = module.get(cx).dict.address();
        let group = if is_text(&entry.key, |name| name == "__main__") { &mut main } else { &mut imported };
        group.push(address);
    }
    imported.append(&mut main);
    imported
}

fn forget_session(cx: &mut Context) {
    let sys = cx.interp_ref().sys.clone();
    for name in SESSION {
        let name = cx.intern(name);
        dict::set_str(cx, &sys, &name, Value::None);
        cx.settle();
    }
    for (name, original) in [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")] {
        let original = cx.intern(original);
        let stream = dict::get_str(cx, &sys, &original).unwrap_or(Value::None);
        let name = cx.intern(name);
        dict::set_str(cx, &sys, &name, stream);
        cx.settle();
    }
}

/// Empties `sys.modules`. Returns weak references to the modules that were in it, `sys` and `builtins` left out:
/// they serve to the last.
fn forget_modules(cx: &mut Context) -> Vec<Obj<WeakRef>> {
    vm::report::source::close(cx);
    let modules = cx.interp_ref().modules.clone();
    let known: Vec<(Value, Value)> =
        modules.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    let class = cx.types().weakref.clone();
    let mut forgotten = Vec::new();
    for (name, module) in known {
        let serves = is_text(&name, |name| name == "sys" || name == "builtins");
        if !serves && let Some(module) = module.as_ref().filter(|module| module.kind() == Kind::Module) {
            forgotten.push(cx.new_weakref(&class, module, Value::Empty));
        }
        drop(module);
    }
    let gone = modules.get_mut(cx).table.take_all();
    drop(gone);
    cx.settle();
    forgotten
}

/// Makes `builtins` what it was before the program ran.
fn restore_builtins(cx: &mut Context) {
    let builtins = cx.interp_ref().builtins.clone();
    let before = cx.interp_ref().extension::<Builtins>().0.take();
    for name in names_of(cx, &builtins) {
        match before.get_str(&name) {
            Some(value) => dict::set_str(cx, &builtins, &name, value.clone()),
            None => drop(dict::remove_str(cx, &builtins, &name)),
        }
        cx.settle();
    }
}

/// Makes the names of a module `None`: first those with one underscore, which only the module itself should use,
/// then the others but `__builtins__`, which code that runs here still needs.
fn clear_namespace(cx: &mut Context, namespace: &Obj<Dict>) {
    let is_private = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for private in [true, false] {
        for name in names_of(cx, namespace) {
            let goes = name.as_str().is_none_or(|name| name != "__builtins__" && is_private(name) == private);
            if goes {
                dict::set_str(cx, namespace, &name, Value::None);
                cx.settle();
            }
        }
    }
}

fn names_of(cx: &Context, namespace: &Obj<Dict>) -> Vec<Obj<Str>> {
    let keys = namespace.get(cx).table.iter().map(|entry| entry.key.clone());
    keys.filter_map(|key| key.as_ref().and_then(|key| key.downcast::<Str>()).cloned()).collect()
}

fn is_text(value: &Value, test: impl Fn(&str) -> bool) -> bool {
    value
        .as_ref()
        .and_then(|object| object.downcast::<Str>())
        .and_then(|text| text.as_str())
        .is_some_and(test)
}
