//! The native-function interface: how a Rust function becomes a Python one.
//!
//! A native function is an ordinary Rust function of typed parameters. A table row names it:
//!
//! ```text
//! method!("insert", "($self, index, object, /)", "Insert object before index.", insert)
//! ```
//!
//! The signature text is what `inspect` shows; names, defaults and kinds of parameters are read from it, but
//! only when a call uses keywords or is wrong. [`FromArg`] converts arguments and [`IntoResult`] results, and
//! CPython's `TypeError` texts for wrong calls are written once, in [`signature`].

pub mod signature;

use crate::heap::{Obj, Payload, Ref};
use crate::objects::int::OwnedInt;
use crate::objects::{Str, Tuple, Type};
use crate::{Context, PyResult, Value};

/// What the VM calls.
pub type NativeFn = fn(&mut Context, &mut Args<'_>) -> PyResult<Value>;

/// How a row of a type's table is bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// A function of a module.
    Function,
    /// A method: the first argument is the instance.
    Method,
    /// A class method: the first argument is the class.
    Class,
    /// A static method; `__new__` is one, whose first argument is the class.
    Static,
}

/// A row of a table of native functions.
pub struct Row {
    /// The Python name.
    pub name: &'static str,
    /// As `inspect.signature` shows it, `$self` or `$cls` first for methods.
    pub signature: &'static str,
    /// The docstring.
    pub doc: &'static str,
    /// How it is bound.
    pub binding: Binding,
    /// The code.
    pub call: NativeFn,
}

/// A row of a table of computed attributes.
pub struct Attribute {
    /// The Python name.
    pub name: &'static str,
    /// The docstring.
    pub doc: &'static str,
    /// Reads it.
    pub get: fn(&mut Context, &Value) -> PyResult<Value>,
    /// Writes it, or deletes it when the value is empty.
    pub set: Option<fn(&mut Context, &Value, Value) -> PyResult<()>>,
}

/// A row for a function of a module.
#[macro_export]
macro_rules! function {
    ($name:literal, $signature:literal, $doc:expr, $call:expr) => {
        $crate::native::Row {
            name: $name,
            signature: $signature,
            doc: $doc,
            binding: $crate::native::Binding::Function,
            call: |cx, args| {
                const POSITIONAL: usize = $crate::native::signature::positional_count($signature);
                $crate::native::Apply::apply($call, cx, args, POSITIONAL)
            },
        }
    };
}

/// A row for a method.
#[macro_export]
macro_rules! method {
    ($name:literal, $signature:literal, $doc:expr, $call:expr) => {
        $crate::native::Row {
            binding: $crate::native::Binding::Method,
            ..$crate::function!($name, $signature, $doc, $call)
        }
    };
}

/// A row for a class method.
#[macro_export]
macro_rules! class_method {
    ($name:literal, $signature:literal, $doc:expr, $call:expr) => {
        $crate::native::Row {
            binding: $crate::native::Binding::Class,
            ..$crate::function!($name, $signature, $doc, $call)
        }
    };
}

/// A row for a static method; `__new__` is always one.
#[macro_export]
macro_rules! static_method {
    ($name:literal, $signature:literal, $doc:expr, $call:expr) => {
        $crate::native::Row {
            binding: $crate::native::Binding::Static,
            ..$crate::function!($name, $signature, $doc, $call)
        }
    };
}

/// The six rows of the comparison operators. `$compare` gets the operator, the receiver (of type `$receiver`)
/// and the other operand.
#[macro_export]
macro_rules! comparisons {
    ($receiver:ty, $compare:path) => {
        [
            $crate::comparisons!(@row "__lt__", "Return self<value.", Less, $receiver, $compare),
            $crate::comparisons!(@row "__le__", "Return self<=value.", LessEqual, $receiver, $compare),
            $crate::comparisons!(@row "__eq__", "Return self==value.", Equal, $receiver, $compare),
            $crate::comparisons!(@row "__ne__", "Return self!=value.", NotEqual, $receiver, $compare),
            $crate::comparisons!(@row "__gt__", "Return self>value.", Greater, $receiver, $compare),
            $crate::comparisons!(@row "__ge__", "Return self>=value.", GreaterEqual, $receiver, $compare),
        ]
    };
    (@row $name:literal, $doc:literal, $op:ident, $receiver:ty, $compare:path) => {
        $crate::method!(
            $name,
            "($self, value, /)",
            $doc,
            |cx: &mut $crate::Context, this: $receiver, other: $crate::Value| {
                $compare(cx, $crate::protocol::compare::Comparison::$op, this, other)
            }
        )
    };
}

/// The arguments of one native call. They belong to the callee, which takes them out.
pub struct Args<'a> {
    /// The values: by position first (the instance included), then those given by keyword.
    pub values: &'a mut [Value],
    /// The names of the last arguments, if some were given by keyword.
    pub names: Option<Obj<Tuple>>,
    /// The row being called, for error texts.
    pub row: &'static Row,
    /// The class that owns the method, for error texts.
    pub owner: Option<&'a Obj<Type>>,
}

impl Args<'_> {
    /// How many arguments were given by position.
    pub fn positional_count(&self) -> usize {
        self.values.len() - self.names.as_ref().map_or(0, |names| names.items().len())
    }

    /// The name of the class that owns the method.
    pub fn owner_name(&self, cx: &Context) -> Option<String> {
        self.owner.map(|owner| owner.name(cx))
    }
}

/// A type that an argument can be converted to.
pub trait FromArg: Sized {
    /// Whether the parameter may be left out; it then gets an empty value.
    const OPTIONAL: bool = false;
    /// Whether the parameter takes all remaining positional arguments.
    const REST: bool = false;
    /// Whether the parameter takes all keyword arguments.
    const KEYWORDS: bool = false;
    /// Converts, or raises `TypeError`. `site` says which argument it is.
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self>;
}

/// Which argument of which function is being converted.
#[derive(Clone, Copy)]
pub struct Site {
    /// The function.
    pub row: &'static Row,
    /// Its parameter, counted from 0, the instance included.
    pub index: usize,
}

impl FromArg for Value {
    #[inline(always)]
    fn from_arg(_: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        Ok(value)
    }
}

impl<T: FromArg> FromArg for Option<T> {
    const OPTIONAL: bool = true;
    #[inline(always)]
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        if value.is_empty() { Ok(None) } else { T::from_arg(cx, value, site).map(Some) }
    }
}

impl<T: Payload> FromArg for Obj<T> {
    #[inline(always)]
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        match value {
            Value::Ref(object) => match object.try_downcast::<T>() {
                Ok(typed) => Ok(typed),
                Err(object) => Err(signature::wrong_payload::<T>(cx, site, &Value::Ref(object))),
            },
            other => Err(signature::wrong_payload::<T>(cx, site, &other)),
        }
    }
}

impl FromArg for Ref {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        match value {
            Value::Ref(object) => Ok(object),
            other => Err(signature::wrong_type(cx, site, crate::objects::Kind::Instance, &other)),
        }
    }
}

/// An argument that is used as a truth value (CPython's `p`).
pub struct Truth(pub bool);

impl FromArg for Truth {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        cx.truth(&value).map(Truth)
    }
}

impl FromArg for i64 {
    /// Through `__index__`; `OverflowError` when it does not fit.
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        match value {
            Value::Int(number) => Ok(number),
            other => cx.index_i64(&other),
        }
    }
}

impl FromArg for i32 {
    /// Through `__index__`; `OverflowError` when it does not fit, as for a C `int`.
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        let number = match value {
            Value::Int(number) => i32::try_from(number).ok(),
            other => match cx.index(&other)? {
                OwnedInt::Small(number) => i32::try_from(number).ok(),
                OwnedInt::Big(_) => None,
            },
        };
        number.ok_or_else(|| cx.overflow_error("Python int too large to convert to C int"))
    }
}

impl FromArg for usize {
    /// Through `__index__`, negative numbers and large ones clipped.
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        i64::from_arg(cx, value, site).map(|number| usize::try_from(number).unwrap_or(0))
    }
}

impl FromArg for f64 {
    fn from_arg(cx: &mut Context, value: Value, _: Site) -> PyResult<Self> {
        match value {
            Value::Float(bits) => Ok(bits.get()),
            other => cx.to_f64(&other),
        }
    }
}

/// All remaining positional arguments.
pub struct Rest(pub Vec<Value>);

impl FromArg for Rest {
    const OPTIONAL: bool = true;
    const REST: bool = true;
    fn from_arg(_: &mut Context, _: Value, _: Site) -> PyResult<Self> {
        Ok(Rest(Vec::new()))
    }
}

/// All keyword arguments, in order.
pub struct Keywords(pub Vec<(Obj<Str>, Value)>);

impl FromArg for Keywords {
    const OPTIONAL: bool = true;
    const KEYWORDS: bool = true;
    fn from_arg(_: &mut Context, _: Value, _: Site) -> PyResult<Self> {
        Ok(Keywords(Vec::new()))
    }
}

/// Trait by which the two collecting parameter types get what was collected.
pub trait Collect: FromArg {
    /// Takes collected positional and keyword arguments if the type is one of the two.
    fn collect(cx: &mut Context, value: Value, site: Site, extra: &mut signature::Extra) -> PyResult<Self>;
}

impl<T: FromArg + 'static> Collect for T {
    #[inline(always)]
    fn collect(cx: &mut Context, value: Value, site: Site, extra: &mut signature::Extra) -> PyResult<Self> {
        if T::REST {
            let rest: Box<dyn std::any::Any> = Box::new(Rest(std::mem::take(&mut extra.rest)));
            return Ok(*rest.downcast::<T>().expect("I-9: only `Rest` collects positional arguments"));
        }
        if T::KEYWORDS {
            let keywords: Box<dyn std::any::Any> = Box::new(Keywords(std::mem::take(&mut extra.keywords)));
            return Ok(*keywords.downcast::<T>().expect("I-9: only `Keywords` collects keyword arguments"));
        }
        T::from_arg(cx, value, site)
    }
}

/// A type that a native function may return.
pub trait IntoResult {
    /// The result as Python sees it.
    fn into_result(self, cx: &mut Context) -> PyResult<Value>;
}

impl IntoResult for Value {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(self)
    }
}

impl IntoResult for () {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(Value::None)
    }
}

impl IntoResult for bool {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(Value::bool(self))
    }
}

impl IntoResult for i64 {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(Value::Int(self))
    }
}

impl IntoResult for usize {
    #[inline(always)]
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(match i64::try_from(self) {
            Ok(number) => Value::Int(number),
            Err(_) => cx.big_int_value(text::int::BigInt::from(self)),
        })
    }
}

impl IntoResult for f64 {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(Value::float(self))
    }
}

impl IntoResult for String {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.str_value(&self))
    }
}

impl IntoResult for &str {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.str_value(self))
    }
}

impl<T> IntoResult for Obj<T> {
    #[inline(always)]
    fn into_result(self, _: &mut Context) -> PyResult<Value> {
        Ok(self.into())
    }
}

impl<T: IntoResult> IntoResult for Option<T> {
    /// `None` is Python's `None`.
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        self.map_or(Ok(Value::None), |value| value.into_result(cx))
    }
}

impl<T: IntoResult> IntoResult for PyResult<T> {
    #[inline(always)]
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        self?.into_result(cx)
    }
}

/// Functions that can be called with converted arguments. `M` only tells the implementations apart.
pub trait Apply<M> {
    /// Converts the arguments, calls, converts the result.
    /// `positional` says how many parameters may be given by position.
    fn apply(self, cx: &mut Context, args: &mut Args<'_>, positional: usize) -> PyResult<Value>;
    /// The same where arguments have names, are collected, or are wrong.
    fn bind_and_apply(self, cx: &mut Context, args: &mut Args<'_>, positional: usize) -> PyResult<Value>;
}

macro_rules! apply {
    ($count:literal: $($param:ident $index:tt),*) => {
        impl<F, R, $($param),*> Apply<($($param,)* R,)> for F
        where
            F: FnOnce(&mut Context, $($param),*) -> R,
            R: IntoResult,
            $($param: Collect,)*
        {
            #[inline(always)]
            fn apply(self, cx: &mut Context, args: &mut Args<'_>, positional: usize) -> PyResult<Value> {
                let least = 0 $(+ usize::from(!$param::OPTIONAL))*;
                let given = args.values.len();
                let collects = false $(|| $param::REST || $param::KEYWORDS)*;
                if !collects && args.names.is_none() && given >= least && given <= positional {
                    let mut given = args.values.iter_mut();
                    $(
                        let $index = given.next().map_or(Value::Empty, Value::take);
                        let site = Site { row: args.row, index: signature::position(stringify!($index)) };
                        let $index = $param::from_arg(cx, $index, site)?;
                    )*
                    let _ = &mut given;
                    return self(cx, $($index),*).into_result(cx);
                }
                self.bind_and_apply(cx, args, positional)
            }

            #[inline(never)]
            fn bind_and_apply(self, cx: &mut Context, args: &mut Args<'_>, positional: usize) -> PyResult<Value> {
                const COUNT: usize = $count;
                let least = 0 $(+ usize::from(!$param::OPTIONAL))*;
                let has_rest = false $(|| $param::REST)*;
                let given = args.values.len();
                #[allow(unused_mut, reason = "functions without parameters")]
                let mut extra = signature::Extra::default();
                if args.names.is_none() && given >= least && (given <= positional || has_rest) {
                    if given > positional {
                        extra.rest = args.values[positional..].iter_mut().map(Value::take).collect();
                    }
                    let mut given = args.values.iter_mut().take(positional);
                    $(
                        let $index = if $param::REST || $param::KEYWORDS { Value::Empty } else { given.next().map_or(Value::Empty, Value::take) };
                        let $index = $param::collect(cx, $index, Site { row: args.row, index: signature::position(stringify!($index)) }, &mut extra)?;
                    )*
                    let _ = (&mut given, &mut extra);
                    return self(cx, $($index),*).into_result(cx);
                }
                let mut bound = [const { Value::Empty }; COUNT];
                signature::bind(cx, args, &mut bound, &mut extra)?;
                let mut bound = bound.into_iter();
                $(
                    let $index = if $param::REST || $param::KEYWORDS { Value::Empty } else { bound.next().unwrap_or_default() };
                    let $index = $param::collect(cx, $index, Site { row: args.row, index: signature::position(stringify!($index)) }, &mut extra)?;
                )*
                let _ = (&mut bound, &mut extra);
                self(cx, $($index),*).into_result(cx)
            }
        }
    };
}

apply!(0:);
apply!(1: A p0);
apply!(2: A p0, B p1);
apply!(3: A p0, B p1, C p2);
apply!(4: A p0, B p1, C p2, D p3);
apply!(5: A p0, B p1, C p2, D p3, E p4);
apply!(6: A p0, B p1, C p2, D p3, E p4, G p5);
apply!(7: A p0, B p1, C p2, D p3, E p4, G p5, H p6);
apply!(8: A p0, B p1, C p2, D p3, E p4, G p5, H p6, I p7);
apply!(9: A p0, B p1, C p2, D p3, E p4, G p5, H p6, I p7, J p8);
