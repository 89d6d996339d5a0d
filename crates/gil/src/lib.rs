//! The Global Interpreter Lock as a type: one lock per interpreter, the token of the thread that runs, data
//! that opens only to the token, three ways to wait, scheduling as an object, and a hook for every event.
//! This crate knows nothing of Python; what happens at a check point, and what locks and queues *are*, is
//! the VM's. Begin with [`Gil`] ([`token`]), then [`wait`], then [`policy::Cpython`].
//!
//! ```
//! use gil::{Cause, Lock, Shared, ThreadOptions};
//!
//! let lock = Lock::cpython();
//! let total = Shared::new(0);
//! std::thread::scope(|scope| {
//!     for _ in 0..4 {
//!         scope.spawn(|| {
//!             let mut gil = lock.attach(ThreadOptions::default());
//!             for _ in 0..1000 {
//!                 *total.get_mut(&mut gil) += 1;
//!                 if gil.breaker().any() {
//!                     gil.yield_now();
//!                 }
//!             }
//!             gil.blocking(Cause::Io, || ());
//!         });
//!     }
//! });
//! assert_eq!(total.into_inner(), 4000);
//! ```
//!
//! # What makes it sound
//! - **G-1** Of every lock there is at most one usable token, an OS thread has at most one usable token of
//!   all locks together, and tokens do not leave their thread. (The lock verifies it at every acquisition,
//!   so that no policy has to be trusted.)
//! - **G-2** What several threads can reach opens only to the tokens of one lock: [`Shared`] checks it; the
//!   makers of [`GilCell`]s with an `unsafe impl Sync` of their own promise it.
//!
//! # What makes it live
//! - **G-3** A thread is granted its wake under the lock, and decides under the lock what ended its wait.
//! - **G-4** Whoever consumes a signal of the policy without taking the lock passes it on, and whoever goes
//!   away takes its drop request back.

pub mod breaker;
pub mod cell;
pub mod descriptor;
pub mod event;
pub mod fault;
mod fork;
pub mod launch;
pub mod lock;
pub mod message;
pub mod network;
mod parker;
pub mod policy;
pub mod process;
mod renewable;
pub mod signal;
pub mod spawn;
mod spin;
mod sync;
pub mod thread;
pub mod token;
pub mod users;
pub mod wait;

pub use breaker::Breaker;
pub use cell::{GilCell, Shared};
pub use descriptor::Descriptor;
pub use event::{Cause, CountingRecorder, Event, EventKind, NullRecorder, Recorder};
pub use lock::{Gate, Lock};
pub use policy::{
    Admission, Cpython, Fifo, InputOutput, Moment, Parting, Policy, Ticks, Turn, UnknownPolicy,
    policy_by_name,
};
pub use thread::{ObjectId, ThreadId, ThreadOptions, ThreadState};
pub use token::Gil;
pub use wait::{WaitQueue, Wake};
