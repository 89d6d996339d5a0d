//! Decimal text of a float: the shortest that reads back (`repr`), and the `e`, `f`, `g` notations with any
//! precision, correctly rounded. std and ryu supply the digits; this module decides where the point and
//! the exponent go. Signs, padding and grouping are the caller's: `format_spec` and `percent`.

/// How to write the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `e`: one digit, the point, `precision` digits, an exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits, an exponent for very large and small values.
    General,
    /// `g` in the form `format(x, '.3')` uses: at least one digit after the point, so one digit less before an
    /// exponent is used.
    GeneralWithPoint,
    /// `repr`: the shortest digits that read back; the precision is ignored.
    Shortest,
}

/// No `f64` has more significant decimal digits than this; further digits are zeros and std need not write them.
const MOST_DIGITS: usize = 1100;

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    let text = format_float(x.abs(), Notation::Shortest, 0, false);
    if x.is_sign_negative() && !x.is_nan() { "-".to_owned() + &text } else { text }
}

/// The text of `x`, which is not negative: `inf`, `nan`, or digits. `alternate` keeps the point and, in general
/// notation, trailing zeros (`#` in a format spec).
pub fn format_float(x: f64, notation: Notation, precision: usize, alternate: bool) -> String {
    if x.is_nan() {
        return "nan".to_owned();
    }
    if x.is_infinite() {
        return "inf".to_owned();
    }
    match notation {
        Notation::Fixed => {
            let mut text = format!("{:.*}", precision.min(MOST_DIGITS), x);
            text.extend(std::iter::repeat_n('0', precision.saturating_sub(MOST_DIGITS)));
            if alternate && precision == 0 {
                text.push('.');
            }
            text
        }
        Notation::Exponent => {
            let (mut digits, point) = significant(x, precision + 1);
            digits.extend(std::iter::repeat_n('0', precision + 1 - digits.len()));
            with_exponent(&digits, point, alternate)
        }
        Notation::General | Notation::GeneralWithPoint => {
            let precision = precision.max(1);
            let (mut digits, point) = significant(x, precision);
            let least_point = (notation == Notation::GeneralWithPoint) as i64;
            if alternate {
                digits.extend(std::iter::repeat_n('0', precision - digits.len()));
            } else {
                digits.truncate(digits.trim_end_matches('0').len().max(1));
            }
            if point <= -4 || point > precision as i64 - least_point {
                with_exponent(&digits, point, alternate)
            } else {
                without_exponent(&digits, point, alternate, least_point == 1)
            }
        }
        Notation::Shortest => {
            let mut buffer = ryu::Buffer::new();
            let text = buffer.format_finite(x);
            // ryu writes most numbers as Python does.
            if (x >= 1e-4 || x == 0.0) && !text.contains('e') {
                return text.to_owned();
            }
            let (digits, point) = shortest(text);
            if point <= -4 || point > 16 {
                with_exponent(&digits, point, alternate)
            } else {
                without_exponent(&digits, point, alternate, true)
            }
        }
    }
}

/// The first `count` significant digits (fewer if the rest are zeros) and the position of the point relative to
/// their start: 1.5 is `("15", 1)`. Zero counts as having its point after the digit.
fn significant(x: f64, count: usize) -> (String, i64) {
    split(&format!("{:.*e}", count.min(MOST_DIGITS) - 1, x))
}

/// The digits of ryu's text of a number other than zero and the position of the point. ryu, because of two equally
/// short and equally near candidates it takes the even one, as CPython does; std takes the upper.
fn shortest(text: &str) -> (String, i64) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().expect("ryu writes a decimal exponent");
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.to_owned() + fraction;
    let significant = digits.trim_start_matches('0');
    let point = whole.len() as i64 + exponent - (digits.len() - significant.len()) as i64;
    (significant.trim_end_matches('0').to_owned(), point)
}

fn split(text: &str) -> (String, i64) {
    let (mantissa, exponent) = text.split_once('e').expect("{:e} writes an exponent");
    let exponent: i64 = exponent.parse().expect("{:e} writes a decimal exponent");
    (mantissa.replace('.', ""), exponent + 1)
}

fn with_exponent(digits: &str, point: i64, alternate: bool) -> String {
    let (first, rest) = digits.split_at(1);
    let dot = if rest.is_empty() && !alternate { "" } else { "." };
    let exponent = point - 1;
    format!("{first}{dot}{rest}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

fn without_exponent(digits: &str, point: i64, alternate: bool, point_zero: bool) -> String {
    if point <= 0 {
        return format!("0.{}{digits}", "0".repeat(-point as usize));
    }
    let point = point as usize;
    if digits.len() > point {
        return format!("{}.{}", &digits[..point], &digits[point..]);
    }
    let mut text = digits.to_owned();
    text.extend(std::iter::repeat_n('0', point - digits.len()));
    if point_zero {
        text.push_str(".0");
    } else if alternate {
        text.push('.');
    }
    text
}
