//! Facts about single code points, in Unicode 16 as CPython 3.14 has them: classes, numeric values, case, names.
//!
//! Most facts come from std and crates of newer Unicode versions; a code point that Unicode 16 had not assigned is
//! masked out, and three older letters that changed are named below; `tests/unicode.rs` checks every code point. The
//! rest is in `tables`, generated. Methods of whole strings are in `str_methods`.

mod tables;

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// Unicode 17 gave these letters, which are older, an upper case.
const UPPER_SINCE_17: [char; 2] = ['\u{A7D3}', '\u{A7D5}'];

/// Unicode 17 made this letter caseless.
const LOWER_UNTIL_17: u32 = 0x295;

fn assigned(c: u32) -> Option<char> {
    char::from_u32(c).filter(|&c| c < '\u{80}' || get_general_category(c) != Category::Unassigned)
}

/// Whether a newer Unicode's test holds and the code point was assigned in 16.
fn newer_says(c: u32, test: fn(char) -> bool) -> bool {
    char::from_u32(c).is_some_and(test) && (c < 0x80 || assigned(c).is_some())
}

/// The general category; surrogates have theirs.
pub fn category(c: u32) -> Category {
    char::from_u32(c).map_or(Category::Surrogate, get_general_category)
}

/// `str.isalpha` of one code point: a letter of any kind.
pub fn is_alpha(c: u32) -> bool {
    if c < 0x80 {
        return (c as u8).is_ascii_alphabetic();
    }
    use Category::*;
    matches!(category(c), UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

/// `str.isspace` of one code point.
pub fn is_space(c: u32) -> bool {
    matches!(c, 0x1C..=0x1F) || char::from_u32(c).is_some_and(char::is_whitespace)
}

/// `str.isprintable` of one code point: false for what `repr` escapes.
pub fn is_printable(c: u32) -> bool {
    if c < 0x7F {
        return c >= 0x20;
    }
    use Category::*;
    !matches!(
        category(c),
        Control
            | Format
            | Surrogate
            | PrivateUse
            | Unassigned
            | LineSeparator
            | ParagraphSeparator
            | SpaceSeparator
    )
}

/// `str.islower` of one code point.
pub fn is_lower(c: u32) -> bool {
    newer_says(c, char::is_lowercase) || c == LOWER_UNTIL_17
}

/// `str.isupper` of one code point.
pub fn is_upper(c: u32) -> bool {
    newer_says(c, char::is_uppercase)
}

/// Whether the code point is in title case (`ǅ`).
pub fn is_title(c: u32) -> bool {
    c >= 0x80 && category(c) == Category::TitlecaseLetter
}

/// Whether the code point takes part in casing: it is lower, upper or title case.
pub fn is_cased(c: u32) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Whether casing looks through the code point when it decides whether a sigma is final: Unicode's
/// `Case_Ignorable`.
pub fn is_case_ignorable(c: u32) -> bool {
    use Category::*;
    matches!(category(c), NonspacingMark | EnclosingMark | Format | ModifierLetter | ModifierSymbol)
        || matches!(c, 0x27 | 0x2E | 0x3A | 0xB7 | 0x387 | 0x55F | 0x5F4 | 0x2018 | 0x2019 | 0x2024 | 0x2027)
        || matches!(c, 0xFE13 | 0xFE52 | 0xFE55 | 0xFF07 | 0xFF0E | 0xFF1A)
}

/// Whether an identifier may begin with the code point.
pub fn is_identifier_start(c: u32) -> bool {
    c == '_' as u32 || newer_says(c, unicode_ident::is_xid_start)
}

/// Whether an identifier may go on with the code point.
pub fn is_identifier_continue(c: u32) -> bool {
    newer_says(c, unicode_ident::is_xid_continue)
}

/// The value of a decimal digit of any script, as `int()` reads it.
pub fn decimal(c: u32) -> Option<u32> {
    if c < 0x80 {
        return (c as u8).is_ascii_digit().then(|| c - '0' as u32);
    }
    if category(c) != Category::DecimalNumber {
        return None;
    }
    numeric(c).map(|(value, _)| value as u32)
}

/// The value of a digit: decimal digits and those like superscripts (`str.isdigit`).
pub fn digit(c: u32) -> Option<u32> {
    decimal(c).or_else(|| {
        in_runs(tables::DIGIT_NOT_DECIMAL, c).then(|| numeric(c).map(|(value, _)| value as u32))?
    })
}

/// The numeric value as numerator and denominator (`str.isnumeric`): `½` is `(1, 2)`.
pub fn numeric(c: u32) -> Option<(i64, i64)> {
    let next = tables::NUMERIC.partition_point(|&(start, ..)| start <= c);
    let &(start, length, numerator, denominator) = tables::NUMERIC.get(next.checked_sub(1)?)?;
    (c < start + length).then_some((numerator + (c - start) as i64, denominator))
}

/// Columns the code point takes on a terminal: 2 if it is wide, else 1.
pub fn display_width(c: u32) -> usize {
    1 + in_runs(tables::WIDE, c) as usize
}

fn in_runs(runs: &[(u32, u32)], c: u32) -> bool {
    let next = runs.partition_point(|&(start, _)| start <= c);
    next > 0 && c < runs[next - 1].0 + runs[next - 1].1
}

fn exception(table: &'static [(u32, &'static str)], c: u32) -> Option<&'static str> {
    table.binary_search_by_key(&c, |&(key, _)| key).ok().map(|at| table[at].1)
}

/// Emits what std maps a code point to, or the code point itself if it did not exist in Unicode 16.
fn emit_mapped(c: char, mut mapped: impl ExactSizeIterator<Item = char>, mut emit: impl FnMut(u32)) {
    let first = mapped.next().unwrap_or(c);
    // Few characters change; asking whether they were assigned is the slow part.
    if (first == c && mapped.len() == 0) || assigned(c as u32).is_none() {
        return emit(c as u32);
    }
    emit(first as u32);
    mapped.for_each(|c| emit(c as u32));
}

/// Full upper case of one code point: `ß` gives `SS`.
pub fn to_upper(c: u32, mut emit: impl FnMut(u32)) {
    if c < 0x80 {
        return emit((c as u8).to_ascii_uppercase() as u32);
    }
    match char::from_u32(c).filter(|c| !UPPER_SINCE_17.contains(c)) {
        Some(c) => emit_mapped(c, c.to_uppercase(), emit),
        None => emit(c),
    }
}

/// Full lower case of one code point, without the context a final sigma needs.
pub fn to_lower(c: u32, mut emit: impl FnMut(u32)) {
    if c < 0x80 {
        return emit((c as u8).to_ascii_lowercase() as u32);
    }
    match char::from_u32(c) {
        Some(c) => emit_mapped(c, c.to_lowercase(), emit),
        None => emit(c),
    }
}

/// Full title case of one code point: `ß` gives `Ss`.
pub fn to_title(c: u32, mut emit: impl FnMut(u32)) {
    match (c >= 0x80).then(|| exception(tables::TITLE, c)).flatten() {
        Some(text) => text.chars().for_each(|c| emit(c as u32)),
        None => to_upper(c, emit),
    }
}

/// Full case folding of one code point: `ß` gives `ss`.
pub fn to_folded(c: u32, mut emit: impl FnMut(u32)) {
    match (c >= 0x80).then(|| exception(tables::FOLD, c)).flatten() {
        Some(text) => text.chars().for_each(|c| emit(c as u32)),
        None => to_lower(c, emit),
    }
}

/// The character's name, as `unicodedata.name` and the `namereplace` error handler give it.
pub fn name(c: u32) -> Option<String> {
    unicode_names2::name(assigned(c)?).map(|name| name.to_string())
}

/// The character of a `\N{...}` escape: names in any case, and formal aliases.
///
/// `unicode_names2` is lenient about spaces and hyphens, too; Python is not.
pub fn lookup(name: &str) -> Option<char> {
    let spaced = name
        .split(' ')
        .all(|word| !word.is_empty() && word.bytes().all(|c| c.is_ascii_graphic() && c != b'_'));
    // A hyphen at the beginning makes it look before the text.
    if !spaced || name.starts_with('-') {
        return None;
    }
    let c = unicode_names2::character(name).filter(|&c| assigned(c as u32).is_some())?;
    let letters = |text: &str| {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect::<Vec<u8>>()
    };
    // An alias has other letters than the name.
    let is_written_otherwise = unicode_names2::name(c).is_some_and(|official| {
        let official = official.to_string();
        letters(&official) == letters(name) && !official.eq_ignore_ascii_case(name)
    });
    (!is_written_otherwise).then_some(c)
}
