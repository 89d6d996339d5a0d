//! Bytes of a source file to text: byte order mark, encoding cookie, invalid UTF-8, null bytes.

use crate::error::{ErrorKind, SyntaxError};

/// Decodes a source file. Only UTF-8 (and its subset ASCII) is supported.
pub fn decode_source(bytes: &[u8], filename: &str) -> Result<String, Box<SyntaxError>> {
    let (content, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(content) => (content, true),
        None => (bytes, false),
    };
    if let Some(declared) = cookie(content)
        && !is_utf8(&declared, marked)
    {
        return Err(encoding_error(content, filename, &declared, marked));
    }
    let text = std::str::from_utf8(content).map_err(|error| invalid_utf8(content, filename, error))?;
    if text.contains('\0') {
        let mut fault = placeless(filename, "source code cannot contain null bytes".to_owned());
        fault.line = 1 + text.split('\0').next().map_or(0, |before| before.matches('\n').count() as u32);
        fault.text = text.split('\0').next().and_then(|before| before.lines().last()).map(str::to_owned);
        return Err(fault);
    }
    Ok(text.to_owned())
}

/// An error that points at no column.
pub(crate) fn placeless(filename: &str, message: String) -> Box<SyntaxError> {
    Box::new(SyntaxError {
        kind: ErrorKind::Syntax,
        message,
        filename: filename.to_owned(),
        line: 0,
        column: 0,
        end_line: 0,
        end_column: 0,
        text: None,
        incomplete: false,
        typo: None,
    })
}

/// The first byte that is not UTF-8, shown in its line. CPython says line 1 in the head of the report.
fn invalid_utf8(content: &[u8], filename: &str, error: std::str::Utf8Error) -> Box<SyntaxError> {
    let at = error.valid_up_to();
    let start = content[..at].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    let end = content[at..].iter().position(|&b| b == b'\n').map_or(content.len(), |n| at + n);
    let line = 1 + content[..at].iter().filter(|&&b| b == b'\n').count();
    let message = format!(
        "Non-UTF-8 code starting with '\\x{:02x}' in file {filename} on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details",
        content[at]
    );
    let mut fault = placeless(filename, message);
    let column = String::from_utf8_lossy(&content[start..at]).chars().count() as u32 + 1;
    (fault.line, fault.column, fault.end_line, fault.end_column) = (1, column, 1, column);
    fault.text = Some(String::from_utf8_lossy(&content[start..end]).into_owned());
    fault
}

fn encoding_error(content: &[u8], filename: &str, declared: &str, marked: bool) -> Box<SyntaxError> {
    let name = match declared.to_ascii_lowercase().replace('_', "-").as_str() {
        "latin-1" | "iso-8859-1" | "iso-latin-1" => "iso-8859-1".to_owned(),
        _ => declared.to_owned(),
    };
    if marked {
        let mut fault = placeless(filename, format!("encoding problem: {name} with BOM"));
        fault.line = 1;
        fault.text =
            std::str::from_utf8(content).ok().and_then(|text| text.lines().next()).map(str::to_owned);
        return fault;
    }
    let known =
        ["iso", "latin", "l1", "cp", "windows", "koi8", "euc", "gb", "big5", "shift", "sjis", "utf", "mac"];
    let lower = name.to_ascii_lowercase();
    placeless(
        filename,
        if known.iter().any(|family| lower.starts_with(family)) {
            format!("Gila does not support source encoding '{name}' yet, only utf-8")
        } else {
            format!("unknown encoding: {name}")
        },
    )
}

/// The encoding that a comment in the first two lines declares.
fn cookie(content: &[u8]) -> Option<String> {
    for line in content.split(|&b| b == b'\n').take(2) {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = start else { continue };
        if line[start] != b'#' {
            return None;
        }
        let comment = String::from_utf8_lossy(&line[start..]);
        let mut rest = &*comment;
        while let Some(at) = rest.find("coding") {
            rest = &rest[at + "coding".len()..];
            if let Some(value) = rest.strip_prefix([':', '=']) {
                let value = value.trim_start_matches([' ', '\t']);
                let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
                let name: String = value.chars().take_while(|&c| is_part(c)).collect();
                if !name.is_empty() {
                    return Some(name);
                }
            }
        }
    }
    None
}

/// Does the name stand for UTF-8 or its subset ASCII? After a byte order mark CPython is stricter.
fn is_utf8(encoding: &str, marked: bool) -> bool {
    let name = encoding.to_ascii_lowercase().replace('_', "-");
    name == "utf-8"
        || name.starts_with("utf-8-")
        || !marked && matches!(name.as_str(), "utf8" | "u8" | "ascii" | "us-ascii")
}
