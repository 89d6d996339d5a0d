//! `itertools`: iterators made of iterators. Each is a body with a [`Step`]; `for` and its kin take the step
//! directly, and `__next__` does the same for everybody else.
//!
//! A step runs Python code (the iterators below, predicates), which may advance the very same object again. So
//! no borrow is held across a call, and what is read before one is not trusted after it.

mod chaining;
mod combining;
mod counting;
mod grouping;
mod selecting;
mod tee;

use vm::heap::{Body, Ext, Obj, Ref};
use vm::objects::{Module, TypeSpec};
use vm::{Context, PyResult, Value};

use crate::registry::ModuleSpec;

/// An iterator of this module.
trait Step: Body {
    /// Its next item, or `None` at the end.
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>>;
}

/// The step as [`Body::NEXT`]. Iterators of iterators nest natively, so the stack is looked at.
fn next_of<T: Step>(cx: &mut Context, this: &Ref) -> PyResult<Option<Value>> {
    let Some(this) = this.downcast::<Ext<T>>() else { return Ok(None) };
    cx.check_native_stack()?;
    T::step(cx, this)
}

/// The step as `__next__`.
fn next_method<T: Step>(cx: &mut Context, this: Obj<Ext<T>>) -> PyResult<Value> {
    cx.check_native_stack()?;
    match T::step(cx, &this)? {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

/// A type of this module: what its body, its constructor and further rows are.
macro_rules! iterator_type {
    ($(#[doc = $comment:literal])+ $static:ident, $body:ty, $name:literal, $doc:literal,
     new $signature:literal $new:expr, flags $flags:expr, rows [$($row:expr),* $(,)?]) => {
        $(#[doc = $comment])+
        pub static $static: vm::objects::TypeSpec = vm::objects::TypeSpec {
            doc: $doc,
            flags: $flags,
            methods: &[&[
                vm::static_method!("__new__", $signature, "Create and return a new object.", $new),
                vm::method!("__iter__", "($self, /)", "Implement iter(self).", |_: &mut vm::Context, this: vm::heap::Obj<vm::heap::Ext<$body>>| this),
                vm::method!("__next__", "($self, /)", "Implement next(self).", $crate::itertools::next_method::<$body>),
                $($row,)*
            ]],
            ..vm::objects::TypeSpec::new(concat!("itertools.", $name), vm::objects::Kind::Extension)
        };
    };
}
pub(crate) use iterator_type;

/// A count that must not be negative; `message` is for those that are.
fn natural(cx: &mut Context, value: &Value, message: &str) -> PyResult<usize> {
    let number = size(cx, value)?;
    match usize::try_from(number) {
        Ok(number) => Ok(number),
        Err(_) => Err(cx.value_error(message)),
    }
}

/// A number that C would keep in a `ssize_t`.
fn size(cx: &mut Context, value: &Value) -> PyResult<i64> {
    match cx.index(value)?.to_i64() {
        Some(number) => Ok(number),
        None => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

static TYPES: &[&TypeSpec] = &[
    &chaining::ACCUMULATE,
    &chaining::BATCHED,
    &chaining::CHAIN,
    &combining::COMBINATIONS,
    &selecting::COMPRESS,
    &counting::COUNT,
    &combining::WITH_REPLACEMENT,
    &counting::CYCLE,
    &selecting::DROP_WHILE,
    &selecting::FILTER_FALSE,
    &grouping::GROUP_BY,
    &grouping::GROUPER,
    &selecting::SLICE,
    &chaining::PAIRWISE,
    &combining::PERMUTATIONS,
    &combining::PRODUCT,
    &counting::REPEAT,
    &selecting::STAR_MAP,
    &selecting::TAKE_WHILE,
    &tee::TEE,
    &tee::NODE,
    &chaining::ZIP_LONGEST,
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for spec in TYPES {
        let class = cx.module_type(spec);
        let name = class.get(cx).name.to_string_lossy();
        crate::registry::set(cx, module, &name, class.into());
    }
    Ok(())
}

/// `itertools`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "itertools",
    doc: "Iterators that are made of other iterators, or of nothing.",
    functions: &[tee::FUNCTIONS],
    fill,
};
