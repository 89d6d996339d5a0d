//! Attributes and items in the eval loop: the general ways, and when to specialise.

use std::ptr::NonNull;

use bytecode::{Instr, Op};

use super::Window;
use crate::heap::Obj;
use crate::objects::code::{SLOT, SiteCache};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Module, Native, Str, Type, instance};
use crate::shape::Shape;
use crate::{Context, PyResult, Value};

/// Failures after which a site is no longer specialised.
const MOST_MISSES: u32 = 32;

/// `LOAD_ATTR` in all its forms but the fastest.
#[inline(never)]
pub(super) fn load(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    if let Value::Ref(reference) = &object {
        match i.op {
            Op::LoadAttrClass if reference.header().shape().version() == cache.version.get() => {
                // SAFETY: the version is current, so the class still has what was found.
                let value = unsafe { cache.value.get() };
                window.set(cx, i.a, value);
                drop(object);
                cx.settle();
                return Ok(());
            }
            Op::LoadAttrModule => {
                if let Some(module) = reference.downcast::<Module>() {
                    let table = &module.get(cx).dict.get(cx).table;
                    if table.current_keys_version() == cache.version.get() {
                        let value = table.value_at(cache.index.get() as usize).clone();
                        window.set(cx, i.a, value);
                        return Ok(());
                    }
                }
            }
            _ => {}
        }
        specialise_load(cx, Value::Ref(reference.clone()), cache);
    }
    let value = cx.get_attr(&object, &cache.name)?;
    window.set(cx, i.a, value);
    drop(object);
    cx.settle();
    Ok(())
}

fn specialise_load(cx: &mut Context, object: Value, cache: &SiteCache) {
    if cache.misses.get() > MOST_MISSES {
        return;
    }
    cache.misses.set(cache.misses.get() + 1);
    let Value::Ref(reference) = &object else { return };
    if let Some(module) = reference.downcast::<Module>() {
        let dict = module.get(cx).dict.clone();
        let plain = module.as_object().header().shape().class().is(&cx.types().module);
        if plain && let Some(at) = dict.get(cx).table.find_str(&cache.name) {
            cache.version.set(cx.keys_version(&dict));
            cache.index.set(at as u32);
            cx.specialise(Op::LoadAttrModule);
        }
        return;
    }
    let shape = reference.header().shape();
    let class = shape.class().clone();
    let flags = class.get(cx).flags;
    if flags & (TypeFlags::CUSTOM_GETATTRIBUTE | TypeFlags::HAS_GETATTR) != 0
        || matches!(reference.kind(), Kind::Type | Kind::Super | Kind::Function)
    {
        return;
    }
    let on_class = class.lookup(cx, &cache.name);
    if let Some(found) = &on_class
        && cx.is_data_descriptor(found)
    {
        return;
    }
    match shape.slot_of(&cache.name) {
        Some(slot) if reference.kind() == Kind::Instance => {
            cache.version.set(shape.version());
            cache.index.set(slot as u32);
            cx.specialise(Op::LoadAttrSlot);
        }
        Some(_) => {}
        None => {
            if let Some(found) = on_class
                && !shape.has(Shape::DICT_MODE)
                && is_plain_class_value(&found)
            {
                cache.version.set(shape.version());
                cache.value.set(&found);
                cx.specialise(Op::LoadAttrClass);
            }
        }
    }
}

/// Whether reading a class attribute through an instance gives it unchanged.
fn is_plain_class_value(value: &Value) -> bool {
    match value {
        Value::Ref(object) => {
            matches!(
                object.kind(),
                Kind::Str | Kind::Tuple | Kind::List | Kind::Dict | Kind::Int | Kind::Float
            )
        }
        _ => true,
    }
}

/// `LOAD_METHOD`.
#[inline(never)]
pub(super) fn load_method(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    if i.op == Op::LoadMethodModule
        && let Some(module) = object.as_ref().and_then(|object| object.downcast::<Module>())
    {
        let table = &module.get(cx).dict.get(cx).table;
        if table.current_keys_version() == cache.version.get() {
            let value = table.value_at(cache.index.get() as usize).clone();
            put_callable(window, i.a, value);
            return Ok(());
        }
    }
    match method_of_class(cx, &object, &cache.name) {
        Some(method) => {
            let shape = object.as_ref().map(|object| object.header().shape());
            if let Some(shape) = shape
                && cache.misses.get() <= MOST_MISSES
            {
                cache.misses.set(cache.misses.get() + 1);
                cache.version.set(shape.version());
                cache.value.set(&method);
                cx.specialise(Op::LoadMethodClass);
            }
            window.put(i.a, method);
            window.put(i.a + SLOT, object);
        }
        None => {
            if let Some(module) = object.as_ref().and_then(|object| object.downcast::<Module>()) {
                let dict = module.get(cx).dict.clone();
                if cache.misses.get() <= MOST_MISSES
                    && module.as_object().header().shape().class().is(&cx.types().module)
                    && let Some(at) = dict.get(cx).table.find_str(&cache.name)
                {
                    cache.misses.set(cache.misses.get() + 1);
                    cache.version.set(cx.keys_version(&dict));
                    cache.index.set(at as u32);
                    cx.specialise(Op::LoadMethodModule);
                }
            }
            let value = cx.get_attr(&object, &cache.name)?;
            put_callable(window, i.a, value);
            drop(object);
            cx.settle();
        }
    }
    Ok(())
}

/// Leaves a callable that takes no instance as a pair.
pub(super) fn put_callable(window: Window, offset: u16, callable: Value) {
    window.put(offset, Value::Empty);
    window.put(offset + SLOT, callable);
}

/// The function that `object.name` would bind, when it would bind a function of the class and nothing in the
/// object itself hides it.
pub(super) fn method_of_class(cx: &mut Context, object: &Value, name: &Obj<Str>) -> Option<Value> {
    let class = cx.type_of(object);
    let flags = class.get(cx).flags;
    if flags & (TypeFlags::CUSTOM_GETATTRIBUTE | TypeFlags::HAS_GETATTR) != 0 {
        return None;
    }
    let found = class.lookup(cx, name)?;
    if !binds_first_argument(&found) {
        return None;
    }
    match object {
        Value::Ref(reference) => match reference.kind() {
            Kind::Type | Kind::Super | Kind::Module | Kind::Function => None,
            _ => {
                let shape = reference.header().shape();
                let hidden = shape.has(Shape::DICT_MODE) || shape.slot_of(name).is_some();
                if shape.has(Shape::DICT_MODE) && instance::get_own(cx, reference, name).is_none() {
                    // Right now nothing hides it, but the dict may change without the shape: not cacheable.
                    return None;
                }
                (!hidden).then_some(found)
            }
        },
        _ => Some(found),
    }
}

fn binds_first_argument(attribute: &Value) -> bool {
    match attribute {
        Value::Ref(object) => match object.kind() {
            Kind::Function => true,
            Kind::Native => object.downcast::<Native>().is_some_and(|native| native.is_unbound_method()),
            _ => false,
        },
        _ => false,
    }
}

/// `STORE_ATTR`.
#[inline(never)]
pub(super) fn store(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let value = window.operand(cx, i.a)?;
    let object = window.operand(cx, i.b)?;
    if let Value::Ref(reference) = &object {
        if i.op == Op::StoreAttrAdd
            && reference.header().shape().version() == cache.version.get()
            && let Some(target) = reference.downcast::<crate::objects::Instance>()
        {
            // The next shape belongs to the same class, which is alive; the version says that nothing changed.
            let next = next_shape(cx, reference.header().shape(), cache);
            if let Some(next) = next {
                reference.header().set_shape(next);
                let at = cache.index.get() as usize;
                if let Some(slot) = target.get_mut(cx).items_mut().get_mut(at) {
                    *slot = value;
                } else {
                    instance::set_slot(cx, reference, at, value);
                }
                drop(object);
                cx.settle();
                return Ok(());
            }
        }
        if specialise_store(cx, &object, cache) {
            instance::set_own(cx, reference, &cache.name, value)
                .map_err(drop)
                .expect("I-9: the shape was found open to new attributes");
            drop(object);
            cx.settle();
            return Ok(());
        }
    }
    cx.set_attr(&object, &cache.name, value)?;
    drop(object);
    cx.settle();
    Ok(())
}

fn next_shape(_cx: &Context, shape: &Shape, cache: &SiteCache) -> Option<NonNull<Shape>> {
    shape.transition(&cache.name)
}

/// Learns how an attribute is stored; says whether it is a plain store in the object itself.
fn specialise_store(cx: &mut Context, object: &Value, cache: &SiteCache) -> bool {
    let Value::Ref(reference) = object else { return false };
    if reference.kind() != Kind::Instance || cache.misses.get() > MOST_MISSES {
        return false;
    }
    cache.misses.set(cache.misses.get() + 1);
    let shape = reference.header().shape();
    let class = shape.class().clone();
    if class.has_flags(cx, TypeFlags::CUSTOM_SETATTR)
        || shape.has(Shape::DICT_MODE)
        || shape.has(Shape::CLOSED)
    {
        return false;
    }
    if let Some(found) = class.lookup(cx, &cache.name)
        && cx.is_data_descriptor(&found)
    {
        return false;
    }
    match shape.slot_of(&cache.name) {
        Some(slot) => {
            cache.version.set(shape.version());
            cache.index.set(slot as u32);
            cx.specialise(Op::StoreAttrSlot);
        }
        None => {
            if shape.len() >= crate::shape::MOST_SLOTS {
                return false;
            }
            cache.version.set(shape.version());
            cache.index.set(shape.len() as u32);
            cx.specialise(Op::StoreAttrAdd);
        }
    }
    true
}

/// `DELETE_ATTR`.
#[inline(never)]
pub(super) fn delete(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let object = window.operand(cx, i.a)?;
    cx.delete_attr(&object, &cache.name)?;
    drop(object);
    cx.settle();
    Ok(())
}

/// The parts of `super(class, object).name` in the window.
fn super_parts(window: Window, offset: u16) -> (Value, Value, Value) {
    (window.take(offset), window.take(offset + SLOT), window.take(offset + 2 * SLOT))
}

/// The attribute that `super(class, object)` finds, with no descriptor applied: when `callable` is the builtin
/// `super`, the arguments are an instance and one of its classes, and the attribute is there.
fn super_lookup(
    cx: &mut Context,
    callable: &Value,
    class: &Value,
    object: &Value,
    name: &Obj<Str>,
) -> Option<Value> {
    if !callable.as_ref()?.is(cx.types().super_.as_object()) {
        return None;
    }
    let class = class.as_ref()?.downcast::<Type>()?.clone();
    let object_class = cx.type_of(object);
    if !object_class.is_subclass(cx, &class) || name.as_str() == Some("__class__") {
        return None;
    }
    let mro = object_class.get(cx);
    let after = if object_class.is(&class) {
        0
    } else {
        mro.ancestors.iter().position(|ancestor| ancestor.is(&class))? + 1
    };
    mro.ancestors[after..]
        .iter()
        .find_map(|ancestor| ancestor.get(cx).dict.get(cx).table.get_str(name))
        .cloned()
}

/// `LOAD_SUPER_ATTR`.
#[inline(never)]
pub(super) fn load_super(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let (callable, class, object) = super_parts(window, i.b);
    let value = match super_lookup(cx, &callable, &class, &object, &cache.name) {
        Some(found) => {
            let object_class = cx.type_of(&object);
            cx.bind(&found, &object, &object_class)?
        }
        None => {
            let made = cx.call(&callable, &[class, object])?;
            cx.get_attr(&made, &cache.name)?
        }
    };
    window.set(cx, i.a, value);
    Ok(())
}

/// `LOAD_SUPER_METHOD`.
#[inline(never)]
pub(super) fn load_super_method(
    cx: &mut Context,
    window: Window,
    i: Instr,
    cache: &SiteCache,
) -> PyResult<()> {
    let (callable, class, object) = super_parts(window, i.a);
    match super_lookup(cx, &callable, &class, &object, &cache.name) {
        Some(found) if binds_first_argument(&found) => {
            window.put(i.a, found);
            window.put(i.a + SLOT, object);
        }
        Some(found) => {
            let object_class = cx.type_of(&object);
            let value = cx.bind(&found, &object, &object_class)?;
            put_callable(window, i.a, value);
        }
        None => {
            let made = cx.call(&callable, &[class, object])?;
            let value = cx.get_attr(&made, &cache.name)?;
            put_callable(window, i.a, value);
        }
    }
    Ok(())
}

/// `GET_ITEM` of anything but an int index into a list.
#[inline(never)]
pub(super) fn get_item(cx: &mut Context, window: Window, i: Instr, key: *const Value) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    let key = if i.op == Op::GetItem {
        window.operand(cx, i.c)?
    } else {
        // SAFETY: a constant of the running code.
        unsafe { (*key).clone() }
    };
    let value = cx.get_item(&object, &key)?;
    window.set(cx, i.a, value);
    drop((object, key));
    cx.settle();
    Ok(())
}

/// `SET_ITEM`.
#[inline(never)]
pub(super) fn set_item(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let value = window.operand(cx, i.a)?;
    let object = window.operand(cx, i.b)?;
    let key = window.operand(cx, i.c)?;
    cx.set_item(&object, key, value)?;
    drop(object);
    cx.settle();
    Ok(())
}

/// `DELETE_ITEM`.
#[inline(never)]
pub(super) fn delete_item(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let object = window.operand(cx, i.a)?;
    let key = window.operand(cx, i.b)?;
    cx.delete_item(&object, &key)?;
    drop((object, key));
    cx.settle();
    Ok(())
}
