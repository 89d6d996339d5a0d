//! `select`: waiting until one of several files is ready. `select()` is here (made of the system's `poll`), poll objects are
//! in [`poll`], epoll objects in [`epoll`]. All wait without the lock, and go on with the time that is left after a signal.

mod epoll;
mod poll;

use std::os::fd::AsFd;
use std::time::Duration;

use gil::{Cause, Descriptor, Moment};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::errno_error;
use vm::objects::{List, Module};
use vm::{Context, PyResult, Raised, Value, function};

use crate::registry::{ModuleSpec, set};
use crate::socket::timespec;

/// Numbers from here on do not fit into the sets of `select()`.
const MOST_NUMBER: i64 = 1024;

/// Events of poll and epoll that have the same number in both.
const SHARED: &[(&str, u16)] = &[
    ("IN", 1),
    ("PRI", 2),
    ("OUT", 4),
    ("ERR", 8),
    ("HUP", 16),
    ("RDNORM", 64),
    ("RDBAND", 128),
    ("WRNORM", 256),
    ("WRBAND", 512),
    ("MSG", 1024),
    ("RDHUP", 8192),
];

fn system_error(cx: &mut Context, error: Errno) -> Raised {
    errno_error(cx, error.raw_os_error(), Value::Empty)
}

/// The number of a file, given as such or as an object with `fileno()`.
fn number_of(cx: &mut Context, file: &Value) -> PyResult<i32> {
    let number = match file.as_int() {
        Some(number) => number.to_i64(),
        None => {
            let name = cx.names().fileno.clone();
            let Some(fileno) = cx.lookup_attr(file, &name)? else {
                return Err(cx.type_error("argument must be an int, or have a fileno() method."));
            };
            let answer = cx.call(&fileno, &[])?;
            match answer.as_int() {
                Some(number) => number.to_i64(),
                None => return Err(cx.type_error("fileno() returned a non-integer")),
            }
        }
    };
    let Some(number) = number.and_then(|number| i32::try_from(number).ok()) else {
        return Err(cx.overflow_error("Python int too large to convert to C int"));
    };
    if number < 0 {
        return Err(cx.value_error(format!("file descriptor cannot be a negative integer ({number})")));
    }
    Ok(number)
}

fn file_of(cx: &mut Context, number: i32) -> PyResult<Descriptor> {
    crate::posix::descriptor(cx, i64::from(number))
}

/// How long to wait: `None` for ever. `scale` is what one unit of the argument is in seconds.
struct Limit {
    time: Option<Duration>,
    deadline: Option<Moment>,
}

impl Limit {
    /// Negative times mean for ever.
    fn of(cx: &mut Context, timeout: Option<Value>, scale: f64, wanted: &str) -> PyResult<Limit> {
        let Some(timeout) = timeout.filter(|timeout| !timeout.is_none()) else {
            return Ok(Limit { time: None, deadline: None });
        };
        let seconds = match crate::thread::seconds_of(cx, &timeout) {
            Ok(seconds) => seconds * scale,
            Err(raised) if cx.is_exception(&raised, ExceptionKind::TypeError) => {
                return Err(cx.type_error(format!("timeout must be {wanted} or None")));
            }
            Err(raised) => return Err(raised),
        };
        if seconds < 0.0 {
            return Ok(Limit { time: None, deadline: None });
        }
        let time = Duration::from_secs_f64(seconds);
        Ok(Limit { time: Some(time), deadline: cx.gil().now().later(time) })
    }

    /// The same for calls that count in milliseconds, which must fit a C `int`.
    fn of_milliseconds(cx: &mut Context, timeout: Option<Value>, scale: f64) -> PyResult<Limit> {
        let limit = Limit::of(cx, timeout, scale, "an integer")?;
        let milliseconds = limit.time.map_or(0.0, |time| (time.as_secs_f64() * 1e3).ceil());
        if milliseconds > f64::from(i32::MAX) {
            return Err(cx.overflow_error("timeout is too large"));
        }
        Ok(limit)
    }

    /// What is left of it.
    fn left(&self, cx: &Context) -> Option<rustix::event::Timespec> {
        match (self.time, self.deadline) {
            (None, _) => None,
            (Some(Duration::ZERO), _) => Some(timespec(Duration::ZERO)),
            (Some(time), None) => Some(timespec(time)),
            (Some(_), Some(deadline)) => Some(timespec(deadline.since(cx.gil().now()))),
        }
    }
}

/// Polls files; gives the events of each.
fn wait(cx: &mut Context, files: &[(Descriptor, PollFlags)], limit: &Limit) -> PyResult<Vec<PollFlags>> {
    loop {
        let left = limit.left(cx);
        let answer = cx.blocking(Cause::Io, || {
            let mut asked: Vec<PollFd<'_>> =
                files.iter().map(|(file, events)| PollFd::from_borrowed_fd(file.as_fd(), *events)).collect();
            rustix::event::poll(&mut asked, left.as_ref())?;
            Ok(asked.iter().map(PollFd::revents).collect())
        });
        match answer {
            Ok(found) => return Ok(found),
            Err(Errno::INTR) => cx.handle_signals()?,
            Err(error) => return Err(system_error(cx, error)),
        }
    }
}

/// Which events make a file ready for reading, writing, or out of the ordinary, as for the system's own `select`.
const KINDS: [(PollFlags, PollFlags); 3] = [
    (PollFlags::IN, PollFlags::IN.union(PollFlags::HUP).union(PollFlags::ERR)),
    (PollFlags::OUT, PollFlags::OUT.union(PollFlags::ERR)),
    (PollFlags::PRI, PollFlags::PRI),
];

fn select(
    cx: &mut Context,
    reading: Value,
    writing: Value,
    unusual: Value,
    timeout: Option<Value>,
) -> PyResult<Value> {
    let may_be_endless = timeout.as_ref().is_none_or(Value::is_none);
    let limit = Limit::of(cx, timeout, 1.0, "a float")?;
    if limit.time.is_none() && !may_be_endless {
        return Err(cx.value_error("timeout must be non-negative"));
    }
    let mut given: Vec<(usize, Value)> = Vec::new();
    let mut files = Vec::new();
    for (kind, list) in [reading, writing, unusual].iter().enumerate() {
        // What `fileno()` makes of a list counts; anything else is read beforehand.
        let known = match list.as_ref().and_then(|list| list.downcast::<List>()) {
            Some(list) => list.clone(),
            None if cx.try_iter(list)?.is_some() => {
                let items = cx.collect(list)?;
                cx.new_list(items)
            }
            None => return Err(cx.type_error("arguments 1-3 must be sequences")),
        };
        let mut at = 0;
        while let Some(item) = known.get(cx).items.get(at).cloned() {
            at += 1;
            let number = number_of(cx, &item)?;
            if i64::from(number) >= MOST_NUMBER {
                return Err(cx.value_error("filedescriptor out of range in select()"));
            }
            files.push((file_of(cx, number)?, KINDS[kind].0));
            given.push((kind, item));
        }
    }
    let found = wait(cx, &files, &limit)?;
    if found.iter().any(|events| events.contains(PollFlags::NVAL)) {
        return Err(system_error(cx, Errno::BADF));
    }
    let mut ready: [Vec<Value>; 3] = Default::default();
    for ((kind, item), events) in given.into_iter().zip(found) {
        if events.intersects(KINDS[kind].1) {
            ready[kind].push(item);
        }
    }
    let lists = ready.into_iter().map(|items| cx.list_value(items)).collect();
    Ok(cx.tuple_value(lists))
}

static FUNCTIONS: &[Row] = &[
    function!(
        "select",
        "(rlist, wlist, xlist, timeout=None, /)",
        "Wait until files can be read, written, or have something unusual.\n\nReturns three lists of those that are ready, empty when the timeout, in seconds, is over.",
        select
    ),
    function!("poll", "()", "An object that waits for events of files registered with it.", poll::make),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in SHARED {
        let number = Value::Int(i64::from(*number));
        set(cx, module, &format!("POLL{name}"), number.clone());
        set(cx, module, &format!("EPOLL{name}"), number);
    }
    let own = [
        ("POLLNVAL", 32),
        ("EPOLLET", 1 << 31),
        ("EPOLLONESHOT", 1 << 30),
        ("EPOLLWAKEUP", 1 << 29),
        ("EPOLLEXCLUSIVE", 1 << 28),
        ("EPOLL_CLOEXEC", 0o2_000_000),
        ("PIPE_BUF", 4096),
    ];
    for (name, number) in own {
        set(cx, module, name, Value::Int(number));
    }
    let error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    set(cx, module, "error", error);
    let class = cx.module_type(&epoll::TYPE);
    set(cx, module, "epoll", class.value());
    Ok(())
}

/// `select`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "select",
    doc: "Waiting until one of several files is ready: see selectors for what to use.",
    functions: &[FUNCTIONS],
    fill,
};
