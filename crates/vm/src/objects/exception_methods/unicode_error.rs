//! `UnicodeDecodeError`, `UnicodeEncodeError`, `UnicodeTranslateError`: what could not be converted, and where.

use super::{fields, init_arguments, receiver, refuse_keywords, replace_args};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::bytes::as_bytes;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Exception, Str};
use crate::{Context, PyResult, Value, method};

/// Field of `encoding`.
pub const ENCODING: usize = 0;
/// Field of `object`.
pub const OBJECT: usize = 1;
/// Field of `start`.
pub const START: usize = 2;
/// Field of `end`.
pub const END: usize = 3;
/// Field of `reason`.
pub const REASON: usize = 4;

/// Methods of the three classes.
pub static UNICODE_ERROR_METHODS: &[Row] = &[
    Row {
        name: "__init__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Initialize self.  See help(type(self)) for accurate signature.",
        binding: Binding::Method,
        call: init,
    },
    method!("__str__", "($self, /)", "Return str(self).", str),
];

/// Attributes of the three classes.
pub static UNICODE_ERROR_ATTRIBUTES: &[Attribute] = &[
    fields::attribute::<ENCODING>("encoding", "exception encoding"),
    fields::attribute::<OBJECT>("object", "exception object"),
    Attribute {
        name: "start",
        doc: "exception start",
        get: get_position::<START>,
        set: Some(set_position::<START>),
    },
    Attribute { name: "end", doc: "exception end", get: get_position::<END>, set: Some(set_position::<END>) },
    fields::attribute::<REASON>("reason", "exception reason"),
];

fn get_position<const I: usize>(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(match receiver(cx, this)?.field(cx, I) {
        Value::Empty => Value::Int(0),
        position => position,
    })
}

fn set_position<const I: usize>(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    if value.is_empty() {
        return Err(cx.type_error("can't delete numeric/char attribute"));
    }
    let position = cx.index_i64(&value)?;
    this.set_field(cx, I, Value::Int(position));
    Ok(())
}

fn is_of(cx: &Context, this: &Obj<Exception>, kind: ExceptionKind) -> bool {
    let class = cx.interp_ref().exception(kind);
    this.as_object().header().shape().class().is_subclass(cx, class)
}

fn init(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    refuse_keywords(cx, args, &class)?;
    let translate = is_of(cx, &this, ExceptionKind::UnicodeTranslateError);
    let wanted = if translate { 4 } else { 5 };
    if items.len() != wanted {
        let count = items.len();
        return Err(cx.type_error(format!("function takes exactly {wanted} arguments ({count} given)")));
    }
    let mut values = items.clone();
    if translate {
        values.insert(ENCODING, Value::Empty);
    }
    let given = |index: usize| index + usize::from(!translate);
    if !translate {
        want_str(cx, &values[ENCODING], 1)?;
    }
    if is_of(cx, &this, ExceptionKind::UnicodeDecodeError) {
        values[OBJECT] = cx.bytes_like(&values[OBJECT])?.into();
    } else {
        want_str(cx, &values[OBJECT], given(OBJECT))?;
    }
    for index in [START, END] {
        values[index] = Value::Int(cx.index_i64(&values[index])?);
    }
    want_str(cx, &values[REASON], given(REASON))?;
    replace_args(cx, &this, items);
    this.set_fields(cx, values);
    Ok(Value::None)
}

fn want_str(cx: &mut Context, value: &Value, position: usize) -> PyResult<()> {
    if value.as_ref().and_then(|object| object.downcast::<Str>()).is_some() {
        return Ok(());
    }
    let name = cx.type_name(value);
    Err(cx.type_error(format!("argument {position} must be str, not {name}")))
}

/// A code point as a literal shows it.
fn escaped(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn str(cx: &mut Context, this: Obj<Exception>) -> PyResult<String> {
    let object = this.field(cx, OBJECT);
    if object.is_empty() {
        return Ok(String::new());
    }
    let encoding = this.field(cx, ENCODING).or_none();
    let reason = this.field(cx, REASON).or_none();
    let reason = cx.str_text(&reason)?;
    let [start, end] =
        [START, END].map(|index| this.field(cx, index).as_int().map_or(0, |n| n.to_i64_clipped()));
    let single = usize::try_from(start).ok().filter(|_| end == start + 1);
    let last = end - 1;
    if is_of(cx, &this, ExceptionKind::UnicodeDecodeError) {
        let encoding = cx.str_text(&encoding)?;
        let byte = single.and_then(|at| as_bytes(&object).and_then(|bytes| bytes.items().get(at).copied()));
        return Ok(match byte {
            Some(byte) => {
                format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
            }
            None => format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"),
        });
    }
    let text = object.as_ref().and_then(|object| object.downcast::<Str>());
    let code = single
        .and_then(|at| text.filter(|text| at < text.char_count()).map(|text| (at, text)))
        .and_then(|(at, text)| text.slice(at, at + 1).chars().next());
    let doing = if is_of(cx, &this, ExceptionKind::UnicodeTranslateError) {
        "can't translate".to_string()
    } else {
        format!("'{}' codec can't encode", cx.str_text(&encoding)?)
    };
    Ok(match code {
        Some(code) => format!("{doing} character '{}' in position {start}: {reason}", escaped(code)),
        None => format!("{doing} characters in position {start}-{last}: {reason}"),
    })
}
