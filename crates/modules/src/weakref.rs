//! `_weakref`: weak references and proxies. The types are the VM's own (`vm::objects::weakref`); the containers
//! of weak references are in Python, in `weakref`.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::weakref::WeakRef;
use vm::objects::{Dict, Module, dict};
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// The references to an object in CPython's order: the plain one, the plain proxy, then the others, newest
/// first.
fn references(cx: &Context, object: &Value) -> Vec<Value> {
    let mut references = object.as_ref().map(|object| cx.heap().weak_references(object)).unwrap_or_default();
    references.reverse();
    references.sort_by_key(|reference| {
        let class = reference.header().shape().class();
        let plain =
            reference.downcast::<WeakRef>().is_some_and(|reference| reference.get(cx).callback.is_empty());
        match plain {
            true if class.is(&cx.types().weakref) => 0,
            true if class.is(&cx.types().weakref_proxy) || class.is(&cx.types().weakref_callable_proxy) => 1,
            _ => 2,
        }
    });
    references.into_iter().map(Value::Ref).collect()
}

fn count(cx: &mut Context, object: Value) -> usize {
    references(cx, &object).len()
}

fn list(cx: &mut Context, object: Value) -> Value {
    let references = references(cx, &object);
    cx.list_value(references)
}

fn proxy(cx: &mut Context, object: Value, callback: Option<Value>) -> PyResult<Obj<WeakRef>> {
    cx.new_weak_proxy(&object, callback.unwrap_or(Value::None))
}

/// Removes a key whose value is a dead reference, in one step: nothing else happens in between.
fn remove_dead(cx: &mut Context, dct: Obj<Dict>, key: Value) -> PyResult<()> {
    let hash = dict::key_hash(cx, &key)?;
    let Some(position) = dict::find(cx, &dct, hash, &key)? else { return Ok(()) };
    let value = dct.get(cx).table.value_at(position).clone();
    let Some(reference) = value.as_ref().and_then(|value| value.downcast::<WeakRef>()) else {
        return Err(cx.type_error("not a weakref"));
    };
    if reference.target(cx).is_none() {
        let gone = dct.get_mut(cx).table.remove_at(position);
        drop(gone);
    }
    Ok(())
}

static FUNCTIONS: &[Row] = &[
    function!(
        "getweakrefcount",
        "($module, object, /)",
        "How many weak references to an object there are.",
        count
    ),
    function!("getweakrefs", "($module, object, /)", "The weak references to an object.", list),
    function!(
        "proxy",
        "($module, object, callback=None, /)",
        "A stand-in for an object that does not keep it alive.",
        proxy
    ),
    function!(
        "_remove_dead_weakref",
        "($module, dct, key, /)",
        "Remove a key from a dict if its value is a dead weak reference.",
        remove_dead
    ),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let types = cx.types();
    let (reference, proxy, callable) =
        (types.weakref.value(), types.weakref_proxy.value(), types.weakref_callable_proxy.value());
    let entries = [
        ("ref", reference.clone()),
        ("ReferenceType", reference),
        ("ProxyType", proxy),
        ("CallableProxyType", callable),
    ];
    for (name, value) in entries {
        crate::registry::set(cx, module, name, value);
    }
    Ok(())
}

/// `_weakref`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_weakref", doc: "Weak references.", functions: &[FUNCTIONS], fill };
