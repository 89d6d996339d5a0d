//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: a buffer around a raw file. What they have in common and
//! writing are here, reading is in [`super::buffered_read`].
//!
//! A buffer has a lock of its own, because a call of the raw file gives up the GIL: whoever comes meanwhile
//! waits, so that no write is lost, doubled or torn. A call that touches only the buffer needs no lock, as the GIL
//! is held throughout; it only has to see that nobody has it.

use std::rc::Rc;

use gil::{Cause, ThreadId, WaitQueue, Wake};
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::bytes::Buffer;
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Raised, Value, method, static_method};

use super::arguments::given;
use super::base::{require_readable, require_seekable, require_writable};
use super::buffered_read::READ_METHODS;
use super::{DEFAULT_BUFFER_SIZE, Readiness, call, file, is_builtin, no_state, shown_class, shown_name};

/// A buffer around a raw file.
#[derive(Default)]
pub struct Buffered {
    pub(super) readiness: Readiness,
    pub(super) raw: Value,
    pub(super) readable: bool,
    pub(super) writable: bool,
    /// Most bytes that are kept.
    pub(super) size: usize,
    /// What was read ahead, and how much of it was given out.
    pub(super) ahead: Vec<u8>,
    pub(super) given_out: usize,
    /// What is to be written. While it is not empty, nothing is read ahead.
    pub(super) pending: Vec<u8>,
    /// Whoever is in a call of the raw file.
    owner: Option<ThreadId>,
    waiting: Option<Rc<WaitQueue>>,
    finalizing: bool,
}

impl Body for Buffered {
    const NAME: &'static str = "Buffered";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.raw);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.raw.take());
    }
}

/// A buffered file.
pub type This = Obj<Ext<Buffered>>;

/// The buffered file that a value is, if its methods are those of this file.
#[inline]
pub fn exact<'a>(cx: &Context, value: &'a Value) -> Option<&'a This> {
    let object = value.as_ref()?;
    if is_builtin(cx, object) { object.downcast() } else { None }
}

impl Buffered {
    /// What was read ahead and not given out.
    pub(super) fn left(&self) -> &[u8] {
        &self.ahead[self.given_out..]
    }

    /// Gives out some of what was read ahead.
    pub(super) fn take_ahead(&mut self, most: usize) -> Vec<u8> {
        let taken = self.left()[..most.min(self.left().len())].to_vec();
        self.given_out += taken.len();
        taken
    }
}

/// The `ValueError` of a file that has nothing underneath.
pub(super) fn check_ready(cx: &mut Context, this: &This) -> PyResult<()> {
    match this.get(cx).readiness {
        Readiness::Ready => Ok(()),
        other => other.check(cx, "raw stream has been detached"),
    }
}

/// The raw file.
pub(super) fn raw_of(cx: &mut Context, this: &This) -> PyResult<Value> {
    check_ready(cx, this)?;
    Ok(this.get(cx).raw.clone())
}

/// Whether the raw file is closed.
pub fn is_closed(cx: &mut Context, this: &This) -> PyResult<bool> {
    let raw = raw_of(cx, this)?;
    match file::exact(cx, &raw) {
        Some(file) => Ok(file::is_closed(cx, file)),
        None => super::base::is_closed(cx, &raw),
    }
}

/// Refuses to work on a closed file.
pub(super) fn check_open(cx: &mut Context, this: &This, message: &str) -> PyResult<()> {
    if is_closed(cx, this)? { Err(cx.value_error(message)) } else { Ok(()) }
}

/// Whether a thread is in a call of the raw file.
#[inline]
pub(super) fn is_busy(cx: &Context, this: &This) -> bool {
    this.get(cx).owner.is_some()
}

fn acquire(cx: &mut Context, this: &This) -> PyResult<()> {
    let me = cx.gil().thread().id();
    loop {
        match this.get(cx).owner {
            None => {
                this.get_mut(cx).owner = Some(me);
                return Ok(());
            }
            Some(owner) if owner == me => {
                let shown = cx.repr_text(&this.value())?;
                return Err(cx.runtime_error(format!("reentrant call inside {shown}")));
            }
            // A fork has left the other thread behind.
            Some(owner) if cx.gil().lock().thread(owner).is_none() => this.get_mut(cx).owner = None,
            Some(_) => {
                let state = this.get_mut(cx);
                let queue = state.waiting.get_or_insert_with(|| Rc::new(WaitQueue::new(Cause::Lock))).clone();
                if cx.park(&queue, None) == Wake::Interrupted {
                    cx.handle_signals()?;
                }
            }
        }
    }
}

fn release(cx: &mut Context, this: &This) {
    let state = this.get_mut(cx);
    state.owner = None;
    if let Some(queue) = state.waiting.clone() {
        cx.gil_mut().unpark_one(&queue);
    }
}

/// Does something that may call the raw file, alone.
pub(super) fn alone<R>(
    cx: &mut Context,
    this: &This,
    work: impl FnOnce(&mut Context) -> PyResult<R>,
) -> PyResult<R> {
    acquire(cx, this)?;
    let result = work(cx);
    release(cx, this);
    result
}

/// Writes some bytes to the raw file; `None` when it takes none now.
fn raw_write(cx: &mut Context, raw: &Value, bytes: &[u8]) -> PyResult<Option<usize>> {
    if let Some(file) = file::exact(cx, raw) {
        return file::write_some(cx, file, bytes);
    }
    let given = cx.bytes_value(bytes);
    let answer = call(cx, raw, "write", &[given])?;
    if answer.is_none() {
        return Ok(None);
    }
    let count = cx.index_i64(&answer)?;
    match usize::try_from(count) {
        Ok(count) if count <= bytes.len() => Ok(Some(count)),
        _ => {
            let most = bytes.len();
            Err(cx.error(
                ExceptionKind::OSError,
                format!(
                    "raw write() returned invalid length {count} (should have been between 0 and {most})"
                ),
            ))
        }
    }
}

#[cold]
fn would_block(cx: &mut Context, written: usize) -> Raised {
    let text = cx.str_value("write could not complete without blocking");
    let class = cx.interp_ref().exception(ExceptionKind::BlockingIOError).value();
    let again = i64::from(rustix::io::Errno::AGAIN.raw_os_error());
    let made = cx.call(&class, &[Value::Int(again), text, Value::Int(written as i64)]);
    match made.and_then(|made| cx.raised_from(made)) {
        Ok(raised) | Err(raised) => raised,
    }
}

/// Writes all that is pending. The caller is alone. Whatever goes wrong, what was not written stays pending.
pub(super) fn write_pending(cx: &mut Context, this: &This) -> PyResult<()> {
    if this.get(cx).pending.is_empty() {
        return Ok(());
    }
    let raw = this.get(cx).raw.clone();
    let mut pending = std::mem::take(&mut this.get_mut(cx).pending);
    let mut done = 0;
    let mut result = Ok(());
    while done < pending.len() {
        match raw_write(cx, &raw, &pending[done..]) {
            Ok(Some(count)) => done += count,
            Ok(None) => result = Err(would_block(cx, 0)),
            Err(raised) => result = Err(raised),
        }
        // A partial write may mean that a signal came.
        if result.is_ok() && done < pending.len() {
            result = cx.handle_signals();
        }
        if result.is_err() {
            break;
        }
    }
    pending.drain(..done);
    this.get_mut(cx).pending = pending;
    result
}

/// Goes to where the program believes to be: nothing is read ahead any more. The caller is alone.
pub(super) fn forget_ahead(cx: &mut Context, this: &This) -> PyResult<()> {
    let state = this.get_mut(cx);
    let left = state.left().len() as i64;
    let raw = state.raw.clone();
    if left > 0 {
        raw_seek(cx, &raw, -left, 1)?;
    }
    let state = this.get_mut(cx);
    state.ahead.clear();
    state.given_out = 0;
    Ok(())
}

pub(super) fn raw_seek(cx: &mut Context, raw: &Value, offset: i64, whence: i64) -> PyResult<i64> {
    if let Some(file) = file::exact(cx, raw) {
        return file::seek_to(cx, file, offset, whence);
    }
    let answer = call(cx, raw, "seek", &[Value::Int(offset), Value::Int(whence)])?;
    valid_position(cx, &answer)
}

fn raw_tell(cx: &mut Context, raw: &Value) -> PyResult<i64> {
    if let Some(file) = file::exact(cx, raw) {
        return file::seek_to(cx, file, 0, 1);
    }
    let answer = call(cx, raw, "tell", &[])?;
    valid_position(cx, &answer)
}

fn valid_position(cx: &mut Context, answer: &Value) -> PyResult<i64> {
    let position = cx.index_i64(answer)?;
    if position < 0 {
        return Err(
            cx.error(ExceptionKind::OSError, format!("Raw stream returned invalid position {position}"))
        );
    }
    Ok(position)
}

/// Writes what is pending and goes to where the program believes to be. The caller is alone.
fn settle(cx: &mut Context, this: &This) -> PyResult<()> {
    write_pending(cx, this)?;
    if this.get(cx).readable { forget_ahead(cx, this) } else { Ok(()) }
}

/// `write()` of bytes: into the buffer, or to the raw file when there is no room.
pub fn write_bytes(cx: &mut Context, this: &This, bytes: &[u8]) -> PyResult<usize> {
    check_open(cx, this, "write to closed file")?;
    let state = this.get_mut(cx);
    if state.owner.is_none() && state.ahead.is_empty() && state.pending.len() + bytes.len() <= state.size {
        state.pending.extend_from_slice(bytes);
        return Ok(bytes.len());
    }
    alone(cx, this, |cx| write_alone(cx, this, bytes))
}

fn write_alone(cx: &mut Context, this: &This, bytes: &[u8]) -> PyResult<usize> {
    // It may have been closed while we waited.
    check_open(cx, this, "write to closed file")?;
    if this.get(cx).readable {
        forget_ahead(cx, this)?;
    }
    let room = |state: &Buffered| state.size.saturating_sub(state.pending.len());
    if bytes.len() > room(this.get(cx))
        && let Err(raised) = write_pending(cx, this)
    {
        if !cx.is_exception(&raised, ExceptionKind::BlockingIOError) {
            return Err(raised);
        }
        // As much as there is room for is kept; the caller learns how much.
        let fits = room(this.get(cx)).min(bytes.len());
        this.get_mut(cx).pending.extend_from_slice(&bytes[..fits]);
        return if fits == bytes.len() { Ok(fits) } else { Err(would_block(cx, fits)) };
    }
    let mut done = 0;
    let raw = this.get(cx).raw.clone();
    // What does not fit goes out directly.
    while bytes.len() - done > this.get(cx).size {
        match raw_write(cx, &raw, &bytes[done..])? {
            Some(count) => done += count,
            None => {
                let fits = room(this.get(cx)).min(bytes.len() - done);
                this.get_mut(cx).pending.extend_from_slice(&bytes[done..done + fits]);
                return Err(would_block(cx, done + fits));
            }
        }
        cx.handle_signals()?;
    }
    this.get_mut(cx).pending.extend_from_slice(&bytes[done..]);
    Ok(bytes.len())
}

/// `flush()`.
pub fn flush(cx: &mut Context, this: &This) -> PyResult<()> {
    check_ready(cx, this)?;
    if !this.get(cx).writable {
        let raw = this.get(cx).raw.clone();
        return call(cx, &raw, "flush", &[]).map(drop);
    }
    check_open(cx, this, "flush of closed file")?;
    let state = this.get(cx);
    if state.owner.is_none() && state.pending.is_empty() && state.ahead.is_empty() {
        return Ok(());
    }
    alone(cx, this, |cx| settle(cx, this))
}

/// `close()`: what is pending is written first; whatever goes wrong, the raw file is closed.
pub fn close(cx: &mut Context, this: &This) -> PyResult<()> {
    check_ready(cx, this)?;
    if is_closed(cx, this)? {
        return Ok(());
    }
    let flushed = if is_builtin(cx, this.as_object()) {
        flush(cx, this)
    } else {
        call(cx, &this.value(), "flush", &[]).map(drop)
    };
    let raw = this.get(cx).raw.clone();
    let closed = alone(cx, this, |cx| {
        let answer = call(cx, &raw, "close", &[]).map(drop);
        let state = this.get_mut(cx);
        state.pending = Vec::new();
        state.ahead = Vec::new();
        state.given_out = 0;
        answer
    });
    super::both(cx, flushed, closed)
}

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    cx.new_extension(&class, Buffered::default()).into()
}

/// Puts a buffer around a raw file.
fn start(
    cx: &mut Context,
    this: &This,
    raw: Value,
    size: Option<i64>,
    readable: bool,
    writable: bool,
) -> PyResult<()> {
    this.get_mut(cx).readiness = Readiness::Uninitialized;
    let size = size.unwrap_or(DEFAULT_BUFFER_SIZE as i64);
    if size <= 0 {
        return Err(cx.value_error("buffer size must be strictly positive"));
    }
    let state = Buffered {
        readiness: Readiness::Ready,
        raw,
        readable,
        writable,
        size: size as usize,
        ..Buffered::default()
    };
    let old = std::mem::replace(&mut **this.get_mut(cx), state);
    drop(old);
    Ok(())
}

fn init_reader(cx: &mut Context, this: This, raw: Value, size: Option<i64>) -> PyResult<()> {
    require_readable(cx, &raw)?;
    start(cx, &this, raw, size, true, false)
}

fn init_writer(cx: &mut Context, this: This, raw: Value, size: Option<i64>) -> PyResult<()> {
    require_writable(cx, &raw)?;
    start(cx, &this, raw, size, false, true)
}

fn init_random(cx: &mut Context, this: This, raw: Value, size: Option<i64>) -> PyResult<()> {
    require_seekable(cx, &raw)?;
    require_readable(cx, &raw)?;
    require_writable(cx, &raw)?;
    start(cx, &this, raw, size, true, true)
}

/// A new buffered file of one of the three classes.
pub fn make(cx: &mut Context, spec: &'static TypeSpec, raw: Value, size: usize) -> PyResult<Value> {
    let class = cx.module_type(spec);
    cx.call(&class.value(), &[raw, Value::Int(size as i64)])
}

fn write(cx: &mut Context, this: This, bytes: Buffer) -> PyResult<usize> {
    check_ready(cx, &this)?;
    write_bytes(cx, &this, &bytes)
}

fn seek(cx: &mut Context, this: This, target: i64, whence: Option<i64>) -> PyResult<i64> {
    let whence = whence.unwrap_or(0);
    check_ready(cx, &this)?;
    if !(0..=2).contains(&whence) {
        return Err(cx.value_error(format!("whence value {whence} unsupported")));
    }
    check_open(cx, &this, "seek of closed file")?;
    let raw = raw_of(cx, &this)?;
    require_seekable(cx, &raw)?;
    alone(cx, &this, |cx| {
        write_pending(cx, &this)?;
        if this.get(cx).readable && whence != 2 && !this.get(cx).ahead.is_empty() {
            // The position may be among what was read ahead.
            let here = raw_tell(cx, &raw)? - this.get(cx).left().len() as i64;
            let step = if whence == 1 { target } else { target - here };
            let place = this.get(cx).given_out as i64 + step;
            if (0..=this.get(cx).ahead.len() as i64).contains(&place) && (whence == 1 || target >= 0) {
                this.get_mut(cx).given_out = place as usize;
                return Ok(here + step);
            }
        }
        let left = this.get(cx).left().len() as i64;
        let offset = if whence == 1 { target - left } else { target };
        let position = raw_seek(cx, &raw, offset, whence)?;
        let state = this.get_mut(cx);
        state.ahead.clear();
        state.given_out = 0;
        Ok(position)
    })
}

/// `tell()`.
pub fn position(cx: &mut Context, this: &This) -> PyResult<i64> {
    let raw = raw_of(cx, this)?;
    let position = raw_tell(cx, &raw)?;
    let state = this.get(cx);
    Ok((position + state.pending.len() as i64 - state.left().len() as i64).max(0))
}

fn tell(cx: &mut Context, this: This) -> PyResult<i64> {
    position(cx, &this)
}

fn truncate(cx: &mut Context, this: This, size: Option<Value>) -> PyResult<Value> {
    check_ready(cx, &this)?;
    check_open(cx, &this, "truncate of closed file")?;
    if !this.get(cx).writable {
        return Err(super::unsupported(cx, "truncate"));
    }
    let raw = raw_of(cx, &this)?;
    alone(cx, &this, |cx| {
        settle(cx, &this)?;
        let size = match given(size) {
            Some(size) => size,
            None => Value::Int(raw_tell(cx, &raw)?),
        };
        call(cx, &raw, "truncate", &[size])
    })
}

fn detach(cx: &mut Context, this: This) -> PyResult<Value> {
    check_ready(cx, &this)?;
    call(cx, &this.value(), "flush", &[])?;
    let state = this.get_mut(cx);
    state.readiness = Readiness::Detached;
    Ok(state.raw.take())
}

/// A method that asks the raw file.
macro_rules! of_raw {
    ($function:ident, $name:literal) => {
        fn $function(cx: &mut Context, this: This) -> PyResult<Value> {
            let raw = raw_of(cx, &this)?;
            call(cx, &raw, $name, &[])
        }
    };
}

of_raw!(fileno, "fileno");
of_raw!(isatty, "isatty");
of_raw!(readable, "readable");
of_raw!(writable, "writable");
of_raw!(seekable, "seekable");

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    let class = shown_class(cx, &this.value());
    let name = shown_name(cx, &this.value())?;
    Ok(format!("<{class}{name}>"))
}

pub(super) fn receiver(cx: &mut Context, this: &Value) -> PyResult<This> {
    match this.as_ref().and_then(|object| object.downcast::<Ext<Buffered>>()) {
        Some(this) => Ok(this.clone()),
        None => {
            let got = cx.type_name(this);
            Err(cx.type_error(format!("descriptor for buffered files doesn't apply to a '{got}' object")))
        }
    }
}

fn get_raw(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(this.get(cx).raw.clone().or_none())
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    is_closed(cx, &this).map(Value::bool)
}

fn get_name(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    let raw = raw_of(cx, &this)?;
    cx.get_attr_named(&raw, "name")
}

fn get_mode(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    let raw = raw_of(cx, &this)?;
    cx.get_attr_named(&raw, "mode")
}

fn get_finalizing(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = receiver(cx, this)?;
    Ok(Value::bool(this.get(cx).finalizing))
}

fn set_finalizing(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = receiver(cx, this)?;
    this.get_mut(cx).finalizing = matches!(value, Value::Bool(1));
    Ok(())
}

/// What is said of a file that is still open when it dies: the raw file knows.
fn dealloc_warn(cx: &mut Context, this: This, source: Value) -> PyResult<()> {
    check_ready(cx, &this)?;
    let raw = this.get(cx).raw.clone();
    call(cx, &raw, "_dealloc_warn", &[source]).map(drop)
}

static COMMON: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__getstate__", "($self, /)", "Files cannot be copied.", no_state),
    method!(
        "close",
        "($self, /)",
        "Flush and close the file; again does nothing.",
        |cx: &mut Context, this: This| { close(cx, &this) }
    ),
    method!("detach", "($self, /)", "Separate the raw file and return it.", detach),
    method!("_dealloc_warn", "($self, source, /)", "", dealloc_warn),
    method!("fileno", "($self, /)", "The number of the file's descriptor.", fileno),
    method!("flush", "($self, /)", "Write what is buffered.", |cx: &mut Context, this: This| flush(
        cx, &this
    )),
    method!("isatty", "($self, /)", "Whether it is a terminal.", isatty),
    method!("seek", "($self, target, whence=0, /)", "Go to a position; returns it.", seek),
    method!("seekable", "($self, /)", "Whether there are positions to go to.", seekable),
    method!("tell", "($self, /)", "The position.", tell),
    method!("truncate", "($self, pos=None, /)", "Make the file end at a size, or here.", truncate),
];

static WRITE_METHODS: &[Row] = &[
    method!("writable", "($self, /)", "Whether it can be written.", writable),
    method!("write", "($self, buffer, /)", "Write bytes; returns how many.", write),
];

static READABLE: &[Row] = &[method!("readable", "($self, /)", "Whether it can be read.", readable)];

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "raw", doc: "The raw file.", get: get_raw, set: None },
    Attribute { name: "closed", doc: "Whether the file is closed.", get: get_closed, set: None },
    Attribute { name: "name", doc: "The raw file's name.", get: get_name, set: None },
    Attribute { name: "mode", doc: "The raw file's mode.", get: get_mode, set: None },
    Attribute { name: "_finalizing", doc: "", get: get_finalizing, set: Some(set_finalizing) },
];

const FLAGS: u32 = TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF;

static INIT_READER: &[Row] = &[method!(
    "__init__",
    "($self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    "Put a buffer around a file.",
    init_reader
)];
static INIT_WRITER: &[Row] = &[method!(
    "__init__",
    "($self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    "Put a buffer around a file.",
    init_writer
)];
static INIT_RANDOM: &[Row] = &[method!(
    "__init__",
    "($self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    "Put a buffer around a file.",
    init_random
)];

/// `_io.BufferedReader`.
pub static READER: TypeSpec = TypeSpec {
    doc: "A file that is read through a buffer.",
    base: Some(&super::base::BUFFERED_IO_BASE),
    flags: FLAGS,
    methods: &[COMMON, INIT_READER, READABLE, READ_METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.BufferedReader", Kind::Extension)
};

/// `_io.BufferedWriter`.
pub static WRITER: TypeSpec = TypeSpec {
    doc: "A file that is written through a buffer.",
    base: Some(&super::base::BUFFERED_IO_BASE),
    flags: FLAGS,
    methods: &[COMMON, INIT_WRITER, WRITE_METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.BufferedWriter", Kind::Extension)
};

/// `_io.BufferedRandom`.
pub static RANDOM: TypeSpec = TypeSpec {
    doc: "A file that is read and written through a buffer.",
    base: Some(&super::base::BUFFERED_IO_BASE),
    flags: FLAGS,
    methods: &[COMMON, INIT_RANDOM, READABLE, READ_METHODS, WRITE_METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_io.BufferedRandom", Kind::Extension)
};
