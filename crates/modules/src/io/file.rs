//! `FileIO`: a file descriptor as a file without a buffer. Every system call gives up the lock; one that a signal
//! interrupts runs the handlers and goes on.

use gil::{Cause, Descriptor};
use rustix::fs::{OFlags, SeekFrom};
use rustix::io::Errno;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row, Truth};
use vm::objects::buffer::{Buffer, WritableBuffer};
use vm::objects::exception_methods::errno_error;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, Type, TypeSpec};
use vm::{Context, PyResult, Raised, Value, method, static_method};

use super::arguments::Size;
use super::{DEFAULT_BUFFER_SIZE, is_builtin, no_state, shown_class, unsupported};
use crate::posix::path::{fs_bytes, fspath};
use crate::posix::{c_path, retry};

/// Largest buffer that the file system's own idea of a good size may lead to.
const MOST_BUFFER: i64 = 8 << 20;

/// What can be done with a file.
#[derive(Clone, Copy, Default)]
struct Abilities {
    created: bool,
    readable: bool,
    writable: bool,
    appending: bool,
}

impl Abilities {
    /// Reads a mode such as `rb+`.
    fn parse(cx: &mut Context, mode: &str) -> PyResult<Abilities> {
        let mut abilities = Abilities::default();
        let (mut kinds, mut pluses) = (0, 0);
        for letter in mode.chars() {
            match letter {
                'x' => {
                    abilities.created = true;
                    abilities.writable = true;
                    kinds += 1;
                }
                'r' => {
                    abilities.readable = true;
                    kinds += 1;
                }
                'w' => {
                    abilities.writable = true;
                    kinds += 1;
                }
                'a' => {
                    abilities.writable = true;
                    abilities.appending = true;
                    kinds += 1;
                }
                'b' => {}
                '+' => {
                    abilities.readable = true;
                    abilities.writable = true;
                    pluses += 1;
                }
                _ => return Err(cx.value_error(format!("invalid mode: {mode}"))),
            }
        }
        if kinds != 1 || pluses > 1 {
            return Err(
                cx.value_error("Must have exactly one of create/read/write/append mode and at most one plus")
            );
        }
        Ok(abilities)
    }

    fn flags(self, mode: &str) -> OFlags {
        let mut flags = match (self.readable, self.writable) {
            (true, true) => OFlags::RDWR,
            (false, true) => OFlags::WRONLY,
            _ => OFlags::RDONLY,
        } | OFlags::CLOEXEC;
        if self.created {
            flags |= OFlags::EXCL | OFlags::CREATE;
        } else if self.appending {
            flags |= OFlags::APPEND | OFlags::CREATE;
        } else if mode.contains('w') {
            flags |= OFlags::CREATE | OFlags::TRUNC;
        }
        flags
    }

    fn mode(self) -> &'static str {
        match self {
            Abilities { created: true, readable: true, .. } => "xb+",
            Abilities { created: true, .. } => "xb",
            Abilities { appending: true, readable: true, .. } => "ab+",
            Abilities { appending: true, .. } => "ab",
            Abilities { readable: true, writable: true, .. } => "rb+",
            Abilities { readable: true, .. } => "rb",
            _ => "wb",
        }
    }
}

/// `FileIO`.
pub struct FileIo {
    /// `None` when the file is closed.
    descriptor: Option<Descriptor>,
    abilities: Abilities,
    close_descriptor: bool,
    seekable: Option<bool>,
    block_size: usize,
}

impl Default for FileIo {
    fn default() -> Self {
        FileIo {
            descriptor: None,
            abilities: Abilities::default(),
            close_descriptor: true,
            seekable: None,
            block_size: DEFAULT_BUFFER_SIZE,
        }
    }
}

impl Body for FileIo {
    const NAME: &'static str = "FileIO";
}

/// A `FileIO` object.
pub type File = Obj<Ext<FileIo>>;

/// The `FileIO` that a value is, if its methods are those of this file.
#[inline]
pub fn exact<'a>(cx: &Context, value: &'a Value) -> Option<&'a File> {
    let object = value.as_ref()?;
    if is_builtin(cx, object) { object.downcast() } else { None }
}

/// Whether the file is closed.
#[inline]
pub fn is_closed(cx: &Context, this: &File) -> bool {
    this.get(cx).descriptor.is_none()
}

#[cold]
fn closed_error(cx: &mut Context) -> Raised {
    cx.value_error("I/O operation on closed file")
}

fn descriptor(cx: &mut Context, this: &File) -> PyResult<Descriptor> {
    match this.get(cx).descriptor {
        Some(descriptor) => Ok(descriptor),
        None => Err(closed_error(cx)),
    }
}

fn os_error(cx: &mut Context, error: Errno) -> Raised {
    errno_error(cx, error.raw_os_error(), Value::Empty)
}

/// The descriptor of a file that can be read.
fn for_reading(cx: &mut Context, this: &File) -> PyResult<Descriptor> {
    let found = descriptor(cx, this)?;
    if this.get(cx).abilities.readable {
        Ok(found)
    } else {
        Err(unsupported(cx, "File not open for reading"))
    }
}

fn for_writing(cx: &mut Context, this: &File) -> PyResult<Descriptor> {
    let found = descriptor(cx, this)?;
    if this.get(cx).abilities.writable {
        Ok(found)
    } else {
        Err(unsupported(cx, "File not open for writing"))
    }
}

/// Reads at most `most` bytes behind those that `into` holds. `None` when there are none yet.
pub fn read_some(cx: &mut Context, this: &File, into: &mut Vec<u8>, most: usize) -> PyResult<Option<usize>> {
    let descriptor = for_reading(cx, this)?;
    let start = into.len();
    cx.reserve(into, most)?;
    into.resize(start + most, 0);
    let answer = retry(cx, || rustix::io::read(descriptor, &mut into[start..]));
    let count = match &answer {
        Ok(Ok(count)) => *count,
        _ => 0,
    };
    into.truncate(start + count);
    match answer? {
        Ok(count) => Ok(Some(count)),
        Err(Errno::AGAIN) => Ok(None),
        Err(error) => Err(os_error(cx, error)),
    }
}

/// Writes some of the bytes. `None` when none could be written yet.
pub fn write_some(cx: &mut Context, this: &File, bytes: &[u8]) -> PyResult<Option<usize>> {
    let descriptor = for_writing(cx, this)?;
    match retry(cx, || rustix::io::write(descriptor, bytes))? {
        Ok(count) => Ok(Some(count)),
        Err(Errno::AGAIN) => Ok(None),
        Err(error) => Err(os_error(cx, error)),
    }
}

/// Reads until the end, behind what `into` holds. `None` when there was nothing yet.
pub fn read_to_end(cx: &mut Context, this: &File, into: &mut Vec<u8>) -> PyResult<Option<()>> {
    let descriptor = for_reading(cx, this)?;
    // A file whose size is known is read in one call, and one more that finds the end.
    let rest = cx.blocking(Cause::Io, || {
        let size = rustix::fs::fstat(descriptor).ok()?.st_size;
        let position = rustix::fs::tell(descriptor).ok()?;
        usize::try_from(size - i64::try_from(position).ok()?).ok()
    });
    let mut step = rest.map_or(DEFAULT_BUFFER_SIZE, |rest| rest + 1).clamp(1 << 13, 1 << 30);
    let start = into.len();
    loop {
        match read_some(cx, this, into, step)? {
            None if into.len() == start => return Ok(None),
            None | Some(0) => return Ok(Some(())),
            Some(_) => step = (into.len() - start).clamp(DEFAULT_BUFFER_SIZE, 1 << 26),
        }
    }
}

/// Goes to a position; returns it.
pub fn seek_to(cx: &mut Context, this: &File, offset: i64, whence: i64) -> PyResult<i64> {
    let descriptor = descriptor(cx, this)?;
    let target = match (whence, u64::try_from(offset)) {
        (0, Ok(offset)) => SeekFrom::Start(offset),
        (1, _) => SeekFrom::Current(offset),
        (2, _) => SeekFrom::End(offset),
        _ => return Err(os_error(cx, Errno::INVAL)),
    };
    match cx.blocking(Cause::Io, || rustix::fs::seek(descriptor, target)) {
        Ok(position) => {
            this.get_mut(cx).seekable.get_or_insert(true);
            Ok(position as i64)
        }
        Err(error) => Err(os_error(cx, error)),
    }
}

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, FileIo::default()).into()
}

/// A new `FileIO`, as calling the class makes one.
pub fn open_file(
    cx: &mut Context,
    name: &Value,
    mode: &str,
    close: bool,
    opener: Option<Value>,
) -> PyResult<File> {
    let class = cx.module_type(&FILE_IO);
    let this = cx.new_extension(&class, FileIo::default());
    start(cx, &this, name, mode, close, opener)?;
    Ok(this)
}

/// Says what the file is called, whatever it was opened by.
pub fn set_name(cx: &mut Context, this: &File, name: Value) -> PyResult<()> {
    let key = cx.intern("name");
    cx.set_attr(&this.value(), &key, name)
}

fn init(
    cx: &mut Context,
    this: File,
    file: Value,
    mode: Option<Obj<Str>>,
    close: Option<Truth>,
    opener: Option<Value>,
) -> PyResult<()> {
    if this.get(cx).descriptor.is_some() {
        close_it(cx, &this)?;
    }
    let mode = mode.map_or_else(|| "r".to_string(), |mode| mode.to_string_lossy());
    let close = close.is_none_or(|Truth(close)| close);
    start(cx, &this, &file, &mode, close, opener.filter(|opener| !opener.is_none()))
}

fn start(
    cx: &mut Context,
    this: &File,
    file: &Value,
    mode: &str,
    close: bool,
    opener: Option<Value>,
) -> PyResult<()> {
    let number = match file.as_int() {
        None => None,
        Some(number) => match number.to_i64_clipped() {
            number if number < 0 => return Err(cx.value_error("negative file descriptor")),
            number => Some(i32::try_from(number).unwrap_or(i32::MAX)),
        },
    };
    let abilities = Abilities::parse(cx, mode)?;
    let flags = abilities.flags(mode);
    let mut name = file.clone();
    let (number, ours) = match (number, opener) {
        (Some(number), _) => (number, false),
        (None, _) if !close => {
            return Err(cx.value_error("Cannot use closefd=False with file name"));
        }
        (None, None) => {
            name = fspath(cx, file)?;
            let path = fs_bytes(cx, &name)?;
            let Some(path) = c_path(path) else { return Err(cx.value_error("embedded null byte")) };
            let opened = retry(cx, || {
                use std::os::fd::IntoRawFd;
                let mode = rustix::fs::Mode::from_raw_mode(0o666);
                rustix::fs::open(&*path, flags, mode).map(IntoRawFd::into_raw_fd)
            })?;
            match opened {
                Ok(number) => (number, true),
                Err(error) => return Err(errno_error(cx, error.raw_os_error(), name)),
            }
        }
        (None, Some(opener)) => {
            let answer = cx.call(&opener, &[file.clone(), Value::Int(i64::from(flags.bits()))])?;
            let Some(number) = answer.as_int().map(|number| number.to_i64_clipped()) else {
                return Err(cx.type_error("expected integer from opener"));
            };
            match i32::try_from(number) {
                Ok(number) if number >= 0 => (number, true),
                _ => return Err(cx.value_error(format!("opener returned {number}"))),
            }
        }
    };
    let Some(descriptor) = Descriptor::new(number) else { return Err(os_error(cx, Errno::BADF)) };
    match begin(cx, this, descriptor, abilities, close, &name, ours) {
        Ok(()) => Ok(()),
        Err(raised) => {
            if ours {
                let _ = cx.blocking(Cause::Io, || descriptor.close());
            }
            this.get_mut(cx).descriptor = None;
            Err(raised)
        }
    }
}

fn begin(
    cx: &mut Context,
    this: &File,
    descriptor: Descriptor,
    abilities: Abilities,
    close: bool,
    name: &Value,
    ours: bool,
) -> PyResult<()> {
    match cx.blocking(Cause::Io, || rustix::fs::fstat(descriptor)) {
        Ok(found) => {
            if rustix::fs::FileType::from_raw_mode(found.st_mode).is_dir() {
                return Err(errno_error(cx, Errno::ISDIR.raw_os_error(), name.clone()));
            }
            let block = i64::from(found.st_blksize as i32).clamp(DEFAULT_BUFFER_SIZE as i64, MOST_BUFFER);
            this.get_mut(cx).block_size = block as usize;
        }
        // What is not open cannot be used; other failures show when it is.
        Err(Errno::BADF) => {
            let shown = if ours { name.clone() } else { Value::Empty };
            return Err(errno_error(cx, Errno::BADF.raw_os_error(), shown));
        }
        Err(_) => {}
    }
    let state = this.get_mut(cx);
    state.descriptor = Some(descriptor);
    state.abilities = abilities;
    state.close_descriptor = close;
    state.seekable = None;
    set_name(cx, this, name.clone())?;
    if abilities.appending {
        // So that `tell()` is right at once. What has no positions (a pipe) does not care.
        let _ = cx.blocking(Cause::Io, || rustix::fs::seek(descriptor, SeekFrom::End(0)));
    }
    Ok(())
}

fn close_it(cx: &mut Context, this: &File) -> PyResult<()> {
    let state = this.get_mut(cx);
    let Some(descriptor) = state.descriptor.take() else { return Ok(()) };
    if !state.close_descriptor {
        return Ok(());
    }
    let answer = cx.blocking(Cause::Io, || descriptor.close());
    match answer {
        // The number is free even if a signal came in between.
        Err(error) if error.raw_os_error() != Some(Errno::INTR.raw_os_error()) => {
            Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty))
        }
        _ => Ok(()),
    }
}

fn close(cx: &mut Context, this: File) -> PyResult<()> {
    let above = if is_builtin(cx, this.as_object()) {
        Ok(())
    } else {
        let base = cx.module_type(&super::base::RAW_IO_BASE);
        let name = cx.names().close.clone();
        match base.lookup(cx, &name) {
            Some(method) => cx.call(&method, &[this.value()]).map(drop),
            None => Ok(()),
        }
    };
    let closed = close_it(cx, &this);
    super::both(cx, above, closed)
}

fn read(cx: &mut Context, this: File, size: Size) -> PyResult<Value> {
    let mut bytes = Vec::new();
    let answer = match size.limit() {
        Some(most) => read_some(cx, &this, &mut bytes, most)?.map(drop),
        None => read_to_end(cx, &this, &mut bytes)?,
    };
    Ok(answer.map_or(Value::None, |()| cx.bytes_value(&bytes)))
}

fn readall(cx: &mut Context, this: File) -> PyResult<Value> {
    read(cx, this, Size(-1))
}

fn readinto(cx: &mut Context, this: File, buffer: Value) -> PyResult<Option<usize>> {
    let buffer = WritableBuffer::argument(cx, &buffer, "readinto", 1)?;
    for_reading(cx, &this)?;
    let mut bytes = Vec::new();
    let count = read_some(cx, &this, &mut bytes, buffer.len())?;
    buffer.store(cx, 0, &bytes);
    Ok(count)
}

fn write(cx: &mut Context, this: File, bytes: Buffer) -> PyResult<Option<usize>> {
    write_some(cx, &this, &bytes)
}

fn seek(cx: &mut Context, this: File, offset: i64, whence: Option<i64>) -> PyResult<i64> {
    seek_to(cx, &this, offset, whence.unwrap_or(0))
}

fn tell(cx: &mut Context, this: File) -> PyResult<i64> {
    seek_to(cx, &this, 0, 1)
}

fn truncate(cx: &mut Context, this: File, size: Option<Value>) -> PyResult<Value> {
    let descriptor = for_writing(cx, &this)?;
    let size = match super::arguments::given(size) {
        Some(size) => cx.index_i64(&size)?,
        None => seek_to(cx, &this, 0, 1)?,
    };
    let Ok(length) = u64::try_from(size) else { return Err(os_error(cx, Errno::INVAL)) };
    match retry(cx, || rustix::fs::ftruncate(descriptor, length))? {
        Ok(()) => Ok(Value::Int(size)),
        Err(error) => Err(os_error(cx, error)),
    }
}

fn fileno(cx: &mut Context, this: File) -> PyResult<i64> {
    descriptor(cx, &this).map(|descriptor| i64::from(descriptor.number()))
}

fn isatty(cx: &mut Context, this: File) -> PyResult<bool> {
    let descriptor = descriptor(cx, &this)?;
    Ok(cx.blocking(Cause::Io, || rustix::termios::isatty(descriptor)))
}

fn readable(cx: &mut Context, this: File) -> PyResult<bool> {
    descriptor(cx, &this)?;
    Ok(this.get(cx).abilities.readable)
}

fn writable(cx: &mut Context, this: File) -> PyResult<bool> {
    descriptor(cx, &this)?;
    Ok(this.get(cx).abilities.writable)
}

fn seekable(cx: &mut Context, this: File) -> PyResult<bool> {
    let descriptor = descriptor(cx, &this)?;
    if let Some(known) = this.get(cx).seekable {
        return Ok(known);
    }
    let seekable = cx.blocking(Cause::Io, || rustix::fs::tell(descriptor).is_ok());
    this.get_mut(cx).seekable = Some(seekable);
    Ok(seekable)
}

fn repr(cx: &mut Context, this: File) -> PyResult<String> {
    let class = shown_class(cx, &this.value());
    let state = this.get(cx);
    let Some(descriptor) = state.descriptor else { return Ok(format!("<{class} [closed]>")) };
    let (mode, closes) = (state.abilities.mode(), if state.close_descriptor { "True" } else { "False" });
    let name = match super::shown_name(cx, &this.value())? {
        name if name.is_empty() => format!(" fd={}", descriptor.number()),
        name => name,
    };
    Ok(format!("<{class}{name} mode='{mode}' closefd={closes}>"))
}

/// The good size of a buffer around the file.
pub fn block_size(cx: &Context, this: &File) -> usize {
    this.get(cx).block_size
}

fn receiver(cx: &mut Context, this: &Value) -> PyResult<File> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<FileIo>>()) {
        Some(this) => Ok(this.clone()),
        None => {
            let got = cx.type_name(this);
            Err(cx
                .type_error(format!("descriptor for '_io.FileIO' objects doesn't apply to a '{got}' object")))
        }
    }
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(is_closed(cx, &this)))
}

fn get_close_descriptor(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).close_descriptor))
}

fn get_mode(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    let mode = this.get(cx).abilities.mode();
    Ok(cx.str_value(mode))
}

fn get_block_size(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::Int(block_size(cx, &this) as i64))
}

/// What is said of a file that is still open when it dies.
fn dealloc_warn(cx: &mut Context, this: File, source: Value) {
    let state = this.get(cx);
    if state.descriptor.is_some() && state.close_descriptor {
        super::unclosed::warn(cx, &this.value(), &source);
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, file, mode='r', closefd=True, opener=None)", "Open a file.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__getstate__", "($self, /)", "Files cannot be copied.", no_state),
    method!("close", "($self, /)", "Close the file; again does nothing.", close),
    method!("_dealloc_warn", "($self, source, /)", "", dealloc_warn),
    method!("fileno", "($self, /)", "The number of the file's descriptor.", fileno),
    method!("isatty", "($self, /)", "Whether it is a terminal.", isatty),
    method!("read", "($self, size=-1, /)", "Read at most size bytes; None when there are none yet.", read),
    method!("readable", "($self, /)", "Whether it can be read.", readable),
    method!("readall", "($self, /)", "Read until the end.", readall),
    method!("readinto", "($self, buffer, /)", "Read into a buffer.", readinto),
    method!("seek", "($self, pos, whence=0, /)", "Go to a position; returns it.", seek),
    method!("seekable", "($self, /)", "Whether there are positions to go to.", seekable),
    method!("tell", "($self, /)", "The position.", tell),
    method!("truncate", "($self, size=None, /)", "Make the file end at a size, or here.", truncate),
    method!("writable", "($self, /)", "Whether it can be written.", writable),
    method!("write", "($self, b, /)", "Write bytes; returns how many, None when none yet.", write),
];

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "closed", doc: "Whether the file is closed.", get: get_closed, set: None },
    Attribute {
        name: "closefd",
        doc: "Whether closing closes the descriptor.",
        get: get_close_descriptor,
        set: None,
    },
    Attribute { name: "mode", doc: "How the file was opened.", get: get_mode, set: None },
    Attribute { name: "_blksize", doc: "Good size of a buffer.", get: get_block_size, set: None },
];

/// `_io.FileIO`.
pub static FILE_IO: TypeSpec = TypeSpec {
    doc: "A file without a buffer, by its name or the number of its descriptor.",
    base: Some(&super::base::RAW_IO_BASE),
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.FileIO", Kind::Extension)
};
