//! The `-X` options that are about the lock: `gil=POLICY`, `switch_interval=SECONDS`, `switch_points=NAME`, and
//! `gil_counts`, which prints at the end how many events of each kind there were.

use std::sync::Arc;

use gil::{CountingRecorder, Cpython, Lock, NullRecorder, Policy, UnknownPolicy, policy_by_name};
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
    // A wrong name is reported by `apply`, when there is something to report it with.
    let policy = policy(settings).unwrap_or_else(|_| Box::new(Cpython::new()));
    if option(settings, "gil_counts").is_none() {
        return (Lock::new(policy, Arc::new(NullRecorder)), None);
    }
    let recorder = Arc::new(CountingRecorder::new());
    (Lock::new(policy, recorder.clone()), Some(recorder))
}

/// What the command line says of the lock, else the environment.
fn gil_option(settings: &Settings) -> Option<&str> {
    option(settings, "gil").or(settings.gil.as_deref())
}

/// Who decides who gets the lock. `1`, that there is one, is CPython's only word for it.
fn policy(settings: &Settings) -> Result<Box<dyn Policy>, UnknownPolicy> {
    match gil_option(settings) {
        None | Some("1") => Ok(Box::new(Cpython::new())),
        Some(name) => policy_by_name(name),
    }
}

/// Whether the policy that is wanted is there; if not, says so and leaves.
fn check_policy(cx: &mut Context) -> PyResult<()> {
    let settings = &cx.interp_ref().settings;
    let Err(unknown) = policy(settings) else { return Ok(()) };
    if gil_option(settings) != Some("0") {
        return Err(refuse(cx, &format!("PYTHON_GIL / -X gil must be \"0\", \"1\" or a policy: {unknown}")));
    }
    vm::report::write_stderr(
        cx,
        "Fatal Python error: config_read_gil: Disabling the GIL is not supported by this build\n\
         Python runtime state: preinitialized\n\n",
    );
    Err(cx.error_with(ExceptionKind::SystemExit, vec![Value::Int(1)]))
}

/// Sets the switch interval and the switch points that the command line wants; if there is no such thing, or no such
/// policy, says so and leaves.
pub fn apply(cx: &mut Context) -> PyResult<()> {
    check_policy(cx)?;
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
