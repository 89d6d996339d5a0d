//! Calls about processes, users and the machine for which there is no safe interface elsewhere: waiting with an
//! account of what was used, identities, scheduling, limits of the system. Numbers go in and come out.

use std::ffi::{CStr, CString};
use std::io;
use std::time::Duration;

use crate::signal::Info;

fn check(status: libc::c_int) -> io::Result<()> {
    if status == -1 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// What a process has used.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Processor time for the program itself.
    pub user: Duration,
    /// Processor time for what it asked of the system.
    pub system: Duration,
    /// The other figures, in the system's order, the largest resident set first.
    pub counts: [i64; 14],
}

impl Usage {
    fn of_system(usage: &libc::rusage) -> Usage {
        let time = |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
        Usage {
            user: time(usage.ru_utime),
            system: time(usage.ru_stime),
            counts: [
                usage.ru_maxrss,
                usage.ru_ixrss,
                usage.ru_idrss,
                usage.ru_isrss,
                usage.ru_minflt,
                usage.ru_majflt,
                usage.ru_nswap,
                usage.ru_inblock,
                usage.ru_oublock,
                usage.ru_msgsnd,
                usage.ru_msgrcv,
                usage.ru_nsignals,
                usage.ru_nvcsw,
                usage.ru_nivcsw,
            ],
        }
    }
}

/// What this process, its children or this thread have used.
///
/// # Errors
/// If `who` is none of these.
pub fn usage(who: i32) -> io::Result<Usage> {
    // SAFETY: all zeros is a valid value, and the pointer points to it.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        check(libc::getrusage(who as _, &raw mut usage))?;
        Ok(Usage::of_system(&usage))
    }
}

/// Waits for a child: its number, its wait status and what it has used. Call it without the lock.
///
/// # Errors
/// If there is no such child, or a signal came.
pub fn wait_with_usage(child: i32, options: i32) -> io::Result<(i32, i32, Usage)> {
    // SAFETY: all zeros is a valid value, and the pointers point to valid values.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        let mut status = 0;
        let found = libc::wait4(child, &raw mut status, options, &raw mut usage);
        check(found)?;
        Ok((found, status, Usage::of_system(&usage)))
    }
}

/// Waits for a change of a process: what the system says about it, `None` if nothing has changed. Call it without
/// the lock.
///
/// # Errors
/// If there is no such child, or a signal came.
pub fn wait_for_change(kind: u32, process: u32, options: i32) -> io::Result<Option<Info>> {
    // SAFETY: all zeros is a valid value, and the pointer points to it; the parts of the union are integers.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        check(libc::waitid(kind as _, process, &raw mut info, options))?;
        Ok((info.si_pid() != 0).then(|| Info::of_system(&info)))
    }
}

/// A limit of a process, which is set if there is a new one; what it was: the present and the largest value.
///
/// # Errors
/// If there is no such limit or process, or that is not allowed.
pub fn limit(process: i32, resource: i32, new: Option<(u64, u64)>) -> io::Result<(u64, u64)> {
    let new = new.map(|(now, most)| libc::rlimit64 { rlim_cur: now, rlim_max: most });
    let mut old = libc::rlimit64 { rlim_cur: 0, rlim_max: 0 };
    let new = new.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: the pointers point to valid values, or nowhere.
    check(unsafe { libc::prlimit64(process, resource as _, new, &raw mut old) })?;
    Ok((old.rlim_cur, old.rlim_max))
}

/// Which identity of the process is set, and to what; `u32::MAX` leaves one alone.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are the system's")]
pub enum Identity {
    User(u32),
    EffectiveUser(u32),
    Users(u32, u32),
    AllUsers(u32, u32, u32),
    Group(u32),
    EffectiveGroup(u32),
    Groups(u32, u32),
    AllGroups(u32, u32, u32),
}

/// Sets identities of the process, all its threads included.
///
/// # Errors
/// If that is not allowed.
pub fn set_identity(identity: Identity) -> io::Result<()> {
    // SAFETY: only numbers.
    check(unsafe {
        match identity {
            Identity::User(user) => libc::setuid(user),
            Identity::EffectiveUser(user) => libc::seteuid(user),
            Identity::Users(real, effective) => libc::setreuid(real, effective),
            Identity::AllUsers(real, effective, saved) => libc::setresuid(real, effective, saved),
            Identity::Group(group) => libc::setgid(group),
            Identity::EffectiveGroup(group) => libc::setegid(group),
            Identity::Groups(real, effective) => libc::setregid(real, effective),
            Identity::AllGroups(real, effective, saved) => libc::setresgid(real, effective, saved),
        }
    })
}

/// The real, the effective and the saved user.
///
/// # Errors
/// The system's.
pub fn users() -> io::Result<[u32; 3]> {
    let mut found = [0; 3];
    let [real, effective, saved] = &mut found;
    // SAFETY: the pointers point to valid values.
    check(unsafe { libc::getresuid(real, effective, saved) })?;
    Ok(found)
}

/// The real, the effective and the saved group.
///
/// # Errors
/// The system's.
pub fn groups() -> io::Result<[u32; 3]> {
    let mut found = [0; 3];
    let [real, effective, saved] = &mut found;
    // SAFETY: the pointers point to valid values.
    check(unsafe { libc::getresgid(real, effective, saved) })?;
    Ok(found)
}

/// Sets the further groups of the process.
///
/// # Errors
/// If that is not allowed.
pub fn set_groups(groups: &[u32]) -> io::Result<()> {
    // SAFETY: the array has the length that is given.
    check(unsafe { libc::setgroups(groups.len() as _, groups.as_ptr()) })
}

/// Sets the further groups of the process to those of a user.
///
/// # Errors
/// If that is not allowed.
pub fn set_groups_of(user: &CStr, group: u32) -> io::Result<()> {
    // SAFETY: a C string and a number.
    check(unsafe { libc::initgroups(user.as_ptr(), group as _) })
}

/// The groups of a user, `group` among them.
pub fn groups_of(user: &CStr, group: u32) -> Vec<u32> {
    let mut room = 64;
    loop {
        let mut groups = vec![0; room];
        let mut count = room as libc::c_int;
        // SAFETY: the array has the length that is given.
        let status =
            unsafe { libc::getgrouplist(user.as_ptr(), group as _, groups.as_mut_ptr(), &raw mut count) };
        if status != -1 {
            groups.truncate(usize::try_from(count).unwrap_or(0));
            return groups;
        }
        room *= 2;
    }
}

/// The policy by which a process is scheduled, and its priority there.
///
/// # Errors
/// If there is no such process.
pub fn schedule(process: i32) -> io::Result<(i32, i32)> {
    // SAFETY: all zeros is a valid value, and the pointer points to it.
    unsafe {
        let policy = libc::sched_getscheduler(process);
        check(policy)?;
        let mut parameter: libc::sched_param = std::mem::zeroed();
        check(libc::sched_getparam(process, &raw mut parameter))?;
        Ok((policy, parameter.sched_priority))
    }
}

/// Sets the priority of a process, and the policy if there is one.
///
/// # Errors
/// If there is no such process or policy, or that is not allowed.
pub fn set_schedule(process: i32, policy: Option<i32>, priority: i32) -> io::Result<()> {
    // SAFETY: all zeros is a valid value, and the pointer points to it.
    unsafe {
        let mut parameter: libc::sched_param = std::mem::zeroed();
        parameter.sched_priority = priority;
        check(match policy {
            Some(policy) => libc::sched_setscheduler(process, policy, &raw const parameter),
            None => libc::sched_setparam(process, &raw const parameter),
        })
    }
}

/// The least and the largest priority of a policy.
///
/// # Errors
/// If there is no such policy.
pub fn priorities(policy: i32) -> io::Result<(i32, i32)> {
    // SAFETY: only numbers.
    let (least, most) =
        unsafe { (libc::sched_get_priority_min(policy), libc::sched_get_priority_max(policy)) };
    check(least)?;
    check(most)?;
    Ok((least, most))
}

/// How long a process runs before others of its priority do.
///
/// # Errors
/// If there is no such process.
pub fn round_robin_interval(process: i32) -> io::Result<Duration> {
    // SAFETY: all zeros is a valid value, and the pointer points to it.
    unsafe {
        let mut time: libc::timespec = std::mem::zeroed();
        check(libc::sched_rr_get_interval(process, &raw mut time))?;
        Ok(Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
    }
}

/// Who has logged in at the terminal of this process.
///
/// # Errors
/// If nobody has, or there is none.
pub fn login_name() -> io::Result<CString> {
    // SAFETY: the answer is a C string or null; its memory is written by this function alone, which is called with
    // the lock.
    unsafe {
        let name = libc::getlogin();
        if name.is_null() { Err(io::Error::last_os_error()) } else { Ok(CStr::from_ptr(name).to_owned()) }
    }
}

fn number_or_error(call: impl FnOnce() -> libc::c_long) -> io::Result<i64> {
    errno::set_errno(errno::Errno(0));
    let answer = call();
    if answer == -1 && errno::errno().0 != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(answer)
}

/// A limit or an option of the system; -1 if there is none.
///
/// # Errors
/// If there is no such name.
pub fn system_limit(name: i32) -> io::Result<i64> {
    // SAFETY: only a number.
    number_or_error(|| unsafe { libc::sysconf(name) })
}

/// A text that the system's library has of itself; `None` if there is none of that name.
pub fn system_text(name: i32) -> Option<String> {
    // SAFETY: nothing is written where there is no room; the length that is wanted comes back.
    let needed = unsafe { libc::confstr(name, std::ptr::null_mut(), 0) };
    let mut text = vec![0_u8; needed];
    // SAFETY: `text` has room for as many bytes as are said here.
    let length = unsafe { libc::confstr(name, text.as_mut_ptr().cast(), text.len()) };
    text.truncate(length.min(needed).checked_sub(1)?);
    String::from_utf8(text).ok()
}

/// A limit of the system for a file.
///
/// # Errors
/// If there is no such file or name.
pub fn path_limit(path: &CStr, name: i32) -> io::Result<i64> {
    // SAFETY: a C string and a number.
    number_or_error(|| unsafe { libc::pathconf(path.as_ptr(), name) })
}

/// The same for an open file.
///
/// # Errors
/// As above.
pub fn file_limit(file: i32, name: i32) -> io::Result<i64> {
    // SAFETY: only numbers.
    number_or_error(|| unsafe { libc::fpathconf(file, name) })
}
