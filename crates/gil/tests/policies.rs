//! What the policies promise, one behaviour a test, on real threads and real time; and that all of them keep what
//! every policy must. Under load: `stress.rs`. Every order of events: `model`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gil::policy::POLICIES;
use gil::{
    Breaker, Cause, CountingRecorder, EventKind, Gil, Lock, NullRecorder, Shared, ThreadOptions, WaitQueue,
    Wake, policy_by_name,
};

const ALL: &[&str] = &["cpython", "fifo", "io", "ticks", "ticks:1"];

fn lock(policy: &str) -> Arc<Lock> {
    Lock::new(policy_by_name(policy).expect("it is in the table"), Arc::new(NullRecorder))
}

fn counting(policy: &str) -> (Arc<Lock>, Arc<CountingRecorder>) {
    let recorder = Arc::new(CountingRecorder::new());
    (Lock::new(policy_by_name(policy).expect("it is in the table"), recorder.clone()), recorder)
}

fn attach(lock: &Arc<Lock>) -> Gil {
    lock.attach(ThreadOptions::default())
}

/// A check point, as the VM has them.
fn check(gil: &mut Gil) {
    if gil.breaker().has(Breaker::DROP_REQUEST) {
        gil.yield_now();
    }
}

/// The threads compute, all at once, and each counts its turns of the loop.
fn compute(lock: &Arc<Lock>, threads: usize, time: Duration) -> Vec<u64> {
    let end = Instant::now() + time;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut gil = attach(lock);
                    let mut turns = 0;
                    while Instant::now() < end {
                        turns += 1;
                        check(&mut gil);
                    }
                    turns
                })
            })
            .collect();
        workers.into_iter().map(join).collect()
    })
}

/// 1 if all have the same, 1/n if one has everything (Jain's index).
fn fairness(shares: &[u64]) -> f64 {
    let sum: f64 = shares.iter().map(|&share| share as f64).sum();
    let squares: f64 = shares.iter().map(|&share| (share as f64).powi(2)).sum();
    sum * sum / (shares.len() as f64 * squares)
}

#[test]
fn each_goes_by_its_name() {
    for name in ALL {
        assert_eq!(policy_by_name(name).expect("it is in the table").name(), *name);
    }
    assert_eq!(policy_by_name("ticks:100").expect("it is in the table").name(), "ticks");
    for (name, _) in POLICIES {
        assert!(ALL.contains(name));
    }
}

#[test]
fn unknown_names_and_parameters_are_refused() {
    for text in ["", "lifo", "fifo:1", "cpython:", "ticks:", "ticks:0", "ticks:-1", "ticks:x"] {
        let message = policy_by_name(text).err().expect("there is no such policy").to_string();
        assert!(message.starts_with(&format!("no GIL policy '{text}': there are cpython, ")), "{message}");
    }
}

#[test]
fn fifo_shares_the_lock_evenly() {
    let lock = lock("fifo");
    lock.set_switch_interval_micros(1_000);
    let turns = compute(&lock, 8, Duration::from_millis(800));
    assert!(fairness(&turns) > 0.9, "{turns:?}");
}

#[test]
fn fifo_serves_in_order_of_asking() {
    let lock = lock("fifo");
    // Nobody loses patience.
    lock.set_switch_interval_micros(60_000_000);
    let served = Shared::new(Vec::new());
    let arrived = AtomicU64::new(0);
    thread::scope(|scope| {
        let gil = attach(&lock);
        for number in 0..5 {
            let (lock, served, arrived) = (&lock, &served, &arrived);
            scope.spawn(move || {
                arrived.fetch_add(1, Ordering::Relaxed);
                let mut gil = attach(lock);
                served.get_mut(&mut gil).push(number);
            });
            while arrived.load(Ordering::Relaxed) <= number {
                thread::yield_now();
            }
            // Time to ask. (Not a wait of the interpreter, which would give up the lock.)
            thread_sleep(Duration::from_millis(20));
        }
        gil.detach();
    });
    assert_eq!(served.into_inner(), [0, 1, 2, 3, 4]);
}

#[test]
fn fifo_lets_nobody_barge_in() {
    let lock = lock("fifo");
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let mut gil = attach(&lock);
        let waits = scope.spawn(|| {
            let gil = attach(&lock);
            stop.store(true, Ordering::Relaxed);
            gil.detach();
        });
        thread_sleep(Duration::from_millis(20));
        // It asks at once again, and still the other is first.
        gil.blocking(Cause::Io, || ());
        assert!(stop.load(Ordering::Relaxed));
        gil.detach();
        join(waits);
    });
}

#[test]
fn io_lets_in_at_once_who_has_waited() {
    let (lock, recorder) = counting("io");
    // By its own patience a thread would come back once in a second.
    lock.set_switch_interval_micros(1_000_000);
    let stop = AtomicBool::new(false);
    let computed = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut gil = attach(&lock);
                while !stop.load(Ordering::Relaxed) {
                    computed.fetch_add(1, Ordering::Relaxed);
                    check(&mut gil);
                }
            });
        }
        let mut gil = attach(&lock);
        let start = Instant::now();
        for _ in 0..50 {
            gil.sleep(Duration::from_micros(200));
        }
        let taken = start.elapsed();
        stop.store(true, Ordering::Relaxed);
        gil.detach();
        assert!(taken < Duration::from_secs(5), "{taken:?} for 50 waits of 200 us");
    });
    assert!(computed.into_inner() > 0);
    assert!(recorder.count(EventKind::DropRequest) > 10);
}

#[test]
fn io_gives_no_precedence_to_who_uses_much() {
    // One waits now and then but computes most of the time; the others must keep their part.
    let lock = lock("io");
    lock.set_switch_interval_micros(1_000);
    let end = Instant::now() + Duration::from_millis(800);
    let (greedy, patient) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut gil = attach(&lock);
            while Instant::now() < end {
                let turn = Instant::now();
                while turn.elapsed() < Duration::from_micros(500) {
                    greedy.fetch_add(1, Ordering::Relaxed);
                    check(&mut gil);
                }
                gil.blocking(Cause::Io, || ());
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                let mut gil = attach(&lock);
                while Instant::now() < end {
                    patient.fetch_add(1, Ordering::Relaxed);
                    check(&mut gil);
                }
            });
        }
    });
    let (greedy, patient) = (greedy.into_inner() as f64, patient.into_inner() as f64);
    assert!(patient > 0.3 * greedy, "{greedy} turns of one that waits, {patient} of two that compute");
}

#[test]
fn io_keeps_the_order_among_those_who_compute() {
    let lock = lock("io");
    lock.set_switch_interval_micros(1_000);
    let stop = AtomicBool::new(false);
    let turns = thread::scope(|scope| {
        scope.spawn(|| {
            let mut gil = attach(&lock);
            while !stop.load(Ordering::Relaxed) {
                gil.sleep(Duration::from_micros(300));
            }
        });
        let turns = compute(&lock, 4, Duration::from_millis(800));
        stop.store(true, Ordering::Relaxed);
        turns
    });
    assert!(fairness(&turns) > 0.85, "{turns:?}");
}

#[test]
fn ticks_releases_at_every_so_many_check_points() {
    for (name, every) in [("ticks:10", 10), ("ticks", 100), ("ticks:1", 1)] {
        let (lock, recorder) = counting(name);
        let mut gil = attach(&lock);
        for _ in 0..1000 {
            check(&mut gil);
        }
        assert_eq!(recorder.releases(Cause::Interval), 1000 / every, "{name}");
        assert_eq!(recorder.count(EventKind::DropRequest), 0);
        assert_eq!(recorder.count(EventKind::ForcedSwitch), 0);
    }
}

#[test]
fn all_of_them_end_every_wait() {
    for name in ALL {
        let lock = lock(name);
        lock.set_switch_interval_micros(1);
        let queue = WaitQueue::default();
        let served = AtomicU64::new(0);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let mut gil = attach(&lock);
                    assert_eq!(gil.park(&queue, None), Wake::Notified);
                    served.fetch_add(1, Ordering::Relaxed);
                });
            }
            let mut gil = attach(&lock);
            while served.load(Ordering::Relaxed) < 3 {
                gil.unpark_one(&queue);
                check(&mut gil);
                gil.sleep(Duration::from_micros(100));
            }
            gil.detach();
        });
        assert!(lock.threads().is_empty(), "{name}");
    }
}

#[test]
fn all_of_them_stop_the_others_when_finalizing() {
    for name in ALL {
        let lock = lock(name);
        lock.set_switch_interval_micros(50);
        let ticks = Arc::new(AtomicU64::new(0));
        let mut gil = attach(&lock);
        for kind in 0..4 {
            let (lock, ticks) = (lock.clone(), ticks.clone());
            thread::spawn(move || {
                let mut gil = attach(&lock);
                loop {
                    ticks.fetch_add(1, Ordering::Relaxed);
                    match kind {
                        0 => drop(gil.sleep(Duration::from_micros(100))),
                        1 => gil.blocking(Cause::Io, thread::yield_now),
                        _ => check(&mut gil),
                    }
                }
            });
        }
        gil.sleep(Duration::from_millis(30));
        lock.begin_finalizing(&mut gil);
        let before = ticks.load(Ordering::Relaxed);
        for _ in 0..20 {
            gil.sleep(Duration::from_millis(1));
            gil.blocking(Cause::Io, || ());
            check(&mut gil);
        }
        assert_eq!(ticks.load(Ordering::Relaxed), before, "{name}");
        gil.detach();
    }
}

#[test]
fn the_policy_can_be_changed_while_threads_compute_and_wait() {
    let lock = lock("cpython");
    lock.set_switch_interval_micros(20);
    let stop = AtomicBool::new(false);
    let total = Shared::new(0_u64);
    let expected = AtomicU64::new(0);
    thread::scope(|scope| {
        for kind in 0..6 {
            let (lock, stop, total, expected) = (&lock, &stop, &total, &expected);
            scope.spawn(move || {
                let mut gil = attach(lock);
                while !stop.load(Ordering::Relaxed) {
                    *total.get_mut(&mut gil) += 1;
                    expected.fetch_add(1, Ordering::Relaxed);
                    match kind {
                        0 => drop(gil.sleep(Duration::from_micros(50))),
                        1 => gil.blocking(Cause::Io, || ()),
                        _ => check(&mut gil),
                    }
                }
            });
        }
        let mut gil = attach(&lock);
        for round in 0..400 {
            let name = ALL[round % ALL.len()];
            lock.set_policy(&mut gil, policy_by_name(name).expect("it is in the table"));
            assert_eq!(lock.policy_name(), name);
            for _ in 0..round {
                check(&mut gil);
            }
            gil.sleep(Duration::from_micros(10 * (round as u64 % 30)));
        }
        stop.store(true, Ordering::Relaxed);
        gil.detach();
    });
    assert_eq!(total.into_inner(), expected.into_inner());
}

#[test]
fn deadlines_survive_a_change_of_the_policy() {
    let lock = lock("cpython");
    let mut gil = attach(&lock);
    thread_sleep(Duration::from_millis(30));
    let deadline = gil.now().later(Duration::from_millis(20));
    lock.set_policy(&mut gil, policy_by_name("fifo").expect("it is in the table"));
    let start = Instant::now();
    assert_eq!(gil.sleep_until(deadline), Wake::TimedOut);
    let slept = start.elapsed();
    assert!((Duration::from_millis(15)..Duration::from_secs(5)).contains(&slept), "{slept:?}");
}

fn join<T>(worker: thread::ScopedJoinHandle<'_, T>) -> T {
    worker.join().expect("the workers do not panic")
}

#[expect(clippy::disallowed_methods, reason = "the test itself waits, no thread of an interpreter")]
fn thread_sleep(time: Duration) {
    thread::sleep(time);
}
