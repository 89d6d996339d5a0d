//! The few things about signals and their timers that need the system's own functions. Which signals there are
//! and what is done about them is for others.

use std::io;
use std::time::Duration;

/// Makes the arrival of a signal end system calls with `EINTR` instead of having them start again, so that the
/// caller of [`crate::Gil::blocking`] can look at what has arrived.
pub fn interrupt_system_calls(signal: i32) {
    #[cfg(unix)]
    // SAFETY: changes a flag of the signal's action; an invalid number is refused.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(signal, std::ptr::null(), &raw mut action) == 0 {
            action.sa_flags &= !libc::SA_RESTART;
            libc::sigaction(signal, &raw const action, std::ptr::null_mut());
        }
    }
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
    match unsafe { libc::setitimer(which as _, &raw const new, &raw mut old) } {
        0 => Ok((to_duration(old.it_value), to_duration(old.it_interval))),
        _ => Err(io::Error::last_os_error()),
    }
}

/// What is left of an interval timer, and its interval.
///
/// # Errors
/// If there is no such timer.
pub fn interval_timer(which: i32) -> io::Result<(Duration, Duration)> {
    let mut now = zero();
    // SAFETY: points to a valid value.
    match unsafe { libc::getitimer(which as _, &raw mut now) } {
        0 => Ok((to_duration(now.it_value), to_duration(now.it_interval))),
        _ => Err(io::Error::last_os_error()),
    }
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
