//! `repr`, `str`, `ascii` and `format` of any value.

use crate::heap::Obj;
use crate::objects::Str;
use crate::{Context, PyResult, Value};

impl Context {
    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> PyResult<Obj<Str>> {
        match value {
            Value::Int(number) => Ok(self.new_str(itoa::Buffer::new().format(*number))),
            Value::None | Value::Empty => Ok(self.names_text("None")),
            Value::Bool(truth) => Ok(self.names_text(if *truth == 0 { "False" } else { "True" })),
            Value::Float(bits) => Ok(self.new_str(&text::float::format::repr(bits.get()))),
            Value::Ref(_) => self.show_by(value, true),
        }
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult<Obj<Str>> {
        match value {
            Value::Ref(object) => {
                if object.header().shape_ptr() == self.shapes().str
                    && let Some(text) = object.downcast::<Str>()
                {
                    return Ok(text.clone());
                }
                self.show_by(value, false)
            }
            _ => self.repr(value),
        }
    }

    fn names_text(&mut self, text: &str) -> Obj<Str> {
        self.intern(text)
    }

    fn show_by(&mut self, value: &Value, repr: bool) -> PyResult<Obj<Str>> {
        self.check_native_stack().map_err(|raised| {
            drop(raised);
            self.recursion_error(if repr {
                "maximum recursion depth exceeded while getting the repr of an object"
            } else {
                "maximum recursion depth exceeded while getting the str of an object"
            })
        })?;
        let class = self.type_of(value);
        let method = if repr {
            class.special(self, |names| &names.__repr__)
        } else {
            class.special(self, |names| &names.__str__)
        };
        let result = match method {
            Some(method) => self.call_special(method, value, [])?,
            None => return Err(self.type_error("object has no __repr__")),
        };
        match result.as_ref().and_then(|object| object.downcast::<Str>()) {
            Some(text) => Ok(text.clone()),
            None => {
                let name = self.type_name(&result);
                let method = if repr { "__repr__" } else { "__str__" };
                Err(self.type_error(format!("{method} returned non-string (type {name})")))
            }
        }
    }

    /// `repr(value)` as Rust text, surrogates replaced: for messages.
    pub fn repr_text(&mut self, value: &Value) -> PyResult<String> {
        Ok(self.repr(value)?.to_string_lossy())
    }

    /// `str(value)` as Rust text, surrogates replaced.
    pub fn str_text(&mut self, value: &Value) -> PyResult<String> {
        Ok(self.str(value)?.to_string_lossy())
    }

    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> PyResult<Obj<Str>> {
        let repr = self.repr(value)?;
        if repr.is_ascii() {
            return Ok(repr);
        }
        let escaped = text::str_methods::escape_non_ascii(repr.wtf8());
        Ok(self.new_wtf8(escaped.as_wtf8()))
    }

    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &Value) -> PyResult<Obj<Str>> {
        let no_spec = spec.is_empty()
            || spec
                .as_ref()
                .and_then(|spec| spec.downcast::<Str>())
                .is_some_and(|spec| spec.items().is_empty());
        if no_spec {
            match value {
                Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::None => return self.str(value),
                Value::Ref(object) if object.header().shape_ptr() == self.shapes().str => {
                    return self.str(value);
                }
                _ => {}
            }
        }
        let spec =
            if spec.is_empty() { self.interp_ref().singletons.empty_str.value() } else { spec.clone() };
        match self.try_special(value, |names| &names.__format__, [spec])? {
            Some(result) => match result.as_ref().and_then(|object| object.downcast::<Str>()) {
                Some(text) => Ok(text.clone()),
                None => {
                    let name = self.type_name(&result);
                    Err(self.type_error(format!("__format__ must return a str, not {name}")))
                }
            },
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("Type {name} doesn't define __format__")))
            }
        }
    }

    /// Runs `show` unless the object's `repr` is going on already in this thread, in which case the answer is
    /// `None`: containers that contain themselves.
    pub fn guarded_repr<T>(
        &mut self,
        object: &Value,
        show: impl FnOnce(&mut Context) -> PyResult<T>,
    ) -> PyResult<Option<T>> {
        let Some(address) = object.as_ref().map(|object| object.address()) else {
            return show(self).map(Some);
        };
        if self.repr_stack.contains(&address) {
            return Ok(None);
        }
        self.repr_stack.push(address);
        let result = show(self);
        self.repr_stack.pop();
        result.map(Some)
    }

    /// `<module.Class object at 0x…>`: how objects are shown that say nothing of themselves.
    pub fn default_repr(&mut self, value: &Value) -> PyResult<String> {
        let class = self.type_of(value);
        let name = self.qualified_name(&class);
        let address = value.as_ref().map_or(0, |object| object.address());
        Ok(format!("<{name} object at {address:#x}>"))
    }

    /// `module.qualname` of a class; builtins without the module.
    pub fn qualified_name(&mut self, class: &Obj<crate::objects::Type>) -> String {
        let name = class.get(self).qualname.to_string_lossy();
        let module = class.get(self).dict.get(self).table.get_str(&self.names().__module__).cloned();
        match module.as_ref().and_then(|module| module.as_ref()).and_then(|module| module.downcast::<Str>()) {
            Some(module) if module.as_str() != Some("builtins") => {
                format!("{}.{name}", module.to_string_lossy())
            }
            _ => name,
        }
    }

    /// The same without the module `__main__`: how some messages name a class.
    pub fn full_name(&mut self, class: &Obj<crate::objects::Type>) -> String {
        let name = self.qualified_name(class);
        name.strip_prefix("__main__.").map_or_else(|| name.clone(), str::to_owned)
    }
}
