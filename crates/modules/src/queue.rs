//! `_queue`: `SimpleQueue`, a queue without a limit that any thread may put into, even in a finalizer, and what makes
//! `queue.Queue` quick.
//!
//! The items are protected by the GIL itself. A thread that must wait parks; whoever puts an item wakes the
//! one that has waited longest.

mod plain;

use std::collections::VecDeque;
use std::time::Duration;

use gil::{Cause, WaitQueue, Wake};
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Keywords, Rest, Row, Truth};
use vm::objects::exception::{ExceptionKind, allocate};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Type, TypeSpec};
use vm::{Context, PyResult, Raised, Value, generic, method, static_method};

use crate::registry::ModuleSpec;

/// A queue.
struct SimpleQueue {
    items: VecDeque<Value>,
    waiting: std::rc::Rc<WaitQueue>,
}

impl Body for SimpleQueue {
    const NAME: &'static str = "_queue.SimpleQueue";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.items.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.items.drain(..));
    }
}

type This = Obj<Ext<SimpleQueue>>;

/// `_queue.Empty`, one in each interpreter.
#[derive(Default)]
struct EmptyClass(std::cell::RefCell<Value>);

/// `Empty`; made like a class of Python code when first asked for.
fn empty_class(cx: &mut Context) -> PyResult<Value> {
    let known = cx.interp_ref().extension::<EmptyClass>();
    if !known.0.borrow().is_empty() {
        return Ok(known.0.borrow().clone());
    }
    let base = cx.interp_ref().exception(ExceptionKind::Exception).value();
    let namespace = cx.new_dict(vm::objects::table::Table::default());
    for (name, value) in
        [("__module__", "_queue"), ("__doc__", "Exception raised by Queue.get(block=0)/get_nowait().")]
    {
        let (name, value) = (cx.intern(name), cx.str_value(value));
        vm::objects::dict::set_str(cx, &namespace, &name, value);
    }
    let (name, bases) = (cx.str_value("Empty"), cx.tuple_value(vec![base]));
    let metaclass = cx.types().type_.value();
    let made = cx.call(&metaclass, &[name, bases, namespace.into()])?;
    *known.0.borrow_mut() = made.clone();
    Ok(made)
}

fn empty(cx: &mut Context) -> Raised {
    let class = match empty_class(cx) {
        Ok(class) => class,
        Err(raised) => return raised,
    };
    match class.as_ref().and_then(|class| class.downcast::<Type>()) {
        Some(class) => {
            let args = cx.new_tuple(Vec::new());
            Raised(allocate(cx, class, args))
        }
        None => cx.system_error("_queue.Empty is not a class"),
    }
}

fn new(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    if !keywords.is_empty() {
        return Err(cx.type_error("SimpleQueue() takes no keyword arguments"));
    }
    if !args.is_empty() {
        return Err(cx.type_error("SimpleQueue() takes no positional arguments"));
    }
    let waiting = std::rc::Rc::new(WaitQueue::new(Cause::Lock));
    Ok(cx.new_extension(&class, SimpleQueue { items: VecDeque::new(), waiting }).into())
}

fn push(cx: &mut Context, this: &This, item: Value) {
    let state = this.get_mut(cx);
    state.items.push_back(item);
    let waiting = state.waiting.clone();
    cx.gil_mut().unpark_one(&waiting);
}

fn put(cx: &mut Context, this: This, item: Value, _block: Option<Truth>, _timeout: Option<Value>) {
    push(cx, &this, item);
}

fn put_nowait(cx: &mut Context, this: This, item: Value) {
    push(cx, &this, item);
}

/// The most that fits 63 bits of nanoseconds, in seconds.
const MOST_SECONDS: f64 = 9_223_372_036.0;

/// A time to wait at most.
fn patience(cx: &mut Context, timeout: &Value) -> PyResult<Duration> {
    let out_of_range = "timestamp out of range for C PyTime_t";
    let seconds = match (timeout.as_float(), timeout.as_int()) {
        (Some(seconds), _) => seconds,
        (None, Some(number)) => match number.to_i64() {
            Some(number) => number as f64,
            None => return Err(cx.overflow_error(out_of_range)),
        },
        (None, None) => match cx.try_index(timeout)? {
            Some(number) => number.to_i64_clipped() as f64,
            None => {
                let name = cx.type_name(timeout);
                return Err(
                    cx.type_error(format!("'{name}' object cannot be interpreted as an integer or float"))
                );
            }
        },
    };
    if seconds.is_nan() {
        return Err(cx.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() > MOST_SECONDS {
        return Err(cx.overflow_error(out_of_range));
    }
    if seconds < 0.0 {
        return Err(cx.value_error("'timeout' must be a non-negative number"));
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn get(cx: &mut Context, this: This, block: Option<Truth>, timeout: Option<Value>) -> PyResult<Value> {
    if !block.is_none_or(|block| block.0) {
        return get_nowait(cx, this);
    }
    let deadline = match timeout {
        None | Some(Value::None) => None,
        Some(timeout) => {
            let patience = patience(cx, &timeout)?;
            cx.gil().now().later(patience)
        }
    };
    let waiting = this.get(cx).waiting.clone();
    loop {
        if let Some(item) = this.get_mut(cx).items.pop_front() {
            return Ok(item);
        }
        match cx.park_until(&waiting, deadline) {
            Wake::Notified => {}
            Wake::TimedOut => return get_nowait(cx, this),
            Wake::Interrupted => cx.handle_signals()?,
        }
    }
}

fn get_nowait(cx: &mut Context, this: This) -> PyResult<Value> {
    match this.get_mut(cx).items.pop_front() {
        Some(item) => Ok(item),
        None => Err(empty(cx)),
    }
}

const GET_NOWAIT: Row =
    method!("get_nowait", "($self, /)", "Take the oldest item, or raise Empty.", get_nowait);

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "empty",
        "($self, /)",
        "Whether there are no items, at this moment.",
        |cx: &mut Context, this: This| { this.get(cx).items.is_empty() }
    ),
    method!(
        "get",
        "($self, /, block=True, timeout=None)",
        "Take the oldest item; wait for one if there is none.",
        get
    ),
    Row {
        call: |cx, args| match args.values.len() {
            2.. => Err(cx.type_error("get_nowait() takes no arguments")),
            _ => (GET_NOWAIT.call)(cx, args),
        },
        ..GET_NOWAIT
    },
    method!(
        "put",
        "($self, /, item, block=True, timeout=None)",
        "Add an item. There always is room, so the other arguments mean nothing.",
        put
    ),
    method!("put_nowait", "($self, /, item)", "Add an item.", put_nowait),
    method!(
        "qsize",
        "($self, /)",
        "How many items there are, at this moment.",
        |cx: &mut Context, this: This| { this.get(cx).items.len() }
    ),
    generic!("See PEP 585"),
];

static SIMPLE_QUEUE: TypeSpec = TypeSpec {
    doc: "Simple, unbounded, reentrant FIFO queue.",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    ..TypeSpec::new("_queue.SimpleQueue", Kind::Extension)
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let class = cx.module_type(&SIMPLE_QUEUE);
    let empty = empty_class(cx)?;
    let plain = cx.module_type(&plain::PLAIN);
    crate::registry::set(cx, module, "SimpleQueue", class.into());
    crate::registry::set(cx, module, "_Plain", plain.into());
    crate::registry::set(cx, module, "Empty", empty);
    Ok(())
}

/// `_queue`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_queue",
    doc: "The part of queue that needs no lock of its own.",
    functions: &[],
    fill,
};
