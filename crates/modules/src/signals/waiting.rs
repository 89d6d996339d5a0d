//! Keeping signals away, waiting for them, and timers that send them.

use std::time::{Duration, Instant};

use gil::Cause;
use gil::signal::{Info, Set};
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::os_error;
use vm::{Context, PyResult, Raised, Value, function};

use super::{Signals, settled};
use crate::struct_sequence;
use crate::thread::seconds_of;

/// The signals in an iterable of numbers.
pub fn set_of(cx: &mut Context, numbers: &Value) -> PyResult<Set> {
    let mut set = Set::default();
    for number in cx.collect(numbers)? {
        let Some(number) = cx.try_index(&number)? else {
            let name = cx.type_name(&number);
            return Err(cx.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        };
        let number = number.to_i64_clipped();
        if !(1..i64::from(gil::signal::END)).contains(&number) {
            let last = gil::signal::END - 1;
            return Err(cx.value_error(format!("signal number {number} out of range [1; {last}]")));
        }
        if gil::signal::is_valid(number as i32) {
            set.0 |= 1 << number;
        } else {
            let text = format!("invalid signal number {number}, please use valid_signals()");
            cx.warn(ExceptionKind::RuntimeWarning, &text)?;
        }
    }
    Ok(set)
}

fn set_value(cx: &mut Context, set: Set) -> PyResult<Value> {
    let numbers = (1..gil::signal::END).filter(|signal| set.has(*signal));
    let numbers = numbers.map(|signal| Value::Int(i64::from(signal))).collect();
    vm::objects::set::new_set(cx, numbers)
}

fn pthread_sigmask(cx: &mut Context, how: i32, mask: Value) -> PyResult<Value> {
    let mask = set_of(cx, &mask)?;
    match gil::signal::change_mask(how, mask) {
        Ok(old) => {
            // What was let through has come.
            cx.handle_signals()?;
            set_value(cx, old)
        }
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn sigpending(cx: &mut Context) -> PyResult<Value> {
    match gil::signal::pending() {
        Ok(set) => set_value(cx, set),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn sigwait(cx: &mut Context, sigset: Value) -> PyResult<i64> {
    let set = set_of(cx, &sigset)?;
    match cx.blocking(Cause::Io, || gil::signal::wait_for(set)) {
        Ok(signal) => Ok(i64::from(signal)),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn info_value(cx: &mut Context, info: Info) -> Value {
    let numbers = [
        i64::from(info.signo),
        i64::from(info.code),
        i64::from(info.errno),
        i64::from(info.pid),
        i64::from(info.uid),
        i64::from(info.status),
        info.band,
    ];
    struct_sequence::make(cx, &SIGINFO, numbers.map(Value::Int).to_vec())
}

fn sigwaitinfo(cx: &mut Context, sigset: Value) -> PyResult<Value> {
    let set = set_of(cx, &sigset)?;
    loop {
        match cx.blocking(Cause::Io, || gil::signal::wait_for_info(set, None)) {
            Ok(info) => return Ok(info_value(cx, info)),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => cx.handle_signals()?,
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

fn sigtimedwait(cx: &mut Context, sigset: Value, timeout: Value) -> PyResult<Value> {
    let set = set_of(cx, &sigset)?;
    let seconds = seconds_of(cx, &timeout)?;
    if seconds < 0.0 {
        return Err(cx.value_error("timeout must be non-negative"));
    }
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        match cx.blocking(Cause::Io, || gil::signal::wait_for_info(set, Some(left))) {
            Ok(info) => return Ok(info_value(cx, info)),
            Err(error) if error.raw_os_error() == Some(libc::EAGAIN) => return Ok(Value::None),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => {
                cx.handle_signals()?;
                if Instant::now() >= end {
                    return Ok(Value::None);
                }
            }
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

fn pause(cx: &mut Context) -> PyResult<()> {
    cx.blocking(Cause::Io, gil::signal::pause);
    settled(cx, Ok(()))
}

fn valid_signals(cx: &mut Context) -> PyResult<Value> {
    set_value(cx, gil::signal::all())
}

fn alarm(_: &mut Context, seconds: i32) -> i64 {
    i64::from(gil::signal::alarm(seconds as u32))
}

/// A time of a timer; `None` for one that no timer has.
fn timer_time(cx: &mut Context, seconds: &Value) -> PyResult<Option<Duration>> {
    // Seconds are rounded up to microseconds: what is not nothing must not become nothing.
    let seconds = seconds_of(cx, seconds)?;
    Ok((seconds >= 0.0).then(|| Duration::from_micros((seconds * 1e6).ceil() as u64)))
}

fn setitimer(cx: &mut Context, which: i32, seconds: Value, interval: Option<Value>) -> PyResult<Value> {
    let first = timer_time(cx, &seconds)?;
    let every = match interval {
        Some(interval) => timer_time(cx, &interval)?,
        None => Some(Duration::ZERO),
    };
    let invalid = || std::io::Error::from_raw_os_error(libc::EINVAL);
    let old = match (first, every) {
        (Some(first), Some(every)) => gil::signal::set_interval_timer(which, first, every),
        _ => Err(invalid()),
    };
    timer_value(cx, old)
}

fn getitimer(cx: &mut Context, which: i32) -> PyResult<Value> {
    timer_value(cx, gil::signal::interval_timer(which))
}

fn timer_value(cx: &mut Context, times: std::io::Result<(Duration, Duration)>) -> PyResult<Value> {
    match times {
        Ok((left, every)) => {
            Ok(cx.tuple_value(vec![Value::float(left.as_secs_f64()), Value::float(every.as_secs_f64())]))
        }
        Err(error) => Err(itimer_error(cx, &error)?),
    }
}

fn itimer_error(cx: &mut Context, error: &std::io::Error) -> PyResult<Raised> {
    let class = cx.interp_ref().extension::<Signals>().itimer_error.borrow().clone();
    let plain = os_error(cx, error, Value::Empty);
    let args = cx.get_attr_named(&plain.value(), "args")?;
    let args = cx.collect(&args)?;
    let made = cx.call(&class, &args)?;
    cx.raised_from(made)
}

/// `signal.ItimerError`.
pub fn make_itimer_error(cx: &mut Context) -> PyResult<Value> {
    let base = cx.interp_ref().exception(ExceptionKind::OSError).value();
    let namespace = cx.new_dict(vm::objects::table::Table::default());
    let (key, module) = (cx.intern("__module__"), cx.str_value("signal"));
    vm::objects::dict::set_str(cx, &namespace, &key, module);
    let class = cx.types().type_.value();
    let (name, bases) = (cx.str_value("ItimerError"), cx.tuple_value(vec![base]));
    cx.call(&class, &[name, bases, namespace.into()])
}

/// Waiting for signals.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "pthread_sigmask",
        "(how, mask, /)",
        "Change which signals are kept from this thread; those that were.",
        pthread_sigmask
    ),
    function!("sigpending", "()", "The signals that have come and are kept from this thread.", sigpending),
    function!("sigwait", "(sigset, /)", "Wait for one of these signals; which one came.", sigwait),
    function!("sigwaitinfo", "(sigset, /)", "The same; what the system knows about it.", sigwaitinfo),
    function!(
        "sigtimedwait",
        "(sigset, timeout, /)",
        "The same, for at most so many seconds; None when they are over.",
        sigtimedwait
    ),
    function!("pause", "()", "Wait until a signal arrives.", pause),
    function!("valid_signals", "()", "The signal numbers there are.", valid_signals),
    function!("alarm", "(seconds, /)", "Have SIGALRM sent after so many seconds.", alarm),
    function!(
        "setitimer",
        "(which, seconds, interval=0.0, /)",
        "Set a timer that sends a signal, once or again and again.",
        setitimer
    ),
    function!("getitimer", "(which, /)", "What is left of a timer.", getitimer),
];

crate::struct_sequence! {
    /// `signal.struct_siginfo`.
    pub SIGINFO, "signal.struct_siginfo", "What the system says about a signal.", 7, [
        ("si_signo", "signal number"),
        ("si_code", "signal code"),
        ("si_errno", "errno associated with this signal"),
        ("si_pid", "sending process ID"),
        ("si_uid", "real user ID of sending process"),
        ("si_status", "exit value or signal"),
        ("si_band", "band event for SIGPOLL"),
    ]
}
