//! Signals as the system has them: the one handler of the process, which notes what has arrived and gets the main
//! thread up, masks, waits for signals, and their timers. What is done about a signal is for others.
//!
//! ```text
//! kernel ──▶ handler, on whatever thread it runs ──▶ note of the signal, and its number into the wake-up file
//!        └─▶ SIGNALS bit of the main thread's breaker, and out of park or sleep
//! main thread, at its next check point or after EINTR ──▶ take() ──▶ handlers in Python
//! ```
//!
//! Signals belong to the process, not to an interpreter, and a handler gets no argument of ours: what it needs is
//! in statics. One interpreter of a process at most takes care of signals.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, Ordering};
use std::time::Duration;

use crate::{Breaker, ThreadState};

/// Signal numbers are below this one.
pub const END: i32 = 65;

/// What has arrived, by number.
static ARRIVED: [AtomicBool; END as usize] = [const { AtomicBool::new(false) }; END as usize];
/// Has anything arrived? Looked at before the sixty-four.
static ANY: AtomicBool = AtomicBool::new(false);
/// The main thread of the interpreter that takes care of signals; never freed.
static MAIN: AtomicPtr<ThreadState> = AtomicPtr::new(std::ptr::null_mut());
/// Where numbers of signals are written; -1 for nowhere.
static WAKEUP_FILE: AtomicI32 = AtomicI32::new(-1);
static WAKEUP_REPORTS_FULL: AtomicBool = AtomicBool::new(true);
/// Why the last number could not be written there; 0 if it could.
static WAKEUP_ERROR: AtomicI32 = AtomicI32::new(0);

/// What the system does when a signal arrives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// What is usual for the signal.
    Default,
    /// Nothing.
    Ignore,
    /// [`note`] is called.
    Note,
    /// Something that is not ours.
    Foreign,
}

/// From now on signals interrupt this thread.
pub fn watch_for(main: &Arc<ThreadState>) {
    // Leaked: a handler may be looking at it, whatever happens.
    MAIN.store(Arc::into_raw(Arc::clone(main)).cast_mut(), Ordering::Release);
}

/// In the child of a fork: signals that came before are the parent's, and `survivor` is the main thread.
pub(crate) fn after_fork(survivor: &Arc<ThreadState>) {
    for number in 1..END {
        take(number);
    }
    if !MAIN.load(Ordering::Acquire).is_null() {
        watch_for(survivor);
    }
}

/// The handler. Everything it does is one atomic operation or one system call.
extern "C" fn on_signal(number: libc::c_int) {
    let errno = errno::errno();
    note(number);
    // SAFETY: whoever was stored there is never freed.
    if let Some(main) = unsafe { MAIN.load(Ordering::Acquire).as_ref() } {
        main.parker().interrupt();
        main.os_wake();
    }
    errno::set_errno(errno);
}

/// Makes a signal seem to have arrived, without getting anybody up.
pub fn note(number: i32) {
    let Some(arrived) = ARRIVED.get(number.unsigned_abs() as usize) else { return };
    arrived.store(true, Ordering::SeqCst);
    ANY.store(true, Ordering::SeqCst);
    // SAFETY: whoever was stored there is never freed.
    if let Some(main) = unsafe { MAIN.load(Ordering::Acquire).as_ref() } {
        main.breaker().set(Breaker::SIGNALS);
    }
    let file = WAKEUP_FILE.load(Ordering::SeqCst);
    if file >= 0 {
        let byte = number as u8;
        // SAFETY: the buffer is one byte long.
        let written = unsafe { libc::write(file, (&raw const byte).cast(), 1) };
        if written < 0 {
            let error = errno::errno().0;
            let full = error == libc::EAGAIN || error == libc::EWOULDBLOCK;
            if !full || WAKEUP_REPORTS_FULL.load(Ordering::SeqCst) {
                WAKEUP_ERROR.store(error, Ordering::SeqCst);
                ANY.store(true, Ordering::SeqCst);
            }
        }
    }
}

/// Has anything arrived since the last call? Whoever asks then looks at all signals.
pub fn take_any() -> bool {
    ANY.load(Ordering::Relaxed) && ANY.swap(false, Ordering::SeqCst)
}

/// The same question again, by one that did not come to look at all of them.
pub fn restore_any() {
    ANY.store(true, Ordering::SeqCst);
}

/// Has this signal arrived? It has not any more.
pub fn take(number: i32) -> bool {
    ARRIVED[number as usize].swap(false, Ordering::SeqCst)
}

/// Why a number could not be written into the wake-up file, asked once.
pub fn take_wakeup_error() -> Option<io::Error> {
    match WAKEUP_ERROR.swap(0, Ordering::SeqCst) {
        0 => None,
        error => Some(io::Error::from_raw_os_error(error)),
    }
}

/// Has the numbers of signals written into a file, or into none if negative; the former file.
pub fn set_wakeup_file(file: i32, report_full: bool) -> i32 {
    WAKEUP_REPORTS_FULL.store(report_full, Ordering::SeqCst);
    WAKEUP_FILE.swap(file, Ordering::SeqCst)
}

fn check(status: libc::c_int) -> io::Result<()> {
    if status == -1 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// For functions that return their error number.
fn check_number(status: libc::c_int) -> io::Result<()> {
    if status == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(status)) }
}

/// Says what is done when a signal arrives. System calls that a noted signal interrupts fail with `EINTR`.
///
/// # Errors
/// If there is no such signal, or its action cannot be changed.
pub fn set_action(signal: i32, action: Action) -> io::Result<()> {
    // SAFETY: all zeros is a valid value; the handler does only what handlers may.
    unsafe {
        let mut new: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = match action {
            Action::Default | Action::Foreign => libc::SIG_DFL,
            Action::Ignore => libc::SIG_IGN,
            Action::Note => on_signal as extern "C" fn(libc::c_int) as usize,
        };
        new.sa_flags = libc::SA_ONSTACK;
        libc::sigemptyset(&raw mut new.sa_mask);
        check(libc::sigaction(signal, &raw const new, std::ptr::null_mut()))
    }
}

/// What is done when a signal arrives.
///
/// # Errors
/// If there is no such signal.
pub fn action(signal: i32) -> io::Result<Action> {
    // SAFETY: only reads the action, into a valid value.
    unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, std::ptr::null(), &raw mut now))?;
        Ok(match now.sa_sigaction {
            libc::SIG_DFL => Action::Default,
            libc::SIG_IGN => Action::Ignore,
            handler if handler == on_signal as extern "C" fn(libc::c_int) as usize => Action::Note,
            _ => Action::Foreign,
        })
    }
}

/// Says whether system calls that the signal interrupts fail with `EINTR`, or start again by themselves.
///
/// # Errors
/// If there is no such signal.
pub fn interrupts(signal: i32, interrupt: bool) -> io::Result<()> {
    // SAFETY: changes a flag of the signal's action; an invalid number is refused.
    unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, std::ptr::null(), &raw mut now))?;
        if interrupt {
            now.sa_flags &= !libc::SA_RESTART;
        } else {
            now.sa_flags |= libc::SA_RESTART;
        }
        check(libc::sigaction(signal, &raw const now, std::ptr::null_mut()))
    }
}

/// Sends a signal to the calling thread.
///
/// # Errors
/// If there is no such signal.
pub fn raise(signal: i32) -> io::Result<()> {
    // SAFETY: has no preconditions.
    check(unsafe { libc::raise(signal) })
}

/// Sends a signal to a thread of this process, by the system's number of it; signal 0 only looks for the thread.
///
/// # Errors
/// If there is no such thread or signal.
#[cfg(target_os = "linux")]
pub fn send_to_thread(thread: u64, signal: i32) -> io::Result<()> {
    // SAFETY: has no preconditions; numbers of threads that are gone are refused.
    let status = unsafe {
        libc::syscall(libc::SYS_tgkill, libc::getpid(), thread as libc::pid_t, libc::c_long::from(signal))
    };
    check(status as libc::c_int)
}

/// Sends a signal to a process or, by its negative number, a group.
///
/// # Errors
/// If there is no such process or signal, or that is not allowed.
pub fn send(process: i32, signal: i32) -> io::Result<()> {
    // SAFETY: has no preconditions.
    check(unsafe { libc::kill(process, signal) })
}

/// Sends a signal to a group of processes.
///
/// # Errors
/// As [`send`].
pub fn send_to_group(group: i32, signal: i32) -> io::Result<()> {
    // SAFETY: has no preconditions.
    check(unsafe { libc::killpg(group, signal) })
}

/// Sends a signal to a process by a descriptor of it.
///
/// # Errors
/// If it is no such descriptor, the process has ended, or there is no such signal.
#[cfg(target_os = "linux")]
pub fn send_to_descriptor(process: i32, signal: i32, flags: u32) -> io::Result<()> {
    // SAFETY: no information is passed; the numbers are checked by the system.
    let status = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            process,
            signal,
            std::ptr::null::<libc::siginfo_t>(),
            flags,
        )
    };
    check(status as libc::c_int)
}

/// Ends the process as the signal does by default, if it does.
pub fn die_of(signal: i32) {
    // Where this fails the signal has no default action to take.
    if set_action(signal, Action::Default).is_ok() {
        let _ = change_mask(libc::SIG_UNBLOCK, Set(1 << signal));
        // Not `raise`: that would end only a wait of this thread where another has blocked everything.
        let _ = raise(signal);
    }
}

/// Some signals, a bit for each by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Set(pub u128);

impl Set {
    /// Is the signal in it?
    pub fn has(self, signal: i32) -> bool {
        self.0 >> signal & 1 == 1
    }

    fn to_system(self) -> libc::sigset_t {
        // SAFETY: the set is made empty before it is filled; numbers that the system keeps for itself are refused,
        // and stay out.
        unsafe {
            let mut set: libc::sigset_t = std::mem::zeroed();
            libc::sigemptyset(&raw mut set);
            for signal in (1..END).filter(|signal| self.has(*signal)) {
                libc::sigaddset(&raw mut set, signal);
            }
            set
        }
    }

    fn of_system(set: &libc::sigset_t) -> Set {
        // SAFETY: the set is valid.
        let has = |signal: &i32| unsafe { libc::sigismember(set, *signal) } == 1;
        Set((1..END).filter(has).fold(0, |all, signal| all | 1 << signal))
    }
}

/// Whether there is such a signal, and programs may use it.
pub fn is_valid(signal: i32) -> bool {
    Set::of_system(&Set(1 << signal).to_system()).has(signal)
}

/// All signals that programs may use.
pub fn all() -> Set {
    Set::of_system(&Set(u128::MAX).to_system())
}

/// Changes which signals are kept from the calling thread; those that were.
///
/// # Errors
/// If there is no such way of changing.
pub fn change_mask(how: i32, signals: Set) -> io::Result<Set> {
    let new = signals.to_system();
    let mut old = Set::default().to_system();
    // SAFETY: both point to valid sets.
    check_number(unsafe { libc::pthread_sigmask(how, &raw const new, &raw mut old) })?;
    Ok(Set::of_system(&old))
}

/// The signals that have come and are kept from the calling thread.
///
/// # Errors
/// The system's.
pub fn pending() -> io::Result<Set> {
    let mut set = Set::default().to_system();
    // SAFETY: points to a valid set.
    check(unsafe { libc::sigpending(&raw mut set) })?;
    Ok(Set::of_system(&set))
}

/// Waits for a signal; call it without the lock.
///
/// # Errors
/// The system's.
pub fn pause() {
    // SAFETY: has no preconditions.
    unsafe { libc::pause() };
}

/// Takes one of these signals, or waits for it; call it without the lock.
///
/// # Errors
/// The system's.
pub fn wait_for(signals: Set) -> io::Result<i32> {
    let set = signals.to_system();
    let mut found = 0;
    // SAFETY: both point to valid values.
    check_number(unsafe { libc::sigwait(&raw const set, &raw mut found) })?;
    Ok(found)
}

/// What the system says about a signal that was waited for.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are the system's")]
pub struct Info {
    pub signo: i32,
    pub code: i32,
    pub errno: i32,
    pub pid: i32,
    pub uid: u32,
    pub status: i32,
    pub band: i64,
}

/// Takes one of these signals, or waits for it for at most so long; call it without the lock.
///
/// # Errors
/// `EAGAIN` when time is up, `EINTR` when another signal came.
pub fn wait_for_info(signals: Set, timeout: Option<Duration>) -> io::Result<Info> {
    let set = signals.to_system();
    let timeout =
        timeout.map(|time| libc::timespec { tv_sec: time.as_secs() as _, tv_nsec: time.subsec_nanos() as _ });
    // SAFETY: all point to valid values.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        check(match &timeout {
            Some(timeout) => libc::sigtimedwait(&raw const set, &raw mut info, timeout),
            None => libc::sigwaitinfo(&raw const set, &raw mut info),
        })?;
        Ok(Info::of_system(&info))
    }
}

impl Info {
    pub(crate) fn of_system(info: &libc::siginfo_t) -> Info {
        // SAFETY: the parts of the union are integers, and meaningless at worst. The band lies where the process's
        // number lies, and is one word.
        unsafe {
            Info {
                signo: info.si_signo,
                code: info.si_code,
                errno: info.si_errno,
                pid: info.si_pid(),
                uid: info.si_uid(),
                status: info.si_status(),
                band: std::ptr::from_ref(info).cast::<i64>().add(2).read_unaligned(),
            }
        }
    }
}

/// What the system calls a signal.
pub fn describe(signal: i32) -> Option<String> {
    // SAFETY: the answer is a C string that stays until the next call of this thread; it is copied.
    let text = unsafe {
        let text = libc::strsignal(signal);
        if text.is_null() {
            return None;
        }
        std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned()
    };
    (!text.starts_with("Unknown signal")).then_some(text)
}

/// The first and the last of the signals without a meaning of their own.
pub fn real_time_range() -> (i32, i32) {
    (libc::SIGRTMIN(), libc::SIGRTMAX())
}

/// Has `SIGALRM` sent after so many seconds; 0 cancels. Returns what was left of the former alarm.
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: has no preconditions.
    unsafe { libc::alarm(seconds) }
}

/// Sets an interval timer: its first expiry and the time between later ones (zero for never). Returns what it
/// was set to before.
///
/// # Errors
/// If there is no such timer.
pub fn set_interval_timer(which: i32, first: Duration, every: Duration) -> io::Result<(Duration, Duration)> {
    let new = libc::itimerval { it_interval: to_timeval(every), it_value: to_timeval(first) };
    let mut old = zero();
    // SAFETY: both point to valid values.
    check(unsafe { libc::setitimer(which as _, &raw const new, &raw mut old) })?;
    Ok((to_duration(old.it_value), to_duration(old.it_interval)))
}

/// What is left of an interval timer, and its interval.
///
/// # Errors
/// If there is no such timer.
pub fn interval_timer(which: i32) -> io::Result<(Duration, Duration)> {
    let mut now = zero();
    // SAFETY: points to a valid value.
    check(unsafe { libc::getitimer(which as _, &raw mut now) })?;
    Ok((to_duration(now.it_value), to_duration(now.it_interval)))
}

fn zero() -> libc::itimerval {
    libc::itimerval { it_interval: to_timeval(Duration::ZERO), it_value: to_timeval(Duration::ZERO) }
}

fn to_timeval(time: Duration) -> libc::timeval {
    libc::timeval { tv_sec: time.as_secs() as _, tv_usec: time.subsec_micros() as _ }
}

fn to_duration(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000)
}
