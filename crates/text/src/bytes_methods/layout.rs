//! Padding bytes to a width.

use crate::{PyResult, error};

fn pad(text: &[u8], before: usize, after: usize, fill: u8) -> Vec<u8> {
    let mut out = vec![fill; before];
    out.extend_from_slice(text);
    out.resize(before + text.len() + after, fill);
    out
}

fn missing(text: &[u8], width: i64) -> PyResult<usize> {
    let width = usize::try_from(width).unwrap_or(0);
    error::check_length(width)?;
    Ok(width.saturating_sub(text.len()))
}

/// `text.center(width, fill)`
pub fn center(text: &[u8], width: i64, fill: u8) -> PyResult<Vec<u8>> {
    let missing = missing(text, width)?;
    let before = missing / 2 + (missing & width as usize & 1);
    Ok(pad(text, before, missing - before, fill))
}

/// `text.ljust(width, fill)`
pub fn ljust(text: &[u8], width: i64, fill: u8) -> PyResult<Vec<u8>> {
    Ok(pad(text, 0, missing(text, width)?, fill))
}

/// `text.rjust(width, fill)`
pub fn rjust(text: &[u8], width: i64, fill: u8) -> PyResult<Vec<u8>> {
    Ok(pad(text, missing(text, width)?, 0, fill))
}

/// `text.zfill(width)`: zeros go after a sign.
pub fn zfill(text: &[u8], width: i64) -> PyResult<Vec<u8>> {
    let zeros = missing(text, width)?;
    let sign = matches!(text.first(), Some(b'+' | b'-')) as usize;
    let mut out = text[..sign].to_vec();
    out.resize(sign + zeros, b'0');
    out.extend_from_slice(&text[sign..]);
    Ok(out)
}

/// `text.expandtabs(size)`: columns begin anew after `\n` and `\r`.
pub fn expand_tabs(text: &[u8], size: i64) -> Vec<u8> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for &b in text {
        match b {
            b'\t' if size == 0 => {}
            b'\t' => {
                let spaces = size - column % size;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            _ => {
                out.push(b);
                column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    out
}
