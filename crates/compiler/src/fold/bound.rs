//! Which locals surely have a value at an instruction.
//!
//! One walk in the order of the code suffices: code is only ever reached from before it, but for loops' back
//! edges, and on those a local can only have *lost* its value through a `DELETE_FAST` inside the loop.

use bytecode::builder::jump_target;
use bytecode::{Code, Op};
use hashbrown::HashMap;

/// A set of locals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Locals(Vec<u64>);

impl Locals {
    fn empty(count: u16) -> Self {
        Self(vec![0; usize::from(count).div_ceil(64)])
    }

    pub(super) fn has(&self, local: u16) -> bool {
        self.0[usize::from(local / 64)] >> (local % 64) & 1 == 1
    }

    pub(super) fn add(&mut self, local: u16) {
        self.0[usize::from(local / 64)] |= 1 << (local % 64);
    }

    pub(super) fn remove(&mut self, local: u16) {
        self.0[usize::from(local / 64)] &= !(1 << (local % 64));
    }

    fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }
}

/// The walk's state.
pub(super) struct Bound {
    /// At the instruction being looked at; `None` if control does not fall into it.
    pub(super) here: Option<Locals>,
    arriving: HashMap<usize, Locals>,
    /// Where locals are deleted, in order.
    deletes: Vec<(usize, u16)>,
    /// The last jump back to each loop head.
    loops: HashMap<usize, usize>,
}

impl Bound {
    pub(super) fn new(code: &Code) -> Self {
        let mut here = Locals::empty(code.local_count);
        (0..code.parameter_count() as u16).for_each(|parameter| here.add(parameter));
        let (mut deletes, mut loops) = (Vec::new(), HashMap::new());
        for (pc, &instr) in code.instrs.iter().enumerate() {
            if instr.op == Op::DeleteFast {
                deletes.push((pc, instr.a));
            }
            if let Some(target) = jump_target(instr, pc).filter(|&target| target <= pc) {
                loops.insert(target, pc);
            }
        }
        Self { here: Some(here), arriving: HashMap::new(), deletes, loops }
    }

    /// A jump from here arrives there later.
    pub(super) fn jump(&mut self, target: usize) {
        if let Some(here) = &self.here {
            Self::arrive(&mut self.arriving, target, here.clone());
        }
    }

    /// An exception anywhere in the range arrives at the handler.
    pub(super) fn protect(&mut self, start: usize, end: usize, handler: usize) {
        if let Some(mut locals) = self.here.clone() {
            self.forget_deleted(start, end, &mut locals);
            Self::arrive(&mut self.arriving, handler, locals);
        }
    }

    fn arrive(arriving: &mut HashMap<usize, Locals>, target: usize, locals: Locals) {
        arriving.entry(target).and_modify(|known| known.keep(&locals)).or_insert(locals);
    }

    fn forget_deleted(&self, start: usize, end: usize, locals: &mut Locals) {
        let first = self.deletes.partition_point(|(pc, _)| *pc < start);
        for (_, local) in self.deletes[first..].iter().take_while(|(pc, _)| *pc < end) {
            locals.remove(*local);
        }
    }

    /// Control comes together here.
    pub(super) fn label(&mut self, pc: usize) {
        if let Some(mut locals) = self.arriving.remove(&pc) {
            if let Some(here) = &self.here {
                locals.keep(here);
            }
            self.here = Some(locals);
        }
        if let Some(&last) = self.loops.get(&pc)
            && let Some(mut locals) = self.here.take()
        {
            self.forget_deleted(pc, last + 1, &mut locals);
            self.here = Some(locals);
        }
    }

    pub(super) fn has(&self, local: u16) -> bool {
        self.here.as_ref().is_some_and(|locals| locals.has(local))
    }

    pub(super) fn add(&mut self, local: u16) {
        if let Some(locals) = &mut self.here {
            locals.add(local);
        }
    }

    pub(super) fn remove(&mut self, local: u16) {
        if let Some(locals) = &mut self.here {
            locals.remove(local);
        }
    }
}
