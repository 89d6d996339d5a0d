//! `math`: functions of floats and of ints. The algorithms, and the errors of their domains, are in the `text`
//! crate (`text::math`, `text::int::number`); here arguments are taken apart and results put together.

use text::int::{BigInt, convert, number};
use text::math::{self, Logarithm};
use vm::heap::Obj;
use vm::native::{Rest, Row};
use vm::objects::Module;
use vm::objects::int::AnyInt;
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

/// A row for a function of one float that cannot fail.
macro_rules! total {
    ($name:literal, $doc:literal, $function:expr) => {
        function!($name, "($module, x, /)", $doc, |_: &mut Context, x: f64| -> f64 { $function(x) })
    };
}

/// A row for a function of one float that has a domain.
macro_rules! partial {
    ($name:literal, $doc:literal, $function:expr) => {
        function!($name, "($module, x, /)", $doc, |cx: &mut Context, x: f64| cx.lift($function(x)))
    };
}

/// A float's whole part as an int.
fn whole(cx: &mut Context, x: f64) -> PyResult<Value> {
    if x.abs() < 9.0e18 {
        return Ok(Value::Int(x as i64));
    }
    let number = cx.lift(convert::from_f64(x))?;
    Ok(cx.big_int_value(number))
}

fn ceil(cx: &mut Context, x: Value) -> PyResult<Value> {
    if let Value::Float(bits) = &x {
        return whole(cx, bits.get().ceil());
    }
    if let Some(result) = cx.try_special(&x, |names| &names.__ceil__, [])? {
        return Ok(result);
    }
    let x = cx.to_f64(&x)?;
    whole(cx, x.ceil())
}

fn floor(cx: &mut Context, x: Value) -> PyResult<Value> {
    if let Value::Float(bits) = &x {
        return whole(cx, bits.get().floor());
    }
    if let Some(result) = cx.try_special(&x, |names| &names.__floor__, [])? {
        return Ok(result);
    }
    let x = cx.to_f64(&x)?;
    whole(cx, x.floor())
}

fn trunc(cx: &mut Context, x: Value) -> PyResult<Value> {
    if let Value::Float(bits) = &x {
        return whole(cx, bits.get().trunc());
    }
    match cx.try_special(&x, |names| &names.__trunc__, [])? {
        Some(result) => Ok(result),
        None => {
            let name = cx.type_name(&x);
            Err(cx.type_error(format!("type {name} doesn't define __trunc__ method")))
        }
    }
}

/// A logarithm of an int of any size, or of anything that is a float.
fn logarithm(cx: &mut Context, which: Logarithm, x: &Value) -> PyResult<f64> {
    let result = match x.as_int() {
        Some(AnyInt::Small(number)) if number > 0 => which.of(number as f64),
        Some(number) => which.of_int(&number.to_big()),
        None => {
            let x = cx.to_f64(x)?;
            which.of(x)
        }
    };
    cx.lift(result)
}

fn log(cx: &mut Context, x: Value, base: Option<Value>) -> PyResult<f64> {
    let log_x = logarithm(cx, Logarithm::Natural, &x)?;
    match base {
        None => Ok(log_x),
        Some(base) => {
            let log_base = logarithm(cx, Logarithm::Natural, &base)?;
            cx.lift(math::log_in_base(log_x, log_base))
        }
    }
}

fn frexp(cx: &mut Context, x: f64) -> Value {
    let (mantissa, exponent) = math::frexp(x);
    cx.tuple_value(vec![Value::float(mantissa), Value::Int(exponent)])
}

fn modf(cx: &mut Context, x: f64) -> Value {
    let (fraction, integer) = math::modf(x);
    cx.tuple_value(vec![Value::float(fraction), Value::float(integer)])
}

fn ldexp(cx: &mut Context, x: f64, exponent: Value) -> PyResult<f64> {
    match exponent.as_int() {
        Some(exponent) => cx.lift(math::ldexp(x, exponent.to_i64_clipped())),
        None => Err(cx.type_error("Expected an int as second argument to ldexp.")),
    }
}

/// The floats in an iterable.
fn floats(cx: &mut Context, iterable: &Value) -> PyResult<Vec<f64>> {
    let iterator = cx.iter(iterable)?;
    let mut numbers = Vec::new();
    while let Some(item) = cx.next(&iterator)? {
        numbers.push(cx.to_f64(&item)?);
    }
    Ok(numbers)
}

fn fsum(cx: &mut Context, items: Value) -> PyResult<f64> {
    let numbers = floats(cx, &items)?;
    cx.lift(math::fsum(numbers))
}

fn hypot(cx: &mut Context, Rest(coordinates): Rest) -> PyResult<f64> {
    let mut numbers = Vec::with_capacity(coordinates.len());
    for coordinate in &coordinates {
        numbers.push(cx.to_f64(coordinate)?);
    }
    Ok(math::hypot(&numbers))
}

fn dist(cx: &mut Context, p: Value, q: Value) -> PyResult<f64> {
    let (p, q) = (cx.collect(&p)?, cx.collect(&q)?);
    if p.len() != q.len() {
        return Err(cx.value_error("both points must have the same number of dimensions"));
    }
    let mut numbers = (Vec::with_capacity(p.len()), Vec::with_capacity(q.len()));
    for (p, q) in p.iter().zip(&q) {
        numbers.0.push(cx.to_f64(p)?);
        numbers.1.push(cx.to_f64(q)?);
    }
    cx.lift(math::dist(&numbers.0, &numbers.1))
}

fn isclose(cx: &mut Context, a: f64, b: f64, rel_tol: Option<f64>, abs_tol: Option<f64>) -> PyResult<bool> {
    cx.lift(math::is_close(a, b, rel_tol.unwrap_or(1e-9), abs_tol.unwrap_or(0.0)))
}

fn nextafter(cx: &mut Context, x: f64, y: f64, steps: Option<Value>) -> PyResult<f64> {
    let steps = match steps {
        None | Some(Value::None) => 1,
        Some(steps) => cx.index(&steps)?.to_i64_clipped(),
    };
    cx.lift(math::next_after(x, y, steps))
}

/// An argument that must be an int, as a big one.
fn integer(cx: &mut Context, value: &Value) -> PyResult<BigInt> {
    Ok(cx.index(value)?.into_big())
}

fn fold_integers(
    cx: &mut Context,
    integers: &[Value],
    start: i64,
    combine: fn(&BigInt, &BigInt) -> BigInt,
) -> PyResult<Value> {
    let mut result = BigInt::from(start);
    for value in integers {
        let next = integer(cx, value)?;
        result = combine(&result, &next);
    }
    Ok(cx.big_int_value(result))
}

fn gcd(cx: &mut Context, Rest(integers): Rest) -> PyResult<Value> {
    fold_integers(cx, &integers, 0, number::gcd)
}

fn lcm(cx: &mut Context, Rest(integers): Rest) -> PyResult<Value> {
    fold_integers(cx, &integers, 1, number::lcm)
}

fn factorial(cx: &mut Context, n: Value) -> PyResult<Value> {
    let n = integer(cx, &n)?;
    let result = cx.lift(number::factorial(&n))?;
    Ok(cx.big_int_value(result))
}

fn isqrt(cx: &mut Context, n: Value) -> PyResult<Value> {
    let n = integer(cx, &n)?;
    let result = cx.lift(number::isqrt(&n))?;
    Ok(cx.big_int_value(result))
}

fn comb(cx: &mut Context, n: Value, k: Value) -> PyResult<Value> {
    let (n, k) = (integer(cx, &n)?, integer(cx, &k)?);
    let result = cx.lift(number::comb(&n, &k))?;
    Ok(cx.big_int_value(result))
}

fn perm(cx: &mut Context, n: Value, k: Option<Value>) -> PyResult<Value> {
    let Some(k) = k.filter(|k| !k.is_none()) else { return factorial(cx, n) };
    let (n, k) = (integer(cx, &n)?, integer(cx, &k)?);
    let result = cx.lift(number::perm(&n, &k))?;
    Ok(cx.big_int_value(result))
}

fn prod(cx: &mut Context, iterable: Value, start: Option<Value>) -> PyResult<Value> {
    let mut result = start.unwrap_or(Value::Int(1));
    let iterator = cx.iter(&iterable)?;
    while let Some(item) = cx.next(&iterator)? {
        result = cx.binary(Binary::Multiply, &result, &item)?;
    }
    Ok(result)
}

/// A run of products in `sumprod` that can be summed without calling methods.
#[derive(Default)]
struct Run {
    /// Whether such runs may still begin; once one is broken, the general way is taken.
    over: bool,
    p: Vec<f64>,
    q: Vec<f64>,
}

/// A float, or an int or bool beside a float.
fn beside_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(bits) => Some(bits.get()),
        Value::Int(number) => Some(*number as f64),
        Value::Bool(truth) => Some(*truth as f64),
        Value::Ref(_) => value.as_int().and_then(|number| convert::to_f64(&number.to_big()).ok()),
        _ => None,
    }
}

fn sumprod(cx: &mut Context, p: Value, q: Value) -> PyResult<Value> {
    let (p, q) = (cx.iter(&p)?, cx.iter(&q)?);
    let mut total = Value::Int(0);
    let mut ints = Some(0i64);
    let mut floats = Run::default();
    loop {
        let (x, y) = match (cx.next(&p)?, cx.next(&q)?) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => break,
            _ => return Err(cx.value_error("Inputs are not the same length")),
        };
        if let Some(sum) = ints {
            if let (Value::Int(x), Value::Int(y)) = (&x, &y)
                && let Some(sum) = x.checked_mul(*y).and_then(|product| sum.checked_add(product))
            {
                ints = Some(sum);
                continue;
            }
            total = cx.binary(Binary::Add, &total, &Value::Int(sum))?;
            ints = None;
        }
        if !floats.over {
            if (matches!(x, Value::Float(_)) || matches!(y, Value::Float(_)))
                && let (Some(x), Some(y)) = (beside_float(&x), beside_float(&y))
            {
                floats.p.push(x);
                floats.q.push(y);
                continue;
            }
            total = end_run(cx, total, &mut floats)?;
        }
        let product = cx.binary(Binary::Multiply, &x, &y)?;
        total = cx.binary(Binary::Add, &total, &product)?;
    }
    if let Some(sum) = ints {
        return cx.binary(Binary::Add, &total, &Value::Int(sum));
    }
    end_run(cx, total, &mut floats)
}

/// Adds the products of a run to the total.
fn end_run(cx: &mut Context, total: Value, run: &mut Run) -> PyResult<Value> {
    run.over = true;
    if run.p.is_empty() {
        return Ok(total);
    }
    let sum = cx.lift(math::sum_products(&run.p, &run.q))?;
    run.p.clear();
    cx.binary(Binary::Add, &total, &Value::float(sum))
}

static FUNCTIONS: &[Row] = &[
    partial!("acos", "The arc cosine of x, between 0 and pi.", math::acos),
    partial!("acosh", "The inverse hyperbolic cosine of x.", math::acosh),
    partial!("asin", "The arc sine of x, between -pi/2 and pi/2.", math::asin),
    total!("asinh", "The inverse hyperbolic sine of x.", math::asinh),
    total!("atan", "The arc tangent of x, between -pi/2 and pi/2.", f64::atan),
    function!(
        "atan2",
        "($module, y, x, /)",
        "The angle of the point (x, y).",
        |_: &mut Context, y: f64, x: f64| y.atan2(x)
    ),
    partial!("atanh", "The inverse hyperbolic tangent of x.", math::atanh),
    total!("cbrt", "The cube root of x.", math::cbrt),
    function!("ceil", "($module, x, /)", "The least int that is not less than x.", ceil),
    function!(
        "copysign",
        "($module, x, y, /)",
        "x with the sign of y.",
        |_: &mut Context, x: f64, y: f64| x.copysign(y)
    ),
    partial!("cos", "The cosine of x radians.", math::cos),
    partial!("cosh", "The hyperbolic cosine of x.", math::cosh),
    total!("degrees", "x radians in degrees.", math::degrees),
    function!("dist", "($module, p, q, /)", "The Euclidean distance of two points.", dist),
    total!("erf", "The error function at x.", math::erf),
    total!("erfc", "One minus the error function at x.", math::erfc),
    partial!("exp", "e to the power of x.", math::exp),
    partial!("exp2", "2 to the power of x.", math::exp2),
    partial!("expm1", "exp(x) - 1, precise for small x.", math::expm1),
    total!("fabs", "The magnitude of x, a float.", f64::abs),
    function!("factorial", "($module, n, /)", "The product of the ints from 1 to n.", factorial),
    function!("floor", "($module, x, /)", "The greatest int that is not greater than x.", floor),
    function!(
        "fma",
        "($module, x, y, z, /)",
        "x * y + z, rounded once.",
        |cx: &mut Context, x: f64, y: f64, z: f64| { cx.lift(math::fma(x, y, z)) }
    ),
    function!(
        "fmod",
        "($module, x, y, /)",
        "The remainder of x / y, with the sign of x.",
        |cx: &mut Context, x: f64, y: f64| { cx.lift(math::fmod(x, y)) }
    ),
    function!("frexp", "($module, x, /)", "(m, e) with x == m * 2**e and 0.5 <= abs(m) < 1.", frexp),
    function!("fsum", "($module, seq, /)", "The sum of floats, rounded once.", fsum),
    partial!("gamma", "The gamma function at x.", math::gamma),
    function!("gcd", "($module, /, *integers)", "The greatest common divisor.", gcd),
    function!("hypot", "($module, /, *coordinates)", "The distance of a point from the origin.", hypot),
    function!(
        "isclose",
        "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Whether a and b differ by no more than the greater of two tolerances:\none relative to the larger number, one absolute.",
        isclose
    ),
    function!(
        "isfinite",
        "($module, x, /)",
        "Whether x is neither an infinity nor NaN.",
        |_: &mut Context, x: f64| x.is_finite()
    ),
    function!("isinf", "($module, x, /)", "Whether x is an infinity.", |_: &mut Context, x: f64| x
        .is_infinite()),
    function!("isnan", "($module, x, /)", "Whether x is NaN.", |_: &mut Context, x: f64| x.is_nan()),
    function!("isqrt", "($module, n, /)", "The whole part of the square root of n.", isqrt),
    function!("lcm", "($module, /, *integers)", "The least common multiple.", lcm),
    function!("ldexp", "($module, x, i, /)", "x * 2**i.", ldexp),
    partial!("lgamma", "The logarithm of the gamma function's magnitude at x.", math::lgamma),
    function!("log", "(x, base=math.e, /)", "log(x, [base=math.e])\nThe logarithm of x to a base.", log),
    partial!("log1p", "log(1 + x), precise for small x.", math::log1p),
    function!("log10", "($module, x, /)", "The logarithm of x to base 10.", |cx: &mut Context, x: Value| {
        logarithm(cx, Logarithm::Ten, &x)
    }),
    function!("log2", "($module, x, /)", "The logarithm of x to base 2.", |cx: &mut Context, x: Value| {
        logarithm(cx, Logarithm::Two, &x)
    }),
    function!(
        "modf",
        "($module, x, /)",
        "The fraction of x and its whole part, both floats with the sign of x.",
        modf
    ),
    function!(
        "pow",
        "($module, x, y, /)",
        "x to the power of y, as floats.",
        |cx: &mut Context, x: f64, y: f64| { cx.lift(math::pow(x, y)) }
    ),
    total!("radians", "x degrees in radians.", math::radians),
    function!(
        "remainder",
        "($module, x, y, /)",
        "x less the nearest multiple of y.",
        |cx: &mut Context, x: f64, y: f64| { cx.lift(math::remainder(x, y)) }
    ),
    partial!("sin", "The sine of x radians.", math::sin),
    partial!("sinh", "The hyperbolic sine of x.", math::sinh),
    partial!("sqrt", "The square root of x.", math::sqrt),
    partial!("tan", "The tangent of x radians.", math::tan),
    total!("tanh", "The hyperbolic tangent of x.", f64::tanh),
    function!("sumprod", "($module, p, q, /)", "The sum of the products of two sequences' items.", sumprod),
    function!("trunc", "($module, x, /)", "x rounded towards zero, by x.__trunc__().", trunc),
    function!("prod", "($module, iterable, /, *, start=1)", "The product of the items, and of start.", prod),
    function!(
        "perm",
        "($module, n, k=None, /)",
        "In how many ways k of n things can be chosen, in order.",
        perm
    ),
    function!(
        "comb",
        "($module, n, k, /)",
        "In how many ways k of n things can be chosen, in no order.",
        comb
    ),
    function!(
        "nextafter",
        "($module, x, y, /, *, steps=None)",
        "The float that is some steps from x towards y.",
        nextafter
    ),
    total!("ulp", "The value of the last bit of x.", math::ulp),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    use std::f64::consts::{E, PI, TAU};
    for (name, value) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        crate::registry::set(cx, module, name, Value::float(value));
    }
    Ok(())
}

/// `math`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "math", doc: "Functions of real numbers.", functions: &[FUNCTIONS], fill };
