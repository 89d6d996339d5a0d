//! Number literals to their values.

use super::Builder;
use crate::ast::{Constant, Expr, IntLiteral, Span};
use crate::fault::Fault;

/// CPython's default limit on the digits of a decimal literal (`sys.set_int_max_str_digits`).
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Builder<'_> {
    pub fn int(&mut self, l: u32, r: u32) -> Expr {
        let (radix, digits) = digits_of(self.slice_of(l, r));
        let literal = match i64::from_str_radix(&digits, radix) {
            Ok(value) => IntLiteral::Small(value),
            Err(_) => IntLiteral::Big { radix, digits: digits.trim_start_matches('0').into() },
        };
        if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS && self.deferred.is_none() {
            let message = format!(
                "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} \
                 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for \
                 huge integer literals to avoid decimal conversion limits.",
                digits.len()
            );
            self.deferred = Some(Fault::new(Span::new(l, r), message));
        }
        self.constant(l, Constant::Int(literal), r)
    }

    pub fn float(&mut self, l: u32, r: u32) -> Expr {
        let value = float_of(self.slice_of(l, r));
        self.constant(l, Constant::Float(value), r)
    }

    pub fn imaginary(&mut self, l: u32, r: u32) -> Expr {
        let value = float_of(self.slice_of(l, r - 1));
        self.constant(l, Constant::Imaginary(value), r)
    }
}

fn without_underscores(text: &str) -> String {
    text.chars().filter(|&c| c != '_').collect()
}

fn digits_of(text: &str) -> (u32, String) {
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    (radix, without_underscores(if radix == 10 { text } else { &text[2..] }))
}

fn float_of(text: &str) -> f64 {
    // Rust reads every form that the lexer lets through, correctly rounded, huge ones as infinity.
    without_underscores(text).parse().expect("the lexer matched a decimal number")
}
