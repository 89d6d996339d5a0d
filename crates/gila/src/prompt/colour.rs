//! Colours of what is typed, from the lexer's own tokens.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use syntax::Paint;

/// Whether to colour, by the variables that programs agree on; `python` says whether those of Python count.
pub(super) fn wanted(python: bool) -> bool {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match variable("PYTHON_COLORS").filter(|_| python).as_deref() {
        Some("0") => return false,
        Some("1") => return true,
        _ => {}
    }
    if variable("NO_COLOR").is_some() {
        return false;
    }
    variable("FORCE_COLOR").is_some() || variable("TERM").is_none_or(|term| term != "dumb")
}

/// The prompt in colour.
pub(super) fn prompt(text: &str) -> String {
    let style = AnsiColor::Magenta.on_default().bold();
    format!("{style}{text}{style:#}")
}

fn style_of(paint: Paint, text: &str, builtins: &BTreeSet<String>) -> Option<Style> {
    let colour = match paint {
        Paint::Keyword | Paint::SoftKeyword => return Some(AnsiColor::Blue.on_default().bold()),
        Paint::Definition => return Some(Style::new().bold()),
        Paint::Number => AnsiColor::Yellow,
        Paint::String => AnsiColor::Green,
        Paint::Comment => AnsiColor::Red,
        Paint::Name if builtins.contains(text) => AnsiColor::Cyan,
        Paint::Name | Paint::Operator => return None,
    };
    Some(colour.on_default())
}

/// A line of a statement whose earlier lines are `above`.
pub(super) fn line<'l>(above: &str, line: &'l str, builtins: &BTreeSet<String>) -> Cow<'l, str> {
    if line.is_empty() {
        return Cow::Borrowed(line);
    }
    let text = format!("{above}{line}");
    let mut painted = String::with_capacity(line.len() * 2);
    let mut at = above.len();
    for (range, paint) in syntax::paint(&text) {
        let (start, end) = (range.start.max(at), range.end);
        if end <= start {
            continue;
        }
        let piece = &text[start..end];
        painted.push_str(&text[at..start]);
        at = end;
        match style_of(paint, piece, builtins) {
            // Writing to a String cannot fail.
            Some(style) => drop(write!(painted, "{style}{piece}{style:#}")),
            None => painted.push_str(piece),
        }
    }
    painted.push_str(&text[at..]);
    Cow::Owned(painted)
}
