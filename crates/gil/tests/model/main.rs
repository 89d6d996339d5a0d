//! The lock, its policies and its waiting queues under a scheduler that tries orders of events: shuttle lets one
//! thread run at a time and decides at every access to a mutex, a condition variable or an atomic who is next. The
//! sources are those of the crate; only `sync` and `spin` are others. If no thread can go on and not all have ended,
//! shuttle calls it a deadlock: a wake was lost, or the lock was handed to a thread that is gone.
//!
//! Orders are chosen by chance, `GIL_MODEL_RUNS` of them for each scenario, policy and way of choosing. Memory is
//! sequentially consistent here; for its weaknesses there is `stress.rs` under ThreadSanitizer.

#![allow(dead_code, unused_imports, missing_docs, reason = "a scenario does not need all of the crate")]

#[path = "../../src/breaker.rs"]
pub mod breaker;
#[path = "../../src/cell.rs"]
pub mod cell;
#[path = "../../src/event.rs"]
pub mod event;
#[path = "../../src/lock.rs"]
pub mod lock;
#[path = "../../src/parker.rs"]
mod parker;
#[path = "../../src/policy/mod.rs"]
pub mod policy;
#[path = "../../src/renewable.rs"]
mod renewable;
mod scenarios;
mod spin;
mod sync;
#[path = "../../src/thread.rs"]
pub mod thread;
#[path = "../../src/token.rs"]
pub mod token;
#[path = "../../src/wait.rs"]
pub mod wait;

use std::sync::Arc;

pub use breaker::Breaker;
pub use cell::{GilCell, Shared};
pub use event::{Cause, CountingRecorder, Event, EventKind, NullRecorder, Recorder};
pub use lock::{Gate, Lock};
pub use policy::{Admission, Cpython, Moment, Parting, Policy, Turn, policy_by_name};
use shuttle::scheduler::{PctScheduler, RandomScheduler, Schedule, Scheduler, Task, TaskId};
pub use thread::{ObjectId, ThreadId, ThreadOptions, ThreadState};
pub use token::Gil;
pub use wait::{WaitQueue, Wake};

const POLICIES: &[&str] = &["cpython", "fifo", "io", "ticks:2"];

/// What a thread does; `W` is what they share.
type Act<W> = fn(&mut Gil, &W);

/// Another scheduler, which also knows when an execution is over: threads that are stopped for ever do not end.
struct Scheduled<S>(S);

impl<S: Scheduler> Scheduler for Scheduled<S> {
    fn new_execution(&mut self) -> Option<Schedule> {
        sync::new_execution();
        self.0.new_execution()
    }

    fn next_task(&mut self, able: &[&Task], current: Option<TaskId>, is_yielding: bool) -> Option<TaskId> {
        if sync::has_ended() { None } else { self.0.next_task(able, current, is_yielding) }
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }
}

/// Runs `acts`, each in a thread, in many orders under each policy; after each run, `judge` sees what they have left.
/// The first act's thread is the main thread.
#[expect(clippy::print_stdout, reason = "shown only when the test fails")]
fn explore<W: Default + Send + Sync + 'static>(acts: &'static [Act<W>], judge: fn(&W)) {
    let runs = std::env::var("GIL_MODEL_RUNS").map_or(400, |text| text.parse().expect("a number of runs"));
    for policy in POLICIES {
        // A failure says which schedule it was; this says under which policy.
        println!("under {policy}");
        let run = move || run(policy, acts, judge);
        shuttle::Runner::new(Scheduled(RandomScheduler::new(runs)), shuttle::Config::new()).run(run);
        shuttle::Runner::new(Scheduled(PctScheduler::new(3, runs)), shuttle::Config::new()).run(run);
    }
}

fn run<W: Default + Send + Sync + 'static>(policy: &str, acts: &'static [Act<W>], judge: fn(&W)) {
    let policy = policy_by_name(policy).expect("it is in the table");
    let lock = Lock::new(policy, Arc::new(NullRecorder));
    let shared = Arc::new(W::default());
    let settled = sync::Settled::new_execution();
    for (number, act) in acts.iter().enumerate() {
        let (lock, shared) = (lock.clone(), shared.clone());
        let thread = shuttle::thread::spawn(move || {
            let options = ThreadOptions { main: number == 0, daemon: false, name: number.to_string() };
            let mut gil = lock.attach(options);
            act(&mut gil, &shared);
            gil.detach();
            drop(lock);
            sync::Settled::add_current();
        });
        // Nobody joins it: `settled` knows of those who end and of those who are stopped.
        drop(thread);
    }
    settled.wait_for(acts.len());
    judge(&shared);
    sync::end_execution();
}
