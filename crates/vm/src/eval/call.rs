//! Calls: from a window of callable and arguments to a new frame, or to a native function's result.
//!
//! ```text
//!  window                       the callee's frame
//! ┌──────────┬─────┬─────┐     ┌──────────┬─────┬─────┬────────┬───────────┐
//! │ callable │ arg │ arg │ ──▶ │ function │ arg │ arg │ locals │ temps …   │
//! └──────────┴─────┴─────┘     └──────────┴─────┴─────┴────────┴───────────┘
//!                                           ▲ base
//! ```
//!
//! Arguments are moved only when the callable is not a function taking exactly them: a bound method makes room
//! for its object, defaults and keywords are put in their slots.

use bytecode::{CodeFlags, Instr};

use super::Window;
use super::bind::bind;
use crate::frame::{Frame, FrameFlags};
use crate::heap::Obj;
use crate::native::{Args, Binding};
use crate::objects::code::SLOT;
use crate::objects::type_::TypeFlags;
use crate::objects::{BoundMethod, Code, Dict, Function, Kind, Native, Tuple, Type};
use crate::{Context, PyResult, Raised, Value};

/// What a call came to.
pub(crate) enum Called {
    /// A frame was pushed; the eval loop runs it.
    Frame,
    /// It is done.
    Value(Value),
}

/// The tuple of keyword names in a constant.
pub(super) fn keyword_names(constant: &Value) -> Obj<Tuple> {
    let names = constant.as_ref().and_then(|object| object.downcast::<Tuple>());
    names.expect("I-9: the compiler puts a tuple there").clone()
}

impl Context {
    /// Puts a value on top of the stack, for a call from Rust.
    #[inline]
    pub(crate) fn push_native(&mut self, value: Value) -> PyResult<()> {
        if self.top >= self.stack.limit() {
            return Err(self.too_deep());
        }
        // SAFETY: below the limit, and everything from `top` up owns nothing (I-4).
        unsafe {
            self.top.write(value);
            self.top = self.top.add(1);
        }
        Ok(())
    }

    /// Calls what `window` holds with the `count` values above it, which are on top of the stack; all are
    /// consumed.
    pub(crate) fn call_window(
        &mut self,
        window: *mut Value,
        count: usize,
        names: Option<Obj<Tuple>>,
    ) -> PyResult<Value> {
        let result = match self.check_native_stack() {
            Ok(()) => call(self, window, count, names, window),
            Err(raised) => Err(raised),
        };
        let result = match result {
            Ok(Called::Value(value)) => Ok(value),
            Ok(Called::Frame) => {
                let frame = self.frames.last_mut().expect("I-4: a frame was pushed");
                frame.flags |= FrameFlags::ENTRY;
                frame.return_top = window;
                super::run(self)
            }
            Err(raised) => Err(raised),
        };
        // SAFETY: the window's slots are initialised; what the call has not taken is dropped now.
        unsafe { clear(window, count + 1) };
        self.top = window;
        if self.heap().has_pending() {
            self.run_pending();
        }
        result
    }
}

/// Empties slots.
///
/// # Safety
/// The slots are on the stack and initialised.
unsafe fn clear(first: *mut Value, count: usize) {
    for index in 0..count {
        // SAFETY: by the caller.
        let slot = unsafe { &mut *first.add(index) };
        if let Value::Ref(_) = slot {
            drop(slot.take());
        }
    }
}

/// Calls the callable in `*window` with the `count` values behind it; the last of them have `names`. The
/// window's slots are consumed, by the new frame or at once.
#[inline(always)]
pub(crate) fn call(
    cx: &mut Context,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
    dst: *mut Value,
) -> PyResult<Called> {
    // SAFETY: the window is on the stack and initialised (I-4).
    match unsafe { &*window } {
        Value::Ref(object) if object.kind() == Kind::Native => {
            call_native_above(cx, window, count, names).map(Called::Value)
        }
        _ => call_other(cx, window, count, names, dst),
    }
}

/// Calls anything but a native function.
#[inline(never)]
fn call_other(
    cx: &mut Context,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
    dst: *mut Value,
) -> PyResult<Called> {
    // SAFETY: the window is on the stack and initialised (I-4).
    let callable = unsafe { &*window };
    let Value::Ref(object) = callable else { return Err(not_callable(cx, window, count)) };
    match object.kind() {
        Kind::Function => {
            let function = object.downcast::<Function>().expect("I-9: the kind was checked");
            let code = function.get(cx).code.clone();
            if usize::from(code.simple_arguments) != count || names.is_some() {
                let function = function.clone();
                bind(cx, &function, &code, window, count, names)?;
            }
            push_frame(cx, window, &code, dst, 0)?;
            Ok(Called::Frame)
        }
        Kind::BoundMethod => {
            let method = object.downcast::<BoundMethod>().expect("I-9: the kind was checked").clone();
            // SAFETY: the frame's window, or the top of the stack, has room above the arguments.
            unsafe {
                make_room(cx, window, count)?;
                drop(window.replace(method.function.clone()));
                window.add(1).write(method.this.clone());
            }
            drop(method);
            call(cx, window, count + 1, names, dst)
        }
        Kind::Type => {
            let class = object.downcast::<Type>().expect("I-9: the kind was checked").clone();
            call_class(cx, class, window, count, names, dst)
        }
        _ => {
            let value = callable.clone();
            let class = cx.type_of(&value);
            match class.special(cx, |names| &names.__call__) {
                Some(method) => {
                    let bound = cx.bind(&method, &value, &class)?;
                    // SAFETY: the window is on the stack.
                    unsafe { drop(window.replace(bound)) };
                    cx.check_native_stack()?;
                    call(cx, window, count, names, dst)
                }
                None => Err(not_callable(cx, window, count)),
            }
        }
    }
}

/// Moves the arguments up by one slot.
///
/// # Safety
/// The window is on the stack, with `count` arguments.
unsafe fn make_room(cx: &mut Context, window: *mut Value, count: usize) -> PyResult<()> {
    // SAFETY: by the caller; the limit leaves room for one more slot.
    unsafe {
        let first = window.add(1);
        if first.add(count + 1) >= cx.stack.limit() {
            return Err(cx.too_deep());
        }
        drop((*first.add(count)).take());
        std::ptr::copy(first, first.add(1), count);
        first.write(Value::Empty);
    }
    Ok(())
}

#[cold]
fn not_callable(cx: &mut Context, window: *mut Value, count: usize) -> Raised {
    // SAFETY: the window is on the stack.
    let value = unsafe { (*window).clone() };
    // SAFETY: as above; the arguments are given up.
    unsafe { clear(window, count + 1) };
    let name = cx.type_name(&value);
    cx.type_error(format!("'{name}' object is not callable"))
}

/// Enters a Python function that takes exactly the arguments it is given: most calls there are. The new frame; if
/// there is none, nothing has changed, and [`call`] knows what to do. `frame` is the running one.
#[inline(always)]
pub(super) fn enter(
    cx: &mut Context,
    frame: *mut Frame,
    window: *mut Value,
    count: usize,
    dst: *mut Value,
) -> Option<*mut Frame> {
    // SAFETY: the window is on the stack and initialised; the function in it keeps its code alive; slots above the
    // arguments own nothing (I-4); there is room for a frame above the topmost one, because the depth, which
    // counts all frames, is below its limit.
    unsafe {
        let Value::Ref(object) = &*window else { return None };
        let function = object.downcast::<Function>()?;
        let code: &Obj<Code> = &*std::ptr::from_ref(&function.get(cx).code);
        if usize::from(code.simple_arguments) != count {
            return None;
        }
        let base = window.add(1);
        let end = base.add(usize::from(code.frame_slots));
        if cx.depth >= cx.depth_limit || end >= cx.stack.limit() {
            return None;
        }
        let mut slot = base.add(count);
        let temporaries = base.byte_add(usize::from(code.local_bytes));
        while slot < temporaries {
            slot.write(Value::Empty);
            slot = slot.add(1);
        }
        let return_top = std::mem::replace(&mut cx.top, end);
        cx.frames.set_len(cx.frames.len() + 1);
        cx.depth += 1;
        let entered = frame.add(1);
        entered.write(Frame {
            base,
            ip: code.instrs_ptr(),
            dst,
            return_top,
            function: object.as_non_null(),
            code: code.as_object().as_non_null(),
            flags: 0,
            generator: None,
            locals: Value::Empty,
            object: Value::Empty,
        });
        Some(entered)
    }
}

/// Leaves the running frame, which has no flags (nobody has asked for its frame object, and it has no namespace),
/// and whose temporaries start at byte offset `temps`.
#[inline(always)]
pub(super) fn leave_simple(cx: &mut Context, frame: *mut Frame, temps: u16) {
    // SAFETY: `frame` is the topmost frame; its slots are its own (I-4).
    unsafe {
        let base = (*frame).base;
        cx.top = (*frame).return_top;
        cx.depth -= 1;
        cx.frames.set_len(cx.frames.len() - 1);
        // The last local goes first.
        let mut slot = base.byte_add(usize::from(temps));
        while slot > base {
            slot = slot.sub(1);
            if let Value::Ref(_) = &*slot {
                drop((*slot).take());
            }
        }
        drop((*base.sub(1)).take());
    }
}

/// Pushes the frame of a function whose arguments are in place.
#[inline]
pub(crate) fn push_frame(
    cx: &mut Context,
    window: *mut Value,
    code: &Obj<Code>,
    dst: *mut Value,
    flags: u32,
) -> PyResult<()> {
    // SAFETY: the window is on the stack; its slots up to the frame's end are checked against the limit.
    unsafe {
        let base = window.add(1);
        let end = base.add(usize::from(code.frame_slots));
        if cx.depth >= cx.depth_limit || end >= cx.stack.limit() {
            let count = usize::from(code.parameter_slots) + 1;
            clear(window, count);
            return Err(cx.too_deep());
        }
        cx.depth += 1;
        let parameters = usize::from(code.parameter_slots);
        for slot in parameters..usize::from(code.local_slots) {
            // What a dead temporary left there must not be taken for a local's value.
            drop((*base.add(slot)).take());
        }
        let function = match &*window {
            Value::Ref(function) => function.as_non_null(),
            _ => unreachable!("I-4: a function is below its window"),
        };
        let return_top = cx.top;
        cx.top = end;
        cx.frames.push(Frame {
            base,
            ip: code.instrs_ptr(),
            dst,
            return_top,
            function,
            code: code.as_object().as_non_null(),
            flags,
            generator: None,
            locals: Value::Empty,
            object: Value::Empty,
        });
    }
    Ok(())
}

/// Leaves the running frame: drops its locals, the last one first, and the function below them.
#[inline]
pub(crate) fn leave(cx: &mut Context) {
    let frame = cx.frames.last_mut().expect("I-4: a frame is running");
    let code = frame.code();
    let (base, locals) = (frame.base, usize::from(code.local_slots));
    if !frame.object.is_empty() {
        super::unwind::keep_locals(cx);
    }
    for slot in (0..locals).rev() {
        // SAFETY: the frame's own slots.
        unsafe {
            let value = base.add(slot);
            if let Value::Ref(_) = &*value {
                drop((*value).take());
            }
        }
    }
    pop(cx);
}

/// Takes the frame off and drops the function below it.
pub(crate) fn pop(cx: &mut Context) {
    let frame = cx.frames.pop().expect("I-4: a frame is running");
    cx.depth -= 1;
    cx.top = frame.return_top;
    // SAFETY: the slot below the base holds the function.
    unsafe { drop((*frame.base.sub(1)).take()) };
}

/// Puts a call's result where the caller wants it.
#[inline(always)]
pub(crate) fn deliver(cx: &mut Context, dst: *mut Value, value: Value) {
    // SAFETY: the caller's frame owns the slot.
    unsafe {
        if let Value::Ref(_) = &*dst {
            drop(dst.replace(value));
        } else {
            dst.write(value);
        }
    }
    if cx.heap().has_pending() {
        cx.run_pending();
    }
}

/// Returns from a frame that was entered from Rust, runs `__init__`, or is a generator's. `Some` leaves the
/// eval loop.
pub(crate) fn return_specially(cx: &mut Context, value: Value) -> PyResult<Option<Value>> {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let (flags, dst, base) = (frame.flags, frame.dst, frame.base);
    if flags & FrameFlags::GENERATOR != 0 {
        return super::generator::finish(cx, value);
    }
    let value = if flags & FrameFlags::INIT != 0 {
        // SAFETY: `call_class` left the instance two slots below the window.
        let instance = unsafe { (*base.sub(2)).take() };
        if !value.is_none() {
            let name = cx.type_name(&value);
            // SAFETY: the slot is the caller's again.
            unsafe { base.sub(2).write(Value::Empty) };
            return Err(cx.type_error(format!("__init__() should return None, not '{name}'")));
        }
        instance
    } else {
        value
    };
    leave(cx);
    if flags & FrameFlags::ENTRY != 0 {
        return Ok(Some(value));
    }
    deliver(cx, dst, value);
    step_over(cx);
    Ok(None)
}

/// Moves the caller behind its call instruction.
pub(crate) fn step_over(cx: &mut Context) {
    let frame = cx.frames.last_mut().expect("I-4: a frame is running");
    // SAFETY: a call is never the last instruction.
    frame.ip = unsafe { frame.ip.add(1) };
}

/// Whether a value is a native function or method.
#[inline(always)]
pub(super) fn is_native(callable: *const Value) -> bool {
    // SAFETY: the callable of a window, which is on the stack and initialised (I-4).
    matches!(unsafe { &*callable }, Value::Ref(object) if object.kind() == Kind::Native)
}

/// Calls the native function, or bound native method, in a window of the running frame.
#[inline(never)]
pub(super) fn call_native(cx: &mut Context, window: *mut Value, count: usize) -> PyResult<Value> {
    invoke(cx, window, count, None)
}

/// The same for any window.
#[inline(never)]
fn call_native_above(
    cx: &mut Context,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
) -> PyResult<Value> {
    // A bound method's arguments may reach beyond what the caller has reserved; calls back must not.
    let top = cx.top;
    // SAFETY: within the stack.
    cx.top = top.max(unsafe { window.add(count + 1) });
    let result = invoke(cx, window, count, names);
    cx.top = top;
    result
}

/// Calls the native function in a window with the `count` values behind it; all are consumed.
#[inline(always)]
fn invoke(cx: &mut Context, window: *mut Value, count: usize, names: Option<Obj<Tuple>>) -> PyResult<Value> {
    // SAFETY: the window is on the stack and holds a native function, which stays there, or else in `callable`, until
    // the call is over: the function is given the slots behind it only.
    unsafe {
        let Value::Ref(object) = &*window else { unreachable!("I-9: the kind was checked") };
        let native = object.downcast::<Native>().expect("I-9: the kind was checked");
        // What `__new__` is bound to is only shown.
        if native.this.is_empty() || native.row.binding == Binding::Static {
            let result = call_row(cx, native, window.add(1), count, names);
            drop((*window).take());
            return result;
        }
        let this = native.this.clone();
        let callable = window.replace(this);
        let Value::Ref(object) = &callable else { unreachable!("I-9: the kind was checked") };
        let native = object.downcast::<Native>().expect("I-9: the kind was checked");
        call_row(cx, native, window, count + 1, names)
    }
}

/// Calls a class. A plain class with a Python `__init__` gets its instance here, and `__init__` a frame; anything
/// else goes the long way.
fn call_class(
    cx: &mut Context,
    class: Obj<Type>,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
    dst: *mut Value,
) -> PyResult<Called> {
    let payload = class.get(cx);
    let metaclass = class.as_object().header().shape().class();
    let plain = payload.kind == Kind::Instance
        && payload.flags & (TypeFlags::CUSTOM_NEW | TypeFlags::ABSTRACT | TypeFlags::BUILTIN) == 0
        && metaclass.is(&cx.types().type_);
    if plain
        && let Some(init) = class.special(cx, |names| &names.__init__)
        && super::is_function(&init)
    {
        let instance = cx.new_instance(&class);
        drop(class);
        // SAFETY: two more slots: [class args…] becomes [instance init self args…].
        unsafe {
            make_room(cx, window, count)?;
            make_room(cx, window, count + 1)?;
            drop(window.replace(instance.value()));
            window.add(1).write(init);
            window.add(2).write(instance.into());
        }
        // SAFETY: as above.
        let inner = unsafe { window.add(1) };
        // SAFETY: as above.
        let callee = unsafe { &*inner };
        let function = match callee {
            Value::Ref(object) => object.downcast::<Function>().expect("I-9: the kind was checked").clone(),
            _ => unreachable!("I-9: the kind was checked"),
        };
        let code = function.get(cx).code.clone();
        let result = if usize::from(code.simple_arguments) != count + 1 || names.is_some() {
            bind(cx, &function, &code, inner, count + 1, names)
        } else {
            Ok(())
        };
        if code.has_flags(CodeFlags::GENERATOR) && result.is_ok() {
            // A generator `__init__` returns an object that is not None; the long way says so.
            // SAFETY: the arguments are given up.
            unsafe { clear(window, count + 3) };
            return Err(cx.type_error("__init__() should return None, not 'generator'"));
        }
        return match result.and_then(|()| push_frame(cx, inner, &code, dst, FrameFlags::INIT)) {
            Ok(()) => Ok(Called::Frame),
            Err(raised) => {
                // SAFETY: the instance is given up.
                unsafe { drop((*window).take()) };
                Err(raised)
            }
        };
    }
    cx.check_native_stack()?;
    if metaclass.is(&cx.types().type_)
        && let Some(made) = make_natively(cx, &class, window, count, names.as_ref())
    {
        return made.map(Called::Value);
    }
    // SAFETY: the arguments belong to this call.
    let args: Vec<Value> = unsafe { (0..count).map(|index| (*window.add(1 + index)).take()).collect() };
    // SAFETY: as above.
    unsafe { drop((*window).take()) };
    let type_class = cx.types().type_.clone();
    let metaclass = class.as_object().header().shape().class().clone();
    if class.is(&type_class) && args.len() == 1 && names.is_none() {
        return Ok(Called::Value(cx.type_of(&args[0]).into()));
    }
    if !metaclass.is(&type_class)
        && let Some(method) = metaclass.special(cx, |names| &names.__call__)
        && super::is_function(&method)
    {
        let bound = cx.bind(&method, &class.value(), &metaclass)?;
        return cx.call_with_names(&bound, &args, names).map(Called::Value);
    }
    cx.instantiate(&class, &args, names).map(Called::Value)
}

/// Makes an instance of a class whose `__new__` and `__init__` are native: the class in the window is the first
/// argument of the one, the instance then that of the other.
fn make_natively(
    cx: &mut Context,
    class: &Obj<Type>,
    window: *mut Value,
    count: usize,
    names: Option<&Obj<Tuple>>,
) -> Option<PyResult<Value>> {
    let native = |value: Option<Value>| match value {
        Some(Value::Ref(object)) => object.try_downcast::<Native>().ok(),
        _ => None,
    };
    if class.has_flags(cx, TypeFlags::NO_NEW) || class.is(&cx.types().type_) {
        return None;
    }
    let new = native(class.special(cx, |names| &names.__new__))?;
    let init = native(class.special(cx, |names| &names.__init__))?;
    if new.row.binding != Binding::Static {
        return None;
    }
    let plain_init = init.owner.as_ref().is_some_and(|owner| owner.is(&cx.types().object));
    let top = cx.top;
    // SAFETY: class and arguments are adjacent, belong to this call and are within the stack; what is copied above
    // them is below the limit, which leaves room for arguments.
    let first = unsafe {
        let end = window.add(count + 1);
        if plain_init {
            cx.top = top.max(end);
            window
        } else {
            let copy = top.max(end);
            if copy.add(count + 1) >= cx.stack.limit() {
                return Some(Err(cx.too_deep()));
            }
            for index in 0..=count {
                copy.add(index).write((*window.add(index)).clone());
            }
            cx.top = copy.add(count + 1);
            copy
        }
    };
    let mut result = call_row(cx, &new, first, count + 1, names.cloned());
    if !plain_init && let Ok(made) = &result {
        let made_class = cx.type_of(made);
        if made_class.is_subclass(cx, class) {
            // SAFETY: the window's first slot holds the class.
            unsafe { drop(window.replace(made.clone())) };
            if let Err(raised) = call_row(cx, &init, window, count + 1, names.cloned()) {
                result = Err(raised);
            }
        }
    }
    cx.top = top;
    // SAFETY: what the functions have not taken is dropped.
    unsafe { clear(window, count + 1) };
    Some(result)
}

/// Calls a native function with `count` values, which belong to this call; what it has not taken is dropped.
#[inline(always)]
fn call_row(
    cx: &mut Context,
    native: &Obj<Native>,
    values: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
) -> PyResult<Value> {
    // SAFETY: by the callers, the slots are on the stack, initialised, and this call's.
    let values = unsafe { std::slice::from_raw_parts_mut(values, count) };
    let mut args = Args { values, names, row: native.row, owner: native.owner.as_ref() };
    let result = (native.row.call)(cx, &mut args);
    for value in args.values {
        if let Value::Ref(_) = value {
            drop(value.take());
        }
    }
    result
}

/// `CALL_EXPANDED`.
#[inline(never)]
pub(super) fn call_expanded(cx: &mut Context, window: Window, i: Instr) -> PyResult<Called> {
    let start = window.at(i.a);
    let callable = window.take(i.a);
    let args = window.take(i.a + SLOT);
    let keywords = window.take(i.a + 2 * SLOT);
    let args = match args.as_ref().and_then(|object| object.downcast::<Tuple>()) {
        Some(tuple) => tuple.items().to_vec(),
        None => match cx.try_iter(&args)? {
            Some(_) => cx.collect(&args)?,
            None => {
                let (function, name) = (function_text(cx, &callable)?, cx.type_name(&args));
                return Err(
                    cx.type_error(format!("{function} argument after * must be an iterable, not {name}"))
                );
            }
        },
    };
    let mut names = Vec::new();
    let mut values = Vec::new();
    if let Some(dict) = keywords.as_ref().and_then(|object| object.downcast::<Dict>()) {
        for entry in dict.get(cx).table.iter() {
            names.push(entry.key.clone());
            values.push(entry.value.clone());
        }
    }
    if let Some(bad) = names.iter().find(|name| name.as_ref().is_none_or(|name| name.kind() != Kind::Str)) {
        let _ = bad;
        return Err(cx.type_error("keywords must be strings"));
    }
    let count = args.len() + values.len();
    // SAFETY: the limit is checked; slots above the window's start are dead temporaries.
    unsafe {
        if start.add(count + 2) >= cx.stack.limit() {
            return Err(cx.too_deep());
        }
        drop(start.replace(callable));
        for (index, value) in args.into_iter().chain(values).enumerate() {
            drop(start.add(1 + index).replace(value));
        }
    }
    let names = if names.is_empty() { None } else { Some(cx.new_tuple(names)) };
    // Natives that call back must not overwrite arguments beyond the frame's own slots.
    let top = cx.top;
    // SAFETY: within the stack.
    let end = unsafe { start.add(count + 2) };
    cx.top = top.max(end);
    let result = call(cx, start, count, names, window.at(i.c));
    match &result {
        Ok(Called::Frame) => cx.frames.last_mut().expect("I-4: a frame was pushed").return_top = top,
        _ => cx.top = top,
    }
    result
}

/// How a callable is named in messages about its arguments: `f()`, `mod.C.m()`; by its own text if it has no name.
pub(super) fn function_text(cx: &mut Context, callable: &Value) -> PyResult<String> {
    let name = cx.names().__qualname__.clone();
    let Some(name) = cx.attr_or_absent(callable, &name)? else { return cx.str_text(callable) };
    let name = cx.str_text(&name)?;
    let module = cx.names().__module__.clone();
    let module = cx.attr_or_absent(callable, &module)?.filter(|module| !module.is_none());
    Ok(match module {
        Some(module) => match cx.str_text(&module)?.as_str() {
            "builtins" => format!("{name}()"),
            module => format!("{module}.{name}()"),
        },
        None => format!("{name}()"),
    })
}
