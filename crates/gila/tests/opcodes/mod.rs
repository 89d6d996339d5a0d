//! The book's chapter of opcodes, from the table in `crates/bytecode/src/op.rs`.

use std::fmt::Write as _;

use bytecode::op::{Operand, Row, Stage};
use bytecode::{Instr, Op};

const START: &str = "# The opcodes

<!-- Written by `just book` from crates/bytecode/src/op.rs. Change it there. -->

Every instruction has eight bytes: the opcode and three operands of 16 bits, `a`, `b` and `c`; an operand of 32 bits
takes the place of two. What the kinds of operands are:

| kind | what it is |
|---|---|
| Src | a slot that is read: a temporary is used up, a local variable stays |
| Peek | a slot that is read and stays |
| Dst | a slot that is written |
| Local | a local variable or a cell, acted on itself |
| Window | the first of several adjacent temporaries |
| Const, Const32 | an index into the constants |
| Site | an index into the names, each with its inline cache |
| Count | a number |
| Jump16, Jump32 | a distance in instructions, from the next one |

“Takes” and “puts” count temporaries: the depth of the stack before and after, when control goes on to the next
instruction.
";

/// The whole page.
pub fn chapter() -> String {
    let mut page = START.to_owned();
    let of_stage = |wanted: fn(Stage) -> bool| Op::ALL.iter().filter(move |op| wanted(op.row().stage));
    let parts: [(&str, &str, fn(Stage) -> bool); 3] = [
        (
            "Emitted by the compiler",
            "The textbook stack machine: `gila dis --stage plain` shows nothing else.",
            |stage| stage == Stage::Plain,
        ),
        (
            "Made by folding",
            "A second pass puts constants and variables into the instructions that use them, and joins comparisons with \
             the jumps behind them: `gila dis`.",
            |stage| stage == Stage::Folded,
        ),
        (
            "Made while the program runs",
            "The eval loop rewrites an instruction by the types it has met: `gila dis --stage specialised`. When the \
             guess turns out wrong, the instruction becomes what it was.",
            |stage| matches!(stage, Stage::Specialised(_)),
        ),
    ];
    for (title, text, wanted) in parts {
        let rows: Vec<&Op> = of_stage(wanted).collect();
        let _ = write!(page, "\n## {title} ({})\n\n{text}\n\n", rows.len());
        page.push_str("| opcode | operands | takes | puts | meaning |\n|---|---|---|---|---|\n");
        for op in rows {
            page.push_str(&table_row(*op));
        }
    }
    page
}

fn table_row(op: Op) -> String {
    let row = op.row();
    let (takes, puts) = effect(&row, op);
    let mut meaning = row.doc.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    if let Stage::Specialised(base) = row.stage {
        meaning = format!("{meaning} From `{}`.", base.row().name);
    }
    let used = row.operands.iter().filter(|(_, kind)| *kind != Operand::None);
    let operands: Vec<String> = used.map(|(name, kind)| format!("{name}: {kind:?}")).collect();
    format!("| `{}` | {} | {takes} | {puts} | {meaning} |\n", row.name, operands.join(", "))
}

/// Takes and puts, which may grow with an operand: `1 + count`.
fn effect(row: &Row, op: Op) -> (String, String) {
    let with = |b: u16, c: u16| (row.effect)(Instr { op, a: 0, b, c });
    let (zero, by_b, by_c) = (with(0, 0), with(1, 0), with(0, 1));
    let term = |base: u16, b: u16, c: u16| {
        let mut terms = Vec::new();
        if base > 0 {
            terms.push(base.to_string());
        }
        for (grown, name) in [(b - base, row.operands[1].0), (c - base, row.operands[2].0)] {
            match grown {
                0 => {}
                1 => terms.push(name.to_owned()),
                times => terms.push(format!("{times} × {name}")),
            }
        }
        if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
    };
    (term(zero.0, by_b.0, by_c.0), term(zero.1, by_b.1, by_c.1))
}
