//! `faulthandler`: where the threads are, written when it is asked for, after a time, on a signal, or on a fault that
//! ends the process. What is written is `vm::frame`'s affair, when on a signal that of `gil::fault`.
//!
//! What the watchdog of `dump_traceback_later()` writes, it writes with the lock: native code that keeps the lock for
//! long also keeps the watchdog waiting.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use gil::fault::{Out, Watch};
use libc::{SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
use vm::native::{Row, Truth};
use vm::{Context, PyResult, Value, function};

use crate::registry::{ModuleSpec, nothing_more};

/// Faults, and what they are called.
const FAULTS: [(i32, &str); 5] = [
    (SIGBUS, "Bus error"),
    (SIGILL, "Illegal instruction"),
    (SIGFPE, "Floating-point exception"),
    (SIGABRT, "Aborted"),
    (SIGSEGV, "Segmentation fault"),
];

/// What an interpreter has asked for. The files are kept, so that their descriptors stay open.
#[derive(Default)]
struct Asked {
    is_enabled: Cell<bool>,
    file: RefCell<Value>,
    registered: RefCell<HashMap<i32, Value>>,
    watchdog: RefCell<Option<(Arc<Watchdog>, Value)>>,
}

/// A report that is due unless it is called off.
#[derive(Default)]
struct Watchdog {
    is_called_off: Mutex<bool>,
    changed: Condvar,
}

/// The file of an argument, and its descriptor.
fn file_and_descriptor(cx: &mut Context, file: Option<Value>) -> PyResult<(Value, i32)> {
    let file = match file {
        Some(file) if !file.is_none() => file,
        _ => {
            let sys = cx.interp_ref().sys.clone();
            let name = cx.intern("stderr");
            match vm::objects::dict::get_str(cx, &sys, &name) {
                None => return Err(cx.runtime_error("lost sys.stderr")),
                Some(Value::None) => return Err(cx.runtime_error("sys.stderr is None")),
                Some(stderr) => stderr,
            }
        }
    };
    if let Some(number) = file.as_int() {
        return match number.to_i64().map(i32::try_from) {
            Some(Ok(descriptor)) if descriptor >= 0 => Ok((Value::None, descriptor)),
            Some(Ok(_)) => Err(cx.value_error("file is not a valid file descriptor")),
            _ => Err(cx.overflow_error("Python int too large to convert to C int")),
        };
    }
    let number = cx.call_method_named(&file, "fileno", &[])?;
    let descriptor = number.as_int().and_then(|number| number.to_i64());
    let Some(descriptor) =
        descriptor.and_then(|number| i32::try_from(number).ok()).filter(|descriptor| *descriptor >= 0)
    else {
        return Err(cx.runtime_error("file.fileno() is not a valid file descriptor"));
    };
    // What was written before shall come before. A file that cannot be flushed does not matter.
    let flushed = cx.call_method_named(&file, "flush", &[]);
    drop(flushed);
    Ok((file, descriptor))
}

fn is_true(truth: Option<Truth>, default: bool) -> bool {
    truth.map_or(default, |Truth(truth)| truth)
}

fn dump_traceback(cx: &mut Context, file: Option<Value>, everyone: Option<Truth>) -> PyResult<()> {
    let (_file, descriptor) = file_and_descriptor(cx, file)?;
    vm::frame::report_threads(&mut Out::new(descriptor), is_true(everyone, true));
    Ok(())
}

fn dump_c_stack(cx: &mut Context, file: Option<Value>) -> PyResult<()> {
    let (_file, descriptor) = file_and_descriptor(cx, file)?;
    gil::fault::write_native_stack(&mut Out::new(descriptor), false);
    Ok(())
}

fn enable(
    cx: &mut Context,
    file: Option<Value>,
    everyone: Option<Truth>,
    native_stack: Option<Truth>,
) -> PyResult<()> {
    let (file, descriptor) = file_and_descriptor(cx, file)?;
    let asked = cx.interp_ref().extension::<Asked>();
    let before = asked.file.replace(file);
    drop(before);
    let (everyone, native_stack) = (is_true(everyone, true), is_true(native_stack, true));
    for (signal, words) in FAULTS {
        let watch = Watch { descriptor, everyone, fault: Some(words), native_stack, chain: false };
        begin_watch(cx, signal, watch)?;
    }
    asked.is_enabled.set(true);
    Ok(())
}

fn begin_watch(cx: &mut Context, signal: i32, watch: Watch) -> PyResult<()> {
    match gil::fault::watch(signal, watch, vm::frame::report_threads) {
        Ok(()) => Ok(()),
        Err(error) => Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty)),
    }
}

fn disable(cx: &mut Context) -> bool {
    let asked = cx.interp_ref().extension::<Asked>();
    let was_enabled = asked.is_enabled.replace(false);
    if was_enabled {
        for (signal, _) in FAULTS {
            gil::fault::unwatch(signal);
        }
        drop(asked.file.take());
    }
    was_enabled
}

fn is_enabled(cx: &mut Context) -> bool {
    cx.interp_ref().extension::<Asked>().is_enabled.get()
}

/// Enables it where the command line or the environment wants that.
pub fn enable_at_start(cx: &mut Context) -> PyResult<()> {
    enable(cx, None, None, None)
}

/// What takes the process over must not be called when its interpreter is gone.
pub fn end(cx: &mut Context) {
    disable(cx);
    let asked = cx.interp_ref().extension::<Asked>();
    for signal in asked.registered.take().into_keys() {
        gil::fault::unwatch(signal);
    }
    call_off(cx);
}

fn signal_to_register(cx: &mut Context, signal: i64) -> PyResult<i32> {
    if let Some((fault, _)) = FAULTS.iter().find(|(fault, _)| i64::from(*fault) == signal) {
        return Err(cx.runtime_error(format!("signal {fault} cannot be registered, use enable() instead")));
    }
    match i32::try_from(signal) {
        Ok(signal @ 1..65) => Ok(signal),
        Ok(_) => Err(cx.value_error("signal number out of range")),
        Err(_) if signal > 0 => Err(cx.overflow_error("signed integer is greater than maximum")),
        Err(_) => Err(cx.overflow_error("signed integer is less than minimum")),
    }
}

fn register(
    cx: &mut Context,
    signal: i64,
    file: Option<Value>,
    everyone: Option<Truth>,
    chain: Option<Truth>,
) -> PyResult<()> {
    let signal = signal_to_register(cx, signal)?;
    let (file, descriptor) = file_and_descriptor(cx, file)?;
    let (everyone, chain) = (is_true(everyone, true), is_true(chain, false));
    let watch = Watch { descriptor, everyone, fault: None, native_stack: false, chain };
    begin_watch(cx, signal, watch)?;
    let before = cx.interp_ref().extension::<Asked>().registered.borrow_mut().insert(signal, file);
    drop(before);
    Ok(())
}

fn unregister(cx: &mut Context, signal: i64) -> PyResult<bool> {
    let signal = signal_to_register(cx, signal)?;
    let file = cx.interp_ref().extension::<Asked>().registered.borrow_mut().remove(&signal);
    Ok(file.is_some() && gil::fault::unwatch(signal))
}

/// `Timeout (0:00:05)!`
fn timeout_words(time: Duration) -> String {
    let (seconds, micros) = (time.as_secs(), time.subsec_micros());
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if micros == 0 {
        format!("Timeout ({hours}:{minutes:02}:{seconds:02})!\n")
    } else {
        format!("Timeout ({hours}:{minutes:02}:{seconds:02}.{micros:06})!\n")
    }
}

fn dump_traceback_later(
    cx: &mut Context,
    timeout: Value,
    repeat: Option<Truth>,
    file: Option<Value>,
    exit: Option<Truth>,
) -> PyResult<()> {
    let seconds = crate::thread::seconds_of(cx, &timeout)?;
    if seconds <= 0.0 {
        return Err(cx.value_error("timeout must be greater than 0"));
    }
    let time = Duration::from_secs_f64(seconds).max(Duration::from_micros(1));
    let (repeat, exit) = (is_true(repeat, false), is_true(exit, false));
    let (file, descriptor) = file_and_descriptor(cx, file)?;
    call_off(cx);
    let watchdog = Arc::new(Watchdog::default());
    let interp = cx.interp();
    let due = watchdog.clone();
    let work = move || {
        while due.sleep(time) {
            let options = gil::ThreadOptions { main: false, daemon: true, name: String::new() };
            let cx = Context::attach(&interp, options, STACK);
            let mut out = Out::new(descriptor);
            out.write(timeout_words(time).as_bytes());
            vm::frame::report_other_threads(&cx, &mut out);
            drop(out);
            if exit {
                gil::launch::exit_now(1);
            }
            if !repeat {
                break;
            }
        }
    };
    if gil::spawn::spawn(STACK, work).is_err() {
        return Err(cx.runtime_error("unable to start watchdog thread"));
    }
    let asked = cx.interp_ref().extension::<Asked>();
    let before = asked.watchdog.replace(Some((watchdog, file)));
    drop(before);
    Ok(())
}

/// The watchdog's stack, in bytes.
const STACK: usize = 1 << 20;

impl Watchdog {
    /// Waits; false if it was called off.
    #[expect(
        clippy::disallowed_methods,
        reason = "not a thread of the interpreter: it has no lock to give up"
    )]
    fn sleep(&self, time: Duration) -> bool {
        let end = Instant::now() + time;
        let Ok(mut is_called_off) = self.is_called_off.lock() else { return false };
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if *is_called_off || left.is_zero() {
                return !*is_called_off;
            }
            is_called_off = match self.changed.wait_timeout(is_called_off, left) {
                Ok((guard, _)) => guard,
                Err(_) => return false,
            };
        }
    }
}

fn call_off(cx: &mut Context) {
    let watchdog = cx.interp_ref().extension::<Asked>().watchdog.take();
    if let Some((watchdog, file)) = watchdog {
        if let Ok(mut is_called_off) = watchdog.is_called_off.lock() {
            *is_called_off = true;
        }
        watchdog.changed.notify_all();
        drop(file);
    }
}

fn abort(cx: &mut Context) {
    raise(cx, SIGABRT);
}

fn raise(_: &mut Context, signal: i32) {
    gil::fault::raise(signal);
}

static FUNCTIONS: &[Row] = &[
    function!(
        "dump_traceback",
        "($module, /, file=sys.stderr, all_threads=True)",
        "Write where this thread is, or all threads are.",
        dump_traceback
    ),
    function!(
        "dump_c_stack",
        "($module, /, file=sys.stderr)",
        "Write the stack of native calls.",
        dump_c_stack
    ),
    function!(
        "enable",
        "($module, /, file=sys.stderr, all_threads=True, c_stack=True)",
        "Have it written when a fault ends the process.",
        enable
    ),
    function!("disable", "($module, /)", "Undo enable(); says whether it was enabled.", disable),
    function!("is_enabled", "($module, /)", "Whether it is enabled.", is_enabled),
    function!(
        "dump_traceback_later",
        "($module, /, timeout, repeat=False, file=sys.stderr, exit=False)",
        "Have it written after so many seconds, once or again and again, perhaps as the last thing the process does.",
        dump_traceback_later
    ),
    function!(
        "cancel_dump_traceback_later",
        "($module, /)",
        "Undo dump_traceback_later().",
        |cx: &mut Context| call_off(cx)
    ),
    function!(
        "register",
        "($module, /, signum, file=sys.stderr, all_threads=True, chain=False)",
        "Have it written whenever a signal arrives.",
        register
    ),
    crate::thread::counted_late!(
        "unregister",
        (1, 1),
        function!(
            "unregister",
            "($module, signum, /)",
            "Undo register(); says whether it was registered.",
            unregister
        )
    ),
    function!(
        "_sigsegv",
        "($module, release_gil=False, /)",
        "Fail like a program that goes astray.",
        |cx: &mut Context, _: Option<Truth>| {
            raise(cx, SIGSEGV);
        }
    ),
    function!("_sigfpe", "($module, /)", "Fail like a wrong calculation.", |cx: &mut Context| raise(
        cx, SIGFPE
    )),
    function!("_sigabrt", "($module, /)", "Fail like abort().", abort),
];

/// `faulthandler`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "faulthandler",
    doc: "faulthandler module.",
    functions: &[FUNCTIONS],
    fill: nothing_more,
};
