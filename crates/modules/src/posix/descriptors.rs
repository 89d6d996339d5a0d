//! Files by number: `open`, `read`, `write`, `pipe` and the like.

use std::os::fd::{IntoRawFd, OwnedFd};
use std::time::{Duration, Instant};

use gil::{Cause, Descriptor};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fs::{Mode, OFlags, SeekFrom};
use rustix::io::{Errno, FdFlags};
use rustix::pipe::PipeFlags;
use vm::native::{Row, Truth};
use vm::objects::bytes::Buffer;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::{Context, PyResult, Value, function};

use super::path::{Path, PathOrNumber};
use super::{checked, descriptor, plain};

/// The number of an owner that gives it up.
pub fn number(owner: OwnedFd) -> i64 {
    i64::from(owner.into_raw_fd())
}

fn open(cx: &mut Context, path: Path, flags: i64, mode: Option<i64>) -> PyResult<i64> {
    let flags = OFlags::from_bits_retain(flags as u32) | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(mode.unwrap_or(0o777) as u32);
    checked(cx, &path.given, || rustix::fs::open(&*path.bytes, flags, mode)).map(number)
}

fn close(cx: &mut Context, fd: i64) -> PyResult<()> {
    let file = descriptor(cx, fd)?;
    match cx.blocking(Cause::Io, || file.close()) {
        Err(error) if error.raw_os_error() != Some(Errno::INTR.raw_os_error()) => {
            Err(os_error(cx, &error, Value::Empty))
        }
        _ => Ok(()),
    }
}

fn closerange(cx: &mut Context, low: i64, high: i64) {
    let range = low.max(0)..high.min(1 << 20);
    cx.blocking(Cause::Io, || {
        for file in range.filter_map(|fd| Descriptor::new(fd as i32)) {
            // Numbers in the range need not be open.
            let _ = file.close();
        }
    });
}

fn read(cx: &mut Context, fd: i64, length: i64) -> PyResult<Vec<u8>> {
    let Ok(length) = usize::try_from(length) else {
        return Err(errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty));
    };
    let file = descriptor(cx, fd)?;
    let mut bytes = vec![0; length.min(0x7FFF_F000)];
    let count = plain(cx, || rustix::io::read(file, &mut bytes[..]))?;
    bytes.truncate(count);
    Ok(bytes)
}

fn write(cx: &mut Context, fd: i64, data: Buffer) -> PyResult<usize> {
    let file = descriptor(cx, fd)?;
    let bytes: &[u8] = &data;
    plain(cx, || rustix::io::write(file, bytes))
}

fn lseek(cx: &mut Context, fd: i64, position: i64, whence: i64) -> PyResult<i64> {
    let file = descriptor(cx, fd)?;
    let target = match (whence, u64::try_from(position)) {
        (0, Ok(position)) => SeekFrom::Start(position),
        (1, _) => SeekFrom::Current(position),
        (2, _) => SeekFrom::End(position),
        _ => return Err(errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty)),
    };
    plain(cx, || rustix::fs::seek(file, target)).map(|position| position as i64)
}

fn dup(cx: &mut Context, fd: i64) -> PyResult<i64> {
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::io::fcntl_dupfd_cloexec(file, 0)).map(number)
}

fn dup2(cx: &mut Context, fd: i64, fd2: i64, inheritable: Option<Truth>) -> PyResult<i64> {
    let (file, target) = (descriptor(cx, fd)?, descriptor(cx, fd2)?);
    if let Err(error) = cx.blocking(Cause::Io, || file.duplicate_onto(target)) {
        return Err(os_error(cx, &error, Value::Empty));
    }
    if !inheritable.is_none_or(|Truth(inheritable)| inheritable) {
        plain(cx, || rustix::io::fcntl_setfd(target, FdFlags::CLOEXEC))?;
    }
    Ok(fd2)
}

fn pipe(cx: &mut Context) -> PyResult<Value> {
    pipe2(cx, 0)
}

fn pipe2(cx: &mut Context, flags: i64) -> PyResult<Value> {
    let flags = PipeFlags::from_bits_retain(flags as u32) | PipeFlags::CLOEXEC;
    let (reader, writer) = plain(cx, || rustix::pipe::pipe_with(flags))?;
    Ok(cx.tuple_value(vec![Value::Int(number(reader)), Value::Int(number(writer))]))
}

fn isatty(cx: &mut Context, fd: i64) -> bool {
    match i32::try_from(fd).ok().and_then(Descriptor::new) {
        Some(file) => cx.blocking(Cause::Io, || rustix::termios::isatty(file)),
        None => false,
    }
}

fn length(cx: &mut Context, length: i64) -> PyResult<u64> {
    u64::try_from(length).map_err(|_| errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty))
}

fn ftruncate(cx: &mut Context, fd: i64, size: i64) -> PyResult<()> {
    let (file, size) = (descriptor(cx, fd)?, length(cx, size)?);
    plain(cx, || rustix::fs::ftruncate(file, size))
}

fn truncate(cx: &mut Context, path: PathOrNumber, size: i64) -> PyResult<()> {
    let size = length(cx, size)?;
    match &path {
        PathOrNumber::Number(fd) => {
            let file = descriptor(cx, i64::from(*fd))?;
            checked(cx, &path.shown(), || rustix::fs::ftruncate(file, size))
        }
        PathOrNumber::Path(found) => {
            let bytes = &*found.bytes;
            checked(cx, &path.shown(), || {
                let file = rustix::fs::open(bytes, OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?;
                rustix::fs::ftruncate(file, size)
            })
        }
    }
}

/// The number of an argument that may be a file object.
pub fn file_number(cx: &mut Context, file: &Value) -> PyResult<Descriptor> {
    let number = match file.as_int() {
        Some(number) => number.to_i64_clipped(),
        None => {
            let name = cx.names().fileno.clone();
            let Some(fileno) = cx.lookup_attr(file, &name)? else {
                return Err(cx.type_error("argument must be an int, or have a fileno() method."));
            };
            let answer = cx.call(&fileno, &[])?;
            cx.index_i64(&answer)?
        }
    };
    if number < 0 {
        return Err(cx.value_error(format!("file descriptor cannot be a negative integer ({number})")));
    }
    descriptor(cx, number)
}

fn fsync(cx: &mut Context, fd: Value) -> PyResult<()> {
    let file = file_number(cx, &fd)?;
    plain(cx, || rustix::fs::fsync(file))
}

fn fdatasync(cx: &mut Context, fd: Value) -> PyResult<()> {
    let file = file_number(cx, &fd)?;
    plain(cx, || rustix::fs::fdatasync(file))
}

fn get_inheritable(cx: &mut Context, fd: i64) -> PyResult<bool> {
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::io::fcntl_getfd(file)).map(|flags| !flags.contains(FdFlags::CLOEXEC))
}

fn set_inheritable(cx: &mut Context, fd: i64, inheritable: i64) -> PyResult<()> {
    let file = descriptor(cx, fd)?;
    let flags = if inheritable != 0 { FdFlags::empty() } else { FdFlags::CLOEXEC };
    plain(cx, || rustix::io::fcntl_setfd(file, flags))
}

fn get_blocking(cx: &mut Context, fd: i64) -> PyResult<bool> {
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::fs::fcntl_getfl(file)).map(|flags| !flags.contains(OFlags::NONBLOCK))
}

fn set_blocking(cx: &mut Context, fd: i64, Truth(blocking): Truth) -> PyResult<()> {
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::io::ioctl_fionbio(file, !blocking))
}

/// Waits until something can be read, or written, or time is up: the numbers of those files, in two lists. For
/// `subprocess`, which so needs no module for it.
fn poll(cx: &mut Context, reading: Value, writing: Value, timeout: Option<Value>) -> PyResult<Value> {
    let mut files = Vec::new();
    for (numbers, wanted) in [(reading, PollFlags::IN), (writing, PollFlags::OUT)] {
        for number in cx.collect(&numbers)? {
            files.push((file_number(cx, &number)?, wanted));
        }
    }
    let end = match timeout {
        Some(timeout) if !timeout.is_none() => {
            let seconds = crate::thread::seconds_of(cx, &timeout)?.max(0.0);
            Some(Instant::now() + Duration::from_secs_f64(seconds))
        }
        _ => None,
    };
    let ready = plain(cx, || {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        let left =
            left.map(|left| Timespec { tv_sec: left.as_secs() as _, tv_nsec: left.subsec_nanos() as _ });
        let mut asked: Vec<PollFd<'_>> =
            files.iter().map(|(file, wanted)| PollFd::new(file, *wanted)).collect();
        rustix::event::poll(&mut asked, left.as_ref())?;
        Ok(asked.iter().map(|asked| !asked.revents().is_empty()).collect::<Vec<bool>>())
    })?;
    let lists = [PollFlags::IN, PollFlags::OUT].map(|kind| {
        let found = files.iter().zip(&ready).filter(|((_, wanted), ready)| **ready && *wanted == kind);
        let numbers = found.map(|((file, _), _)| Value::Int(i64::from(file.number()))).collect();
        cx.list_value(numbers)
    });
    Ok(cx.tuple_value(lists.to_vec()))
}

/// Files by number.
pub static FUNCTIONS: &[Row] = &[
    function!("open", "(path, flags, mode=511)", "Open a file; returns its number.", open),
    function!(
        "_poll",
        "(reading, writing, timeout=None, /)",
        "Wait until some of these files can be read or written.",
        poll
    ),
    function!("close", "(fd)", "Close a file.", close),
    function!(
        "closerange",
        "(fd_low, fd_high, /)",
        "Close all numbers from one to before another.",
        closerange
    ),
    function!("read", "(fd, length, /)", "Read at most so many bytes.", read),
    function!("write", "(fd, data, /)", "Write bytes; returns how many.", write),
    function!("lseek", "(fd, position, whence, /)", "Go to a position; returns it.", lseek),
    function!("dup", "(fd, /)", "Another number for an open file.", dup),
    function!("dup2", "(fd, fd2, inheritable=True)", "Make a number stand for an open file.", dup2),
    function!("pipe", "()", "A pipe: the numbers of its end to read and its end to write.", pipe),
    function!("pipe2", "(flags, /)", "A pipe with flags.", pipe2),
    function!("isatty", "(fd, /)", "Whether it is a terminal.", isatty),
    function!("ftruncate", "(fd, length, /)", "Make a file end at a length.", ftruncate),
    function!("truncate", "(path, length)", "Make a file end at a length.", truncate),
    function!("fsync", "(fd)", "Have a file stored.", fsync),
    function!("fdatasync", "(fd)", "Have a file's content stored.", fdatasync),
    function!(
        "get_inheritable",
        "(fd, /)",
        "Whether programs started from here have the number open.",
        get_inheritable
    ),
    function!(
        "set_inheritable",
        "(fd, inheritable, /)",
        "Say whether programs started from here have it.",
        set_inheritable
    ),
    function!("get_blocking", "(fd, /)", "Whether calls wait.", get_blocking),
    function!("set_blocking", "(fd, blocking, /)", "Say whether calls wait.", set_blocking),
];
