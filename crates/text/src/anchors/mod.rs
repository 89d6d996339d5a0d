//! The source lines of a traceback and the marks under them.
//!
//! ```text
//!     return price[key] * rate(day)
//!            ~~~~~~~~~~~^~~~~~~~~~~      the operator that failed, between its operands
//! ```
//!
//! An instruction knows the range of the source it comes from, not what kind of expression that is. [`find`] looks
//! at the text of the range again (by [`expression`], which understands just enough of Python) for the operator,
//! the brackets of an index or of a call; [`excerpt`] lays out the lines. Reading the file and the line
//! `File "...", line N, in f` are the caller's.

pub mod expression;
mod tokens;

pub use expression::{Anchors, find};

use crate::unicode;

/// A tab or other character of indentation.
fn is_blank(c: char) -> bool {
    unicode::is_space(c as u32)
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Removes the white space all lines begin with; blank lines become empty and do not count.
fn dedent<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.chars().all(is_blank)) {
        let indent = indentation(line);
        let common = match margin {
            None => indent.len(),
            Some(margin) => margin.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count(),
        };
        margin = Some(&indent[..common]);
    }
    let margin = margin.map_or(0, str::len);
    lines.iter().map(|line| if line.chars().all(is_blank) { "" } else { &line[margin..] }).collect()
}

/// Columns the first `chars` characters of a line take.
fn width(line: &str, chars: usize) -> usize {
    if line.is_ascii() {
        chars
    } else {
        line.chars().take(chars).map(|c| unicode::display_width(c as u32)).sum()
    }
}

fn chars_before(line: &str, byte: usize) -> usize {
    line.char_indices().take_while(|&(at, _)| at < byte).count()
}

fn byte_of(line: &str, chars: usize) -> usize {
    line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at)
}

/// The lines a traceback shows for an instruction: `lines` are the source lines its range covers, which begins at
/// byte `start` of the first and ends before byte `end` of the last. Indented by four columns; ends with a newline.
pub fn excerpt(lines: &[&str], start: usize, end: usize) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(is_blank)).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    if lines.iter().all(|line| line.is_empty()) {
        return String::new();
    }
    let (start, end) = (chars_before(first, start), chars_before(last, end));
    let dedented = dedent(&lines);
    let removed = first.chars().count() - dedented[0].chars().count();
    let layout = Layout::new(&dedented, start.saturating_sub(removed), end.saturating_sub(removed));
    let text = layout.text();
    dedent(&text.lines().collect::<Vec<_>>()).iter().map(|line| format!("    {line}\n")).collect()
}

/// Lines without common indentation and what is to be marked in them.
struct Layout<'a> {
    lines: &'a [&'a str],
    /// Characters before the range in the first line, and in the last line before its end.
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    marks: bool,
}

impl<'a> Layout<'a> {
    fn new(lines: &'a [&'a str], start: usize, end: usize) -> Layout<'a> {
        let last = lines.len() - 1;
        let joined = lines.join("\n");
        let from = byte_of(lines[0], start);
        let to = joined.len() - lines[last].len() + byte_of(lines[last], end);
        let segment = joined.get(from..to).unwrap_or("");
        let anchors = find(segment).map(|mut anchors| {
            if anchors.left.0 == 0 {
                anchors.left.1 += start;
            }
            if anchors.right.0 == 0 {
                anchors.right.1 += start;
            }
            anchors
        });
        let (before, after) = (&joined[..from.min(joined.len())], joined.get(to..).unwrap_or(""));
        // CPython compares positions in bytes with positions in characters here.
        let same_units = byte_of(lines[0], start) == start && byte_of(lines[last], end) == end;
        let plain_call = same_units && is_plain_call(before, segment, after);
        let alone = before.chars().all(is_blank) && after.chars().all(is_blank);
        let marks = !plain_call && (anchors.is_some() || !alone);
        Layout { lines, start, end, anchors, marks }
    }

    /// The first and last line and those around the anchors; a gap of one line is shown, a longer one counted.
    fn text(&self) -> String {
        let last = self.lines.len() - 1;
        let mut shown = vec![0, last];
        if let Some(anchors) = &self.anchors {
            for line in [anchors.left.0, anchors.right.0] {
                shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
            }
        }
        shown.sort_unstable();
        shown.dedup();
        let mut out = String::new();
        let mut previous = None;
        for line in shown {
            match line - previous.unwrap_or(line) {
                0 | 1 => {}
                2 => self.put_line(line - 1, &mut out),
                distance => out.push_str(&format!("...<{} lines>...\n", distance - 1)),
            }
            self.put_line(line, &mut out);
            previous = Some(line);
        }
        out
    }

    fn put_line(&self, line: usize, out: &mut String) {
        let text = self.lines[line];
        out.push_str(text);
        out.push('\n');
        if !self.marks {
            return;
        }
        let blanks = text.chars().take_while(|&c| is_blank(c)).count();
        let columns = if line == self.lines.len() - 1 {
            width(text, self.end)
        } else {
            width(text, text.chars().count())
        };
        let from = width(self.lines[0], self.start);
        for column in 0..columns {
            out.push(if column < blanks || (line == 0 && column < from) {
                ' '
            } else {
                self.mark(line, column)
            });
        }
        out.push('\n');
    }

    fn mark(&self, line: usize, column: usize) -> char {
        let Some(Anchors { left, right }) = &self.anchors else { return '^' };
        let at = |anchor: &(usize, usize)| (anchor.0, width(self.lines[anchor.0], anchor.1));
        if (line, column) >= at(left) && (line, column) < at(right) { '^' } else { '~' }
    }
}

/// Whether the range is all that is returned by a statement, or assigned to one name, and is a call: such lines
/// need no marks. A returned call must be of a plain name.
fn is_plain_call(before: &str, segment: &str, after: &str) -> bool {
    let Some(function) = expression::called(segment) else { return false };
    let after = after.trim_start_matches(|c| is_blank(c) || c == ')');
    if !after.is_empty() && !after.starts_with(['#', ';']) {
        return false;
    }
    let before = before.trim_end_matches(|c| is_blank(c) || c == '(');
    if before == "return" {
        return expression::is_name(function);
    }
    before.strip_suffix('=').is_some_and(|target| expression::is_name(target.trim_end()))
}
