//! `_dis`: the instructions of a code object as data, for `dis`. Names and operands are those of the table of
//! opcodes, as in every other listing.

use bytecode::Operand;
use bytecode::listing;
use vm::heap::Obj;
use vm::native::{Row, Truth};
use vm::objects::Code;
use vm::{Context, Value, function};

use crate::registry::ModuleSpec;

/// For each instruction: its name and number, its operands as numbers, as texts and as one text, its offset,
/// whether a line starts there, which line it is of, and whether something jumps there. `adaptive` shows the
/// instructions as the eval loop has rewritten them.
fn instructions(cx: &mut Context, code: Obj<Code>, adaptive: Option<Truth>) -> Value {
    let adaptive = adaptive.is_some_and(|adaptive| adaptive.0);
    let source = code.source.clone();
    let mut rows = Vec::with_capacity(source.instrs.len());
    for listed in listing::instructions(&source) {
        let pc = listed.pc;
        let instr = if adaptive { code.instr(pc) } else { source.instrs[pc] };
        let fields = [instr.a, instr.b, instr.c];
        let row = instr.op.row();
        let numbers = fields
            .into_iter()
            .zip(row.operands)
            .filter(|(_, (_, kind))| *kind != Operand::None)
            .map(|(field, _)| Value::Int(i64::from(field)))
            .collect();
        let line = source.positions[pc].line;
        let (name, shown) = (cx.str_value(row.name), cx.str_value(&listed.operands.join(", ")));
        let texts = listed.operands.iter().map(|text| cx.str_value(text)).collect();
        let fields = vec![
            name,
            Value::Int(instr.op as i64),
            cx.tuple_value(numbers),
            cx.tuple_value(texts),
            shown,
            Value::Int(pc as i64),
            Value::bool(listed.line.is_some()),
            if line == 0 { Value::None } else { Value::Int(i64::from(line)) },
            Value::bool(listed.label.is_some()),
        ];
        rows.push(cx.tuple_value(fields));
    }
    cx.list_value(rows)
}

static FUNCTIONS: &[Row] = &[function!(
    "instructions",
    "($module, code, /, adaptive=False)",
    "The instructions of a code object, as tuples.",
    instructions
)];

/// `_dis`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_dis",
    doc: "Takes code objects apart.",
    functions: &[FUNCTIONS],
    fill: crate::registry::nothing_more,
};
