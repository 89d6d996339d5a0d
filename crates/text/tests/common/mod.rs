//! Reading the recorded questions and answers of `record/cases.py`, and comparing ours with them.
#![allow(dead_code, reason = "each test program uses a part of it, one of them all")]

use std::path::Path;
use text::{PyError, Wtf8Buf};

/// One question: the operation, its arguments, CPython's answer.
pub struct Case {
    pub operation: String,
    pub arguments: Vec<Wtf8Buf>,
    pub answer: Wtf8Buf,
}

impl Case {
    /// An argument that is text.
    pub fn text(&self, at: usize) -> text::Wtf8<'_> {
        self.arguments[at].as_wtf8()
    }

    /// An argument without surrogates.
    pub fn str(&self, at: usize) -> &str {
        self.text(at).as_str().expect("this argument has no surrogates")
    }

    /// An argument of any type std parses.
    pub fn get<T: std::str::FromStr>(&self, at: usize) -> T {
        let text = self.str(at);
        text.parse().unwrap_or_else(|_| panic!("argument {at} of {} is {text}", self.operation))
    }

    /// A Python bool.
    pub fn flag(&self, at: usize) -> bool {
        self.str(at) == "True"
    }

    /// Bytes, written as the code points below 256.
    pub fn bytes(&self, at: usize) -> Vec<u8> {
        self.text(at).chars().map(|c| c as u8).collect()
    }
}

fn unescape(field: &str) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    let mut rest = field;
    while let Some(at) = rest.find("\\{") {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('}').expect("an escape ends");
        out.push(u32::from_str_radix(&rest[at + 2..end], 16).expect("an escape is hexadecimal"));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// Compares our answer to every question of a file with CPython's. `TEXT_CASES` names another directory of
/// recordings, for example of more questions with another seed.
pub fn check(file: &str, ours: impl Fn(&Case) -> Result<Wtf8Buf, PyError>) {
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let path = std::env::var_os("TEXT_CASES").map_or(recorded, Into::into).join(file);
    let data = std::fs::read_to_string(path).expect("the recorded answers are in tests/data");
    let mut wrong = Vec::new();
    let mut total = 0;
    for line in data.lines() {
        let mut fields: Vec<Wtf8Buf> = line.split('\t').map(unescape).collect();
        let answer = fields.pop().expect("a line ends with the answer");
        let operation = fields.remove(0).as_wtf8().to_string_lossy();
        let case = Case { operation, arguments: fields, answer };
        let got = ours(&case).unwrap_or_else(|error| format!("!{error}").into());
        total += 1;
        if got != case.answer {
            wrong.push(format!("{line}\n    ours: {got:?}"));
        }
    }
    assert!(total > 100, "{file} holds only {total} questions");
    assert!(
        wrong.is_empty(),
        "{} of {total} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(25)].join("\n")
    );
}

/// `True` or `False`.
pub fn boolean(value: bool) -> Wtf8Buf {
    if value { "True".into() } else { "False".into() }
}
