//! Places in a source text: byte offsets to lines and columns.
//!
//! Lines end at `\n`, `\r\n` or a lone `\r`, as for CPython's tokenizer. Decoding bytes is in `decode`.

use crate::ast::Span;

/// A source text with its file name and line starts.
#[derive(Debug)]
pub struct Source<'s> {
    /// The decoded text that spans point into.
    pub text: &'s str,
    /// The name shown in errors.
    pub filename: &'s str,
    /// Where the lines start.
    pub lines: LineIndex,
}

impl<'s> Source<'s> {
    /// Indexes the lines of a text.
    pub fn new(text: &'s str, filename: &'s str) -> Self {
        Source { text, filename, lines: LineIndex::new(text) }
    }

    /// Line and columns of an offset.
    pub fn location(&self, offset: u32) -> Location {
        self.lines.location(self.text, offset)
    }

    /// Start and end of a span.
    pub fn range(&self, span: Span) -> (Location, Location) {
        (self.location(span.start), self.location(span.end))
    }
}

/// A place: `line` counts from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 0.
    pub column: u32,
    /// Column in UTF-8 bytes, from 0 (CPython's `col_offset`).
    pub byte_column: u32,
}

/// The offsets at which lines start.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// The line, from 1, that holds the offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The number of lines; a text that ends with a newline has an empty last one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The offset at which a line (from 1) starts; lines past the end start nowhere.
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get(line.checked_sub(1)? as usize).copied()
    }

    /// The text of a line (from 1) without its line end; empty past the end.
    pub fn text_of<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(start) = self.start_of(line) else { return "" };
        let end = self.start_of(line + 1).map_or(text.len(), |end| end as usize);
        text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Line and columns of an offset; offsets past the end or inside a character are moved back.
    pub fn location(&self, text: &str, offset: u32) -> Location {
        let offset = text.floor_char_boundary(offset as usize) as u32;
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        let column = text[start as usize..offset as usize].chars().count() as u32;
        Location { line, column, byte_column: offset - start }
    }
}
