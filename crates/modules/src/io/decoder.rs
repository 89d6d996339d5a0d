//! Decoding text piece by piece: what is incomplete at the end of a piece is kept for the next one. The
//! encodings themselves are in `text::codec`.

use std::borrow::Cow;

use text::codec::Encoding;
use text::codec::wide::Order;
use vm::{Context, PyResult};

use super::newline::Newlines;

/// A decoder between two pieces.
#[derive(Clone, Debug)]
pub struct Decoder {
    encoding: Encoding,
    errors: String,
    /// The beginning of a character.
    kept: Vec<u8>,
    /// The byte order that a mark has said.
    order: Option<Order>,
    /// The place of a byte order mark is behind us.
    begun: bool,
    /// The translation of line endings, if there is one.
    pub newlines: Option<Newlines>,
}

impl Decoder {
    /// Before the first piece.
    pub fn new(encoding: Encoding, errors: &str, newlines: Option<Newlines>) -> Decoder {
        Decoder {
            encoding,
            errors: errors.to_string(),
            kept: Vec::new(),
            order: None,
            begun: false,
            newlines,
        }
    }

    /// Back to the beginning.
    pub fn reset(&mut self) {
        self.kept.clear();
        self.order = None;
        self.begun = false;
        if let Some(newlines) = &mut self.newlines {
            newlines.waiting = false;
        }
    }

    /// Takes out what is kept: with that, and [`Decoder::flags`], decoding can start again from here.
    pub fn take_kept(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.kept)
    }

    /// Whether the state is said by the flags alone.
    pub fn keeps_nothing(&self) -> bool {
        self.kept.is_empty()
    }

    /// The state but for what is kept, as a number; 0 at the beginning.
    pub fn flags(&self) -> u8 {
        let order = match self.order {
            None => 0,
            Some(Order::Little) => 2,
            Some(Order::Big) => 4,
        };
        let waiting = self.newlines.as_ref().is_some_and(|newlines| newlines.waiting);
        u8::from(waiting) | order | u8::from(self.begun) << 3
    }

    /// Takes on a state given by [`Decoder::flags`].
    pub fn set_flags(&mut self, flags: u8) {
        self.kept.clear();
        if let Some(newlines) = &mut self.newlines {
            newlines.waiting = flags & 1 != 0;
        }
        self.order = match flags & 6 {
            2 => Some(Order::Little),
            4 => Some(Order::Big),
            _ => None,
        };
        self.begun = flags & 8 != 0;
    }

    /// Decodes the next piece; `last` if nothing follows.
    pub fn decode(&mut self, cx: &mut Context, input: &[u8], last: bool) -> PyResult<Vec<u8>> {
        let text = self.decode_plain(cx, input, last)?;
        Ok(match &mut self.newlines {
            Some(newlines) => newlines.feed(text, last),
            None => text,
        })
    }

    fn decode_plain(&mut self, cx: &mut Context, input: &[u8], last: bool) -> PyResult<Vec<u8>> {
        let bytes = if self.kept.is_empty() {
            Cow::Borrowed(input)
        } else {
            let mut joined = self.take_kept();
            joined.extend_from_slice(input);
            Cow::Owned(joined)
        };
        let mut rest: &[u8] = &bytes;
        let encoding = match self.encoding {
            Encoding::Utf8Sig => {
                if !self.begun {
                    let mark = text::codec::utf8::MARK;
                    if !last && rest.len() < mark.len() && mark.starts_with(rest) {
                        self.kept = rest.to_vec();
                        return Ok(Vec::new());
                    }
                    rest = rest.strip_prefix(mark).unwrap_or(rest);
                    self.begun = true;
                }
                Encoding::Utf8
            }
            Encoding::Utf16(None) | Encoding::Utf32(None) => {
                let width = if matches!(self.encoding, Encoding::Utf16(_)) { 2 } else { 4 };
                if self.order.is_none() {
                    if rest.len() < width && !last {
                        self.kept = rest.to_vec();
                        return Ok(Vec::new());
                    }
                    let (order, marked) = match (width, rest) {
                        (2, [0xFF, 0xFE, ..]) | (4, [0xFF, 0xFE, 0, 0, ..]) => (Order::Little, true),
                        (2, [0xFE, 0xFF, ..]) | (4, [0, 0, 0xFE, 0xFF, ..]) => (Order::Big, true),
                        _ if cfg!(target_endian = "big") => (Order::Big, false),
                        _ => (Order::Little, false),
                    };
                    self.order = Some(order);
                    rest = &rest[if marked { width } else { 0 }..];
                }
                if width == 2 { Encoding::Utf16(self.order) } else { Encoding::Utf32(self.order) }
            }
            other => other,
        };
        let complete = if last { rest.len() } else { complete_length(rest, encoding) };
        let kept = rest[complete..].to_vec();
        let decoded = if encoding == Encoding::Utf8 && std::str::from_utf8(&rest[..complete]).is_ok() {
            rest[..complete].to_vec()
        } else {
            let object = cx.new_bytes(&rest[..complete]);
            cx.decode(&object, Some(encoding.lookup_name()), Some(&self.errors))?.into_bytes()
        };
        self.kept = kept;
        Ok(decoded)
    }
}

/// A name by which an encoding can be found again.
pub trait LookupName {
    /// The name.
    fn lookup_name(self) -> &'static str;
}

impl LookupName for Encoding {
    fn lookup_name(self) -> &'static str {
        match self {
            Encoding::Cp1252 => "cp1252",
            Encoding::Utf8Sig => "utf-8-sig",
            Encoding::UnicodeEscape => "unicode_escape",
            Encoding::RawUnicodeEscape => "raw_unicode_escape",
            other => other.error_name(),
        }
    }
}

/// How many bytes from the beginning are whole characters, as far as one can tell.
fn complete_length(bytes: &[u8], encoding: Encoding) -> usize {
    let len = bytes.len();
    match encoding {
        Encoding::Utf8 => {
            for back in 1..=len.min(3) {
                let byte = bytes[len - back];
                if byte & 0xC0 == 0x80 {
                    continue;
                }
                let tail = &bytes[len - back..];
                return match std::str::from_utf8(tail) {
                    Err(error) if error.error_len().is_none() => len - back,
                    _ => len,
                };
            }
            len
        }
        Encoding::Utf16(order) => {
            let even = len & !1;
            let high = even >= 2
                && matches!(
                    match order {
                        Some(Order::Big) => bytes[even - 2],
                        _ => bytes[even - 1],
                    },
                    0xD8..=0xDB
                );
            if high { even - 2 } else { even }
        }
        Encoding::Utf32(_) => len & !3,
        _ => len,
    }
}
