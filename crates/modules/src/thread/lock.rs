//! `_thread.lock`: a mutex that any thread may release.

use gil::Cause;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Args, Rest, Row, Truth};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::{Patience, Queue, new_queue, timeout_of, wait_until};

/// A waiter that has been parked for longer than this gets the lock handed over, so that a thread which
/// releases and acquires in a loop cannot starve it: the figure that CPython's locks use.
const FAIR_AFTER: std::time::Duration = std::time::Duration::from_millis(1);

/// A lock.
#[derive(Default)]
pub struct Lock {
    locked: bool,
    /// The thread the lock was handed to, which has not noticed yet.
    handed_to: Option<gil::ThreadId>,
    /// Made when a thread must wait for the first time.
    queue: Option<Queue>,
}

impl Body for Lock {
    const NAME: &'static str = "lock";
}

type This = Obj<Ext<Lock>>;

/// Whether a value is a lock, and nobody has it.
pub fn is_free(cx: &Context, value: &Value) -> bool {
    let lock = value.as_ref().and_then(|object| object.downcast::<Ext<Lock>>());
    lock.is_some_and(|lock| !lock.get(cx).locked)
}

/// A new lock.
pub fn new_lock(cx: &mut Context) -> Value {
    let class = cx.module_type(&LOCK_TYPE);
    cx.new_extension(&class, Lock::default()).into()
}

fn new(cx: &mut Context, _class: Value, Rest(args): Rest) -> PyResult<Value> {
    if !args.is_empty() {
        let given = args.len();
        return Err(cx.type_error(format!("lock expected 0 arguments, got {given}")));
    }
    Ok(new_lock(cx))
}

fn acquire(cx: &mut Context, this: This, blocking: Option<Truth>, timeout: Option<Value>) -> PyResult<bool> {
    let state = this.get_mut(cx);
    if !state.locked && timeout.is_none() {
        state.locked = true;
        return Ok(true);
    }
    let patience = timeout_of(cx, blocking, timeout)?;
    take(cx, &this, patience)
}

/// Takes the lock, waiting as long as patience lasts.
#[inline(always)]
pub fn take(cx: &mut Context, this: &This, patience: Patience) -> PyResult<bool> {
    let state = this.get_mut(cx);
    if !state.locked {
        state.locked = true;
        return Ok(true);
    }
    wait_for(cx, this, patience)
}

/// The same for a lock that somebody has.
fn wait_for(cx: &mut Context, this: &This, patience: Patience) -> PyResult<bool> {
    if patience == Patience::None {
        return Ok(false);
    }
    let queue = this.get_mut(cx).queue.get_or_insert_with(|| new_queue(Cause::Lock)).clone();
    let me = cx.gil().thread().id();
    let result = wait_until(cx, &queue, patience, |cx| {
        let state = this.get_mut(cx);
        if state.handed_to == Some(me) {
            state.handed_to = None;
            return true;
        }
        if state.locked {
            return false;
        }
        state.locked = true;
        true
    });
    if result.is_err() && this.get(cx).handed_to == Some(me) {
        // An exception ended the wait just when the lock was handed over: pass it on.
        this.get_mut(cx).handed_to = None;
        unlock(cx, this);
    }
    result
}

fn release(cx: &mut Context, this: This) -> PyResult<()> {
    if !this.get(cx).locked {
        return Err(cx.runtime_error("release unlocked lock"));
    }
    unlock(cx, &this);
    Ok(())
}

/// Unlocks, or hands the lock to the thread that has waited too long.
#[inline(always)]
fn unlock(cx: &mut Context, this: &This) {
    let state = this.get_mut(cx);
    match state.queue.clone() {
        None => state.locked = false,
        Some(queue) => unlock_for(cx, this, &queue),
    }
}

/// The same for a lock that somebody may wait for.
#[inline(never)]
fn unlock_for(cx: &mut Context, this: &This, queue: &Queue) {
    let patient = queue.first(cx.gil()).filter(|(_, waited)| *waited > FAIR_AFTER);
    let state = this.get_mut(cx);
    match patient {
        Some((thread, _)) => state.handed_to = Some(thread),
        None => state.locked = false,
    }
    cx.gil_mut().unpark_one(queue);
}

fn locked(cx: &mut Context, this: This) -> bool {
    this.get(cx).locked
}

fn enter(cx: &mut Context, this: This) -> PyResult<bool> {
    take(cx, &this, Patience::Endless)
}

fn exit(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let this = match args.values.first_mut().map(Value::take) {
        Some(Value::Ref(object)) => object.try_downcast::<Ext<Lock>>().ok(),
        _ => None,
    };
    match this {
        Some(this) => release(cx, this).map(|()| Value::None),
        None => Err(cx.type_error("unbound method lock.__exit__() needs an argument")),
    }
}

fn repr(cx: &mut Context, this: This) -> String {
    let state = if this.get(cx).locked { "locked" } else { "unlocked" };
    format!("<{state} _thread.lock object at {:#x}>", this.address())
}

fn at_fork_reinit(cx: &mut Context, this: This) {
    let state = this.get_mut(cx);
    state.locked = false;
    state.handed_to = None;
}

const ACQUIRE: Row =
    method!("acquire", "($self, /, blocking=True, timeout=-1)", "Lock; says whether it was done.", acquire);
static ACQUIRE_ITSELF: Row = ACQUIRE;
const ENTER: Row = method!("__enter__", "($self, /)", "Lock.", enter);

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args)", "A new lock.", new),
    ACQUIRE,
    Row {
        name: "acquire_lock",
        doc: "An obsolete name of acquire().",
        call: |cx, args| {
            // Complaints name the function that it really is.
            args.row = &ACQUIRE_ITSELF;
            (ACQUIRE.call)(cx, args)
        },
        ..ACQUIRE
    },
    method!("release", "($self, /)", "Unlock, whoever has locked.", release),
    method!("release_lock", "($self, /)", "An obsolete name of release().", release),
    method!("locked", "($self, /)", "Whether it is locked.", locked),
    method!("locked_lock", "($self, /)", "An obsolete name of locked().", locked),
    Row {
        call: |cx, args| {
            if args.values.len() == 1 {
                return (ENTER.call)(cx, args);
            }
            // It is another name of acquire().
            args.row = &ACQUIRE_ITSELF;
            (ACQUIRE.call)(cx, args)
        },
        ..ENTER
    },
    Row {
        name: "__exit__",
        signature: "($self, /, *exc_info)",
        doc: "Unlock.",
        binding: vm::native::Binding::Method,
        call: exit,
    },
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("_at_fork_reinit", "($self, /)", "Unlock after fork.", at_fork_reinit),
];

/// `_thread.lock`.
pub static LOCK_TYPE: TypeSpec = TypeSpec {
    doc: "A lock: locked by one thread, unlocked by that or any other one.",
    flags: TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    ..TypeSpec::new("_thread.lock", Kind::Extension)
};
