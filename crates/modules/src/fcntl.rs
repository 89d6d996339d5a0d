//! `fcntl`: what can be asked of an open file and of the device behind it, and locks on files.

use gil::{Cause, Descriptor};
use vm::heap::Obj;
use vm::native::{Row, Truth};
use vm::objects::exception_methods::os_error;
use vm::objects::{Module, Str};
use vm::{Context, PyResult, Value, function};

use crate::posix::file_number;
use crate::registry::{ModuleSpec, set};

/// What a command is given.
enum Argument {
    Number(i64),
    Bytes(Vec<u8>),
}

fn argument(cx: &mut Context, function: &str, value: Option<Value>) -> PyResult<Argument> {
    let Some(value) = value else { return Ok(Argument::Number(0)) };
    if let Some(number) = value.as_int() {
        return Ok(Argument::Number(number.to_i64_clipped()));
    }
    if let Some(text) = value.as_ref().and_then(|object| object.downcast::<Str>()).cloned() {
        return cx.encode(&text, Some("utf-8"), None).map(Argument::Bytes);
    }
    if let Ok(bytes) = cx.bytes_like(&value) {
        return Ok(Argument::Bytes(bytes.items().to_vec()));
    }
    match cx.try_index(&value)? {
        Some(number) => Ok(Argument::Number(number.to_i64_clipped())),
        None => {
            let got = cx.type_name(&value);
            Err(cx.type_error(format!(
                "{function}() argument 3 must be an integer, a bytes-like object, or a string, not {got}"
            )))
        }
    }
}

/// Makes a call that a signal may interrupt.
fn retry<R: Send>(cx: &mut Context, mut work: impl FnMut() -> std::io::Result<R> + Send) -> PyResult<R> {
    loop {
        match cx.blocking(Cause::Io, &mut work) {
            Ok(answer) => return Ok(answer),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => cx.handle_signals()?,
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

/// The bytes in memory that has room for what a command writes.
fn with_room(cx: &mut Context, function: &str, bytes: &[u8]) -> PyResult<Vec<u8>> {
    if bytes.len() > Descriptor::LEAST_ROOM {
        return Err(cx.value_error(format!("{function} argument 3 is too long")));
    }
    let mut memory = vec![0; Descriptor::LEAST_ROOM];
    memory[..bytes.len()].copy_from_slice(bytes);
    Ok(memory)
}

fn fcntl(cx: &mut Context, fd: Value, cmd: i32, arg: Option<Value>) -> PyResult<Value> {
    let file = file_number(cx, &fd)?;
    match argument(cx, "fcntl", arg)? {
        Argument::Number(number) => {
            retry(cx, || file.control(cmd, number)).map(|answer| Value::Int(i64::from(answer)))
        }
        Argument::Bytes(bytes) => {
            let mut memory = with_room(cx, "fcntl", &bytes)?;
            retry(cx, || file.control_with(cmd, &mut memory))?;
            Ok(cx.bytes_value(&memory[..bytes.len()]))
        }
    }
}

fn ioctl(cx: &mut Context, fd: Value, request: i64, arg: Option<Value>, _: Option<Truth>) -> PyResult<Value> {
    let file = file_number(cx, &fd)?;
    let request = request as u64;
    match argument(cx, "ioctl", arg)? {
        Argument::Number(number) => {
            retry(cx, || file.device_control(request, number)).map(|answer| Value::Int(i64::from(answer)))
        }
        Argument::Bytes(bytes) => {
            let mut memory = with_room(cx, "ioctl", &bytes)?;
            retry(cx, || file.device_control_with(request, &mut memory))?;
            Ok(cx.bytes_value(&memory[..bytes.len()]))
        }
    }
}

fn flock(cx: &mut Context, fd: Value, operation: i32) -> PyResult<()> {
    let file = file_number(cx, &fd)?;
    retry(cx, || file.lock_whole(operation))
}

fn lockf(
    cx: &mut Context,
    fd: Value,
    cmd: i32,
    len: Option<i64>,
    start: Option<i64>,
    whence: Option<i32>,
) -> PyResult<()> {
    let file = file_number(cx, &fd)?;
    let kind = match cmd {
        libc::LOCK_UN => libc::F_UNLCK,
        cmd if cmd & libc::LOCK_SH != 0 => libc::F_RDLCK,
        cmd if cmd & libc::LOCK_EX != 0 => libc::F_WRLCK,
        _ => return Err(cx.value_error("unrecognized lockf argument")),
    };
    let wait = cmd & libc::LOCK_NB == 0;
    let (start, len, whence) = (start.unwrap_or(0), len.unwrap_or(0), whence.unwrap_or(0));
    retry(cx, || file.lock_range(kind, whence, start, len, wait))
}

static FUNCTIONS: &[Row] = &[
    function!("fcntl", "(fd, cmd, arg=0, /)", "Ask something of an open file.", fcntl),
    function!(
        "ioctl",
        "(fd, request, arg=0, mutate_flag=True, /)",
        "Ask something of the device behind an open file.",
        ioctl
    ),
    function!("flock", "(fd, operation, /)", "Lock or unlock a whole file.", flock),
    function!("lockf", "(fd, cmd, len=0, start=0, whence=0, /)", "Lock or unlock a part of a file.", lockf),
];

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64),)*] };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    FD_CLOEXEC F_ADD_SEALS F_DUPFD
    F_DUPFD_CLOEXEC F_GETFD F_GETFL F_GETLEASE F_GETLK F_GETOWN F_GETPIPE_SZ F_GET_SEALS F_NOTIFY F_OFD_GETLK
    F_OFD_SETLK F_OFD_SETLKW F_RDLCK F_SEAL_FUTURE_WRITE F_SEAL_GROW F_SEAL_SEAL F_SEAL_SHRINK F_SEAL_WRITE F_SETFD
    F_SETFL F_SETLEASE F_SETLK F_SETLKW F_SETOWN F_SETPIPE_SZ F_UNLCK F_WRLCK
    LOCK_EX LOCK_NB LOCK_SH LOCK_UN
};

/// Those that the crate of the system's constants does not have, by the kernel's headers.
static FURTHER: &[(&str, i64)] = &[
    ("DN_ACCESS", 1),
    ("DN_ATTRIB", 32),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_MODIFY", 2),
    ("DN_MULTISHOT", 0x8000_0000),
    ("DN_RENAME", 16),
    ("F_GET_FILE_RW_HINT", 1037),
    ("F_GET_RW_HINT", 1035),
    ("F_SET_FILE_RW_HINT", 1038),
    ("F_SET_RW_HINT", 1036),
    ("RWH_WRITE_LIFE_EXTREME", 5),
    ("RWH_WRITE_LIFE_LONG", 4),
    ("RWH_WRITE_LIFE_MEDIUM", 3),
    ("RWH_WRITE_LIFE_NONE", 1),
    ("RWH_WRITE_LIFE_NOT_SET", 0),
    ("RWH_WRITE_LIFE_SHORT", 2),
    ("FASYNC", 0o20000),
    ("FICLONE", 0x4004_9409),
    ("FICLONERANGE", 0x4020_940D),
    ("F_DUPFD_QUERY", 1027),
    ("F_EXLCK", 4),
    ("F_GETLK64", 5),
    ("F_GETOWN_EX", 16),
    ("F_GETSIG", 11),
    ("F_OWNER_PGRP", 2),
    ("F_OWNER_PID", 1),
    ("F_OWNER_TID", 0),
    ("F_SETLK64", 6),
    ("F_SETLKW64", 7),
    ("F_SETOWN_EX", 15),
    ("F_SETSIG", 10),
    ("F_SHLCK", 8),
    ("LOCK_MAND", 32),
    ("LOCK_READ", 64),
    ("LOCK_RW", 192),
    ("LOCK_WRITE", 128),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in CONSTANTS.iter().chain(FURTHER) {
        set(cx, module, name, Value::Int(*number));
    }
    Ok(())
}

/// `fcntl`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "fcntl",
    doc: "What can be asked of open files and devices, and locks on files.",
    functions: &[FUNCTIONS],
    fill,
};
