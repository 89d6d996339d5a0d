//! The format-spec mini-language: what stands after the colon in `f"{x:>+08,.2f}"`.
//!
//! ```text
//! [[fill]align][sign][z][#][0][width][grouping][.precision][grouping][type]
//! ```
//!
//! [`Spec::parse`] reads it, [`format_str`], [`format_int`], [`format_float`] and [`format_complex`] apply it. The
//! older `%` formatting is in `percent`, the braces of `str.format` in `str_format`.

mod number;

pub use number::{format_complex, format_float, format_int};

use crate::{PyError, PyResult, Wtf8, Wtf8Buf, error, unicode};

/// Which built-in type is being formatted: it decides defaults and appears in error texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `str`
    Str,
    /// `int`
    Int,
    /// `float`
    Float,
    /// `complex`
    Complex,
}

impl Kind {
    /// The type's name in error texts. Subclasses pass their own to [`Spec::parse`].
    pub fn name(self) -> &'static str {
        match self {
            Kind::Str => "str",
            Kind::Int => "int",
            Kind::Float => "float",
            Kind::Complex => "complex",
        }
    }
}

/// Where the text goes in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: padding between the sign and the digits.
    AfterSign,
}

impl Align {
    fn from_char(c: u32) -> Option<Align> {
        Some(match char::from_u32(c)? {
            '<' => Align::Left,
            '>' => Align::Right,
            '^' => Align::Center,
            '=' => Align::AfterSign,
            _ => return None,
        })
    }
}

/// A parsed format spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The padding, a space unless given.
    pub fill: u32,
    /// The alignment, if given (`0` before the width of a number gives `=`).
    pub align: Option<Align>,
    /// `+`, `-` or space.
    pub sign: Option<char>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The least width in code points.
    pub width: Option<usize>,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// Digits after the point, or the most code points of a str.
    pub precision: Option<usize>,
    /// `,` or `_` between groups of digits after the point.
    pub fraction_grouping: Option<char>,
    /// The presentation type, if given.
    pub presentation: Option<u32>,
}

const TOO_MANY_DIGITS: &str = "Too many decimal digits in format string";

/// Reads the spec from the front.
struct Cursor<'a> {
    rest: std::iter::Peekable<crate::wtf8::Chars<'a>>,
}

impl Cursor<'_> {
    fn eat(&mut self, c: char) -> bool {
        self.rest.next_if_eq(&(c as u32)).is_some()
    }

    fn number(&mut self) -> PyResult<Option<usize>> {
        let mut value: Option<usize> = None;
        while let Some(digit) = self.rest.peek().and_then(|&c| unicode::decimal(c)) {
            let next = value.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
            value = next.filter(|&n| n <= isize::MAX as usize);
            if value.is_none() {
                return Err(PyError::value(TOO_MANY_DIGITS));
            }
            self.rest.next();
        }
        Ok(value)
    }

    /// `,` or `_`, and the complaint about both.
    fn grouping(&mut self) -> PyResult<Option<char>> {
        let comma = self.eat(',');
        let underscore = self.eat('_');
        if underscore && (comma || self.rest.peek() == Some(&(',' as u32))) {
            return Err(PyError::value("Cannot specify both ',' and '_'."));
        }
        Ok(if comma {
            Some(',')
        } else if underscore {
            Some('_')
        } else {
            None
        })
    }
}

impl Spec {
    /// Parses a spec for a value of the given kind; `type_name` is the name of its (sub)class for error texts.
    pub fn parse(text: Wtf8<'_>, kind: Kind, type_name: &str) -> PyResult<Spec> {
        let mut chars = text.chars();
        let first = chars.next();
        let second = chars.next();
        let mut cursor = Cursor { rest: text.chars().peekable() };
        let mut fill = None;
        let mut align = None;
        if let Some(given) = second.and_then(Align::from_char) {
            fill = first;
            align = Some(given);
            cursor.rest.next();
            cursor.rest.next();
        } else if let Some(given) = first.and_then(Align::from_char) {
            align = Some(given);
            cursor.rest.next();
        }
        let sign = ['+', '-', ' '].into_iter().find(|&sign| cursor.eat(sign));
        let no_negative_zero = cursor.eat('z');
        let alternate = cursor.eat('#');
        if fill.is_none() && cursor.eat('0') {
            fill = Some('0' as u32);
            if align.is_none() && kind != Kind::Str {
                align = Some(Align::AfterSign);
            }
        }
        let width = cursor.number()?;
        let grouping = cursor.grouping()?;
        let mut precision = None;
        let mut fraction_grouping = None;
        if cursor.eat('.') {
            precision = cursor.number()?;
            fraction_grouping = cursor.grouping()?;
            if precision.is_none() && fraction_grouping.is_none() {
                return Err(PyError::value("Format specifier missing precision"));
            }
        }
        let presentation = cursor.rest.next();
        if cursor.rest.next().is_some() {
            return Err(PyError::value(format!(
                "Invalid format specifier '{}' for object of type '{type_name}'",
                text.to_string_lossy()
            )));
        }
        let spec = Spec {
            fill: fill.unwrap_or(' ' as u32),
            align,
            sign,
            no_negative_zero,
            alternate,
            width,
            grouping,
            precision,
            fraction_grouping,
            presentation,
        };
        spec.check_grouping(kind)?;
        Ok(spec)
    }

    fn check_grouping(&self, kind: Kind) -> PyResult<()> {
        let default = match kind {
            Kind::Str => Some('s'),
            Kind::Int => Some('d'),
            Kind::Float | Kind::Complex => None,
        };
        let presentation = self.presentation.or(default.map(|c| c as u32));
        let refuse = |separator: char| {
            let code = presentation.unwrap_or(0);
            Err(PyError::value(match printable(code) {
                Some(c) => format!("Cannot specify '{separator}' with '{c}'."),
                None => format!("Cannot specify '{separator}' with '\\x{code:x}'."),
            }))
        };
        let code = presentation.and_then(char::from_u32);
        if let Some(separator) = self.grouping {
            match code {
                None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => {}
                Some('b' | 'o' | 'x' | 'X') if separator == '_' => {}
                _ => return refuse(separator),
            }
        }
        match self.fraction_grouping {
            Some(separator) if code == Some('n') => refuse(separator),
            _ => Ok(()),
        }
    }

    fn unknown_code(&self, type_name: &str) -> PyError {
        let code = self.presentation.unwrap_or(0);
        PyError::value(match printable(code) {
            Some(c) => format!("Unknown format code '{c}' for object of type '{type_name}'"),
            None => format!("Unknown format code '\\x{code:x}' for object of type '{type_name}'"),
        })
    }

    /// Surrounds `body` (of `count` code points) by the fill; `sign` is its leading part that `=` keeps in front.
    fn pad(&self, sign: &str, body: Wtf8<'_>, count: usize, default: Align) -> PyResult<Wtf8Buf> {
        error::check_length(self.width.unwrap_or(0))?;
        let padding = self.width.unwrap_or(0).saturating_sub(count + sign.len());
        let align = self.align.unwrap_or(default);
        let before = match align {
            Align::Left => 0,
            Align::Right | Align::AfterSign => padding,
            Align::Center => padding / 2,
        };
        let mut out = Wtf8Buf::with_capacity(sign.len() + body.len() + padding);
        if align == Align::AfterSign {
            out.push_str(sign);
        }
        out.push_repeated(self.fill, before);
        if align != Align::AfterSign {
            out.push_str(sign);
        }
        out.push_wtf8(body);
        out.push_repeated(self.fill, padding - before);
        Ok(out)
    }
}

fn printable(code: u32) -> Option<char> {
    char::from_u32(code).filter(|c| ('\x21'..'\u{80}').contains(c))
}

/// `str.__format__` of a str.
pub fn format_str(spec: &Spec, text: Wtf8<'_>, type_name: &str) -> PyResult<Wtf8Buf> {
    if !matches!(spec.presentation, None | Some(0x73)) {
        return Err(spec.unknown_code(type_name));
    }
    match spec.sign {
        Some(' ') => return Err(PyError::value("Space not allowed in string format specifier")),
        Some(_) => return Err(PyError::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(PyError::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(PyError::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Some(Align::AfterSign) {
        return Err(PyError::value("'=' alignment not allowed in string format specifier"));
    }
    let text = match spec.precision {
        Some(most) => text.slice(0, most),
        None => text,
    };
    let count = if spec.width.is_some() { text.count() } else { 0 };
    spec.pad("", text, count, Align::Left)
}
