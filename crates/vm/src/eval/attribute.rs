//! Attributes and items in the eval loop: the general ways, and when to specialise.

use bytecode::{Instr, Op};

use super::Window;
use crate::heap::Obj;
use crate::objects::code::{SLOT, SiteCache};
use crate::objects::table::Plain;
use crate::objects::type_::TypeFlags;
use crate::objects::{Dict, Kind, Module, Native, Str, Type, instance};
use crate::shape::Shape;
use crate::{Context, PyResult, Value};

/// `LOAD_ATTR` in all its forms but the fastest.
#[inline(never)]
pub(super) fn load(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    if let Value::Ref(reference) = &object {
        match i.op {
            Op::LoadAttrClass => {
                let version = match reference.downcast::<Type>() {
                    Some(class) => class.get(cx).root.version(),
                    None => reference.header().shape().version(),
                };
                if let Some(found) = cache.found_for(version) {
                    // SAFETY: the version is current, so the class still has what was found.
                    let value = unsafe { found.get() };
                    window.set(cx, i.a, value);
                    drop(object);
                    cx.settle();
                    return Ok(());
                }
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
        specialise_load(cx, i.op, Value::Ref(reference.clone()), cache);
    }
    let value = cx.get_attr(&object, &cache.name)?;
    window.set(cx, i.a, value);
    drop(object);
    cx.settle();
    Ok(())
}

fn specialise_load(cx: &mut Context, op: Op, object: Value, cache: &SiteCache) {
    if !cache.may_learn() {
        return;
    }
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
    if let Some(class) = reference.downcast::<Type>().cloned() {
        specialise_load_of_class(cx, op, &class, cache);
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
            cache.learn_shape(shape.version(), op == Op::LoadAttrSlot);
            cache.index.set(slot as u32);
            cx.specialise(Op::LoadAttrSlot);
        }
        Some(_) => {}
        None => {
            if let Some(found) = on_class
                && !shape.has(Shape::DICT_MODE)
                && is_plain_class_value(&found)
            {
                cache.learn_shape(shape.version(), op == Op::LoadAttrClass);
                cache.value.set(&found);
                cx.specialise(Op::LoadAttrClass);
            }
        }
    }
}

/// Learns `class.name` where the metaclass is `type`, which has nothing of that name, and reading what the class
/// has gives it unchanged.
fn specialise_load_of_class(cx: &mut Context, op: Op, class: &Obj<Type>, cache: &SiteCache) {
    let metaclass = cx.types().type_.clone();
    if !class.as_object().header().shape().class().is(&metaclass)
        || metaclass.lookup(cx, &cache.name).is_some()
    {
        return;
    }
    let Some(found) = class.lookup(cx, &cache.name) else { return };
    if is_plain_class_value(&found) || super::is_function(&found) {
        let version = class.get(cx).root.version();
        cache.learn_shape(version, op == Op::LoadAttrClass);
        cache.value.set(&found);
        cx.specialise(Op::LoadAttrClass);
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
                && cache.may_learn()
            {
                cache.learn_shape(shape.version(), i.op == Op::LoadMethodClass);
                cache.value.set(&method);
                cx.specialise(Op::LoadMethodClass);
            }
            window.put(i.a, method);
            window.put(i.a + SLOT, object);
        }
        None => {
            if let Some(module) = object.as_ref().and_then(|object| object.downcast::<Module>()) {
                let dict = module.get(cx).dict.clone();
                if cache.may_learn()
                    && module.as_object().header().shape().class().is(&cx.types().module)
                    && let Some(at) = dict.get(cx).table.find_str(&cache.name)
                {
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

pub(super) fn binds_first_argument(attribute: &Value) -> bool {
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
            && let Some(at) = cache.slot_for(reference.header().shape().version())
            && let Some(target) = reference.downcast::<crate::objects::Instance>()
        {
            // The next shape belongs to the same class, which is alive; the version says that nothing changed.
            if let Some(next) = reference.header().shape().transition(&cache.name) {
                reference.header().set_shape(next);
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
        if specialise_store(cx, i.op, &object, cache) {
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

/// Learns how an attribute is stored; says whether it is a plain store in the object itself.
fn specialise_store(cx: &mut Context, op: Op, object: &Value, cache: &SiteCache) -> bool {
    let Value::Ref(reference) = object else { return false };
    if reference.kind() != Kind::Instance || !cache.may_learn() {
        return false;
    }
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
            cache.learn_shape(shape.version(), op == Op::StoreAttrSlot);
            cache.index.set(slot as u32);
            cx.specialise(Op::StoreAttrSlot);
        }
        None => {
            if shape.len() >= crate::shape::MOST_SLOTS {
                return false;
            }
            cache.learn_shape(shape.version(), op == Op::StoreAttrAdd);
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

/// The method that `super(class, object)` has given for an object of the same shape and the same class, if none
/// of its classes was changed since.
fn super_known(
    cx: &Context,
    callable: &Value,
    class: &Value,
    object: &Value,
    cache: &SiteCache,
) -> Option<Value> {
    let known = shape_of(object)?.version() == cache.version.get()
        && class_of(class)?.get(cx).root.version() == cache.second_version.get()
        && callable.as_ref()?.is(cx.types().super_.as_object());
    // SAFETY: the versions are current, so the class that had what was found has it still.
    known.then(|| unsafe { cache.value.get() })
}

fn shape_of(object: &Value) -> Option<&Shape> {
    object.as_ref().map(|object| object.header().shape())
}

fn class_of(class: &Value) -> Option<&Obj<Type>> {
    class.as_ref()?.downcast::<Type>()
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
    if let Some(found) = super_known(cx, &callable, &class, &object, cache) {
        window.put(i.a, found);
        window.put(i.a + SLOT, object);
        return Ok(());
    }
    match super_lookup(cx, &callable, &class, &object, &cache.name) {
        Some(found) if binds_first_argument(&found) => {
            if let (Some(shape), Some(class)) = (shape_of(&object), class_of(&class)) {
                cache.version.set(shape.version());
                cache.second_version.set(class.get(cx).root.version());
                cache.value.set(&found);
            }
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
    // SAFETY: a slot of the window or a constant of the running code; neither changes while it is read here.
    if let Some(value) = cx.plain_item(window.read(i.b), unsafe { &*key }) {
        window.consume(cx, i.b);
        if i.op == Op::GetItem {
            window.consume(cx, i.c);
        }
        window.set(cx, i.a, value);
        return Ok(());
    }
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
    if let Value::Ref(object) = window.read(i.b)
        && object.header().shape_ptr() == cx.shapes().dict
        && let Some(dict) = object.downcast::<Dict>()
        && let Plain::At(at) = dict.get(cx).table.find_plain(window.read(i.c))
        && !window.read(i.a).is_empty()
    {
        let value = window.operand(cx, i.a)?;
        let old = std::mem::replace(dict.get_mut(cx).table.value_at_mut(at), value);
        drop(old);
        window.consume(cx, i.c);
        window.consume(cx, i.b);
        cx.settle();
        return Ok(());
    }
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
