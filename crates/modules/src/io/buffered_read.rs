//! Reading through a buffer: `read`, `read1`, `peek`, `readline` of `BufferedReader` and `BufferedRandom`. The
//! buffer itself and its lock are in [`super::buffered`].

use vm::native::Row;
use vm::objects::buffer::WritableBuffer;
use vm::objects::bytes::as_bytes;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value, method};

use super::arguments::{PlainSize, Size};
use super::buffered::{This, alone, check_open, check_ready, forget_ahead, is_busy, write_pending};
use super::{call, file};

/// Reads at most `most` bytes behind those in `into`; `None` when there are none yet.
fn raw_read(cx: &mut Context, raw: &Value, into: &mut Vec<u8>, most: usize) -> PyResult<Option<usize>> {
    if let Some(file) = file::exact(cx, raw) {
        return file::read_some(cx, file, into, most);
    }
    let zeroes = cx.zeroes(most)?;
    let buffer = cx.new_bytearray(zeroes).value();
    let class = cx.types().memoryview.value();
    let view = cx.call(&class, std::slice::from_ref(&buffer))?;
    let answer = call(cx, raw, "readinto", &[view])?;
    if answer.is_none() {
        return Ok(None);
    }
    let count = cx.index_i64(&answer)?;
    match usize::try_from(count).ok().filter(|count| *count <= most) {
        Some(count) => {
            let bytes = cx.bytes_like(&buffer)?;
            into.extend_from_slice(bytes.items().get(..count).unwrap_or_default());
            Ok(Some(count))
        }
        None => Err(cx.error(
            ExceptionKind::OSError,
            format!("raw readinto() returned invalid length {count} (should have been between 0 and {most})"),
        )),
    }
}

/// Reads ahead, once. Everything that was read ahead was given out. The caller is alone.
fn fill(cx: &mut Context, this: &This) -> PyResult<Option<usize>> {
    write_pending(cx, this)?;
    let state = this.get_mut(cx);
    let (raw, size) = (state.raw.clone(), state.size);
    let mut ahead = std::mem::take(&mut state.ahead);
    state.given_out = 0;
    ahead.clear();
    let answer = raw_read(cx, &raw, &mut ahead, size);
    this.get_mut(cx).ahead = ahead;
    answer
}

fn read_all(cx: &mut Context, this: &This) -> PyResult<Value> {
    let mut all = this.get_mut(cx).take_ahead(usize::MAX);
    write_pending(cx, this)?;
    forget_ahead(cx, this)?;
    let raw = this.get(cx).raw.clone();
    if let Some(file) = file::exact(cx, &raw) {
        let answer = file::read_to_end(cx, file, &mut all)?;
        return Ok(if answer.is_none() && all.is_empty() { Value::None } else { cx.bytes_value(&all) });
    }
    let readall = cx.intern("readall");
    if let Some(readall) = cx.lookup_attr(&raw, &readall)? {
        let answer = cx.call(&readall, &[])?;
        return match as_bytes(&answer) {
            Some(bytes) => {
                all.extend_from_slice(bytes.items());
                Ok(cx.bytes_value(&all))
            }
            None if answer.is_none() => Ok(if all.is_empty() { Value::None } else { cx.bytes_value(&all) }),
            None => Err(cx.type_error("readall() should return bytes")),
        };
    }
    loop {
        let answer = call(cx, &raw, "read", &[])?;
        match as_bytes(&answer) {
            Some(bytes) if !bytes.items().is_empty() => all.extend_from_slice(bytes.items()),
            None if !answer.is_none() => return Err(cx.type_error("read() should return bytes")),
            None if all.is_empty() => return Ok(Value::None),
            _ => return Ok(cx.bytes_value(&all)),
        }
    }
}

fn read_count(cx: &mut Context, this: &This, count: usize) -> PyResult<Value> {
    let mut bytes = this.get_mut(cx).take_ahead(count);
    write_pending(cx, this)?;
    let (raw, size) = (this.get(cx).raw.clone(), this.get(cx).size);
    while bytes.len() < count {
        let missing = count - bytes.len();
        // Whole buffers are read without a detour; the rest leaves something for the next call.
        let got = if missing >= size {
            raw_read(cx, &raw, &mut bytes, missing - missing % size)?
        } else {
            let got = fill(cx, this)?;
            let more = this.get_mut(cx).take_ahead(missing);
            bytes.extend_from_slice(&more);
            got
        };
        match got {
            None if bytes.is_empty() => return Ok(Value::None),
            None | Some(0) => break,
            Some(_) => {}
        }
    }
    Ok(cx.bytes_value(&bytes))
}

/// `read()`.
pub fn read_bytes(cx: &mut Context, this: &This, size: &Size) -> PyResult<Value> {
    check_ready(cx, this)?;
    if size.0 < -1 {
        return Err(cx.value_error("read length must be non-negative or -1"));
    }
    check_open(cx, this, "read of closed file")?;
    let Some(count) = size.limit() else { return alone(cx, this, |cx| read_all(cx, this)) };
    if !is_busy(cx, this) && count <= this.get(cx).left().len() {
        let bytes = this.get_mut(cx).take_ahead(count);
        return Ok(cx.bytes_value(&bytes));
    }
    alone(cx, this, |cx| read_count(cx, this, count))
}

fn read(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    read_bytes(cx, &this, &size)
}

/// `read1()`: at most one call of the raw file.
pub fn read_once(cx: &mut Context, this: &This, size: i64) -> PyResult<Vec<u8>> {
    check_ready(cx, this)?;
    check_open(cx, this, "read of closed file")?;
    let most = usize::try_from(size).unwrap_or(this.get(cx).size);
    if most == 0 {
        return Ok(Vec::new());
    }
    alone(cx, this, |cx| {
        if !this.get(cx).left().is_empty() {
            return Ok(this.get_mut(cx).take_ahead(most));
        }
        write_pending(cx, this)?;
        let raw = this.get(cx).raw.clone();
        let mut bytes = Vec::new();
        raw_read(cx, &raw, &mut bytes, most)?;
        Ok(bytes)
    })
}

fn read1(cx: &mut Context, this: This, size: PlainSize) -> PyResult<Vec<u8>> {
    read_once(cx, &this, size.0)
}

fn peek(cx: &mut Context, this: This, _: Option<i64>) -> PyResult<Value> {
    check_ready(cx, &this)?;
    check_open(cx, &this, "peek of closed file")?;
    let bytes = alone(cx, &this, |cx| {
        if this.get(cx).left().is_empty() {
            fill(cx, &this)?;
        }
        Ok(this.get(cx).left().to_vec())
    })?;
    Ok(cx.bytes_value(&bytes))
}

fn readinto(cx: &mut Context, this: This, buffer: WritableBuffer) -> PyResult<Value> {
    check_ready(cx, &this)?;
    check_open(cx, &this, "readinto of closed file")?;
    let read = alone(cx, &this, |cx| read_count(cx, &this, buffer.len()))?;
    match as_bytes(&read) {
        Some(bytes) => {
            buffer.store(cx, 0, bytes.items());
            Ok(Value::Int(bytes.items().len() as i64))
        }
        None => Ok(Value::None),
    }
}

fn readinto1(cx: &mut Context, this: This, buffer: WritableBuffer) -> PyResult<usize> {
    check_ready(cx, &this)?;
    check_open(cx, &this, "readinto of closed file")?;
    let read = read_once(cx, &this, buffer.len() as i64)?;
    buffer.store(cx, 0, &read);
    Ok(read.len())
}

/// Length of the line at the beginning, with its end, if that is there.
fn line_length(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|at| at + 1)
}

/// `readline()`.
fn line(cx: &mut Context, this: &This, limit: Option<usize>) -> PyResult<Vec<u8>> {
    check_ready(cx, this)?;
    check_open(cx, this, "readline of closed file")?;
    let limit = limit.unwrap_or(usize::MAX);
    if !is_busy(cx, this)
        && let Some(length) = line_length(this.get(cx).left())
    {
        return Ok(this.get_mut(cx).take_ahead(length.min(limit)));
    }
    alone(cx, this, |cx| {
        let mut line: Vec<u8> = Vec::new();
        loop {
            let wanted = limit - line.len();
            let left = this.get(cx).left();
            let (length, ended) = match line_length(left) {
                Some(length) => (length, true),
                None => (left.len(), false),
            };
            let more = this.get_mut(cx).take_ahead(length.min(wanted));
            line.extend_from_slice(&more);
            if ended || line.len() >= limit {
                return Ok(line);
            }
            if fill(cx, this)?.unwrap_or(0) == 0 {
                return Ok(line);
            }
        }
    })
}

fn readline(cx: &mut Context, this: This, size: Size) -> PyResult<Vec<u8>> {
    line(cx, &this, size.limit())
}

fn next(cx: &mut Context, this: This) -> PyResult<Value> {
    if super::is_builtin(cx, this.as_object()) {
        let line = line(cx, &this, None)?;
        return if line.is_empty() { Err(cx.stop_iteration(Value::None)) } else { Ok(cx.bytes_value(&line)) };
    }
    let line = call(cx, &this.value(), "readline", &[])?;
    if cx.len(&line)? == 0 { Err(cx.stop_iteration(Value::None)) } else { Ok(line) }
}

/// Methods of the classes that can read.
pub static READ_METHODS: &[Row] = &[
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("peek", "($self, size=0, /)", "What comes next, which stays where it is.", peek),
    method!("read", "($self, size=-1, /)", "Read size bytes, fewer only at the end, or all.", read),
    method!("read1", "($self, size=-1, /)", "Read with at most one call of the system.", read1),
    method!("readinto", "($self, buffer, /)", "Read into a buffer.", readinto),
    method!(
        "readinto1",
        "($self, buffer, /)",
        "Read into a buffer with at most one call of the system.",
        readinto1
    ),
    method!("readline", "($self, size=-1, /)", "Read a line, or at most size bytes of it.", readline),
];
