//! Entries of a traceback as text.

use super::source;
use crate::objects::traceback::Traceback;
use crate::{Context, Value};

/// What is shown of one entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The file's name.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The function's name.
    pub function: String,
    /// The source lines, dedented and marked, each with its newline; empty when they cannot be had.
    pub excerpt: String,
    /// The first source line alone.
    first: String,
}

impl Entry {
    /// The entry as `traceback` shows it when it knows no columns.
    pub fn without_columns(mut self) -> Entry {
        self.excerpt = std::mem::take(&mut self.first);
        self
    }
}

/// The entries of a traceback, oldest first, cut to `sys.tracebacklimit`.
pub fn entries(cx: &mut Context, traceback: &Value) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut next = traceback.clone();
    while let Some(entry) = next.as_ref().and_then(|object| object.downcast::<Traceback>()).cloned() {
        found.push(entry.clone());
        next = entry.get(cx).next.clone();
    }
    if let Some(limit) = limit(cx) {
        let cut = found.len().saturating_sub(limit);
        found.drain(..cut);
    }
    let mut shown: Vec<Entry> = Vec::with_capacity(found.len());
    let mut last: Option<(usize, usize, u32)> = None;
    for entry in found {
        let payload = entry.get(cx);
        let code = payload.frame.get(cx).code.clone();
        // Deep recursion repeats the same entry: its text is made once.
        let same = (code.address(), payload.pc, payload.line);
        if last == Some(same) {
            let copy = shown.last().expect("I-9: an entry came before").clone();
            shown.push(copy);
            continue;
        }
        last = Some(same);
        let place = code.position(payload.pc);
        let line = payload.line;
        let file = code.filename.to_string_lossy();
        let lines = source::lines(cx, &file);
        let line_of = |number: u32| {
            (number as usize).checked_sub(1).and_then(|index| lines.get(index)).map_or("", String::as_str)
        };
        let trimmed = line_of(line).trim();
        let first = if trimmed.is_empty() { String::new() } else { format!("    {trimmed}\n") };
        let excerpt = if place.line == line && place.end_column != 0 {
            let covered: Vec<&str> = (line..=place.end_line.max(line)).map(line_of).collect();
            text::anchors::excerpt(&covered, place.column as usize, place.end_column as usize)
        } else {
            first.clone()
        };
        shown.push(Entry { file, line, function: code.name.to_string_lossy(), excerpt, first });
    }
    shown
}

fn limit(cx: &mut Context) -> Option<usize> {
    let name = cx.names().tracebacklimit.clone();
    let sys = cx.interp_ref().sys.clone();
    let value = crate::objects::dict::get_str(cx, &sys, &name)?;
    let number = value.as_int()?.to_i64_clipped();
    Some(usize::try_from(number).unwrap_or(0))
}

/// How often an entry is shown before repetitions are only counted.
const REPEATED: usize = 3;

/// The lines of the entries; what repeats is counted.
pub fn format(entries: &[Entry]) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut repeated = 0;
    let counted = |repeated: usize, pieces: &mut Vec<String>| {
        if repeated > REPEATED {
            let more = repeated - REPEATED;
            let plural = if more > 1 { "s" } else { "" };
            pieces.push(format!("  [Previous line repeated {more} more time{plural}]\n"));
        }
    };
    for (index, entry) in entries.iter().enumerate() {
        let same = index > 0 && {
            let before = &entries[index - 1];
            before.file == entry.file && before.line == entry.line && before.function == entry.function
        };
        if !same {
            counted(repeated, &mut pieces);
            repeated = 0;
        }
        repeated += 1;
        if repeated <= REPEATED {
            let Entry { file, line, function, excerpt, .. } = entry;
            pieces.push(format!("  File \"{file}\", line {line}, in {function}\n{excerpt}"));
        }
    }
    counted(repeated, &mut pieces);
    pieces
}
