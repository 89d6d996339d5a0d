//! Prints an opcode and its place for every instruction of the plain code of a file, to be compared with
//! CPython's `co_positions()`.
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use bytecode::{Code, Constant};
use compiler::{Options, compile_source};
use syntax::Mode;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match compile_source(&text, &path, Mode::Exec, Options { plain: true, ..Options::default() }) {
            Ok(compiled) => print(&compiled.code),
            Err(error) => println!("{error}"),
        }
    }
}

fn print(code: &Code) {
    for (instr, at) in code.instrs.iter().zip(&code.positions) {
        let place = format!("{}:{}-{}:{}", at.line, at.column, at.end_line, at.end_column);
        println!("{} {} {place}", code.qualname, instr.op.row().name);
    }
    for constant in &code.constants {
        if let Constant::Code(nested) = constant {
            print(nested);
        }
    }
}
