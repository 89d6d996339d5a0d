//! Functions, class bodies, `with` and imports in the eval loop, and running code in a namespace.

use bytecode::{Instr, Op};

use super::Window;
use super::call::push_frame;
use crate::frame::FrameFlags;
use crate::heap::Obj;
use crate::objects::code::{SLOT, SiteCache};
use crate::objects::exception::ExceptionKind;
use crate::objects::{Code, Dict, Function, Module, Str, Tuple, dict, exception_methods};
use crate::{Context, PyResult, Raised, Value};

/// `MAKE_FUNCTION`.
#[inline(never)]
pub(super) fn make_function(cx: &mut Context, code: &Value) -> Value {
    let code = code.as_ref().and_then(|object| object.downcast::<Code>());
    let code = code.expect("I-9: the compiler puts code there").clone();
    let globals = cx.frame_globals();
    cx.new_function(code, globals).into()
}

/// `SET_FUNCTION_ATTRIBUTE`.
#[inline(never)]
pub(super) fn set_function_attribute(cx: &mut Context, window: Window, i: Instr) {
    let function = window.read(i.a).as_ref().and_then(|object| object.downcast::<Function>());
    let function = function.expect("I-9: the compiler puts a function there").clone();
    let value = if i.b >= window.temps { window.take(i.b) } else { window.read(i.b).clone() };
    let tuple = || value.as_ref().and_then(|object| object.downcast::<Tuple>()).cloned();
    let dict = || value.as_ref().and_then(|object| object.downcast::<Dict>()).cloned();
    match i.c {
        1 => function.get_mut(cx).defaults = tuple(),
        2 => function.get_mut(cx).keyword_defaults = dict(),
        4 => function.get_mut(cx).annotations = value,
        8 => function.get_mut(cx).closure = tuple(),
        _ => function.get_mut(cx).annotate = value,
    }
}

/// `LOAD_BUILD_CLASS`.
pub(super) fn load_build_class(cx: &mut Context) -> PyResult<Value> {
    let name = cx.names().__build_class__.clone();
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let builtins = frame.function().get(cx).builtins.clone();
    match dict::get_str(cx, &builtins, &name) {
        Some(value) => Ok(value),
        None => Err(cx.error(ExceptionKind::NameError, "__build_class__ not found")),
    }
}

/// `BEFORE_WITH`.
pub(super) fn before_with(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let manager = window.take(i.a);
    let class = cx.type_of(&manager);
    let exit = class.special(cx, |names| &names.__exit__);
    let enter = class.special(cx, |names| &names.__enter__);
    let has_exit = exit.is_some();
    let (Some(exit), Some(enter)) = (exit, enter) else {
        return Err(no_context_manager(cx, &manager, if has_exit { "__enter__" } else { "__exit__" }));
    };
    let both_bind = [&enter, &exit].into_iter().all(super::attribute::binds_first_argument);
    if let Some(object) = manager.as_ref()
        && both_bind
        && cache.may_learn()
    {
        cache.version.set(object.header().shape().version());
        cache.value.set(&enter);
        cache.second_value.set(&exit);
        cx.specialise(Op::BeforeWithClass);
    }
    for (method, offset) in [(exit, i.a), (enter, i.a + 2 * SLOT)] {
        if super::attribute::binds_first_argument(&method) {
            window.put(offset, method);
            window.put(offset + SLOT, manager.clone());
        } else {
            let bound = cx.bind(&method, &manager, &class)?;
            super::attribute::put_callable(window, offset, bound);
        }
    }
    Ok(())
}

/// The error of `with` for an object without one of the two methods.
#[cold]
fn no_context_manager(cx: &mut Context, manager: &Value, missing: &str) -> Raised {
    let class = cx.type_of(manager);
    let asynchronous = ["__aenter__", "__aexit__"].into_iter().all(|name| {
        let name = cx.intern(name);
        class.lookup(cx, &name).is_some()
    });
    let hint = if asynchronous {
        " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
    } else {
        ""
    };
    let name = cx.full_name(&class);
    cx.type_error(format!(
        "'{name}' object does not support the context manager protocol (missed {missing} method){hint}"
    ))
}

/// `WITH_EXCEPT_START`.
pub(super) fn with_except_start(cx: &mut Context, window: Window, i: Instr) -> PyResult<Value> {
    let exception = window.read(i.c).clone();
    let class = cx.type_of(&exception).value();
    let traceback = match exception.as_ref().and_then(|e| e.downcast::<crate::objects::Exception>()) {
        Some(payload) => payload.get(cx).traceback.clone().or_none(),
        None => Value::None,
    };
    let (first, second) = (window.read(i.b).clone(), window.read(i.b + SLOT).clone());
    if first.is_empty() {
        cx.call(&second, &[class, exception, traceback])
    } else {
        cx.call(&first, &[second, class, exception, traceback])
    }
}

/// `IMPORT_NAME`.
#[inline(never)]
pub(super) fn import_name(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let level = window.take(i.a);
    let names = window.take(i.a + SLOT);
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let builtins = frame.function().get(cx).builtins.clone();
    let globals = cx.frame_globals();
    let namespace = super::names::namespace(cx);
    let import_name = cx.names().__import__.clone();
    let Some(import) = dict::get_str(cx, &builtins, &import_name) else {
        return Err(cx.error(ExceptionKind::ImportError, "__import__ not found"));
    };
    let locals = if namespace.is_empty() { Value::None } else { namespace };
    let module = cx.call(&import, &[cache.name.value(), globals.into(), locals, names, level])?;
    window.set(cx, i.a, module);
    Ok(())
}

/// `IMPORT_FROM`.
#[inline(never)]
pub(super) fn import_from(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let module = window.read(i.b).clone();
    let value = match cx.lookup_attr(&module, &cache.name) {
        Ok(Some(value)) => value,
        Ok(None) => submodule(cx, &module, &cache.name)?,
        Err(raised) if cx.is_exception(&raised, ExceptionKind::AttributeError) => {
            if let Some(missing) = crate::objects::module_methods::missing_import(cx, &module, &raised) {
                return Err(missing);
            }
            submodule(cx, &module, &cache.name)?
        }
        Err(raised) => return Err(raised),
    };
    window.set(cx, i.a, value);
    Ok(())
}

/// `from package import name`, where `name` is a submodule that is being imported and not yet an attribute.
fn submodule(cx: &mut Context, module: &Value, name: &Obj<Str>) -> PyResult<Value> {
    let name_attr = cx.names().__name__.clone();
    let package = cx.attr_or_absent(module, &name_attr)?;
    let package_text = package.as_ref().and_then(|p| p.as_ref()).and_then(|p| p.downcast::<Str>()).cloned();
    if let Some(package) = &package_text {
        let full = format!("{}.{}", package.to_string_lossy(), name.to_string_lossy());
        let full = cx.new_str(&full);
        let modules = cx.interp_ref().modules.clone();
        if let Some(found) = dict::get_str(cx, &modules, &full) {
            return Ok(found);
        }
    }
    Err(exception_methods::cannot_import_name(cx, module, package_text, name))
}

/// `IMPORT_STAR`.
#[inline(never)]
pub(super) fn import_star(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let module = window.take(i.a);
    let all_name = cx.names().__all__.clone();
    let dict_name = cx.names().__dict__.clone();
    let all = cx.attr_or_absent(&module, &all_name)?;
    let (names, skip_private) = match all {
        Some(all) => (cx.collect(&all)?, false),
        None => {
            let namespace = match module.as_ref().and_then(|module| module.downcast::<Module>()) {
                Some(module) => module.get(cx).dict.value(),
                None => match cx.attr_or_absent(&module, &dict_name)? {
                    Some(dict) => dict,
                    None => {
                        return Err(cx.error(
                            ExceptionKind::ImportError,
                            "from-import-* object has no __dict__ and no __all__",
                        ));
                    }
                },
            };
            (cx.collect(&namespace)?, true)
        }
    };
    let namespace = super::names::namespace(cx);
    for name in names {
        let Some(name) = name.as_ref().and_then(|name| name.downcast::<Str>()).cloned() else {
            let (got, module) = (cx.type_name(&name), cx.get_attr_named(&module, "__name__")?);
            let module = cx.str_text(&module)?;
            let what = if skip_private { "Key in" } else { "Item in" };
            let place = if skip_private { "__dict__" } else { "__all__" };
            return Err(cx.type_error(format!("{what} {module}.{place} must be str, not {got}")));
        };
        if skip_private && name.items().first() == Some(&b'_') {
            continue;
        }
        let name = cx.intern_obj(&name);
        let value = match cx.lookup_attr(&module, &name)? {
            Some(value) => value,
            None => submodule(cx, &module, &name).map_err(|_| cx.no_attribute(&module, &name))?,
        };
        cx.set_item(&namespace, name.into(), value)?;
    }
    Ok(())
}

/// `PRINT_EXPRESSION`.
pub(super) fn print_expression(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let value = window.operand(cx, i.a)?;
    let (sys, name) = (cx.interp_ref().sys.clone(), cx.names().displayhook.clone());
    match dict::get_str(cx, &sys, &name) {
        Some(hook) => cx.call(&hook, &[value]).map(drop),
        None => Err(cx.runtime_error("lost sys.displayhook")),
    }
}

impl Context {
    /// Runs a code object with a module's globals and a namespace (empty: the globals).
    pub fn run_code(&mut self, code: &Obj<Code>, globals: &Obj<Dict>, locals: Value) -> PyResult<Value> {
        let function = self.new_function(code.clone(), globals.clone());
        self.run_in_namespace(&function, locals)
    }

    /// Runs the body of a class in its namespace; the result is the `__classcell__`, if any.
    pub fn run_class_body(&mut self, body: &Obj<Function>, namespace: Value) -> PyResult<Value> {
        self.run_in_namespace(body, namespace)
    }

    fn run_in_namespace(&mut self, function: &Obj<Function>, locals: Value) -> PyResult<Value> {
        self.check_native_stack()?;
        let window = self.top;
        self.push_native(function.value())?;
        let code = function.get(self).code.clone();
        if code.parameter_slots != 0 {
            // SAFETY: pushed just now.
            unsafe { drop((*window).take()) };
            self.top = window;
            return Err(self.type_error(format!("{}() takes arguments", code.name.to_string_lossy())));
        }
        let pushed = push_frame(self, window, &code, window, FrameFlags::ENTRY);
        let result = match pushed {
            Ok(()) => {
                let frame = self.frames.last_mut().expect("I-4: a frame was pushed");
                frame.locals = locals;
                frame.return_top = window;
                super::run(self)
            }
            Err(raised) => Err(raised),
        };
        self.top = window;
        self.settle();
        result
    }
}
