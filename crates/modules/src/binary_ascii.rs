//! `_binascii`: bytes as hexadecimal digits and as base64, and back. `lib/binascii.py` has the rest.

use vm::heap::Obj;
use vm::native::{Row, Truth};
use vm::objects::buffer::Buffer;
use vm::objects::{Bytes, Module, str_methods};
use vm::{Context, PyResult, Raised, Value, function};

use crate::registry::ModuleSpec;

/// A `binascii.Error`.
fn error(cx: &mut Context, message: impl AsRef<str>) -> Raised {
    let made = crate::importing::import_module(cx, "binascii").and_then(|module| {
        let class = cx.get_attr_named(&module, "Error")?;
        let message = cx.str_value(message.as_ref());
        cx.call(&class, &[message])
    });
    match made.and_then(|exception| cx.raised_from(exception)) {
        Ok(raised) | Err(raised) => raised,
    }
}

/// Bytes, or text of ASCII characters.
fn ascii(cx: &mut Context, value: &Value) -> PyResult<Obj<Bytes>> {
    if let Some(text) = str_methods::as_str(value) {
        if !text.is_ascii() {
            return Err(cx.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(cx.new_bytes(text.items()));
    }
    match cx.try_bytes_like(value)? {
        Some(bytes) => Ok(bytes),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("argument should be bytes, buffer or ASCII string, not '{name}'")))
        }
    }
}

fn from_hex(cx: &mut Context, data: Value) -> PyResult<Value> {
    let digits = ascii(cx, &data)?;
    let digits = digits.items();
    if !digits.len().is_multiple_of(2) {
        return Err(error(cx, "Odd-length string"));
    }
    let value = |digit: u8| char::from(digit).to_digit(16);
    let bytes: Option<Vec<u8>> =
        digits.chunks_exact(2).map(|pair| Some((value(pair[0])? << 4 | value(pair[1])?) as u8)).collect();
    match bytes {
        Some(bytes) => Ok(cx.bytes_value(&bytes)),
        None => Err(error(cx, "Non-hexadecimal digit found")),
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(cx: &mut Context, data: Buffer, newline: Option<Truth>) -> Value {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for part in data.chunks(3) {
        let bits =
            part.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            out.push(if at <= part.len() { ALPHABET[(bits >> (18 - 6 * at)) as usize & 63] } else { b'=' });
        }
    }
    if newline.is_none_or(|newline| newline.0) {
        out.push(b'\n');
    }
    cx.bytes_value(&out)
}

fn value_of(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Four digits are three bytes; what is no digit is skipped, unless the mode is strict.
fn from_base64(cx: &mut Context, data: Value, strict: Option<Truth>) -> PyResult<Value> {
    let strict = strict.is_some_and(|strict| strict.0);
    let bytes = ascii(cx, &data)?;
    let digits = bytes.items();
    if strict && digits.first() == Some(&b'=') {
        return Err(error(cx, "Leading padding not allowed"));
    }
    let (mut out, mut bits, mut place, mut pads) = (Vec::with_capacity(digits.len() / 4 * 3), 0u32, 0, 0);
    for (at, &digit) in digits.iter().enumerate() {
        if digit == b'=' {
            if strict && place == 0 {
                return Err(error(cx, "Excess padding not allowed"));
            }
            if strict && place == 1 {
                break;
            }
            pads += usize::from(place >= 2);
            if strict && place + pads >= 4 {
                if at + 1 < digits.len() {
                    return Err(error(cx, "Excess data after padding"));
                }
                return Ok(cx.bytes_value(&out));
            }
            continue;
        }
        let Some(value) = value_of(digit) else {
            if strict {
                return Err(error(cx, "Only base64 data is allowed"));
            }
            continue;
        };
        if strict && pads > 0 {
            return Err(error(cx, "Discontinuous padding not allowed"));
        }
        pads = 0;
        bits = bits << 6 | value;
        if place > 0 {
            out.push((bits >> (6 - 2 * place)) as u8);
        }
        place = (place + 1) % 4;
    }
    if place == 0 || place >= 2 && place + pads >= 4 {
        return Ok(cx.bytes_value(&out));
    }
    if place == 1 {
        let count = out.len() / 3 * 4 + 1;
        return Err(error(
            cx,
            format!(
                "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
            ),
        ));
    }
    Err(error(cx, "Incorrect padding"))
}

/// The CRC of BinHex: polynomial 0x1021.
fn crc_hqx(cx: &mut Context, data: Buffer, crc: Value) -> PyResult<i64> {
    let mut crc = crate::zlib::low_bits(cx, Some(crc), 0)? as u16;
    for byte in data.iter() {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 };
        }
    }
    Ok(i64::from(crc))
}

static FUNCTIONS: &[Row] = &[
    function!("unhexlify", "($module, hexstr, /)", "The bytes that hexadecimal digits stand for.", from_hex),
    function!("b2a_base64", "($module, data, /, *, newline=True)", "Bytes as a line of base64.", to_base64),
    function!(
        "a2b_base64",
        "($module, data, /, *, strict_mode=False)",
        "The bytes that a line of base64 stands for.",
        from_base64
    ),
    function!(
        "crc32",
        "($module, data, crc=0, /)",
        "The CRC-32 of the data, begun from a value.",
        crate::zlib::crc32
    ),
    function!("crc_hqx", "($module, data, crc, /)", "The CRC of BinHex, begun from a value.", crc_hqx),
];

fn fill(_: &mut Context, _: &Obj<Module>) -> PyResult<()> {
    Ok(())
}

/// `_binascii`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_binascii",
    doc: "The functions behind the module binascii.",
    functions: &[FUNCTIONS],
    fill,
};
