//! Constants: from literals to values, and arithmetic on them at compile time.
//!
//! Only what cannot fail and stays small is computed; everything else is left to run time, where it gives the
//! same value or the proper exception.

use bytecode::{Constant, WideInt, Wtf8Text};
use syntax::ast::{self, IntLiteral, Operator, UnaryOp};

/// Longest string made by folding.
const MAX_TEXT: usize = 4096;
/// Longest tuple made by folding.
const MAX_ITEMS: usize = 256;

/// The value of a literal.
pub(super) fn literal(constant: &ast::Constant) -> Constant {
    match constant {
        ast::Constant::None => Constant::None,
        ast::Constant::True => Constant::Bool(true),
        ast::Constant::False => Constant::Bool(false),
        ast::Constant::Ellipsis => Constant::Ellipsis,
        ast::Constant::Int(IntLiteral::Small(value)) => Constant::Int(*value),
        ast::Constant::Int(IntLiteral::Big { radix, digits }) => {
            Constant::WideInt(WideInt { negative: false, hex_digits: hex_digits(*radix, digits).into() })
        }
        ast::Constant::Float(value) => Constant::Float(*value),
        ast::Constant::Imaginary(value) => Constant::Imaginary(*value),
        ast::Constant::Str { value, .. } => Constant::Str(Wtf8Text(value.as_bytes().into())),
        ast::Constant::Bytes(bytes) => Constant::Bytes(bytes.clone()),
    }
}

/// Digits of any radix to base 16. Decimal digits are limited to some thousands by the lexer, so the square of
/// their number does no harm; the other radices take linear time.
fn hex_digits(radix: u32, digits: &str) -> String {
    let values = digits.bytes().filter_map(|digit| char::from(digit).to_digit(radix));
    let mut hex = String::new();
    match radix {
        16 => hex.extend(values.filter_map(|value| char::from_digit(value, 16))),
        2 | 8 => {
            let width = if radix == 2 { 1 } else { 3 };
            // Bits from the lowest, four at a time.
            let (mut bits, mut count) = (0u32, 0);
            let mut reversed = Vec::new();
            for value in values.collect::<Vec<_>>().into_iter().rev() {
                bits |= value << count;
                count += width;
                while count >= 4 {
                    reversed.push(bits & 15);
                    bits >>= 4;
                    count -= 4;
                }
            }
            reversed.push(bits);
            hex.extend(reversed.into_iter().rev().filter_map(|value| char::from_digit(value, 16)));
        }
        _ => {
            let mut limbs: Vec<u32> = Vec::new();
            let all: Vec<u32> = values.collect();
            for chunk in all.chunks(9) {
                let (factor, mut carry) =
                    chunk.iter().fold((1u64, 0u64), |(f, v), &d| (f * 10, v * 10 + u64::from(d)));
                for limb in &mut limbs {
                    let wide = u64::from(*limb) * factor + carry;
                    *limb = wide as u32;
                    carry = wide >> 32;
                }
                if carry > 0 {
                    limbs.push(carry as u32);
                }
            }
            hex.extend(limbs.iter().rev().map(|limb| format!("{limb:08x}")));
        }
    }
    let trimmed = hex.trim_start_matches('0');
    if trimmed.is_empty() { "0".into() } else { trimmed.into() }
}

/// The truth of a constant, where it is worth knowing.
pub(super) fn truth(constant: &Constant) -> Option<bool> {
    Some(match constant {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Ellipsis | Constant::WideInt(_) => true,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) | Constant::Imaginary(value) => *value != 0.0,
        Constant::Str(text) => !text.0.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        Constant::Code(_) => return None,
    })
}

/// `op constant`, if it can be computed now.
pub(super) fn fold_unary(op: UnaryOp, operand: &Constant) -> Option<Constant> {
    match (op, operand) {
        (UnaryOp::Not, operand) => truth(operand).map(|value| Constant::Bool(!value)),
        (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::UAdd, Constant::Float(value)) => Some(Constant::Float(*value)),
        (UnaryOp::USub, Constant::WideInt(wide)) => {
            if !wide.negative && &*wide.hex_digits == "8000000000000000" {
                return Some(Constant::Int(i64::MIN));
            }
            let negated = WideInt { negative: !wide.negative, hex_digits: wide.hex_digits.clone() };
            Some(Constant::WideInt(negated))
        }
        (UnaryOp::UAdd, Constant::WideInt(wide)) => Some(Constant::WideInt(wide.clone())),
        // Python warns about `~True` at run time.
        (UnaryOp::Invert, Constant::Bool(_)) => None,
        (op, operand) => {
            let value = integer(operand)?;
            Some(from_integer(match op {
                UnaryOp::Invert => !value,
                UnaryOp::UAdd => value,
                UnaryOp::USub => -value,
                UnaryOp::Not => return None,
            }))
        }
    }
}

/// `left op right`, if it can be computed now.
pub(super) fn fold_binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Constant::Bool(_), Constant::Bool(_), Operator::BitAnd | Operator::BitOr | Operator::BitXor) =
        (left, right, op)
    {
        // These give booleans.
        return None;
    }
    if let (Some(left), Some(right)) = (integer(left), integer(right)) {
        return fold_integers(op, left, right);
    }
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return fold_floats(op, left, right);
    }
    match (op, left, right) {
        (Operator::Add, Constant::Str(left), Constant::Str(right)) => {
            // Two halves of a surrogate pair must stay apart, which bytes alone cannot say.
            let (left, right) = (left.as_str()?, right.as_str()?);
            (left.len() + right.len() <= MAX_TEXT).then(|| Constant::Str((*[left, right].concat()).into()))
        }
        (Operator::Add, Constant::Bytes(left), Constant::Bytes(right)) => (left.len() + right.len()
            <= MAX_TEXT)
            .then(|| Constant::Bytes([&**left, &**right].concat().into())),
        (Operator::Add, Constant::Tuple(left), Constant::Tuple(right)) => (left.len() + right.len()
            <= MAX_ITEMS)
            .then(|| Constant::Tuple([&**left, &**right].concat().into())),
        (Operator::Mult, sequence, times) if integer(times).is_some() => repeat(sequence, integer(times)?),
        (Operator::Mult, times, sequence) if integer(times).is_some() => repeat(sequence, integer(times)?),
        _ => None,
    }
}

fn repeat(sequence: &Constant, times: i128) -> Option<Constant> {
    let times = usize::try_from(times.max(0)).ok()?;
    let fits = |length: usize, limit: usize| length.checked_mul(times).is_some_and(|total| total <= limit);
    match sequence {
        Constant::Str(text) if fits(text.0.len(), MAX_TEXT) => {
            text.as_str().map(|text| Constant::Str((*text.repeat(times)).into()))
        }
        Constant::Bytes(bytes) if fits(bytes.len(), MAX_TEXT) => {
            Some(Constant::Bytes(bytes.repeat(times).into()))
        }
        Constant::Tuple(items) if fits(items.len(), MAX_ITEMS) => {
            Some(Constant::Tuple((0..times).flat_map(|_| items.iter().cloned()).collect()))
        }
        _ => None,
    }
}

fn integer(constant: &Constant) -> Option<i128> {
    match constant {
        Constant::Int(value) => Some(i128::from(*value)),
        Constant::Bool(value) => Some(i128::from(*value)),
        _ => None,
    }
}

/// A float, or an integer that a float holds exactly.
fn number(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(value) => Some(*value),
        _ => integer(constant).filter(|value| value.abs() <= 1 << 53).map(|value| value as f64),
    }
}

fn from_integer(value: i128) -> Constant {
    match i64::try_from(value) {
        Ok(small) => Constant::Int(small),
        Err(_) => {
            let hex_digits = format!("{:x}", value.unsigned_abs()).into();
            Constant::WideInt(WideInt { negative: value < 0, hex_digits })
        }
    }
}

fn fold_integers(op: Operator, left: i128, right: i128) -> Option<Constant> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left.checked_mul(right)?,
        Operator::Div => {
            let exact = |value: i128| value.abs() <= 1 << 53;
            let foldable = right != 0 && exact(left) && exact(right);
            return foldable.then(|| Constant::Float(left as f64 / right as f64));
        }
        Operator::FloorDiv if right != 0 => {
            let quotient = left / right;
            if left % right != 0 && (left < 0) != (right < 0) { quotient - 1 } else { quotient }
        }
        Operator::Mod if right != 0 => {
            let rest = left % right;
            if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest }
        }
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?)?,
        Operator::LShift => {
            let shift = u32::try_from(right).ok().filter(|shift| *shift < 64)?;
            left.checked_mul(1i128 << shift)?
        }
        Operator::RShift => left >> u32::try_from(right).ok()?.min(127),
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        Operator::BitAnd => left & right,
        Operator::FloorDiv | Operator::Mod | Operator::MatMult => return None,
    };
    Some(from_integer(value))
}

fn fold_floats(op: Operator, left: f64, right: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        _ => return None,
    };
    Some(Constant::Float(value))
}
