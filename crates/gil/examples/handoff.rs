//! How fast two threads hand the lock to each other by two locks made of a flag and a queue, as the VM's are;
//! with the cost of an uncontended lock pair, of giving the lock up and taking it back alone, and of taking
//! turns. For comparing with CPython's `_thread.allocate_lock` in the same arrangement. Run it in release
//! mode, free (two processors) and under `taskset -c 0` (one).

#![expect(clippy::print_stdout, reason = "it is there to print")]

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use gil::{
    Cause, CountingRecorder, Cpython, Gil, Lock, NullRecorder, Recorder, Shared, ThreadOptions, WaitQueue,
};

/// A lock as Python sees it.
#[derive(Default)]
struct Flag {
    locked: Shared<bool>,
    queue: WaitQueue,
}

impl Flag {
    fn acquire(&self, gil: &mut Gil) {
        while std::mem::replace(self.locked.get_mut(gil), true) {
            gil.park(&self.queue, None);
        }
    }

    fn release(&self, gil: &mut Gil) {
        *self.locked.get_mut(gil) = false;
        gil.unpark_one(&self.queue);
    }
}

/// A check point, as the VM has them after each of these calls.
fn check(gil: &mut Gil) {
    if gil.breaker().any() {
        gil.yield_now();
    }
}

fn handoff(lock: &Arc<Lock>, turns: u32) -> Duration {
    let (here, there) = (Flag::default(), Flag::default());
    let mut gil = lock.attach(ThreadOptions { main: true, ..ThreadOptions::default() });
    here.acquire(&mut gil);
    there.acquire(&mut gil);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut gil = lock.attach(ThreadOptions::default());
            for _ in 0..turns {
                there.acquire(&mut gil);
                check(&mut gil);
                here.release(&mut gil);
                check(&mut gil);
            }
        });
        let start = Instant::now();
        for _ in 0..turns {
            there.release(&mut gil);
            check(&mut gil);
            here.acquire(&mut gil);
            check(&mut gil);
        }
        let time = start.elapsed();
        gil.detach();
        time / (2 * turns)
    })
}

/// Turns of a loop with a check point in a second, by so many threads together.
fn turns_in_a_second(lock: &Arc<Lock>, threads: usize) -> u64 {
    let end = Instant::now() + Duration::from_secs(1);
    let total = Shared::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut gil = lock.attach(ThreadOptions::default());
                let mut turns: u64 = 0;
                while !turns.is_multiple_of(1024) || Instant::now() < end {
                    turns += 1;
                    std::hint::black_box(turns);
                    check(&mut gil);
                }
                *total.get_mut(&mut gil) += turns;
            });
        }
    });
    total.into_inner()
}

fn nanoseconds_each(turns: u32, mut f: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..turns {
        std::hint::black_box(&mut f)();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(turns)
}

fn main() {
    let recorders: [(&str, Arc<dyn Recorder>); 2] =
        [("nobody listens", Arc::new(NullRecorder)), ("counting", Arc::new(CountingRecorder::new()))];
    for (name, recorder) in recorders {
        println!("{name}:");
        let lock = Lock::new(Box::new(Cpython::new()), recorder);
        for _ in 0..5 {
            println!("  hand-off between two threads  {:?}", handoff(&lock, 20_000));
        }
        let mut gil = lock.attach(ThreadOptions::default());
        let flag = Flag::default();
        let pair = nanoseconds_each(10_000_000, || {
            flag.acquire(&mut gil);
            flag.release(&mut gil);
        });
        println!("  uncontended pair              {pair:.1} ns");
        gil.blocking(Cause::Io, || {
            let (one, four) = (turns_in_a_second(&lock, 1), turns_in_a_second(&lock, 4));
            println!("  four computing against one    {:.3}", four as f64 / one as f64);
        });
        println!(
            "  release and take back         {:.1} ns",
            nanoseconds_each(5_000_000, || gil.blocking(Cause::Io, || ()))
        );
    }
}
