//! `_socket`: sockets, and what is asked about names and addresses. `socket` (in Python) adds the enumerations, files over
//! sockets, and what takes several calls.
//!
//! A socket with a timeout is non-blocking for the system; its calls wait with `poll` first. All waiting is in [`wait`].

mod address;
mod constants;
mod data;
mod messages;
mod object;
mod options;
mod resolve;
mod wait;

pub use wait::timespec;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::objects::{Module, Type};
use vm::{Context, PyResult, Raised, Value, function};

use crate::registry::{ModuleSpec, set};

/// `gaierror` and `herror`, made like classes of Python code, one each in an interpreter.
#[derive(Default)]
struct Errors(std::cell::RefCell<std::collections::HashMap<&'static str, Value>>);

/// One of the two exception classes.
fn error_class(cx: &mut Context, name: &'static str) -> PyResult<Value> {
    let known = cx.interp_ref().extension::<Errors>();
    if let Some(class) = known.0.borrow().get(name) {
        return Ok(class.clone());
    }
    let base = cx.interp_ref().exception(ExceptionKind::OSError).value();
    let namespace = cx.new_dict(vm::objects::table::Table::default());
    let (key, module) = (cx.intern("__module__"), cx.str_value("socket"));
    vm::objects::dict::set_str(cx, &namespace, &key, module);
    let (text, bases) = (cx.str_value(name), cx.tuple_value(vec![base]));
    let metaclass = cx.types().type_.value();
    let made = cx.call(&metaclass, &[text, bases, namespace.into()])?;
    known.0.borrow_mut().insert(name, made.clone());
    Ok(made)
}

/// A `gaierror` or `herror`.
fn lookup_error(cx: &mut Context, class: &'static str, number: i32, text: &str) -> Raised {
    let made = error_class(cx, class).and_then(|class| {
        let args = [Value::Int(i64::from(number)), cx.str_value(text)];
        cx.call(&class, &args)
    });
    match made.and_then(|made| cx.raised_from(made)) {
        Ok(raised) | Err(raised) => raised,
    }
}

/// An `OSError` with a text and no number.
fn plain_error(cx: &mut Context, text: &str) -> Raised {
    cx.error(ExceptionKind::OSError, text)
}

fn io_error(cx: &mut Context, error: &std::io::Error) -> Raised {
    os_error(cx, error, Value::Empty)
}

fn system_error(cx: &mut Context, error: rustix::io::Errno) -> Raised {
    errno_error(cx, error.raw_os_error(), Value::Empty)
}

/// The timeout of new sockets.
#[derive(Default)]
struct DefaultTimeout(std::cell::Cell<wait::Patience>);

fn setdefaulttimeout(cx: &mut Context, timeout: Value) -> PyResult<()> {
    let patience = wait::patience_of(cx, &timeout)?;
    cx.interp_ref().extension::<DefaultTimeout>().0.set(patience);
    Ok(())
}

fn getdefaulttimeout(cx: &mut Context) -> Value {
    cx.interp_ref().extension::<DefaultTimeout>().0.get().as_value()
}

static FUNCTIONS: &[Row] = &[
    function!("setdefaulttimeout", "(timeout, /)", "Set the timeout of sockets to come.", setdefaulttimeout),
    function!("getdefaulttimeout", "()", "The timeout of sockets to come.", getdefaulttimeout),
];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in constants::CONSTANTS {
        set(cx, module, name, Value::Int(*number));
    }
    let class: Obj<Type> = cx.module_type(&object::TYPE);
    set(cx, module, "socket", class.value());
    set(cx, module, "SocketType", class.value());
    set(cx, module, "has_ipv6", Value::TRUE);
    let error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    set(cx, module, "error", error);
    let timeout = cx.interp_ref().exception(ExceptionKind::TimeoutError).value();
    set(cx, module, "timeout", timeout);
    for name in ["gaierror", "herror"] {
        let class = error_class(cx, name)?;
        set(cx, module, name, class);
    }
    Ok(())
}

/// `_socket`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_socket",
    doc: "The system's sockets: see socket for what to use.",
    functions: &[FUNCTIONS, object::FUNCTIONS, resolve::FUNCTIONS, messages::FUNCTIONS],
    fill,
};
