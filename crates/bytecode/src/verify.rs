//! Checks code objects: what the table promises holds on every path.
//!
//! For plain code: the number of live temporaries is the same whichever way an instruction is reached, handlers
//! included; every operand that consumes lies at the top of the live temporaries; no instruction takes what a
//! handler relies on. For folded code, `filled` looks at each temporary by itself. For both: jumps hit
//! instructions, only `JUMP_BACKWARD` and its like go back, operands are in range. A fault is a bug of the
//! compiler, so tests and debug builds run this, releases do not.

mod filled;

use crate::builder::{MAX_SLOTS, jump_target};
use crate::code::{Code, Constant, Instr};
use crate::op::{Op, Operand, Stage};

/// Checks a code object and those nested in it. The error says what is wrong, and where.
pub fn verify(code: &Code) -> Result<(), String> {
    let mut work = vec![code];
    while let Some(code) = work.pop() {
        verify_one(code)?;
        work.extend(code.constants.iter().filter_map(|constant| match constant {
            Constant::Code(nested) => Some(&**nested),
            _ => None,
        }));
    }
    Ok(())
}

/// Checks one code object.
pub fn verify_one(code: &Code) -> Result<(), String> {
    check(code).map_err(|fault| format!("{} (line {}): {fault}", code.qualname, code.first_line))
}

fn check(code: &Code) -> Result<(), String> {
    if code.positions.len() != code.instrs.len() {
        return Err("not one place for each instruction".into());
    }
    if u32::from(code.local_count) + u32::from(code.temp_count) > MAX_SLOTS {
        return Err("too many slots".into());
    }
    if code.slot_names.len() != usize::from(code.local_count) {
        return Err("not one name for each local".into());
    }
    for (pc, &instr) in code.instrs.iter().enumerate() {
        check_operands(code, instr).map_err(|fault| at(pc, instr, &fault))?;
        if let Some(target) = jump_target(instr, pc) {
            if target >= code.instrs.len() {
                return Err(at(pc, instr, "jumps out of the code"));
            }
            let backward = matches!(instr.op, Op::JumpBackward | Op::JumpBackwardNoInterrupt);
            if backward != (target <= pc) {
                return Err(at(pc, instr, "jumps the wrong way: only back edges are check points"));
            }
        }
    }
    for range in &code.exceptions {
        let size = code.instrs.len() as u32;
        if range.start >= range.end || range.end > size || range.handler >= size {
            return Err(format!("bad exception range {range:?}"));
        }
    }
    if code.is_folded { filled::check(code) } else { Flow::new(code).check() }
}

fn at(pc: usize, instr: Instr, fault: &str) -> String {
    format!("{pc} {} {},{},{}: {fault}", instr.op.row().name, instr.a, instr.b, instr.c)
}

fn check_operands(code: &Code, instr: Instr) -> Result<(), String> {
    let row = instr.op.row();
    match row.stage {
        Stage::Plain => {}
        Stage::Folded if code.is_folded => {}
        _ => return Err("of a later stage".into()),
    }
    let slots = code.local_count + code.temp_count;
    for (value, (name, kind)) in [instr.a, instr.b, instr.c].into_iter().zip(row.operands) {
        let fits = match kind {
            Operand::Src | Operand::Peek | Operand::Dst => value < slots,
            // An empty window may stand above the last temporary.
            Operand::Window => value >= code.local_count && value <= slots,
            Operand::Local => value < code.local_count,
            Operand::Const => usize::from(value) < code.constants.len(),
            Operand::Const32 => (instr.wide_operand() as usize) < code.constants.len(),
            Operand::Site => usize::from(value) < code.sites.len(),
            Operand::None | Operand::Count | Operand::Jump16 | Operand::Jump32 => true,
        };
        if !fits {
            return Err(format!("operand {name} out of range"));
        }
    }
    Ok(())
}

/// The walk over all paths of plain code.
struct Flow<'c> {
    code: &'c Code,
    /// The depth on entry, of instructions reached so far.
    depths: Vec<Option<u16>>,
    /// The row of the exception table for each instruction.
    handlers: Vec<Option<u32>>,
    work: Vec<usize>,
}

impl<'c> Flow<'c> {
    fn new(code: &'c Code) -> Self {
        let mut handlers = vec![None; code.instrs.len()];
        for (index, range) in code.exceptions.iter().enumerate().rev() {
            handlers[range.start as usize..range.end as usize].fill(Some(index as u32));
        }
        Self { code, depths: vec![None; code.instrs.len()], handlers, work: Vec::new() }
    }

    fn check(mut self) -> Result<(), String> {
        self.reach(0, 0)?;
        while let Some(pc) = self.work.pop() {
            let instr = self.code.instrs[pc];
            self.step(pc, instr).map_err(|fault| at(pc, instr, &fault))?;
        }
        match self.depths.iter().position(Option::is_none) {
            Some(pc) => Err(at(pc, self.code.instrs[pc], "is never reached")),
            None => Ok(()),
        }
    }

    fn reach(&mut self, pc: usize, depth: u16) -> Result<(), String> {
        if pc >= self.code.instrs.len() {
            return Err("control runs off the end".into());
        }
        match self.depths[pc] {
            Some(known) if known == depth => Ok(()),
            Some(known) => Err(format!("{pc} is reached at depth {known} and at depth {depth}")),
            None => {
                self.depths[pc] = Some(depth);
                self.work.push(pc);
                Ok(())
            }
        }
    }

    fn step(&mut self, pc: usize, instr: Instr) -> Result<(), String> {
        let before = self.depths[pc].expect("only reached instructions are in the work list");
        let (pops, pushes) = (instr.op.row().effect)(instr);
        let left = before.checked_sub(pops).ok_or("takes more temporaries than there are")?;
        let after = left + pushes;
        if after > self.code.temp_count {
            return Err("needs more temporaries than the frame has".into());
        }
        self.check_slots(instr, before, left, after)?;
        if let Some(row) = self.handlers[pc] {
            let range = self.code.exceptions[row as usize];
            let kept = if instr.op == Op::YieldValue { before } else { left };
            if kept < range.depth {
                return Err("takes a temporary that its handler relies on".into());
            }
            self.reach(range.handler as usize, range.depth + 1)?;
        }
        if let Some(target) = jump_target(instr, pc) {
            let depth = match instr.op {
                Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => before,
                Op::ForIter | Op::Send => before.checked_sub(1).ok_or("no iterator")?,
                _ => after,
            };
            self.reach(target, depth)?;
        }
        match instr.op {
            Op::Jump | Op::JumpBackward | Op::JumpBackwardNoInterrupt => Ok(()),
            Op::Raise | Op::RaiseFrom | Op::RaiseBare | Op::Reraise => Ok(()),
            Op::Return | Op::ReturnConst if left == 0 => Ok(()),
            Op::Return | Op::ReturnConst => Err("leaves temporaries behind".into()),
            _ => self.reach(pc + 1, after),
        }
    }

    /// Do the operands lie where a stack machine would have them?
    fn check_slots(&self, instr: Instr, before: u16, left: u16, after: u16) -> Result<(), String> {
        let locals = self.code.local_count;
        let mut next = locals + left;
        for (value, (name, kind)) in [instr.a, instr.b, instr.c].into_iter().zip(instr.op.row().operands) {
            let lies_right = match (instr.op, kind) {
                (Op::LoadFast, Operand::Src) | (Op::StoreFast, Operand::Dst) => value < locals,
                (Op::WithExceptStart, Operand::Window) => value >= locals && value + 1 < locals + before,
                (_, Operand::Src) => {
                    next += 1;
                    value == next - 1
                }
                (_, Operand::Dst) => value == locals + left && value < locals + after,
                (_, Operand::Window) => value == locals + left,
                (_, Operand::Peek) => value >= locals && value < locals + before,
                _ => true,
            };
            if !lies_right {
                return Err(format!("operand {name} is not at the top of {before} temporaries"));
            }
        }
        Ok(())
    }
}
