//! `sys`: the interpreter as Python sees it.

mod namespace;
pub mod settings;
mod threads;

use vm::eval::watch::Watcher;
use vm::heap::Obj;
use vm::native::{Args, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::{Exception, Module, Str, dict};
use vm::{Context, PyResult, Value, function};

use crate::registry::{ModuleSpec, set};

fn exit(cx: &mut Context, status: Option<Value>) -> PyResult<()> {
    let status = status.unwrap_or(Value::None);
    let args = match &status {
        Value::None => Vec::new(),
        Value::Ref(object) => match object.downcast::<vm::objects::Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![status],
        },
        _ => vec![status],
    };
    Err(cx.error_with(ExceptionKind::SystemExit, args))
}

fn exc_info(cx: &mut Context) -> Value {
    let handled = cx.handled_exception().cloned();
    let parts = match handled {
        None => vec![Value::None, Value::None, Value::None],
        Some(exception) => {
            let class = cx.type_of(&exception).value();
            let traceback = exception
                .as_ref()
                .and_then(|object| object.downcast::<Exception>())
                .map_or(Value::None, |payload| payload.get(cx).traceback.clone().or_none());
            vec![class, exception, traceback]
        }
    };
    cx.tuple_value(parts)
}

fn exception(cx: &mut Context) -> Value {
    cx.handled_exception().cloned().unwrap_or(Value::None)
}

fn exception_of(cx: &mut Context, value: &Value) -> PyResult<Obj<Exception>> {
    match value.as_ref().and_then(|object| object.downcast::<Exception>()) {
        Some(exception) => Ok(exception.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("print_exception(): Exception expected for value, {name} found")))
        }
    }
}

fn excepthook(cx: &mut Context, _class: Value, value: Value, traceback: Value) {
    vm::report::excepthook(cx, &value, traceback);
}

fn unraisablehook(cx: &mut Context, unraisable: Value) -> PyResult<()> {
    let message = cx.get_attr_named(&unraisable, "err_msg")?;
    let message = if message.is_none() { "Exception ignored in".to_string() } else { cx.str_text(&message)? };
    let object = cx.get_attr_named(&unraisable, "object")?;
    let exception = cx.get_attr_named(&unraisable, "exc_value")?;
    let exception = exception_of(cx, &exception)?;
    vm::objects::exception_methods::raising::print_unraisable(cx, &vm::Raised(exception), &message, &object);
    Ok(())
}

fn displayhook(cx: &mut Context, value: Value) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    let builtins = cx.interp_ref().builtins.clone();
    let underscore = cx.intern("_");
    dict::set_str(cx, &builtins, &underscore, Value::None);
    let text = cx.repr(&value)?;
    let sys = cx.interp_ref().sys.clone();
    let name = cx.names().stdout.clone();
    let Some(stdout) = dict::get_str(cx, &sys, &name) else {
        return Err(cx.runtime_error("lost sys.stdout"));
    };
    cx.call_method_named(&stdout, "write", &[text.into()])?;
    let newline = cx.str_value("\n");
    cx.call_method_named(&stdout, "write", &[newline])?;
    dict::set_str(cx, &builtins, &underscore, value);
    Ok(())
}

fn intern(cx: &mut Context, text: Obj<Str>) -> PyResult<Obj<Str>> {
    if cx.type_of(&text.value()).is(&cx.types().str.clone()) {
        return Ok(cx.intern_obj(&text));
    }
    let name = cx.type_name(&text.value());
    Err(cx.type_error(format!("can't intern {name}")))
}

fn get_recursion_limit(cx: &mut Context) -> i64 {
    i64::from(cx.recursion_limit())
}

fn set_recursion_limit(cx: &mut Context, limit: Value) -> PyResult<()> {
    let Ok(limit) = i32::try_from(cx.index(&limit)?.to_i64_clipped()) else {
        return Err(cx.overflow_error("Python int too large to convert to C int"));
    };
    let Some(limit) = u32::try_from(limit).ok().filter(|limit| *limit > 0) else {
        return Err(cx.value_error("recursion limit must be greater or equal than 1"));
    };
    if limit <= cx.depth() {
        let depth = cx.depth();
        return Err(cx.error(
            ExceptionKind::RecursionError,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    cx.set_recursion_limit(limit);
    Ok(())
}

fn get_frame(cx: &mut Context, depth: Option<i64>) -> PyResult<Value> {
    let depth = usize::try_from(depth.unwrap_or(0)).unwrap_or(0);
    match cx.current_frame_object(depth) {
        Some(frame) => Ok(frame.into()),
        None => Err(cx.value_error("call stack is not deep enough")),
    }
}

fn get_frame_module_name(cx: &mut Context, depth: Option<i64>) -> PyResult<Value> {
    let depth = usize::try_from(depth.unwrap_or(0)).unwrap_or(0);
    match cx.current_frame_object(depth) {
        Some(frame) => {
            let globals = frame.get(cx).globals.clone();
            let name = cx.names().__name__.clone();
            Ok(dict::get_str(cx, &globals, &name).unwrap_or(Value::None))
        }
        None => Ok(Value::None),
    }
}

fn get_ref_count(_: &mut Context, object: Value) -> i64 {
    match &object {
        // The argument itself is one reference, as in CPython.
        Value::Ref(reference) => i64::from(reference.count()),
        _ => i64::from(u32::MAX),
    }
}

fn get_size_of(cx: &mut Context, object: Value, default: Option<Value>) -> PyResult<Value> {
    match cx.call_method_named(&object, "__sizeof__", &[]) {
        Ok(size) => Ok(size),
        Err(raised) => default.ok_or(raised),
    }
}

fn get_default_encoding(_: &mut Context) -> &'static str {
    "utf-8"
}

fn get_filesystem_encode_errors(_: &mut Context) -> &'static str {
    "surrogateescape"
}

fn is_finalizing(cx: &mut Context) -> bool {
    cx.interp_ref().is_finalizing()
}

fn is_gil_enabled(_: &mut Context) -> bool {
    true
}

fn get_allocated_blocks(cx: &mut Context) -> i64 {
    cx.heap().counts.containers.get() as i64
}

fn audit(_: &mut Context, _args: &mut Args<'_>) -> PyResult<Value> {
    Ok(Value::None)
}

fn get_trace(cx: &mut Context) -> Value {
    cx.watcher(Watcher::Trace)
}

fn get_profile(cx: &mut Context) -> Value {
    cx.watcher(Watcher::Profile)
}

fn set_trace(cx: &mut Context, function: Value) {
    cx.set_watcher(Watcher::Trace, function);
}

fn set_profile(cx: &mut Context, function: Value) {
    cx.set_watcher(Watcher::Profile, function);
}

fn set_trace_everywhere(cx: &mut Context, function: Value) {
    let own = cx.gil().thread().id();
    cx.interp_ref().watch_other_threads(own, Watcher::Trace, &function);
    cx.set_watcher(Watcher::Trace, function);
}

fn set_profile_everywhere(cx: &mut Context, function: Value) {
    let own = cx.gil().thread().id();
    cx.interp_ref().watch_other_threads(own, Watcher::Profile, &function);
    cx.set_watcher(Watcher::Profile, function);
}

fn breakpointhook(
    cx: &mut Context,
    _args: vm::native::Rest,
    _keywords: vm::native::Keywords,
) -> PyResult<()> {
    Err(cx.not_implemented_error("Gila does not support breakpoint() yet"))
}

static FUNCTIONS: &[Row] = &[
    function!("exit", "(status=None, /)", "Leave the interpreter by raising SystemExit.", exit),
    function!("exc_info", "()", "Type, value and traceback of the exception being handled.", exc_info),
    function!("exception", "()", "The exception being handled, or None.", exception),
    function!(
        "excepthook",
        "(exctype, value, traceback, /)",
        "Print an exception and its traceback on sys.stderr.",
        excepthook
    ),
    function!(
        "unraisablehook",
        "(unraisable, /)",
        "Report an exception that cannot be raised.",
        unraisablehook
    ),
    function!(
        "displayhook",
        "(object, /)",
        "Show the value of an expression typed at the prompt.",
        displayhook
    ),
    function!("intern", "(string, /)", "The one interned string equal to this one.", intern),
    function!("getrecursionlimit", "()", "How deep calls may nest.", get_recursion_limit),
    function!("setrecursionlimit", "(limit, /)", "Set how deep calls may nest.", set_recursion_limit),
    function!("_getframe", "(depth=0, /)", "The frame of the caller, or of one further out.", get_frame),
    function!(
        "_getframemodulename",
        "(depth=0)",
        "The name of the module of a caller.",
        get_frame_module_name
    ),
    function!("getrefcount", "(object, /)", "How many references there are to an object.", get_ref_count),
    function!(
        "getsizeof",
        "(object, default=<unrepresentable>)",
        "Bytes of memory that an object takes.",
        get_size_of
    ),
    function!("getdefaultencoding", "()", "The encoding of str.encode().", get_default_encoding),
    function!("getfilesystemencoding", "()", "The encoding of file names.", get_default_encoding),
    function!(
        "getfilesystemencodeerrors",
        "()",
        "The error handler for file names.",
        get_filesystem_encode_errors
    ),
    function!("is_finalizing", "()", "Whether the interpreter is shutting down.", is_finalizing),
    function!("_is_gil_enabled", "()", "Whether there is a Global Interpreter Lock.", is_gil_enabled),
    function!(
        "getallocatedblocks",
        "()",
        "How many objects that may form cycles are alive.",
        get_allocated_blocks
    ),
    function!("gettrace", "()", "The trace function, or None.", get_trace),
    function!("getprofile", "()", "The profile function, or None.", get_profile),
    function!("settrace", "(function, /)", "Set the trace function.", set_trace),
    function!("setprofile", "(function, /)", "Set the profile function.", set_profile),
    function!(
        "_settraceallthreads",
        "(function, /)",
        "Set the trace function of every thread.",
        set_trace_everywhere
    ),
    function!(
        "_setprofileallthreads",
        "(function, /)",
        "Set the profile function of every thread.",
        set_profile_everywhere
    ),
    function!("breakpointhook", "(*args, **kwargs)", "Called by breakpoint().", breakpointhook),
    Row {
        name: "audit",
        signature: "(event, /, *args)",
        doc: "Tell audit hooks of an event; there are none.",
        binding: vm::native::Binding::Function,
        call: audit,
    },
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    settings::fill(cx, module)?;
    for hook in ["excepthook", "displayhook", "unraisablehook", "breakpointhook"] {
        let name = cx.intern(hook);
        let namespace = module.get(cx).dict.clone();
        if let Some(value) = dict::get_str(cx, &namespace, &name) {
            set(cx, module, &format!("__{hook}__"), value);
        }
    }
    Ok(())
}

/// `sys`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "The interpreter: its settings, its state, and what runs in it.",
    functions: &[FUNCTIONS, threads::FUNCTIONS, settings::FUNCTIONS],
    fill,
};
