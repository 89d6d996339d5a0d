//! Properties of the builtin types: what Python programs print about random values, against models in Rust.
//!
//! Starting an interpreter for every value would be slow, so a case of proptest is a batch: one program, one line of
//! output per question. `PROPTEST_CASES=1000` asks for more batches.

#[path = "properties/floats.rs"]
mod floats;
#[path = "properties/hashed.rs"]
mod hashed;
#[path = "properties/ints.rs"]
mod ints;
#[path = "properties/slices.rs"]
mod slices;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestCaseError;

/// Batches per property.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
    // A failing batch is shrunk, not remembered: the recordings in tests/lang are where a finding goes.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A question to Python and the line it must print.
struct Question {
    /// An expression whose value is printed.
    expression: String,
    /// What is printed.
    answer: String,
}

impl Question {
    fn new(expression: impl Into<String>, answer: impl ToString) -> Question {
        Question { expression: expression.into(), answer: answer.to_string() }
    }
}

/// Asks all questions of one interpreter, after running `setup`. An exception's answer is its type and text.
fn ask(setup: &str, questions: &[Question]) -> Result<(), TestCaseError> {
    let mut program = format!("{setup}\ndef ask(question):\n    try:\n        print(question())\n");
    program
        .push_str("    except Exception as error:\n        print(type(error).__name__, error, sep=': ')\n");
    for question in questions {
        program.push_str(&format!("ask(lambda: ({}))\n", question.expression));
    }
    let outcome = gila::run_captured(&program);
    let mut lines = outcome.stdout.lines();
    for Question { expression, answer } in questions {
        let line = lines.next().unwrap_or("(nothing)");
        proptest::prop_assert_eq!(line, answer.as_str(), "{}\n{}", expression, outcome.stderr);
    }
    proptest::prop_assert_eq!(outcome.stderr, "");
    Ok(())
}
