//! Deep nesting gives CPython's error or a tree that can be walked, never a native stack overflow.
//!
//! Everything runs on a thread with a small stack, the dropping of trees included.

use syntax::{DumpOptions, ErrorKind, Mode, Source, dump, parse_module};

/// Parses on a thread with a stack of 1 MB: `None` for a tree, else the error's class and message.
fn verdict(source: String) -> Option<(ErrorKind, String)> {
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || match parse_module(&source, "case.py", Mode::Exec) {
        Ok(parsed) => {
            drop(parsed);
            None
        }
        Err(error) => Some((error.kind, error.message)),
    });
    #[expect(clippy::disallowed_methods, reason = "a test waits for its own thread")]
    thread.expect("a thread starts").join().expect("no panic")
}

fn too_complex() -> Option<(ErrorKind, String)> {
    let message = "Parser stack overflowed - Python source too complex to parse";
    Some((ErrorKind::Memory, message.to_owned()))
}

fn syntax_error(message: &str) -> Option<(ErrorKind, String)> {
    Some((ErrorKind::Syntax, message.to_owned()))
}

/// `open` and `close` repeated around a name.
fn nested(open: &str, close: &str, count: usize) -> String {
    format!("{}a{}\n", open.repeat(count), close.repeat(count))
}

#[test]
fn brackets_are_limited_to_two_hundred() {
    for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("a[", "]"), ("{", "}")] {
        assert_eq!(verdict(nested(open, close, 200)), None, "{open}");
        for count in [201, 1000, 100_000] {
            assert_eq!(verdict(nested(open, close, count)), syntax_error("too many nested parentheses"));
        }
    }
}

#[test]
fn prefixes_are_limited() {
    for (open, close) in [("not ", ""), ("- ", ""), ("lambda: ", ""), ("a if a else ", ""), ("a ** ", "")] {
        assert_eq!(verdict(nested(open, close, 1000)), None, "{open}{close}");
        for count in [10_000, 200_000] {
            assert_eq!(verdict(nested(open, close, count)), too_complex(), "{open}{close}");
        }
    }
}

#[test]
fn chains_to_the_left_are_longer() {
    for close in ["+a", ".b", "()", "[0]", ".b()", "(a)[0]"] {
        let links = 1 + usize::from(close.len() > 3);
        assert_eq!(verdict(nested("", close, 29_000 / links)), None, "{close}");
        for count in [30_000, 200_000] {
            assert_eq!(verdict(nested("", close, count)), too_complex(), "{close}");
        }
    }
    // What is beside the chain counts as before.
    assert_eq!(verdict(format!("a{} + {}a\n", ".b".repeat(5_000), "- ".repeat(1_900))), None);
    assert_eq!(verdict(format!("a{} + {}a\n", ".b".repeat(5_000), "- ".repeat(2_000))), too_complex());
    assert_eq!(verdict(format!("({}a){}\n", "- ".repeat(1_900), ".b".repeat(5_000))), None);
}

#[test]
fn flat_lists_are_not_limited() {
    for (open, close) in [("", " and a"), ("", " < a"), ("", ", a"), ("", "\na"), ("", " 'a'")] {
        let start = if close == " 'a'" { "'" } else { "" };
        let source = format!("{open}{start}a{start}{}\n", close.repeat(100_000));
        assert_eq!(verdict(source), None, "{close}");
    }
}

#[test]
fn indentation_is_limited_to_a_hundred_levels() {
    let blocks = |count: usize| {
        let heads: String = (0..count).map(|level| format!("{}if a:\n", " ".repeat(level))).collect();
        format!("{heads}{}pass\n", " ".repeat(count))
    };
    assert_eq!(verdict(blocks(99)), None);
    for count in [100, 1000] {
        let message = "too many levels of indentation".to_owned();
        assert_eq!(verdict(blocks(count)), Some((ErrorKind::Indentation, message)));
    }
}

#[test]
fn elifs_are_limited() {
    let source = |count: usize| format!("if a: pass\n{}", "elif a: pass\n".repeat(count));
    assert_eq!(verdict(source(1500)), None);
    assert_eq!(verdict(source(100_000)), too_complex());
}

#[test]
fn fstrings_are_limited() {
    let source = |count: usize| (0..count).fold("a".to_owned(), |inner, _| format!("f\"{{{inner}}}\""));
    assert_eq!(verdict(source(100)), None);
    assert_eq!(verdict(source(149)), None);
    assert_eq!(verdict(source(150)), syntax_error("too many nested f-strings or t-strings"));
    assert_eq!(verdict(source(1000)), syntax_error("too many nested f-strings or t-strings"));
}

#[test]
fn broken_bombs_end_in_an_error() {
    for piece in [
        "(not ",
        "f(- ",
        "[a for a in ",
        "{a: ",
        "lambda x=(",
        "a if (",
        "f'{",
        "- not (",
        "~",
        "await ",
        "**",
        "* ",
        "a b ",
    ] {
        for count in [50, 190, 5_000] {
            assert!(verdict(format!("{}\n", piece.repeat(count))).is_some(), "{piece} {count}");
            assert!(verdict(format!("x = {} = 1 2\n", piece.repeat(count))).is_some(), "{piece} {count}");
        }
    }
}

#[test]
fn large_sources_parse() {
    let source = format!("x = [{}]\n", "1234567, ".repeat(1_100_000));
    assert!(source.len() > 9_000_000);
    assert_eq!(verdict(source), None);
}

#[test]
fn the_deepest_tree_can_be_printed() {
    let source = nested("- ", ".b", syntax::ast::MAX_DEPTH as usize - 2);
    check_dump(source, 10_000);
    check_dump(nested("", " + a", syntax::ast::MAX_HEIGHT as usize - 1), 100_000);
}

fn check_dump(source: String, least: usize) {
    let small = std::thread::Builder::new().stack_size(8 << 20);
    let thread = small.spawn(move || {
        let parsed = parse_module(&source, "case.py", Mode::Exec).expect("within the limit");
        dump(&parsed.module, &Source::new(&source, "case.py"), DumpOptions::default()).len()
    });
    #[expect(clippy::disallowed_methods, reason = "a test waits for its own thread")]
    let length = thread.expect("a thread starts").join().expect("no panic");
    assert!(length > least);
}
