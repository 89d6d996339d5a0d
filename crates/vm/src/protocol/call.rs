//! Calls from Rust into Python: the callable and its arguments are put on top of the value stack, as the eval
//! loop would have put them, and the same code as there takes over.

use crate::heap::Obj;
use crate::objects::{Kind, Str, Tuple, Type};
use crate::{Context, PyResult, Value};

impl Context {
    /// `callable(*args)`.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult<Value> {
        let window = self.top;
        self.push_native(callable.clone())?;
        for arg in args {
            self.push_native(arg.clone())?;
        }
        self.call_window(window, args.len(), None)
    }

    /// `callable(*args, **keywords)`.
    pub fn call_with_keywords(
        &mut self,
        callable: &Value,
        args: &[Value],
        keywords: &[(Obj<Str>, Value)],
    ) -> PyResult<Value> {
        if keywords.is_empty() {
            return self.call(callable, args);
        }
        let names = keywords.iter().map(|(name, _)| name.value()).collect();
        let names = self.new_tuple(names);
        let window = self.top;
        self.push_native(callable.clone())?;
        for arg in args.iter().chain(keywords.iter().map(|(_, value)| value)) {
            self.push_native(arg.clone())?;
        }
        self.call_window(window, args.len() + keywords.len(), Some(names))
    }

    /// `callable(*args, **keywords)` with `names` for the last of `args`.
    pub fn call_with_names(
        &mut self,
        callable: &Value,
        args: &[Value],
        names: Option<Obj<Tuple>>,
    ) -> PyResult<Value> {
        let window = self.top;
        self.push_native(callable.clone())?;
        for arg in args {
            self.push_native(arg.clone())?;
        }
        self.call_window(window, args.len(), names)
    }

    /// `object.name(*args)`. `name` must be interned.
    pub fn call_method(&mut self, object: &Value, name: &Obj<Str>, args: &[Value]) -> PyResult<Value> {
        let method = self.get_attr(object, name)?;
        self.call(&method, args)
    }

    /// `object.name(*args)` for a name written in Rust.
    pub fn call_method_named(&mut self, object: &Value, name: &str, args: &[Value]) -> PyResult<Value> {
        let name = self.intern(name);
        self.call_method(object, &name, args)
    }

    /// Calls a special method that was found on the class of `object`, without making a bound method where
    /// that can be avoided.
    pub fn call_special<const N: usize>(
        &mut self,
        method: Value,
        object: &Value,
        args: [Value; N],
    ) -> PyResult<Value> {
        let takes_self = match &method {
            Value::Ref(reference) => match reference.kind() {
                Kind::Function => true,
                Kind::Native => reference
                    .downcast::<crate::objects::Native>()
                    .is_some_and(|native| native.is_unbound_method()),
                _ => false,
            },
            _ => false,
        };
        let window = self.top;
        if takes_self {
            self.push_native(method)?;
            self.push_native(object.clone())?;
        } else {
            let class = self.type_of(object);
            let bound = self.bind(&method, object, &class)?;
            self.push_native(bound)?;
        }
        for arg in args {
            self.push_native(arg)?;
        }
        self.call_window(window, N + usize::from(takes_self), None)
    }

    /// The special method of an object's class, called; `None` when the class has none.
    pub fn try_special<const N: usize>(
        &mut self,
        object: &Value,
        name: impl FnOnce(&crate::names::Names) -> &Obj<Str>,
        args: [Value; N],
    ) -> PyResult<Option<Value>> {
        let class = self.type_of(object);
        match class.special(self, name) {
            Some(method) => self.call_special(method, object, args).map(Some),
            None => Ok(None),
        }
    }

    /// Whether `callable()` says so.
    pub fn is_callable(&mut self, value: &Value) -> bool {
        match value {
            Value::Ref(object) => match object.kind() {
                Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Type => true,
                _ => {
                    let class = self.type_of(value);
                    class.special(self, |names| &names.__call__).is_some()
                }
            },
            _ => false,
        }
    }

    /// `class(*args)` as `type.__call__` does it: `__new__`, then `__init__` of what it gave.
    pub fn instantiate(
        &mut self,
        class: &Obj<Type>,
        args: &[Value],
        names: Option<Obj<Tuple>>,
    ) -> PyResult<Value> {
        let spec_new = class.special(self, |names| &names.__new__);
        let Some(new) = spec_new.filter(|_| !class.has_flags(self, crate::objects::type_::TypeFlags::NO_NEW))
        else {
            let shown = self.qualified_name(class);
            return Err(self.type_error(format!("cannot create '{shown}' instances")));
        };
        let new = self.bind_to_class(&new, class)?;
        let mut with_class = Vec::with_capacity(args.len() + 1);
        with_class.push(class.value());
        with_class.extend_from_slice(args);
        let new = self.unwrap_static(&new);
        let made = self.call_with_names(&new, &with_class, names.clone())?;
        if !self.is_instance(&made, class) {
            return Ok(made);
        }
        let made_class = self.type_of(&made);
        if let Some(init) = made_class.special(self, |names| &names.__init__) {
            if crate::objects::object_methods::is_plain_init(&init) {
                return Ok(made);
            }
            let bound = self.bind(&init, &made, &made_class)?;
            let result = self.call_with_names(&bound, args, names)?;
            if !result.is_none() {
                let name = self.type_name(&result);
                return Err(self.type_error(format!("__init__() should return None, not '{name}'")));
            }
        }
        Ok(made)
    }

    /// The function inside a `staticmethod`.
    fn unwrap_static(&mut self, value: &Value) -> Value {
        match value.as_ref().and_then(|object| object.downcast::<crate::objects::property::MethodWrapper>()) {
            Some(wrapper) => wrapper.get(self).function.clone(),
            None => value.clone(),
        }
    }
}
