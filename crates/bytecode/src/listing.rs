//! Code objects as text, for `gila dis`, the module `dis` and snapshots.
//!
//! Nothing here knows single opcodes: names and operands come from the table.
//!
//! ```text
//!    1       0 LOAD_CONST          s0, 0
//!            1 STORE_FAST          total, s0
//!    2  L1:  4 FOR_ITER            s1, s0, to L2
//! ```

use std::fmt::Write as _;

use crate::builder::jump_target;
use crate::code::{Code, Constant, WideInt, Wtf8Text};
use crate::op::Operand;

/// The listing of a code object, then those of the code objects nested in it.
pub fn list_all(code: &Code) -> String {
    let mut text = list(code);
    list_nested(code, &mut text);
    text
}

fn list_nested(code: &Code, text: &mut String) {
    for constant in &code.constants {
        if let Constant::Code(nested) = constant {
            let _ = write!(text, "\n{}:\n{}", constant_text(constant), list(nested));
            list_nested(nested, text);
        }
    }
}

/// One instruction as listings show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The source line, if it is not the previous instruction's; 0 means that there is none.
    pub line: Option<u32>,
    /// The name of the place, if something jumps there or it is a handler.
    pub label: Option<String>,
    /// The instruction's number.
    pub pc: usize,
    /// The opcode's name.
    pub name: &'static str,
    /// The operands.
    pub operands: Vec<String>,
}

/// The instructions of a code object.
pub fn instructions(code: &Code) -> Vec<Listed> {
    let labels = Labels::of(code);
    let mut line = None;
    let listed = (0..code.instrs.len()).map(|pc| {
        let here = Some(code.positions[pc].line);
        let shown = here.filter(|_| here != line);
        line = here;
        Listed {
            line: shown,
            label: labels.name(pc).map(str::to_owned),
            pc,
            name: code.instrs[pc].op.row().name,
            operands: operands(code, pc, &labels),
        }
    });
    listed.collect()
}

/// The listing of one code object.
pub fn list(code: &Code) -> String {
    let mut text = String::new();
    for Listed { line, label, pc, name, operands } in instructions(code) {
        let line = match line {
            Some(0) => "--".to_owned(),
            Some(line) => line.to_string(),
            None => String::new(),
        };
        let label = label.map_or(String::new(), |label| format!("{label}:"));
        let row = format!("{line:>5} {label:>5} {pc:>4} {name:<22} {}", operands.join(", "));
        let _ = writeln!(text, "{}", row.trim_end());
    }
    if !code.exceptions.is_empty() {
        let labels = Labels::of(code);
        text.push_str("exceptions:\n");
        for range in &code.exceptions {
            let handler = labels.name(range.handler as usize).unwrap_or("?");
            let _ = writeln!(text, "  {} to {} -> {handler} [{}]", range.start, range.end - 1, range.depth);
        }
    }
    text
}

fn operands(code: &Code, pc: usize, labels: &Labels) -> Vec<String> {
    let instr = code.instrs[pc];
    let fields = [instr.a, instr.b, instr.c];
    let mut texts = Vec::new();
    for (value, (name, kind)) in fields.into_iter().zip(instr.op.row().operands) {
        let constant = |index: usize| code.constants.get(index).map_or("?".to_owned(), constant_text);
        texts.push(match kind {
            Operand::None => continue,
            Operand::Src | Operand::Peek | Operand::Dst | Operand::Local => code.slot_name(value),
            Operand::Window => format!("{}…", code.slot_name(value)),
            Operand::Const => constant(usize::from(value)),
            Operand::Const32 => constant(instr.wide_operand() as usize),
            Operand::Site => {
                let site = code.sites.get(usize::from(value));
                site.and_then(|site| code.names.get(site.name as usize))
                    .map_or("?".to_owned(), |name| format!(".{name}"))
            }
            Operand::Count => format!("{name}={value}"),
            Operand::Jump16 | Operand::Jump32 => {
                let target = jump_target(instr, pc).and_then(|target| labels.name(target));
                format!("to {}", target.unwrap_or("?"))
            }
        });
    }
    texts
}

/// Names of the instructions that are jumped to: `L1`, `L2`… in order.
struct Labels(hashbrown::HashMap<usize, String>);

impl Labels {
    fn of(code: &Code) -> Self {
        let jumps = code.instrs.iter().enumerate().filter_map(|(pc, &instr)| jump_target(instr, pc));
        let handlers = code.exceptions.iter().map(|range| range.handler as usize);
        let mut targets: Vec<usize> = jumps.chain(handlers).collect();
        targets.sort_unstable();
        targets.dedup();
        Self(targets.into_iter().enumerate().map(|(i, pc)| (pc, format!("L{}", i + 1))).collect())
    }

    fn name(&self, pc: usize) -> Option<&str> {
        self.0.get(&pc).map(String::as_str)
    }
}

/// A constant as Python's `repr` writes it.
pub fn constant_text(constant: &Constant) -> String {
    let join = |items: &[Constant]| items.iter().map(constant_text).collect::<Vec<_>>().join(", ");
    match constant {
        Constant::None => "None".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(value) => value.to_string(),
        Constant::WideInt(WideInt { negative, hex_digits }) => {
            format!("{}0x{hex_digits}", if *negative { "-" } else { "" })
        }
        Constant::Float(value) => float_text(*value),
        Constant::Imaginary(value) => {
            let text = float_text(*value);
            format!("{}j", text.strip_suffix(".0").unwrap_or(&text))
        }
        Constant::Str(Wtf8Text(bytes)) => str_text(&String::from_utf8_lossy(bytes)),
        Constant::Bytes(bytes) => bytes_text(bytes),
        Constant::Tuple(items) if items.len() == 1 => format!("({},)", constant_text(&items[0])),
        Constant::Tuple(items) => format!("({})", join(items)),
        Constant::FrozenSet(items) if items.is_empty() => "frozenset()".into(),
        Constant::FrozenSet(items) => format!("frozenset({{{}}})", join(items)),
        Constant::Code(code) => format!("<code {}, line {}>", code.qualname, code.first_line),
    }
}

/// The shortest digits that give the number back, in Python's notation.
pub fn float_text(value: f64) -> String {
    if !value.is_finite() {
        let sign = if value.is_sign_negative() { "-" } else { "" };
        return if value.is_nan() { "nan".into() } else { format!("{sign}inf") };
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or_default() {
        -4..16 => {
            let plain = format!("{value}");
            if plain.contains('.') { plain } else { format!("{plain}.0") }
        }
        exponent => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.abs())
        }
    }
}

fn str_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut shown = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            '\\' => shown.push_str("\\\\"),
            c if c == quote => shown.extend(['\\', c]),
            c if (c as u32) < 0x20 || (0x7F..0xA0).contains(&(c as u32)) => {
                let _ = write!(shown, "\\x{:02x}", c as u32);
            }
            c => shown.push(c),
        }
    }
    shown.push(quote);
    shown
}

fn bytes_text(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut shown = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\n' => shown.push_str("\\n"),
            b'\r' => shown.push_str("\\r"),
            b'\t' => shown.push_str("\\t"),
            b'\\' => shown.push_str("\\\\"),
            b if char::from(b) == quote => shown.extend(['\\', quote]),
            0x20..0x7F => shown.push(char::from(byte)),
            _ => {
                let _ = write!(shown, "\\x{byte:02x}");
            }
        }
    }
    shown.push(quote);
    shown
}
