//! `str.format` and `str.format_map`: looking up, converting and formatting the values of replacement fields. How
//! a format is cut into fields is in `text::str_format`.

use text::str_format::{self, Field, First, MOST_NESTING, Numbering, Piece, Pieces, Step};
use text::{Wtf8, Wtf8Buf};

use crate::heap::Obj;
use crate::objects::Str;
use crate::{Context, PyResult, Value};

/// Where fields find their values.
enum Source<'a> {
    Arguments(&'a [Value], &'a [(Obj<Str>, Value)]),
    Mapping(&'a Value),
}

/// `text.format(*args, **keywords)`.
pub fn format(
    cx: &mut Context,
    text: Wtf8<'_>,
    args: &[Value],
    keywords: &[(Obj<Str>, Value)],
) -> PyResult<Wtf8Buf> {
    fill(cx, text, &Source::Arguments(args, keywords), &mut Numbering::default(), MOST_NESTING)
}

/// `text.format_map(mapping)`.
pub fn format_map(cx: &mut Context, text: Wtf8<'_>, mapping: &Value) -> PyResult<Wtf8Buf> {
    fill(cx, text, &Source::Mapping(mapping), &mut Numbering::default(), MOST_NESTING)
}

fn fill(
    cx: &mut Context,
    text: Wtf8<'_>,
    source: &Source<'_>,
    numbering: &mut Numbering,
    nesting: usize,
) -> PyResult<Wtf8Buf> {
    if nesting == 0 {
        return Err(cx.text_error(str_format::too_deep()));
    }
    let mut out = Wtf8Buf::with_capacity(text.len());
    for piece in Pieces::new(text) {
        match cx.lift(piece)? {
            Piece::Literal(literal) => out.push_wtf8(literal),
            Piece::Field(field) => {
                let value = look_up(cx, &field, source, numbering)?;
                let value = convert(cx, value, field.conversion)?;
                let spec = if field.nested {
                    let spec = fill(cx, field.spec, source, numbering, nesting - 1)?;
                    cx.new_wtf8(spec.as_wtf8()).into()
                } else if field.spec.is_empty() {
                    Value::Empty
                } else {
                    cx.new_wtf8(field.spec).into()
                };
                let shown = cx.format(&value, &spec)?;
                out.push_wtf8(shown.wtf8());
            }
        }
    }
    Ok(out)
}

fn look_up(
    cx: &mut Context,
    field: &Field<'_>,
    source: &Source<'_>,
    numbering: &mut Numbering,
) -> PyResult<Value> {
    let (first, steps) = cx.lift(field.name_parts())?;
    let mut value = first_value(cx, first, source, numbering)?;
    for step in steps {
        value = match cx.lift(step)? {
            Step::Attribute(name) => {
                let name = cx.new_wtf8(name);
                let name = cx.intern_obj(&name);
                cx.get_attr(&value, &name)?
            }
            Step::Index(index) => cx.get_item(&value, &Value::Int(index as i64))?,
            Step::Key(key) => {
                let key = cx.new_wtf8(key).into();
                cx.get_item(&value, &key)?
            }
        };
    }
    Ok(value)
}

fn first_value(
    cx: &mut Context,
    first: First<'_>,
    source: &Source<'_>,
    numbering: &mut Numbering,
) -> PyResult<Value> {
    let index = cx.lift(numbering.resolve(first))?;
    match (source, first, index) {
        (Source::Arguments(args, _), _, Some(index)) => match args.get(index) {
            Some(value) => Ok(value.clone()),
            None => Err(cx.text_error(str_format::index_out_of_range(index))),
        },
        (Source::Mapping(_), _, Some(_)) => Err(cx.text_error(str_format::positional_in_map())),
        (Source::Arguments(_, keywords), First::Key(key), None) => {
            let found = keywords.iter().find(|(name, _)| name.items() == key.as_bytes());
            match found {
                Some((_, value)) => Ok(value.clone()),
                None => {
                    let key = cx.new_wtf8(key).into();
                    Err(cx.key_error(key))
                }
            }
        }
        (Source::Mapping(mapping), First::Key(key), None) => {
            let key = cx.new_wtf8(key).into();
            cx.get_item(mapping, &key)
        }
        (_, First::Auto | First::Index(_), None) => unreachable!("I-9: only keys have no position"),
    }
}

fn convert(cx: &mut Context, value: Value, conversion: Option<u32>) -> PyResult<Value> {
    let Some(conversion) = conversion else { return Ok(value) };
    Ok(match char::from_u32(conversion) {
        Some('r') => cx.repr(&value)?.into(),
        Some('s') => cx.str(&value)?.into(),
        Some('a') => cx.ascii(&value)?.into(),
        _ => return Err(cx.text_error(str_format::unknown_conversion(conversion))),
    })
}
