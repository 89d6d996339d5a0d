//! Values to bytes and back, one item at a time.

use text::int::BigInt;
use vm::objects::buffer::Memory;
use vm::objects::bytearray::ByteArray;
use vm::objects::bytes;
use vm::objects::int::OwnedInt;
use vm::{Context, PyResult, Value};

use super::error;
use super::format::{Format, Item, Kind};

/// The least and the greatest number of an integer item.
pub fn limits(kind: Kind, size: usize) -> (i128, i128) {
    let bits = size as u32 * 8;
    match kind {
        Kind::Signed => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        _ => (0, (1i128 << bits) - 1),
    }
}

/// Writes the lowest bytes of a number.
pub fn store(number: i128, out: &mut [u8], little: bool) {
    let all = number.to_le_bytes();
    let size = out.len();
    out.copy_from_slice(&all[..size]);
    if !little {
        out.reverse();
    }
}

/// Reads a number.
pub fn load(bytes: &[u8], little: bool, signed: bool) -> i128 {
    let mut number: u128 = 0;
    for at in 0..bytes.len() {
        let byte = if little { bytes[bytes.len() - 1 - at] } else { bytes[at] };
        number = number << 8 | u128::from(byte);
    }
    let bits = bytes.len() as u32 * 8;
    if signed && bits > 0 && number >> (bits - 1) & 1 == 1 {
        number as i128 - (1i128 << bits)
    } else {
        number as i128
    }
}

/// The half-precision bits of a number, rounded to even; nothing if it is too large.
fn to_half(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = number.abs();
    if number.is_nan() {
        return Some(sign | 0x7e00);
    }
    if number.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place: 2^-24 below the normal numbers, 10 bits behind the first one above.
    let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (magnitude * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = if magnitude < 2f64.powi(-14) {
        units
    } else {
        // A carry out of the fraction makes the exponent greater by one, as it should.
        ((exponent + 15) as u32 * 1024) + (units - 1024)
    };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

fn from_half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// Writes a float; the fault is that it is too large.
pub fn store_float(number: f64, out: &mut [u8], little: bool) -> Result<(), &'static str> {
    match out.len() {
        2 => match to_half(number) {
            Some(bits) => out.copy_from_slice(&bits.to_le_bytes()),
            None => return Err("float too large to pack with e format"),
        },
        4 => {
            let narrow = number as f32;
            if narrow.is_infinite() && number.is_finite() {
                return Err("float too large to pack with f format");
            }
            out.copy_from_slice(&narrow.to_le_bytes());
        }
        _ => out.copy_from_slice(&number.to_le_bytes()),
    }
    if !little {
        out.reverse();
    }
    Ok(())
}

/// Reads a float.
pub fn load_float(bytes: &[u8], little: bool) -> f64 {
    let bits = load(bytes, little, false);
    match bytes.len() {
        2 => from_half(bits as u16),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits as u64),
    }
}

/// The int that a value is, or becomes by `__index__`.
fn integer(cx: &mut Context, value: &Value) -> PyResult<Option<i128>> {
    if let Value::Int(number) = value {
        return Ok(Some(i128::from(*number)));
    }
    if !cx.is_index(value) {
        return Err(error(cx, "required argument is not an integer"));
    }
    let number = cx.index(value)?;
    Ok(match number {
        OwnedInt::Small(number) => Some(i128::from(number)),
        OwnedInt::Big(number) => i128::try_from(number).ok(),
    })
}

fn pack_one(cx: &mut Context, item: &Item, little: bool, value: &Value, out: &mut [u8]) -> PyResult<()> {
    match item.kind {
        Kind::Pad => {}
        Kind::Bool => out[0] = u8::from(cx.truth(value)?),
        Kind::Char => match bytes::as_bytes(value).map(|bytes| bytes.items()) {
            Some([byte]) => out[0] = *byte,
            _ => return Err(error(cx, "char format requires a bytes object of length 1")),
        },
        Kind::Bytes | Kind::Pascal => {
            let given = bytes::as_bytes(value).map(|bytes| bytes.items().to_vec()).or_else(|| {
                let array = value.as_ref().and_then(|object| object.downcast::<ByteArray>()).cloned();
                array.map(|array| array.get(cx).bytes().to_vec())
            });
            let Some(given) = given else {
                let letter = char::from(item.letter);
                return Err(error(cx, format!("argument for '{letter}' must be a bytes object")));
            };
            if item.kind == Kind::Bytes {
                let length = given.len().min(out.len());
                out[..length].copy_from_slice(&given[..length]);
            } else if !out.is_empty() {
                let length = given.len().min(out.len() - 1);
                out[0] = length.min(255) as u8;
                out[1..=length].copy_from_slice(&given[..length]);
            }
        }
        Kind::Signed | Kind::Unsigned => {
            let (least, most) = limits(item.kind, item.size);
            match integer(cx, value)?.filter(|number| (least..=most).contains(number)) {
                Some(number) => store(number, out, little),
                None => {
                    let letter = char::from(item.letter);
                    let message = format!("'{letter}' format requires {least} <= number <= {most}");
                    return Err(error(cx, message));
                }
            }
        }
        Kind::Pointer => {
            match integer(cx, value)?.filter(|number| (-(1i128 << 63)..1i128 << 64).contains(number)) {
                Some(number) => store(number, out, little),
                None => return Err(error(cx, "int too large to convert")),
            }
        }
        Kind::Float => {
            let Ok(number) = cx.to_f64(value) else {
                return Err(error(cx, "required argument is not a float"));
            };
            if let Err(message) = store_float(number, out, little) {
                return Err(cx.overflow_error(message));
            }
        }
    }
    Ok(())
}

/// The bytes of as many values as the format takes.
pub fn pack(cx: &mut Context, format: &Format, values: &[Value]) -> PyResult<Vec<u8>> {
    let mut out = cx.zeroes(format.size)?;
    let mut values = values.iter();
    for item in format.items.iter().filter(|item| item.kind != Kind::Pad) {
        for number in 0..item.count {
            let Some(value) = values.next() else { break };
            let at = item.offset + number * item.size;
            pack_one(cx, item, format.little, value, &mut out[at..at + item.size])?;
        }
    }
    Ok(out)
}

/// An int of any size.
pub fn int_value(cx: &mut Context, number: i128) -> Value {
    match i64::try_from(number) {
        Ok(number) => Value::Int(number),
        Err(_) => cx.big_int_value(BigInt::from(number)),
    }
}

/// The values in as many bytes as the format has.
pub fn unpack(cx: &mut Context, format: &Format, bytes: &[u8]) -> Value {
    let mut values = Vec::with_capacity(format.values);
    for item in format.items.iter().filter(|item| item.kind != Kind::Pad) {
        for number in 0..item.count {
            let at = item.offset + number * item.size;
            let bytes = &bytes[at..at + item.size];
            values.push(match item.kind {
                Kind::Bool => Value::bool(bytes[0] != 0),
                Kind::Pascal if !bytes.is_empty() => {
                    let length = usize::from(bytes[0]).min(bytes.len() - 1);
                    cx.bytes_value(&bytes[1..=length])
                }
                Kind::Pad | Kind::Char | Kind::Bytes | Kind::Pascal => cx.bytes_value(bytes),
                Kind::Float => Value::float(load_float(bytes, format.little)),
                kind => {
                    let number = load(bytes, format.little, kind == Kind::Signed);
                    int_value(cx, number)
                }
            });
        }
    }
    cx.tuple_value(values)
}
