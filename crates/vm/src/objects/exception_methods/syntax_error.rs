//! `SyntaxError`: where the fault is, and the text around it.

use text::wtf8::Wtf8Buf;

use super::{fields, init_arguments, refuse_keywords, replace_args};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::exception::{self, ExceptionKind};
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Str, Tuple};
use crate::{Context, PyResult, Raised, Value, method};

/// Field of `msg`.
pub const MESSAGE: usize = 0;
/// Field of `filename`.
pub const FILENAME: usize = 1;
/// Field of `lineno`.
pub const LINE: usize = 2;
/// Field of `offset`.
pub const OFFSET: usize = 3;
/// Field of `text`.
pub const TEXT: usize = 4;
/// Field of `end_lineno`.
pub const END_LINE: usize = 5;
/// Field of `end_offset`.
pub const END_OFFSET: usize = 6;
/// Field of `print_file_and_line`.
pub const PRINT_FILE_AND_LINE: usize = 7;
/// Field of `_metadata`.
pub const METADATA: usize = 8;

/// Methods of `SyntaxError`.
pub static SYNTAX_ERROR_METHODS: &[Row] = &[
    Row {
        name: "__init__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Initialize self.  See help(type(self)) for accurate signature.",
        binding: Binding::Method,
        call: init,
    },
    method!("__str__", "($self, /)", "Return str(self).", str),
];

/// Attributes of `SyntaxError`.
pub static SYNTAX_ERROR_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "msg", doc: "exception msg", get: get_message, set: Some(fields::set::<MESSAGE>) },
    fields::attribute::<FILENAME>("filename", "exception filename"),
    fields::attribute::<LINE>("lineno", "exception lineno"),
    fields::attribute::<OFFSET>("offset", "exception offset"),
    fields::attribute::<TEXT>("text", "exception text"),
    fields::attribute::<END_LINE>("end_lineno", "exception end lineno"),
    fields::attribute::<END_OFFSET>("end_offset", "exception end offset"),
    fields::attribute::<PRINT_FILE_AND_LINE>("print_file_and_line", "exception print_file_and_line"),
    fields::attribute::<METADATA>("_metadata", "exception private metadata"),
];

fn init(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let (this, items) = init_arguments(cx, args)?;
    let class = cx.type_of(&this.value());
    refuse_keywords(cx, args, &class)?;
    let mut values = vec![items.first().cloned().unwrap_or_default()];
    if let [_, details] = items.as_slice() {
        let details = cx.collect(details)?;
        let count = details.len();
        match count {
            4..=7 => {}
            0..=3 => {
                return Err(cx.type_error(format!("function takes at least 4 arguments ({count} given)")));
            }
            _ => return Err(cx.type_error(format!("function takes at most 7 arguments ({count} given)"))),
        }
        if count == 5 {
            return Err(cx.type_error("end_offset must be provided when end_lineno is provided"));
        }
        values.extend(details);
        // `_metadata` comes after `print_file_and_line`, which the arguments do not give.
        if values.len() > PRINT_FILE_AND_LINE {
            values.insert(PRINT_FILE_AND_LINE, Value::Empty);
        }
    }
    replace_args(cx, &this, items);
    this.set_fields(cx, values);
    Ok(Value::None)
}

/// `msg`: of an error that the interpreter made without fields, its argument.
pub fn message(cx: &Context, this: &Obj<Exception>) -> Value {
    let payload = this.get(cx);
    let builtin = this.as_object().header().shape().class().has_flags(cx, TypeFlags::BUILTIN);
    match payload.args.items() {
        [first, ..] if builtin && payload.fields.is_empty() => first.clone(),
        _ => this.field(cx, MESSAGE).or_none(),
    }
}

fn get_message(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = super::receiver(cx, this)?;
    Ok(message(cx, &this))
}

fn str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let filename = this.field(cx, FILENAME);
    let filename = filename.as_ref().and_then(|object| object.downcast::<Str>());
    let line = this.field(cx, LINE).as_int().and_then(|number| number.to_i64());
    let message = message(cx, &this);
    let message = cx.str(&message)?;
    if filename.is_none() && line.is_none() {
        return Ok(message);
    }
    let mut text = Wtf8Buf::new();
    text.push_wtf8(message.wtf8());
    text.push_str(" (");
    if let Some(name) = filename {
        let bytes = name.items();
        let start = bytes.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        text.push_wtf8(name.wtf8().slice_bytes(start, bytes.len()));
    }
    if let Some(line) = line {
        let comma = if filename.is_some() { ", " } else { "" };
        text.push_str(&format!("{comma}line {line}"));
    }
    text.push_str(")");
    Ok(cx.new_wtf8(text.as_wtf8()))
}

/// What the compiler says of a fault in a source text.
pub struct SyntaxFault<'a> {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: ExceptionKind,
    /// `msg`.
    pub message: &'a str,
    /// `filename`.
    pub filename: &'a str,
    /// `lineno`, from 1.
    pub line: u32,
    /// `offset`: column in characters, from 1.
    pub column: u32,
    /// `end_lineno`.
    pub end_line: u32,
    /// `end_offset`, from 1.
    pub end_column: u32,
    /// The line with the fault.
    pub text: Option<&'a str>,
    /// A misspelt keyword behind it, which changes how the error is shown.
    pub typo: Option<Typo<'a>>,
}

/// What is shown instead of an `invalid syntax`.
pub struct Typo<'a> {
    /// In place of `msg`.
    pub message: &'a str,
    /// In place of `offset`.
    pub column: u32,
    /// In place of `end_offset`.
    pub end_column: u32,
}

/// What `_metadata` says of a misspelt keyword: text, first column and the column after it. A program that has
/// set `msg` to something else gets that.
pub fn typo(cx: &mut Context, this: &Obj<Exception>) -> Option<(String, i64, i64)> {
    let message = message(cx, this);
    let message = message.as_ref()?.downcast::<Str>()?.to_string_lossy();
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return None;
    }
    let metadata = this.field(cx, METADATA);
    match metadata.as_ref()?.downcast::<Tuple>()?.items() {
        [Value::Ref(text), Value::Int(column), Value::Int(end)] => {
            Some((text.downcast::<Str>()?.to_string_lossy(), *column, *end))
        }
        _ => None,
    }
}

/// The exception for a fault in a source text.
pub fn syntax_error(cx: &mut Context, fault: &SyntaxFault<'_>) -> Raised {
    let message = cx.str_value(fault.message);
    let filename = cx.str_value(fault.filename);
    let text = fault.text.map_or(Value::None, |text| cx.str_value(text));
    let numbers = [fault.line, fault.column, fault.end_line, fault.end_column];
    let [line, column, end_line, end_column] = numbers.map(|number| Value::Int(i64::from(number)));
    let details = vec![filename, line, column, text, end_line, end_column];
    let mut values = vec![message.clone()];
    values.extend(details.iter().cloned());
    let details = cx.tuple_value(details);
    if let Some(typo) = &fault.typo {
        let text = cx.str_value(typo.message);
        let columns = [typo.column, typo.end_column].map(|number| Value::Int(i64::from(number)));
        let [column, end_column] = columns;
        values.push(Value::Empty);
        values.push(cx.tuple_value(vec![text, column, end_column]));
    }
    let exception = exception::new(cx, fault.kind, vec![message, details]);
    exception.set_fields(cx, values);
    Raised(exception)
}
