//! `stat` and its result.

use rustix::fs::{AtFlags, CWD, Stat};
use vm::native::{Row, Truth};
use vm::{Context, PyResult, Value, function};

use super::path::{Path, PathOrNumber};
use super::{checked, descriptor, plain};
use crate::struct_sequence;

/// What the system knows about a file.
pub struct Found {
    plain: [i128; 7],
    /// Seconds and nanoseconds of the last access, change of content, change of anything.
    times: [(i64, i64); 3],
    blocks: [i64; 3],
}

impl From<Stat> for Found {
    fn from(found: Stat) -> Found {
        #[allow(clippy::unnecessary_cast, reason = "the types differ between systems")]
        Found {
            plain: [
                found.st_mode as i128,
                found.st_ino as i128,
                found.st_dev as i128,
                found.st_nlink as i128,
                found.st_uid as i128,
                found.st_gid as i128,
                found.st_size as i128,
            ],
            times: [
                (found.st_atime as i64, found.st_atime_nsec as i64),
                (found.st_mtime as i64, found.st_mtime_nsec as i64),
                (found.st_ctime as i64, found.st_ctime_nsec as i64),
            ],
            blocks: [found.st_blksize as i64, found.st_blocks as i64, found.st_rdev as i64],
        }
    }
}

/// `os.stat_result`.
pub fn stat_value(cx: &mut Context, found: &Found) -> Value {
    let mut values = Vec::with_capacity(19);
    for number in found.plain {
        values.push(match i64::try_from(number) {
            Ok(number) => Value::Int(number),
            Err(_) => cx.big_int_value(text::int::BigInt::from(number)),
        });
    }
    values.extend(found.times.map(|(seconds, _)| Value::Int(seconds)));
    values.extend(
        found.times.map(|(seconds, nanoseconds)| Value::float(seconds as f64 + 1e-9 * nanoseconds as f64)),
    );
    values
        .extend(found.times.map(|(seconds, nanoseconds)| Value::Int(seconds * 1_000_000_000 + nanoseconds)));
    values.extend(found.blocks.map(Value::Int));
    struct_sequence::make(cx, &STAT_RESULT, values)
}

fn stat(cx: &mut Context, path: PathOrNumber, follow: Option<Truth>) -> PyResult<Value> {
    let follow = follow.is_none_or(|Truth(follow)| follow);
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let found = match &path {
        PathOrNumber::Number(fd) => {
            let file = descriptor(cx, i64::from(*fd))?;
            checked(cx, &path.shown(), || rustix::fs::fstat(file).map(Found::from))?
        }
        PathOrNumber::Path(given) => {
            let bytes = &*given.bytes;
            checked(cx, &path.shown(), || rustix::fs::statat(CWD, bytes, flags).map(Found::from))?
        }
    };
    Ok(stat_value(cx, &found))
}

fn lstat(cx: &mut Context, path: Path) -> PyResult<Value> {
    let found = checked(cx, &path.given, || rustix::fs::lstat(&*path.bytes).map(Found::from))?;
    Ok(stat_value(cx, &found))
}

fn fstat(cx: &mut Context, fd: i64) -> PyResult<Value> {
    let file = descriptor(cx, fd)?;
    let found = plain(cx, || rustix::fs::fstat(file).map(Found::from))?;
    Ok(stat_value(cx, &found))
}

/// Functions that give a `stat_result`.
pub static FUNCTIONS: &[Row] = &[
    function!("stat", "(path, *, follow_symlinks=True)", "What the system knows about a file.", stat),
    function!("lstat", "(path)", "The same for a link itself.", lstat),
    function!("fstat", "(fd)", "The same for an open file.", fstat),
];

crate::struct_sequence! {
    /// `os.stat_result`.
    pub STAT_RESULT, "os.stat_result", "What the system knows about a file.", 10, [
        ("st_mode", "protection bits"),
        ("st_ino", "inode"),
        ("st_dev", "device"),
        ("st_nlink", "number of hard links"),
        ("st_uid", "user ID of owner"),
        ("st_gid", "group ID of owner"),
        ("st_size", "total size, in bytes"),
        ("", ""),
        ("", ""),
        ("", ""),
        ("st_atime", "time of last access"),
        ("st_mtime", "time of last modification"),
        ("st_ctime", "time of last change"),
        ("st_atime_ns", "time of last access in nanoseconds"),
        ("st_mtime_ns", "time of last modification in nanoseconds"),
        ("st_ctime_ns", "time of last change in nanoseconds"),
        ("st_blksize", "blocksize for filesystem I/O"),
        ("st_blocks", "number of blocks allocated"),
        ("st_rdev", "device type (if inode device)"),
    ]
}
