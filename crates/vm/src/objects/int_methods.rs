//! `int` and `bool`: methods. The operators themselves are in [`crate::protocol::number`].

use std::cell::Cell;

use text::int::convert::{self, ByteOrder};
use text::int::{self as algorithm, BigInt, arith, digits};

use crate::heap::Obj;
use crate::native::signature::wrong_type;
use crate::native::{Attribute, FromArg, IntoResult, Row, Site, Truth};
use crate::objects::int::{OwnedInt, boxed};
use crate::objects::str_methods::as_str;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Str, TypeSpec, format};
use crate::protocol::compare::{Comparison, number_order};
use crate::protocol::number::{Binary, Unary};
use crate::{Context, PyResult, Value, class_method, method, static_method};

/// How many digits an int may have to be converted from or to decimal text; 0 is no limit.
struct DigitLimit(Cell<usize>);

impl Default for DigitLimit {
    fn default() -> Self {
        DigitLimit(Cell::new(algorithm::DEFAULT_MAX_STR_DIGITS))
    }
}

impl Context {
    /// `sys.get_int_max_str_digits()`.
    pub fn max_str_digits(&self) -> usize {
        self.interp_ref().extension::<DigitLimit>().0.get()
    }

    /// `sys.set_int_max_str_digits(limit)`.
    pub fn set_max_str_digits(&mut self, limit: usize) {
        self.interp_ref().extension::<DigitLimit>().0.set(limit);
    }
}

/// The receiver of a method of `int`: an int of any class, and the value it came as.
struct This {
    value: Value,
    number: OwnedInt,
}

impl FromArg for This {
    fn from_arg(cx: &mut Context, value: Value, site: Site) -> PyResult<Self> {
        match value.as_int().map(OwnedInt::from) {
            Some(number) => Ok(This { value, number }),
            None => Err(wrong_type(cx, site, Kind::Int, &value)),
        }
    }
}

impl IntoResult for OwnedInt {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(self.into_value(cx))
    }
}

impl IntoResult for BigInt {
    fn into_result(self, cx: &mut Context) -> PyResult<Value> {
        Ok(cx.big_int_value(self))
    }
}

/// The int that a number is or converts itself to, by `__int__` or `__index__`; `None` for other values.
pub fn from_number(cx: &mut Context, value: &Value) -> PyResult<Option<OwnedInt>> {
    match value {
        Value::Int(number) => return Ok(Some(OwnedInt::Small(*number))),
        Value::Bool(truth) => return Ok(Some(OwnedInt::Small(*truth as i64))),
        Value::Float(bits) => return whole(cx, bits.get()).map(Some),
        _ => {}
    }
    let Some(result) = cx.try_special(value, |names| &names.__int__, [])? else {
        return cx.try_index(value);
    };
    let Some(number) = result.as_int().map(OwnedInt::from) else {
        let name = cx.type_name(&result);
        return Err(cx.type_error(format!("__int__ returned non-int (type {name})")));
    };
    warn_of_subclass(cx, "__int__", &result)?;
    Ok(Some(number))
}

/// Warns when the result of `__int__` or `__index__` is an int, but not of the class `int` itself.
pub fn warn_of_subclass(cx: &mut Context, method: &str, result: &Value) -> PyResult<()> {
    if cx.type_ref(result).is(&cx.types().int) {
        return Ok(());
    }
    let name = cx.type_name(result);
    cx.warn_deprecated(&format!(
        "{method} returned non-int (type {name}).  The ability to return an instance of a strict subclass of int \
         is deprecated, and may be removed in a future version of Python."
    ))
}

/// The whole part of a float.
pub fn whole(cx: &mut Context, number: f64) -> PyResult<OwnedInt> {
    // 2**63 is a float, and every float below it and not below its negative fits.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) {
        return Ok(OwnedInt::Small(number as i64));
    }
    cx.lift(convert::from_f64(number)).map(OwnedInt::Big)
}

fn new(cx: &mut Context, class: Value, x: Option<Value>, base: Option<Value>) -> PyResult<Value> {
    let int = cx.types().int.clone();
    let class = cx.class_to_make(&class, &int)?;
    if class.is(&cx.types().bool) {
        return Err(cx.type_error("int.__new__(bool) is not safe, use bool.__new__()"));
    }
    let number = match (x, base) {
        (None, None) => OwnedInt::Small(0),
        (None, Some(_)) => return Err(cx.type_error("int() missing string argument")),
        (Some(x), None) => convert_to_int(cx, &x)?,
        (Some(x), Some(base)) => {
            let base = cx.index(&base)?.to_i64_clipped();
            // A bad base is worse than a value that takes none.
            cx.lift(algorithm::check_base(base))?;
            match read(cx, &x, base)? {
                Some(number) => number,
                None => return Err(cx.type_error("int() can't convert non-string with explicit base")),
            }
        }
    };
    if class.is(&int) { Ok(number.into_value(cx)) } else { Ok(boxed(cx, &class, number.into_big())) }
}

fn convert_to_int(cx: &mut Context, x: &Value) -> PyResult<OwnedInt> {
    if let Some(number) = from_number(cx, x)? {
        return Ok(number);
    }
    if let Some(number) = read(cx, x, 10)? {
        return Ok(number);
    }
    let name = cx.type_name(x);
    Err(cx.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
    )))
}

/// The int that text or bytes spell; `None` for other values.
fn read(cx: &mut Context, value: &Value, base: i64) -> PyResult<Option<OwnedInt>> {
    let max_digits = cx.max_str_digits();
    let read = if let Some(text) = as_str(value) {
        algorithm::parse(text.wtf8(), base, max_digits)
    } else if let Some(bytes) = cx.try_bytes_like(value)? {
        algorithm::parse_bytes(bytes.items(), base, max_digits)
    } else {
        return Ok(None);
    };
    let number = cx.lift(read)?;
    Ok(Some(match i64::try_from(&number) {
        Ok(small) => OwnedInt::Small(small),
        Err(_) => OwnedInt::Big(number),
    }))
}

fn repr(cx: &mut Context, this: This) -> PyResult<String> {
    match &this.number {
        OwnedInt::Small(number) => Ok(number.to_string()),
        OwnedInt::Big(number) => {
            let max_digits = cx.max_str_digits();
            cx.lift(digits::to_decimal(number, max_digits))
        }
    }
}

fn hash(_: &mut Context, this: This) -> i64 {
    match &this.number {
        OwnedInt::Small(number) => text::hash::hash_i64(*number),
        OwnedInt::Big(number) => text::hash::hash_int(number),
    }
}

fn compare(cx: &mut Context, op: Comparison, this: &This, other: &Value) -> Value {
    if other.as_int().is_none() {
        return cx.not_implemented();
    }
    let order = number_order(&this.value, other).flatten().expect("I-9: ints are ordered");
    Value::bool(op.holds(order))
}

fn binary(cx: &mut Context, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
    if a.as_int().is_none() || b.as_int().is_none() {
        return Ok(cx.not_implemented());
    }
    cx.number_binary(op, a, b).unwrap_or_else(|| Ok(cx.not_implemented()))
}

/// `divmod(a, b)`.
fn quotient_and_rest(cx: &mut Context, a: &Value, b: &Value) -> PyResult<Value> {
    let quotient = binary(cx, Binary::FloorDivide, a, b)?;
    if quotient.is_not_implemented() {
        return Ok(quotient);
    }
    let rest = binary(cx, Binary::Remainder, a, b)?;
    Ok(cx.tuple_value(vec![quotient, rest]))
}

fn divmod(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    quotient_and_rest(cx, &this.value, &value)
}

fn rdivmod(cx: &mut Context, this: This, value: Value) -> PyResult<Value> {
    quotient_and_rest(cx, &value, &this.value)
}

fn power(cx: &mut Context, base: &Value, exponent: &Value, modulus: Option<Value>) -> PyResult<Value> {
    let modulus = modulus.filter(|modulus| !modulus.is_none());
    let Some(modulus) = modulus else { return binary(cx, Binary::Power, base, exponent) };
    match (base.as_int(), exponent.as_int(), modulus.as_int()) {
        (Some(base), Some(exponent), Some(modulus)) => {
            let power = cx.lift(arith::pow_mod(&base.to_big(), &exponent.to_big(), &modulus.to_big()))?;
            Ok(cx.big_int_value(power))
        }
        _ => Ok(cx.not_implemented()),
    }
}

fn pow(cx: &mut Context, this: This, value: Value, modulus: Option<Value>) -> PyResult<Value> {
    power(cx, &this.value, &value, modulus)
}

fn rpow(cx: &mut Context, this: This, value: Value, modulus: Option<Value>) -> PyResult<Value> {
    power(cx, &value, &this.value, modulus)
}

fn neg(cx: &mut Context, this: This) -> PyResult<Value> {
    match this.number {
        OwnedInt::Small(number) => cx.unary(Unary::Negative, &Value::Int(number)),
        OwnedInt::Big(number) => (-number).into_result(cx),
    }
}

fn abs(cx: &mut Context, this: This) -> PyResult<Value> {
    if this.number.as_any().to_i64_clipped() < 0 { neg(cx, this) } else { this.number.into_result(cx) }
}

fn invert(_: &mut Context, this: This) -> OwnedInt {
    match this.number {
        OwnedInt::Small(number) => OwnedInt::Small(!number),
        OwnedInt::Big(number) => OwnedInt::Big(!number),
    }
}

fn truth(_: &mut Context, this: This) -> bool {
    !matches!(this.number, OwnedInt::Small(0))
}

/// The int itself, as a plain `int`.
fn itself(_: &mut Context, this: This) -> OwnedInt {
    this.number
}

fn float(cx: &mut Context, this: This) -> PyResult<f64> {
    cx.to_f64(&this.value)
}

fn round(cx: &mut Context, this: This, digits: Option<Value>) -> PyResult<OwnedInt> {
    let digits = match digits {
        None | Some(Value::None) => return Ok(this.number),
        Some(digits) => cx.index(&digits)?.to_i64_clipped(),
    };
    if digits >= 0 {
        return Ok(this.number);
    }
    let places = usize::try_from(digits.unsigned_abs()).unwrap_or(usize::MAX);
    Ok(OwnedInt::Big(arith::round_to_tens(&this.number.into_big(), places)))
}

fn format_spec(cx: &mut Context, this: This, spec: Obj<Str>) -> PyResult<Obj<Str>> {
    format::format_int(cx, &this.value, &this.number.as_any(), &spec)
}

fn bit_length(_: &mut Context, this: This) -> usize {
    match &this.number {
        OwnedInt::Small(number) => (u64::BITS - number.unsigned_abs().leading_zeros()) as usize,
        OwnedInt::Big(number) => arith::bit_length(number),
    }
}

fn bit_count(_: &mut Context, this: This) -> usize {
    match &this.number {
        OwnedInt::Small(number) => number.unsigned_abs().count_ones() as usize,
        OwnedInt::Big(number) => digits::bit_count(number),
    }
}

fn as_integer_ratio(cx: &mut Context, this: This) -> Value {
    let number = this.number.into_value(cx);
    cx.tuple_value(vec![number, Value::Int(1)])
}

fn is_integer(_: &mut Context, _this: This) -> bool {
    true
}

fn byte_order(cx: &mut Context, name: Option<Obj<Str>>) -> PyResult<ByteOrder> {
    match name {
        None => Ok(ByteOrder::Big),
        Some(name) => cx.lift(ByteOrder::from_name(&name.to_string_lossy())),
    }
}

fn to_bytes(
    cx: &mut Context,
    this: This,
    length: Option<i64>,
    order: Option<Obj<Str>>,
    signed: Option<Truth>,
) -> PyResult<Vec<u8>> {
    let order = byte_order(cx, order)?;
    let signed = signed.is_some_and(|signed| signed.0);
    cx.reserve(&mut Vec::new(), usize::try_from(length.unwrap_or(1)).unwrap_or(0))?;
    cx.lift(convert::to_bytes(&this.number.into_big(), length.unwrap_or(1), order, signed))
}

fn from_bytes(
    cx: &mut Context,
    class: Value,
    source: Value,
    order: Option<Obj<Str>>,
    signed: Option<Truth>,
) -> PyResult<Value> {
    let order = byte_order(cx, order)?;
    let source = super::bytes_methods::bytes_of::<super::Bytes>(cx, &source)?;
    let number =
        convert::from_bytes(&source, order, signed.is_some_and(|signed| signed.0)).into_result(cx)?;
    if class.is(&cx.types().int.value()) { Ok(number) } else { cx.call(&class, &[number]) }
}

fn sizeof(_: &mut Context, this: This) -> usize {
    match &this.number {
        OwnedInt::Small(_) => size_of::<Value>(),
        OwnedInt::Big(number) => {
            size_of::<Value>() + arith::bit_length(number).div_ceil(64) * size_of::<u64>()
        }
    }
}

fn getnewargs(cx: &mut Context, this: This) -> Value {
    let number = this.number.into_value(cx);
    cx.tuple_value(vec![number])
}

/// A row for an operator and one for its reflected form.
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

static SPECIAL: &[Row] = &[
    static_method!(
        "__new__",
        "(type, x=0, /, base=10)",
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
    method!("__invert__", "($self, /)", "~self", invert),
    operator!(ShiftLeft, "__lshift__", "<<"),
    operator!(reflected ShiftLeft, "__rlshift__", "<<"),
    operator!(ShiftRight, "__rshift__", ">>"),
    operator!(reflected ShiftRight, "__rrshift__", ">>"),
    operator!(And, "__and__", "&"),
    operator!(reflected And, "__rand__", "&"),
    operator!(Xor, "__xor__", "^"),
    operator!(reflected Xor, "__rxor__", "^"),
    operator!(Or, "__or__", "|"),
    operator!(reflected Or, "__ror__", "|"),
    method!("__int__", "($self, /)", "int(self)", itself),
    method!("__float__", "($self, /)", "float(self)", float),
    operator!(FloorDivide, "__floordiv__", "//"),
    operator!(reflected FloorDivide, "__rfloordiv__", "//"),
    operator!(TrueDivide, "__truediv__", "/"),
    operator!(reflected TrueDivide, "__rtruediv__", "/"),
    method!(
        "__index__",
        "($self, /)",
        "Return self converted to an integer, if self is suitable for use as an index into a list.",
        itself
    ),
    method!("__trunc__", "($self, /)", "Return self: an int has no fraction to cut.", itself),
    method!("__floor__", "($self, /)", "Return self: an int has no fraction to round.", itself),
    method!("__ceil__", "($self, /)", "Return self: an int has no fraction to round.", itself),
    method!(
        "__round__",
        "($self, ndigits=None, /)",
        "Return self, rounded to a multiple of 10**-ndigits when ndigits is negative; halves go to even.",
        round
    ),
    method!("__getnewargs__", "($self, /)", "", getnewargs),
    method!(
        "__format__",
        "($self, format_spec, /)",
        "Return self as text, as format_spec says.",
        format_spec
    ),
    method!("__sizeof__", "($self, /)", "Return the size of the int in memory, in bytes.", sizeof),
];

static METHODS: &[Row] = &[
    method!("conjugate", "($self, /)", "Return self: the complex conjugate of an int is the int.", itself),
    method!(
        "bit_length",
        "($self, /)",
        "Return how many bits the magnitude needs in binary.\n\n>>> (37).bit_length()\n6",
        bit_length
    ),
    method!(
        "bit_count",
        "($self, /)",
        "Return how many ones the magnitude has in binary.\n\n>>> (13).bit_count()\n3",
        bit_count
    ),
    method!("as_integer_ratio", "($self, /)", "Return (self, 1).", as_integer_ratio),
    method!("is_integer", "($self, /)", "Return True: every int is whole.", is_integer),
    method!(
        "to_bytes",
        "($self, /, length=1, byteorder='big', *, signed=False)",
        "Return the int as length bytes, the most significant first or ('little') last.\n\nNegative ints need signed=True and are written as two's complement.",
        to_bytes
    ),
    class_method!(
        "from_bytes",
        "($type, /, bytes, byteorder='big', *, signed=False)",
        "Return the int that bytes stand for, the most significant first or ('little') last.\n\nWith signed=True they are read as two's complement.",
        from_bytes
    ),
];

fn real(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(this.as_int().map(OwnedInt::from).map_or(Value::None, |number| number.into_value(cx)))
}

fn zero(_: &mut Context, _this: &Value) -> PyResult<Value> {
    Ok(Value::Int(0))
}

fn one(_: &mut Context, _this: &Value) -> PyResult<Value> {
    Ok(Value::Int(1))
}

static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", doc: "the real part of a complex number", get: real, set: None },
    Attribute { name: "imag", doc: "the imaginary part of a complex number", get: zero, set: None },
    Attribute {
        name: "numerator",
        doc: "the numerator of a rational number in lowest terms",
        get: real,
        set: None,
    },
    Attribute {
        name: "denominator",
        doc: "the denominator of a rational number in lowest terms",
        get: one,
        set: None,
    },
];

/// `int`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nA whole number of any size: from a number, whose fraction is cut off, or read\nfrom text in a base from 2 to 36 (0: as Python reads a literal).",
    flags: TypeFlags::BASETYPE,
    methods: &[SPECIAL, METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("int", Kind::Int)
};

fn bool_new(cx: &mut Context, class: Value, x: Option<Value>) -> PyResult<bool> {
    let bool = cx.types().bool.clone();
    cx.class_to_make(&class, &bool)?;
    match x {
        Some(x) => cx.truth(&x),
        None => Ok(false),
    }
}

fn bool_repr(_: &mut Context, this: This) -> &'static str {
    if matches!(this.number, OwnedInt::Small(0)) { "False" } else { "True" }
}

fn bool_invert(cx: &mut Context, this: This) -> PyResult<OwnedInt> {
    cx.warn_deprecated(
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
         inversion of the underlying int object and is usually not what you expect from negating a bool. Use the \
         'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying \
         int.",
    )?;
    Ok(invert(cx, this))
}

static BOOL_METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "(type, x=False, /)",
        "Create and return a new object.  See help(type) for accurate signature.",
        bool_new
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", bool_repr),
    method!("__invert__", "($self, /)", "~self", bool_invert),
    operator!(And, "__and__", "&"),
    operator!(reflected And, "__rand__", "&"),
    operator!(Xor, "__xor__", "^"),
    operator!(reflected Xor, "__rxor__", "^"),
    operator!(Or, "__or__", "|"),
    operator!(reflected Or, "__ror__", "|"),
];

/// `bool`.
pub static BOOL_TYPE: TypeSpec = TypeSpec {
    doc: "bool(object=False, /) -> bool\n\nTrue if the object counts as true, False otherwise. True and False are the only\ntwo instances; they are the ints 1 and 0.",
    base: Some(&TYPE),
    methods: &[BOOL_METHODS],
    ..TypeSpec::new("bool", Kind::Int)
};
