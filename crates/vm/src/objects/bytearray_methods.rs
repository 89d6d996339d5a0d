//! `bytearray`: the constructor and the methods that change it. What only looks at the bytes is shared with `bytes`, in
//! [`super::bytes_methods`].

use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::buffer::Memory;
use crate::objects::bytearray::ByteArray;
use crate::objects::bytes::ByteString;
use crate::objects::bytes_methods::{self, byte_of, bytes_of, cannot_concatenate, initial, integer_key};
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::slice::Slice;
use crate::objects::str_methods::{as_str, repeat};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::protocol::item::position;
use crate::{Context, PyResult, Value, method, static_method};

type This = Obj<ByteArray>;

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> PyResult<This> {
    let base = cx.types().bytearray.clone();
    cx.check_new(&class, &base)?;
    Ok(cx.alloc_as(&class, ByteArray::default()))
}

fn init(
    cx: &mut Context,
    this: This,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> PyResult<()> {
    if !ByteArray::view(&this, cx).is_empty() {
        this.resizable(cx)?.clear();
    }
    let bytes = initial::<ByteArray>(cx, source, encoding, errors)?;
    if !bytes.is_empty() {
        *this.resizable(cx)? = bytes;
    }
    Ok(())
}

fn repr(cx: &mut Context, this: This) -> String {
    let name = cx.type_name(&this.value());
    let shown = text::bytes_methods::repr(ByteArray::view(&this, cx));
    // Unlike that of `bytes`, it escapes single quotes between double ones.
    let shown = if shown.starts_with("b\"") { shown.replace('\'', "\\'") } else { shown };
    format!("{name}({shown})")
}

fn iter(cx: &mut Context, this: This) -> Value {
    cx.new_iterator(BuiltinIterator::ByteArray { array: this, next: 0 })
}

fn set_item(cx: &mut Context, this: This, key: Value, value: Value) -> PyResult<()> {
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        let bounds = cx.slice_bounds(slice)?;
        let fresh = replacement(cx, &value)?;
        let length = ByteArray::view(&this, cx).len();
        let indices = bounds.of_length(length);
        if indices.step == 1 {
            let range = indices.start as usize..indices.start as usize + indices.count;
            if fresh.len() == indices.count {
                this.get_mut(cx).bytes_mut()[range].copy_from_slice(&fresh);
            } else {
                this.resizable(cx)?.splice(range, fresh);
            }
            return Ok(());
        }
        if fresh.is_empty() {
            return remove_all(cx, &this, indices.positions().collect());
        }
        if fresh.len() != indices.count {
            let (given, wanted) = (fresh.len(), indices.count);
            return Err(cx.value_error(format!(
                "attempt to assign bytes of size {given} to extended slice of size {wanted}"
            )));
        }
        let items = this.get_mut(cx).bytes_mut();
        indices.positions().zip(fresh).for_each(|(at, byte)| items[at] = byte);
        return Ok(());
    }
    let index = integer_key::<ByteArray>(cx, &key)?;
    check_index(cx, &this, index)?;
    let byte = byte_of(cx, &value, "byte")?;
    let at = check_index(cx, &this, index)?;
    this.get_mut(cx).bytes_mut()[at] = byte;
    Ok(())
}

fn check_index(cx: &mut Context, this: &This, index: i64) -> PyResult<usize> {
    let length = ByteArray::view(this, cx).len();
    position(index, length).ok_or_else(|| cx.index_error("bytearray index out of range"))
}

/// What is assigned to a slice.
fn replacement(cx: &mut Context, value: &Value) -> PyResult<Vec<u8>> {
    if value.as_int().is_some() || as_str(value).is_some() {
        return Err(cx.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    bytes_of::<ByteArray>(cx, value)
}

fn remove_all(cx: &mut Context, this: &This, mut positions: Vec<usize>) -> PyResult<()> {
    if positions.is_empty() {
        return Ok(());
    }
    positions.sort_unstable();
    let mut gone = positions.into_iter().peekable();
    let mut at = 0;
    this.resizable(cx)?.retain(|_| {
        let keep = gone.next_if_eq(&at).is_none();
        at += 1;
        keep
    });
    Ok(())
}

fn delete_item(cx: &mut Context, this: This, key: Value) -> PyResult<()> {
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        let bounds = cx.slice_bounds(slice)?;
        let indices = bounds.of_length(ByteArray::view(&this, cx).len());
        if indices.step == 1 && indices.count > 0 {
            let range = indices.start as usize..indices.start as usize + indices.count;
            this.resizable(cx)?.drain(range);
            return Ok(());
        }
        return remove_all(cx, &this, indices.positions().collect());
    }
    let index = integer_key::<ByteArray>(cx, &key)?;
    let at = check_index(cx, &this, index)?;
    this.resizable(cx)?.remove(at);
    Ok(())
}

fn add_in_place(cx: &mut Context, this: This, other: Value) -> PyResult<This> {
    match cx.try_bytes_like(&other)? {
        None => Err(cannot_concatenate(cx, &this.value(), &other)),
        Some(added) => {
            if !added.items().is_empty() {
                this.resizable(cx)?.extend_from_slice(added.items());
            }
            Ok(this)
        }
    }
}

fn multiply_in_place(cx: &mut Context, this: This, count: Value) -> PyResult<This> {
    let count = cx.repeat_count(&count)?;
    let bytes = ByteArray::snapshot(cx, &this);
    let repeated = repeat(cx, bytes.items(), count, "repeated bytes are too long")?;
    if repeated.len() != bytes.items().len() {
        *this.resizable(cx)? = repeated;
    }
    Ok(this)
}

fn append(cx: &mut Context, this: This, item: Value) -> PyResult<()> {
    let byte = byte_of(cx, &item, "byte")?;
    this.resizable(cx)?.push(byte);
    Ok(())
}

fn extend(cx: &mut Context, this: This, iterable: Value) -> PyResult<()> {
    let added = match bytes_methods::all_bytes(cx, &iterable)? {
        Some(bytes) => bytes,
        None if as_str(&iterable).is_some() => {
            return Err(cx.type_error("expected iterable of integers; got: 'str'"));
        }
        None => {
            let Some(iterator) = cx.try_iter(&iterable)? else {
                let name = cx.type_name(&iterable);
                return Err(cx.type_error(format!("can't extend bytearray with {name}")));
            };
            let mut bytes = Vec::new();
            while let Some(item) = cx.next(&iterator)? {
                bytes.push(byte_of(cx, &item, "byte")?);
            }
            bytes
        }
    };
    if !added.is_empty() {
        this.resizable(cx)?.extend_from_slice(&added);
    }
    Ok(())
}

fn insert(cx: &mut Context, this: This, index: i64, item: Value) -> PyResult<()> {
    let byte = byte_of(cx, &item, "byte")?;
    let items = this.resizable(cx)?;
    let length = items.len() as i64;
    let at = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    items.insert(at as usize, byte);
    Ok(())
}

fn pop(cx: &mut Context, this: This, index: Option<i64>) -> PyResult<i64> {
    let length = ByteArray::view(&this, cx).len();
    if length == 0 {
        return Err(cx.index_error("pop from empty bytearray"));
    }
    match position(index.unwrap_or(-1), length) {
        Some(at) => Ok(i64::from(this.resizable(cx)?.remove(at))),
        None => Err(cx.index_error("pop index out of range")),
    }
}

fn remove(cx: &mut Context, this: This, value: Value) -> PyResult<()> {
    let byte = byte_of(cx, &value, "byte")?;
    match ByteArray::view(&this, cx).iter().position(|item| *item == byte) {
        Some(at) => {
            this.resizable(cx)?.remove(at);
            Ok(())
        }
        None => Err(cx.value_error("value not found in bytearray")),
    }
}

fn clear(cx: &mut Context, this: This) -> PyResult<()> {
    this.resizable(cx)?.clear();
    Ok(())
}

fn copy(cx: &mut Context, this: This) -> Value {
    ByteArray::unchanged(cx, &this)
}

fn reverse(cx: &mut Context, this: This) {
    this.get_mut(cx).bytes_mut().reverse();
}

fn resize(cx: &mut Context, this: This, size: i64) -> PyResult<()> {
    let Ok(size) = usize::try_from(size) else {
        return Err(cx.value_error(format!("Can only resize to positive sizes, got {size}")));
    };
    if size != ByteArray::view(&this, cx).len() {
        this.resizable(cx)?.resize(size, 0);
    }
    Ok(())
}

fn alloc(cx: &mut Context, this: This) -> usize {
    // One byte more than the bytes, as if a zero stood behind them.
    match this.capacity(cx) {
        0 => 0,
        capacity => capacity + 1,
    }
}

fn sizeof(cx: &mut Context, this: This) -> usize {
    size_of::<crate::heap::Header>() + size_of::<ByteArray>() + this.capacity(cx)
}

fn reduced(cx: &mut Context, this: &This, protocol: i64) -> PyResult<Value> {
    let class = cx.type_of(&this.value()).value();
    let bytes = ByteArray::snapshot(cx, this);
    let args = if protocol < 3 {
        let text: String = bytes.items().iter().map(|byte| char::from(*byte)).collect();
        vec![cx.str_value(&text), cx.str_value("latin-1")]
    } else {
        vec![bytes.into()]
    };
    let args = cx.tuple_value(args);
    let name = cx.names().__dict__.clone();
    let state = cx.attr_or_absent(&this.value(), &name)?.unwrap_or(Value::None);
    Ok(cx.tuple_value(vec![class, args, state]))
}

fn reduce(cx: &mut Context, this: This) -> PyResult<Value> {
    reduced(cx, &this, 2)
}

fn reduce_ex(cx: &mut Context, this: This, protocol: Option<i64>) -> PyResult<Value> {
    reduced(cx, &this, protocol.unwrap_or(0))
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "__init__",
        "($self, /, source=b'', encoding='utf-8', errors='strict')",
        "Initialize self.  See help(type(self)) for accurate signature.",
        init
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", set_item),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", delete_item),
    method!("__iadd__", "($self, value, /)", "Implement self+=value.", add_in_place),
    method!("__imul__", "($self, value, /)", "Implement self*=value.", multiply_in_place),
    method!("__sizeof__", "($self, /)", "Return the size of the object in memory, in bytes.", sizeof),
    method!("__alloc__", "($self, /)", "Return how many bytes are allocated.", alloc),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    method!("__reduce_ex__", "($self, proto=0, /)", "Return state information for pickling.", reduce_ex),
    method!("append", "($self, item, /)", "Add one byte, an int, at the end.", append),
    method!("clear", "($self, /)", "Remove all bytes.", clear),
    method!("copy", "($self, /)", "Return a copy.", copy),
    method!("extend", "($self, iterable_of_ints, /)", "Add the bytes of an iterable at the end.", extend),
    method!("insert", "($self, index, item, /)", "Insert one byte, an int, before the index.", insert),
    method!(
        "pop",
        "($self, index=-1, /)",
        "Remove the byte at the index and return it.\n\nRaises IndexError when there is none.",
        pop
    ),
    method!(
        "remove",
        "($self, value, /)",
        "Remove the first byte of that value.\n\nRaises ValueError when there is none.",
        remove
    ),
    method!("resize", "($self, size, /)", "Make it so many bytes long; new ones are zero.", resize),
    method!("reverse", "($self, /)", "Reverse the order of the bytes in place.", reverse),
];

/// `bytearray`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> that many zero bytes\nbytearray() -> empty bytearray\n\nA mutable sequence of bytes, which are ints below 256.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, bytes_methods::BYTEARRAY, bytes_methods::search::BYTEARRAY],
    ..TypeSpec::new("bytearray", Kind::ByteArray)
};
