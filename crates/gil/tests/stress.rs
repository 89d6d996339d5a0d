//! The policies under load, on real threads and real time: grants, timeouts, interrupts, drop requests
//! and finalizing all at once, at the smallest switch interval. Found here: what `exploration.rs` cannot see,
//! races between single memory accesses. A hang is found by a watchdog.
//!
//! `GIL_STRESS_SECONDS` makes each test run that long under each policy, instead of a third of a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use gil::{
    Breaker, Cause, CountingRecorder, EventKind, Gil, Lock, NullRecorder, Shared, ThreadOptions, WaitQueue,
    Wake, policy_by_name,
};

const POLICIES: &[&str] = &["cpython", "fifo", "io", "ticks"];

fn new_lock(policy: &str) -> Arc<Lock> {
    Lock::new(policy_by_name(policy).expect("it is in the table"), Arc::new(NullRecorder))
}

/// Runs `test` under each policy and aborts the process if it is not through in time.
#[expect(clippy::disallowed_methods, reason = "the test itself waits, no thread of an interpreter")]
fn watched(name: &'static str, test: impl Fn(&str, Instant)) {
    let time = std::env::var("GIL_STRESS_SECONDS").map_or(Duration::from_millis(330), |text| {
        Duration::from_secs(text.parse().expect("a number of seconds"))
    });
    for policy in POLICIES {
        let (ended, end) = mpsc::channel::<()>();
        thread::spawn(move || {
            if end.recv_timeout(time + Duration::from_secs(60)) == Err(RecvTimeoutError::Timeout) {
                eprintln(name, policy);
                std::process::abort();
            }
        });
        test(policy, Instant::now() + time);
        drop(ended);
    }
}

#[expect(clippy::print_stderr, reason = "the last words of a process that is aborted")]
fn eprintln(name: &str, policy: &str) {
    eprintln!("{name} hangs under {policy}");
}

#[expect(clippy::disallowed_methods, reason = "the test's own helpers are no threads of the interpreter")]
fn thread_sleep(time: Duration) {
    thread::sleep(time);
}

fn options(main: bool) -> ThreadOptions {
    ThreadOptions { main, ..ThreadOptions::default() }
}

/// A check point of a thread that takes no notice of signals.
fn check(gil: &mut Gil) {
    if gil.breaker().has(Breaker::DROP_REQUEST) {
        gil.yield_now();
    }
}

/// Small pseudo-random numbers, one sequence per thread.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// A counting semaphore, as the VM would make it: its permits must neither get lost nor multiply.
#[derive(Default)]
struct Semaphore {
    permits: Shared<u64>,
    queue: WaitQueue,
}

impl Semaphore {
    fn acquire(&self, gil: &mut Gil, timeout: Option<Duration>) -> bool {
        let deadline = timeout.and_then(|timeout| gil.now().later(timeout));
        loop {
            let permits = self.permits.get_mut(gil);
            if *permits > 0 {
                *permits -= 1;
                return true;
            }
            match gil.park_until(&self.queue, if timeout.is_some() { deadline } else { None }) {
                Wake::Notified => {}
                Wake::TimedOut => return false,
                Wake::Interrupted => drop(gil.breaker().clear(Breaker::SIGNALS)),
            }
        }
    }

    fn release(&self, gil: &mut Gil) {
        *self.permits.get_mut(gil) += 1;
        gil.unpark_one(&self.queue);
    }
}

#[test]
fn permits_neither_get_lost_nor_multiply() {
    watched("permits", |policy, end| {
        const PERMITS: u64 = 2;
        let recorder = Arc::new(CountingRecorder::new());
        let lock = Lock::new(policy_by_name(policy).expect("it is in the table"), recorder.clone());
        lock.set_switch_interval_micros(1);
        let semaphore = Semaphore::default();
        let inside = AtomicU64::new(0);
        let passes = AtomicU64::new(0);
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            let mut gil = lock.attach(options(true));
            *semaphore.permits.get_mut(&mut gil) = PERMITS;
            gil.detach();
            let workers: Vec<_> = (0..6)
                .map(|number| {
                    let (lock, semaphore, inside, passes) = (&lock, &semaphore, &inside, &passes);
                    scope.spawn(move || {
                        let mut gil = lock.attach(options(number == 0));
                        let mut dice = Dice(number + 1);
                        while Instant::now() < end {
                            let timeout = (dice.roll(2) == 0).then(|| Duration::from_micros(dice.roll(60)));
                            if semaphore.acquire(&mut gil, timeout) {
                                assert!(inside.fetch_add(1, Ordering::Relaxed) < PERMITS);
                                match dice.roll(4) {
                                    0 => gil.blocking(Cause::Io, thread::yield_now),
                                    1 => drop(gil.sleep(Duration::from_micros(dice.roll(20)))),
                                    _ => (0..dice.roll(50)).for_each(|_| check(&mut gil)),
                                }
                                inside.fetch_sub(1, Ordering::Relaxed);
                                passes.fetch_add(1, Ordering::Relaxed);
                                semaphore.release(&mut gil);
                            }
                            check(&mut gil);
                        }
                    })
                })
                .collect();
            let (lock, stop) = (&lock, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    lock.interrupt_main();
                    thread_sleep(Duration::from_micros(50));
                }
            });
            for worker in workers {
                join(worker);
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(semaphore.permits.into_inner(), PERMITS);
        assert!(semaphore.queue.is_empty(&lock.attach(options(true))));
        assert!(passes.into_inner() > 300);
        let forced: &[EventKind] = match policy {
            "cpython" => &[EventKind::DropRequest, EventKind::ForcedSwitch],
            _ => &[],
        };
        for kind in [&[EventKind::Notify, EventKind::Park], forced].concat() {
            assert!(recorder.count(kind) > 0, "no {} at all", kind.name());
        }
        let balance = recorder.count(EventKind::Acquire) - recorder.count(EventKind::Release);
        assert_eq!(balance, 0, "as many releases as acquisitions");
    });
}

#[test]
fn a_baton_goes_round_without_timeouts() {
    // Every pass is a wake-up that nothing else would make good for.
    watched("baton", |policy, end| {
        const RING: usize = 5;
        let lock = new_lock(policy);
        lock.set_switch_interval_micros(1);
        let ring: [Semaphore; RING] = Default::default();
        let stop = AtomicBool::new(false);
        let passes = AtomicU64::new(0);
        thread::scope(|scope| {
            for place in 0..RING {
                let (lock, ring, stop, passes) = (&lock, &ring, &stop, &passes);
                scope.spawn(move || {
                    let mut gil = lock.attach(options(false));
                    if place == 0 {
                        ring[0].release(&mut gil);
                    }
                    loop {
                        ring[place].acquire(&mut gil, None);
                        passes.fetch_add(1, Ordering::Relaxed);
                        if Instant::now() > end {
                            stop.store(true, Ordering::Relaxed);
                        }
                        ring[(place + 1) % RING].release(&mut gil);
                        check(&mut gil);
                        if stop.load(Ordering::Relaxed) {
                            break;
                        }
                    }
                });
            }
        });
        assert!(passes.into_inner() > 300);
    });
}

#[test]
fn a_woken_thread_gets_the_lock_from_one_that_only_computes() {
    // The wake is owed while the holder goes on; it must not be owed for ever.
    watched("owed wake", |policy, end| {
        let lock = new_lock(policy);
        lock.set_switch_interval_micros(100);
        while Instant::now() < end {
            let semaphore = Semaphore::default();
            let served = AtomicBool::new(false);
            thread::scope(|scope| {
                scope.spawn(|| {
                    let mut gil = lock.attach(options(false));
                    semaphore.acquire(&mut gil, None);
                    served.store(true, Ordering::Relaxed);
                });
                let mut gil = lock.attach(options(true));
                while semaphore.queue.is_empty(&gil) {
                    gil.sleep(Duration::from_micros(50));
                }
                semaphore.release(&mut gil);
                while !served.load(Ordering::Relaxed) {
                    check(&mut gil);
                }
                gil.detach();
            });
        }
    });
}

#[test]
fn signals_are_never_slept_through() {
    watched("signals", |policy, end| {
        let lock = new_lock(policy);
        lock.set_switch_interval_micros(1);
        let queue = WaitQueue::default();
        let sent = AtomicU64::new(0);
        let handled = AtomicU64::new(0);
        let stop = AtomicBool::new(false);
        let mut gil = lock.attach(options(true));
        thread::scope(|scope| {
            // Each signal is sent when the one before has been handled, at all moments of the wait.
            scope.spawn(|| {
                let mut dice = Dice(7);
                while Instant::now() < end {
                    sent.fetch_add(1, Ordering::Release);
                    assert!(lock.interrupt_main());
                    while handled.load(Ordering::Acquire) < sent.load(Ordering::Relaxed) {
                        thread::yield_now();
                    }
                    (0..dice.roll(300)).for_each(|_| std::hint::spin_loop());
                }
                stop.store(true, Ordering::Release);
                lock.interrupt_main();
            });
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut gil = lock.attach(options(false));
                    while !stop.load(Ordering::Relaxed) {
                        gil.park(&queue, Some(Duration::from_micros(10)));
                        check(&mut gil);
                    }
                });
            }
            let mut dice = Dice(8);
            while !stop.load(Ordering::Acquire) {
                match dice.roll(3) {
                    0 => drop(gil.park(&queue, None)),
                    1 => drop(gil.sleep(Duration::MAX)),
                    _ => drop(gil.park_until(&queue, None)),
                }
                if gil.breaker().clear(Breaker::SIGNALS) != 0 {
                    handled.store(sent.load(Ordering::Acquire), Ordering::Release);
                }
                check(&mut gil);
            }
            gil.detach();
        });
        assert!(handled.into_inner() > 30);
    });
}

#[test]
fn finalizing_stops_whatever_goes_on() {
    watched("finalizing", |policy, end| {
        let mut rounds = 0;
        // Every round leaves its threads behind, stopped: that is what is tested.
        while rounds < 5 || (Instant::now() < end && rounds < 300) {
            rounds += 1;
            let lock = new_lock(policy);
            lock.set_switch_interval_micros(1 + 10 * (rounds % 3));
            let semaphore = Arc::new(Semaphore::default());
            let ticks = Arc::new(AtomicU64::new(0));
            let mut gil = lock.attach(options(true));
            for number in 0..4 {
                let (lock, semaphore, ticks) = (lock.clone(), semaphore.clone(), ticks.clone());
                thread::spawn(move || {
                    let mut gil = lock.attach(options(false));
                    let mut dice = Dice(number + rounds);
                    loop {
                        ticks.fetch_add(1, Ordering::Relaxed);
                        match dice.roll(5) {
                            0 => gil.blocking(Cause::Io, thread::yield_now),
                            1 => drop(gil.sleep(Duration::from_micros(dice.roll(20)))),
                            2 => drop(semaphore.acquire(&mut gil, Some(Duration::from_micros(20)))),
                            3 => semaphore.release(&mut gil),
                            _ => (0..dice.roll(50)).for_each(|_| check(&mut gil)),
                        }
                    }
                });
            }
            for _ in 0..rounds % 20 {
                gil.sleep(Duration::from_micros(100));
                semaphore.release(&mut gil);
            }
            lock.begin_finalizing(&mut gil);
            let before = ticks.load(Ordering::Relaxed);
            for _ in 0..50 {
                semaphore.release(&mut gil);
                check(&mut gil);
                gil.blocking(Cause::Io, thread::yield_now);
                semaphore.acquire(&mut gil, Some(Duration::from_micros(20)));
                gil.sleep(Duration::from_micros(5));
            }
            assert_eq!(ticks.load(Ordering::Relaxed), before);
            gil.detach();
        }
    });
}

#[test]
fn threads_come_and_go() {
    watched("coming and going", |policy, end| {
        let lock = new_lock(policy);
        lock.set_switch_interval_micros(1);
        let ends = WaitQueue::new(Cause::Join);
        let alive = Shared::new(0_u32);
        let mut started = 0;
        thread::scope(|scope| {
            let mut gil = lock.attach(options(true));
            while Instant::now() < end && started < 20_000 {
                started += 1;
                *alive.get_mut(&mut gil) += 1;
                let (lock, alive, ends) = (&lock, &alive, &ends);
                scope.spawn(move || {
                    let mut gil = lock.attach(options(false));
                    (0..20).for_each(|_| check(&mut gil));
                    *alive.get_mut(&mut gil) -= 1;
                    gil.unpark_all(ends);
                });
                while *alive.get(&gil) > 4 {
                    gil.park(ends, None);
                }
            }
            while *alive.get(&gil) > 0 {
                gil.park(&ends, None);
            }
            assert_eq!(lock.threads().iter().filter(|thread| thread.is_main()).count(), 1);
        });
        assert!(lock.threads().is_empty());
    });
}

fn join(worker: thread::ScopedJoinHandle<'_, ()>) {
    worker.join().expect("the workers do not panic");
}
