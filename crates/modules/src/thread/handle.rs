//! Starting threads, their handles, and what happens when one ends.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use gil::{Cause, ThreadId, ThreadOptions};
use vm::frame::ident_of as ident_from;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Keywords, Rest, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, TypeSpec};
use vm::{Context, Interp, PyResult, Value, method};

use super::{Patience, Queue, new_queue, seconds_of, wait_until};

/// Least stack of a thread, in bytes.
pub const LEAST_STACK: i64 = 53_248;

/// Native stack of a thread when nobody has said otherwise, in bytes: address space until it is used.
const DEFAULT_STACK: usize = 16 << 20;

/// What the VM itself needs of the stack beside what Python code asks for.
const STACK_RESERVE: usize = 512 << 10;

/// The threads of an interpreter that Python code has started.
#[derive(Default)]
pub struct ThreadRegistry {
    /// What threads that are being started have to do, by a number handed to them.
    starting: RefCell<HashMap<u64, Start>>,
    next: Cell<u64>,
    /// Handles that `_shutdown` waits for.
    waited_for: RefCell<Vec<Obj<Ext<Handle>>>>,
    /// Threads that are running.
    pub running: Cell<i64>,
    /// `threading.stack_size()`; 0 is the default.
    pub stack_size: Cell<i64>,
    /// Ident of the main thread.
    pub main_ident: Cell<i64>,
}

/// What a new thread has to do.
struct Start {
    function: Value,
    args: Vec<Value>,
    keywords: Vec<(Obj<Str>, Value)>,
    handle: Option<Obj<Ext<Handle>>>,
}

/// Where a thread is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    NotStarted,
    Running,
    Done,
}

/// `_thread._ThreadHandle`.
pub struct Handle {
    state: State,
    ident: i64,
    done: Queue,
}

impl Body for Handle {
    const NAME: &'static str = "_ThreadHandle";
}

type This = Obj<Ext<Handle>>;

/// The ident of the running thread.
pub fn ident_of(cx: &Context) -> i64 {
    ident_from(cx.gil().thread().id())
}

/// How many bytes of a thread's name the system keeps.
pub const LONGEST_OS_NAME: usize = 15;

/// Names the running OS thread for debuggers and `top`: the bytes before the first zero, as far as there is room.
pub fn set_os_name(name: &[u8]) {
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    let name = &name[..name.len().min(LONGEST_OS_NAME)];
    // A thread that may not name itself keeps its old name; nothing depends on it.
    let _ = rustix::thread::set_name(&std::ffi::CString::new(name).unwrap_or_default());
}

/// A handle for a thread that is not started yet.
pub fn new_handle(cx: &mut Context) -> This {
    let class = cx.module_type(&HANDLE_TYPE);
    cx.new_extension(&class, Handle { state: State::NotStarted, ident: 0, done: new_queue(Cause::Join) })
}

/// A handle for a thread that was not started by Python code.
pub fn foreign_handle(cx: &mut Context, ident: i64) -> This {
    let handle = new_handle(cx);
    let state = handle.get_mut(cx);
    state.state = State::Running;
    state.ident = ident;
    handle
}

/// The handle in an argument.
pub fn of_value(cx: &mut Context, value: Value) -> PyResult<This> {
    match value {
        Value::Ref(object) => match object.try_downcast::<Ext<Handle>>() {
            Ok(handle) => Ok(handle),
            Err(_) => Err(cx.type_error("'handle' must be a _ThreadHandle")),
        },
        _ => Err(cx.type_error("'handle' must be a _ThreadHandle")),
    }
}

/// Starts a thread that calls `function`; returns its ident once it has one.
pub fn start_thread(
    cx: &mut Context,
    function: Value,
    args: Vec<Value>,
    keywords: Vec<(Obj<Str>, Value)>,
    handle: Option<This>,
    daemon: bool,
) -> PyResult<i64> {
    if cx.interp_ref().is_finalizing() {
        return Err(cx.error(
            ExceptionKind::PythonFinalizationError,
            "can't create new thread at interpreter shutdown",
        ));
    }
    if handle.as_ref().is_some_and(|handle| handle.get(cx).state != State::NotStarted) {
        return Err(cx.runtime_error("thread already started"));
    }
    let registry = cx.interp_ref().extension::<ThreadRegistry>();
    let number = registry.next.get();
    registry.next.set(number + 1);
    registry.starting.borrow_mut().insert(number, Start { function, args, keywords, handle: handle.clone() });
    let stack = match registry.stack_size.get() {
        0 => DEFAULT_STACK,
        asked => asked as usize + STACK_RESERVE,
    };
    let interp = cx.interp();
    let id = cx.gil().lock().reserve_id();
    if gil::spawn::spawn(stack, move || run(&interp, id, number, daemon, stack)).is_err() {
        registry.starting.borrow_mut().remove(&number);
        return Err(cx.runtime_error("can't start new thread"));
    }
    if !daemon && let Some(handle) = &handle {
        let mut waited_for = registry.waited_for.borrow_mut();
        // Those that have ended are left out when room is short, not each time: there may be thousands.
        if waited_for.len() == waited_for.capacity() {
            waited_for.retain(|known| known.get(cx).state != State::Done);
        }
        waited_for.push(handle.clone());
    }
    registry.running.set(registry.running.get() + 1);
    let ident = ident_from(id);
    if let Some(handle) = &handle {
        // The thread cannot have run yet: it needs the lock.
        let state = handle.get_mut(cx);
        state.state = State::Running;
        state.ident = ident;
    }
    Ok(ident)
}

/// A new thread's life.
fn run(interp: &Arc<Interp>, id: ThreadId, number: u64, daemon: bool, stack: usize) {
    let options = ThreadOptions { main: false, daemon, name: String::new() };
    let mut cx = Context::attach_as(interp, id, options, stack);
    cx.show_to_signals();
    let registry = cx.interp_ref().extension::<ThreadRegistry>();
    let start = registry.starting.borrow_mut().remove(&number);
    let Some(Start { function, args, keywords, handle }) = start else { return };
    let result = cx.call_with_keywords(&function, &args, &keywords);
    if let Err(raised) = result
        && !cx.is_exception(&raised, ExceptionKind::SystemExit)
    {
        cx.report_unraisable(raised, "Exception ignored in thread started by", &function);
    }
    drop((function, args, keywords));
    super::local::end_of_thread(&mut cx);
    cx.settle();
    registry.running.set(registry.running.get() - 1);
    if cx.gil().thread().is_main() {
        // It has forked: with it the child ends, and nobody else flushes anything.
        crate::io::flush_standard(&mut cx);
    }
    if let Some(handle) = handle {
        finish(&mut cx, &handle);
    }
}

/// Marks a thread as done and wakes those who wait for it.
fn finish(cx: &mut Context, handle: &This) {
    let state = handle.get_mut(cx);
    state.state = State::Done;
    let done = state.done.clone();
    cx.gil_mut().unpark_all(&done);
}

/// In the child of a fork: this thread is the main one, and the others have ended.
pub fn after_fork(cx: &mut Context) {
    let registry = cx.interp_ref().extension::<ThreadRegistry>();
    let me = ident_of(cx);
    registry.main_ident.set(me);
    let known = registry.waited_for.take();
    for handle in &known {
        if handle.get(cx).ident != me {
            finish(cx, handle);
        }
    }
    // Nobody has begun what they should do.
    let starting = registry.starting.take();
    drop((known, starting));
}

/// Waits for all threads that are not daemons, those included that they start meanwhile.
pub fn join_all(cx: &mut Context) -> PyResult<()> {
    let registry = cx.interp_ref().extension::<ThreadRegistry>();
    let me = ident_of(cx);
    loop {
        let next = registry.waited_for.borrow_mut().pop();
        let Some(handle) = next else { return Ok(()) };
        if handle.get(cx).state == State::Done || handle.get(cx).ident == me {
            continue;
        }
        if let Err(raised) = wait_for(cx, &handle, Patience::Endless) {
            registry.waited_for.borrow_mut().push(handle);
            return Err(raised);
        }
    }
}

/// The same at the end of the program, when nobody catches what a signal's handler raises: it is shown, and the threads
/// are left alone.
pub fn join_all_at_end(cx: &mut Context) {
    if let Err(raised) = join_all(cx) {
        let message = "Exception ignored while joining a thread in _thread._shutdown()";
        cx.report_unraisable(raised, message, &Value::None);
    }
}

fn wait_for(cx: &mut Context, handle: &This, patience: Patience) -> PyResult<bool> {
    let done = handle.get(cx).done.clone();
    wait_until(cx, &done, patience, |cx| handle.get(cx).state == State::Done)
}

fn join(cx: &mut Context, this: This, timeout: Option<Value>) -> PyResult<()> {
    let patience = match timeout {
        None | Some(Value::None) => Patience::Endless,
        Some(timeout) => {
            let seconds = seconds_of(cx, &timeout)?;
            if seconds < 0.0 {
                Patience::Endless
            } else {
                Patience::Limited(std::time::Duration::from_secs_f64(seconds))
            }
        }
    };
    match this.get(cx).state {
        State::NotStarted => return Err(cx.runtime_error("thread not started")),
        State::Done => return Ok(()),
        State::Running => {}
    }
    if this.get(cx).ident == ident_of(cx) {
        return Err(cx.runtime_error("Cannot join current thread"));
    }
    if cx.interp_ref().is_finalizing() {
        // No other thread runs any more, so none can end.
        return Err(
            cx.error(ExceptionKind::PythonFinalizationError, "cannot join thread at interpreter shutdown")
        );
    }
    wait_for(cx, &this, patience).map(drop)
}

fn is_done(cx: &mut Context, this: This) -> bool {
    this.get(cx).state == State::Done
}

fn set_done(cx: &mut Context, this: This) -> PyResult<()> {
    if this.get(cx).state == State::NotStarted {
        return Err(cx.runtime_error("thread not started"));
    }
    finish(cx, &this);
    Ok(())
}

fn get_ident(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let handle = of_value(cx, this.clone())?;
    Ok(Value::Int(handle.get(cx).ident))
}

fn repr(cx: &mut Context, this: This) -> String {
    format!("<_thread._ThreadHandle object: ident={}>", this.get(cx).ident)
}

fn new(cx: &mut Context, _class: Value, _: Rest, _: Keywords) -> Value {
    new_handle(cx).into()
}

/// `_thread._excepthook`: reports what ended a thread, unless it was `SystemExit`.
pub fn excepthook(cx: &mut Context, info: Value) -> PyResult<()> {
    let wanted = crate::struct_sequence::class_of(cx, &super::EXCEPT_HOOK_ARGS);
    if !cx.type_of(&info).is(&wanted) {
        return Err(cx.type_error("_thread.excepthook argument type must be ExceptHookArgs"));
    }
    let class = cx.get_attr_named(&info, "exc_type")?;
    if class
        .as_ref()
        .is_some_and(|class| class.is(cx.interp_ref().exception(ExceptionKind::SystemExit).as_object()))
    {
        return Ok(());
    }
    let thread = cx.get_attr_named(&info, "thread")?;
    let Some(file) = stream_for(cx, &thread)? else { return Ok(()) };
    let exception = cx.get_attr_named(&info, "exc_value")?;
    write(cx, &file, "Exception in thread ")?;
    let name = cx.intern("name");
    let name = if thread.is_none() { None } else { cx.attr_or_absent(&thread, &name)? };
    let name = match name {
        Some(name) => cx.str_text(&name)?,
        None => ident_of(cx).to_string(),
    };
    write(cx, &file, &name)?;
    write(cx, &file, ":\n")?;
    vm::report::display(cx, &exception, &file);
    cx.call_method_named(&file, "flush", &[]).map(drop)
}

/// Where to report the end of a thread: `sys.stderr`, or what it was when the thread was made.
fn stream_for(cx: &mut Context, thread: &Value) -> PyResult<Option<Value>> {
    let stderr = vm::report::stderr(cx).unwrap_or(Value::None);
    let file = match (stderr.is_none(), thread.is_none()) {
        (false, _) => stderr,
        (true, true) => Value::None,
        (true, false) => cx.get_attr_named(thread, "_stderr")?,
    };
    Ok(Some(file).filter(|file| !file.is_none()))
}

fn write(cx: &mut Context, file: &Value, text: &str) -> PyResult<()> {
    let text = cx.str_value(text);
    cx.call_method_named(file, "write", &[text]).map(drop)
}

static METHODS: &[Row] = &[
    vm::static_method!("__new__", "(type, *args, **kwargs)", "A handle for a thread to be started.", new),
    super::counted_late!(
        "join",
        (0, 1),
        method!(
            "join",
            "($self, timeout=None, /)",
            "Wait until the thread is done, or for so many seconds.",
            join
        )
    ),
    method!("is_done", "($self, /)", "Whether the thread has ended.", is_done),
    method!("_set_done", "($self, /)", "Make the thread count as ended.", set_done),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
];

/// `_thread._ThreadHandle`.
pub static HANDLE_TYPE: TypeSpec = TypeSpec {
    doc: "What joins a thread.",
    flags: TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: &[vm::native::Attribute {
        name: "ident",
        doc: "The thread's ident.",
        get: get_ident,
        set: None,
    }],
    ..TypeSpec::new("_thread._ThreadHandle", Kind::Extension)
};
