//! Instances of classes written in Python, and where their attributes are kept.
//!
//! ```text
//! header │ spill │ len │ slot 0 │ slot 1 │ …        the shape says which attribute slot i is
//!            └──────────────▶ values beyond the inline slots, or the instance dict
//! ```
//!
//! Attributes live in slots while nobody asks for `__dict__`. From then on the instance is in *dict mode*: its
//! shape says so, and the dict is the only home of the attributes. An object with another payload (a subclass of
//! `list`, an exception) keeps all its slots in the [`Attrs`] behind the payload.

use crate::heap::{Attrs, Head, Obj, Payload, Ref, Tail, Visitor};
use crate::objects::table::Table;
use crate::objects::{Dict, Kind, Str, Type};
use crate::shape::{MOST_SLOTS, Shape};
use crate::{Context, Value};

/// Most attributes kept in the object itself.
pub const MOST_INLINE: usize = 24;

/// What an instance has beside its inline slots.
#[derive(Default)]
pub struct InstanceHead {
    /// Values beyond the inline slots, or the dict.
    pub spill: Option<Box<Attrs>>,
}

impl Head for InstanceHead {}

/// An instance.
pub type Instance = Tail<InstanceHead, Value>;

impl Payload for Instance {
    const KIND: Kind = Kind::Instance;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items().iter().for_each(&mut *visit);
        if let Some(spill) = &self.spill {
            spill.values.iter().for_each(&mut *visit);
            visit(&spill.dict);
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.items_mut().iter_mut().map(Value::take));
        if let Some(mut spill) = self.spill.take() {
            out.append(&mut spill.values);
            out.push(spill.dict.take());
        }
    }
}

impl Context {
    /// A fresh instance of a class without a builtin layout.
    #[inline]
    pub fn new_instance(&mut self, class: &Obj<Type>) -> Obj<Instance> {
        let payload = class.get(self);
        let shape = std::ptr::NonNull::from(&*payload.root);
        let slots = usize::from(payload.inline_slots).max(payload.root.len());
        let empty = std::iter::repeat_n((), slots).map(|()| Value::Empty);
        self.heap().alloc_tail(shape, InstanceHead::default(), slots, false, empty)
    }
}

/// The value in a slot.
#[inline]
pub fn slot<'a>(cx: &'a Context, object: &'a Ref, slot: usize) -> &'a Value {
    if let Some(instance) = object.downcast::<Instance>() {
        let instance = instance.get(cx);
        if let Some(value) = instance.items().get(slot) {
            return value;
        }
        let beyond = slot - instance.items().len();
        return instance.spill.as_ref().and_then(|spill| spill.values.get(beyond)).unwrap_or(&Value::Empty);
    }
    object.attrs(cx).and_then(|attrs| attrs.values.get(slot)).unwrap_or(&Value::Empty)
}

/// Puts a value in a slot and returns what was there.
pub fn set_slot(cx: &mut Context, object: &Ref, slot: usize, value: Value) -> Value {
    fn put(values: &mut Vec<Value>, index: usize, value: Value) -> Value {
        if values.len() <= index {
            values.resize_with(index + 1, Value::default);
        }
        std::mem::replace(&mut values[index], value)
    }
    if let Some(instance) = object.downcast::<Instance>() {
        let instance = instance.get_mut(cx);
        let inline = instance.items().len();
        if slot < inline {
            return std::mem::replace(&mut instance.items_mut()[slot], value);
        }
        return put(&mut instance.spill.get_or_insert_default().values, slot - inline, value);
    }
    match object.attrs_mut(cx) {
        Some(attrs) => put(&mut attrs.values, slot, value),
        None => Value::Empty,
    }
}

/// The instance dict of an object in dict mode.
pub fn mode_dict<'a>(cx: &'a Context, object: &'a Ref) -> Option<&'a Obj<Dict>> {
    let attrs = match object.downcast::<Instance>() {
        Some(instance) => instance.get(cx).spill.as_deref(),
        None => object.attrs(cx),
    };
    attrs.and_then(|attrs| attrs.dict.as_ref()).and_then(|dict| dict.downcast::<Dict>())
}

/// An attribute kept in the object itself (not in its class).
pub fn get_own(cx: &Context, object: &Ref, name: &Obj<Str>) -> Option<Value> {
    let shape = object.header().shape();
    if shape.has(Shape::DICT_MODE) {
        return mode_dict(cx, object).and_then(|dict| dict.get(cx).table.get_str(name)).cloned();
    }
    let index = shape.slot_of(name)?;
    slot(cx, object, index).clone().into_option()
}

/// Sets an attribute in the object itself. `Err` gives the value back when the object has no room for
/// attributes of its own.
pub fn set_own(cx: &mut Context, object: &Ref, name: &Obj<Str>, value: Value) -> Result<(), Value> {
    let shape = object.header().shape();
    if shape.has(Shape::DICT_MODE) {
        let Some(dict) = mode_dict(cx, object).cloned() else { return Err(value) };
        super::dict::set_str(cx, &dict, name, value);
        return Ok(());
    }
    let index = match shape.slot_of(name) {
        Some(index) => index,
        None if shape.has(Shape::CLOSED) => return Err(value),
        None if shape.len() >= MOST_SLOTS => {
            let dict = dict_of(cx, object).ok_or(Value::Empty)?;
            super::dict::set_str(cx, &dict, name, value);
            return Ok(());
        }
        None => {
            let class = shape.class().clone();
            let index = shape.len();
            let name = cx.intern_obj(name);
            let next = class.extend_shape(cx, object.header().shape_ptr(), &name);
            object.header().set_shape(next);
            index
        }
    };
    let old = set_slot(cx, object, index, value);
    drop(old);
    Ok(())
}

/// Deletes an attribute of the object itself; says whether it was there.
pub fn delete_own(cx: &mut Context, object: &Ref, name: &Obj<Str>) -> bool {
    let shape = object.header().shape();
    if !shape.has(Shape::DICT_MODE) {
        // A shape has no holes: from here on the instance keeps a dict.
        match shape.slot_of(name) {
            Some(index) if !slot(cx, object, index).is_empty() => {}
            _ => return false,
        }
    }
    let Some(dict) = dict_of(cx, object) else { return false };
    super::dict::remove_str(cx, &dict, name).is_some()
}

/// The instance dict; made, and the attributes moved into it, when it is asked for the first time.
pub fn dict_of(cx: &mut Context, object: &Ref) -> Option<Obj<Dict>> {
    let shape = object.header().shape();
    if shape.has(Shape::DICT_MODE) {
        return mode_dict(cx, object).cloned();
    }
    if shape.has(Shape::CLOSED) {
        return None;
    }
    let mut table = Table::default();
    let hidden = shape.hidden();
    for (index, name) in shape.names().to_vec().into_iter().enumerate() {
        let value = set_slot(cx, object, hidden + index, Value::Empty);
        if !value.is_empty() {
            table.insert_str(&name, value);
        }
    }
    let dict = cx.new_dict(table);
    set_dict(cx, object, dict.clone());
    Some(dict)
}

/// Makes `dict` the home of the object's attributes.
pub fn set_dict(cx: &mut Context, object: &Ref, dict: Obj<Dict>) {
    let class = object.header().shape().class().clone();
    let shape = std::ptr::NonNull::from(&*class.get(cx).dict_shape);
    object.header().set_shape(shape);
    let old = match object.downcast::<Instance>() {
        Some(instance) => {
            let spill = instance.get_mut(cx).spill.get_or_insert_default();
            std::mem::replace(&mut spill.dict, dict.into())
        }
        None => match object.attrs_mut(cx) {
            Some(attrs) => std::mem::replace(&mut attrs.dict, dict.into()),
            None => Value::Empty,
        },
    };
    drop(old);
}
