//! Positions in text. Only the binary file below has positions that can be gone to; in the middle of what was
//! read and decoded at once, the position of the text is said by where decoding can start, and how much of its
//! result to leave out:
//!
//! ```text
//! bits 0..64   position in bytes where decoding starts
//! bits 64..72  the decoder's flags there
//! bits 72..95  bytes to decode
//! bit  95      the end of the file is decoded, too
//! bits 96..128 characters to leave out
//! ```
//!
//! Where all but the position is zero, which is the rule, the number is the position in bytes.

use text::Wtf8;
use text::int::BigInt;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value, method};

use std::rc::Rc;

use super::arguments::given;
use super::text::{This, check_open, write_pending};
use super::text_read::{decode, forget_decoded};
use super::{call, unsupported};

/// A position in text.
#[derive(Default)]
struct Place {
    start: u64,
    flags: u8,
    bytes: u32,
    decodes_end: bool,
    skip: u32,
}

impl Place {
    fn to_value(&self, cx: &mut Context) -> Value {
        let number = u128::from(self.start)
            | u128::from(self.flags) << 64
            | u128::from(self.bytes & 0x7F_FFFF) << 72
            | u128::from(self.decodes_end) << 95
            | u128::from(self.skip) << 96;
        cx.big_int_value(BigInt::from(number))
    }

    fn from_value(cx: &mut Context, value: &Value) -> PyResult<Place> {
        let number = cx.index(value)?.into_big();
        let Ok(number) = u128::try_from(&number) else {
            if number < BigInt::from(0) {
                let shown = cx.repr_text(value)?;
                return Err(cx.value_error(format!("negative seek position {shown}")));
            }
            return Err(cx.overflow_error("Python int too large to convert to C long"));
        };
        Ok(Place {
            start: number as u64,
            flags: (number >> 64) as u8,
            bytes: (number >> 72) as u32 & 0x7F_FFFF,
            decodes_end: number >> 95 & 1 != 0,
            skip: (number >> 96) as u32,
        })
    }
}

fn flush_self(cx: &mut Context, this: &This) -> PyResult<()> {
    write_pending(cx, this)?;
    call(cx, &this.value(), "flush", &[]).map(drop)
}

fn tell(cx: &mut Context, this: This) -> PyResult<Value> {
    check_open(cx, &this)?;
    if !this.get(cx).seekable {
        return Err(unsupported(cx, "underlying stream is not seekable"));
    }
    if !this.get(cx).telling {
        return Err(cx.error(ExceptionKind::OSError, "telling position disabled by next() call"));
    }
    flush_self(cx, &this)?;
    let buffer = this.get(cx).buffer.clone();
    let position = call(cx, &buffer, "tell", &[])?;
    let state = this.get(cx);
    let (true, Some((decoder, bytes))) = (state.decoder.is_some(), state.snapshot.clone()) else {
        return Ok(position);
    };
    let (decoded, given_out) = (state.decoded.clone(), state.given_out);
    let end = cx.index_i64(&position)?;
    let mut place =
        Place { start: (end - bytes.len() as i64).max(0) as u64, flags: decoder.flags(), ..Place::default() };
    if given_out == 0 {
        return Ok(place.to_value(cx));
    }
    // Where text and bytes are the same, so are positions in them.
    if place.flags == 0 && decoder.keeps_nothing() && bytes.get(..given_out) == Some(&decoded[..given_out]) {
        place.start += given_out as u64;
        return Ok(place.to_value(cx));
    }
    let mut skip = Wtf8::from_bytes(&decoded[..given_out]).count();
    let mut decoder = decoder;
    let (mut fed, mut got) = (0usize, 0usize);
    for byte in &bytes {
        if got >= skip && fed > 0 {
            break;
        }
        got += Wtf8::from_bytes(&decoder.decode(cx, &[*byte], false)?).count();
        fed += 1;
        if decoder.keeps_nothing() && got <= skip {
            place.start += fed as u64;
            place.flags = decoder.flags();
            skip -= got;
            (fed, got) = (0, 0);
            if skip == 0 {
                break;
            }
        }
    }
    if got < skip {
        got += Wtf8::from_bytes(&decoder.decode(cx, &[], true)?).count();
        place.decodes_end = true;
        if got < skip {
            return Err(cx.error(ExceptionKind::OSError, "can't reconstruct logical file position"));
        }
    }
    if skip > 0 {
        place.bytes = fed as u32;
        place.skip = skip as u32;
    }
    Ok(place.to_value(cx))
}

fn seek(cx: &mut Context, this: This, cookie: Value, whence: Option<i64>) -> PyResult<Value> {
    check_open(cx, &this)?;
    if !this.get(cx).seekable {
        return Err(unsupported(cx, "underlying stream is not seekable"));
    }
    let buffer = this.get(cx).buffer.clone();
    let cookie = match whence.unwrap_or(0) {
        0 => cookie,
        1 => {
            if cx.truth(&cookie)? {
                return Err(unsupported(cx, "can't do nonzero cur-relative seeks"));
            }
            call(cx, &this.value(), "tell", &[])?
        }
        2 => {
            if cx.truth(&cookie)? {
                return Err(unsupported(cx, "can't do nonzero end-relative seeks"));
            }
            flush_self(cx, &this)?;
            forget_decoded(cx, &this);
            let state = this.get_mut(cx);
            state.snapshot = None;
            if let Some(decoder) = &mut state.decoder {
                decoder.reset();
            }
            let position = call(cx, &buffer, "seek", &[Value::Int(0), Value::Int(2)])?;
            let at_start = !cx.truth(&position)?;
            this.get_mut(cx).at_start = at_start;
            return Ok(position);
        }
        whence => return Err(cx.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let place = Place::from_value(cx, &cookie)?;
    flush_self(cx, &this)?;
    call(cx, &buffer, "seek", &[Value::Int(place.start as i64)])?;
    forget_decoded(cx, &this);
    let state = this.get_mut(cx);
    state.snapshot = None;
    state.at_start = place.start == 0;
    if let Some(decoder) = &mut state.decoder {
        decoder.set_flags(place.flags);
        state.snapshot = Some((decoder.clone(), Vec::new()));
    }
    if place.skip > 0 && this.get(cx).decoder.is_some() {
        let before = this.get(cx).decoder.clone();
        let answer = call(cx, &buffer, "read", &[Value::Int(i64::from(place.bytes))])?;
        let bytes = cx.bytes_like(&answer)?;
        let decoded = decode(cx, &this, bytes.items(), place.decodes_end)?;
        let text = Wtf8::from_bytes(&decoded);
        if text.count() < place.skip as usize {
            return Err(cx.error(ExceptionKind::OSError, "can't restore logical file position"));
        }
        let skipped = text.offset_of(place.skip as usize);
        let state = this.get_mut(cx);
        state.snapshot = before.map(|before| (before, bytes.items().to_vec()));
        state.decoded = Rc::new(decoded);
        state.given_out = skipped;
    }
    Ok(cookie)
}

fn truncate(cx: &mut Context, this: This, size: Option<Value>) -> PyResult<Value> {
    check_open(cx, &this)?;
    call(cx, &this.value(), "flush", &[])?;
    let buffer = this.get(cx).buffer.clone();
    let size = given(size).unwrap_or(Value::None);
    call(cx, &buffer, "truncate", &[size])
}

/// Methods for positions.
pub static SEEK_METHODS: &[Row] = &[
    method!("seek", "($self, cookie, whence=os.SEEK_SET, /)", "Go to a position that tell() gave.", seek),
    method!("tell", "($self, /)", "The position, for seek() only.", tell),
    method!("truncate", "($self, pos=None, /)", "Make the file end at a size, or here.", truncate),
];
