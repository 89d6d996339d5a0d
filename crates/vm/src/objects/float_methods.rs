//! `float`: methods. The operators themselves are in [`crate::protocol::number`].

use text::float::{arith, format as digits, hex, parse};

use crate::heap::Obj;
use crate::native::signature::wrong_type;
use crate::native::{Attribute, FromArg, Keywords, Rest, Row, Site};
use crate::objects::float::Float;
use crate::objects::int::OwnedInt;
use crate::objects::str_methods::as_str;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Str, Type, TypeSpec, format, int_methods};
use crate::protocol::compare::{Comparison, number_order};
use crate::protocol::number::Binary;
use crate::{Context, PyResult, Value, class_method, method, static_method};

/// The receiver of a method of `float`: a float of any class, and the value it came as.
struct This {
    value: Value,
    number: f64,
}

impl FromArg for This {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        match value.as_float() {
            Some(number) => Ok(This { value, number }),
            None => Err(wrong_type(cx, site, Kind::Float, &value)),
        }
    }
}

/// A new instance of a subclass of `float`.
fn boxed(cx: &mut Context, class: &Obj<Type>, number: f64) -> Value {
    let shape = class.root_shape(cx);
    cx.heap().alloc_extended(shape, Float { number }).into()
}

fn new(cx: &mut Context, class: Value, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let float = cx.types().float.clone();
    let class = cx.class_to_make(&class, &float)?;
    let keywords = cx.own_keywords(&class, &float, |names| &names.__init__, keywords);
    let args = cx.constructor_args("float", args, &keywords, 0, 1)?;
    let number = match args.into_iter().next() {
        None => 0.0,
        Some(x) => convert_to_float(cx, &x)?,
    };
    if class.is(&float) { Ok(Value::float(number)) } else { Ok(boxed(cx, &class, number)) }
}

fn convert_to_float(cx: &mut Context, x: &Value) -> PyResult<f64> {
    if let Value::Float(bits) = x {
        return Ok(bits.get());
    }
    if let Some(text) = as_str(x) {
        let number = cx.lift(parse::parse(text.wtf8()))?;
        return Ok(cx.fresh_nan(number));
    }
    if let Some(bytes) = cx.try_bytes_like(x)? {
        let number = cx.lift(parse::parse_bytes(bytes.items()))?;
        return Ok(cx.fresh_nan(number));
    }
    let class = cx.type_of(x);
    let converts = class.special(cx, |names| &names.__float__).is_some()
        || class.special(cx, |names| &names.__index__).is_some();
    if converts {
        return to_float(cx, x);
    }
    let name = cx.type_name(x);
    Err(cx.type_error(format!("float() argument must be a string or a real number, not '{name}'")))
}

/// The float that `__float__` of the value's class gives, or else `__index__`. A subclass may have a `__float__` of
/// its own, which counts.
fn to_float(cx: &mut Context, value: &Value) -> PyResult<f64> {
    if value.as_float().is_none() {
        return cx.to_f64(value);
    }
    let Some(result) = cx.try_special(value, |names| &names.__float__, [])? else { return cx.to_f64(value) };
    float_result(cx, value, &result)
}

/// The float that `__float__` of `value` gave.
pub fn float_result(cx: &mut Context, value: &Value, result: &Value) -> PyResult<f64> {
    let (from, to) = (cx.type_name(value), cx.type_name(result));
    let Some(number) = result.as_float() else {
        return Err(cx.type_error(format!("{from}.__float__ returned non-float (type {to})")));
    };
    if !cx.type_ref(result).is(&cx.types().float) {
        cx.warn_deprecated(&format!(
            "{from}.__float__ returned non-float (type {to}).  The ability to return an instance of a strict \
             subclass of float is deprecated, and may be removed in a future version of Python."
        ))?;
    }
    Ok(number)
}

fn repr(_: &mut Context, this: This) -> String {
    digits::repr(this.number)
}

fn hash(_: &mut Context, this: This) -> i64 {
    match (text::hash::hash_float(this.number), &this.value) {
        (Some(hash), _) => hash,
        (None, Value::Ref(object)) => crate::protocol::hash::hash_address(object.address()) as i64,
        (None, _) => crate::protocol::hash::hash_nan(this.number) as i64,
    }
}

fn compare(cx: &mut Context, op: Comparison, this: &This, other: &Value) -> Value {
    match number_order(&this.value, other) {
        Some(Some(order)) => Value::bool(op.holds(order)),
        Some(None) => Value::bool(op == Comparison::NotEqual),
        None => cx.not_implemented(),
    }
}

fn is_number(value: &Value) -> bool {
    value.as_float().is_some() || value.as_int().is_some()
}

fn binary(cx: &mut Context, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_number(a) || !is_number(b) {
        return Ok(cx.not_implemented());
    }
    cx.number_binary(op, a, b).unwrap_or_else(|| Ok(cx.not_implemented()))
}

fn quotient_and_rest(cx: &mut Context, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_number(a) || !is_number(b) {
        return Ok(cx.not_implemented());
    }
    let (a, b) = (cx.to_f64(a)?, cx.to_f64(b)?);
    let (quotient, rest) = cx.lift(arith::div_mod(a, b))?;
    Ok(cx.tuple_value(vec![Value::float(quotient), Value::float(rest)]))
}

fn divmod(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    quotient_and_rest(cx, &this.value, &value)
}

fn rdivmod(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    quotient_and_rest(cx, &value, &this.value)
}

fn no_modulus(cx: &mut Context, modulus: Option<Value>) -> PyResult<()> {
    match modulus {
        None | Some(Value::None) => Ok(()),
        Some(_) => Err(cx.type_error("pow() 3rd argument not allowed unless all arguments are integers")),
    }
}

fn pow(cx: &mut Context, this: This, value: Value, modulus: Option<Value>) -> PyResult<Value> {
    no_modulus(cx, modulus)?;
    binary(cx, Binary::Power, &this.value, &value)
}

fn rpow(cx: &mut Context, this: This, value: Value, modulus: Option<Value>) -> PyResult<Value> {
    no_modulus(cx, modulus)?;
    binary(cx, Binary::Power, &value, &this.value)
}

fn neg(_: &mut Context, this: This) -> f64 {
    -this.number
}

fn abs(_: &mut Context, this: This) -> f64 {
    this.number.abs()
}

fn truth(_: &mut Context, this: This) -> bool {
    this.number != 0.0
}

/// The float itself, as a plain `float`.
fn itself(_: &mut Context, this: This) -> f64 {
    this.number
}

fn trunc(cx: &mut Context, this: This) -> PyResult<OwnedInt> {
    int_methods::whole(cx, this.number)
}

fn floor(cx: &mut Context, this: This) -> PyResult<OwnedInt> {
    int_methods::whole(cx, this.number.floor())
}

fn ceil(cx: &mut Context, this: This) -> PyResult<OwnedInt> {
    int_methods::whole(cx, this.number.ceil())
}

fn round(cx: &mut Context, this: This, digits: Option<Value>) -> PyResult<Value> {
    match digits {
        None | Some(Value::None) => {
            let whole = int_methods::whole(cx, this.number.round_ties_even())?;
            Ok(whole.into_value(cx))
        }
        Some(digits) => {
            let digits = cx.index(&digits)?.to_i64_clipped();
            cx.lift(arith::round_to(this.number, digits)).map(Value::float)
        }
    }
}

fn as_integer_ratio(cx: &mut Context, this: This) -> PyResult<Value> {
    let (numerator, denominator) = cx.lift(arith::as_integer_ratio(this.number))?;
    let items = vec![cx.big_int_value(numerator), cx.big_int_value(denominator)];
    Ok(cx.tuple_value(items))
}

fn is_integer(_: &mut Context, this: This) -> bool {
    arith::is_integer(this.number)
}

fn to_hex(_: &mut Context, this: This) -> String {
    hex::to_hex(this.number)
}

/// An instance of the class that a class method was called on.
fn made(cx: &mut Context, class: &Value, number: f64) -> PyResult<Value> {
    let number = Value::float(number);
    if class.is(&cx.types().float.value()) { Ok(number) } else { cx.call(class, &[number]) }
}

fn fromhex(cx: &mut Context, class: Value, text: Value) -> PyResult<Value> {
    let Some(text) = as_str(&text) else {
        return Err(cx.type_error("bad argument type for built-in operation"));
    };
    let number = cx.lift(hex::from_hex(text.wtf8()))?;
    made(cx, &class, number)
}

fn from_number(cx: &mut Context, class: Value, number: Value) -> PyResult<Value> {
    let number = cx.to_f64(&number)?;
    made(cx, &class, number)
}

fn getformat(cx: &mut Context, _class: Value, kind: Obj<Str>) -> PyResult<&'static str> {
    match kind.as_str() {
        Some("double" | "float") if cfg!(target_endian = "little") => Ok("IEEE, little-endian"),
        Some("double" | "float") => Ok("IEEE, big-endian"),
        _ => Err(cx.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

fn format_spec(cx: &mut Context, this: This, spec: Obj<Str>) -> PyResult<Obj<Str>> {
    format::format_float(cx, &this.value, this.number, &spec)
}

fn getnewargs(cx: &mut Context, this: This) -> Value {
    cx.tuple_value(vec![Value::float(this.number)])
}

/// A row for an operator, its reflected form, or a comparison.
macro_rules! operator {
    ($op:ident, $name:literal, $symbol:literal) => {
        method!(
            $name,
            "($self, value, /)",
            concat!("Return self", $symbol, "value."),
            |cx: &mut Context, this: This, value: Value| { binary(cx, Binary::$op, &this.value, &value) }
        )
    };
    (reflected $op:ident, $name:literal, $symbol:literal) => {
        method!(
            $name,
            "($self, value, /)",
            concat!("Return value", $symbol, "self."),
            |cx: &mut Context, this: This, value: Value| { binary(cx, Binary::$op, &value, &this.value) }
        )
    };
    (compare $op:ident, $name:literal, $symbol:literal) => {
        method!(
            $name,
            "($self, value, /)",
            concat!("Return self", $symbol, "value."),
            |cx: &mut Context, this: This, value: Value| { compare(cx, Comparison::$op, &this, &value) }
        )
    };
}

static METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "(type, *args, **kwargs)",
        "Create and return a new object.  See help(type) for accurate signature.",
        new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    operator!(compare Less, "__lt__", "<"),
    operator!(compare LessEqual, "__le__", "<="),
    operator!(compare Equal, "__eq__", "=="),
    operator!(compare NotEqual, "__ne__", "!="),
    operator!(compare Greater, "__gt__", ">"),
    operator!(compare GreaterEqual, "__ge__", ">="),
    operator!(Add, "__add__", "+"),
    operator!(reflected Add, "__radd__", "+"),
    operator!(Subtract, "__sub__", "-"),
    operator!(reflected Subtract, "__rsub__", "-"),
    operator!(Multiply, "__mul__", "*"),
    operator!(reflected Multiply, "__rmul__", "*"),
    operator!(Remainder, "__mod__", "%"),
    operator!(reflected Remainder, "__rmod__", "%"),
    method!("__divmod__", "($self, value, /)", "Return divmod(self, value).", divmod),
    method!("__rdivmod__", "($self, value, /)", "Return divmod(value, self).", rdivmod),
    method!("__pow__", "($self, value, mod=None, /)", "Return pow(self, value, mod).", pow),
    method!("__rpow__", "($self, value, mod=None, /)", "Return pow(value, self, mod).", rpow),
    method!("__neg__", "($self, /)", "-self", neg),
    method!("__pos__", "($self, /)", "+self", itself),
    method!("__abs__", "($self, /)", "abs(self)", abs),
    method!("__bool__", "($self, /)", "True if self else False", truth),
    method!("__int__", "($self, /)", "int(self)", trunc),
    method!("__float__", "($self, /)", "float(self)", itself),
    operator!(FloorDivide, "__floordiv__", "//"),
    operator!(reflected FloorDivide, "__rfloordiv__", "//"),
    operator!(TrueDivide, "__truediv__", "/"),
    operator!(reflected TrueDivide, "__rtruediv__", "/"),
    method!("__trunc__", "($self, /)", "Return the whole part as an int.", trunc),
    method!("__floor__", "($self, /)", "Return the largest int that is not greater.", floor),
    method!("__ceil__", "($self, /)", "Return the smallest int that is not less.", ceil),
    method!(
        "__round__",
        "($self, ndigits=None, /)",
        "Return the nearest int or, with ndigits, the nearest float of that many digits; halves go to even.",
        round
    ),
    method!("__getnewargs__", "($self, /)", "", getnewargs),
    method!(
        "__format__",
        "($self, format_spec, /)",
        "Return self as text, as format_spec says.",
        format_spec
    ),
    class_method!(
        "__getformat__",
        "($type, typestr, /)",
        "Return how 'double' or 'float' is stored; for tests.",
        getformat
    ),
    class_method!(
        "from_number",
        "($type, number, /)",
        "Return a float made from a number, not from text.",
        from_number
    ),
    class_method!(
        "fromhex",
        "($type, string, /)",
        "Return the float that a hexadecimal text such as '0x1.8p+1' stands for.",
        fromhex
    ),
    method!(
        "hex",
        "($self, /)",
        "Return the exact value as hexadecimal text.\n\n>>> 3.0.hex()\n'0x1.8000000000000p+1'",
        to_hex
    ),
    method!("conjugate", "($self, /)", "Return self: the complex conjugate of a float is the float.", itself),
    method!(
        "as_integer_ratio",
        "($self, /)",
        "Return two ints whose quotient is exactly self, the second one positive.",
        as_integer_ratio
    ),
    method!("is_integer", "($self, /)", "Return whether there is no fraction.", is_integer),
];

fn real(_: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(this.as_float().map_or(Value::None, Value::float))
}

fn imag(_: &mut Context, _this: &Value) -> PyResult<Value> {
    Ok(Value::float(0.0))
}

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", doc: "the real part of a complex number", get: real, set: None },
    Attribute { name: "imag", doc: "the imaginary part of a complex number", get: imag, set: None },
];

/// `float`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "A number with a fraction, in 64 bits: converted from another number or read from text.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("float", Kind::Float)
};
