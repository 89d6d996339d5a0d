//! The environment variables. They are copied when the interpreter starts, and children get the copy: changing
//! the process's own while other threads read it is not safe.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use rustix::io::Errno;
use vm::native::Row;
use vm::objects::dict;
use vm::objects::exception_methods::errno_error;
use vm::objects::table::Table;
use vm::{Context, PyResult, Value, function};

use super::path::{fs_bytes, fspath};

/// The variables of an interpreter.
pub struct Environment {
    variables: RefCell<BTreeMap<OsString, OsString>>,
}

impl Default for Environment {
    fn default() -> Self {
        Environment { variables: RefCell::new(std::env::vars_os().collect()) }
    }
}

impl Environment {
    /// All of them.
    pub fn all(&self) -> BTreeMap<OsString, OsString> {
        self.variables.borrow().clone()
    }

    /// One of them.
    pub fn get(&self, name: &str) -> Option<OsString> {
        self.variables.borrow().get(std::ffi::OsStr::new(name)).cloned()
    }
}

/// `posix.environ`: names and values as bytes.
pub(super) fn as_dict(cx: &mut Context) -> PyResult<Value> {
    let made = cx.new_dict(Table::default());
    let environment = cx.interp_ref().extension::<Environment>();
    for (name, value) in environment.all() {
        let name = cx.bytes_value(name.as_bytes());
        let value = cx.bytes_value(value.as_bytes());
        dict::set(cx, &made, name, value)?;
    }
    Ok(made.into())
}

fn text(cx: &mut Context, value: &Value) -> PyResult<Vec<u8>> {
    let value = fspath(cx, value)?;
    let bytes = fs_bytes(cx, &value)?;
    if bytes.contains(&0) {
        return Err(cx.value_error("embedded null byte"));
    }
    Ok(bytes)
}

fn putenv(cx: &mut Context, name: Value, value: Value) -> PyResult<()> {
    let (name, value) = (text(cx, &name)?, text(cx, &value)?);
    if name.contains(&b'=') {
        return Err(cx.value_error("illegal environment variable name"));
    }
    if name.is_empty() {
        return Err(errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty));
    }
    let environment = cx.interp_ref().extension::<Environment>();
    environment.variables.borrow_mut().insert(OsString::from_vec(name), OsString::from_vec(value));
    Ok(())
}

fn unsetenv(cx: &mut Context, name: Value) -> PyResult<()> {
    let name = text(cx, &name)?;
    if name.is_empty() || name.contains(&b'=') {
        return Err(errno_error(cx, Errno::INVAL.raw_os_error(), Value::Empty));
    }
    let environment = cx.interp_ref().extension::<Environment>();
    environment.variables.borrow_mut().remove(&OsString::from_vec(name));
    Ok(())
}

/// Functions for the environment.
pub static FUNCTIONS: &[Row] = &[
    function!("putenv", "(name, value, /)", "Set an environment variable for children.", putenv),
    function!("unsetenv", "(name, /)", "Remove an environment variable for children.", unsetenv),
];
