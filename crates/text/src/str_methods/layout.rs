//! Padding text to a width, counted in code points.

use crate::{PyResult, Wtf8, Wtf8Buf, error};

fn pad(text: Wtf8<'_>, before: usize, after: usize, fill: u32) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len() + before + after);
    out.push_repeated(fill, before);
    out.push_wtf8(text);
    out.push_repeated(fill, after);
    out
}

fn missing(text: Wtf8<'_>, width: i64) -> PyResult<usize> {
    let width = usize::try_from(width).unwrap_or(0);
    error::check_length(width)?;
    Ok(width.saturating_sub(text.count()))
}

/// `text.center(width, fill)`; of an odd rest the left gets more if the width is odd.
pub fn center(text: Wtf8<'_>, width: i64, fill: u32) -> PyResult<Wtf8Buf> {
    let missing = missing(text, width)?;
    let before = missing / 2 + (missing & width as usize & 1);
    Ok(pad(text, before, missing - before, fill))
}

/// `text.ljust(width, fill)`
pub fn ljust(text: Wtf8<'_>, width: i64, fill: u32) -> PyResult<Wtf8Buf> {
    Ok(pad(text, 0, missing(text, width)?, fill))
}

/// `text.rjust(width, fill)`
pub fn rjust(text: Wtf8<'_>, width: i64, fill: u32) -> PyResult<Wtf8Buf> {
    Ok(pad(text, missing(text, width)?, 0, fill))
}

/// `text.zfill(width)`: zeros go after a sign.
pub fn zfill(text: Wtf8<'_>, width: i64) -> PyResult<Wtf8Buf> {
    let zeros = missing(text, width)?;
    let sign = matches!(text.as_bytes().first(), Some(b'+' | b'-')) as usize;
    let mut out = text.slice_bytes(0, sign).to_owned();
    out.push_repeated('0' as u32, zeros);
    out.push_wtf8(text.slice_bytes(sign, text.len()));
    Ok(out)
}

/// `text.expandtabs(size)`: columns begin anew after `\n` and `\r`.
pub fn expand_tabs(text: Wtf8<'_>, size: i64) -> Wtf8Buf {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = Wtf8Buf::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            0x09 if size == 0 => {}
            0x09 => {
                let spaces = size - column % size;
                out.push_repeated(' ' as u32, spaces);
                column += spaces;
            }
            _ => {
                out.push(c);
                column = if matches!(c, 0x0A | 0x0D) { 0 } else { column + 1 };
            }
        }
    }
    out
}
