//! Between text and bytes: the encodings every program meets, with CPython's error handlers and the exact
//! attributes of its `UnicodeError`s.
//!
//! [`decode`] and [`encode`] take an [`Encoding`] and an error handler: a built-in [`Handler`] or anything that
//! implements [`DecodeErrors`] or [`EncodeErrors`], by which the VM calls handlers registered from Python. The
//! encodings: [`utf8`], [`single`] (one byte a character), [`wide`] (UTF-16, UTF-32), [`escape`].

pub mod escape;
pub mod handler;
pub mod single;
pub mod utf8;
pub mod wide;

pub use handler::{DecodeErrors, EncodeErrors, Handler, Substitute, decode_error, encode_error};

use crate::{Wtf8, Wtf8Buf};
use wide::Order;

/// The encodings this crate knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`
    Utf8,
    /// `utf-8-sig`: with a byte order mark that is written and skipped.
    Utf8Sig,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `cp1252`
    Cp1252,
    /// `utf-16`, with a byte order mark unless an order is given.
    Utf16(Option<Order>),
    /// `utf-32`, with a byte order mark unless an order is given.
    Utf32(Option<Order>),
    /// `unicode_escape`
    UnicodeEscape,
    /// `raw_unicode_escape`
    RawUnicodeEscape,
}

impl Encoding {
    /// Finds an encoding by any of its names: case and punctuation do not matter.
    pub fn from_name(name: &str) -> Option<Encoding> {
        use Encoding::*;
        let mut normal = String::with_capacity(name.len());
        for c in name.chars() {
            if c.is_ascii_alphanumeric() || c == '.' {
                normal.push(c.to_ascii_lowercase());
            } else if !normal.ends_with('_') {
                normal.push('_');
            }
        }
        Some(match normal.trim_matches('_') {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Utf8,
            "utf_8_sig" | "utf8_sig" => Utf8Sig,
            "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "ansi_x3_4_1968" | "ansi_x3.4_1986"
            | "cp367" | "csascii" | "ibm367" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" => Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "cp819" | "csisolatin1" | "ibm819" | "iso_8859_1_1987" | "iso_ir_100" => Latin1,
            "cp1252" | "1252" | "windows_1252" => Cp1252,
            "utf_16" | "utf16" | "u16" => Utf16(None),
            "utf_16_le" | "utf_16le" | "utf16le" | "unicodelittleunmarked" => Utf16(Some(Order::Little)),
            "utf_16_be" | "utf_16be" | "utf16be" | "unicodebigunmarked" => Utf16(Some(Order::Big)),
            "utf_32" | "utf32" | "u32" => Utf32(None),
            "utf_32_le" | "utf_32le" | "utf32le" => Utf32(Some(Order::Little)),
            "utf_32_be" | "utf_32be" | "utf32be" => Utf32(Some(Order::Big)),
            "unicode_escape" | "unicodeescape" => UnicodeEscape,
            "raw_unicode_escape" | "rawunicodeescape" => RawUnicodeEscape,
            _ => return None,
        })
    }

    /// The name as error attributes give it.
    pub fn error_name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Cp1252 => "charmap",
            Encoding::Utf16(None) => "utf-16",
            Encoding::Utf16(Some(Order::Little)) => "utf-16-le",
            Encoding::Utf16(Some(Order::Big)) => "utf-16-be",
            Encoding::Utf32(None) => "utf-32",
            Encoding::Utf32(Some(Order::Little)) => "utf-32-le",
            Encoding::Utf32(Some(Order::Big)) => "utf-32-be",
            Encoding::UnicodeEscape => "unicodeescape",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

/// Decodes bytes.
pub fn decode<H: DecodeErrors>(
    bytes: &[u8],
    encoding: Encoding,
    errors: &mut H,
) -> Result<Wtf8Buf, H::Error> {
    match encoding {
        Encoding::Utf8 => utf8::decode(bytes, errors),
        Encoding::Utf8Sig => utf8::decode(bytes.strip_prefix(utf8::MARK).unwrap_or(bytes), errors),
        Encoding::Ascii => single::decode(&single::ASCII, bytes, errors),
        Encoding::Latin1 => single::decode(&single::LATIN_1, bytes, errors),
        Encoding::Cp1252 => single::decode(&single::CP1252, bytes, errors),
        Encoding::Utf16(order) => wide::decode_utf16(bytes, order, errors),
        Encoding::Utf32(order) => wide::decode_utf32(bytes, order, errors),
        Encoding::UnicodeEscape => escape::decode_unicode_escape(bytes, errors),
        Encoding::RawUnicodeEscape => escape::decode_raw_unicode_escape(bytes, errors),
    }
}

/// Encodes text.
pub fn encode<H: EncodeErrors>(
    text: Wtf8<'_>,
    encoding: Encoding,
    errors: &mut H,
) -> Result<Vec<u8>, H::Error> {
    match encoding {
        Encoding::Utf8 => utf8::encode(text, Vec::new(), errors),
        Encoding::Utf8Sig => utf8::encode(text, utf8::MARK.to_vec(), errors),
        Encoding::Ascii => single::encode(&single::ASCII, text, errors),
        Encoding::Latin1 => single::encode(&single::LATIN_1, text, errors),
        Encoding::Cp1252 => single::encode(&single::CP1252, text, errors),
        Encoding::Utf16(order) => wide::encode_utf16(text, order, errors),
        Encoding::Utf32(order) => wide::encode_utf32(text, order, errors),
        Encoding::UnicodeEscape => Ok(escape::encode_unicode_escape(text)),
        Encoding::RawUnicodeEscape => Ok(escape::encode_raw_unicode_escape(text)),
    }
}
