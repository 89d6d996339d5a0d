//! Attributes: `object.name` by descriptors, the instance and the class.

use crate::heap::{Obj, ObjectFlags, Ref};
use crate::objects::exception::ExceptionKind;
use crate::objects::instance;
use crate::objects::native::{Computed, Native};
use crate::objects::property::{Member, MethodWrapper, Property};
use crate::objects::type_::TypeFlags;
use crate::objects::{Function, Kind, Module, Str, Type};
use crate::{Context, PyResult, Raised, Value};

impl Context {
    /// `object.name`. `name` must be interned.
    pub fn get_attr(&mut self, object: &Value, name: &Obj<Str>) -> PyResult<Value> {
        match self.lookup_attr(object, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.no_attribute(object, name)),
            Err(raised) => {
                Err(crate::objects::exception_methods::about_attribute(self, raised, object, name))
            }
        }
    }

    /// `object.name` for a name written in Rust.
    pub fn get_attr_named(&mut self, object: &Value, name: &str) -> PyResult<Value> {
        let name = self.intern(name);
        self.get_attr(object, &name)
    }

    /// `object.name`, or `None` when nothing by that name is there. (`AttributeError`s that the class's own
    /// `__getattribute__` or `__getattr__` raise are passed on; see [`Context::attr_or_absent`].)
    pub fn lookup_attr(&mut self, object: &Value, name: &Obj<Str>) -> PyResult<Option<Value>> {
        let class = self.type_of(object);
        let flags = class.get(self).flags;
        if flags & (TypeFlags::CUSTOM_GETATTRIBUTE | TypeFlags::HAS_GETATTR) == 0 {
            return self.plain_attr(object, &class, name);
        }
        let found = if flags & TypeFlags::CUSTOM_GETATTRIBUTE != 0 {
            let method = class.special(self, |names| &names.__getattribute__).unwrap_or_default();
            match self.call_special(method, object, [name.value()]) {
                Ok(value) => Ok(Some(value)),
                Err(raised) => Err(raised),
            }
        } else {
            self.plain_attr(object, &class, name)
        };
        let getattr = class.special(self, |names| &names.__getattr__);
        match (found, getattr) {
            (Ok(Some(value)), _) => Ok(Some(value)),
            (Ok(None), None) => Ok(None),
            (Err(raised), None) => Err(raised),
            (Err(raised), Some(_)) if !self.is_exception(&raised, ExceptionKind::AttributeError) => {
                Err(raised)
            }
            (_, Some(getattr)) => match self.call_special(getattr, object, [name.value()]) {
                Ok(value) => Ok(Some(value)),
                Err(raised) => Err(raised),
            },
        }
    }

    /// `getattr(object, name, None)` in Rust's sense: `AttributeError` of any origin counts as absent.
    pub fn attr_or_absent(&mut self, object: &Value, name: &Obj<Str>) -> PyResult<Option<Value>> {
        match self.lookup_attr(object, name) {
            Err(raised) if self.is_exception(&raised, ExceptionKind::AttributeError) => Ok(None),
            found => found,
        }
    }

    /// `object.__getattribute__(name)` as `object` defines it (and as `type` and modules do for theirs).
    pub fn plain_attr(
        &mut self,
        object: &Value,
        class: &Obj<Type>,
        name: &Obj<Str>,
    ) -> PyResult<Option<Value>> {
        if let Value::Ref(reference) = object {
            match reference.kind() {
                Kind::Type => {
                    let this = reference.downcast::<Type>().expect("I-9: the kind was checked").clone();
                    return self.class_attr(&this, class, name);
                }
                Kind::Super => return crate::objects::super_methods::get_attr(self, object, class, name),
                _ => {}
            }
        }
        let on_class = class.lookup(self, name);
        if let Some(descriptor) = &on_class
            && self.is_data_descriptor(descriptor)
            && self.has_getter(descriptor)
        {
            return self.bind(descriptor, object, class).map(Some);
        }
        if let Value::Ref(reference) = object
            && let Some(value) = self.own_attr(reference, name)
        {
            return Ok(Some(value));
        }
        match on_class {
            Some(found) => self.bind(&found, object, class).map(Some),
            None => match object.as_ref().and_then(|object| object.downcast::<Module>()).cloned() {
                Some(module) => crate::objects::module_methods::missing_attr(self, &module, name),
                None => Ok(None),
            },
        }
    }

    /// An attribute that the object itself has.
    #[inline]
    pub fn own_attr(&self, object: &Ref, name: &Obj<Str>) -> Option<Value> {
        match object.kind() {
            Kind::Module => {
                object.downcast::<Module>()?.get(self).dict.get(self).table.get_str(name).cloned()
            }
            Kind::Function => {
                object.downcast::<Function>()?.get(self).dict.as_ref()?.get(self).table.get_str(name).cloned()
            }
            _ => instance::get_own(self, object, name),
        }
    }

    /// An attribute of a class: the metaclass's data descriptors, then the class and its ancestors, then the
    /// metaclass's other attributes.
    pub fn class_attr(
        &mut self,
        this: &Obj<Type>,
        metaclass: &Obj<Type>,
        name: &Obj<Str>,
    ) -> PyResult<Option<Value>> {
        let on_meta = metaclass.lookup(self, name);
        if let Some(descriptor) = &on_meta
            && self.is_data_descriptor(descriptor)
        {
            return self.bind(descriptor, &this.value(), metaclass).map(Some);
        }
        if let Some(found) = this.lookup(self, name) {
            return self.bind_to_class(&found, this).map(Some);
        }
        match on_meta {
            Some(found) => self.bind(&found, &this.value(), metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// Whether the class of a class attribute defines `__set__` or `__delete__`.
    pub fn is_data_descriptor(&mut self, attribute: &Value) -> bool {
        let Value::Ref(object) = attribute else { return false };
        match object.kind() {
            Kind::Property | Kind::Member | Kind::Computed => true,
            Kind::Instance | Kind::Type => {
                let class = self.type_of(attribute);
                class.special(self, |names| &names.__set__).is_some()
                    || class.special(self, |names| &names.__delete__).is_some()
            }
            _ => false,
        }
    }

    /// Whether a data descriptor answers reads too; one without `__get__` leaves them to the instance.
    fn has_getter(&mut self, descriptor: &Value) -> bool {
        match descriptor.as_ref().map(Ref::kind) {
            Some(Kind::Instance | Kind::Type) => {
                let class = self.type_of(descriptor);
                class.special(self, |names| &names.__get__).is_some()
            }
            _ => true,
        }
    }

    /// Applies `__get__` of a class attribute for an instance.
    pub fn bind(&mut self, attribute: &Value, object: &Value, class: &Obj<Type>) -> PyResult<Value> {
        let Value::Ref(reference) = attribute else { return Ok(attribute.clone()) };
        match reference.kind() {
            Kind::Function => Ok(self.new_method(attribute.clone(), object.clone()).into()),
            Kind::Native => {
                let native = reference.downcast::<Native>().expect("I-9: the kind was checked");
                match native.row.binding {
                    crate::native::Binding::Method if native.this.is_empty() => {
                        let native = native.clone();
                        Ok(self.bind_native(&native, object.clone()))
                    }
                    crate::native::Binding::Class if native.this.is_empty() => {
                        let native = native.clone();
                        Ok(self.bind_native(&native, class.value()))
                    }
                    _ => Ok(attribute.clone()),
                }
            }
            Kind::Property if !reference.header().has_flags(ObjectFlags::EXTENDED) => {
                let property = reference.downcast::<Property>().expect("I-9: the kind was checked").clone();
                self.property_get(&property, object)
            }
            Kind::Member => {
                let member = reference.downcast::<Member>().expect("I-9: the kind was checked").clone();
                self.member_get(&member, object)
            }
            Kind::Computed => {
                let computed = reference.downcast::<Computed>().expect("I-9: the kind was checked");
                (computed.row.get)(self, object)
            }
            Kind::MethodWrapper => {
                let wrapper =
                    reference.downcast::<MethodWrapper>().expect("I-9: the kind was checked").clone();
                let function = wrapper.get(self).function.clone();
                if self.is_instance(attribute, &self.types().staticmethod.clone()) {
                    Ok(function)
                } else {
                    self.bind_classmethod(&function, class)
                }
            }
            // A subclass of `property` may have another `__get__`.
            Kind::Instance | Kind::Type | Kind::Property => {
                let descriptor_class = self.type_of(attribute);
                match descriptor_class.special(self, |names| &names.__get__) {
                    Some(get) => self.call_special(get, attribute, [object.clone(), class.value()]),
                    None => Ok(attribute.clone()),
                }
            }
            _ => Ok(attribute.clone()),
        }
    }

    /// Applies `__get__` of an attribute found on a class, for the class itself.
    pub fn bind_to_class(&mut self, attribute: &Value, class: &Obj<Type>) -> PyResult<Value> {
        let Value::Ref(reference) = attribute else { return Ok(attribute.clone()) };
        match reference.kind() {
            Kind::Native => {
                let native = reference.downcast::<Native>().expect("I-9: the kind was checked");
                if native.row.binding == crate::native::Binding::Class && native.this.is_empty() {
                    let native = native.clone();
                    return Ok(self.bind_native(&native, class.value()));
                }
                Ok(attribute.clone())
            }
            Kind::MethodWrapper => self.bind(attribute, &Value::Empty, class),
            Kind::Property if !reference.header().has_flags(ObjectFlags::EXTENDED) => Ok(attribute.clone()),
            Kind::Instance | Kind::Type | Kind::Property => {
                let descriptor_class = self.type_of(attribute);
                match descriptor_class.special(self, |names| &names.__get__) {
                    Some(get) => self.call_special(get, attribute, [Value::None, class.value()]),
                    None => Ok(attribute.clone()),
                }
            }
            _ => Ok(attribute.clone()),
        }
    }

    fn bind_classmethod(&mut self, function: &Value, class: &Obj<Type>) -> PyResult<Value> {
        Ok(self.new_method(function.clone(), class.value()).into())
    }

    fn property_get(&mut self, property: &Obj<Property>, object: &Value) -> PyResult<Value> {
        let getter = property.get(self).get.clone();
        if getter.is_empty() || getter.is_none() {
            return Err(crate::objects::property_methods::no_accessor(self, property, object, "getter"));
        }
        self.call(&getter, std::slice::from_ref(object))
    }

    fn member_get(&mut self, member: &Obj<Member>, object: &Value) -> PyResult<Value> {
        self.check_member(member, object)?;
        let value = match object {
            Value::Ref(object) => instance::slot(self, object, member.slot).clone(),
            _ => Value::Empty,
        };
        match value {
            Value::Empty => Err(self.no_attribute(object, &member.name.clone())),
            value => Ok(value),
        }
    }

    fn check_member(&mut self, member: &Obj<Member>, object: &Value) -> PyResult<()> {
        if self.is_instance(object, &member.owner) {
            return Ok(());
        }
        let (name, owner) = (member.name.to_string_lossy(), member.owner.name(self));
        let got = self.type_name(object);
        Err(self.type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"
        )))
    }

    /// `object.name = value`. `name` must be interned.
    pub fn set_attr(&mut self, object: &Value, name: &Obj<Str>, value: Value) -> PyResult<()> {
        let class = self.type_of(object);
        if class.has_flags(self, TypeFlags::CUSTOM_SETATTR)
            && let Some(method) = class.special(self, |names| &names.__setattr__)
        {
            return self.call_special(method, object, [name.value(), value]).map(drop);
        }
        self.plain_set_attr(object, &class, name, value)
    }

    /// `del object.name`.
    pub fn delete_attr(&mut self, object: &Value, name: &Obj<Str>) -> PyResult<()> {
        let class = self.type_of(object);
        if class.has_flags(self, TypeFlags::CUSTOM_SETATTR)
            && let Some(method) = class.special(self, |names| &names.__delattr__)
        {
            return self.call_special(method, object, [name.value()]).map(drop);
        }
        self.plain_set_attr(object, &class, name, Value::Empty)
    }

    /// `object.__setattr__` as `object` defines it; an empty value deletes.
    pub fn plain_set_attr(
        &mut self,
        object: &Value,
        class: &Obj<Type>,
        name: &Obj<Str>,
        value: Value,
    ) -> PyResult<()> {
        let on_class = class.lookup(self, name);
        if let Some(descriptor) = &on_class
            && self.is_data_descriptor(descriptor)
        {
            return self.set_by_descriptor(descriptor, object, name, value);
        }
        let Value::Ref(reference) = object else {
            return Err(self.cannot_set(object, class, name, on_class.is_some()));
        };
        let deleting = value.is_empty();
        match reference.kind() {
            Kind::Type => {
                let this = reference.downcast::<Type>().expect("I-9: the kind was checked").clone();
                return crate::objects::type_methods::set_class_attr(self, &this, name, value);
            }
            Kind::Module => {
                let dict =
                    reference.downcast::<Module>().expect("I-9: the kind was checked").get(self).dict.clone();
                if deleting {
                    return match crate::objects::dict::remove_str(self, &dict, name) {
                        Some(_) => Ok(()),
                        None => Err(self.no_attribute(object, name)),
                    };
                }
                crate::objects::dict::set_str(self, &dict, name, value);
                return Ok(());
            }
            Kind::Function => {
                let function = reference.downcast::<Function>().expect("I-9: the kind was checked").clone();
                let dict = crate::objects::function_methods::dict_of(self, &function);
                if deleting {
                    return match crate::objects::dict::remove_str(self, &dict, name) {
                        Some(_) => Ok(()),
                        None => Err(self.no_attribute(object, name)),
                    };
                }
                crate::objects::dict::set_str(self, &dict, name, value);
                return Ok(());
            }
            _ => {}
        }
        if deleting {
            if instance::delete_own(self, reference, name) {
                return Ok(());
            }
            if !class.has_flags(self, TypeFlags::HAS_DICT) {
                return Err(self.cannot_set(object, class, name, on_class.is_some()));
            }
            let (class, text) = (class.name(self), name.to_string_lossy());
            return Err(self.attribute_error(format!("'{class}' object has no attribute '{text}'")));
        }
        match instance::set_own(self, reference, name, value) {
            Ok(()) => Ok(()),
            Err(_) => Err(self.cannot_set(object, class, name, on_class.is_some())),
        }
    }

    fn set_by_descriptor(
        &mut self,
        descriptor: &Value,
        object: &Value,
        name: &Obj<Str>,
        value: Value,
    ) -> PyResult<()> {
        let deleting = value.is_empty();
        let reference = descriptor.as_ref().expect("I-9: data descriptors are objects");
        match reference.kind() {
            Kind::Property if !reference.header().has_flags(ObjectFlags::EXTENDED) => {
                let property = reference.downcast::<Property>().expect("I-9: the kind was checked").clone();
                let payload = property.get(self);
                let accessor = if deleting { payload.delete.clone() } else { payload.set.clone() };
                if accessor.is_empty() || accessor.is_none() {
                    let which = if deleting { "deleter" } else { "setter" };
                    return Err(crate::objects::property_methods::no_accessor(
                        self, &property, object, which,
                    ));
                }
                let result = if deleting {
                    self.call(&accessor, std::slice::from_ref(object))
                } else {
                    self.call(&accessor, &[object.clone(), value])
                };
                result.map(drop)
            }
            Kind::Member => {
                let member = reference.downcast::<Member>().expect("I-9: the kind was checked").clone();
                self.check_member(&member, object)?;
                let target = object.as_ref().expect("I-9: the member's owner was checked");
                let old = instance::set_slot(self, target, member.slot, value);
                if deleting && old.is_empty() {
                    return Err(self.attribute_error(name.to_string_lossy()));
                }
                drop(old);
                Ok(())
            }
            Kind::Computed => {
                let computed = reference.downcast::<Computed>().expect("I-9: the kind was checked").clone();
                match computed.row.set {
                    Some(set) => set(self, object, value),
                    None => {
                        let (name, owner) = (name.to_string_lossy(), computed.owner.name(self));
                        Err(self.attribute_error(format!(
                            "attribute '{name}' of '{owner}' objects is not writable"
                        )))
                    }
                }
            }
            _ => {
                let descriptor_class = self.type_of(descriptor);
                let method = if deleting {
                    descriptor_class.special(self, |names| &names.__delete__)
                } else {
                    descriptor_class.special(self, |names| &names.__set__)
                };
                let Some(method) = method else {
                    return Err(self.attribute_error(if deleting { "__delete__" } else { "__set__" }));
                };
                if deleting {
                    self.call_special(method, descriptor, [object.clone()]).map(drop)
                } else {
                    self.call_special(method, descriptor, [object.clone(), value]).map(drop)
                }
            }
        }
    }

    /// `AttributeError` for an object without the attribute, with what suggestions need.
    #[cold]
    pub fn no_attribute(&mut self, object: &Value, name: &Obj<Str>) -> Raised {
        let text = name.to_string_lossy();
        let message = match object.as_ref() {
            Some(reference) if reference.kind() == Kind::Type => {
                let class = reference.downcast::<Type>().expect("I-9: the kind was checked").name(self);
                format!("type object '{class}' has no attribute '{text}'")
            }
            Some(reference) if reference.kind() == Kind::Module => {
                let module = reference.downcast::<Module>().expect("I-9: the kind was checked").clone();
                crate::objects::module_methods::no_attribute_text(self, &module, &text)
            }
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        crate::objects::exception_methods::attribute_error(self, message, object, name)
    }

    #[cold]
    fn cannot_set(&mut self, object: &Value, class: &Obj<Type>, name: &Obj<Str>, known: bool) -> Raised {
        let own_way = class.has_flags(self, TypeFlags::CUSTOM_SETATTR);
        let (class, text) = (class.name(self), name.to_string_lossy());
        if known {
            return self.attribute_error(format!("'{class}' object attribute '{text}' is read-only"));
        }
        let why = if own_way { "" } else { " and no __dict__ for setting new attributes" };
        let message = format!("'{class}' object has no attribute '{text}'{why}");
        crate::objects::exception_methods::attribute_error(self, message, object, name)
    }
}
