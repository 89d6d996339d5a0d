//! `for` loops and unpacking in the eval loop.

use bytecode::{Instr, Op};

use super::Window;
use crate::objects::code::SLOT;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::{Generator, Kind, Tuple};
use crate::{Context, PyResult, Value};

/// How a step of an iteration went.
pub(super) enum Step {
    /// A frame was pushed that will give the item.
    Frame,
    /// The item is in its slot.
    Item,
    /// There are no more items.
    End,
}

/// `GET_ITER`.
#[inline(never)]
pub(super) fn get_iter(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    let iterator = cx.iter(&object)?;
    window.set(cx, i.a, iterator);
    drop(object);
    cx.settle();
    Ok(())
}

/// `FOR_ITER` over anything; says whether there was an item. Looks at what it iterates over, and specialises.
#[inline(never)]
pub(super) fn for_iter(cx: &mut Context, window: Window, i: Instr) -> PyResult<bool> {
    let iterator = window.read(i.b).clone();
    let op = match iterator.as_ref() {
        Some(object) => match object.kind() {
            Kind::Generator => Some(Op::ForIterGenerator),
            Kind::Iterator => {
                match object.downcast::<BuiltinIterator>().expect("I-9: the kind was checked").get(cx) {
                    BuiltinIterator::Range { .. } => Some(Op::ForIterRange),
                    BuiltinIterator::List { .. } => Some(Op::ForIterList),
                    _ => None,
                }
            }
            _ => None,
        },
        None => None,
    };
    match op {
        Some(op) => cx.specialise(op),
        None if i.op != Op::ForIter => cx.specialise(Op::ForIter),
        None => {}
    }
    let item = if cx.watch.on { super::watch::next(cx, &iterator)? } else { cx.next(&iterator)? };
    drop(iterator);
    match item {
        Some(item) => {
            window.set(cx, i.a, item);
            cx.settle();
            Ok(true)
        }
        None => {
            window.set(cx, i.b, Value::Empty);
            Ok(false)
        }
    }
}

/// `FOR_ITER_GENERATOR`: resumes the generator in this eval loop.
#[inline(never)]
pub(super) fn for_iter_generator(cx: &mut Context, window: Window, i: Instr) -> PyResult<Step> {
    // The temporary keeps the generator while its frame runs: only this frame could empty it.
    if let Some(generator) = window.read(i.b).as_ref().and_then(|object| object.downcast::<Generator>())
        && super::generator::can_resume(cx, generator)
    {
        super::generator::resume(cx, generator, Value::None, window.at(i.a))?;
        return Ok(Step::Frame);
    }
    Ok(if for_iter(cx, window, i)? { Step::Item } else { Step::End })
}

/// Puts items in temporaries from `window` up, the first one topmost.
fn spread(window: Window, offset: u16, items: impl DoubleEndedIterator<Item = Value>) {
    for (index, item) in items.rev().enumerate() {
        window.put(offset + index as u16 * SLOT, item);
    }
}

/// `UNPACK_SEQUENCE`.
#[inline(never)]
pub(super) fn unpack(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let object = window.take(i.a);
    let wanted = usize::from(i.b);
    if let Some(tuple) = object.as_ref().and_then(|object| object.downcast::<Tuple>())
        && tuple.as_object().header().shape_ptr() == cx.shapes().tuple
        && tuple.items().len() == wanted
    {
        for (index, item) in tuple.items().iter().rev().enumerate() {
            window.put(i.a + index as u16 * SLOT, item.clone());
        }
        drop(object);
        cx.settle();
        return Ok(());
    }
    if let Some(reference) = object.as_ref()
        && matches!(reference.kind(), Kind::Tuple | Kind::List)
        && !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
    {
        let length = cx.sequence_len(&object);
        if length == wanted {
            for index in 0..wanted {
                let item = cx.sequence_item(&object, index).unwrap_or_default();
                window.put(i.a + (wanted - 1 - index) as u16 * SLOT, item);
            }
            drop(object);
            cx.settle();
            return Ok(());
        }
        return Err(if length > wanted {
            cx.value_error(format!("too many values to unpack (expected {wanted}, got {length})"))
        } else {
            cx.value_error(format!("not enough values to unpack (expected {wanted}, got {length})"))
        });
    }
    let iterator = unpackable(cx, &object)?;
    let mut items = Vec::with_capacity(wanted);
    while items.len() < wanted {
        match cx.next(&iterator)? {
            Some(item) => items.push(item),
            None => {
                let got = items.len();
                return Err(
                    cx.value_error(format!("not enough values to unpack (expected {wanted}, got {got})"))
                );
            }
        }
    }
    if cx.next(&iterator)?.is_some() {
        // Like CPython, tell the length only of what is exactly one of these.
        let shapes = cx.shapes();
        let exact = [shapes.dict, shapes.tuple, shapes.list];
        let sized = object.as_ref().is_some_and(|object| exact.contains(&object.header().shape_ptr()));
        let message = if sized && let Some(length) = cx.builtin_len(&object) {
            format!("too many values to unpack (expected {wanted}, got {length})")
        } else {
            format!("too many values to unpack (expected {wanted})")
        };
        return Err(cx.value_error(message));
    }
    spread(window, i.a, items.into_iter());
    drop((object, iterator));
    cx.settle();
    Ok(())
}

fn unpackable(cx: &mut Context, object: &Value) -> PyResult<Value> {
    match cx.try_iter(object)? {
        Some(iterator) => Ok(iterator),
        None => {
            let name = cx.type_name(object);
            Err(cx.type_error(format!("cannot unpack non-iterable {name} object")))
        }
    }
}

/// `UNPACK_STARRED`.
#[inline(never)]
pub(super) fn unpack_starred(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let object = window.take(i.a);
    let (before, after) = (usize::from(i.b), usize::from(i.c));
    let iterator = unpackable(cx, &object)?;
    let mut items = Vec::new();
    while let Some(item) = cx.next(&iterator)? {
        items.push(item);
    }
    if items.len() < before + after {
        let (wanted, got) = (before + after, items.len());
        return Err(
            cx.value_error(format!("not enough values to unpack (expected at least {wanted}, got {got})"))
        );
    }
    let last = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    let middle = cx.list_value(middle);
    spread(window, i.a, items.into_iter().chain([middle]).chain(last).collect::<Vec<_>>().into_iter());
    drop((object, iterator));
    cx.settle();
    Ok(())
}
