//! What all objects can do: types, attributes, calls, truth, comparison, hashing, items, iteration, arithmetic.
//!
//! Each file is one part of the language's data model, as methods of [`Context`]. Builtin kinds are served
//! directly; everything else is found by name on the class, as the language says.

pub mod attribute;
pub mod call;
pub mod compare;
pub mod hash;
pub mod item;
pub mod iterate;
pub mod number;
pub mod show;

use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Exception, Kind, Type};
use crate::{Context, PyResult, Raised, Value};

impl Context {
    /// The class of a value.
    #[inline]
    pub fn type_of(&self, value: &Value) -> Obj<Type> {
        self.type_ref(value).clone()
    }

    /// The class of a value, borrowed.
    #[inline]
    pub fn type_ref<'a>(&'a self, value: &'a Value) -> &'a Obj<Type> {
        match value {
            Value::Ref(object) => object.header().shape().class(),
            Value::Int(_) => &self.types().int,
            Value::Float(_) => &self.types().float,
            Value::Bool(_) => &self.types().bool,
            Value::None | Value::Empty => &self.types().none,
        }
    }

    /// The name of a value's class, for messages.
    pub fn type_name(&self, value: &Value) -> String {
        self.type_ref(value).name(self)
    }

    /// The name of the builtin type with a payload, for messages.
    pub fn kind_name(&self, kind: Kind) -> String {
        let named = self.types().all().into_iter().find(|class| {
            let class = class.get(self);
            class.kind == kind && class.spec.is_some()
        });
        named.map_or_else(|| format!("{kind:?}").to_lowercase(), |class| class.name(self))
    }

    /// `isinstance(value, class)` by the method resolution order alone.
    #[inline]
    pub fn is_instance(&self, value: &Value, class: &Obj<Type>) -> bool {
        self.type_ref(value).is_subclass(self, class)
    }

    /// Truth as `bool()` gives it.
    #[inline]
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        match value {
            Value::Bool(truth) => Ok(*truth != 0),
            Value::None | Value::Empty => Ok(false),
            Value::Int(number) => Ok(*number != 0),
            Value::Float(bits) => Ok(bits.get() != 0.0),
            Value::Ref(_) => self.object_truth(value),
        }
    }

    #[inline(never)]
    fn object_truth(&mut self, value: &Value) -> PyResult<bool> {
        let class = self.type_of(value);
        if class.has_flags(self, crate::objects::type_::TypeFlags::BUILTIN)
            && let Some(length) = self.builtin_len(value)
        {
            return Ok(length != 0);
        }
        if let Some(method) = class.special(self, |names| &names.__bool__) {
            let result = self.call_special(method, value, [])?;
            return match result {
                Value::Bool(truth) => Ok(truth != 0),
                other => {
                    let name = self.type_name(&other);
                    Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
                }
            };
        }
        if class.special(self, |names| &names.__len__).is_some() {
            return Ok(self.len(value)? != 0);
        }
        Ok(true)
    }

    /// The exception in `raise value`: an instance, or a class that is called.
    pub fn raised_from(&mut self, value: Value) -> PyResult<Raised> {
        if let Value::Ref(object) = &value {
            if let Some(exception) = object.downcast::<Exception>() {
                return Ok(Raised(exception.clone()));
            }
            if let Some(class) = object.downcast::<Type>()
                && class.has_flags(self, crate::objects::type_::TypeFlags::EXCEPTION)
            {
                let made = self.call(&value, &[])?;
                return match made.as_ref().and_then(|object| object.downcast::<Exception>()) {
                    Some(exception) => Ok(Raised(exception.clone())),
                    None => {
                        let got = self.type_of(&made).value();
                        let (class, got) = (self.repr_text(&value)?, self.repr_text(&got)?);
                        Err(self.type_error(format!(
                            "calling {class} should have returned an instance of BaseException, not {got}"
                        )))
                    }
                };
            }
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    /// Turns an error of the `text` crate into an exception.
    #[cold]
    pub fn text_error(&mut self, error: text::error::PyError) -> Raised {
        let kind = ExceptionKind::named(error.class_name()).unwrap_or(ExceptionKind::ValueError);
        crate::objects::exception_methods::from_text_error(self, kind, error)
    }

    /// Reports an exception that cannot be raised, by `sys.unraisablehook`.
    #[cold]
    pub fn report_unraisable(&mut self, raised: Raised, message: &str, object: &Value) {
        crate::objects::exception_methods::report_unraisable(self, raised, message, object);
    }
}
