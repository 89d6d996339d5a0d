//! Items and lengths: `object[key]`, `len(object)`, `key in object`.

use crate::objects::exception::ExceptionKind;
use crate::objects::set::Set;
use crate::objects::set_table;
use crate::objects::slice::Slice;
use crate::objects::table::Plain;
use crate::objects::type_::TypeFlags;
use crate::objects::{Bytes, Dict, Kind, List, Str, Tuple, dict};
use crate::{Context, PyResult, Value};

impl Context {
    /// `object[key]` where that needs no Python code and finds something: an int index into a sequence, an int
    /// or `str` key of a dict.
    #[inline]
    pub(crate) fn plain_item(&self, object: &Value, key: &Value) -> Option<Value> {
        let reference = object.as_ref()?;
        let shape = reference.header().shape_ptr();
        if shape == self.shapes().dict {
            let table = &reference.downcast::<Dict>()?.get(self).table;
            return match table.find_plain(key) {
                Plain::At(at) => Some(table.value_at(at).clone()),
                Plain::Absent | Plain::Unknown => None,
            };
        }
        if shape == self.shapes().tuple
            && let Value::Int(index) = key
        {
            let items = reference.downcast::<Tuple>()?.items();
            return position(*index, items.len()).map(|at| items[at].clone());
        }
        if shape == self.shapes().str
            && let Value::Int(index) = key
        {
            let text = reference.downcast::<Str>().filter(|text| text.is_ascii())?;
            let byte = position(*index, text.char_count()).map(|at| text.items()[at])?;
            return Some(self.interp_ref().singletons.ascii[usize::from(byte)].value());
        }
        if let (Some(bytes), Value::Int(index)) = (reference.downcast::<Bytes>(), key)
            && !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
        {
            let items = bytes.items();
            return position(*index, items.len()).map(|at| Value::Int(i64::from(items[at])));
        }
        None
    }

    /// `object[key]`.
    pub fn get_item(&mut self, object: &Value, key: &Value) -> PyResult<Value> {
        if let Value::Ref(reference) = object {
            let shape = reference.header().shape_ptr();
            if shape == self.shapes().list
                && let (Some(list), Value::Int(index)) = (reference.downcast::<List>(), key)
            {
                let items = &list.get(self).items;
                return match position(*index, items.len()) {
                    Some(at) => Ok(items[at].clone()),
                    None => Err(self.index_error("list index out of range")),
                };
            }
            if shape == self.shapes().dict
                && let Some(dict) = reference.downcast::<Dict>()
            {
                let dict = dict.clone();
                return match dict::get(self, &dict, key)? {
                    Some(value) => Ok(value),
                    None => Err(self.key_error(key.clone())),
                };
            }
            if shape == self.shapes().tuple
                && let (Some(tuple), Value::Int(index)) = (reference.downcast::<Tuple>(), key)
            {
                return match position(*index, tuple.items().len()) {
                    Some(at) => Ok(tuple.items()[at].clone()),
                    None => Err(self.index_error("tuple index out of range")),
                };
            }
            if shape == self.shapes().str
                && let (Some(text), Value::Int(index)) = (reference.downcast::<Str>(), key)
            {
                return match position(*index, text.char_count()) {
                    Some(at) => Ok(self.char_at(&text.clone(), at)),
                    None => Err(self.index_error("string index out of range")),
                };
            }
        }
        if let Value::Ref(reference) = object
            && key.as_ref().is_some_and(|key| key.kind() == Kind::Slice)
        {
            let shape = reference.header().shape_ptr();
            if shape == self.shapes().list
                && let Some(list) = reference.downcast::<List>()
            {
                return crate::objects::list_slices::get_item(self, list.clone(), key.clone());
            }
            if shape == self.shapes().str
                && let Some(text) = reference.downcast::<Str>()
            {
                return crate::objects::str_methods::getitem(self, text.clone(), key.clone());
            }
        }
        self.get_item_by_method(object, key)
    }

    #[inline(never)]
    fn get_item_by_method(&mut self, object: &Value, key: &Value) -> PyResult<Value> {
        if let Some(result) = self.try_special(object, |names| &names.__getitem__, [key.clone()])? {
            return Ok(result);
        }
        if let Some(class) = object.as_ref().filter(|object| object.kind() == Kind::Type) {
            let name = self.names().__class_getitem__.clone();
            let class = Value::Ref(class.clone());
            if class.is(&self.types().type_.value()) {
                // `type` itself is generic in what it is the class of; its instances are not.
                return Ok(self.generic_alias(class, key.clone()));
            }
            if let Some(method) = self.attr_or_absent(&class, &name)? {
                return self.call(&method, std::slice::from_ref(key));
            }
            let class = class
                .as_ref()
                .and_then(|c| c.downcast::<crate::objects::Type>())
                .expect("I-9: a class")
                .name(self);
            return Err(self.type_error(format!("type '{class}' is not subscriptable")));
        }
        let name = self.type_name(object);
        Err(self.type_error(format!("'{name}' object is not subscriptable")))
    }

    /// `object[key] = value`.
    pub fn set_item(&mut self, object: &Value, key: Value, value: Value) -> PyResult<()> {
        if let Value::Ref(reference) = object {
            let shape = reference.header().shape_ptr();
            if shape == self.shapes().list
                && let (Some(list), Value::Int(index)) = (reference.downcast::<List>(), &key)
            {
                let items = &mut list.get_mut(self).items;
                return match position(*index, items.len()) {
                    Some(at) => {
                        let old = std::mem::replace(&mut items[at], value);
                        drop(old);
                        Ok(())
                    }
                    None => Err(self.index_error("list assignment index out of range")),
                };
            }
            if shape == self.shapes().dict
                && let Some(dict) = reference.downcast::<Dict>()
            {
                let dict = dict.clone();
                return dict::set(self, &dict, key, value);
            }
        }
        match self.try_special(object, |names| &names.__setitem__, [key, value])? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(object);
                Err(self.type_error(format!("'{name}' object does not support item assignment")))
            }
        }
    }

    /// `del object[key]`.
    pub fn delete_item(&mut self, object: &Value, key: &Value) -> PyResult<()> {
        match self.try_special(object, |names| &names.__delitem__, [key.clone()])? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(object);
                // What has anything of a container is asked as a sequence when the key is an index.
                let class = self.type_of(object);
                let is_container = !class.has_flags(self, TypeFlags::BUILTIN)
                    || class.special(self, |names| &names.__contains__).is_some();
                let verb = match self.try_index(key)? {
                    Some(_) if is_container => "doesn't",
                    _ => "does not",
                };
                Err(self.type_error(format!("'{name}' object {verb} support item deletion")))
            }
        }
    }

    /// The length of an exact builtin container, without a call.
    pub fn builtin_len(&self, value: &Value) -> Option<usize> {
        let object = value.as_ref()?;
        Some(match object.kind() {
            Kind::Str => object.downcast::<Str>()?.char_count(),
            Kind::Tuple => object.downcast::<Tuple>()?.items().len(),
            Kind::List => object.downcast::<List>()?.get(self).items.len(),
            Kind::Dict => object.downcast::<Dict>()?.get(self).table.len(),
            Kind::Set => object.downcast::<crate::objects::set::Set>()?.get(self).table.len(),
            _ => return None,
        })
    }

    /// `len(object)`.
    pub fn len(&mut self, object: &Value) -> PyResult<usize> {
        if let Some(reference) = object.as_ref()
            && !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
            && let Some(length) = self.builtin_len(object)
        {
            return Ok(length);
        }
        match self.try_special(object, |names| &names.__len__, [])? {
            None => {
                let name = self.type_name(object);
                Err(self.type_error(format!("object of type '{name}' has no len()")))
            }
            Some(length) => {
                let Some(number) = self.try_index(&length)? else {
                    let name = self.type_name(&length);
                    return Err(
                        self.type_error(format!("'{name}' object cannot be interpreted as an integer"))
                    );
                };
                match number.to_i64() {
                    Some(length) if length >= 0 => Ok(length as usize),
                    Some(_) => Err(self.value_error("__len__() should return >= 0")),
                    None if number.to_i64_clipped() < 0 => {
                        Err(self.value_error("__len__() should return >= 0"))
                    }
                    None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
                }
            }
        }
    }

    /// `item in container` where that needs no Python code: an int or `str` in a dict or set.
    #[inline]
    pub(crate) fn plain_contains(&self, container: &Value, item: &Value) -> Option<bool> {
        let reference = container.as_ref()?;
        if let Some(set) = reference.downcast::<Set>() {
            if reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED) {
                return None;
            }
            let hash = match item {
                Value::Int(number) => text::hash::hash_i64(*number) as u64,
                Value::Ref(object) if object.header().shape_ptr() == self.shapes().str => {
                    object.downcast::<Str>()?.hash()
                }
                _ => return None,
            };
            return match set.get(self).table.find(hash, item) {
                set_table::Found::At(_) => Some(true),
                set_table::Found::Absent => Some(false),
                set_table::Found::Ask(_) => None,
            };
        }
        if reference.header().shape_ptr() != self.shapes().dict {
            return None;
        }
        match reference.downcast::<Dict>()?.get(self).table.find_plain(item) {
            Plain::At(_) => Some(true),
            Plain::Absent => Some(false),
            Plain::Unknown => None,
        }
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        if let Some(answer) = self.plain_contains(container, item) {
            return Ok(answer);
        }
        let class = self.type_of(container);
        if let Value::Ref(reference) = container
            && let Some(dict) = reference.downcast::<Dict>()
            && reference.header().shape_ptr() == self.shapes().dict
        {
            let dict = dict.clone();
            return Ok(dict::get(self, &dict, item)?.is_some());
        }
        match class.special(self, |names| &names.__contains__) {
            Some(Value::None) => {
                let name = class.name(self);
                Err(self.type_error(format!("'{name}' object is not a container")))
            }
            Some(method) => {
                let result = self.call_special(method, container, [item.clone()])?;
                self.truth(&result)
            }
            None => {
                let iterator = match self.try_iter(container) {
                    Ok(Some(iterator)) => iterator,
                    Err(raised) if !self.is_exception(&raised, ExceptionKind::TypeError) => {
                        return Err(raised);
                    }
                    Ok(None) | Err(_) => {
                        let name = class.name(self);
                        return Err(self.type_error(format!(
                            "argument of type '{name}' is not a container or iterable"
                        )));
                    }
                };
                while let Some(next) = self.next(&iterator)? {
                    if self.equal(&next, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// The one-character string at a position.
    pub fn char_at(&mut self, text: &crate::Obj<Str>, at: usize) -> Value {
        if text.is_ascii() {
            return self.interp_ref().singletons.ascii[usize::from(text.items()[at])].value();
        }
        self.new_wtf8(text.slice(at, at + 1)).into()
    }

    /// The index that a subscript means for a sequence of `length` items: an int, or anything with
    /// `__index__`. `what` completes the message for other keys.
    pub fn sequence_index(&mut self, key: &Value, length: usize, what: &str) -> PyResult<Subscript> {
        if let Value::Int(index) = key {
            return Ok(Subscript::Index(position(*index, length)));
        }
        if let Some(slice) = key.as_ref().and_then(|key| key.downcast::<Slice>()) {
            let slice = slice.clone();
            return Ok(Subscript::Slice(slice));
        }
        match self.try_index(key)? {
            Some(number) => match number.to_i64() {
                Some(index) => Ok(Subscript::Index(position(index, length))),
                None => {
                    let name = self.type_name(key);
                    Err(self.index_error(format!("cannot fit '{name}' into an index-sized integer")))
                }
            },
            None => {
                let name = self.type_name(key);
                Err(self.type_error(format!("{what} indices must be integers or slices, not {name}")))
            }
        }
    }
}

/// What a subscript of a sequence means.
pub enum Subscript {
    /// One item, if it is inside.
    Index(Option<usize>),
    /// Several.
    Slice(crate::Obj<Slice>),
}

/// The position of a possibly negative index.
#[inline(always)]
pub fn position(index: i64, length: usize) -> Option<usize> {
    let at = if index < 0 { index + length as i64 } else { index };
    (at >= 0 && (at as usize) < length).then_some(at as usize)
}
