//! Finding, counting, replacing, splitting, stripping, translating.

use crate::{PyError, PyResult};
use memchr::memmem;

/// What `bytes` considers white space.
pub fn is_space_byte(b: u8) -> bool {
    matches!(b, b' ' | 0x09..=0x0D)
}

/// Offset of the first occurrence.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, text),
        _ => memmem::find(text, needle),
    }
}

/// Offset of the last occurrence.
pub fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, text),
        _ => memmem::rfind(text, needle),
    }
}

/// Number of occurrences that do not overlap; the empty needle occurs around every byte.
pub fn count(text: &[u8], needle: &[u8]) -> usize {
    match needle {
        [] => text.len() + 1,
        [byte] => memchr::memchr_iter(*byte, text).count(),
        _ => memmem::find_iter(text, needle).count(),
    }
}

/// `text.replace(old, new, most)`; a negative `most` means all. Nothing if there is nothing to replace.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], most: i64) -> Option<Vec<u8>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if most == 0 || old == new {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    if old.is_empty() {
        let slots = most.min(text.len() + 1);
        for (at, byte) in text.iter().enumerate() {
            if at < slots {
                out.extend_from_slice(new);
            }
            out.push(*byte);
        }
        if slots > text.len() {
            out.extend_from_slice(new);
        }
        return Some(out);
    }
    let mut copied = 0;
    for at in memmem::find_iter(text, old).take(most) {
        out.extend_from_slice(&text[copied..at]);
        out.extend_from_slice(new);
        copied = at + old.len();
    }
    if copied == 0 {
        return None;
    }
    out.extend_from_slice(&text[copied..]);
    Some(out)
}

/// The complaint of everything that splits by a separator.
pub(crate) fn check_separator(separator: &[u8]) -> PyResult<()> {
    if separator.is_empty() { Err(PyError::value("empty separator")) } else { Ok(()) }
}

/// `text.split(separator, most)`; a negative `most` means no limit, no separator means runs of white space.
pub fn split<'a>(text: &'a [u8], separator: Option<&[u8]>, most: i64) -> PyResult<Vec<&'a [u8]>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut pieces = Vec::new();
    let Some(separator) = separator else {
        let mut rest = text;
        while let Some(start) = rest.iter().position(|&b| !is_space_byte(b)) {
            rest = &rest[start..];
            if pieces.len() == most {
                pieces.push(rest);
                break;
            }
            let end = rest.iter().position(|&b| is_space_byte(b)).unwrap_or(rest.len());
            pieces.push(&rest[..end]);
            rest = &rest[end..];
        }
        return Ok(pieces);
    };
    check_separator(separator)?;
    let mut start = 0;
    let mut cut = |at: usize| {
        pieces.push(&text[start..at]);
        start = at + separator.len();
    };
    match separator {
        [byte] => memchr::memchr_iter(*byte, text).take(most).for_each(&mut cut),
        _ => memmem::find_iter(text, separator).take(most).for_each(&mut cut),
    }
    pieces.push(&text[start..]);
    Ok(pieces)
}

/// `text.rsplit(separator, most)`, in the order of the text.
pub fn rsplit<'a>(text: &'a [u8], separator: Option<&[u8]>, most: i64) -> PyResult<Vec<&'a [u8]>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut pieces = Vec::new();
    let mut rest = text;
    match separator {
        None => {
            while let Some(last) = rest.iter().rposition(|&b| !is_space_byte(b)) {
                rest = &rest[..=last];
                if pieces.len() == most {
                    pieces.push(rest);
                    break;
                }
                let start = rest.iter().rposition(|&b| is_space_byte(b)).map_or(0, |at| at + 1);
                pieces.push(&rest[start..]);
                rest = &rest[..start];
            }
        }
        Some(separator) => {
            check_separator(separator)?;
            while pieces.len() < most {
                let Some(at) = rfind(rest, separator) else { break };
                pieces.push(&rest[at + separator.len()..]);
                rest = &rest[..at];
            }
            pieces.push(rest);
        }
    }
    pieces.reverse();
    Ok(pieces)
}

/// `text.splitlines(keep_ends)`: lines end with `\n`, `\r` or both.
pub fn split_lines(text: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let next = match &rest[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [] => end,
            _ => end + 1,
        };
        lines.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    lines
}

/// What is before and after an occurrence of a separator.
pub type Around<'a> = (&'a [u8], &'a [u8]);

/// `text.partition(separator)`: what is around the first separator, if there is one.
pub fn partition<'a>(text: &'a [u8], separator: &[u8]) -> PyResult<Option<Around<'a>>> {
    check_separator(separator)?;
    Ok(find(text, separator).map(|at| (&text[..at], &text[at + separator.len()..])))
}

/// `text.rpartition(separator)`: what is around the last separator, if there is one.
pub fn rpartition<'a>(text: &'a [u8], separator: &[u8]) -> PyResult<Option<Around<'a>>> {
    check_separator(separator)?;
    Ok(rfind(text, separator).map(|at| (&text[..at], &text[at + separator.len()..])))
}

/// `separator.join(pieces)`
pub fn join<'a>(separator: &[u8], pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(piece);
    }
    out
}

fn strips(bytes: Option<&[u8]>, b: u8) -> bool {
    match bytes {
        None => is_space_byte(b),
        Some(bytes) => bytes.contains(&b),
    }
}

/// `text.strip(bytes)`; without `bytes`, white space.
pub fn strip<'a>(text: &'a [u8], bytes: Option<&[u8]>) -> &'a [u8] {
    strip_right(strip_left(text, bytes), bytes)
}

/// `text.lstrip(bytes)`
pub fn strip_left<'a>(text: &'a [u8], bytes: Option<&[u8]>) -> &'a [u8] {
    let start = text.iter().position(|&b| !strips(bytes, b)).unwrap_or(text.len());
    &text[start..]
}

/// `text.rstrip(bytes)`
pub fn strip_right<'a>(text: &'a [u8], bytes: Option<&[u8]>) -> &'a [u8] {
    let end = text.iter().rposition(|&b| !strips(bytes, b)).map_or(0, |at| at + 1);
    &text[..end]
}

/// `text.translate(table, delete)`
pub fn translate(text: &[u8], table: Option<&[u8]>, delete: &[u8]) -> PyResult<Vec<u8>> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(PyError::value("translation table must be 256 characters long"));
    }
    let mut deleted = [false; 256];
    delete.iter().for_each(|&b| deleted[b as usize] = true);
    let kept = text.iter().filter(|&&b| !deleted[b as usize]);
    Ok(match table {
        Some(table) => kept.map(|&b| table[b as usize]).collect(),
        None => kept.copied().collect(),
    })
}

/// `bytes.maketrans(from, to)`
pub fn maketrans(from: &[u8], to: &[u8]) -> PyResult<Vec<u8>> {
    if from.len() != to.len() {
        return Err(PyError::value("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(to).for_each(|(&from, &to)| table[from as usize] = to);
    Ok(table)
}
