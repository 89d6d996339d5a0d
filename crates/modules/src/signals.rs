//! What Python does about signals: its handlers, and `_signal`. How a signal reaches the interpreter is in
//! [`gil::signal`]; masks, waits for signals and timers are in [`waiting`](self::waiting).
//!
//! What has arrived is noted before a system call of the main thread can fail with `EINTR`, so whoever sees
//! `EINTR` also sees the signal.

mod waiting;

pub use waiting::set_of;

use std::cell::RefCell;
use std::collections::HashMap;

use gil::signal::Action;
use vm::heap::Obj;
use vm::native::{FromArg, Row, Site, Truth};
use vm::objects::Module;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::{Context, PyResult, Value, function};

use crate::registry::{ModuleSpec, set};

/// `SIG_DFL` and `SIG_IGN` as Python sees them.
const DEFAULT: i64 = 0;
const IGNORE: i64 = 1;

/// The handlers of an interpreter, as Python has set or found them.
#[derive(Default)]
pub struct Signals {
    handlers: RefCell<HashMap<i32, Value>>,
    /// `signal.ItimerError`.
    itimer_error: RefCell<Value>,
}

/// Takes over the process's signals, as at the start of `python`: Ctrl-C raises `KeyboardInterrupt` in the main
/// thread, and writing where nobody reads is an error, not the end.
pub fn install(cx: &mut Context) -> PyResult<()> {
    // Rust's own handlers, which tell faults from signals that somebody has sent, and ignore these.
    gil::fault::set_default(libc::SIGSEGV);
    gil::fault::set_default(libc::SIGBUS);
    gil::signal::watch_for(cx.gil().thread());
    let signals = cx.interp_ref().extension::<Signals>();
    for quiet in [libc::SIGPIPE, libc::SIGXFSZ] {
        if let Err(error) = gil::signal::set_action(quiet, Action::Ignore) {
            return Err(os_error(cx, &error, Value::Empty));
        }
        signals.handlers.borrow_mut().insert(quiet, Value::Int(IGNORE));
    }
    if gil::signal::action(libc::SIGINT).ok() == Some(Action::Default) {
        let module = cx.str_value("_signal");
        let handler = cx.new_native(&FUNCTIONS[0], module);
        set_handler(cx, libc::SIGINT, handler)?;
    }
    Ok(())
}

/// Has signals do again what is usual for them: from now on no handler is called. Those that are only pretended to
/// come are complained of.
pub fn finish(cx: &mut Context) {
    let signals = cx.interp_ref().extension::<Signals>();
    let mut dropped = Vec::new();
    for (signal, handler) in signals.handlers.borrow_mut().iter_mut() {
        if !matches!(handler, Value::Int(_) | Value::None) {
            dropped.push(std::mem::replace(handler, Value::None));
            // It could be set, so it can be set back.
            let _ = gil::signal::set_action(*signal, Action::Default);
        }
    }
}

fn set_handler(cx: &mut Context, signal: i32, handler: Value) -> PyResult<Value> {
    let action = match handler {
        Value::Int(DEFAULT) => Action::Default,
        Value::Int(IGNORE) => Action::Ignore,
        _ => Action::Note,
    };
    if let Err(error) = gil::signal::set_action(signal, action) {
        return Err(os_error(cx, &error, Value::Empty));
    }
    let signals = cx.interp_ref().extension::<Signals>();
    let old = signals.handlers.borrow_mut().insert(signal, handler);
    Ok(old.unwrap_or(Value::Int(DEFAULT)))
}

/// Makes a signal seem to have arrived, without waking anybody: `_thread.interrupt_main`.
pub fn simulate(cx: &mut Context, signal: i32) {
    let signals = cx.interp_ref().extension::<Signals>();
    let handled =
        signals.handlers.borrow().get(&signal).is_some_and(|handler| !matches!(handler, Value::Int(_)));
    if handled {
        gil::signal::note(signal);
    }
}

/// Runs the handlers of signals that have arrived; called in the main thread.
pub fn run_handlers(cx: &mut Context) -> PyResult<()> {
    if !gil::signal::take_any() {
        return Ok(());
    }
    if let Some(error) = gil::signal::take_wakeup_error() {
        let raised = os_error(cx, &error, Value::Empty);
        cx.report_unraisable(
            raised,
            "Exception ignored when trying to write to the signal wakeup fd",
            &Value::None,
        );
    }
    let signals = cx.interp_ref().extension::<Signals>();
    for signal in (1..gil::signal::END).filter(|signal| gil::signal::take(*signal)) {
        let handler = signals.handlers.borrow().get(&signal).cloned().unwrap_or(Value::None);
        if matches!(handler, Value::Int(_) | Value::None) {
            // It was changed after the signal had come.
            let text = format!("Signal {signal} ignored due to race condition");
            let raised = cx.error(ExceptionKind::OSError, text);
            cx.report_unraisable(raised, "Exception ignored in:", &Value::None);
            continue;
        }
        let frame = cx.current_frame_object(0).map_or(Value::None, Value::from);
        if let Err(raised) = cx.call(&handler, &[Value::Int(i64::from(signal)), frame]) {
            // Others that have arrived are not forgotten.
            gil::signal::restore_any();
            cx.gil().breaker().set(gil::Breaker::SIGNALS);
            return Err(raised);
        }
    }
    Ok(())
}

fn default_int_handler(cx: &mut Context, _signal: i32, _frame: Value) -> PyResult<()> {
    Err(cx.error_with(ExceptionKind::KeyboardInterrupt, Vec::new()))
}

fn check_number(cx: &mut Context, signal: i64) -> PyResult<i32> {
    if (1..i64::from(gil::signal::END)).contains(&signal) {
        Ok(signal as i32)
    } else {
        Err(cx.value_error("signal number out of range"))
    }
}

fn check_main(cx: &mut Context, function: &str) -> PyResult<()> {
    if cx.gil().thread().is_main() {
        return Ok(());
    }
    Err(cx.value_error(format!("{function} only works in main thread of the main interpreter")))
}

/// Raises the error of a call, or runs the handlers of the signals it has brought.
fn settled(cx: &mut Context, result: std::io::Result<()>) -> PyResult<()> {
    match result {
        Ok(()) => cx.handle_signals(),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn signal(cx: &mut Context, signal: i32, handler: Value) -> PyResult<Value> {
    check_main(cx, "signal")?;
    let number = check_number(cx, i64::from(signal))?;
    let handler = match handler.as_int().and_then(|number| number.to_i64()) {
        Some(DEFAULT) => Value::Int(DEFAULT),
        Some(IGNORE) => Value::Int(IGNORE),
        _ if cx.is_callable(&handler) => handler,
        _ => {
            return Err(
                cx.type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
            );
        }
    };
    cx.handle_signals()?;
    set_handler(cx, number, handler)
}

fn getsignal(cx: &mut Context, signal: i32) -> PyResult<Value> {
    let number = check_number(cx, i64::from(signal))?;
    let signals = cx.interp_ref().extension::<Signals>();
    let known = signals.handlers.borrow().get(&number).cloned();
    Ok(known.unwrap_or_else(|| as_found(number)))
}

/// What was set for a signal before there was Python.
fn as_found(signal: i32) -> Value {
    match gil::signal::action(signal) {
        Ok(Action::Default) => Value::Int(DEFAULT),
        Ok(Action::Ignore) => Value::Int(IGNORE),
        // That an overflow of the stack is reported as such does not change what the signal does.
        Ok(Action::Foreign) if matches!(signal, libc::SIGSEGV | libc::SIGBUS) => Value::Int(DEFAULT),
        _ => Value::None,
    }
}

fn raise_signal(cx: &mut Context, signal: i32) -> PyResult<()> {
    let result = cx.blocking(gil::Cause::Io, || gil::signal::raise(signal));
    settled(cx, result)
}

/// A thread's ident.
struct Ident(i64);

impl FromArg for Ident {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        if let Some(number) = value.as_int() {
            return Ok(Ident(number.to_i64_clipped()));
        }
        let name = cx.type_name(&value);
        Err(cx.type_error(format!("pthread_kill() argument 1 must be int, not {name}")))
    }
}

fn pthread_kill(cx: &mut Context, Ident(thread): Ident, signal: i32) -> PyResult<()> {
    let threads = cx.gil().lock().threads();
    let known = threads.iter().find(|known| crate::thread::ident_from(known.id()) == thread);
    let Some(native) = known.map(|known| known.native_id()) else {
        return Err(errno_error(cx, libc::ESRCH, Value::Empty));
    };
    let result = gil::signal::send_to_thread(native, signal);
    settled(cx, result)
}

fn pidfd_send_signal(
    cx: &mut Context,
    pidfd: i32,
    signal: i32,
    info: Option<Value>,
    flags: Option<i64>,
) -> PyResult<()> {
    if info.is_some_and(|info| !info.is_none()) {
        return Err(cx.type_error("siginfo must be None"));
    }
    let result = gil::signal::send_to_descriptor(pidfd, signal, flags.unwrap_or(0) as u32);
    settled(cx, result)
}

fn siginterrupt(cx: &mut Context, signal: i32, flag: i32) -> PyResult<()> {
    let number = check_number(cx, i64::from(signal))?;
    match gil::signal::interrupts(number, flag != 0) {
        Ok(()) => Ok(()),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn set_wakeup_fd(cx: &mut Context, fd: i32, warn: Option<Truth>) -> PyResult<i64> {
    let warn = warn.is_none_or(|Truth(warn)| warn);
    check_main(cx, "set_wakeup_fd")?;
    if fd != -1 {
        let Some(file) = gil::Descriptor::new(fd) else {
            return Err(errno_error(cx, libc::EBADF, Value::Empty));
        };
        match rustix::fs::fcntl_getfl(file) {
            Err(error) => return Err(errno_error(cx, error.raw_os_error(), Value::Empty)),
            Ok(flags) if !flags.contains(rustix::fs::OFlags::NONBLOCK) => {
                return Err(cx.value_error(format!("the fd {fd} must be in non-blocking mode")));
            }
            Ok(_) => {}
        }
    }
    Ok(i64::from(gil::signal::set_wakeup_file(fd, warn)))
}

fn strsignal(cx: &mut Context, signal: i32) -> PyResult<Option<String>> {
    let number = check_number(cx, i64::from(signal))?;
    Ok(gil::signal::describe(number))
}

static FUNCTIONS: &[Row] = &[
    function!(
        "default_int_handler",
        "(signalnum, frame, /)",
        "The handler of SIGINT that is set at the start: raises KeyboardInterrupt.",
        default_int_handler
    ),
    function!(
        "signal",
        "(signalnum, handler, /)",
        "Set what happens when a signal arrives; returns what was set.",
        signal
    ),
    function!("getsignal", "(signalnum, /)", "What happens when a signal arrives.", getsignal),
    function!("raise_signal", "(signalnum, /)", "Send a signal to this process.", raise_signal),
    function!("pthread_kill", "(thread_id, signalnum, /)", "Send a signal to a thread.", pthread_kill),
    function!(
        "pidfd_send_signal",
        "(pidfd, signalnum, siginfo=None, flags=0, /)",
        "Send a signal to a process by a descriptor of it.",
        pidfd_send_signal
    ),
    function!(
        "siginterrupt",
        "(signalnum, flag, /)",
        "Say whether a signal makes system calls fail, or they start again by themselves.",
        siginterrupt
    ),
    function!(
        "set_wakeup_fd",
        "(fd, /, *, warn_on_full_buffer=True)",
        "Have signal numbers written to a file descriptor.",
        set_wakeup_fd
    ),
    function!("strsignal", "(signalnum, /)", "What the system calls a signal.", strsignal),
];

macro_rules! signals {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name),)*]
    };
}

/// Names and numbers of the signals, a number's chief name first.
static TABLE: &[(&str, i32)] = signals! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM
    SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF
    SIGWINCH SIGIO SIGPWR SIGSYS
    SIGIOT SIGPOLL
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in TABLE {
        set(cx, module, name, Value::Int(i64::from(*number)));
    }
    let (first, last) = gil::signal::real_time_range();
    let numbers = [
        ("SIG_DFL", DEFAULT),
        ("SIG_IGN", IGNORE),
        ("SIGCLD", i64::from(libc::SIGCHLD)),
        ("SIGRTMIN", i64::from(first)),
        ("SIGRTMAX", i64::from(last)),
        ("NSIG", i64::from(gil::signal::END)),
        ("SIG_BLOCK", i64::from(libc::SIG_BLOCK)),
        ("SIG_UNBLOCK", i64::from(libc::SIG_UNBLOCK)),
        ("SIG_SETMASK", i64::from(libc::SIG_SETMASK)),
        ("ITIMER_REAL", i64::from(libc::ITIMER_REAL)),
        ("ITIMER_VIRTUAL", i64::from(libc::ITIMER_VIRTUAL)),
        ("ITIMER_PROF", i64::from(libc::ITIMER_PROF)),
    ];
    for (name, number) in numbers {
        set(cx, module, name, Value::Int(number));
    }
    let error = waiting::make_itimer_error(cx)?;
    set(cx, module, "ItimerError", error.clone());
    let info = crate::struct_sequence::class_of(cx, &waiting::SIGINFO);
    set(cx, module, "struct_siginfo", info.into());
    let signals = cx.interp_ref().extension::<Signals>();
    signals.itimer_error.replace(error);
    let current = signals.handlers.borrow().get(&libc::SIGINT).cloned();
    if let Some(handler) = current.filter(|handler| !matches!(handler, Value::Int(_))) {
        set(cx, module, "default_int_handler", handler);
    }
    Ok(())
}

/// `_signal`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_signal",
    doc: "Signals, as the system has them.",
    functions: &[FUNCTIONS, waiting::FUNCTIONS],
    fill,
};
