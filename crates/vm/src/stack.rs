//! The value stack of a thread: one contiguous run of slots that never moves.
//!
//! ```text
//!  frame of f                                   frame of g
//! ┌─────────┬───────────────┬─────────────────┬───────────────┬─────────────┬ ─ ─
//! │ callable│ locals of f   │ temps of f … g  │ locals of g   │ temps of g  │
//! └─────────┴───────────────┴─────────────────┴───────────────┴─────────────┴ ─ ─
//!             ▲ base of f                   ▲   ▲ base of g
//!                               the callable┘   └ the arguments f pushed are g's first locals
//! ```
//!
//! The memory is asked of the system zeroed, which costs address space, not memory, until it is touched; and a
//! zero slot is an empty one (I-4).

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::cell::RefCell;
use std::ptr::NonNull;

use crate::Value;
use crate::frame::Frame;

/// The slots of one thread.
pub struct ValueStack {
    base: NonNull<Value>,
    slots: usize,
    limit: *mut Value,
}

/// Frames of one thread at most. The vector is made this large at once, which costs address space only, so that
/// frames never move.
pub const MOST_FRAMES: usize = 1 << 18;

/// What a thread runs Python code on. Getting this much address space from the system and giving it back takes
/// longer than the rest of a short thread's life, so ended threads leave theirs to the next ones.
pub struct ThreadStack {
    /// Its slots.
    pub slots: ValueStack,
    /// Its frames.
    pub frames: Vec<Frame>,
}

/// Stacks that are kept for the next threads at most.
const MOST_SPARE: usize = 4;

impl ThreadStack {
    /// One that was left, or a new one.
    pub fn take(spare: &RefCell<Vec<ThreadStack>>) -> ThreadStack {
        let left = spare.borrow_mut().pop();
        left.unwrap_or_else(|| ThreadStack {
            slots: ValueStack::new(),
            frames: Vec::with_capacity(MOST_FRAMES),
        })
    }

    /// Leaves it, all of whose frames have been left.
    pub fn leave(self, spare: &RefCell<Vec<ThreadStack>>) {
        let mut spare = spare.borrow_mut();
        if spare.len() < MOST_SPARE {
            spare.push(self);
        }
    }
}

/// Slots of a thread's stack: 256 MiB of address space, room for 200,000 frames of eighty slots.
const SLOTS: usize = 1 << 24;

/// Slots above the limit, for arguments that calls from Rust push.
const RESERVE: usize = 1024;

impl ValueStack {
    /// A stack of empty slots, smaller if the system grants no more.
    pub fn new() -> ValueStack {
        let mut slots = SLOTS;
        loop {
            let layout = Self::layout(slots);
            // SAFETY: the layout is not empty.
            let memory = unsafe { alloc_zeroed(layout) }.cast::<Value>();
            if let Some(base) = NonNull::new(memory) {
                // SAFETY: within the allocation; the reserve is smaller than any stack.
                let limit = unsafe { base.as_ptr().add(slots - RESERVE) };
                return ValueStack { base, slots, limit };
            }
            assert!(slots > 4096, "I-6: no memory for a thread's stack");
            slots /= 2;
        }
    }

    fn layout(slots: usize) -> Layout {
        Layout::array::<Value>(slots).expect("I-6: the stack's size is a constant")
    }

    /// The first slot.
    #[inline(always)]
    pub fn base(&self) -> *mut Value {
        self.base.as_ptr()
    }

    /// The end: no frame's window reaches it.
    #[inline(always)]
    pub fn limit(&self) -> *mut Value {
        self.limit
    }
}

impl Default for ValueStack {
    /// A stack without slots.
    fn default() -> Self {
        ValueStack { base: NonNull::dangling(), slots: 0, limit: NonNull::dangling().as_ptr() }
    }
}

impl Drop for ValueStack {
    fn drop(&mut self) {
        if self.slots == 0 {
            return;
        }
        // All frames have been left, so all slots are empty or own nothing (I-4).
        // SAFETY: allocated with this layout.
        unsafe { dealloc(self.base.as_ptr().cast(), Self::layout(self.slots)) };
    }
}
