//! `sub`, `subn` and templates.

use text::pattern::template::{self, Piece, TemplateError};
use text::pattern::{Found, Mode, NOWHERE};
use vm::native::Row;
use vm::{Context, PyResult, Value, method};

use super::scan::Progress;
use super::subject::Subject;
use super::{Range, This, matching, range};

/// What takes a match's place.
enum Replacement {
    /// Always the same.
    Same(Subject),
    /// A template's pieces.
    Template(Vec<Piece>),
    /// What this gives for the match.
    Call(Value),
}

/// Takes a template apart; it must be of the pattern's kind.
fn pieces(cx: &mut Context, this: &This, template: &Subject) -> PyResult<Vec<Piece>> {
    let program = this.get(cx).program.clone();
    if program.is_text != template.is_text() {
        let name = cx.type_name(&template.value());
        return Err(wrong_item(cx, program.is_text, 0, &name));
    }
    match template::parse(&program, template.characters()) {
        Ok(pieces) => Ok(pieces),
        Err(TemplateError::Pattern(error)) => Err(super::raise(cx, error, &template.value())),
        Err(TemplateError::UnknownName(name)) => Err(cx.index_error(format!("unknown group name {name}"))),
    }
}

/// What joining pieces says about one of another type.
fn wrong_item(cx: &mut Context, is_text: bool, index: usize, name: &str) -> vm::Raised {
    let wanted = if is_text { "str instance" } else { "a bytes-like object" };
    cx.type_error(format!("sequence item {index}: expected {wanted}, {name} found"))
}

fn fill(pieces: &[Piece], range: &Range, found: &Found, out: &mut Vec<u8>) {
    for piece in pieces {
        match piece {
            Piece::Literal(bytes) => out.extend_from_slice(bytes),
            Piece::Group(group) => {
                let (start, end) = (found.marks[group * 2], found.marks[group * 2 + 1]);
                if start != NOWHERE && end != NOWHERE {
                    out.extend_from_slice(&range.subject.bytes()[start..end]);
                }
            }
        }
    }
}

/// A template filled with the groups of a match.
pub fn expand(
    cx: &mut Context,
    this: &This,
    range: &Range,
    found: &Found,
    template: &Value,
) -> PyResult<Value> {
    let template = Subject::of(cx, template)?;
    let pieces = pieces(cx, this, &template)?;
    let mut out = Vec::new();
    fill(&pieces, range, found, &mut out);
    Ok(range.subject.made_of(cx, &out))
}

fn replacement(cx: &mut Context, this: &This, repl: &Value) -> PyResult<Replacement> {
    if cx.is_callable(repl) {
        return Ok(Replacement::Call(repl.clone()));
    }
    let template = match Subject::of(cx, repl) {
        Ok(template) => template,
        Err(_) => {
            let name = cx.type_name(repl);
            return Err(cx.type_error(format!("decoding to str: need a bytes-like object, {name} found")));
        }
    };
    if memchr::memchr(b'\\', template.bytes()).is_some() {
        return pieces(cx, this, &template).map(Replacement::Template);
    }
    Ok(Replacement::Same(template))
}

/// The new text, and how often something was replaced.
fn replace(
    cx: &mut Context,
    this: &This,
    repl: &Value,
    string: &Value,
    count: i64,
) -> PyResult<(Value, i64)> {
    let replacement = replacement(cx, this, repl)?;
    let range = range(cx, this, string, 0, i64::MAX)?;
    let mut progress = Progress::begin(&range);
    let (mut out, mut last, mut done) = (Vec::new(), 0, 0);
    // How many pieces there were, for messages.
    let mut items = 0;
    while count == 0 || done < count {
        let Some(found) = progress.next(cx, this, &range, Mode::Search)? else { break };
        let (start, end) = (found.marks[0], found.marks[1]);
        if last < start {
            out.extend_from_slice(&range.subject.bytes()[last..start]);
            items += 1;
        }
        match &replacement {
            Replacement::Template(pieces) => fill(pieces, &range, &found, &mut out),
            Replacement::Same(same) => append(cx, &range, &mut out, items, &same.value())?,
            Replacement::Call(function) => {
                let found = matching::make(cx, this, range.clone(), found);
                let item = cx.call(function, &[found])?;
                if !matches!(item, Value::None) {
                    append(cx, &range, &mut out, items, &item)?;
                }
            }
        }
        items += 1;
        last = end;
        done += 1;
    }
    if done == 0 {
        return Ok((range.subject.part(cx, 0, range.subject.bytes().len()), 0));
    }
    out.extend_from_slice(&range.subject.bytes()[last..]);
    Ok((range.subject.made_of(cx, &out), done))
}

fn append(cx: &mut Context, range: &Range, out: &mut Vec<u8>, index: usize, item: &Value) -> PyResult<()> {
    match Subject::of(cx, item) {
        Ok(text) if text.is_text() == range.subject.is_text() => {
            out.extend_from_slice(text.bytes());
            Ok(())
        }
        _ => {
            let name = cx.type_name(item);
            Err(wrong_item(cx, range.subject.is_text(), index, &name))
        }
    }
}

fn sub(cx: &mut Context, this: This, repl: Value, string: Value, count: Option<i64>) -> PyResult<Value> {
    Ok(replace(cx, &this, &repl, &string, count.unwrap_or(0))?.0)
}

fn sub_n(cx: &mut Context, this: This, repl: Value, string: Value, count: Option<i64>) -> PyResult<Value> {
    let (text, done) = replace(cx, &this, &repl, &string, count.unwrap_or(0))?;
    Ok(cx.tuple_value(vec![text, Value::Int(done)]))
}

/// The methods of patterns that are here.
pub static METHODS: &[Row] = &[
    method!(
        "sub",
        "($self, /, repl, string, count=0)",
        "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
        sub
    ),
    method!(
        "subn",
        "($self, /, repl, string, count=0)",
        "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
        sub_n
    ),
];
