//! Folders: `listdir`, `scandir` with its entries, `mkdir` and the current one.

use std::ffi::CString;
use std::os::unix::ffi::OsStringExt;

use gil::Cause;
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::exception_methods::os_error;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, function, method};

use super::path::{Path, PathOrNumber, fs_text};
use super::stat::{Found, stat_value};
use super::{checked, descriptor, plain};

/// What a folder holds: names and what the folder says about them.
struct Listing {
    name: Vec<u8>,
    kind: FileType,
    inode: u64,
}

/// Reads a folder, without `.` and `..`.
fn list(cx: &mut Context, path: &Option<PathOrNumber>) -> PyResult<Vec<Listing>> {
    let number = match path {
        Some(PathOrNumber::Number(number)) => Some(descriptor(cx, i64::from(*number))?),
        _ => None,
    };
    let bytes = match path {
        Some(PathOrNumber::Path(path)) => path.bytes.clone(),
        _ => c".".to_owned(),
    };
    let shown = match path {
        Some(path) => path.shown(),
        None => Value::Empty,
    };
    checked(cx, &shown, || {
        let folder = match number {
            Some(number) => Dir::read_from(number)?,
            None => {
                let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
                Dir::new(rustix::fs::open(&*bytes, flags, Mode::empty())?)?
            }
        };
        let mut found = Vec::new();
        for entry in folder {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                found.push(Listing { name: name.to_vec(), kind: entry.file_type(), inode: entry.ino() });
            }
        }
        Ok(found)
    })
}

/// A path, a number, or `None` for the current folder.
fn folder_argument(cx: &mut Context, function: &str, path: Option<Value>) -> PyResult<Option<PathOrNumber>> {
    let Some(path) = path.filter(|path| !path.is_none()) else { return Ok(None) };
    if let Some(number) = path.as_int() {
        return Ok(Some(PathOrNumber::Number(number.to_i64_clipped() as i32)));
    }
    let text = match super::path::fspath(cx, &path) {
        Ok(text) => text,
        Err(raised) if cx.is_exception(&raised, vm::objects::exception::ExceptionKind::TypeError) => {
            let got = cx.type_name(&path);
            return Err(cx.type_error(format!(
                "{function}: path should be string, bytes, os.PathLike, integer or None, not {got}"
            )));
        }
        Err(raised) => return Err(raised),
    };
    let is_bytes = vm::objects::bytes::as_bytes(&text).is_some();
    let bytes = super::path::fs_bytes(cx, &text)?;
    match CString::new(bytes) {
        Ok(bytes) => Ok(Some(PathOrNumber::Path(Path { given: path, bytes, is_bytes }))),
        Err(_) => Err(cx.value_error(format!("{function}: embedded null character in path"))),
    }
}

fn gives_bytes(path: &Option<PathOrNumber>) -> bool {
    matches!(path, Some(PathOrNumber::Path(path)) if path.is_bytes)
}

fn listdir(cx: &mut Context, path: Option<Value>) -> PyResult<Value> {
    let path = folder_argument(cx, "listdir", path)?;
    let as_bytes = gives_bytes(&path);
    let mut names = Vec::new();
    for entry in list(cx, &path)? {
        names.push(if as_bytes { cx.bytes_value(&entry.name) } else { fs_text(cx, &entry.name)? });
    }
    Ok(cx.list_value(names))
}

/// `os.DirEntry`.
pub struct DirEntry {
    name: Value,
    path: Value,
    system_path: CString,
    kind: FileType,
    inode: u64,
    /// Results of `stat()`, with links followed and not.
    known: [Option<Value>; 2],
}

impl Body for DirEntry {
    const NAME: &'static str = "DirEntry";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
        visit(&self.path);
        self.known.iter().flatten().for_each(visit);
    }
}

type Entry = Obj<Ext<DirEntry>>;

/// What `scandir` returns: the entries still to come.
pub struct Scan {
    entries: std::vec::IntoIter<Value>,
}

impl Body for Scan {
    const NAME: &'static str = "ScandirIterator";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.entries.as_slice().iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(std::mem::take(&mut self.entries));
    }
}

fn scandir(cx: &mut Context, path: Option<Value>) -> PyResult<Value> {
    let path = folder_argument(cx, "scandir", path)?;
    let as_bytes = gives_bytes(&path);
    let prefix = match &path {
        Some(PathOrNumber::Path(path)) => path.bytes.as_bytes().to_vec(),
        _ => b".".to_vec(),
    };
    let class = cx.module_type(&DIR_ENTRY);
    let mut entries = Vec::new();
    for found in list(cx, &path)? {
        let mut joined = prefix.clone();
        if !joined.is_empty() && !joined.ends_with(b"/") {
            joined.push(b'/');
        }
        joined.extend_from_slice(&found.name);
        let shown: &[u8] = if matches!(path, Some(PathOrNumber::Number(_))) { &found.name } else { &joined };
        let (name, full) = if as_bytes {
            (cx.bytes_value(&found.name), cx.bytes_value(shown))
        } else {
            (fs_text(cx, &found.name)?, fs_text(cx, shown)?)
        };
        let Ok(system_path) = CString::new(joined) else { continue };
        let entry = DirEntry {
            name,
            path: full,
            system_path,
            kind: found.kind,
            inode: found.inode,
            known: [None, None],
        };
        entries.push(cx.new_extension(&class, entry).into());
    }
    let class = cx.module_type(&SCAN);
    Ok(cx.new_extension(&class, Scan { entries: entries.into_iter() }).into())
}

fn scan_next(cx: &mut Context, this: Obj<Ext<Scan>>) -> PyResult<Value> {
    match this.get_mut(cx).entries.next() {
        Some(entry) => Ok(entry),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

fn scan_close(cx: &mut Context, this: Obj<Ext<Scan>>) {
    let rest = std::mem::take(&mut this.get_mut(cx).entries);
    drop(rest);
}

fn scan_itself(_: &mut Context, this: Value) -> Value {
    this
}

fn scan_exit(cx: &mut Context, this: Obj<Ext<Scan>>, _: Rest) {
    scan_close(cx, this);
}

/// Whether links are followed: the keyword argument of the methods below.
fn follows(cx: &mut Context, keywords: &Keywords) -> PyResult<bool> {
    match keywords.0.first() {
        None => Ok(true),
        Some((name, value)) if name.as_str() == Some("follow_symlinks") => cx.truth(&value.clone()),
        Some((name, _)) => {
            let name = name.to_string_lossy();
            Err(cx.type_error(format!("DirEntry method got an unexpected keyword argument '{name}'")))
        }
    }
}

/// The kind of file; `None` when there is no such file any more.
fn kind_of(cx: &mut Context, this: &Entry, follow: bool) -> PyResult<Option<FileType>> {
    let known = this.get(cx).kind;
    if known != FileType::Unknown && !(follow && known == FileType::Symlink) {
        return Ok(Some(known));
    }
    let path = this.get(cx).system_path.clone();
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    match cx.blocking(Cause::Io, || rustix::fs::statat(CWD, &*path, flags)) {
        Ok(found) => Ok(Some(FileType::from_raw_mode(found.st_mode))),
        Err(rustix::io::Errno::NOENT) => Ok(None),
        Err(error) => {
            let shown = this.get(cx).path.clone();
            Err(os_error(cx, &error.into(), shown))
        }
    }
}

fn is_dir(cx: &mut Context, this: Entry, keywords: Keywords) -> PyResult<bool> {
    let follow = follows(cx, &keywords)?;
    Ok(kind_of(cx, &this, follow)?.is_some_and(FileType::is_dir))
}

fn is_file(cx: &mut Context, this: Entry, keywords: Keywords) -> PyResult<bool> {
    let follow = follows(cx, &keywords)?;
    Ok(kind_of(cx, &this, follow)?.is_some_and(FileType::is_file))
}

fn is_symlink(cx: &mut Context, this: Entry) -> PyResult<bool> {
    Ok(kind_of(cx, &this, false)?.is_some_and(FileType::is_symlink))
}

fn is_junction(_: &mut Context, _: Entry) -> bool {
    false
}

fn entry_stat(cx: &mut Context, this: Entry, keywords: Keywords) -> PyResult<Value> {
    let follow = follows(cx, &keywords)?;
    if let Some(known) = &this.get(cx).known[usize::from(follow)] {
        return Ok(known.clone());
    }
    let (path, shown) = (this.get(cx).system_path.clone(), this.get(cx).path.clone());
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let found = checked(cx, &shown, || rustix::fs::statat(CWD, &*path, flags).map(Found::from))?;
    let value = stat_value(cx, &found);
    this.get_mut(cx).known[usize::from(follow)] = Some(value.clone());
    Ok(value)
}

fn entry_inode(cx: &mut Context, this: Entry) -> i64 {
    this.get(cx).inode as i64
}

fn entry_path(cx: &mut Context, this: Entry) -> Value {
    this.get(cx).path.clone()
}

fn entry_repr(cx: &mut Context, this: Entry) -> PyResult<String> {
    let name = this.get(cx).name.clone();
    Ok(format!("<DirEntry {}>", cx.repr_text(&name)?))
}

fn entry(cx: &mut Context, this: &Value) -> PyResult<Entry> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<DirEntry>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("a DirEntry is required")),
    }
}

fn get_name(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = entry(cx, this)?;
    Ok(this.get(cx).name.clone())
}

fn get_path(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = entry(cx, this)?;
    Ok(this.get(cx).path.clone())
}

fn mkdir(cx: &mut Context, path: Path, mode: Option<i64>) -> PyResult<()> {
    let mode = Mode::from_raw_mode(mode.unwrap_or(0o777) as u32);
    checked(cx, &path.given, || rustix::fs::mkdir(&*path.bytes, mode))
}

fn rmdir(cx: &mut Context, path: Path) -> PyResult<()> {
    checked(cx, &path.given, || rustix::fs::rmdir(&*path.bytes))
}

fn current(cx: &mut Context) -> PyResult<Vec<u8>> {
    match cx.blocking(Cause::Io, std::env::current_dir) {
        Ok(path) => Ok(path.into_os_string().into_vec()),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

fn getcwd(cx: &mut Context) -> PyResult<Value> {
    let bytes = current(cx)?;
    fs_text(cx, &bytes)
}

fn getcwdb(cx: &mut Context) -> PyResult<Vec<u8>> {
    current(cx)
}

fn chdir(cx: &mut Context, path: PathOrNumber) -> PyResult<()> {
    match &path {
        PathOrNumber::Number(number) => fchdir(cx, i64::from(*number)),
        PathOrNumber::Path(found) => {
            let bytes = &*found.bytes;
            checked(cx, &path.shown(), || rustix::process::chdir(bytes))
        }
    }
}

fn fchdir(cx: &mut Context, fd: i64) -> PyResult<()> {
    let folder = descriptor(cx, fd)?;
    plain(cx, || rustix::process::fchdir(folder))
}

/// Folders.
pub static FUNCTIONS: &[Row] = &[
    function!("listdir", "(path=None)", "The names in a folder.", listdir),
    function!("scandir", "(path=None)", "The entries of a folder.", scandir),
    function!("mkdir", "(path, mode=511)", "Make a folder.", mkdir),
    function!("rmdir", "(path)", "Remove an empty folder.", rmdir),
    function!("getcwd", "()", "The current folder.", getcwd),
    function!("getcwdb", "()", "The current folder, as bytes.", getcwdb),
    function!("chdir", "(path)", "Make a folder the current one.", chdir),
    function!("fchdir", "(fd)", "Make an open folder the current one.", fchdir),
];

static ENTRY_METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", entry_repr),
    method!("__fspath__", "($self, /)", "The path.", entry_path),
    method!("is_dir", "($self, /, **kwargs)", "Whether it is a folder.", is_dir),
    method!("is_file", "($self, /, **kwargs)", "Whether it is an ordinary file.", is_file),
    method!("is_symlink", "($self, /)", "Whether it is a symbolic link.", is_symlink),
    method!("is_junction", "($self, /)", "Never, on this system.", is_junction),
    method!("stat", "($self, /, **kwargs)", "What the system knows about the file.", entry_stat),
    method!("inode", "($self, /)", "The file's number in its file system.", entry_inode),
];

/// `posix.DirEntry`.
pub static DIR_ENTRY: TypeSpec = TypeSpec {
    doc: "A name in a folder, and what the folder says about it.",
    flags: TypeFlags::NO_NEW,
    methods: &[ENTRY_METHODS],
    attributes: &[
        Attribute { name: "name", doc: "The name.", get: get_name, set: None },
        Attribute {
            name: "path",
            doc: "The path, relative to that of the folder.",
            get: get_path,
            set: None,
        },
    ],
    ..TypeSpec::new("posix.DirEntry", Kind::Extension)
};

static SCAN_METHODS: &[Row] = &[
    method!("__iter__", "($self, /)", "Implement iter(self).", scan_itself),
    method!("__next__", "($self, /)", "Implement next(self).", scan_next),
    method!("__enter__", "($self, /)", "The iterator itself.", scan_itself),
    method!("__exit__", "($self, /, *exc_info)", "Give up the rest.", scan_exit),
    method!("close", "($self, /)", "Give up the rest.", scan_close),
];

/// `posix.ScandirIterator`.
static SCAN: TypeSpec = TypeSpec {
    doc: "The entries of a folder.",
    flags: TypeFlags::NO_NEW,
    methods: &[SCAN_METHODS],
    ..TypeSpec::new("posix.ScandirIterator", Kind::Extension)
};
