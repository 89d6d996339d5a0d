//! The events of a lock and those who listen to them. What is made of them (timelines, reports) is not
//! here; this crate only says that something happened, to which thread, and why.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::thread::{ObjectId, ThreadId, ThreadState};
use crate::wait::Wake;

/// One row per variant: its name in reports and its meaning. Gives the enum, `ALL` and `name`.
macro_rules! named_enum {
    ($(#[$outer:meta])* $enum:ident { $($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $enum { $($(#[doc = $doc])+ $variant,)+ }

        impl $enum {
            /// Every variant, in order; a variant's position is its value `as usize`.
            pub const ALL: &'static [$enum] = &[$($enum::$variant,)+];

            /// Its name in reports.
            pub fn name(self) -> &'static str {
                match self { $($enum::$variant => $name,)+ }
            }
        }
    };
}

named_enum! {
    /// Why a thread gives up the lock.
    Cause {
        /// Another thread asked for it after waiting a switch interval.
        Interval = "interval",
        /// The thread sleeps.
        Sleep = "sleep",
        /// The thread waits for a lock, a condition, a queue, a future.
        Lock = "lock",
        /// The thread waits for the end of another.
        Join = "join",
        /// The thread is in a system call.
        Io = "io",
        /// The thread ends.
        Exit = "exit",
        /// The thread offers the lock of its own accord.
        Yield = "yield",
    }
}

named_enum! {
    /// The kinds of [`Event`].
    EventKind {
        /// A thread asks for the lock.
        Want = "want",
        /// It has got it.
        Acquire = "acquire",
        /// It has given it up.
        Release = "release",
        /// It asks the holder to give it up.
        DropRequest = "drop request",
        /// Having been asked, it waits until another has taken the lock.
        ForcedSwitch = "forced switch",
        /// It lies down until notified.
        Park = "park",
        /// It is up again and has the lock.
        Wake = "wake",
        /// It grants another thread its wake.
        Notify = "notify",
        /// A thread is attached to the interpreter.
        Start = "start",
        /// A thread has left the interpreter.
        End = "end",
        /// A thread asked for the lock of an interpreter that is finalizing, and is stopped for ever.
        Hang = "hang",
    }
}

/// Something that happened to a thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// See [`EventKind::Want`].
    Want,
    /// See [`EventKind::Acquire`].
    Acquire,
    /// See [`EventKind::Release`].
    Release {
        /// Why.
        cause: Cause,
    },
    /// See [`EventKind::DropRequest`].
    DropRequest {
        /// Who is asked.
        holder: ThreadId,
    },
    /// See [`EventKind::ForcedSwitch`].
    ForcedSwitch,
    /// See [`EventKind::Park`].
    Park {
        /// What it waits for.
        object: ObjectId,
    },
    /// See [`EventKind::Wake`].
    Wake {
        /// What it waited for.
        object: ObjectId,
        /// What ended the wait.
        wake: Wake,
    },
    /// See [`EventKind::Notify`].
    Notify {
        /// What it waited for.
        object: ObjectId,
        /// Who is woken.
        thread: ThreadId,
    },
    /// See [`EventKind::Start`].
    Start,
    /// See [`EventKind::End`].
    End,
    /// See [`EventKind::Hang`].
    Hang,
}

impl Event {
    /// Its kind.
    pub fn kind(&self) -> EventKind {
        match self {
            Event::Want => EventKind::Want,
            Event::Acquire => EventKind::Acquire,
            Event::Release { .. } => EventKind::Release,
            Event::DropRequest { .. } => EventKind::DropRequest,
            Event::ForcedSwitch => EventKind::ForcedSwitch,
            Event::Park { .. } => EventKind::Park,
            Event::Wake { .. } => EventKind::Wake,
            Event::Notify { .. } => EventKind::Notify,
            Event::Start => EventKind::Start,
            Event::End => EventKind::End,
            Event::Hang => EventKind::Hang,
        }
    }
}

/// Listens to the events of a lock.
///
/// `record` is called on the thread the event happens to. It may run inside the policy, with and without the
/// lock, so it must be short, must not wait and must not panic (a panic there aborts the process).
pub trait Recorder: Send + Sync {
    /// `event` has happened to `thread`, which is the caller.
    fn record(&self, thread: &ThreadState, event: Event);

    /// Asked once, when the lock is made: is anybody listening? If not, no event is even put together.
    fn is_listening(&self) -> bool {
        true
    }
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NullRecorder;

impl Recorder for NullRecorder {
    fn record(&self, _: &ThreadState, _: Event) {}

    fn is_listening(&self) -> bool {
        false
    }
}

/// Counts events by kind, and releases by cause.
#[derive(Debug, Default)]
pub struct CountingRecorder {
    events: [AtomicU64; EventKind::ALL.len()],
    releases: [AtomicU64; Cause::ALL.len()],
}

impl CountingRecorder {
    /// All at zero.
    pub fn new() -> CountingRecorder {
        CountingRecorder::default()
    }

    /// Events of this kind so far.
    pub fn count(&self, kind: EventKind) -> u64 {
        self.events[kind as usize].load(Ordering::Relaxed)
    }

    /// Releases for this cause so far.
    pub fn releases(&self, cause: Cause) -> u64 {
        self.releases[cause as usize].load(Ordering::Relaxed)
    }
}

impl Recorder for CountingRecorder {
    fn record(&self, _: &ThreadState, event: Event) {
        self.events[event.kind() as usize].fetch_add(1, Ordering::Relaxed);
        if let Event::Release { cause } = event {
            self.releases[cause as usize].fetch_add(1, Ordering::Relaxed);
        }
    }
}
