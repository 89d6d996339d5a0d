//! What happens at a place that cannot be converted: the built-in error handlers and the interface for others.

use crate::error::{ErrorKind, PyError, PyResult, UnicodeProblem};
use crate::wtf8::is_surrogate;
use crate::{Wtf8, Wtf8Buf, unicode};

/// Decides about bytes that cannot be decoded.
pub trait DecodeErrors {
    /// What a refusal is.
    type Error;
    /// The text to put in place of the problem and the byte position to go on at (at most `bytes.len()`).
    fn handle(&mut self, bytes: &[u8], problem: UnicodeProblem) -> Result<(Wtf8Buf, usize), Self::Error>;
}

/// What stands for text that cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Substitute {
    /// Text to encode instead.
    Text(Wtf8Buf),
    /// Bytes to write as they are.
    Bytes(Vec<u8>),
}

/// Decides about text that cannot be encoded.
pub trait EncodeErrors {
    /// What a refusal is.
    type Error;
    /// The substitute for the problem and the code point position to go on at.
    fn handle(&mut self, text: Wtf8<'_>, problem: UnicodeProblem)
    -> Result<(Substitute, usize), Self::Error>;
    /// The error of a problem no substitute was found for.
    fn refuse(&mut self, text: Wtf8<'_>, problem: UnicodeProblem) -> Self::Error;
}

/// The built-in error handlers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handler {
    /// Raise.
    Strict,
    /// Leave the problem out.
    Ignore,
    /// U+FFFD or `?`.
    Replace,
    /// `\xNN`, `\uNNNN`
    BackslashReplace,
    /// Bytes become U+DC80..U+DCFF and back.
    SurrogateEscape,
    /// Surrogates are encoded as if they were characters; only in UTF encodings.
    SurrogatePass,
    /// `&#N;`
    XmlCharRefReplace,
    /// `\N{...}`
    NameReplace,
    /// A name nobody registered: an error once it is needed.
    Unknown(String),
}

impl Handler {
    /// Finds a handler by name.
    pub fn from_name(name: &str) -> Handler {
        match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            _ => Handler::Unknown(name.to_owned()),
        }
    }
}

fn unknown(name: &str) -> PyError {
    PyError::new(ErrorKind::Lookup, format!("unknown error handler name '{name}'"))
}

/// The `UnicodeDecodeError` of a problem, with its text.
pub fn decode_error(bytes: &[u8], problem: UnicodeProblem) -> PyError {
    let UnicodeProblem { encoding, start, end, ref reason } = problem;
    let message = match bytes.get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!(
            "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
            end as isize - 1
        ),
    };
    PyError::new(ErrorKind::UnicodeDecode(problem), message)
}

/// The `UnicodeEncodeError` of a problem, with its text.
pub fn encode_error(text: Wtf8<'_>, problem: UnicodeProblem) -> PyError {
    let UnicodeProblem { encoding, start, end, ref reason } = problem;
    let message = match text.slice(start, start + 1).chars().next() {
        Some(c) if end == start + 1 => {
            format!("'{encoding}' codec can't encode character '{}' in position {start}: {reason}", escape(c))
        }
        _ => format!(
            "'{encoding}' codec can't encode characters in position {start}-{}: {reason}",
            end as isize - 1
        ),
    };
    PyError::new(ErrorKind::UnicodeEncode(problem), message)
}

/// A code point as a backslash escape of the shortest kind.
pub(super) fn escape(c: u32) -> String {
    match c {
        0..=0xFF => format!("\\x{c:02x}"),
        0x100..=0xFFFF => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    }
}

/// The surrogate at the start of these bytes, as the encoding would write it if surrogates were characters.
fn encoded_surrogate(encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let (c, width) = match (encoding, bytes) {
        ("utf-8", &[0xED, b @ 0xA0..=0xBF, c @ 0x80..=0xBF, ..]) => {
            (0xD000 | (b as u32 & 0x3F) << 6 | (c as u32 & 0x3F), 3)
        }
        ("utf-16-le", &[a, b, ..]) => (u16::from_le_bytes([a, b]) as u32, 2),
        ("utf-16-be", &[a, b, ..]) => (u16::from_be_bytes([a, b]) as u32, 2),
        ("utf-32-le", &[a, b, c, d, ..]) => (u32::from_le_bytes([a, b, c, d]), 4),
        ("utf-32-be", &[a, b, c, d, ..]) => (u32::from_be_bytes([a, b, c, d]), 4),
        _ => return None,
    };
    is_surrogate(c).then_some((c, width))
}

impl DecodeErrors for Handler {
    type Error = PyError;

    fn handle(&mut self, bytes: &[u8], problem: UnicodeProblem) -> PyResult<(Wtf8Buf, usize)> {
        let bad = &bytes[problem.start..problem.end];
        let text = match self {
            Handler::Strict => return Err(decode_error(bytes, problem)),
            Handler::Ignore => Wtf8Buf::new(),
            Handler::Replace => "\u{FFFD}".into(),
            Handler::BackslashReplace => bad.iter().map(|b| format!("\\x{b:02x}")).collect::<String>().into(),
            Handler::SurrogateEscape => {
                let escapable = bad.iter().take_while(|&&b| b >= 0x80).count();
                if escapable == 0 {
                    return Err(decode_error(bytes, problem));
                }
                let text = bad[..escapable].iter().map(|&b| 0xDC00 + b as u32).collect();
                return Ok((text, problem.start + escapable));
            }
            Handler::SurrogatePass => {
                return match encoded_surrogate(problem.encoding, &bytes[problem.start..]) {
                    Some((c, width)) => Ok((Wtf8Buf::from_iter([c]), problem.start + width)),
                    None => Err(decode_error(bytes, problem)),
                };
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                return Err(PyError::typ("don't know how to handle UnicodeDecodeError in error callback"));
            }
            Handler::Unknown(name) => return Err(unknown(name)),
        };
        Ok((text, problem.end))
    }
}

impl EncodeErrors for Handler {
    type Error = PyError;

    fn handle(&mut self, text: Wtf8<'_>, problem: UnicodeProblem) -> PyResult<(Substitute, usize)> {
        let bad = text.slice(problem.start, problem.end).chars();
        let substitute: String = match self {
            Handler::Strict => return Err(encode_error(text, problem)),
            Handler::Ignore => String::new(),
            Handler::Replace => bad.map(|_| '?').collect(),
            Handler::BackslashReplace => bad.map(escape).collect(),
            Handler::XmlCharRefReplace => bad.map(|c| format!("&#{c};")).collect(),
            Handler::NameReplace => bad
                .map(|c| unicode::name(c).map_or_else(|| escape(c), |name| format!("\\N{{{name}}}")))
                .collect(),
            Handler::SurrogateEscape => {
                let bytes: Vec<u8> = bad
                    .map_while(|c| u8::try_from(c.wrapping_sub(0xDC00)).ok().filter(|&b| b >= 0x80))
                    .collect();
                let end = problem.start + bytes.len();
                // The code page codecs ask about a whole run at once, the others go on after what can be escaped.
                if bytes.is_empty() || (problem.encoding == "charmap" && end < problem.end) {
                    return Err(encode_error(text, problem));
                }
                return Ok((Substitute::Bytes(bytes), end));
            }
            Handler::SurrogatePass => {
                let mut bytes = Vec::new();
                for c in bad {
                    match super::wide::surrogate_bytes(problem.encoding, c) {
                        Some(encoded) => bytes.extend(encoded),
                        None => return Err(encode_error(text, problem)),
                    }
                }
                return Ok((Substitute::Bytes(bytes), problem.end));
            }
            Handler::Unknown(name) => return Err(unknown(name)),
        };
        Ok((Substitute::Text(substitute.into()), problem.end))
    }

    fn refuse(&mut self, text: Wtf8<'_>, problem: UnicodeProblem) -> PyError {
        encode_error(text, problem)
    }
}

/// Encodes text by a function that writes one code point or declines it. Declined ones go to the handler in runs if
/// a unit of the encoding is one byte, else one by one, and then substitutes must consist of whole units.
pub(super) fn encode_by<H: EncodeErrors>(
    text: Wtf8<'_>,
    mut out: Vec<u8>,
    (encoding, reason, unit): (&'static str, &str, usize),
    errors: &mut H,
    mut put: impl FnMut(u32, &mut Vec<u8>) -> bool,
) -> Result<Vec<u8>, H::Error> {
    let mut rest = text.chars();
    let mut position = 0;
    loop {
        let before = rest.clone();
        let Some(c) = rest.next() else { return Ok(out) };
        if put(c, &mut out) {
            position += 1;
            continue;
        }
        let mut end = position + 1;
        let mut scratch = Vec::new();
        while unit == 1
            && let Some(c) = rest.next()
            && !put(c, &mut scratch)
        {
            end += 1;
        }
        let problem = UnicodeProblem { encoding, start: position, end, reason: reason.to_owned() };
        let (substitute, next) = errors.handle(text, problem.clone())?;
        match substitute {
            Substitute::Bytes(bytes) if bytes.len() % unit == 0 => out.extend(bytes),
            Substitute::Bytes(_) => return Err(errors.refuse(text, problem)),
            Substitute::Text(substitute) => {
                for c in substitute.as_wtf8().chars() {
                    if !put(c, &mut out) {
                        return Err(errors.refuse(text, problem));
                    }
                }
            }
        }
        rest = if next >= position {
            let mut rest = before;
            (position..next).for_each(|_| {
                rest.next();
            });
            rest
        } else {
            text.slice(next, usize::MAX).chars()
        };
        position = next;
    }
}
