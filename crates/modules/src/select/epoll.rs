//! Epoll objects: as poll objects, but the system remembers the files.

use std::mem::MaybeUninit;
use std::os::fd::IntoRawFd;

use gil::{Cause, Descriptor};
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::io::Errno;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Rest, Row};
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Value, class_method, method, static_method};

use super::{Limit, file_of, number_of, system_error};
use crate::posix::retry;

/// An epoll object.
pub struct Epoll {
    /// Negative when closed.
    fd: i32,
}

impl Body for Epoll {
    const NAME: &'static str = "select.epoll";
}

impl Drop for Epoll {
    fn drop(&mut self) {
        if let Some(file) = Descriptor::new(self.fd) {
            // Nobody is left to be told that the system could not close it.
            let _ = file.close();
        }
    }
}

type This = Obj<Ext<Epoll>>;

/// What of the system's events has room for at once when the program does not say.
const MOST_EVENTS: i32 = 1023;

fn new(cx: &mut Context, class: Obj<Type>, size: Option<i32>, flags: Option<i32>) -> PyResult<Value> {
    if size.is_some_and(|size| size < -1 || size == 0) {
        return Err(cx.value_error("negative sizehint"));
    }
    if flags.is_some_and(|flags| flags != 0 && flags.cast_unsigned() != CreateFlags::CLOEXEC.bits()) {
        return Err(cx.error(vm::objects::exception::ExceptionKind::OSError, "invalid flags"));
    }
    match retry(cx, || epoll::create(CreateFlags::CLOEXEC))? {
        Ok(made) => Ok(cx.new_extension(&class, Epoll { fd: made.into_raw_fd() }).into()),
        Err(error) => Err(system_error(cx, error)),
    }
}

fn fromfd(cx: &mut Context, class: Obj<Type>, fd: i64) -> Value {
    cx.new_extension(&class, Epoll { fd: fd as i32 }).into()
}

fn open(cx: &mut Context, this: &This) -> PyResult<Descriptor> {
    match Descriptor::new(this.get(cx).fd) {
        Some(file) => Ok(file),
        None => Err(cx.value_error("I/O operation on closed epoll object")),
    }
}

fn close(cx: &mut Context, this: This) -> PyResult<()> {
    let fd = std::mem::replace(&mut this.get_mut(cx).fd, -1);
    let Some(file) = Descriptor::new(fd) else { return Ok(()) };
    match cx.blocking(Cause::Io, || file.close()) {
        Ok(()) => Ok(()),
        Err(error) => Err(vm::objects::exception_methods::os_error(cx, &error, Value::Empty)),
    }
}

fn fileno(cx: &mut Context, this: This) -> PyResult<i64> {
    open(cx, &this).map(|file| i64::from(file.number()))
}

fn enter(cx: &mut Context, this: This) -> PyResult<This> {
    open(cx, &this)?;
    Ok(this)
}

fn exit(cx: &mut Context, this: This, _: Rest) -> PyResult<()> {
    close(cx, this)
}

fn events_of(cx: &mut Context, events: Option<Value>) -> PyResult<EventFlags> {
    let Some(events) = events else { return Ok(EventFlags::IN | EventFlags::PRI | EventFlags::OUT) };
    // The system has 32 bits for them; what else is in the number is lost.
    let number = cx.index(&events)?.to_i64_clipped();
    Ok(EventFlags::from_bits_retain(number as u32))
}

/// Makes a call about a file in the set.
fn control(
    cx: &mut Context,
    this: &This,
    file: &Value,
    call: impl Fn(Descriptor, Descriptor, EventData) -> rustix::io::Result<()> + Send + Sync,
) -> PyResult<()> {
    let set = open(cx, this)?;
    let number = number_of(cx, file)?;
    let file = file_of(cx, number)?;
    match cx.blocking(Cause::Io, || call(set, file, EventData::new_u64(number as u64))) {
        Ok(()) => Ok(()),
        Err(error) => Err(system_error(cx, error)),
    }
}

fn register(cx: &mut Context, this: This, file: Value, events: Option<Value>) -> PyResult<()> {
    open(cx, &this)?;
    let events = events_of(cx, events)?;
    control(cx, &this, &file, |set, file, data| epoll::add(set, file, data, events))
}

fn modify(cx: &mut Context, this: This, file: Value, events: Value) -> PyResult<()> {
    open(cx, &this)?;
    let events = events_of(cx, Some(events))?;
    control(cx, &this, &file, |set, file, data| epoll::modify(set, file, data, events))
}

fn unregister(cx: &mut Context, this: This, file: Value) -> PyResult<()> {
    control(cx, &this, &file, |set, file, _| epoll::delete(set, file))
}

fn poll(cx: &mut Context, this: This, timeout: Option<Value>, most: Option<i32>) -> PyResult<Value> {
    open(cx, &this)?;
    let limit = Limit::of_milliseconds(cx, timeout, 1.0)?;
    let most = match most.unwrap_or(-1) {
        -1 => MOST_EVENTS,
        most if most > 0 => most,
        most => return Err(cx.value_error(format!("maxevents must be greater than 0, got {most}"))),
    };
    let most = most.min(1 << 16) as usize;
    let found: Vec<(u64, u32)> = loop {
        let set = open(cx, &this)?;
        let left = limit.left(cx);
        let answer = cx.blocking(Cause::Io, || {
            let mut room = vec![MaybeUninit::<Event>::uninit(); most];
            let (found, _) = epoll::wait(set, &mut room[..], left.as_ref())?;
            let found = found.iter().map(|event| {
                let Event { flags, data, .. } = *event;
                (data.u64(), flags.bits())
            });
            Ok(found.collect())
        });
        match answer {
            Ok(found) => break found,
            Err(Errno::INTR) => cx.handle_signals()?,
            Err(error) => return Err(system_error(cx, error)),
        }
    };
    let mut ready = Vec::with_capacity(found.len());
    for (number, events) in found {
        let pair = vec![Value::Int(number as i64), Value::Int(i64::from(events))];
        ready.push(cx.tuple_value(pair));
    }
    Ok(cx.list_value(ready))
}

fn get_closed(cx: &mut Context, this: &Value) -> PyResult<Value> {
    match this.as_ref().and_then(|this| this.downcast::<Ext<Epoll>>()) {
        Some(this) => Ok(Value::bool(this.get(cx).fd < 0)),
        None => Err(cx.type_error("an epoll object is required")),
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, sizehint=-1, flags=0)", "Create and return a new object.", new),
    class_method!("fromfd", "($type, fd, /)", "An epoll object for an open file of the system.", fromfd),
    method!("close", "($self, /)", "Close it; all other calls fail then.", close),
    method!("fileno", "($self, /)", "Its number.", fileno),
    method!("__enter__", "($self, /)", "Return self.", enter),
    method!("__exit__", "($self, /, *exc_info)", "Close it.", exit),
    method!(
        "register",
        "($self, /, fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)",
        "Wait for events of a file, too.",
        register
    ),
    method!("modify", "($self, /, fd, eventmask)", "Wait for other events of a file.", modify),
    method!("unregister", "($self, /, fd)", "Wait for no events of a file any more.", unregister),
    method!(
        "poll",
        "($self, /, timeout=None, maxevents=-1)",
        "Wait for events, at most for so many seconds.\n\nReturns pairs of a file's number and its events.",
        poll
    ),
];

/// `select.epoll`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "select.epoll(sizehint=-1, flags=0)\n\nWaits for events of files that the system remembers.",
    methods: &[METHODS],
    attributes: &[Attribute { name: "closed", doc: "Whether it is closed.", get: get_closed, set: None }],
    ..TypeSpec::new("select.epoll", Kind::Extension)
};
