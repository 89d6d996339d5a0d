//! Traceback entries and frames: methods and attributes.

use super::traceback::{FrameObject, Traceback};
use crate::eval::{names, unwind};
use crate::frame::Frame;
use crate::heap::Obj;
use crate::native::Attribute;
use crate::objects::table::Table;
use crate::objects::type_::TypeFlags;
use crate::objects::{Cell, Kind, Type, TypeSpec};
use crate::{Context, PyResult, Value, method, static_method};

/// `traceback`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.",
    methods: &[&[
        static_method!(
            "__new__",
            "(type, tb_next=None, tb_frame=None, tb_lasti=None, tb_lineno=None)",
            "",
            new_traceback
        ),
        method!("__dir__", "($self, /)", "", traceback_dir),
    ]],
    attributes: &[
        Attribute { name: "tb_next", doc: "", get: get_next, set: Some(set_next) },
        Attribute {
            name: "tb_frame",
            doc: "",
            get: get_frame,
            set: Some(super::exception_methods::fields::read_only),
        },
        Attribute {
            name: "tb_lasti",
            doc: "",
            get: get_lasti,
            set: Some(super::exception_methods::fields::read_only),
        },
        Attribute { name: "tb_lineno", doc: "", get: get_line, set: None },
    ],
    ..TypeSpec::new("traceback", Kind::Traceback)
};

/// `frame`.
pub static FRAME_TYPE: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[&[
        method!("__repr__", "($self, /)", "Return repr(self).", frame_repr),
        method!("clear", "($self, /)", "Clear all references held by the frame.", clear_frame),
    ]],
    attributes: &[
        Attribute { name: "f_back", doc: "", get: get_back, set: None },
        Attribute {
            name: "f_locals",
            doc: "Return the mapping used by the frame to look up local variables.",
            get: get_locals,
            set: None,
        },
        Attribute {
            name: "f_lineno",
            doc: "Return the current line number in the frame.",
            get: get_frame_line,
            set: Some(set_frame_line),
        },
        Attribute {
            name: "f_trace",
            doc: "Return the trace function for this frame, or None if no trace function is set.",
            get: get_trace,
            set: Some(set_trace),
        },
        Attribute {
            name: "f_trace_lines",
            doc: "",
            get: |cx, this| Ok(Value::bool(frame(cx, this)?.get(cx).traced.lines)),
            set: Some(|cx, this, value| {
                let value = truth_of_setting(cx, &value)?;
                frame(cx, this)?.get_mut(cx).traced.lines = value;
                Ok(())
            }),
        },
        Attribute {
            name: "f_trace_opcodes",
            doc: "Return True if opcode tracing is enabled, False otherwise.",
            get: |cx, this| Ok(Value::bool(frame(cx, this)?.get(cx).traced.opcodes)),
            set: Some(|cx, this, value| {
                let value = truth_of_setting(cx, &value)?;
                frame(cx, this)?.get_mut(cx).traced.opcodes = value;
                Ok(())
            }),
        },
        Attribute {
            name: "f_lasti",
            doc: "Return the index of the last attempted instruction in the frame.",
            get: get_frame_lasti,
            set: None,
        },
        Attribute {
            name: "f_globals",
            doc: "Return the global variables in the frame.",
            get: get_globals,
            set: None,
        },
        Attribute {
            name: "f_builtins",
            doc: "Return the built-in variables in the frame.",
            get: get_builtins,
            set: None,
        },
        Attribute {
            name: "f_code",
            doc: "Return the code object being executed in this frame.",
            get: get_code,
            set: None,
        },
        Attribute {
            name: "f_generator",
            doc: "Return the generator or coroutine associated with this frame, or None.",
            get: get_generator,
            set: None,
        },
    ],
    ..TypeSpec::new("frame", Kind::Frame)
};

/// A traceback entry made by hand with a negative `tb_lasti` stands at no instruction.
const NOWHERE: usize = usize::MAX;

fn as_traceback(value: &Value) -> Option<&Obj<Traceback>> {
    value.as_ref()?.downcast::<Traceback>()
}

fn traceback(cx: &mut Context, value: &Value) -> PyResult<Obj<Traceback>> {
    match as_traceback(value) {
        Some(entry) => Ok(entry.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("descriptor requires a 'traceback' object but received a '{name}'")))
        }
    }
}

fn frame(cx: &mut Context, value: &Value) -> PyResult<Obj<FrameObject>> {
    match value.as_ref().and_then(|object| object.downcast::<FrameObject>()) {
        Some(frame) => Ok(frame.clone()),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("descriptor requires a 'frame' object but received a '{name}'")))
        }
    }
}

/// `tb_next` as it is stored: a traceback, or empty for `None`.
fn next_of(cx: &mut Context, value: Value) -> PyResult<Value> {
    match value {
        Value::None => Ok(Value::Empty),
        value if as_traceback(&value).is_some() => Ok(value),
        other => {
            let name = cx.type_name(&other);
            Err(cx.type_error(format!("expected traceback object, got '{name}'")))
        }
    }
}

fn new_traceback(
    cx: &mut Context,
    class: Obj<Type>,
    next: Option<Value>,
    frame: Option<Value>,
    lasti: Option<Value>,
    line: Option<Value>,
) -> PyResult<Value> {
    let given = [next, frame, lasti, line];
    for (position, (name, value)) in
        ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"].iter().zip(&given).enumerate()
    {
        if value.is_none() {
            let position = position + 1;
            return Err(
                cx.type_error(format!("traceback() missing required argument '{name}' (pos {position})"))
            );
        }
    }
    let [next, frame, lasti, line] = given.map(Option::unwrap_or_default);
    let Some(frame) = frame.as_ref().and_then(|object| object.downcast::<FrameObject>()).cloned() else {
        let name = cx.type_name(&frame);
        return Err(cx.type_error(format!("traceback() argument 'tb_frame' must be frame, not {name}")));
    };
    let (lasti, line) = (cx.index_i64(&lasti)?, cx.index_i64(&line)?);
    let next = next_of(cx, next)?;
    let pc = usize::try_from(lasti).map_or(NOWHERE, |lasti| lasti / 2);
    let shape = class.root_shape(cx);
    let line = u32::try_from(line).unwrap_or(0);
    Ok(cx.heap().alloc(shape, Traceback { next, frame, pc, line }).into())
}

fn traceback_dir(cx: &mut Context, _: Value) -> Value {
    let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|name| cx.intern(name).value());
    cx.list_value(names.into())
}

fn get_next(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(traceback(cx, this)?.get(cx).next.clone().or_none())
}

fn set_next(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = traceback(cx, this)?;
    if value.is_empty() {
        return Err(cx.type_error("can't delete tb_next attribute"));
    }
    let value = next_of(cx, value)?;
    let mut entry = as_traceback(&value).cloned();
    while let Some(current) = entry {
        if current.is(&this) {
            return Err(cx.value_error("traceback loop detected"));
        }
        entry = as_traceback(&current.get(cx).next).cloned();
    }
    let old = std::mem::replace(&mut this.get_mut(cx).next, value);
    drop(old);
    Ok(())
}

fn get_frame(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(traceback(cx, this)?.get(cx).frame.value())
}

fn get_lasti(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let pc = traceback(cx, this)?.get(cx).pc;
    Ok(Value::Int(if pc == NOWHERE { -1 } else { pc as i64 * 2 }))
}

fn get_line(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(Value::Int(i64::from(traceback(cx, this)?.get(cx).line)))
}

/// The frame that a frame object stands for, while it runs, in this thread or another.
fn running_frame<'a>(cx: &'a Context, frame: &Obj<FrameObject>) -> Option<&'a Frame> {
    let (thread, depth) = frame.get(cx).running?;
    cx.frame_at(thread, depth)
}

/// The instruction that a frame is executing, or was when it ended.
fn current_pc(cx: &Context, frame: &Obj<FrameObject>) -> usize {
    running_frame(cx, frame).map_or_else(|| frame.get(cx).pc, Frame::pc)
}

/// `f_lineno`.
pub fn line_of(cx: &Context, frame: &Obj<FrameObject>) -> u32 {
    let pc = current_pc(cx, frame);
    let payload = frame.get(cx);
    if payload.traced.entering { payload.code.source.first_line } else { payload.code.line(pc) }
}

fn frame_repr(cx: &mut Context, this: Obj<FrameObject>) -> PyResult<String> {
    let line = line_of(cx, &this);
    let code = this.get(cx).code.clone();
    let filename = cx.repr_text(&code.filename.value())?;
    let (address, name) = (this.address(), code.name.to_string_lossy());
    Ok(format!("<frame at {address:#x}, file {filename}, line {line}, code {name}>"))
}

fn clear_frame(cx: &mut Context, this: Obj<FrameObject>) -> PyResult<()> {
    if this.get(cx).running.is_some() {
        return Err(cx.runtime_error("cannot clear an executing frame"));
    }
    let locals = std::mem::take(&mut this.get_mut(cx).locals);
    super::list::drop_items(locals);
    Ok(())
}

fn get_back(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = frame(cx, this)?;
    let payload = this.get(cx);
    let Some((thread, depth)) = payload.running else { return Ok(payload.back.clone().or_none()) };
    let back = depth.checked_sub(1).and_then(|depth| unwind::frame_object_of(cx, thread, depth));
    Ok(back.map_or(Value::None, Value::from))
}

/// `f_locals`: the namespace of a module or class body, a fresh dict of the locals of a function.
pub fn locals_of(cx: &mut Context, frame: &Obj<FrameObject>) -> Value {
    if let Some((thread, depth)) = frame.get(cx).running
        && let Some(locals) = names::locals_at(cx, thread, depth)
    {
        return locals;
    }
    let payload = frame.get(cx);
    let code = payload.code.clone();
    if !code.has_flags(bytecode::CodeFlags::OPTIMIZED) {
        return match &payload.namespace {
            Value::Empty => payload.globals.value(),
            namespace => namespace.clone(),
        };
    }
    let mut table = Table::default();
    for (slot, (name, value)) in code.slot_names.iter().zip(&payload.locals).enumerate() {
        let value = match value.as_ref().and_then(|object| object.downcast::<Cell>()) {
            Some(cell) if code.is_cell_slot(slot) => cell.get(cx).contents.clone(),
            _ => value.clone(),
        };
        if !value.is_empty() && table.find_str(name).is_none() {
            table.insert_str(name, value);
        }
    }
    cx.new_dict(table).into()
}

fn get_locals(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = frame(cx, this)?;
    Ok(locals_of(cx, &this))
}

fn get_frame_line(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = frame(cx, this)?;
    Ok(Value::Int(i64::from(line_of(cx, &this))))
}

fn set_frame_line(cx: &mut Context, _: &Value, value: Value) -> PyResult<()> {
    if value.is_empty() {
        return Err(cx.attribute_error("cannot delete attribute"));
    }
    if value.as_int().is_none() {
        return Err(cx.value_error("lineno must be an integer"));
    }
    Err(cx.value_error("f_lineno can only be set in a trace function"))
}

fn get_trace(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(frame(cx, this)?.get(cx).traced.function.clone().or_none())
}

fn set_trace(cx: &mut Context, this: &Value, value: Value) -> PyResult<()> {
    let this = frame(cx, this)?;
    let old = std::mem::replace(&mut this.get_mut(cx).traced.function, value.or_none());
    drop(old);
    Ok(())
}

/// What `f_trace_lines` or `f_trace_opcodes` is set to.
fn truth_of_setting(cx: &mut Context, value: &Value) -> PyResult<bool> {
    match value {
        Value::Bool(truth) => Ok(*truth != 0),
        Value::Empty => Err(cx.attribute_error("cannot delete attribute")),
        _ => Err(cx.type_error("attribute value type must be bool")),
    }
}

fn get_frame_lasti(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = frame(cx, this)?;
    Ok(Value::Int(current_pc(cx, &this) as i64 * 2))
}

fn get_globals(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(frame(cx, this)?.get(cx).globals.value())
}

fn get_builtins(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(frame(cx, this)?.get(cx).builtins.value())
}

fn get_code(cx: &mut Context, this: &Value) -> PyResult<Value> {
    Ok(frame(cx, this)?.get(cx).code.value())
}

fn get_generator(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let this = frame(cx, this)?;
    let generator = running_frame(cx, &this).and_then(Frame::generator);
    Ok(generator.map_or(Value::None, Value::from))
}
