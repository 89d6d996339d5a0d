//! `posix`: the operating system's calls. `os` (in Python) adds what takes several calls, and paths.
//!
//! Every call that may take long gives up the lock. Files by number are [`gil::Descriptor`]s.

mod constants;
mod descriptors;
mod directories;
mod environment;
mod files;
mod fork;
mod identity;
pub mod path;
mod process;
mod spawn;
mod stat;
mod system;
mod terminals;
mod transfer;

use std::ffi::CString;

use gil::{Cause, Descriptor};
use rustix::io::Errno;
use vm::heap::Obj;
use vm::objects::Module;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::errno_error;
use vm::{Context, PyResult, Raised, Value};

use crate::registry::{ModuleSpec, set};
use crate::struct_sequence::class_of;

pub use descriptors::file_number;
pub use environment::Environment;

/// A path for the system; `None` when it holds a zero byte.
pub fn c_path(bytes: Vec<u8>) -> Option<CString> {
    CString::new(bytes).ok()
}

/// Makes a system call without the lock; when a signal interrupts it, the handlers run and it is made again.
pub fn retry<R: Send>(
    cx: &mut Context,
    mut work: impl FnMut() -> rustix::io::Result<R> + Send,
) -> PyResult<rustix::io::Result<R>> {
    loop {
        match cx.blocking(Cause::Io, &mut work) {
            Err(Errno::INTR) => cx.handle_signals()?,
            answer => return Ok(answer),
        }
    }
}

/// The same; failures are raised as `OSError`, with `shown` as the file name.
fn checked<R: Send>(
    cx: &mut Context,
    shown: &Value,
    work: impl FnMut() -> rustix::io::Result<R> + Send,
) -> PyResult<R> {
    match retry(cx, work)? {
        Ok(result) => Ok(result),
        Err(error) => Err(errno_error(cx, error.raw_os_error(), shown.clone())),
    }
}

/// The same for a call about two files.
fn checked_pair<R: Send>(
    cx: &mut Context,
    shown: [&Value; 2],
    work: impl FnMut() -> rustix::io::Result<R> + Send,
) -> PyResult<R> {
    match retry(cx, work)? {
        Ok(result) => Ok(result),
        Err(error) => Err(pair_error(cx, error, shown)),
    }
}

#[cold]
fn pair_error(cx: &mut Context, error: Errno, shown: [&Value; 2]) -> Raised {
    let raised = errno_error(cx, error.raw_os_error(), shown[0].clone());
    let key = cx.intern("filename2");
    match cx.set_attr(&raised.value(), &key, shown[1].clone()) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

/// A call about no file by name.
fn plain<R: Send>(cx: &mut Context, work: impl FnMut() -> rustix::io::Result<R> + Send) -> PyResult<R> {
    checked(cx, &Value::Empty, work)
}

/// The descriptor of a number.
pub fn descriptor(cx: &mut Context, number: i64) -> PyResult<Descriptor> {
    match i32::try_from(number).ok().and_then(Descriptor::new) {
        Some(descriptor) => Ok(descriptor),
        None => Err(errno_error(cx, Errno::BADF.raw_os_error(), Value::Empty)),
    }
}

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, number) in constants::CONSTANTS.iter().chain(constants::OWN).chain(constants::EXIT_STATUSES) {
        set(cx, module, name, Value::Int(i64::from(*number)));
    }
    let error = cx.interp_ref().exception(ExceptionKind::OSError).value();
    set(cx, module, "error", error);
    let specs = [
        &stat::STAT_RESULT,
        &process::TIMES_RESULT,
        &process::WAITID_RESULT,
        &system::UNAME_RESULT,
        &system::TERMINAL_SIZE,
        &identity::SCHED_PARAM,
        &transfer::STATVFS_RESULT,
    ];
    for spec in specs {
        let class = class_of(cx, spec);
        let name = class.get(cx).name.to_string_lossy();
        set(cx, module, &name, class.into());
    }
    let entry = cx.module_type(&directories::DIR_ENTRY);
    set(cx, module, "DirEntry", entry.into());
    for (name, limits) in [("sysconf_names", identity::SYSCONF), ("pathconf_names", identity::PATHCONF)] {
        let names = cx.new_dict(vm::objects::table::Table::default());
        for (limit, number) in limits {
            let limit = cx.intern(&limit[1..]);
            vm::objects::dict::set_str(cx, &names, &limit, Value::Int(i64::from(*number)));
        }
        set(cx, module, name, names.into());
    }
    let environ = environment::as_dict(cx)?;
    set(cx, module, "environ", environ);
    Ok(())
}

/// `posix`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "posix",
    doc: "The calls of the operating system: see os for what to use.",
    functions: &[
        descriptors::FUNCTIONS,
        directories::FUNCTIONS,
        environment::FUNCTIONS,
        files::FUNCTIONS,
        fork::FUNCTIONS,
        identity::FUNCTIONS,
        process::FUNCTIONS,
        spawn::FUNCTIONS,
        stat::FUNCTIONS,
        system::FUNCTIONS,
        terminals::FUNCTIONS,
        transfer::FUNCTIONS,
    ],
    fill,
};
