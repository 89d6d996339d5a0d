//! Names: globals and builtins with their caches, cells, and the namespaces of modules and class bodies.

use bytecode::{Instr, Op};

use super::Window;
use crate::heap::Obj;
use crate::objects::code::{SLOT, SiteCache};
use crate::objects::exception::ExceptionKind;
use crate::objects::table::Table;
use crate::objects::{Cell, Dict, Str, dict};
use crate::{Context, PyResult, Raised, Value};

impl Context {
    /// The globals of the running frame.
    pub(crate) fn frame_globals(&self) -> Obj<Dict> {
        let frame = self.frames.last().expect("I-4: a frame is running");
        frame.function().get(self).globals.clone()
    }

    fn frame_builtins(&self) -> Obj<Dict> {
        let frame = self.frames.last().expect("I-4: a frame is running");
        frame.function().get(self).builtins.clone()
    }

    /// Rewrites the running instruction.
    pub(super) fn specialise(&mut self, op: Op) {
        let frame = self.frames.last().expect("I-4: a frame is running");
        frame.code().specialise(frame.pc(), op);
    }

    /// The version of a dict's keys, given out when there is none.
    pub(super) fn keys_version(&mut self, dict: &Obj<Dict>) -> u32 {
        let interp = self.interp();
        dict.get_mut(self).table.keys_version(|| interp.fresh_version())
    }
}

/// The name of a slot of the running frame.
pub(super) fn slot_name(cx: &Context, offset: u16) -> Obj<Str> {
    let code = cx.frames.last().expect("I-4: a frame is running").code();
    code.slot_names[usize::from(offset / SLOT)].clone()
}

/// `UnboundLocalError` for a local.
#[cold]
#[inline(never)]
pub(super) fn unbound_local(cx: &mut Context, offset: u16) -> Raised {
    let name = slot_name(cx, offset);
    let text = name.to_string_lossy();
    cx.error(
        ExceptionKind::UnboundLocalError,
        format!("cannot access local variable '{text}' where it is not associated with a value"),
    )
}

/// The error for a cell without a value: a local of this function, or a free variable.
#[cold]
#[inline(never)]
pub(super) fn unbound_cell(cx: &mut Context, offset: u16) -> Raised {
    let code = cx.frames.last().expect("I-4: a frame is running").code();
    if !code.source.free_cells.contains(&(offset / SLOT)) {
        return unbound_local(cx, offset);
    }
    let name = slot_name(cx, offset);
    let text = name.to_string_lossy();
    crate::objects::exception_methods::name_error(
        cx,
        &format!(
            "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
        ),
        &name,
    )
}

#[cold]
fn undefined(cx: &mut Context, name: &Obj<Str>) -> Raised {
    let text = name.to_string_lossy();
    crate::objects::exception_methods::name_error(cx, &format!("name '{text}' is not defined"), name)
}

/// Where a global or builtin was found.
enum Place {
    Globals(usize),
    Builtins(usize),
}

fn find_global(cx: &mut Context, name: &Obj<Str>) -> Option<(Place, Value)> {
    let globals = cx.frame_globals();
    let table = &globals.get(cx).table;
    if let Some(at) = table.find_str(name) {
        return Some((Place::Globals(at), table.value_at(at).clone()));
    }
    let builtins = cx.frame_builtins();
    let table = &builtins.get(cx).table;
    table.find_str(name).map(|at| (Place::Builtins(at), table.value_at(at).clone()))
}

/// Remembers where a name was found and rewrites the instruction.
fn remember(cx: &mut Context, cache: &SiteCache, place: &Place, module_op: Op, builtin_op: Op) {
    if !cache.may_learn() {
        return;
    }
    let globals = cx.frame_globals();
    cache.version.set(cx.keys_version(&globals));
    match place {
        Place::Globals(at) => {
            cache.index.set(*at as u32);
            cx.specialise(module_op);
        }
        Place::Builtins(at) => {
            let builtins = cx.frame_builtins();
            cache.second_version.set(cx.keys_version(&builtins));
            cache.index.set(*at as u32);
            cx.specialise(builtin_op);
        }
    }
}

/// `LOAD_GLOBAL`.
#[inline(never)]
pub(super) fn load_global(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let Some((place, value)) = find_global(cx, &cache.name) else {
        return Err(undefined(cx, &cache.name));
    };
    remember(cx, cache, &place, Op::LoadGlobalModule, Op::LoadGlobalBuiltin);
    window.set(cx, i.a, value);
    Ok(())
}

/// Whether the running frame's namespace is its module's.
fn namespace_is_globals(cx: &Context) -> bool {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    match &frame.locals {
        Value::Ref(object) => object.is(frame.function().get(cx).globals.as_object()),
        _ => true,
    }
}

/// The running frame's namespace.
pub(super) fn namespace(cx: &Context) -> Value {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    match &frame.locals {
        Value::Empty => frame.function().get(cx).globals.value(),
        namespace => namespace.clone(),
    }
}

/// A name in a namespace that may be any mapping.
pub(super) fn in_namespace(cx: &mut Context, namespace: &Value, name: &Obj<Str>) -> PyResult<Option<Value>> {
    if let Value::Ref(object) = namespace
        && object.header().shape_ptr() == cx.shapes().dict
        && let Some(dict) = object.downcast::<Dict>()
    {
        return Ok(dict.get(cx).table.get_str(name).cloned());
    }
    match cx.get_item(namespace, &name.value()) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if cx.is_exception(&raised, ExceptionKind::KeyError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// `LOAD_NAME`.
#[inline(never)]
pub(super) fn load_name(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    if namespace_is_globals(cx) {
        let Some((place, value)) = find_global(cx, &cache.name) else {
            return Err(undefined(cx, &cache.name));
        };
        remember(cx, cache, &place, Op::LoadNameModule, Op::LoadNameBuiltin);
        window.set(cx, i.a, value);
        return Ok(());
    }
    let namespace = namespace(cx);
    let value = match in_namespace(cx, &namespace, &cache.name)? {
        Some(value) => value,
        None => match find_global(cx, &cache.name) {
            Some((_, value)) => value,
            None => return Err(undefined(cx, &cache.name)),
        },
    };
    window.set(cx, i.a, value);
    Ok(())
}

/// `STORE_NAME` and `STORE_GLOBAL`.
#[inline(never)]
pub(super) fn store_name(cx: &mut Context, window: Window, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let value = window.operand(cx, i.a)?;
    let global = matches!(i.op, Op::StoreGlobal | Op::StoreGlobalModule);
    if !global && !namespace_is_globals(cx) {
        let namespace = namespace(cx);
        if let Value::Ref(object) = &namespace
            && object.header().shape_ptr() == cx.shapes().dict
            && let Some(dict) = object.downcast::<Dict>()
        {
            dict::set_str(cx, &dict.clone(), &cache.name, value);
        } else {
            cx.set_item(&namespace, cache.name.value(), value)?;
        }
        cx.settle();
        return Ok(());
    }
    let globals = cx.frame_globals();
    let known = globals.get(cx).table.find_str(&cache.name);
    dict::set_str(cx, &globals, &cache.name, value);
    if let Some(at) = known
        && cache.may_learn()
    {
        cache.version.set(cx.keys_version(&globals));
        cache.index.set(at as u32);
        cx.specialise(if global { Op::StoreGlobalModule } else { Op::StoreNameModule });
    }
    cx.settle();
    Ok(())
}

/// `DELETE_NAME` and `DELETE_GLOBAL`.
#[inline(never)]
pub(super) fn delete_name(cx: &mut Context, i: Instr, cache: &SiteCache) -> PyResult<()> {
    let found = if i.op == Op::DeleteGlobal || namespace_is_globals(cx) {
        let globals = cx.frame_globals();
        dict::remove_str(cx, &globals, &cache.name).is_some()
    } else {
        let namespace = namespace(cx);
        match cx.delete_item(&namespace, &cache.name.value()) {
            Ok(()) => true,
            Err(raised) if cx.is_exception(&raised, ExceptionKind::KeyError) => false,
            Err(raised) => return Err(raised),
        }
    };
    if !found {
        return Err(undefined(cx, &cache.name));
    }
    cx.settle();
    Ok(())
}

/// `LOAD_FROM_DICT_OR_GLOBALS`: the name in the mapping `src`, else the global, else the builtin.
#[inline(never)]
pub(super) fn load_from_dict_or_globals(
    cx: &mut Context,
    window: Window,
    i: Instr,
    cache: &SiteCache,
) -> PyResult<()> {
    let mapping = window.operand(cx, i.b)?;
    let value = match in_namespace(cx, &mapping, &cache.name)? {
        Some(value) => value,
        None => match find_global(cx, &cache.name) {
            Some((_, value)) => value,
            None => return Err(undefined(cx, &cache.name)),
        },
    };
    window.set(cx, i.a, value);
    Ok(())
}

/// `MAKE_CELL`.
#[inline(never)]
pub(super) fn make_cell(cx: &mut Context, window: Window, offset: u16) {
    let contents = window.take(offset);
    let shape = cx.shapes().cell;
    let cell = cx.heap().alloc(shape, Cell { contents });
    window.put(offset, cell.into());
}

/// `COPY_FREE_VARS`.
#[inline(never)]
pub(super) fn copy_free_vars(cx: &mut Context, window: Window) {
    let frame = cx.frames.last().expect("I-4: a frame is running");
    let closure = frame.function().get(cx).closure.clone();
    let code = frame.code().clone();
    if let Some(closure) = closure {
        for (slot, cell) in code.source.free_cells.iter().zip(closure.items()) {
            window.put(slot * SLOT, cell.clone());
        }
    }
}

/// The cell in a slot.
pub(super) fn cell_at(window: Window, offset: u16) -> Obj<Cell> {
    let cell = window.read(offset).as_ref().and_then(|object| object.downcast::<Cell>());
    cell.expect("I-4: the prologue puts cells in cell slots").clone()
}

/// `STORE_DEREF`.
#[inline(never)]
pub(super) fn store_deref(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let value = window.operand(cx, i.a)?;
    let cell = cell_at(window, i.b);
    let old = std::mem::replace(&mut cell.get_mut(cx).contents, value);
    drop(old);
    cx.settle();
    Ok(())
}

/// `DELETE_DEREF`.
#[inline(never)]
pub(super) fn delete_deref(cx: &mut Context, window: Window, i: Instr) -> PyResult<()> {
    let cell = cell_at(window, i.a);
    let old = cell.get_mut(cx).contents.take();
    if old.is_empty() {
        return Err(unbound_cell(cx, i.a));
    }
    drop(old);
    cx.settle();
    Ok(())
}

/// `LOAD_CLASS_DEREF`.
#[inline(never)]
pub(super) fn load_class_deref(
    cx: &mut Context,
    window: Window,
    i: Instr,
    cache: &SiteCache,
) -> PyResult<()> {
    let namespace = namespace(cx);
    load_mapping_or_cell(cx, window, i, &namespace, cache, i.b)
}

fn load_mapping_or_cell(
    cx: &mut Context,
    window: Window,
    i: Instr,
    mapping: &Value,
    cache: &SiteCache,
    cell: u16,
) -> PyResult<()> {
    let value = match in_namespace(cx, mapping, &cache.name)? {
        Some(value) => value,
        None => match cell_at(window, cell).get(cx).contents.clone() {
            Value::Empty => return Err(unbound_cell(cx, cell)),
            value => value,
        },
    };
    window.set(cx, i.a, value);
    Ok(())
}

/// `LOAD_FROM_DICT_OR_DEREF`: the name in the mapping in the window, else the cell's contents.
#[inline(never)]
pub(super) fn load_from_dict_or_deref(
    cx: &mut Context,
    window: Window,
    i: Instr,
    cache: &SiteCache,
) -> PyResult<()> {
    let mapping = window.take(i.a);
    load_mapping_or_cell(cx, window, i, &mapping, cache, i.b)
}

/// The locals of the running frame as a fresh dict: what `locals()` returns in a function.
pub fn locals_snapshot(cx: &mut Context, depth: usize) -> Value {
    let thread = cx.gil().thread().id();
    let at = cx.frames.len().checked_sub(depth + 1);
    at.and_then(|at| locals_at(cx, thread, at)).unwrap_or(Value::None)
}

/// The same for the frame at a depth of this thread, or of another one, which then waits for the lock.
pub(crate) fn locals_at(cx: &mut Context, thread: gil::ThreadId, depth: usize) -> Option<Value> {
    let frame = cx.frame_at(thread, depth)?;
    let code = frame.code().clone();
    let base = frame.base;
    let namespace = (!code.has_flags(bytecode::CodeFlags::OPTIMIZED)).then(|| match &frame.locals {
        Value::Empty => frame.function().get(cx).globals.value(),
        namespace => namespace.clone(),
    });
    let window = Window { base, temps: code.local_slots * SLOT };
    let mut table = Table::default();
    for (slot, name) in code.slot_names.iter().enumerate() {
        let value = window.read(slot as u16 * SLOT);
        let value = match value.as_ref().and_then(|object| object.downcast::<Cell>()) {
            Some(cell) if code.is_cell_slot(slot) => cell.get(cx).contents.clone(),
            _ => value.clone(),
        };
        // A comprehension's own variable, hidden behind a local of the same name, must not overwrite it.
        if !value.is_empty() && table.find_str(name).is_none() {
            table.insert_str(name, value);
        }
    }
    match namespace {
        // Outside of functions only the variables of a running comprehension have slots; they hide the namespace.
        Some(namespace) if table.is_empty() => Some(namespace),
        _ => Some(cx.new_dict(table).into()),
    }
}
