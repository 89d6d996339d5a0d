//! Poll objects: files and the events that are waited for.

use rustix::event::PollFlags;
use rustix::io::Errno;
use vm::heap::{Body, Ext, Obj};
use vm::native::Row;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, method};

use super::{Limit, file_of, number_of, system_error, wait};

/// A poll object.
#[derive(Default)]
pub struct Poll {
    /// In the order in which the files were registered.
    files: Vec<(i32, u16)>,
    is_waiting: bool,
}

impl Body for Poll {
    const NAME: &'static str = "select.poll";
}

type This = Obj<Ext<Poll>>;

/// `poll()`.
pub fn make(cx: &mut Context) -> Value {
    let class = cx.module_type(&TYPE);
    cx.new_extension(&class, Poll::default()).into()
}

/// Events as an argument.
fn events_of(cx: &mut Context, events: Option<Value>) -> PyResult<u16> {
    let Some(events) = events else {
        return Ok((PollFlags::IN | PollFlags::PRI | PollFlags::OUT).bits());
    };
    let number = cx.index(&events)?.to_i64_clipped();
    if number < 0 {
        return Err(cx.value_error("Cannot convert negative int"));
    }
    u16::try_from(number).map_err(|_| cx.overflow_error("Python int too large for C unsigned short"))
}

fn register(cx: &mut Context, this: This, file: Value, events: Option<Value>) -> PyResult<()> {
    let number = number_of(cx, &file)?;
    let events = events_of(cx, events)?;
    let files = &mut this.get_mut(cx).files;
    match files.iter_mut().find(|(known, _)| *known == number) {
        Some((_, known)) => *known = events,
        None => files.push((number, events)),
    }
    Ok(())
}

fn modify(cx: &mut Context, this: This, file: Value, events: Value) -> PyResult<()> {
    let number = number_of(cx, &file)?;
    let events = events_of(cx, Some(events))?;
    match this.get_mut(cx).files.iter_mut().find(|(known, _)| *known == number) {
        Some((_, known)) => {
            *known = events;
            Ok(())
        }
        None => Err(system_error(cx, Errno::NOENT)),
    }
}

fn unregister(cx: &mut Context, this: This, file: Value) -> PyResult<()> {
    let number = number_of(cx, &file)?;
    let files = &mut this.get_mut(cx).files;
    match files.iter().position(|(known, _)| *known == number) {
        Some(at) => {
            files.remove(at);
            Ok(())
        }
        None => Err(cx.key_error(Value::Int(i64::from(number)))),
    }
}

fn poll(cx: &mut Context, this: This, timeout: Option<Value>) -> PyResult<Value> {
    let limit = Limit::of_milliseconds(cx, timeout, 1e-3)?;
    if this.get(cx).is_waiting {
        return Err(cx.runtime_error("concurrent poll() invocation"));
    }
    let registered = this.get(cx).files.clone();
    let mut files = Vec::with_capacity(registered.len());
    for (number, events) in &registered {
        files.push((file_of(cx, *number)?, PollFlags::from_bits_retain(*events)));
    }
    this.get_mut(cx).is_waiting = true;
    let found = wait(cx, &files, &limit);
    this.get_mut(cx).is_waiting = false;
    let found = found?;
    let mut ready = Vec::new();
    for ((number, _), events) in registered.into_iter().zip(found) {
        if !events.is_empty() {
            let pair = vec![Value::Int(i64::from(number)), Value::Int(i64::from(events.bits()))];
            ready.push(cx.tuple_value(pair));
        }
    }
    Ok(cx.list_value(ready))
}

static METHODS: &[Row] = &[
    method!(
        "register",
        "($self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)",
        "Wait for events of a file, too.",
        register
    ),
    method!("modify", "($self, fd, eventmask, /)", "Wait for other events of a file.", modify),
    method!("unregister", "($self, fd, /)", "Wait for no events of a file any more.", unregister),
    method!(
        "poll",
        "($self, timeout=None, /)",
        "Wait for events, at most for so many milliseconds.\n\nReturns pairs of a file's number and its events.",
        poll
    ),
];

/// The class of poll objects.
pub static TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[METHODS],
    ..TypeSpec::new("select.poll", Kind::Extension)
};
