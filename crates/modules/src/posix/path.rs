//! Paths as arguments: `str`, `bytes` or anything with `__fspath__()`, and the bytes the system knows them by.

use std::ffi::CString;

use vm::native::{FromArg, Site};
use vm::objects::Str;
use vm::objects::bytes::as_bytes;
use vm::{Context, PyResult, Value};

/// What stands for a path: itself if it is `str` or `bytes`, or what its `__fspath__()` says.
pub fn fspath(cx: &mut Context, value: &Value) -> PyResult<Value> {
    match path_text(cx, value)? {
        Some(text) => Ok(text),
        None => {
            let got = cx.type_name(value);
            Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {got}")))
        }
    }
}

fn is_text(value: &Value) -> bool {
    as_bytes(value).is_some() || value.as_ref().is_some_and(|object| object.downcast::<Str>().is_some())
}

fn path_text(cx: &mut Context, value: &Value) -> PyResult<Option<Value>> {
    if is_text(value) {
        return Ok(Some(value.clone()));
    }
    let class = cx.type_of(value);
    let name = cx.intern("__fspath__");
    let Some(method) = class.lookup(cx, &name) else { return Ok(None) };
    let text = cx.call_special(method, value, [])?;
    if is_text(&text) {
        return Ok(Some(text));
    }
    let (owner, got) = (cx.type_name(value), cx.type_name(&text));
    Err(cx.type_error(format!("expected {owner}.__fspath__() to return str or bytes, not {got}")))
}

/// The bytes of a `str` (UTF-8, with bytes that are not kept as surrogates) or of `bytes`.
pub fn fs_bytes(cx: &mut Context, value: &Value) -> PyResult<Vec<u8>> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => cx.encode(&text.clone(), Some("utf-8"), Some("surrogateescape")),
        None => Ok(cx.bytes_like(value)?.items().to_vec()),
    }
}

/// Text for bytes that the system has given.
pub fn fs_text(cx: &mut Context, bytes: &[u8]) -> PyResult<Value> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(cx.str_value(text));
    }
    let object = cx.new_bytes(bytes);
    let text = cx.decode(&object, Some("utf-8"), Some("surrogateescape"))?;
    Ok(cx.new_wtf8(text.as_wtf8()).into())
}

/// A path: what was given, for messages, and the bytes for the system.
pub struct Path {
    /// The argument.
    pub given: Value,
    /// Its bytes.
    pub bytes: CString,
    /// Whether results are `bytes`.
    pub is_bytes: bool,
}

impl Path {
    /// Text from the system, in the kind of the path.
    pub fn alike(&self, cx: &mut Context, bytes: &[u8]) -> PyResult<Value> {
        if self.is_bytes { Ok(cx.bytes_value(bytes)) } else { fs_text(cx, bytes) }
    }

    fn of(cx: &mut Context, value: Value, site: Site, wanted: &str) -> PyResult<Path> {
        let (function, parameter) = (site.row.name, parameter_name(site));
        let Some(text) = path_text(cx, &value)? else {
            let got = cx.type_name(&value);
            return Err(cx.type_error(format!("{function}: {parameter} should be {wanted}, not {got}")));
        };
        let is_bytes = as_bytes(&text).is_some();
        let bytes = fs_bytes(cx, &text)?;
        match super::c_path(bytes) {
            Some(bytes) => Ok(Path { given: value, bytes, is_bytes }),
            None => Err(cx.value_error(format!("{function}: embedded null character in {parameter}"))),
        }
    }
}

/// The name of the parameter in the function's signature.
fn parameter_name(site: Site) -> &'static str {
    let signature = site.row.signature.trim_start_matches('(').trim_end_matches(')');
    let names = signature
        .split(',')
        .map(str::trim)
        .filter(|name| !matches!(*name, "/" | "*") && !name.starts_with('$'));
    let name = names.into_iter().nth(site.index).unwrap_or("path");
    name.split('=').next().unwrap_or("path")
}

impl FromArg for Path {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        Path::of(cx, value, site, "string, bytes or os.PathLike")
    }
}

/// A path, or the number of an open file.
pub enum PathOrNumber {
    /// A path.
    Path(Path),
    /// A descriptor's number.
    Number(i32),
}

impl PathOrNumber {
    /// What messages show: nothing for a number.
    pub fn shown(&self) -> Value {
        match self {
            PathOrNumber::Path(path) => path.given.clone(),
            PathOrNumber::Number(number) => Value::Int(i64::from(*number)),
        }
    }
}

impl FromArg for PathOrNumber {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        if let Some(number) = value.as_int() {
            return match number.to_i64().and_then(|number| i32::try_from(number).ok()) {
                Some(number) => Ok(PathOrNumber::Number(number)),
                None if number.to_i64_clipped() > 0 => Err(cx.overflow_error("fd is greater than maximum")),
                None => Err(cx.overflow_error("fd is less than minimum")),
            };
        }
        Path::of(cx, value, site, "string, bytes, os.PathLike or integer").map(PathOrNumber::Path)
    }
}
