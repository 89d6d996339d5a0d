//! Pieces of texts, complete and not.

use super::{Paint, paint};

fn painted(text: &str) -> Vec<(&str, Paint)> {
    paint(text).into_iter().map(|(range, paint)| (&text[range], paint)).collect()
}

#[test]
fn a_definition_has_its_name_marked() {
    let expected = [
        ("def", Paint::Keyword),
        ("f", Paint::Definition),
        ("(", Paint::Operator),
        (")", Paint::Operator),
        (":", Paint::Operator),
        ("# why", Paint::Comment),
    ];
    assert_eq!(painted("def f():  # why"), expected);
}

#[test]
fn a_comment_on_a_line_of_its_own_and_one_at_the_end() {
    let expected = [
        ("# one", Paint::Comment),
        ("x", Paint::Name),
        ("=", Paint::Operator),
        ("1", Paint::Number),
        ("# two", Paint::Comment),
    ];
    assert_eq!(painted("# one\nx = 1\n# two"), expected);
}

#[test]
fn a_string_that_is_still_open_is_one() {
    assert_eq!(painted("x 'abc"), [("x", Paint::Name), ("'abc", Paint::String)]);
    assert_eq!(painted("rb\"ab"), [("rb\"ab", Paint::String)]);
}

#[test]
fn an_fstring_field_is_code() {
    let expected = [
        ("f'", Paint::String),
        ("a", Paint::String),
        ("{", Paint::Operator),
        ("x", Paint::Name),
        ("}", Paint::Operator),
        ("'", Paint::String),
    ];
    assert_eq!(painted("f'a{x}'"), expected);
}
