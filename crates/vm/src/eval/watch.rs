//! What the watched eval loop does beside running instructions: check points wherever `-X switch_points` wants them,
//! and the events of `sys.settrace` and `sys.setprofile`.
//!
//! ```text
//!            plain loop                      watched loop
//!  ┌── instruction ◀─┐  at a check    ┌── before_instruction: check point, line, opcode
//!  │   instruction   │ ◀── point ──▶  │   instruction
//!  └── check point ──┘                └── entered, call, returning …
//! ```
//!
//! The plain loop knows nothing of all this and costs nothing for it. [`Breaker::WATCH`] makes it look at
//! [`Watch::on`] at its next check point.
//!
//! Which instruction begins a line is decided by the line table as the frame runs: a line is new if the instruction
//! before it, in the order of execution, was of another one, or stood behind it.

use bytecode::{CodeFlags, Op};
use gil::Breaker;

use super::call::{self, Called};
use super::unwind::frame_object_at;
use crate::frame::FrameFlags;
use crate::heap::Obj;
use crate::interp::Interp;
use crate::objects::exception::ExceptionKind;
use crate::objects::traceback::{FrameObject, Traced};
use crate::objects::{Kind, Tuple, Type};
use crate::{Context, PyResult, Raised, Value};

/// Where a thread can be made to give up the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SwitchPoints {
    /// CPython 3.10 to 3.14: at loop back edges, at the entry of functions, and after calls of what is not written in
    /// Python.
    #[default]
    Calls,
    /// CPython up to 3.9: before every instruction, too.
    Instructions,
    /// Also inside of those instructions and native functions that look at one item after the other, as threads could
    /// that have no lock in common.
    Free,
}

impl SwitchPoints {
    /// Each with its name on the command line.
    pub const NAMES: [(&str, SwitchPoints); 3] =
        [("3.14", SwitchPoints::Calls), ("3.9", SwitchPoints::Instructions), ("free", SwitchPoints::Free)];

    /// The name.
    pub fn name(self) -> &'static str {
        let found = SwitchPoints::NAMES.iter().find(|(_, points)| *points == self);
        found.expect("I-9: each has its name").0
    }
}

/// Who is told of what a thread does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Watcher {
    /// `sys.settrace`.
    Trace,
    /// `sys.setprofile`.
    Profile,
}

/// What is watched in a thread.
#[derive(Default)]
pub struct Watch {
    /// Whether the watched loop shall run.
    pub(crate) on: bool,
    points: SwitchPoints,
    /// The functions of `sys.settrace` and `sys.setprofile`; empty for none.
    trace: Value,
    profile: Value,
    /// One of them is running: what it does is not watched.
    busy: bool,
}

impl Watch {
    fn function(&mut self, watcher: Watcher) -> &mut Value {
        match watcher {
            Watcher::Trace => &mut self.trace,
            Watcher::Profile => &mut self.profile,
        }
    }

    fn update(&mut self) {
        let told = self.is_traced() || self.is_profiled();
        self.on = told || self.points != SwitchPoints::Calls;
    }

    /// Forgets who is told, while the lock is still held.
    pub(crate) fn end(&mut self) {
        drop((self.trace.take(), self.profile.take()));
        self.on = false;
    }

    fn is_traced(&self) -> bool {
        !self.busy && !self.trace.is_empty()
    }

    fn is_profiled(&self) -> bool {
        !self.busy && !self.profile.is_empty()
    }
}

impl Interp {
    /// Says where threads, those that run already too, can be made to give up the lock.
    pub fn set_switch_points(&self, points: SwitchPoints) {
        self.switch_points.set(points);
        for thread in self.lock.threads() {
            thread.breaker().set(Breaker::WATCH);
        }
    }

    /// Where threads can be made to give up the lock.
    pub fn switch_points(&self) -> SwitchPoints {
        self.switch_points.get()
    }

    /// Has every other thread set its trace or profile function at its next check point.
    pub fn watch_other_threads(&self, own: gil::ThreadId, watcher: Watcher, function: &Value) {
        for thread in self.lock.threads().into_iter().filter(|thread| thread.id() != own) {
            self.new_watchers.borrow_mut().insert((thread.id(), watcher), function.clone());
            thread.breaker().set(Breaker::WATCH);
        }
    }
}

impl Context {
    /// The function of `sys.settrace` or `sys.setprofile`: `None` for none.
    pub fn watcher(&mut self, watcher: Watcher) -> Value {
        self.watch.function(watcher).clone().or_none()
    }

    /// `sys.settrace(function)` or `sys.setprofile(function)`.
    pub fn set_watcher(&mut self, watcher: Watcher, function: Value) {
        let function = if function.is_none() { Value::Empty } else { function };
        let old = std::mem::replace(self.watch.function(watcher), function);
        drop(old);
        self.update_watch();
    }

    /// Takes over what others want to be watched. [`Breaker::WATCH`] stays set while anything is.
    #[cold]
    pub(crate) fn update_watch(&mut self) {
        self.gil().breaker().clear(Breaker::WATCH);
        self.watch.points = self.interp_ref().switch_points();
        let id = self.gil().thread().id();
        for watcher in [Watcher::Trace, Watcher::Profile] {
            let new = self.interp_ref().new_watchers.borrow_mut().remove(&(id, watcher));
            if let Some(new) = new {
                let new = if new.is_none() { Value::Empty } else { new };
                drop(std::mem::replace(self.watch.function(watcher), new));
            }
        }
        self.watch.update();
        if self.watch.on {
            self.gil().breaker().set(Breaker::WATCH);
        }
    }

    /// A check point inside of something that is one step, but would not be without a lock.
    #[inline(always)]
    pub fn free_point(&mut self) -> PyResult<()> {
        if self.watch.on && self.watch.points == SwitchPoints::Free { self.check_point() } else { Ok(()) }
    }
}

/// Before an instruction of the running frame.
pub(super) fn before_instruction(cx: &mut Context) -> PyResult<()> {
    if cx.watch.points != SwitchPoints::Calls {
        cx.check_point()?;
    }
    if cx.watch.is_traced() { trace_instruction(cx) } else { Ok(()) }
}

/// Tells the running frame's trace function of a new line and of the instruction.
fn trace_instruction(cx: &mut Context) -> PyResult<()> {
    let Some(object) = traced_frame(cx) else { return Ok(()) };
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let (code, pc) = (frame.code(), frame.pc());
    let place = code.source.positions[pc];
    let line = if place.end_line == 0 { 0 } else { place.line };
    let Traced { last: (last_pc, last_line), lines, opcodes, .. } = object.get(cx).traced;
    // A `yield from` that is resumed is still in the line that it began in.
    let jumped_back = pc < last_pc && code.instr(pc).op != Op::Send;
    let around = jumped_back && pc > 0 && code.instr(pc - 1).op == Op::LoopLine;
    object.get_mut(cx).traced.last = (pc, if line == 0 { last_line } else { line });
    if lines && around {
        tell_loop_line(cx, &object)?;
    }
    if lines && line != 0 && (line != last_line || jumped_back) {
        tell_trace(cx, &object, "line", Value::None)?;
    }
    if opcodes {
        tell_trace(cx, &object, "opcode", Value::None)?;
    }
    Ok(())
}

/// A loop without a test goes round, to the instruction behind the one that marks its line.
fn tell_loop_line(cx: &mut Context, object: &Obj<FrameObject>) -> PyResult<()> {
    let frame = cx.frames.last_mut().expect("I-4: a frame is running");
    let ip = frame.ip;
    // SAFETY: the mark is an instruction of the same code.
    frame.ip = unsafe { ip.sub(1) };
    tell_trace(cx, object, "line", Value::None)?;
    cx.frames.last_mut().expect("I-4: a frame is running").ip = ip;
    Ok(())
}

/// The frame object of the running frame, if it has a local trace function.
fn traced_frame(cx: &mut Context) -> Option<Obj<FrameObject>> {
    let object = &cx.frames.last().expect("I-4: a frame is running").object;
    let object = object.as_ref()?.downcast::<FrameObject>()?.clone();
    (!object.get(cx).traced.function.is_none()).then_some(object)
}

/// A frame has been entered, or a generator's has been resumed.
pub(super) fn entered(cx: &mut Context) -> PyResult<()> {
    if !(cx.watch.is_traced() || cx.watch.is_profiled()) {
        return Ok(());
    }
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let makes_generator = frame.code().has_flags(CodeFlags::GENERATOR) && !frame.has(FrameFlags::GENERATOR);
    if makes_generator {
        return Ok(());
    }
    let object = frame_object_at(cx, cx.frames.len() - 1);
    // A generator that is resumed goes on in its line, that of its `yield`.
    let frame = cx.frames.last_mut().expect("I-4: a frame is running");
    let (ip, resumed) = (frame.ip, frame.pc() > 1);
    if resumed {
        // SAFETY: it has executed an instruction.
        frame.ip = unsafe { ip.sub(1) };
    }
    object.get_mut(cx).traced.entering = !resumed;
    let told = tell_entered(cx, &object, resumed);
    object.get_mut(cx).traced.entering = false;
    if told.is_ok() {
        cx.frames.last_mut().expect("I-4: a frame is running").ip = ip;
    }
    told
}

fn tell_entered(cx: &mut Context, object: &Obj<FrameObject>, resumed: bool) -> PyResult<()> {
    if cx.watch.is_traced() {
        let function = cx.watch.trace.clone();
        let local = tell(cx, Watcher::Trace, &function, object, "call", Value::None)?;
        if !resumed {
            object.get_mut(cx).traced.last = (0, 0);
        }
        if !local.is_none() {
            drop(std::mem::replace(&mut object.get_mut(cx).traced.function, local));
        }
    }
    tell_profile(cx, "call", Value::None)
}

/// The running frame is about to return, or to yield.
pub(super) fn returning(cx: &mut Context, value: Value) -> PyResult<()> {
    if cx.watch.is_traced()
        && let Some(object) = traced_frame(cx)
    {
        tell_trace(cx, &object, "return", value.clone())?;
    }
    tell_profile(cx, "return", value)
}

/// An exception has come to the running frame, or begins in it. What the trace function raises takes its place.
pub(super) fn raising(cx: &mut Context, raised: Raised) -> Raised {
    if !cx.watch.is_traced() {
        return raised;
    }
    let Some(object) = traced_frame(cx) else { return raised };
    let class: Obj<Type> = cx.type_of(&raised.0.value());
    let traceback = raised.0.get(cx).traceback.clone().or_none();
    let what = cx.new_tuple(vec![class.into(), raised.0.value(), traceback]);
    match tell_trace(cx, &object, "exception", what.into()) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

/// The running frame is left by an exception. What is raised meanwhile takes its place.
pub(super) fn abandoning(cx: &mut Context, raised: Raised) -> Raised {
    match returning(cx, Value::None) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

/// What the running frame iterates over has come to its end with a value: as if `StopIteration` had been raised.
pub(super) fn iteration_ended(cx: &mut Context, value: &Value) -> PyResult<()> {
    if value.is_none() || !cx.watch.is_traced() {
        return Ok(());
    }
    let stop = cx.stop_iteration(value.clone());
    tell_stop(cx, stop)
}

/// Tells of a `StopIteration` that ends a loop. The error, if any, is the trace function's.
fn tell_stop(cx: &mut Context, stop: Raised) -> PyResult<()> {
    let object = stop.0.clone();
    let told = raising(cx, stop);
    if told.0.is(&object) { Ok(()) } else { Err(told) }
}

/// As [`Context::next`], for a `for` loop of the running frame; the trace function is told of a `StopIteration`.
pub(super) fn next(cx: &mut Context, iterator: &Value) -> PyResult<Option<Value>> {
    let kind = iterator.as_ref().map(|object| object.kind());
    if !cx.watch.is_traced() || kind != Some(Kind::Instance) {
        return cx.next(iterator);
    }
    cx.free_point()?;
    match cx.try_special(iterator, |names| &names.__next__, []) {
        Err(raised) if cx.is_exception(&raised, ExceptionKind::StopIteration) => {
            tell_stop(cx, raised)?;
            Ok(None)
        }
        Ok(None) => cx.next(iterator),
        item => item,
    }
}

/// As [`call::call`]; the profile function is told of calls of what is not written in Python.
pub(super) fn call(
    cx: &mut Context,
    window: *mut Value,
    count: usize,
    names: Option<Obj<Tuple>>,
    dst: *mut Value,
) -> PyResult<Called> {
    // SAFETY: the window is on the stack and initialised (I-4).
    let callable = unsafe { (*window).clone() };
    let is_native = callable.as_ref().is_some_and(|object| object.kind() == Kind::Native);
    if !is_native || !cx.watch.is_profiled() {
        return call::call(cx, window, count, names, dst);
    }
    tell_profile(cx, "c_call", callable.clone())?;
    match call::call(cx, window, count, names, dst) {
        Ok(called) => {
            tell_profile(cx, "c_return", callable)?;
            Ok(called)
        }
        Err(raised) => Err(match tell_profile(cx, "c_exception", callable) {
            Ok(()) => raised,
            Err(other) => other,
        }),
    }
}

/// Tells the local trace function; what it returns, unless `None`, is the next.
fn tell_trace(cx: &mut Context, frame: &Obj<FrameObject>, event: &str, what: Value) -> PyResult<()> {
    let function = frame.get(cx).traced.function.clone();
    match tell(cx, Watcher::Trace, &function, frame, event, what) {
        Ok(Value::None) => Ok(()),
        Ok(local) => {
            drop(std::mem::replace(&mut frame.get_mut(cx).traced.function, local));
            Ok(())
        }
        Err(raised) => {
            drop(std::mem::replace(&mut frame.get_mut(cx).traced.function, Value::None));
            Err(raised)
        }
    }
}

fn tell_profile(cx: &mut Context, event: &str, what: Value) -> PyResult<()> {
    if !cx.watch.is_profiled() {
        return Ok(());
    }
    let object = frame_object_at(cx, cx.frames.len() - 1);
    let function = cx.watch.profile.clone();
    tell(cx, Watcher::Profile, &function, &object, event, what)?;
    Ok(())
}

/// Calls a trace or profile function, unwatched. One that raises is not called again.
fn tell(
    cx: &mut Context,
    watcher: Watcher,
    function: &Value,
    frame: &Obj<FrameObject>,
    event: &str,
    what: Value,
) -> PyResult<Value> {
    let event = cx.intern(event).value();
    cx.watch.busy = true;
    cx.watch.update();
    let result = cx.call(function, &[frame.value(), event, what]);
    cx.watch.busy = false;
    if result.is_err() {
        cx.set_watcher(watcher, Value::None);
    }
    // The function may have set or removed itself.
    cx.update_watch();
    result
}
