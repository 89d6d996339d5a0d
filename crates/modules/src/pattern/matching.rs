//! `re.Match`: what a pattern has found, and where.

use text::pattern::{Found, NOWHERE};
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Rest, Row};
use vm::objects::table::Table;
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, Str, TypeSpec, dict};
use vm::{Context, PyResult, Value, method};

use super::{Range, itself, itself_with_memo};

/// A match.
pub struct Match {
    pattern: super::This,
    range: Range,
    found: Found,
}

impl Body for Match {
    const NAME: &'static str = "re.Match";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.pattern.value());
        visit(&self.range.subject.value());
    }
}

type This = Obj<Ext<Match>>;

/// A new match.
pub fn make(cx: &mut Context, pattern: &super::This, range: Range, found: Found) -> Value {
    let class = cx.module_type(&MATCH);
    cx.new_extension(&class, Match { pattern: pattern.clone(), range, found }).into()
}

impl Match {
    /// The bytes of a group, if it took part.
    fn bytes(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.found.marks[group * 2], self.found.marks[group * 2 + 1]);
        (start != NOWHERE && end != NOWHERE).then_some((start, end))
    }

    fn count(&self) -> usize {
        self.found.marks.len() / 2
    }

    /// The characters of a group; -1 twice if it took no part.
    fn span(&self, group: usize) -> (i64, i64) {
        match self.bytes(group) {
            Some((start, end)) => {
                let subject = &self.range.subject;
                (subject.position_of(start) as i64, subject.position_of(end) as i64)
            }
            None => (-1, -1),
        }
    }
}

/// The text of a group, or a default if it took no part.
pub fn text_of(cx: &mut Context, this: &This, group: usize, default: &Value) -> Value {
    match this.get(cx).bytes(group) {
        Some((start, end)) => {
            let subject = this.get(cx).range.subject.clone();
            subject.part(cx, start, end)
        }
        None => default.clone(),
    }
}

/// The match that a value is.
pub fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Match>>()) {
        Some(found) => Ok(found.clone()),
        None => Err(cx.type_error("a match is required")),
    }
}

/// The number of a group that is given by number or name.
fn group_number(cx: &mut Context, this: &This, group: &Value) -> PyResult<usize> {
    let number = match group {
        Value::Int(number) => Some(*number),
        other if cx.is_index(other) => cx.index(other)?.to_i64(),
        name => {
            let names = this.get(cx).pattern.clone().get(cx).names.clone();
            let names = names.as_ref().and_then(|names| names.downcast::<Dict>()).cloned();
            match names {
                Some(names) => match dict::get(cx, &names, name)? {
                    Some(Value::Int(number)) => Some(number),
                    _ => None,
                },
                None => None,
            }
        }
    };
    let count = this.get(cx).count();
    match number.and_then(|number| usize::try_from(number).ok()).filter(|number| *number < count) {
        Some(number) => Ok(number),
        None => Err(cx.index_error("no such group")),
    }
}

fn group(cx: &mut Context, this: This, Rest(groups): Rest) -> PyResult<Value> {
    match &groups[..] {
        [] => Ok(text_of(cx, &this, 0, &Value::None)),
        [one] => get_item(cx, this, one.clone()),
        many => {
            let mut texts = Vec::with_capacity(many.len());
            for group in many {
                texts.push(get_item(cx, this.clone(), group.clone())?);
            }
            Ok(cx.tuple_value(texts))
        }
    }
}

fn get_item(cx: &mut Context, this: This, group: Value) -> PyResult<Value> {
    let number = group_number(cx, &this, &group)?;
    Ok(text_of(cx, &this, number, &Value::None))
}

fn groups(cx: &mut Context, this: This, default: Option<Value>) -> Value {
    let default = default.unwrap_or(Value::None);
    let count = this.get(cx).count();
    let texts = (1..count).map(|group| text_of(cx, &this, group, &default)).collect();
    cx.tuple_value(texts)
}

fn group_dict(cx: &mut Context, this: This, default: Option<Value>) -> PyResult<Value> {
    let default = default.unwrap_or(Value::None);
    let names = this.get(cx).pattern.get(cx).program.clone();
    let made = cx.new_dict(Table::default());
    for (name, group) in &names.names {
        let key = name_value(cx, name);
        let text = text_of(cx, &this, *group, &default);
        dict::set(cx, &made, key.into(), text)?;
    }
    Ok(made.into())
}

fn name_value(cx: &mut Context, name: &[u32]) -> Obj<Str> {
    let mut text = text::Wtf8Buf::new();
    name.iter().for_each(|&c| text.push(c));
    cx.new_wtf8(text.as_wtf8())
}

fn span_of(cx: &mut Context, this: &This, group: Option<Value>) -> PyResult<(i64, i64)> {
    let number = match group {
        Some(group) => group_number(cx, this, &group)?,
        None => 0,
    };
    Ok(this.get(cx).span(number))
}

fn start(cx: &mut Context, this: This, group: Option<Value>) -> PyResult<i64> {
    Ok(span_of(cx, &this, group)?.0)
}

fn end(cx: &mut Context, this: This, group: Option<Value>) -> PyResult<i64> {
    Ok(span_of(cx, &this, group)?.1)
}

fn span(cx: &mut Context, this: This, group: Option<Value>) -> PyResult<Value> {
    let (start, end) = span_of(cx, &this, group)?;
    Ok(cx.tuple_value(vec![Value::Int(start), Value::Int(end)]))
}

fn expand(cx: &mut Context, this: This, template: Value) -> PyResult<Value> {
    let (pattern, range, found) = {
        let state = this.get(cx);
        (state.pattern.clone(), state.range.clone(), state.found.clone())
    };
    super::replace::expand(cx, &pattern, &range, &found, &template)
}

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    let (start, end) = this.get(cx).span(0);
    let text = text_of(cx, &this, 0, &Value::None);
    let shown: String = cx.repr_text(&text)?.chars().take(50).collect();
    Ok(format!("<re.Match object; span=({start}, {end}), match={shown}>"))
}

static METHODS: &[Row] = &[
    method!(
        "group",
        "($self, /, *groups)",
        "group([group1, ...]) -> str or tuple.\n\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match.",
        group
    ),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("groups", "($self, /, default=None)", "The texts of all groups, as a tuple.", groups),
    method!("groupdict", "($self, /, default=None)", "The texts of all named groups, by name.", group_dict),
    method!("start", "($self, group=0, /)", "Where the text of a group begins.", start),
    method!("end", "($self, group=0, /)", "Where the text of a group ends.", end),
    method!("span", "($self, group=0, /)", "Where the text of a group begins and ends.", span),
    method!("expand", "($self, /, template)", "A template filled with the groups, as sub() does it.", expand),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__copy__", "($self, /)", "Itself: it never changes.", itself),
    method!("__deepcopy__", "($self, memo, /)", "Itself: it never changes.", itself_with_memo),
    vm::generic!("See PEP 585"),
];

fn last_index(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(match of(cx, this)?.get(cx).found.last {
        0 => Value::None,
        last => Value::Int(last as i64),
    })
}

fn last_group(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = of(cx, this)?;
    let last = this.get(cx).found.last;
    let pattern = this.get(cx).pattern.get(cx).program.clone();
    Ok(match pattern.names.iter().find(|(_, group)| *group == last) {
        Some((name, _)) => name_value(cx, name).into(),
        None => Value::None,
    })
}

fn registers(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = of(cx, this)?;
    let mut spans = Vec::new();
    for group in 0..this.get(cx).count() {
        let (start, end) = this.get(cx).span(group);
        spans.push(cx.tuple_value(vec![Value::Int(start), Value::Int(end)]));
    }
    Ok(cx.tuple_value(spans))
}

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "string",
        doc: "The string passed to match() or search().",
        get: |cx, this| Ok(of(cx, this)?.get(cx).range.subject.value()),
        set: None,
    },
    Attribute {
        name: "re",
        doc: "The regular expression object.",
        get: |cx, this| Ok(of(cx, this)?.get(cx).pattern.value()),
        set: None,
    },
    Attribute {
        name: "pos",
        doc: "The index into the string at which the RE engine started looking for a match.",
        get: |cx, this| Ok(Value::Int(of(cx, this)?.get(cx).range.pos as i64)),
        set: None,
    },
    Attribute {
        name: "endpos",
        doc: "The index into the string beyond which the RE engine will not go.",
        get: |cx, this| Ok(Value::Int(of(cx, this)?.get(cx).range.endpos as i64)),
        set: None,
    },
    Attribute {
        name: "lastindex",
        doc: "The integer index of the last matched capturing group.",
        get: last_index,
        set: None,
    },
    Attribute {
        name: "lastgroup",
        doc: "The name of the last matched capturing group.",
        get: last_group,
        set: None,
    },
    Attribute { name: "regs", doc: "The spans of the match and of all groups.", get: registers, set: None },
];

/// `re.Match`.
pub static MATCH: TypeSpec = TypeSpec {
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    flags: TypeFlags::NO_NEW,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("re.Match", Kind::Extension)
};
