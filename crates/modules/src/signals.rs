//! Signals: how they reach the interpreter, and `_signal`.
//!
//! ```text
//! kernel ──▶ flag of the signal (set in the handler, on whatever thread it runs)
//!        └─▶ dispatcher thread ──▶ SIGNALS bit of the main thread's breaker, and out of park or sleep
//! main thread, at its next check point or after EINTR ──▶ handlers in Python
//! ```
//!
//! The flags are set before a system call of the main thread can fail with `EINTR`, so whoever sees `EINTR`
//! also sees the signal.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gil::Breaker;
use signal_hook::consts::{SIGINT, SIGPIPE};
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::{Kind, Module};
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// Signal numbers go up to this one.
const MOST: usize = 65;

/// `SIG_DFL` and `SIG_IGN` as Python sees them.
const DEFAULT: i64 = 0;
const IGNORE: i64 = 1;

/// The signals of an interpreter.
pub struct Signals {
    /// Set when the signal of that number has arrived.
    arrived: Arc<Vec<Arc<AtomicBool>>>,
    /// What Python has set for a signal.
    handlers: RefCell<HashMap<i32, Value>>,
    /// Signals for which the system calls us.
    watched: RefCell<HashMap<i32, ()>>,
    /// The dispatcher's ear, once there is one.
    dispatcher: RefCell<Option<signal_hook::iterator::Handle>>,
    wakeup_fd: Cell<i32>,
}

impl Default for Signals {
    fn default() -> Self {
        Signals {
            arrived: Arc::new((0..MOST).map(|_| Arc::default()).collect()),
            handlers: RefCell::default(),
            watched: RefCell::default(),
            dispatcher: RefCell::default(),
            wakeup_fd: Cell::new(-1),
        }
    }
}

/// Makes Ctrl-C raise `KeyboardInterrupt` in the main thread, as at the start of `python`.
pub fn install(cx: &mut Context) -> PyResult<()> {
    // Rust's own handlers, which tell faults from signals that somebody has sent, and ignore these.
    gil::fault::set_default(signal_hook::consts::SIGSEGV);
    gil::fault::set_default(signal_hook::consts::SIGBUS);
    let module = cx.interp_ref().modules.clone();
    drop(module);
    let handler = cx.new_native(&DEFAULT_INT_HANDLER, Value::None);
    set_handler(cx, SIGINT, handler)?;
    let signals = cx.interp_ref().extension::<Signals>();
    signals.handlers.borrow_mut().insert(SIGPIPE, Value::Int(IGNORE));
    Ok(())
}

/// Watches a signal and remembers what Python wants done.
fn set_handler(cx: &mut Context, signal: i32, handler: Value) -> PyResult<Value> {
    let signals = cx.interp_ref().extension::<Signals>();
    let inherited = matches!(handler, Value::Int(DEFAULT)) && !signals.watched.borrow().contains_key(&signal);
    if !inherited {
        watch(cx, &signals, signal)?;
    }
    let old = signals.handlers.borrow_mut().insert(signal, handler);
    Ok(old.unwrap_or(Value::Int(DEFAULT)))
}

fn watch(cx: &mut Context, signals: &Signals, signal: i32) -> PyResult<()> {
    if signals.watched.borrow().contains_key(&signal) {
        return Ok(());
    }
    let flag = signals.arrived[signal as usize].clone();
    let registered = signal_hook::flag::register(signal, flag).map(drop).and_then(|()| {
        let mut dispatcher = signals.dispatcher.borrow_mut();
        match &*dispatcher {
            Some(handle) => handle.add_signal(signal),
            None => {
                *dispatcher = Some(start_dispatcher(cx, signal)?);
                Ok(())
            }
        }
    });
    match registered {
        Ok(()) => {
            gil::signal::interrupt_system_calls(signal);
            signals.watched.borrow_mut().insert(signal, ());
            Ok(())
        }
        Err(error) => Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty)),
    }
}

/// The thread that tells the main thread of signals. It runs no Python and knows no object.
fn start_dispatcher(cx: &Context, first: i32) -> std::io::Result<signal_hook::iterator::Handle> {
    let mut incoming = signal_hook::iterator::Signals::new([first])?;
    let handle = incoming.handle();
    let lock = cx.interp_ref().lock.clone();
    std::thread::Builder::new().name("signals".into()).stack_size(128 << 10).spawn(move || {
        for _signal in incoming.forever() {
            lock.interrupt_main();
        }
    })?;
    Ok(handle)
}

/// Makes a signal seem to have arrived, without waking anybody: `_thread.interrupt_main`.
pub fn simulate(cx: &mut Context, signal: i32) {
    let signals = cx.interp_ref().extension::<Signals>();
    let handled =
        signals.handlers.borrow().get(&signal).is_some_and(|handler| !matches!(handler, Value::Int(_)));
    if !handled {
        return;
    }
    signals.arrived[signal as usize].store(true, Ordering::SeqCst);
    if let Some(main) = cx.interp_ref().lock.main_thread() {
        main.breaker().set(Breaker::SIGNALS);
    }
}

/// Runs the handlers of signals that have arrived; called in the main thread.
pub fn run_handlers(cx: &mut Context) -> PyResult<()> {
    let signals = cx.interp_ref().extension::<Signals>();
    for number in 1..MOST {
        if !signals.arrived[number].swap(false, Ordering::SeqCst) {
            continue;
        }
        let signal = number as i32;
        let handler = signals.handlers.borrow().get(&signal).cloned();
        match handler {
            Some(Value::Int(IGNORE)) => {}
            None | Some(Value::Int(_)) => die_of(signal),
            Some(handler) => {
                let frame = cx.current_frame_object(0).map_or(Value::None, Value::from);
                if let Err(raised) = cx.call(&handler, &[Value::Int(i64::from(signal)), frame]) {
                    // Others that have arrived are not forgotten.
                    if signals.arrived.iter().any(|flag| flag.load(Ordering::SeqCst)) {
                        cx.gil().breaker().set(Breaker::SIGNALS);
                    }
                    return Err(raised);
                }
            }
        }
    }
    Ok(())
}

/// Ends the process as the signal does by default, if it does.
pub fn die_of(signal: i32) {
    // Where that fails the signal has no default action to take.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

fn default_int_handler(cx: &mut Context, _signal: Value, _frame: Value) -> PyResult<()> {
    Err(cx.error_with(ExceptionKind::KeyboardInterrupt, Vec::new()))
}

static DEFAULT_INT_HANDLER: Row = function!(
    "default_int_handler",
    "(signalnum, frame, /)",
    "The handler of SIGINT that is set at the start: raises KeyboardInterrupt.",
    default_int_handler
);

fn check_number(cx: &mut Context, signal: i64) -> PyResult<i32> {
    if (1..MOST as i64).contains(&signal) {
        Ok(signal as i32)
    } else {
        Err(cx.value_error("signal number out of range"))
    }
}

fn signal(cx: &mut Context, signal: i64, handler: Value) -> PyResult<Value> {
    if !cx.gil().thread().is_main() {
        return Err(cx.value_error("signal only works in main thread of the main interpreter"));
    }
    let number = check_number(cx, signal)?;
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
    if matches!(number, signal_hook::consts::SIGKILL | signal_hook::consts::SIGSTOP) {
        return Err(vm::objects::exception_methods::os_error(
            cx,
            &std::io::Error::from_raw_os_error(libc::EINVAL),
            Value::Empty,
        ));
    }
    if signal_hook::consts::FORBIDDEN.contains(&number) {
        let text = format!("Gila does not support handlers for signal {number} yet");
        return Err(cx.not_implemented_error(text));
    }
    cx.handle_signals()?;
    set_handler(cx, number, handler)
}

fn getsignal(cx: &mut Context, signal: i64) -> PyResult<Value> {
    let number = check_number(cx, signal)?;
    let signals = cx.interp_ref().extension::<Signals>();
    let known = signals.handlers.borrow().get(&number).cloned();
    Ok(known.unwrap_or(Value::Int(DEFAULT)))
}

fn raise_signal(cx: &mut Context, signal: i64) -> PyResult<()> {
    let number = check_number(cx, signal)?;
    if let Err(error) = signal_hook::low_level::raise(number) {
        return Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty));
    }
    cx.handle_signals()
}

fn pthread_kill(cx: &mut Context, _thread: i64, signal: i64) -> PyResult<()> {
    // All handlers run in the main thread, whichever thread the system calls.
    raise_signal(cx, signal)
}

fn alarm(cx: &mut Context, seconds: i64) -> i64 {
    let seconds = u32::try_from(seconds).unwrap_or(0);
    let _ = cx;
    i64::from(gil::signal::alarm(seconds))
}

fn setitimer(cx: &mut Context, which: i64, seconds: f64, interval: Option<f64>) -> PyResult<Value> {
    let interval = interval.unwrap_or(0.0);
    let timer =
        |cx: &mut Context, seconds: f64| Duration::try_from_secs_f64(seconds).map_err(|_| itimer_error(cx));
    let (first, every) = (timer(cx, seconds)?, timer(cx, interval)?);
    match gil::signal::set_interval_timer(which as i32, first, every) {
        Ok((left, every)) => Ok(pair(cx, left, every)),
        Err(_) => Err(itimer_error(cx)),
    }
}

fn getitimer(cx: &mut Context, which: i64) -> PyResult<Value> {
    match gil::signal::interval_timer(which as i32) {
        Ok((left, every)) => Ok(pair(cx, left, every)),
        Err(_) => Err(itimer_error(cx)),
    }
}

fn itimer_error(cx: &mut Context) -> vm::Raised {
    let error = std::io::Error::from_raw_os_error(libc::EINVAL);
    vm::objects::exception_methods::os_error(cx, &error, Value::Empty)
}

fn pair(cx: &mut Context, left: Duration, every: Duration) -> Value {
    cx.tuple_value(vec![Value::float(left.as_secs_f64()), Value::float(every.as_secs_f64())])
}

fn pause(cx: &mut Context) -> PyResult<()> {
    cx.sleep_until(None);
    cx.handle_signals()
}

fn siginterrupt(cx: &mut Context, signal: i64, _flag: Value) -> PyResult<()> {
    check_number(cx, signal).map(drop)
}

fn set_wakeup_fd(cx: &mut Context, fd: i64, _warn: Option<Value>) -> PyResult<i64> {
    if fd >= 0 {
        return Err(cx.not_implemented_error("Gila does not support signal.set_wakeup_fd yet"));
    }
    let signals = cx.interp_ref().extension::<Signals>();
    Ok(i64::from(signals.wakeup_fd.replace(fd as i32)))
}

fn strsignal(cx: &mut Context, signal: i64) -> PyResult<Value> {
    let number = check_number(cx, signal)?;
    Ok(match TABLE.iter().find(|(_, known, _)| *known == number) {
        Some((_, _, text)) => cx.str_value(text),
        None => Value::None,
    })
}

fn valid_signals(cx: &mut Context) -> PyResult<Value> {
    let numbers = (1..MOST as i64).filter(|number| !(32..34).contains(number)).map(Value::Int).collect();
    vm::objects::set::new_set(cx, numbers)
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
    function!("alarm", "(seconds, /)", "Have SIGALRM sent after so many seconds.", alarm),
    function!(
        "setitimer",
        "(which, seconds, interval=0.0, /)",
        "Set a timer that sends a signal, once or again and again.",
        setitimer
    ),
    function!("getitimer", "(which, /)", "What is left of a timer.", getitimer),
    function!("pause", "()", "Wait until a signal arrives.", pause),
    function!(
        "siginterrupt",
        "(signalnum, flag, /)",
        "System calls are always interrupted, and continued after the handler.",
        siginterrupt
    ),
    function!(
        "set_wakeup_fd",
        "(fd, /, *, warn_on_full_buffer=True)",
        "Have signal numbers written to a file descriptor.",
        set_wakeup_fd
    ),
    function!("strsignal", "(signalnum, /)", "What the system calls a signal.", strsignal),
    function!("valid_signals", "()", "The signal numbers there are.", valid_signals),
];

macro_rules! signals {
    ($($name:ident $text:literal;)*) => {
        &[$((stringify!($name), libc::$name, $text),)*]
    };
}

/// Name, number and description of the signals.
static TABLE: &[(&str, i32, &str)] = signals! {
    SIGHUP "Hangup"; SIGINT "Interrupt"; SIGQUIT "Quit"; SIGILL "Illegal instruction"; SIGTRAP "Trace/breakpoint trap";
    SIGABRT "Aborted"; SIGBUS "Bus error"; SIGFPE "Floating point exception"; SIGKILL "Killed";
    SIGUSR1 "User defined signal 1"; SIGSEGV "Segmentation fault"; SIGUSR2 "User defined signal 2";
    SIGPIPE "Broken pipe"; SIGALRM "Alarm clock"; SIGTERM "Terminated"; SIGCHLD "Child exited"; SIGCONT "Continued";
    SIGSTOP "Stopped (signal)"; SIGTSTP "Stopped"; SIGTTIN "Stopped (tty input)"; SIGTTOU "Stopped (tty output)";
    SIGURG "Urgent I/O condition"; SIGXCPU "CPU time limit exceeded"; SIGXFSZ "File size limit exceeded";
    SIGVTALRM "Virtual timer expired"; SIGPROF "Profiling timer expired"; SIGWINCH "Window changed";
    SIGIO "I/O possible"; SIGSYS "Bad system call";
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number, _) in TABLE {
        crate::registry::set(cx, module, name, Value::Int(i64::from(*number)));
    }
    let numbers = [
        ("SIG_DFL", DEFAULT),
        ("SIG_IGN", IGNORE),
        ("SIGCLD", i64::from(libc::SIGCHLD)),
        ("SIGIOT", i64::from(libc::SIGABRT)),
        ("SIGPOLL", i64::from(libc::SIGIO)),
        ("NSIG", MOST as i64),
        ("SIG_BLOCK", 0),
        ("SIG_UNBLOCK", 1),
        ("SIG_SETMASK", 2),
        ("ITIMER_REAL", 0),
        ("ITIMER_VIRTUAL", 1),
        ("ITIMER_PROF", 2),
    ];
    for (name, number) in numbers {
        crate::registry::set(cx, module, name, Value::Int(number));
    }
    let error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    crate::registry::set(cx, module, "ItimerError", error);
    let signals = cx.interp_ref().extension::<Signals>();
    let current = signals.handlers.borrow().get(&SIGINT).cloned();
    if let Some(handler) =
        current.filter(|handler| handler.as_ref().is_some_and(|h| h.kind() == Kind::Native))
    {
        crate::registry::set(cx, module, "default_int_handler", handler);
    }
    Ok(())
}

/// `_signal`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_signal", doc: "Signals, as the system has them.", functions: &[FUNCTIONS], fill };
