//! The machine: its name, its processors, its randomness, its terminal.

use gil::{Cause, Descriptor};
use rustix::rand::GetRandomFlags;
use vm::native::Row;
use vm::objects::exception_methods::os_error;
use vm::{Context, PyResult, Value, function};

use super::path::fs_text;
use super::{descriptor, plain};
use crate::struct_sequence;

fn uname(cx: &mut Context) -> PyResult<Value> {
    let found = rustix::system::uname();
    let parts = [found.sysname(), found.nodename(), found.release(), found.version(), found.machine()];
    let mut values = Vec::new();
    for part in parts {
        values.push(fs_text(cx, part.to_bytes())?);
    }
    Ok(struct_sequence::make(cx, &UNAME_RESULT, values))
}

fn get_terminal_size(cx: &mut Context, fd: Option<i64>) -> PyResult<Value> {
    let file = descriptor(cx, fd.unwrap_or(1))?;
    let size = plain(cx, || rustix::termios::tcgetwinsize(file))?;
    let values = vec![Value::Int(i64::from(size.ws_col)), Value::Int(i64::from(size.ws_row))];
    Ok(struct_sequence::make(cx, &TERMINAL_SIZE, values))
}

fn urandom(cx: &mut Context, size: i64) -> PyResult<Vec<u8>> {
    let Ok(size) = usize::try_from(size) else { return Err(cx.value_error("negative argument not allowed")) };
    let mut bytes = cx.zeroes(size)?;
    let mut done = 0;
    while done < size {
        done += plain(cx, || rustix::rand::getrandom(&mut bytes[done..], GetRandomFlags::empty()))?;
    }
    Ok(bytes)
}

/// Processors that are switched on, whether this process may use them or not.
fn cpu_count(cx: &mut Context) -> Value {
    let online = cx.blocking(Cause::Io, || std::fs::read_to_string("/sys/devices/system/cpu/online"));
    let count = online.ok().and_then(|text| count_ranges(text.trim()));
    let count = count.or_else(|| std::thread::available_parallelism().ok().map(|count| count.get() as i64));
    count.map_or(Value::None, Value::Int)
}

/// How many numbers `0-3,6` stands for.
fn count_ranges(text: &str) -> Option<i64> {
    let mut count = 0;
    for range in text.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        count += last.parse::<i64>().ok()? - first.parse::<i64>().ok()? + 1;
    }
    Some(count)
}

fn getloadavg(cx: &mut Context) -> PyResult<Value> {
    let text = match cx.blocking(Cause::Io, || std::fs::read_to_string("/proc/loadavg")) {
        Ok(text) => text,
        Err(error) => return Err(os_error(cx, &error, Value::Empty)),
    };
    let loads: Vec<Value> =
        text.split_whitespace().take(3).filter_map(|load| load.parse().ok()).map(Value::float).collect();
    Ok(cx.tuple_value(loads))
}

fn strerror(_: &mut Context, code: i64) -> String {
    let text = std::io::Error::from_raw_os_error(code as i32).to_string();
    text.rsplit_once(" (os error").map_or(text.clone(), |(text, _)| text.to_string())
}

fn sync(cx: &mut Context) {
    cx.blocking(Cause::Io, rustix::fs::sync);
}

fn device_encoding(cx: &mut Context, fd: i64) -> Value {
    let terminal = match i32::try_from(fd).ok().and_then(Descriptor::new) {
        Some(file) => cx.blocking(Cause::Io, || rustix::termios::isatty(file)),
        None => false,
    };
    if terminal { cx.str_value("utf-8") } else { Value::None }
}

/// The machine.
pub static FUNCTIONS: &[Row] = &[
    function!("uname", "()", "What the system calls itself.", uname),
    function!(
        "get_terminal_size",
        "(fd=<unrepresentable>, /)",
        "Columns and lines of a terminal.",
        get_terminal_size
    ),
    function!("urandom", "(size, /)", "Random bytes, fit for secrets.", urandom),
    function!("cpu_count", "()", "How many processors there are; None if nobody knows.", cpu_count),
    function!(
        "getloadavg",
        "()",
        "How many processes wanted to run in the last 1, 5, 15 minutes.",
        getloadavg
    ),
    function!("strerror", "(code, /)", "The text of an error number.", strerror),
    function!("sync", "()", "Have everything stored.", sync),
    function!(
        "device_encoding",
        "(fd)",
        "The encoding of a terminal; None for other files.",
        device_encoding
    ),
];

crate::struct_sequence! {
    /// `os.uname_result`.
    pub UNAME_RESULT, "posix.uname_result", "What the system calls itself.", 5, [
        ("sysname", "operating system name"),
        ("nodename", "name of machine on network (implementation-defined)"),
        ("release", "operating system release"),
        ("version", "operating system version"),
        ("machine", "hardware identifier"),
    ]
}

crate::struct_sequence! {
    /// `os.terminal_size`.
    pub TERMINAL_SIZE, "os.terminal_size", "Columns and lines of a terminal.", 2, [
        ("columns", "width of the terminal window in characters"),
        ("lines", "height of the terminal window in characters"),
    ]
}
