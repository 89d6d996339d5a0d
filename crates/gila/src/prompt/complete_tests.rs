//! What is asked for at the end of a line.

use super::{Wanted, wanted};

fn attribute(chain: &[&str]) -> Wanted {
    Wanted::Attribute { chain: chain.iter().map(|name| (*name).to_owned()).collect() }
}

#[test]
fn names_and_attributes() {
    assert_eq!(wanted("pri"), (0, Wanted::Name));
    assert_eq!(wanted("x = a.b.c"), (8, attribute(&["a", "b"])));
    assert_eq!(wanted("f(a."), (4, attribute(&["a"])));
    assert_eq!(wanted("f().x"), (4, Wanted::Nothing));
    assert_eq!(wanted("1.x"), (2, Wanted::Nothing));
    assert_eq!(wanted("a..x"), (3, Wanted::Nothing));
    assert_eq!(wanted("12"), (0, Wanted::Nothing));
    assert_eq!(wanted("  "), (2, Wanted::Indent));
}

#[test]
fn modules() {
    let module = |package: &str| Wanted::Module { package: package.to_owned() };
    assert_eq!(wanted("import thr"), (7, module("")));
    assert_eq!(wanted("import a, b.c"), (12, module("b")));
    assert_eq!(wanted("x; from os.p"), (11, module("os")));
    assert_eq!(wanted("from os import pa"), (15, Wanted::Member { module: "os".to_owned() }));
    assert_eq!(wanted("import os a"), (10, Wanted::Name));
}
