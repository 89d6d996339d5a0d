//! The part of `sys` that is about threads and the GIL.

use vm::native::Row;
use vm::objects::table::Table;
use vm::{Context, PyResult, Value, function};

/// What one interpreter has set.
#[derive(Default)]
struct Interval(std::cell::Cell<Option<u64>>);

fn get_switch_interval(cx: &mut Context) -> f64 {
    let set = cx.interp_ref().extension::<Interval>().0.get();
    let micros = set.unwrap_or(cx.interp_ref().lock.switch_interval_micros());
    micros as f64 * 1e-6
}

fn set_switch_interval(cx: &mut Context, interval: f64) -> PyResult<()> {
    if interval <= 0.0 {
        return Err(cx.value_error("switch interval must be strictly positive"));
    }
    // CPython stores whole microseconds, with C's conversion of what does not fit.
    let micros = interval / 1e-6;
    let stored = if micros.is_nan() {
        1 << 63
    } else if micros >= u64::MAX as f64 {
        0
    } else {
        micros as u64
    };
    cx.interp_ref().extension::<Interval>().0.set(Some(stored));
    cx.interp_ref().lock.set_switch_interval_micros(stored.clamp(1, i64::MAX as u64));
    Ok(())
}

fn current_frames(cx: &mut Context) -> PyResult<Value> {
    let mut table = Table::default();
    for (ident, frame) in crate::thread::frames_of_threads(cx) {
        let key = Value::Int(ident);
        let hash = cx.hash(&key)?;
        table.push(hash, key, frame);
    }
    Ok(cx.new_dict(table).into())
}

fn current_exceptions(cx: &mut Context) -> PyResult<Value> {
    let mut table = Table::default();
    let key = Value::Int(crate::thread::ident_of(cx));
    let hash = cx.hash(&key)?;
    let handled = cx.handled_exception().cloned().unwrap_or(Value::None);
    table.push(hash, key, handled);
    Ok(cx.new_dict(table).into())
}

/// Functions about threads.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "getswitchinterval",
        "()",
        "Seconds after which a waiting thread asks for the GIL.",
        get_switch_interval
    ),
    function!(
        "setswitchinterval",
        "(interval, /)",
        "Set the seconds after which a waiting thread asks for the GIL.",
        set_switch_interval
    ),
    function!("_current_frames", "()", "The topmost frame of each thread, by its ident.", current_frames),
    function!(
        "_current_exceptions",
        "()",
        "The exception that each thread is handling, by its ident.",
        current_exceptions
    ),
];
