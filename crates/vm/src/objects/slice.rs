//! `slice`: the payload and its indices. The methods are in [`super::slice_methods`].

use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::objects::{Kind, TypeSpec};
use crate::{Context, PyResult, Value};

/// A slice.
pub struct Slice {
    /// `start`; `None` in Python's sense when left out.
    pub start: Value,
    /// `stop`.
    pub stop: Value,
    /// `step`.
    pub step: Value,
}

impl Payload for Slice {
    const KIND: Kind = Kind::Slice;

    fn trace(&self, visit: &mut Visitor<'_>) {
        [&self.start, &self.stop, &self.step].into_iter().for_each(visit);
    }
}

// SAFETY: nothing changes a slice after it is made.
unsafe impl Frozen for Slice {}

/// A slice applied to a sequence: the first position, the step, and how many items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indices {
    /// Position of the first item.
    pub start: i64,
    /// Position that is not reached.
    pub stop: i64,
    /// Distance between items.
    pub step: i64,
    /// Number of items.
    pub count: usize,
}

impl Indices {
    /// The positions, in order.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.count as i64)
            .map(move |index| self.start.wrapping_add(index.wrapping_mul(self.step)) as usize)
    }
}

/// The parts of a slice as numbers.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
}

impl Bounds {
    /// What they mean for a sequence of `length` items.
    pub fn of_length(self, length: usize) -> Indices {
        let (length, step) = (length as i64, self.step);
        let (low, high) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let bound = |index: Option<i64>, default: i64| match index {
            None => default,
            Some(index) if index < 0 => index.saturating_add(length).max(low),
            Some(index) => index.min(high),
        };
        let start = bound(self.start, if step < 0 { high } else { low });
        let stop = bound(self.stop, if step < 0 { low } else { high });
        let count = if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else if step < 0 && start > stop {
            (start - stop - 1) / -step + 1
        } else {
            0
        };
        Indices { start, stop, step, count: count as usize }
    }
}

impl Context {
    /// A new slice.
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Obj<Slice> {
        let shape = self.shapes().slice;
        self.heap().alloc(shape, Slice { start, stop, step })
    }

    /// What a slice means for a sequence of `length` items.
    pub fn slice_indices(&mut self, slice: &Obj<Slice>, length: usize) -> PyResult<Indices> {
        Ok(self.slice_bounds(slice)?.of_length(length))
    }

    /// The parts of a slice as numbers. Their `__index__` runs here, so the length of a list is looked at later.
    pub fn slice_bounds(&mut self, slice: &Obj<Slice>) -> PyResult<Bounds> {
        let step = match &slice.step {
            Value::None => 1,
            step => self.slice_index(step)?.max(-i64::MAX),
        };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let mut bound =
            |value: &Value| if value.is_none() { Ok(None) } else { self.slice_index(value).map(Some) };
        let start = bound(&slice.start)?;
        let stop = bound(&slice.stop)?;
        Ok(Bounds { start, stop, step })
    }

    /// A bound of a search (`list.index(x, start, stop)`), as a position in a sequence of `length` items.
    pub fn search_bound(&mut self, value: Option<Value>, default: usize, length: usize) -> PyResult<usize> {
        let index = match value {
            None => return Ok(default),
            Some(Value::Int(index)) => index,
            Some(other) => match self.try_index(&other)? {
                Some(index) => index.to_i64_clipped(),
                None => {
                    return Err(self.type_error("slice indices must be integers or have an __index__ method"));
                }
            },
        };
        Ok(if index < 0 { index.saturating_add(length as i64).max(0) as usize } else { index as usize })
    }

    /// An index used in a slice: through `__index__`, clipped to 64 bits.
    pub fn slice_index(&mut self, value: &Value) -> PyResult<i64> {
        match value {
            Value::Int(number) => Ok(*number),
            other => {
                let Some(index) = self.try_index(other)? else {
                    return Err(
                        self.type_error("slice indices must be integers or None or have an __index__ method")
                    );
                };
                Ok(index.to_i64_clipped())
            }
        }
    }
}

/// `slice`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    methods: &[super::slice_methods::METHODS, &super::slice_methods::COMPARISONS],
    attributes: super::slice_methods::ATTRIBUTES,
    ..TypeSpec::new("slice", Kind::Slice)
};
