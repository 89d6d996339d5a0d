//! Changing case: full mappings, so that text may grow (`'ß'.upper() == 'SS'`), and the final sigma.

use crate::{Wtf8, Wtf8Buf, bytes_methods, unicode};

const CAPITAL_SIGMA: u32 = 0x3A3;
const SMALL_SIGMA: u32 = 0x3C3;
const FINAL_SIGMA: u32 = 0x3C2;

fn ascii(text: Wtf8<'_>, map: impl Fn(&u8) -> u8) -> Option<Wtf8Buf> {
    text.is_ascii().then(|| Wtf8Buf::from_bytes(text.as_bytes().iter().map(map).collect()))
}

/// `text.upper()`
pub fn upper(text: Wtf8<'_>) -> Wtf8Buf {
    ascii(text, u8::to_ascii_uppercase).unwrap_or_else(|| {
        let mut out = Wtf8Buf::with_capacity(text.len());
        text.chars().for_each(|c| unicode::to_upper(c, |c| out.push(c)));
        out
    })
}

/// `text.lower()`
pub fn lower(text: Wtf8<'_>) -> Wtf8Buf {
    ascii(text, u8::to_ascii_lowercase).unwrap_or_else(|| {
        let mut out = Wtf8Buf::with_capacity(text.len());
        text.char_indices().for_each(|(offset, c)| push_lower(text, offset, c, &mut out));
        out
    })
}

/// `text.casefold()`
pub fn casefold(text: Wtf8<'_>) -> Wtf8Buf {
    ascii(text, u8::to_ascii_lowercase).unwrap_or_else(|| {
        let mut out = Wtf8Buf::with_capacity(text.len());
        text.chars().for_each(|c| unicode::to_folded(c, |c| out.push(c)));
        out
    })
}

/// `text.title()`: the first of each run of cased characters in title case, the rest lower.
pub fn title(text: Wtf8<'_>) -> Wtf8Buf {
    if text.is_ascii() {
        return Wtf8Buf::from_bytes(bytes_methods::title(text.as_bytes()));
    }
    let mut out = Wtf8Buf::with_capacity(text.len());
    let mut after_cased = false;
    for (offset, c) in text.char_indices() {
        if after_cased {
            push_lower(text, offset, c, &mut out);
        } else {
            unicode::to_title(c, |c| out.push(c));
        }
        after_cased = unicode::is_cased(c);
    }
    out
}

/// `text.capitalize()`
pub fn capitalize(text: Wtf8<'_>) -> Wtf8Buf {
    if text.is_ascii() {
        return Wtf8Buf::from_bytes(bytes_methods::capitalize(text.as_bytes()));
    }
    let mut out = Wtf8Buf::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        if offset == 0 {
            unicode::to_title(c, |c| out.push(c));
        } else {
            push_lower(text, offset, c, &mut out);
        }
    }
    out
}

/// `text.swapcase()`
pub fn swapcase(text: Wtf8<'_>) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        if unicode::is_upper(c) {
            push_lower(text, offset, c, &mut out);
        } else if unicode::is_lower(c) {
            unicode::to_upper(c, |c| out.push(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn push_lower(text: Wtf8<'_>, offset: usize, c: u32, out: &mut Wtf8Buf) {
    if c == CAPITAL_SIGMA {
        out.push(if is_final(text, offset) { FINAL_SIGMA } else { SMALL_SIGMA });
    } else {
        unicode::to_lower(c, |c| out.push(c));
    }
}

/// Whether the sigma at this offset ends a word: something cased before it and nothing cased after it, looking
/// through what casing ignores.
fn is_final(text: Wtf8<'_>, offset: usize) -> bool {
    let significant = |c: &u32| !unicode::is_case_ignorable(*c);
    let before = text.slice_bytes(0, offset).chars().rev().find(significant);
    let after = text.slice_bytes(offset, text.len()).chars().skip(1).find(significant);
    before.is_some_and(unicode::is_cased) && !after.is_some_and(unicode::is_cased)
}
