//! Encodings of one byte a character: ASCII, Latin-1 and Windows' extension of it.

use super::handler::{DecodeErrors, EncodeErrors, encode_by};
use crate::error::UnicodeProblem;
use crate::{Wtf8, Wtf8Buf};

/// A single-byte encoding: below `direct` bytes are code points, then follows a table.
pub struct CodePage {
    name: &'static str,
    reason: &'static str,
    direct: u32,
    /// Code points of the bytes from `direct` on until `direct_again`; 0 is undefined.
    table: &'static [u32],
    /// Whether the bytes after the table are code points again.
    rest_direct: bool,
}

/// `ascii`
pub static ASCII: CodePage = CodePage {
    name: "ascii",
    reason: "ordinal not in range(128)",
    direct: 128,
    table: &[],
    rest_direct: false,
};

/// `latin-1`
pub static LATIN_1: CodePage = CodePage {
    name: "latin-1",
    reason: "ordinal not in range(256)",
    direct: 256,
    table: &[],
    rest_direct: true,
};

/// `cp1252`
pub static CP1252: CodePage = CodePage {
    name: "charmap",
    reason: "character maps to <undefined>",
    direct: 128,
    table: &[
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0, 0x017E, 0x0178,
    ],
    rest_direct: true,
};

impl CodePage {
    fn to_code_point(&self, byte: u8) -> Option<u32> {
        let byte = byte as u32;
        if byte < self.direct {
            return Some(byte);
        }
        match self.table.get((byte - self.direct) as usize) {
            Some(&c) => (c != 0).then_some(c),
            None => self.rest_direct.then_some(byte),
        }
    }

    fn to_byte(&self, c: u32) -> Option<u8> {
        if c < self.direct {
            return Some(c as u8);
        }
        if let Some(at) = self.table.iter().position(|&entry| entry == c && c != 0) {
            return Some(self.direct as u8 + at as u8);
        }
        let after_table = self.direct + self.table.len() as u32;
        (self.rest_direct && (after_table..256).contains(&c)).then_some(c as u8)
    }
}

/// Decodes bytes.
pub fn decode<H: DecodeErrors>(page: &CodePage, bytes: &[u8], errors: &mut H) -> Result<Wtf8Buf, H::Error> {
    if bytes.is_ascii() {
        return Ok(Wtf8Buf::from_bytes(bytes.to_vec()));
    }
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(c) = page.to_code_point(byte) {
            out.push(c);
            at += 1;
            continue;
        }
        let problem =
            UnicodeProblem { encoding: page.name, start: at, end: at + 1, reason: page.reason.to_owned() };
        let (substitute, next) = errors.handle(bytes, problem)?;
        out.push_wtf8(substitute.as_wtf8());
        at = next;
    }
    Ok(out)
}

/// Encodes text.
pub fn encode<H: EncodeErrors>(page: &CodePage, text: Wtf8<'_>, errors: &mut H) -> Result<Vec<u8>, H::Error> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    encode_by(text, Vec::with_capacity(text.len()), (page.name, page.reason, 1), errors, |c, out| match page
        .to_byte(c)
    {
        Some(byte) => {
            out.push(byte);
            true
        }
        None => false,
    })
}
