//! Iteration: `iter`, `next`, and going over any iterable from Rust.

use crate::heap::Obj;
use crate::objects::adaptors::Adaptor;
use crate::objects::bytearray::ByteArray;
use crate::objects::bytes::ByteString;
use crate::objects::dict::Face;
use crate::objects::exception::ExceptionKind;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::range::{self, Range};
use crate::objects::set::Set;
use crate::objects::{Bytes, Dict, Generator, Kind, List, Str, Tuple, Type};
use crate::{Context, PyResult, Value};

impl Context {
    /// `iter(object)`.
    pub fn iter(&mut self, object: &Value) -> PyResult<Value> {
        match self.try_iter(object)? {
            Some(iterator) => Ok(iterator),
            None => {
                let name = self.type_name(object);
                Err(self.type_error(format!("'{name}' object is not iterable")))
            }
        }
    }

    /// `iter(object)`; `None` when the object is not iterable.
    pub fn try_iter(&mut self, object: &Value) -> PyResult<Option<Value>> {
        if let Value::Ref(reference) = object {
            if !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
                && let Some(iterator) = self.builtin_iter(object)
            {
                return Ok(Some(iterator));
            }
            if matches!(reference.kind(), Kind::Generator | Kind::Iterator)
                && !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED)
            {
                return Ok(Some(object.clone()));
            }
        }
        let class = self.type_of(object);
        if let Some(method) = class.special(self, |names| &names.__iter__) {
            if method.is_none() {
                let name = class.name(self);
                return Err(self.type_error(format!("'{name}' object is not iterable")));
            }
            let iterator = self.call_special(method, object, [])?;
            let iterator_class = self.type_of(&iterator);
            if iterator_class.special(self, |names| &names.__next__).is_none() {
                let name = iterator_class.name(self);
                return Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")));
            }
            return Ok(Some(iterator));
        }
        if self.has_positions(&class) {
            let iterator = BuiltinIterator::Sequence { object: object.clone(), next: 0, step: 1 };
            return Ok(Some(self.new_iterator(iterator)));
        }
        Ok(None)
    }

    /// Whether one goes through objects of the class by their positions, though they do not say how to. What is
    /// subscripted by code of ours is a mapping, or has an iterator of its own.
    pub fn has_positions(&mut self, class: &Obj<Type>) -> bool {
        let method = class.special(self, |names| &names.__getitem__);
        let native =
            method.as_ref().and_then(Value::as_ref).is_some_and(|method| method.kind() == Kind::Native);
        let kind = class.get(self).kind;
        method.is_some() && kind != Kind::Dict && !(native && kind == Kind::Extension)
    }

    /// The iterator over an object with a builtin payload, as the builtin type makes it.
    pub fn builtin_iter(&mut self, object: &Value) -> Option<Value> {
        let reference = object.as_ref()?;
        let iterator = match reference.kind() {
            Kind::List => BuiltinIterator::List { list: reference.downcast::<List>()?.clone(), next: 0 },
            Kind::Tuple => BuiltinIterator::Tuple { tuple: reference.downcast::<Tuple>()?.clone(), next: 0 },
            Kind::Str => BuiltinIterator::Str { text: reference.downcast::<Str>()?.clone(), offset: 0 },
            Kind::Bytes => BuiltinIterator::Bytes { bytes: reference.downcast::<Bytes>()?.clone(), next: 0 },
            Kind::ByteArray => {
                BuiltinIterator::ByteArray { array: reference.downcast::<ByteArray>()?.clone(), next: 0 }
            }
            Kind::Range => match &**reference.downcast::<Range>()? {
                Range::Small { start, stop, step } => BuiltinIterator::Range {
                    next: *start,
                    step: *step,
                    left: range::length(*start, *stop, *step),
                },
                Range::Big { .. } => {
                    crate::objects::range_methods::big_iterator(reference.downcast::<Range>()?)
                }
            },
            Kind::Set => {
                let set = reference.downcast::<Set>()?.clone();
                let size = set.get(self).table.len();
                BuiltinIterator::Set { set, next: 0, size, left: size }
            }
            Kind::Dict => self.dict_iterator(&reference.downcast::<Dict>()?.clone(), Face::Keys, false),
            Kind::DictView => {
                let view = reference.downcast::<crate::objects::dict::DictView>()?.get(self);
                let (dict, face) = (view.dict.clone(), view.face);
                self.dict_iterator(&dict, face, false)
            }
            _ => return None,
        };
        Some(self.new_iterator(iterator))
    }

    /// An iterator over a dict.
    pub fn dict_iterator(&self, dict: &Obj<Dict>, face: Face, reversed: bool) -> BuiltinIterator {
        let table = &dict.get(self).table;
        let next = if reversed { table.entries().len() } else { 0 };
        BuiltinIterator::Dict {
            dict: dict.clone(),
            next,
            size: table.len(),
            left: table.len(),
            face,
            reversed,
        }
    }

    /// An iterator object.
    pub fn new_iterator(&mut self, iterator: BuiltinIterator) -> Value {
        let types = self.types();
        let class: &Obj<Type> = match &iterator {
            BuiltinIterator::List { .. } => &types.list_iterator,
            BuiltinIterator::ListReverse { .. } => &types.list_reverse_iterator,
            BuiltinIterator::Tuple { .. } => &types.tuple_iterator,
            BuiltinIterator::Range { .. } => &types.range_iterator,
            BuiltinIterator::BigRange { .. } => &types.long_range_iterator,
            BuiltinIterator::Set { .. } => &types.set_iterator,
            BuiltinIterator::Adaptor(adaptor) => match adaptor {
                Adaptor::Enumerate { .. } => &types.enumerate,
                Adaptor::Zip { .. } => &types.zip,
                Adaptor::Map { .. } => &types.map,
                Adaptor::Filter { .. } => &types.filter,
            },
            BuiltinIterator::Sequence { step: -1, .. } => &types.reversed,
            BuiltinIterator::Str { text, .. } if text.is_ascii() => &types.str_ascii_iterator,
            BuiltinIterator::Str { .. } => &types.str_iterator,
            BuiltinIterator::Bytes { .. } => &types.bytes_iterator,
            BuiltinIterator::ByteArray { .. } => &types.bytearray_iterator,
            BuiltinIterator::Sequence { object: Value::Ref(object), .. }
                if object.kind() == Kind::MemoryView =>
            {
                &types.memory_iterator
            }
            BuiltinIterator::Dict { face, reversed, .. } => match (face, reversed) {
                (Face::Keys, false) => &types.dict_key_iterator,
                (Face::Values, false) => &types.dict_value_iterator,
                (Face::Items, false) => &types.dict_item_iterator,
                (Face::Keys, true) => &types.dict_reverse_key_iterator,
                (Face::Values, true) => &types.dict_reverse_value_iterator,
                (Face::Items, true) => &types.dict_reverse_item_iterator,
            },
            BuiltinIterator::Callable { .. } => &types.callable_iterator,
            BuiltinIterator::Sequence { .. } | BuiltinIterator::Done => &types.sequence_iterator,
        };
        let shape = class.root_shape(self);
        self.heap().alloc(shape, iterator).into()
    }

    /// The next item, or `None` at the end.
    #[inline]
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        self.free_point()?;
        if let Value::Ref(reference) = iterator {
            match reference.kind() {
                Kind::Iterator if !reference.header().has_flags(crate::heap::ObjectFlags::EXTENDED) => {
                    let iterator =
                        reference.downcast::<BuiltinIterator>().expect("I-9: the kind was checked");
                    return self.next_builtin(iterator);
                }
                Kind::Generator => {
                    let generator =
                        reference.downcast::<Generator>().expect("I-9: the kind was checked").clone();
                    return self.generator_next(&generator);
                }
                Kind::Extension => {
                    if let Some(next) = crate::heap::extension::next_of(reference) {
                        return next(self, reference);
                    }
                }
                _ => {}
            }
        }
        self.next_by_method(iterator)
    }

    #[inline(never)]
    fn next_by_method(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        match self.try_special(iterator, |names| &names.__next__, []) {
            Ok(Some(item)) => Ok(Some(item)),
            Ok(None) => {
                let name = self.type_name(iterator);
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
            Err(raised) if self.is_exception(&raised, ExceptionKind::StopIteration) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// The next item of a builtin iterator.
    pub fn next_builtin(&mut self, iterator: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
        let state = iterator.get_mut(self);
        match state {
            BuiltinIterator::Range { next, step, left } => {
                if *left == 0 {
                    return Ok(None);
                }
                let item = *next;
                *left -= 1;
                *next = next.wrapping_add(*step);
                Ok(Some(Value::Int(item)))
            }
            BuiltinIterator::List { list, next } => {
                let (list, at) = (list.clone(), *next);
                *next += 1;
                match list.get(self).items.get(at) {
                    Some(item) => Ok(Some(item.clone())),
                    None => Ok(self.exhaust(iterator)),
                }
            }
            BuiltinIterator::ListReverse { list, next } => {
                let (list, at) = (list.clone(), *next);
                *next = at.saturating_sub(1);
                match at.checked_sub(1).and_then(|at| list.get(self).items.get(at)) {
                    Some(item) => Ok(Some(item.clone())),
                    None => Ok(self.exhaust(iterator)),
                }
            }
            BuiltinIterator::Tuple { tuple, next } => match tuple.items().get(*next) {
                Some(item) => {
                    *next += 1;
                    Ok(Some(item.clone()))
                }
                None => Ok(self.exhaust(iterator)),
            },
            BuiltinIterator::Str { text, offset } => {
                let (text, at) = (text.clone(), *offset);
                let Some(first) = text.items().get(at) else { return Ok(self.exhaust(iterator)) };
                let width = match first {
                    0..0x80 => 1,
                    0x80..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
                *offset += width;
                if width == 1 {
                    return Ok(Some(self.interp_ref().singletons.ascii[usize::from(*first)].value()));
                }
                Ok(Some(self.new_wtf8(text.wtf8().slice_bytes(at, at + width)).into()))
            }
            BuiltinIterator::Bytes { bytes, next } => match bytes.items().get(*next) {
                Some(byte) => {
                    *next += 1;
                    Ok(Some(Value::Int(i64::from(*byte))))
                }
                None => Ok(self.exhaust(iterator)),
            },
            BuiltinIterator::ByteArray { array, next } => {
                let (array, at) = (array.clone(), *next);
                *next += 1;
                match ByteArray::view(&array, self).get(at) {
                    Some(byte) => Ok(Some(Value::Int(i64::from(*byte)))),
                    None => Ok(self.exhaust(iterator)),
                }
            }
            BuiltinIterator::Dict { .. } => self.next_of_dict(iterator),
            BuiltinIterator::Set { .. } => self.next_of_set(iterator),
            BuiltinIterator::Adaptor(_) => match crate::objects::adaptors::next(self, iterator) {
                // What the function of a `map` raises ends the iteration, as in any `__next__`.
                Err(raised) if self.is_exception(&raised, ExceptionKind::StopIteration) => Ok(None),
                item => item,
            },
            BuiltinIterator::BigRange { .. } => crate::objects::range_methods::next_big(self, iterator),
            BuiltinIterator::Callable { callable, sentinel } => {
                let (callable, sentinel) = (callable.clone(), sentinel.clone());
                let item = match self.call(&callable, &[]) {
                    Ok(item) => item,
                    Err(raised) if self.is_exception(&raised, ExceptionKind::StopIteration) => {
                        return Ok(self.exhaust(iterator));
                    }
                    Err(raised) => return Err(raised),
                };
                if self.equal(&item, &sentinel)? { Ok(self.exhaust(iterator)) } else { Ok(Some(item)) }
            }
            BuiltinIterator::Sequence { object, next, step } => {
                let (object, at, step) = (object.clone(), *next, *step);
                if at < 0 {
                    return Ok(self.exhaust(iterator));
                }
                match self.get_item(&object, &Value::Int(at)) {
                    Ok(item) => {
                        if let BuiltinIterator::Sequence { next, .. } = iterator.get_mut(self) {
                            *next = at + step;
                        }
                        Ok(Some(item))
                    }
                    Err(raised)
                        if self.is_exception(&raised, ExceptionKind::IndexError)
                            || self.is_exception(&raised, ExceptionKind::StopIteration) =>
                    {
                        Ok(self.exhaust(iterator))
                    }
                    Err(raised) => Err(raised),
                }
            }
            BuiltinIterator::Done => Ok(None),
        }
    }

    fn exhaust(&mut self, iterator: &Obj<BuiltinIterator>) -> Option<Value> {
        let old = std::mem::replace(iterator.get_mut(self), BuiltinIterator::Done);
        drop(old);
        None
    }

    fn next_of_dict(&mut self, iterator: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
        let BuiltinIterator::Dict { dict, next, size, left, face, reversed } = iterator.get(self) else {
            return Ok(None);
        };
        let (dict, mut at, size, left, face, reversed) =
            (dict.clone(), *next, *size, *left, *face, *reversed);
        let table = &dict.get(self).table;
        if table.len() != size {
            if let BuiltinIterator::Dict { size, .. } = iterator.get_mut(self) {
                // As in CPython, the iterator stays broken.
                *size = usize::MAX;
            }
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        let found = loop {
            let entry = if reversed {
                if at == 0 {
                    break None;
                }
                at -= 1;
                table.entries().get(at)
            } else {
                let entry = table.entries().get(at);
                at += 1;
                match entry {
                    None => break None,
                    entry => entry,
                }
            };
            if let Some(entry) = entry
                && !entry.key.is_empty()
            {
                break Some((entry.key.clone(), entry.value.clone()));
            }
        };
        let Some((key, value)) = found else { return Ok(self.exhaust(iterator)) };
        if left == 0 {
            return Err(self.runtime_error("dictionary keys changed during iteration"));
        }
        if let BuiltinIterator::Dict { next, left, .. } = iterator.get_mut(self) {
            *next = at;
            *left -= 1;
        }
        Ok(Some(match face {
            Face::Keys => key,
            Face::Values => value,
            Face::Items => self.tuple_value(vec![key, value]),
        }))
    }

    fn next_of_set(&mut self, iterator: &Obj<BuiltinIterator>) -> PyResult<Option<Value>> {
        let BuiltinIterator::Set { set, next, size, .. } = iterator.get(self) else { return Ok(None) };
        if set.get(self).table.len() != *size {
            if let BuiltinIterator::Set { size, .. } = iterator.get_mut(self) {
                // As in CPython, the iterator stays broken.
                *size = usize::MAX;
            }
            return Err(self.runtime_error("Set changed size during iteration"));
        }
        let Some((_, key, at)) = crate::objects::set::next_key(self, set, *next) else {
            return Ok(self.exhaust(iterator));
        };
        if let BuiltinIterator::Set { next, left, .. } = iterator.get_mut(self) {
            *next = at;
            *left = left.saturating_sub(1);
        }
        Ok(Some(key))
    }

    /// The items of any iterable, in a vector.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Value::Ref(reference) = iterable {
            let shape = reference.header().shape_ptr();
            if shape == self.shapes().list
                && let Some(list) = reference.downcast::<List>()
            {
                return Ok(list.get(self).items.clone());
            }
            if shape == self.shapes().tuple
                && let Some(tuple) = reference.downcast::<Tuple>()
            {
                return Ok(tuple.items().to_vec());
            }
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            items.push(item);
        }
        Ok(items)
    }
}
