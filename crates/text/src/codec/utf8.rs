//! UTF-8. Valid text is copied; only problems are looked at byte by byte.

use super::handler::{DecodeErrors, EncodeErrors, encode_by};
use crate::error::UnicodeProblem;
use crate::wtf8::is_surrogate;
use crate::{Wtf8, Wtf8Buf};

/// The byte order mark of `utf-8-sig`.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes bytes.
pub fn decode<H: DecodeErrors>(bytes: &[u8], errors: &mut H) -> Result<Wtf8Buf, H::Error> {
    let mut out = Wtf8Buf::new();
    let mut at = 0;
    loop {
        let error = match std::str::from_utf8(&bytes[at..]) {
            Ok(rest) => {
                out.push_str(rest);
                return Ok(out);
            }
            Err(error) => error,
        };
        let start = at + error.valid_up_to();
        out.push_wtf8(Wtf8::from_bytes(&bytes[at..start]));
        let (end, reason) = match error.error_len() {
            None => (bytes.len(), "unexpected end of data"),
            Some(length) if matches!(bytes[start], 0xC2..=0xF4) => {
                (start + length, "invalid continuation byte")
            }
            Some(length) => (start + length, "invalid start byte"),
        };
        let problem = UnicodeProblem { encoding: "utf-8", start, end, reason: reason.to_owned() };
        let (substitute, next) = errors.handle(bytes, problem)?;
        out.push_wtf8(substitute.as_wtf8());
        at = next;
    }
}

/// Encodes after what `out` holds.
pub fn encode<H: EncodeErrors>(
    text: Wtf8<'_>,
    mut out: Vec<u8>,
    errors: &mut H,
) -> Result<Vec<u8>, H::Error> {
    if text.first_surrogate().is_none() {
        out.extend_from_slice(text.as_bytes());
        return Ok(out);
    }
    encode_by(text, out, ("utf-8", "surrogates not allowed", 1), errors, |c, out| match char::from_u32(c) {
        Some(c) => {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            true
        }
        None => false,
    })
}

/// The bytes UTF-8 would give a surrogate.
pub(super) fn surrogate(c: u32) -> Vec<u8> {
    debug_assert!(is_surrogate(c));
    Wtf8Buf::from_iter([c]).into_bytes()
}
