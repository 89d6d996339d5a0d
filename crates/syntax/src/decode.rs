//! Bytes of a source file to text: byte order mark, encoding cookie, invalid UTF-8, null bytes.

use crate::error::{ErrorKind, SyntaxError};

/// Decodes a source file. Only UTF-8 (and its subset ASCII) is supported.
pub fn decode_source(bytes: &[u8], filename: &str) -> Result<String, Box<SyntaxError>> {
    let (content, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(content) => (content, true),
        None => (bytes, false),
    };
    if let Some(encoding) = cookie(content)
        && !is_utf8(&encoding, marked)
    {
        return Err(placeless(filename, encoding_message(&encoding, marked)));
    }
    let text = std::str::from_utf8(content).map_err(|error| {
        let at = error.valid_up_to();
        let line = 1 + content[..at].iter().filter(|&&b| b == b'\n').count();
        let message = format!(
            "Non-UTF-8 code starting with '\\x{:02x}' on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details",
            content[at]
        );
        placeless(filename, message)
    })?;
    if text.contains('\0') {
        return Err(placeless(filename, "source code cannot contain null bytes".to_owned()));
    }
    Ok(text.to_owned())
}

fn placeless(filename: &str, message: String) -> Box<SyntaxError> {
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
    })
}

fn encoding_message(encoding: &str, marked: bool) -> String {
    if marked {
        format!("encoding problem: {encoding} with BOM")
    } else {
        format!("Gila does not support source encoding '{encoding}' yet, only utf-8")
    }
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
