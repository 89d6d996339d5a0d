//! Generators in the eval loop: a frame's window is moved off the stack at `yield`, and back when resumed.

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
        window: Vec::new(),
        ip,
        code: Some(code.as_object().as_non_null()),
        sent_slot: u16::MAX,
        handled: Value::Empty,
        name: function.get(cx).name.clone(),
        qualname: function.get(cx).qualname.clone(),
        frame: Value::Empty,
    };
    let shape = cx.shapes().generator;
    let generator = cx.heap().alloc(shape, payload);
    // Only code with handlers of its own (one more than the one around every generator) has anything to do when
    // it is closed.
    if code.source.exceptions.len() > 1 {
        generator.as_object().header().add_flags(ObjectFlags::HAS_FINALIZER);
    }
    let window = move_off(base, &code);
    generator.get_mut(cx).window = window;
    pop_moved(cx);
    generator.into()
}

/// Takes the function and the window's slots off the stack.
fn move_off(base: *mut Value, code: &Obj<Code>) -> Vec<Value> {
    // SAFETY: the frame's own slots, and the function below them (I-4).
    (0..=usize::from(code.frame_slots)).map(|slot| unsafe { (*base.sub(1).add(slot)).take() }).collect()
}

/// Takes the frame off whose window was moved.
fn pop_moved(cx: &mut Context) {
    let frame = cx.frames.pop().expect("I-4: a frame is running");
    cx.depth -= 1;
    cx.top = frame.return_top;
}

/// Whether a generator is waiting to be resumed.
pub(super) fn can_resume(cx: &Context, generator: &Obj<Generator>) -> bool {
    matches!(generator.get(cx).state, State::Created | State::Suspended)
}

/// Pushes a generator's frame, to go on with `sent`.
pub(super) fn resume(
    cx: &mut Context,
    generator: &Obj<Generator>,
    sent: Value,
    dst: *mut Value,
) -> PyResult<()> {
    push(cx, generator, dst)?;
    let payload = generator.get_mut(cx);
    let started = payload.sent_slot != u16::MAX;
    let slot = payload.sent_slot;
    if started {
        let frame = cx.frames.last().expect("I-4: a frame was pushed");
        let window = Window { base: frame.base, temps: 0 };
        window.set(cx, slot, sent);
    }
    Ok(())
}

/// Moves a generator's window back on the stack and pushes its frame.
fn push(cx: &mut Context, generator: &Obj<Generator>, dst: *mut Value) -> PyResult<()> {
    if cx.depth >= cx.depth_limit || cx.frames.len() == cx.frames.capacity() {
        return Err(cx.too_deep());
    }
    let window = cx.top;
    let payload = generator.get_mut(cx);
    let mut slots = std::mem::take(&mut payload.window);
    let (ip, code) = (payload.ip, payload.code.expect("I-9: a generator that can be resumed has code"));
    payload.state = State::Running;
    let handled = payload.handled.take();
    let frame_object = payload.frame.clone();
    let count = slots.len();
    // SAFETY: within the stack's reserve; slots above `top` own nothing (I-4); what is copied is forgotten here.
    unsafe {
        if window.add(count) >= cx.stack.limit() {
            let payload = generator.get_mut(cx);
            payload.window = slots;
            payload.state = State::Suspended;
            return Err(cx.too_deep());
        }
        std::ptr::copy_nonoverlapping(slots.as_ptr(), window, count);
        slots.set_len(0);
    }
    // The emptied vector goes back, so that the next `yield` need not allocate.
    generator.get_mut(cx).window = slots;
    // SAFETY: as above.
    let (base, end) = unsafe { (window.add(1), window.add(count)) };
    // SAFETY: as above.
    let below = unsafe { &*window };
    let function = match below {
        Value::Ref(function) => function.as_non_null(),
        _ => unreachable!("I-4: a generator's window starts with its function"),
    };
    cx.depth += 1;
    cx.top = end;
    // The caller's slot keeps the generator alive until the frame is left; the frame takes one count more so
    // that a native caller may let go.
    let outer = std::mem::replace(&mut cx.handled, handled);
    cx.outer_handled.push(outer);
    cx.frames.push(Frame {
        base,
        ip,
        dst,
        return_top: window,
        function,
        code,
        flags: FrameFlags::GENERATOR,
        generator: Some(generator.as_object().as_non_null()),
        locals: Value::Empty,
        object: frame_object,
    });
    generator.as_object().count_up();
    Ok(())
}

/// Restores what was being handled outside the generator; returns what it was handling itself.
fn leave_handled(cx: &mut Context) -> Value {
    let outer = cx.outer_handled.pop().expect("I-9: pushed when the generator was resumed");
    std::mem::replace(&mut cx.handled, outer)
}

/// `YIELD_VALUE`: puts the frame away. `Some` leaves the eval loop.
pub(super) fn suspend(cx: &mut Context, i: Instr, value: Value) -> Option<Value> {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let (base, flags, dst, code) = (frame.base, frame.flags, frame.dst, frame.code().clone());
    // SAFETY: `yield` is never the last instruction.
    let ip = unsafe { frame.ip.add(1) };
    let generator = frame.generator().expect("I-9: `yield` runs in a generator's frame");
    let frame_object = cx.frames.last_mut().expect("I-4: a frame is running").object.take();
    let handled = leave_handled(cx);
    let mut slots = std::mem::take(&mut generator.get_mut(cx).window);
    let count = usize::from(code.frame_slots) + 1;
    slots.reserve_exact(count);
    // SAFETY: the frame's own slots, and the function below them (I-4): moved, and left owning nothing.
    unsafe {
        std::ptr::copy_nonoverlapping(base.sub(1), slots.as_mut_ptr(), count);
        slots.set_len(count);
        for index in 0..count {
            base.sub(1).add(index).write(Value::Empty);
        }
    }
    let payload = generator.get_mut(cx);
    payload.window = slots;
    payload.ip = ip;
    payload.sent_slot = i.a;
    payload.state = State::Suspended;
    payload.handled = handled;
    payload.frame = frame_object;
    pop_moved(cx);
    release(generator);
    if flags & FrameFlags::ENTRY != 0 {
        return Some(value);
    }
    super::call::deliver(cx, dst, value);
    None
}

/// Gives back the count that the frame held.
fn release(generator: Obj<Generator>) {
    // SAFETY: `push` has counted the generator once for its frame.
    drop(unsafe { crate::Ref::from_counted(generator.as_object().as_non_null()) });
}

/// `RETURN` of a generator. `Some` leaves the eval loop, with the returned value; otherwise the caller's `for`
/// or `yield from` goes on behind its loop.
pub(super) fn finish(cx: &mut Context, value: Value) -> PyResult<Option<Value>> {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let flags = frame.flags;
    let generator = frame.generator().expect("I-9: the frame is a generator's");
    drop(leave_handled(cx));
    let payload = generator.get_mut(cx);
    payload.state = State::Finished;
    payload.code = None;
    let old = payload.frame.take();
    drop(old);
    super::call::leave(cx);
    release(generator);
    if flags & FrameFlags::ENTRY != 0 {
        return Ok(Some(value));
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
pub(super) fn fail(cx: &mut Context, generator: &Obj<Generator>) {
    drop(leave_handled(cx));
    super::unwind::finished(cx, generator);
    let payload = generator.get_mut(cx);
    payload.code = None;
    let old = payload.frame.take();
    drop(old);
    release(generator.clone());
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
        self.check_point_at_resumption();
        let value = super::run(self)?;
        if generator.get(self).state == State::Finished { Ok(Err(value)) } else { Ok(Ok(value)) }
    }

    /// Resumption is a check point; what it raises is raised by the generator's next check point instead, so
    /// that it appears inside the generator.
    fn check_point_at_resumption(&mut self) {
        if self.gil().breaker().has(gil::Breaker::DROP_REQUEST) {
            self.give_way();
        }
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
        // The exception belongs to the `yield` that is waiting.
        // SAFETY: at least one instruction was executed.
        frame.ip = unsafe { frame.ip.sub(1) };
        let value = match super::unwind::unwind(self, raised) {
            super::unwind::Unwound::Handled => super::run(self)?,
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
    let iterator = window.read(i.a).clone();
    let value = window.take(i.b);
    let generator = iterator.as_ref().and_then(|object| object.downcast::<Generator>()).cloned();
    if let Some(generator) = generator {
        if can_resume(cx, &generator) && (value.is_none() || generator.get(cx).state == State::Suspended) {
            resume(cx, &generator, value, window.at(i.b))?;
            return Ok(Step::Frame);
        }
        return match cx.run_generator(&generator, value)? {
            Ok(item) => {
                window.put(i.b, item);
                Ok(Step::Item)
            }
            Err(returned) => {
                window.set(cx, i.a, returned);
                Ok(Step::End)
            }
        };
    }
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
        Err(returned) => {
            window.set(cx, i.a, returned);
            Ok(Step::End)
        }
    }
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

/// `STOP_ITERATION_ERROR`.
pub(super) fn stop_iteration_error(cx: &mut Context, window: Window, i: Instr) {
    let exception = window.read(i.a).clone();
    let Ok(raised) = cx.raised_from(exception.clone()) else { return };
    if !cx.is_exception(&raised, ExceptionKind::StopIteration) {
        return;
    }
    let error = cx.runtime_error("generator raised StopIteration");
    let payload = error.0.get_mut(cx);
    payload.cause = exception.clone();
    payload.context = exception;
    payload.suppress_context = true;
    window.set(cx, i.a, error.value());
}
