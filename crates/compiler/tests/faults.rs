//! What the compiler says of faulty and suspect programs, compared with what CPython says of them.
//!
//! Each row of `faults_cases.in` is a program and the texts expected: the error with its place, the warnings with
//! their lines. Errors that the parser finds are tested in `syntax`.

use compiler::{Options, compile_source};
use syntax::{LineIndex, Mode};

const CASES: &[(&str, &[&str])] = &include!("faults_cases.in");

#[test]
fn texts_and_places_are_cpythons() {
    let mut differences = Vec::new();
    for (program, expected) in CASES {
        let found = texts(program);
        if found != *expected {
            differences.push(format!("{program:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

fn texts(program: &str) -> Vec<String> {
    match compile_source(program, "f", Mode::Exec, Options::default()) {
        Ok(compiled) => {
            let lines = LineIndex::new(program);
            let warnings = compiled.warnings.iter();
            warnings
                .map(|warning| format!("{} {}", warning.message, lines.line(warning.span.start)))
                .collect()
        }
        Err(error) => vec![format!(
            "{} {}:{}-{}:{}",
            error.message, error.line, error.column, error.end_line, error.end_column
        )],
    }
}
