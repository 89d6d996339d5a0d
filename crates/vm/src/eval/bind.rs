//! Unusual calls of Python functions: defaults, keywords, collecting parameters, and the texts of wrong calls.
//! Calls that give exactly the positional parameters never come here: see [`super::call`].

use bytecode::CodeFlags;

use crate::heap::Obj;
use crate::objects::table::Table;
use crate::objects::{Code, Function, Str, Tuple, dict};
use crate::{Context, PyResult, Raised, Value};

/// Most keywords that are put in place without memory from the heap.
const MOST_PLAIN_KEYWORDS: usize = 8;

/// Puts the arguments of an unusual call in their slots: defaults, keywords, `*args` and `**kwargs`. `window` holds
/// the callable, and the `count` arguments behind it, the last of which have `names`.
#[inline(never)]
pub(super) fn bind(
    cx: &mut Context,
    function: &Obj<Function>,
    code: &Obj<Code>,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
) -> PyResult<()> {
    // SAFETY: the arguments are behind the callable.
    let base = unsafe { window.add(1) };
    if place(cx, function, code, base, count, names.as_ref()) {
        return Ok(());
    }
    // SAFETY: the arguments belong to this call.
    let mut given: Vec<Value> = unsafe { (0..count).map(|index| (*base.add(index)).take()).collect() };
    let named = given.split_off(count - names.as_ref().map_or(0, |names| names.items().len()));
    let result = distribute(cx, function, code, given, named, names);
    match result {
        Ok(slots) => {
            for (index, value) in slots.into_iter().enumerate() {
                // SAFETY: the slots belong to the frame being made; the limit leaves room for its parameters.
                unsafe { drop(base.add(index).replace(value)) };
            }
            Ok(())
        }
        Err(raised) => {
            // SAFETY: the callable is given up.
            unsafe { drop((*window).take()) };
            Err(raised)
        }
    }
}

/// What a keyword is for.
#[derive(Clone, Copy)]
enum Target {
    Parameter(usize),
    /// It goes to `**kwargs`.
    Extra,
}

/// Does what [`bind`] does when every parameter gets a value in an ordinary way. If it says no, nothing has changed.
fn place(
    cx: &mut Context,
    function: &Obj<Function>,
    code: &Obj<Code>,
    base: *mut Value,
    count: usize,
    names: Option<&Obj<Tuple>>,
) -> bool {
    let source = &code.source;
    let names = names.map_or(&[][..], |names| names.items());
    let (given, positional) = (count - names.len(), usize::from(source.positional));
    let parameters = positional + usize::from(source.keyword_only);
    let collects = source.flags.has(CodeFlags::VARARGS);
    let collects_keywords = source.flags.has(CodeFlags::VARKEYWORDS);
    if given > positional && !collects || names.len() > MOST_PLAIN_KEYWORDS || parameters >= 64 {
        return false;
    }
    // Where everything goes, before anything is moved. Names in code are interned.
    let mut targets = [Target::Extra; MOST_PLAIN_KEYWORDS];
    let mut filled: u64 = (1 << given.min(positional)) - 1;
    let first = usize::from(source.positional_only);
    for (target, name) in targets.iter_mut().zip(names) {
        let Some(name) = name.as_ref().and_then(|name| name.downcast::<Str>()) else { return false };
        match code.slot_names[first..parameters].iter().position(|known| known.is(name)) {
            Some(at) if filled & 1 << (first + at) == 0 => {
                filled |= 1 << (first + at);
                *target = Target::Parameter(first + at);
            }
            None if collects_keywords && name.is_interned() => {}
            _ => return false,
        }
    }
    let payload = function.get(cx);
    let (defaults, keyword_defaults) = (payload.defaults.clone(), payload.keyword_defaults.clone());
    let defaults = defaults.as_ref().map_or(&[][..], |defaults| defaults.items());
    let Some(first_default) = positional.checked_sub(defaults.len()) else { return false };
    let is_filled = |at: usize| filled & 1 << at != 0;
    if (0..first_default).any(|at| !is_filled(at)) {
        return false;
    }
    let mut found = [0; MOST_PLAIN_KEYWORDS];
    for at in (positional..parameters).filter(|at| !is_filled(*at)) {
        let known =
            keyword_defaults.as_ref().and_then(|known| known.get(cx).table.find_str(&code.slot_names[at]));
        match (known, found.get_mut(at - positional)) {
            (Some(known), Some(found)) => *found = known,
            _ => return false,
        }
    }
    // SAFETY: the arguments belong to this call, the slots to the frame being made, and the limit leaves room for
    // its parameters; dead slots own nothing (I-4). Nothing here runs Python code.
    unsafe {
        let mut values = [const { Value::Empty }; MOST_PLAIN_KEYWORDS];
        for (index, value) in values[..names.len()].iter_mut().enumerate() {
            *value = (*base.add(given + index)).take();
        }
        let rest = collects.then(|| {
            let rest = (positional..given).map(|at| (*base.add(at)).take());
            cx.tuple_of(rest, given.saturating_sub(positional))
        });
        let mut extra = Table::default();
        for ((target, name), value) in targets.into_iter().zip(names).zip(values) {
            match target {
                Target::Parameter(at) => base.add(at).write(value),
                Target::Extra => {
                    let name = name.as_ref().and_then(|name| name.downcast::<Str>());
                    extra.insert_str(name.expect("I-9: the name was looked at"), value);
                }
            }
        }
        for at in (first_default..positional).filter(|at| !is_filled(*at)) {
            base.add(at).write(defaults[at - first_default].clone());
        }
        for at in (positional..parameters).filter(|at| !is_filled(*at)) {
            let known = keyword_defaults.as_ref().expect("I-9: a default was found");
            base.add(at).write(known.get(cx).table.value_at(found[at - positional]).clone());
        }
        let mut end = base.add(parameters);
        if let Some(rest) = rest {
            end.write(rest);
            end = end.add(1);
        }
        if collects_keywords {
            end.write(cx.new_dict(extra).into());
        }
    }
    true
}

/// The values of the parameter slots.
fn distribute(
    cx: &mut Context,
    function: &Obj<Function>,
    code: &Obj<Code>,
    given: Vec<Value>,
    named: Vec<Value>,
    names: Option<Obj<Tuple>>,
) -> PyResult<Vec<Value>> {
    let source = code.source.clone();
    let positional = usize::from(source.positional);
    let plain = positional + usize::from(source.keyword_only);
    let mut slots: Vec<Value> =
        std::iter::repeat_with(Value::default).take(usize::from(code.parameter_slots)).collect();
    let given_count = given.len();
    let mut rest = Vec::new();
    for (index, value) in given.into_iter().enumerate() {
        if index < positional {
            slots[index] = value;
        } else {
            rest.push(value);
        }
    }
    let varargs = source.flags.has(CodeFlags::VARARGS);
    let mut extra = source.flags.has(CodeFlags::VARKEYWORDS).then(Table::default);
    if let Some(names) = names {
        let mut positional_only_by_name: Vec<String> = Vec::new();
        for (name, value) in names.items().iter().zip(named) {
            let name = name
                .as_ref()
                .and_then(|name| name.downcast::<Str>())
                .expect("I-9: names are strings")
                .clone();
            let at = (usize::from(source.positional_only)..plain)
                .find(|&at| code.slot_names[at].is(&name) || code.slot_names[at].items() == name.items());
            match (at, &mut extra) {
                (Some(at), _) if slots[at].is_empty() => slots[at] = value,
                (Some(_), _) => {
                    let (function, text) = (qualname(cx, function), name.to_string_lossy());
                    return Err(
                        cx.type_error(format!("{function}() got multiple values for argument '{text}'"))
                    );
                }
                (None, Some(extra)) => drop(extra.insert_str(&name, value)),
                (None, None) => {
                    let text = name.to_string_lossy();
                    let only = usize::from(source.positional_only);
                    if code.slot_names[..only].iter().any(|known| known.items() == name.items()) {
                        positional_only_by_name.push(text);
                    } else if positional_only_by_name.is_empty() {
                        return Err(unexpected_keyword(cx, function, code, &text));
                    }
                }
            }
        }
        if !positional_only_by_name.is_empty() {
            let function = qualname(cx, function);
            let names = positional_only_by_name.join(", ");
            return Err(cx.type_error(format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{names}'"
            )));
        }
    }
    if !rest.is_empty() && !varargs {
        return Err(too_many(cx, function, code, given_count, &slots));
    }
    let defaults = function.get(cx).defaults.clone();
    if let Some(defaults) = &defaults {
        let first = positional.saturating_sub(defaults.items().len());
        let skip = defaults.items().len().saturating_sub(positional);
        for (index, value) in defaults.items()[skip..].iter().enumerate() {
            if slots[first + index].is_empty() {
                slots[first + index] = value.clone();
            }
        }
    }
    let missing: Vec<usize> = (0..positional).filter(|&at| slots[at].is_empty()).collect();
    if !missing.is_empty() {
        return Err(missing_arguments(cx, function, code, &missing, "positional"));
    }
    if let Some(defaults) = function.get(cx).keyword_defaults.clone() {
        let names = &code.slot_names[positional..plain];
        for (slot, name) in slots[positional..plain].iter_mut().zip(names) {
            if slot.is_empty()
                && let Some(value) = dict::get_str(cx, &defaults, name)
            {
                *slot = value;
            }
        }
    }
    let missing: Vec<usize> = (positional..plain).filter(|&at| slots[at].is_empty()).collect();
    if !missing.is_empty() {
        return Err(missing_arguments(cx, function, code, &missing, "keyword-only"));
    }
    let mut at = plain;
    if varargs {
        slots[at] = cx.tuple_value(rest);
        at += 1;
    }
    if let Some(extra) = extra {
        slots[at] = cx.new_dict(extra).into();
    }
    Ok(slots)
}

fn qualname(cx: &Context, function: &Obj<Function>) -> String {
    function.get(cx).qualname.to_string_lossy()
}

#[cold]
fn unexpected_keyword(cx: &mut Context, function: &Obj<Function>, code: &Obj<Code>, name: &str) -> Raised {
    let known: Vec<String> = (usize::from(code.source.positional_only)
        ..usize::from(code.source.positional) + usize::from(code.source.keyword_only))
        .map(|at| code.slot_names[at].to_string_lossy())
        .collect();
    let function = qualname(cx, function);
    let candidates: Vec<&str> = known.iter().map(String::as_str).collect();
    let suggestion = text::suggest::suggest(name, &candidates)
        .map_or_else(String::new, |known| format!(". Did you mean '{known}'?"));
    cx.type_error(format!("{function}() got an unexpected keyword argument '{name}'{suggestion}"))
}

#[cold]
fn too_many(
    cx: &mut Context,
    function: &Obj<Function>,
    code: &Obj<Code>,
    given: usize,
    slots: &[Value],
) -> Raised {
    let positional = usize::from(code.source.positional);
    let defaults = function.get(cx).defaults.as_ref().map_or(0, |defaults| defaults.items().len());
    let name = qualname(cx, function);
    let takes = if defaults > 0 {
        format!("from {} to {positional}", positional.saturating_sub(defaults))
    } else {
        positional.to_string()
    };
    let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
    let keyword_only = (positional..positional + usize::from(code.source.keyword_only))
        .filter(|&at| !slots[at].is_empty())
        .count();
    let given_text = if keyword_only > 0 {
        let plural = if given == 1 { "" } else { "s" };
        let only_plural = if keyword_only == 1 { "" } else { "s" };
        format!(
            "{given} positional argument{plural} (and {keyword_only} keyword-only argument{only_plural}) were"
        )
    } else {
        format!("{given} {}", if given == 1 { "was" } else { "were" })
    };
    cx.type_error(format!("{name}() takes {takes} positional argument{plural} but {given_text} given"))
}

#[cold]
fn missing_arguments(
    cx: &mut Context,
    function: &Obj<Function>,
    code: &Obj<Code>,
    missing: &[usize],
    kind: &str,
) -> Raised {
    let names: Vec<String> =
        missing.iter().map(|&at| format!("'{}'", code.slot_names[at].to_string_lossy())).collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let function = qualname(cx, function);
    let count = names.len();
    cx.type_error(format!("{function}() missing {count} required {kind} argument{plural}: {list}"))
}
