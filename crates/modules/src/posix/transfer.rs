//! Moving bytes between files, at a position or without a detour through this process; files that are none: events,
//! memory, processes.

use std::num::NonZeroU64;

use gil::Cause;
use rustix::event::EventfdFlags;
use rustix::fs::{Advice, FallocateFlags, FileType, MemfdFlags, Mode};
use rustix::io::Errno;
use rustix::pipe::SpliceFlags;
use rustix::process::{Pid, PidfdFlags};
use vm::native::Row;
use vm::objects::bytes::Buffer;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::{Context, PyResult, Value, function};

use super::descriptors::number;
use super::path::{Path, PathOrNumber};
use super::{checked, descriptor, plain};
use crate::struct_sequence;

fn invalid(cx: &mut Context) -> vm::Raised {
    errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty)
}

/// A number of bytes, or a position in a file.
fn size(cx: &mut Context, number: i64) -> PyResult<u64> {
    u64::try_from(number).map_err(|_| invalid(cx))
}

fn optional_size(cx: &mut Context, value: Option<Value>) -> PyResult<Option<u64>> {
    match value {
        Some(value) if !value.is_none() => {
            let number = cx.index_i64(&value)?;
            size(cx, number).map(Some)
        }
        _ => Ok(None),
    }
}

fn pread(cx: &mut Context, fd: i32, length: i64, offset: i64) -> PyResult<Vec<u8>> {
    let file = descriptor(cx, i64::from(fd))?;
    let (length, offset) = (size(cx, length)?, size(cx, offset)?);
    let mut bytes = vec![0; length.min(0x7FFF_F000) as usize];
    let count = plain(cx, || rustix::io::pread(file, &mut bytes[..], offset))?;
    bytes.truncate(count);
    Ok(bytes)
}

fn pwrite(cx: &mut Context, fd: i32, buffer: Buffer, offset: i64) -> PyResult<usize> {
    let (file, offset) = (descriptor(cx, i64::from(fd))?, size(cx, offset)?);
    let bytes: &[u8] = &buffer;
    plain(cx, || rustix::io::pwrite(file, bytes, offset))
}

/// The bytes of several objects, one after the other.
fn joined(cx: &mut Context, buffers: &Value, function: &str) -> PyResult<Vec<u8>> {
    let Ok(buffers) = cx.collect(buffers) else {
        return Err(cx.type_error(format!("{function}() arg 2 must be a sequence")));
    };
    let mut bytes = Vec::new();
    for buffer in &buffers {
        bytes.extend_from_slice(cx.bytes_like(buffer)?.items());
    }
    Ok(bytes)
}

fn writev(cx: &mut Context, fd: i32, buffers: Value) -> PyResult<usize> {
    let file = descriptor(cx, i64::from(fd))?;
    let bytes = joined(cx, &buffers, "writev")?;
    plain(cx, || rustix::io::write(file, &bytes))
}

fn pwritev(cx: &mut Context, fd: i32, buffers: Value, offset: i64, flags: Option<i32>) -> PyResult<usize> {
    if flags.unwrap_or(0) != 0 {
        return Err(cx.not_implemented_error("Gila does not support flags of os.pwritev yet"));
    }
    let (file, offset) = (descriptor(cx, i64::from(fd))?, size(cx, offset)?);
    let bytes = joined(cx, &buffers, "pwritev")?;
    plain(cx, || rustix::io::pwrite(file, &bytes, offset))
}

fn sendfile(cx: &mut Context, out_fd: i32, in_fd: i32, offset: Value, count: i64) -> PyResult<usize> {
    let (target, source) = (descriptor(cx, i64::from(out_fd))?, descriptor(cx, i64::from(in_fd))?);
    let start = optional_size(cx, Some(offset))?;
    let count = size(cx, count)? as usize;
    plain(cx, || {
        let mut position = start;
        rustix::fs::sendfile(target, source, position.as_mut(), count)
    })
}

fn copy_file_range(
    cx: &mut Context,
    src: i32,
    dst: i32,
    count: i64,
    offset_src: Option<Value>,
    offset_dst: Option<Value>,
) -> PyResult<usize> {
    let (source, target) = (descriptor(cx, i64::from(src))?, descriptor(cx, i64::from(dst))?);
    if count < 0 {
        return Err(cx.value_error("negative value for 'count' not allowed"));
    }
    let (from, to) = (optional_size(cx, offset_src)?, optional_size(cx, offset_dst)?);
    plain(cx, || {
        let (mut from, mut to) = (from, to);
        rustix::fs::copy_file_range(source, from.as_mut(), target, to.as_mut(), count as usize)
    })
}

fn splice(
    cx: &mut Context,
    src: i32,
    dst: i32,
    count: i64,
    offset_src: Option<Value>,
    offset_dst: Option<Value>,
    flags: Option<i32>,
) -> PyResult<usize> {
    let (source, target) = (descriptor(cx, i64::from(src))?, descriptor(cx, i64::from(dst))?);
    if count < 0 {
        return Err(cx.value_error("negative value for 'count' not allowed"));
    }
    let flags = SpliceFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let (from, to) = (optional_size(cx, offset_src)?, optional_size(cx, offset_dst)?);
    plain(cx, || {
        let (mut from, mut to) = (from, to);
        rustix::pipe::splice(source, from.as_mut(), target, to.as_mut(), count as usize, flags)
    })
}

fn posix_fadvise(cx: &mut Context, fd: i32, offset: i64, length: i64, advice: i32) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    let advice = match advice {
        libc::POSIX_FADV_NORMAL => Advice::Normal,
        libc::POSIX_FADV_SEQUENTIAL => Advice::Sequential,
        libc::POSIX_FADV_RANDOM => Advice::Random,
        libc::POSIX_FADV_NOREUSE => Advice::NoReuse,
        libc::POSIX_FADV_WILLNEED => Advice::WillNeed,
        libc::POSIX_FADV_DONTNEED => Advice::DontNeed,
        _ => return Err(invalid(cx)),
    };
    let (offset, length) = (size(cx, offset)?, NonZeroU64::new(size(cx, length)?));
    plain(cx, || rustix::fs::fadvise(file, offset, length, advice))
}

fn posix_fallocate(cx: &mut Context, fd: i32, offset: i64, length: i64) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    let (offset, length) = (size(cx, offset)?, size(cx, length)?);
    plain(cx, || rustix::fs::fallocate(file, FallocateFlags::empty(), offset, length))
}

fn lockf(cx: &mut Context, fd: i32, command: i32, length: i64) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    let (kind, wait) = match command {
        libc::F_ULOCK => (libc::F_UNLCK, true),
        libc::F_LOCK => (libc::F_WRLCK, true),
        libc::F_TLOCK => (libc::F_WRLCK, false),
        _ => return Err(invalid(cx)),
    };
    loop {
        match cx.blocking(Cause::Io, || file.lock_range(kind, libc::SEEK_CUR, 0, length, wait)) {
            Ok(()) => return Ok(()),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => cx.handle_signals()?,
            Err(error) => return Err(os_error(cx, &error, Value::Empty)),
        }
    }
}

fn eventfd(cx: &mut Context, initval: i64, flags: Option<i32>) -> PyResult<i64> {
    let flags = flags.map_or(EventfdFlags::CLOEXEC, |flags| EventfdFlags::from_bits_retain(flags as u32));
    plain(cx, || rustix::event::eventfd(initval as u32, flags)).map(number)
}

fn eventfd_read(cx: &mut Context, fd: i32) -> PyResult<i64> {
    let file = descriptor(cx, i64::from(fd))?;
    let mut bytes = [0; 8];
    plain(cx, || rustix::io::read(file, &mut bytes[..]))?;
    Ok(i64::from_ne_bytes(bytes))
}

fn eventfd_write(cx: &mut Context, fd: i32, value: i64) -> PyResult<()> {
    let file = descriptor(cx, i64::from(fd))?;
    plain(cx, || rustix::io::write(file, &value.to_ne_bytes())).map(drop)
}

fn memfd_create(cx: &mut Context, name: Path, flags: Option<i64>) -> PyResult<i64> {
    let flags = flags.map_or(MemfdFlags::CLOEXEC, |flags| MemfdFlags::from_bits_retain(flags as u32));
    plain(cx, || rustix::fs::memfd_create(&*name.bytes, flags)).map(number)
}

fn pidfd_open(cx: &mut Context, pid: i32, flags: Option<i32>) -> PyResult<i64> {
    let flags = PidfdFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let Some(process) = (pid > 0).then(|| Pid::from_raw(pid)).flatten() else { return Err(invalid(cx)) };
    plain(cx, || rustix::process::pidfd_open(process, flags)).map(number)
}

fn getrandom(cx: &mut Context, size: i64, flags: Option<i32>) -> PyResult<Vec<u8>> {
    if size < 0 {
        return Err(invalid(cx));
    }
    let flags = rustix::rand::GetRandomFlags::from_bits_retain(flags.unwrap_or(0) as u32);
    let mut bytes = cx.zeroes(size as usize)?;
    let count = plain(cx, || rustix::rand::getrandom(&mut bytes[..], flags))?;
    bytes.truncate(count);
    Ok(bytes)
}

fn statvfs_value(cx: &mut Context, found: &rustix::fs::StatVfs) -> Value {
    let numbers = [
        found.f_bsize,
        found.f_frsize,
        found.f_blocks,
        found.f_bfree,
        found.f_bavail,
        found.f_files,
        found.f_ffree,
        found.f_favail,
        found.f_flag.bits(),
        found.f_namemax,
        found.f_fsid,
    ];
    struct_sequence::make(cx, &STATVFS_RESULT, numbers.map(|number| Value::Int(number as i64)).to_vec())
}

fn statvfs(cx: &mut Context, path: PathOrNumber) -> PyResult<Value> {
    let found = match &path {
        PathOrNumber::Number(fd) => {
            let file = descriptor(cx, i64::from(*fd))?;
            checked(cx, &path.shown(), || rustix::fs::fstatvfs(file))?
        }
        PathOrNumber::Path(given) => {
            let bytes = &*given.bytes;
            checked(cx, &path.shown(), || rustix::fs::statvfs(bytes))?
        }
    };
    Ok(statvfs_value(cx, &found))
}

fn fstatvfs(cx: &mut Context, fd: i32) -> PyResult<Value> {
    let file = descriptor(cx, i64::from(fd))?;
    let found = plain(cx, || rustix::fs::fstatvfs(file))?;
    Ok(statvfs_value(cx, &found))
}

fn mknod(cx: &mut Context, path: Path, mode: Option<i32>, device: Option<i64>) -> PyResult<()> {
    let mode = mode.unwrap_or(0o600) as u32;
    let kind = match mode & libc::S_IFMT {
        0 => FileType::RegularFile,
        _ => FileType::from_raw_mode(mode),
    };
    let (permissions, device) = (Mode::from_raw_mode(mode & 0o7777), device.unwrap_or(0) as u64);
    checked(cx, &path.given, || rustix::fs::mknodat(rustix::fs::CWD, &*path.bytes, kind, permissions, device))
}

fn chroot(cx: &mut Context, path: Path) -> PyResult<()> {
    checked(cx, &path.given, || rustix::process::chroot(&*path.bytes))
}

fn major(_: &mut Context, device: i64) -> i64 {
    i64::from(rustix::fs::major(device as u64))
}

fn minor(_: &mut Context, device: i64) -> i64 {
    i64::from(rustix::fs::minor(device as u64))
}

fn makedev(_: &mut Context, major: i64, minor: i64) -> i64 {
    rustix::fs::makedev(major as u32, minor as u32) as i64
}

/// Moving bytes, and files that are none.
pub static FUNCTIONS: &[Row] = &[
    function!("pread", "(fd, length, offset, /)", "Read at a position.", pread),
    function!("pwrite", "(fd, buffer, offset, /)", "Write at a position.", pwrite),
    function!("writev", "(fd, buffers, /)", "Write several objects.", writev),
    function!(
        "pwritev",
        "(fd, buffers, offset, flags=0, /)",
        "Write several objects at a position.",
        pwritev
    ),
    function!("sendfile", "(out_fd, in_fd, offset, count)", "Copy from a file to a file.", sendfile),
    function!(
        "copy_file_range",
        "(src, dst, count, offset_src=None, offset_dst=None)",
        "Copy a part of a file into another.",
        copy_file_range
    ),
    function!(
        "splice",
        "(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
        "Copy from or to a pipe.",
        splice
    ),
    function!(
        "posix_fadvise",
        "(fd, offset, length, advice, /)",
        "Say how a file will be used.",
        posix_fadvise
    ),
    function!(
        "posix_fallocate",
        "(fd, offset, length, /)",
        "Make sure there is room for a file.",
        posix_fallocate
    ),
    function!("lockf", "(fd, command, length, /)", "Lock or unlock a part of a file.", lockf),
    function!("eventfd", "(initval, flags=524288)", "A counter as a file.", eventfd),
    function!("eventfd_read", "(fd)", "Take what the counter has.", eventfd_read),
    function!("eventfd_write", "(fd, value)", "Add to the counter.", eventfd_write),
    function!("memfd_create", "(name, flags=1)", "A file in memory.", memfd_create),
    function!("pidfd_open", "(pid, flags=0)", "A process as a file.", pidfd_open),
    function!("getrandom", "(size, flags=0)", "Random bytes.", getrandom),
    function!("statvfs", "(path)", "What the system knows about a file system.", statvfs),
    function!("fstatvfs", "(fd, /)", "The same for that of an open file.", fstatvfs),
    function!("mknod", "(path, mode=384, device=0)", "Make a file of any kind.", mknod),
    function!("chroot", "(path)", "Make a folder the root of all paths.", chroot),
    function!("major", "(device, /)", "The kind of a device, by its number.", major),
    function!("minor", "(device, /)", "Which one of its kind a device is, by its number.", minor),
    function!("makedev", "(major, minor, /)", "The number of a device.", makedev),
];

crate::struct_sequence! {
    /// `os.statvfs_result`.
    pub STATVFS_RESULT, "os.statvfs_result", "What the system knows about a file system.", 10, [
        ("f_bsize", ""),
        ("f_frsize", ""),
        ("f_blocks", ""),
        ("f_bfree", ""),
        ("f_bavail", ""),
        ("f_files", ""),
        ("f_ffree", ""),
        ("f_favail", ""),
        ("f_flag", ""),
        ("f_namemax", ""),
        ("f_fsid", ""),
    ]
}
