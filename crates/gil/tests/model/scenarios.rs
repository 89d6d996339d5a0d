//! What the threads of a model do, and what must be true afterwards.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use crate::sync::{chance, yield_now};
use crate::{Breaker, Cause, Gil, Shared, WaitQueue, Wake, explore, policy_by_name};

/// A check point of a thread that takes no notice of signals.
fn check(gil: &mut Gil) {
    if gil.breaker().has(Breaker::DROP_REQUEST) {
        gil.yield_now();
    }
}

/// Who is inside, and how much was done there.
#[derive(Default)]
struct Room {
    inside: AtomicU32,
    total: AtomicU32,
    /// Only the main thread may still enter.
    is_closed: AtomicBool,
}

impl Room {
    /// What only one thread may do at a time, though others could run in the middle of it.
    fn enter(&self, gil: &mut Gil) {
        assert_eq!(self.inside.fetch_add(1, Ordering::Relaxed), 0, "one at a time");
        assert!(gil.thread().is_main() || !self.is_closed.load(Ordering::Relaxed), "the others are barred");
        let total = self.total.load(Ordering::Relaxed);
        yield_now();
        self.total.store(total + 1, Ordering::Relaxed);
        self.inside.fetch_sub(1, Ordering::Relaxed);
    }
}

fn compute(gil: &mut Gil, room: &Room) {
    for _ in 0..4 {
        room.enter(gil);
        check(gil);
    }
}

fn compute_and_wait(gil: &mut Gil, room: &Room) {
    for _ in 0..2 {
        room.enter(gil);
        gil.blocking(Cause::Io, yield_now);
        room.enter(gil);
        check(gil);
    }
}

fn come_and_go(gil: &mut Gil, room: &Room) {
    room.enter(gil);
}

#[test]
fn one_at_a_time_and_all_of_them_end() {
    explore::<Room>(&[compute, compute, compute_and_wait], |room| {
        assert_eq!(room.total.load(Ordering::Relaxed), 4 + 4 + 4);
    });
}

#[test]
fn the_lock_is_not_handed_to_a_thread_that_is_gone() {
    explore::<Room>(&[compute, come_and_go, come_and_go, come_and_go], |room| {
        assert_eq!(room.total.load(Ordering::Relaxed), 4 + 3);
    });
}

/// A counting semaphore, as the VM would make it.
#[derive(Default)]
struct Semaphore {
    permits: Shared<u32>,
    queue: WaitQueue,
    granted: AtomicU32,
    received: AtomicU32,
}

impl Semaphore {
    fn acquire(&self, gil: &mut Gil) {
        while *self.permits.get(gil) == 0 {
            gil.park(&self.queue, None);
        }
        *self.permits.get_mut(gil) -= 1;
    }

    fn release(&self, gil: &mut Gil) {
        *self.permits.get_mut(gil) += 1;
        gil.unpark_one(&self.queue);
    }

    fn receive(&self, gil: &mut Gil, timeout: Option<Duration>) {
        if gil.park(&self.queue, timeout) == Wake::Notified {
            self.received.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn grant(&self, gil: &mut Gil) {
        if gil.unpark_one(&self.queue) {
            self.granted.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn take_turns(gil: &mut Gil, semaphore: &Semaphore) {
    semaphore.release(gil);
    check(gil);
    semaphore.acquire(gil);
    check(gil);
}

fn take(gil: &mut Gil, semaphore: &Semaphore) {
    semaphore.acquire(gil);
}

fn give_twice(gil: &mut Gil, semaphore: &Semaphore) {
    semaphore.release(gil);
    gil.blocking(Cause::Io, yield_now);
    semaphore.release(gil);
    check(gil);
}

#[test]
fn no_wake_is_lost() {
    // Nobody has a timeout: whoever is not woken waits for ever.
    explore::<Semaphore>(&[take, take, give_twice, take_turns], |_| ());
}

fn receive_for_a_while(gil: &mut Gil, semaphore: &Semaphore) {
    semaphore.receive(gil, Some(Duration::from_millis(3)));
}

fn grant_and_interrupt(gil: &mut Gil, semaphore: &Semaphore) {
    semaphore.grant(gil);
    check(gil);
    gil.lock().clone().interrupt_main();
    semaphore.grant(gil);
}

#[test]
fn what_is_granted_is_received_once() {
    explore::<Semaphore>(&[receive_for_a_while, receive_for_a_while, grant_and_interrupt], |semaphore| {
        let granted = semaphore.granted.load(Ordering::Relaxed);
        assert_eq!(granted, semaphore.received.load(Ordering::Relaxed));
    });
}

fn wait_for_signal(gil: &mut Gil, semaphore: &Semaphore) {
    while gil.breaker().clear(Breaker::SIGNALS) == 0 {
        gil.park(&semaphore.queue, None);
    }
}

fn interrupt(gil: &mut Gil, _: &Semaphore) {
    let lock = gil.lock().clone();
    // The main thread may not be there yet, or gone.
    while !lock.interrupt_main() {
        gil.blocking(Cause::Io, yield_now);
    }
}

#[test]
fn a_signal_ends_a_wait_without_end() {
    explore::<Semaphore>(&[wait_for_signal, interrupt, receive_for_a_while], |_| ());
}

fn finalize(gil: &mut Gil, room: &Room) {
    room.enter(gil);
    check(gil);
    gil.lock().clone().begin_finalizing(gil);
    room.is_closed.store(true, Ordering::Relaxed);
    for _ in 0..2 {
        gil.blocking(Cause::Io, yield_now);
        check(gil);
        gil.sleep(Duration::from_millis(1));
        room.enter(gil);
    }
}

fn go_on(gil: &mut Gil, room: &Room) {
    compute(gil, room);
    compute_and_wait(gil, room);
}

#[test]
fn finalizing_bars_all_others() {
    explore::<Room>(&[finalize, go_on, go_on, come_and_go], |_| ());
}

fn change_policy(gil: &mut Gil, room: &Room) {
    let lock = gil.lock().clone();
    let first = lock.policy_name();
    for name in ["fifo", "io", "cpython", "fifo", &first] {
        lock.set_policy(gil, policy_by_name(name).expect("it is in the table"));
        room.enter(gil);
        if chance() {
            check(gil);
        } else {
            gil.blocking(Cause::Io, yield_now);
        }
    }
}

#[test]
fn nobody_is_forgotten_when_the_policy_changes() {
    explore::<Room>(&[change_policy, compute, compute_and_wait], |_| ());
}

#[test]
fn nobody_is_forgotten_when_two_change_the_policy() {
    explore::<Room>(&[change_policy, change_policy, compute_and_wait], |_| ());
}
