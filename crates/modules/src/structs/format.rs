//! Formats of `struct`: which items lie where, in how many bytes.

/// What is wrong with a format.
pub type Fault = &'static str;

/// A kind of item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `x`: bytes that are skipped.
    Pad,
    /// `c`: one byte.
    Char,
    /// `s`: bytes.
    Bytes,
    /// `p`: bytes behind their count.
    Pascal,
    /// `?`
    Bool,
    /// An integer without a sign.
    Unsigned,
    /// An integer with a sign.
    Signed,
    /// `P`: an address.
    Pointer,
    /// `e`, `f` and `d`.
    Float,
}

/// Some items of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What.
    pub kind: Kind,
    /// The letter, for messages.
    pub letter: u8,
    /// Where the first one begins.
    pub offset: usize,
    /// The bytes of each.
    pub size: usize,
    /// How many: for `s` and `p` always one.
    pub count: usize,
}

/// A format taken apart.
#[derive(Clone, Debug)]
pub struct Format {
    /// Its items, in order.
    pub items: Vec<Item>,
    /// All bytes.
    pub size: usize,
    /// How many values it takes.
    pub values: usize,
    /// Whether the byte of greatest weight comes last.
    pub little: bool,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Kind, size and alignment of a letter.
pub fn letter(byte: u8, native: bool) -> Option<(Kind, usize)> {
    Some(match byte {
        b'x' => (Kind::Pad, 1),
        b'c' => (Kind::Char, 1),
        b's' => (Kind::Bytes, 1),
        b'p' => (Kind::Pascal, 1),
        b'?' => (Kind::Bool, 1),
        b'b' => (Kind::Signed, 1),
        b'B' => (Kind::Unsigned, 1),
        b'h' => (Kind::Signed, 2),
        b'H' => (Kind::Unsigned, 2),
        b'i' => (Kind::Signed, 4),
        b'I' => (Kind::Unsigned, 4),
        b'l' => (Kind::Signed, if native { 8 } else { 4 }),
        b'L' => (Kind::Unsigned, if native { 8 } else { 4 }),
        b'q' => (Kind::Signed, 8),
        b'Q' => (Kind::Unsigned, 8),
        b'n' if native => (Kind::Signed, 8),
        b'N' if native => (Kind::Unsigned, 8),
        b'P' if native => (Kind::Pointer, 8),
        b'e' => (Kind::Float, 2),
        b'f' => (Kind::Float, 4),
        b'd' => (Kind::Float, 8),
        _ => return None,
    })
}

const TOO_LONG: Fault = "total struct size too long";
/// What C's sizes end at.
const LIMIT: usize = isize::MAX as usize;

/// Takes a format apart.
pub fn parse(text: &[u8]) -> Result<Format, Fault> {
    let (native, little, rest) = match text.first() {
        Some(b'@') => (true, cfg!(target_endian = "little"), &text[1..]),
        Some(b'=') => (false, cfg!(target_endian = "little"), &text[1..]),
        Some(b'<') => (false, true, &text[1..]),
        Some(b'>' | b'!') => (false, false, &text[1..]),
        _ => (true, cfg!(target_endian = "little"), text),
    };
    let mut format = Format { items: Vec::new(), size: 0, values: 0, little };
    let mut bytes = rest.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if is_space(byte) {
            continue;
        }
        let (mut count, mut byte) = (1usize, byte);
        if byte.is_ascii_digit() {
            count = 0;
            loop {
                count = count
                    .checked_mul(10)
                    .and_then(|count| count.checked_add(usize::from(byte - b'0')))
                    .filter(|&count| count <= LIMIT)
                    .ok_or(TOO_LONG)?;
                byte = bytes.next().ok_or("repeat count given without format specifier")?;
                if !byte.is_ascii_digit() {
                    break;
                }
            }
        }
        let (kind, size) = letter(byte, native).ok_or("bad char in struct format")?;
        if native {
            format.size = format.size.checked_next_multiple_of(size).ok_or(TOO_LONG)?;
        }
        let (size, count) = match kind {
            Kind::Bytes | Kind::Pascal => (count, 1),
            _ => (size, count),
        };
        let offset = format.size;
        let all = size.checked_mul(count).and_then(|all| all.checked_add(offset));
        format.size = all.filter(|&all| all <= LIMIT).ok_or(TOO_LONG)?;
        if kind != Kind::Pad {
            format.values += count;
        }
        if count > 0 {
            format.items.push(Item { kind, letter: byte, offset, size, count });
        }
    }
    Ok(format)
}
