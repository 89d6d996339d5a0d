//! Terminals, and pairs of them that programs make for other programs.

use gil::Descriptor;
use rustix::fs::{Mode, OFlags};
use rustix::process::Pid;
use rustix::pty::OpenptFlags;
use vm::native::Row;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::{Context, PyResult, Value, function};

use super::descriptors::number;
use super::path::fs_text;
use super::{descriptor, plain};

/// A new terminal: the end for whoever plays the user, and the end for programs.
pub fn open_pair(cx: &mut Context) -> PyResult<(Descriptor, Descriptor)> {
    let (master, slave) = plain(cx, || {
        let master = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        rustix::pty::grantpt(&master)?;
        rustix::pty::unlockpt(&master)?;
        let name = rustix::pty::ptsname(&master, Vec::new())?;
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        Ok((master, rustix::fs::open(&*name, flags, Mode::empty())?))
    })?;
    let (master, slave) = (number(master), number(slave));
    Ok((descriptor(cx, master)?, descriptor(cx, slave)?))
}

/// Begins a session whose terminal this is, and whose standard files.
pub fn make_controlling(terminal: Descriptor) -> std::io::Result<()> {
    rustix::process::setsid()?;
    rustix::process::ioctl_tiocsctty(terminal)?;
    for target in (0..3).filter_map(Descriptor::new) {
        terminal.duplicate_onto(target)?;
    }
    if terminal.number() > 2 { terminal.close() } else { Ok(()) }
}

fn openpty(cx: &mut Context) -> PyResult<Value> {
    let (master, slave) = open_pair(cx)?;
    let numbers = [master, slave].map(|end| Value::Int(i64::from(end.number())));
    Ok(cx.tuple_value(numbers.to_vec()))
}

fn login_tty(cx: &mut Context, fd: i32) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    match make_controlling(file) {
        Ok(()) => Ok(()),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn posix_openpt(cx: &mut Context, oflag: i32) -> PyResult<i64> {
    let flags = OpenptFlags::from_bits_retain(oflag as u32) | OpenptFlags::CLOEXEC;
    plain(cx, || rustix::pty::openpt(flags)).map(number)
}

fn grantpt(cx: &mut Context, fd: i32) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    plain(cx, || rustix::pty::grantpt(file))
}

fn unlockpt(cx: &mut Context, fd: i32) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    plain(cx, || rustix::pty::unlockpt(file))
}

fn ptsname(cx: &mut Context, fd: i32) -> PyResult<Value> {
    let file = descriptor(cx, i64::from(fd))?;
    let name = plain(cx, || rustix::pty::ptsname(file, Vec::new()))?;
    fs_text(cx, name.as_bytes())
}

fn ttyname(cx: &mut Context, fd: i32) -> PyResult<Value> {
    let file = descriptor(cx, i64::from(fd))?;
    let name = plain(cx, || rustix::termios::ttyname(file, Vec::new()))?;
    fs_text(cx, name.as_bytes())
}

fn ctermid(_: &mut Context) -> &'static str {
    "/dev/tty"
}

fn tcgetpgrp(cx: &mut Context, fd: i32) -> PyResult<i64> {
    let file = descriptor(cx, i64::from(fd))?;
    plain(cx, || rustix::termios::tcgetpgrp(file)).map(|group| i64::from(group.as_raw_pid()))
}

fn tcsetpgrp(cx: &mut Context, fd: i32, pgid: i32) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    let Some(group) = Pid::from_raw(pgid) else {
        return Err(errno_error(cx, libc::EINVAL, Value::Empty));
    };
    plain(cx, || rustix::termios::tcsetpgrp(file, group))
}

/// Terminals.
pub static FUNCTIONS: &[Row] = &[
    function!("openpty", "()", "A new terminal: the numbers of its two ends.", openpty),
    function!(
        "login_tty",
        "(fd, /)",
        "Make a terminal that of a new session, and its standard files.",
        login_tty
    ),
    function!("posix_openpt", "(oflag, /)", "The first end of a new terminal.", posix_openpt),
    function!("grantpt", "(fd, /)", "Let this user have the other end.", grantpt),
    function!("unlockpt", "(fd, /)", "Let the other end be opened.", unlockpt),
    function!("ptsname", "(fd, /)", "The name of the other end.", ptsname),
    function!("ttyname", "(fd, /)", "The name of a terminal.", ttyname),
    function!("ctermid", "()", "The name of the terminal of this process.", ctermid),
    function!("tcgetpgrp", "(fd, /)", "The group of processes that has the terminal.", tcgetpgrp),
    function!("tcsetpgrp", "(fd, pgid, /)", "Give the terminal to a group of processes.", tcsetpgrp),
];
