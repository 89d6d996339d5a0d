//! Compares printed errors with recorded ones, for more cases than are worth keeping as tests.
//!
//! `--eval` and `--single` change what the sources are parsed as. Each file holds records between `\x1e`, each a source, `\x1f` and what CPython prints.

use std::io::Write;

use syntax::{Mode, parse_module};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut same, mut other) = (0, 0);
    let mut mode = Mode::Exec;
    for path in std::env::args().skip(1) {
        mode = match path.as_str() {
            "--eval" => Mode::Eval,
            "--single" => Mode::Single,
            _ => mode,
        };
        if path.starts_with("--") {
            continue;
        }
        let records = std::fs::read_to_string(path)?;
        for (source, expected) in records.split('\x1e').filter_map(|record| record.split_once('\x1f')) {
            let ours = match parse_module(source, "case.py", mode) {
                Ok(_) => "no error\n".to_owned(),
                Err(error) => format!("{error}\n"),
            };
            if ours == expected {
                same += 1;
            } else {
                other += 1;
                writeln!(out, "=== {source:?}\n--- CPython\n{expected}--- Gila\n{ours}")?;
            }
        }
    }
    writeln!(out, "same {same}, different {other}")?;
    out.flush()
}
