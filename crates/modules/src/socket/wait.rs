//! How a socket's calls wait: not at all, for some time, or for ever; and what signals do to them.

use std::time::Duration;

use gil::{Cause, Descriptor, Moment};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Raised, Value};

use super::system_error;

/// How long a call may take.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub enum Patience {
    /// As long as it takes: the socket blocks.
    #[default]
    Endless,
    /// This long; zero for a socket that does not block.
    Limited(Duration),
}

impl Patience {
    /// As `gettimeout()` gives it.
    pub fn as_value(self) -> Value {
        match self {
            Patience::Endless => Value::None,
            Patience::Limited(time) => Value::float(time.as_secs_f64()),
        }
    }

    /// Whether the system is told to block.
    pub fn blocks(self) -> bool {
        self == Patience::Endless
    }
}

/// Takes a timeout apart: `None`, or seconds.
pub fn patience_of(cx: &mut Context, timeout: &Value) -> PyResult<Patience> {
    if timeout.is_none() {
        return Ok(Patience::Endless);
    }
    let seconds = crate::thread::seconds_of(cx, timeout)?;
    if seconds < 0.0 {
        return Err(cx.value_error("Timeout value out of range"));
    }
    Ok(Patience::Limited(Duration::from_secs_f64(seconds)))
}

/// What is waited for.
#[derive(Clone, Copy)]
pub enum For {
    /// Data, or a connection.
    Reading,
    /// Room, or the end of connecting.
    Writing,
}

/// When a call must have ended.
#[derive(Clone, Copy)]
pub struct Deadline {
    patience: Patience,
    at: Option<Moment>,
}

impl Deadline {
    /// Counted from now.
    pub fn new(cx: &Context, patience: Patience) -> Deadline {
        let at = match patience {
            Patience::Limited(time) if !time.is_zero() => cx.gil().now().later(time),
            _ => None,
        };
        Deadline { patience, at }
    }

    /// Whether there is a time limit that is waited for.
    pub fn is_timed(self) -> bool {
        !matches!(self.patience, Patience::Endless | Patience::Limited(Duration::ZERO))
    }
}

/// The `TimeoutError` of sockets.
#[cold]
pub fn timed_out(cx: &mut Context) -> Raised {
    cx.error(ExceptionKind::TimeoutError, "timed out")
}

/// Waits until the socket is ready; the error is `TimeoutError` when it is not in time. Signals' handlers run.
pub fn until_ready(cx: &mut Context, socket: Descriptor, what: For, deadline: Deadline) -> PyResult<()> {
    let events = match what {
        For::Reading => PollFlags::IN,
        For::Writing => PollFlags::OUT,
    };
    loop {
        let left = deadline.at.map(|at| timespec(at.since(cx.gil().now())));
        let answer = cx.blocking(Cause::Io, || {
            let mut asked = [PollFd::from_borrowed_fd(std::os::fd::AsFd::as_fd(&socket), events)];
            rustix::event::poll(&mut asked, left.as_ref())
        });
        match answer {
            Ok(0) => return Err(timed_out(cx)),
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => cx.handle_signals()?,
            Err(error) => return Err(system_error(cx, error)),
        }
    }
}

/// A length of time for the system.
pub fn timespec(time: Duration) -> Timespec {
    Timespec { tv_sec: time.as_secs() as i64, tv_nsec: i64::from(time.subsec_nanos()) }
}

/// Makes a system call about a socket as its timeout wants it.
pub fn attempt<R: Send>(
    cx: &mut Context,
    socket: Descriptor,
    what: For,
    deadline: Deadline,
    mut work: impl FnMut() -> rustix::io::Result<R> + Send,
) -> PyResult<R> {
    loop {
        if deadline.is_timed() {
            until_ready(cx, socket, what, deadline)?;
        }
        match cx.blocking(Cause::Io, &mut work) {
            Ok(result) => return Ok(result),
            Err(Errno::INTR) => cx.handle_signals()?,
            Err(Errno::AGAIN) if deadline.is_timed() => {}
            Err(error) => return Err(system_error(cx, error)),
        }
    }
}
