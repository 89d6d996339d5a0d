//! The `is...` methods of `str`.

use crate::{Wtf8, unicode};

/// Whether there is text and all of it passes; ASCII is tested by bytes.
fn all(text: Wtf8<'_>, ascii: impl Fn(&u8) -> bool, other: impl Fn(u32) -> bool) -> bool {
    if text.is_empty() {
        return false;
    }
    if text.is_ascii() { text.as_bytes().iter().all(ascii) } else { text.chars().all(other) }
}

/// `text.isalpha()`
pub fn is_alpha(text: Wtf8<'_>) -> bool {
    all(text, u8::is_ascii_alphabetic, unicode::is_alpha)
}

/// `text.isalnum()`
pub fn is_alnum(text: Wtf8<'_>) -> bool {
    all(text, u8::is_ascii_alphanumeric, |c| unicode::is_alpha(c) || unicode::numeric(c).is_some())
}

/// `text.isdecimal()`
pub fn is_decimal(text: Wtf8<'_>) -> bool {
    all(text, u8::is_ascii_digit, |c| unicode::decimal(c).is_some())
}

/// `text.isdigit()`
pub fn is_digit(text: Wtf8<'_>) -> bool {
    all(text, u8::is_ascii_digit, |c| unicode::digit(c).is_some())
}

/// `text.isnumeric()`
pub fn is_numeric(text: Wtf8<'_>) -> bool {
    all(text, u8::is_ascii_digit, |c| unicode::numeric(c).is_some())
}

/// `text.isspace()`
pub fn is_space(text: Wtf8<'_>) -> bool {
    !text.is_empty() && text.chars().all(unicode::is_space)
}

/// `text.isprintable()`
pub fn is_printable(text: Wtf8<'_>) -> bool {
    text.chars().all(unicode::is_printable)
}

/// `text.isidentifier()`
pub fn is_identifier(text: Wtf8<'_>) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(unicode::is_identifier_start) && chars.all(unicode::is_identifier_continue)
}

/// `text.islower()`: something is cased, nothing is upper or title case.
pub fn is_lower(text: Wtf8<'_>) -> bool {
    let mut cased = false;
    for c in text.chars() {
        if unicode::is_upper(c) || unicode::is_title(c) {
            return false;
        }
        cased = cased || unicode::is_lower(c);
    }
    cased
}

/// `text.isupper()`: something is cased, nothing is lower or title case.
pub fn is_upper(text: Wtf8<'_>) -> bool {
    let mut cased = false;
    for c in text.chars() {
        if unicode::is_lower(c) || unicode::is_title(c) {
            return false;
        }
        cased = cased || unicode::is_upper(c);
    }
    cased
}

/// `text.istitle()`: upper case only after what is not cased, lower case only after what is.
pub fn is_title(text: Wtf8<'_>) -> bool {
    let (mut cased, mut after_cased) = (false, false);
    for c in text.chars() {
        if unicode::is_upper(c) || unicode::is_title(c) {
            if after_cased {
                return false;
            }
            (cased, after_cased) = (true, true);
        } else if unicode::is_lower(c) {
            if !after_cased {
                return false;
            }
        } else {
            after_cased = false;
        }
    }
    cased
}
