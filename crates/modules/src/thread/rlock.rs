//! `_thread.RLock`: a lock that its owner may take again.

use gil::{Cause, ThreadId};
use vm::heap::{Body, Ext, Obj};
use vm::native::{Args, Binding, Row, Truth};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Tuple, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use super::{Patience, Queue, new_queue, timeout_of, wait_until};

/// A reentrant lock.
#[derive(Default)]
pub struct RLock {
    owner: Option<ThreadId>,
    count: u64,
    queue: Option<Queue>,
}

impl Body for RLock {
    const NAME: &'static str = "RLock";
}

type This = Obj<Ext<RLock>>;

fn new(cx: &mut Context, class: Obj<Type>, _: vm::native::Rest, _: vm::native::Keywords) -> Value {
    cx.new_extension(&class, RLock::default()).into()
}

fn acquire(cx: &mut Context, this: This, blocking: Option<Truth>, timeout: Option<Value>) -> PyResult<bool> {
    let me = cx.gil().thread().id();
    let patience = timeout_of(cx, blocking, timeout)?;
    take(cx, &this, me, patience, 1)
}

fn take(cx: &mut Context, this: &This, me: ThreadId, patience: Patience, times: u64) -> PyResult<bool> {
    let state = this.get_mut(cx);
    if state.owner == Some(me) {
        state.count += times;
        return Ok(true);
    }
    if state.owner.is_none() {
        state.owner = Some(me);
        state.count = times;
        return Ok(true);
    }
    if patience == Patience::None {
        return Ok(false);
    }
    let queue = state.queue.get_or_insert_with(|| new_queue(Cause::Lock)).clone();
    wait_until(cx, &queue, patience, |cx| {
        let state = this.get_mut(cx);
        if state.owner.is_some() {
            return false;
        }
        state.owner = Some(me);
        state.count = times;
        true
    })
}

fn release(cx: &mut Context, this: This) -> PyResult<()> {
    let me = cx.gil().thread().id();
    let state = this.get_mut(cx);
    if state.owner != Some(me) {
        return Err(cx.runtime_error("cannot release un-acquired lock"));
    }
    state.count -= 1;
    if state.count == 0 {
        free(cx, &this);
    }
    Ok(())
}

fn free(cx: &mut Context, this: &This) {
    let state = this.get_mut(cx);
    state.owner = None;
    state.count = 0;
    if let Some(queue) = state.queue.clone() {
        cx.gil_mut().unpark_one(&queue);
    }
}

fn locked(cx: &mut Context, this: This) -> bool {
    this.get(cx).owner.is_some()
}

fn is_owned(cx: &mut Context, this: This) -> bool {
    this.get(cx).owner == Some(cx.gil().thread().id())
}

fn recursion_count(cx: &mut Context, this: This) -> i64 {
    if is_owned(cx, this.clone()) { this.get(cx).count as i64 } else { 0 }
}

fn release_save(cx: &mut Context, this: This) -> PyResult<Value> {
    if !is_owned(cx, this.clone()) {
        return Err(cx.runtime_error("cannot release un-acquired lock"));
    }
    let state = this.get(cx);
    let count = Value::Int(state.count as i64);
    let owner = Value::Int(state.owner.map_or(0, |owner| owner.get() as i64));
    free(cx, &this);
    Ok(cx.tuple_value(vec![count, owner]))
}

fn acquire_restore(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let Some(state) = state.as_ref().and_then(|state| state.downcast::<Tuple>()).cloned() else {
        let got = cx.type_name(&state);
        return Err(cx.type_error(format!("_acquire_restore() argument 1 must be 2-item tuple, not {got}")));
    };
    let [count, owner] = state.items() else {
        let length = state.items().len();
        return Err(
            cx.type_error(format!("_acquire_restore() argument 1 must be tuple of length 2, not {length}"))
        );
    };
    let count = cx.index_i64(count)?;
    cx.index_i64(owner)?;
    let me = cx.gil().thread().id();
    take(cx, &this, me, Patience::Endless, count.cast_unsigned()).map(drop)
}

fn enter(cx: &mut Context, this: This) -> PyResult<bool> {
    let me = cx.gil().thread().id();
    take(cx, &this, me, Patience::Endless, 1)
}

fn exit(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let this = match args.values.first_mut().map(Value::take) {
        Some(Value::Ref(object)) => object.try_downcast::<Ext<RLock>>().ok(),
        _ => None,
    };
    match this {
        Some(this) => release(cx, this).map(|()| Value::None),
        None => Err(cx.type_error("unbound method RLock.__exit__() needs an argument")),
    }
}

fn repr(cx: &mut Context, this: This) -> String {
    let class = cx.type_of(&this.value());
    let name = class.name(cx);
    let state = this.get(cx);
    let word = if state.owner.is_some() { "locked" } else { "unlocked" };
    let owner = state.owner.map_or(0, vm::frame::ident_of);
    format!("<{word} {name} object owner={owner} count={} at {:#x}>", state.count, this.address())
}

fn at_fork_reinit(cx: &mut Context, this: This) {
    let state = this.get_mut(cx);
    state.owner = None;
    state.count = 0;
}

const ACQUIRE: Row = method!(
    "acquire",
    "($self, /, blocking=True, timeout=-1)",
    "Lock, or lock once more; says whether it was done.",
    acquire
);
static ACQUIRE_ITSELF: Row = ACQUIRE;
const ENTER: Row = method!("__enter__", "($self, /)", "Lock.", enter);

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "A new lock.", new),
    ACQUIRE,
    method!("release", "($self, /)", "Undo one acquire(); the last one unlocks.", release),
    method!("locked", "($self, /)", "Whether it is locked.", locked),
    method!("_is_owned", "($self, /)", "Whether the running thread has it.", is_owned),
    method!("_recursion_count", "($self, /)", "How often the running thread has it.", recursion_count),
    method!(
        "_release_save",
        "($self, /)",
        "Unlock whatever the count; returns what _acquire_restore() needs.",
        release_save
    ),
    super::counted_late!(
        "_acquire_restore",
        (1, 1),
        method!("_acquire_restore", "($self, state, /)", "Undo _release_save().", acquire_restore)
    ),
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
        binding: Binding::Method,
        call: exit,
    },
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("_at_fork_reinit", "($self, /)", "Unlock after fork.", at_fork_reinit),
];

/// `_thread.RLock`.
pub static RLOCK_TYPE: TypeSpec = TypeSpec {
    doc: "A lock that its owner may take several times and must release as often.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    ..TypeSpec::new("_thread.RLock", Kind::Extension)
};
