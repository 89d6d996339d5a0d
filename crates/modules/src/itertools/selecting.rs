//! Iterators that leave out some items, or take them apart: `compress`, `dropwhile`, `takewhile`,
//! `filterfalse`, `islice`, `starmap`.

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::native::{Keywords, Rest};
use vm::objects::Type;
use vm::objects::type_::TypeFlags;
use vm::{Context, PyResult, Value};

use super::{Step, iterator_type, next_of};

/// `compress`.
pub struct Compress {
    data: Value,
    selectors: Value,
}

impl Body for Compress {
    const NAME: &'static str = "itertools.compress";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.data);
        visit(&self.selectors);
    }
}

impl Step for Compress {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let (data, selectors) = (this.get(cx).data.clone(), this.get(cx).selectors.clone());
        loop {
            let Some(item) = cx.next(&data)? else { return Ok(None) };
            let Some(selector) = cx.next(&selectors)? else { return Ok(None) };
            if cx.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }
}

fn new_compress(cx: &mut Context, class: Obj<Type>, data: Value, selectors: Value) -> PyResult<Value> {
    let (data, selectors) = (cx.iter(&data)?, cx.iter(&selectors)?);
    Ok(cx.new_extension(&class, Compress { data, selectors }).into())
}

iterator_type!(
    /// `compress`.
    COMPRESS, Compress, "compress",
    "The items for which the selector is true.",
    new "($type, /, data, selectors)" new_compress,
    flags TypeFlags::BASETYPE,
    rows []
);

/// A function and an iterator: what several of these iterators are made of.
struct Filter {
    function: Value,
    iterator: Value,
}

impl Filter {
    fn new(cx: &mut Context, function: Value, iterable: &Value) -> PyResult<Filter> {
        Ok(Filter { function, iterator: cx.iter(iterable)? })
    }

    fn parts(&self) -> (Value, Value) {
        (self.function.clone(), self.iterator.clone())
    }

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.iterator);
    }
}

/// The truth of a function's answer about an item.
fn asks(cx: &mut Context, function: &Value, item: &Value) -> PyResult<bool> {
    let answer = cx.call(function, std::slice::from_ref(item))?;
    cx.truth(&answer)
}

/// `dropwhile`.
pub struct DropWhile {
    filter: Filter,
    started: bool,
}

impl Body for DropWhile {
    const NAME: &'static str = "itertools.dropwhile";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.filter.trace(visit);
    }
}

impl Step for DropWhile {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let (function, iterator) = this.get(cx).filter.parts();
        loop {
            let Some(item) = cx.next(&iterator)? else { return Ok(None) };
            if this.get(cx).started {
                return Ok(Some(item));
            }
            if !asks(cx, &function, &item)? {
                this.get_mut(cx).started = true;
                return Ok(Some(item));
            }
        }
    }
}

fn new_drop_while(cx: &mut Context, class: Obj<Type>, function: Value, iterable: Value) -> PyResult<Value> {
    let filter = Filter::new(cx, function, &iterable)?;
    Ok(cx.new_extension(&class, DropWhile { filter, started: false }).into())
}

iterator_type!(
    /// `dropwhile`.
    DROP_WHILE, DropWhile, "dropwhile",
    "The items from the first one on for which the predicate is false.",
    new "($type, predicate, iterable, /)" new_drop_while,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `takewhile`.
pub struct TakeWhile {
    filter: Filter,
    stopped: bool,
}

impl Body for TakeWhile {
    const NAME: &'static str = "itertools.takewhile";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.filter.trace(visit);
    }
}

impl Step for TakeWhile {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        if this.get(cx).stopped {
            return Ok(None);
        }
        let (function, iterator) = this.get(cx).filter.parts();
        let Some(item) = cx.next(&iterator)? else { return Ok(None) };
        if asks(cx, &function, &item)? {
            return Ok(Some(item));
        }
        this.get_mut(cx).stopped = true;
        Ok(None)
    }
}

fn new_take_while(cx: &mut Context, class: Obj<Type>, function: Value, iterable: Value) -> PyResult<Value> {
    let filter = Filter::new(cx, function, &iterable)?;
    Ok(cx.new_extension(&class, TakeWhile { filter, stopped: false }).into())
}

iterator_type!(
    /// `takewhile`.
    TAKE_WHILE, TakeWhile, "takewhile",
    "The items before the first one for which the predicate is false.",
    new "($type, predicate, iterable, /)" new_take_while,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `filterfalse`.
pub struct FilterFalse {
    filter: Filter,
}

impl Body for FilterFalse {
    const NAME: &'static str = "itertools.filterfalse";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.filter.trace(visit);
    }
}

impl Step for FilterFalse {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let (function, iterator) = this.get(cx).filter.parts();
        loop {
            let Some(item) = cx.next(&iterator)? else { return Ok(None) };
            let truth = if function.is_none() || function.is(&cx.types().bool.value()) {
                cx.truth(&item)?
            } else {
                asks(cx, &function, &item)?
            };
            if !truth {
                return Ok(Some(item));
            }
        }
    }
}

fn new_filter_false(cx: &mut Context, class: Obj<Type>, function: Value, iterable: Value) -> PyResult<Value> {
    let filter = Filter::new(cx, function, &iterable)?;
    Ok(cx.new_extension(&class, FilterFalse { filter }).into())
}

iterator_type!(
    /// `filterfalse`.
    FILTER_FALSE, FilterFalse, "filterfalse",
    "The items for which the function is false, or that are false if it is None.",
    new "($type, function, iterable, /)" new_filter_false,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `starmap`.
pub struct StarMap {
    filter: Filter,
}

impl Body for StarMap {
    const NAME: &'static str = "itertools.starmap";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.filter.trace(visit);
    }
}

impl Step for StarMap {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let (function, iterator) = this.get(cx).filter.parts();
        let Some(args) = cx.next(&iterator)? else { return Ok(None) };
        let args = cx.collect(&args)?;
        cx.call(&function, &args).map(Some)
    }
}

fn new_star_map(cx: &mut Context, class: Obj<Type>, function: Value, iterable: Value) -> PyResult<Value> {
    let filter = Filter::new(cx, function, &iterable)?;
    Ok(cx.new_extension(&class, StarMap { filter }).into())
}

iterator_type!(
    /// `starmap`.
    STAR_MAP, StarMap, "starmap",
    "The results of a function whose arguments are the items' items.",
    new "($type, function, iterable, /)" new_star_map,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `islice`.
pub struct Slice {
    /// Empty at the end.
    iterator: Value,
    /// Index of the next item to give.
    next: u64,
    /// Index at which to end; `None` for never.
    stop: Option<u64>,
    step: u64,
    /// How many items were taken.
    taken: u64,
}

impl Body for Slice {
    const NAME: &'static str = "itertools.islice";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.iterator);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.iterator.take());
    }
}

impl Step for Slice {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get(cx);
        let (iterator, next, stop) = (state.iterator.clone(), state.next, state.stop);
        if iterator.is_empty() {
            return Ok(None);
        }
        // What lies before the next item is taken too, even at the end.
        let until = stop.map_or(next, |stop| next.min(stop));
        let mut ended = false;
        while this.get(cx).taken < until && !ended {
            match cx.next(&iterator)? {
                Some(_) => this.get_mut(cx).taken += 1,
                None => ended = true,
            }
        }
        if !ended
            && stop.is_none_or(|stop| next < stop)
            && let Some(item) = cx.next(&iterator)?
        {
            let state = this.get_mut(cx);
            state.taken += 1;
            let after = next.saturating_add(state.step);
            state.next = stop.map_or(after, |stop| after.min(stop));
            return Ok(Some(item));
        }
        let done = this.get_mut(cx).iterator.take();
        drop(done);
        Ok(None)
    }
}

const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP: &str = "Step for islice() must be a positive integer or None.";

/// An index; anything that is none is an error with this message.
fn index(cx: &mut Context, value: &Value, message: &str) -> PyResult<Option<u64>> {
    if value.is_none() {
        return Ok(None);
    }
    match cx.index(value) {
        Ok(number) => match number.to_i64().and_then(|number| u64::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(cx.value_error(message)),
        },
        Err(_) => Err(cx.value_error(message)),
    }
}

fn new_slice(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let args = cx.constructor_args("islice", args, &keywords, 2, 4)?;
    let (next, stop) = match &args[1..] {
        [stop] => (0, index(cx, stop, STOP)?),
        [start, stop, ..] => {
            let stop = index(cx, stop, STOP)?;
            (index(cx, start, INDICES)?.unwrap_or(0), stop)
        }
        [] => (0, None),
    };
    let step = match args.get(3) {
        Some(step) => match index(cx, step, STEP)? {
            Some(0) => return Err(cx.value_error(STEP)),
            step => step.unwrap_or(1),
        },
        None => 1,
    };
    let iterator = cx.iter(&args[0])?;
    Ok(cx.new_extension(&class, Slice { iterator, next, stop, step, taken: 0 }).into())
}

iterator_type!(
    /// `islice`.
    SLICE, Slice, "islice",
    "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n\nThe items that a slice of a list of all items would have.",
    new "($type, *args, **kwargs)" new_slice,
    flags TypeFlags::BASETYPE,
    rows []
);
