//! Parameters that the methods of files have in common. What they do with them is in the files of the classes.

use vm::native::{FromArg, Site};
use vm::{Context, PyResult, Value};

/// A number of bytes or characters; -1, nothing and `None` stand for all there are.
pub struct Size(pub i64);

impl Size {
    /// The number, or `None` for all.
    pub fn limit(&self) -> Option<usize> {
        usize::try_from(self.0).ok()
    }
}

impl FromArg for Size {
    const OPTIONAL: bool = true;

    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        match value {
            Value::Empty | Value::None => Ok(Size(-1)),
            Value::Int(number) => Ok(Size(number)),
            other => match cx.try_index(&other)? {
                Some(number) => Ok(Size(number.to_i64_clipped())),
                None => {
                    let got = cx.type_name(&other);
                    Err(cx.type_error(format!("argument should be integer or None, not '{got}'")))
                }
            },
        }
    }
}

/// The same for methods that do not take `None`.
pub struct PlainSize(pub i64);

impl PlainSize {
    /// The number, or `None` for all.
    pub fn limit(&self) -> Option<usize> {
        usize::try_from(self.0).ok()
    }
}

impl FromArg for PlainSize {
    const OPTIONAL: bool = true;

    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        match value {
            Value::Empty => Ok(PlainSize(-1)),
            Value::Int(number) => Ok(PlainSize(number)),
            other => cx.index(&other).map(|number| PlainSize(number.to_i64_clipped())),
        }
    }
}

/// The value, or nothing for `None` and for what is left out.
pub fn given(value: Option<Value>) -> Option<Value> {
    value.filter(|value| !value.is_none())
}
