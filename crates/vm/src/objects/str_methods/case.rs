//! Methods of `str` about case, classes of characters, and padding.

use text::{PyResult as TextResult, Wtf8, Wtf8Buf, str_methods as algorithm};

use super::{as_str, plain};
use crate::heap::Obj;
use crate::native::Row;
use crate::objects::Str;
use crate::{Context, PyResult, Value, method};

/// A row for a method without arguments that maps text to text.
macro_rules! changed {
    ($name:literal, $algorithm:ident, $doc:literal) => {
        method!($name, "($self, /)", $doc, |_: &mut Context, this: Obj<Str>| algorithm::$algorithm(
            this.wtf8()
        ))
    };
}

/// A row for a test without arguments.
macro_rules! test {
    ($name:literal, $algorithm:ident, $doc:literal) => {
        method!($name, "($self, /)", $doc, |_: &mut Context, this: Obj<Str>| algorithm::$algorithm(
            this.wtf8()
        ))
    };
}

fn isascii(_: &mut Context, this: Obj<Str>) -> bool {
    this.is_ascii()
}

fn pad(
    cx: &mut Context,
    this: &Obj<Str>,
    width: i64,
    fill: Option<Value>,
    pad: fn(Wtf8<'_>, i64, u32) -> TextResult<Wtf8Buf>,
) -> PyResult<Obj<Str>> {
    let fill = match fill {
        None => u32::from(b' '),
        Some(fill) => match as_str(&fill) {
            Some(text) => {
                let mut chars = text.wtf8().chars();
                match (chars.next(), chars.next()) {
                    (Some(fill), None) => fill,
                    _ => return Err(cx.type_error("The fill character must be exactly one character long")),
                }
            }
            None => {
                let name = cx.type_name(&fill);
                return Err(
                    cx.type_error(format!("The fill character must be a unicode character, not {name}"))
                );
            }
        },
    };
    if usize::try_from(width).unwrap_or(0) <= this.char_count() {
        return Ok(plain(cx, this));
    }
    let padded = cx.lift(pad(this.wtf8(), width, fill))?;
    Ok(cx.new_wtf8(padded.as_wtf8()))
}

fn center(cx: &mut Context, this: Obj<Str>, width: i64, fill: Option<Value>) -> PyResult<Obj<Str>> {
    pad(cx, &this, width, fill, algorithm::center)
}

fn ljust(cx: &mut Context, this: Obj<Str>, width: i64, fill: Option<Value>) -> PyResult<Obj<Str>> {
    pad(cx, &this, width, fill, algorithm::ljust)
}

fn rjust(cx: &mut Context, this: Obj<Str>, width: i64, fill: Option<Value>) -> PyResult<Obj<Str>> {
    pad(cx, &this, width, fill, algorithm::rjust)
}

fn zfill(cx: &mut Context, this: Obj<Str>, width: i64) -> PyResult<Wtf8Buf> {
    cx.lift(algorithm::zfill(this.wtf8(), width))
}

fn expandtabs(_: &mut Context, this: Obj<Str>, size: Option<i32>) -> Wtf8Buf {
    algorithm::expand_tabs(this.wtf8(), size.unwrap_or(8).into())
}

/// Methods.
pub static METHODS: &[Row] = &[
    changed!(
        "capitalize",
        capitalize,
        "Return a copy whose first character is in title case and the rest in lower case."
    ),
    changed!("casefold", casefold, "Return a copy for comparison without regard to case."),
    changed!("title", title, "Return a copy in which every word begins with a title case character."),
    changed!("lower", lower, "Return a copy in lower case."),
    changed!("upper", upper, "Return a copy in upper case."),
    changed!("swapcase", swapcase, "Return a copy with upper and lower case exchanged."),
    method!(
        "center",
        "($self, width, fillchar=' ', /)",
        "Return a copy padded on both sides to the width.",
        center
    ),
    method!(
        "ljust",
        "($self, width, fillchar=' ', /)",
        "Return a copy padded on the right to the width.",
        ljust
    ),
    method!(
        "rjust",
        "($self, width, fillchar=' ', /)",
        "Return a copy padded on the left to the width.",
        rjust
    ),
    method!(
        "zfill",
        "($self, width, /)",
        "Return a copy padded with zeros on the left, after a sign, to the width.",
        zfill
    ),
    method!(
        "expandtabs",
        "($self, /, tabsize=8)",
        "Return a copy with tabs replaced by spaces up to the next column that is a multiple of tabsize.",
        expandtabs
    ),
    method!(
        "isascii",
        "($self, /)",
        "Return whether all characters are ASCII; true of the empty string.",
        isascii
    ),
    test!("islower", is_lower, "Return whether there are cased characters and all of them are lower case."),
    test!("isupper", is_upper, "Return whether there are cased characters and all of them are upper case."),
    test!("istitle", is_title, "Return whether words begin in upper case and go on in lower case."),
    test!("isspace", is_space, "Return whether there are characters and all of them are white space."),
    test!("isdecimal", is_decimal, "Return whether there are characters and all of them are decimal digits."),
    test!("isdigit", is_digit, "Return whether there are characters and all of them are digits."),
    test!("isnumeric", is_numeric, "Return whether there are characters and all of them stand for numbers."),
    test!("isalpha", is_alpha, "Return whether there are characters and all of them are letters."),
    test!("isalnum", is_alnum, "Return whether there are characters and all of them are letters or numbers."),
    test!(
        "isidentifier",
        is_identifier,
        "Return whether the string is a valid name, as of a variable; keywords count."
    ),
    test!(
        "isprintable",
        is_printable,
        "Return whether repr() escapes no character; true of the empty string."
    ),
];
