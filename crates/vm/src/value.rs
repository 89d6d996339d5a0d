//! [`Value`]: what a slot, a list item or a dict entry holds. Sixteen bytes: a tag and one 64-bit payload.
//!
//! Integers of 64 bits and floats live in the value itself; everything else is a [`Ref`] to the heap. Every
//! payload is a 64-bit integer or a pointer, so that rustc passes a value in two registers and copies it as
//! two words; an `f64` or `bool` payload would send every copy through memory (see `value_tests`).
//!
//! The objects behind a `Ref` are described in [`crate::heap`].

use crate::heap::Ref;

/// The bits of a float. Comparing two `Bits` compares representations, not numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bits(u64);

impl Bits {
    /// The bits of `number`.
    #[inline(always)]
    pub fn of(number: f64) -> Self {
        Self(number.to_bits())
    }

    /// The float with these bits.
    #[inline(always)]
    pub fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

/// A Python value, or an empty slot.
///
/// Cloning a value counts a reference; dropping it may free an object, but never runs Python code: finalizers
/// are queued on the heap and run at the next safe point (I-2).
#[repr(C, u64)]
#[derive(Default)]
pub enum Value {
    /// No value: an unbound local, an unset attribute, a hole. All its bits may be zero, so fresh zeroed
    /// memory is a run of empty slots.
    #[default]
    Empty,
    /// `None`.
    None,
    /// `True` (1) or `False` (0).
    Bool(u64),
    /// An `int` of 64 bits.
    Int(i64),
    /// A `float`.
    Float(Bits),
    /// A counted reference to a heap object.
    Ref(Ref),
}

impl Value {
    /// `True`.
    pub const TRUE: Value = Value::Bool(1);
    /// `False`.
    pub const FALSE: Value = Value::Bool(0);

    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(truth: bool) -> Value {
        Value::Bool(truth as u64)
    }

    /// A float.
    #[inline(always)]
    pub fn float(number: f64) -> Value {
        Value::Float(Bits::of(number))
    }

    /// Whether the slot holds nothing.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether the value is a heap object.
    #[inline(always)]
    pub fn is_ref(&self) -> bool {
        matches!(self, Value::Ref(_))
    }

    /// The heap object behind the value, if there is one.
    #[inline(always)]
    pub fn as_ref(&self) -> Option<&Ref> {
        match self {
            Value::Ref(object) => Some(object),
            _ => None,
        }
    }

    /// The operator `is`. Numbers have no identity of their own in Gila: equal small representations are one.
    #[inline]
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Empty, Value::Empty) | (Value::None, Value::None) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Ref(a), Value::Ref(b)) => a.is(b),
            _ => false,
        }
    }

    /// `None` for an empty slot, the value otherwise.
    #[inline]
    pub fn into_option(self) -> Option<Value> {
        if self.is_empty() { None } else { Some(self) }
    }

    /// The value, or `None` in Python's sense for an empty slot.
    #[inline]
    pub fn or_none(self) -> Value {
        if self.is_empty() { Value::None } else { self }
    }

    /// Moves the value out and leaves the slot empty.
    #[inline(always)]
    pub fn take(&mut self) -> Value {
        std::mem::replace(self, Value::Empty)
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Self {
        if let Value::Ref(object) = self {
            object.count_up();
        }
        // SAFETY: I-1: the count above pays for the copied reference; every other payload is plain data.
        unsafe { std::ptr::read(self) }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Empty => f.write_str("<empty>"),
            Value::None => f.write_str("None"),
            Value::Bool(truth) => write!(f, "{}", if *truth == 0 { "False" } else { "True" }),
            Value::Int(number) => write!(f, "{number}"),
            Value::Float(bits) => write!(f, "{:?}", bits.get()),
            Value::Ref(object) => write!(f, "{object:?}"),
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::bool(truth)
    }
}

impl From<Ref> for Value {
    fn from(object: Ref) -> Self {
        Value::Ref(object)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::float(number)
    }
}

/// A copy of a value that owns no reference: what inline caches keep. It may dangle.
pub struct Uncounted(std::cell::Cell<std::mem::MaybeUninit<[u64; 2]>>);

impl Uncounted {
    /// A copy of nothing.
    pub const fn empty() -> Uncounted {
        Uncounted(std::cell::Cell::new(std::mem::MaybeUninit::new([0; 2])))
    }

    /// Remembers `value` without keeping it alive.
    #[inline]
    pub fn set(&self, value: &Value) {
        // SAFETY: a value is sixteen bytes; they are only read back as a value by `get`. (The bits after the tag
        // may be uninitialised, which `MaybeUninit` allows.)
        self.0.set(unsafe { std::ptr::read(std::ptr::from_ref(value).cast()) });
    }

    /// Remembers what `other` remembers.
    #[inline]
    pub fn set_copy(&self, other: &Uncounted) {
        self.0.set(other.0.get());
    }

    /// The value, counted.
    ///
    /// # Safety
    /// What was remembered is still alive: a version compared just now says so.
    #[inline(always)]
    pub unsafe fn get(&self) -> Value {
        let bits = self.0.get();
        // SAFETY: the bits came from a live value, which the caller says is still alive.
        let value = unsafe { &*(&raw const bits).cast::<Value>() };
        value.clone()
    }
}
