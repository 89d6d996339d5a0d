//! Displays, comprehension steps and f-string parts in the eval loop.

use bytecode::{Instr, Op};

use super::Window;
use crate::objects::set::{self, Set};
use crate::objects::table::Table;
use crate::objects::{Dict, List, Str, dict, dict_methods, list_methods};
use crate::{Context, Obj, PyResult, Value};

fn take_all(window: Window, offset: u16, count: usize) -> Vec<Value> {
    // SAFETY: the compiler's window has `count` live temporaries.
    unsafe { window.run(offset, count) }.iter_mut().map(Value::take).collect()
}

/// `BUILD_TUPLE` and its kin.
#[inline(never)]
pub(super) fn build(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let count = usize::from(i.b);
    let made = match i.op {
        Op::BuildTuple => {
            let items = take_all(window, i.a, count);
            if items.is_empty() {
                cx.interp_ref().singletons.empty_tuple.value()
            } else {
                cx.tuple_value(items)
            }
        }
        Op::BuildList => {
            let items = take_all(window, i.a, count);
            cx.list_value(items)
        }
        Op::BuildSet => {
            let items = take_all(window, i.a, count);
            set::new_set(cx, items)?
        }
        Op::BuildDict => {
            let items = take_all(window, i.a, 2 * count);
            let made = cx.new_dict(Table::with_capacity(count));
            let mut items = items.into_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                dict::set(cx, &made, key, value)?;
            }
            made.into()
        }
        Op::BuildString => {
            let parts = take_all(window, i.a, count);
            let mut bytes = Vec::new();
            for part in &parts {
                let text = part.as_ref().and_then(|part| part.downcast::<Str>());
                bytes.extend_from_slice(text.expect("I-9: the parts of an f-string are strings").items());
            }
            cx.new_wtf8(text::wtf8::Wtf8::from_bytes(&bytes)).into()
        }
        _ => {
            let mut parts = take_all(window, i.a, count).into_iter();
            let mut next = || parts.next().unwrap_or(Value::None);
            let (start, stop, step) = (next(), next(), next());
            cx.new_slice(start, stop, step).into()
        }
    };
    window.set(cx, i.c, made);
    Ok(())
}

fn list_at(window: Window, offset: u16) -> Obj<List> {
    let list = window.read(offset).as_ref().and_then(|object| object.downcast::<List>());
    list.expect("I-9: the compiler puts a list there").clone()
}

fn dict_at(window: Window, offset: u16) -> Obj<Dict> {
    let dict = window.read(offset).as_ref().and_then(|object| object.downcast::<Dict>());
    dict.expect("I-9: the compiler puts a dict there").clone()
}

fn set_at(window: Window, offset: u16) -> Obj<Set> {
    let set = window.read(offset).as_ref().and_then(|object| object.downcast::<Set>());
    set.expect("I-9: the compiler puts a set there").clone()
}

/// `LIST_APPEND`.
#[inline(never)]
pub(super) fn list_append(cx: &mut Context, window: Window, offset: u16, value: Value) {
    let list = window.read(offset).as_ref().and_then(|object| object.downcast::<List>());
    list.expect("I-9: the compiler puts a list there").get_mut(cx).items.push(value);
}

/// `LIST_EXTEND`, `SET_ADD`, `SET_UPDATE`, `DICT_SET`, `DICT_UPDATE` and `DICT_MERGE`.
#[inline(never)]
pub(super) fn extend(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    match i.op {
        Op::ListExtend => {
            let list = list_at(window, i.a);
            let source = window.operand(cx, i.b)?;
            let class = cx.type_of(&source);
            list_methods::extend(cx, list, source).map_err(|raised| {
                let iterable =
                    class.special(cx, |names| &names.__iter__).is_some() || cx.has_positions(&class);
                if iterable {
                    return raised;
                }
                let name = class.name(cx);
                cx.type_error(format!("Value after * must be an iterable, not {name}"))
            })?;
        }
        Op::SetAdd => {
            let value = window.operand(cx, i.b)?;
            set::add(cx, &set_at(window, i.a), value)?;
        }
        Op::SetUpdate => {
            let source = window.operand(cx, i.b)?;
            set::update(cx, &set_at(window, i.a), &source)?;
        }
        Op::DictSet => {
            let key = window.operand(cx, i.b)?;
            let value = window.operand(cx, i.c)?;
            dict::set(cx, &dict_at(window, i.a), key, value)?;
        }
        Op::DictUpdate => {
            let source = window.operand(cx, i.b)?;
            let target = dict_at(window, i.a);
            merge(cx, &target, &source, None)?;
        }
        _ => {
            let source = window.operand(cx, i.b)?;
            let target = dict_at(window, i.a);
            let callable = window.read(i.c).clone();
            merge(cx, &target, &source, Some(&callable))?;
        }
    }
    cx.settle();
    Ok(())
}

/// Copies a mapping into a dict; with a callable, refuses keys that are there, in that callable's name.
fn merge(cx: &mut Context, target: &Obj<Dict>, source: &Value, callable: Option<&Value>) -> PyResult<()> {
    let pairs = match source.as_ref().and_then(|object| object.downcast::<Dict>()) {
        Some(dict) if dict_methods::iterates_as_dict(cx, source) => {
            dict.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect()
        }
        _ => {
            let name = cx.intern("keys");
            let keys = match cx.attr_or_absent(source, &name)? {
                Some(method) => cx.call(&method, &[])?,
                None => {
                    let name = cx.type_name(source);
                    return Err(match callable {
                        Some(callable) => {
                            let function = super::call::function_text(cx, callable)?;
                            cx.type_error(format!(
                                "{function} argument after ** must be a mapping, not {name}"
                            ))
                        }
                        None => cx.type_error(format!("'{name}' object is not a mapping")),
                    });
                }
            };
            let mut pairs = Vec::new();
            for key in cx.collect(&keys)? {
                let value = cx.get_item(source, &key)?;
                pairs.push((key, value));
            }
            pairs
        }
    };
    for (key, value) in pairs {
        if let Some(callable) = callable
            && dict::get(cx, target, &key)?.is_some()
        {
            let function = super::call::function_text(cx, callable)?;
            let text = cx.str_text(&key)?;
            return Err(
                cx.type_error(format!("{function} got multiple values for keyword argument '{text}'"))
            );
        }
        dict::set(cx, target, key, value)?;
    }
    Ok(())
}

/// `LIST_TO_TUPLE`.
pub(super) fn list_to_tuple(cx: &mut Context, window: Window, i: Instr) {
    let list = window.take(i.b);
    let list = list
        .as_ref()
        .and_then(|object| object.downcast::<List>())
        .expect("I-9: the compiler puts a list there");
    let items = std::mem::take(&mut list.get_mut(cx).items);
    let tuple = cx.tuple_value(items);
    window.set(cx, i.a, tuple);
}

/// `CONVERT`, `FORMAT_SIMPLE` and `FORMAT_WITH_SPEC`.
#[inline(never)]
pub(super) fn format(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let value = window.operand(cx, i.b)?;
    let text = match i.op {
        Op::Convert => match i.c {
            1 => cx.str(&value)?,
            2 => cx.repr(&value)?,
            _ => cx.ascii(&value)?,
        },
        Op::FormatSimple => cx.format(&value, &Value::Empty)?,
        _ => {
            let spec = window.operand(cx, i.c)?;
            cx.format(&value, &spec)?
        }
    };
    window.set(cx, i.a, text.into());
    drop(value);
    cx.settle();
    Ok(())
}
