//! Files by path: names, links, permissions, times.

use rustix::fs::{Access, AtFlags, CWD, Gid, Mode, Timespec, Timestamps, Uid};
use vm::native::{Row, Truth};
use vm::objects::Tuple;
use vm::{Context, PyResult, Value, function};

use super::path::{Path, PathOrNumber, fspath};
use super::{checked, checked_pair, descriptor, plain, retry};

fn rename(cx: &mut Context, src: Path, dst: Path) -> PyResult<()> {
    checked_pair(cx, [&src.given, &dst.given], || rustix::fs::rename(&*src.bytes, &*dst.bytes))
}

fn link(cx: &mut Context, src: Path, dst: Path) -> PyResult<()> {
    checked_pair(cx, [&src.given, &dst.given], || rustix::fs::link(&*src.bytes, &*dst.bytes))
}

fn symlink(cx: &mut Context, src: Path, dst: Path, _: Option<Truth>) -> PyResult<()> {
    checked_pair(cx, [&src.given, &dst.given], || rustix::fs::symlink(&*src.bytes, &*dst.bytes))
}

fn unlink(cx: &mut Context, path: Path) -> PyResult<()> {
    checked(cx, &path.given, || rustix::fs::unlink(&*path.bytes))
}

fn readlink(cx: &mut Context, path: Path) -> PyResult<Value> {
    let target = checked(cx, &path.given, || rustix::fs::readlink(&*path.bytes, Vec::new()))?;
    path.alike(cx, target.as_bytes())
}

fn chmod(cx: &mut Context, path: PathOrNumber, mode: i64) -> PyResult<()> {
    let mode = Mode::from_raw_mode(mode as u32);
    match &path {
        PathOrNumber::Number(fd) => {
            let file = descriptor(cx, i64::from(*fd))?;
            checked(cx, &path.shown(), || rustix::fs::fchmod(file, mode))
        }
        PathOrNumber::Path(found) => {
            let bytes = &*found.bytes;
            checked(cx, &path.shown(), || rustix::fs::chmod(bytes, mode))
        }
    }
}

fn fchmod(cx: &mut Context, fd: i64, mode: i64) -> PyResult<()> {
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::fs::fchmod(file, Mode::from_raw_mode(mode as u32)))
}

fn access(cx: &mut Context, path: Path, mode: i64) -> PyResult<bool> {
    let mode = Access::from_bits_retain(mode as u32);
    Ok(retry(cx, || rustix::fs::access(&*path.bytes, mode))?.is_ok())
}

/// A user or group; -1 leaves it alone.
fn identity(number: i64) -> Option<u32> {
    u32::try_from(number).ok()
}

fn chown(cx: &mut Context, path: Path, uid: i64, gid: i64) -> PyResult<()> {
    let (user, group) = (identity(uid).map(Uid::from_raw), identity(gid).map(Gid::from_raw));
    checked(cx, &path.given, || rustix::fs::chown(&*path.bytes, user, group))
}

fn lchown(cx: &mut Context, path: Path, uid: i64, gid: i64) -> PyResult<()> {
    let (user, group) = (identity(uid).map(Uid::from_raw), identity(gid).map(Gid::from_raw));
    let flags = AtFlags::SYMLINK_NOFOLLOW;
    checked(cx, &path.given, || rustix::fs::chownat(CWD, &*path.bytes, user, group, flags))
}

fn fchown(cx: &mut Context, fd: i64, uid: i64, gid: i64) -> PyResult<()> {
    let (user, group) = (identity(uid).map(Uid::from_raw), identity(gid).map(Gid::from_raw));
    let file = descriptor(cx, fd)?;
    plain(cx, || rustix::fs::fchown(file, user, group))
}

fn mkfifo(cx: &mut Context, path: Path, mode: Option<i64>) -> PyResult<()> {
    let mode = Mode::from_raw_mode(mode.unwrap_or(0o666) as u32);
    checked(cx, &path.given, || rustix::fs::mkfifoat(CWD, &*path.bytes, mode))
}

/// A time in seconds, an int or a float, rounded down to nanoseconds.
fn seconds(cx: &mut Context, value: &Value) -> PyResult<Timespec> {
    match value.as_float() {
        Some(time) if !matches!(value, Value::Int(_)) => {
            if time.is_nan() {
                return Err(cx.value_error("Invalid value NaN (not a number)"));
            }
            let whole = time.floor();
            let nanoseconds = ((time - whole) * 1e9).floor().clamp(0.0, 999_999_999.0);
            Ok(Timespec { tv_sec: whole as i64, tv_nsec: nanoseconds as _ })
        }
        _ => Ok(Timespec { tv_sec: cx.index_i64(value)?, tv_nsec: 0 }),
    }
}

fn nanoseconds(cx: &mut Context, value: &Value) -> PyResult<Timespec> {
    let number = cx.index_i64(value)?;
    Ok(Timespec { tv_sec: number.div_euclid(1_000_000_000), tv_nsec: number.rem_euclid(1_000_000_000) as _ })
}

fn pair(value: &Value) -> Option<[Value; 2]> {
    match value.as_ref()?.downcast::<Tuple>()?.items() {
        [first, second] => Some([first.clone(), second.clone()]),
        _ => None,
    }
}

fn utime(
    cx: &mut Context,
    path: PathOrNumber,
    times: Option<Value>,
    ns: Option<Value>,
    follow: Option<Truth>,
) -> PyResult<()> {
    let times = times.filter(|times| !times.is_none());
    if times.is_some() && ns.is_some() {
        return Err(cx.value_error("utime: you may specify either 'times' or 'ns' but not both"));
    }
    let stamps = match (times, ns) {
        (Some(times), _) => {
            let Some([accessed, modified]) = pair(&times) else {
                return Err(cx.type_error("utime: 'times' must be either a tuple of two ints or None"));
            };
            Timestamps { last_access: seconds(cx, &accessed)?, last_modification: seconds(cx, &modified)? }
        }
        (None, Some(ns)) => {
            let Some([accessed, modified]) = pair(&ns) else {
                return Err(cx.type_error("utime: 'ns' must be a tuple of two ints"));
            };
            Timestamps {
                last_access: nanoseconds(cx, &accessed)?,
                last_modification: nanoseconds(cx, &modified)?,
            }
        }
        (None, None) => {
            let now = Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW as _ };
            Timestamps { last_access: now, last_modification: now }
        }
    };
    let follow = follow.is_none_or(|Truth(follow)| follow);
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    match &path {
        PathOrNumber::Number(fd) => {
            let file = descriptor(cx, i64::from(*fd))?;
            checked(cx, &path.shown(), || rustix::fs::futimens(file, &stamps))
        }
        PathOrNumber::Path(found) => {
            let bytes = &*found.bytes;
            checked(cx, &path.shown(), || rustix::fs::utimensat(CWD, bytes, &stamps, flags))
        }
    }
}

fn fs_path(cx: &mut Context, path: Value) -> PyResult<Value> {
    fspath(cx, &path)
}

/// Files by path.
pub static FUNCTIONS: &[Row] = &[
    function!("rename", "(src, dst)", "Give a file another name.", rename),
    function!("replace", "(src, dst)", "Give a file another name, which may be taken.", rename),
    function!("link", "(src, dst)", "Give a file one more name.", link),
    function!(
        "symlink",
        "(src, dst, target_is_directory=False)",
        "Make a symbolic link named dst to src.",
        symlink
    ),
    function!("readlink", "(path)", "Where a symbolic link leads.", readlink),
    function!("unlink", "(path)", "Remove a name of a file.", unlink),
    function!("remove", "(path)", "Remove a name of a file.", unlink),
    function!("chmod", "(path, mode)", "Set permissions.", chmod),
    function!("fchmod", "(fd, mode)", "Set permissions of an open file.", fchmod),
    function!("chown", "(path, uid, gid)", "Set the owner; -1 leaves it alone.", chown),
    function!("access", "(path, mode)", "Whether this process may do that with a file.", access),
    function!("lchown", "(path, uid, gid)", "Set the owner and the group of a link itself.", lchown),
    function!("fchown", "(fd, uid, gid)", "Set the owner and the group of an open file.", fchown),
    function!("mkfifo", "(path, mode=438)", "Make a pipe with a name.", mkfifo),
    function!(
        "utime",
        "(path, times=None, *, ns=<unrepresentable>, follow_symlinks=True)",
        "Set the times of the last access and change.",
        utime
    ),
    function!("fspath", "(path)", "The path as str or bytes.", fs_path),
];
