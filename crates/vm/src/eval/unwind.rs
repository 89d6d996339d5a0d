//! Exceptions in the eval loop: raising, finding the handler, leaving frames, tracebacks.

use bytecode::{Instr, Op};

use super::{Window, watch};
use crate::frame::FrameFlags;
use crate::heap::Obj;
use crate::objects::code::SLOT;
use crate::objects::exception::ExceptionKind;
use crate::objects::traceback::{FrameObject, Traceback, Traced};
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Kind, Tuple, Type};
use crate::{Context, PyResult, Raised, Value};

/// How unwinding ended.
pub(super) enum Unwound {
    /// At a handler: the topmost frame goes on there.
    Handled,
    /// Out of the frame that was entered from Rust.
    Left(Raised),
}

/// Finds the handler of an exception, leaving frames that have none.
#[cold]
#[inline(never)]
pub(super) fn unwind(cx: &mut Context, raised: Raised) -> Unwound {
    set_implicit_context(cx, &raised.0);
    leave_frames(cx, raised)
}

/// The same for an exception that is thrown into a generator: only what the generator itself handles is its context.
#[cold]
pub(super) fn unwind_thrown(cx: &mut Context, raised: Raised) -> Unwound {
    if !cx.handled.is_empty() && !cx.handled.is_none() {
        set_implicit_context(cx, &raised.0);
    }
    leave_frames(cx, raised)
}

fn leave_frames(cx: &mut Context, mut raised: Raised) -> Unwound {
    loop {
        let frame = cx.frames.last().expect("I-4: a frame is running");
        let pc = frame.pc();
        let code = frame.code().clone();
        let op = code.instr(pc).op;
        // What is raised again keeps its traceback; a bare `raise` with nothing to raise has a new one.
        let again = match op {
            Op::Reraise => true,
            Op::RaiseBare | Op::CleanupThrow => !raised.0.get(cx).traceback.is_empty(),
            _ => false,
        };
        if !again {
            add_traceback(cx, &raised.0, pc);
            if cx.watch.on {
                raised = watch::raising(cx, raised);
            }
        }
        let range =
            code.source.exceptions.iter().find(|range| (range.start..range.end).contains(&(pc as u32)));
        if let Some(range) = range {
            let frame = cx.frames.last_mut().expect("I-4: a frame is running");
            let window = Window { base: frame.base, temps: code.local_slots * SLOT };
            // SAFETY: the handler is an instruction of this code.
            frame.ip = unsafe { code.instrs_ptr().add(range.handler as usize) };
            for slot in code.local_slots + range.depth..code.frame_slots {
                drop(window.take(slot * SLOT));
            }
            window.put((code.local_slots + range.depth) * SLOT, raised.value());
            if cx.heap().has_pending() {
                cx.run_pending();
            }
            return Unwound::Handled;
        }
        let flags = cx.frames.last().expect("I-4: a frame is running").flags;
        if flags & FrameFlags::GENERATOR != 0 && pc > 0 {
            raised = super::generator::escaping(cx, raised);
        }
        if cx.watch.on {
            raised = watch::abandoning(cx, raised);
        }
        abandon(cx, &code);
        if flags & FrameFlags::ENTRY != 0 {
            return Unwound::Left(raised);
        }
    }
}

/// Leaves a frame because of an exception: temporaries are dropped, locals go to the frame object.
fn abandon(cx: &mut Context, code: &Obj<crate::objects::Code>) {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let window = Window { base: frame.base, temps: code.local_slots * SLOT };
    let flags = frame.flags;
    for slot in code.local_slots..code.frame_slots {
        drop(window.take(slot * SLOT));
    }
    if let Some(generator) = frame.generator() {
        super::generator::fail(cx, &generator, flags);
    }
    keep_locals(cx);
    // The last one first, as CPython does.
    for slot in (0..code.local_slots).rev() {
        drop(window.take(slot * SLOT));
    }
    super::call::pop(cx);
    if flags & FrameFlags::INIT != 0 {
        // SAFETY: `call_class` left the instance two slots below the window.
        unsafe { drop((*window.base.sub(2)).take()) };
    }
}

/// Gives the locals of the frame that is being left to its frame object, if somebody else still has that.
pub(super) fn keep_locals(cx: &mut Context) {
    let frame = cx.frames.last_mut().expect("I-4: a frame is running");
    let object = frame.object.take();
    let Some(object) = object.as_ref().and_then(|object| object.downcast::<FrameObject>()) else { return };
    let (base, pc) = (frame.base, frame.pc());
    let count = usize::from(frame.code().local_slots);
    let shared = object.as_object().count() > 1;
    let payload = object.get_mut(cx);
    payload.running = None;
    payload.pc = pc;
    if shared {
        // SAFETY: the frame's own slots.
        payload.locals = (0..count).map(|slot| unsafe { (*base.add(slot)).take() }).collect();
    }
}

/// Adds the topmost frame to an exception's traceback.
pub(crate) fn add_traceback(cx: &mut Context, exception: &Obj<Exception>, pc: usize) {
    let depth = cx.frames.len() - 1;
    let frame = frame_object_at(cx, depth);
    let line = cx.frames[depth].code().line(pc);
    let class = cx.types().traceback.clone();
    let shape = class.root_shape(cx);
    let next = exception.get_mut(cx).traceback.take();
    let entry = cx.heap().alloc(shape, Traceback { next, frame, pc, line });
    exception.get_mut(cx).traceback = entry.into();
}

/// The frame object of a running frame of this thread; made when first asked for.
pub(crate) fn frame_object_at(cx: &mut Context, depth: usize) -> Obj<FrameObject> {
    let id = cx.gil().thread().id();
    let made = frame_object_of(cx, id, depth);
    made.expect("I-4: the caller counts the frames of its thread")
}

/// The frame object of a running frame of this thread, or of another one, which then waits for the lock.
pub(crate) fn frame_object_of(
    cx: &mut Context,
    thread: gil::ThreadId,
    depth: usize,
) -> Option<Obj<FrameObject>> {
    let mut place = cx.frame_of(thread, depth)?;
    // SAFETY: frames stay where they are; making an object neither pushes nor pops one, and the frame's thread, if
    // it is another one, is waiting for the lock.
    let frame = unsafe { place.as_mut() };
    let pc = frame.pc();
    if let Some(known) = frame.object.as_ref().and_then(|object| object.downcast::<FrameObject>()).cloned() {
        let payload = known.get_mut(cx);
        payload.pc = pc;
        payload.running = Some((thread, depth));
        return Some(known);
    }
    let code = frame.code().clone();
    let namespace = frame.locals.clone();
    let function = frame.function().get(cx);
    let payload = FrameObject {
        code,
        globals: function.globals.clone(),
        builtins: function.builtins.clone(),
        namespace,
        locals: Vec::new(),
        back: Value::Empty,
        pc,
        running: Some((thread, depth)),
        traced: Traced::default(),
    };
    let class = cx.types().frame.clone();
    let shape = class.root_shape(cx);
    let made = cx.heap().alloc(shape, payload);
    frame.object = made.value();
    frame.flags |= FrameFlags::SEEN;
    Some(made)
}

impl Context {
    /// The frame object of the frame `depth` levels below the running one.
    pub fn current_frame_object(&mut self, depth: usize) -> Option<Obj<FrameObject>> {
        let at = self.frames.len().checked_sub(depth + 1)?;
        Some(frame_object_at(self, at))
    }
}

/// An exception raised while another one is handled remembers that one.
fn set_implicit_context(cx: &mut Context, exception: &Obj<Exception>) {
    let payload = exception.get(cx);
    if !payload.context.is_empty() || !payload.traceback.is_empty() {
        return;
    }
    set_context(cx, exception);
}

/// Sets `__context__` to the exception being handled, without making a cycle.
fn set_context(cx: &mut Context, exception: &Obj<Exception>) {
    let Some(Value::Ref(handled)) = cx.handled_exception().cloned() else { return };
    if handled.is(exception.as_object()) {
        return;
    }
    // Cut the chain where it leads back to the new exception.
    let mut link = handled.downcast::<Exception>().cloned();
    let mut slow = link.clone();
    let mut move_slow = false;
    while let Some(current) = link {
        let next =
            current.get(cx).context.as_ref().and_then(|context| context.downcast::<Exception>()).cloned();
        if let Some(next) = &next
            && next.is(exception)
        {
            let cut = current.get_mut(cx).context.take();
            drop(cut);
            break;
        }
        link = next;
        if move_slow {
            slow = slow
                .and_then(|at| at.get(cx).context.as_ref().and_then(|c| c.downcast::<Exception>()).cloned());
            if let (Some(slow), Some(link)) = (&slow, &link)
                && slow.is(link)
            {
                break;
            }
        }
        move_slow = !move_slow;
    }
    let old = std::mem::replace(&mut exception.get_mut(cx).context, Value::Ref(handled));
    drop(old);
}

/// `raise value` and `raise value from cause`.
#[cold]
#[inline(never)]
pub(super) fn raise(cx: &mut Context, value: Value, cause: Option<Value>) -> Raised {
    let raised = match cx.raised_from(value) {
        Ok(raised) => raised,
        Err(raised) => return raised,
    };
    if let Some(cause) = cause {
        let cause = match cause {
            Value::None => Value::Empty,
            cause => {
                let is_class = cause.as_ref().and_then(|c| c.downcast::<Type>()).cloned();
                match is_class {
                    Some(class) if class.has_flags(cx, TypeFlags::EXCEPTION) => match cx.call(&cause, &[]) {
                        Ok(made) => made,
                        Err(raised) => return raised,
                    },
                    _ => cause,
                }
            }
        };
        let is_exception =
            cause.is_empty() || cause.as_ref().is_some_and(|cause| cause.kind() == Kind::Exception);
        if !is_exception {
            return cx.type_error("exception causes must derive from BaseException");
        }
        let payload = raised.0.get_mut(cx);
        payload.suppress_context = true;
        let old = std::mem::replace(&mut payload.cause, cause);
        drop(old);
    }
    set_context(cx, &raised.0);
    raised
}

/// `raise`.
#[cold]
pub(super) fn raise_bare(cx: &mut Context) -> Raised {
    match cx.handled_exception().cloned() {
        Some(Value::Ref(object)) => match object.try_downcast::<Exception>() {
            Ok(exception) => Raised(exception),
            Err(_) => cx.runtime_error("No active exception to reraise"),
        },
        _ => cx.runtime_error("No active exception to reraise"),
    }
}

/// `PUSH_EXC_INFO`.
pub(super) fn push_exc_info(cx: &mut Context, window: Window, offset: u16) {
    let exception = window.take(offset);
    let previous = std::mem::replace(&mut cx.handled, exception.clone());
    window.put(offset, if previous.is_empty() { Value::None } else { previous });
    window.put(offset + SLOT, exception);
}

/// `POP_EXCEPT`.
pub(super) fn pop_except(cx: &mut Context, previous: Value) {
    let previous = if previous.is_none() { Value::Empty } else { previous };
    let old = std::mem::replace(&mut cx.handled, previous);
    drop(old);
    cx.settle();
}

/// `CHECK_EXC_MATCH`.
pub(super) fn check_match(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let class = window.operand(cx, i.c)?;
    let exception = window.read(i.b).clone();
    let matches = cx.exception_matches(&exception, &class)?;
    window.set(cx, i.a, Value::bool(matches));
    Ok(())
}

impl Context {
    /// Whether `except class:` catches an exception. `class` may be a tuple.
    pub fn exception_matches(&mut self, exception: &Value, class: &Value) -> PyResult<bool> {
        let message = "catching classes that do not inherit from BaseException is not allowed";
        let one = |cx: &mut Context, class: &Value| match class.as_ref().and_then(|c| c.downcast::<Type>()) {
            Some(class) if class.has_flags(cx, TypeFlags::EXCEPTION) => Ok(class.clone()),
            _ => Err(cx.type_error(message)),
        };
        if let Some(tuple) = class.as_ref().and_then(|class| class.downcast::<Tuple>()).cloned() {
            let classes: PyResult<Vec<_>> = tuple.items().iter().map(|item| one(self, item)).collect();
            let classes = classes?;
            return Ok(classes.iter().any(|class| self.is_instance(exception, class)));
        }
        let class = one(self, class)?;
        Ok(self.is_instance(exception, &class))
    }

    /// The value of a `StopIteration`.
    pub fn stop_iteration_value(&mut self, raised: &Raised) -> Value {
        debug_assert!(self.is_exception(raised, ExceptionKind::StopIteration));
        crate::objects::exception_methods::control::stop_value(self, &raised.0)
    }
}
