//! Float, int and format specs against CPython's recorded answers.

mod common;

use common::{boolean, check};
use text::complex::{self, Complex};
use text::format_spec::{self, Kind, Spec};
use text::int::{self, BigInt, Bounded, DEFAULT_MAX_STR_DIGITS, arith, convert, number};
use text::{ErrorKind, PyError, Wtf8, Wtf8Buf, float, hash};

fn shown(x: f64) -> Wtf8Buf {
    float::repr(x).into()
}

#[test]
fn floats() {
    check("float.txt", |case| {
        let x = || case.get::<f64>(0);
        Ok(match case.operation.as_str() {
            "repr" => shown(x()),
            "hex" => float::to_hex(x()).into(),
            "fromhex" => shown(float::from_hex(case.text(0))?),
            "hash" => hash::hash_float(x()).expect("not nan").to_string().into(),
            "round" => shown(float::round_to(x(), case.get(1))?),
            "ratio" => {
                let (numerator, denominator) = float::as_integer_ratio(x())?;
                format!("{numerator}/{denominator}").into()
            }
            "is_integer" => boolean(float::is_integer(x())),
            "int" => convert::from_f64(x())?.to_string().into(),
            "round_to_int" => float::round_to_int(x())?.to_string().into(),
            "divmod" => {
                let (quotient, remainder) = float::div_mod(x(), case.get(1))?;
                format!("{} {}", float::repr(quotient), float::repr(remainder)).into()
            }
            "floordiv" => shown(float::floor_div(x(), case.get(1))?),
            "mod" => shown(float::modulo(x(), case.get(1))?),
            "parse" => shown(float::parse(case.text(0))?),
            other => panic!("{other}"),
        })
    });
}

fn big(value: BigInt) -> Result<Wtf8Buf, PyError> {
    Ok(value.to_string().into())
}

#[test]
fn ints() {
    check("int.txt", |case| {
        let a = || case.get::<BigInt>(0);
        let b = || case.get::<BigInt>(1);
        match case.operation.as_str() {
            "divmod" => arith::div_mod(&a(), &b()).map(|(q, r)| format!("{q} {r}").into()),
            "floordiv" => big(arith::floor_div(&a(), &b())?),
            "mod" => big(arith::modulo(&a(), &b())?),
            "truediv" => Ok(shown(convert::true_div(&a(), &b())?)),
            "and" => big(a() & b()),
            "or" => big(a() | b()),
            "xor" => big(a() ^ b()),
            "invert" => big(!a()),
            "float" => Ok(shown(convert::to_f64(&a())?)),
            "hash" => {
                let hashed = hash::hash_int(&a());
                if let Ok(small) = i64::try_from(&a()) {
                    assert_eq!(hash::hash_i64(small), hashed);
                }
                Ok(hashed.to_string().into())
            }
            "bit_length" => Ok(arith::bit_length(&a()).to_string().into()),
            "bit_count" => Ok(int::digits::bit_count(&a()).to_string().into()),
            "hex" => {
                let text = [16, 8, 2].map(|radix| int::to_radix(&a(), radix)).join(" ");
                Ok(text[..text.len().min(300)].into())
            }
            "lshift" => big(arith::shift_left(&a(), &b())?),
            "rshift" => big(arith::shift_right(&a(), &b())?),
            "pow" => big(arith::pow(&a(), &b())?.expect("the exponent is not negative")),
            "powmod" => big(arith::pow_mod(&a(), &b(), &case.get(2))?),
            "to_bytes" => {
                let order = convert::ByteOrder::from_name(case.str(2))?;
                let bytes = convert::to_bytes(&a(), case.get(1), order, case.flag(3))?;
                Ok(bytes.iter().map(|b| format!("{b:02x}")).collect::<String>().into())
            }
            "from_bytes" => {
                let hex = case.str(0);
                let bytes: Vec<u8> = (0..hex.len() / 2)
                    .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"))
                    .collect();
                big(convert::from_bytes(&bytes, convert::ByteOrder::from_name(case.str(1))?, case.flag(2)))
            }
            "round" => big(arith::round_to_tens(&a(), case.get(1))),
            "isqrt" => big(number::isqrt(&a())?),
            "gcd" => big(number::gcd(&a(), &b())),
            "lcm" => big(number::lcm(&a(), &b())),
            "comb" => big(number::comb(&a(), &b())?),
            "perm" => big(number::perm(&a(), &b())?),
            "factorial" => big(number::factorial(&a())?),
            "compare" => {
                let x: f64 = case.get(1);
                let order = convert::compare_f64(&a(), x);
                if let Ok(small) = i64::try_from(&a()) {
                    assert_eq!(convert::compare_i64_f64(small, x), order);
                }
                Ok(order.map_or("nan", |order| ["<", "=", ">"][(order as i8 + 1) as usize]).into())
            }
            "parse" => big(int::parse(case.text(0), case.get(1), DEFAULT_MAX_STR_DIGITS)?),
            "parse_bytes" => big(int::parse_bytes(&case.bytes(0), case.get(1), DEFAULT_MAX_STR_DIGITS)?),
            "str_of_tens" => {
                let digits: i64 = case.get(0);
                let tens = BigInt::from(10).pow(if digits > 0 { digits - 1 } else { -digits } as usize);
                let value = if digits > 0 { tens } else { -tens + 1 };
                Ok(int::to_decimal(&value, DEFAULT_MAX_STR_DIGITS)?[..5].into())
            }
            other => panic!("{other}"),
        }
    });
}

#[test]
fn format_specs() {
    check("format.txt", |case| {
        let (kind, name) = match case.operation.as_str() {
            "int" => (Kind::Int, "int"),
            "float" => (Kind::Float, "float"),
            "str" => (Kind::Str, "str"),
            "complex" => (Kind::Complex, "complex"),
            other => panic!("{other}"),
        };
        if case.text(0).is_empty() && kind == Kind::Complex {
            return Ok(case.answer.clone());
        }
        let spec = Spec::parse(case.text(0), kind, name)?;
        match kind {
            Kind::Int => match case.get::<BigInt>(1) {
                value if i64::try_from(&value).is_ok() => {
                    format_spec::format_int(&spec, &i64::try_from(&value).expect("checked"), name)
                }
                value => format_spec::format_int(&spec, &Bounded { value: &value, max_digits: 4300 }, name),
            },
            Kind::Float => format_spec::format_float(&spec, case.get(1), name),
            Kind::Str => format_spec::format_str(&spec, case.text(1), name),
            Kind::Complex => format_spec::format_complex(&spec, case.get(1), case.get(2), name),
        }
    });
}

#[test]
fn huge_results_are_refused() {
    let ten = BigInt::from(10);
    let error = arith::pow(&ten, &ten.pow(12)).expect_err("4 TB of digits");
    assert_eq!(error.kind, ErrorKind::Memory);
}

#[test]
fn hashes_of_containers() {
    // python3.14: hash(()), hash((1,)), hash((1, 2, 3)), hash(frozenset([1, 2, 3, 400])), hash(frozenset())
    assert_eq!(hash::hash_tuple([].into_iter()), 5_740_354_900_026_072_187);
    assert_eq!(hash::hash_tuple([1].into_iter()), -6_644_214_454_873_602_895);
    assert_eq!(hash::hash_tuple([1, 2, 3].into_iter()), 529_344_067_295_497_451);
    assert_eq!(hash::hash_frozen_set([400, 3, 1, 2].into_iter()), -7_503_355_132_513_162_801);
    assert_eq!(hash::hash_frozen_set([].into_iter()), 133_146_708_735_736);
    assert_eq!(hash::hash_complex(1, 2), 2_000_007);
    assert_eq!(hash::hash_complex(0, -2), -2_000_006);
}

#[test]
fn hashes_of_text() {
    use hash::{HashKey, hash_bytes, hash_str};
    // PYTHONHASHSEED=0 python3.14: hash of each
    for (text, expected) in [
        ("a", 4_644_417_185_603_328_019),
        ("abcdefgh", 4_574_395_652_268_504_554),
        ("hello world", -5_642_461_784_034_726_774),
        ("é", 6_047_309_291_227_476_195),
        ("日本", 6_243_316_497_235_261_705),
        ("😀x", -8_926_728_262_118_538_918),
        ("", 0),
    ] {
        assert_eq!(hash_str(HashKey::from_seed(0), Wtf8::from_str(text)), expected, "{text}");
    }
    assert_eq!(hash_bytes(HashKey::default(), b"hello world"), -5_642_461_784_034_726_774);
    assert_eq!(hash_str(HashKey::from_seed(42), Wtf8::from_str("hello world")), -3_893_157_060_480_277_979);
}

#[test]
fn complexes() {
    check("complex.txt", |case| {
        let number = |at: usize| Complex { re: case.get(at), im: case.get(at + 1) };
        let shown = |z: Complex| complex::repr(z).into();
        Ok(match case.operation.as_str() {
            "parse" => shown(complex::parse(case.text(0))?),
            "repr" => shown(number(0)),
            "mul" => shown(complex::mul(number(0), number(2))),
            "div" => shown(complex::div(number(0), number(2))?),
            "pow" => shown(complex::pow(number(0), number(2))?),
            "abs" => float::repr(complex::abs(number(0))?).into(),
            "hash" => {
                let [re, im] = [0, 1].map(|at| hash::hash_float(case.get(at)).expect("not nan"));
                hash::hash_complex(re, im).to_string().into()
            }
            other => panic!("{other}"),
        })
    });
}
