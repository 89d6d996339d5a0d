//! Which instructions have a form with a constant operand, and which comparisons can jump.

use bytecode::Op;

/// The form of the operation whose right operand is a constant.
pub(super) fn with_constant(op: Op) -> Option<Op> {
    Some(match op {
        Op::GetItem => Op::GetItemConst,
        Op::Add => Op::AddConst,
        Op::Subtract => Op::SubtractConst,
        Op::Multiply => Op::MultiplyConst,
        Op::TrueDivide => Op::TrueDivideConst,
        Op::FloorDivide => Op::FloorDivideConst,
        Op::Remainder => Op::RemainderConst,
        Op::Power => Op::PowerConst,
        Op::MatrixMultiply => Op::MatrixMultiplyConst,
        Op::ShiftLeft => Op::ShiftLeftConst,
        Op::ShiftRight => Op::ShiftRightConst,
        Op::And => Op::AndConst,
        Op::Or => Op::OrConst,
        Op::Xor => Op::XorConst,
        Op::InplaceAdd => Op::InplaceAddConst,
        Op::InplaceSubtract => Op::InplaceSubtractConst,
        Op::InplaceMultiply => Op::InplaceMultiplyConst,
        Op::InplaceTrueDivide => Op::InplaceTrueDivideConst,
        Op::InplaceFloorDivide => Op::InplaceFloorDivideConst,
        Op::InplaceRemainder => Op::InplaceRemainderConst,
        Op::InplacePower => Op::InplacePowerConst,
        Op::InplaceMatrixMultiply => Op::InplaceMatrixMultiplyConst,
        Op::InplaceShiftLeft => Op::InplaceShiftLeftConst,
        Op::InplaceShiftRight => Op::InplaceShiftRightConst,
        Op::InplaceAnd => Op::InplaceAndConst,
        Op::InplaceOr => Op::InplaceOrConst,
        Op::InplaceXor => Op::InplaceXorConst,
        Op::Less => Op::LessConst,
        Op::LessEqual => Op::LessEqualConst,
        Op::Equal => Op::EqualConst,
        Op::NotEqual => Op::NotEqualConst,
        Op::Greater => Op::GreaterConst,
        Op::GreaterEqual => Op::GreaterEqualConst,
        _ => return None,
    })
}

/// The comparison fused with a jump that is taken when it is true (`sense`) or false.
pub(super) fn with_jump(op: Op, sense: bool) -> Option<Op> {
    let (on_true, on_false) = match op {
        Op::Less => (Op::JumpIfLess, Op::JumpUnlessLess),
        Op::LessEqual => (Op::JumpIfLessEqual, Op::JumpUnlessLessEqual),
        Op::Equal => (Op::JumpIfEqual, Op::JumpUnlessEqual),
        Op::NotEqual => (Op::JumpIfNotEqual, Op::JumpUnlessNotEqual),
        Op::Greater => (Op::JumpIfGreater, Op::JumpUnlessGreater),
        Op::GreaterEqual => (Op::JumpIfGreaterEqual, Op::JumpUnlessGreaterEqual),
        Op::LessConst => (Op::JumpIfLessConst, Op::JumpUnlessLessConst),
        Op::LessEqualConst => (Op::JumpIfLessEqualConst, Op::JumpUnlessLessEqualConst),
        Op::EqualConst => (Op::JumpIfEqualConst, Op::JumpUnlessEqualConst),
        Op::NotEqualConst => (Op::JumpIfNotEqualConst, Op::JumpUnlessNotEqualConst),
        Op::GreaterConst => (Op::JumpIfGreaterConst, Op::JumpUnlessGreaterConst),
        Op::GreaterEqualConst => (Op::JumpIfGreaterEqualConst, Op::JumpUnlessGreaterEqualConst),
        _ => return None,
    };
    Some(if sense { on_true } else { on_false })
}
