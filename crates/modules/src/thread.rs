//! `_thread`: threads, locks and thread-local data. `threading` (in Python) is built on it.
//!
//! The state of locks is protected by the GIL itself; a thread that must wait parks in the lock's queue, which
//! gives the GIL away (see `gil::WaitQueue`).

mod handle;
mod local;
pub(crate) mod lock;
mod rlock;

use std::time::Duration;

use gil::{Cause, WaitQueue, Wake};
pub use vm::frame::ident_of as ident_from;
use vm::heap::Obj;
use vm::native::{Args, Binding, Row, Truth};
use vm::objects::exception::ExceptionKind;
use vm::objects::{Dict, Module, Str, Tuple};
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

pub use handle::{ThreadRegistry, after_fork, join_all, join_all_at_end, start_thread};
pub use lock::LOCK_TYPE;

/// `_thread.TIMEOUT_MAX` in seconds: what fits 63 bits of nanoseconds.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// A queue of threads that wait for `cause`; shared, so that no borrow of an object is needed while waiting.
type Queue = std::rc::Rc<WaitQueue>;

fn new_queue(cause: Cause) -> Queue {
    std::rc::Rc::new(WaitQueue::new(cause))
}

/// How long a blocking call may take: `None` for ever, `Some(None)` not at all.
fn timeout_of(cx: &mut Context, blocking: Option<Truth>, timeout: Option<Value>) -> PyResult<Patience> {
    let blocking = blocking.is_none_or(|Truth(blocking)| blocking);
    let Some(timeout) = timeout else {
        return Ok(if blocking { Patience::Endless } else { Patience::None });
    };
    let seconds = seconds_of(cx, &timeout)?;
    if !blocking && seconds != -1.0 {
        return Err(cx.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds == -1.0 {
        return Ok(if blocking { Patience::Endless } else { Patience::None });
    }
    if seconds < 0.0 {
        return Err(cx.value_error("timeout value must be a non-negative number"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(cx.overflow_error("timeout value is too large"));
    }
    Ok(if seconds == 0.0 { Patience::None } else { Patience::Limited(Duration::from_secs_f64(seconds)) })
}

/// A time in seconds as an argument: a float or an int, not NaN.
pub fn seconds_of(cx: &mut Context, value: &Value) -> PyResult<f64> {
    let seconds = match (value.as_float(), value.as_int()) {
        (Some(seconds), _) => seconds,
        (None, Some(number)) => match number.to_i64() {
            Some(number) => number as f64,
            None => return Err(cx.overflow_error("timestamp out of range for C PyTime_t")),
        },
        (None, None) => match cx.try_index(value)? {
            Some(number) => number.to_i64_clipped() as f64,
            None => {
                let name = cx.type_name(value);
                return Err(
                    cx.type_error(format!("'{name}' object cannot be interpreted as an integer or float"))
                );
            }
        },
    };
    if seconds.is_nan() {
        return Err(cx.value_error("Invalid value NaN (not a number)"));
    }
    // What fits 63 bits of nanoseconds.
    if seconds.abs() > i64::MAX as f64 * 1e-9 {
        return Err(cx.overflow_error("timestamp out of range for C PyTime_t"));
    }
    Ok(seconds)
}

/// How long a thread is ready to wait.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Patience {
    /// Not at all.
    None,
    /// This long.
    Limited(Duration),
    /// For ever.
    Endless,
}

/// Waits in `queue` until `ready` says so (`true`), or patience is at its end (`false`). Signals that arrive
/// have their handlers run; what they raise is raised.
fn wait_until(
    cx: &mut Context,
    queue: &Queue,
    patience: Patience,
    mut ready: impl FnMut(&mut Context) -> bool,
) -> PyResult<bool> {
    let deadline = match patience {
        Patience::None => return Ok(ready(cx)),
        Patience::Limited(time) => cx.gil().now().later(time),
        Patience::Endless => None,
    };
    loop {
        if ready(cx) {
            return Ok(true);
        }
        let wake = cx.park_until(queue, deadline);
        match wake {
            Wake::Notified => {}
            Wake::TimedOut => return Ok(ready(cx)),
            Wake::Interrupted => cx.handle_signals()?,
        }
    }
}

/// The topmost frame of each thread, by ident.
pub fn frames_of_threads(cx: &mut Context) -> Vec<(i64, Value)> {
    let frames = cx.frames_of_threads();
    frames.into_iter().map(|(id, frame)| (ident_from(id), frame.into())).collect()
}

/// The ident of the running thread.
pub fn ident_of(cx: &Context) -> i64 {
    handle::ident_of(cx)
}

fn get_ident(cx: &mut Context) -> i64 {
    handle::ident_of(cx)
}

fn get_native_id(cx: &mut Context) -> i64 {
    cx.gil().thread().native_id() as i64
}

fn start_new_thread(cx: &mut Context, function: Value, args: Value, kwargs: Option<Value>) -> PyResult<i64> {
    if !cx.is_callable(&function) {
        return Err(cx.type_error("first arg must be callable"));
    }
    let Some(args) = args.as_ref().and_then(|args| args.downcast::<Tuple>()).cloned() else {
        return Err(cx.type_error("2nd arg must be a tuple"));
    };
    let mut keywords = Vec::new();
    if let Some(kwargs) = kwargs {
        let Some(dict) = kwargs.as_ref().and_then(|kwargs| kwargs.downcast::<Dict>()) else {
            return Err(cx.type_error("optional 3rd arg must be a dictionary"));
        };
        for entry in dict.get(cx).table.iter() {
            if let Some(name) = entry.key.as_ref().and_then(|key| key.downcast::<Str>()) {
                keywords.push((name.clone(), entry.value.clone()));
            }
        }
    }
    start_thread(cx, function, args.items().to_vec(), keywords, None, true)
}

fn start_joinable_thread(
    cx: &mut Context,
    function: Value,
    handle: Option<Value>,
    daemon: Option<Truth>,
) -> PyResult<Value> {
    if !cx.is_callable(&function) {
        return Err(cx.type_error("thread function must be callable"));
    }
    let daemon = daemon.is_none_or(|Truth(daemon)| daemon);
    let handle = match handle {
        Some(handle) if !handle.is_none() => handle::of_value(cx, handle)?,
        _ => handle::new_handle(cx),
    };
    start_thread(cx, function, Vec::new(), Vec::new(), Some(handle.clone()), daemon)?;
    Ok(handle.into())
}

fn interrupt_main(cx: &mut Context, signal: Option<Value>) -> PyResult<()> {
    let signal = match signal {
        None => 2,
        Some(signal) => match cx.index(&signal)?.to_i64() {
            Some(signal) => signal,
            None => return Err(cx.overflow_error("Python int too large to convert to C long")),
        },
    };
    match i32::try_from(signal) {
        Ok(signal @ 1..=64) => crate::signals::simulate(cx, signal),
        Ok(_) => return Err(cx.value_error("signal number out of range")),
        Err(_) => {
            let bound = if signal > 0 { "greater than maximum" } else { "less than minimum" };
            return Err(cx.overflow_error(format!("signed integer is {bound}")));
        }
    }
    Ok(())
}

fn exit_thread(cx: &mut Context) -> PyResult<()> {
    Err(cx.error_with(ExceptionKind::SystemExit, Vec::new()))
}

fn stack_size(cx: &mut Context, size: Option<i64>) -> PyResult<i64> {
    let registry = cx.interp_ref().extension::<ThreadRegistry>();
    let old = registry.stack_size.get();
    let size = size.unwrap_or(0);
    if size != 0 && size < handle::LEAST_STACK {
        return Err(cx.value_error(format!("size must be at least {} bytes", handle::LEAST_STACK)));
    }
    registry.stack_size.set(size);
    Ok(old)
}

fn set_name(cx: &mut Context, name: Obj<Str>) -> PyResult<()> {
    let encoded = cx.encode(&name, Some("utf-8"), Some("replace"))?;
    handle::set_os_name(&encoded);
    cx.gil().thread().set_name(&name.to_string_lossy());
    Ok(())
}

fn get_name(cx: &mut Context) -> PyResult<Value> {
    match rustix::thread::name() {
        Ok(name) => crate::posix::path::fs_text(cx, name.as_bytes()),
        Err(error) => {
            let error = std::io::Error::from(error);
            Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty))
        }
    }
}

fn count(cx: &mut Context) -> i64 {
    cx.interp_ref().extension::<ThreadRegistry>().running.get()
}

fn daemon_threads_allowed(_: &mut Context) -> bool {
    true
}

fn main_thread_ident(cx: &mut Context) -> i64 {
    cx.interp_ref().extension::<ThreadRegistry>().main_ident.get()
}

fn shutdown(cx: &mut Context) {
    join_all_at_end(cx);
}

fn make_thread_handle(cx: &mut Context, ident: Value) -> PyResult<Value> {
    let Some(number) = ident.as_int() else {
        return Err(cx.type_error("ident must be an integer"));
    };
    match number.to_i64() {
        Some(ident) if ident >= 0 => Ok(handle::foreign_handle(cx, ident).into()),
        Some(_) => Err(cx.overflow_error("can't convert negative int to unsigned")),
        None => Err(cx.overflow_error("int too big to convert")),
    }
}

fn is_main_interpreter(_: &mut Context) -> bool {
    true
}

fn allocate_lock(cx: &mut Context) -> Value {
    lock::new_lock(cx)
}

/// Counts the arguments of a function that CPython counts later than others, and complains in other words.
pub(crate) fn count_late(
    cx: &mut Context,
    args: &Args<'_>,
    name: &str,
    (least, most): (usize, usize),
) -> PyResult<()> {
    if args.names.as_ref().is_some_and(|names| !names.items().is_empty()) {
        let name = args.row.name;
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    // A method without its object is refused elsewhere.
    let receiver = usize::from(args.row.binding == Binding::Method);
    let given = args.values.len().checked_sub(receiver).unwrap_or(least);
    if (least..=most).contains(&given) {
        return Ok(());
    }
    let bound = if least == most { "exactly" } else { "at most" };
    let plural = if most == 1 { "" } else { "s" };
    Err(cx.type_error(format!("{name}() takes {bound} {most} argument{plural} ({given} given)")))
}

/// A row whose arguments are counted by [`count_late`], which calls the function by some name.
macro_rules! counted_late {
    ($name:literal, $bounds:expr, $row:expr) => {{
        const ROW: vm::native::Row = $row;
        vm::native::Row {
            call: |cx, args| {
                $crate::thread::count_late(cx, args, $name, $bounds)?;
                (ROW.call)(cx, args)
            },
            ..ROW
        }
    }};
}
pub(crate) use counted_late;

crate::struct_sequence! {
    EXCEPT_HOOK_ARGS, "_thread._ExceptHookArgs", "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.", 4, [
        ("exc_type", "The exception's class."),
        ("exc_value", "The exception."),
        ("exc_traceback", "Its traceback."),
        ("thread", "The thread that it ended."),
    ]
}

const START_NEW_THREAD: Row = counted_late!(
    "start_new_thread",
    (0, usize::MAX),
    function!(
        "start_new_thread",
        "(function, args, kwargs=<unrepresentable>, /)",
        "Start a thread; returns its ident.",
        start_new_thread
    )
);
static START_NEW_THREAD_ITSELF: Row = START_NEW_THREAD;

static FUNCTIONS: &[Row] = &[
    function!("get_ident", "()", "An integer that names the running thread among those alive.", get_ident),
    function!("_get_main_thread_ident", "()", "The ident of the main thread.", main_thread_ident),
    function!("get_native_id", "()", "The system's number for the running thread.", get_native_id),
    START_NEW_THREAD,
    Row {
        name: "start_new",
        doc: "An obsolete name of start_new_thread().",
        call: |cx, args| {
            count_late(cx, args, "start_new", (0, usize::MAX))?;
            // Later complaints name the function that it really is.
            args.row = &START_NEW_THREAD_ITSELF;
            (START_NEW_THREAD.call)(cx, args)
        },
        ..START_NEW_THREAD
    },
    function!(
        "start_joinable_thread",
        "(function, handle=None, daemon=True)",
        "Start a thread that can be joined through its handle.",
        start_joinable_thread
    ),
    counted_late!(
        "signum",
        (0, 1),
        function!(
            "interrupt_main",
            "(signum=signal.SIGINT, /)",
            "Make a signal seem to arrive at the main thread.",
            interrupt_main
        )
    ),
    function!("exit", "()", "Raise SystemExit, which ends the thread.", exit_thread),
    function!("exit_thread", "()", "An obsolete name of exit().", exit_thread),
    counted_late!(
        "stack_size",
        (0, 1),
        function!(
            "stack_size",
            "(size=0, /)",
            "Bytes of stack for threads started from now on; returns the former value.",
            stack_size
        )
    ),
    function!("set_name", "(name)", "Name the running thread for the system.", set_name),
    function!("_get_name", "()", "What the system calls the running thread.", get_name),
    function!("_count", "()", "How many threads are running that Python code has started.", count),
    function!(
        "daemon_threads_allowed",
        "()",
        "Whether daemon threads may be started here.",
        daemon_threads_allowed
    ),
    function!("_shutdown", "()", "Wait for all threads that are not daemons.", shutdown),
    function!(
        "_make_thread_handle",
        "(ident, /)",
        "A handle for a thread that was not started here.",
        make_thread_handle
    ),
    function!(
        "_is_main_interpreter",
        "()",
        "Whether this is the process's first interpreter.",
        is_main_interpreter
    ),
    function!("allocate_lock", "()", "A new lock.", allocate_lock),
    function!("allocate", "()", "An obsolete name of allocate_lock().", allocate_lock),
    function!("_excepthook", "(exc_info, /)", "Report an exception that ended a thread.", handle::excepthook),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let lock = cx.module_type(&lock::LOCK_TYPE);
    let rlock = cx.module_type(&rlock::RLOCK_TYPE);
    let local = cx.module_type(&local::LOCAL_TYPE);
    let handle = cx.module_type(&handle::HANDLE_TYPE);
    let error = cx.interp_ref().exception(ExceptionKind::RuntimeError).value();
    let hook_args = crate::struct_sequence::class_of(cx, &EXCEPT_HOOK_ARGS);
    let entries = [
        ("_ExceptHookArgs", hook_args.into()),
        ("lock", lock.value()),
        ("LockType", lock.into()),
        ("RLock", rlock.into()),
        ("_local", local.into()),
        ("_ThreadHandle", handle.into()),
        ("error", error),
        ("TIMEOUT_MAX", Value::float(TIMEOUT_MAX)),
        ("_NAME_MAXLEN", Value::Int(handle::LONGEST_OS_NAME as i64)),
    ];
    for (name, value) in entries {
        crate::registry::set(cx, module, name, value);
    }
    Ok(())
}

/// `_thread`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "Threads and locks, as the system has them: see threading for what to use.",
    functions: &[FUNCTIONS],
    fill,
};
