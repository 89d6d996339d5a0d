//! The assembler: from "emit `ADD`" to a code object's tables.
//!
//! It knows how many temporaries are live, so the compiler names no slots: a `Src` operand is taken from the top
//! of the live temporaries, a `Dst` is put there. Control flow goes through [`Label`]s, exception handlers
//! through [`Handler`]s. After an unconditional jump nothing is reachable until a label is bound that something
//! jumps to; what is emitted meanwhile is left out, so dead code costs nothing.
//!
//! It knows nothing of Python's syntax, and does not check what it is told ([`crate::verify`] does).

use crate::code::{Code, Constant, ExceptionRange, Instr, Position};
use crate::op::{Op, Operand};
use crate::pool::{Constants, Names, Sites};

/// The number of slots a frame can have: the VM keeps slot × 16 in 16 bits.
pub const MAX_SLOTS: u32 = 4096;

/// No handler.
const UNPROTECTED: u32 = u32::MAX;

/// A place in the code that jumps go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

/// An exception handler: where to go, and how many temporaries stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler(u32);

/// Why no code object can be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuildError {
    /// The frame would have more than [`MAX_SLOTS`] slots.
    TooManySlots,
    /// More names than a site can tell apart.
    TooManyNames,
    /// More instructions than a jump can span.
    TooLong,
}

#[derive(Clone, Copy, Default)]
struct LabelState {
    at: Option<u32>,
    depth: Option<u16>,
}

struct HandlerState {
    label: Label,
    depth: u16,
    /// How many instructions go there when they fail.
    covered: u32,
}

/// A code object under construction.
pub struct Builder {
    local_count: u16,
    instrs: Vec<Instr>,
    positions: Vec<Position>,
    protectors: Vec<u32>,
    jumps: Vec<(u32, Label)>,
    labels: Vec<LabelState>,
    handlers: Vec<HandlerState>,
    active: Vec<Handler>,
    constants: Constants,
    names: Names,
    sites: Sites,
    place: Position,
    depth: u16,
    max_depth: u16,
    reachable: bool,
    /// Instructions before this one are out of reach of peephole rewriting: a label is bound here.
    barrier: usize,
    dropped_constants: bool,
    keep_first_constant: bool,
    failure: Option<BuildError>,
}

impl Builder {
    /// Starts code for a frame with so many locals and cells.
    pub fn new(local_count: u16) -> Self {
        Self {
            local_count,
            instrs: Vec::new(),
            positions: Vec::new(),
            protectors: Vec::new(),
            jumps: Vec::new(),
            labels: Vec::new(),
            handlers: Vec::new(),
            active: Vec::new(),
            constants: Constants::default(),
            names: Names::default(),
            sites: Sites::default(),
            place: Position::default(),
            depth: 0,
            max_depth: 0,
            reachable: true,
            barrier: 0,
            dropped_constants: false,
            keep_first_constant: false,
            failure: None,
        }
    }

    /// The place of the instructions emitted from now on.
    pub fn set_place(&mut self, place: Position) {
        self.place = place;
    }

    /// The place of the instructions emitted now.
    pub fn place(&self) -> Position {
        self.place
    }

    /// How many temporaries are live.
    pub fn depth(&self) -> u16 {
        self.depth
    }

    /// Says how many temporaries are live in code that cannot be reached, after a jump out of nested blocks.
    pub fn set_depth(&mut self, depth: u16) {
        debug_assert!(!self.reachable || depth == self.depth);
        self.depth = depth;
    }

    /// Can control get here?
    pub fn is_reachable(&self) -> bool {
        self.reachable
    }

    /// The slot of a temporary, counted from the lowest.
    pub fn temp(&self, index: u16) -> u16 {
        self.local_count.wrapping_add(index)
    }

    /// The slot of a temporary, counted from the topmost, which is 1.
    pub fn top(&self, from_top: u16) -> u16 {
        self.temp(self.depth.wrapping_sub(from_top))
    }

    /// Emits an instruction. `given` are the operands that are neither taken from nor put to the top of the
    /// temporaries, in the order of the row: counts, sites, `Local`s, `Peek`s.
    pub fn emit(&mut self, op: Op, given: &[u16]) {
        let row = op.row();
        let mut fields = [0u16; 3];
        let mut given = given.iter();
        for (field, (_, kind)) in fields.iter_mut().zip(row.operands) {
            if matches!(
                kind,
                Operand::Peek | Operand::Local | Operand::Count | Operand::Site | Operand::Const
            ) {
                *field = given.next().copied().unwrap_or_default();
            }
        }
        debug_assert!(given.next().is_none(), "too many operands for {}", row.name);
        let (pops, pushes) = (row.effect)(Instr::new(op, fields[0], fields[1], fields[2]));
        let mut next = self.temp(self.depth.wrapping_sub(pops));
        let lowest = next;
        for (field, (_, kind)) in fields.iter_mut().zip(row.operands) {
            match kind {
                Operand::Src => {
                    *field = next;
                    next = next.wrapping_add(1);
                }
                Operand::Dst | Operand::Window => *field = lowest,
                _ => {}
            }
        }
        self.push(Instr::new(op, fields[0], fields[1], fields[2]));
        self.apply(pops, pushes);
        if matches!(op, Op::Return | Op::Reraise | Op::Raise | Op::RaiseFrom | Op::RaiseBare) {
            self.reachable = false;
        }
    }

    /// Emits an instruction whose last operand is an attribute or variable name.
    pub fn emit_name(&mut self, op: Op, given: &[u16], name: &str) {
        if !self.reachable {
            let (pops, pushes) = (op.row().effect)(Instr::new(op, 0, 0, 0));
            return self.apply(pops, pushes);
        }
        let name = self.names.intern(name);
        let Some(site) = self.sites.add(op, name) else {
            self.failure = Some(BuildError::TooManyNames);
            return;
        };
        match *given {
            [] => self.emit(op, &[site]),
            [first] => self.emit(op, &[first, site]),
            _ => unreachable!("no row has three operands and a name"),
        }
    }

    /// `LOAD_FAST`
    pub fn load_fast(&mut self, local: u16) {
        let dst = self.temp(self.depth);
        self.push(Instr::new(Op::LoadFast, dst, local, 0));
        self.apply(0, 1);
    }

    /// `STORE_FAST`
    pub fn store_fast(&mut self, local: u16) {
        let src = self.top(1);
        self.push(Instr::new(Op::StoreFast, local, src, 0));
        self.apply(1, 0);
    }

    /// `LOAD_CONST`
    pub fn load_const(&mut self, constant: Constant) {
        let dst = self.temp(self.depth);
        if self.reachable {
            let index = self.constants.intern(constant);
            self.push(Instr::wide(Op::LoadConst, dst, index));
        }
        self.apply(0, 1);
    }

    /// `MAKE_FUNCTION`
    pub fn make_function(&mut self, code: std::sync::Arc<Code>) {
        let dst = self.temp(self.depth);
        if self.reachable {
            let index = self.constants.intern(Constant::Code(code));
            self.push(Instr::wide(Op::MakeFunction, dst, index));
        }
        self.apply(0, 1);
    }

    /// `RETURN`, or `RETURN_CONST` if the value has just been loaded as a constant.
    pub fn ret(&mut self) {
        match self.instrs.last() {
            Some(&last) if last.op == Op::LoadConst && self.is_open(self.instrs.len() - 1) => {
                let place = self.positions[self.positions.len() - 1];
                self.unpush();
                let outer = std::mem::replace(&mut self.place, place);
                self.push(Instr::wide(Op::ReturnConst, 0, last.wide_operand()));
                self.place = outer;
                self.apply(1, 0);
                self.reachable = false;
            }
            _ => self.emit(Op::Return, &[]),
        }
    }

    /// `COPY` of the temporary that is `from_top` below the top (1 is the topmost).
    pub fn copy(&mut self, from_top: u16) {
        let (dst, src) = (self.temp(self.depth), self.top(from_top));
        self.push(Instr::new(Op::Copy, dst, src, 0));
        self.apply(0, 1);
    }

    /// `SWAP` of the topmost temporary with the one `from_top` below (2 is the next).
    pub fn swap(&mut self, from_top: u16) {
        let (first, second) = (self.top(from_top), self.top(1));
        self.push(Instr::new(Op::Swap, first, second, 0));
    }

    /// `SWAP` of the two temporaries below the topmost.
    pub fn swap_below_top(&mut self) {
        let (first, second) = (self.top(3), self.top(2));
        self.push(Instr::new(Op::Swap, first, second, 0));
    }

    /// `WITH_EXCEPT_START`, where the topmost temporaries are the pair, what was handled before, the exception.
    pub fn with_except_start(&mut self) {
        let (dst, pair, exception) = (self.temp(self.depth), self.top(4), self.top(1));
        self.push(Instr::new(Op::WithExceptStart, dst, pair, exception));
        self.apply(0, 1);
    }

    /// The index in the constants of a value used by an operand of kind `Const`, if 16 bits can hold it.
    pub fn constant_operand(&mut self, constant: Constant) -> Option<u16> {
        u16::try_from(self.constants.intern(constant)).ok()
    }

    /// Makes a value the first constant, whether or not it is used: the docstring.
    pub fn set_first_constant(&mut self, constant: Constant) {
        debug_assert!(self.constants.values.is_empty());
        self.constants.intern(constant);
        self.keep_first_constant = true;
    }

    // Looking back: rewriting what has just been emitted.

    /// Is the instruction, and all after it, still open to rewriting?
    fn is_open(&self, index: usize) -> bool {
        self.reachable && index >= self.barrier
    }

    /// The constants that the last `count` instructions loaded, if that is all they did.
    pub fn last_constants(&self, count: usize) -> Option<impl ExactSizeIterator<Item = &Constant>> {
        let start = self.instrs.len().checked_sub(count)?;
        let last = &self.instrs[start..];
        (self.is_open(start) && last.iter().all(|instr| instr.op == Op::LoadConst))
            .then(|| last.iter().map(|instr| &self.constants.values[instr.wide_operand() as usize]))
    }

    /// Takes back the last `count` instructions, all `LOAD_CONST`.
    pub fn drop_constants(&mut self, count: usize) {
        for _ in 0..count {
            self.unpush();
        }
        self.depth -= count as u16;
        self.dropped_constants = true;
    }

    /// Takes back the last instruction if it is the given one without operands but its temporaries.
    pub fn take_back(&mut self, op: Op) -> bool {
        let Some(last) = self.instrs.last() else { return false };
        if last.op != op || !self.is_open(self.instrs.len() - 1) {
            return false;
        }
        let (pops, pushes) = (op.row().effect)(*last);
        self.unpush();
        self.depth = self.depth + pops - pushes;
        true
    }

    // Control flow.

    /// A new label, not bound to a place.
    pub fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// Binds a label to this place. Code becomes reachable if something jumps to the label.
    pub fn bind(&mut self, label: Label) {
        let here = self.instrs.len();
        let state = &mut self.labels[label.0 as usize];
        debug_assert!(state.at.is_none(), "a label is bound once");
        state.at = Some(here as u32);
        match state.depth {
            Some(depth) => {
                debug_assert!(!self.reachable || depth == self.depth, "depth {depth} ≠ {}", self.depth);
                self.depth = depth;
                self.reachable = true;
            }
            // Only later, backward jumps come here.
            None if self.reachable => state.depth = Some(self.depth),
            None => {}
        }
        self.barrier = here;
    }

    /// Binds a label at which so many temporaries are live, which matters when nothing is reachable here.
    pub fn bind_at(&mut self, label: Label, depth: u16) {
        if !self.reachable {
            self.depth = depth;
        }
        self.bind(label);
        debug_assert_eq!(self.depth, depth);
    }

    /// A new label bound to this place.
    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    /// Emits a jump. `given` are the `Peek` operands.
    pub fn jump(&mut self, op: Op, given: &[u16], label: Label) {
        let row = op.row();
        let before = self.depth;
        let at = self.instrs.len();
        self.emit(op, given);
        if self.reachable {
            let at_target = match op {
                Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => before,
                Op::ForIter | Op::Send => before.wrapping_sub(1),
                _ => self.depth,
            };
            let state = &mut self.labels[label.0 as usize];
            debug_assert!(state.depth.is_none_or(|depth| depth == at_target), "{}: depth", row.name);
            state.depth = Some(at_target);
            self.jumps.push((at as u32, label));
        }
        if matches!(op, Op::Jump | Op::JumpBackward | Op::JumpBackwardNoInterrupt) {
            self.reachable = false;
        }
    }

    // Exceptions.

    /// A handler in front of which `depth` temporaries stay.
    pub fn handler(&mut self, depth: u16) -> Handler {
        let label = self.label();
        self.handlers.push(HandlerState { label, depth, covered: 0 });
        Handler(self.handlers.len() as u32 - 1)
    }

    /// From here on exceptions go to the handler.
    pub fn protect(&mut self, handler: Handler) {
        self.active.push(handler);
    }

    /// From here on exceptions go where they went before [`Self::protect`].
    pub fn unprotect(&mut self) {
        self.active.pop();
    }

    /// The handlers in force, outermost first.
    pub fn protection(&self) -> Vec<Handler> {
        self.active.clone()
    }

    /// Puts back handlers that [`Self::protection`] gave.
    pub fn restore_protection(&mut self, handlers: Vec<Handler>) {
        self.active = handlers;
    }

    /// Binds a handler to this place: the exception is in the topmost temporary. A handler of no instruction is
    /// never reached.
    pub fn bind_handler(&mut self, handler: Handler) {
        debug_assert!(!self.reachable, "control must not fall into a handler");
        let HandlerState { label, depth, covered } = self.handlers[handler.0 as usize];
        if covered > 0 {
            self.labels[label.0 as usize].depth = Some(depth + 1);
        }
        self.bind_at(label, depth + 1);
        self.note_depth();
    }

    fn push(&mut self, instr: Instr) {
        if !self.reachable {
            return;
        }
        let protector = match self.active.last() {
            Some(&handler) => {
                self.handlers[handler.0 as usize].covered += 1;
                handler.0
            }
            None => UNPROTECTED,
        };
        self.instrs.push(instr);
        self.positions.push(self.place);
        self.protectors.push(protector);
    }

    fn unpush(&mut self) {
        self.instrs.pop();
        self.positions.pop();
        let protector = self.protectors.pop().and_then(|handler| self.handlers.get_mut(handler as usize));
        if let Some(handler) = protector {
            handler.covered -= 1;
        }
    }

    fn apply(&mut self, pops: u16, pushes: u16) {
        self.depth = self.depth.wrapping_sub(pops).wrapping_add(pushes);
        self.note_depth();
    }

    fn note_depth(&mut self) {
        self.max_depth = self.max_depth.max(self.depth);
        if u32::from(self.local_count) + u32::from(self.max_depth) >= MAX_SLOTS {
            self.failure = Some(BuildError::TooManySlots);
        }
    }

    /// Writes instructions, places, exception table, constants, names and sites into the code object.
    pub fn finish(mut self, code: &mut Code) -> Result<(), BuildError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        if self.dropped_constants {
            self.prune_constants();
        }
        let mut instrs = self.instrs;
        let targets = self.jumps.iter().map(|&(at, label)| {
            let target = self.labels[label.0 as usize].at.expect("every label that is jumped to is bound");
            (at, target)
        });
        let mut targets: Vec<(u32, u32)> = targets.collect();
        let mut handler_starts: Vec<u32> =
            self.handlers.iter().map(|h| self.labels[h.label.0 as usize].at.unwrap_or_default()).collect();
        link(&mut instrs, &mut self.positions, &mut self.protectors, &mut targets, &mut handler_starts)?;
        code.exceptions = exception_table(&self.protectors, |handler| {
            (handler_starts[handler as usize], self.handlers[handler as usize].depth)
        });
        code.local_count = self.local_count;
        code.temp_count = self.max_depth;
        code.instrs = instrs;
        code.positions = self.positions;
        code.constants = self.constants.values;
        code.names = self.names.values;
        code.sites = self.sites.values;
        Ok(())
    }

    /// Leaves out the constants that folding made superfluous.
    fn prune_constants(&mut self) {
        let mut used = vec![false; self.constants.values.len()];
        if self.keep_first_constant {
            used[0] = true;
        }
        for instr in &self.instrs {
            for_constants(*instr, |index| used[index as usize] = true);
        }
        let mut renumbered = vec![0u32; used.len()];
        let mut next = 0;
        for (index, &used) in used.iter().enumerate() {
            renumbered[index] = next;
            next += u32::from(used);
        }
        let mut index = 0;
        self.constants.values.retain(|_| {
            index += 1;
            used[index - 1]
        });
        for instr in &mut self.instrs {
            for (position, (_, kind)) in instr.op.row().operands.iter().enumerate() {
                match (kind, position) {
                    (Operand::Const32, _) => {
                        *instr = Instr::wide(instr.op, instr.a, renumbered[instr.wide_operand() as usize]);
                    }
                    (Operand::Const, 2) => instr.c = renumbered[usize::from(instr.c)] as u16,
                    _ => {}
                }
            }
        }
    }
}

/// Calls `visit` with the index of every constant the instruction names.
fn for_constants(instr: Instr, mut visit: impl FnMut(u32)) {
    for (position, (_, kind)) in instr.op.row().operands.iter().enumerate() {
        match (kind, position) {
            (Operand::Const32, _) => visit(instr.wide_operand()),
            (Operand::Const, 1) => visit(u32::from(instr.b)),
            (Operand::Const, _) => visit(u32::from(instr.c)),
            _ => {}
        }
    }
}

/// The exception table of code in which each instruction has at most one handler; `row` gives a handler's start
/// and depth.
pub fn exception_table(protectors: &[u32], row: impl Fn(u32) -> (u32, u16)) -> Vec<ExceptionRange> {
    let mut table: Vec<ExceptionRange> = Vec::new();
    let mut start = 0;
    for run in protectors.chunk_by(|a, b| a == b) {
        let end = start + run.len();
        if run[0] != UNPROTECTED {
            let (handler, depth) = row(run[0]);
            table.push(ExceptionRange { start: start as u32, end: end as u32, handler, depth });
        }
        start = end;
    }
    table
}

/// Writes the distances of jumps into their operands. A 16-bit jump whose target is too far goes to a `JUMP`
/// put behind it:
///
/// ```text
/// FOR_ITER … → far        FOR_ITER … → hop
///                         JUMP next
///                    hop: JUMP far
///                   next:
/// ```
///
/// `targets` are pairs of a jump and where it goes; `handlers` and `targets` are renumbered if code moves.
pub fn link(
    instrs: &mut Vec<Instr>,
    positions: &mut Vec<Position>,
    protectors: &mut Vec<u32>,
    targets: &mut [(u32, u32)],
    handlers: &mut [u32],
) -> Result<(), BuildError> {
    if instrs.len() > i32::MAX as usize / 4 {
        return Err(BuildError::TooLong);
    }
    // A jump that may be too far once others have grown is treated as too far: each grows by two.
    let shorts = targets.iter().filter(|(at, _)| is_short(instrs[*at as usize])).count();
    let reach = i64::from(i16::MAX) - 2;
    let too_far: Vec<u32> = if instrs.len() + 2 * shorts <= reach as usize {
        Vec::new()
    } else {
        let limit = (reach - 2 * shorts as i64).max(0);
        targets
            .iter()
            .filter(|(at, target)| {
                is_short(instrs[*at as usize]) && (i64::from(*target) - i64::from(*at)).abs() > limit
            })
            .map(|(at, _)| *at)
            .collect()
    };
    if !too_far.is_empty() {
        stretch(instrs, positions, protectors, targets, handlers, &too_far);
    }
    let mut hops = too_far.iter().enumerate().map(|(grown, at)| at + 2 * grown as u32).peekable();
    for &mut (at, target) in targets {
        while hops.next_if(|&hop| hop < at).is_some() {}
        let distance = |from: u32| i64::from(target) - i64::from(from) - 1;
        if hops.next_if_eq(&at).is_some() {
            set_jump(&mut instrs[at as usize], 1);
            instrs[at as usize + 1] = Instr::wide(Op::Jump, 0, 1);
            let op = if target > at { Op::Jump } else { Op::JumpBackward };
            instrs[at as usize + 2] = Instr::wide(op, 0, distance(at + 2) as i32 as u32);
        } else {
            set_jump(&mut instrs[at as usize], distance(at) as i32);
        }
    }
    Ok(())
}

/// Has the instruction a 16-bit jump?
fn is_short(instr: Instr) -> bool {
    instr.op.row().operands[2].1 == Operand::Jump16
}

fn set_jump(instr: &mut Instr, distance: i32) {
    if is_short(*instr) {
        debug_assert!(i16::try_from(distance).is_ok());
        instr.c = distance as i16 as u16;
    } else {
        *instr = Instr::wide(instr.op, instr.a, distance as u32);
    }
}

/// Makes room for two instructions after each of `grown` (ascending), and renumbers.
fn stretch(
    instrs: &mut Vec<Instr>,
    positions: &mut Vec<Position>,
    protectors: &mut Vec<u32>,
    targets: &mut [(u32, u32)],
    handlers: &mut [u32],
    grown: &[u32],
) {
    let moved = |pc: u32| pc + 2 * grown.partition_point(|&at| at < pc) as u32;
    fn spread<T: Copy>(list: &mut Vec<T>, grown: &[u32]) {
        let mut wider = Vec::with_capacity(list.len() + 2 * grown.len());
        let mut from = 0;
        for &at in grown {
            let at = at as usize;
            wider.extend_from_slice(&list[from..=at]);
            wider.extend([list[at]; 2]);
            from = at + 1;
        }
        wider.extend_from_slice(&list[from..]);
        *list = wider;
    }
    spread(instrs, grown);
    spread(positions, grown);
    spread(protectors, grown);
    for (at, target) in targets.iter_mut() {
        (*at, *target) = (moved(*at), moved(*target));
    }
    handlers.iter_mut().for_each(|start| *start = moved(*start));
}

/// The target of an instruction that jumps, given where the instruction stands.
pub fn jump_target(instr: Instr, pc: usize) -> Option<usize> {
    for (_, kind) in instr.op.row().operands {
        let distance = match kind {
            Operand::Jump16 => i64::from(instr.c as i16),
            Operand::Jump32 => i64::from(instr.wide_operand() as i32),
            _ => continue,
        };
        return usize::try_from(pc as i64 + 1 + distance).ok();
    }
    None
}
