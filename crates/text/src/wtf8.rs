//! The bytes of a Python `str`: UTF-8 in which a lone surrogate (U+D800..U+DFFF) is also allowed, as the three
//! bytes the same scheme would give it.
//!
//! ```text
//! 'a\udc80é'   61 | ED B2 80 | C3 A9          3 code points, 6 bytes
//! ```
//!
//! Unlike what the web calls WTF-8 nothing is ever joined: a high surrogate followed by a low one stays two code
//! points, as in Python. Therefore equal text has equal bytes, and a match of well-formed bytes inside well-formed
//! bytes starts and ends at code points: search and comparison may work on bytes (byte order is code point order).
//! Case, classes and splitting are in `str_methods`; conversion to other encodings in `codec`.

use std::fmt;

/// Distance, in code points, between two entries of an [`Index`].
pub const INDEX_STEP: usize = 64;

/// Borrowed text. The bytes are well formed in the sense of this module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wtf8<'a>(&'a [u8]);

/// Owned text.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wtf8Buf(Vec<u8>);

/// Byte offset of every 64th code point, so that indexing long non-ASCII text takes constant time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index(Vec<u32>);

/// Whether a code point is half of a surrogate pair.
pub const fn is_surrogate(c: u32) -> bool {
    c >= 0xD800 && c <= 0xDFFF
}

impl<'a> Wtf8<'a> {
    /// Text that is valid UTF-8.
    #[expect(
        clippy::should_implement_trait,
        reason = "there is no error type to give, as `FromStr` needs one"
    )]
    pub fn from_str(text: &'a str) -> Wtf8<'a> {
        Wtf8(text.as_bytes())
    }

    /// Bytes known to be well formed: those of a `Wtf8` or `Wtf8Buf`, or pieces cut at code points.
    pub fn from_bytes(bytes: &'a [u8]) -> Wtf8<'a> {
        Wtf8(bytes)
    }

    /// The bytes.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// The same text as `&str`, unless it holds a surrogate.
    pub fn as_str(self) -> Option<&'a str> {
        std::str::from_utf8(self.0).ok()
    }

    /// The text as UTF-8, with U+FFFD for each surrogate: for messages only.
    pub fn to_string_lossy(self) -> String {
        self.chars().map(|c| char::from_u32(c).unwrap_or('\u{FFFD}')).collect()
    }

    /// A copy that owns its bytes.
    pub fn to_owned(self) -> Wtf8Buf {
        Wtf8Buf(self.0.to_vec())
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is no text.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether all code points are below 128.
    pub fn is_ascii(self) -> bool {
        self.0.is_ascii()
    }

    /// Number of code points: every byte but the continuation bytes begins one.
    pub fn count(self) -> usize {
        if self.is_ascii() {
            return self.len();
        }
        self.0.iter().filter(|&&b| (b as i8) >= -0x40).count()
    }

    /// Code points, from both ends.
    pub fn chars(self) -> Chars<'a> {
        Chars { bytes: self.0 }
    }

    /// Code points with the byte offset of each.
    pub fn char_indices(self) -> CharIndices<'a> {
        CharIndices { total: self.0.len(), chars: self.chars() }
    }

    /// The part between two byte offsets, which must be code point boundaries.
    pub fn slice_bytes(self, start: usize, end: usize) -> Wtf8<'a> {
        Wtf8(&self.0[start..end])
    }

    /// Byte offset of code point number `n`, or the length if there are fewer. Linear; see [`Index`].
    pub fn offset_of(self, n: usize) -> usize {
        skip(self.0, n)
    }

    /// The part between two code point positions (clamped), found from the front.
    pub fn slice(self, start: usize, end: usize) -> Wtf8<'a> {
        let from = self.offset_of(start);
        let rest = &self.0[from..];
        Wtf8(&rest[..skip(rest, end.saturating_sub(start))])
    }

    /// Builds the index of long non-ASCII text.
    pub fn build_index(self) -> Index {
        let mut offsets = Vec::with_capacity(self.0.len() / INDEX_STEP + 1);
        let mut seen = 0;
        for (offset, &b) in self.0.iter().enumerate() {
            if (b as i8) >= -0x40 {
                if seen % INDEX_STEP == 0 {
                    offsets.push(offset as u32);
                }
                seen += 1;
            }
        }
        Index(offsets)
    }

    /// The first surrogate: its code point position and value.
    pub fn first_surrogate(self) -> Option<(usize, u32)> {
        // The lead byte ED is rare enough to look for it before decoding.
        memchr::memchr(0xED, self.0)?;
        self.chars().enumerate().find(|&(_, c)| is_surrogate(c))
    }
}

impl Index {
    /// Byte offset of code point number `n` of the text the index was built from; its length if there are fewer.
    pub fn offset_of(&self, text: Wtf8<'_>, n: usize) -> usize {
        match self.0.get(n / INDEX_STEP) {
            Some(&base) => base as usize + skip(&text.0[base as usize..], n % INDEX_STEP),
            None => text.len(),
        }
    }

    /// Code point position of a byte offset that is a boundary.
    pub fn position_of(&self, text: Wtf8<'_>, offset: usize) -> usize {
        let block = self.0.partition_point(|&o| o as usize <= offset).saturating_sub(1);
        match self.0.get(block) {
            Some(&base) => block * INDEX_STEP + text.slice_bytes(base as usize, offset).count(),
            None => 0,
        }
    }
}

/// Byte offset after `n` code points.
fn skip(bytes: &[u8], mut n: usize) -> usize {
    if bytes.len() > n && bytes[..n].is_ascii() && (bytes[n] as i8) >= -0x40 {
        return n;
    }
    for (offset, &b) in bytes.iter().enumerate() {
        if (b as i8) >= -0x40 {
            if n == 0 {
                return offset;
            }
            n -= 1;
        }
    }
    bytes.len()
}

impl Wtf8Buf {
    /// Empty text.
    pub fn new() -> Wtf8Buf {
        Wtf8Buf(Vec::new())
    }

    /// Empty text with room for `n` bytes.
    pub fn with_capacity(n: usize) -> Wtf8Buf {
        Wtf8Buf(Vec::with_capacity(n))
    }

    /// Bytes known to be well formed.
    pub fn from_bytes(bytes: Vec<u8>) -> Wtf8Buf {
        Wtf8Buf(bytes)
    }

    /// Borrowed view.
    pub fn as_wtf8(&self) -> Wtf8<'_> {
        Wtf8(&self.0)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, given away.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends one code point, surrogates included. Nothing is joined.
    ///
    /// `c` is at most U+10FFFF.
    pub fn push(&mut self, c: u32) {
        match c {
            0..=0x7F => self.0.push(c as u8),
            0x80..=0x7FF => self.0.extend([0xC0 | (c >> 6) as u8, tail(c)]),
            0x800..=0xFFFF => self.0.extend([0xE0 | (c >> 12) as u8, tail(c >> 6), tail(c)]),
            _ => self.0.extend([0xF0 | (c >> 18) as u8, tail(c >> 12), tail(c >> 6), tail(c)]),
        }
    }

    /// Appends a `char`.
    pub fn push_char(&mut self, c: char) {
        self.push(c as u32);
    }

    /// Appends UTF-8 text.
    pub fn push_str(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Appends text.
    pub fn push_wtf8(&mut self, text: Wtf8<'_>) {
        self.0.extend_from_slice(text.0);
    }

    /// Appends `n` copies of a code point.
    pub fn push_repeated(&mut self, c: u32, n: usize) {
        if c < 0x80 {
            self.0.resize(self.0.len() + n, c as u8);
        } else {
            for _ in 0..n {
                self.push(c);
            }
        }
    }
}

const fn tail(c: u32) -> u8 {
    0x80 | (c & 0x3F) as u8
}

/// Iterator over code points.
#[derive(Clone)]
pub struct Chars<'a> {
    bytes: &'a [u8],
}

impl<'a> Chars<'a> {
    /// What has not been visited.
    pub fn rest(&self) -> Wtf8<'a> {
        Wtf8(self.bytes)
    }
}

impl Iterator for Chars<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&lead, rest) = self.bytes.split_first()?;
        if lead < 0x80 {
            self.bytes = rest;
            return Some(lead as u32);
        }
        let width = if lead < 0xE0 { 2 } else { 3 + (lead >= 0xF0) as usize };
        let (head, rest) = self.bytes.split_at(width);
        self.bytes = rest;
        Some(decode(head))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.bytes.len().div_ceil(4), Some(self.bytes.len()))
    }
}

impl DoubleEndedIterator for Chars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        let (&last, rest) = self.bytes.split_last()?;
        if last < 0x80 {
            self.bytes = rest;
            return Some(last as u32);
        }
        let mut start = self.bytes.len() - 1;
        while (self.bytes[start] as i8) < -0x40 {
            start -= 1;
        }
        let (rest, c) = self.bytes.split_at(start);
        self.bytes = rest;
        Some(decode(c))
    }
}

fn decode(bytes: &[u8]) -> u32 {
    let low = |b: u8| (b & 0x3F) as u32;
    match *bytes {
        [a, b] => ((a & 0x1F) as u32) << 6 | low(b),
        [a, b, c] => ((a & 0x0F) as u32) << 12 | low(b) << 6 | low(c),
        [a, b, c, d] => ((a & 0x07) as u32) << 18 | low(b) << 12 | low(c) << 6 | low(d),
        _ => 0xFFFD,
    }
}

/// Iterator over code points and their byte offsets.
#[derive(Clone)]
pub struct CharIndices<'a> {
    total: usize,
    chars: Chars<'a>,
}

impl Iterator for CharIndices<'_> {
    type Item = (usize, u32);

    #[inline]
    fn next(&mut self) -> Option<(usize, u32)> {
        let offset = self.total - self.chars.bytes.len();
        self.chars.next().map(|c| (offset, c))
    }
}

impl FromIterator<u32> for Wtf8Buf {
    fn from_iter<I: IntoIterator<Item = u32>>(chars: I) -> Wtf8Buf {
        let mut text = Wtf8Buf::new();
        text.extend(chars);
        text
    }
}

impl Extend<u32> for Wtf8Buf {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, chars: I) {
        for c in chars {
            self.push(c);
        }
    }
}

impl From<String> for Wtf8Buf {
    fn from(text: String) -> Wtf8Buf {
        Wtf8Buf(text.into_bytes())
    }
}

impl From<&str> for Wtf8Buf {
    fn from(text: &str) -> Wtf8Buf {
        Wtf8Buf(text.as_bytes().to_vec())
    }
}

impl<'a> From<&'a str> for Wtf8<'a> {
    fn from(text: &'a str) -> Wtf8<'a> {
        Wtf8(text.as_bytes())
    }
}

impl fmt::Debug for Wtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.chars() {
            match char::from_u32(c) {
                Some(c) => write!(f, "{}", c.escape_debug())?,
                None => write!(f, "\\u{{{c:x}}}")?,
            }
        }
        f.write_str("\"")
    }
}

impl fmt::Debug for Wtf8Buf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_wtf8().fmt(f)
    }
}
