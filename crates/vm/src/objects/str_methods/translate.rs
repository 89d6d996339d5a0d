//! `str.translate` and `str.maketrans`.

use text::Wtf8Buf;
use text::str_methods::{self as algorithm, Replacement};

use super::as_str;
use crate::heap::Obj;
use crate::native::Row;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Dict, Str, dict};
use crate::{Context, PyResult, Value, method, static_method};

fn translate(cx: &mut Context, this: Obj<Str>, table: Value) -> PyResult<Wtf8Buf> {
    algorithm::translate(this.wtf8(), |c| replacement(cx, &table, c))
}

fn replacement(cx: &mut Context, table: &Value, c: u32) -> PyResult<Replacement> {
    let found = match cx.get_item(table, &Value::Int(i64::from(c))) {
        Ok(found) => found,
        Err(raised) if cx.is_exception(&raised, ExceptionKind::LookupError) => return Ok(Replacement::Keep),
        Err(raised) => return Err(raised),
    };
    if found.is_none() {
        return Ok(Replacement::Delete);
    }
    if let Some(text) = as_str(&found) {
        return Ok(Replacement::Text(text.wtf8().to_owned()));
    }
    let Some(number) = found.as_int() else {
        return Err(cx.type_error("character mapping must return integer, None or str"));
    };
    match number.to_i64().and_then(|number| u32::try_from(number).ok()).filter(|c| *c < 0x11_0000) {
        Some(c) => Ok(Replacement::Char(c)),
        None => Err(cx.value_error("character mapping must be in range(0x110000)")),
    }
}

fn maketrans(cx: &mut Context, x: Value, y: Option<Obj<Str>>, z: Option<Obj<Str>>) -> PyResult<Value> {
    let table = cx.new_dict(Default::default());
    let Some(y) = y else {
        let Some(given) = x.as_ref().and_then(|x| x.downcast::<Dict>()).cloned() else {
            return Err(cx.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let entries = given.get(cx).table.entries();
        let entries: Vec<(Value, Value)> = entries
            .iter()
            .filter(|entry| !entry.key.is_empty())
            .map(|entry| (entry.key.clone(), entry.value.clone()))
            .collect();
        for (key, value) in entries {
            let key = table_key(cx, key)?;
            dict::set(cx, &table, key, value)?;
        }
        return Ok(table.into());
    };
    let Some(x) = as_str(&x) else {
        return Err(cx.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let entries = cx.lift(algorithm::maketrans(x.wtf8(), y.wtf8(), z.as_ref().map(|z| z.wtf8())))?;
    for (from, to) in entries {
        let to = to.map_or(Value::None, |to| Value::Int(i64::from(to)));
        dict::set(cx, &table, Value::Int(i64::from(from)), to)?;
    }
    Ok(table.into())
}

fn table_key(cx: &mut Context, key: Value) -> PyResult<Value> {
    if key.as_int().is_some() {
        return Ok(key);
    }
    let Some(text) = as_str(&key) else {
        return Err(cx.type_error("keys in translate table mustbe strings or integers"));
    };
    let mut chars = text.wtf8().chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(Value::Int(i64::from(c))),
        _ => Err(cx.value_error("string keys in translatetable must be of length 1")),
    }
}

/// Methods.
pub static METHODS: &[Row] = &[
    method!(
        "translate",
        "($self, table, /)",
        "Replace each character by what table[ord(character)] gives: a code point, a string, or None to delete it.\n\nCharacters that the table does not know stay.",
        translate
    ),
    static_method!(
        "maketrans",
        "(x, y=None, z=None, /)",
        "Make a table for str.translate().\n\nFrom a dict of characters or code points; or from two strings of equal length,\nthe characters of the first becoming those of the second, and a third string of\ncharacters to delete.",
        maketrans
    ),
];
