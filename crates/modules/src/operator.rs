//! `_operator`: the operators of the language as functions, and callables that fetch items, attributes and
//! methods ([`getters`]). `operator` (in Python) shows them under the names that people import.

pub(crate) mod getters;

use vm::heap::Obj;
use vm::native::{Keywords, Rest, Row};
use vm::objects::{Bytes, Module, Str};
use vm::protocol::compare::Comparison;
use vm::protocol::number::{Binary, Unary};
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// Rows for the functions of binary operators: name, in-place name, operator, how it is written.
macro_rules! binary {
    ($($name:literal $inplace:literal $op:ident $text:literal;)*) => {
        static BINARY: &[Row] = &[$(
            function!($name, "($module, a, b, /)", concat!("Same as a ", $text, " b."), |cx: &mut Context, a: Value, b: Value| {
                cx.binary(Binary::$op, &a, &b)
            }),
            function!($inplace, "($module, a, b, /)", concat!("Same as a ", $text, "= b."), |cx: &mut Context, a: Value, b: Value| {
                cx.inplace(Binary::$op, &a, &b)
            }),
        )*];
    };
}

binary! {
    "add" "iadd" Add "+";
    "sub" "isub" Subtract "-";
    "mul" "imul" Multiply "*";
    "matmul" "imatmul" MatrixMultiply "@";
    "floordiv" "ifloordiv" FloorDivide "//";
    "truediv" "itruediv" TrueDivide "/";
    "mod" "imod" Remainder "%";
    "lshift" "ilshift" ShiftLeft "<<";
    "rshift" "irshift" ShiftRight ">>";
    "and_" "iand" And "&";
    "xor" "ixor" Xor "^";
    "or_" "ior" Or "|";
    "pow" "ipow" Power "**";
}

macro_rules! comparisons {
    ($($name:literal $op:ident $text:literal;)*) => {
        static COMPARISONS: &[Row] = &[$(
            function!($name, "($module, a, b, /)", concat!("Same as a ", $text, " b."), |cx: &mut Context, a: Value, b: Value| {
                cx.compare(Comparison::$op, &a, &b)
            }),
        )*];
    };
}

comparisons! {
    "eq" Equal "==";
    "ne" NotEqual "!=";
    "lt" Less "<";
    "le" LessEqual "<=";
    "gt" Greater ">";
    "ge" GreaterEqual ">=";
}

/// `a + b` of sequences: both operators first make sure that `a` is one.
fn must_be_sequence(cx: &mut Context, a: &Value) -> PyResult<()> {
    let class = cx.type_of(a);
    if class.special(cx, |names| &names.__getitem__).is_some() {
        return Ok(());
    }
    let name = cx.type_name(a);
    Err(cx.type_error(format!("'{name}' object can't be concatenated")))
}

fn concat(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    must_be_sequence(cx, &a)?;
    cx.binary(Binary::Add, &a, &b)
}

fn iconcat(cx: &mut Context, a: Value, b: Value) -> PyResult<Value> {
    must_be_sequence(cx, &a)?;
    cx.inplace(Binary::Add, &a, &b)
}

/// The iterator over an argument that is searched.
fn searched(cx: &mut Context, a: &Value) -> PyResult<Value> {
    match cx.try_iter(a)? {
        Some(iterator) => Ok(iterator),
        None => {
            let name = cx.type_name(a);
            Err(cx.type_error(format!("argument of type '{name}' is not iterable")))
        }
    }
}

fn count_of(cx: &mut Context, a: Value, b: Value) -> PyResult<usize> {
    let iterator = searched(cx, &a)?;
    let mut count = 0;
    while let Some(item) = cx.next(&iterator)? {
        count += usize::from(cx.equal(&item, &b)?);
    }
    Ok(count)
}

fn index_of(cx: &mut Context, a: Value, b: Value) -> PyResult<usize> {
    let iterator = searched(cx, &a)?;
    let mut index = 0;
    while let Some(item) = cx.next(&iterator)? {
        if cx.equal(&item, &b)? {
            return Ok(index);
        }
        index += 1;
    }
    Err(cx.value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(cx: &mut Context, object: Value, default: Option<i64>) -> PyResult<Value> {
    // What is given as the default comes back as it is, even when it is negative.
    const UNKNOWN: usize = usize::MAX;
    match cx.length_hint(&object, UNKNOWN)? {
        UNKNOWN => Ok(Value::Int(default.unwrap_or(0))),
        hint => Ok(Value::Int(hint as i64)),
    }
}

fn call(
    cx: &mut Context,
    callable: Value,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    cx.call_with_keywords(&callable, &args, &keywords)
}

fn abs(cx: &mut Context, a: Value) -> PyResult<Value> {
    match cx.try_special(&a, |names| &names.__abs__, [])? {
        Some(result) => Ok(result),
        None => {
            let name = cx.type_name(&a);
            Err(cx.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn index(cx: &mut Context, a: Value) -> PyResult<Value> {
    let number = cx.index(&a)?;
    Ok(number.into_value(cx))
}

/// Compares all bytes, so that the time taken says nothing of where they differ.
fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let mut difference = u8::from(a.len() != b.len());
    for (index, byte) in b.iter().enumerate() {
        difference |= byte ^ a.get(index).unwrap_or(&0);
    }
    std::hint::black_box(difference) == 0
}

fn compare_digest(cx: &mut Context, a: Value, b: Value) -> PyResult<bool> {
    let (x, y) = (a.as_ref(), b.as_ref());
    if let (Some(x), Some(y)) = (x.and_then(|x| x.downcast::<Str>()), y.and_then(|y| y.downcast::<Str>())) {
        if !x.is_ascii() || !y.is_ascii() {
            return Err(cx.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        return Ok(same_bytes(x.items(), y.items()));
    }
    match (x.and_then(|x| x.downcast::<Bytes>()), y.and_then(|y| y.downcast::<Bytes>())) {
        (Some(x), Some(y)) => Ok(same_bytes(x.items(), y.items())),
        (None, None) => {
            let (a, b) = (cx.type_name(&a), cx.type_name(&b));
            Err(cx
                .type_error(format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'")))
        }
        (given, _) => {
            let name = cx.type_name(if given.is_some() { &b } else { &a });
            Err(cx.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

static FUNCTIONS: &[Row] = &[
    function!("truth", "($module, a, /)", "Whether a is true.", |cx: &mut Context, a: Value| cx.truth(&a)),
    function!("contains", "($module, a, b, /)", "Same as b in a.", |cx: &mut Context, a: Value, b: Value| cx
        .contains(&a, &b)),
    function!("indexOf", "($module, a, b, /)", "The index of the first item of a that equals b.", index_of),
    function!("countOf", "($module, a, b, /)", "How many items of a equal b.", count_of),
    function!("is_", "($module, a, b, /)", "Same as a is b.", |_: &mut Context, a: Value, b: Value| a.is(&b)),
    function!(
        "is_not",
        "($module, a, b, /)",
        "Same as a is not b.",
        |_: &mut Context, a: Value, b: Value| !a.is(&b)
    ),
    function!("is_none", "($module, a, /)", "Same as a is None.", |_: &mut Context, a: Value| a.is_none()),
    function!("is_not_none", "($module, a, /)", "Same as a is not None.", |_: &mut Context, a: Value| !a
        .is_none()),
    function!("index", "($module, a, /)", "a.__index__()", index),
    function!("neg", "($module, a, /)", "Same as -a.", |cx: &mut Context, a: Value| cx
        .unary(Unary::Negative, &a)),
    function!("pos", "($module, a, /)", "Same as +a.", |cx: &mut Context, a: Value| cx
        .unary(Unary::Positive, &a)),
    function!("abs", "($module, a, /)", "Same as abs(a).", abs),
    function!("inv", "($module, a, /)", "Same as ~a.", |cx: &mut Context, a: Value| cx
        .unary(Unary::Invert, &a)),
    function!("invert", "($module, a, /)", "Same as ~a.", |cx: &mut Context, a: Value| cx
        .unary(Unary::Invert, &a)),
    function!("not_", "($module, a, /)", "Same as not a.", |cx: &mut Context, a: Value| cx
        .truth(&a)
        .map(|truth| !truth)),
    function!("concat", "($module, a, b, /)", "Same as a + b, for sequences.", concat),
    function!("iconcat", "($module, a, b, /)", "Same as a += b, for sequences.", iconcat),
    function!("getitem", "($module, a, b, /)", "Same as a[b].", |cx: &mut Context, a: Value, b: Value| cx
        .get_item(&a, &b)),
    function!(
        "setitem",
        "($module, a, b, c, /)",
        "Same as a[b] = c.",
        |cx: &mut Context, a: Value, b: Value, c: Value| { cx.set_item(&a, b, c) }
    ),
    function!(
        "delitem",
        "($module, a, b, /)",
        "Same as del a[b].",
        |cx: &mut Context, a: Value, b: Value| cx.delete_item(&a, &b)
    ),
    function!(
        "_compare_digest",
        "($module, a, b, /)",
        "Whether a equals b, in a time that does not tell where they differ.",
        compare_digest
    ),
    function!("length_hint", "($module, obj, default=0, /)", "How many items obj says it has.", length_hint),
    function!("call", "($module, obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).", call),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for spec in getters::TYPES {
        let class = cx.module_type(spec);
        let name = class.get(cx).name.to_string_lossy();
        crate::registry::set(cx, module, &name, class.into());
    }
    Ok(())
}

/// `_operator`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    doc: "The operators as functions.",
    functions: &[FUNCTIONS, BINARY, COMPARISONS],
    fill,
};
