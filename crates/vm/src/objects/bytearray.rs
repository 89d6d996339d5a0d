//! `bytearray`: bytes that can be changed. The payload is here; the methods are in [`super::bytearray_methods`], those that
//! it shares with `bytes` in [`super::bytes_methods`].

use crate::heap::{Obj, Payload};
use crate::objects::buffer::{Exports, Layout, Memory};
use crate::objects::bytes::ByteString;
use crate::objects::{Bytes, Kind, Type};
use crate::{Context, PyResult, Value};

/// A `bytearray`.
#[derive(Default)]
pub struct ByteArray {
    items: Vec<u8>,
    exports: Exports,
}

impl Payload for ByteArray {
    const KIND: Kind = Kind::ByteArray;
}

impl Memory for ByteArray {
    fn layout(&self) -> Layout {
        Layout::BYTES
    }
    fn bytes(&self) -> &[u8] {
        &self.items
    }
    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.items
    }
    fn exports(&mut self) -> Option<&mut Exports> {
        Some(&mut self.exports)
    }
}

impl ByteString for ByteArray {
    const NAME: &'static str = "bytearray";
    const INDEX_NAME: &'static str = "bytearray";
    const ITEM: &'static str = "byte";
    const INDEX_PLACE: &'static str = "bytearray index";
    fn class(cx: &Context) -> Obj<Type> {
        cx.types().bytearray.clone()
    }
    fn view<'a>(this: &'a Obj<Self>, cx: &'a Context) -> &'a [u8] {
        &this.get(cx).items
    }
    fn snapshot(cx: &mut Context, this: &Obj<Self>) -> Obj<Bytes> {
        let items = this.get(cx).items.clone();
        cx.new_bytes(&items)
    }
    fn make(cx: &mut Context, bytes: &[u8]) -> Value {
        cx.new_bytearray(bytes.to_vec()).into()
    }
    fn unchanged(cx: &mut Context, this: &Obj<Self>) -> Value {
        let items = this.get(cx).items.clone();
        cx.new_bytearray(items).into()
    }
}

impl Obj<ByteArray> {
    /// The bytes, to be made more or fewer: `BufferError` while somebody has borrowed them.
    pub fn resizable<'a>(&'a self, cx: &'a mut Context) -> PyResult<&'a mut Vec<u8>> {
        if self.get(cx).exports.count() > 0 {
            return Err(cx.buffer_error("Existing exports of data: object cannot be re-sized"));
        }
        Ok(&mut self.get_mut(cx).items)
    }

    /// How much room the bytes have.
    pub fn capacity(&self, cx: &Context) -> usize {
        self.get(cx).items.capacity()
    }
}

impl Context {
    /// A new `bytearray`.
    pub fn new_bytearray(&mut self, items: Vec<u8>) -> Obj<ByteArray> {
        let class = self.types().bytearray.clone();
        self.alloc_as(&class, ByteArray { items, exports: Exports::default() })
    }

    /// A `BufferError`.
    pub fn buffer_error(&mut self, message: &str) -> crate::Raised {
        self.error(crate::objects::exception::ExceptionKind::BufferError, message)
    }
}

pub use super::bytearray_methods::TYPE;
