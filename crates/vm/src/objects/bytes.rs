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

/// What `bytes` and `bytearray` have in common, for the methods of both.
pub trait ByteString: Payload + Sized {
    /// The class's name.
    const NAME: &'static str;
    /// How messages call the type of an index.
    const INDEX_NAME: &'static str;
    /// How messages call an item.
    const ITEM: &'static str;
    /// How messages call an index.
    const INDEX_PLACE: &'static str;
    /// The class.
    fn class(cx: &Context) -> Obj<Type>;
    /// The bytes.
    fn view<'a>(this: &'a Obj<Self>, cx: &'a Context) -> &'a [u8];
    /// The bytes as they are now.
    fn snapshot(cx: &mut Context, this: &Obj<Self>) -> Obj<Bytes>;
    /// A new one.
    fn make(cx: &mut Context, bytes: &[u8]) -> Value;
    /// What a method gives that changes nothing: an immutable object itself, a mutable one's copy.
    fn unchanged(cx: &mut Context, this: &Obj<Self>) -> Value;
}

impl ByteString for Bytes {
    const NAME: &'static str = "bytes";
    const INDEX_NAME: &'static str = "byte";
    const ITEM: &'static str = "bytes";
    const INDEX_PLACE: &'static str = "index";
    fn class(cx: &Context) -> Obj<Type> {
        cx.types().bytes.clone()
    }
    fn view<'a>(this: &'a Obj<Self>, _: &'a Context) -> &'a [u8] {
        this.items()
    }
    fn snapshot(_: &mut Context, this: &Obj<Self>) -> Obj<Bytes> {
        this.clone()
    }
    fn make(cx: &mut Context, bytes: &[u8]) -> Value {
        cx.bytes_value(bytes)
    }
    fn unchanged(cx: &mut Context, this: &Obj<Self>) -> Value {
        plain(cx, this).into()
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
        if let Some(bytes) = cx.try_bytes_like(value)? {
            return Ok(Some(Needle::Bytes(bytes)));
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

pub use super::buffer::Buffer;
pub use super::bytes_methods::TYPE;
