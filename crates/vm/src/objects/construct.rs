//! What `__new__` and `__init__` of the builtin containers share: which class is meant, and how many arguments
//! there may be. Each type's own part is in its file.

use crate::heap::{Obj, Payload};
use crate::names::Names;
use crate::native::{Keywords, Rest};
use crate::objects::{Str, Type};
use crate::{Context, PyResult, Value};

impl Context {
    /// A new object of a builtin class or of a Python subclass of one.
    pub fn alloc_as<T: Payload>(&mut self, class: &Obj<Type>, payload: T) -> Obj<T> {
        let shape = class.root_shape(self);
        if class.is_extended(self) {
            self.heap().alloc_extended(shape, payload)
        } else {
            self.heap().alloc(shape, payload)
        }
    }

    /// Checks the first argument of `base.__new__`.
    pub fn check_new(&mut self, class: &Obj<Type>, base: &Obj<Type>) -> PyResult<()> {
        if class.is_subclass(self, base) {
            return Ok(());
        }
        let (base, class) = (base.name(self), class.name(self));
        Err(self.type_error(format!("{base}.__new__({class}): {class} is not a subtype of {base}")))
    }

    /// The class that `base.__new__` was asked for.
    pub fn class_to_make(&mut self, class: &Value, base: &Obj<Type>) -> PyResult<Obj<Type>> {
        match class.as_ref().and_then(|class| class.downcast::<Type>()) {
            Some(class) => {
                self.check_new(class, base)?;
                Ok(class.clone())
            }
            None => {
                let (base, name) = (base.name(self), self.type_name(class));
                Err(self.type_error(format!("{base}.__new__(X): X is not a type object ({name})")))
            }
        }
    }

    /// The keywords that `__new__` or `__init__` of a builtin class answers for: those of a subclass that has the
    /// other one of its own are for that.
    pub fn own_keywords(
        &mut self,
        class: &Obj<Type>,
        base: &Obj<Type>,
        other: fn(&Names) -> &Obj<Str>,
        keywords: Keywords,
    ) -> Keywords {
        let (theirs, ours) = (class.special(self, other), base.special(self, other));
        let same = match (theirs, ours) {
            (Some(theirs), Some(ours)) => theirs.is(&ours),
            (theirs, ours) => theirs.is_none() && ours.is_none(),
        };
        if class.is(base) || same { keywords } else { Keywords(Vec::new()) }
    }

    /// The arguments of a constructor that takes between `least` and `most`, by position only.
    pub fn constructor_args(
        &mut self,
        name: &str,
        rest: Rest,
        keywords: &Keywords,
        least: usize,
        most: usize,
    ) -> PyResult<Vec<Value>> {
        if !keywords.0.is_empty() {
            return Err(self.type_error(format!("{name}() takes no keyword arguments")));
        }
        let given = rest.0.len();
        let (bound, limit) = match (given < least, given > most) {
            (false, false) => return Ok(rest.0),
            _ if least == most => ("", least),
            (true, _) => ("at least ", least),
            (_, true) => ("at most ", most),
        };
        let plural = if limit == 1 { "" } else { "s" };
        Err(self.type_error(format!("{name} expected {bound}{limit} argument{plural}, got {given}")))
    }
}
