//! Functions about containers and iterators.

use std::cmp::Ordering;

use vm::heap::Obj;
use vm::native::Args;
use vm::objects::exception_methods::unexpected_keyword;
use vm::objects::iterators::Iterator as BuiltinIterator;
use vm::objects::list_sort::sort_items;
use vm::objects::{List, Str};
use vm::protocol::compare::Comparison;
use vm::{Context, PyResult, Value};

pub(super) fn len(cx: &mut Context, object: Value) -> PyResult<usize> {
    cx.len(&object)
}

pub(super) fn all(cx: &mut Context, iterable: Value) -> PyResult<bool> {
    let iterator = cx.iter(&iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        if !cx.truth(&item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn any(cx: &mut Context, iterable: Value) -> PyResult<bool> {
    let iterator = cx.iter(&iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        if cx.truth(&item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn iter(cx: &mut Context, object: Value, sentinel: Option<Value>) -> PyResult<Value> {
    let Some(sentinel) = sentinel else { return cx.iter(&object) };
    if !cx.is_callable(&object) {
        return Err(cx.type_error("iter(v, w): v must be callable"));
    }
    Ok(cx.new_iterator(BuiltinIterator::Callable { callable: object, sentinel }))
}

pub(super) fn next(cx: &mut Context, iterator: Value, default: Option<Value>) -> PyResult<Value> {
    let class = cx.type_of(&iterator);
    let Some(method) = class.special(cx, |names| &names.__next__) else {
        let name = class.name(cx);
        return Err(cx.type_error(format!("'{name}' object is not an iterator")));
    };
    match default {
        // The `StopIteration` of a generator or of a mapped function may have a value, which must not get lost.
        None if is_container_iterator(cx, &iterator) => match cx.next(&iterator)? {
            Some(item) => Ok(item),
            None => Err(cx.stop_iteration(Value::None)),
        },
        None => cx.call_special(method, &iterator, []),
        Some(default) => Ok(cx.next(&iterator)?.unwrap_or(default)),
    }
}

/// Whether a builtin iterator runs no code of others whose exceptions it passes on.
fn is_container_iterator(cx: &Context, iterator: &Value) -> bool {
    let iterator = iterator.as_ref().and_then(|object| object.downcast::<BuiltinIterator>());
    iterator.is_some_and(|iterator| !matches!(iterator.get(cx), BuiltinIterator::Adaptor(_)))
}

pub(super) fn sorted(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let given = args.positional_count();
    if given != 1 {
        return Err(cx.type_error(format!("sorted expected 1 argument, got {given}")));
    }
    // CPython hands the keywords to list.sort(), which is whom its messages name.
    let [key, reverse] = keywords(cx, args, "sort", ["key", "reverse"])?;
    let reverse = if reverse.is_empty() { false } else { cx.truth(&reverse)? };
    let iterable = args.values[0].take();
    let mut items = cx.collect(&iterable)?;
    sort_items(cx, &mut items, key.into_option().filter(|key| !key.is_none()), reverse)?;
    Ok(Obj::<List>::into(cx.new_list(items)))
}

/// The values of the keywords that a function knows.
pub(super) fn keywords<const N: usize>(
    cx: &mut Context,
    args: &mut Args<'_>,
    function: &str,
    known: [&str; N],
) -> PyResult<[Value; N]> {
    let mut found = [const { Value::Empty }; N];
    let Some(names) = args.names.clone() else { return Ok(found) };
    let first = args.positional_count();
    for (name, value) in names.items().iter().zip(&mut args.values[first..]) {
        let name = name.as_ref().and_then(|name| name.downcast::<Str>()).map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default();
        match known.iter().position(|known| *known == name) {
            Some(at) => found[at] = value.take(),
            None => return Err(unexpected_keyword(cx, function, &name, &known)),
        }
    }
    Ok(found)
}

pub(super) fn min(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    extreme(cx, args, "min", Comparison::Less, Ordering::Less)
}

pub(super) fn max(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    extreme(cx, args, "max", Comparison::Greater, Ordering::Greater)
}

fn extreme(
    cx: &mut Context,
    args: &mut Args<'_>,
    name: &str,
    better: Comparison,
    better_order: Ordering,
) -> PyResult<Value> {
    let given = args.positional_count();
    if given == 0 {
        return Err(cx.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    let [key, default] = keywords(cx, args, name, ["key", "default"])?;
    let key = key.into_option().filter(|key| !key.is_none());
    if given > 1 && !default.is_empty() {
        return Err(cx.type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        )));
    }
    let mut best: Option<(Value, Value)> = None;
    let mut consider = |cx: &mut Context, item: Value| -> PyResult<()> {
        let rank = match &key {
            Some(key) => cx.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let wins = match &best {
            None => true,
            Some((known, _)) => match (&rank, known) {
                (Value::Int(rank), Value::Int(known)) => rank.cmp(known) == better_order,
                _ => cx.compare_truth(better, &rank, known)?,
            },
        };
        if wins {
            best = Some((rank, item));
        }
        Ok(())
    };
    if given > 1 {
        let items: Vec<Value> = args.values[..given].iter_mut().map(Value::take).collect();
        for item in items {
            consider(cx, item)?;
        }
    } else {
        let iterable = args.values[0].take();
        let iterator = cx.iter(&iterable)?;
        while let Some(item) = cx.next(&iterator)? {
            consider(cx, item)?;
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Value::Empty) => Err(cx.value_error(format!("{name}() iterable argument is empty"))),
        (None, default) => Ok(default),
    }
}
