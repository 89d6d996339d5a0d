//! `_io`: files, buffers around them, text on top, and files that exist in memory only. `io` (in Python) gives
//! the names and the abstract classes.
//!
//! ```text
//! TextIOWrapper ── encodes, decodes, translates newlines      text.rs, text_read.rs, text_seek.rs
//!   └ BufferedReader, BufferedWriter, BufferedRandom          buffered.rs, buffered_read.rs
//!       └ FileIO ── a file descriptor                          file.rs
//! ```
//!
//! Each layer reaches the one below through Python methods, because anybody may put in a class of their own; when
//! it is the builtin class itself, it is called directly. All system calls are in `file.rs`.

mod arguments;
mod base;
pub mod buffered;
mod buffered_read;
mod bytes_io;
mod decoder;
mod file;
mod newline;
mod open;
mod pair;
mod standard;
mod string_io;
pub mod text;
mod text_read;
mod text_seek;
pub mod unclosed;

use std::cell::RefCell;

use vm::heap::{Obj, Ref};
use vm::objects::exception::ExceptionKind;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Type, TypeSpec, dict};
use vm::{Context, PyResult, Raised, Value};

use crate::registry::{ModuleSpec, set};

pub use standard::{flush_standard, standard_streams};
pub use unclosed::prepare_end;

/// `io.DEFAULT_BUFFER_SIZE`.
pub const DEFAULT_BUFFER_SIZE: usize = 128 << 10;

/// What the module keeps in an interpreter.
#[derive(Default)]
struct IoState {
    unsupported: RefCell<Option<Obj<Type>>>,
}

/// `io.UnsupportedOperation`: an `OSError` and a `ValueError`.
fn unsupported_operation(cx: &mut Context) -> PyResult<Obj<Type>> {
    let state = cx.interp_ref().extension::<IoState>();
    if let Some(known) = state.unsupported.borrow().as_ref() {
        return Ok(known.clone());
    }
    let os_error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    let value_error = cx.interp_ref().exception(ExceptionKind::ValueError).value();
    let bases = cx.tuple_value(vec![os_error, value_error]);
    let namespace = cx.new_dict(vm::objects::table::Table::default());
    let key = cx.intern("__module__");
    let module = cx.str_value("io");
    vm::objects::dict::set_str(cx, &namespace, &key, module);
    let name = cx.str_value("UnsupportedOperation");
    let metaclass = cx.types().type_.value();
    let made = cx.call(&metaclass, &[name, bases, namespace.into()])?;
    let Some(class) = made.as_ref().and_then(|made| made.downcast::<Type>()).cloned() else {
        return Err(cx.type_error("type() returned something that is not a class"));
    };
    *state.unsupported.borrow_mut() = Some(class.clone());
    Ok(class)
}

/// The exception for what a file cannot do.
#[cold]
fn unsupported(cx: &mut Context, message: &str) -> Raised {
    let message = cx.str_value(message);
    match unsupported_operation(cx)
        .and_then(|class| cx.call(&class.value(), &[message]))
        .and_then(|made| cx.raised_from(made))
    {
        Ok(raised) | Err(raised) => raised,
    }
}

/// Which of the file's states forbids an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Readiness {
    /// `__init__` has not run, or has failed.
    #[default]
    Uninitialized,
    /// Ready for use.
    Ready,
    /// What was underneath was taken away.
    Detached,
}

impl Readiness {
    /// The `ValueError` of a file that cannot be used.
    fn check(self, cx: &mut Context, detached: &str) -> PyResult<()> {
        match self {
            Readiness::Ready => Ok(()),
            Readiness::Uninitialized => Err(cx.value_error("I/O operation on uninitialized object")),
            Readiness::Detached => Err(cx.value_error(detached)),
        }
    }
}

/// Whether an object's class is one of the builtin ones themselves, whose methods need not be looked up.
#[inline]
fn is_builtin(cx: &Context, object: &Ref) -> bool {
    object.header().shape().class().has_flags(cx, TypeFlags::BUILTIN)
}

/// How `repr` calls the class of an object: builtin classes with their module.
fn shown_class(cx: &mut Context, object: &Value) -> String {
    let class = cx.type_of(object);
    class.name(cx)
}

/// ` name='…'` for a `repr`; nothing when the object has no name.
fn shown_name(cx: &mut Context, object: &Value) -> PyResult<String> {
    let key = cx.intern("name");
    match cx.lookup_attr(object, &key) {
        Ok(Some(name)) => Ok(format!(" name={}", cx.repr_text(&name)?)),
        Ok(None) => Ok(String::new()),
        Err(raised)
            if cx.is_exception(&raised, ExceptionKind::AttributeError)
                || cx.is_exception(&raised, ExceptionKind::ValueError) =>
        {
            Ok(String::new())
        }
        Err(raised) => Err(raised),
    }
}

/// Calls a method that is known by name.
fn call(cx: &mut Context, object: &Value, name: &str, args: &[Value]) -> PyResult<Value> {
    let name = cx.intern(name);
    cx.call_method(object, &name, args)
}

/// Calls a method whose answer is used as a truth value.
fn ask(cx: &mut Context, object: &Value, name: &str) -> PyResult<bool> {
    let answer = call(cx, object, name, &[])?;
    cx.truth(&answer)
}

/// Two things that must both be done: an exception of the second gets that of the first as its context.
fn both(cx: &mut Context, first: PyResult<()>, second: PyResult<()>) -> PyResult<()> {
    match (first, second) {
        (Err(first), Err(second)) => {
            if second.0.get(cx).context.is_empty() {
                second.0.get_mut(cx).context = first.value();
            }
            Err(second)
        }
        (first, second) => first.and(second),
    }
}

/// The refusal to copy a file: what it stands for is outside the interpreter.
fn no_state(cx: &mut Context, this: Value) -> PyResult<Value> {
    let name = cx.type_of(&this).get(cx).name.to_string_lossy();
    Err(cx.type_error(format!("cannot pickle '{name}' instances")))
}

/// Makes the builtin `open`, which until now had to import this module, the one here: they are the same object.
fn share_open(cx: &mut Context, module: &Obj<Module>) {
    let name = cx.names().open.clone();
    let (builtins, own) = (cx.interp_ref().builtins.clone(), module.get(cx).dict.clone());
    let is_native = |value: &Value| value.as_ref().is_some_and(|object| object.kind() == Kind::Native);
    if let Some(open) = dict::get_str(cx, &own, &name)
        && dict::get_str(cx, &builtins, &name).is_some_and(|known| is_native(&known))
    {
        dict::set_str(cx, &builtins, &name, open);
    }
}

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let classes: [&'static TypeSpec; 13] = [
        &base::IO_BASE,
        &base::RAW_IO_BASE,
        &base::BUFFERED_IO_BASE,
        &base::TEXT_IO_BASE,
        &file::FILE_IO,
        &buffered::READER,
        &buffered::WRITER,
        &buffered::RANDOM,
        &pair::PAIR,
        &text::TEXT_IO_WRAPPER,
        &string_io::STRING_IO,
        &bytes_io::BYTES_IO,
        &newline::DECODER,
    ];
    for spec in classes {
        let class = cx.module_type(spec);
        let name = class.get(cx).name.to_string_lossy();
        set(cx, module, &name, class.into());
    }
    let unsupported = unsupported_operation(cx)?;
    set(cx, module, "UnsupportedOperation", unsupported.into());
    let blocking = cx.interp_ref().exception(ExceptionKind::BlockingIOError).value();
    set(cx, module, "BlockingIOError", blocking);
    set(cx, module, "DEFAULT_BUFFER_SIZE", Value::Int(DEFAULT_BUFFER_SIZE as i64));
    share_open(cx, module);
    Ok(())
}

/// `_io`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_io",
    doc: "Files, text and binary, and those that exist in memory only: see io for what to use.",
    functions: &[open::FUNCTIONS],
    fill,
};
