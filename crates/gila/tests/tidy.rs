//! What the source text must keep to: sizes, where `unsafe` stands, words that have no place in it, and documents
//! that name only what exists. Whether the book is fresh is `book.rs`'s business.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// No file is longer.
const LONGEST: usize = 800;

/// But these, with the reason.
const LONGER: &[(&str, usize, &str)] = &[
    ("crates/vm/src/eval/mod.rs", 1400, "one match with an arm per opcode: to cut it would hide the loop"),
    ("crates/modules/lib/argparse.py", 1100, "a module of Python is imported as one file"),
    ("crates/modules/lib/pickle.py", 1000, "the same; pickling and unpickling share their table of opcodes"),
];

/// Where `unsafe` may stand (I-5).
const UNSAFE_ALLOWED: &[&str] = &[
    "crates/gil/",
    "crates/vm/src/context.rs",
    "crates/vm/src/eval/",
    "crates/vm/src/frame.rs",
    "crates/vm/src/heap/",
    "crates/vm/src/interp.rs",
    "crates/vm/src/interp/",
    "crates/vm/src/objects/type_.rs",
    "crates/vm/src/objects/weakref.rs",
    "crates/vm/src/shape.rs",
    "crates/vm/src/stack.rs",
    "crates/vm/src/value.rs",
];

/// What an object's file may say besides: that its payload never changes, so that it is read without the token.
const PROMISE: &str = "Frozen for ";

/// Crates without any `unsafe` say so to the compiler.
const FORBIDS_UNSAFE: &[&str] = &["bytecode", "compiler", "gila", "lens", "modules", "syntax", "text"];

/// All files of the project that people write, by their path from the top.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&root(), &mut files);
    files.sort();
    assert!(files.len() > 100, "the files of the project are found");
    files
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the checkout is there")
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy();
        let is_built = name.starts_with("target") || name == "__pycache__" || name.ends_with(".pyc");
        if name == ".git" || is_built || path.ends_with("book/book") || path.ends_with("fuzz/findings") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let relative = path.strip_prefix(root()).expect("it is below the top");
            files.push((relative.to_string_lossy().into_owned(), text));
        }
    }
}

fn is_source(path: &str) -> bool {
    let ends = [".rs", ".py", ".lalrpop", ".md", ".toml", "justfile", ".ci/run"];
    ends.iter().any(|end| path.ends_with(end))
}

fn check(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn files_are_short() {
    let mut faults = Vec::new();
    let mut largest = (0, "");
    for (path, text) in FILES.iter() {
        // A list of cases, and what a program wrote, may be as long as it is.
        let is_data = path.starts_with("tests/") || path.ends_with("book/src/opcodes.md") || !is_source(path);
        let is_tests = path.contains("/record/") || path.contains("/tests/errors/");
        if is_data || is_tests {
            continue;
        }
        let lines = text.lines().count();
        if lines > largest.0 {
            largest = (lines, path);
        }
        let limit = LONGER.iter().find(|(longer, ..)| longer == path).map_or(LONGEST, |(_, limit, _)| *limit);
        if lines > limit {
            faults.push(format!("{path} has {lines} lines: {limit} are enough; split it by concept"));
        }
    }
    println!("largest file: {} with {} lines", largest.1, largest.0);
    check(&faults);
}

#[test]
fn exceptions_are_needed() {
    let mut faults = Vec::new();
    for (path, _, reason) in LONGER {
        let lines = FILES.iter().find(|(file, _)| file == path).map_or(0, |(_, text)| text.lines().count());
        if lines <= LONGEST {
            faults.push(format!("{path} has {lines} lines and needs no exception ({reason})"));
        }
    }
    check(&faults);
}

#[test]
fn unsafe_stands_where_it_may() {
    let word = Regex::new(r"\bunsafe (?:\{|fn|impl|extern|trait)").expect("the pattern is valid");
    let mut faults = Vec::new();
    let mut total = 0;
    for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with(".rs") && path.starts_with("crates/"))
    {
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.contains(PROMISE));
        let count: usize = code.map(|line| word.find_iter(line).count()).sum();
        if count == 0 || path.ends_with("tests/tidy.rs") {
            continue;
        }
        total += count;
        println!("{count:>5}  {path}");
        if !UNSAFE_ALLOWED.iter().any(|allowed| path.starts_with(allowed)) {
            faults.push(format!("{path} has {count} unsafe parts: I-5 allows none there"));
        }
    }
    println!("{total:>5}  in all");
    check(&faults);
}

#[test]
fn crates_forbid_unsafe() {
    let mut faults = Vec::new();
    for name in FORBIDS_UNSAFE {
        let path = format!("crates/{name}/src/lib.rs");
        let text = FILES.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        if !text.contains("#![forbid(unsafe_code)]") {
            faults.push(format!("{path} does not forbid unsafe code"));
        }
    }
    check(&faults);
}

#[test]
fn files_say_what_they_are_for() {
    let mut faults = Vec::new();
    for (path, text) in FILES.iter().filter(|(path, _)| path.starts_with("crates/") && path.contains("/src/"))
    {
        if path.ends_with(".rs") && !text.starts_with("//!") {
            faults.push(format!("{path} does not begin with a `//!` paragraph"));
        }
    }
    check(&faults);
}

/// The text is about the program, not about how it came to be, nor about the machine it was written on.
#[test]
fn no_word_is_out_of_place() {
    // Cut in two, so that this file passes.
    let banned = Regex::new(concat!(
        r"(?i:\bthis sess",
        r"ion\b|\bissue #?[0-9]|\bAI[ -](?:assist|generat|writ)|\bclau",
        r"de\b|\bchat",
        r"gpt\b)|/wo",
        r"rk/|\bTO",
        r"DO\b|\bFIX",
        r"ME\b",
    ));
    let banned = banned.expect("the pattern is valid");
    let mut faults = Vec::new();
    for (path, text) in
        FILES.iter().filter(|(path, _)| !path.ends_with("Cargo.lock") && !path.ends_with(".snap"))
    {
        for (number, line) in text.lines().enumerate() {
            if let Some(found) = banned.find(line) {
                faults.push(format!("{path}:{}: {:?}", number + 1, found.as_str()));
            }
        }
    }
    check(&faults);
}

#[test]
fn documents_name_what_exists() {
    let quoted = Regex::new(r"`([A-Za-z0-9_./-]+)`|\]\(([A-Za-z0-9_./-]+)\)").expect("the pattern is valid");
    let mut faults = Vec::new();
    for (document, text) in
        FILES.iter().filter(|(path, _)| path.ends_with(".md") && !path.starts_with("tests/lang"))
    {
        let folder = Path::new(document).parent().expect("a file is in a folder");
        for (number, line) in text.lines().enumerate() {
            for found in quoted.captures_iter(line) {
                let is_link = found.get(2).is_some();
                let name = found.get(1).or(found.get(2)).expect("one of the two").as_str();
                let from_top =
                    ["crates/", "tests/", "examples/", "benches/", "book/", "grammar/", "fuzz/", ".ci/"];
                let is_path = from_top.iter().any(|start| name.starts_with(start));
                let exists = root().join(name).exists() || root().join(folder).join(name).exists();
                if (is_link || is_path) && !exists {
                    faults.push(format!("{document}:{}: there is no {name}", number + 1));
                }
            }
        }
    }
    check(&faults);
}

#[test]
fn every_crate_and_invariant_is_on_the_map() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(root().join("crates")).expect("crates/ is there") {
        let name = entry.expect("an entry can be read").file_name().to_string_lossy().into_owned();
        if !map.contains(&format!("crates/{name}")) {
            faults.push(format!("ARCHITECTURE.md does not mention crates/{name}"));
        }
    }
    let mention = Regex::new(r"\bI-[0-9]+\b").expect("the pattern is valid");
    for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with(".rs")) {
        for found in mention.find_iter(text).filter(|found| !map.contains(&format!("**{}**", found.as_str())))
        {
            faults.push(format!("{path} relies on {}, which ARCHITECTURE.md does not have", found.as_str()));
        }
    }
    check(&faults);
}

#[test]
fn versions_are_locked() {
    assert!(root().join("Cargo.lock").exists(), "Cargo.lock is part of the project");
}
