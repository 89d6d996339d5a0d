//! Formatting: `__format__` of builtin types by the spec language of `text::format_spec`. The two older ways to
//! build text from values are in [`percent`] and [`braces`].

pub mod braces;
pub mod percent;

use text::Wtf8Buf;
use text::format_spec::{self, Kind as SpecKind, Spec};
use text::int::Bounded;

use crate::heap::Obj;
use crate::objects::Str;
use crate::objects::int::AnyInt;
use crate::objects::str_methods::is_plain;
use crate::{Context, PyResult, Value};

fn parse(cx: &mut Context, value: &Value, spec: &Obj<Str>, kind: SpecKind) -> PyResult<(Spec, String)> {
    let name = cx.type_name(value);
    let spec = cx.lift(Spec::parse(spec.wtf8(), kind, &name))?;
    Ok((spec, name))
}

fn text(cx: &mut Context, formatted: text::PyResult<Wtf8Buf>) -> PyResult<Obj<Str>> {
    let formatted = cx.lift(formatted)?;
    Ok(cx.new_wtf8(formatted.as_wtf8()))
}

/// `str.__format__`.
pub fn format_str(cx: &mut Context, this: &Obj<Str>, spec: &Obj<Str>) -> PyResult<Obj<Str>> {
    if spec.items().is_empty() {
        return if is_plain(cx, this) { Ok(this.clone()) } else { cx.str(&this.value()) };
    }
    let (spec, name) = parse(cx, &this.value(), spec, SpecKind::Str)?;
    text(cx, format_spec::format_str(&spec, this.wtf8(), &name))
}

/// `int.__format__`, of an int of any class.
pub fn format_int(
    cx: &mut Context,
    this: &Value,
    number: &AnyInt<'_>,
    spec: &Obj<Str>,
) -> PyResult<Obj<Str>> {
    if spec.items().is_empty() {
        return cx.str(this);
    }
    let (spec, name) = parse(cx, this, spec, SpecKind::Int)?;
    let formatted = match number {
        AnyInt::Small(number) => format_spec::format_int(&spec, number, &name),
        AnyInt::Big(value) => {
            let max_digits = cx.max_str_digits();
            format_spec::format_int(&spec, &Bounded { value, max_digits }, &name)
        }
    };
    text(cx, formatted)
}

/// `float.__format__`, of a float of any class.
pub fn format_float(cx: &mut Context, this: &Value, number: f64, spec: &Obj<Str>) -> PyResult<Obj<Str>> {
    if spec.items().is_empty() {
        return cx.str(this);
    }
    let (spec, name) = parse(cx, this, spec, SpecKind::Float)?;
    text(cx, format_spec::format_float(&spec, number, &name))
}
