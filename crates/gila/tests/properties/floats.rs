//! Floats: the shortest text that gives the number back, and rounding to digits.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::{Question, ask, config};

/// Python's form of the digits that Rust finds: an exponent below -4 and from 16 on.
fn repr(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let shortest = format!("{number:e}");
    let digits = shortest.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    // Of two texts of that length that lie equally near, Python takes the even one, as rounding to digits does.
    let even = format!("{number:.*e}", digits - 1);
    let text = if even.parse() == Ok(number) { even } else { shortest };
    let (mantissa, exponent) = text.split_once('e').expect("Rust writes an exponent");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    if (-4..16).contains(&exponent) {
        let plain = format!("{:.*}", usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0), number);
        return if plain.contains('.') { plain } else { format!("{plain}.0") };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// The expression that means exactly this number.
fn literal(number: f64) -> String {
    match number {
        number if number.is_nan() => "float('nan')".to_owned(),
        number if number.is_infinite() => format!("float('{number}')"),
        number => format!("({})", repr(number)),
    }
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits),
        any::<i32>().prop_map(|number| f64::from(number) / 100.0),
        (-30i32..30, -9999i32..9999).prop_map(|(exponent, digits)| f64::from(digits) * 10f64.powi(exponent)),
        any::<i64>().prop_map(|number| number as f64),
    ]
}

/// The ieee754 bits, so that nothing is lost on the way into the program.
fn by_hex(number: f64) -> String {
    if number.is_nan() || number.is_infinite() {
        return literal(number);
    }
    let bits = number.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let (lead, power) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("float.fromhex('{sign}0x{lead}.{fraction:013x}p{power}')")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn shortest_text(numbers in vec(float(), 1..200)) {
        let mut questions = Vec::new();
        for &number in &numbers {
            questions.push(Question::new(by_hex(number), repr(number)));
            questions.push(Question::new(literal(number), repr(number)));
            questions.push(Question::new(format!("float('{number:e}')"), repr(number)));
        }
        ask("", &questions)?;
    }

    #[test]
    fn digits_after_the_point(numbers in vec((float(), 0usize..20), 1..150)) {
        let mut questions = Vec::new();
        for &(number, digits) in numbers.iter().filter(|(number, _)| number.is_finite()) {
            let x = literal(number);
            questions.push(Question::new(format!("format({x}, '.{digits}f')"), format!("{number:.digits$}")));
            questions.push(Question::new(format!("'%.{digits}f' % {x}"), format!("{number:.digits$}")));
            let text = format!("{number:.digits$e}");
            let (mantissa, exponent) = text.split_once('e').expect("Rust writes an exponent");
            let exponent: i32 = exponent.parse().expect("an exponent is a number");
            let sign = if exponent < 0 { '-' } else { '+' };
            questions.push(Question::new(format!("format({x}, '.{digits}e')"), format!("{mantissa}e{sign}{:02}", exponent.abs())));
        }
        ask("", &questions)?;
    }

    #[test]
    fn arithmetic(pairs in vec((float(), float()), 1..120)) {
        let mut questions = Vec::new();
        for &(x, y) in pairs.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
            let (a, b) = (literal(x), literal(y));
            for (symbol, result) in [('+', x + y), ('-', x - y), ('*', x * y), ('/', x / y)] {
                let question = if symbol == '/' && y == 0.0 {
                    Question::new(format!("{a} / {b}"), "ZeroDivisionError: division by zero")
                } else if result.is_finite() {
                    // By their bits: how a float is written is another property.
                    Question::new(format!("({a} {symbol} {b}).hex() == {}.hex()", by_hex(result)), "True")
                } else {
                    Question::new(format!("{a} {symbol} {b}"), repr(result))
                };
                questions.push(question);
            }
            let less = if x < y { "True" } else { "False" };
            questions.push(Question::new(format!("{a} < {b}"), less));
        }
        ask("", &questions)?;
    }
}
