//! `_gila`: what a program may ask of the interpreter it runs in and change about it. The library's package `gila`
//! gives it its form.

use vm::eval::watch::SwitchPoints;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Str;
use vm::objects::exception::ExceptionKind;
use vm::{Context, PyResult, Value, function};

use crate::registry::ModuleSpec;

fn policy(cx: &mut Context) -> Value {
    let name = cx.interp_ref().lock.policy_name();
    cx.str_value(&name)
}

fn set_policy(cx: &mut Context, name: Obj<Str>) -> PyResult<()> {
    let policy = match gil::policy_by_name(&name.to_string_lossy()) {
        Ok(policy) => policy,
        Err(unknown) => return Err(cx.error(ExceptionKind::ValueError, unknown.to_string())),
    };
    let lock = cx.gil().lock().clone();
    lock.set_policy(cx.gil_mut(), policy);
    Ok(())
}

fn policies(cx: &mut Context) -> Value {
    let names = gil::policy::POLICIES.iter().map(|(name, _)| cx.str_value(name)).collect();
    cx.tuple_value(names)
}

fn switch_points(cx: &mut Context) -> Value {
    let name = cx.interp_ref().switch_points().name();
    cx.str_value(name)
}

fn set_switch_points(cx: &mut Context, name: Obj<Str>) -> PyResult<()> {
    let name = name.to_string_lossy();
    let Some((_, points)) = SwitchPoints::NAMES.into_iter().find(|(known, _)| *known == name) else {
        let names = SwitchPoints::NAMES.map(|(name, _)| name).join(", ");
        let message = format!("no switch points '{name}': there are {names}");
        return Err(cx.error(ExceptionKind::ValueError, &message));
    };
    cx.interp_ref().set_switch_points(points);
    cx.check_point()
}

fn switch_point_sets(cx: &mut Context) -> Value {
    let names = SwitchPoints::NAMES.iter().map(|(name, _)| cx.str_value(name)).collect();
    cx.tuple_value(names)
}

static FUNCTIONS: &[Row] = &[
    function!("policy", "()", "The name of the policy that decides who gets the GIL.", policy),
    function!("set_policy", "(name, /)", "Have another policy decide who gets the GIL.", set_policy),
    function!("policies", "()", "The names of the policies there are.", policies),
    function!("switch_points", "()", "Where threads can be made to give up the GIL.", switch_points),
    function!(
        "set_switch_points",
        "(name, /)",
        "Choose where threads can be made to give up the GIL.",
        set_switch_points
    ),
    function!("switch_point_sets", "()", "The names of the choices there are.", switch_point_sets),
];

/// `_gila`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_gila",
    doc: "What a program may ask of the interpreter it runs in and change about it.",
    functions: &[FUNCTIONS],
    fill: crate::registry::nothing_more,
};
