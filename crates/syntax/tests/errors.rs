//! Syntax errors as printed, compared with what CPython printed for the same sources.
//!
//! The sources are in `errors/cases.txt`, CPython's words in `errors/expected.txt`, written by
//! `errors/record.py`.

use syntax::{Mode, parse_module};

fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("=== ").skip(1).filter_map(|section| section.split_once('\n'))
}

#[test]
fn errors_read_as_cpythons() {
    let cases = sections(include_str!("errors/cases.txt"));
    let expected = sections(include_str!("errors/expected.txt"));
    let (mut count, mut different) = (0, String::new());
    for ((name, source), (recorded, expected)) in cases.zip(expected) {
        assert_eq!(name, recorded, "expected.txt is older than cases.txt: record again");
        let ours = match parse_module(source, "case.py", Mode::Exec) {
            Ok(_) => "no error\n".to_owned(),
            Err(error) => format!("{error}\n"),
        };
        count += 1;
        if ours != expected {
            different.push_str(&format!("--- {name}\nCPython:\n{expected}Gila:\n{ours}"));
        }
    }
    assert!(count > 80, "only {count} cases");
    assert!(different.is_empty(), "{}", different);
}
