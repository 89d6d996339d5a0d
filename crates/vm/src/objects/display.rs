//! The text of containers: items between brackets. What guards against containers that contain themselves is
//! [`Context::guarded_repr`].

use crate::heap::Obj;
use crate::objects::Str;
use crate::{Context, PyResult, Value};

/// Text that is put together piece by piece; it may hold lone surrogates.
#[derive(Default)]
pub struct Display {
    bytes: Vec<u8>,
}

impl Display {
    /// Starts with this text.
    pub fn of(text: &str) -> Display {
        Display { bytes: text.as_bytes().to_vec() }
    }

    /// Appends text.
    pub fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends the `repr` of a value.
    pub fn repr(&mut self, cx: &mut Context, value: &Value) -> PyResult<()> {
        let text = cx.repr(value)?;
        self.bytes.extend_from_slice(text.items());
        Ok(())
    }

    /// Appends the `repr` of the items, with commas between. Each item is fetched when its turn comes, because
    /// the `repr` of the one before may have changed the container.
    pub fn items(
        &mut self,
        cx: &mut Context,
        item: impl Fn(&Context, usize) -> Option<Value>,
    ) -> PyResult<()> {
        let mut index = 0;
        while let Some(value) = item(cx, index) {
            if index > 0 {
                self.text(", ");
            }
            self.repr(cx, &value)?;
            index += 1;
        }
        Ok(())
    }

    /// The whole as a string.
    pub fn finish(self, cx: &mut Context) -> Obj<Str> {
        cx.new_wtf8(text::wtf8::Wtf8::from_bytes(&self.bytes))
    }
}
