//! Integers of any size: arithmetic, bits, comparison, text in every base.

use dashu_int::{IBig, UBig};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{Question, ask, config};

/// Integers near the places where representations change, and any others up to 300 bits.
fn int() -> impl Strategy<Value = IBig> {
    let wide = (any::<bool>(), vec(any::<u8>(), 0..38));
    prop_oneof![
        3 => (-20i64..20).prop_map(IBig::from),
        2 => any::<i64>().prop_map(IBig::from),
        2 => (0u32..130, -2i64..3).prop_map(|(bits, more)| (IBig::ONE << bits as usize) + IBig::from(more)),
        2 => (0u32..130, -2i64..3).prop_map(|(bits, more)| IBig::from(more) - (IBig::ONE << bits as usize)),
        3 => wide.prop_map(|(negative, bytes)| {
            let magnitude = IBig::from(UBig::from_le_bytes(&bytes));
            if negative { -magnitude } else { magnitude }
        }),
    ]
}

/// Quotient and remainder as Python has them: the remainder has the sign of the divisor.
fn floor_div_rem(left: &IBig, right: &IBig) -> (IBig, IBig) {
    let (quotient, remainder) = (left / right, left % right);
    let zero = IBig::ZERO;
    if remainder != zero && (remainder < zero) != (*right < zero) {
        return (quotient - IBig::ONE, remainder + right);
    }
    (quotient, remainder)
}

fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// Digits in groups, from the right.
fn grouped(number: &IBig, size: usize, separator: char) -> String {
    let digits = number.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % size == 0 {
            text.push(separator);
        }
        text.push(digit);
    }
    format!("{sign}{text}")
}

fn in_base(number: &IBig, base: u8) -> String {
    number.in_radix(base).to_string()
}

fn with_prefix(number: &IBig, base: u8, prefix: &str) -> String {
    let text = in_base(number, base);
    match text.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{text}"),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arithmetic(pairs in vec((int(), int(), 0usize..140, 0usize..7), 1..120)) {
        let mut questions = Vec::new();
        for (x, y, shift, power) in &pairs {
            let mut says = |expression: String, answer: String| questions.push(Question::new(expression, answer));
            says(format!("({x}) + ({y})"), (x + y).to_string());
            says(format!("({x}) - ({y})"), (x - y).to_string());
            says(format!("({x}) * ({y})"), (x * y).to_string());
            says(format!("({x}) & ({y})"), (x & y).to_string());
            says(format!("({x}) | ({y})"), (x | y).to_string());
            says(format!("({x}) ^ ({y})"), (x ^ y).to_string());
            says(format!("~({x})"), (-x - IBig::ONE).to_string());
            says(format!("-({x}), abs({x})"), format!("({}, {})", -x, if *x < IBig::ZERO { -x } else { x.clone() }));
            says(format!("({x}) << {shift}"), (x << *shift).to_string());
            says(format!("({x}) >> {shift}"), floor_div_rem(x, &(IBig::ONE << *shift)).0.to_string());
            says(format!("({x}) ** {power}"), x.pow(*power).to_string());
            says(format!("({x}) < ({y}), ({x}) == ({y})"), format!("({}, {})", truth(x < y), truth(x == y)));
            says(format!("(lambda x: x == ({x}) and hash(x) == hash({x}))(({x}) + ({y}) - ({y}))"), "True".to_owned());
            if *y == IBig::ZERO {
                says(format!("({x}) // ({y})"), "ZeroDivisionError: division by zero".to_owned());
                says(format!("({x}) % ({y})"), "ZeroDivisionError: division by zero".to_owned());
            } else {
                let (quotient, remainder) = floor_div_rem(x, y);
                says(format!("({x}) // ({y})"), quotient.to_string());
                says(format!("({x}) % ({y})"), remainder.to_string());
                says(format!("divmod({x}, {y})"), format!("({quotient}, {remainder})"));
            }
        }
        ask("", &questions)?;
    }

    #[test]
    fn arithmetic_of_variables(pairs in vec((int(), int()), 1..60)) {
        // The same in a loop, so that the instructions have specialised when other kinds of integers come.
        let all: Vec<String> = pairs.iter().map(|(x, y)| format!("({x}, {y})")).collect();
        let setup = format!(
            "def results(x, y):\n    out = []\n    for n in range(3):\n        z = x + y\n        z += n\n        z = z * 2 - y\n        out.append(z)\n    return out\nall = [{}]\n",
            all.join(", ")
        );
        let questions: Vec<Question> = pairs.iter().enumerate().map(|(index, (x, y))| {
            let sums: Vec<String> = (0..3).map(|n| ((x + y + IBig::from(n)) * IBig::from(2) - y).to_string()).collect();
            Question::new(format!("results(*all[{index}])"), format!("[{}]", sums.join(", ")))
        }).collect();
        ask(&setup, &questions)?;
    }

    #[test]
    fn text(numbers in vec(int(), 1..100)) {
        let mut questions = Vec::new();
        for number in &numbers {
            let mut says = |expression: String, answer: String| questions.push(Question::new(expression, answer));
            says(format!("{number}"), number.to_string());
            says(format!("int('{number}') == ({number})"), "True".to_owned());
            says(format!("bin({number}), oct({number}), hex({number})"), format!(
                "('{}', '{}', '{}')", with_prefix(number, 2, "0b"), with_prefix(number, 8, "0o"), with_prefix(number, 16, "0x")
            ));
            says(format!("format({number}, 'x')"), in_base(number, 16));
            says(format!("format({number}, ',')"), grouped(number, 3, ','));
            says(format!("format({number}, '_')"), grouped(number, 3, '_'));
            says(format!("format({number}, '*>40')"), format!("{:*>40}", number.to_string()));
            says(format!("format({number}, '<40') + '|'"), format!("{:<40}|", number.to_string()));
            says(format!("'%d %x' % ({number}, {number})"), format!("{number} {}", in_base(number, 16)));
            says(format!("int('{}', 36) == ({number})", in_base(number, 36)), "True".to_owned());
        }
        ask("", &questions)?;
    }
}
