//! Starting programs: what happens in a new process before it becomes another program. There nothing may be
//! allocated, locked or unwound, so everything is made ready beforehand and only system calls are made.
//!
//! The new process borrows the memory of this one until it is another program (as `vfork` and `posix_spawn` have
//! it): nothing is copied, and what failed is told through a variable.

use std::cell::Cell;
use std::ffi::{CString, c_char, c_int, c_void};
use std::io;

use crate::signal::Set;

/// A file that the new program finds open, or does not.
#[derive(Clone, Debug)]
pub enum FileAction {
    /// A file is opened under a number.
    Open {
        /// The number.
        number: i32,
        /// The file.
        path: CString,
        /// How, as `open` has it.
        flags: i32,
        /// The permissions of a new file.
        mode: u32,
    },
    /// A number is closed.
    Close(i32),
    /// Another number for a file.
    Duplicate {
        /// The number it has.
        from: i32,
        /// The other one.
        to: i32,
    },
    /// This number and all above are closed.
    CloseFrom(i32),
    /// All numbers from 3 on are closed but these, sorted.
    CloseAllBut(Vec<i32>),
}

/// How a program is started.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// Files to try, the first that is there is run.
    pub programs: Vec<CString>,
    /// Its arguments, its name first.
    pub arguments: Vec<CString>,
    /// Its environment: `NAME=value`.
    pub environment: Vec<CString>,
    /// Descriptors that become standard input, output and error; -1 leaves what is there.
    pub standard: [i32; 3],
    /// Descriptors that stay open.
    pub passed: Vec<i32>,
    /// Where it runs.
    pub folder: Option<CString>,
    /// Permissions that new files do not get.
    pub umask: Option<u32>,
    /// Signals that get their default action.
    pub default_signals: Set,
    /// Signals that are kept from it; without, as for the calling thread.
    pub mask: Option<Set>,
    /// Begin a session.
    pub new_session: bool,
    /// The process group; 0 makes a new one.
    pub group: Option<i32>,
    /// Further groups of the user.
    pub user_groups: Option<Vec<u32>>,
    /// The group of the user.
    pub user_group: Option<u32>,
    /// The user.
    pub user: Option<u32>,
    /// The effective user and group become the real ones.
    pub reset_ids: bool,
    /// How it is scheduled: policy (if any) and priority.
    pub schedule: Option<(Option<i32>, i32)>,
    /// What is done about files, in this order; before standard files are put in place.
    pub files: Vec<FileAction>,
    /// The same, last of all.
    pub last_files: Vec<FileAction>,
}

/// Where it failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Before the program was looked for.
    Preparation,
    /// On the way to the folder it should run in.
    Folder,
    /// In what the caller wanted done last.
    Caller,
    /// When it should become the program.
    Program,
}

/// Why there is no new program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Where it failed.
    pub stage: Stage,
    /// The system's number of the error.
    pub errno: i32,
}

/// Pointers to C strings, null at the end.
fn pointers(strings: &[CString]) -> Vec<*const c_char> {
    strings.iter().map(|string| string.as_ptr()).chain([std::ptr::null()]).collect()
}

/// What the system's functions want to see of a launch.
struct Prepared<'a> {
    launch: &'a Launch,
    arguments: Vec<*const c_char>,
    environment: Vec<*const c_char>,
}

/// What the child that shares our memory needs.
struct Shared<'a> {
    prepared: Prepared<'a>,
    mask: Set,
    failure: Cell<Option<Failure>>,
}

impl Launch {
    fn prepare(&self) -> Prepared<'_> {
        Prepared {
            launch: self,
            arguments: pointers(&self.arguments),
            environment: pointers(&self.environment),
        }
    }

    /// Starts the program in a new process. Call it without the lock: it comes back when the program runs.
    ///
    /// # Errors
    /// When there can be no new process, the system's error; when it could not become the program, the failure.
    #[cfg(target_os = "linux")]
    pub fn start(&self) -> io::Result<Result<i32, Failure>> {
        const STACK: usize = 64 << 10;
        // Handlers in the child would write into our memory; it unblocks signals when it has none any more.
        let mask = crate::signal::change_mask(libc::SIG_SETMASK, crate::signal::all())?;
        let shared = Shared { prepared: self.prepare(), mask, failure: Cell::new(None) };
        let mut stack = vec![0u128; STACK / size_of::<u128>()];
        let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD;
        // SAFETY: the stack is aligned and large enough for a few calls; this thread stands still until the child
        // has let go of stack and argument, and the child only makes system calls.
        let child = unsafe {
            let top = stack.as_mut_ptr_range().end.cast::<c_void>();
            libc::clone(run_child, top, flags, (&raw const shared).cast_mut().cast())
        };
        let error = io::Error::last_os_error();
        crate::signal::change_mask(libc::SIG_SETMASK, mask)?;
        if child == -1 {
            return Err(error);
        }
        match shared.failure.get() {
            None => Ok(Ok(child)),
            Some(failure) => {
                reap(child);
                Ok(Err(failure))
            }
        }
    }

    /// Becomes the program; comes back only when that fails. `last` is done before files are closed, and says
    /// whether to go on.
    pub fn become_program(&self, last: impl FnOnce() -> bool) -> Failure {
        become_program(&self.prepare(), last, || ())
    }
}

/// Ends the process at once. Nothing is flushed or finalized, by whoever calls this or by the C library.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: has no preconditions.
    unsafe { libc::_exit(status) }
}

/// Waits for a child that is ending.
pub fn reap(child: i32) {
    // SAFETY: no status is asked for.
    while unsafe { libc::waitpid(child, std::ptr::null_mut(), 0) } == -1 && errno::errno().0 == libc::EINTR {}
}

extern "C" fn run_child(argument: *mut c_void) -> c_int {
    // SAFETY: the argument is what `start` has given, which waits for this process.
    let shared = unsafe { &*argument.cast::<Shared<'_>>() };
    let failure = become_program(&shared.prepared, || true, || forget_handlers(shared.mask));
    shared.failure.set(Some(failure));
    // SAFETY: ends this process without a look at anything it shares.
    unsafe { libc::_exit(255) }
}

/// In the child: no signal calls us any more, and then signals may come.
fn forget_handlers(mask: Set) {
    for signal in 1..crate::signal::END {
        if let Ok(crate::signal::Action::Note | crate::signal::Action::Foreign) =
            crate::signal::action(signal)
        {
            // Where it cannot be changed it was none of ours.
            let _ = crate::signal::set_action(signal, crate::signal::Action::Default);
        }
    }
    let _ = crate::signal::change_mask(libc::SIG_SETMASK, mask);
}

fn become_program(prepared: &Prepared<'_>, last: impl FnOnce() -> bool, ready: impl FnOnce()) -> Failure {
    let launch = prepared.launch;
    if let Err(failure) = set_up(launch) {
        return failure;
    }
    if !last() {
        return Failure { stage: Stage::Caller, errno: 0 };
    }
    if let Err(errno) = launch.last_files.iter().try_for_each(apply) {
        return Failure { stage: Stage::Preparation, errno };
    }
    ready();
    if let Some(mask) = launch.mask
        && let Err(errno) = number_of(crate::signal::change_mask(libc::SIG_SETMASK, mask))
    {
        return Failure { stage: Stage::Preparation, errno };
    }
    // That a file is not there says less than any other trouble with it.
    let mut reason = 0;
    for program in &launch.programs {
        // SAFETY: the strings, and the null at the end of their arrays, outlive the call.
        unsafe {
            libc::execve(program.as_ptr(), prepared.arguments.as_ptr(), prepared.environment.as_ptr());
        }
        let errno = errno::errno().0;
        if reason == 0 || !matches!(errno, libc::ENOENT | libc::ENOTDIR) {
            let known = !matches!(reason, 0 | libc::ENOENT | libc::ENOTDIR);
            reason = if known { reason } else { errno };
        }
    }
    Failure { stage: Stage::Program, errno: reason }
}

type Status = Result<(), i32>;

fn number_of<T>(result: io::Result<T>) -> Status {
    result.map(drop).map_err(|error| error.raw_os_error().unwrap_or(0))
}

fn check(status: c_int) -> Status {
    if status == -1 { Err(errno::errno().0) } else { Ok(()) }
}

fn check_long(status: libc::c_long) -> Status {
    check(status as c_int)
}

fn set_up(launch: &Launch) -> Result<(), Failure> {
    let preparation = |errno| Failure { stage: Stage::Preparation, errno };
    launch.passed.iter().try_for_each(|number| keep_open(*number)).map_err(preparation)?;
    launch.files.iter().try_for_each(apply).map_err(preparation)?;
    place_standard_files(launch.standard).map_err(preparation)?;
    if let Some(folder) = &launch.folder {
        // SAFETY: a C string.
        check(unsafe { libc::chdir(folder.as_ptr()) })
            .map_err(|errno| Failure { stage: Stage::Folder, errno })?;
    }
    set_identity(launch).map_err(preparation)
}

fn set_identity(launch: &Launch) -> Status {
    if let Some(mask) = launch.umask {
        // SAFETY: has no preconditions.
        unsafe { libc::umask(mask as libc::mode_t) };
    }
    for signal in (1..crate::signal::END).filter(|signal| launch.default_signals.has(*signal)) {
        number_of(crate::signal::set_action(signal, crate::signal::Action::Default))?;
    }
    // SAFETY: only numbers, and one array whose length is given. Users are set by system call: the library's
    // functions would ask the threads of the process whose memory this one borrows to do the same.
    unsafe {
        if launch.new_session {
            check(libc::setsid())?;
        }
        if let Some(group) = launch.group {
            check(libc::setpgid(0, group))?;
        }
        if let Some((policy, priority)) = launch.schedule {
            let mut parameter: libc::sched_param = std::mem::zeroed();
            parameter.sched_priority = priority;
            check(match policy {
                Some(policy) => libc::sched_setscheduler(0, policy, &raw const parameter),
                None => libc::sched_setparam(0, &raw const parameter),
            })?;
        }
        if let Some(groups) = &launch.user_groups {
            check_long(libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr()))?;
        }
        if let Some(group) = launch.user_group {
            check_long(libc::syscall(libc::SYS_setregid, group, group))?;
        }
        if let Some(user) = launch.user {
            check_long(libc::syscall(libc::SYS_setreuid, user, user))?;
        }
        if launch.reset_ids {
            check_long(libc::syscall(libc::SYS_setresgid, -1, libc::getgid(), -1))?;
            check_long(libc::syscall(libc::SYS_setresuid, -1, libc::getuid(), -1))?;
        }
    }
    Ok(())
}

fn keep_open(number: i32) -> Status {
    // SAFETY: only changes a flag of a descriptor.
    check(unsafe { libc::fcntl(number, libc::F_SETFD, 0) })
}

/// Puts descriptors under the numbers 0, 1 and 2.
fn place_standard_files(mut standard: [i32; 3]) -> Status {
    // First out of the way, those that would be overwritten.
    for target in 0..3 {
        let source = standard[target as usize];
        if (0..3).contains(&source) && source != target {
            // SAFETY: only numbers.
            let moved = unsafe { libc::fcntl(source, libc::F_DUPFD_CLOEXEC, 3) };
            check(moved)?;
            standard[target as usize] = moved;
        }
    }
    (0..3).filter(|target| standard[*target as usize] != -1).try_for_each(|target| {
        let source = standard[target as usize];
        duplicate(source, target)
    })
}

fn duplicate(from: i32, to: i32) -> Status {
    if from == to {
        return keep_open(from);
    }
    // SAFETY: only numbers; what `to` was is gone in this process alone.
    check(unsafe { libc::dup2(from, to) })
}

fn apply(action: &FileAction) -> Status {
    match action {
        FileAction::Open { number, path, flags, mode } => {
            // SAFETY: a C string and numbers.
            let opened = unsafe { libc::open(path.as_ptr(), *flags, *mode) };
            check(opened)?;
            if opened == *number {
                return Ok(());
            }
            duplicate(opened, *number)?;
            close_range(opened, opened);
            Ok(())
        }
        FileAction::Close(number) => {
            close_range(*number, *number);
            Ok(())
        }
        FileAction::Duplicate { from, to } => duplicate(*from, *to),
        FileAction::CloseFrom(first) => {
            close_range(*first, i32::MAX);
            Ok(())
        }
        FileAction::CloseAllBut(kept) => {
            let mut first = 3;
            for &kept in kept.iter().filter(|kept| **kept >= 3) {
                close_range(first, kept - 1);
                first = kept + 1;
            }
            close_range(first, i32::MAX);
            Ok(())
        }
    }
}

/// Closes the numbers from one to another, as far as they are open.
fn close_range(first: i32, last: i32) {
    if first > last {
        return;
    }
    // SAFETY: only numbers; they are closed in this process, which becomes another program.
    unsafe {
        if libc::syscall(libc::SYS_close_range, first, last, 0) == 0 {
            return;
        }
        // A system older than that call.
        let end = libc::sysconf(libc::_SC_OPEN_MAX).clamp(256, 1 << 16) as i32;
        for number in first..=last.min(end) {
            libc::close(number);
        }
    }
}
