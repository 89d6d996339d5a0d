//! `memoryview`: methods and attributes, and how items are read and written.

use crate::heap::extension::is_bytes_like;
use crate::heap::{Obj, Ref};
use crate::native::{Attribute, Row};
use crate::objects::buffer::{Exports, Layout};
use crate::objects::bytes::as_bytes;
use crate::objects::bytes_methods::hexadecimal;
use crate::objects::exception::ExceptionKind;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::memoryview::{MemoryView, alive, gather};
use crate::objects::slice::Slice;
use crate::objects::str_methods::as_str;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, List, Tuple, Type, TypeSpec};
use crate::protocol::item::position;
use crate::{Context, PyResult, Raised, Value, generic, method, static_method};

type This = Obj<MemoryView>;

const ONE_DIMENSION: &str = "Gila's memoryview has one dimension only";

impl Context {
    /// A view of a bytes-like object's memory; `None` for other values.
    pub fn try_memoryview(&mut self, value: &Value) -> PyResult<Option<This>> {
        let Some(object) = value.as_ref() else { return Ok(None) };
        if let Some(view) = object.downcast::<MemoryView>() {
            let view = view.clone();
            alive(self, &view)?;
            let old = view.get(self);
            let (layout, start, count, stride) = (old.layout.clone(), old.start, old.count, old.stride);
            return derived(self, &view, layout, start, count, stride).map(Some);
        }
        if !is_bytes_like(object) {
            return Ok(None);
        }
        let object = object.clone();
        Ok(self.memoryview_over(object))
    }

    /// A view of the memory that an object lends, bytes-like or not; `None` if it lends none.
    pub fn memoryview_over(&mut self, object: Ref) -> Option<This> {
        let memory = self.memory(&object)?;
        let layout = memory.layout();
        let count = memory.bytes().len() / layout.item_size;
        let stride = layout.item_size as isize;
        Some(over(self, object, layout, 0, count, stride))
    }
}

fn over(cx: &mut Context, lender: Ref, layout: Layout, start: usize, count: usize, stride: isize) -> This {
    let loan = cx.borrow_memory(&lender);
    let class = cx.types().memoryview.clone();
    let lender = Some(lender);
    let exports = Exports::default();
    cx.alloc_as(&class, MemoryView { lender, loan, exports, layout, start, count, stride, hash: None })
}

/// Another view of the same memory.
fn derived(
    cx: &mut Context,
    view: &This,
    layout: Layout,
    start: usize,
    count: usize,
    stride: isize,
) -> PyResult<This> {
    let lender = alive(cx, view)?;
    Ok(over(cx, lender, layout, start, count, stride))
}

fn new(cx: &mut Context, _class: Obj<Type>, object: Value) -> PyResult<This> {
    match cx.try_memoryview(&object)? {
        Some(view) => Ok(view),
        None => {
            let name = cx.type_name(&object);
            Err(cx.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")))
        }
    }
}

/// The letter of a format; `None` for formats of more than one item.
fn code(layout: &Layout) -> Option<u8> {
    match layout.format.strip_prefix('@').unwrap_or(&layout.format).as_bytes() {
        [code] => Some(*code),
        _ => None,
    }
}

/// Bytes of an item of a native format.
fn size_of_code(code: u8) -> Option<usize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

/// The bytes of an item, widened to eight, the last one's sign kept if the format has one.
fn unpack(cx: &mut Context, layout: &Layout, bytes: &[u8]) -> PyResult<Value> {
    let Some(code) = code(layout).filter(|code| size_of_code(*code).is_some()) else {
        let format = &layout.format;
        return Err(cx.not_implemented_error(format!("memoryview: format {format} not supported")));
    };
    let mut wide = [0; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    let unsigned = u64::from_ne_bytes(wide);
    let unused = 64 - 8 * bytes.len() as u32;
    Ok(match code {
        b'c' => cx.bytes_value(bytes),
        b'?' => Value::bool(unsigned != 0),
        b'f' => Value::float(f64::from(f32::from_bits(unsigned as u32))),
        b'd' => Value::float(f64::from_bits(unsigned)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => Value::Int(((unsigned << unused) as i64) >> unused),
        _ => match i64::try_from(unsigned) {
            Ok(number) => Value::Int(number),
            Err(_) => cx.big_int_value(text::int::BigInt::from(unsigned)),
        },
    })
}

/// The bytes of a value as an item.
fn pack(cx: &mut Context, layout: &Layout, value: &Value) -> PyResult<Vec<u8>> {
    let Some(code) = code(layout).filter(|code| size_of_code(*code).is_some()) else {
        let format = &layout.format;
        return Err(cx.not_implemented_error(format!("memoryview: format {format} not supported")));
    };
    let wrong = |cx: &mut Context, kind: ExceptionKind, what: &str| -> Raised {
        cx.error(kind, format!("memoryview: invalid {what} for format '{}'", layout.format))
    };
    let wrong_type = |cx: &mut Context| wrong(cx, ExceptionKind::TypeError, "type");
    let wrong_value = |cx: &mut Context| wrong(cx, ExceptionKind::ValueError, "value");
    match code {
        b'c' => match as_bytes(value).map(|bytes| bytes.items().to_vec()) {
            Some(byte) if byte.len() == 1 => Ok(byte),
            Some(_) => Err(wrong_value(cx)),
            None => Err(wrong_type(cx)),
        },
        b'?' => Ok(vec![u8::from(cx.truth(value)?)]),
        b'f' | b'd' => {
            let number = match cx.to_f64(value) {
                Ok(number) => number,
                Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => {
                    return Err(wrong_type(cx));
                }
                Err(raised) => return Err(raised),
            };
            Ok(if code == b'd' {
                number.to_ne_bytes().to_vec()
            } else {
                (number as f32).to_ne_bytes().to_vec()
            })
        }
        _ => {
            let number = match cx.try_index(value)? {
                Some(number) => i128::try_from(&number.into_big()).ok(),
                None => return Err(wrong_type(cx)),
            };
            let (size, bits) = (layout.item_size, 8 * layout.item_size as u32);
            let range = if code.is_ascii_lowercase() {
                -(1i128 << (bits - 1))..1i128 << (bits - 1)
            } else {
                0..1i128 << bits
            };
            match number.filter(|number| range.contains(number)) {
                Some(number) => Ok(number.to_le_bytes()[..size].to_vec()),
                None => Err(wrong_value(cx)),
            }
        }
    }
}

fn item(cx: &mut Context, this: &This, at: usize) -> PyResult<Value> {
    let lender = alive(cx, this)?;
    let (layout, offset) = {
        let view = this.get(cx);
        (view.layout.clone(), view.offset(at))
    };
    let bytes = match cx.memory(&lender) {
        Some(memory) => memory.bytes()[offset..offset + layout.item_size].to_vec(),
        None => Vec::new(),
    };
    unpack(cx, &layout, &bytes)
}

/// What a subscript means.
enum Key {
    At(usize),
    Slice(Obj<Slice>),
}

fn key_of(cx: &mut Context, this: &This, key: &Value) -> PyResult<Key> {
    alive(cx, this)?;
    let mut key = key.clone();
    if let Some(tuple) = key.as_ref().and_then(|key| key.downcast::<Tuple>()).cloned() {
        let all_ints = tuple.items().iter().all(|item| item.as_int().is_some());
        match tuple.items() {
            [] => return Err(cx.not_implemented_error("sub-views are not implemented")),
            [only] => key = only.clone(),
            items if all_ints => {
                let count = items.len();
                return Err(
                    cx.type_error(format!("cannot index 1-dimension view with {count}-element tuple"))
                );
            }
            _ => return Err(cx.type_error("memoryview: invalid slice key")),
        }
    }
    if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
        return Ok(Key::Slice(slice.clone()));
    }
    let Some(index) = cx.try_index(&key)? else {
        return Err(cx.type_error("memoryview: invalid slice key"));
    };
    let Some(index) = index.to_i64() else {
        let name = cx.type_name(&key);
        return Err(cx.index_error(format!("cannot fit '{name}' into an index-sized integer")));
    };
    match position(index, this.get(cx).count) {
        Some(at) => Ok(Key::At(at)),
        None => Err(cx.index_error("index out of bounds on dimension 1")),
    }
}

fn part(cx: &mut Context, this: &This, slice: &Obj<Slice>) -> PyResult<This> {
    let bounds = cx.slice_bounds(slice)?;
    alive(cx, this)?;
    let view = this.get(cx);
    let indices = bounds.of_length(view.count);
    let (layout, stride) = (view.layout.clone(), view.stride * indices.step as isize);
    let start = if indices.count == 0 { view.start } else { view.offset(indices.start as usize) };
    derived(cx, this, layout, start, indices.count, stride)
}

fn getitem(cx: &mut Context, this: This, key: Value) -> PyResult<Value> {
    match key_of(cx, &this, &key)? {
        Key::At(at) => item(cx, &this, at),
        Key::Slice(slice) => part(cx, &this, &slice).map(Value::from),
    }
}

fn setitem(cx: &mut Context, this: This, key: Value, value: Value) -> PyResult<()> {
    alive(cx, &this)?;
    if this.get(cx).layout.is_read_only {
        return Err(cx.type_error("cannot modify read-only memory"));
    }
    let (target, at, bytes) = match key_of(cx, &this, &key)? {
        Key::At(at) => {
            let layout = this.get(cx).layout.clone();
            let bytes = pack(cx, &layout, &value)?;
            (this, at, bytes)
        }
        Key::Slice(slice) => {
            let Some(source) = cx.try_memoryview(&value)? else {
                let name = cx.type_name(&value);
                return Err(cx.type_error(format!("a bytes-like object is required, not '{name}'")));
            };
            let target = part(cx, &this, &slice)?;
            let (from, to) = (source.get(cx), target.get(cx));
            if code(&from.layout) != code(&to.layout) || from.count != to.count {
                return Err(
                    cx.value_error("memoryview assignment: lvalue and rvalue have different structures")
                );
            }
            let bytes = gather(cx, &source)?;
            (target, 0, bytes)
        }
    };
    let lender = alive(cx, &target)?;
    let offsets: Vec<usize> = {
        let view = target.get(cx);
        (0..bytes.len() / view.layout.item_size).map(|index| view.offset(at + index)).collect()
    };
    let size = target.get(cx).layout.item_size;
    if let Some(memory) = cx.memory_mut(&lender) {
        let memory = memory.bytes_mut();
        for (offset, item) in offsets.into_iter().zip(bytes.chunks_exact(size)) {
            memory[offset..offset + size].copy_from_slice(item);
        }
    }
    Ok(())
}

fn delitem(cx: &mut Context, this: This, _key: Value) -> PyResult<()> {
    let read_only = this.get(cx).layout.is_read_only;
    Err(cx.type_error(if read_only { "cannot modify read-only memory" } else { "cannot delete memory" }))
}

fn len(cx: &mut Context, this: This) -> PyResult<usize> {
    alive(cx, &this)?;
    Ok(this.get(cx).count)
}

fn iter(cx: &mut Context, this: This) -> PyResult<Value> {
    alive(cx, &this)?;
    Ok(cx.new_iterator(BuiltinIterator::Sequence { object: this.value(), next: 0, step: 1 }))
}

fn repr(cx: &mut Context, this: This) -> String {
    let state = if this.get(cx).lender.is_some() { "" } else { "released " };
    format!("<{state}memory at {:#x}>", this.address())
}

fn hash(cx: &mut Context, this: This) -> PyResult<i64> {
    if let Some(hash) = this.get(cx).hash {
        return Ok(hash);
    }
    alive(cx, &this)?;
    let layout = this.get(cx).layout.clone();
    if !layout.is_read_only {
        return Err(cx.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(code(&layout), Some(b'B' | b'b' | b'c')) {
        return Err(cx.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let bytes = gather(cx, &this)?;
    let hash = cx.new_bytes(&bytes).hash();
    this.get_mut(cx).hash = Some(hash);
    Ok(hash)
}

fn equal(cx: &mut Context, this: &This, other: &Value) -> PyResult<Option<bool>> {
    if this.value().is(other) {
        return Ok(Some(true));
    }
    let released = |cx: &Context, value: &Value| {
        value
            .as_ref()
            .and_then(|value| value.downcast::<MemoryView>())
            .is_some_and(|view| view.get(cx).lender.is_none())
    };
    if released(cx, &this.value()) || released(cx, other) {
        return Ok(Some(false));
    }
    let Some(other) = cx.try_memoryview(other)? else { return Ok(None) };
    let count = this.get(cx).count;
    if count != other.get(cx).count {
        return Ok(Some(false));
    }
    let (ours, theirs) = (this.get(cx).layout.clone(), other.get(cx).layout.clone());
    let known = |layout: &Layout| code(layout).and_then(size_of_code).is_some();
    if !known(&ours) || !known(&theirs) {
        return Ok(Some(false));
    }
    if code(&ours) == code(&theirs) && !matches!(code(&ours), Some(b'f' | b'd' | b'?')) {
        return Ok(Some(gather(cx, this)? == gather(cx, &other)?));
    }
    for at in 0..count {
        let (a, b) = (item(cx, this, at)?, item(cx, &other, at)?);
        if !cx.equal(&a, &b)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn eq(cx: &mut Context, this: This, other: Value) -> PyResult<Value> {
    Ok(equal(cx, &this, &other)?.map_or_else(|| cx.not_implemented(), Value::bool))
}

fn ne(cx: &mut Context, this: This, other: Value) -> PyResult<Value> {
    Ok(equal(cx, &this, &other)?.map_or_else(|| cx.not_implemented(), |equal| Value::bool(!equal)))
}

fn unordered(cx: &mut Context, _: This, _: Value) -> Value {
    cx.not_implemented()
}

fn release(cx: &mut Context, this: This) -> PyResult<()> {
    let borrowers = this.get(cx).exports.count();
    if borrowers > 0 {
        let plural = if borrowers == 1 { "" } else { "s" };
        return Err(cx.buffer_error(&format!("memoryview has {borrowers} exported buffer{plural}")));
    }
    let view = this.get_mut(cx);
    let old = (view.lender.take(), view.loan.take());
    drop(old);
    Ok(())
}

fn enter(cx: &mut Context, this: This) -> PyResult<This> {
    alive(cx, &this)?;
    Ok(this)
}

fn exit(cx: &mut Context, this: This, _: crate::native::Rest) -> PyResult<()> {
    release(cx, this)
}

fn tobytes(cx: &mut Context, this: This, order: Option<Value>) -> PyResult<Vec<u8>> {
    if let Some(order) = order.filter(|order| !order.is_none()) {
        let known = as_str(&order)
            .and_then(|order| order.as_str())
            .is_some_and(|order| matches!(order, "C" | "F" | "A"));
        if !known {
            return Err(cx.value_error("order must be 'C', 'F' or 'A'"));
        }
    }
    gather(cx, &this)
}

fn tolist(cx: &mut Context, this: This) -> PyResult<Value> {
    alive(cx, &this)?;
    let items: PyResult<Vec<Value>> = (0..this.get(cx).count).map(|at| item(cx, &this, at)).collect();
    let items = items?;
    Ok(cx.list_value(items))
}

fn toreadonly(cx: &mut Context, this: This) -> PyResult<This> {
    alive(cx, &this)?;
    let view = this.get(cx);
    let (layout, start, count, stride) =
        (Layout { is_read_only: true, ..view.layout.clone() }, view.start, view.count, view.stride);
    derived(cx, &this, layout, start, count, stride)
}

fn cast(cx: &mut Context, this: This, format: Value, shape: Option<Value>) -> PyResult<This> {
    alive(cx, &this)?;
    let Some(format) = as_str(&format).map(|format| format.to_string_lossy()) else {
        let name = cx.type_name(&format);
        return Err(cx.type_error(format!("cast() argument 'format' must be str, not {name}")));
    };
    if !this.get(cx).has_no_gaps() {
        return Err(cx.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let old = this.get(cx).layout.clone();
    let mut layout = Layout { format: format.into(), ..old.clone() };
    let Some((new_code, size)) = code(&layout).and_then(|code| Some((code, size_of_code(code)?))) else {
        return Err(cx.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let is_bytes = |code: Option<u8>| matches!(code, Some(b'B' | b'b' | b'c'));
    if !is_bytes(code(&old)) && !is_bytes(Some(new_code)) {
        return Err(cx.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    layout.item_size = size;
    let (start, length) = (this.get(cx).start, this.get(cx).count * old.item_size);
    if length % size != 0 {
        return Err(cx.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let count = length / size;
    if let Some(shape) = shape {
        check_shape(cx, &shape, count)?;
    }
    derived(cx, &this, layout, start, count, size as isize)
}

/// Refuses shapes but that of all items in a row.
fn check_shape(cx: &mut Context, shape: &Value, count: usize) -> PyResult<()> {
    let object = shape.as_ref();
    let sizes = if let Some(list) = object.and_then(|shape| shape.downcast::<List>()) {
        list.get(cx).items.clone()
    } else if let Some(tuple) = object.and_then(|shape| shape.downcast::<Tuple>()) {
        tuple.items().to_vec()
    } else {
        return Err(cx.type_error("shape must be a list or a tuple"));
    };
    match sizes.as_slice() {
        [size] if cx.index_i64(size)? == count as i64 => Ok(()),
        [_] => Err(cx.type_error("memoryview: product(shape) * itemsize != buffer size")),
        _ => Err(cx.not_implemented_error(ONE_DIMENSION)),
    }
}

fn hex(cx: &mut Context, this: This, separator: Option<Value>, group: Option<i64>) -> PyResult<String> {
    let bytes = gather(cx, &this)?;
    hexadecimal(cx, &bytes, separator, group)
}

fn count(cx: &mut Context, this: This, value: Value) -> PyResult<usize> {
    alive(cx, &this)?;
    let mut found = 0;
    for at in 0..this.get(cx).count {
        let item = item(cx, &this, at)?;
        found += usize::from(cx.equal(&item, &value)?);
    }
    Ok(found)
}

fn index(
    cx: &mut Context,
    this: This,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> PyResult<usize> {
    alive(cx, &this)?;
    let length = this.get(cx).count;
    let start = cx.search_bound(start, 0, length)?;
    let stop = cx.search_bound(stop, usize::MAX, length)?.min(length);
    for at in start..stop {
        let item = item(cx, &this, at)?;
        if cx.equal(&item, &value)? {
            return Ok(at);
        }
    }
    Err(cx.value_error("memoryview.index(x): x not found"))
}

fn this_of(cx: &mut Context, this: &Value) -> PyResult<This> {
    let view = this.as_ref().and_then(|this| this.downcast::<MemoryView>()).cloned();
    let view = view.expect("I-9: an attribute of memoryview");
    alive(cx, &view)?;
    Ok(view)
}

/// A row for an attribute that is read off the view.
macro_rules! attribute {
    ($name:literal, $doc:literal, $get:expr) => {
        Attribute {
            name: $name,
            doc: $doc,
            get: |cx, this| {
                let view = this_of(cx, this)?;
                let get: fn(&mut Context, &This) -> Value = $get;
                Ok(get(cx, &view))
            },
            set: None,
        }
    };
}

static ATTRIBUTES: &[Attribute] = &[
    attribute!("obj", "The object whose memory it is.", |cx, view| {
        view.get(cx).lender.clone().map_or(Value::None, Value::Ref)
    }),
    attribute!("nbytes", "How many bytes the items have.", |cx, view| {
        Value::Int((view.get(cx).count * view.get(cx).layout.item_size) as i64)
    }),
    attribute!("itemsize", "How many bytes an item has.", |cx, view| {
        Value::Int(view.get(cx).layout.item_size as i64)
    }),
    attribute!("format", "The format of an item, as in the struct module.", |cx, view| {
        let format = view.get(cx).layout.format.to_string();
        cx.str_value(&format)
    }),
    attribute!("ndim", "How many dimensions there are.", |_, _| Value::Int(1)),
    attribute!("shape", "How many items each dimension has, in a tuple.", |cx, view| {
        let count = Value::Int(view.get(cx).count as i64);
        cx.tuple_value(vec![count])
    }),
    attribute!("strides", "How many bytes apart items of each dimension are, in a tuple.", |cx, view| {
        let stride = Value::Int(view.get(cx).stride as i64);
        cx.tuple_value(vec![stride])
    }),
    attribute!("suboffsets", "Always empty: no item is behind a pointer.", |cx, _| cx
        .tuple_value(Vec::new())),
    attribute!("readonly", "Whether the memory must not be changed.", |cx, view| {
        Value::bool(view.get(cx).layout.is_read_only)
    }),
    attribute!("c_contiguous", "Whether items follow one another without gaps.", |cx, view| {
        Value::bool(view.get(cx).has_no_gaps())
    }),
    attribute!("f_contiguous", "The same: there is one dimension.", |cx, view| {
        Value::bool(view.get(cx).has_no_gaps())
    }),
    attribute!("contiguous", "The same.", |cx, view| Value::bool(view.get(cx).has_no_gaps())),
];

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, object)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__len__", "($self, /)", "Return len(self).", len),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__getitem__", "($self, key, /)", "Return self[key].", getitem),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", setitem),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", delitem),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__ne__", "($self, value, /)", "Return self!=value.", ne),
    method!("__lt__", "($self, value, /)", "Return self<value.", unordered),
    method!("__le__", "($self, value, /)", "Return self<=value.", unordered),
    method!("__gt__", "($self, value, /)", "Return self>value.", unordered),
    method!("__ge__", "($self, value, /)", "Return self>=value.", unordered),
    method!("__enter__", "($self, /)", "Return self.", enter),
    method!("__exit__", "($self, /, *exc_info)", "Give the memory back.", exit),
    method!("release", "($self, /)", "Give the memory back; the view is of no use afterwards.", release),
    method!("tobytes", "($self, /, order='C')", "Return the items' bytes as a bytes object.", tobytes),
    method!("tolist", "($self, /)", "Return the items in a list.", tolist),
    method!("toreadonly", "($self, /)", "Return a view that does not change the memory.", toreadonly),
    method!(
        "cast",
        "($self, /, format, shape=<unrepresentable>)",
        "Return a view of the same bytes as items of another format.",
        cast
    ),
    method!(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Return the bytes as hexadecimal digits, with sep after every bytes_per_sep bytes.",
        hex
    ),
    method!("count", "($self, value, /)", "Return how many items are equal to value.", count),
    method!(
        "index",
        "($self, value, start=0, stop=sys.maxsize, /)",
        "Return the first index of value.\n\nRaises ValueError when there is none.",
        index
    ),
    generic!("A memoryview is generic in its items."),
];

/// `memoryview`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Create a new memoryview object which references the given object.",
    flags: TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("memoryview", Kind::MemoryView)
};
