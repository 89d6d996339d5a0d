//! The folding pass: from plain stack code to code whose instructions name locals and constants themselves.
//!
//! ```text
//! plain         LOAD_FAST s0, x │ LOAD_CONST s1, 1 │ ADD s0, s0, s1 │ STORE_FAST x, s0
//! folded        ADD_CONST x, x, 1
//! ```
//!
//! One walk over the code. A loaded local or constant is not put into its temporary but **pending**; whoever
//! consumes the temporary names the local or constant instead, or, where that is impossible, has it loaded just
//! before. A `SWAP` only exchanges what is known of two temporaries. A `STORE_FAST` becomes the destination of
//! the instruction before it. What makes this right:
//!
//! - Only locals that surely have a value are pending ([`bound`]), so no load that could raise moves.
//! - A pending local is loaded before anything writes to it.
//! - Wherever control parts or comes together, or another exception handler or another line begins, nothing is
//!   pending and every temporary is in its own slot.

mod bound;
mod form;

use bytecode::builder::{exception_table, jump_target, link};
use bytecode::{Code, Instr, Op, Operand, Position};

use bound::Bound;

/// Comparisons whose target is farther away keep their jump apart: 16 bits must do after folding.
const FUSED_REACH: usize = 15_000;
/// No exception handler.
const UNPROTECTED: u32 = u32::MAX;

/// Folds a code object made of plain code. The code objects in its constants stay as they are.
pub fn fold(code: Code) -> Code {
    Folder::new(&code).run().into_code(code)
}

/// Where the value of a temporary is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Value {
    /// In this slot.
    Slot(u16),
    /// In this local; loaded by the instruction with this number.
    Local(u16, u32),
    /// In the constants; likewise.
    Const(u32, u32),
}

struct Folder<'c> {
    code: &'c Code,
    /// Which instructions control can come to from elsewhere.
    labels: Vec<bool>,
    /// The row of the exception table for each instruction.
    protectors: Vec<u32>,
    bound: Bound,
    /// Where the value of each temporary is.
    temps: Vec<Value>,
    /// The temporaries whose value is not in their own slot.
    astray: Vec<u16>,
    out: Output,
    /// The instruction being folded.
    pc: usize,
}

/// The folded code.
#[derive(Default)]
struct Output {
    instrs: Vec<Instr>,
    positions: Vec<Position>,
    protectors: Vec<u32>,
    /// Jumps, with their targets in the plain code.
    jumps: Vec<(u32, usize)>,
    /// New places of plain instructions.
    moved: Vec<u32>,
    /// Instructions before this one are not to be changed any more.
    barrier: usize,
}

impl<'c> Folder<'c> {
    fn new(code: &'c Code) -> Self {
        let mut labels = vec![false; code.instrs.len() + 1];
        for (pc, &instr) in code.instrs.iter().enumerate() {
            if let Some(target) = jump_target(instr, pc) {
                labels[target] = true;
            }
        }
        let mut protectors = vec![UNPROTECTED; code.instrs.len()];
        for (row, range) in code.exceptions.iter().enumerate().rev() {
            labels[range.handler as usize] = true;
            protectors[range.start as usize..range.end as usize].fill(row as u32);
        }
        let temps = (0..code.temp_count).map(|temp| Value::Slot(code.local_count + temp)).collect();
        Self {
            code,
            labels,
            protectors,
            bound: Bound::new(code),
            temps,
            astray: Vec::new(),
            out: Output::default(),
            pc: 0,
        }
    }

    fn run(mut self) -> Output {
        for pc in 0..self.code.instrs.len() {
            let crosses = pc > 0 && self.protectors[pc] != self.protectors[pc - 1];
            if self.labels[pc] || crosses || self.begins_line(pc) {
                self.settle(None);
            }
            self.pc = pc;
            if self.labels[pc] {
                self.bound.label(pc);
                self.out.barrier = self.out.instrs.len();
            }
            // Between two labels values only come; what is deleted, `protect` looks for itself.
            if (crosses || self.labels[pc] || pc == 0)
                && let Some(range) = self.code.exceptions.get(self.protectors[pc] as usize)
            {
                self.bound.protect(pc, range.end as usize, range.handler as usize);
            }
            self.out.moved.push(self.out.instrs.len() as u32);
            self.step(self.code.instrs[pc]);
        }
        self.out
    }

    /// A tracer stops where an expression goes on in another line: what is loaded here is not folded away there.
    fn begins_line(&self, pc: usize) -> bool {
        let line = |pc: usize| self.code.positions[pc].line;
        pc > 0 && line(pc) != line(pc - 1)
    }

    // What is known of temporaries.

    fn is_temp(&self, slot: u16) -> bool {
        slot >= self.code.local_count
    }

    fn value(&self, slot: u16) -> Value {
        if self.is_temp(slot) {
            self.temps[usize::from(slot - self.code.local_count)]
        } else {
            Value::Slot(slot)
        }
    }

    /// Notes where the value of a temporary is.
    fn set(&mut self, slot: u16, value: Value) {
        self.temps[usize::from(slot - self.code.local_count)] = value;
        let known = self.astray.iter().position(|&other| other == slot);
        match (value == Value::Slot(slot), known) {
            (true, Some(index)) => {
                self.astray.swap_remove(index);
            }
            (false, None) => self.astray.push(slot),
            _ => {}
        }
    }

    /// Puts the value of a temporary into its own slot.
    fn put(&mut self, slot: u16) {
        match self.value(slot) {
            Value::Slot(place) if place == slot => return,
            Value::Slot(place) => {
                self.emit(Instr::new(Op::Swap, slot, place, 0));
                // Whatever was in the slot is now where the value was.
                if let Some(&other) =
                    self.astray.iter().find(|&&other| self.value(other) == Value::Slot(slot))
                {
                    self.set(other, Value::Slot(place));
                }
            }
            Value::Local(local, loaded) => {
                self.vacate(slot);
                self.emit_from(loaded, Instr::new(Op::LoadFast, slot, local, 0));
            }
            Value::Const(constant, loaded) => {
                self.vacate(slot);
                self.emit_from(loaded, Instr::wide(Op::LoadConst, slot, constant));
            }
        }
        self.set(slot, Value::Slot(slot));
    }

    /// The temporary whose value is in the slot of another one.
    fn tenant(&self, slot: u16) -> Option<u16> {
        self.astray.iter().copied().find(|&other| other != slot && self.value(other) == Value::Slot(slot))
    }

    /// Makes sure that no other temporary's value is in the slot.
    fn vacate(&mut self, slot: u16) {
        // Putting one value home may bring another one here.
        while let Some(tenant) = self.tenant(slot) {
            self.put(tenant);
        }
    }

    /// Loads a pending constant where there is room: in its own slot or in one whose value is elsewhere.
    fn load(&mut self, slot: u16) {
        let room = self.astray.iter().copied().find(|&room| {
            room != slot && self.tenant(room).is_none() && self.value(room) != Value::Slot(room)
        });
        match (self.value(slot), room) {
            (Value::Const(constant, loaded), Some(room)) if self.tenant(slot).is_some() => {
                self.emit_from(loaded, Instr::wide(Op::LoadConst, room, constant));
                self.set(slot, Value::Slot(room));
            }
            _ => self.put(slot),
        }
    }

    /// Puts every value into its own slot, but for the temporaries from `consumed` up.
    fn settle(&mut self, consumed: Option<u16>) {
        if self.astray.is_empty() {
            return;
        }
        let mut astray = self.astray.clone();
        astray.sort_unstable();
        for slot in astray {
            if consumed.is_none_or(|consumed| slot < consumed) {
                self.put(slot);
            }
        }
    }

    /// Loads the pending copies of a local that is about to change.
    fn load_pending(&mut self, local: u16) {
        let pending =
            |folder: &Self, slot: u16| matches!(folder.value(slot), Value::Local(l, _) if l == local);
        while let Some(&slot) = self.astray.iter().find(|&&slot| pending(self, slot)) {
            self.put(slot);
        }
    }

    // Emitting.

    fn emit(&mut self, instr: Instr) {
        self.emit_from(self.pc as u32, instr);
    }

    fn emit_from(&mut self, origin: u32, instr: Instr) {
        self.out.instrs.push(instr);
        self.out.positions.push(self.place(origin as usize));
        self.out.protectors.push(self.protectors[self.pc]);
    }

    /// Where an instruction stands. One at which no tracer stops does not differ from the one before if it only comes
    /// after that.
    fn place(&self, pc: usize) -> Position {
        let place = self.code.positions[pc];
        if place.end_line == 0 && !self.labels[pc] {
            Position { end_line: place.line, ..place }
        } else {
            place
        }
    }

    fn emit_jump(&mut self, instr: Instr, target: usize) {
        self.bound.jump(target);
        self.out.jumps.push((self.out.instrs.len() as u32, target));
        self.emit(instr);
    }

    /// The instruction emitted last, if it may still be changed.
    fn last(&self) -> Option<Instr> {
        let index = self.out.instrs.len().checked_sub(1)?;
        let open = index >= self.out.barrier && self.out.protectors[index] == self.protectors[self.pc];
        open.then(|| self.out.instrs[index])
    }

    fn take_last(&mut self) {
        self.out.instrs.pop();
        self.out.positions.pop();
        self.out.protectors.pop();
    }

    // Folding.

    fn step(&mut self, instr: Instr) {
        let pc = self.pc as u32;
        match instr.op {
            Op::LoadFast if self.bound.has(instr.b) => self.set(instr.a, Value::Local(instr.b, pc)),
            Op::LoadFast => {
                self.vacate(instr.a);
                self.set(instr.a, Value::Slot(instr.a));
                self.emit(instr);
                self.bound.add(instr.b);
            }
            Op::LoadConst => self.set(instr.a, Value::Const(instr.wide_operand(), pc)),
            Op::Copy => match self.value(instr.b) {
                Value::Slot(_) => {
                    self.put(instr.b);
                    self.vacate(instr.a);
                    self.set(instr.a, Value::Slot(instr.a));
                    self.emit(instr);
                }
                pending => self.set(instr.a, pending),
            },
            Op::Swap => {
                let (first, second) = (self.value(instr.a), self.value(instr.b));
                self.set(instr.a, second);
                self.set(instr.b, first);
            }
            Op::Pop => {
                if let Value::Slot(place) = self.consume(instr.a) {
                    let last = self.last().filter(|last| last.op == Op::YieldValue && last.a == place);
                    match (last, self.out.instrs.last_mut()) {
                        (Some(last), Some(emitted)) if last.c == 0 => {
                            *emitted = Instr::new(Op::YieldStatement, last.a, last.b, 0);
                        }
                        _ => self.emit(Instr::new(Op::Pop, place, 0, 0)),
                    }
                } else {
                    self.mark_line(Op::Nop);
                }
            }
            Op::StoreFast => self.store(instr),
            Op::Nop | Op::LoopLine => self.mark_line(instr.op),
            Op::DeleteFast | Op::MakeCell => {
                self.load_pending(instr.a);
                self.emit(instr);
                self.bound.remove(instr.a);
            }
            Op::JumpIfFalse | Op::JumpIfTrue => self.test(instr),
            _ => match jump_target(instr, self.pc) {
                Some(target) => self.jump(instr, target),
                None => self.plain(instr),
            },
        }
        if matches!(instr.op, Op::Return | Op::ReturnConst | Op::Raise | Op::RaiseFrom | Op::RaiseBare)
            || matches!(instr.op, Op::Reraise | Op::Jump | Op::JumpBackward | Op::JumpBackwardNoInterrupt)
        {
            self.bound.here = None;
            for slot in std::mem::take(&mut self.astray) {
                self.temps[usize::from(slot - self.code.local_count)] = Value::Slot(slot);
            }
        }
    }

    /// Takes the value of a temporary away.
    fn consume(&mut self, slot: u16) -> Value {
        let value = self.value(slot);
        self.set(slot, Value::Slot(slot));
        value
    }

    /// Nothing is done in a line, but a tracer stops there; unless at an instruction beside, if that is in it, too.
    fn mark_line(&mut self, op: Op) {
        let stop = |place: Position| (place.end_line != 0).then_some(place.line);
        let (here, next) = (stop(self.place(self.pc)), self.pc + 1);
        let goes_on = self.code.instrs.get(next).is_some_and(|instr| instr.op != Op::Jump)
            && stop(self.place(next)) == here;
        if here.is_some() && !goes_on && self.out.positions.last().copied().and_then(stop) != here {
            self.settle(None);
            self.emit(Instr::new(op, 0, 0, 0));
        }
    }

    fn store(&mut self, instr: Instr) {
        let local = instr.a;
        if matches!(self.value(instr.b), Value::Local(same, _) if same == local) {
            self.consume(instr.b);
            return;
        }
        let before = self.out.instrs.len();
        self.load_pending(local);
        let undisturbed = self.out.instrs.len() == before;
        let stored = match self.consume(instr.b) {
            Value::Local(other, _) => Instr::new(Op::MoveFast, local, other, 0),
            Value::Const(constant, _) => Instr::wide(Op::LoadConst, local, constant),
            Value::Slot(place) => {
                let last = self.last().filter(|_| undisturbed);
                let redirected = last.and_then(|last| redirect(last, place, local));
                if let (Some(redirected), Some(last)) = (redirected, self.out.instrs.last_mut()) {
                    *last = redirected;
                    return self.bound.add(local);
                }
                Instr::new(Op::StoreFast, local, place, 0)
            }
        };
        self.emit(stored);
        self.bound.add(local);
    }

    /// `JUMP_IF_FALSE` and `JUMP_IF_TRUE`: takes the comparison or `not` before it along.
    fn test(&mut self, instr: Instr) {
        let Some(target) = jump_target(instr, self.pc) else { return };
        let sense = instr.op == Op::JumpIfTrue;
        if let (Value::Slot(place), Some(last)) = (self.value(instr.a), self.last())
            && last.a == place
            && self.is_temp(place)
            && self.flushes_clear_of(instr.a, last)
        {
            let near = target.abs_diff(self.pc) < FUSED_REACH;
            let fused = match form::with_jump(last.op, sense) {
                Some(op) if near => Some(Instr::new(op, last.b, last.c, 0)),
                _ if last.op == Op::Not => {
                    let op = if sense { Op::JumpIfFalse } else { Op::JumpIfTrue };
                    Some(Instr::new(op, last.b, 0, 0))
                }
                _ => None,
            };
            if let Some(fused) = fused {
                let position = self.out.positions.last().copied().unwrap_or_default();
                self.take_last();
                self.consume(instr.a);
                self.settle(None);
                self.emit_jump(fused, target);
                if let Some(last) = self.out.positions.last_mut() {
                    *last = position;
                }
                return;
            }
        }
        self.jump(instr, target);
    }

    /// Can the pending values below a temporary be loaded before `last` instead of after it?
    fn flushes_clear_of(&self, consumed: u16, last: Instr) -> bool {
        self.astray.iter().filter(|&&slot| slot != consumed).all(|&slot| {
            let pending = !matches!(self.value(slot), Value::Slot(_));
            pending && slot != last.b && slot != last.c
        })
    }

    fn jump(&mut self, instr: Instr, target: usize) {
        let row = instr.op.row();
        let consumed = if row.operands[0].1 == Operand::Src { Some(instr.a) } else { None };
        self.settle(consumed);
        match instr.op {
            // Where the value stays on one path, it must be in its slot.
            Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                self.put(instr.a);
                self.emit_jump(instr, target);
            }
            Op::ForIter | Op::Send => self.emit_jump(instr, target),
            Op::Jump if target == self.pc + 1 => {
                self.mark_line(Op::Nop);
                self.bound.jump(target);
            }
            _ => {
                let mut instr = instr;
                if row.operands[0].1 == Operand::Src {
                    if matches!(self.value(instr.a), Value::Const(..)) {
                        self.put(instr.a);
                    }
                    instr.a = match self.consume(instr.a) {
                        Value::Slot(place) | Value::Local(place, _) => place,
                        Value::Const(..) => instr.a,
                    };
                }
                self.emit_jump(instr, target);
            }
        }
    }

    /// Any other instruction: names its sources where they are.
    fn plain(&mut self, instr: Instr) {
        if self.astray.is_empty() {
            return self.emit(instr);
        }
        let row = instr.op.row();
        let (pops, pushes) = (row.effect)(instr);
        let mut fields = [instr.a, instr.b, instr.c];
        let mut op = instr.op;
        // First what must be in its own slot: that may move other values.
        for (index, (_, kind)) in row.operands.iter().enumerate() {
            let slot = fields[index];
            match kind {
                Operand::Window if op == Op::WithExceptStart => {}
                // The object of `LOAD_METHOD` lies in its window, or else is a local.
                Operand::Window if op == Op::LoadMethod && matches!(self.value(slot), Value::Local(..)) => {}
                Operand::Window => (slot..slot + pops).for_each(|slot| self.put(slot)),
                Operand::Peek => self.put(slot),
                Operand::Src if op == Op::YieldValue && instr.c == 1 => self.put(slot),
                Operand::Src => {
                    if let Value::Const(constant, _) = self.value(slot) {
                        let form = form::with_constant(op).filter(|_| index == 2 && constant <= 0xFFFF);
                        if form.is_none() {
                            self.load(slot);
                        }
                    }
                }
                _ => {}
            }
        }
        // What the instruction writes must not be another temporary's place, its own sources excepted.
        let consumed: Vec<u16> = row
            .operands
            .iter()
            .zip(fields)
            .filter(|((_, kind), slot)| *kind == Operand::Src && self.is_temp(*slot))
            .map(|(_, slot)| slot)
            .collect();
        for (index, (_, kind)) in row.operands.iter().enumerate() {
            let written = match kind {
                Operand::Dst if self.is_temp(fields[index]) => fields[index]..fields[index] + 1,
                Operand::Window => fields[index]..fields[index] + pushes,
                _ => continue,
            };
            for slot in written {
                let tenant = self.astray.iter().copied().find(|other| {
                    *other != slot && !consumed.contains(other) && self.value(*other) == Value::Slot(slot)
                });
                if let Some(tenant) = tenant {
                    self.put(tenant);
                }
            }
        }
        for (index, (_, kind)) in row.operands.iter().enumerate() {
            if *kind != Operand::Src || !self.is_temp(fields[index]) {
                continue;
            }
            match self.consume(fields[index]) {
                Value::Slot(place) | Value::Local(place, _) => fields[index] = place,
                Value::Const(constant, _) => {
                    op = form::with_constant(op).unwrap_or(op);
                    fields[index] = constant as u16;
                }
            }
        }
        self.emit(Instr::new(op, fields[0], fields[1], fields[2]));
    }
}

/// The instruction with its destination changed from a temporary to a local, if it has that destination.
fn redirect(last: Instr, from: u16, to: u16) -> Option<Instr> {
    if last.op == Op::LoadFast && last.a == from {
        return Some(Instr::new(Op::MoveFast, to, last.b, 0));
    }
    if matches!(last.op, Op::Copy | Op::Swap | Op::StoreFast | Op::MoveFast | Op::WithExceptStart) {
        return None;
    }
    // A generator that waits keeps the slots below the one that gets the value sent: all locals have to be.
    if last.op == Op::YieldValue {
        return None;
    }
    let mut fields = [last.a, last.b, last.c];
    let (index, _) =
        last.op.row().operands.iter().enumerate().find(|(_, (_, kind))| *kind == Operand::Dst)?;
    if fields[index] != from {
        return None;
    }
    fields[index] = to;
    Some(Instr::new(last.op, fields[0], fields[1], fields[2]))
}

impl Output {
    fn into_code(mut self, mut code: Code) -> Code {
        let plain = &code.instrs;
        let mut targets: Vec<(u32, u32)> =
            self.jumps.iter().map(|&(at, target)| (at, self.moved[thread(plain, target)])).collect();
        let mut starts: Vec<u32> =
            code.exceptions.iter().map(|range| self.moved[range.handler as usize]).collect();
        let linked =
            link(&mut self.instrs, &mut self.positions, &mut self.protectors, &mut targets, &mut starts);
        if linked.is_err() {
            return code;
        }
        // Rows that differ only in their place must not be told apart.
        code.exceptions = exception_table(&self.protectors, |row| {
            (starts[row as usize], code.exceptions[row as usize].depth)
        });
        code.exceptions.dedup_by(|next, range| {
            let joins = range.end == next.start && range.handler == next.handler && range.depth == next.depth;
            if joins {
                range.end = next.end;
            }
            joins
        });
        code.instrs = self.instrs;
        code.positions = self.positions;
        code.is_folded = true;
        code
    }
}

/// Where a jump to `target` ends up: unconditional jumps forward are followed. Backward ones are not, because
/// they are check points.
fn thread(plain: &[Instr], mut target: usize) -> usize {
    while plain[target].op == Op::Jump
        && let Some(next) = jump_target(plain[target], target)
        && next > target
    {
        target = next;
    }
    target
}
