//! The lock of one interpreter: who belongs to it, how it is scheduled, who listens, and whether it is
//! finalizing. Holding it is not here: that is the [`Gil`].

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::event::{Event, NullRecorder, Recorder};
use crate::policy::{Cpython, Moment, Policy, policy_by_name};
use crate::renewable::Renewable;
use crate::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, Ordering};
use crate::sync::{Instant, Mutex};
use crate::thread::{ThreadId, ThreadOptions, ThreadState};
use crate::{Breaker, Gil};

/// Threads by their numbers.
pub(crate) type Registry = BTreeMap<ThreadId, Arc<ThreadState>>;

/// One per interpreter, shared by its threads.
pub struct Lock {
    /// The policy that schedules: one of `policies`.
    policy: AtomicPtr<Box<dyn Policy>>,
    /// Those that have scheduled. Threads may still be about to leave one, so they live as long as the lock.
    policies: Renewable<Mutex<Vec<Arc<Box<dyn Policy>>>>>,
    gate: Gate,
    /// Is there a token about? Says nothing to the policy; it is what makes a policy's mistakes harmless.
    held: AtomicBool,
    /// The last number given out.
    reserved: AtomicU64,
    /// The threads attached now.
    registry: Renewable<Mutex<Registry>>,
}

impl Lock {
    /// A free lock.
    pub fn new(policy: Box<dyn Policy>, recorder: Arc<dyn Recorder>) -> Arc<Lock> {
        let policy = Arc::new(policy);
        Arc::new(Lock {
            policy: AtomicPtr::new(Arc::as_ptr(&policy).cast_mut()),
            policies: Renewable::new(Mutex::new(vec![policy])),
            gate: Gate::new(recorder),
            held: AtomicBool::new(false),
            reserved: AtomicU64::new(0),
            registry: Renewable::new(Mutex::default()),
        })
    }

    /// A free lock, scheduled as CPython's is, with nobody listening.
    pub fn cpython() -> Arc<Lock> {
        Lock::new(Box::new(Cpython::new()), Arc::new(NullRecorder))
    }

    /// Makes the calling OS thread one of the interpreter's, and waits for the lock. (For ever, if the
    /// interpreter is finalizing.)
    ///
    /// # Panics
    /// If the OS thread holds a lock already, this or another's: that one must be given up first, by
    /// [`Gil::blocking`]. If the interpreter has a main thread, and this shall be it.
    pub fn attach(self: &Arc<Lock>, options: ThreadOptions) -> Gil {
        let id = self.reserve_id();
        self.attach_as(id, options)
    }

    /// The number of a thread that will be attached.
    pub fn reserve_id(&self) -> ThreadId {
        ThreadId(self.reserved.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// The same as [`attach`](Self::attach) with a number reserved for this thread alone, so that its starter
    /// knows it beforehand.
    ///
    /// # Panics
    /// As [`Lock::attach`].
    pub fn attach_as(self: &Arc<Lock>, id: ThreadId, options: ThreadOptions) -> Gil {
        Gil::attach(Arc::clone(self), id, options)
    }

    /// The threads attached now, in order of their numbers.
    pub fn threads(&self) -> Vec<Arc<ThreadState>> {
        self.registry.lock().values().cloned().collect()
    }

    /// The thread with this number, if it is attached.
    pub fn thread(&self, id: ThreadId) -> Option<Arc<ThreadState>> {
        self.registry.lock().get(&id).cloned()
    }

    /// The thread whose waits signals interrupt, if it is attached.
    pub fn main_thread(&self) -> Option<Arc<ThreadState>> {
        self.registry.lock().values().find(|thread| thread.is_main()).cloned()
    }

    /// How long a thread waits for the lock before it asks the holder to drop it.
    pub fn switch_interval_micros(&self) -> u64 {
        self.gate.switch_interval_micros()
    }

    /// Any value goes; what is less than a microsecond works as one.
    pub fn set_switch_interval_micros(&self, micros: u64) {
        self.gate.interval.store(micros, Ordering::Relaxed);
    }

    /// The name of the policy that schedules now.
    pub fn policy_name(&self) -> String {
        self.policy().name().to_owned()
    }

    /// From now on `policy` schedules, or the one of that name that has done so before. Who waits for the lock goes
    /// on waiting under the new one.
    ///
    /// # Panics
    /// If the token is another lock's.
    pub fn set_policy(&self, gil: &mut Gil, policy: Box<dyn Policy>) {
        assert!(std::ptr::eq(self, &raw const **gil.lock()), "a thread schedules its own interpreter");
        let before = self.policy();
        if before.name() == policy.name() {
            return;
        }
        let next = self.keep(policy);
        next.adopt(gil.thread(), &self.gate);
        self.policy.store(Arc::as_ptr(&next).cast_mut(), Ordering::Release);
        before.retire(gil.thread());
        // Again: what the former one has made void may have been this one's request.
        next.adopt(gil.thread(), &self.gate);
    }

    /// Keeps `policy` as long as this lock, unless there is one of that name.
    fn keep(&self, policy: Box<dyn Policy>) -> Arc<Box<dyn Policy>> {
        let mut policies = self.policies.lock();
        if let Some(known) = policies.iter().find(|known| known.name() == policy.name()) {
            return Arc::clone(known);
        }
        let policy = Arc::new(policy);
        policies.push(Arc::clone(&policy));
        policy
    }

    /// From now on only the thread with `gil` may hold the lock. Any other that asks for it, or is asking
    /// already, is stopped for ever where it is: it never touches the interpreter again, its stack is never
    /// unwound. Its system calls, if it is in one, still end.
    ///
    /// # Panics
    /// If the token is another lock's.
    pub fn begin_finalizing(&self, gil: &mut Gil) {
        assert!(std::ptr::eq(self, &raw const **gil.lock()), "a thread finalizes its own interpreter");
        self.gate.finalizer.store(gil.thread().id().get(), Ordering::Release);
        self.policy().bar(gil.thread());
    }

    /// Has [`begin_finalizing`](Self::begin_finalizing) been called?
    pub fn is_finalizing(&self) -> bool {
        self.gate.finalizer.load(Ordering::Acquire) != 0
    }

    /// Asks the main thread to look at its signals at its next check point, and wakes it if it waits. False
    /// if there is none.
    ///
    /// For a thread that learns of signals in an ordinary way: by `sigwait`, from the pipe a handler writes
    /// to. A signal *handler* must not call it, for it takes a mutex. What a
    /// handler may do is `main.breaker().set(Breaker::SIGNALS)` on a state it was given beforehand, which
    /// is one atomic operation; and that is also all that `_thread.interrupt_main()` does, which therefore
    /// wakes nobody.
    ///
    /// The order of things in the VM: the note of *which* signal, then this call; on the other side
    /// `breaker().clear(SIGNALS)`, then the reading of the notes.
    pub fn interrupt_main(&self) -> bool {
        let Some(main) = self.main_thread() else { return false };
        main.breaker().set(Breaker::SIGNALS);
        main.parker().interrupt();
        self.policy().wake(&main);
        true
    }

    pub(crate) fn registry(&self) -> &Mutex<Registry> {
        &self.registry
    }

    /// In the child of a fork: `survivor`, which holds the lock, is the only thread. It gets a policy like the one
    /// that there was, whose mutexes may be locked for ever.
    pub(crate) fn remain_with(&self, survivor: &Arc<ThreadState>) {
        let policy = policy_by_name(self.policy().name()).expect("the policy was asked for by that name");
        let policy = Arc::new(policy);
        policy.adopt(survivor, &self.gate);
        self.registry.renew(Mutex::new(Registry::from([(survivor.id(), Arc::clone(survivor))])));
        self.policy.store(Arc::as_ptr(&policy).cast_mut(), Ordering::Release);
        self.policies.renew(Mutex::new(vec![policy]));
    }

    #[inline]
    pub(crate) fn policy(&self) -> &dyn Policy {
        // SAFETY: it points into one of `policies`, which are only added to: none dies before the lock does.
        unsafe { &**self.policy.load(Ordering::Acquire) }
    }

    /// What time it is, by the policy's clock.
    pub(crate) fn now(&self) -> Moment {
        self.policy().now(&self.gate)
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    pub(crate) fn held(&self) -> &AtomicBool {
        &self.held
    }

    pub(crate) fn register(&self, id: ThreadId, native_id: u64, options: ThreadOptions) -> Arc<ThreadState> {
        let mut registry = self.registry.lock();
        assert!(
            !options.main || registry.values().all(|thread| !thread.is_main()),
            "an interpreter has one main thread"
        );
        let thread = Arc::new(ThreadState::of_current(id, native_id, options));
        registry.insert(id, Arc::clone(&thread));
        thread
    }

    pub(crate) fn unregister(&self, thread: &ThreadState) {
        self.registry.lock().remove(&thread.id());
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lock")
            .field("policy", &self.policy().name())
            .field("threads", &self.threads().len())
            .field("finalizing", &self.is_finalizing())
            .finish_non_exhaustive()
    }
}

/// What a policy may know of its lock.
pub struct Gate {
    /// The only thread that may still hold the lock; 0 as long as all may.
    finalizer: AtomicU64,
    interval: AtomicU64,
    start: Instant,
    recorder: Arc<dyn Recorder>,
    listening: bool,
}

impl Gate {
    fn new(recorder: Arc<dyn Recorder>) -> Gate {
        const CPYTHONS_DEFAULT: u64 = 5_000;
        let listening = recorder.is_listening();
        Gate {
            finalizer: AtomicU64::new(0),
            interval: AtomicU64::new(CPYTHONS_DEFAULT),
            start: Instant::now(),
            recorder,
            listening,
        }
    }

    /// Is the interpreter finalizing, by another thread than `thread`?
    #[inline]
    pub fn is_barred(&self, thread: &ThreadState) -> bool {
        let finalizer = self.finalizer.load(Ordering::Acquire);
        finalizer != 0 && finalizer != thread.id().get()
    }

    /// How long a thread waits before it asks the holder to drop the lock.
    pub fn switch_interval_micros(&self) -> u64 {
        self.interval.load(Ordering::Relaxed)
    }

    /// Real time, from the making of the lock.
    pub fn real_time(&self) -> Moment {
        Moment::after_start(self.start.elapsed())
    }

    /// Tells the recorder, if anybody listens, of an event of the calling thread.
    #[inline]
    pub fn record(&self, thread: &ThreadState, event: impl FnOnce() -> Event) {
        if self.listening {
            self.recorder.record(thread, event());
        }
    }
}
