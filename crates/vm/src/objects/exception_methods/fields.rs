//! Reading and writing the attributes that exception classes add to `BaseException`.

use super::receiver;
use crate::heap::Obj;
use crate::native::Attribute;
use crate::objects::Exception;
use crate::{Context, PyResult, Value};

impl Obj<Exception> {
    /// The field of a number; empty while it was not set.
    pub fn field(&self, cx: &Context, index: usize) -> Value {
        self.get(cx).fields.get(index).cloned().unwrap_or_default()
    }

    /// Sets the field of a number.
    pub fn set_field(&self, cx: &mut Context, index: usize, value: Value) {
        let fields = &mut self.get_mut(cx).fields;
        if fields.len() <= index {
            fields.resize_with(index + 1, Value::default);
        }
        let old = std::mem::replace(&mut fields[index], value);
        drop(old);
    }

    /// Sets all fields.
    pub fn set_fields(&self, cx: &mut Context, values: Vec<Value>) {
        let old = std::mem::replace(&mut self.get_mut(cx).fields, values);
        drop(old);
    }
}

/// Reads field number `I`.
pub(crate) fn get<const I: usize>(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(receiver(cx, this)?.field(cx, I).or_none())
}

/// Writes field number `I`, or deletes it.
pub(crate) fn set<const I: usize>(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    receiver(cx, this)?.set_field(cx, I, value);
    Ok(())
}

/// Refuses to write, as CPython does for read-only members.
pub(crate) fn read_only(cx: &mut Context, _: &Value, _: Value) -> PyResult<()> {
    Err(cx.attribute_error("readonly attribute"))
}

/// The row of an attribute kept as field number `I`.
pub(crate) const fn attribute<const I: usize>(name: &'static str, doc: &'static str) -> Attribute {
    Attribute { name, doc, get: get::<I>, set: Some(set::<I>) }
}
