//! `_array`: memory that holds numbers of one kind, lent to whoever takes bytes-like objects. `lib/array.py` makes
//! a sequence of it.

use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::buffer::{Buffer, Exports, Layout, Memory};
use vm::objects::int::OwnedInt;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Type, TypeSpec, str_methods};
use vm::{Context, PyResult, Value, method, static_method};

use crate::registry::ModuleSpec;
use crate::structs::format::Kind as Number;
use crate::structs::pack;

/// Letter, kind, size of an item, and what a number that does not fit is called.
struct Code {
    letter: char,
    kind: Number,
    size: usize,
    name: &'static str,
}

static CODES: &[Code] = &[
    Code { letter: 'b', kind: Number::Signed, size: 1, name: "signed char" },
    Code { letter: 'B', kind: Number::Unsigned, size: 1, name: "unsigned byte integer" },
    Code { letter: 'u', kind: Number::Char, size: 4, name: "" },
    Code { letter: 'w', kind: Number::Char, size: 4, name: "" },
    Code { letter: 'h', kind: Number::Signed, size: 2, name: "signed short integer" },
    Code { letter: 'H', kind: Number::Unsigned, size: 2, name: "unsigned short" },
    Code { letter: 'i', kind: Number::Signed, size: 4, name: "signed integer" },
    Code { letter: 'I', kind: Number::Unsigned, size: 4, name: "unsigned int" },
    Code { letter: 'l', kind: Number::Signed, size: 8, name: "" },
    Code { letter: 'L', kind: Number::Unsigned, size: 8, name: "" },
    Code { letter: 'q', kind: Number::Signed, size: 8, name: "" },
    Code { letter: 'Q', kind: Number::Unsigned, size: 8, name: "" },
    Code { letter: 'f', kind: Number::Float, size: 4, name: "" },
    Code { letter: 'd', kind: Number::Float, size: 8, name: "" },
];

const LITTLE: bool = cfg!(target_endian = "little");

/// The items of an array.
struct Items {
    code: &'static Code,
    bytes: Vec<u8>,
    exports: Exports,
}

impl Memory for Items {
    fn layout(&self) -> Layout {
        let format = self.code.letter.to_string().into();
        Layout { format, item_size: self.code.size, is_read_only: false }
    }
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }
    fn exports(&mut self) -> Option<&mut Exports> {
        Some(&mut self.exports)
    }
}

impl Body for Items {
    const NAME: &'static str = "array.array";

    fn memory(&self) -> Option<&dyn Memory> {
        Some(self)
    }
    fn memory_mut(&mut self) -> Option<&mut dyn Memory> {
        Some(self)
    }
}

type This = Obj<Ext<Items>>;

fn new(cx: &mut Context, class: Obj<Type>, Rest(args): Rest, _: Keywords) -> PyResult<Value> {
    let Some(code) = args.first() else {
        return Err(cx.type_error("array() takes at least 1 argument (0 given)"));
    };
    let Some(text) = str_methods::as_str(code).cloned() else {
        let name = cx.type_name(code);
        return Err(cx.type_error(format!("array() argument 1 must be a unicode character, not {name}")));
    };
    if text.char_count() != 1 {
        let length = text.char_count();
        return Err(cx.type_error(format!(
            "array() argument 1 must be a unicode character, not a string of length {length}"
        )));
    }
    let text = text.to_string_lossy();
    let Some(code) = CODES.iter().find(|code| text.starts_with(code.letter)) else {
        return Err(cx.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"));
    };
    Ok(cx.new_extension(&class, Items { code, bytes: Vec::new(), exports: Exports::default() }).into())
}

/// A number as C converts it for an item, with C's complaints.
fn integer(cx: &mut Context, code: &Code, value: &Value) -> PyResult<i128> {
    let number = match cx.index(value)? {
        OwnedInt::Small(number) => Some(i128::from(number)),
        OwnedInt::Big(number) => {
            let negative = number < text::int::BigInt::from(0);
            match i128::try_from(number).ok().filter(|number| (0..1 << 64).contains(number)) {
                Some(number) => Some(number),
                None if negative && matches!(code.letter, 'I' | 'L' | 'Q') => Some(-1),
                None => None,
            }
        }
    };
    let wide = matches!(code.letter, 'q' | 'Q');
    let long = i128::from(i64::MIN)..=i128::from(i64::MAX);
    let fits = |number: i128| match code.letter {
        'I' | 'L' | 'Q' => number < 1 << 64,
        _ => long.contains(&number),
    };
    let Some(number) = number.filter(|number| fits(*number)) else {
        return Err(cx.overflow_error(match code.letter {
            _ if wide => "int too big to convert",
            'I' | 'L' => "Python int too large to convert to C unsigned long",
            _ => "Python int too large to convert to C long",
        }));
    };
    if number < 0 && matches!(code.letter, 'I' | 'L') {
        return Err(cx.overflow_error("can't convert negative value to unsigned int"));
    }
    if number < 0 && code.letter == 'Q' {
        return Err(cx.overflow_error("can't convert negative int to unsigned"));
    }
    let (least, most) = pack::limits(code.kind, code.size);
    if number < least {
        return Err(cx.overflow_error(format!("{} is less than minimum", code.name)));
    }
    if number > most {
        // C looks at a number of the next wider type first.
        let name = match code.letter {
            'b' if number > 0x7fff => "signed short integer",
            'H' if number > 0x7fff_ffff => "signed integer",
            _ => code.name,
        };
        return Err(cx.overflow_error(format!("{name} is greater than maximum")));
    }
    Ok(number)
}

/// The bytes of one item.
fn packed(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    let code = this.get(cx).code;
    let mut out = [0; 8];
    let out = &mut out[..code.size];
    match code.kind {
        Number::Char => {
            let what = match str_methods::as_str(&value) {
                Some(text) if text.char_count() == 1 => {
                    let c = text.wtf8().chars().next().unwrap_or(0);
                    out.copy_from_slice(&c.to_ne_bytes());
                    return Ok(cx.bytes_value(out));
                }
                Some(text) => format!("a string of length {}", text.char_count()),
                None => cx.type_name(&value),
            };
            return Err(cx.type_error(format!("array item must be a unicode character, not {what}")));
        }
        Number::Float => {
            let number = cx.to_f64(&value)?;
            // C makes what is too large infinite.
            if code.size == 4 {
                out.copy_from_slice(&(number as f32).to_ne_bytes());
            } else {
                out.copy_from_slice(&number.to_ne_bytes());
            }
        }
        _ => {
            let number = integer(cx, code, &value)?;
            pack::store(number, out, LITTLE);
        }
    }
    Ok(cx.bytes_value(out))
}

fn unpacked(cx: &mut Context, code: &Code, bytes: &[u8]) -> PyResult<Value> {
    match code.kind {
        Number::Char => {
            let c = pack::load(bytes, LITTLE, false) as u32;
            if c > 0x10_ffff {
                return Err(cx.value_error(format!("character U+{c:x} is not in range [U+0000; U+10ffff]")));
            }
            let mut text = text::Wtf8Buf::new();
            text.push(c);
            Ok(cx.new_wtf8(text.as_wtf8()).into())
        }
        Number::Float => Ok(Value::float(pack::load_float(bytes, LITTLE))),
        kind => {
            let number = pack::load(bytes, LITTLE, kind == Number::Signed);
            Ok(pack::int_value(cx, number))
        }
    }
}

fn length(cx: &mut Context, this: This) -> usize {
    let items = this.get(cx);
    items.bytes.len() / items.code.size
}

/// The item of a number, which there is.
fn item(cx: &mut Context, this: This, index: usize) -> PyResult<Value> {
    let items = this.get(cx);
    let (code, start) = (items.code, index * items.code.size);
    match items.bytes.get(start..start + code.size).map(<[u8]>::to_vec) {
        Some(bytes) => unpacked(cx, code, &bytes),
        None => Err(cx.index_error("array index out of range")),
    }
}

fn to_list(cx: &mut Context, this: This) -> PyResult<Value> {
    let items = this.get(cx);
    let (code, bytes) = (items.code, items.bytes.clone());
    let mut values = Vec::with_capacity(bytes.len() / code.size);
    for part in bytes.chunks_exact(code.size) {
        values.push(unpacked(cx, code, part)?);
    }
    Ok(cx.list_value(values))
}

fn to_bytes(cx: &mut Context, this: This) -> Value {
    let bytes = this.get(cx).bytes.clone();
    cx.bytes_value(&bytes)
}

/// Puts bytes in place of the items from `start` up to `stop`.
fn splice(cx: &mut Context, this: This, start: usize, stop: usize, bytes: Buffer) -> PyResult<()> {
    let items = this.get_mut(cx);
    let size = items.code.size;
    let end = (stop * size).min(items.bytes.len());
    let start = (start * size).min(end);
    if items.exports.count() > 0 && end - start != bytes.len() {
        return Err(cx.buffer_error("cannot resize an array that is exporting buffers"));
    }
    items.bytes.splice(start..end, bytes.iter().copied());
    Ok(())
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__len__", "($self, /)", "Return len(self).", length),
    method!("_item", "($self, index, /)", "The item of a number.", item),
    method!("_packed", "($self, value, /)", "The bytes of one item.", packed),
    method!("_splice", "($self, start, stop, bytes, /)", "Put bytes in place of items.", splice),
    method!("tolist", "($self, /)", "The items as a list.", to_list),
    method!("tobytes", "($self, /)", "The items as bytes.", to_bytes),
];

fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Items>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("an array is required")),
    }
}

static ITEMS: TypeSpec = TypeSpec {
    doc: "Numbers of one kind.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    attributes: &[
        Attribute {
            name: "typecode",
            doc: "the typecode character used to create the array",
            get: |cx, this| {
                let letter = of(cx, this)?.get(cx).code.letter;
                Ok(cx.str_value(&letter.to_string()))
            },
            set: None,
        },
        Attribute {
            name: "itemsize",
            doc: "the size, in bytes, of one array item",
            get: |cx, this| Ok(Value::Int(of(cx, this)?.get(cx).code.size as i64)),
            set: None,
        },
    ],
    ..TypeSpec::new("_array.Items", Kind::Extension)
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let class = cx.module_type(&ITEMS);
    crate::registry::set(cx, module, "Items", class.into());
    Ok(())
}

/// `_array`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_array", doc: "The memory behind the module array.", functions: &[], fill };
