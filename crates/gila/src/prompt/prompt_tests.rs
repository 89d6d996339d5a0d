//! Texts with several statements.

use super::statements;

#[test]
fn one_statement_is_left_as_it_is() {
    assert_eq!(statements("x = 1; y = 2\n"), ["x = 1; y = 2\n"]);
    assert_eq!(statements("def f(:\n"), ["def f(:\n"]);
}

#[test]
fn blanks_and_comments_are_no_statement() {
    assert!(statements("\n").is_empty());
    assert!(statements("# why\n").is_empty());
}

#[test]
fn each_keeps_its_lines() {
    let text = "x = 1\n@d\ndef f():\n    pass\n\ny; z\n";
    assert_eq!(statements(text), ["x = 1\n\n", "\n@d\ndef f():\n    pass\n\n", "\n\n\n\n\ny; z\n\n"]);
}
