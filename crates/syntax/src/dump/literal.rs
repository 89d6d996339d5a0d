//! Literals as Python's `repr` prints them.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

use crate::ast::{Constant, IntLiteral};
use crate::text::PyText;

/// The `repr` of a constant.
pub(super) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::True => "True".to_owned(),
        Constant::False => "False".to_owned(),
        Constant::Ellipsis => "Ellipsis".to_owned(),
        Constant::Int(IntLiteral::Small(value)) => value.to_string(),
        Constant::Int(IntLiteral::Big { radix: 10, digits }) => digits.to_string(),
        Constant::Int(IntLiteral::Big { radix, digits }) => decimal(digits, *radix),
        Constant::Float(value) => float(*value),
        Constant::Imaginary(value) => {
            let text = float(*value);
            format!("{}j", text.strip_suffix(".0").unwrap_or(&text))
        }
        Constant::Str { value, .. } => text(value),
        Constant::Bytes(content) => bytes(content),
    }
}

/// Digits of a power-of-two radix in decimal.
fn decimal(digits: &str, radix: u32) -> String {
    const GROUP: u64 = 1_000_000_000;
    // Least significant group of nine decimal digits first.
    let mut groups: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|c| c.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for group in &mut groups {
            let value = *group * u64::from(radix) + carry;
            *group = value % GROUP;
            carry = value / GROUP;
        }
        if carry > 0 {
            groups.push(carry);
        }
    }
    let mut out = groups.pop().unwrap_or(0).to_string();
    for group in groups.iter().rev() {
        out.push_str(&format!("{group:09}"));
    }
    out
}

/// The shortest digits that read back, in Python's choice between plain and exponent form.
fn float(value: f64) -> String {
    if value.is_infinite() {
        return "inf".to_owned();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { format!("{plain}.0") };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn text(value: &PyText) -> String {
    let quote = quote_for(value.as_bytes().contains(&b'\''), value.as_bytes().contains(&b'"'));
    let mut out = String::from(quote);
    for code in value.code_points() {
        match (char::from_u32(code), code) {
            (Some('\n'), _) => out.push_str("\\n"),
            (Some('\r'), _) => out.push_str("\\r"),
            (Some('\t'), _) => out.push_str("\\t"),
            (Some('\\'), _) => out.push_str("\\\\"),
            (Some(c), _) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            (Some(c), _) if is_printable(c) => out.push(c),
            (_, 0..=0xFF) => out.push_str(&format!("\\x{code:02x}")),
            (_, 0x100..=0xFFFF) => out.push_str(&format!("\\u{code:04x}")),
            _ => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    out.push(quote);
    out
}

fn bytes(content: &[u8]) -> String {
    let quote = quote_for(content.contains(&b'\''), content.contains(&b'"'));
    let mut out = format!("b{quote}");
    for &byte in content {
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'\\' => out.push_str("\\\\"),
            _ if byte == quote as u8 => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(byte as char),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out
}

/// Python's `str.isprintable`, for one character.
pub(crate) fn is_printable(c: char) -> bool {
    let hidden = |category| {
        matches!(
            category,
            Category::Control
                | Category::Format
                | Category::LineSeparator
                | Category::ParagraphSeparator
                | Category::PrivateUse
                | Category::SpaceSeparator
                | Category::Surrogate
                | Category::Unassigned
        )
    };
    c == ' ' || !hidden(get_general_category(c))
}
