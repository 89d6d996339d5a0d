//! `_functools`: `reduce`, and the callables around other callables: [`partial`], [`key`] (`cmp_to_key`) and
//! [`cache`] (`lru_cache`). `functools` (in Python) adds what needs no Rust.

mod cache;
mod key;
mod partial;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Module;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

pub use partial::PARTIAL_TYPE;

fn reduce(cx: &mut Context, function: Value, iterable: Value, initial: Option<Value>) -> PyResult<Value> {
    let iterator = match cx.iter(&iterable) {
        Ok(iterator) => iterator,
        Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => {
            return Err(cx.type_error("reduce() arg 2 must support iteration"));
        }
        Err(raised) => return Err(raised),
    };
    let mut result = match initial {
        Some(initial) => initial,
        None => match cx.next(&iterator)? {
            Some(first) => first,
            None => return Err(cx.type_error("reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = cx.next(&iterator)? {
        result = cx.call(&function, &[result, item])?;
    }
    Ok(result)
}

static FUNCTIONS: &[Row] = &[
    function!(
        "reduce",
        "($module, function, iterable, /, initial=<unrepresentable>)",
        "Combine the items by a function of two arguments, from left to right.",
        reduce
    ),
    function!(
        "cmp_to_key",
        "($module, /, mycmp)",
        "Make a sort key of a comparison function.",
        key::cmp_to_key
    ),
];

/// What a method of a module's class gets when it is read from an instance: itself, bound.
fn get_bound(cx: &mut Context, this: &Value, instance: Value) -> Value {
    if instance.is_none() {
        return this.clone();
    }
    cx.new_method(this.clone(), instance).into()
}

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let partial = cx.module_type(&partial::PARTIAL_TYPE);
    let placeholder_type = cx.module_type(&partial::PLACEHOLDER_TYPE);
    let wrapper = cx.module_type(&cache::WRAPPER_TYPE);
    let placeholder = partial::placeholder(cx);
    let entries = [
        ("partial", partial.into()),
        ("_PlaceholderType", placeholder_type.into()),
        ("Placeholder", placeholder),
        ("_lru_cache_wrapper", wrapper.into()),
    ];
    for (name, value) in entries {
        crate::registry::set(cx, module, name, value);
    }
    Ok(())
}

/// `_functools`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_functools", doc: "Tools that operate on functions.", functions: &[FUNCTIONS], fill };
