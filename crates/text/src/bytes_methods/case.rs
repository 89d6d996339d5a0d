//! Case and the `is...` tests, for ASCII letters only.

use super::search::is_space_byte;

/// `text.upper()`
pub fn upper(text: &[u8]) -> Vec<u8> {
    text.to_ascii_uppercase()
}

/// `text.lower()`
pub fn lower(text: &[u8]) -> Vec<u8> {
    text.to_ascii_lowercase()
}

/// `text.swapcase()`
pub fn swapcase(text: &[u8]) -> Vec<u8> {
    text.iter().map(|b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { *b }).collect()
}

/// `text.capitalize()`
pub fn capitalize(text: &[u8]) -> Vec<u8> {
    let mut out = lower(text);
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `text.title()`
pub fn title(text: &[u8]) -> Vec<u8> {
    let mut after_letter = false;
    let change = |b: &u8| {
        let changed = if after_letter { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        after_letter = b.is_ascii_alphabetic();
        changed
    };
    text.iter().map(change).collect()
}

fn all(text: &[u8], test: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.iter().all(|&b| test(b))
}

/// `text.isalpha()`
pub fn is_alpha(text: &[u8]) -> bool {
    all(text, |b| b.is_ascii_alphabetic())
}

/// `text.isalnum()`
pub fn is_alnum(text: &[u8]) -> bool {
    all(text, |b| b.is_ascii_alphanumeric())
}

/// `text.isdigit()`
pub fn is_digit(text: &[u8]) -> bool {
    all(text, |b| b.is_ascii_digit())
}

/// `text.isspace()`
pub fn is_space(text: &[u8]) -> bool {
    all(text, is_space_byte)
}

/// `text.islower()`
pub fn is_lower(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_lowercase) && !text.iter().any(u8::is_ascii_uppercase)
}

/// `text.isupper()`
pub fn is_upper(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_uppercase) && !text.iter().any(u8::is_ascii_lowercase)
}

/// `text.istitle()`
pub fn is_title(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_alphabetic) && title(text) == text
}
