//! The braces of `str.format`: cutting the format into literals and replacement fields, and a field's name into
//! the steps that lead to its value. Looking values up, converting and formatting them is the VM's; the language of
//! the part after the colon is `format_spec`.
//!
//! ```text
//! total: {0.price[eur]!r:>{width}} {{literal}}
//!         first steps  conversion spec
//! ```

use crate::{ErrorKind, PyError, PyResult, Wtf8, unicode};

/// How deep fields may nest in format specs.
pub const MOST_NESTING: usize = 2;

/// One piece of a format. Doubled braces end a literal early, so several literals may follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text to copy.
    Literal(Wtf8<'a>),
    /// A value to format.
    Field(Field<'a>),
}

/// A replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What stands before `!` and `:`. See [`Field::name_parts`].
    pub name: Wtf8<'a>,
    /// The character after `!`.
    pub conversion: Option<u32>,
    /// What stands after `:`.
    pub spec: Wtf8<'a>,
    /// Whether the spec holds fields of its own, to be formatted first.
    pub nested: bool,
}

/// Cuts a format into pieces, one at a time, so that errors come in the order of the text.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    text: Wtf8<'a>,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a format.
    pub fn new(text: Wtf8<'a>) -> Pieces<'a> {
        Pieces { text, at: 0 }
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    fn next_piece(&mut self) -> PyResult<Piece<'a>> {
        let rest = &self.bytes()[self.at..];
        let brace = memchr::memchr2(b'{', b'}', rest).unwrap_or(rest.len());
        let literal = |length: usize| Piece::Literal(Wtf8::from_bytes(&rest[..length]));
        match rest[brace..] {
            [] => {
                self.at = self.text.len();
                Ok(literal(brace))
            }
            [first, second, ..] if first == second => {
                self.at += brace + 2;
                Ok(literal(brace + 1))
            }
            _ if brace > 0 => {
                self.at += brace;
                Ok(literal(brace))
            }
            [b'}', ..] => Err(PyError::value("Single '}' encountered in format string")),
            [_] => Err(PyError::value("Single '{' encountered in format string")),
            _ => {
                self.at += 1;
                self.field().map(Piece::Field)
            }
        }
    }

    /// Reads a field; its opening brace is behind us.
    fn field(&mut self) -> PyResult<Field<'a>> {
        let bytes = self.bytes();
        let start = self.at;
        let unended = || PyError::value("expected '}' before end of string");
        let ended_by = loop {
            let b = *bytes.get(self.at).ok_or_else(unended)?;
            self.at += 1;
            match b {
                b'{' => return Err(PyError::value("unexpected '{' in field name")),
                b'}' | b':' | b'!' => break b,
                b'[' => {
                    let rest = &bytes[self.at..];
                    self.at += memchr::memchr(b']', rest).map_or(rest.len(), |end| end + 1);
                }
                _ => {}
            }
        };
        let name = self.text.slice_bytes(start, self.at - 1);
        let mut field = Field { name, conversion: None, spec: Wtf8::from_str(""), nested: false };
        if ended_by == b'}' {
            return Ok(field);
        }
        if ended_by == b'!' {
            let rest = Wtf8::from_bytes(&bytes[self.at..]);
            let Some(conversion) = rest.chars().next() else {
                return Err(PyError::value("end of string while looking for conversion specifier"));
            };
            field.conversion = Some(conversion);
            self.at += rest.offset_of(1);
            match bytes.get(self.at) {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(field);
                }
                Some(b':') => self.at += 1,
                Some(_) => return Err(PyError::value("expected ':' after conversion specifier")),
                None => {}
            }
        }
        let start = self.at;
        let mut open = 1;
        while let Some(brace) = memchr::memchr2(b'{', b'}', &bytes[self.at..]) {
            self.at += brace + 1;
            if bytes[self.at - 1] == b'{' {
                open += 1;
                field.nested = true;
            } else {
                open -= 1;
            }
            if open == 0 {
                field.spec = self.text.slice_bytes(start, self.at - 1);
                return Ok(field);
            }
        }
        Err(PyError::value("unmatched '{' in format spec"))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = PyResult<Piece<'a>>;

    fn next(&mut self) -> Option<PyResult<Piece<'a>>> {
        if self.at == self.text.len() {
            return None;
        }
        let piece = self.next_piece();
        if piece.is_err() {
            self.at = self.text.len();
        }
        Some(piece)
    }
}

/// What a field's name begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// Nothing: the next positional argument.
    Auto,
    /// A number: a positional argument.
    Index(usize),
    /// A keyword argument.
    Key(Wtf8<'a>),
}

/// One step from a value to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// `.name`
    Attribute(Wtf8<'a>),
    /// `[3]`
    Index(usize),
    /// `[key]`
    Key(Wtf8<'a>),
}

/// The steps after the first part of a name, one at a time.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    rest: Wtf8<'a>,
}

impl<'a> Field<'a> {
    /// Splits the name into what it begins with and the steps from there.
    pub fn name_parts(&self) -> PyResult<(First<'a>, Steps<'a>)> {
        name_parts(self.name)
    }
}

/// Splits a field name into what it begins with and the steps from there.
pub fn name_parts(name: Wtf8<'_>) -> PyResult<(First<'_>, Steps<'_>)> {
    let end = memchr::memchr2(b'.', b'[', name.as_bytes()).unwrap_or(name.len());
    let first = name.slice_bytes(0, end);
    let first = match index(first)? {
        Some(index) => First::Index(index),
        None if first.is_empty() => First::Auto,
        None => First::Key(first),
    };
    Ok((first, Steps { rest: name.slice_bytes(end, name.len()) }))
}

/// The number a text of digits stands for; nothing if it is something else.
fn index(text: Wtf8<'_>) -> PyResult<Option<usize>> {
    let mut value: Option<usize> = None;
    for c in text.chars() {
        let Some(digit) = unicode::decimal(c) else { return Ok(None) };
        let next = value.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
        value = next.filter(|&n| n <= isize::MAX as usize);
        if value.is_none() {
            return Err(PyError::value("Too many decimal digits in format string"));
        }
    }
    Ok(value)
}

impl<'a> Steps<'a> {
    fn step(&mut self) -> PyResult<Step<'a>> {
        let bytes = self.rest.as_bytes();
        let empty = || PyError::value("Empty attribute in format string");
        match bytes[0] {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', &bytes[1..]).map_or(bytes.len(), |at| at + 1);
                let name = self.rest.slice_bytes(1, end);
                self.rest = self.rest.slice_bytes(end, bytes.len());
                if name.is_empty() { Err(empty()) } else { Ok(Step::Attribute(name)) }
            }
            b'[' => {
                let end = memchr::memchr(b']', bytes)
                    .ok_or_else(|| PyError::value("Missing ']' in format string"))?;
                let key = self.rest.slice_bytes(1, end);
                self.rest = self.rest.slice_bytes(end + 1, bytes.len());
                if key.is_empty() {
                    return Err(empty());
                }
                Ok(index(key)?.map_or(Step::Key(key), Step::Index))
            }
            _ => Err(PyError::value("Only '.' or '[' may follow ']' in format field specifier")),
        }
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = PyResult<Step<'a>>;

    fn next(&mut self) -> Option<PyResult<Step<'a>>> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = Wtf8::from_str("");
        }
        Some(step)
    }
}

/// Numbers the fields that have no number; a format uses either kind, not both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    automatic: Option<bool>,
    next: usize,
}

impl Numbering {
    /// The positional argument a field begins with; nothing if it begins with a key.
    pub fn resolve(&mut self, first: First<'_>) -> PyResult<Option<usize>> {
        let automatic = match first {
            First::Key(_) => return Ok(None),
            First::Auto => true,
            First::Index(_) => false,
        };
        match self.automatic {
            Some(true) if !automatic => Err(PyError::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            Some(false) if automatic => Err(PyError::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            _ => {
                self.automatic = Some(automatic);
                Ok(Some(match first {
                    First::Index(index) => index,
                    _ => {
                        self.next += 1;
                        self.next - 1
                    }
                }))
            }
        }
    }
}

/// Raised for nesting deeper than [`MOST_NESTING`].
pub fn too_deep() -> PyError {
    PyError::value("Max string recursion exceeded")
}

/// Raised when there are fewer positional arguments.
pub fn index_out_of_range(index: usize) -> PyError {
    PyError::new(
        ErrorKind::Index,
        format!("Replacement index {index} out of range for positional args tuple"),
    )
}

/// Raised by `format_map` for a field that begins with a number or nothing.
pub fn positional_in_map() -> PyError {
    PyError::value("Format string contains positional fields")
}

/// Raised for a conversion other than `r`, `s`, `a`.
pub fn unknown_conversion(conversion: u32) -> PyError {
    PyError::value(match char::from_u32(conversion) {
        Some(c) if ('\x21'..'\x7F').contains(&c) => format!("Unknown conversion specifier {c}"),
        _ => format!("Unknown conversion specifier \\x{conversion:x}"),
    })
}
