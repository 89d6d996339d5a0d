//! Reading text: `read`, `readline` and iteration of `TextIOWrapper`. See [`super::text`] for the rest.

use std::rc::Rc;

use text::Wtf8;
use vm::native::Row;
use vm::objects::Str;
use vm::objects::bytes::as_bytes;
use vm::objects::exception::ExceptionKind;
use vm::{Context, Obj, PyResult, Value, method};

use super::arguments::{PlainSize, Size};
use super::text::{This, check_open, write_pending};
use super::{buffered, buffered_read, call, is_builtin, unsupported};

/// Replaces the decoded text by nothing.
pub(super) fn forget_decoded(cx: &mut Context, this: &This) {
    let state = this.get_mut(cx);
    state.decoded = Rc::default();
    state.given_out = 0;
}

/// What was decoded and not given out: the text and where it begins.
fn left(cx: &Context, this: &This) -> (Rc<Vec<u8>>, usize) {
    let state = this.get(cx);
    (state.decoded.clone(), state.given_out)
}

fn check_readable(cx: &mut Context, this: &This) -> PyResult<()> {
    check_open(cx, this)?;
    if this.get(cx).decoder.is_none() { Err(unsupported(cx, "not readable")) } else { Ok(()) }
}

/// Decodes bytes with the file's decoder. Python code may run meanwhile, so the decoder is taken out.
pub(super) fn decode(cx: &mut Context, this: &This, bytes: &[u8], last: bool) -> PyResult<Vec<u8>> {
    let Some(mut decoder) = this.get_mut(cx).decoder.clone() else {
        return Err(unsupported(cx, "not readable"));
    };
    let decoded = decoder.decode(cx, bytes, last);
    this.get_mut(cx).decoder = Some(decoder);
    decoded
}

/// Reads and decodes a chunk. False at the end of the file.
fn read_chunk(cx: &mut Context, this: &This, hint: usize) -> PyResult<bool> {
    let before = if this.get(cx).telling {
        let mut before = this.get(cx).decoder.clone();
        let kept = before.as_mut().map(|decoder| decoder.take_kept()).unwrap_or_default();
        before.map(|before| (before, kept))
    } else {
        None
    };
    let state = this.get(cx);
    let (buffer, most, has_read1) = (state.buffer.clone(), state.chunk.max(hint), state.has_read1);
    let bytes = match buffered::exact(cx, &buffer) {
        Some(buffered) => {
            if !ask_readable(cx, buffered) {
                return Err(unsupported(cx, "read"));
            }
            buffered_read::read_once(cx, buffered, most as i64)?
        }
        None => {
            let name = if has_read1 { "read1" } else { "read" };
            let answer = call(cx, &buffer, name, &[Value::Int(most as i64)])?;
            match as_bytes(&answer) {
                Some(bytes) => bytes.items().to_vec(),
                None => {
                    let got = cx.type_name(&answer);
                    return Err(cx.type_error(format!(
                        "underlying {name}() should have returned a bytes-like object, not '{got}'"
                    )));
                }
            }
        }
    };
    let ended = bytes.is_empty();
    let decoded = decode(cx, this, &bytes, ended)?;
    let more = !ended || !decoded.is_empty();
    let state = this.get_mut(cx);
    state.decoded = Rc::new(decoded);
    state.given_out = 0;
    if let Some((before, mut kept)) = before {
        kept.extend_from_slice(&bytes);
        state.snapshot = Some((before, kept));
    }
    Ok(more)
}

fn ask_readable(cx: &Context, buffered: &buffered::This) -> bool {
    buffered.get(cx).readable
}

/// `read()` of everything.
fn read_all(cx: &mut Context, this: &This) -> PyResult<Obj<Str>> {
    let buffer = this.get(cx).buffer.clone();
    let answer = call(cx, &buffer, "read", &[])?;
    let bytes = match as_bytes(&answer) {
        Some(bytes) => bytes.clone(),
        None if answer.is_none() => {
            return Err(cx.error(ExceptionKind::BlockingIOError, "Read returned None."));
        }
        None => {
            let got = cx.type_name(&answer);
            return Err(cx.type_error(format!("decoder should return a bytes-like object, not '{got}'")));
        }
    };
    let decoded = decode(cx, this, bytes.items(), true)?;
    let (before, from) = left(cx, this);
    forget_decoded(cx, this);
    this.get_mut(cx).snapshot = None;
    if before.len() == from {
        return Ok(cx.new_wtf8(Wtf8::from_bytes(&decoded)));
    }
    let mut all = before[from..].to_vec();
    all.extend_from_slice(&decoded);
    Ok(cx.new_wtf8(Wtf8::from_bytes(&all)))
}

fn read(cx: &mut Context, this: This, size: Size) -> PyResult<Value> {
    check_readable(cx, &this)?;
    write_pending(cx, &this)?;
    let Some(count) = size.limit() else { return read_all(cx, &this).map(Value::from) };
    let mut found: Vec<u8> = Vec::new();
    let mut missing = count;
    loop {
        let (decoded, from) = left(cx, &this);
        let rest = Wtf8::from_bytes(&decoded[from..]);
        let length = rest.offset_of(missing);
        let taken = Wtf8::from_bytes(&rest.as_bytes()[..length]);
        missing -= taken.count();
        found.extend_from_slice(taken.as_bytes());
        this.get_mut(cx).given_out = from + length;
        if missing == 0 || !read_chunk(cx, &this, missing)? {
            break;
        }
    }
    Ok(cx.new_wtf8(Wtf8::from_bytes(&found)).into())
}

/// Which line ends count.
#[derive(Clone, Copy)]
struct LineEnds {
    universal: bool,
    end: &'static str,
}

impl LineEnds {
    /// The length of the first line with its end, if the end is there.
    fn find(&self, text: &[u8]) -> Option<usize> {
        if self.universal {
            let at = memchr::memchr2(b'\n', b'\r', text)?;
            return Some(if text[at] == b'\r' && text.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 });
        }
        match self.end.as_bytes() {
            &[byte] => memchr::memchr(byte, text).map(|at| at + 1),
            end => memchr::memmem::find(text, end).map(|at| at + end.len()),
        }
    }
}

/// `readline()`; an empty string at the end.
pub(super) fn line(cx: &mut Context, this: &This, limit: Option<usize>) -> PyResult<Obj<Str>> {
    check_readable(cx, this)?;
    write_pending(cx, this)?;
    let mode = &this.get(cx).newline;
    let ends = LineEnds { universal: mode.is_universal() && !mode.translates(), end: mode.line_end() };
    let (decoded, from) = left(cx, this);
    if limit.is_none()
        && let Some(length) = ends.find(&decoded[from..])
    {
        this.get_mut(cx).given_out = from + length;
        return Ok(cx.new_wtf8(Wtf8::from_bytes(&decoded[from..from + length])));
    }
    drop(decoded);
    let mut line: Vec<u8> = Vec::new();
    let mut missing = limit.unwrap_or(usize::MAX);
    while missing > 0 {
        let (decoded, from) = left(cx, this);
        let rest = &decoded[from..];
        // A two-byte end may be cut by the end of a chunk.
        let split_end =
            ends.end.len() == 2 && !ends.universal && line.ends_with(b"\r") && rest.starts_with(b"\n");
        let (mut length, mut ended) = if split_end {
            (1, true)
        } else {
            ends.find(rest).map_or((rest.len(), false), |length| (length, true))
        };
        if limit.is_some() {
            let fits = Wtf8::from_bytes(&rest[..length]).offset_of(missing);
            ended &= fits == length;
            length = fits;
            missing -= Wtf8::from_bytes(&rest[..length]).count();
        }
        line.extend_from_slice(&rest[..length]);
        this.get_mut(cx).given_out = from + length;
        if ended || missing == 0 {
            break;
        }
        if !read_chunk(cx, this, 0)? {
            forget_decoded(cx, this);
            this.get_mut(cx).snapshot = None;
            break;
        }
    }
    Ok(cx.new_wtf8(Wtf8::from_bytes(&line)))
}

fn readline(cx: &mut Context, this: This, size: PlainSize) -> PyResult<Obj<Str>> {
    line(cx, &this, size.limit())
}

fn next(cx: &mut Context, this: This) -> PyResult<Value> {
    super::text::check_ready(cx, &this)?;
    this.get_mut(cx).telling = false;
    let line: Value = if is_builtin(cx, this.as_object()) {
        line(cx, &this, None)?.into()
    } else {
        let line = call(cx, &this.value(), "readline", &[])?;
        if line.as_ref().and_then(|object| object.downcast::<Str>()).is_none() {
            let got = cx.type_name(&line);
            return Err(cx.error(
                ExceptionKind::OSError,
                format!("readline() should have returned a str object, not '{got}'"),
            ));
        }
        line
    };
    if cx.len(&line)? > 0 {
        return Ok(line);
    }
    let state = this.get_mut(cx);
    state.snapshot = None;
    state.telling = state.seekable;
    Err(cx.stop_iteration(Value::None))
}

/// Methods for reading.
pub static READ_METHODS: &[Row] = &[
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("read", "($self, size=-1, /)", "Read size characters, fewer only at the end, or all.", read),
    method!("readline", "($self, size=-1, /)", "Read a line, or at most size characters of it.", readline),
];
