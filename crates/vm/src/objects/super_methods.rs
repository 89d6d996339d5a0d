//! `super`: methods and attributes.

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::super_::Super;
use crate::objects::{Cell, Kind, Str, Type, object_methods};
use crate::{Context, PyResult, Value, method, static_method};

/// Methods.
pub static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", getattribute),
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        get
    ),
];

/// Attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__thisclass__",
        doc: "the class invoking super()",
        get: get_this_class,
        set: Some(super::function_methods::readonly),
    },
    Attribute {
        name: "__self__",
        doc: "the instance invoking super(); may be None",
        get: get_object,
        set: Some(super::function_methods::readonly),
    },
    Attribute {
        name: "__self_class__",
        doc: "the type of the instance invoking super(); may be None",
        get: get_object_class,
        set: Some(super::function_methods::readonly),
    },
];

/// An attribute of what follows the class in the resolution order, or else of the `super` object itself.
pub fn get_attr(
    cx: &mut Context,
    object: &Value,
    class: &Obj<Type>,
    name: &Obj<Str>,
) -> PyResult<Option<Value>> {
    let Some(this) = object.as_ref().and_then(|object| object.downcast::<Super>()).cloned() else {
        return Ok(None);
    };
    let payload = this.get(cx);
    let (this_class, object_class, bound) =
        (payload.this_class.clone(), payload.object_class.clone(), payload.object.clone());
    if let (Some(this_class), Some(object_class)) = (this_class, object_class)
        && !name.is(&cx.names().__class__)
    {
        let mro = object_class.mro(cx);
        let start = mro.iter().position(|entry| entry.is(&this_class)).map_or(mro.len(), |at| at + 1);
        for entry in &mro[start..] {
            let dict = entry.get(cx).dict.clone();
            let Some(found) = super::dict::get_str(cx, &dict, name) else { continue };
            let of_class = bound.as_ref().is_some_and(|bound| bound.is(object_class.as_object()));
            return if of_class {
                cx.bind_to_class(&found, &object_class).map(Some)
            } else {
                cx.bind(&found, &bound, &object_class).map(Some)
            };
        }
    }
    let on_class = class.lookup(cx, name);
    if let Some(found) = &on_class
        && cx.is_data_descriptor(found)
    {
        return cx.bind(found, object, class).map(Some);
    }
    if let Some(own) = cx.own_attr(this.as_object(), name) {
        return Ok(Some(own));
    }
    match on_class {
        Some(found) => cx.bind(&found, object, class).map(Some),
        None => Ok(None),
    }
}

fn new(cx: &mut Context, class: Value, _args: Rest, _keywords: Keywords) -> PyResult<Obj<Super>> {
    let class = object_methods::class_for_new(cx, &class, "super", Kind::Super)?;
    Ok(cx.alloc_as(&class, Super::default()))
}

fn init(cx: &mut Context, this: Obj<Super>, args: Rest, keywords: Keywords) -> PyResult<()> {
    if !keywords.0.is_empty() {
        return Err(cx.type_error("super() takes no keyword arguments"));
    }
    let mut args = args.0;
    if args.len() > 2 {
        let given = args.len();
        return Err(cx.type_error(format!("super() expected at most 2 arguments, got {given}")));
    }
    if args.is_empty() {
        let (class, object) = from_frame(cx)?;
        args = vec![class, object];
    }
    let class = args.remove(0);
    let Some(class) = class.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
        let got = cx.type_name(&class);
        return Err(cx.type_error(format!("super() argument 1 must be a type, not {got}")));
    };
    let object = args.pop().filter(|object| !object.is_none()).unwrap_or_default();
    let object_class = if object.is_empty() { None } else { Some(check(cx, &class, &object)?) };
    let old = std::mem::replace(this.get_mut(cx), Super { this_class: Some(class), object, object_class });
    drop(old);
    Ok(())
}

/// The class whose resolution order is used for an object.
fn check(cx: &mut Context, class: &Obj<Type>, object: &Value) -> PyResult<Obj<Type>> {
    let as_class = object.as_ref().and_then(|object| object.downcast::<Type>()).cloned();
    if let Some(own) = &as_class
        && own.is_subclass(cx, class)
    {
        return Ok(own.clone());
    }
    let own = cx.type_of(object);
    if own.is_subclass(cx, class) {
        return Ok(own);
    }
    let name = cx.names().__class__.clone();
    if let Some(claimed) = cx.attr_or_absent(object, &name)?
        && let Some(claimed) = claimed.as_ref().and_then(|object| object.downcast::<Type>())
        && !claimed.is(&own)
        && claimed.is_subclass(cx, class)
    {
        return Ok(claimed.clone());
    }
    let kind = match as_class {
        Some(class) => format!("type {}", class.name(cx)),
        None => format!("instance of {}", own.name(cx)),
    };
    let class = class.name(cx);
    Err(cx.type_error(format!(
        "super(type, obj): obj ({kind}) is not an instance or subtype of type ({class})."
    )))
}

/// What `super()` without arguments means in the running function.
fn from_frame(cx: &mut Context) -> PyResult<(Value, Value)> {
    let Some(frame) = cx.frames().last() else { return Err(cx.runtime_error("super(): no current frame")) };
    let source = frame.code().source.clone();
    // `*args` as only parameter does not count, as in CPython.
    if source.positional == 0 {
        return Err(cx.runtime_error("super(): no arguments"));
    }
    let contents =
        |cx: &Context, value: &Value| match value.as_ref().and_then(|object| object.downcast::<Cell>()) {
            Some(cell) => cell.get(cx).contents.clone(),
            None => value.clone(),
        };
    let mut first = frame.local(0).clone();
    let slot = source.free_cells.iter().copied().find(|slot| source.slot_name(*slot) == "__class__");
    let class = slot.map(|slot| frame.local(usize::from(slot)).clone());
    if source.own_cells.contains(&0) {
        first = contents(cx, &first);
    }
    if first.is_empty() {
        return Err(cx.runtime_error("super(): arg[0] deleted"));
    }
    let Some(class) = class else { return Err(cx.runtime_error("super(): __class__ cell not found")) };
    let class = contents(cx, &class);
    if class.is_empty() {
        return Err(cx.runtime_error("super(): empty __class__ cell"));
    }
    Ok((class, first))
}

fn repr(cx: &mut Context, this: Obj<Super>) -> PyResult<String> {
    let payload = this.get(cx);
    let class = payload.this_class.as_ref().map_or_else(|| "NULL".to_string(), |class| class.name(cx));
    let object = payload.object_class.as_ref().map(|class| class.name(cx));
    Ok(match object {
        Some(object) => format!("<super: <class '{class}'>, <{object} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    })
}

fn getattribute(cx: &mut Context, this: Obj<Super>, name: Value) -> PyResult<Value> {
    let name = object_methods::attribute_name(cx, &name)?;
    let value = this.value();
    let class = cx.type_of(&value);
    match get_attr(cx, &value, &class, &name)? {
        Some(found) => Ok(found),
        None => Err(cx.no_attribute(&value, &name)),
    }
}

fn get(cx: &mut Context, this: Obj<Super>, instance: Value, owner: Option<Value>) -> PyResult<Value> {
    if instance.is_none() && owner.is_none_or(|owner| owner.is_none()) {
        return Err(cx.type_error("__get__(None, None) is invalid"));
    }
    let payload = this.get(cx);
    let Some(this_class) = payload.this_class.clone() else { return Ok(this.into()) };
    if instance.is_none() || !payload.object.is_empty() {
        return Ok(this.into());
    }
    let class = cx.type_of(&this.value());
    if !class.is(&cx.types().super_) {
        return cx.call(&class.value(), &[this_class.value(), instance]);
    }
    let object_class = check(cx, &this_class, &instance)?;
    let bound = Super { this_class: Some(this_class), object: instance, object_class: Some(object_class) };
    Ok(cx.alloc_as(&class, bound).into())
}

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Super>> {
    super::native_methods::receiver::<Super>(cx, object, name, "super")
}

fn get_this_class(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__thisclass__")?.get(cx).this_class.clone().map_or(Value::None, Value::from))
}

fn get_object(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__self__")?.get(cx).object.clone().or_none())
}

fn get_object_class(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__self_class__")?.get(cx).object_class.clone().map_or(Value::None, Value::from))
}
