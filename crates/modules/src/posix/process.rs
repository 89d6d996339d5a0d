//! Processes and users.

use std::os::unix::process::ExitStatusExt;

use gil::Cause;
use rustix::process::{Pid, WaitOptions};
use rustix::thread::CpuSet;
use vm::native::Row;
use vm::objects::exception_methods::os_error;
use vm::{Context, PyResult, Value, function};

use super::plain;
use crate::struct_sequence;

fn getpid(_: &mut Context) -> i64 {
    i64::from(std::process::id())
}

fn number(pid: Option<Pid>) -> i64 {
    i64::from(Pid::as_raw(pid))
}

fn getppid(_: &mut Context) -> i64 {
    number(rustix::process::getppid())
}

fn getpgrp(_: &mut Context) -> i64 {
    number(Some(rustix::process::getpgrp()))
}

fn getpgid(cx: &mut Context, pid: i32) -> PyResult<i64> {
    plain(cx, || rustix::process::getpgid(Pid::from_raw(pid))).map(|pid| number(Some(pid)))
}

fn getsid(cx: &mut Context, pid: i32) -> PyResult<i64> {
    plain(cx, || rustix::process::getsid(Pid::from_raw(pid))).map(|pid| number(Some(pid)))
}

fn setsid(cx: &mut Context) -> PyResult<()> {
    plain(cx, rustix::process::setsid).map(drop)
}

fn getuid(_: &mut Context) -> i64 {
    i64::from(rustix::process::getuid().as_raw())
}

fn geteuid(_: &mut Context) -> i64 {
    i64::from(rustix::process::geteuid().as_raw())
}

fn getgid(_: &mut Context) -> i64 {
    i64::from(rustix::process::getgid().as_raw())
}

fn getegid(_: &mut Context) -> i64 {
    i64::from(rustix::process::getegid().as_raw())
}

fn getgroups(cx: &mut Context) -> PyResult<Value> {
    let groups = plain(cx, rustix::process::getgroups)?;
    let groups = groups.into_iter().map(|group| Value::Int(i64::from(group.as_raw()))).collect();
    Ok(cx.list_value(groups))
}

fn umask(cx: &mut Context, mask: i64) -> i64 {
    let mask = rustix::fs::Mode::from_raw_mode(mask as u32);
    let old = cx.blocking(Cause::Io, || rustix::process::umask(mask));
    i64::from(old.as_raw_mode())
}

fn nice(cx: &mut Context, increment: i64) -> PyResult<i64> {
    plain(cx, || rustix::process::nice(increment as i32)).map(i64::from)
}

fn kill(cx: &mut Context, pid: i32, signal: i32) -> PyResult<()> {
    match cx.blocking(Cause::Io, || gil::signal::send(pid, signal)) {
        // A signal to this very process is handled before the call returns.
        Ok(()) => cx.handle_signals(),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn killpg(cx: &mut Context, pgid: i32, signal: i32) -> PyResult<()> {
    // By number 1 every process would be meant, not a group.
    match cx.blocking(Cause::Io, || gil::signal::send_to_group(pgid, signal)) {
        Ok(()) => cx.handle_signals(),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn exit(_: &mut Context, status: i64) -> Value {
    gil::launch::exit_now(status as i32)
}

fn abort(_: &mut Context) -> Value {
    std::process::abort()
}

fn wait_value(cx: &mut Context, answer: Option<(Pid, rustix::process::WaitStatus)>) -> Value {
    let (pid, status) = match answer {
        Some((pid, status)) => (number(Some(pid)), i64::from(status.as_raw())),
        None => (0, 0),
    };
    cx.tuple_value(vec![Value::Int(pid), Value::Int(status)])
}

fn waitpid(cx: &mut Context, pid: i32, options: i32) -> PyResult<Value> {
    let options = WaitOptions::from_bits_retain(options as u32);
    let answer = plain(cx, || match Pid::from_raw(pid.wrapping_abs()) {
        Some(_) if pid == -1 => rustix::process::wait(options),
        Some(group) if pid < 0 => rustix::process::waitpgid(group, options),
        child => rustix::process::waitpid(child, options),
    })?;
    Ok(wait_value(cx, answer))
}

fn wait(cx: &mut Context) -> PyResult<Value> {
    let answer = plain(cx, || rustix::process::wait(WaitOptions::empty()))?;
    Ok(wait_value(cx, answer))
}

/// Waits for a child, with an account of what it has used; 0 as the number if it still runs.
fn wait_with_usage(cx: &mut Context, pid: i32, options: i32) -> PyResult<Value> {
    loop {
        match cx.blocking(Cause::Io, || gil::process::wait_with_usage(pid, options)) {
            Ok((child, status, usage)) => {
                let usage = crate::resource::usage_value(cx, &usage);
                let numbers = [child, status].map(|number| Value::Int(i64::from(number)));
                return Ok(cx.tuple_value(numbers.into_iter().chain([usage]).collect()));
            }
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => cx.handle_signals()?,
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

fn wait3(cx: &mut Context, options: i32) -> PyResult<Value> {
    wait_with_usage(cx, -1, options)
}

fn waitid(cx: &mut Context, idtype: i32, id: i32, options: i32) -> PyResult<Value> {
    loop {
        let changed =
            cx.blocking(Cause::Io, || gil::process::wait_for_change(idtype as u32, id as u32, options));
        match changed {
            Ok(None) => return Ok(Value::None),
            Ok(Some(info)) => {
                let numbers = [
                    i64::from(info.pid),
                    i64::from(info.uid),
                    i64::from(info.signo),
                    i64::from(info.status),
                    i64::from(info.code),
                ];
                return Ok(struct_sequence::make(cx, &WAITID_RESULT, numbers.map(Value::Int).to_vec()));
            }
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => cx.handle_signals()?,
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

fn status_of(status: i64) -> std::process::ExitStatus {
    std::process::ExitStatus::from_raw(status as i32)
}

fn exited(_: &mut Context, status: i64) -> bool {
    status_of(status).code().is_some()
}

fn exit_status(_: &mut Context, status: i64) -> i64 {
    (status >> 8) & 0xFF
}

fn signaled(_: &mut Context, status: i64) -> bool {
    status_of(status).signal().is_some()
}

fn term_signal(_: &mut Context, status: i64) -> i64 {
    status & 0x7F
}

fn stopped(_: &mut Context, status: i64) -> bool {
    status_of(status).stopped_signal().is_some()
}

fn stop_signal(_: &mut Context, status: i64) -> i64 {
    (status >> 8) & 0xFF
}

fn continued(_: &mut Context, status: i64) -> bool {
    status_of(status).continued()
}

fn core_dumped(_: &mut Context, status: i64) -> bool {
    status_of(status).core_dumped()
}

fn waitstatus_to_exitcode(cx: &mut Context, status: i64) -> PyResult<i64> {
    let found = status_of(status);
    match (found.code(), found.signal()) {
        (Some(code), _) => Ok(i64::from(code)),
        (None, Some(signal)) => Ok(-i64::from(signal)),
        (None, None) => match found.stopped_signal() {
            Some(signal) => Err(cx.value_error(format!("process stopped by delivery of signal {signal}"))),
            None => Err(cx.value_error(format!("invalid wait status: {status}"))),
        },
    }
}

fn sched_yield(cx: &mut Context) {
    cx.blocking(Cause::Yield, rustix::thread::sched_yield);
}

fn sched_getaffinity(cx: &mut Context, pid: i32) -> PyResult<Value> {
    let set = plain(cx, || rustix::thread::sched_getaffinity(Pid::from_raw(pid)))?;
    let processors: Vec<Value> = (0..CpuSet::MAX_CPU)
        .filter(|&processor| set.is_set(processor))
        .map(|processor| Value::Int(processor as i64))
        .collect();
    let class = cx.types().set.value();
    let list = cx.list_value(processors);
    cx.call(&class, &[list])
}

/// Processor time from `/proc/self/stat`: user, system, and both of children.
fn times(cx: &mut Context) -> PyResult<Value> {
    let ticks = rustix::param::clock_ticks_per_second() as f64;
    let text = match cx.blocking(Cause::Io, || std::fs::read_to_string("/proc/self/stat")) {
        Ok(text) => text,
        Err(error) => return Err(os_error(cx, &error, Value::Empty)),
    };
    // The second field, the program's name in parentheses, may hold anything.
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<f64> =
        rest.split_whitespace().skip(11).take(4).filter_map(|field| field.parse().ok()).collect();
    let elapsed = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let mut values: Vec<Value> = fields.into_iter().map(|field| Value::float(field / ticks)).collect();
    let elapsed = elapsed.tv_sec as f64 + elapsed.tv_nsec as f64 / 1e9;
    values.push(Value::float((elapsed * ticks).floor() / ticks));
    Ok(struct_sequence::make(cx, &TIMES_RESULT, values))
}

/// Processes and users.
pub static FUNCTIONS: &[Row] = &[
    function!("getpid", "()", "The number of this process.", getpid),
    function!("getppid", "()", "The number of the process that started this one.", getppid),
    function!("getpgrp", "()", "The group of this process.", getpgrp),
    function!("getpgid", "(pid)", "The group of a process.", getpgid),
    function!("getsid", "(pid, /)", "The session of a process.", getsid),
    function!("setsid", "()", "Begin a session.", setsid),
    function!("getuid", "()", "The user.", getuid),
    function!("geteuid", "()", "The user whose rights count.", geteuid),
    function!("getgid", "()", "The user's group.", getgid),
    function!("getegid", "()", "The group whose rights count.", getegid),
    function!("getgroups", "()", "Further groups.", getgroups),
    function!(
        "umask",
        "(mask, /)",
        "Set the permissions that new files do not get; returns the former ones.",
        umask
    ),
    function!("nice", "(increment, /)", "Be nicer to other processes; returns how nice now.", nice),
    function!("kill", "(pid, signal, /)", "Send a signal to a process.", kill),
    function!("killpg", "(pgid, signal, /)", "Send a signal to a group of processes.", killpg),
    function!("_exit", "(status)", "End the process at once.", exit),
    function!("abort", "()", "End the process at once, by a signal.", abort),
    function!("waitpid", "(pid, options, /)", "Wait for a child; its number and wait status.", waitpid),
    function!("wait", "()", "Wait for any child; its number and wait status.", wait),
    function!("wait3", "(options)", "The same, and what the child has used.", wait3),
    function!("wait4", "(pid, options)", "Wait for a child; the same.", wait_with_usage),
    function!("waitid", "(idtype, id, options, /)", "Wait for a change of a child.", waitid),
    function!("WIFEXITED", "(status)", "Whether the process has ended by itself.", exited),
    function!("WEXITSTATUS", "(status)", "The exit status in a wait status.", exit_status),
    function!("WIFSIGNALED", "(status)", "Whether a signal has ended the process.", signaled),
    function!("WTERMSIG", "(status)", "The signal that has ended the process.", term_signal),
    function!("WIFSTOPPED", "(status)", "Whether the process is stopped.", stopped),
    function!("WSTOPSIG", "(status)", "The signal that has stopped the process.", stop_signal),
    function!("WIFCONTINUED", "(status)", "Whether the process goes on.", continued),
    function!("WCOREDUMP", "(status, /)", "Whether there is a core file.", core_dumped),
    function!(
        "waitstatus_to_exitcode",
        "(status)",
        "The exit status, or minus the signal.",
        waitstatus_to_exitcode
    ),
    function!("sched_yield", "()", "Let others have the processor.", sched_yield),
    function!("sched_getaffinity", "(pid, /)", "The processors a process may use.", sched_getaffinity),
    function!("times", "()", "Processor time used.", times),
];

crate::struct_sequence! {
    /// `os.waitid_result`.
    pub WAITID_RESULT, "posix.waitid_result", "What has become of a child.", 5, [
        ("si_pid", ""),
        ("si_uid", ""),
        ("si_signo", ""),
        ("si_status", ""),
        ("si_code", ""),
    ]
}

crate::struct_sequence! {
    /// `os.times_result`.
    pub TIMES_RESULT, "posix.times_result", "Processor time used, in seconds.", 5, [
        ("user", "user time"),
        ("system", "system time"),
        ("children_user", "user time of children"),
        ("children_system", "system time of children"),
        ("elapsed", "elapsed time since an arbitrary point in the past"),
    ]
}
