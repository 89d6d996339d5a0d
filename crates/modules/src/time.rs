//! `time`: clocks, sleeping, and dates as tuples. Clocks and sleeping are here, the calendar is in
//! [`calendar`], text in [`format`] and [`parse`].
//!
//! The monotonic clock is the scheduler's, so that a program under a virtual clock sees the time it sleeps by.

mod calendar;
mod format;
mod names;
mod parse;
mod zone;

use std::cell::Cell;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gil::Wake;
use rustix::time::{ClockId, Timespec};
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Module, Str};
use vm::{Context, PyResult, Value, function};

use crate::registry::{ModuleSpec, set};
use crate::struct_sequence::class_of;

/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;

fn nanoseconds(time: Timespec) -> i64 {
    time.tv_sec * SECOND + time.tv_nsec
}

fn seconds(nanoseconds: i64) -> f64 {
    nanoseconds as f64 / SECOND as f64
}

fn wall(_: &mut Context) -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos() as i64,
        Err(before) => -(before.duration().as_nanos() as i64),
    }
}

/// What the system's monotonic clock showed when the scheduler's began, in nanoseconds: processes compare their times.
#[derive(Default)]
struct Beginning(Cell<Option<i64>>);

fn steady(cx: &mut Context) -> i64 {
    let start = gil::Moment::after_start(Duration::ZERO);
    let passed = cx.gil().now().since(start).as_nanos() as i64;
    let beginning = cx.interp_ref().extension::<Beginning>();
    let began = beginning.0.get().unwrap_or_else(|| {
        let began = nanoseconds(rustix::time::clock_gettime(ClockId::Monotonic)) - passed;
        beginning.0.set(Some(began));
        began
    });
    began + passed
}

fn process(_: &mut Context) -> i64 {
    nanoseconds(rustix::time::clock_gettime(ClockId::ProcessCPUTime))
}

fn thread(_: &mut Context) -> i64 {
    nanoseconds(rustix::time::clock_gettime(ClockId::ThreadCPUTime))
}

/// A clock that has no function of its own, by its number.
fn numbered(cx: &mut Context, number: &Value) -> PyResult<ClockId> {
    let Some(number) = number.as_int().map(|number| number.to_i64_clipped()) else {
        let got = cx.type_name(number);
        return Err(cx.type_error(format!("clk_id should be integer, not {got}")));
    };
    CLOCKS.iter().find(|(_, known, _)| i64::from(*known) == number).map(|(_, _, clock)| *clock).ok_or_else(
        || {
            let invalid = rustix::io::Errno::INVAL.raw_os_error();
            vm::objects::exception_methods::errno_error(cx, invalid, Value::Empty)
        },
    )
}

static CLOCKS: &[(&str, i32, ClockId)] = &[
    ("CLOCK_REALTIME", libc::CLOCK_REALTIME, ClockId::Realtime),
    ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC, ClockId::Monotonic),
    ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID, ClockId::ProcessCPUTime),
    ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID, ClockId::ThreadCPUTime),
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW, ClockId::MonotonicRaw),
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME, ClockId::Boottime),
];

fn clock_gettime_ns(cx: &mut Context, number: Value) -> PyResult<i64> {
    let clock = numbered(cx, &number)?;
    Ok(nanoseconds(rustix::time::clock_gettime(clock)))
}

fn clock_gettime(cx: &mut Context, number: Value) -> PyResult<f64> {
    clock_gettime_ns(cx, number).map(seconds)
}

fn clock_getres(cx: &mut Context, number: Value) -> PyResult<f64> {
    let clock = numbered(cx, &number)?;
    Ok(seconds(nanoseconds(rustix::time::clock_getres(clock))))
}

fn get_clock_info(cx: &mut Context, name: Obj<Str>) -> PyResult<Value> {
    let (implementation, monotonic, adjustable) = match name.as_str() {
        Some("time") => ("clock_gettime(CLOCK_REALTIME)", false, true),
        Some("monotonic" | "perf_counter") => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        Some("process_time") => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        Some("thread_time") => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(cx.value_error("unknown clock")),
    };
    let implementation = cx.str_value(implementation);
    let entries = [
        ("implementation", implementation),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(adjustable)),
        ("resolution", Value::float(1e-9)),
    ];
    let types = crate::importing::import_module(cx, "types")?;
    let class = cx.get_attr_named(&types, "SimpleNamespace")?;
    let entries: Vec<(Obj<Str>, Value)> =
        entries.into_iter().map(|(name, value)| (cx.intern(name), value)).collect();
    cx.call_with_keywords(&class, &[], &entries)
}

/// How long to sleep.
fn length(cx: &mut Context, value: &Value) -> PyResult<Duration> {
    let too_long = "timestamp out of range for C PyTime_t";
    let time = match (value, value.as_int()) {
        (_, Some(number)) => match number.to_i64() {
            Some(number) if number < 0 => return Err(cx.value_error("sleep length must be non-negative")),
            Some(number) if number <= i64::MAX / SECOND => return Ok(Duration::from_secs(number as u64)),
            _ => return Err(cx.overflow_error("timestamp too large to convert to C PyTime_t")),
        },
        (value, None) => match value.as_float() {
            Some(time) => time,
            None => match cx.try_index(value)? {
                Some(number) => number.to_i64_clipped() as f64,
                None => {
                    let got = cx.type_name(value);
                    return Err(
                        cx.type_error(format!("'{got}' object cannot be interpreted as an integer or float"))
                    );
                }
            },
        },
    };
    if time.is_nan() {
        return Err(cx.value_error("Invalid value NaN (not a number)"));
    }
    if time.abs() >= 9_223_372_036.854_775 {
        return Err(cx.overflow_error(too_long));
    }
    if time < 0.0 {
        return Err(cx.value_error("sleep length must be non-negative"));
    }
    // Never shorter than asked for.
    Ok(Duration::from_nanos((time * 1e9).ceil() as u64))
}

fn sleep(cx: &mut Context, time: Value) -> PyResult<()> {
    let time = length(cx, &time)?;
    if time.is_zero() {
        // No time passes, but others get their chance.
        cx.blocking(gil::Cause::Sleep, std::thread::yield_now);
        return cx.handle_signals();
    }
    let deadline = cx.gil().now().later(time);
    while cx.sleep_until(deadline) == Wake::Interrupted {
        cx.handle_signals()?;
    }
    Ok(())
}

fn time(cx: &mut Context) -> f64 {
    seconds(wall(cx))
}

fn monotonic(cx: &mut Context) -> f64 {
    seconds(steady(cx))
}

fn process_time(cx: &mut Context) -> f64 {
    seconds(process(cx))
}

fn thread_time(cx: &mut Context) -> f64 {
    seconds(thread(cx))
}

static FUNCTIONS: &[Row] = &[
    function!("time", "()", "Seconds since 1970 began, by the system's clock.", time),
    function!("time_ns", "()", "The same in nanoseconds.", wall),
    function!("monotonic", "()", "Seconds by a clock that never goes back.", monotonic),
    function!("monotonic_ns", "()", "The same in nanoseconds.", steady),
    function!("perf_counter", "()", "Seconds by the clock that is best for measuring.", monotonic),
    function!("perf_counter_ns", "()", "The same in nanoseconds.", steady),
    function!("process_time", "()", "Seconds of processor time that the process has used.", process_time),
    function!("process_time_ns", "()", "The same in nanoseconds.", process),
    function!("thread_time", "()", "Seconds of processor time that the thread has used.", thread_time),
    function!("thread_time_ns", "()", "The same in nanoseconds.", thread),
    function!("clock_gettime", "(clk_id, /)", "Seconds by a clock of the system.", clock_gettime),
    function!("clock_gettime_ns", "(clk_id, /)", "The same in nanoseconds.", clock_gettime_ns),
    function!("clock_getres", "(clk_id, /)", "The smallest step of a clock of the system.", clock_getres),
    function!(
        "get_clock_info",
        "(name, /)",
        "What kind of clock a function of this module reads.",
        get_clock_info
    ),
    function!("sleep", "(object, /)", "Wait for so many seconds, while other threads run.", sleep),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number, _) in CLOCKS {
        set(cx, module, name, Value::Int(i64::from(*number)));
    }
    let class = class_of(cx, &calendar::STRUCT_TIME);
    set(cx, module, "struct_time", class.into());
    set(cx, module, "_STRUCT_TM_ITEMS", Value::Int(11));
    zone::publish(cx, &module.get(cx).dict.clone());
    Ok(())
}

/// `time`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "Clocks, sleeping, and dates as tuples.",
    functions: &[FUNCTIONS, calendar::FUNCTIONS, format::FUNCTIONS, parse::FUNCTIONS, zone::FUNCTIONS],
    fill,
};
