//! The `-X` options that are about the lock: `switch_interval=SECONDS`, `switch_points=NAME`, and `gil_counts`, which
//! prints at the end how many events of each kind there were.

use std::sync::Arc;

use gil::{CountingRecorder, Cpython, Lock, NullRecorder};
use vm::eval::watch::SwitchPoints;
use vm::interp::Settings;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value};

/// The value of an option: empty when it was given without one.
fn option<'a>(settings: &'a Settings, name: &str) -> Option<&'a str> {
    let given = settings.x_options.iter().rev().map(|option| option.split_once('=').unwrap_or((option, "")));
    given.into_iter().find_map(|(given, value)| (given == name).then_some(value))
}

/// A lock, and who counts its events, if somebody shall.
pub fn new_lock(settings: &Settings) -> (Arc<Lock>, Option<Arc<CountingRecorder>>) {
    if option(settings, "gil_counts").is_none() {
        return (Lock::new(Box::new(Cpython::new()), Arc::new(NullRecorder)), None);
    }
    let recorder = Arc::new(CountingRecorder::new());
    (Lock::new(Box::new(Cpython::new()), recorder.clone()), Some(recorder))
}

/// Sets the switch interval and the switch points that the command line wants; if there is no such thing, says so
/// and leaves.
pub fn apply(cx: &mut Context) -> PyResult<()> {
    set_switch_points(cx)?;
    set_switch_interval(cx)
}

fn set_switch_points(cx: &mut Context) -> PyResult<()> {
    let Some(value) = option(&cx.interp_ref().settings, "switch_points") else { return Ok(()) };
    let Some((_, points)) = SwitchPoints::NAMES.into_iter().find(|(name, _)| *name == value) else {
        let names = SwitchPoints::NAMES.map(|(name, _)| name).join(", ");
        return Err(refuse(cx, &format!("-X switch_points={value}: one of {names} is wanted")));
    };
    cx.interp_ref().set_switch_points(points);
    cx.check_point()
}

/// Says what is wrong with the command line; the exception leaves with CPython's status for that.
fn refuse(cx: &mut Context, what: &str) -> vm::Raised {
    vm::report::write_stderr(cx, &format!("gila: {what}\n"));
    cx.error_with(ExceptionKind::SystemExit, vec![Value::Int(2)])
}

fn set_switch_interval(cx: &mut Context) -> PyResult<()> {
    let Some(value) = option(&cx.interp_ref().settings, "switch_interval") else { return Ok(()) };
    let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds > 0.0);
    let Some(seconds) = seconds else {
        return Err(refuse(
            cx,
            &format!("-X switch_interval={value}: a number of seconds above zero is wanted"),
        ));
    };
    // Whole microseconds, as sys.setswitchinterval has them.
    cx.interp_ref().lock.set_switch_interval_micros(((seconds * 1e6) as u64).max(1));
    Ok(())
}
