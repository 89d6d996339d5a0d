//! `int` and `bool`: the payload of ints beyond 64 bits and the conversions. Arithmetic is in
//! [`crate::protocol::number`], the methods are in [`super::int_methods`].

use std::borrow::Cow;

use text::int::BigInt;

use crate::heap::{Frozen, Obj, Payload};
use crate::objects::Kind;
use crate::{Context, PyResult, Value};

/// An `int` as an object: one that does not fit 64 bits, or an instance of a subclass.
pub struct Int {
    /// The number.
    pub number: BigInt,
}

impl Payload for Int {
    const KIND: Kind = Kind::Int;
}

// SAFETY: numbers do not change.
unsafe impl Frozen for Int {}

/// Any int, small or large.
#[derive(Clone, Debug)]
pub enum AnyInt<'a> {
    /// Fits 64 bits.
    Small(i64),
    /// Does not (or is of a subclass).
    Big(&'a BigInt),
}

impl AnyInt<'_> {
    /// As a big integer.
    pub fn to_big(&self) -> Cow<'_, BigInt> {
        match self {
            AnyInt::Small(number) => Cow::Owned(BigInt::from(*number)),
            AnyInt::Big(number) => Cow::Borrowed(number),
        }
    }

    /// As an `i64`, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            AnyInt::Small(number) => Some(*number),
            AnyInt::Big(number) => i64::try_from(*number).ok(),
        }
    }

    /// As an `i64`, the nearest one if it does not fit.
    pub fn to_i64_clipped(&self) -> i64 {
        self.to_i64().unwrap_or_else(|| match self {
            AnyInt::Big(number) if **number < BigInt::ZERO => i64::MIN,
            _ => i64::MAX,
        })
    }
}

impl Value {
    /// The number, if this is an `int` or `bool` or an instance of a subclass.
    #[inline]
    pub fn as_int(&self) -> Option<AnyInt<'_>> {
        match self {
            Value::Int(number) => Some(AnyInt::Small(*number)),
            Value::Bool(truth) => Some(AnyInt::Small(*truth as i64)),
            Value::Ref(object) => {
                let number = &object.downcast::<Int>()?.number;
                Some(match i64::try_from(number) {
                    Ok(small) => AnyInt::Small(small),
                    Err(_) => AnyInt::Big(number),
                })
            }
            _ => None,
        }
    }
}

impl Context {
    /// An int of any size; small ones need no object.
    pub fn big_int_value(&mut self, number: BigInt) -> Value {
        match i64::try_from(&number) {
            Ok(small) => Value::Int(small),
            Err(_) => {
                let shape = self.shapes().int;
                Value::Ref(self.heap().alloc(shape, Int { number }).into_object())
            }
        }
    }

    /// The number behind `__index__`; `None` when there is no such method.
    pub fn try_index(&mut self, value: &Value) -> PyResult<Option<OwnedInt>> {
        if let Some(number) = value.as_int() {
            return Ok(Some(OwnedInt::from(number)));
        }
        let class = self.type_of(value);
        let Some(method) = class.special(self, |names| &names.__index__) else { return Ok(None) };
        let result = self.call_special(method, value, [])?;
        let Some(number) = result.as_int().map(OwnedInt::from) else {
            let name = self.type_name(&result);
            return Err(self.type_error(format!("__index__ returned non-int (type {name})")));
        };
        super::int_methods::warn_of_subclass(self, "__index__", &result)?;
        Ok(Some(number))
    }

    /// The number behind `__index__`, or `TypeError`.
    pub fn index(&mut self, value: &Value) -> PyResult<OwnedInt> {
        match self.try_index(value)? {
            Some(number) => Ok(number),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
            }
        }
    }

    /// The same as an `i64`; `OverflowError` when it does not fit.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        match self.index(value)? {
            OwnedInt::Small(number) => Ok(number),
            OwnedInt::Big(_) => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
}

/// Any int, by value.
#[derive(Clone, Debug)]
pub enum OwnedInt {
    /// Fits 64 bits.
    Small(i64),
    /// Does not.
    Big(BigInt),
}

impl From<AnyInt<'_>> for OwnedInt {
    fn from(number: AnyInt<'_>) -> Self {
        match number {
            AnyInt::Small(number) => OwnedInt::Small(number),
            AnyInt::Big(number) => OwnedInt::Big(number.clone()),
        }
    }
}

impl OwnedInt {
    /// As a borrowed int.
    pub fn as_any(&self) -> AnyInt<'_> {
        match self {
            OwnedInt::Small(number) => AnyInt::Small(*number),
            OwnedInt::Big(number) => AnyInt::Big(number),
        }
    }

    /// As an `i64`, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.as_any().to_i64()
    }

    /// As an `i64`, the nearest one if it does not fit.
    pub fn to_i64_clipped(&self) -> i64 {
        self.as_any().to_i64_clipped()
    }

    /// As a big integer.
    pub fn into_big(self) -> BigInt {
        match self {
            OwnedInt::Small(number) => BigInt::from(number),
            OwnedInt::Big(number) => number,
        }
    }

    /// As a value.
    pub fn into_value(self, cx: &mut Context) -> Value {
        match self {
            OwnedInt::Small(number) => Value::Int(number),
            OwnedInt::Big(number) => cx.big_int_value(number),
        }
    }
}

/// An int object that is kept even when it is small: instances of subclasses.
pub fn boxed(cx: &mut Context, class: &Obj<super::Type>, number: BigInt) -> Value {
    let shape = class.root_shape(cx);
    cx.heap().alloc_extended(shape, Int { number }).into()
}

pub use super::int_methods::{BOOL_TYPE, TYPE};
