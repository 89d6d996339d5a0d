//! "Did you mean": the nearest name that exists, for names, attributes and imports that do not.

use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::exception_methods::{import_failure, names};
use crate::objects::traceback::{FrameObject, Traceback};
use crate::objects::traceback_methods::locals_of;
use crate::objects::{Exception, Str, dict};
use crate::{Context, PyResult, Value};

/// What is added to the exception's text; usually nothing.
pub fn hint(cx: &mut Context, exception: &Obj<Exception>) -> String {
    let value = exception.value();
    let is = |kind| {
        let class = cx.interp_ref().exception(kind).clone();
        cx.is_instance(&value, &class)
    };
    let (import, name, attribute) =
        (is(ExceptionKind::ImportError), is(ExceptionKind::NameError), is(ExceptionKind::AttributeError));
    let index = match () {
        () if import => names::NAME_FROM,
        () if name || attribute => names::NAME,
        () => return String::new(),
    };
    let wrong = exception.field(cx, index);
    let Some(wrong) =
        wrong.as_ref().and_then(|object| object.downcast::<Str>()).map(|name| name.to_string_lossy())
    else {
        return String::new();
    };
    // Whatever goes wrong while looking for a better name is not worth a word.
    let found = if import {
        imported(cx, exception, &wrong)
    } else if attribute {
        attributes(cx, exception, &wrong)
    } else {
        variables(cx, exception, &wrong)
    };
    let meant = found.ok().flatten();
    let mut hint = meant.as_ref().map_or_else(String::new, |meant| format!(". Did you mean: '{meant}'?"));
    if name && import_failure::is_standard_library(cx, &wrong) {
        let start = if meant.is_some() { " Or did" } else { ". Did" };
        hint.push_str(&format!("{start} you forget to import '{wrong}'?"));
    }
    hint
}

fn best(wrong: &str, names: &[String]) -> Option<String> {
    let candidates: Vec<&str> = names.iter().map(String::as_str).collect();
    text::suggest::suggest(wrong, &candidates).map(str::to_owned)
}

fn strings(values: Vec<Value>) -> Vec<String> {
    let strings = values
        .iter()
        .filter_map(|value| value.as_ref()?.downcast::<Str>().map(|text| text.to_string_lossy()));
    strings.collect()
}

/// `sorted(dir(object))`.
fn dir(cx: &mut Context, object: &Value) -> PyResult<Vec<String>> {
    let name = cx.names().__dir__.clone();
    let listed = cx.call_method(object, &name, &[])?;
    let mut names = strings(cx.collect(&listed)?);
    names.sort();
    names.dedup();
    Ok(names)
}

/// The frame in which the exception was raised.
fn last_frame(cx: &Context, exception: &Obj<Exception>) -> Option<Obj<FrameObject>> {
    let mut frame = None;
    let mut next = exception.get(cx).traceback.clone();
    while let Some(entry) = next.as_ref().and_then(|object| object.downcast::<Traceback>()).cloned() {
        frame = Some(entry.get(cx).frame.clone());
        next = entry.get(cx).next.clone();
    }
    frame
}

/// `self` among a frame's locals.
fn self_of(cx: &mut Context, locals: &Value) -> PyResult<Option<Value>> {
    let key = cx.str_value("self");
    match locals.as_ref().and_then(|object| object.downcast::<crate::objects::Dict>()).cloned() {
        Some(locals) => dict::get(cx, &locals, &key),
        None => Ok(None),
    }
}

fn attributes(cx: &mut Context, exception: &Obj<Exception>, wrong: &str) -> PyResult<Option<String>> {
    let object = exception.field(cx, names::OBJECT);
    if object.is_empty() {
        return Ok(None);
    }
    let mut names = dir(cx, &object)?;
    let mut hide_private = !wrong.starts_with('_');
    if hide_private && let Some(frame) = last_frame(cx, exception) {
        let locals = locals_of(cx, &frame);
        // A method may well mean a private attribute of its own object.
        hide_private = !self_of(cx, &locals)?.is_some_and(|this| this.is(&object));
    }
    if hide_private {
        names.retain(|name| !name.starts_with('_'));
    }
    Ok(best(wrong, &names))
}

fn imported(cx: &mut Context, exception: &Obj<Exception>, wrong: &str) -> PyResult<Option<String>> {
    let module = exception.field(cx, names::MODULE);
    let modules = cx.interp_ref().modules.clone();
    let Some(module) = dict::get(cx, &modules, &module)? else { return Ok(None) };
    let mut names = dir(cx, &module)?;
    if !wrong.starts_with('_') {
        names.retain(|name| !name.starts_with('_'));
    }
    Ok(best(wrong, &names))
}

fn variables(cx: &mut Context, exception: &Obj<Exception>, wrong: &str) -> PyResult<Option<String>> {
    let Some(frame) = last_frame(cx, exception) else { return Ok(None) };
    let locals = locals_of(cx, &frame);
    if let Some(this) = self_of(cx, &locals)? {
        let name = cx.intern(wrong);
        if let Ok(Some(_)) = cx.attr_or_absent(&this, &name) {
            return Ok(Some(format!("self.{wrong}")));
        }
    }
    let mut names = strings(cx.collect(&locals)?);
    let payload = frame.get(cx);
    for namespace in [payload.globals.value(), payload.builtins.value()] {
        names.extend(strings(cx.collect(&namespace)?));
    }
    Ok(best(wrong, &names))
}
