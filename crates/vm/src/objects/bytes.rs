//! `bytes`: immutable bytes. The payload and what functions accept as bytes are here; the methods are in
//! [`super::bytes_methods`], conversions from and to text in [`super::codec`].

use std::cell::Cell;
use std::ops::Deref;

use crate::heap::{Frozen, Head, Obj, ObjectFlags, Payload, Tail};
use crate::native::{FromArg, IntoResult, Site};
use crate::objects::{Kind, Type};
use crate::{Context, PyResult, Value};

/// What is known of a `bytes` beside its bytes.
pub struct BytesHead {
    hash: Cell<Option<i64>>,
}

impl Head for BytesHead {}

/// A `bytes`.
pub type Bytes = Tail<BytesHead, u8>;

impl Payload for Bytes {
    const KIND: Kind = Kind::Bytes;
}

// SAFETY: the bytes never change; the hash is a cache filled under the GIL (I-1).
unsafe impl Frozen for Bytes {}

impl Bytes {
    /// The hash, the same for equal bytes.
    pub fn hash(&self) -> i64 {
        self.hash.get().unwrap_or_else(|| {
            let hash = text::hash::hash_bytes(text::hash::HashKey::default(), self.items());
            self.hash.set(Some(hash));
            hash
        })
    }
}

impl Context {
    /// A new `bytes`.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Obj<Bytes> {
        let shape = self.types().bytes.root_shape(self);
        self.heap().alloc_bytes(shape, BytesHead { hash: Cell::new(None) }, bytes, false)
    }

    /// A new `bytes` as a value.
    pub fn bytes_value(&mut self, bytes: &[u8]) -> Value {
        self.new_bytes(bytes).into()
    }

    /// The bytes of a bytes-like object, or `TypeError`.
    pub fn bytes_like(&mut self, value: &Value) -> PyResult<Obj<Bytes>> {
        match as_bytes(value) {
            Some(bytes) => Ok(bytes.clone()),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("a bytes-like object is required, not '{name}'")))
            }
        }
    }
}

/// The `bytes` (or instance of a subclass) that a value is.
pub fn as_bytes(value: &Value) -> Option<&Obj<Bytes>> {
    value.as_ref()?.downcast::<Bytes>()
}

/// A new instance of a subclass of `bytes`.
pub fn boxed(cx: &mut Context, class: &Obj<Type>, bytes: &[u8]) -> Value {
    let shape = class.root_shape(cx);
    cx.heap().alloc_bytes(shape, BytesHead { hash: Cell::new(None) }, bytes, true).into()
}

/// `bytes` itself if it is of that very class, a plain copy otherwise: methods give plain `bytes`.
pub fn plain(cx: &mut Context, bytes: &Obj<Bytes>) -> Obj<Bytes> {
    if bytes.as_object().header().has_flags(ObjectFlags::EXTENDED) {
        cx.new_bytes(bytes.items())
    } else {
        bytes.clone()
    }
}

/// A parameter that takes any bytes-like object.
pub struct Buffer(pub Obj<Bytes>);

impl Deref for Buffer {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        self.0.items()
    }
}

impl FromArg for Buffer {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        cx.bytes_like(&value).map(Buffer)
    }
}

/// A parameter that takes bytes to look for: a bytes-like object, or one byte as an int.
pub enum Needle {
    /// Bytes.
    Bytes(Obj<Bytes>),
    /// One byte.
    Byte([u8; 1]),
}

impl Deref for Needle {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            Needle::Bytes(bytes) => bytes.items(),
            Needle::Byte(byte) => byte,
        }
    }
}

impl Needle {
    /// The needle that a value is; `None` for what is neither bytes-like nor an int.
    pub fn of(cx: &mut Context, value: &Value) -> PyResult<Option<Needle>> {
        if let Some(bytes) = as_bytes(value) {
            return Ok(Some(Needle::Bytes(bytes.clone())));
        }
        let Some(number) = cx.try_index(value)? else { return Ok(None) };
        match number.to_i64().and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => Ok(Some(Needle::Byte([byte]))),
            None => Err(cx.value_error("byte must be in range(0, 256)")),
        }
    }
}

impl FromArg for Needle {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        match Needle::of(cx, &value)? {
            Some(needle) => Ok(needle),
            None => {
                let name = cx.type_name(&value);
                Err(cx.type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
            }
        }
    }
}

impl IntoResult for Vec<u8> {
    /// As `bytes`.
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.bytes_value(&self))
    }
}

pub use super::bytes_methods::TYPE;
