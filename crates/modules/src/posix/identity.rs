//! Who the process is for the system: users and groups, process groups, how it is scheduled; limits of the system.

use std::ffi::CString;
use std::io;

use gil::process::Identity;
use rustix::process::Pid;
use rustix::thread::CpuSet;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Str;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::objects::int::OwnedInt;
use vm::{Context, PyResult, Value, function};

use super::path::{PathOrNumber, fs_bytes, fs_text};
use super::plain;
use crate::struct_sequence;

fn raised<T>(cx: &mut Context, result: io::Result<T>) -> PyResult<T> {
    result.map_err(|error| os_error(cx, &error, Value::Empty))
}

/// The number of a user or group in an argument; -1 is the largest, which stands for none.
fn id(cx: &mut Context, value: &Value, what: &str) -> PyResult<u32> {
    if cx.try_index(value)?.is_none() {
        let got = cx.type_name(value);
        return Err(cx.type_error(format!("{what} should be integer, not {got}")));
    }
    let (number, negative) = match cx.index(value)? {
        OwnedInt::Small(-1) => return Ok(u32::MAX),
        OwnedInt::Small(number) => (u32::try_from(number).ok(), number < 0),
        OwnedInt::Big(number) => (None, number < text::int::BigInt::from(0)),
    };
    number.ok_or_else(|| {
        let bound = if negative { "less than minimum" } else { "greater than maximum" };
        cx.overflow_error(format!("{what} is {bound}"))
    })
}

fn set_one(cx: &mut Context, value: &Value, what: &str, identity: fn(u32) -> Identity) -> PyResult<()> {
    let number = id(cx, value, what)?;
    let result = gil::process::set_identity(identity(number));
    raised(cx, result)
}

fn setuid(cx: &mut Context, uid: Value) -> PyResult<()> {
    set_one(cx, &uid, "uid", Identity::User)
}

fn seteuid(cx: &mut Context, euid: Value) -> PyResult<()> {
    set_one(cx, &euid, "uid", Identity::EffectiveUser)
}

fn setgid(cx: &mut Context, gid: Value) -> PyResult<()> {
    set_one(cx, &gid, "gid", Identity::Group)
}

fn setegid(cx: &mut Context, egid: Value) -> PyResult<()> {
    set_one(cx, &egid, "gid", Identity::EffectiveGroup)
}

fn setreuid(cx: &mut Context, ruid: Value, euid: Value) -> PyResult<()> {
    let (real, effective) = (id(cx, &ruid, "uid")?, id(cx, &euid, "uid")?);
    raised(cx, gil::process::set_identity(Identity::Users(real, effective)))
}

fn setregid(cx: &mut Context, rgid: Value, egid: Value) -> PyResult<()> {
    let (real, effective) = (id(cx, &rgid, "gid")?, id(cx, &egid, "gid")?);
    raised(cx, gil::process::set_identity(Identity::Groups(real, effective)))
}

fn setresuid(cx: &mut Context, ruid: Value, euid: Value, suid: Value) -> PyResult<()> {
    let numbers = (id(cx, &ruid, "uid")?, id(cx, &euid, "uid")?, id(cx, &suid, "uid")?);
    raised(cx, gil::process::set_identity(Identity::AllUsers(numbers.0, numbers.1, numbers.2)))
}

fn setresgid(cx: &mut Context, rgid: Value, egid: Value, sgid: Value) -> PyResult<()> {
    let numbers = (id(cx, &rgid, "gid")?, id(cx, &egid, "gid")?, id(cx, &sgid, "gid")?);
    raised(cx, gil::process::set_identity(Identity::AllGroups(numbers.0, numbers.1, numbers.2)))
}

fn three(cx: &mut Context, found: io::Result<[u32; 3]>) -> PyResult<Value> {
    let found = raised(cx, found)?;
    Ok(cx.tuple_value(found.map(|number| Value::Int(i64::from(number))).to_vec()))
}

fn getresuid(cx: &mut Context) -> PyResult<Value> {
    three(cx, gil::process::users())
}

fn getresgid(cx: &mut Context) -> PyResult<Value> {
    three(cx, gil::process::groups())
}

fn setgroups(cx: &mut Context, groups: Value) -> PyResult<()> {
    let mut numbers = Vec::new();
    for group in cx.collect(&groups)? {
        numbers.push(id(cx, &group, "gid")?);
    }
    raised(cx, gil::process::set_groups(&numbers))
}

fn user_name(cx: &mut Context, name: &Obj<Str>) -> PyResult<CString> {
    let bytes = fs_bytes(cx, &name.value())?;
    CString::new(bytes).map_err(|_| cx.value_error("embedded null byte"))
}

fn initgroups(cx: &mut Context, username: Obj<Str>, gid: Value) -> PyResult<()> {
    let (user, group) = (user_name(cx, &username)?, id(cx, &gid, "gid")?);
    raised(cx, gil::process::set_groups_of(&user, group))
}

fn getgrouplist(cx: &mut Context, user: Obj<Str>, group: Value) -> PyResult<Value> {
    let (user, group) = (user_name(cx, &user)?, id(cx, &group, "gid")?);
    let groups = cx.blocking(gil::Cause::Io, || gil::process::groups_of(&user, group));
    Ok(cx.list_value(groups.into_iter().map(|group| Value::Int(i64::from(group))).collect()))
}

fn getlogin(cx: &mut Context) -> PyResult<Value> {
    let name = raised(cx, gil::process::login_name())?;
    fs_text(cx, name.to_bytes())
}

fn setpgid(cx: &mut Context, pid: i32, pgrp: i32) -> PyResult<()> {
    plain(cx, || rustix::process::setpgid(Pid::from_raw(pid), Pid::from_raw(pgrp)))
}

fn setpgrp(cx: &mut Context) -> PyResult<()> {
    setpgid(cx, 0, 0)
}

fn getpriority(cx: &mut Context, which: i32, who: i32) -> PyResult<i64> {
    plain(cx, || match which as u32 {
        libc::PRIO_PROCESS => rustix::process::getpriority_process(Pid::from_raw(who)),
        libc::PRIO_PGRP => rustix::process::getpriority_pgrp(Pid::from_raw(who)),
        libc::PRIO_USER => rustix::process::getpriority_user(rustix::process::Uid::from_raw(who as u32)),
        _ => Err(rustix::io::Errno::INVAL),
    })
    .map(i64::from)
}

fn setpriority(cx: &mut Context, which: i32, who: i32, priority: i32) -> PyResult<()> {
    plain(cx, || match which as u32 {
        libc::PRIO_PROCESS => rustix::process::setpriority_process(Pid::from_raw(who), priority),
        libc::PRIO_PGRP => rustix::process::setpriority_pgrp(Pid::from_raw(who), priority),
        libc::PRIO_USER => {
            rustix::process::setpriority_user(rustix::process::Uid::from_raw(who as u32), priority)
        }
        _ => Err(rustix::io::Errno::INVAL),
    })
}

fn sched_setaffinity(cx: &mut Context, pid: i32, mask: Value) -> PyResult<()> {
    let mut set = CpuSet::new();
    for processor in cx.collect(&mask)? {
        let number = cx.index_i64(&processor)?;
        if number < 0 {
            return Err(cx.value_error("negative CPU number"));
        }
        match usize::try_from(number) {
            Ok(number) if number < CpuSet::MAX_CPU => set.set(number),
            _ => return Err(errno_error(cx, libc::EINVAL, Value::Empty)),
        }
    }
    plain(cx, || rustix::thread::sched_setaffinity(Pid::from_raw(pid), &set))
}

fn sched_getscheduler(cx: &mut Context, pid: i32) -> PyResult<i64> {
    let (policy, _) = raised(cx, gil::process::schedule(pid))?;
    Ok(i64::from(policy))
}

fn sched_getparam(cx: &mut Context, pid: i32) -> PyResult<Value> {
    let (_, priority) = raised(cx, gil::process::schedule(pid))?;
    Ok(struct_sequence::make(cx, &SCHED_PARAM, vec![Value::Int(i64::from(priority))]))
}

fn priority_of(cx: &mut Context, param: &Value) -> PyResult<i32> {
    let class = struct_sequence::class_of(cx, &SCHED_PARAM);
    if !cx.type_of(param).is(&class) {
        return Err(cx.type_error("must have a sched_param object"));
    }
    let priority = cx.get_attr_named(param, "sched_priority")?;
    let priority = cx.index_i64(&priority)?;
    i32::try_from(priority).map_err(|_| cx.overflow_error("sched_priority out of range"))
}

fn sched_setparam(cx: &mut Context, pid: i32, param: Value) -> PyResult<()> {
    let priority = priority_of(cx, &param)?;
    raised(cx, gil::process::set_schedule(pid, None, priority))
}

fn sched_setscheduler(cx: &mut Context, pid: i32, policy: i32, param: Value) -> PyResult<()> {
    let priority = priority_of(cx, &param)?;
    raised(cx, gil::process::set_schedule(pid, Some(policy), priority))
}

fn sched_get_priority_min(cx: &mut Context, policy: i32) -> PyResult<i64> {
    raised(cx, gil::process::priorities(policy)).map(|(least, _)| i64::from(least))
}

fn sched_get_priority_max(cx: &mut Context, policy: i32) -> PyResult<i64> {
    raised(cx, gil::process::priorities(policy)).map(|(_, most)| i64::from(most))
}

fn sched_rr_get_interval(cx: &mut Context, pid: i32) -> PyResult<f64> {
    raised(cx, gil::process::round_robin_interval(pid)).map(|time| time.as_secs_f64())
}

macro_rules! names {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name),)*] };
}

/// Names of limits of the system, with the underscore that Python's lack.
pub static SYSCONF: &[(&str, i32)] = names! {
    _SC_ARG_MAX _SC_CHILD_MAX _SC_CLK_TCK _SC_HOST_NAME_MAX _SC_IOV_MAX _SC_LINE_MAX _SC_LOGIN_NAME_MAX
    _SC_NGROUPS_MAX _SC_NPROCESSORS_CONF _SC_NPROCESSORS_ONLN _SC_OPEN_MAX _SC_PAGESIZE _SC_PAGE_SIZE
    _SC_PHYS_PAGES _SC_AVPHYS_PAGES _SC_SEM_NSEMS_MAX _SC_SYMLOOP_MAX _SC_THREAD_STACK_MIN _SC_THREAD_THREADS_MAX
    _SC_TTY_NAME_MAX _SC_VERSION _SC_MONOTONIC_CLOCK _SC_REALTIME_SIGNALS _SC_GETPW_R_SIZE_MAX _SC_GETGR_R_SIZE_MAX
};

/// The same for files.
pub static PATHCONF: &[(&str, i32)] = names! {
    _PC_LINK_MAX _PC_MAX_CANON _PC_MAX_INPUT _PC_NAME_MAX _PC_PATH_MAX _PC_PIPE_BUF _PC_CHOWN_RESTRICTED _PC_NO_TRUNC
    _PC_VDISABLE
};

/// The number of a limit, by its number or its name.
fn limit_number(cx: &mut Context, name: &Value, known: &[(&str, i32)]) -> PyResult<i32> {
    if let Some(text) = name.as_ref().and_then(|object| object.downcast::<Str>()) {
        let text = text.to_string_lossy();
        return match known.iter().find(|(known, _)| known[1..] == *text) {
            Some((_, number)) => Ok(*number),
            None => Err(cx.value_error("unrecognized configuration name")),
        };
    }
    if cx.try_index(name)?.is_none() {
        return Err(cx.type_error("configuration names must be strings or integers"));
    }
    let number = cx.index_i64(name)?;
    i32::try_from(number).map_err(|_| cx.overflow_error("Python int too large to convert to C int"))
}

fn sysconf(cx: &mut Context, name: Value) -> PyResult<i64> {
    let number = limit_number(cx, &name, SYSCONF)?;
    raised(cx, gil::process::system_limit(number))
}

fn pathconf(cx: &mut Context, path: PathOrNumber, name: Value) -> PyResult<i64> {
    let number = limit_number(cx, &name, PATHCONF)?;
    let result = match &path {
        PathOrNumber::Number(file) => gil::process::file_limit(*file, number),
        PathOrNumber::Path(path) => gil::process::path_limit(&path.bytes, number),
    };
    result.map_err(|error| os_error(cx, &error, path.shown()))
}

fn fpathconf(cx: &mut Context, fd: i32, name: Value) -> PyResult<i64> {
    let number = limit_number(cx, &name, PATHCONF)?;
    raised(cx, gil::process::file_limit(fd, number))
}

/// Users, groups, scheduling.
pub static FUNCTIONS: &[Row] = &[
    function!("setuid", "(uid, /)", "Become a user.", setuid),
    function!("seteuid", "(euid, /)", "Become a user as far as rights are concerned.", seteuid),
    function!("setreuid", "(ruid, euid, /)", "Set the real and the effective user.", setreuid),
    function!(
        "setresuid",
        "(ruid, euid, suid, /)",
        "Set the real, the effective and the saved user.",
        setresuid
    ),
    function!("getresuid", "()", "The real, the effective and the saved user.", getresuid),
    function!("setgid", "(gid, /)", "Set the user's group.", setgid),
    function!("setegid", "(egid, /)", "Set the group whose rights count.", setegid),
    function!("setregid", "(rgid, egid, /)", "Set the real and the effective group.", setregid),
    function!(
        "setresgid",
        "(rgid, egid, sgid, /)",
        "Set the real, the effective and the saved group.",
        setresgid
    ),
    function!("getresgid", "()", "The real, the effective and the saved group.", getresgid),
    function!("setgroups", "(groups, /)", "Set the further groups.", setgroups),
    function!("initgroups", "(username, gid, /)", "Set the further groups to those of a user.", initgroups),
    function!("getgrouplist", "(user, group, /)", "The groups of a user.", getgrouplist),
    function!("getlogin", "()", "Who has logged in at this terminal.", getlogin),
    function!("setpgid", "(pid, pgrp, /)", "Put a process into a group.", setpgid),
    function!("setpgrp", "()", "Make this process the first of a new group.", setpgrp),
    function!("getpriority", "(which, who)", "How nice processes are to others.", getpriority),
    function!("setpriority", "(which, who, priority)", "Say how nice processes are to others.", setpriority),
    function!(
        "sched_setaffinity",
        "(pid, mask, /)",
        "Set the processors a process may use.",
        sched_setaffinity
    ),
    function!(
        "sched_getscheduler",
        "(pid, /)",
        "The policy by which a process is scheduled.",
        sched_getscheduler
    ),
    function!("sched_setscheduler", "(pid, policy, param, /)", "Set that policy.", sched_setscheduler),
    function!("sched_getparam", "(pid, /)", "The priority of a process in its policy.", sched_getparam),
    function!("sched_setparam", "(pid, param, /)", "Set that priority.", sched_setparam),
    function!(
        "sched_get_priority_min",
        "(policy)",
        "The least priority of a policy.",
        sched_get_priority_min
    ),
    function!(
        "sched_get_priority_max",
        "(policy)",
        "The largest priority of a policy.",
        sched_get_priority_max
    ),
    function!(
        "sched_rr_get_interval",
        "(pid, /)",
        "How long a process runs before others of its priority do.",
        sched_rr_get_interval
    ),
    function!("sysconf", "(name, /)", "A limit or an option of the system.", sysconf),
    function!("pathconf", "(path, name)", "A limit or an option of a file.", pathconf),
    function!("fpathconf", "(fd, name, /)", "A limit or an option of an open file.", fpathconf),
];

crate::struct_sequence! {
    /// `os.sched_param`.
    pub SCHED_PARAM, "posix.sched_param", "How urgent a process is.", 1, [
        ("sched_priority", "the scheduling priority"),
    ]
}
