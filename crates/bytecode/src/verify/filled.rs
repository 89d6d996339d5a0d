//! The check of folded code: which temporaries hold a value, on every path.
//!
//! What is consumed must be there, what is written must be empty (so that nothing is lost), and wherever paths
//! meet the same temporaries hold values.

use std::rc::Rc;

use crate::builder::jump_target;
use crate::code::{Code, Instr};
use crate::op::{Op, Operand};

type Temps = Vec<bool>;

/// Checks one folded code object.
pub(super) fn check(code: &Code) -> Result<(), String> {
    let mut walk = Walk { code, known: vec![None; code.instrs.len()], work: Vec::new() };
    walk.reach(0, vec![false; usize::from(code.temp_count)])?;
    while let Some(pc) = walk.work.pop() {
        let instr = code.instrs[pc];
        walk.step(pc, instr).map_err(|fault| super::at(pc, instr, &fault))?;
    }
    Ok(())
}

struct Walk<'c> {
    code: &'c Code,
    /// The temporaries that hold values on entry, of instructions reached so far.
    known: Vec<Option<Rc<Temps>>>,
    work: Vec<usize>,
}

impl Walk<'_> {
    fn reach(&mut self, pc: usize, temps: Temps) -> Result<(), String> {
        match self.known.get(pc) {
            None => Err("control runs off the end".into()),
            Some(Some(known)) if **known == temps => Ok(()),
            Some(Some(_)) => Err(format!("{pc} is reached with different temporaries")),
            Some(None) => {
                self.known[pc] = Some(Rc::new(temps));
                self.work.push(pc);
                Ok(())
            }
        }
    }

    /// The number of the temporary in a slot.
    fn temp(&self, slot: u16) -> Option<usize> {
        slot.checked_sub(self.code.local_count).map(usize::from)
    }

    fn take(&self, temps: &mut Temps, slot: u16) -> Result<(), String> {
        match self.temp(slot) {
            Some(temp) if !std::mem::take(&mut temps[temp]) => Err(format!("temporary {temp} is empty")),
            _ => Ok(()),
        }
    }

    fn fill(&self, temps: &mut Temps, slot: u16) -> Result<(), String> {
        match self.temp(slot) {
            Some(temp) if std::mem::replace(&mut temps[temp], true) => {
                Err(format!("temporary {temp} is in use"))
            }
            _ => Ok(()),
        }
    }

    fn step(&mut self, pc: usize, instr: Instr) -> Result<(), String> {
        let before = self.known[pc].clone().expect("only reached instructions are in the work list");
        let mut temps = (*before).clone();
        let row = instr.op.row();
        let (pops, pushes) = (row.effect)(instr);
        let operands = || [instr.a, instr.b, instr.c].into_iter().zip(row.operands);
        let reads_object = instr.op == Op::LoadMethod;
        let has_dst = operands().any(|(_, (_, kind))| kind == Operand::Dst);
        for (slot, (_, kind)) in operands() {
            match kind {
                Operand::Src => self.take(&mut temps, slot)?,
                Operand::Peek if instr.op != Op::Swap => {
                    self.take(&mut temps, slot)?;
                    self.fill(&mut temps, slot)?;
                }
                Operand::Window if !reads_object => {
                    (slot..slot + pops).try_for_each(|slot| self.take(&mut temps, slot))?;
                }
                _ => {}
            }
        }
        if let (Op::Swap, Some(first), Some(second)) = (instr.op, self.temp(instr.a), self.temp(instr.b)) {
            temps.swap(first, second);
        }
        // Before a handler changes, values are put into their slots by instructions that cannot raise.
        if !matches!(instr.op, Op::Swap | Op::LoadFast | Op::LoadConst) {
            self.handled(pc, &before)?;
        }
        if let Some(target) = jump_target(instr, pc) {
            let mut there = temps.clone();
            match instr.op {
                Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => self.fill(&mut there, instr.a)?,
                Op::ForIter | Op::Send => self.take(&mut there, instr.b)?,
                _ => {}
            }
            self.reach(target, there)?;
        }
        for (slot, (_, kind)) in operands() {
            match kind {
                Operand::Dst => self.fill(&mut temps, slot)?,
                Operand::Window if !has_dst => {
                    (slot..slot + pushes).try_for_each(|slot| self.fill(&mut temps, slot))?;
                }
                _ => {}
            }
        }
        match instr.op {
            Op::Jump | Op::JumpBackward | Op::JumpBackwardNoInterrupt => Ok(()),
            Op::Raise | Op::RaiseFrom | Op::RaiseBare | Op::Reraise => Ok(()),
            Op::Return | Op::ReturnConst => match temps.iter().position(|&filled| filled) {
                Some(temp) => Err(format!("leaves temporary {temp} behind")),
                None => Ok(()),
            },
            _ => self.reach(pc + 1, temps),
        }
    }

    /// Goes to the handler of the instruction: what lies above its depth is dropped.
    fn handled(&mut self, pc: usize, before: &Temps) -> Result<(), String> {
        let at = pc as u32;
        let Some(range) = self.code.exceptions.iter().find(|row| row.start <= at && at < row.end) else {
            return Ok(());
        };
        let depth = usize::from(range.depth);
        if let Some(temp) = before[..depth].iter().position(|&filled| !filled) {
            return Err(format!("its handler relies on temporary {temp}"));
        }
        let mut temps = vec![false; before.len()];
        temps[..=depth].fill(true);
        self.reach(range.handler as usize, temps)
    }
}
