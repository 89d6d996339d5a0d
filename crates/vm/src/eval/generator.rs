//! Generators in the eval loop: a frame's window is moved off the stack at `yield`, and back when resumed.

use std::mem::MaybeUninit;

use bytecode::{Instr, Op};

use super::Window;
use super::iterate::Step;
use crate::frame::{Frame, FrameFlags};
use crate::heap::{Obj, ObjectFlags};
use crate::objects::code::SLOT;
use crate::objects::exception::ExceptionKind;
use crate::objects::generator::State;
use crate::objects::{Code, Generator, Kind};
use crate::{Context, PyResult, Raised, Value};

/// `RETURN_GENERATOR`: moves the running frame into a new generator and leaves it.
pub(super) fn from_frame(cx: &mut Context) -> Value {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let (base, ip, code) = (frame.base, frame.ip, frame.code().clone());
    let function = frame.function();
    let payload = Generator {
        state: State::Created,
        window: Vec::with_capacity(usize::from(code.frame_slots) + 1),
        ip,
        code: Some(code.as_object().as_non_null()),
        handled: Value::Empty,
        name: function.get(cx).name.clone(),
        qualname: function.get(cx).qualname.clone(),
        frame: Value::Empty,
    };
    let shape = cx.shapes().generator;
    let generator = cx.heap().alloc(shape, payload);
    // Only code with handlers has anything to do when it is closed.
    if !code.source.exceptions.is_empty() {
        generator.as_object().header().add_flags(ObjectFlags::HAS_FINALIZER);
    }
    // SAFETY: the running frame's slots, all of which a generator's window has room for.
    unsafe { move_off(&mut generator.get_mut(cx).window, base, usize::from(code.local_slots)) };
    let frame = cx.frames.pop().expect("I-4: a frame is running");
    cx.depth -= 1;
    cx.top = frame.return_top;
    generator.into()
}

/// So many slots are moved at once, without counting: most generators have no more. Every frame of a generator has
/// as many (`Code::frame_slots`).
pub(crate) const FEW: usize = 4;

/// Moves the function below a window and the window's first `slots` to a generator. Those above own nothing, being
/// dead.
///
/// # Safety
/// The slots are a frame's, and `to` has been made with room for all of that frame's and the function.
#[inline(always)]
unsafe fn move_off(to: &mut Vec<Value>, base: *mut Value, slots: usize) {
    // SAFETY: by the caller. Dead slots of the first few are moved along: no reference is in them, so none is doubled,
    // and none gets among the dead slots of the frame that they are moved back to (I-4).
    unsafe {
        let (from, first) = (base.sub(1), to.as_mut_ptr());
        for index in 0..FEW {
            first.add(index).write((*from.add(index)).take());
        }
        for index in FEW..slots + 1 {
            first.add(index).write((*from.add(index)).take());
        }
        to.set_len(slots + 1);
    }
}

/// Moves a generator's slots back on the stack. Returns the slot above them.
///
/// # Safety
/// [`move_off`] has filled `from`, and the stack has room for the frame at `window`.
#[inline(always)]
unsafe fn move_back(from: &mut Vec<Value>, window: *mut Value) -> *mut Value {
    let count = from.len();
    // SAFETY: by the caller; what is copied is forgotten here, and the vector's memory stays for the next `yield`.
    unsafe {
        let first = from.as_ptr();
        window.cast::<[MaybeUninit<Value>; FEW]>().write(first.cast::<[MaybeUninit<Value>; FEW]>().read());
        if count > FEW {
            std::ptr::copy_nonoverlapping(first.add(FEW), window.add(FEW), count - FEW);
        }
        from.set_len(0);
        window.add(count)
    }
}

/// Whether a generator is waiting to be resumed.
#[inline(always)]
pub(super) fn can_resume(cx: &Context, generator: &Obj<Generator>) -> bool {
    matches!(generator.get(cx).state, State::Created | State::Suspended)
}

/// Enters a generator that waits and needs nothing put aside, to go on with `sent`, which nothing refers to: the new
/// frame. If there is none, nothing has changed, and [`resume`] knows what to do. `frame` is the running one.
#[inline(always)]
pub(super) fn enter(
    cx: &mut Context,
    frame: *mut Frame,
    generator: &Obj<Generator>,
    dst: *mut Value,
) -> Option<*mut Frame> {
    let plain = can_resume(cx, generator) && cx.depth < cx.depth_limit && !cx.handled.is_ref();
    let (window, limit) = (cx.top, cx.stack.limit());
    let payload = generator.get_mut(cx);
    let code = payload.code?;
    if !plain || payload.handled.is_ref() || payload.frame.is_ref() {
        return None;
    }
    // SAFETY: the function in the generator's window keeps its code alive; `Obj` is a transparent pointer. The limit
    // is checked before anything is written; slots above `top` own nothing (I-4); there is room for a frame above the
    // topmost one, because the depth, which counts all frames, is below its limit.
    unsafe {
        let slots = usize::from((&*std::ptr::from_ref(&code).cast::<Obj<Code>>()).frame_slots);
        let end = window.add(1 + slots);
        if end >= limit {
            return None;
        }
        // Nobody looks at the value sent before the generator's first instruction.
        move_back(&mut payload.window, window).write(Value::None);
        payload.state = State::Running;
        let ip = payload.ip;
        let Value::Ref(function) = &*window else {
            unreachable!("I-4: a generator's window starts with its function")
        };
        cx.top = end;
        cx.depth += 1;
        cx.frames.set_len(cx.frames.len() + 1);
        let entered = frame.add(1);
        entered.write(Frame {
            base: window.add(1),
            ip,
            dst,
            return_top: window,
            function: function.as_non_null(),
            code,
            flags: FrameFlags::GENERATOR,
            generator: Some(generator.as_object().as_non_null()),
            locals: Value::Empty,
            object: Value::Empty,
        });
        Some(entered)
    }
}

/// Pushes a generator's frame, to go on with `sent`.
#[inline(never)]
pub(super) fn resume(
    cx: &mut Context,
    generator: &Obj<Generator>,
    sent: Value,
    dst: *mut Value,
) -> PyResult<()> {
    let payload = generator.get(cx);
    // SAFETY: a generator that waits at a `yield` has executed it.
    let wanted = payload.state == State::Suspended && unsafe { *payload.ip.sub(1) }.op == Op::YieldValue;
    let sent_slot = push(cx, generator, dst)?;
    if wanted {
        // SAFETY: the slot above those that were moved off is a temporary of the frame, and dead (I-4).
        unsafe { sent_slot.write(sent) };
    }
    Ok(())
}

/// Moves a generator's window back on the stack and pushes its frame. Returns the slot above what was moved:
/// where the `yield` that the generator waits at wants the value sent.
fn push(cx: &mut Context, generator: &Obj<Generator>, dst: *mut Value) -> PyResult<*mut Value> {
    let (window, limit) = (cx.top, cx.stack.limit());
    if cx.depth >= cx.depth_limit {
        return Err(cx.too_deep());
    }
    let payload = generator.get_mut(cx);
    let code = payload.code.expect("I-9: a generator that can be resumed has code");
    // SAFETY: the function in the generator's window keeps its code alive; `Obj` is a transparent pointer.
    let slots = usize::from(unsafe { &*std::ptr::from_ref(&code).cast::<Obj<Code>>() }.frame_slots);
    // SAFETY: checked against the limit before anything is written; slots above `top` own nothing (I-4).
    let (end, sent_slot) = unsafe {
        let end = window.add(1 + slots);
        if end >= limit {
            return Err(cx.too_deep());
        }
        (end, move_back(&mut payload.window, window))
    };
    payload.state = State::Running;
    let ip = payload.ip;
    let mut flags = FrameFlags::GENERATOR;
    let mut object = Value::Empty;
    if payload.frame.is_ref() {
        object = payload.frame.take();
        flags |= FrameFlags::SEEN;
    }
    if payload.handled.is_ref() || cx.handled.is_ref() {
        put_aside_outer(cx, generator);
        flags |= FrameFlags::HANDLING;
    }
    cx.depth += 1;
    cx.top = end;
    // SAFETY: the first slot holds the function.
    let function = match unsafe { &*window } {
        Value::Ref(function) => function.as_non_null(),
        _ => unreachable!("I-4: a generator's window starts with its function"),
    };
    cx.frames.push(Frame {
        // SAFETY: the window lies on the stack.
        base: unsafe { window.add(1) },
        ip,
        dst,
        return_top: window,
        function,
        code,
        flags,
        generator: Some(generator.as_object().as_non_null()),
        locals: Value::Empty,
        object,
    });
    Ok(sent_slot)
}

/// Goes on with the exception that a generator is handling, if any, and remembers the one outside.
#[cold]
fn put_aside_outer(cx: &mut Context, generator: &Obj<Generator>) {
    let handled = generator.get_mut(cx).handled.take();
    let outer = std::mem::replace(&mut cx.handled, handled);
    cx.outer_handled.push(outer);
}

/// Restores what was being handled outside the generator whose frame has `flags`; returns what it was handling
/// itself.
fn leave_handled(cx: &mut Context, flags: u32) -> Value {
    if flags & FrameFlags::HANDLING == 0 {
        return cx.handled.take();
    }
    let outer = cx.outer_handled.pop().expect("I-9: pushed when the generator was resumed");
    std::mem::replace(&mut cx.handled, outer)
}

/// Puts the exception that a generator is handling, and its frame object, into it.
#[cold]
#[inline(never)]
fn put_aside_inner(cx: &mut Context, frame: &mut Frame) {
    let generator = frame.generator().expect("I-9: `yield` runs in a generator's frame");
    if frame.has(FrameFlags::HANDLING) || cx.handled.is_ref() {
        let handled = leave_handled(cx, frame.flags);
        generator.get_mut(cx).handled = handled;
    }
    if frame.has(FrameFlags::SEEN) {
        generator.get_mut(cx).frame = frame.object.take();
    }
}

/// `YIELD_VALUE` and `YIELD_STATEMENT`: puts the running frame away, with its first `kept` slots. `Some` leaves the eval
/// loop.
#[inline(always)]
pub(super) fn suspend(cx: &mut Context, frame: *mut Frame, kept: usize, value: Value) -> Option<Value> {
    // SAFETY: the running frame stays where it is; it is forgotten below.
    let frame = unsafe { &mut *frame };
    let (flags, dst) = (frame.flags, frame.dst);
    if flags & (FrameFlags::HANDLING | FrameFlags::SEEN) != 0 || cx.handled.is_ref() {
        put_aside_inner(cx, frame);
    }
    let generator = frame.generator_ref().expect("I-9: `yield` runs in a generator's frame");
    let payload = generator.get_mut(cx);
    // SAFETY: the frame's own slots; those above are dead. `yield` is never the last instruction. The frame
    // owns nothing any more when it is forgotten.
    unsafe {
        move_off(&mut payload.window, frame.base, kept);
        payload.ip = frame.ip.add(1);
        payload.state = State::Suspended;
        cx.frames.set_len(cx.frames.len() - 1);
    }
    cx.depth -= 1;
    cx.top = frame.return_top;
    if flags & FrameFlags::ENTRY != 0 {
        return Some(value);
    }
    super::call::deliver(cx, dst, value);
    None
}

/// `RETURN` of a generator. `Some` leaves the eval loop, with the returned value; otherwise the caller's `for`
/// or `yield from` goes on behind its loop.
pub(super) fn finish(cx: &mut Context, value: Value) -> PyResult<Option<Value>> {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let flags = frame.flags;
    let generator = frame.generator().expect("I-9: the frame is a generator's");
    drop(leave_handled(cx, flags));
    let payload = generator.get_mut(cx);
    payload.state = State::Finished;
    payload.code = None;
    let old = payload.frame.take();
    drop(old);
    super::call::leave(cx);
    drop(generator);
    if flags & FrameFlags::ENTRY != 0 {
        return Ok(Some(value));
    }
    if cx.watch.on {
        super::watch::iteration_ended(cx, &value)?;
    }
    let frame = cx.frames.last_mut().expect("I-4: the caller's frame");
    let code = frame.code().clone();
    let window = Window { base: frame.base, temps: code.local_slots * SLOT };
    // SAFETY: the caller stands at the instruction that resumed the generator.
    let i = unsafe { *frame.ip };
    // SAFETY: the compiler's jump stays inside the code.
    frame.ip = unsafe { frame.ip.offset(1 + (i.c as i16) as isize) };
    match i.op {
        Op::Send => {
            window.set(cx, i.a, value);
            window.set(cx, i.b, Value::Empty);
        }
        _ => window.set(cx, i.b, Value::Empty),
    }
    Ok(None)
}

/// The generator's frame is left by an exception.
pub(super) fn fail(cx: &mut Context, generator: &Obj<Generator>, flags: u32) {
    drop(leave_handled(cx, flags));
    let payload = generator.get_mut(cx);
    payload.state = State::Finished;
    payload.code = None;
    let old = payload.frame.take();
    drop(old);
}

impl Context {
    /// Runs a generator until it yields or returns: `Ok(Ok(yielded))` or `Ok(Err(returned))`.
    fn run_generator(&mut self, generator: &Obj<Generator>, sent: Value) -> PyResult<Result<Value, Value>> {
        match generator.get(self).state {
            State::Running => return Err(self.value_error("generator already executing")),
            State::Finished => return Ok(Err(Value::None)),
            State::Created if !sent.is_none() => {
                return Err(self.type_error("can't send non-None value to a just-started generator"));
            }
            State::Created | State::Suspended => {}
        }
        self.check_native_stack()?;
        resume(self, generator, sent, self.top)?;
        self.frames.last_mut().expect("I-4: a frame was pushed").flags |= FrameFlags::ENTRY;
        let value = super::run(self)?;
        if generator.get(self).state == State::Finished { Ok(Err(value)) } else { Ok(Ok(value)) }
    }

    /// `next(generator)`: `None` at the end.
    pub fn generator_next(&mut self, generator: &Obj<Generator>) -> PyResult<Option<Value>> {
        Ok(self.run_generator(generator, Value::None)?.ok())
    }

    /// `generator.send(value)`; the end raises `StopIteration`.
    pub fn generator_send(&mut self, generator: &Obj<Generator>, sent: Value) -> PyResult<Value> {
        match self.run_generator(generator, sent)? {
            Ok(value) => Ok(value),
            Err(returned) => Err(self.stop_iteration(returned)),
        }
    }

    /// The iterator that a suspended generator delegates to by `yield from`.
    pub fn generator_delegate(&self, generator: &Obj<Generator>) -> Option<Value> {
        let payload = generator.get(self);
        if payload.state != State::Suspended {
            return None;
        }
        // SAFETY: a suspended generator stands behind its `yield`.
        let i = unsafe { *payload.ip.sub(1) };
        if i.op != Op::YieldValue || i.c != 1 {
            return None;
        }
        // The window in the generator starts with the function.
        payload.window.get(usize::from(i.b / SLOT)).cloned()
    }

    /// The code of a generator that has not ended, and the number of the instruction it waits at (or runs, when
    /// it was last resumed).
    pub fn generator_place(&self, generator: &Obj<Generator>) -> Option<(Obj<Code>, usize)> {
        let payload = generator.get(self);
        // SAFETY: the function in the window, or on the stack, keeps the code while the generator has not ended.
        let code = unsafe { crate::Ref::cloned(payload.code?) }.try_downcast::<Code>().ok()?;
        // SAFETY: `ip` points into the code's instructions.
        let next = unsafe { payload.ip.offset_from(code.instrs_ptr()) } as usize;
        Some((code, next.saturating_sub(usize::from(payload.state != State::Created))))
    }

    /// `generator.throw(exception)`.
    pub fn generator_throw(&mut self, generator: &Obj<Generator>, raised: Raised) -> PyResult<Value> {
        if generator.get(self).state == State::Running {
            return Err(self.value_error("generator already executing"));
        }
        if let Some(delegate) = self.generator_delegate(generator) {
            return self.throw_through(generator, delegate, raised);
        }
        self.throw_here(generator, raised)
    }

    /// Throws at the generator's own `yield`.
    fn throw_here(&mut self, generator: &Obj<Generator>, raised: Raised) -> PyResult<Value> {
        match generator.get(self).state {
            State::Running => return Err(self.value_error("generator already executing")),
            State::Finished => return Err(raised),
            State::Created | State::Suspended => {}
        }
        self.check_native_stack()?;
        push(self, generator, self.top)?;
        let frame = self.frames.last_mut().expect("I-4: a frame was pushed");
        frame.flags |= FrameFlags::ENTRY;
        let told = if self.watch.on { super::watch::entered(self) } else { Ok(()) };
        let raised = match told {
            Ok(()) => {
                // The exception belongs to the `yield` that is waiting.
                let frame = self.frames.last_mut().expect("I-4: a frame was pushed");
                // SAFETY: at least one instruction was executed.
                frame.ip = unsafe { frame.ip.sub(1) };
                raised
            }
            // It was raised there.
            Err(other) => other,
        };
        let value = match super::unwind::unwind_thrown(self, raised) {
            super::unwind::Unwound::Handled => super::go_on(self)?,
            super::unwind::Unwound::Left(raised) => return Err(raised),
        };
        if generator.get(self).state == State::Finished { Err(self.stop_iteration(value)) } else { Ok(value) }
    }

    /// Throws into the iterator that a generator delegates to; what comes out goes on in the generator.
    fn throw_through(
        &mut self,
        generator: &Obj<Generator>,
        delegate: Value,
        raised: Raised,
    ) -> PyResult<Value> {
        generator.get_mut(self).state = State::Running;
        let closing = self.is_exception(&raised, ExceptionKind::GeneratorExit);
        let outcome = if closing {
            match self.close_iterator(&delegate) {
                Ok(()) => Err(raised),
                Err(raised) => Err(raised),
            }
        } else {
            self.throw_into(&delegate, raised)
        };
        generator.get_mut(self).state = State::Suspended;
        match outcome {
            Ok(value) => Ok(value),
            Err(raised) => self.throw_here(generator, raised),
        }
    }

    fn throw_into(&mut self, iterator: &Value, raised: Raised) -> PyResult<Value> {
        if let Some(inner) = iterator.as_ref().and_then(|object| object.downcast::<Generator>()).cloned() {
            return self.generator_throw(&inner, raised);
        }
        let name = self.names().throw.clone();
        match self.attr_or_absent(iterator, &name)? {
            Some(method) => self.call(&method, &[raised.value()]),
            None => Err(raised),
        }
    }

    fn close_iterator(&mut self, iterator: &Value) -> PyResult<()> {
        if let Some(inner) = iterator.as_ref().and_then(|object| object.downcast::<Generator>()).cloned() {
            return self.generator_close(&inner).map(drop);
        }
        let name = self.names().close.clone();
        match self.attr_or_absent(iterator, &name)? {
            Some(method) => self.call(&method, &[]).map(drop),
            None => Ok(()),
        }
    }

    /// `generator.close()`: the value it returns, if it returns one when closed.
    pub fn generator_close(&mut self, generator: &Obj<Generator>) -> PyResult<Value> {
        match generator.get(self).state {
            State::Finished => return Ok(Value::None),
            State::Created => {
                let payload = generator.get_mut(self);
                payload.state = State::Finished;
                payload.code = None;
                let window = std::mem::take(&mut payload.window);
                drop(window);
                return Ok(Value::None);
            }
            State::Running => return Err(self.value_error("generator already executing")),
            State::Suspended => {}
        }
        let exit = self.error_with(ExceptionKind::GeneratorExit, Vec::new());
        match self.generator_throw(generator, exit) {
            Ok(_) => Err(self.runtime_error("generator ignored GeneratorExit")),
            Err(raised) if self.is_exception(&raised, ExceptionKind::StopIteration) => {
                Ok(self.stop_iteration_value(&raised))
            }
            Err(raised) if self.is_exception(&raised, ExceptionKind::GeneratorExit) => Ok(Value::None),
            Err(raised) => Err(raised),
        }
    }
}

/// `GET_YIELD_FROM_ITER`.
pub(super) fn get_yield_from_iter(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let object = window.operand(cx, i.b)?;
    let iterator = if object.as_ref().is_some_and(|object| object.kind() == Kind::Generator) {
        object
    } else {
        cx.iter(&object)?
    };
    window.set(cx, i.a, iterator);
    Ok(())
}

/// `SEND`.
pub(super) fn send(cx: &mut Context, window: Window, i: Instr) -> PyResult<Step> {
    let value = window.take(i.b);
    // The temporary keeps the generator while its frame runs: only this frame could empty it.
    if let Some(generator) = window.read(i.a).as_ref().and_then(|object| object.downcast::<Generator>()) {
        if can_resume(cx, generator) && (value.is_none() || generator.get(cx).state == State::Suspended) {
            resume(cx, generator, value, window.at(i.b))?;
            return Ok(Step::Frame);
        }
        return match cx.run_generator(&generator.clone(), value)? {
            Ok(item) => {
                window.put(i.b, item);
                Ok(Step::Item)
            }
            Err(returned) => end_delegation(cx, window, i, returned),
        };
    }
    let iterator = window.read(i.a).clone();
    let outcome = if value.is_none() {
        cx.next_or_stop(&iterator)?
    } else {
        let name = cx.names().send.clone();
        match cx.call_method(&iterator, &name, &[value]) {
            Ok(item) => Ok(item),
            Err(raised) if cx.is_exception(&raised, ExceptionKind::StopIteration) => {
                Err(cx.stop_iteration_value(&raised))
            }
            Err(raised) => return Err(raised),
        }
    };
    match outcome {
        Ok(item) => {
            window.put(i.b, item);
            Ok(Step::Item)
        }
        Err(returned) => end_delegation(cx, window, i, returned),
    }
}

/// The iterator that is delegated to has come to its end, with a value.
fn end_delegation(cx: &mut Context, window: Window, i: Instr, returned: Value) -> PyResult<Step> {
    if cx.watch.on {
        super::watch::iteration_ended(cx, &returned)?;
    }
    window.set(cx, i.a, returned);
    Ok(Step::End)
}

impl Context {
    /// `next(iterator)`, with the value of the `StopIteration` at the end.
    fn next_or_stop(&mut self, iterator: &Value) -> PyResult<Result<Value, Value>> {
        let builtin = iterator.as_ref().is_some_and(|object| object.kind() == Kind::Iterator);
        if builtin {
            return Ok(self.next(iterator)?.ok_or(Value::None));
        }
        match self.try_special(iterator, |names| &names.__next__, []) {
            Ok(Some(item)) => Ok(Ok(item)),
            Ok(None) => {
                let name = self.type_name(iterator);
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
            Err(raised) if self.is_exception(&raised, ExceptionKind::StopIteration) => {
                Ok(Err(self.stop_iteration_value(&raised)))
            }
            Err(raised) => Err(raised),
        }
    }
}

/// `CLEANUP_THROW`.
pub(super) fn cleanup_throw(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let exception = window.take(i.a + 2 * SLOT);
    let raised = cx.raised_from(exception)?;
    if cx.is_exception(&raised, ExceptionKind::StopIteration) {
        let value = cx.stop_iteration_value(&raised);
        window.set(cx, i.a + SLOT, Value::Empty);
        window.set(cx, i.a, value);
        return Ok(());
    }
    Err(raised)
}

/// What leaves a generator's frame instead of an exception that the generator has not handled: a `StopIteration` would
/// look like the generator's end.
pub(super) fn escaping(cx: &mut Context, raised: Raised) -> Raised {
    if !cx.is_exception(&raised, ExceptionKind::StopIteration) {
        return raised;
    }
    let error = cx.runtime_error("generator raised StopIteration");
    let payload = error.0.get_mut(cx);
    payload.cause = raised.value();
    payload.context = raised.value();
    payload.suppress_context = true;
    error
}
