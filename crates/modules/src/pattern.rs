//! `_re`: compiled patterns, their matches, and what is done with both; `lib/re.py` is the module on top.
//!
//! The matching itself is `text::pattern`'s, which counts in bytes; here places become characters.

mod matching;
mod replace;
mod scan;
mod subject;

use std::rc::Rc;

use text::pattern::{Fault, Found, Mode, PatternError, Program, Window, flags};
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, TypeSpec, dict, table::Table};
use vm::protocol::compare::Comparison;
use vm::{Context, PyResult, Raised, Value, function, method};

use crate::registry::ModuleSpec;
use subject::Subject;

/// A compiled pattern.
pub struct Pattern {
    program: Rc<Program>,
    /// The `str` or `bytes` it was made of.
    source: Subject,
    names: Value,
}

impl Body for Pattern {
    const NAME: &'static str = "re.Pattern";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.source.value());
        visit(&self.names);
    }
}

/// A reference to a pattern.
type This = Obj<Ext<Pattern>>;

/// Where in a subject a pattern looks.
#[derive(Clone)]
struct Range {
    subject: Subject,
    /// First and last place in characters, as given but clipped.
    pos: usize,
    endpos: usize,
}

/// The subject of a call, with the part of it to look at.
fn range(cx: &mut Context, this: &This, string: &Value, pos: i64, endpos: i64) -> PyResult<Range> {
    let subject = Subject::of(cx, string)?;
    let is_text = this.get(cx).program.is_text;
    if is_text && !subject.is_text() {
        return Err(cx.type_error("cannot use a string pattern on a bytes-like object"));
    }
    if !is_text && subject.is_text() {
        return Err(cx.type_error("cannot use a bytes pattern on a string-like object"));
    }
    let length = subject.length();
    let clip = |place: i64| usize::try_from(place).unwrap_or(0).min(length);
    let endpos = clip(endpos);
    Ok(Range { subject, pos: clip(pos), endpos })
}

/// Looks for a match from a byte on; signals are answered meanwhile.
fn find(
    cx: &mut Context,
    program: &Program,
    range: &Range,
    start: usize,
    mode: Mode,
    must_advance: bool,
) -> PyResult<Option<Found>> {
    if range.pos > range.endpos {
        return Ok(None);
    }
    let end = range.subject.offset_of(range.endpos);
    let window = Window {
        text: &range.subject.bytes()[..end],
        single: range.subject.is_single(),
        start,
        must_advance,
    };
    let mut raised: Option<Raised> = None;
    let mut go_on = || match cx.handle_signals() {
        Ok(()) => true,
        Err(error) => {
            raised = Some(error);
            false
        }
    };
    match program.find(window, mode, &mut go_on) {
        Ok(found) => Ok(found),
        Err(_) => match raised {
            Some(raised) => Err(raised),
            None => Ok(None),
        },
    }
}

/// One match, as a method of a pattern gives it.
fn once(
    cx: &mut Context,
    this: &This,
    string: &Value,
    pos: Option<i64>,
    endpos: Option<i64>,
    mode: Mode,
) -> PyResult<Value> {
    let range = range(cx, this, string, pos.unwrap_or(0), endpos.unwrap_or(i64::MAX))?;
    let program = this.get(cx).program.clone();
    let start = range.subject.offset_of(range.pos);
    match find(cx, &program, &range, start, mode, false)? {
        Some(found) => Ok(matching::make(cx, this, range, found)),
        None => Ok(Value::None),
    }
}

type Place = Option<i64>;

fn match_(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    once(cx, &this, &string, pos, endpos, Mode::Match)
}

fn full_match(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    once(cx, &this, &string, pos, endpos, Mode::Full)
}

fn search(cx: &mut Context, this: This, string: Value, pos: Place, endpos: Place) -> PyResult<Value> {
    once(cx, &this, &string, pos, endpos, Mode::Search)
}

/// The flags' names in `repr`, in order.
const FLAG_NAMES: &[(u32, &str)] = &[
    (flags::IGNORE_CASE, "re.IGNORECASE"),
    (flags::LOCALE, "re.LOCALE"),
    (flags::MULTILINE, "re.MULTILINE"),
    (flags::DOT_ALL, "re.DOTALL"),
    (flags::UNICODE, "re.UNICODE"),
    (flags::VERBOSE, "re.VERBOSE"),
    (flags::DEBUG, "re.DEBUG"),
    (flags::ASCII, "re.ASCII"),
];

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    let (source, program) = (this.get(cx).source.value(), this.get(cx).program.clone());
    let shown: String = cx.repr_text(&source)?.chars().take(200).collect();
    let mut left = program.flags;
    if program.is_text && left & (flags::LOCALE | flags::UNICODE | flags::ASCII) == flags::UNICODE {
        left &= !flags::UNICODE;
    }
    let mut names = Vec::new();
    for (flag, name) in FLAG_NAMES {
        if left & flag != 0 {
            names.push((*name).to_string());
            left &= !flag;
        }
    }
    if left != 0 {
        names.push(format!("0x{left:x}"));
    }
    let comma = if names.is_empty() { "" } else { ", " };
    Ok(format!("re.compile({shown}{comma}{})", names.join("|")))
}

fn compare(cx: &mut Context, op: Comparison, this: This, other: Value) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|other| other.downcast::<Ext<Pattern>>()).cloned() else {
        return Ok(cx.not_implemented());
    };
    let same = {
        let (a, b) = (this.get(cx), other.get(cx));
        a.program.flags == b.program.flags
            && a.program.is_text == b.program.is_text
            && a.source.bytes() == b.source.bytes()
    };
    match op {
        Comparison::Equal => Ok(Value::bool(same)),
        Comparison::NotEqual => Ok(Value::bool(!same)),
        _ => Ok(cx.not_implemented()),
    }
}

fn hash(cx: &mut Context, this: This) -> PyResult<i64> {
    let (source, flags) = (this.get(cx).source.value(), this.get(cx).program.flags);
    let hash = cx.hash(&source)? as i64;
    Ok(match hash ^ i64::from(flags) {
        -1 => -2,
        hash => hash,
    })
}

fn itself(_: &mut Context, this: Value) -> Value {
    this
}

fn itself_with_memo(_: &mut Context, this: Value, _memo: Value) -> Value {
    this
}

static METHODS: &[Row] = &[
    method!(
        "match",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        "Matches zero or more characters at the beginning of the string.",
        match_
    ),
    method!(
        "fullmatch",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        "Matches against all of the string.",
        full_match
    ),
    method!(
        "search",
        "($self, /, string, pos=0, endpos=sys.maxsize)",
        "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
        search
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__copy__", "($self, /)", "Itself: it never changes.", itself),
    method!("__deepcopy__", "($self, memo, /)", "Itself: it never changes.", itself_with_memo),
    vm::generic!("See PEP 585"),
];

static COMPARISONS: &[Row] = &vm::comparisons!(This, compare);

fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Pattern>>()) {
        Some(pattern) => Ok(pattern.clone()),
        None => Err(cx.type_error("a compiled pattern is required")),
    }
}

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "pattern",
        doc: "The pattern string from which the RE object was compiled.",
        get: |cx, this| Ok(of(cx, this)?.get(cx).source.value()),
        set: None,
    },
    Attribute {
        name: "flags",
        doc: "The regex matching flags.",
        get: |cx, this| Ok(Value::Int(i64::from(of(cx, this)?.get(cx).program.flags))),
        set: None,
    },
    Attribute {
        name: "groups",
        doc: "The number of capturing groups in the pattern.",
        get: |cx, this| Ok(Value::Int(of(cx, this)?.get(cx).program.groups as i64)),
        set: None,
    },
    Attribute {
        name: "groupindex",
        doc: "A dictionary mapping group names to group numbers.",
        get: |cx, this| {
            let names = of(cx, this)?.get(cx).names.clone();
            Ok(cx.new_mapping_proxy(names).into())
        },
        set: None,
    },
];

static PATTERN: TypeSpec = TypeSpec {
    doc: "Compiled regular expression object.",
    flags: TypeFlags::NO_NEW | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS, COMPARISONS, replace::METHODS, scan::METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("re.Pattern", Kind::Extension)
};

/// The exception for a pattern or template that is wrong.
fn raise(cx: &mut Context, error: PatternError, pattern: &Value) -> Raised {
    let kind = match error.fault {
        Fault::Value => ExceptionKind::ValueError,
        Fault::Overflow => ExceptionKind::OverflowError,
        Fault::Recursion => ExceptionKind::RecursionError,
        Fault::Pattern => {
            let made = crate::importing::import_module(cx, "re").and_then(|module| {
                let class = cx.get_attr_named(&module, "PatternError")?;
                let message = cx.str_value(&error.message);
                // What only shows when the whole is compiled has no place.
                match error.position {
                    Some(at) => cx.call(&class, &[message, pattern.clone(), Value::Int(at as i64)]),
                    None => cx.call(&class, &[message]),
                }
            });
            return match made.and_then(|exception| cx.raised_from(exception)) {
                Ok(raised) | Err(raised) => raised,
            };
        }
    };
    cx.error(kind, error.message)
}

/// `_re.compile(pattern, flags)`: the pattern, and texts of `FutureWarning`s.
fn compile(cx: &mut Context, pattern: Value, flags: i64) -> PyResult<Value> {
    let Ok(source) = Subject::of(cx, &pattern) else {
        return Err(cx.type_error("first argument must be string or compiled pattern"));
    };
    let source = source.plain(cx);
    let flags = u32::try_from(flags).unwrap_or(0);
    if flags & flags::DEBUG != 0 {
        return Err(cx.error(ExceptionKind::NotImplementedError, "re.DEBUG shows nothing here"));
    }
    let program = match Program::compile(source.characters(), source.is_text(), flags) {
        Ok(program) => program,
        Err(error) => return Err(raise(cx, error, &pattern)),
    };
    let mut warnings = Vec::new();
    for warning in &program.warnings {
        warnings.push(cx.str_value(warning));
    }
    let names = cx.new_dict(Table::default());
    for (name, group) in &program.names {
        let mut text = text::Wtf8Buf::new();
        name.iter().for_each(|&c| text.push(c));
        let name = cx.new_wtf8(text.as_wtf8());
        dict::set(cx, &names, name.into(), Value::Int(*group as i64))?;
    }
    let class = cx.module_type(&PATTERN);
    let made = cx.new_extension(&class, Pattern { program: Rc::new(program), source, names: names.into() });
    let warnings = cx.tuple_value(warnings);
    Ok(cx.tuple_value(vec![made.into(), warnings]))
}

static FUNCTIONS: &[Row] = &[function!(
    "compile",
    "($module, pattern, flags, /)",
    "A compiled pattern, and the texts of warnings about it.",
    compile
)];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, spec) in [("Pattern", &PATTERN), ("Match", &matching::MATCH)] {
        let class = cx.module_type(spec);
        crate::registry::set(cx, module, name, class.into());
    }
    Ok(())
}

/// `_re`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_re", doc: "The patterns behind the module re.", functions: &[FUNCTIONS], fill };
