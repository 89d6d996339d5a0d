//! Frames: what a thread must know of a call that is going on, beside the slots of its window; and how others see them:
//! threads that have the lock, and handlers of signals.

use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};

use bytecode::Instr;
use gil::fault::Out;

use crate::heap::{Header, Obj};
use crate::objects::{Code, Function, Generator};
use crate::{Context, Interp, Value};

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
    first: AtomicPtr<Frame>,
    count: AtomicUsize,
    /// Whether the thread is outside, so that the count is true.
    is_out: AtomicBool,
    native_id: u64,
    /// Where the thread itself keeps its frames, for a signal that meets it while it runs; null until it is known.
    live: AtomicPtr<Vec<Frame>>,
}

impl PublishedFrames {
    /// For a thread whose frames are kept at `first`, where they stay.
    pub(crate) fn new(first: *mut Frame, native_id: u64) -> PublishedFrames {
        PublishedFrames {
            first: AtomicPtr::new(first),
            count: AtomicUsize::new(0),
            is_out: AtomicBool::new(false),
            native_id,
            live: AtomicPtr::new(std::ptr::null_mut()),
        }
    }

    /// Says how many frames there are; called by the thread itself before it gives up the lock.
    #[inline]
    pub(crate) fn publish(&self, count: usize) {
        self.count.store(count, Ordering::Relaxed);
        self.is_out.store(true, Ordering::Release);
    }

    /// Says that the thread has the lock again.
    #[inline]
    pub(crate) fn resume(&self) {
        self.is_out.store(false, Ordering::Release);
    }

    /// How many frames there are.
    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// The frame at a depth, if the thread is inside that many calls.
    pub(crate) fn at(&self, depth: usize) -> Option<NonNull<Frame>> {
        if depth >= self.count() {
            return None;
        }
        // SAFETY: within the thread's frames, which stay where they are.
        NonNull::new(unsafe { self.first.load(Ordering::Relaxed).add(depth) })
    }
}

/// The number that Python knows a thread by: distinct from those of all threads of the process, and never zero.
pub fn ident_of(id: gil::ThreadId) -> i64 {
    // Looks like CPython's (an address of the thread library) so that scripts which print it look alike.
    0x7f00_0000_0000 + (id.get() as i64) * 0x80_0000
}

/// The calling thread's place in an interpreter.
#[derive(Clone, Copy)]
struct Here {
    interp: *const Interp,
    published: *const PublishedFrames,
    id: gil::ThreadId,
}

thread_local! {
    static HERE: Cell<Option<Here>> = const { Cell::new(None) };
}

/// Lets signal handlers find the frames of the calling thread: `frames` is where they are until
/// [`hide_from_signals`], which its owner promises to call before it moves them.
pub(crate) fn show_to_signals(
    interp: &Interp,
    published: &PublishedFrames,
    id: gil::ThreadId,
    frames: &mut Vec<Frame>,
) {
    published.live.store(frames, Ordering::Relaxed);
    HERE.set(Some(Here { interp, published, id }));
}

/// Ends what [`show_to_signals`] began.
pub(crate) fn hide_from_signals(published: &PublishedFrames) {
    HERE.set(None);
    published.live.store(std::ptr::null_mut(), Ordering::Relaxed);
}

/// Most threads and frames that a report tells of.
const MOST_THREADS: usize = 100;
const MOST_SHOWN: usize = 100;

/// Writes where the threads are, as `faulthandler` does. May be called by a signal handler, with or without the lock:
/// it allocates nothing and waits for nothing.
pub fn report_threads(out: &mut Out, everyone: bool) {
    let here = HERE.get();
    // SAFETY: what `show_to_signals` was given lives until `hide_from_signals`. A thread that meets the signal while
    // another one starts or ends a thread may find the table being changed: then it tells of itself only.
    let interp = here.map(|here| unsafe { &*here.interp });
    let Some((here, interp)) = here.zip(interp) else { return };
    if !everyone {
        out.write(b"Stack (most recent call first):\n");
        // SAFETY: as above.
        return report_frames(out, unsafe { &*here.published }, true);
    }
    let Ok(published) = interp.published.try_borrow() else {
        heading(out, b"Current thread", here.id, here.published);
        // SAFETY: as above.
        return report_frames(out, unsafe { &*here.published }, true);
    };
    report_table(out, &published, Some(here.id));
}

/// The same for whoever has the lock and is not one of the threads to be told of.
pub fn report_other_threads(cx: &Context, out: &mut Out) {
    let mine = cx.gil().thread().id();
    report_all(out, &cx.interp_ref().published.borrow(), |id| id != mine, None);
}

type Table = hashbrown::HashMap<gil::ThreadId, std::rc::Rc<PublishedFrames>>;

fn report_table(out: &mut Out, table: &Table, current: Option<gil::ThreadId>) {
    report_all(out, table, |_| true, current);
}

/// The youngest first. They are looked up one by one, because to sort them takes memory.
fn report_all(
    out: &mut Out,
    table: &Table,
    wanted: impl Fn(gil::ThreadId) -> bool,
    current: Option<gil::ThreadId>,
) {
    let mut last: Option<gil::ThreadId> = None;
    for shown in 0.. {
        let older = |id: &&gil::ThreadId| wanted(**id) && last.is_none_or(|last| **id < last);
        let Some(id) = table.keys().filter(older).max().copied() else { return };
        if shown > 0 {
            out.write(b"\n");
        }
        if shown == MOST_THREADS {
            return out.write(b"...\n");
        }
        last = Some(id);
        let Some(published) = table.get(&id) else { return };
        let is_current = current == Some(id);
        heading(out, if is_current { b"Current thread" } else { b"Thread" }, id, &raw const **published);
        report_frames(out, published, is_current);
    }
}

fn heading(out: &mut Out, what: &[u8], id: gil::ThreadId, published: *const PublishedFrames) {
    out.write(what);
    out.write(b" 0x");
    out.hexadecimal(ident_of(id).cast_unsigned(), 16);
    // SAFETY: the callers have it from the table, or from `HERE`.
    let native_id = unsafe { (*published).native_id };
    gil::fault::write_thread_name(out, native_id);
    out.write(b" (most recent call first):\n");
}

fn report_frames(out: &mut Out, published: &PublishedFrames, is_current: bool) {
    let live = published.live.load(Ordering::Relaxed);
    let (first, count) = if is_current && !live.is_null() {
        // SAFETY: the thread's own frames, which it is not in the middle of moving: they stay where they are.
        unsafe { ((*live).as_ptr(), (*live).len()) }
    } else if published.is_out.load(Ordering::Acquire) {
        (published.first.load(Ordering::Relaxed).cast_const(), published.count())
    } else {
        return out.write(b"  <running>\n");
    };
    if count == 0 {
        return out.write(b"  <no Python frame>\n");
    }
    for (shown, depth) in (0..count).rev().enumerate() {
        if shown == MOST_SHOWN {
            return out.write(b"  ...\n");
        }
        // SAFETY: below the count there are frames; nobody leaves one meanwhile, for the thread is either this one or
        // outside. (After a fault nothing is certain: a second one ends the process.)
        report_frame(out, unsafe { &*first.add(depth) });
    }
}

fn report_frame(out: &mut Out, frame: &Frame) {
    let code = frame.code();
    out.write(b"  File \"");
    report_text(out, code.filename.as_str());
    out.write(b"\", line ");
    out.number(code.line(frame.pc()));
    out.write(b" in ");
    report_text(out, code.name.as_str());
    out.write(b"\n");
}

/// Longest text that is written in full.
const LONGEST: usize = 500;

fn report_text(out: &mut Out, text: Option<&str>) {
    let Some(text) = text else { return out.write(b"???") };
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            return out.write(b"...");
        }
        out.character(character);
    }
}
