//! `gc`: the cycle collector as Python sees it. The collector itself is `vm::heap::cycle`.
//!
//! It has no generations: every collection looks at all objects, and the generation only says how it is
//! counted. What is asked about generations is answered as if all objects were in the oldest.

use vm::heap::{Obj, cycle};
use vm::native::{Rest, Row};
use vm::objects::table::Table;
use vm::objects::{Kind, Module, dict};
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// The oldest generation.
const OLDEST: i64 = 2;

fn enable(cx: &mut Context) {
    let interp = cx.interp();
    interp.heap().collector.set_enabled(interp.heap(), true);
}

fn disable(cx: &mut Context) {
    let interp = cx.interp();
    interp.heap().collector.set_enabled(interp.heap(), false);
}

fn is_enabled(cx: &mut Context) -> bool {
    cx.heap().collector.is_enabled()
}

fn set_debug(cx: &mut Context, flags: i64) {
    cx.heap().collector.debug.set(flags);
}

fn get_debug(cx: &mut Context) -> i64 {
    cx.heap().collector.debug.get()
}

fn three(cx: &mut Context, numbers: [i64; 3]) -> Value {
    cx.tuple_value(numbers.into_iter().map(Value::Int).collect())
}

fn get_count(cx: &mut Context) -> Value {
    let numbers = cx.heap().collector.count(cx.heap());
    three(cx, numbers)
}

fn get_threshold(cx: &mut Context) -> Value {
    let numbers = cx.heap().collector.thresholds();
    three(cx, numbers)
}

fn set_threshold(cx: &mut Context, Rest(args): Rest) -> PyResult<()> {
    if args.is_empty() || args.len() > 3 {
        return Err(cx.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let mut thresholds = cx.heap().collector.thresholds();
    for (threshold, arg) in thresholds.iter_mut().zip(&args) {
        *threshold = cx.index_i64(arg)?;
    }
    let interp = cx.interp();
    interp.heap().collector.set_thresholds(interp.heap(), thresholds);
    Ok(())
}

fn collect(cx: &mut Context, generation: Option<i64>) -> PyResult<usize> {
    match generation.unwrap_or(OLDEST) {
        generation @ 0..=OLDEST => Ok(cycle::collect(cx, generation as usize)),
        _ => Err(cx.value_error("invalid generation")),
    }
}

fn get_objects(cx: &mut Context, generation: Option<Value>) -> PyResult<Value> {
    let generation = match generation {
        None | Some(Value::None) => OLDEST,
        Some(value) => match cx.try_index(&value)? {
            Some(number) => number.to_i64_clipped(),
            None => {
                let name = cx.type_name(&value);
                return Err(cx.type_error(format!("argument should be integer or None, not '{name}'")));
            }
        },
    };
    match generation {
        ..0 => Err(cx.value_error("generation parameter cannot be negative")),
        OLDEST => {
            let objects = cycle::objects(cx.heap());
            Ok(cx.list_value(objects))
        }
        0..OLDEST => Ok(cx.list_value(Vec::new())),
        _ => Err(
            cx.value_error("generation parameter must be less than the number of available generations (3)")
        ),
    }
}

fn get_stats(cx: &mut Context) -> Value {
    let stats = cx.heap().collector.stats();
    let mut shown = Vec::with_capacity(stats.len());
    for of in stats {
        let generation = cx.new_dict(Table::default());
        let entries = [
            ("collections", of.collections),
            ("collected", of.collected),
            ("uncollectable", of.uncollectable),
        ];
        for (name, number) in entries {
            let name = cx.intern(name);
            dict::set_str(cx, &generation, &name, Value::Int(number as i64));
        }
        shown.push(generation.into());
    }
    cx.list_value(shown)
}

fn get_referrers(cx: &mut Context, Rest(targets): Rest) -> Value {
    let found = cycle::referrers(cx.heap(), &targets);
    cx.list_value(found)
}

fn get_referents(cx: &mut Context, Rest(values): Rest) -> Value {
    let found = values.iter().flat_map(|value| {
        let mut found = cycle::referents(value);
        // CPython looks at the items of sequences from the last to the first.
        if value.as_ref().is_some_and(|object| matches!(object.kind(), Kind::List | Kind::Tuple)) {
            found.reverse();
        }
        found
    });
    let found = found.collect();
    cx.list_value(found)
}

/// Whether the collector looks at an object. The empty tuple and code objects never are part of a cycle.
fn is_tracked(_: &mut Context, object: Value) -> bool {
    let plain = object.as_ref().is_some_and(|object| match object.kind() {
        Kind::Code => true,
        Kind::Tuple => object
            .downcast::<vm::objects::Tuple>()
            .is_some_and(|tuple| tuple.items().iter().all(|item| !cycle::is_tracked_value(item))),
        _ => false,
    });
    !plain && cycle::is_tracked_value(&object)
}

static FUNCTIONS: &[Row] = &[
    function!("enable", "($module, /)", "Collect automatically from now on.", enable),
    function!("disable", "($module, /)", "Collect only when told to from now on.", disable),
    function!("isenabled", "($module, /)", "Whether collections happen automatically.", is_enabled),
    function!("set_debug", "($module, flags, /)", "Set what the collector reports or keeps.", set_debug),
    function!("get_debug", "($module, /)", "What the collector reports or keeps.", get_debug),
    function!("get_count", "($module, /)", "How much has happened since the last collections.", get_count),
    function!(
        "set_threshold",
        "($module, /, *thresholds)",
        "set_threshold(threshold0[, threshold1[, threshold2]])\nSet how many new objects make a collection due.",
        set_threshold
    ),
    function!("get_threshold", "($module, /)", "How many new objects make a collection due.", get_threshold),
    function!(
        "collect",
        "($module, /, generation=2)",
        "Collect now; returns how many objects were garbage.",
        collect
    ),
    function!(
        "get_objects",
        "($module, /, generation=None)",
        "The objects that the collector looks at.",
        get_objects
    ),
    function!("get_stats", "($module, /)", "Dicts of counts, one for each generation.", get_stats),
    function!("is_tracked", "($module, obj, /)", "Whether the collector looks at an object.", is_tracked),
    function!(
        "is_finalized",
        "($module, obj, /)",
        "Whether an object's finalizer has run.",
        |_: &mut Context, object: Value| { cycle::is_finalized(&object) }
    ),
    function!(
        "get_referrers",
        "($module, /, *objs)",
        "The objects that refer to one of these.",
        get_referrers
    ),
    function!("get_referents", "($module, /, *objs)", "The objects that these refer to.", get_referents),
    function!(
        "freeze",
        "($module, /)",
        "Leave the objects there are now alone from now on.",
        |cx: &mut Context| cycle::freeze(cx.heap())
    ),
    function!("unfreeze", "($module, /)", "Look at frozen objects again.", |cx: &mut Context| {
        cycle::unfreeze(cx.heap())
    }),
    function!("get_freeze_count", "($module, /)", "How many objects are frozen.", |cx: &mut Context| {
        cycle::freeze_count(cx.heap())
    }),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let (garbage, callbacks) = (cx.gc_garbage(), cx.gc_callbacks());
    crate::registry::set(cx, module, "garbage", garbage.into());
    crate::registry::set(cx, module, "callbacks", callbacks.into());
    let flags = [
        ("DEBUG_STATS", 1),
        ("DEBUG_COLLECTABLE", 2),
        ("DEBUG_UNCOLLECTABLE", 4),
        ("DEBUG_SAVEALL", cycle::DEBUG_SAVEALL),
        ("DEBUG_LEAK", 2 | 4 | cycle::DEBUG_SAVEALL),
    ];
    for (name, flag) in flags {
        crate::registry::set(cx, module, name, Value::Int(flag));
    }
    Ok(())
}

/// `gc`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "gc", doc: "The collector of reference cycles.", functions: &[FUNCTIONS], fill };
