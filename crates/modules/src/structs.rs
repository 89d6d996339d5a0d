//! `_struct`: values as C would lay them out in memory. `lib/struct.py` shows it as `struct`.

pub mod format;
pub mod pack;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use vm::heap::{Body, Ext, NextFn, Obj, Ref};
use vm::native::{Attribute, Rest, Row};
use vm::objects::buffer::{Buffer, WritableBuffer};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Type, TypeSpec, bytes, str_methods};
use vm::{Context, PyResult, Raised, Value, function, method, static_method};

use crate::registry::ModuleSpec;
use format::Format;

/// A `struct.error`.
fn error(cx: &mut Context, message: impl AsRef<str>) -> Raised {
    let made = crate::importing::import_module(cx, "struct").and_then(|module| {
        let class = cx.get_attr_named(&module, "error")?;
        let message = cx.str_value(message.as_ref());
        cx.call(&class, &[message])
    });
    match made.and_then(|exception| cx.raised_from(exception)) {
        Ok(raised) | Err(raised) => raised,
    }
}

/// Formats that functions were given; forgotten when there are too many.
#[derive(Default)]
struct Cache(RefCell<HashMap<Vec<u8>, Rc<Format>>>);

const MOST_CACHED: usize = 100;

/// A format as text.
fn format_text(cx: &mut Context, format: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = str_methods::as_str(format) {
        if !text.is_ascii() {
            let (format, ascii) = (format.clone(), cx.str_value("ascii"));
            return Err(match cx.call_method_named(&format, "encode", &[ascii]) {
                Ok(_) => cx.value_error("non-ASCII format"),
                Err(raised) => raised,
            });
        }
        return Ok(text.items().to_vec());
    }
    match bytes::as_bytes(format) {
        Some(bytes) => Ok(bytes.items().to_vec()),
        None => {
            let name = cx.type_name(format);
            Err(cx.type_error(format!("Struct() argument 1 must be a str or bytes object, not {name}")))
        }
    }
}

fn parsed(cx: &mut Context, text: &[u8]) -> PyResult<Rc<Format>> {
    if text.contains(&0) {
        return Err(error(cx, "embedded null character"));
    }
    match format::parse(text) {
        Ok(format) => Ok(Rc::new(format)),
        Err(message) => Err(error(cx, message)),
    }
}

fn cached(cx: &mut Context, format: &Value) -> PyResult<Rc<Format>> {
    let text = format_text(cx, format)?;
    let cache = cx.interp_ref().extension::<Cache>();
    if let Some(format) = cache.0.borrow().get(&text) {
        return Ok(format.clone());
    }
    let format = parsed(cx, &text)?;
    let mut known = cache.0.borrow_mut();
    if known.len() >= MOST_CACHED {
        known.clear();
    }
    known.insert(text, format.clone());
    Ok(format)
}

/// A compiled format.
struct Struct {
    text: Vec<u8>,
    format: Rc<Format>,
}

impl Body for Struct {
    const NAME: &'static str = "Struct";
}

type This = Obj<Ext<Struct>>;

fn new(cx: &mut Context, class: Obj<Type>, format: Value) -> PyResult<Value> {
    let text = format_text(cx, &format)?;
    let format = parsed(cx, &text)?;
    Ok(cx.new_extension(&class, Struct { text, format }).into())
}

fn do_pack(cx: &mut Context, name: &str, format: &Format, values: &[Value]) -> PyResult<Vec<u8>> {
    if values.len() != format.values {
        let (expected, given) = (format.values, values.len());
        return Err(error(cx, format!("{name} expected {expected} items for packing (got {given})")));
    }
    pack::pack(cx, format, values)
}

fn do_pack_into(cx: &mut Context, format: &Format, values: &[Value]) -> PyResult<()> {
    let (buffer, offset, values) = match values {
        [] => return Err(error(cx, "pack_into expected buffer argument")),
        [_] => return Err(error(cx, "pack_into expected offset argument")),
        [buffer, offset, values @ ..] => (buffer, offset, values),
    };
    if values.len() != format.values {
        let (expected, given) = (format.values, values.len());
        return Err(error(cx, format!("pack_into expected {expected} items for packing (got {given})")));
    }
    let Some(target) = WritableBuffer::of(cx, buffer)? else {
        let name = cx.type_name(buffer);
        return Err(cx.type_error(format!("argument must be read-write bytes-like object, not {name}")));
    };
    let offset = match cx.index(offset)?.to_i64() {
        Some(offset) => offset,
        None => return Err(cx.index_error("cannot fit 'int' into an index-sized integer")),
    };
    let start = place(cx, format, offset, target.len(), true)?;
    let bytes = pack::pack(cx, format, values)?;
    target.store(cx, start, &bytes);
    Ok(())
}

/// Where an item of a buffer begins, which must have room for it.
fn place(cx: &mut Context, format: &Format, offset: i64, length: usize, packing: bool) -> PyResult<usize> {
    let size = format.size;
    let start = if offset < 0 {
        if i128::from(offset) + size as i128 > 0 {
            let what = if packing { "no space to pack" } else { "not enough data to unpack" };
            return Err(error(cx, format!("{what} {size} bytes at offset {offset}")));
        }
        match (length as i64).checked_add(offset).and_then(|start| usize::try_from(start).ok()) {
            Some(start) => start,
            None => {
                return Err(error(cx, format!("offset {offset} out of range for {length}-byte buffer")));
            }
        }
    } else {
        offset as usize
    };
    if start > length || length - start < size {
        let (name, what) = if packing { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let least = size.saturating_add(start);
        return Err(error(
            cx,
            format!(
                "{name} requires a buffer of at least {least} bytes for {what} {size} bytes at offset {start} (actual buffer size is {length})"
            ),
        ));
    }
    Ok(start)
}

fn do_unpack(cx: &mut Context, format: &Format, buffer: &[u8]) -> PyResult<Value> {
    if buffer.len() != format.size {
        return Err(error(cx, format!("unpack requires a buffer of {} bytes", format.size)));
    }
    Ok(pack::unpack(cx, format, buffer))
}

fn do_unpack_from(cx: &mut Context, format: &Format, buffer: &[u8], offset: Option<i64>) -> PyResult<Value> {
    let start = place(cx, format, offset.unwrap_or(0), buffer.len(), false)?;
    Ok(pack::unpack(cx, format, &buffer[start..start + format.size]))
}

/// An iterator over equal parts of a buffer.
struct Parts {
    format: Rc<Format>,
    buffer: Buffer,
    at: usize,
}

impl Body for Parts {
    const NAME: &'static str = "_struct.unpack_iterator";
    const NEXT: Option<NextFn> = Some(next_of);
}

fn next_of(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<Ext<Parts>>().cloned() else { return Ok(None) };
    let state = this.get_mut(cx);
    let (format, start) = (state.format.clone(), state.at);
    let Some(bytes) = state.buffer.get(start..start + format.size).map(<[u8]>::to_vec) else {
        return Ok(None);
    };
    state.at += format.size;
    Ok(Some(pack::unpack(cx, &format, &bytes)))
}

fn next(cx: &mut Context, this: Obj<Ext<Parts>>) -> PyResult<Value> {
    match next_of(cx, this.as_object())? {
        Some(values) => Ok(values),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

static PARTS: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[&[
        method!(
            "__iter__",
            "($self, /)",
            "Implement iter(self).",
            |_: &mut Context, this: Obj<Ext<Parts>>| this
        ),
        method!("__next__", "($self, /)", "Implement next(self).", next),
        method!(
            "__length_hint__",
            "($self, /)",
            "How many parts are left.",
            |cx: &mut Context, this: Obj<Ext<Parts>>| {
                let state = this.get(cx);
                (state.buffer.len() - state.at) / state.format.size
            }
        ),
    ]],
    ..TypeSpec::new("_struct.unpack_iterator", Kind::Extension)
};

fn do_iter(cx: &mut Context, format: Rc<Format>, buffer: Buffer) -> PyResult<Value> {
    if format.size == 0 {
        return Err(error(cx, "cannot iteratively unpack with a struct of length 0"));
    }
    if !buffer.len().is_multiple_of(format.size) {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", format.size);
        return Err(error(cx, message));
    }
    let class = cx.module_type(&PARTS);
    Ok(cx.new_extension(&class, Parts { format, buffer, at: 0 }).into())
}

fn own(cx: &Context, this: &This) -> Rc<Format> {
    this.get(cx).format.clone()
}

fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Struct>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("a Struct is required")),
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, format)", "Create and return a new object.", new),
    method!(
        "pack",
        "($self, /, *values)",
        "The values as bytes.",
        |cx: &mut Context, this: This, Rest(values): Rest| {
            let format = own(cx, &this);
            let bytes = do_pack(cx, "pack", &format, &values)?;
            PyResult::Ok(cx.bytes_value(&bytes))
        }
    ),
    method!(
        "pack_into",
        "($self, /, *args)",
        "pack_into(buffer, offset, *values): write the values as bytes into a buffer.",
        |cx: &mut Context, this: This, Rest(values): Rest| {
            let format = own(cx, &this);
            do_pack_into(cx, &format, &values)
        }
    ),
    method!(
        "unpack",
        "($self, buffer, /)",
        "The values in bytes, as a tuple.",
        |cx: &mut Context, this: This, buffer: Buffer| {
            let format = own(cx, &this);
            do_unpack(cx, &format, &buffer)
        }
    ),
    method!(
        "unpack_from",
        "($self, /, buffer, offset=0)",
        "The values in bytes from an offset on, as a tuple.",
        |cx: &mut Context, this: This, buffer: Buffer, offset: Option<i64>| {
            let format = own(cx, &this);
            do_unpack_from(cx, &format, &buffer, offset)
        }
    ),
    method!(
        "iter_unpack",
        "($self, buffer, /)",
        "An iterator over the tuples in bytes.",
        |cx: &mut Context, this: This, buffer: Buffer| {
            let format = own(cx, &this);
            do_iter(cx, format, buffer)
        }
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", |cx: &mut Context, this: This| {
        let text = String::from_utf8_lossy(&this.get(cx).text).into_owned();
        let text = cx.str_value(&text);
        PyResult::Ok(format!("Struct({})", cx.repr_text(&text)?))
    }),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "format",
        doc: "struct format string",
        get: |cx, this| {
            let this = of(cx, this)?;
            let text = String::from_utf8_lossy(&this.get(cx).text).into_owned();
            Ok(cx.str_value(&text))
        },
        set: None,
    },
    Attribute {
        name: "size",
        doc: "struct size in bytes",
        get: |cx, this| Ok(Value::Int(of(cx, this)?.get(cx).format.size as i64)),
        set: None,
    },
];

static STRUCT: TypeSpec = TypeSpec {
    doc: "Values laid out in bytes as a format says.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_struct.Struct", Kind::Extension)
};

static FUNCTIONS: &[Row] = &[
    function!(
        "calcsize",
        "($module, format, /)",
        "How many bytes a format takes.",
        |cx: &mut Context, format: Value| { PyResult::Ok(cached(cx, &format)?.size) }
    ),
    function!(
        "pack",
        "($module, /, *args)",
        "pack(format, *values): the values as bytes.",
        |cx: &mut Context, Rest(values): Rest| {
            let [format, values @ ..] = &values[..] else {
                return Err(cx.type_error("missing format argument"));
            };
            let format = cached(cx, format)?;
            let bytes = do_pack(cx, "pack", &format, values)?;
            Ok(cx.bytes_value(&bytes))
        }
    ),
    function!(
        "pack_into",
        "($module, /, *args)",
        "pack_into(format, buffer, offset, *values): write the values as bytes into a buffer.",
        |cx: &mut Context, Rest(values): Rest| {
            let [format, values @ ..] = &values[..] else {
                return Err(cx.type_error("missing format argument"));
            };
            let format = cached(cx, format)?;
            do_pack_into(cx, &format, values)
        }
    ),
    function!(
        "unpack",
        "($module, format, buffer, /)",
        "The values in bytes, as a tuple.",
        |cx: &mut Context, format: Value, buffer: Buffer| {
            let format = cached(cx, &format)?;
            do_unpack(cx, &format, &buffer)
        }
    ),
    function!(
        "unpack_from",
        "($module, format, /, buffer, offset=0)",
        "The values in bytes from an offset on, as a tuple.",
        |cx: &mut Context, format: Value, buffer: Buffer, offset: Option<i64>| {
            let format = cached(cx, &format)?;
            do_unpack_from(cx, &format, &buffer, offset)
        }
    ),
    function!(
        "iter_unpack",
        "($module, format, buffer, /)",
        "An iterator over the tuples in bytes.",
        |cx: &mut Context, format: Value, buffer: Buffer| {
            let format = cached(cx, &format)?;
            do_iter(cx, format, buffer)
        }
    ),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let class = cx.module_type(&STRUCT);
    crate::registry::set(cx, module, "Struct", class.into());
    Ok(())
}

/// `_struct`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_struct",
    doc: "The functions behind the module struct.",
    functions: &[FUNCTIONS],
    fill,
};
