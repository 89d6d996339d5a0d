//! `atexit`: functions that are called when the interpreter ends. [`run`] is what ends it calls.

use std::cell::RefCell;

use vm::heap::Obj;
use vm::native::{Keywords, Rest, Row};
use vm::objects::Str;
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// A call to be made.
#[derive(Clone)]
struct Call {
    function: Value,
    args: Vec<Value>,
    keywords: Vec<(Obj<Str>, Value)>,
}

/// The calls of an interpreter, in order of registration.
#[derive(Default)]
struct Calls(RefCell<Vec<Call>>);

fn register(cx: &mut Context, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<Value> {
    let mut args = args.into_iter();
    let Some(function) = args.next() else {
        return Err(cx.type_error("register() takes at least 1 argument (0 given)"));
    };
    if !cx.is_callable(&function) {
        return Err(cx.type_error("the first argument must be callable"));
    }
    let call = Call { function: function.clone(), args: args.collect(), keywords };
    cx.interp_ref().extension::<Calls>().0.borrow_mut().push(call);
    Ok(function)
}

fn unregister(cx: &mut Context, function: Value) -> PyResult<()> {
    let calls = cx.interp_ref().extension::<Calls>();
    let mut index = calls.0.borrow().len();
    while index > 0 {
        index -= 1;
        // Comparing may run code that registers or unregisters.
        let Some(known) = calls.0.borrow().get(index).map(|call| call.function.clone()) else { continue };
        if cx.equal(&known, &function)? {
            let unchanged = calls.0.borrow().get(index).is_some_and(|call| call.function.is(&known));
            if unchanged {
                let gone = calls.0.borrow_mut().remove(index);
                drop(gone);
            }
        }
    }
    Ok(())
}

/// Makes the calls, the last one first. Exceptions are reported; they stop nothing.
pub fn run(cx: &mut Context) {
    let calls = cx.interp_ref().extension::<Calls>();
    // What is registered meanwhile is not called any more.
    let registered = calls.0.borrow().clone();
    for Call { function, args, keywords } in registered.into_iter().rev() {
        if let Err(raised) = cx.call_with_keywords(&function, &args, &keywords) {
            cx.report_unraisable(raised, "Exception ignored in atexit callback", &function);
        }
    }
    clear(cx);
}

fn clear(cx: &mut Context) {
    let gone = cx.interp_ref().extension::<Calls>().0.take();
    drop(gone);
}

fn count(cx: &mut Context) -> usize {
    cx.interp_ref().extension::<Calls>().0.borrow().len()
}

static FUNCTIONS: &[Row] = &[
    function!(
        "register",
        "($module, /, *args, **kwargs)",
        "register(func, *args, **kwargs)\nHave a function called when the interpreter ends.",
        register
    ),
    function!("unregister", "($module, func, /)", "Forget all registrations of a function.", unregister),
    function!("_run_exitfuncs", "($module, /)", "Make the calls now.", run),
    function!("_clear", "($module, /)", "Forget all registrations.", clear),
    function!("_ncallbacks", "($module, /)", "How many functions are registered.", count),
];

/// `atexit`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "atexit",
    doc: "Functions that are called when the interpreter ends, the last one registered first.",
    functions: &[FUNCTIONS],
    fill: crate::registry::nothing_more,
};
