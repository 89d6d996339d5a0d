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
    /// What a trace function wants to know of it.
    pub traced: Traced,
}

/// The part of a frame that belongs to tracing.
pub struct Traced {
    /// `f_trace`, the local trace function; `None` for none.
    pub function: Value,
    /// `f_trace_lines`: whether it is told of lines.
    pub lines: bool,
    /// `f_trace_opcodes`: whether it is told of instructions.
    pub opcodes: bool,
    /// Instruction and line that it was told of last; line 0 for none.
    pub last: (usize, u32),
    /// It is being told that the function was called: no line has begun, `f_lineno` is that of the `def`.
    pub entering: bool,
}

impl Default for Traced {
    fn default() -> Traced {
        Traced { function: Value::None, lines: true, opcodes: false, last: (0, 0), entering: false }
    }
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
        visit(&self.traced.function);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.locals);
        out.extend([self.back.take(), self.traced.function.take(), self.namespace.take()]);
    }
}

pub use super::traceback_methods::{FRAME_TYPE, TYPE};
