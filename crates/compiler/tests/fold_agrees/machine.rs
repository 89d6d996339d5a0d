//! A machine for integer code: just the instructions that the functions of `program` compile to.

use bytecode::builder::jump_target;
use bytecode::{Code, Constant, Instr, Op, Position};

#[derive(Clone, PartialEq, Debug)]
enum Value {
    Empty,
    None,
    Int(i64),
    Tuple(Vec<Value>),
    Iterator(Vec<Value>),
    Function,
    Raised(String),
}

/// What a run shows.
#[derive(PartialEq, Debug)]
pub struct Outcome {
    calls: Vec<String>,
    end: String,
}

pub struct Machine<'c> {
    code: &'c Code,
    slots: Vec<Value>,
    calls: Vec<String>,
}

enum Step {
    Next,
    Jump,
    Return(Value),
    Raise(String),
}

type Fallible<T> = Result<T, String>;

impl<'c> Machine<'c> {
    /// Runs a function; long runs are cut off.
    pub fn run(code: &'c Code, arguments: &[i64]) -> Outcome {
        let mut slots = vec![Value::Empty; usize::from(code.local_count + code.temp_count)];
        for (slot, &argument) in slots.iter_mut().zip(arguments) {
            *slot = Value::Int(argument);
        }
        let mut machine = Machine { code, slots, calls: Vec::new() };
        let end = machine.go();
        Outcome { calls: machine.calls, end }
    }

    fn go(&mut self) -> String {
        let mut pc = 0;
        let mut raised_at = Position::default();
        loop {
            if self.calls.len() > 500 {
                return "cut off".into();
            }
            let instr = self.code.instrs[pc];
            let fault = match self.step(instr) {
                Ok(Step::Next) => {
                    pc += 1;
                    continue;
                }
                Ok(Step::Jump) => {
                    pc = jump_target(instr, pc).expect("only jumps jump");
                    continue;
                }
                Ok(Step::Return(value)) => return format!("{value:?}"),
                Ok(Step::Raise(again)) => again,
                Err(fault) => {
                    raised_at = self.code.positions[pc];
                    fault
                }
            };
            let at = pc as u32;
            match self.code.exceptions.iter().find(|range| range.start <= at && at < range.end) {
                Some(range) => {
                    let base = usize::from(self.code.local_count + range.depth);
                    self.slots[base..].fill(Value::Empty);
                    self.slots[base] = Value::Raised(fault);
                    pc = range.handler as usize;
                }
                None => return format!("{fault} at {raised_at:?}"),
            }
        }
    }

    fn take(&mut self, slot: u16) -> Fallible<Value> {
        let is_local = slot < self.code.local_count;
        let value = &mut self.slots[usize::from(slot)];
        match (is_local, &*value) {
            (true, Value::Empty) => Err(format!("unbound {}", self.code.slot_name(slot))),
            (true, value) => Ok(value.clone()),
            (false, Value::Empty) => panic!("temporary {slot} is empty"),
            (false, _) => Ok(std::mem::replace(value, Value::Empty)),
        }
    }

    fn put(&mut self, slot: u16, value: Value) {
        let place = &mut self.slots[usize::from(slot)];
        assert!(slot < self.code.local_count || *place == Value::Empty, "temporary {slot} is in use");
        *place = value;
    }

    fn constant(&self, index: u32) -> Value {
        fn value(constant: &Constant) -> Value {
            match constant {
                Constant::Int(value) => Value::Int(*value),
                Constant::Bool(value) => Value::Int(i64::from(*value)),
                Constant::None => Value::None,
                Constant::Tuple(items) => Value::Tuple(items.iter().map(value).collect()),
                other => panic!("{other:?}"),
            }
        }
        value(&self.code.constants[index as usize])
    }

    fn operate(&mut self, op: Op, left: Value, right: Value) -> Fallible<Value> {
        let (Value::Int(left), Value::Int(right)) = (&left, &right) else {
            return Err(format!("cannot operate on {left:?} and {right:?}"));
        };
        let (left, right) = (*left, *right);
        let name = op.row().name.trim_start_matches("INPLACE_").trim_start_matches("JUMP_UNLESS_");
        let name = name.trim_start_matches("JUMP_IF_").trim_end_matches("_CONST");
        Ok(Value::Int(match name {
            "ADD" => left.wrapping_add(right),
            "SUBTRACT" => left.wrapping_sub(right),
            "MULTIPLY" => left.wrapping_mul(right),
            "FLOOR_DIVIDE" if right == 0 => return Err("division by zero".into()),
            "FLOOR_DIVIDE" => left.wrapping_div_euclid(right),
            "LESS" => i64::from(left < right),
            "EQUAL" => i64::from(left == right),
            _ => panic!("{name}"),
        }))
    }

    fn binary(&mut self, instr: Instr, left: u16, right: u16) -> Fallible<Value> {
        let lhs = self.take(left)?;
        let rhs = if instr.op.row().name.ends_with("_CONST") {
            self.constant(u32::from(right))
        } else {
            self.take(right)?
        };
        self.operate(instr.op, lhs, rhs)
    }

    fn truth(value: &Value) -> bool {
        !matches!(value, Value::None | Value::Int(0)) && *value != Value::Tuple(Vec::new())
    }

    fn step(&mut self, instr: Instr) -> Fallible<Step> {
        let Instr { op, a, b, c } = instr;
        match op {
            Op::LoadFast | Op::MoveFast | Op::StoreFast => {
                let value = self.take(b)?;
                self.put(a, value);
            }
            Op::DeleteFast => {
                self.take(a)?;
                self.slots[usize::from(a)] = Value::Empty;
            }
            Op::Nop | Op::LoopLine => {}
            Op::LoadConst => {
                let value = self.constant(instr.wide_operand());
                self.put(a, value);
            }
            Op::Pop | Op::PopExcept => drop(self.take(a)?),
            Op::Copy => {
                let value = self.slots[usize::from(b)].clone();
                assert_ne!(value, Value::Empty);
                self.put(a, value);
            }
            Op::Swap => self.slots.swap(usize::from(a), usize::from(b)),
            Op::LoadGlobal => self.put(a, Value::Function),
            Op::Call => {
                assert_eq!(self.take(a)?, Value::Function);
                let arguments = (1..=b).map(|index| self.take(a + index)).collect::<Fallible<Vec<_>>>()?;
                self.calls.push(format!("{arguments:?}"));
                let sum = arguments.iter().map(|value| if let Value::Int(i) = value { *i } else { 7 });
                let sum = sum.fold(1i64, |sum, value| sum.wrapping_add(value) % 5);
                self.put(c, Value::Int(sum));
            }
            Op::Not => {
                let value = self.take(b)?;
                self.put(a, Value::Int(i64::from(!Self::truth(&value))));
            }
            Op::BuildTuple => {
                let items = (0..b).map(|index| self.take(a + index)).collect::<Fallible<Vec<_>>>()?;
                self.put(c, Value::Tuple(items));
            }
            Op::GetIter => {
                let Value::Tuple(mut items) = self.take(b)? else { return Err("not iterable".into()) };
                items.reverse();
                self.put(a, Value::Iterator(items));
            }
            Op::ForIter => {
                let Value::Iterator(items) = &mut self.slots[usize::from(b)] else { panic!("no iterator") };
                match items.pop() {
                    Some(item) => self.put(a, item),
                    None => {
                        self.slots[usize::from(b)] = Value::Empty;
                        return Ok(Step::Jump);
                    }
                }
            }
            Op::Jump | Op::JumpBackward => return Ok(Step::Jump),
            Op::JumpIfFalse | Op::JumpIfTrue => {
                let value = self.take(a)?;
                return Ok(jump_if(Self::truth(&value) == (op == Op::JumpIfTrue)));
            }
            Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                let value = self.take(a)?;
                let jumps = Self::truth(&value) == (op == Op::JumpIfTrueOrPop);
                if jumps {
                    self.put(a, value);
                }
                return Ok(jump_if(jumps));
            }
            Op::Return => return Ok(Step::Return(self.take(a)?)),
            Op::ReturnConst => return Ok(Step::Return(self.constant(instr.wide_operand()))),
            Op::PushExcInfo => {
                let exception = self.take(a)?;
                self.put(a, Value::None);
                self.put(a + 1, exception);
            }
            Op::Reraise => match self.take(a)? {
                Value::Raised(fault) => return Ok(Step::Raise(fault)),
                other => panic!("{other:?} raised again"),
            },
            _ if op.row().name.starts_with("JUMP_") => {
                let value = self.binary(instr, a, b)?;
                return Ok(jump_if(Self::truth(&value) == op.row().name.starts_with("JUMP_IF_")));
            }
            _ => {
                let value = self.binary(instr, b, c)?;
                self.put(a, value);
            }
        }
        Ok(Step::Next)
    }
}

fn jump_if(jumps: bool) -> Step {
    if jumps { Step::Jump } else { Step::Next }
}
