//! What a thread sees of the three doors, one behaviour a test. Not under load: that is `stress.rs`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gil::{
    Breaker, Cause, CountingRecorder, Cpython, EventKind, Gil, Lock, Shared, ThreadOptions, WaitQueue, Wake,
};

const SOON: Duration = Duration::from_millis(30);
const LATE: Duration = Duration::from_secs(20);

fn main_thread() -> ThreadOptions {
    ThreadOptions { main: true, daemon: false, name: "main".into() }
}

fn counting() -> (Arc<Lock>, Arc<CountingRecorder>) {
    let recorder = Arc::new(CountingRecorder::new());
    (Lock::new(Box::new(Cpython::new()), recorder.clone()), recorder)
}

/// A check point, as the VM has them.
fn check(gil: &mut Gil) {
    if gil.breaker().has(Breaker::DROP_REQUEST) {
        gil.yield_now();
    }
}

#[test]
fn sleep_lasts_and_times_out() {
    let mut gil = Lock::cpython().attach(main_thread());
    let start = Instant::now();
    assert_eq!(gil.sleep(SOON), Wake::TimedOut);
    assert!(start.elapsed() >= SOON);
    assert_eq!(gil.sleep(Duration::ZERO), Wake::TimedOut);
}

#[test]
fn park_times_out_and_leaves_the_queue() {
    let mut gil = Lock::cpython().attach(main_thread());
    let queue = WaitQueue::default();
    assert_eq!(gil.park(&queue, Some(SOON)), Wake::TimedOut);
    assert!(queue.is_empty(&gil));
    assert_eq!(gil.park(&queue, Some(Duration::ZERO)), Wake::TimedOut);
    assert!(!gil.unpark_one(&queue));
    assert_eq!(gil.unpark_all(&queue), 0);
}

#[test]
fn waiters_are_woken_first_come_first() {
    let lock = Lock::cpython();
    let queue = WaitQueue::new(Cause::Lock);
    let woken = Shared::new(Vec::new());
    let mut gil = lock.attach(main_thread());
    thread::scope(|scope| {
        for number in 0..5 {
            let (lock, queue, woken) = (&lock, &queue, &woken);
            scope.spawn(move || {
                let mut gil = lock.attach(ThreadOptions::default());
                assert_eq!(gil.park(queue, None), Wake::Notified);
                woken.get_mut(&mut gil).push(number);
            });
            while queue.len(&gil) <= number {
                gil.sleep(Duration::from_millis(1));
            }
        }
        let (first, waited) = queue.first(&gil).expect("five wait");
        assert_eq!(
            lock.thread(first).expect("it is attached").parked_on(),
            Some((Cause::Lock, queue.object()))
        );
        assert!(waited > Duration::ZERO);
        for number in 0..5 {
            assert!(gil.unpark_one(&queue));
            while woken.get(&gil).len() <= number {
                gil.sleep(Duration::from_millis(1));
            }
        }
        assert_eq!(*woken.get(&gil), [0, 1, 2, 3, 4]);
    });
}

#[test]
fn a_grant_beats_the_end_of_the_timeout() {
    let lock = Lock::cpython();
    lock.set_switch_interval_micros(60_000_000);
    let queue = WaitQueue::default();
    let mut gil = lock.attach(main_thread());
    thread::scope(|scope| {
        let waiter = scope.spawn(|| {
            let mut gil = lock.attach(ThreadOptions::default());
            gil.park(&queue, Some(SOON))
        });
        while queue.is_empty(&gil) {
            gil.sleep(Duration::from_millis(1));
        }
        // The waiter's time runs out here, while it cannot get the lock.
        let start = Instant::now();
        while start.elapsed() < 3 * SOON {}
        assert!(gil.unpark_one(&queue));
        let wake = gil.blocking(Cause::Join, || waiter.join().expect("the waiter does not panic"));
        assert_eq!(wake, Wake::Notified);
    });
}

#[test]
fn signals_interrupt_the_waits_of_the_main_thread_only() {
    let lock = Lock::cpython();
    let queue = WaitQueue::default();
    let done = AtomicBool::new(false);
    let mut gil = lock.attach(main_thread());
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut gil = lock.attach(ThreadOptions::default());
            gil.park(&queue, Some(10 * SOON))
        });
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                thread_sleep(SOON);
                lock.interrupt_main();
            }
        });
        assert_eq!(gil.park(&queue, None), Wake::Interrupted);
        assert_eq!(gil.breaker().clear(Breaker::SIGNALS), Breaker::SIGNALS);
        assert_eq!(gil.sleep(LATE), Wake::Interrupted);
        gil.breaker().clear(Breaker::SIGNALS);
        assert_eq!(gil.park(&queue, Some(LATE)), Wake::Interrupted);
        done.store(true, Ordering::Relaxed);
        let wake = gil.blocking(Cause::Join, || other.join().expect("the other does not panic"));
        assert_eq!(wake, Wake::TimedOut);
    });
}

#[test]
fn a_signal_before_the_wait_interrupts_it_and_one_already_handled_does_not() {
    let lock = Lock::cpython();
    let mut gil = lock.attach(main_thread());
    lock.interrupt_main();
    assert_eq!(gil.sleep(LATE), Wake::Interrupted);
    lock.interrupt_main();
    gil.breaker().clear(Breaker::SIGNALS);
    assert_eq!(gil.sleep(SOON), Wake::TimedOut);
    // `_thread.interrupt_main()`: the flag alone wakes nobody.
    gil.breaker().set(Breaker::SIGNALS);
    assert_eq!(gil.sleep(SOON), Wake::TimedOut);
}

#[test]
fn nobody_is_interrupted_without_a_main_thread() {
    let lock = Lock::cpython();
    assert!(!lock.interrupt_main());
    lock.attach(main_thread()).detach();
    assert!(!lock.interrupt_main());
    lock.attach(main_thread()).detach();
}

#[test]
fn blocking_gives_others_the_lock_and_keeps_errno() {
    let (lock, recorder) = counting();
    let mut gil = lock.attach(main_thread());
    let got = gil.blocking(Cause::Io, || {
        thread::scope(|scope| scope.spawn(|| lock.attach(ThreadOptions::default()).thread().id()).join())
            .expect("the other does not panic")
    });
    assert_ne!(got, gil.thread().id());
    gil.blocking(Cause::Io, || errno::set_errno(errno::Errno(42)));
    assert_eq!(errno::errno().0, 42);
    assert_eq!(recorder.releases(Cause::Io), 2);
}

#[test]
fn a_panic_in_blocking_comes_back_with_the_lock() {
    let lock = Lock::cpython();
    let cell = Shared::new(1);
    let mut gil = lock.attach(main_thread());
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        gil.blocking(Cause::Io, || std::panic::resume_unwind(Box::new("in a system call")))
    }));
    assert!(caught.is_err());
    *cell.get_mut(&mut gil) += 1;
    gil.detach();
    let gil = lock.attach(main_thread());
    assert_eq!(*cell.get(&gil), 2);
}

#[test]
fn a_holder_is_asked_to_drop_and_the_switch_is_forced() {
    let (lock, recorder) = counting();
    lock.set_switch_interval_micros(1_000);
    let stop = AtomicBool::new(false);
    let turns = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut gil = lock.attach(ThreadOptions::default());
                while !stop.load(Ordering::Relaxed) {
                    check(&mut gil);
                    turns.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        thread_sleep(Duration::from_millis(300));
        stop.store(true, Ordering::Relaxed);
    });
    let switches = recorder.releases(Cause::Interval);
    assert!(switches > 20, "{switches} switches in 300 intervals");
    assert!(recorder.count(EventKind::DropRequest) >= switches);
    assert_eq!(recorder.count(EventKind::ForcedSwitch), switches);
    assert_eq!(recorder.count(EventKind::Start), 2);
    assert_eq!(recorder.count(EventKind::End), 2);
    assert_eq!(recorder.count(EventKind::Acquire), switches + 2);
}

#[test]
fn an_interval_longer_than_the_run_never_switches() {
    let (lock, recorder) = counting();
    lock.set_switch_interval_micros(u64::MAX);
    assert_eq!(lock.switch_interval_micros(), u64::MAX);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut gil = lock.attach(ThreadOptions::default());
                let start = Instant::now();
                while start.elapsed() < SOON {
                    check(&mut gil);
                }
            });
        }
    });
    assert_eq!(recorder.count(EventKind::DropRequest), 0);
}

#[test]
fn finalizing_stops_the_others_at_their_next_acquisition() {
    let (lock, recorder) = counting();
    lock.set_switch_interval_micros(1_000);
    let ticks = Arc::new(AtomicU64::new(0));
    let queue = Arc::new(WaitQueue::default());
    let mut gil = lock.attach(main_thread());
    // One computes, one sleeps, one is parked, one is in a system call.
    for kind in 0..4 {
        let (lock, ticks, queue) = (lock.clone(), ticks.clone(), queue.clone());
        thread::spawn(move || {
            let mut gil = lock.attach(ThreadOptions { daemon: true, ..ThreadOptions::default() });
            loop {
                ticks.fetch_add(1, Ordering::Relaxed);
                match kind {
                    0 => check(&mut gil),
                    1 => drop(gil.sleep(Duration::from_millis(1))),
                    2 => drop(gil.park(&queue, Some(Duration::from_millis(2)))),
                    _ => gil.blocking(Cause::Io, || thread_sleep(Duration::from_millis(1))),
                }
            }
        });
    }
    gil.sleep(5 * SOON);
    assert!(!lock.is_finalizing());
    lock.begin_finalizing(&mut gil);
    assert!(lock.is_finalizing());
    let before = ticks.load(Ordering::Relaxed);
    for _ in 0..20 {
        gil.sleep(Duration::from_millis(5));
        gil.blocking(Cause::Io, || ());
        gil.yield_now();
    }
    assert_eq!(ticks.load(Ordering::Relaxed), before);
    assert_eq!(recorder.count(EventKind::Hang), 4);
    // A newcomer is stopped as well.
    let arrived = Arc::new(AtomicBool::new(false));
    let (newcomers_lock, arrives) = (lock.clone(), arrived.clone());
    thread::spawn(move || {
        let _gil = newcomers_lock.attach(ThreadOptions::default());
        arrives.store(true, Ordering::Relaxed);
    });
    gil.sleep(SOON);
    assert!(!arrived.load(Ordering::Relaxed));
    gil.detach();
}

#[test]
fn two_interpreters_do_not_wait_for_each_other() {
    let (one, two) = (Lock::cpython(), Lock::cpython());
    let _gil = one.attach(main_thread());
    thread::scope(|scope| {
        scope.spawn(|| two.attach(main_thread()).sleep(Duration::from_millis(1)));
    });
}

#[test]
#[should_panic(expected = "G-1")]
fn a_thread_holds_one_lock_at_a_time() {
    let _one = Lock::cpython().attach(main_thread());
    let _two = Lock::cpython().attach(main_thread());
}

#[test]
fn a_thread_may_enter_another_interpreter_from_blocking() {
    let (one, two) = (Lock::cpython(), Lock::cpython());
    let mut outer = one.attach(main_thread());
    let wake = outer.blocking(Cause::Yield, || two.attach(main_thread()).sleep(Duration::from_millis(1)));
    assert_eq!(wake, Wake::TimedOut);
}

#[test]
#[should_panic(expected = "G-2")]
fn a_shared_value_belongs_to_one_interpreter() {
    let shared = Shared::new(1);
    let one = Lock::cpython();
    shared.get(&one.attach(main_thread()));
    shared.get(&Lock::cpython().attach(main_thread()));
}

#[expect(clippy::disallowed_methods, reason = "the test's own helpers are no threads of the interpreter")]
fn thread_sleep(time: Duration) {
    thread::sleep(time);
}
