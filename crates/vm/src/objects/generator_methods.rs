//! Generators: methods and attributes. How they run is in [`crate::eval::generator`].

use crate::heap::Obj;
use crate::native::{Attribute, Rest, Row};
use crate::objects::exception::ExceptionKind;
use crate::objects::generator::State;
use crate::objects::traceback::{FrameObject, Traceback};
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Generator, Str, Tuple, Type};
use crate::{Context, PyResult, Raised, Value, method};

/// Methods.
pub static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("send", "($self, value, /)", "Resume with a value, which the waiting yield gives.", send),
    method!("throw", "($self, /, *args)", "Raise an exception where the generator waits.", throw),
    method!("close", "($self, /)", "Raise GeneratorExit where the generator waits.", close),
    method!("__del__", "($self, /)", "Called when the instance is about to be destroyed.", delete),
    method!("__sizeof__", "($self, /)", "Size of the generator in memory, in bytes.", sizeof),
];

/// Attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        doc: "name of the generator",
        get: |cx, object| Ok(this(cx, object, "__name__")?.get(cx).name.value()),
        set: Some(set_name),
    },
    Attribute {
        name: "__qualname__",
        doc: "qualified name of the generator",
        get: |cx, object| Ok(this(cx, object, "__qualname__")?.get(cx).qualname.value()),
        set: Some(set_qualname),
    },
    Attribute {
        name: "gi_running",
        doc: "",
        get: |cx, object| is_in(cx, object, "gi_running", State::Running),
        set: None,
    },
    Attribute {
        name: "gi_suspended",
        doc: "",
        get: |cx, object| is_in(cx, object, "gi_suspended", State::Suspended),
        set: None,
    },
    Attribute {
        name: "gi_yieldfrom",
        doc: "object being iterated by yield from, or None",
        get: get_delegate,
        set: None,
    },
    Attribute { name: "gi_frame", doc: "", get: get_frame, set: None },
    Attribute { name: "gi_code", doc: "", get: get_code, set: None },
];

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Generator>> {
    super::native_methods::receiver::<Generator>(cx, object, name, "generator")
}

fn repr(cx: &mut Context, this: Obj<Generator>) -> String {
    let name = this.get(cx).qualname.to_string_lossy();
    format!("<generator object {name} at {:#x}>", this.address())
}

fn iter(_: &mut Context, this: Obj<Generator>) -> Obj<Generator> {
    this
}

fn next(cx: &mut Context, this: Obj<Generator>) -> PyResult<Value> {
    cx.generator_send(&this, Value::None)
}

fn send(cx: &mut Context, this: Obj<Generator>, value: Value) -> PyResult<Value> {
    // Like every caller's argument, what is sent lives until the call is over.
    let kept = value.clone();
    let result = cx.generator_send(&this, value);
    drop(kept);
    result
}

fn throw(cx: &mut Context, this: Obj<Generator>, args: Rest) -> PyResult<Value> {
    let mut args = args.0;
    match args.len() {
        0 => return Err(cx.type_error("throw expected at least 1 argument, got 0")),
        1 => {}
        2 | 3 => cx.warn_deprecated(
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
        )?,
        given => return Err(cx.type_error(format!("throw expected at most 3 arguments, got {given}"))),
    }
    args.resize(3, Value::None);
    let [kind, value, traceback] = args.try_into().expect("I-9: three were asked for");
    let raised = thrown(cx, kind, value, traceback)?;
    cx.generator_throw(&this, raised)
}

/// The exception that `throw(type, value, traceback)` means.
fn thrown(cx: &mut Context, kind: Value, value: Value, traceback: Value) -> PyResult<Raised> {
    let has_traceback = traceback.as_ref().is_some_and(|object| object.downcast::<Traceback>().is_some());
    if !traceback.is_none() && !has_traceback {
        return Err(cx.type_error("throw() third argument must be a traceback object"));
    }
    let raised = if let Some(exception) = kind.as_ref().and_then(|object| object.downcast::<Exception>()) {
        if !value.is_none() {
            return Err(cx.type_error("instance exception may not have a separate value"));
        }
        Raised(exception.clone())
    } else if kind
        .as_ref()
        .and_then(|object| object.downcast::<Type>())
        .is_some_and(|class| class.has_flags(cx, TypeFlags::EXCEPTION))
    {
        let class =
            kind.as_ref().and_then(|object| object.downcast::<Type>()).expect("I-9: checked above").clone();
        if cx.is_instance(&value, &class) {
            cx.raised_from(value)?
        } else {
            let args = match value.as_ref().and_then(|object| object.downcast::<Tuple>()) {
                Some(args) => args.items().to_vec(),
                None if value.is_none() => Vec::new(),
                None => vec![value],
            };
            let made = cx.call(&kind, &args)?;
            cx.raised_from(made)?
        }
    } else {
        let got = cx.type_name(&kind);
        return Err(cx.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {got}"
        )));
    };
    if has_traceback {
        raised.0.get_mut(cx).traceback = traceback;
    }
    Ok(raised)
}

fn close(cx: &mut Context, this: Obj<Generator>) -> PyResult<Value> {
    cx.generator_close(&this)
}

fn delete(cx: &mut Context, this: Obj<Generator>) {
    super::generator::finalize(cx, &this);
}

fn sizeof(cx: &mut Context, this: Obj<Generator>) -> usize {
    size_of::<Generator>() + 16 + 16 * this.get(cx).window.capacity()
}

fn text(cx: &mut Context, name: &str, value: &Value) -> PyResult<Obj<Str>> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => Err(cx.type_error(format!("{name} must be set to a string object"))),
    }
}

fn set_name(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let generator = this(cx, object, "__name__")?;
    generator.get_mut(cx).name = text(cx, "__name__", &value)?;
    Ok(())
}

fn set_qualname(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let generator = this(cx, object, "__qualname__")?;
    generator.get_mut(cx).qualname = text(cx, "__qualname__", &value)?;
    Ok(())
}

fn is_in(cx: &mut Context, object: &Value, name: &str, state: State) -> PyResult<Value> {
    Ok(Value::bool(this(cx, object, name)?.get(cx).state == state))
}

fn get_delegate(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let generator = this(cx, object, "gi_yieldfrom")?;
    Ok(cx.generator_delegate(&generator).unwrap_or(Value::None))
}

fn get_code(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let generator = this(cx, object, "gi_code")?;
    Ok(cx.generator_place(&generator).map_or(Value::None, |(code, _)| code.into()))
}

fn get_frame(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let generator = this(cx, object, "gi_frame")?;
    if generator.get(cx).state == State::Running {
        let depth =
            cx.frames().iter().rposition(|frame| frame.generator().is_some_and(|other| other.is(&generator)));
        return Ok(depth.map_or(Value::None, |depth| crate::eval::unwind::frame_object_at(cx, depth).into()));
    }
    let Some((code, pc)) = cx.generator_place(&generator) else { return Ok(Value::None) };
    let payload = generator.get(cx);
    let function =
        payload.window.first().and_then(|value| value.as_ref()?.downcast::<super::Function>()).cloned();
    let Some(function) = function else { return Ok(Value::None) };
    let locals: Vec<Value> =
        payload.window.iter().skip(1).take(usize::from(code.local_slots)).cloned().collect();
    let known = payload.frame.as_ref().and_then(|object| object.downcast::<FrameObject>()).cloned();
    if let Some(frame) = known {
        let payload = frame.get_mut(cx);
        payload.pc = pc;
        payload.running = None;
        let old = std::mem::replace(&mut payload.locals, locals);
        drop(old);
        return Ok(frame.into());
    }
    let function = function.get(cx);
    let payload = FrameObject {
        code,
        globals: function.globals.clone(),
        builtins: function.builtins.clone(),
        namespace: Value::Empty,
        locals,
        back: Value::Empty,
        pc,
        running: None,
        traced: crate::objects::traceback::Traced::default(),
    };
    let shape = cx.types().frame.clone().root_shape(cx);
    Ok(cx.heap().alloc(shape, payload).into())
}

impl Context {
    /// Issues a `DeprecationWarning` through the module `warnings`, as code running now would.
    pub fn warn_deprecated(&mut self, message: &str) -> PyResult<()> {
        self.warn(ExceptionKind::DeprecationWarning, message)
    }

    /// Issues a warning through the module `warnings`, as code running now would.
    pub fn warn(&mut self, category: ExceptionKind, message: &str) -> PyResult<()> {
        self.warn_about(category, message, 1)
    }

    /// The same about a caller: 1 is the function that runs, 2 the one that has called it.
    pub fn warn_about(&mut self, category: ExceptionKind, message: &str, level: i64) -> PyResult<()> {
        let key = self.names().__import__.clone();
        let builtins = self.interp_ref().builtins.clone();
        let Some(import) = super::dict::get_str(self, &builtins, &key) else { return Ok(()) };
        let module = self.str_value("warnings");
        let module = self.call(&import, &[module])?;
        let message = self.str_value(message);
        let category = self.interp_ref().exception(category).value();
        self.call_method_named(&module, "warn", &[message, category, Value::Int(level)]).map(drop)
    }
}
