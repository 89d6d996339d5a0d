//! Prints the code of Python files: `cargo run -p compiler --example listing -- [--plain | --quiet] files…`.
//!
//! With `--quiet` it only compiles (and, in debug builds, verifies) and says what failed and how long it took.
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use std::time::{Duration, Instant};

use bytecode::listing;
use compiler::{Options, compile_module};
use syntax::{Mode, Source};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = arguments.len();
        arguments.retain(|argument| argument != name);
        arguments.len() < before
    };
    let (quiet, plain) = (flag("--quiet"), flag("--plain"));
    let options = Options { plain, ..Options::default() };
    let (mut bytes, mut parsing, mut compiling, mut failures) = (0, Duration::ZERO, Duration::ZERO, 0);
    for path in &arguments {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        bytes += text.len();
        let start = Instant::now();
        let parsed = syntax::parse_module(&text, path, Mode::Exec);
        parsing += start.elapsed();
        let start = Instant::now();
        let result =
            parsed.and_then(|parsed| compile_module(&parsed.module, &Source::new(&text, path), options));
        compiling += start.elapsed();
        match result {
            Ok(compiled) if !quiet => println!("{}", listing::list_all(&compiled.code)),
            Ok(_) => {}
            Err(error) => {
                failures += 1;
                println!("{error}");
            }
        }
    }
    if quiet {
        println!("{bytes} bytes, {failures} failures, parsed in {parsing:?}, compiled in {compiling:?}");
    }
}
