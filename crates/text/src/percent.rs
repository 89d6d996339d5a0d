//! Formatting with `%`, for str and bytes: cutting the format into pieces, and formatting numbers and text by a
//! piece's flags. Taking arguments from the tuple or mapping and converting them is the VM's, because it calls
//! Python.
//!
//! ```text
//! %[(key)][flags][width][.precision][h|l|L]conversion
//! ```

use crate::float::{self, Notation};
use crate::int::Integer;
use crate::{ErrorKind, PyError, PyResult, Wtf8, Wtf8Buf, error};

/// One piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes to copy. Those of a str are well-formed text.
    Literal(&'a [u8]),
    /// A value to format.
    Spec(Spec<'a>),
}

/// Where a width or precision comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Written in the format.
    Given(usize),
    /// `*`: the next argument, an int.
    Argument,
}

/// What one conversion specifier asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec<'a> {
    /// The key between parentheses.
    pub key: Option<&'a [u8]>,
    /// `-`: padding goes to the right.
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// Space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// The least width.
    pub width: Option<Amount>,
    /// Digits, or the most characters.
    pub precision: Option<Amount>,
    /// What to convert to. The error of an unknown one is raised after the arguments were taken.
    pub conversion: PyResult<Conversion>,
}

/// The conversions that exist. What counts as an int or a float is the VM's to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `s`: `str`, or for bytes the same as `b`.
    Str,
    /// `b`, in bytes only.
    Bytes,
    /// `r`
    Repr,
    /// `a`; also `r` in bytes.
    Ascii,
    /// `c`
    Char,
    /// `d`, `i` or `u`: any real number, cut to an int. The letter is for error texts.
    Decimal(char),
    /// `x`, `X` or `o`: an int.
    Radix(char),
    /// `e`, `f`, `g` and their capitals.
    Float(char),
}

/// Cuts a format into pieces, one at a time, so that errors come in the order of the text.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    format: &'a [u8],
    at: usize,
    is_bytes: bool,
    has_mapping: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a str; `has_mapping` says whether the argument on the right can be asked for keys.
    pub fn of_str(format: Wtf8<'a>, has_mapping: bool) -> Pieces<'a> {
        Pieces { format: format.as_bytes(), at: 0, is_bytes: false, has_mapping }
    }

    /// The pieces of a bytes.
    pub fn of_bytes(format: &'a [u8], has_mapping: bool) -> Pieces<'a> {
        Pieces { format, at: 0, is_bytes: true, has_mapping }
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn eat(&mut self, b: u8) -> bool {
        let found = self.peek() == Some(b);
        self.at += found as usize;
        found
    }

    /// The key; the opening parenthesis is behind us. Parentheses nest.
    fn key(&mut self) -> PyResult<&'a [u8]> {
        if !self.has_mapping {
            return Err(PyError::typ("format requires a mapping"));
        }
        let start = self.at;
        let mut open = 1;
        while let Some(b) = self.peek() {
            self.at += 1;
            open += (b == b'(') as usize;
            open -= (b == b')') as usize;
            if open == 0 {
                return Ok(&self.format[start..self.at - 1]);
            }
        }
        Err(PyError::value("incomplete format key"))
    }

    fn number(&mut self, most: usize, too_big: &str) -> PyResult<Option<Amount>> {
        if self.eat(b'*') {
            return Ok(Some(Amount::Argument));
        }
        let mut value = None;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            self.at += 1;
            let next =
                value.unwrap_or(0usize).checked_mul(10).and_then(|n| n.checked_add((digit - b'0') as usize));
            value = next.filter(|&n| n <= most);
            if value.is_none() {
                return Err(PyError::value(too_big));
            }
        }
        Ok(value.map(Amount::Given))
    }

    fn spec(&mut self) -> PyResult<Spec<'a>> {
        let key = if self.eat(b'(') { Some(self.key()?) } else { None };
        let (mut left, mut plus, mut space, mut alternate, mut zero) = (false, false, false, false, false);
        loop {
            match self.peek() {
                Some(b'-') => left = true,
                Some(b'+') => plus = true,
                Some(b' ') => space = true,
                Some(b'#') => alternate = true,
                Some(b'0') => zero = true,
                _ => break,
            }
            self.at += 1;
        }
        let width = self.number(isize::MAX as usize, "width too big")?;
        let too_big = if self.is_bytes { "prec too big" } else { "precision too big" };
        let precision = if self.eat(b'.') {
            self.number(i32::MAX as usize, too_big)?.or(Some(Amount::Given(0)))
        } else {
            None
        };
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        let Some(code) = self.peek() else {
            return Err(PyError::value("incomplete format"));
        };
        let conversion = self.conversion(code);
        self.at += 1;
        Ok(Spec { key, left, plus, space, alternate, zero, width, precision, conversion })
    }

    fn conversion(&mut self, code: u8) -> PyResult<Conversion> {
        Ok(match code {
            b's' => Conversion::Str,
            b'b' if self.is_bytes => Conversion::Bytes,
            b'r' if self.is_bytes => Conversion::Ascii,
            b'r' => Conversion::Repr,
            b'a' => Conversion::Ascii,
            b'c' => Conversion::Char,
            b'd' | b'i' | b'u' => Conversion::Decimal(code as char),
            b'x' | b'X' | b'o' => Conversion::Radix(code as char),
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => Conversion::Float(code as char),
            0x80.. if self.is_bytes => {
                return Err(PyError::overflow("character argument not in range(0x110000)"));
            }
            _ => return Err(self.unsupported(code)),
        })
    }

    /// The error of an unknown conversion; moves to the last byte of its character.
    fn unsupported(&mut self, code: u8) -> PyError {
        let (index, code) = if self.is_bytes {
            (self.at, code as u32)
        } else {
            let index = Wtf8::from_bytes(&self.format[..self.at]).count();
            let rest = Wtf8::from_bytes(&self.format[self.at..]);
            let code = rest.chars().next().expect("the caller saw a character");
            self.at += rest.offset_of(1) - 1;
            (index, code)
        };
        let shown = if self.is_bytes || (0x20..0x7F).contains(&code) { code as u8 as char } else { '?' };
        PyError::value(format!("unsupported format character '{shown}' (0x{code:x}) at index {index}"))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = PyResult<Piece<'a>>;

    fn next(&mut self) -> Option<PyResult<Piece<'a>>> {
        let rest = &self.format[self.at..];
        if rest.is_empty() {
            return None;
        }
        let literal = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        if literal > 0 {
            self.at += literal;
            return Some(Ok(Piece::Literal(&rest[..literal])));
        }
        self.at += 1;
        if self.eat(b'%') {
            return Some(Ok(Piece::Literal(&rest[..1])));
        }
        let spec = self.spec();
        if spec.is_err() {
            self.at = self.format.len();
        }
        Some(spec.map(Piece::Spec))
    }
}

/// The width and precision of a spec once its `*` arguments are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The least width.
    pub width: usize,
    /// The precision, if any.
    pub precision: Option<usize>,
    /// A negative `*` width: padding goes to the right.
    pub left: bool,
}

impl Size {
    /// Combines what is written with the `*` arguments. A negative width means `-`, a negative precision 0.
    pub fn new(spec: &Spec<'_>, width: Option<i64>, precision: Option<i64>) -> Size {
        let written = |amount: Option<Amount>| match amount {
            Some(Amount::Given(n)) => Some(n),
            _ => None,
        };
        Size {
            width: width.map_or(written(spec.width).unwrap_or(0), |n| n.unsigned_abs() as usize),
            precision: precision.map(|n| n.max(0) as usize).or(written(spec.precision)),
            left: spec.left || width.is_some_and(|n| n < 0),
        }
    }
}

/// Formats an int for `%d`, `%x`, `%X`, `%o`.
pub fn format_int(spec: &Spec<'_>, size: Size, code: char, value: &impl Integer) -> PyResult<String> {
    let (radix, prefix) = match code {
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'o' => (8, "0o"),
        _ => (10, ""),
    };
    let mut digits = value.digits(radix)?;
    if code == 'X' {
        digits.make_ascii_uppercase();
    }
    let precision = size.precision.unwrap_or(0);
    if precision > i32::MAX as usize - 3 {
        return Err(PyError::overflow("precision too large"));
    }
    let zeros = precision.saturating_sub(digits.len());
    let digits = "0".repeat(zeros) + &digits;
    finish(spec, size, value.is_negative(), if spec.alternate { prefix } else { "" }, &digits)
}

/// Formats a float for `%e`, `%f`, `%g` and their capitals.
pub fn format_float(spec: &Spec<'_>, size: Size, code: char, x: f64) -> PyResult<String> {
    let precision = size.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(PyError::value("precision too big"));
    }
    let notation = match code {
        'e' | 'E' => Notation::Exponent,
        'f' | 'F' => Notation::Fixed,
        _ => Notation::General,
    };
    let mut text = float::format_float(x.abs(), notation, precision, spec.alternate);
    if code.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    finish(spec, size, x.is_sign_negative() && !x.is_nan(), "", &text)
}

fn finish(spec: &Spec<'_>, size: Size, negative: bool, prefix: &str, digits: &str) -> PyResult<String> {
    error::check_length(size.width)?;
    let sign = match (negative, spec.plus, spec.space) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    };
    let missing = size.width.saturating_sub(sign.len() + prefix.len() + digits.len());
    Ok(if size.left {
        format!("{sign}{prefix}{digits}{}", " ".repeat(missing))
    } else if spec.zero {
        format!("{sign}{prefix}{}{digits}", "0".repeat(missing))
    } else {
        format!("{}{sign}{prefix}{digits}", " ".repeat(missing))
    })
}

/// Cuts and pads text for `%s`, `%r`, `%a`; a character passes no precision.
pub fn format_text(size: Size, text: Wtf8<'_>) -> PyResult<Wtf8Buf> {
    error::check_length(size.width)?;
    let text = size.precision.map_or(text, |most| text.slice(0, most));
    let missing = if size.width > 0 { size.width.saturating_sub(text.count()) } else { 0 };
    let mut out = Wtf8Buf::with_capacity(text.len() + missing);
    if !size.left {
        out.push_repeated(' ' as u32, missing);
    }
    out.push_wtf8(text);
    if size.left {
        out.push_repeated(' ' as u32, missing);
    }
    Ok(out)
}

/// Cuts and pads bytes for `%b`, `%s`, `%a`.
pub fn format_bytes(size: Size, text: &[u8]) -> PyResult<Vec<u8>> {
    error::check_length(size.width)?;
    let text = &text[..size.precision.unwrap_or(text.len()).min(text.len())];
    let missing = size.width.saturating_sub(text.len());
    let mut out = vec![b' '; if size.left { 0 } else { missing }];
    out.extend_from_slice(text);
    out.resize(text.len() + missing, b' ');
    Ok(out)
}

/// Raised when the format asks for more than there is.
pub fn not_enough_arguments() -> PyError {
    PyError::typ("not enough arguments for format string")
}

/// Raised when arguments are left over; `kind` is `string` or `bytes`.
pub fn not_all_converted(kind: &str) -> PyError {
    PyError::typ(format!("not all arguments converted during {kind} formatting"))
}

/// Raised when the argument of a number conversion is not one.
pub fn wrong_number(conversion: Conversion, is_bytes: bool, type_name: &str) -> PyError {
    PyError::typ(match conversion {
        Conversion::Radix(code) => format!("%{code} format: an integer is required, not {type_name}"),
        Conversion::Float(_) if is_bytes => format!("float argument required, not {type_name}"),
        Conversion::Float(_) => format!("must be real number, not {type_name}"),
        Conversion::Decimal(code) => format!("%{code} format: a real number is required, not {type_name}"),
        _ => format!("a number is required, not {type_name}"),
    })
}

/// The code point of a `%c` int of a str.
pub fn code_point(value: Option<i64>) -> PyResult<u32> {
    let code = value.and_then(|n| u32::try_from(n).ok()).filter(|&c| c < 0x110000);
    code.ok_or_else(|| PyError::new(ErrorKind::Overflow, "%c arg not in range(0x110000)"))
}

/// The byte of a `%c` int of a bytes.
pub fn byte(value: Option<i64>) -> PyResult<u8> {
    let byte = value.and_then(|n| u8::try_from(n).ok());
    byte.ok_or_else(|| PyError::new(ErrorKind::Overflow, "%c arg not in range(256)"))
}
