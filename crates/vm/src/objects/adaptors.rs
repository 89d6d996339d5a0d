//! Iterators made from other iterators: `enumerate`, `zip`, `map`, `filter`, and `reversed` for sequences that
//! have no way of their own. They are kinds of [`super::iterators::Iterator`], so `for` advances them directly.

use crate::heap::{Obj, Visitor};
use crate::native::{Keywords, Rest};
use crate::objects::int::OwnedInt;
use crate::objects::iterator_methods::{HINT, METHODS, STATE};
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::{Context, PyResult, Value, generic, static_method};

/// What an adaptor does, and to what.
pub enum Adaptor {
    /// `enumerate`: pairs of a number and an item.
    Enumerate {
        /// Where items come from.
        iterator: Value,
        /// The next number.
        next: OwnedInt,
    },
    /// `zip`: tuples of one item of each.
    Zip {
        /// Where items come from.
        iterators: Box<[Value]>,
        /// Whether all must end together.
        strict: bool,
    },
    /// `map`: results of a function of one item of each.
    Map {
        /// The function.
        function: Value,
        /// Where items come from.
        iterators: Box<[Value]>,
        /// Whether all must end together.
        strict: bool,
    },
    /// `filter`: the items that the function calls true.
    Filter {
        /// The function; `None` in Python's sense when the items themselves are asked.
        function: Value,
        /// Where items come from.
        iterator: Value,
    },
}

impl Adaptor {
    /// Shows what the adaptor owns to the collector.
    pub fn trace(&self, visit: &mut Visitor<'_>) {
        match self {
            Adaptor::Enumerate { iterator, .. } => visit(iterator),
            Adaptor::Zip { iterators, .. } => iterators.iter().for_each(visit),
            Adaptor::Map { function, iterators, .. } => {
                visit(function);
                iterators.iter().for_each(visit);
            }
            Adaptor::Filter { function, iterator } => {
                visit(function);
                visit(iterator);
            }
        }
    }
}

macro_rules! adaptor_type {
    ($(#[doc = $comment:literal])+ $static:ident, $name:literal, $doc:literal, [$($rows:expr),*]) => {
        $(#[doc = $comment])+
        pub static $static: TypeSpec = TypeSpec {
            doc: $doc,
            flags: TypeFlags::BASETYPE,
            methods: &[METHODS, $($rows),*],
            ..TypeSpec::new($name, Kind::Iterator)
        };
    };
}

adaptor_type!(
    /// `enumerate`.
    ENUMERATE_TYPE, "enumerate", "Pairs of a count, from start on, and the items of an iterable.",
    [&[
        static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_enumerate),
        generic!("Enumerations are generic in their items."),
    ]]
);

adaptor_type!(
    /// `zip`.
    ZIP_TYPE, "zip", "Tuples of one item from each iterable, until the shortest is exhausted.",
    [&[static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_zip)], STATE]
);

adaptor_type!(
    /// `map`.
    MAP_TYPE, "map", "The results of a function for one item from each iterable, until the shortest is exhausted.",
    [&[static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_map)], STATE]
);

adaptor_type!(
    /// `filter`.
    FILTER_TYPE, "filter", "The items for which function(item) is true, or that are true if function is None.",
    [&[static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_filter)]]
);

adaptor_type!(
    /// `reversed`.
    REVERSED_TYPE, "reversed", "Return a reverse iterator over the values of the given sequence.",
    [&[static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new_reversed)], HINT, STATE]
);

fn new_enumerate(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let given = args.0.len() + keywords.0.len();
    if given > 2 {
        return Err(cx.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let mut args = args.0.into_iter();
    let (mut iterable, mut start) = (args.next(), args.next());
    for (keyword, value) in keywords.0 {
        match keyword.as_str() {
            Some("iterable") if iterable.is_none() => iterable = Some(value),
            Some("start") if start.is_none() && (given == 2) => start = Some(value),
            _ => {
                let keyword = keyword.to_string_lossy();
                let message = format!("'{keyword}' is an invalid keyword argument for enumerate()");
                return Err(cx.type_error(message));
            }
        }
    }
    let Some(iterable) = iterable else {
        return Err(cx.type_error("enumerate() missing required argument 'iterable'"));
    };
    let next = match start {
        Some(start) => cx.index(&start)?,
        None => OwnedInt::Small(0),
    };
    let iterator = cx.iter(&iterable)?;
    Ok(make(cx, &class, Adaptor::Enumerate { iterator, next }))
}

fn make(cx: &mut Context, class: &Obj<Type>, adaptor: Adaptor) -> Value {
    cx.alloc_as(class, BuiltinIterator::Adaptor(adaptor)).into()
}

fn iterators(cx: &mut Context, iterables: &[Value]) -> PyResult<Box<[Value]>> {
    iterables.iter().map(|iterable| cx.iter(iterable)).collect()
}

/// The keyword `strict`, the only one that `zip` and `map` take.
fn strict_of(cx: &mut Context, name: &str, keywords: Keywords) -> PyResult<bool> {
    let mut strict = false;
    for (keyword, value) in keywords.0 {
        if keyword.as_str() != Some("strict") {
            let keyword = keyword.to_string_lossy();
            return Err(super::exception_methods::unexpected_keyword(cx, name, &keyword, &["strict"]));
        }
        strict = cx.truth(&value)?;
    }
    Ok(strict)
}

fn new_zip(cx: &mut Context, class: Obj<Type>, iterables: Rest, keywords: Keywords) -> PyResult<Value> {
    let strict = strict_of(cx, "zip", keywords)?;
    let iterators = iterators(cx, &iterables.0)?;
    Ok(make(cx, &class, Adaptor::Zip { iterators, strict }))
}

fn new_map(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let strict = strict_of(cx, "map", keywords)?;
    let Some((function, iterables)) = args.0.split_first().filter(|(_, iterables)| !iterables.is_empty())
    else {
        return Err(cx.type_error("map() must have at least two arguments."));
    };
    let iterators = iterators(cx, iterables)?;
    Ok(make(cx, &class, Adaptor::Map { function: function.clone(), iterators, strict }))
}

fn new_filter(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let args = cx.constructor_args("filter", args, &keywords, 2, 2)?;
    let iterator = cx.iter(&args[1])?;
    Ok(make(cx, &class, Adaptor::Filter { function: args[0].clone(), iterator }))
}

fn new_reversed(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let args = cx.constructor_args("reversed", args, &keywords, 1, 1)?;
    let object = &args[0];
    let of = cx.type_of(object);
    let method = of.special(cx, |names| &names.__reversed__);
    match method {
        Some(Value::None) => {}
        Some(method) => return cx.call_special(method, object, []),
        None if of.special(cx, |names| &names.__getitem__).is_some() => {
            let length = cx.len(object)? as i64;
            let iterator = BuiltinIterator::Sequence { object: object.clone(), next: length - 1, step: -1 };
            return Ok(cx.alloc_as(&class, iterator).into());
        }
        None => {}
    }
    let name = of.name(cx);
    Err(cx.type_error(format!("'{name}' object is not reversible")))
}

/// The next item of an adaptor. Adaptors of adaptors nest natively, so the stack is looked at.
pub fn next(cx: &mut Context, iterator: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
    cx.check_native_stack()?;
    next_inside(cx, iterator)
}

fn next_inside(cx: &mut Context, this: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
    let BuiltinIterator::Adaptor(adaptor) = this.get(cx) else { return Ok(None) };
    match adaptor {
        Adaptor::Enumerate { iterator, .. } => {
            let iterator = iterator.clone();
            let Some(item) = cx.next(&iterator)? else { return Ok(None) };
            let number = count(cx, this);
            Ok(Some(cx.tuple_of([number, item].into_iter(), 2)))
        }
        Adaptor::Zip { iterators, strict } => {
            let (count, strict) = (iterators.len(), *strict);
            if let [first, second] = &iterators[..]
                && !strict
            {
                let (first, second) = (first.clone(), second.clone());
                let Some(a) = cx.next(&first)? else { return Ok(None) };
                let Some(b) = cx.next(&second)? else { return Ok(None) };
                return Ok(Some(cx.tuple_of([a, b].into_iter(), 2)));
            }
            let items = next_of_each(cx, this, "zip", count, strict)?;
            Ok(items.map(|items| cx.tuple_value(items)))
        }
        Adaptor::Map { function, iterators, strict } => {
            let (function, count, strict) = (function.clone(), iterators.len(), *strict);
            match next_of_each(cx, this, "map", count, strict)? {
                Some(items) => cx.call(&function, &items).map(Some),
                None => Ok(None),
            }
        }
        Adaptor::Filter { function, iterator } => {
            let (function, iterator) = (function.clone(), iterator.clone());
            let truth_itself = function.is_none() || function.is(&cx.types().bool.value());
            while let Some(item) = cx.next(&iterator)? {
                let verdict = if truth_itself {
                    cx.truth(&item)?
                } else {
                    let verdict = cx.call(&function, std::slice::from_ref(&item))?;
                    cx.truth(&verdict)?
                };
                if verdict {
                    return Ok(Some(item));
                }
                cx.check_point()?;
            }
            Ok(None)
        }
    }
}

/// The number of the present item; the next one is one more.
fn count(cx: &mut Context, this: &Obj<BuiltinIterator>) -> Value {
    let BuiltinIterator::Adaptor(Adaptor::Enumerate { next, .. }) = this.get_mut(cx) else {
        return Value::None;
    };
    let following = match next {
        OwnedInt::Small(number) => match number.checked_add(1) {
            Some(number) => OwnedInt::Small(number),
            None => OwnedInt::Big(text::int::BigInt::from(*number) + text::int::BigInt::ONE),
        },
        OwnedInt::Big(number) => OwnedInt::Big(&*number + text::int::BigInt::ONE),
    };
    std::mem::replace(next, following).into_value(cx)
}

fn iterator_at(cx: &Context, this: &Obj<BuiltinIterator>, index: usize) -> Option<Value> {
    match this.get(cx) {
        BuiltinIterator::Adaptor(Adaptor::Zip { iterators, .. } | Adaptor::Map { iterators, .. }) => {
            iterators.get(index).cloned()
        }
        _ => None,
    }
}

/// One item of each iterator, or nothing when the first of them ends.
fn next_of_each(
    cx: &mut Context,
    this: &Obj<BuiltinIterator>,
    name: &str,
    count: usize,
    strict: bool,
) -> PyResult<Option<Vec<Value>>> {
    let mut items = Vec::with_capacity(count);
    for index in 0..count {
        let Some(iterator) = iterator_at(cx, this, index) else { return Ok(None) };
        match cx.next(&iterator)? {
            Some(item) => items.push(item),
            None if strict => return check_ends(cx, this, name, count, index).map(|()| None),
            None => return Ok(None),
        }
    }
    Ok((count > 0).then_some(items))
}

/// With `strict`, iterator number `ended` was the first to end: the others must end with it.
#[cold]
fn check_ends(
    cx: &mut Context,
    this: &Obj<BuiltinIterator>,
    name: &str,
    count: usize,
    ended: usize,
) -> PyResult<()> {
    let before =
        |index: usize| if index == 1 { "argument 1".to_string() } else { format!("arguments 1-{index}") };
    if ended > 0 {
        let (number, others) = (ended + 1, before(ended));
        return Err(cx.value_error(format!("{name}() argument {number} is shorter than {others}")));
    }
    for index in 1..count {
        let Some(iterator) = iterator_at(cx, this, index) else { return Ok(()) };
        if cx.next(&iterator)?.is_some() {
            let (number, others) = (index + 1, before(index));
            return Err(cx.value_error(format!("{name}() argument {number} is longer than {others}")));
        }
    }
    Ok(())
}
