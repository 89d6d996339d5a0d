//! Traceback entries and frame objects. The methods are in [`super::traceback_methods`].

use crate::Value;
use crate::heap::{Obj, Payload, Visitor};
use crate::objects::{Code, Dict, Kind};

/// One entry of a traceback: a frame that an exception passed through.
pub struct Traceback {
    /// `tb_next`: the entry of the frame that was called; empty for none.
    pub next: Value,
    /// `tb_frame`.
    pub frame: Obj<FrameObject>,
    /// Instruction number: `tb_lasti` is twice that, as in CPython's two-byte code units.
    pub pc: usize,
    /// `tb_lineno`.
    pub line: u32,
}

impl Payload for Traceback {
    const KIND: Kind = Kind::Traceback;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.next);
        visit(&self.frame.value());
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.push(self.next.take());
    }
}

/// A frame as Python sees it.
pub struct FrameObject {
    /// `f_code`.
    pub code: Obj<Code>,
    /// `f_globals`.
    pub globals: Obj<Dict>,
    /// `f_builtins`.
    pub builtins: Obj<Dict>,
    /// Namespace of a module or class body; empty for functions.
    pub namespace: Value,
    /// The locals and cells, moved here when the frame ended by an exception; they live as long as the
    /// traceback, as in CPython.
    pub locals: Vec<Value>,
    /// `f_back`; empty for none.
    pub back: Value,
    /// Instruction being executed.
    pub pc: usize,
    /// The running frame this stands for: thread and depth, while it runs.
    pub running: Option<(gil::ThreadId, usize)>,
    /// `f_trace`.
    pub trace: Value,
}

impl Drop for FrameObject {
    fn drop(&mut self) {
        super::list::drop_items(std::mem::take(&mut self.locals));
    }
}

impl Payload for FrameObject {
    const KIND: Kind = Kind::Frame;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.globals.value());
        visit(&self.builtins.value());
        visit(&self.namespace);
        self.locals.iter().for_each(&mut *visit);
        visit(&self.back);
        visit(&self.trace);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.locals);
        out.extend([self.back.take(), self.trace.take(), self.namespace.take()]);
    }
}

pub use super::traceback_methods::{FRAME_TYPE, TYPE};
