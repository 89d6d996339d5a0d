//! Generators: a frame that is put away between resumptions. The methods are in [`super::generator_methods`].

use bytecode::Instr;

use crate::heap::{Header, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Str, TypeSpec};
use crate::{Obj, Value};
use std::ptr::NonNull;

/// Where a generator is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not resumed yet.
    Created,
    /// At a `yield`.
    Suspended,
    /// Being executed.
    Running,
    /// Returned or raised.
    Finished,
}

/// A generator.
pub struct Generator {
    /// Where it is.
    pub state: State,
    /// The function, then the window's live slots, moved off the stack; the slot that gets the value sent is the
    /// next one. Empty while running and when finished, but its memory stays.
    pub window: Vec<Value>,
    /// Where to continue.
    pub ip: *const Instr,
    /// The code, without a count: the function in the window, or on the stack, keeps it.
    pub code: Option<NonNull<Header>>,
    /// The exception it is handling.
    pub handled: Value,
    /// `__name__`.
    pub name: Obj<Str>,
    /// `__qualname__`.
    pub qualname: Obj<Str>,
    /// Its frame object, once asked for.
    pub frame: Value,
}

impl Drop for Generator {
    /// The last local goes first, as when a frame is left.
    fn drop(&mut self) {
        while let Some(value) = self.window.pop() {
            drop(value);
        }
    }
}

impl Payload for Generator {
    const KIND: Kind = Kind::Generator;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.window.iter().for_each(&mut *visit);
        visit(&self.handled);
        visit(&self.frame);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        self.state = State::Finished;
        out.append(&mut self.window);
        out.extend([self.handled.take(), self.frame.take()]);
    }
}

/// Closes a suspended generator that nobody refers to any more. What it raises is reported.
pub(crate) fn finalize(cx: &mut crate::Context, generator: &Obj<Generator>) {
    if generator.get(cx).state != State::Suspended {
        return;
    }
    if let Err(raised) = cx.generator_close(generator) {
        cx.report_unraisable(raised, "Exception ignored while closing generator", &generator.value());
    }
}

/// `generator`.
pub static TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::HAS_WEAKREF | TypeFlags::NO_NEW,
    methods: &[super::generator_methods::METHODS],
    attributes: super::generator_methods::ATTRIBUTES,
    ..TypeSpec::new("generator", Kind::Generator)
};
