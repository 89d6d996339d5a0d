//! `_queue._Plain`: the common case of `queue.Queue`'s methods in one step: nobody has the mutex, nobody waits, there
//! is an item or room for one, and the class keeps its items the ordinary way. Native code is not interrupted, so what
//! takes no lock looks the same as what takes the mutex and gives it back. All other cases are `queue.Queue`'s own.

use std::rc::Rc;

use vm::heap::{Body, Ext, Obj, Ref, Visitor};
use vm::native::Row;
use vm::objects::{Kind, Str, Type, TypeSpec, instance};
use vm::{Context, Value, method, static_method};

use crate::collections::deque::{self, This as Deque};
use crate::thread::lock;

/// What is known of ordinary queues.
pub struct Plain(Rc<Facts>);

/// The methods that make a queue an ordinary one, and the names of what is looked at.
struct Facts {
    put: (Obj<Str>, Value),
    get: (Obj<Str>, Value),
    qsize: (Obj<Str>, Value),
    mutex: Obj<Str>,
    queue: Obj<Str>,
    maxsize: Obj<Str>,
    is_shutdown: Obj<Str>,
    unfinished_tasks: Obj<Str>,
    not_empty: Obj<Str>,
    not_full: Obj<Str>,
    waiters: Obj<Str>,
}

impl Body for Plain {
    const NAME: &'static str = "_queue._Plain";

    fn trace(&self, visit: &mut Visitor<'_>) {
        [&self.0.put.1, &self.0.get.1, &self.0.qsize.1].into_iter().for_each(visit);
    }
}

type This = Obj<Ext<Plain>>;

fn new(cx: &mut Context, class: Obj<Type>, put: Value, get: Value, qsize: Value) -> Value {
    let facts = Facts {
        put: (cx.intern("_put"), put),
        get: (cx.intern("_get"), get),
        qsize: (cx.intern("_qsize"), qsize),
        mutex: cx.intern("mutex"),
        queue: cx.intern("queue"),
        maxsize: cx.intern("maxsize"),
        is_shutdown: cx.intern("is_shutdown"),
        unfinished_tasks: cx.intern("unfinished_tasks"),
        not_empty: cx.intern("not_empty"),
        not_full: cx.intern("not_full"),
        waiters: cx.intern("_waiters"),
    };
    cx.new_extension(&class, Plain(Rc::new(facts))).into()
}

fn own(cx: &Context, object: &Ref, name: &Obj<Str>) -> Option<Value> {
    if object.kind() == Kind::Instance { instance::get_own(cx, object, name) } else { None }
}

/// Whether a queue's method is the ordinary one.
fn is_ordinary(cx: &mut Context, queue: &Ref, (name, ordinary): &(Obj<Str>, Value)) -> bool {
    let class = queue.header().shape().class().clone();
    class.lookup(cx, name).is_some_and(|found| found.is(ordinary)) && own(cx, queue, name).is_none()
}

fn is_unlocked(cx: &Context, queue: &Ref, facts: &Facts) -> bool {
    own(cx, queue, &facts.mutex).is_some_and(|mutex| lock::is_free(cx, &mutex))
}

/// The queue's items, if now is the time to touch them: nobody has the mutex, and nobody waits in `room`.
fn items(cx: &mut Context, queue: &Ref, facts: &Facts, room: &Obj<Str>) -> Option<Deque> {
    if !is_unlocked(cx, queue, facts) {
        return None;
    }
    let room = own(cx, queue, room)?;
    let waiters = own(cx, room.as_ref()?, &facts.waiters)?;
    if !deque::of(&waiters)?.get(cx).items.is_empty() {
        return None;
    }
    let items = own(cx, queue, &facts.queue)?;
    let items = deque::of(&items)?;
    let is_plain = items.get(cx).limit.is_none() && is_ordinary(cx, queue, &facts.qsize);
    is_plain.then(|| items.clone())
}

fn put(cx: &mut Context, this: This, queue: Ref, item: Value) -> bool {
    let facts = this.get(cx).0.clone();
    try_put(cx, &facts, &queue, item).is_some()
}

fn try_put(cx: &mut Context, facts: &Facts, queue: &Ref, item: Value) -> Option<()> {
    let items = items(cx, queue, facts, &facts.not_empty)?;
    let (maxsize, unfinished) = (own(cx, queue, &facts.maxsize)?, own(cx, queue, &facts.unfinished_tasks)?);
    let (Value::Int(maxsize), Value::Int(unfinished)) = (maxsize, unfinished) else { return None };
    let has_room = maxsize <= 0 || (items.get(cx).items.len() as i64) < maxsize;
    let is_shutdown = !own(cx, queue, &facts.is_shutdown)?.is(&Value::FALSE);
    if !has_room || is_shutdown || !is_ordinary(cx, queue, &facts.put) {
        return None;
    }
    instance::set_own(cx, queue, &facts.unfinished_tasks, Value::Int(unfinished.checked_add(1)?)).ok()?;
    let state = items.get_mut(cx);
    state.changes += 1;
    state.items.push_back(item);
    Some(())
}

fn get(cx: &mut Context, this: This, queue: Ref, otherwise: Value) -> Value {
    let facts = this.get(cx).0.clone();
    let Some(items) = items(cx, &queue, &facts, &facts.not_full) else { return otherwise };
    if !is_ordinary(cx, &queue, &facts.get) {
        return otherwise;
    }
    let state = items.get_mut(cx);
    let Some(item) = state.items.pop_front() else { return otherwise };
    state.changes += 1;
    item
}

fn task_done(cx: &mut Context, this: This, queue: Ref) -> bool {
    let facts = this.get(cx).0.clone();
    if !is_unlocked(cx, &queue, &facts) {
        return false;
    }
    match own(cx, &queue, &facts.unfinished_tasks) {
        // Those who wait for the last task are woken where there is time for it.
        Some(Value::Int(unfinished)) if unfinished > 1 => {
            instance::set_own(cx, &queue, &facts.unfinished_tasks, Value::Int(unfinished - 1)).is_ok()
        }
        _ => false,
    }
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, put, get, qsize, /)", "Create and return a new object.", new),
    method!("put", "($self, queue, item, /)", "Put an item into a queue; False if that takes more.", put),
    method!("get", "($self, queue, otherwise, /)", "The next item of a queue, unless that takes more.", get),
    method!("task_done", "($self, queue, /)", "Count a task as done; False if that takes more.", task_done),
];

/// `_queue._Plain`.
pub static PLAIN: TypeSpec =
    TypeSpec { methods: &[METHODS], ..TypeSpec::new("_queue._Plain", Kind::Extension) };
