//! Hashing: `hash()` of builtin values as CPython computes it, and of others by `__hash__`.

use crate::objects::int::AnyInt;
use crate::objects::{Kind, Str, Tuple};
use crate::{Context, PyResult, Value};

/// The hash of text or bytes. Never 0, which stands for "not computed".
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let hash = text::hash::hash_bytes(text::hash::HashKey::default(), bytes) as u64;
    if hash == 0 { 1 } else { hash }
}

impl Context {
    /// `hash(value)`, as 64 bits.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> PyResult<u64> {
        match value {
            Value::Int(number) => Ok(text::hash::hash_i64(*number) as u64),
            Value::Bool(truth) => Ok(*truth),
            Value::Ref(object) => {
                if object.header().shape_ptr() == self.shapes().str
                    && let Some(text) = object.downcast::<Str>()
                {
                    return Ok(text.hash());
                }
                if object.header().shape_ptr() == self.shapes().tuple {
                    return self.hash_tuple(value);
                }
                self.hash_object(value)
            }
            // CPython hashes None by its address, which is the same in every run of one build.
            Value::None | Value::Empty => Ok(0xfca8_6420),
            Value::Float(bits) => match text::hash::hash_float(bits.get()) {
                Some(hash) => Ok(hash as u64),
                None => Ok(hash_nan(bits.get())),
            },
        }
    }

    #[inline(never)]
    fn hash_object(&mut self, value: &Value) -> PyResult<u64> {
        let class = self.type_of(value);
        let method = class.special(self, |names| &names.__hash__);
        match method {
            Some(Value::None) | None => {
                let name = class.name(self);
                Err(self.type_error(format!("unhashable type: '{name}'")))
            }
            Some(method) => {
                let object = value.as_ref().expect("I-9: only objects come here");
                if let Value::Ref(found) = &method
                    && found.kind() == Kind::Native
                {
                    match object.kind() {
                        Kind::Tuple => return self.hash_tuple(value),
                        Kind::Str => {
                            return Ok(object.downcast::<Str>().expect("I-9: the kind was checked").hash());
                        }
                        Kind::Instance | Kind::Function | Kind::Type | Kind::Module => {
                            return Ok(hash_address(object.address()));
                        }
                        _ => {}
                    }
                }
                let result = self.call_special(method, value, [])?;
                match result.as_int() {
                    Some(AnyInt::Small(number)) => {
                        Ok(if number == -1 { -2i64 as u64 } else { number as u64 })
                    }
                    Some(AnyInt::Big(number)) => Ok(text::hash::hash_int(number) as u64),
                    None => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
        }
    }

    /// The hash of a tuple.
    pub fn hash_tuple(&mut self, value: &Value) -> PyResult<u64> {
        let Some(tuple) = value.as_ref().and_then(|object| object.downcast::<Tuple>()) else { return Ok(0) };
        self.check_native_stack()?;
        let mut hashes = Vec::with_capacity(tuple.items().len());
        for item in tuple.items() {
            hashes.push(self.hash(item)? as i64);
        }
        Ok(text::hash::hash_tuple(hashes.into_iter()) as u64)
    }
}

/// The hash of a NaN, which is equal to nothing but itself: by its bits, which stand for its identity.
pub fn hash_nan(number: f64) -> u64 {
    let hash = number.to_bits().rotate_right(4);
    if hash == u64::MAX { u64::MAX - 1 } else { hash }
}

/// The hash of an object by identity.
pub fn hash_address(address: usize) -> u64 {
    (address as u64).rotate_right(4)
}
