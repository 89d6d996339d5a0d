//! One generated program through the embedding API.

use std::process::Command;

use gila::{Outcome, Program, run_program_captured};
use vm::interp::Settings;

/// Runs a program as plain and as folded code, and under another Python if one is given, and compares.
///
/// # Panics
/// If the interpreter does, or if two runs differ.
pub fn check(program: &str, python: Option<&str>) {
    let folded = run(program, &[]);
    let plain = run(program, &["plain"]);
    assert_eq!(folded, plain, "folded code against plain code");
    assert!(folded.status == 0, "status {}: {}", folded.status, folded.stderr);
    if let Some(python) = python {
        let mut command = Command::new(python);
        let done = command
            .args(["-X", "utf8", "-W", "ignore", "-c", program])
            .output()
            .expect("the other Python starts");
        let want = String::from_utf8_lossy(&done.stdout);
        for (number, (got, want)) in folded.stdout.lines().zip(want.lines()).enumerate() {
            assert_eq!(got, want, "line {} of the output", number + 1);
        }
        assert_eq!(folded.stdout.lines().count(), want.lines().count(), "lines of output\n{}", folded.stderr);
    }
}

fn run(program: &str, x_options: &[&str]) -> Outcome {
    let settings = Settings {
        x_options: x_options.iter().map(|&option| option.to_owned()).collect(),
        warn_options: vec!["ignore".to_owned()],
        ..Settings::default()
    };
    run_program_captured(&Program::Command(program.to_owned()), settings)
}
