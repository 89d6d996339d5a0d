//! The content of a `str` literal: text that may hold lone surrogates, as `'\ud800'` does.
//!
//! Stored as WTF-8: UTF-8 in which a lone surrogate takes its three-byte form. Nothing else about Python's
//! `str` is here; the VM has its own type.

/// Text that is UTF-8 but for lone surrogates.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct PyText {
    bytes: Vec<u8>,
    surrogates: bool,
}

impl PyText {
    /// Empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text as UTF-8, or `None` if it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        if self.surrogates { None } else { std::str::from_utf8(&self.bytes).ok() }
    }

    /// The WTF-8 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Is there no text?
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Appends text.
    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends another text. Surrogates that meet stay apart, as in Python.
    pub fn push_text(&mut self, other: &PyText) {
        self.bytes.extend_from_slice(&other.bytes);
        self.surrogates |= other.surrogates;
    }

    /// Appends a code point, which may be a surrogate; `false` (and nothing appended) above U+10FFFF.
    pub fn push_code_point(&mut self, code: u32) -> bool {
        if let Some(c) = char::from_u32(code) {
            self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return true;
        }
        if code > 0x10FFFF {
            return false;
        }
        self.surrogates = true;
        let continuation = |shift: u32| 0x80 | ((code >> shift) & 0x3F) as u8;
        self.bytes.extend_from_slice(&[0xE0 | (code >> 12) as u8, continuation(6), continuation(0)]);
        true
    }

    /// The code points, lone surrogates as their numbers.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let &first = rest.first()?;
            let (len, initial) = match first {
                0..0x80 => (1, u32::from(first)),
                0x80..0xE0 => (2, u32::from(first & 0x1F)),
                0xE0..0xF0 => (3, u32::from(first & 0x0F)),
                _ => (4, u32::from(first & 0x07)),
            };
            let code = rest[1..len].iter().fold(initial, |code, &b| code << 6 | u32::from(b & 0x3F));
            rest = &rest[len..];
            Some(code)
        })
    }
}

impl From<&str> for PyText {
    fn from(text: &str) -> Self {
        PyText { bytes: text.as_bytes().to_vec(), surrogates: false }
    }
}

impl From<String> for PyText {
    fn from(text: String) -> Self {
        PyText { bytes: text.into_bytes(), surrogates: false }
    }
}

impl std::fmt::Debug for PyText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.bytes))
    }
}
