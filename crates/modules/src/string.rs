//! `_string`: formats of `str.format` taken apart, for `string.Formatter` and `logging`.

use text::str_format::{First, Piece, Pieces, Step, Steps, name_parts};
use vm::heap::{Body, Ext, NextFn, Obj, Ref};
use vm::native::Row;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Str, TypeSpec};
use vm::{Context, PyResult, Value, function, method};

use crate::registry::ModuleSpec;

/// An iterator over the answers to a question about a text, which are worked out at once. A fault of the text
/// is raised when its turn comes.
struct Answers {
    items: std::vec::IntoIter<Value>,
    fault: Option<text::PyError>,
}

impl Body for Answers {
    const NAME: &'static str = "formatteriterator";
    const NEXT: Option<NextFn> = Some(next_of);
}

fn next_of(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<Ext<Answers>>() else { return Ok(None) };
    let state = this.get_mut(cx);
    if let Some(item) = state.items.next() {
        return Ok(Some(item));
    }
    match state.fault.take() {
        Some(fault) => cx.lift(Err(fault)),
        None => Ok(None),
    }
}

fn next(cx: &mut Context, this: Obj<Ext<Answers>>) -> PyResult<Value> {
    match next_of(cx, this.as_object())? {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

static METHODS: &[Row] = &[
    method!("__iter__", "($self, /)", "Implement iter(self).", |_: &mut Context, this: Obj<Ext<Answers>>| {
        this
    }),
    method!("__next__", "($self, /)", "Implement next(self).", next),
];

static FORMATTER_ITERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[METHODS],
    ..TypeSpec::new("formatteriterator", Kind::Extension)
};

static FIELD_NAME_ITERATOR: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[METHODS],
    ..TypeSpec::new("fieldnameiterator", Kind::Extension)
};

fn str_of(cx: &mut Context, value: &Value) -> PyResult<Obj<Str>> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("expected str, got {name}")))
        }
    }
}

fn answers(
    cx: &mut Context,
    spec: &'static TypeSpec,
    items: Vec<Value>,
    fault: Option<text::PyError>,
) -> Value {
    let class = cx.module_type(spec);
    cx.new_extension(&class, Answers { items: items.into_iter(), fault }).into()
}

/// `(literal, field name, spec, conversion)` for each field of a format, with the text before it.
fn formatter_parser(cx: &mut Context, format: Value) -> PyResult<Value> {
    let format = str_of(cx, &format)?;
    let mut items = Vec::new();
    let mut fault = None;
    let mut literal: Option<text::Wtf8<'_>> = None;
    for piece in Pieces::new(format.wtf8()) {
        let (before, field) = match piece {
            // Text up to a doubled brace stands alone.
            Ok(Piece::Literal(text))
                if text.as_bytes().ends_with(b"{") || text.as_bytes().ends_with(b"}") =>
            {
                (text, None)
            }
            Ok(Piece::Literal(text)) => {
                literal = Some(text);
                continue;
            }
            Ok(Piece::Field(field)) => (literal.take().unwrap_or(text::Wtf8::from_str("")), Some(field)),
            Err(found) => {
                literal = None;
                fault = Some(found);
                break;
            }
        };
        let before = cx.new_wtf8(before).into();
        let parts = match field {
            Some(field) => {
                let (name, spec) = (cx.new_wtf8(field.name).into(), cx.new_wtf8(field.spec).into());
                let conversion = match field.conversion {
                    Some(conversion) => {
                        let text: text::Wtf8Buf = std::iter::once(conversion).collect();
                        cx.new_wtf8(text.as_wtf8()).into()
                    }
                    None => Value::None,
                };
                vec![before, name, spec, conversion]
            }
            None => vec![before, Value::None, Value::None, Value::None],
        };
        items.push(cx.tuple_value(parts));
    }
    if let Some(text) = literal {
        let text = cx.new_wtf8(text).into();
        items.push(cx.tuple_value(vec![text, Value::None, Value::None, Value::None]));
    }
    Ok(answers(cx, &FORMATTER_ITERATOR, items, fault))
}

/// What a field name begins with, and an iterator over the steps from there: whether it is an attribute, and
/// its name or index.
fn formatter_field_name_split(cx: &mut Context, name: Value) -> PyResult<Value> {
    let name = str_of(cx, &name)?;
    let (first, steps): (First<'_>, Steps<'_>) = cx.lift(name_parts(name.wtf8()))?;
    let first = match first {
        First::Auto => cx.str_value(""),
        First::Index(index) => Value::Int(index as i64),
        First::Key(key) => cx.new_wtf8(key).into(),
    };
    let mut items = Vec::new();
    let mut fault = None;
    for step in steps {
        let (is_attribute, value) = match step {
            Ok(Step::Attribute(name)) => (true, cx.new_wtf8(name).into()),
            Ok(Step::Index(index)) => (false, Value::Int(index as i64)),
            Ok(Step::Key(key)) => (false, cx.new_wtf8(key).into()),
            Err(found) => {
                fault = Some(found);
                break;
            }
        };
        items.push(cx.tuple_value(vec![Value::bool(is_attribute), value]));
    }
    let rest = answers(cx, &FIELD_NAME_ITERATOR, items, fault);
    Ok(cx.tuple_value(vec![first, rest]))
}

fn display_width(_: &mut Context, text: Obj<Str>) -> i64 {
    text.wtf8().chars().map(|point| text::unicode::display_width(point) as i64).sum()
}

static FUNCTIONS: &[Row] = &[
    function!(
        "formatter_parser",
        "($module, object, /)",
        "Take a format apart into texts and fields.",
        formatter_parser
    ),
    function!(
        "formatter_field_name_split",
        "($module, object, /)",
        "Take a field's name apart.",
        formatter_field_name_split
    ),
    function!(
        "display_width",
        "($module, text, /)",
        "How many columns a text takes on the screen.",
        display_width
    ),
];

/// `_string`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_string",
    doc: "How formats are read.",
    functions: &[FUNCTIONS],
    fill: crate::registry::nothing_more,
};
