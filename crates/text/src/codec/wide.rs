//! UTF-16 and UTF-32 in both byte orders.

use super::handler::{DecodeErrors, EncodeErrors, encode_by};
use crate::error::UnicodeProblem;
use crate::wtf8::is_surrogate;
use crate::{Wtf8, Wtf8Buf};

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Least significant first; what is written and assumed if nothing is said.
    Little,
    /// Most significant first.
    Big,
}

impl Order {
    fn u16(self, bytes: [u8; 2]) -> u32 {
        match self {
            Order::Little => u16::from_le_bytes(bytes) as u32,
            Order::Big => u16::from_be_bytes(bytes) as u32,
        }
    }

    fn u32(self, bytes: [u8; 4]) -> u32 {
        match self {
            Order::Little => u32::from_le_bytes(bytes),
            Order::Big => u32::from_be_bytes(bytes),
        }
    }

    fn put_u16(self, unit: u16, out: &mut Vec<u8>) {
        out.extend(match self {
            Order::Little => unit.to_le_bytes(),
            Order::Big => unit.to_be_bytes(),
        });
    }

    fn put_u32(self, unit: u32, out: &mut Vec<u8>) {
        out.extend(match self {
            Order::Little => unit.to_le_bytes(),
            Order::Big => unit.to_be_bytes(),
        });
    }
}

const MARK: u32 = 0xFEFF;

/// Decodes UTF-16; without an order the byte order mark decides.
pub fn decode_utf16<H: DecodeErrors>(
    bytes: &[u8],
    order: Option<Order>,
    errors: &mut H,
) -> Result<Wtf8Buf, H::Error> {
    let (order, mut at) = match (order, bytes) {
        (Some(order), _) => (order, 0),
        (None, [0xFF, 0xFE, ..]) => (Order::Little, 2),
        (None, [0xFE, 0xFF, ..]) => (Order::Big, 2),
        (None, _) => (Order::Little, 0),
    };
    let encoding = if order == Order::Little { "utf-16-le" } else { "utf-16-be" };
    let unit = |at: usize| Some(order.u16([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    while at < bytes.len() {
        let (end, reason) = match unit(at) {
            None => (bytes.len(), "truncated data"),
            Some(c @ 0xD800..=0xDBFF) => match unit(at + 2) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    out.push(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
                    at += 4;
                    continue;
                }
                Some(_) => (at + 2, "illegal UTF-16 surrogate"),
                None => (bytes.len(), "unexpected end of data"),
            },
            Some(0xDC00..=0xDFFF) => (at + 2, "illegal encoding"),
            Some(c) => {
                out.push(c);
                at += 2;
                continue;
            }
        };
        let problem = UnicodeProblem { encoding, start: at, end, reason: reason.to_owned() };
        let (substitute, next) = errors.handle(bytes, problem)?;
        out.push_wtf8(substitute.as_wtf8());
        at = next;
    }
    Ok(out)
}

/// Decodes UTF-32; without an order the byte order mark decides.
pub fn decode_utf32<H: DecodeErrors>(
    bytes: &[u8],
    order: Option<Order>,
    errors: &mut H,
) -> Result<Wtf8Buf, H::Error> {
    let (order, mut at) = match (order, bytes) {
        (Some(order), _) => (order, 0),
        (None, [0xFF, 0xFE, 0, 0, ..]) => (Order::Little, 4),
        (None, [0, 0, 0xFE, 0xFF, ..]) => (Order::Big, 4),
        (None, _) => (Order::Little, 0),
    };
    let encoding = if order == Order::Little { "utf-32-le" } else { "utf-32-be" };
    let mut out = Wtf8Buf::with_capacity(bytes.len() / 2);
    while at < bytes.len() {
        let (end, reason) = match bytes[at..] {
            [a, b, c, d, ..] => match order.u32([a, b, c, d]) {
                c if is_surrogate(c) => (at + 4, "code point in surrogate code point range(0xd800, 0xe000)"),
                0x110000.. => (at + 4, "code point not in range(0x110000)"),
                c => {
                    out.push(c);
                    at += 4;
                    continue;
                }
            },
            _ => (bytes.len(), "truncated data"),
        };
        let problem = UnicodeProblem { encoding, start: at, end, reason: reason.to_owned() };
        let (substitute, next) = errors.handle(bytes, problem)?;
        out.push_wtf8(substitute.as_wtf8());
        at = next;
    }
    Ok(out)
}

const REASON: &str = "surrogates not allowed";

fn put_utf16(order: Order, c: u32, out: &mut Vec<u8>) -> bool {
    let Some(c) = char::from_u32(c) else { return false };
    c.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| order.put_u16(unit, out));
    true
}

fn put_utf32(order: Order, c: u32, out: &mut Vec<u8>) -> bool {
    if is_surrogate(c) {
        return false;
    }
    order.put_u32(c, out);
    true
}

/// Encodes as UTF-16; without an order little-endian after a mark.
pub fn encode_utf16<H: EncodeErrors>(
    text: Wtf8<'_>,
    order: Option<Order>,
    errors: &mut H,
) -> Result<Vec<u8>, H::Error> {
    let mut out = Vec::with_capacity(text.len() * 2 + 2);
    let name = super::Encoding::Utf16(order).error_name();
    if order.is_none() {
        put_utf16(Order::Little, MARK, &mut out);
    }
    let order = order.unwrap_or(Order::Little);
    encode_by(text, out, (name, REASON, 2), errors, |c, out| put_utf16(order, c, out))
}

/// Encodes as UTF-32; without an order little-endian after a mark.
pub fn encode_utf32<H: EncodeErrors>(
    text: Wtf8<'_>,
    order: Option<Order>,
    errors: &mut H,
) -> Result<Vec<u8>, H::Error> {
    let mut out = Vec::with_capacity(text.len() * 4 + 4);
    let name = super::Encoding::Utf32(order).error_name();
    if order.is_none() {
        put_utf32(Order::Little, MARK, &mut out);
    }
    let order = order.unwrap_or(Order::Little);
    encode_by(text, out, (name, REASON, 4), errors, |c, out| put_utf32(order, c, out))
}

/// A surrogate as an encoding would write it if surrogates were characters; nothing for other code points and
/// encodings.
pub(super) fn surrogate_bytes(encoding: &str, c: u32) -> Option<Vec<u8>> {
    if !is_surrogate(c) {
        return None;
    }
    let mut out = Vec::new();
    match encoding {
        "utf-8" => return Some(super::utf8::surrogate(c)),
        "utf-16" | "utf-16-le" => Order::Little.put_u16(c as u16, &mut out),
        "utf-16-be" => Order::Big.put_u16(c as u16, &mut out),
        "utf-32" | "utf-32-le" => Order::Little.put_u32(c, &mut out),
        "utf-32-be" => Order::Big.put_u32(c, &mut out),
        _ => return None,
    }
    Some(out)
}
