//! Applying a format spec to int, float and complex: signs, prefixes, groups of digits, padding.
//!
//! ```text
//! -   0x   0,000,123   .   456_789   e+05   %
//! sign prefix whole   point fraction   suffix
//! ```

use super::{Align, Spec};
use crate::float::{self, Notation};
use crate::int::Integer;
use crate::{PyError, PyResult, Wtf8, Wtf8Buf, error};
use std::borrow::Cow;

/// The parts of a number before padding; the sign is separate.
struct Parts {
    prefix: &'static str,
    whole: String,
    fraction: String,
    point: bool,
    suffix: String,
    /// Digits in a group of the whole part.
    group: usize,
}

impl Parts {
    /// Cuts the text of a float, if the spec separates digits; else it may stay whole.
    fn of_decimal(text: String, spec: &Spec) -> Parts {
        if spec.grouping.is_none() && spec.fraction_grouping.is_none() {
            let (fraction, suffix) = (String::new(), String::new());
            return Parts { prefix: "", whole: text, fraction, point: false, suffix, group: 3 };
        }
        let whole_end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (whole, rest) = text.split_at(whole_end);
        let (point, rest) = match rest.strip_prefix('.') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let fraction_end =
            if point { rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()) } else { 0 };
        let (fraction, suffix) = rest.split_at(fraction_end);
        Parts {
            prefix: "",
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
            point,
            suffix: suffix.to_owned(),
            group: 3,
        }
    }

    /// Everything after the sign and prefix; the whole part is filled with zeros up to `least` characters in all.
    fn body(&self, spec: &Spec, least: usize) -> Cow<'_, str> {
        if spec.grouping.is_none() && !self.point && self.suffix.is_empty() {
            return Cow::Borrowed(&self.whole);
        }
        let mut tail = String::new();
        if self.point {
            tail.push('.');
        }
        match spec.fraction_grouping {
            Some(separator) => {
                for (at, digit) in self.fraction.chars().enumerate() {
                    if at > 0 && at % 3 == 0 {
                        tail.push(separator);
                    }
                    tail.push(digit);
                }
            }
            None => tail.push_str(&self.fraction),
        }
        tail.push_str(&self.suffix);
        match spec.grouping {
            Some(separator) if !self.whole.is_empty() => {
                group(&self.whole, separator, self.group, least.saturating_sub(tail.len())) + &tail
            }
            _ => self.whole.clone() + &tail,
        }
        .into()
    }

    fn finish(&self, spec: &Spec, negative: bool) -> PyResult<Wtf8Buf> {
        let sign = match spec.sign {
            _ if negative => "-",
            Some('+') => "+",
            Some(' ') => " ",
            _ => "",
        };
        let joined;
        let sign = if self.prefix.is_empty() {
            sign
        } else {
            joined = sign.to_owned() + self.prefix;
            &joined
        };
        let zeros = spec.fill == '0' as u32 && spec.align == Some(Align::AfterSign);
        error::check_length(spec.width.unwrap_or(0))?;
        let least = if zeros { spec.width.unwrap_or(0).saturating_sub(sign.len()) } else { 0 };
        let body = self.body(spec, least);
        spec.pad(sign, Wtf8::from_str(&body), body.len(), Align::Right)
    }
}

/// Separates groups of digits and puts zeros in front until there are `least` characters. A separator never comes
/// first, so one more zero may be needed.
fn group(digits: &str, separator: char, size: usize, least: usize) -> String {
    let length_of = |count: usize| count + (count - 1) / size;
    let mut count = digits.len();
    if length_of(count) < least {
        count = (least * size).div_ceil(size + 1).max(count);
        while length_of(count) < least {
            count += 1;
        }
    }
    let zeros = count - digits.len();
    let mut out = String::with_capacity(length_of(count));
    for (at, digit) in std::iter::repeat_n('0', zeros).chain(digits.chars()).enumerate() {
        if at > 0 && (count - at).is_multiple_of(size) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// `int.__format__`.
pub fn format_int(spec: &Spec, value: &impl Integer, type_name: &str) -> PyResult<Wtf8Buf> {
    let code = match spec.presentation {
        None => 'd',
        Some(code) => char::from_u32(code).unwrap_or('\0'),
    };
    let (radix, prefix) = match code {
        'd' | 'n' | 'c' => (10, ""),
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return format_float(spec, value.to_f64()?, type_name),
        _ => return Err(spec.unknown_code(type_name)),
    };
    if spec.precision.is_some() {
        return Err(PyError::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(PyError::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if code == 'c' {
        return format_code_point(spec, value);
    }
    let mut whole = value.digits(radix)?;
    if code == 'X' {
        whole.make_ascii_uppercase();
    }
    let parts = Parts {
        prefix: if spec.alternate { prefix } else { "" },
        whole,
        fraction: String::new(),
        point: false,
        suffix: String::new(),
        group: if radix == 10 { 3 } else { 4 },
    };
    parts.finish(spec, value.is_negative())
}

fn format_code_point(spec: &Spec, value: &impl Integer) -> PyResult<Wtf8Buf> {
    if spec.sign.is_some() {
        return Err(PyError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(PyError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let code =
        value.to_i64().ok_or_else(|| PyError::overflow("Python int too large to convert to C long"))?;
    let code = u32::try_from(code).ok().filter(|&c| c < 0x110000);
    let code = code.ok_or_else(|| PyError::overflow("%c arg not in range(0x110000)"))?;
    let text = Wtf8Buf::from_iter([code]);
    spec.pad("", text.as_wtf8(), 1, Align::Right)
}

/// The text of the magnitude of `x` under the spec, and whether it is negative. `Err(())` for an unknown code.
fn float_text(spec: &Spec, x: f64, code: Option<char>) -> PyResult<Option<(String, bool)>> {
    let precision = spec.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(PyError::value("precision too big"));
    }
    let notation = match code {
        None if spec.precision.is_none() => Notation::Shortest,
        None => Notation::GeneralWithPoint,
        Some('e' | 'E') => Notation::Exponent,
        Some('f' | 'F' | '%') => Notation::Fixed,
        Some('g' | 'G' | 'n') => Notation::General,
        _ => return Ok(None),
    };
    let scaled = if code == Some('%') { x * 100.0 } else { x };
    let mut text = float::format_float(scaled.abs(), notation, precision, spec.alternate);
    if matches!(code, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    if code == Some('%') {
        text.push('%');
    }
    let mut negative = x.is_sign_negative() && !x.is_nan();
    if spec.no_negative_zero
        && !text
            .bytes()
            .take_while(|&b| b != b'e' && b != b'E')
            .any(|b| b.is_ascii_alphanumeric() && b != b'0')
    {
        negative = false;
    }
    Ok(Some((text, negative)))
}

fn float_code(spec: &Spec) -> Option<char> {
    spec.presentation.map(|code| char::from_u32(code).unwrap_or('\0'))
}

/// `float.__format__`.
pub fn format_float(spec: &Spec, x: f64, type_name: &str) -> PyResult<Wtf8Buf> {
    let (text, negative) =
        float_text(spec, x, float_code(spec))?.ok_or_else(|| spec.unknown_code(type_name))?;
    Parts::of_decimal(text, spec).finish(spec, negative)
}

/// `complex.__format__`.
pub fn format_complex(spec: &Spec, real: f64, imaginary: f64, type_name: &str) -> PyResult<Wtf8Buf> {
    let code = float_code(spec);
    if !matches!(code, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(spec.unknown_code(type_name));
    }
    if spec.fill == '0' as u32 {
        return Err(PyError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Some(Align::AfterSign) {
        return Err(PyError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    // Without a type the parts look as in repr: no point is added to whole numbers.
    let part = |x: f64, sign: Option<char>| -> PyResult<String> {
        let part_spec = Spec { sign, width: None, align: None, fill: ' ' as u32, ..spec.clone() };
        let general = if code.is_none() && spec.precision.is_some() { Some('g') } else { code };
        let (mut text, negative) = float_text(&part_spec, x, general)?.expect("the code was checked");
        if code.is_none() && spec.precision.is_none() && text.ends_with(".0") {
            text.truncate(text.len() - if spec.alternate { 1 } else { 2 });
        }
        Ok(Parts::of_decimal(text, &part_spec).finish(&part_spec, negative)?.as_wtf8().to_string_lossy())
    };
    let body = if code.is_none() && real == 0.0 && real.is_sign_positive() {
        part(imaginary, spec.sign)? + "j"
    } else {
        let both = part(real, spec.sign)? + &part(imaginary, Some('+'))? + "j";
        if code.is_none() { format!("({both})") } else { both }
    };
    spec.pad("", Wtf8::from_str(&body), body.len(), Align::Right)
}
