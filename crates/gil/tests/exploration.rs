//! Every order of events that a policy can bring about, tried in small scenarios: who is let in next, whose
//! time runs out, who runs outside the lock. The policy below runs one thread at a time, also outside the
//! lock, and is asked wherever another could go on; a search goes through all its choices. If no thread can
//! go on and not all have ended, a wake was lost.
//!
//! Not tried: orders of single memory accesses. For those there is `stress.rs`.

#![expect(clippy::disallowed_methods, reason = "the test itself waits, no thread of an interpreter")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use gil::{
    Admission, Breaker, Cause, Gate, Gil, Lock, Moment, NullRecorder, Parting, Policy, Shared, ThreadOptions,
    ThreadState, Turn, WaitQueue, Wake,
};
use parking_lot::{Condvar, Mutex, MutexGuard};

/// Position of a thread in its scenario; its name is this number, for numbers of threads go by arrival.
type Role = usize;

#[derive(Clone, Copy, PartialEq, Debug)]
enum Stage {
    Absent,
    /// Goes on when chosen.
    Ready,
    /// Goes on when chosen, if the lock is free.
    Wanting,
    /// Goes on when chosen, if woken or if there is an end to its wait.
    Lying(Option<Moment>),
    Gone,
}

struct World {
    stages: Vec<Stage>,
    /// Wakes not yet slept off.
    woken: Vec<bool>,
    current: Option<Role>,
    locked: bool,
    clock: Moment,
    /// Which of how many was chosen, at each place.
    path: Vec<(usize, usize)>,
    depth: usize,
}

impl World {
    fn can_go_on(&self, role: Role) -> bool {
        match self.stages[role] {
            Stage::Ready => true,
            Stage::Wanting => !self.locked,
            Stage::Lying(until) => self.woken[role] || until.is_some(),
            Stage::Absent | Stage::Gone => false,
        }
    }

    fn choose(&mut self) {
        let able: Vec<Role> = (0..self.stages.len()).filter(|&role| self.can_go_on(role)).collect();
        if able.is_empty() {
            let ended = self.stages.iter().all(|stage| *stage == Stage::Gone);
            assert!(ended, "nobody can go on: {:?} after {:?}", self.stages, self.path);
            self.current = None;
            return;
        }
        if self.depth == self.path.len() {
            self.path.push((0, able.len()));
        }
        let (choice, among) = self.path[self.depth];
        assert_eq!(among, able.len(), "the same choices lead to the same place");
        self.depth += 1;
        let role = able[choice];
        match self.stages[role] {
            Stage::Lying(Some(until)) if !self.woken[role] => self.clock = self.clock.max(until),
            Stage::Wanting => self.locked = true,
            _ => {}
        }
        if let Stage::Lying(_) = self.stages[role] {
            self.woken[role] = false;
        }
        self.stages[role] = Stage::Ready;
        self.current = Some(role);
    }
}

struct Explorer {
    world: Mutex<World>,
    turn: Condvar,
}

impl Explorer {
    /// The caller is at `stage`; somebody is chosen to go on, and the caller waits until it is itself.
    fn pause(&self, mut world: MutexGuard<'_, World>, role: Role, stage: Stage) {
        world.stages[role] = stage;
        world.choose();
        self.turn.notify_all();
        if stage != Stage::Gone {
            self.await_turn(world, role);
        }
    }

    fn await_turn(&self, mut world: MutexGuard<'_, World>, role: Role) {
        while world.current != Some(role) {
            self.turn.wait(&mut world);
        }
    }
}

fn role(thread: &ThreadState) -> Role {
    thread.name().parse().expect("threads here are called by their number")
}

struct Explored(Arc<Explorer>);

impl Policy for Explored {
    fn name(&self) -> &str {
        "explored"
    }

    fn acquire(&self, thread: &Arc<ThreadState>, _: &Gate) -> Admission {
        let role = role(thread);
        let mut world = self.0.world.lock();
        if world.stages[role] == Stage::Absent {
            // They arrive in any order; the first choice waits for the last of them.
            world.stages[role] = Stage::Wanting;
            if world.stages.iter().all(|stage| *stage == Stage::Wanting) {
                world.choose();
                self.0.turn.notify_all();
            }
            self.0.await_turn(world, role);
        } else {
            self.0.pause(world, role, Stage::Wanting);
        }
        Admission::Granted
    }

    fn release(&self, _: &Arc<ThreadState>, _: &Gate, _: Parting) {
        self.0.world.lock().locked = false;
    }

    fn released(&self, thread: &Arc<ThreadState>, _: &Gate, parting: Parting) {
        let stage = if parting.last { Stage::Gone } else { Stage::Ready };
        self.0.pause(self.0.world.lock(), role(thread), stage);
    }

    fn turn(&self, _: &Arc<ThreadState>, _: &Gate) -> Turn {
        Turn::Drop
    }

    fn bar(&self, _: &Arc<ThreadState>) {}

    fn adopt(&self, _: &Arc<ThreadState>, _: &Gate) {}

    fn retire(&self, _: &Arc<ThreadState>) {}

    fn now(&self, _: &Gate) -> Moment {
        self.0.world.lock().clock
    }

    fn wait(&self, thread: &ThreadState, _: &Gate, until: Option<Moment>) {
        self.0.pause(self.0.world.lock(), role(thread), Stage::Lying(until));
    }

    fn wake(&self, thread: &ThreadState) {
        self.0.world.lock().woken[role(thread)] = true;
    }
}

/// What a thread of a scenario does; `W` is what they share.
type Act<W> = fn(&mut Gil, &W);

/// Runs `acts`, each in a thread, in every possible order; after each run, `judge` sees what they have left.
/// The first act's thread is the main thread. Returns how many orders there are.
fn explore<W: Default + Sync>(acts: &[Act<W>], judge: fn(W)) -> usize {
    let mut path = Vec::new();
    for run in 1.. {
        let count = acts.len();
        let world = World {
            stages: vec![Stage::Absent; count],
            woken: vec![false; count],
            current: None,
            locked: false,
            clock: Moment::default(),
            path,
            depth: 0,
        };
        let explorer = Arc::new(Explorer { world: Mutex::new(world), turn: Condvar::new() });
        let lock = Lock::new(Box::new(Explored(explorer.clone())), Arc::new(NullRecorder));
        let shared = W::default();
        thread::scope(|scope| {
            for (role, act) in acts.iter().enumerate() {
                let (lock, shared) = (&lock, &shared);
                scope.spawn(move || {
                    let options = ThreadOptions { main: role == 0, daemon: false, name: role.to_string() };
                    act(&mut lock.attach(options), shared);
                });
            }
        });
        judge(shared);
        path = std::mem::take(&mut explorer.world.lock().path);
        while path.last().is_some_and(|(choice, among)| choice + 1 == *among) {
            path.pop();
        }
        match path.last_mut() {
            Some((choice, _)) => *choice += 1,
            None => return run,
        }
    }
    unreachable!("the search ends by itself")
}

const A_WHILE: Option<Duration> = Some(Duration::from_secs(1));

#[derive(Default)]
struct Grants {
    queue: WaitQueue,
    given: AtomicU32,
    received: AtomicU32,
    present: Shared<u32>,
}

impl Grants {
    fn receive(&self, gil: &mut Gil, timeout: Option<Duration>) {
        if gil.park(&self.queue, timeout) == Wake::Notified {
            self.received.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn give(&self, gil: &mut Gil) {
        if gil.unpark_one(&self.queue) {
            self.given.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn judge(self) {
        assert_eq!(self.given.into_inner(), self.received.into_inner(), "granted = received");
    }
}

#[test]
fn a_grant_meets_timeouts_and_interrupts() {
    let orders = explore::<Grants>(
        &[
            |gil, grants| grants.receive(gil, A_WHILE),
            |gil, grants| grants.receive(gil, A_WHILE),
            |gil, grants| {
                let lock = gil.lock().clone();
                gil.blocking(Cause::Io, || lock.interrupt_main());
                grants.give(gil);
            },
        ],
        Grants::judge,
    );
    assert!(orders > 1000, "{orders} orders");
}

#[test]
fn every_patient_waiter_is_woken_once() {
    // The givers stop when both receivers, who never give up, have come and been served.
    fn give_two(gil: &mut Gil, grants: &Grants) {
        *grants.present.get_mut(gil) += 1;
        grants.give(gil);
        gil.blocking(Cause::Io, || ());
        grants.give(gil);
    }
    fn wait_unless_late(gil: &mut Gil, grants: &Grants) {
        // Two grants come after the giver has come; who is there before it is sure to be served.
        if *grants.present.get(gil) == 0 {
            grants.receive(gil, None);
        }
    }
    let orders = explore::<Grants>(&[wait_unless_late, wait_unless_late, give_two], Grants::judge);
    assert!(orders > 100, "{orders} orders");
}

#[test]
fn a_signal_ends_every_wait_of_the_main_thread() {
    // Without the interrupt, nobody could go on.
    fn wait_for_signal(gil: &mut Gil, grants: &Grants) {
        loop {
            let wake = gil.park(&grants.queue, None);
            if gil.breaker().clear(Breaker::SIGNALS) != 0 {
                break;
            }
            assert_ne!(wake, Wake::Interrupted, "an interrupt without a signal");
        }
    }
    let orders = explore::<Grants>(
        &[
            wait_for_signal,
            |gil, grants| grants.receive(gil, A_WHILE),
            |gil, grants| {
                grants.give(gil);
                let lock = gil.lock().clone();
                gil.blocking(Cause::Io, || lock.interrupt_main());
            },
        ],
        |_| (),
    );
    assert!(orders > 100, "{orders} orders");
}

/// A lock as the VM makes it: a flag and those who wait for it.
#[derive(Default)]
struct Flag {
    locked: Shared<bool>,
    queue: WaitQueue,
    inside: AtomicU32,
    passes: AtomicU32,
}

impl Flag {
    fn pass(&self, gil: &mut Gil, timeout: Option<Duration>) {
        while *self.locked.get(gil) {
            if gil.park(&self.queue, timeout) == Wake::TimedOut {
                return;
            }
        }
        *self.locked.get_mut(gil) = true;
        assert_eq!(self.inside.fetch_add(1, Ordering::Relaxed), 0, "one at a time");
        gil.blocking(Cause::Io, || ());
        self.inside.fetch_sub(1, Ordering::Relaxed);
        self.passes.fetch_add(1, Ordering::Relaxed);
        *self.locked.get_mut(gil) = false;
        gil.unpark_one(&self.queue);
    }
}

#[test]
fn a_lock_made_of_a_flag_and_a_queue_excludes_and_loses_nobody() {
    let orders = explore::<Flag>(
        &[
            |gil, flag| flag.pass(gil, A_WHILE),
            |gil, flag| flag.pass(gil, None),
            |gil, flag| flag.pass(gil, None),
        ],
        |flag| assert!(flag.passes.into_inner() >= 2),
    );
    assert!(orders > 1000, "{orders} orders");
}
