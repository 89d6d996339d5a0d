//! Cutting text into pieces and joining pieces.

use crate::{PyResult, Wtf8, Wtf8Buf, bytes_methods, unicode};

/// `text.split(separator, most)`; a negative `most` means no limit, no separator means runs of white space.
pub fn split<'a>(text: Wtf8<'a>, separator: Option<Wtf8<'_>>, most: i64) -> PyResult<Vec<Wtf8<'a>>> {
    if let Some(separator) = separator {
        return Ok(texts(bytes_methods::split(text.as_bytes(), Some(separator.as_bytes()), most)?));
    }
    let mut pieces = Vec::new();
    split_space(text, usize::try_from(most).unwrap_or(usize::MAX), &mut pieces);
    Ok(pieces)
}

fn texts(pieces: Vec<&[u8]>) -> Vec<Wtf8<'_>> {
    pieces.into_iter().map(Wtf8::from_bytes).collect()
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
    if let Some(separator) = separator {
        return Ok(texts(bytes_methods::rsplit(text.as_bytes(), Some(separator.as_bytes()), most)?));
    }
    let mut pieces = Vec::new();
    rsplit_space(text, usize::try_from(most).unwrap_or(usize::MAX), &mut pieces);
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

/// What is before and after an occurrence of a separator.
pub type Around<'a> = (Wtf8<'a>, Wtf8<'a>);

/// `text.partition(separator)`: what is around the first separator, if there is one.
pub fn partition<'a>(text: Wtf8<'a>, separator: Wtf8<'_>) -> PyResult<Option<Around<'a>>> {
    Ok(bytes_methods::partition(text.as_bytes(), separator.as_bytes())?.map(around))
}

/// `text.rpartition(separator)`: what is around the last separator, if there is one.
pub fn rpartition<'a>(text: Wtf8<'a>, separator: Wtf8<'_>) -> PyResult<Option<Around<'a>>> {
    Ok(bytes_methods::rpartition(text.as_bytes(), separator.as_bytes())?.map(around))
}

fn around<'a>((before, after): bytes_methods::search::Around<'a>) -> Around<'a> {
    (Wtf8::from_bytes(before), Wtf8::from_bytes(after))
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
