//! `resource`: what processes may use, and have used.

use gil::process::Usage;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Module;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::os_error;
use vm::{Context, PyResult, Value, function};

use crate::registry::{ModuleSpec, set};
use crate::struct_sequence;

/// `resource.struct_rusage`.
pub fn usage_value(cx: &mut Context, usage: &Usage) -> Value {
    let times = [usage.user, usage.system].map(|time| Value::float(time.as_secs_f64()));
    let values = times.into_iter().chain(usage.counts.map(Value::Int)).collect();
    struct_sequence::make(cx, &RUSAGE, values)
}

fn getrusage(cx: &mut Context, who: i32) -> PyResult<Value> {
    match gil::process::usage(who) {
        Ok(usage) => Ok(usage_value(cx, &usage)),
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => {
            Err(cx.value_error("invalid who parameter"))
        }
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

const COUNT: i32 = 16;

fn check_resource(cx: &mut Context, resource: i32) -> PyResult<()> {
    if (0..COUNT).contains(&resource) {
        return Ok(());
    }
    Err(cx.value_error("invalid resource specified"))
}

fn limits_value(cx: &mut Context, limits: (u64, u64)) -> Value {
    // What is unlimited shows as -1.
    cx.tuple_value(vec![Value::Int(limits.0 as i64), Value::Int(limits.1 as i64)])
}

fn limits_of(cx: &mut Context, limits: &Value) -> PyResult<(u64, u64)> {
    let both = cx.collect(limits)?;
    let [now, most] = both.as_slice() else {
        return Err(cx.value_error("expected a tuple of 2 integers"));
    };
    Ok((cx.index_i64(now)? as u64, cx.index_i64(most)? as u64))
}

fn change(cx: &mut Context, process: i32, resource: i32, new: Option<(u64, u64)>) -> PyResult<Value> {
    match gil::process::limit(process, resource, new) {
        Ok(old) => Ok(limits_value(cx, old)),
        Err(error) => Err(match error.raw_os_error() {
            Some(libc::EINVAL) => cx.value_error("current limit exceeds maximum limit"),
            Some(libc::EPERM) if new.is_some() && process == 0 => {
                cx.value_error("not allowed to raise maximum limit")
            }
            _ => os_error(cx, &error, Value::Empty),
        }),
    }
}

fn getrlimit(cx: &mut Context, resource: i32) -> PyResult<Value> {
    check_resource(cx, resource)?;
    change(cx, 0, resource, None)
}

fn setrlimit(cx: &mut Context, resource: i32, limits: Value) -> PyResult<()> {
    check_resource(cx, resource)?;
    let new = limits_of(cx, &limits)?;
    change(cx, 0, resource, Some(new)).map(drop)
}

fn prlimit(cx: &mut Context, pid: i32, resource: i32, limits: Option<Value>) -> PyResult<Value> {
    check_resource(cx, resource)?;
    let new = match limits {
        Some(limits) if !limits.is_none() => Some(limits_of(cx, &limits)?),
        _ => None,
    };
    change(cx, pid, resource, new)
}

fn getpagesize(_: &mut Context) -> usize {
    rustix::param::page_size()
}

static FUNCTIONS: &[Row] = &[
    function!(
        "getrusage",
        "(who, /)",
        "What this process, its children or this thread have used.",
        getrusage
    ),
    function!("getrlimit", "(resource, /)", "What this process may use, and could allow itself.", getrlimit),
    function!("setrlimit", "(resource, limits, /)", "Set what this process may use.", setrlimit),
    function!(
        "prlimit",
        "(pid, resource, limits=None, /)",
        "Get, and perhaps set, what a process may use.",
        prlimit
    ),
    function!("getpagesize", "()", "Bytes in a page of memory.", getpagesize),
];

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64),)*] };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    RLIMIT_AS RLIMIT_CORE RLIMIT_CPU RLIMIT_DATA RLIMIT_FSIZE RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_NOFILE
    RLIMIT_NPROC RLIMIT_RSS RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_STACK RLIM_INFINITY RUSAGE_CHILDREN
    RUSAGE_SELF RUSAGE_THREAD
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in CONSTANTS {
        set(cx, module, name, Value::Int(*number));
    }
    set(cx, module, "RLIMIT_OFILE", Value::Int(i64::from(libc::RLIMIT_NOFILE)));
    let error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    set(cx, module, "error", error);
    let class = struct_sequence::class_of(cx, &RUSAGE);
    set(cx, module, "struct_rusage", class.into());
    Ok(())
}

/// `resource`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "resource",
    doc: "What processes may use, and have used.",
    functions: &[FUNCTIONS],
    fill,
};

crate::struct_sequence! {
    RUSAGE, "resource.struct_rusage", "What a process has used.", 16, [
        ("ru_utime", "user time used"),
        ("ru_stime", "system time used"),
        ("ru_maxrss", "max. resident set size"),
        ("ru_ixrss", "shared memory size"),
        ("ru_idrss", "unshared data size"),
        ("ru_isrss", "unshared stack size"),
        ("ru_minflt", "page faults not requiring I/O"),
        ("ru_majflt", "page faults requiring I/O"),
        ("ru_nswap", "number of swap outs"),
        ("ru_inblock", "block input operations"),
        ("ru_oublock", "block output operations"),
        ("ru_msgsnd", "IPC messages sent"),
        ("ru_msgrcv", "IPC messages received"),
        ("ru_nsignals", "signals received"),
        ("ru_nvcsw", "voluntary context switches"),
        ("ru_nivcsw", "involuntary context switches"),
    ]
}
