//! `range`: methods. Bounds of any size are handled as big integers; ranges of 64-bit parts, by far the most,
//! are iterated without them.

use text::int::BigInt;

use super::display::Display;
use super::range::{self, Range};
use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::function_methods::readonly;
use crate::objects::int::OwnedInt;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::slice::Slice;
use crate::objects::{Kind, Type, TypeSpec};
use crate::protocol::compare::Comparison;
use crate::{Context, PyResult, Value, comparisons, method, static_method};

/// `range`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe numbers from start up to stop, stop left out, by step.",
    methods: &[METHODS, &COMPARISONS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("range", Kind::Range)
};

static COMPARISONS: [Row; 6] = comparisons!(Obj<Range>, compare);

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__iter__", "($self, /)", "Implement iter(self).", |cx: &mut Context, this: Obj<Range>| {
        cx.builtin_iter(&this.value())
    }),
    method!("__bool__", "($self, /)", "True if self else False", |_: &mut Context, this: Obj<Range>| {
        Parts::of(&this).length() != BigInt::ZERO
    }),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__reversed__", "($self, /)", "Return a reverse iterator.", reversed),
    method!("__reduce__", "($self, /)", "", reduce),
    method!("count", "($self, object, /)", "How often the value is in the range.", count),
    method!(
        "index",
        "($self, object, /)",
        "The index of the value.\nRaises ValueError if the value is not present.",
        index
    ),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "start",
        doc: "",
        get: |cx, this| part(cx, this, |parts| parts.start),
        set: Some(readonly),
    },
    Attribute {
        name: "stop",
        doc: "",
        get: |cx, this| part(cx, this, |parts| parts.stop),
        set: Some(readonly),
    },
    Attribute {
        name: "step",
        doc: "",
        get: |cx, this| part(cx, this, |parts| parts.step),
        set: Some(readonly),
    },
];

/// The parts of a range as big integers.
struct Parts {
    start: BigInt,
    stop: BigInt,
    step: BigInt,
}

impl Parts {
    fn of(range: &Range) -> Parts {
        match range {
            Range::Small { start, stop, step } => {
                Parts { start: (*start).into(), stop: (*stop).into(), step: (*step).into() }
            }
            Range::Big { start, stop, step } => {
                Parts { start: start.clone(), stop: stop.clone(), step: step.clone() }
            }
        }
    }

    fn is_backwards(&self) -> bool {
        self.step < BigInt::ZERO
    }

    fn length(&self) -> BigInt {
        let (low, high, step) = if self.is_backwards() {
            (&self.stop, &self.start, -&self.step)
        } else {
            (&self.start, &self.stop, self.step.clone())
        };
        if low >= high { BigInt::ZERO } else { (high - low - BigInt::ONE) / step + BigInt::ONE }
    }

    fn at(&self, index: &BigInt) -> BigInt {
        &self.start + index * &self.step
    }

    /// The index of a number that is in the range.
    fn index_of(&self, number: &BigInt) -> Option<BigInt> {
        let inside = if self.is_backwards() {
            number <= &self.start && number > &self.stop
        } else {
            number >= &self.start && number < &self.stop
        };
        if !inside {
            return None;
        }
        let distance = number - &self.start;
        (&distance % &self.step == BigInt::ZERO).then(|| distance / &self.step)
    }

    fn into_range(self) -> Range {
        match (i64::try_from(&self.start), i64::try_from(&self.stop), i64::try_from(&self.step)) {
            (Ok(start), Ok(stop), Ok(step)) => Range::Small { start, stop, step },
            _ => Range::Big { start: self.start, stop: self.stop, step: self.step },
        }
    }
}

fn part(cx: &mut Context, this: &Value, of: fn(Parts) -> BigInt) -> PyResult<Value> {
    match this.as_ref().and_then(|this| this.downcast::<Range>()) {
        Some(range) => Ok(cx.big_int_value(of(Parts::of(range)))),
        None => Err(cx.type_error("descriptor requires a 'range' object")),
    }
}

fn make(cx: &mut Context, parts: Parts) -> Obj<Range> {
    let class = cx.types().range.clone();
    cx.alloc_as(&class, parts.into_range())
}

fn new(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Obj<Range>> {
    let base = cx.types().range.clone();
    cx.check_new(&class, &base)?;
    let args = cx.constructor_args("range", args, &keywords, 1, 3)?;
    let mut numbers = Vec::with_capacity(3);
    for arg in &args {
        numbers.push(cx.index(arg)?);
    }
    let mut numbers = numbers.into_iter();
    let (first, second, step) =
        (numbers.next().unwrap_or(OwnedInt::Small(0)), numbers.next(), numbers.next());
    let (start, stop) = match second {
        Some(stop) => (first, stop),
        None => (OwnedInt::Small(0), first),
    };
    let step = step.unwrap_or(OwnedInt::Small(1));
    if step.to_i64() == Some(0) {
        return Err(cx.value_error("range() arg 3 must not be zero"));
    }
    let range = match (start.to_i64(), stop.to_i64(), step.to_i64()) {
        (Some(start), Some(stop), Some(step)) => Range::Small { start, stop, step },
        _ => Range::Big { start: start.into_big(), stop: stop.into_big(), step: step.into_big() },
    };
    Ok(cx.alloc_as(&class, range))
}

fn repr(cx: &mut Context, this: Obj<Range>) -> PyResult<Value> {
    let Parts { start, stop, step } = Parts::of(&this);
    let unit_step = step == BigInt::ONE;
    let mut parts = vec![cx.big_int_value(start), cx.big_int_value(stop)];
    if !unit_step {
        parts.push(cx.big_int_value(step));
    }
    let mut display = Display::of("range(");
    display.items(cx, |_, index| parts.get(index).cloned())?;
    display.text(")");
    Ok(display.finish(cx).into())
}

/// What makes two ranges equal: the numbers in them, not how they were written.
fn identity(parts: Parts) -> (BigInt, Option<BigInt>, Option<BigInt>) {
    let length = parts.length();
    if length == BigInt::ZERO {
        (length, None, None)
    } else if length == BigInt::ONE {
        (length, Some(parts.start), None)
    } else {
        (length, Some(parts.start), Some(parts.step))
    }
}

fn hash(cx: &mut Context, this: Obj<Range>) -> PyResult<i64> {
    let (length, start, step) = identity(Parts::of(&this));
    let mut of = |part: Option<BigInt>| match part {
        Some(number) => Ok(text::hash::hash_int(&number)),
        None => cx.hash(&Value::None).map(|hash| hash as i64),
    };
    let hashes = [of(Some(length))?, of(start)?, of(step)?];
    Ok(text::hash::hash_tuple(hashes.into_iter()))
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<Range>, other: Value) -> Value {
    let other = other.as_ref().and_then(|other| other.downcast::<Range>());
    match (op, other) {
        (Comparison::Equal | Comparison::NotEqual, Some(other)) => {
            let equal = identity(Parts::of(&this)) == identity(Parts::of(other));
            Value::bool(equal == (op == Comparison::Equal))
        }
        _ => cx.not_implemented(),
    }
}

fn len(cx: &mut Context, this: Obj<Range>) -> PyResult<i64> {
    match i64::try_from(&Parts::of(&this).length()) {
        Ok(length) => Ok(length),
        Err(_) => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn get_item(cx: &mut Context, this: Obj<Range>, key: Value) -> PyResult<Value> {
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        return get_slice(cx, &this, slice);
    }
    let Some(index) = cx.try_index(&key)? else {
        let name = cx.type_name(&key);
        return Err(cx.type_error(format!("range indices must be integers or slices, not {name}")));
    };
    let parts = Parts::of(&this);
    let length = parts.length();
    let mut index = index.into_big();
    if index < BigInt::ZERO {
        index += &length;
    }
    if index < BigInt::ZERO || index >= length {
        return Err(cx.index_error("range object index out of range"));
    }
    Ok(cx.big_int_value(parts.at(&index)))
}

fn get_slice(cx: &mut Context, this: &Obj<Range>, slice: &Obj<Slice>) -> PyResult<Value> {
    let parts = Parts::of(this);
    let length = cx.big_int_value(parts.length());
    let indices = cx.call_method_named(&slice.value(), "indices", &[length])?;
    let mut numbers = Vec::with_capacity(3);
    for index in cx.collect(&indices)? {
        numbers.push(cx.index(&index)?.into_big());
    }
    let [start, stop, step] = numbers.as_slice() else { return Err(cx.system_error("bad slice indices")) };
    let made = Parts { start: parts.at(start), stop: parts.at(stop), step: step * &parts.step };
    Ok(make(cx, made).into())
}

/// The index of a value that is an exact int; otherwise `Err` when only comparing can tell.
fn find_int(this: &Obj<Range>, value: &Value) -> Result<Option<BigInt>, ()> {
    let exact = match value {
        Value::Int(_) | Value::Bool(_) => true,
        Value::Ref(object) => !object.header().has_flags(crate::heap::ObjectFlags::EXTENDED),
        _ => false,
    };
    match value.as_int() {
        Some(number) if exact => Ok(Parts::of(this).index_of(&number.to_big())),
        _ => Err(()),
    }
}

/// Compares every number in turn, as for any sequence: the index of the first that is equal.
fn find_equal(
    cx: &mut Context,
    this: &Obj<Range>,
    value: &Value,
    mut each: impl FnMut(i64) -> bool,
) -> PyResult<()> {
    let iterator = cx.iter(&this.value())?;
    let mut at = 0;
    while let Some(number) = cx.next(&iterator)? {
        if cx.equal(&number, value)? && each(at) {
            return Ok(());
        }
        at += 1;
    }
    Ok(())
}

fn contains(cx: &mut Context, this: Obj<Range>, value: Value) -> PyResult<bool> {
    match find_int(&this, &value) {
        Ok(found) => Ok(found.is_some()),
        Err(()) => {
            let mut found = false;
            find_equal(cx, &this, &value, |_| {
                found = true;
                true
            })?;
            Ok(found)
        }
    }
}

fn count(cx: &mut Context, this: Obj<Range>, value: Value) -> PyResult<i64> {
    match find_int(&this, &value) {
        Ok(found) => Ok(i64::from(found.is_some())),
        Err(()) => {
            let mut count = 0;
            find_equal(cx, &this, &value, |_| {
                count += 1;
                false
            })?;
            Ok(count)
        }
    }
}

fn index(cx: &mut Context, this: Obj<Range>, value: Value) -> PyResult<Value> {
    match find_int(&this, &value) {
        Ok(Some(index)) => Ok(cx.big_int_value(index)),
        Ok(None) => Err(cx.value_error("range.index(x): x not in range")),
        Err(()) => {
            let mut found = None;
            find_equal(cx, &this, &value, |at| {
                found = Some(at);
                true
            })?;
            match found {
                Some(at) => Ok(Value::Int(at)),
                None => Err(cx.value_error("sequence.index(x): x not in sequence")),
            }
        }
    }
}

fn reversed(cx: &mut Context, this: Obj<Range>) -> Value {
    let backwards = match &*this {
        Range::Small { start, stop, step } => {
            let left = range::length(*start, *stop, *step);
            let last = (i128::from(*start) + (i128::from(left) - 1) * i128::from(*step)) as i64;
            step.checked_neg().map(|step| BuiltinIterator::Range { next: last, step, left })
        }
        Range::Big { .. } => None,
    };
    let iterator = backwards.unwrap_or_else(|| {
        let parts = Parts::of(&this);
        let left = parts.length();
        BuiltinIterator::BigRange { next: parts.at(&(&left - BigInt::ONE)), step: -parts.step, left }
    });
    cx.new_iterator(iterator)
}

fn reduce(cx: &mut Context, this: Obj<Range>) -> Value {
    let Parts { start, stop, step } = Parts::of(&this);
    let args = vec![cx.big_int_value(start), cx.big_int_value(stop), cx.big_int_value(step)];
    let (class, args) = (cx.types().range.value(), cx.tuple_value(args));
    cx.tuple_value(vec![class, args])
}

/// The iterator over a range with parts beyond 64 bits.
pub fn big_iterator(range: &Obj<Range>) -> BuiltinIterator {
    let parts = Parts::of(range);
    BuiltinIterator::BigRange { left: parts.length(), next: parts.start, step: parts.step }
}

/// Its next number.
pub fn next_big(cx: &mut Context, iterator: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
    let BuiltinIterator::BigRange { next, step, left } = iterator.get_mut(cx) else { return Ok(None) };
    if *left <= BigInt::ZERO {
        return Ok(None);
    }
    *left -= BigInt::ONE;
    let following = &*next + &*step;
    let number = std::mem::replace(next, following);
    Ok(Some(cx.big_int_value(number)))
}
