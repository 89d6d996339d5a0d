//! Annotations as strings, compared with CPython's: each row of `unparse_cases.in` is an expression and its text.

use bytecode::{Constant, Op};
use compiler::{Options, compile_source};
use syntax::Mode;

const CASES: &[(&str, &str)] = &include!("unparse_cases.in");

#[test]
fn annotations_become_cpythons_strings() {
    let mut differences = Vec::new();
    for (expression, expected) in CASES {
        let found = annotation(expression);
        if found != *expected {
            differences.push(format!("{expression:?}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn annotation(expression: &str) -> String {
    let text = format!("from __future__ import annotations\nx: {expression}\n");
    let options = Options { plain: true, ..Options::default() };
    let code = compile_source(&text, "f", Mode::Exec, options).expect("it compiles").code;
    let set = code.instrs.iter().position(|instr| instr.op == Op::SetItem).expect("it is stored");
    match &code.constants[code.instrs[set - 3].wide_operand() as usize] {
        Constant::Str(text) => text.as_str().expect("no surrogates").to_owned(),
        other => panic!("{other:?}"),
    }
}
