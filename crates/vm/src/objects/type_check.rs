//! `isinstance` and `issubclass`.

use crate::heap::Obj;
use crate::objects::{Kind, Tuple, Type, object_methods};
use crate::{Context, PyResult, Value};

const NOT_A_CLASS: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";

fn as_class(value: &Value) -> Option<&Obj<Type>> {
    value.as_ref().and_then(|object| object.downcast::<Type>())
}

impl Context {
    /// `isinstance(value, class)`, where `class` may be a tuple or anything with `__instancecheck__`.
    pub fn isinstance(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        if let Some(class) = as_class(class) {
            if self.type_ref(value).is(class) {
                return Ok(true);
            }
            if self.type_ref(&class.value()).is(&self.types().type_) {
                return self.plain_isinstance(value, &class.value());
            }
        }
        if let Some(classes) = object_methods::tuple_items(class) {
            let classes = classes.clone();
            return self.any_of(&classes, |cx, class| cx.isinstance(value, class));
        }
        match self.try_special(class, |names| &names.__instancecheck__, [value.clone()])? {
            Some(result) => self.truth(&result),
            None => self.plain_isinstance(value, class),
        }
    }

    /// `issubclass(class, of)`.
    pub fn issubclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let Some(of) = as_class(of)
            && self.type_ref(&of.value()).is(&self.types().type_)
        {
            return self.plain_issubclass(class, &of.value());
        }
        if let Some(classes) = object_methods::tuple_items(of) {
            let classes = classes.clone();
            return self.any_of(&classes, |cx, of| cx.issubclass(class, of));
        }
        match self.try_special(of, |names| &names.__subclasscheck__, [class.clone()])? {
            Some(result) => self.truth(&result),
            None => self.plain_issubclass(class, of),
        }
    }

    fn any_of(
        &mut self,
        classes: &Obj<Tuple>,
        mut check: impl FnMut(&mut Context, &Value) -> PyResult<bool>,
    ) -> PyResult<bool> {
        self.check_native_stack()?;
        for class in classes.items() {
            if check(self, class)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `type.__instancecheck__`: by the class of the value, or by its `__class__`.
    pub fn plain_isinstance(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        let name = self.names().__class__.clone();
        let Some(class) = as_class(class).cloned() else {
            if self.abstract_bases(class)?.is_none() {
                return Err(self.type_error(NOT_A_CLASS));
            }
            return match self.attr_or_absent(value, &name)? {
                Some(claimed) => self.abstract_subclass(&claimed, class),
                None => Ok(false),
            };
        };
        if self.is_instance(value, &class) {
            return Ok(true);
        }
        // Only an object whose class hides or computes `__class__` can claim another one.
        let own = self.type_of(value);
        let claims = value.as_ref().is_some_and(|object| {
            !matches!(object.kind(), Kind::Str | Kind::Tuple | Kind::List | Kind::Dict)
        });
        if !claims {
            return Ok(false);
        }
        match self.attr_or_absent(value, &name)? {
            Some(claimed) => Ok(as_class(&claimed)
                .is_some_and(|claimed| !claimed.is(&own) && claimed.is_subclass(self, &class))),
            None => Ok(false),
        }
    }

    /// `type.__subclasscheck__`: by the method resolution order, or by `__bases__` of what only looks like a
    /// class.
    pub fn plain_issubclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(class), Some(of)) = (as_class(class), as_class(of)) {
            return Ok(class.is_subclass(self, of));
        }
        if self.abstract_bases(class)?.is_none() {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        if self.abstract_bases(of)?.is_none() {
            return Err(self.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"));
        }
        self.abstract_subclass(class, of)
    }

    fn abstract_bases(&mut self, class: &Value) -> PyResult<Option<Obj<Tuple>>> {
        let name = self.names().__bases__.clone();
        let bases = self.attr_or_absent(class, &name)?;
        Ok(bases.as_ref().and_then(object_methods::tuple_items).cloned())
    }

    fn abstract_subclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if class.is(of) {
            return Ok(true);
        }
        let Some(bases) = self.abstract_bases(class)? else { return Ok(false) };
        self.check_native_stack()?;
        for base in bases.items() {
            if self.abstract_subclass(base, of)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
