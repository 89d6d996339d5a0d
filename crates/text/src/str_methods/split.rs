//! Cutting text into pieces and joining pieces.

use super::search::{find, rfind};
use crate::{PyError, PyResult, Wtf8, Wtf8Buf, unicode};
use memchr::memmem;

fn check_separator(separator: Wtf8<'_>) -> PyResult<()> {
    if separator.is_empty() { Err(PyError::value("empty separator")) } else { Ok(()) }
}

/// `text.split(separator, most)`; a negative `most` means no limit, no separator means runs of white space.
pub fn split<'a>(text: Wtf8<'a>, separator: Option<Wtf8<'_>>, most: i64) -> PyResult<Vec<Wtf8<'a>>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut pieces = Vec::new();
    let Some(separator) = separator else {
        split_space(text, most, &mut pieces);
        return Ok(pieces);
    };
    check_separator(separator)?;
    let mut start = 0;
    let mut cut = |at: usize| {
        pieces.push(text.slice_bytes(start, at));
        start = at + separator.len();
    };
    match separator.as_bytes() {
        [byte] => memchr::memchr_iter(*byte, text.as_bytes()).take(most).for_each(&mut cut),
        bytes => memmem::find_iter(text.as_bytes(), bytes).take(most).for_each(&mut cut),
    }
    pieces.push(text.slice_bytes(start, text.len()));
    Ok(pieces)
}

fn split_space<'a>(text: Wtf8<'a>, most: usize, pieces: &mut Vec<Wtf8<'a>>) {
    let mut start = None;
    for (offset, c) in text.char_indices() {
        match (unicode::is_space(c), start) {
            (true, Some(from)) => {
                pieces.push(text.slice_bytes(from, offset));
                start = None;
            }
            (false, None) if pieces.len() == most => {
                pieces.push(text.slice_bytes(offset, text.len()));
                return;
            }
            (false, None) => start = Some(offset),
            _ => {}
        }
    }
    if let Some(from) = start {
        pieces.push(text.slice_bytes(from, text.len()));
    }
}

/// `text.rsplit(separator, most)`, in the order of the text.
pub fn rsplit<'a>(text: Wtf8<'a>, separator: Option<Wtf8<'_>>, most: i64) -> PyResult<Vec<Wtf8<'a>>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut pieces = Vec::new();
    match separator {
        None => rsplit_space(text, most, &mut pieces),
        Some(separator) => {
            check_separator(separator)?;
            let mut end = text.len();
            while pieces.len() < most {
                let Some(at) = rfind(text.slice_bytes(0, end), separator) else { break };
                pieces.push(text.slice_bytes(at + separator.len(), end));
                end = at;
            }
            pieces.push(text.slice_bytes(0, end));
        }
    }
    pieces.reverse();
    Ok(pieces)
}

fn rsplit_space<'a>(text: Wtf8<'a>, most: usize, pieces: &mut Vec<Wtf8<'a>>) {
    let mut rest = text.chars();
    loop {
        let before = rest.rest();
        let Some(c) = rest.next_back() else { return };
        if unicode::is_space(c) {
            continue;
        }
        if pieces.len() == most {
            pieces.push(before);
            return;
        }
        let end = before.len();
        loop {
            let start = rest.rest().len();
            match rest.next_back() {
                Some(c) if !unicode::is_space(c) => {}
                _ => {
                    pieces.push(text.slice_bytes(start, end));
                    break;
                }
            }
        }
    }
}

/// Whether `str.splitlines` ends a line here.
fn is_line_break(c: u32) -> bool {
    matches!(c, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// `text.splitlines(keep_ends)`
pub fn split_lines(text: Wtf8<'_>, keep_ends: bool) -> Vec<Wtf8<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices();
    while let Some((offset, c)) = chars.next() {
        if !is_line_break(c) {
            continue;
        }
        if c == 0x0D && text.as_bytes().get(offset + 1) == Some(&b'\n') {
            chars.next();
        }
        let next = chars.clone().next().map_or(text.len(), |(offset, _)| offset);
        lines.push(text.slice_bytes(start, if keep_ends { next } else { offset }));
        start = next;
    }
    if start < text.len() {
        lines.push(text.slice_bytes(start, text.len()));
    }
    lines
}

/// `text.partition(separator)`: what is before and after the first separator, if there is one.
pub fn partition<'a>(text: Wtf8<'a>, separator: Wtf8<'_>) -> PyResult<Option<(Wtf8<'a>, Wtf8<'a>)>> {
    check_separator(separator)?;
    Ok(find(text, separator).map(|at| around(text, at, separator)))
}

/// `text.rpartition(separator)`: what is before and after the last separator, if there is one.
pub fn rpartition<'a>(text: Wtf8<'a>, separator: Wtf8<'_>) -> PyResult<Option<(Wtf8<'a>, Wtf8<'a>)>> {
    check_separator(separator)?;
    Ok(rfind(text, separator).map(|at| around(text, at, separator)))
}

fn around<'a>(text: Wtf8<'a>, at: usize, separator: Wtf8<'_>) -> (Wtf8<'a>, Wtf8<'a>) {
    (text.slice_bytes(0, at), text.slice_bytes(at + separator.len(), text.len()))
}

/// `separator.join(pieces)`
pub fn join<'a>(separator: Wtf8<'_>, pieces: impl IntoIterator<Item = Wtf8<'a>>) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        if at > 0 {
            out.push_wtf8(separator);
        }
        out.push_wtf8(piece);
    }
    out
}
