//! Snapshots of tokens and trees for small sources, and where a tree's nodes begin and end.

use syntax::{DumpOptions, Mode, Source, decode_source, dump, list_tokens, parse_module, prompt_needs_more};

fn tree(source: &str, mode: Mode) -> String {
    let parsed = parse_module(source, "case.py", mode).expect("it parses");
    let options = DumpOptions { indent: Some(2), attributes: false };
    dump(&parsed.module, &Source::new(source, "case.py"), options)
}

#[test]
fn tokens_of_a_small_program() {
    let source = "def f(x):\n    # a comment\n    return f'{x!r:>{10}}' + \\\n        'é'\nmatch = 1\n";
    insta::assert_snapshot!(list_tokens(source, "case.py").expect("it has tokens"));
}

#[test]
fn tree_of_every_kind_of_statement() {
    insta::assert_snapshot!(tree(include_str!("trees/statements.py"), Mode::Exec));
}

#[test]
fn tree_of_every_kind_of_expression() {
    insta::assert_snapshot!(tree(include_str!("trees/expressions.py"), Mode::Exec));
}

#[test]
fn one_expression() {
    let source = "a, b[0]\n";
    let parsed = parse_module(source, "case.py", Mode::Eval).expect("it parses");
    let printed = dump(&parsed.module, &Source::new(source, "case.py"), DumpOptions::default());
    let expected = "Expression(body=Tuple(elts=[Name(id='a', ctx=Load()), Subscript(value=Name(id='b', \
                    ctx=Load()), slice=Constant(value=0), ctx=Load())], ctx=Load()))";
    assert_eq!(printed, expected);
    assert!(parse_module("a = 1", "case.py", Mode::Eval).is_err());
}

#[test]
fn one_statement_at_the_prompt() {
    assert!(parse_module("a; b\n", "<stdin>", Mode::Single).is_ok());
    assert!(parse_module("if a:\n  b\n\n", "<stdin>", Mode::Single).is_ok());
    let several = parse_module("a\nb\n", "<stdin>", Mode::Single).expect_err("two statements");
    assert_eq!(several.message, "multiple statements found while compiling a single statement");
}

#[test]
fn the_prompt_asks_for_more() {
    let more = [
        "if a:",
        "if a:\n  b",
        "f(",
        "x = '''",
        "def f():\n",
        "try:\n  a\n",
        "@a",
        "x = 1 + \\\n",
        "[1,\n2",
        "class A:\n  x = 1\n",
    ];
    for text in more {
        assert!(prompt_needs_more(text), "{text:?}");
    }
    for text in
        ["a", "a = 1\n", "if a:\n  b\n\n", "if a: b\n\n", "x = 1 +", "a b", "f)", "'abc", "", "# x", "\n"]
    {
        assert!(!prompt_needs_more(text), "{text:?}");
    }
}

#[test]
fn warnings_have_places() {
    let parsed = parse_module("x = '\\d'\ny = 1if x else 2\n", "case.py", Mode::Exec).expect("it parses");
    let texts: Vec<_> =
        parsed.warnings.iter().map(|warning| (warning.span.start, &*warning.message)).collect();
    let escape = "\"\\d\" is an invalid escape sequence. Such sequences will not work in the future. \
                  Did you mean \"\\\\d\"? A raw string is also an option.";
    assert_eq!(texts, [(13, "invalid decimal literal"), (5, escape)]);
}

#[test]
fn bytes_become_text() {
    assert_eq!(decode_source(b"\xef\xbb\xbfx = 1\n", "a.py").expect("a mark"), "x = 1\n");
    assert_eq!(decode_source(b"# coding: utf-8\n", "a.py").expect("a cookie"), "# coding: utf-8\n");
    let printed = |bytes: &[u8]| decode_source(bytes, "a.py").expect_err("it is faulty").to_string();
    insta::assert_snapshot!(printed(b"#coding: nonsense\n"), @r#"
      File "a.py", line 0
    SyntaxError: unknown encoding: nonsense
    "#);
    insta::assert_snapshot!(printed(b"#!python\n# vim: fileencoding=latin-1\n"), @r#"
      File "a.py", line 0
    SyntaxError: Gila does not support source encoding 'iso-8859-1' yet, only utf-8
    "#);
    insta::assert_snapshot!(printed(b"\xff = 1\n"), @r#"
      File "a.py", line 1
        � = 1
        ^
    SyntaxError: Non-UTF-8 code starting with '\xff' in file a.py on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details
    "#);
    insta::assert_snapshot!(printed(b"x\0y"), @r#"
      File "a.py", line 1
        x
    SyntaxError: source code cannot contain null bytes
    "#);
}

#[test]
fn line_ends_and_form_feeds() {
    let unix = tree("if a:\n    b\nc = '''x\ny'''\n", Mode::Exec);
    assert_eq!(tree("if a:\r\n    b\r\nc = '''x\r\ny'''\r\n", Mode::Exec), unix);
    assert_eq!(tree("if a:\r    b\rc = '''x\ry'''\r", Mode::Exec), unix);
    assert_eq!(tree("if a:\n    b\n\x0cc = '''x\ny'''", Mode::Exec), unix);
}
