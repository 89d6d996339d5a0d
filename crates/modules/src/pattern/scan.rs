//! All matches in a text: `findall`, `finditer`, `split`, and the scanner that finds one after the other.

use text::pattern::{Found, Mode, NOWHERE};
use vm::heap::{Body, Ext, NextFn, Obj, Ref, Visitor};
use vm::native::{Attribute, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, method};

use super::{Place, Range, This, find, matching, range};

/// How far a text has been searched. An empty match is not taken twice at the same place.
#[derive(Clone)]
pub struct Progress {
    at: usize,
    must_advance: bool,
}

impl Progress {
    /// The beginning of a range.
    pub fn begin(range: &Range) -> Progress {
        Progress { at: range.subject.offset_of(range.pos), must_advance: false }
    }

    /// The next match.
    pub fn next(
        &mut self,
        cx: &mut Context,
        this: &This,
        range: &Range,
        mode: Mode,
    ) -> PyResult<Option<Found>> {
        let program = this.get(cx).program.clone();
        let found = find(cx, &program, range, self.at, mode, self.must_advance)?;
        if let Some(found) = &found {
            self.must_advance = found.marks[1] == found.marks[0];
            self.at = found.marks[1];
        }
        Ok(found)
    }
}

/// An iterator over matches, or a scanner that is asked for them.
struct Scanner {
    pattern: This,
    range: Range,
    progress: Option<Progress>,
}

impl Body for Scanner {
    const NAME: &'static str = "_sre.SRE_Scanner";
    const NEXT: Option<NextFn> = Some(next_of);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.pattern.value());
        visit(&self.range.subject.value());
    }
}

type Scan = Obj<Ext<Scanner>>;

fn step(cx: &mut Context, this: &Scan, mode: Mode) -> PyResult<Option<Value>> {
    let (pattern, range, progress) = {
        let state = this.get(cx);
        (state.pattern.clone(), state.range.clone(), state.progress.clone())
    };
    let Some(mut progress) = progress else { return Ok(None) };
    let found = progress.next(cx, &pattern, &range, mode)?;
    this.get_mut(cx).progress = found.is_some().then_some(progress);
    Ok(found.map(|found| matching::make(cx, &pattern, range, found)))
}

fn next_of(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    match this.downcast::<Ext<Scanner>>().cloned() {
        Some(this) => step(cx, &this, Mode::Search),
        None => Ok(None),
    }
}

fn next(cx: &mut Context, this: Scan) -> PyResult<Value> {
    match step(cx, &this, Mode::Search)? {
        Some(found) => Ok(found),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

static ITERATOR_METHODS: &[Row] = &[
    method!("__iter__", "($self, /)", "Implement iter(self).", |_: &mut Context, this: Scan| this),
    method!("__next__", "($self, /)", "Implement next(self).", next),
];

static ITERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[ITERATOR_METHODS],
    ..TypeSpec::new("callable_iterator", Kind::Extension)
};

static SCANNER_METHODS: &[Row] = &[
    method!(
        "match",
        "($self, /)",
        "The next match, which begins where the last one ended.",
        |cx: &mut Context, this: Scan| { step(cx, &this, Mode::Match) }
    ),
    method!("search", "($self, /)", "The next match.", |cx: &mut Context, this: Scan| step(
        cx,
        &this,
        Mode::Search
    )),
];

static SCANNER_ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "pattern",
    doc: "",
    get: |cx, this| match this.as_ref().and_then(|this| this.downcast::<Ext<Scanner>>()) {
        Some(this) => Ok(this.get(cx).pattern.value()),
        None => Err(cx.type_error("a scanner is required")),
    },
    set: None,
}];

static SCANNER: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[SCANNER_METHODS],
    attributes: SCANNER_ATTRIBUTES,
    ..TypeSpec::new("_sre.SRE_Scanner", Kind::Extension)
};

fn scan(cx: &mut Context, spec: &'static TypeSpec, pattern: This, range: Range) -> Value {
    let progress = Some(Progress::begin(&range));
    let class = cx.module_type(spec);
    cx.new_extension(&class, Scanner { pattern, range, progress }).into()
}

fn find_iter(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    let range = range(cx, &this, &string, pos.unwrap_or(0), endpos.unwrap_or(i64::MAX))?;
    Ok(scan(cx, &ITERATOR, this, range))
}

fn scanner(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    let range = range(cx, &this, &string, pos.unwrap_or(0), endpos.unwrap_or(i64::MAX))?;
    Ok(scan(cx, &SCANNER, this, range))
}

/// The text of a group; nothing if it took no part.
fn text_of(cx: &mut Context, range: &Range, found: &Found, group: usize) -> Option<Value> {
    let (start, end) = (found.marks[group * 2], found.marks[group * 2 + 1]);
    (start != NOWHERE && end != NOWHERE).then(|| range.subject.part(cx, start, end))
}

fn find_all(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    let range = range(cx, &this, &string, pos.unwrap_or(0), endpos.unwrap_or(i64::MAX))?;
    let mut progress = Progress::begin(&range);
    let empty = range.subject.empty(cx);
    let mut items = Vec::new();
    while let Some(found) = progress.next(cx, &this, &range, Mode::Search)? {
        let text =
            |cx: &mut Context, group| text_of(cx, &range, &found, group).unwrap_or_else(|| empty.clone());
        let item = match found.marks.len() / 2 - 1 {
            0 => text(cx, 0),
            1 => text(cx, 1),
            groups => {
                let texts = (1..=groups).map(|group| text(cx, group)).collect();
                cx.tuple_value(texts)
            }
        };
        items.push(item);
    }
    Ok(cx.list_value(items))
}

fn split(cx: &mut Context, this: This, string: Value, maxsplit: Option<i64>) -> PyResult<Value> {
    let range = range(cx, &this, &string, 0, i64::MAX)?;
    let most = maxsplit.unwrap_or(0);
    let mut progress = Progress::begin(&range);
    let (mut items, mut last, mut count) = (Vec::new(), 0, 0);
    while most == 0 || count < most {
        let Some(found) = progress.next(cx, &this, &range, Mode::Search)? else { break };
        items.push(range.subject.part(cx, last, found.marks[0]));
        for group in 1..found.marks.len() / 2 {
            items.push(text_of(cx, &range, &found, group).unwrap_or(Value::None));
        }
        last = found.marks[1];
        count += 1;
    }
    items.push(range.subject.part(cx, last, range.subject.bytes().len()));
    Ok(cx.list_value(items))
}

/// The methods of patterns that are here.
pub static METHODS: &[Row] = &[
    method!(
        "findall",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        "Return a list of all non-overlapping matches of pattern in string.",
        find_all
    ),
    method!(
        "finditer",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
        find_iter
    ),
    method!("scanner", "($self, /, string, pos=0, endpos=sys.maxsize)", "", scanner),
    method!("split", "($self, /, string, maxsplit=0)", "Split string by the occurrences of pattern.", split),
];
