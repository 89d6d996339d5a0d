//! `pwd` and `grp`: the system's users and groups.

use std::ffi::{CStr, CString};

use gil::Cause;
use gil::users::{Group, User, Wanted};
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::int::OwnedInt;
use vm::objects::{Module, Str};
use vm::{Context, PyResult, Raised, Value, function};

use crate::posix::path::fs_text;
use crate::registry::{ModuleSpec, set};
use crate::struct_sequence::{class_of, make};

fn key_error(cx: &mut Context, text: &str) -> Raised {
    let text = cx.str_value(text);
    cx.error_with(ExceptionKind::KeyError, vec![text])
}

fn name_of(cx: &mut Context, name: &Obj<Str>) -> PyResult<CString> {
    let bytes = cx.encode(name, Some("utf-8"), Some("surrogateescape"))?;
    CString::new(bytes).map_err(|_| cx.value_error("embedded null byte"))
}

/// A number of a user or group; `None` for one that the system cannot have. -1 stands for the largest.
fn number_of(cx: &mut Context, value: &Value, what: &str) -> PyResult<Option<u32>> {
    if cx.try_index(value)?.is_none() {
        let got = cx.type_name(value);
        return Err(cx.type_error(format!("{what} should be integer, not {got}")));
    }
    Ok(match cx.index(value)? {
        OwnedInt::Small(-1) => Some(u32::MAX),
        OwnedInt::Small(number) => u32::try_from(number).ok(),
        OwnedInt::Big(_) => None,
    })
}

/// `KeyError` for a number that nobody has; the largest shows as -1.
fn nobody(cx: &mut Context, function: &str, what: &str, number: Option<u32>) -> Raised {
    match number {
        Some(u32::MAX) => key_error(cx, &format!("{function}(): {what} not found: -1")),
        Some(number) => key_error(cx, &format!("{function}(): {what} not found: {number}")),
        None => key_error(cx, &format!("{function}(): {what} not found")),
    }
}

fn texts<const N: usize>(cx: &mut Context, texts: [&CStr; N]) -> PyResult<[Value; N]> {
    let mut values = [const { Value::Empty }; N];
    for (place, text) in values.iter_mut().zip(texts) {
        *place = fs_text(cx, text.to_bytes())?;
    }
    Ok(values)
}

fn user_value(cx: &mut Context, user: &User) -> PyResult<Value> {
    let [name, password, comment, folder, shell] =
        texts(cx, [&user.name, &user.password, &user.comment, &user.folder, &user.shell])?;
    let (number, group) = (Value::Int(i64::from(user.number)), Value::Int(i64::from(user.group)));
    Ok(make(cx, &PASSWD, vec![name, password, number, group, comment, folder, shell]))
}

fn group_value(cx: &mut Context, group: &Group) -> PyResult<Value> {
    let [name, password] = texts(cx, [&group.name, &group.password])?;
    let mut members = Vec::new();
    for member in &group.members {
        members.push(fs_text(cx, member.to_bytes())?);
    }
    let members = cx.list_value(members);
    Ok(make(cx, &GROUP, vec![name, password, Value::Int(i64::from(group.number)), members]))
}

fn getpwnam(cx: &mut Context, name: Obj<Str>) -> PyResult<Value> {
    let wanted = name_of(cx, &name)?;
    match cx.blocking(Cause::Io, || gil::users::user(Wanted::Name(&wanted))) {
        Some(user) => user_value(cx, &user),
        None => {
            let shown = cx.repr_text(&name.value())?;
            Err(key_error(cx, &format!("getpwnam(): name not found: {shown}")))
        }
    }
}

fn getpwuid(cx: &mut Context, uid: Value) -> PyResult<Value> {
    let number = number_of(cx, &uid, "uid")?;
    let found = cx.blocking(Cause::Io, || gil::users::user(Wanted::Number(number?)));
    match found {
        Some(user) => user_value(cx, &user),
        None => Err(nobody(cx, "getpwuid", "uid", number)),
    }
}

fn getpwall(cx: &mut Context) -> PyResult<Value> {
    let mut values = Vec::new();
    for user in cx.blocking(Cause::Io, gil::users::all_users) {
        values.push(user_value(cx, &user)?);
    }
    Ok(cx.list_value(values))
}

fn getgrnam(cx: &mut Context, name: Obj<Str>) -> PyResult<Value> {
    let wanted = name_of(cx, &name)?;
    match cx.blocking(Cause::Io, || gil::users::group(Wanted::Name(&wanted))) {
        Some(group) => group_value(cx, &group),
        None => {
            let shown = cx.repr_text(&name.value())?;
            Err(key_error(cx, &format!("getgrnam(): name not found: {shown}")))
        }
    }
}

fn getgrgid(cx: &mut Context, id: Value) -> PyResult<Value> {
    let number = number_of(cx, &id, "gid")?;
    let found = cx.blocking(Cause::Io, || gil::users::group(Wanted::Number(number?)));
    match found {
        Some(group) => group_value(cx, &group),
        None => Err(nobody(cx, "getgrgid", "gid", number)),
    }
}

fn getgrall(cx: &mut Context) -> PyResult<Value> {
    let mut values = Vec::new();
    for group in cx.blocking(Cause::Io, gil::users::all_groups) {
        values.push(group_value(cx, &group)?);
    }
    Ok(cx.list_value(values))
}

static USERS: &[Row] = &[
    function!("getpwnam", "(name, /)", "The user of a name.", getpwnam),
    function!("getpwuid", "(uid, /)", "The user of a number.", getpwuid),
    function!("getpwall", "()", "All users.", getpwall),
];

static GROUPS: &[Row] = &[
    function!("getgrnam", "(name)", "The group of a name.", getgrnam),
    function!("getgrgid", "(id)", "The group of a number.", getgrgid),
    function!("getgrall", "()", "All groups.", getgrall),
];

crate::struct_sequence! {
    PASSWD, "pwd.struct_passwd", "A user.", 7, [
        ("pw_name", "user name"),
        ("pw_passwd", "password"),
        ("pw_uid", "user id"),
        ("pw_gid", "group id"),
        ("pw_gecos", "real name"),
        ("pw_dir", "home directory"),
        ("pw_shell", "shell program"),
    ]
}

crate::struct_sequence! {
    GROUP, "grp.struct_group", "A group.", 4, [
        ("gr_name", "group name"),
        ("gr_passwd", "password"),
        ("gr_gid", "group id"),
        ("gr_mem", "group members"),
    ]
}

/// `pwd`.
pub static PWD: ModuleSpec = ModuleSpec {
    name: "pwd",
    doc: "The system's users.",
    functions: &[USERS],
    fill: |cx, module: &Obj<Module>| {
        let class = class_of(cx, &PASSWD);
        set(cx, module, "struct_passwd", class.into());
        Ok(())
    },
};

/// `grp`.
pub static GRP: ModuleSpec = ModuleSpec {
    name: "grp",
    doc: "The system's groups of users.",
    functions: &[GROUPS],
    fill: |cx, module: &Obj<Module>| {
        let class = class_of(cx, &GROUP);
        set(cx, module, "struct_group", class.into());
        Ok(())
    },
};
