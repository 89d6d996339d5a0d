//! Frames: what a thread must know of a call that is going on, beside the slots of its window.

use std::ptr::NonNull;

use bytecode::Instr;

use crate::Value;
use crate::heap::{Header, Obj};
use crate::objects::{Code, Function, Generator};

/// Properties of a frame.
pub struct FrameFlags;

impl FrameFlags {
    /// Returning from it leaves the eval loop: it was entered from Rust.
    pub const ENTRY: u32 = 1;
    /// It runs `__init__` for a call of the class: the result is the instance, two slots below the window.
    pub const INIT: u32 = 2;
    /// It is a generator's.
    pub const GENERATOR: u32 = 4;
    /// Somebody asked for its frame object.
    pub const SEEN: u32 = 16;
    /// Entering the generator has put aside an exception that is being handled outside or inside of it.
    pub const HANDLING: u32 = 8;
}

/// A call that is going on. The callable, in the slot below the window, keeps everything alive that the raw
/// pointers here name.
pub struct Frame {
    /// First slot of the window.
    pub base: *mut Value,
    /// Where to continue; while the frame is the running one, its instruction is in the eval loop's hands and
    /// saved here before anything that may look at frames.
    pub ip: *const Instr,
    /// Where the caller wants the result.
    pub dst: *mut Value,
    /// What the top of the stack becomes when the frame is left.
    pub return_top: *mut Value,
    /// The function (a module's code and a class body run as functions, too).
    pub function: NonNull<Header>,
    /// The running code.
    pub code: NonNull<Header>,
    /// [`FrameFlags`].
    pub flags: u32,
    /// The generator whose frame this is, without a count: the resumer holds it.
    pub generator: Option<NonNull<Header>>,
    /// The namespace of a module, a class body or `exec`.
    pub locals: Value,
    /// The frame object, once somebody asked for it.
    pub object: Value,
}

impl Frame {
    /// The code being run.
    #[inline(always)]
    pub fn code(&self) -> &Obj<Code> {
        // SAFETY: the function below the window keeps its code alive (I-4); `Obj` is a transparent pointer.
        unsafe { &*std::ptr::from_ref(&self.code).cast::<Obj<Code>>() }
    }

    /// The function being run.
    #[inline(always)]
    pub fn function(&self) -> &Obj<Function> {
        // SAFETY: the slot below the window owns it.
        unsafe { &*std::ptr::from_ref(&self.function).cast::<Obj<Function>>() }
    }

    /// The generator whose frame this is.
    #[inline(always)]
    pub fn generator_ref(&self) -> Option<&Obj<Generator>> {
        // SAFETY: whoever resumed the generator holds it while its frame runs; `Obj` is a transparent pointer.
        self.generator.as_ref().map(|header| unsafe { &*std::ptr::from_ref(header).cast::<Obj<Generator>>() })
    }

    /// The same, counted.
    pub fn generator(&self) -> Option<Obj<Generator>> {
        self.generator_ref().cloned()
    }

    /// A slot of a local or cell, by its number.
    pub fn local(&self, slot: usize) -> &Value {
        assert!(slot < usize::from(self.code().local_slots), "I-4: a local's slot");
        // SAFETY: I-4: the slots of locals are initialised while the frame runs.
        unsafe { &*self.base.add(slot) }
    }

    /// Whether all of `flags` are set.
    #[inline(always)]
    pub fn has(&self, flags: u32) -> bool {
        self.flags & flags == flags
    }

    /// Number of the instruction that is being executed: `ip` points to it or behind it.
    pub fn pc(&self) -> usize {
        let start = self.code().instrs_ptr();
        // SAFETY: both point into the code's instructions.
        unsafe { self.ip.offset_from(start) as usize }
    }
}

/// The frames of a thread that does not hold the GIL, for others to look at.
pub struct PublishedFrames {
    first: std::cell::Cell<*mut Frame>,
    count: std::cell::Cell<usize>,
}

impl PublishedFrames {
    /// For a thread whose frames are kept at `first`, where they stay.
    pub(crate) fn new(first: *mut Frame) -> PublishedFrames {
        PublishedFrames { first: std::cell::Cell::new(first), count: std::cell::Cell::new(0) }
    }

    /// Says how many frames there are; called by the thread itself before it gives up the lock.
    #[inline]
    pub(crate) fn publish(&self, count: usize) {
        self.count.set(count);
    }

    /// How many frames there are.
    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    /// The frame at a depth, if the thread is inside that many calls.
    pub(crate) fn at(&self, depth: usize) -> Option<NonNull<Frame>> {
        if depth >= self.count.get() {
            return None;
        }
        // SAFETY: within the thread's frames, which stay where they are.
        NonNull::new(unsafe { self.first.get().add(depth) })
    }
}
