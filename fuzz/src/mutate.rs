//! Texts that are nearly Python: pieces of real scripts cut, doubled, exchanged and sown with tokens.

use std::path::{Path, PathBuf};

use fastrand::Rng;

/// What is sown: tokens, and beginnings of what needs an end.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "f'",
    "f\"{",
    "rb'",
    "t'",
    "'''",
    "\"\"\"",
    "{x!r:>{w}}",
    ":",
    ";",
    "=",
    "==",
    ":=",
    "->",
    ",",
    ".",
    "...",
    "*",
    "**",
    "@",
    "~",
    "-",
    " ",
    "\n",
    "\n    ",
    "\n\t",
    "\n        ",
    "\r\n",
    "\x0c",
    "\\\n",
    "\\",
    "#",
    "\0",
    "\u{feff}",
    "é",
    "€",
    "🦎",
    "0",
    "0x",
    "0b1",
    "1_",
    "1e",
    "1j",
    "9999999999999999999999",
    "lambda: ",
    "lambda *, a=1, **k: ",
    "for x in y ",
    "async for x in y ",
    "await ",
    "async ",
    "yield ",
    "yield from ",
    "if ",
    "else ",
    "elif x:\n",
    "not ",
    "and ",
    "is not ",
    "in ",
    "import ",
    "from . import ",
    "as ",
    "def f(a, /, b=1, *c, d, **e): ",
    "class C[T](B, m=1): ",
    "type X = ",
    "match x:\n    case ",
    "case [1, *_, {'a': b, **c}] if d: ",
    "try:\n",
    "except* E as e:\n",
    "except:\n",
    "finally:\n",
    "with a as b, c: ",
    "global x\n",
    "nonlocal x\n",
    "del ",
    "return ",
    "raise ",
    "break\n",
    "continue\n",
    "pass\n",
    "assert ",
    "while x:\n",
    "@x\n",
    "print(",
    "None",
    "True",
    "__debug__",
    "__class__",
    "super()",
    "\\N{BULLET}",
    "\\x",
    "\\u12",
    "# coding: latin-1\n",
];

/// Where scripts to start from are.
const SOURCES: &[&str] =
    &["tests", "examples", "crates/compiler/tests/code", "crates/syntax/tests", "crates/modules/lib"];

/// Reads all scripts of the project.
pub fn corpus() -> Vec<Vec<u8>> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for folder in SOURCES {
        collect(&top.join(folder), &mut paths);
    }
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    assert!(!texts.is_empty(), "there are scripts to start from");
    texts
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "py" || extension == "txt") {
            paths.push(path);
        }
    }
}

/// A few consecutive lines of a script, or all of it.
fn excerpt<'t>(text: &'t [u8], rng: &mut Rng) -> Vec<&'t [u8]> {
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() || rng.u8(..) < 24 {
        return lines;
    }
    let start = rng.usize(..lines.len());
    let count = 1 + rng.usize(..30);
    lines.into_iter().skip(start).take(count).collect()
}

/// A text made of one script, sometimes two.
pub fn text(corpus: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut lines = excerpt(&corpus[rng.usize(..corpus.len())], rng);
    let other;
    if rng.u8(..) < 64 {
        other = excerpt(&corpus[rng.usize(..corpus.len())], rng);
        let at = rng.usize(..=lines.len());
        lines.splice(at..at, other);
    }
    if lines.len() > 1 && rng.u8(..) < 64 {
        let (first, second) = (rng.usize(..lines.len()), rng.usize(..lines.len()));
        lines.swap(first, second);
    }
    let mut bytes = lines.concat();
    for _ in 0..rng.usize(..6) {
        change(&mut bytes, rng);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=bytes.len());
    let span = |rng: &mut Rng| at..(at + rng.usize(..12)).min(bytes.len());
    match rng.u8(..8) {
        0 => drop(bytes.drain(span(rng))),
        1 => {
            let piece = bytes[span(rng)].to_vec();
            let to = rng.usize(..=bytes.len());
            bytes.splice(to..to, piece);
        }
        2 => bytes.truncate(at),
        3 => {
            // Deep nesting, the classic way to overflow a parser.
            let piece = PIECES[rng.usize(..PIECES.len())].as_bytes();
            let repeated = piece.repeat(1 << rng.usize(..11));
            bytes.splice(at..at, repeated);
        }
        4 => bytes.splice(at..at, [rng.u8(..)]).for_each(drop),
        _ => {
            let piece = PIECES[rng.usize(..PIECES.len())].bytes();
            bytes.splice(at..at, piece);
        }
    }
}
