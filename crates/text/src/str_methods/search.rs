//! Finding, counting, replacing, stripping, translating.

use crate::{PyError, PyResult, Wtf8, Wtf8Buf, bytes_methods, unicode};

/// Offset of the first occurrence.
pub fn find(text: Wtf8<'_>, needle: Wtf8<'_>) -> Option<usize> {
    bytes_methods::find(text.as_bytes(), needle.as_bytes())
}

/// Offset of the last occurrence.
pub fn rfind(text: Wtf8<'_>, needle: Wtf8<'_>) -> Option<usize> {
    bytes_methods::rfind(text.as_bytes(), needle.as_bytes())
}

/// `needle in text`
pub fn contains(text: Wtf8<'_>, needle: Wtf8<'_>) -> bool {
    find(text, needle).is_some()
}

/// Number of occurrences that do not overlap; the empty text occurs around every code point.
pub fn count(text: Wtf8<'_>, needle: Wtf8<'_>) -> usize {
    if needle.is_empty() {
        text.count() + 1
    } else {
        bytes_methods::count(text.as_bytes(), needle.as_bytes())
    }
}

/// `text.replace(old, new, most)`; a negative `most` means all. Nothing if there is nothing to replace.
pub fn replace(text: Wtf8<'_>, old: Wtf8<'_>, new: Wtf8<'_>, most: i64) -> Option<Wtf8Buf> {
    if !old.is_empty() {
        let replaced = bytes_methods::replace(text.as_bytes(), old.as_bytes(), new.as_bytes(), most);
        return replaced.map(Wtf8Buf::from_bytes);
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if most == 0 || new.is_empty() {
        return None;
    }
    let mut out = Wtf8Buf::with_capacity(text.len());
    let mut slots = 0;
    for c in text.chars() {
        if slots < most {
            out.push_wtf8(new);
            slots += 1;
        }
        out.push(c);
    }
    if slots < most {
        out.push_wtf8(new);
    }
    Some(out)
}

/// `text.strip(chars)`; without `chars`, white space.
pub fn strip<'a>(text: Wtf8<'a>, chars: Option<Wtf8<'_>>) -> Wtf8<'a> {
    strip_right(strip_left(text, chars), chars)
}

/// `text.lstrip(chars)`
pub fn strip_left<'a>(text: Wtf8<'a>, chars: Option<Wtf8<'_>>) -> Wtf8<'a> {
    let mut rest = text.chars();
    loop {
        let kept = rest.rest();
        match rest.next() {
            Some(c) if strips(chars, c) => {}
            _ => return kept,
        }
    }
}

/// `text.rstrip(chars)`
pub fn strip_right<'a>(text: Wtf8<'a>, chars: Option<Wtf8<'_>>) -> Wtf8<'a> {
    let mut rest = text.chars();
    loop {
        let kept = rest.rest();
        match rest.next_back() {
            Some(c) if strips(chars, c) => {}
            _ => return kept,
        }
    }
}

fn strips(chars: Option<Wtf8<'_>>, c: u32) -> bool {
    match chars {
        None => unicode::is_space(c),
        Some(chars) if c < 0x80 => memchr::memchr(c as u8, chars.as_bytes()).is_some(),
        Some(chars) => chars.chars().any(|other| other == c),
    }
}

/// `text.removeprefix(prefix)`
pub fn remove_prefix<'a>(text: Wtf8<'a>, prefix: Wtf8<'_>) -> Wtf8<'a> {
    Wtf8::from_bytes(text.as_bytes().strip_prefix(prefix.as_bytes()).unwrap_or(text.as_bytes()))
}

/// `text.removesuffix(suffix)`
pub fn remove_suffix<'a>(text: Wtf8<'a>, suffix: Wtf8<'_>) -> Wtf8<'a> {
    Wtf8::from_bytes(text.as_bytes().strip_suffix(suffix.as_bytes()).unwrap_or(text.as_bytes()))
}

/// What a translation table says about a code point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Not in the table.
    Keep,
    /// `None`
    Delete,
    /// An int.
    Char(u32),
    /// A str.
    Text(Wtf8Buf),
}

/// `text.translate(table)`; `look_up` asks the table, once for each distinct ASCII code point.
pub fn translate<E>(
    text: Wtf8<'_>,
    mut look_up: impl FnMut(u32) -> Result<Replacement, E>,
) -> Result<Wtf8Buf, E> {
    let mut seen: [Option<Replacement>; 128] = [const { None }; 128];
    let mut out = Wtf8Buf::with_capacity(text.len());
    let apply = |out: &mut Wtf8Buf, c: u32, replacement: &Replacement| match replacement {
        Replacement::Keep => out.push(c),
        Replacement::Delete => {}
        Replacement::Char(c) => out.push(*c),
        Replacement::Text(text) => out.push_wtf8(text.as_wtf8()),
    };
    for c in text.chars() {
        match seen.get_mut(c as usize) {
            Some(Some(known)) => apply(&mut out, c, known),
            Some(slot) => apply(&mut out, c, slot.insert(look_up(c)?)),
            None => apply(&mut out, c, &look_up(c)?),
        }
    }
    Ok(out)
}

/// The entries of `str.maketrans(from, to, delete)`, in order; later ones win. `None` deletes.
pub fn maketrans(
    from: Wtf8<'_>,
    to: Wtf8<'_>,
    delete: Option<Wtf8<'_>>,
) -> PyResult<Vec<(u32, Option<u32>)>> {
    if from.count() != to.count() {
        return Err(PyError::value("the first two maketrans arguments must have equal length"));
    }
    let mapped = from.chars().zip(to.chars().map(Some));
    let deleted = delete.unwrap_or(Wtf8::from_str("")).chars().map(|c| (c, None)).collect::<Vec<_>>();
    Ok(mapped.chain(deleted).collect())
}
