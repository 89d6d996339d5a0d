//! The math module against CPython's recorded answers. What the platform's libm computes may differ in the last
//! place; everything else must agree to the bit.

mod common;

use common::{boolean, check};
use text::int::BigInt;
use text::math::{self, Logarithm};
use text::{PyError, PyResult, Wtf8Buf, float};

/// Takes CPython's answer for ours if they are the same but for `places` in the last place.
fn near(ours: PyResult<f64>, answer: &Wtf8Buf, places: u64) -> Result<Wtf8Buf, PyError> {
    let ours = ours?;
    let theirs = answer.as_wtf8().as_str().and_then(|text| text.parse::<f64>().ok());
    match theirs {
        Some(theirs) if ours.is_sign_negative() == theirs.is_sign_negative() && !ours.is_nan() => {
            let distance = ours.to_bits().abs_diff(theirs.to_bits());
            Ok(if distance <= places { answer.clone() } else { float::repr(ours).into() })
        }
        _ => Ok(float::repr(ours).into()),
    }
}

fn floats(text: &str) -> Vec<f64> {
    text.split_whitespace().map(|x| x.parse().expect("a float")).collect()
}

#[test]
fn functions() {
    check("math.txt", |case| {
        let x = || case.get::<f64>(0);
        let y = || case.get::<f64>(1);
        let libm = |result: PyResult<f64>| near(result, &case.answer, 1);
        let exact = |result: PyResult<f64>| near(result, &case.answer, 0);
        match case.operation.as_str() {
            "sin" => libm(math::sin(x())),
            "cos" => libm(math::cos(x())),
            "tan" => libm(math::tan(x())),
            "sqrt" => exact(math::sqrt(x())),
            "asin" => libm(math::asin(x())),
            "acos" => libm(math::acos(x())),
            "acosh" => near(math::acosh(x()), &case.answer, 2),
            "asinh" => near(Ok(math::asinh(x())), &case.answer, 2),
            "atanh" => near(math::atanh(x()), &case.answer, 2),
            "exp" => libm(math::exp(x())),
            "exp2" => libm(math::exp2(x())),
            "expm1" => libm(math::expm1(x())),
            "cosh" => libm(math::cosh(x())),
            "sinh" => libm(math::sinh(x())),
            "cbrt" => near(Ok(math::cbrt(x())), &case.answer, 4),
            "log1p" => libm(math::log1p(x())),
            "log" => libm(Logarithm::Natural.of(x())),
            "log2" => libm(Logarithm::Two.of(x())),
            "log10" => libm(Logarithm::Ten.of(x())),
            "gamma" => near(math::gamma(x()), &case.answer, 20),
            "lgamma" => {
                // CPython's own lgamma is off by some 1e-16 near its zeros at 1 and 2.
                let ours = math::lgamma(x())?;
                let theirs: f64 =
                    case.answer.as_wtf8().as_str().and_then(|text| text.parse().ok()).unwrap_or(ours);
                if (ours - theirs).abs() < 1e-15 {
                    Ok(case.answer.clone())
                } else {
                    near(Ok(ours), &case.answer, 20)
                }
            }
            "erf" => near(Ok(math::erf(x())), &case.answer, 4),
            "erfc" => near(Ok(math::erfc(x())), &case.answer, 4),
            "degrees" => exact(Ok(math::degrees(x()))),
            "radians" => exact(Ok(math::radians(x()))),
            "ulp" => exact(Ok(math::ulp(x()))),
            "frexp" => {
                let (mantissa, exponent) = math::frexp(x());
                Ok(format!("({}, {exponent})", float::repr(mantissa)).into())
            }
            "modf" => {
                let (fraction, whole) = math::modf(x());
                Ok(format!("({}, {})", float::repr(fraction), float::repr(whole)).into())
            }
            "pow" => libm(math::pow(x(), y())),
            "fmod" => exact(math::fmod(x(), y())),
            "remainder" => exact(math::remainder(x(), y())),
            "nextafter" => exact(math::next_after(x(), y(), 1)),
            "steps" => exact(math::next_after(x(), y(), case.get(2))),
            "hypot" => exact(Ok(math::hypot(&[x(), y()]))),
            "hypotn" => exact(Ok(math::hypot(&floats(case.str(0))))),
            "dist" => exact(math::dist(&floats(case.str(0)), &floats(case.str(1)))),
            "fma" => exact(math::fma(x(), y(), case.get(2))),
            "isclose" => Ok(boolean(math::is_close(x(), y(), case.get(2), 0.0)?)),
            "ldexp" => exact(math::ldexp(x(), case.get(1))),
            "fsum" => exact(math::fsum(floats(case.str(0)))),
            "sumprod" => exact(math::sum_products(&floats(case.str(0)), &floats(case.str(1)))),
            "log_int" => libm(Logarithm::Natural.of_int(&case.get::<BigInt>(0))),
            "log2_int" => libm(Logarithm::Two.of_int(&case.get::<BigInt>(0))),
            "log10_int" => libm(Logarithm::Ten.of_int(&case.get::<BigInt>(0))),
            other => panic!("{other}"),
        }
    });
}
