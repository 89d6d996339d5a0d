//! `code`: methods and attributes.
//!
//! Instructions are Gila's own, so `co_code` is their plain encoding and positions are counted per instruction;
//! offsets step by two, as CPython's do.

use std::sync::Arc;

use bytecode::{CodeFlags, Op, Operand};

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Row};
use crate::objects::{Code, Str};
use crate::{Context, PyResult, Value, method};

/// Methods.
pub static METHODS: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__eq__", "($self, value, /)", "Return self==value.", eq),
    method!("__sizeof__", "($self, /)", "Size of object in memory, in bytes.", sizeof),
    method!("co_lines", "($self, /)", "Iterate over (start, end, line) of runs of instructions.", co_lines),
    method!(
        "co_positions",
        "($self, /)",
        "Iterate over (line, end line, column, end column) of every instruction.",
        co_positions
    ),
    method!(
        "replace",
        "($self, /, **changes)",
        "Return a copy of the code object with some attributes changed.",
        replace
    ),
    method!("__replace__", "($self, /, **changes)", "The same as replace().", replace),
];

const fn attribute(name: &'static str, get: fn(&mut Context, &Value) -> PyResult<Value>) -> Attribute {
    Attribute { name, doc: "", get, set: Some(super::function_methods::readonly) }
}

/// Attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    attribute("co_argcount", |cx, object| Ok(Value::Int(i64::from(this(cx, object)?.source.positional)))),
    attribute("co_posonlyargcount", |cx, object| {
        Ok(Value::Int(i64::from(this(cx, object)?.source.positional_only)))
    }),
    attribute("co_kwonlyargcount", |cx, object| {
        Ok(Value::Int(i64::from(this(cx, object)?.source.keyword_only)))
    }),
    attribute("co_nlocals", |cx, object| Ok(Value::Int(i64::from(this(cx, object)?.source.varname_count)))),
    attribute("co_stacksize", |cx, object| Ok(Value::Int(i64::from(this(cx, object)?.source.temp_count)))),
    attribute("co_flags", get_flags),
    attribute("co_consts", get_constants),
    attribute("co_names", get_names),
    attribute("co_varnames", get_varnames),
    attribute("co_cellvars", get_cellvars),
    attribute("co_freevars", get_freevars),
    attribute("co_filename", |cx, object| Ok(this(cx, object)?.filename.value())),
    attribute("co_name", |cx, object| Ok(this(cx, object)?.name.value())),
    attribute("co_qualname", |cx, object| Ok(this(cx, object)?.qualname.value())),
    attribute("co_firstlineno", |cx, object| Ok(Value::Int(i64::from(this(cx, object)?.source.first_line)))),
    attribute("co_code", get_code),
];

/// Codes that a function was made to give up: a running call may still execute them.
#[derive(Default)]
struct Replaced(std::cell::RefCell<Vec<Obj<Code>>>);

impl Context {
    /// Keeps code alive that a function does not refer to any more.
    pub fn keep_code(&mut self, code: Obj<Code>) {
        self.interp_ref().extension::<Replaced>().0.borrow_mut().push(code);
    }
}

fn this(cx: &mut Context, object: &Value) -> PyResult<Obj<Code>> {
    super::native_methods::receiver::<Code>(cx, object, "co_code", "code")
}

fn repr(_: &mut Context, this: Obj<Code>) -> String {
    let (name, file, line) =
        (this.name.to_string_lossy(), this.filename.to_string_lossy(), this.source.first_line);
    format!("<code object {name} at {:#x}, file \"{file}\", line {line}>", this.address())
}

/// What two equal codes have in common.
fn same(cx: &mut Context, a: &Obj<Code>, b: &Obj<Code>) -> PyResult<bool> {
    if Arc::ptr_eq(&a.source, &b.source) {
        return Ok(true);
    }
    let (x, y) = (&a.source, &b.source);
    let alike = x.name == y.name
        && x.qualname == y.qualname
        && x.first_line == y.first_line
        && x.flags == y.flags
        && x.positional == y.positional
        && x.positional_only == y.positional_only
        && x.keyword_only == y.keyword_only
        && x.instrs == y.instrs
        && x.positions == y.positions
        && x.names == y.names
        && x.slot_names == y.slot_names
        && x.exceptions == y.exceptions
        && a.constants.len() == b.constants.len();
    if !alike {
        return Ok(false);
    }
    for (one, other) in a.constants.iter().zip(&b.constants) {
        // `1`, `1.0` and `True` are equal, but not the same constant.
        if !cx.type_of(one).is(&cx.type_of(other)) || !cx.equal(one, other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn eq(cx: &mut Context, a: Obj<Code>, b: Value) -> PyResult<Value> {
    match b.as_ref().and_then(|object| object.downcast::<Code>()).cloned() {
        Some(b) => Ok(Value::bool(same(cx, &a, &b)?)),
        None => Ok(cx.not_implemented()),
    }
}

fn hash(_: &mut Context, this: Obj<Code>) -> i64 {
    let mut hash = this.name.hash() ^ u64::from(this.source.first_line);
    for instr in &this.source.instrs {
        let word = u64::from(instr.a)
            | u64::from(instr.b) << 16
            | u64::from(instr.c) << 32
            | (instr.op as u64) << 48;
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    if hash as i64 == -1 { -2 } else { hash as i64 }
}

fn sizeof(_: &mut Context, this: Obj<Code>) -> usize {
    size_of::<Code>() + this.len() * 8 + this.constants.len() * 16
}

fn get_flags(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(Value::Int(i64::from(this(cx, object)?.source.flags.0)))
}

fn get_constants(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let constants = this(cx, object)?.constants.to_vec();
    Ok(cx.tuple_value(constants))
}

fn get_names(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let code = this(cx, object)?;
    // The site of a `with` names a method that the source does not.
    let source = &code.source;
    let sites = |of_with: bool| {
        let instrs = source.instrs.iter().filter(move |instr| (instr.op == Op::BeforeWith) == of_with);
        instrs
            .flat_map(|instr| [instr.a, instr.b, instr.c].into_iter().zip(instr.op.row().operands))
            .filter(|(_, (_, kind))| *kind == Operand::Site)
            .map(|(site, _)| source.sites[usize::from(site)].name)
    };
    let hidden = sites(true).next().filter(|hidden| sites(false).all(|named| named != *hidden));
    let names = (0..).zip(&code.names).filter(|(index, _)| Some(*index) != hidden);
    let names = names.map(|(_, name)| name.value()).collect();
    Ok(cx.tuple_value(names))
}

fn get_varnames(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let code = this(cx, object)?;
    let count = usize::from(code.source.varname_count);
    let names = code.slot_names.iter().take(count).map(Obj::value).collect();
    Ok(cx.tuple_value(names))
}

fn slot_names(cx: &mut Context, code: &Obj<Code>, slots: &[u16]) -> Value {
    let names =
        slots.iter().filter_map(|slot| code.slot_names.get(usize::from(*slot)).map(Obj::value)).collect();
    cx.tuple_value(names)
}

fn get_cellvars(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let code = this(cx, object)?;
    Ok(slot_names(cx, &code, &code.source.own_cells))
}

fn get_freevars(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let code = this(cx, object)?;
    Ok(slot_names(cx, &code, &code.source.free_cells))
}

fn get_code(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let code = this(cx, object)?;
    let mut bytes = Vec::with_capacity(code.source.instrs.len() * 8);
    for instr in &code.source.instrs {
        for part in [instr.op as u16, instr.a, instr.b, instr.c] {
            bytes.extend(part.to_le_bytes());
        }
    }
    Ok(cx.bytes_value(&bytes))
}

fn co_lines(cx: &mut Context, this: Obj<Code>) -> PyResult<Value> {
    let mut runs: Vec<(usize, usize, u32)> = Vec::new();
    for (pc, position) in this.source.positions.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.2 == position.line => run.1 = pc + 1,
            _ => runs.push((pc, pc + 1, position.line)),
        }
    }
    let mut entries = Vec::with_capacity(runs.len());
    for (start, end, line) in runs {
        let line = if line == 0 { Value::None } else { Value::Int(i64::from(line)) };
        entries.push(cx.tuple_value(vec![Value::Int(2 * start as i64), Value::Int(2 * end as i64), line]));
    }
    let entries = cx.list_value(entries);
    cx.iter(&entries)
}

fn co_positions(cx: &mut Context, this: Obj<Code>) -> PyResult<Value> {
    let mut entries = Vec::with_capacity(this.source.positions.len());
    for pc in 0..this.source.positions.len() {
        let position = this.position(pc);
        let shown =
            |number: u32, known: bool| if known { Value::Int(i64::from(number)) } else { Value::None };
        let (line, columns) = (position.line != 0, position.end_column != 0);
        entries.push(cx.tuple_value(vec![
            shown(position.line, line),
            shown(position.end_line.max(position.line), line),
            shown(position.column, columns),
            shown(position.end_column, columns),
        ]));
    }
    let entries = cx.list_value(entries);
    cx.iter(&entries)
}

fn replace(cx: &mut Context, this: Obj<Code>, changes: Keywords) -> PyResult<Obj<Code>> {
    let mut source = (*this.source).clone();
    for (name, value) in changes.0 {
        let name = name.to_string_lossy();
        match name.as_str() {
            "co_name" => source.name = text_of(cx, &name, &value)?.into(),
            "co_qualname" => source.qualname = text_of(cx, &name, &value)?.into(),
            "co_filename" => source.filename = text_of(cx, &name, &value)?.into(),
            "co_firstlineno" => {
                let line = cx.index_i64(&value)?;
                source.first_line = u32::try_from(line).unwrap_or(0);
            }
            "co_flags" => {
                let flags = cx.index_i64(&value)?;
                source.flags = CodeFlags(flags as u32);
            }
            known if ATTRIBUTES.iter().any(|row| row.name == known) => {
                return Err(
                    cx.not_implemented_error(format!("Gila cannot replace {known} of a code object yet"))
                );
            }
            other => {
                return Err(cx.type_error(format!("replace() got an unexpected keyword argument '{other}'")));
            }
        }
    }
    Ok(cx.load_code(&Arc::new(source)))
}

fn text_of(cx: &mut Context, name: &str, value: &Value) -> PyResult<String> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.to_string_lossy()),
        None => {
            let got = cx.type_name(value);
            Err(cx.type_error(format!("replace() argument '{name}' must be str, not {got}")))
        }
    }
}
