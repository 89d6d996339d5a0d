//! `float`: the payload for instances of subclasses, and conversions. The methods are in
//! [`super::float_methods`].

use crate::heap::{Frozen, Payload};
use crate::objects::Kind;
use crate::objects::int::AnyInt;
use crate::{Context, PyResult, Value};

/// A `float` as an object: an instance of a subclass.
pub struct Float {
    /// The number.
    pub number: f64,
}

impl Payload for Float {
    const KIND: Kind = Kind::Float;
}

// SAFETY: numbers do not change.
unsafe impl Frozen for Float {}

impl Value {
    /// The number, if this is a `float` or an instance of a subclass.
    #[inline]
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Value::Float(bits) => Some(bits.get()),
            Value::Ref(object) => Some(object.downcast::<Float>()?.number),
            _ => None,
        }
    }
}

/// How many NaNs have been made from text.
#[derive(Default)]
struct Nans(std::cell::Cell<u64>);

/// Bits of a NaN that say no more than that it is one.
const NAN_PAYLOAD: u64 = (1 << 51) - 1;

impl Context {
    /// The number itself, but a NaN gets bits that no other one has. Floats lie in the value, so these bits are
    /// all the identity that a NaN has: `float("nan")` is to be found in the list that holds it, and not in
    /// one that holds another. What is computed from a NaN has the same bits again.
    pub fn fresh_nan(&mut self, number: f64) -> f64 {
        if !number.is_nan() {
            return number;
        }
        let made = self.interp_ref().extension::<Nans>();
        made.0.set(made.0.get() + 1);
        f64::from_bits(number.to_bits() & !NAN_PAYLOAD | made.0.get() & NAN_PAYLOAD)
    }

    /// The number as a float: a float, an int, or what `__float__` or `__index__` gives.
    pub fn to_f64(&mut self, value: &Value) -> PyResult<f64> {
        if let Some(number) = value.as_float() {
            return Ok(number);
        }
        if let Some(number) = value.as_int() {
            return match number {
                AnyInt::Small(number) => Ok(number as f64),
                AnyInt::Big(number) => self.lift(text::int::convert::to_f64(number)),
            };
        }
        let class = self.type_of(value);
        if let Some(method) = class.special(self, |names| &names.__float__) {
            let result = self.call_special(method, value, [])?;
            return super::float_methods::float_result(self, value, &result);
        }
        if let Some(index) = self.try_index(value)? {
            return match index.as_any() {
                AnyInt::Small(number) => Ok(number as f64),
                AnyInt::Big(number) => self.lift(text::int::convert::to_f64(number)),
            };
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("must be real number, not {name}")))
    }

    /// Turns an error of the `text` crate into an exception.
    pub fn lift<T>(&mut self, result: Result<T, text::error::PyError>) -> PyResult<T> {
        result.map_err(|error| self.text_error(error))
    }
}

pub use super::float_methods::TYPE;
