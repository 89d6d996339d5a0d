//! Choices from pools of items: `product`, `permutations`, `combinations` with and without replacement.
//!
//! All four keep a vector of indexes into their pools and move it to the next choice in lexicographic order.

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::native::{Keywords, Rest};
use vm::objects::Type;
use vm::objects::type_::TypeFlags;
use vm::{Context, PyResult, Value};

use super::{Step, iterator_type, natural, next_of, size};

/// Where a choice is in its sequence of choices.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Before,
    Within,
    After,
}

/// A pool and the indexes chosen from it.
pub struct Choice {
    pool: Vec<Value>,
    indexes: Vec<usize>,
    phase: Phase,
}

impl Choice {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.pool.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.phase = Phase::After;
        out.append(&mut self.pool);
    }

    /// Goes on by `advance` (which says whether there is a further choice) and gives the chosen items.
    fn items(&mut self, advance: impl FnOnce(&mut [usize], usize) -> bool) -> Option<Vec<Value>> {
        let more = match self.phase {
            Phase::Before => true,
            Phase::Within => advance(&mut self.indexes, self.pool.len()),
            Phase::After => false,
        };
        self.phase = if more { Phase::Within } else { Phase::After };
        more.then(|| self.indexes.iter().map(|&index| self.pool[index].clone()).collect())
    }
}

/// The next combination: the rightmost index that can grow does, and those behind it follow closely.
fn next_combination(indexes: &mut [usize], pool: usize) -> bool {
    let count = indexes.len();
    let Some(at) = (0..count).rev().find(|&at| indexes[at] != at + pool - count) else { return false };
    indexes[at] += 1;
    for behind in at + 1..count {
        indexes[behind] = indexes[behind - 1] + 1;
    }
    true
}

/// The same where items may be chosen again: those behind start from the index that grew.
fn next_with_replacement(indexes: &mut [usize], pool: usize) -> bool {
    let Some(at) = indexes.iter().rposition(|&index| index != pool - 1) else { return false };
    let grown = indexes[at] + 1;
    indexes[at..].fill(grown);
    true
}

macro_rules! choice_body {
    ($body:ident, $name:literal, $advance:expr) => {
        impl Body for $body {
            const NAME: &'static str = concat!("itertools.", $name);
            const NEXT: Option<NextFn> = Some(next_of::<Self>);

            fn trace(&self, visit: &mut Visitor<'_>) {
                self.0.trace(visit);
            }

            fn clear(&mut self, out: &mut Vec<Value>) {
                self.0.clear(out);
            }
        }

        impl Step for $body {
            fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
                let items = this.get_mut(cx).0.items($advance);
                Ok(items.map(|items| cx.tuple_value(items)))
            }
        }
    };
}

/// `combinations`.
pub struct Combinations(Choice);
choice_body!(Combinations, "combinations", next_combination);

const NEGATIVE: &str = "r must be non-negative";

fn new_combinations(cx: &mut Context, class: Obj<Type>, iterable: Value, r: Value) -> PyResult<Value> {
    let count = size(cx, &r)?;
    let pool = cx.collect(&iterable)?;
    let Ok(count) = usize::try_from(count) else { return Err(cx.value_error(NEGATIVE)) };
    let phase = if count > pool.len() { Phase::After } else { Phase::Before };
    let indexes = (0..count.min(pool.len())).collect();
    Ok(cx.new_extension(&class, Combinations(Choice { pool, indexes, phase })).into())
}

iterator_type!(
    /// `combinations`.
    COMBINATIONS, Combinations, "combinations",
    "Every choice of r items, in the order of the iterable.",
    new "($type, /, iterable, r)" new_combinations,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `combinations_with_replacement`.
pub struct WithReplacement(Choice);
choice_body!(WithReplacement, "combinations_with_replacement", next_with_replacement);

fn new_with_replacement(cx: &mut Context, class: Obj<Type>, iterable: Value, r: Value) -> PyResult<Value> {
    let count = size(cx, &r)?;
    let pool = cx.collect(&iterable)?;
    let Ok(count) = usize::try_from(count) else { return Err(cx.value_error(NEGATIVE)) };
    let (phase, indexes) = if pool.is_empty() && count > 0 {
        (Phase::After, Vec::new())
    } else {
        let mut indexes = Vec::new();
        if indexes.try_reserve_exact(count).is_err() {
            return Err(cx.memory_error());
        }
        indexes.resize(count, 0);
        (Phase::Before, indexes)
    };
    Ok(cx.new_extension(&class, WithReplacement(Choice { pool, indexes, phase })).into())
}

iterator_type!(
    /// `combinations_with_replacement`.
    WITH_REPLACEMENT, WithReplacement, "combinations_with_replacement",
    "Every choice of r items, in the order of the iterable, where items may be chosen\nmore than once.",
    new "($type, /, iterable, r)" new_with_replacement,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `permutations`.
pub struct Permutations {
    choice: Choice,
    count: usize,
    /// For each place, how many exchanges it has yet before it starts over.
    cycles: Vec<usize>,
}

impl Body for Permutations {
    const NAME: &'static str = "itertools.permutations";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.choice.trace(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.choice.clear(out);
    }
}

/// The next permutation: the rightmost place that can exchanges its item with a later one; the places behind
/// it rotate back to where they began.
fn next_permutation(indexes: &mut [usize], cycles: &mut [usize]) -> bool {
    let pool = indexes.len();
    for at in (0..cycles.len()).rev() {
        cycles[at] -= 1;
        if cycles[at] == 0 {
            indexes[at..].rotate_left(1);
            cycles[at] = pool - at;
        } else {
            indexes.swap(at, pool - cycles[at]);
            return true;
        }
    }
    false
}

impl Step for Permutations {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let Permutations { choice, count, cycles } = &mut **this.get_mut(cx);
        let items = choice.items(|indexes, _| next_permutation(indexes, cycles));
        let count = *count;
        Ok(items.map(|mut items| {
            items.truncate(count);
            cx.tuple_value(items)
        }))
    }
}

fn new_permutations(
    cx: &mut Context,
    class: Obj<Type>,
    iterable: Value,
    r: Option<Value>,
) -> PyResult<Value> {
    let pool = cx.collect(&iterable)?;
    let count = match r {
        None | Some(Value::None) => pool.len(),
        Some(r) if r.as_int().is_none() => return Err(cx.type_error("Expected int as r")),
        Some(r) => natural(cx, &r, NEGATIVE)?,
    };
    let phase = if count > pool.len() { Phase::After } else { Phase::Before };
    let cycles = (0..count.min(pool.len())).map(|at| pool.len() - at).collect();
    let indexes = (0..pool.len()).collect();
    Ok(cx
        .new_extension(&class, Permutations { choice: Choice { pool, indexes, phase }, count, cycles })
        .into())
}

iterator_type!(
    /// `permutations`.
    PERMUTATIONS, Permutations, "permutations",
    "Every choice of r items, in every order.",
    new "($type, /, iterable, r=None)" new_permutations,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `product`.
pub struct Product {
    pools: Vec<Vec<Value>>,
    /// For each place: its pool, and the index into it.
    places: Vec<(usize, usize)>,
    phase: Phase,
}

impl Body for Product {
    const NAME: &'static str = "itertools.product";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.pools.iter().flatten().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.phase = Phase::After;
        out.extend(std::mem::take(&mut self.pools).into_iter().flatten());
    }
}

impl Product {
    /// Moves to the next row; says whether there is one.
    fn advance(&mut self) -> bool {
        for (pool, index) in self.places.iter_mut().rev() {
            *index += 1;
            if *index < self.pools[*pool].len() {
                return true;
            }
            *index = 0;
        }
        false
    }
}

impl Step for Product {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get_mut(cx);
        let more = match state.phase {
            Phase::Before => state.pools.iter().all(|pool| !pool.is_empty()) || state.places.is_empty(),
            Phase::Within => state.advance(),
            Phase::After => false,
        };
        state.phase = if more { Phase::Within } else { Phase::After };
        if !more {
            return Ok(None);
        }
        let items = state.places.iter().map(|&(pool, index)| state.pools[pool][index].clone()).collect();
        Ok(Some(cx.tuple_value(items)))
    }
}

fn new_product(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(iterables): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    let mut repeat = 1;
    for (name, value) in keywords {
        if name.as_str() != Some("repeat") {
            let name = name.to_string_lossy();
            return Err(cx.type_error(format!("product() got an unexpected keyword argument '{name}'")));
        }
        repeat = natural(cx, &value, "repeat argument cannot be negative")?;
    }
    let count = iterables.len();
    if count > 0 && repeat > (1 << 58) / count {
        return Err(cx.overflow_error("repeat argument too large"));
    }
    let mut pools = Vec::with_capacity(count);
    if repeat > 0 {
        for iterable in &iterables {
            pools.push(cx.collect(iterable)?);
        }
    }
    let mut places = Vec::new();
    if places.try_reserve_exact(count * repeat).is_err() {
        return Err(cx.memory_error());
    }
    places.extend((0..repeat).flat_map(|_| (0..pools.len()).map(|pool| (pool, 0))));
    Ok(cx.new_extension(&class, Product { pools, places, phase: Phase::Before }).into())
}

iterator_type!(
    /// `product`.
    PRODUCT, Product, "product",
    "Every choice of one item from each iterable: nested for loops in one.",
    new "($type, *iterables, **kwargs)" new_product,
    flags TypeFlags::BASETYPE,
    rows []
);
