//! Iterators that join what others give: `chain`, `accumulate`, `batched`, `pairwise`, `zip_longest`.

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::native::{Keywords, Rest};
use vm::objects::Type;
use vm::objects::type_::TypeFlags;
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value, class_method, generic};

use super::{Step, iterator_type, next_of, size};

/// `chain`.
pub struct Chain {
    /// Gives the iterables; empty at the end.
    source: Value,
    /// Over the present one; empty before the first and after the last.
    active: Value,
}

impl Body for Chain {
    const NAME: &'static str = "itertools.chain";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.source);
        visit(&self.active);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.source.take(), self.active.take()]);
    }
}

impl Step for Chain {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        loop {
            let active = this.get(cx).active.clone();
            if !active.is_empty() {
                if let Some(item) = cx.next(&active)? {
                    return Ok(Some(item));
                }
                let done = this.get_mut(cx).active.take();
                drop(done);
            }
            let source = this.get(cx).source.clone();
            if source.is_empty() {
                return Ok(None);
            }
            let next = match cx.next(&source) {
                Ok(Some(iterable)) => cx.iter(&iterable).map(Some),
                ended => ended,
            };
            match next {
                Ok(Some(iterator)) => this.get_mut(cx).active = iterator,
                ended => {
                    let done = this.get_mut(cx).source.take();
                    drop(done);
                    return ended;
                }
            }
        }
    }
}

fn chain_over(cx: &mut Context, class: &Obj<Type>, iterables: &Value) -> PyResult<Value> {
    let source = cx.iter(iterables)?;
    Ok(cx.new_extension(class, Chain { source, active: Value::Empty }).into())
}

fn new_chain(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(iterables): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    if !keywords.is_empty() {
        return Err(cx.type_error("chain() takes no keyword arguments"));
    }
    let iterables = cx.tuple_value(iterables);
    chain_over(cx, &class, &iterables)
}

fn from_iterable(cx: &mut Context, class: Obj<Type>, iterables: Value) -> PyResult<Value> {
    chain_over(cx, &class, &iterables)
}

iterator_type!(
    /// `chain`.
    CHAIN, Chain, "chain",
    "The items of one iterable after the other.",
    new "($type, *iterables, **kwargs)" new_chain,
    flags TypeFlags::BASETYPE,
    rows [
        class_method!("from_iterable", "($type, iterable, /)", "The same for the iterables that one iterable gives.", from_iterable),
        generic!("See PEP 585"),
    ]
);

/// `accumulate`.
pub struct Accumulate {
    iterator: Value,
    /// `None` in Python's sense adds.
    function: Value,
    /// Empty before the first item.
    total: Value,
    /// What comes before the first item; empty for nothing.
    initial: Value,
}

impl Body for Accumulate {
    const NAME: &'static str = "itertools.accumulate";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        [&self.iterator, &self.function, &self.total, &self.initial].into_iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([
            self.total.take(),
            self.initial.take(),
            std::mem::replace(&mut self.function, Value::None),
        ]);
    }
}

impl Step for Accumulate {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get_mut(cx);
        if let Some(initial) = state.initial.take().into_option() {
            state.total = initial.clone();
            return Ok(Some(initial));
        }
        let iterator = state.iterator.clone();
        let Some(item) = cx.next(&iterator)? else { return Ok(None) };
        let (total, function) = (this.get(cx).total.clone(), this.get(cx).function.clone());
        let total = if total.is_empty() {
            item
        } else if function.is_none() {
            cx.binary(Binary::Add, &total, &item)?
        } else {
            cx.call(&function, &[total, item])?
        };
        let old = std::mem::replace(&mut this.get_mut(cx).total, total.clone());
        drop(old);
        Ok(Some(total))
    }
}

fn new_accumulate(
    cx: &mut Context,
    class: Obj<Type>,
    iterable: Value,
    function: Option<Value>,
    initial: Option<Value>,
) -> PyResult<Value> {
    let iterator = cx.iter(&iterable)?;
    let accumulate = Accumulate {
        iterator,
        function: function.unwrap_or(Value::None),
        total: Value::Empty,
        initial: initial.filter(|initial| !initial.is_none()).unwrap_or_default(),
    };
    Ok(cx.new_extension(&class, accumulate).into())
}

iterator_type!(
    /// `accumulate`.
    ACCUMULATE, Accumulate, "accumulate",
    "The sums (or results of another function of two arguments) of the items so far.",
    new "($type, /, iterable, func=None, *, initial=None)" new_accumulate,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `batched`.
pub struct Batched {
    /// Empty at the end.
    iterator: Value,
    size: usize,
    strict: bool,
}

impl Body for Batched {
    const NAME: &'static str = "itertools.batched";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.iterator);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.iterator.take());
    }
}

impl Step for Batched {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get(cx);
        let (iterator, size, strict) = (state.iterator.clone(), state.size, state.strict);
        if iterator.is_empty() {
            return Ok(None);
        }
        let mut batch = Vec::with_capacity(size.min(64));
        while batch.len() < size {
            match cx.next(&iterator)? {
                Some(item) => batch.push(item),
                None => {
                    let done = this.get_mut(cx).iterator.take();
                    drop(done);
                    if batch.is_empty() {
                        return Ok(None);
                    }
                    if strict {
                        return Err(cx.value_error("batched(): incomplete batch"));
                    }
                    break;
                }
            }
        }
        Ok(Some(cx.tuple_value(batch)))
    }
}

fn new_batched(
    cx: &mut Context,
    class: Obj<Type>,
    iterable: Value,
    n: Value,
    strict: Option<vm::native::Truth>,
) -> PyResult<Value> {
    let size = match usize::try_from(size(cx, &n)?) {
        Ok(size) if size > 0 => size,
        _ => return Err(cx.value_error("n must be at least one")),
    };
    let iterator = cx.iter(&iterable)?;
    let strict = strict.is_some_and(|strict| strict.0);
    Ok(cx.new_extension(&class, Batched { iterator, size, strict }).into())
}

iterator_type!(
    /// `batched`.
    BATCHED, Batched, "batched",
    "The items in tuples of n; the last one may be shorter, unless strict.",
    new "($type, /, iterable, n, *, strict=False)" new_batched,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `pairwise`.
pub struct Pairwise {
    /// Empty at the end.
    iterator: Value,
    /// The item of which the next pair begins; empty before the first.
    last: Value,
}

impl Body for Pairwise {
    const NAME: &'static str = "itertools.pairwise";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.iterator);
        visit(&self.last);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.iterator.take(), self.last.take()]);
    }
}

/// The next item; the iterator and what was kept are given up at the end and when it fails.
fn next_or_end(cx: &mut Context, this: &Obj<Ext<Pairwise>>, iterator: &Value) -> PyResult<Option<Value>> {
    let next = cx.next(iterator);
    if !matches!(next, Ok(Some(_))) {
        let state = this.get_mut(cx);
        let done = (state.iterator.take(), state.last.take());
        drop(done);
    }
    next
}

impl Step for Pairwise {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let iterator = this.get(cx).iterator.clone();
        if iterator.is_empty() {
            return Ok(None);
        }
        let mut first = this.get(cx).last.clone();
        if first.is_empty() {
            let Some(item) = next_or_end(cx, this, &iterator)? else { return Ok(None) };
            this.get_mut(cx).last = item.clone();
            first = item;
        }
        let Some(second) = next_or_end(cx, this, &iterator)? else { return Ok(None) };
        let old = std::mem::replace(&mut this.get_mut(cx).last, second.clone());
        drop(old);
        Ok(Some(cx.tuple_value(vec![first, second])))
    }
}

fn new_pairwise(cx: &mut Context, class: Obj<Type>, iterable: Value) -> PyResult<Value> {
    let iterator = cx.iter(&iterable)?;
    Ok(cx.new_extension(&class, Pairwise { iterator, last: Value::Empty }).into())
}

iterator_type!(
    /// `pairwise`.
    PAIRWISE, Pairwise, "pairwise",
    "Each item but the last, with the one after it.",
    new "($type, iterable, /)" new_pairwise,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `zip_longest`.
pub struct ZipLongest {
    /// Those that are exhausted are empty.
    iterators: Vec<Value>,
    /// How many are not.
    active: usize,
    fill: Value,
}

impl Body for ZipLongest {
    const NAME: &'static str = "itertools.zip_longest";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.iterators.iter().for_each(&mut *visit);
        visit(&self.fill);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.active = 0;
        out.append(&mut self.iterators);
    }
}

impl Step for ZipLongest {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        if this.get(cx).active == 0 {
            return Ok(None);
        }
        let count = this.get(cx).iterators.len();
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let iterator = this.get(cx).iterators.get(index).cloned().unwrap_or_default();
            let next = if iterator.is_empty() { Ok(None) } else { cx.next(&iterator) };
            match next {
                Ok(Some(item)) => items.push(item),
                Ok(None) => {
                    let state = this.get_mut(cx);
                    items.push(state.fill.clone());
                    let done = state.iterators.get_mut(index).map(Value::take).unwrap_or_default();
                    if !done.is_empty() {
                        state.active -= 1;
                        if state.active == 0 {
                            drop(done);
                            return Ok(None);
                        }
                    }
                    drop(done);
                }
                Err(raised) => {
                    this.get_mut(cx).active = 0;
                    return Err(raised);
                }
            }
        }
        Ok(Some(cx.tuple_value(items)))
    }
}

fn new_zip_longest(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(iterables): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    let mut fill = Value::None;
    for (name, value) in keywords {
        if name.as_str() != Some("fillvalue") {
            return Err(cx.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value;
    }
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in &iterables {
        iterators.push(cx.iter(iterable)?);
    }
    let active = iterators.len();
    Ok(cx.new_extension(&class, ZipLongest { iterators, active, fill }).into())
}

iterator_type!(
    /// `zip_longest`.
    ZIP_LONGEST, ZipLongest, "zip_longest",
    "Tuples of one item from each iterable, until the longest is exhausted; fillvalue\nstands for what the others lack.",
    new "($type, *args, **kwargs)" new_zip_longest,
    flags TypeFlags::BASETYPE,
    rows []
);
