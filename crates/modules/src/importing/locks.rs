//! One thread at a time runs a module's body; others that want the module wait for it. A thread that would wait
//! for one that waits for it goes on with the module as far as it is; if `sys.modules` does not have it, that is an error.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gil::{Cause, ThreadId, WaitQueue, Wake};
use vm::objects::dict;
use vm::objects::exception::ExceptionKind;
use vm::objects::table::Table;
use vm::{Context, PyResult, Raised, Value};

/// The imports that are going on in an interpreter.
#[derive(Default)]
struct Imports {
    running: RefCell<HashMap<String, Rc<ModuleLock>>>,
    /// Which lock each waiting thread waits for.
    waiting: RefCell<HashMap<ThreadId, Rc<ModuleLock>>>,
    /// `_DeadlockError`, once it was raised.
    deadlock_error: RefCell<Option<Value>>,
}

/// The right to run a module's body.
pub(super) struct ModuleLock {
    owner: Cell<ThreadId>,
    /// An import may come back to its own module, by a circle of imports.
    depth: Cell<u32>,
    queue: WaitQueue,
}

fn me(cx: &Context) -> ThreadId {
    cx.gil().thread().id()
}

/// Whether another thread is importing a module right now.
pub(super) fn is_held_by_another(cx: &Context, name: &str) -> bool {
    let imports = cx.interp_ref().extension::<Imports>();
    let running = imports.running.borrow();
    !running.is_empty() && running.get(name).is_some_and(|lock| lock.owner.get() != me(cx))
}

/// Waits until nobody imports the module; says `false` if waiting makes no sense.
pub(super) fn wait_until_imported(cx: &mut Context, name: &str) -> PyResult<bool> {
    let imports = cx.interp_ref().extension::<Imports>();
    loop {
        let lock = imports.running.borrow().get(name).cloned();
        let Some(lock) = lock.filter(|lock| lock.owner.get() != me(cx)) else { return Ok(true) };
        // A thread that a fork has left behind will not finish its import.
        let is_left_behind = cx.gil().lock().thread(lock.owner.get()).is_none();
        if is_left_behind || would_deadlock(&imports, &lock, me(cx)) {
            return Ok(false);
        }
        wait(cx, &imports, &lock)?;
    }
}

/// Gets the right to import a module.
///
/// # Errors
/// `_DeadlockError` when waiting for it would be for ever.
pub(super) fn acquire(cx: &mut Context, name: &str) -> PyResult<Rc<ModuleLock>> {
    let imports = cx.interp_ref().extension::<Imports>();
    loop {
        let known = imports.running.borrow().get(name).cloned();
        // A thread that a fork has left behind will not finish its import.
        let known = known.filter(|lock| cx.gil().lock().thread(lock.owner.get()).is_some());
        let Some(lock) = known else {
            let lock = Rc::new(ModuleLock {
                owner: Cell::new(me(cx)),
                depth: Cell::new(1),
                queue: WaitQueue::new(Cause::Lock),
            });
            imports.running.borrow_mut().insert(name.to_owned(), lock.clone());
            return Ok(lock);
        };
        if lock.owner.get() == me(cx) {
            lock.depth.set(lock.depth.get() + 1);
            return Ok(lock);
        }
        if would_deadlock(&imports, &lock, me(cx)) {
            return Err(deadlock(cx, &imports, name, &lock));
        }
        wait(cx, &imports, &lock)?;
    }
}

/// The error of a thread that would wait for ever; its class is made when it is first needed.
#[cold]
fn deadlock(cx: &mut Context, imports: &Imports, name: &str, lock: &Rc<ModuleLock>) -> Raised {
    let address = Rc::as_ptr(lock).addr();
    let message = cx.str_value(&format!("deadlock detected by _ModuleLock('{name}') at {address}"));
    let known = imports.deadlock_error.borrow().clone();
    let class = match known {
        Some(class) => Ok(class),
        None => deadlock_class(cx),
    };
    let made = class.and_then(|class| {
        *imports.deadlock_error.borrow_mut() = Some(class.clone());
        cx.call(&class, &[message])
    });
    match made.and_then(|exception| cx.raised_from(exception)) {
        Ok(raised) | Err(raised) => raised,
    }
}

fn deadlock_class(cx: &mut Context) -> PyResult<Value> {
    let namespace = cx.new_dict(Table::default());
    for (key, text) in [("__module__", "_frozen_importlib"), ("__qualname__", "_DeadlockError")] {
        let (key, text) = (cx.intern(key), cx.str_value(text));
        dict::set_str(cx, &namespace, &key, text);
    }
    let base = cx.interp_ref().exception(ExceptionKind::RuntimeError).value();
    let (name, bases) = (cx.str_value("_DeadlockError"), cx.tuple_value(vec![base]));
    let metaclass = cx.types().type_.value();
    cx.call(&metaclass, &[name, bases, namespace.into()])
}

/// Gives the right back.
pub(super) fn release(cx: &mut Context, name: &str, lock: Rc<ModuleLock>) {
    lock.depth.set(lock.depth.get() - 1);
    if lock.depth.get() == 0 {
        let imports = cx.interp_ref().extension::<Imports>();
        imports.running.borrow_mut().remove(name);
        cx.gil_mut().unpark_all(&lock.queue);
    }
}

/// Follows the owners: the lock's owner waits for a lock whose owner waits for … a lock of this thread?
fn would_deadlock(imports: &Imports, lock: &ModuleLock, me: ThreadId) -> bool {
    let waiting = imports.waiting.borrow();
    let mut owner = lock.owner.get();
    let mut seen = Vec::new();
    while let Some(next) = waiting.get(&owner) {
        // Given back: who waits for it has been woken, but has not run yet.
        if next.depth.get() == 0 {
            return false;
        }
        owner = next.owner.get();
        if owner == me {
            return true;
        }
        if seen.contains(&owner) {
            return false;
        }
        seen.push(owner);
    }
    false
}

fn wait(cx: &mut Context, imports: &Imports, lock: &Rc<ModuleLock>) -> PyResult<()> {
    let me = me(cx);
    imports.waiting.borrow_mut().insert(me, lock.clone());
    let wake = cx.park(&lock.queue, None);
    imports.waiting.borrow_mut().remove(&me);
    if wake == Wake::Interrupted { cx.handle_signals() } else { Ok(()) }
}
