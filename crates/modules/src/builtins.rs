//! `builtins`: the functions and names that every module sees without importing them.
//!
//! The functions are grouped by what they are about; this file has their one table.

mod attributes;
mod classes;
mod console;
mod evaluate;
mod iteration;
mod numbers;
mod sites;
mod text;

use vm::native::Row;
use vm::objects::dict;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value, function};

use crate::registry;

const DOC: &str = "Built-in functions, types, exceptions, and other objects.";

static FUNCTIONS: &[Row] = &[
    classes::BUILD_CLASS,
    crate::importing::IMPORT,
    function!("abs", "($module, number, /)", "Return the absolute value of the argument.", numbers::abs),
    function!(
        "all",
        "($module, iterable, /)",
        "Whether every item is true; so it is when there is none.",
        iteration::all
    ),
    function!("any", "($module, iterable, /)", "Whether some item is true.", iteration::any),
    function!("ascii", "($module, obj, /)", "repr() with everything but ASCII escaped.", text::ascii),
    function!(
        "bin",
        "($module, number, /)",
        "The number in base 2, as text: bin(5) is '0b101'.",
        numbers::bin
    ),
    function!("callable", "($module, obj, /)", "Whether the object can be called.", attributes::callable),
    function!("chr", "($module, i, /)", "The character with this code point.", text::chr),
    function!(
        "compile",
        "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Compile source text to a code object for exec() or eval().",
        evaluate::compile
    ),
    function!(
        "delattr",
        "($module, obj, name, /)",
        "Delete an attribute: del obj.name.",
        attributes::delattr
    ),
    function!(
        "dir",
        "(object=None, /)",
        "The names that are known here, or of the object's attributes, in order.",
        attributes::dir
    ),
    function!("divmod", "($module, x, y, /)", "The pair (x // y, x % y).", numbers::divmod),
    function!(
        "eval",
        "($module, source, /, globals=None, locals=None)",
        "Evaluate an expression.",
        evaluate::eval
    ),
    function!(
        "exec",
        "($module, source, /, globals=None, locals=None, *, closure=None)",
        "Run statements.",
        evaluate::exec
    ),
    function!(
        "format",
        "($module, value, format_spec='', /)",
        "The value as text, as format_spec says.",
        text::format
    ),
    function!(
        "getattr",
        "(object, name, default=None, /)",
        "An attribute by name; the default when there is none.",
        attributes::getattr
    ),
    function!(
        "globals",
        "($module, /)",
        "The namespace of the module whose code is running.",
        evaluate::globals
    ),
    function!(
        "hasattr",
        "($module, obj, name, /)",
        "Whether the object has an attribute of that name.",
        attributes::hasattr
    ),
    function!(
        "hash",
        "($module, obj, /)",
        "The hash of an object: equal objects have equal ones.",
        attributes::hash
    ),
    function!(
        "hex",
        "($module, number, /)",
        "The number in base 16, as text: hex(255) is '0xff'.",
        numbers::hex
    ),
    function!("id", "($module, obj, /)", "A number no other living object has.", attributes::id),
    function!(
        "input",
        "($module, prompt='', /)",
        "Read a line from standard input, without its newline.",
        console::input
    ),
    function!(
        "isinstance",
        "($module, obj, class_or_tuple, /)",
        "Whether the object is of the class, of one of them, or of a subclass.",
        classes::isinstance
    ),
    function!(
        "issubclass",
        "($module, cls, class_or_tuple, /)",
        "Whether the class is derived from the other, or from one of them.",
        classes::issubclass
    ),
    function!(
        "iter",
        "(object, sentinel=None, /)",
        "An iterator over an object; or one that calls a function until it returns the sentinel.",
        iteration::iter
    ),
    function!("len", "($module, obj, /)", "The number of items in a container.", iteration::len),
    function!("locals", "($module, /)", "The local names and their values.", evaluate::locals),
    Row {
        call: iteration::max,
        ..function!(
            "max",
            "(*args, key=None, default=None)",
            "The largest item, or the largest of the arguments.",
            iteration::all
        )
    },
    Row {
        call: iteration::min,
        ..function!(
            "min",
            "(*args, key=None, default=None)",
            "The smallest item, or the smallest of the arguments.",
            iteration::all
        )
    },
    function!(
        "next",
        "(iterator, default=None, /)",
        "The next item; the default at the end.",
        iteration::next
    ),
    function!(
        "oct",
        "($module, number, /)",
        "The number in base 8, as text: oct(8) is '0o10'.",
        numbers::oct
    ),
    Row {
        call: console::open,
        ..function!(
            "open",
            "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
            "Open a file.",
            iteration::all
        )
    },
    function!("ord", "($module, character, /)", "The code point of a character.", text::ord),
    function!("pow", "($module, /, base, exp, mod=None)", "base**exp, or base**exp % mod.", numbers::pow),
    Row {
        call: console::print,
        ..function!(
            "print",
            "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
            "Write the values to a file, sys.stdout by default.",
            iteration::all
        )
    },
    function!("repr", "($module, obj, /)", "The object as text for programmers.", text::repr),
    function!(
        "round",
        "($module, /, number, ndigits=None)",
        "The number rounded to a precision in decimal digits.",
        numbers::round
    ),
    function!(
        "setattr",
        "($module, obj, name, value, /)",
        "Set an attribute: obj.name = value.",
        attributes::setattr
    ),
    Row {
        call: iteration::sorted,
        ..function!(
            "sorted",
            "($module, iterable, /, *, key=None, reverse=False)",
            "A new list of the items in order.",
            iteration::all
        )
    },
    function!(
        "sum",
        "($module, iterable, /, start=0)",
        "The start value and all items added up.",
        numbers::sum
    ),
    function!("vars", "(object=None, /)", "The namespace of an object, or locals().", attributes::vars),
];

static ALL_FUNCTIONS: &[&[Row]] = &[FUNCTIONS];

/// Completes the namespace that the types and exceptions are in already, and makes it a module.
pub fn start(cx: &mut Context) -> PyResult<()> {
    let namespace = cx.interp_ref().builtins.clone();
    let doc = cx.str_value(DOC);
    let module = cx.new_module_in("builtins", doc, namespace);
    registry::add_functions(cx, &module, ALL_FUNCTIONS);
    let os_error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    let debug = cx.interp_ref().settings.optimize == 0;
    let singletons = &cx.interp_ref().singletons;
    let constants = [
        ("NotImplemented", singletons.not_implemented.clone()),
        ("Ellipsis", singletons.ellipsis.clone()),
        ("None", Value::None),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("__debug__", Value::bool(debug)),
        ("BaseException", cx.types().base_exception.value()),
        ("EnvironmentError", os_error.clone()),
        ("IOError", os_error),
    ];
    for (name, value) in constants {
        registry::set(cx, &module, name, value);
    }
    sites::add(cx, &module)?;
    let package = cx.interp_ref().singletons.empty_str.value();
    registry::set(cx, &module, "__package__", package);
    let spec = crate::importing::new_spec(cx, "builtins", &crate::importing::Place::BuiltIn)?;
    registry::set(cx, &module, "__spec__", spec);
    let modules = cx.interp_ref().modules.clone();
    let name = cx.names().builtins.clone();
    dict::set_str(cx, &modules, &name, module.into());
    Ok(())
}
