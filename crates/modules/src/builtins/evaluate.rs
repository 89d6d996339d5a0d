//! Running text: `compile`, `eval`, `exec`, and the namespaces they run in.

use bytecode::CodeFlags;
use vm::eval::names::locals_snapshot;
use vm::heap::Obj;
use vm::interp::CompileRequest;
use vm::objects::bytes::as_bytes;
use vm::objects::exception::ExceptionKind;
use vm::objects::{Cell, Code, Dict, Kind, Str, Tuple, dict};
use vm::{Context, PyResult, Value};

use crate::registry;

/// Flags that `compile` takes: those of `__future__`, and `ast`'s, which mean nothing here.
const KNOWN_FLAGS: i64 = 0x1fe_0000 | 0x0200 | 0x1000 | 0x2000 | 0x4000;
/// `ast.PyCF_ONLY_AST`.
const ONLY_TREE: i64 = 0x0400;

pub(super) fn locals(cx: &mut Context) -> Value {
    locals_snapshot(cx, 0)
}

pub(super) fn globals(cx: &mut Context) -> Value {
    caller_globals(cx).map_or(Value::None, Value::from)
}

/// The globals of the code that has called.
fn caller_globals(cx: &Context) -> Option<Obj<Dict>> {
    cx.frames().last().map(|frame| frame.function().get(cx).globals.clone())
}

/// A file's name: text, or bytes, or what has `__fspath__`.
fn file_name(cx: &mut Context, value: &Value) -> PyResult<String> {
    if let Some(text) = value.as_ref().and_then(|object| object.downcast::<Str>()) {
        return Ok(text.to_string_lossy());
    }
    if let Some(bytes) = as_bytes(value) {
        return Ok(String::from_utf8_lossy(bytes.items()).into_owned());
    }
    let name = cx.intern("__fspath__");
    let class = cx.type_of(value);
    if let Some(method) = class.lookup(cx, &name) {
        let path = cx.call_special(method, value, [])?;
        if path.as_ref().is_some_and(|object| matches!(object.kind(), Kind::Str | Kind::Bytes)) {
            return file_name(cx, &path);
        }
    }
    let name = class.name(cx);
    Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {name}")))
}

/// The bytes of a source text; `None` when the value is neither text nor bytes.
fn source_bytes(cx: &mut Context, source: &Value) -> PyResult<Option<Vec<u8>>> {
    let bytes = if let Some(text) = source.as_ref().and_then(|object| object.downcast::<Str>()) {
        if let Some((at, code)) = text.wtf8().first_surrogate() {
            let problem = text::error::UnicodeProblem {
                encoding: "utf-8",
                start: at,
                end: at + 1,
                reason: String::from("surrogates not allowed"),
            };
            debug_assert!((0xd800..0xe000).contains(&code), "I-9: only these are surrogates");
            let kind = ExceptionKind::UnicodeEncodeError;
            return Err(vm::objects::exception_methods::unicode_problem(cx, kind, &problem, source.clone()));
        }
        text.items().to_vec()
    } else if let Some(bytes) = cx.try_bytes_like(source)? {
        bytes.items().to_vec()
    } else {
        return Ok(None);
    };
    if bytes.contains(&0) {
        return Err(cx.error(ExceptionKind::SyntaxError, "source code string cannot contain null bytes"));
    }
    Ok(Some(bytes))
}

/// The flags that code compiled here inherits from the code that asks for it.
fn inherited_flags(cx: &Context) -> u32 {
    let caller = cx.frames().last();
    let future = caller.is_some_and(|frame| frame.code().has_flags(CodeFlags::FUTURE_ANNOTATIONS));
    if future { CodeFlags::FUTURE_ANNOTATIONS } else { 0 }
}

#[expect(clippy::too_many_arguments, reason = "as many as Python's function has")]
pub(super) fn compile(
    cx: &mut Context,
    source: Value,
    filename: Value,
    mode: Value,
    flags: Option<i64>,
    dont_inherit: Option<Value>,
    optimize: Option<i64>,
    _feature_version: Option<i64>,
) -> PyResult<Value> {
    let filename = file_name(cx, &filename)?;
    let Some(mode) =
        mode.as_ref().and_then(|object| object.downcast::<Str>()).map(|mode| mode.to_string_lossy())
    else {
        let name = cx.type_name(&mode);
        return Err(cx.type_error(format!("compile() argument 'mode' must be str, not {name}")));
    };
    let (flags, optimize) = (flags.unwrap_or(0), optimize.unwrap_or(-1));
    if flags & !(KNOWN_FLAGS | ONLY_TREE) != 0 {
        return Err(cx.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(cx.value_error("compile(): invalid optimize value"));
    }
    if !matches!(mode.as_str(), "exec" | "eval" | "single") {
        return Err(cx.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
    }
    if flags & ONLY_TREE != 0 {
        return Err(cx.not_implemented_error("Gila does not give syntax trees to programs"));
    }
    let Some(text) = source_bytes(cx, &source)? else {
        return Err(cx.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let mut flags = flags as u32;
    let alone = match dont_inherit {
        Some(value) => cx.truth(&value)?,
        None => false,
    };
    if !alone {
        flags |= inherited_flags(cx);
    }
    let request =
        CompileRequest { source: &text, filename: &filename, mode: &mode, flags, optimize: optimize as i32 };
    let code = registry::compile(cx, request)?;
    Ok(cx.load_code(&code).into())
}

/// Where code is to run.
struct Place {
    globals: Obj<Dict>,
    locals: Value,
}

fn is_mapping(cx: &mut Context, value: &Value) -> bool {
    let class = cx.type_of(value);
    class.special(cx, |names| &names.__getitem__).is_some()
}

/// The namespaces for `eval` and `exec`: those given, or the caller's.
fn place(cx: &mut Context, function: &str, globals: Option<Value>, locals: Option<Value>) -> PyResult<Place> {
    let globals = globals.filter(|globals| !globals.is_none());
    let locals = locals.filter(|locals| !locals.is_none());
    if let Some(locals) = &locals
        && !is_mapping(cx, locals)
    {
        let name = cx.type_name(locals);
        return Err(cx.type_error(if function == "exec" {
            format!("locals must be a mapping or None, not {name}")
        } else {
            String::from("locals must be a mapping")
        }));
    }
    let place = match globals {
        Some(globals) => {
            let Some(dict) = globals.as_ref().and_then(|object| object.downcast::<Dict>()).cloned() else {
                let name = cx.type_name(&globals);
                let message = match function {
                    "exec" => format!("exec() globals must be a dict, not {name}"),
                    _ if is_mapping(cx, &globals) => {
                        String::from("globals must be a real dict; try eval(code, {}, mapping)")
                    }
                    _ => String::from("globals must be a dict"),
                };
                return Err(cx.type_error(message));
            };
            Place { globals: dict, locals: locals.unwrap_or(globals) }
        }
        None => {
            let locals = locals.unwrap_or_else(|| self::locals(cx));
            match caller_globals(cx) {
                Some(globals) => Place { globals, locals },
                None => {
                    let message =
                        format!("{function} must be given globals and locals when called without a frame");
                    return Err(cx.type_error(message));
                }
            }
        }
    };
    let name = cx.names().__builtins__.clone();
    if dict::get_str(cx, &place.globals, &name).is_none() {
        let builtins = cx.interp_ref().builtins.value();
        dict::set_str(cx, &place.globals, &name, builtins);
    }
    Ok(place)
}

/// The code object in an argument, or the one that its text compiles to.
fn code_of(cx: &mut Context, source: &Value, function: &str, mode: &str) -> PyResult<Obj<Code>> {
    if let Some(code) = source.as_ref().and_then(|object| object.downcast::<Code>()) {
        return Ok(code.clone());
    }
    let Some(text) = source_bytes(cx, source)? else {
        return Err(cx.type_error(format!("{function}() arg 1 must be a string, bytes or code object")));
    };
    let mut text = text.as_slice();
    while let (true, [b' ' | b'\t', rest @ ..]) = (mode == "eval", text) {
        text = rest;
    }
    let flags = inherited_flags(cx);
    let request = CompileRequest { source: text, filename: "<string>", mode, flags, optimize: -1 };
    let code = registry::compile(cx, request)?;
    Ok(cx.load_code(&code))
}

pub(super) fn eval(
    cx: &mut Context,
    source: Value,
    globals: Option<Value>,
    locals: Option<Value>,
) -> PyResult<Value> {
    let place = place(cx, "eval", globals, locals)?;
    let code = code_of(cx, &source, "eval", "eval")?;
    if !code.source.free_cells.is_empty() {
        return Err(cx.type_error("code object passed to eval() may not contain free variables"));
    }
    run(cx, &code, place, None)
}

pub(super) fn exec(
    cx: &mut Context,
    source: Value,
    globals: Option<Value>,
    locals: Option<Value>,
    closure: Option<Value>,
) -> PyResult<()> {
    let place = place(cx, "exec", globals, locals)?;
    let closure = closure.filter(|closure| !closure.is_none());
    let is_code = source.as_ref().is_some_and(|object| object.kind() == Kind::Code);
    if closure.is_some() && !is_code {
        return Err(cx.type_error("closure can only be used when source is a code object"));
    }
    let code = code_of(cx, &source, "exec", "exec")?;
    let wanted = code.source.free_cells.len();
    let closure = match (wanted, closure) {
        (0, None) => None,
        (0, Some(_)) => return Err(cx.type_error("cannot use a closure with this code object")),
        (_, None) => {
            return Err(cx.type_error("code object passed to exec() may not contain free variables"));
        }
        (_, Some(closure)) => {
            let cells = closure.as_ref().and_then(|object| object.downcast::<Tuple>()).cloned();
            let fits = |cells: &Obj<Tuple>| {
                let is_cell =
                    |cell: &Value| cell.as_ref().is_some_and(|cell| cell.downcast::<Cell>().is_some());
                cells.items().len() == wanted && cells.items().iter().all(is_cell)
            };
            match cells.filter(fits) {
                Some(cells) => Some(cells),
                None => {
                    return Err(
                        cx.type_error(format!("code object requires a closure of exactly length {wanted}"))
                    );
                }
            }
        }
    };
    run(cx, &code, place, closure).map(drop)
}

fn run(cx: &mut Context, code: &Obj<Code>, place: Place, closure: Option<Obj<Tuple>>) -> PyResult<Value> {
    if closure.is_none() {
        return cx.run_code(code, &place.globals, place.locals);
    }
    let function = cx.new_function(code.clone(), place.globals.clone());
    function.get_mut(cx).closure = closure;
    cx.run_class_body(&function, place.locals)
}
