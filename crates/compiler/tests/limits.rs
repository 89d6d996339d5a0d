//! Programs of unusual size and depth: compiled and verified, or refused with a clear error.

use bytecode::{Code, Constant, Op, verify};
use compiler::{Compiled, Options, compile_source};
use syntax::Mode;

fn compile(text: &str) -> Result<Compiled, String> {
    let compiled = compile_source(text, "f", Mode::Exec, Options::default());
    let compiled = compiled.map_err(|error| error.message.clone())?;
    assert_eq!(verify::verify(&compiled.code), Ok(()));
    Ok(compiled)
}

fn function(compiled: &Compiled) -> &Code {
    let mut codes = compiled.code.constants.iter().filter_map(|constant| match constant {
        Constant::Code(code) => Some(&**code),
        _ => None,
    });
    codes.next().expect("one function")
}

#[test]
fn deep_expressions_do_not_overflow_the_native_stack() {
    let deep = 1900;
    for text in [
        format!("x = {}a", "not ".repeat(deep)),
        format!("x = {}a", "-".repeat(deep)),
        format!("x = {}a", "a ** ".repeat(deep)),
        format!("x = {}a", "a + ".repeat(deep)),
        format!("x = {}a", "lambda: ".repeat(deep)),
        format!("x = {}c", "a if b else ".repeat(deep)),
        format!("x = a{}", ".b".repeat(deep)),
        format!("x = a{}", "(b)[c]".repeat(deep / 2)),
        format!("if a: pass\n{}", "elif a: b\n".repeat(deep)),
        format!("if {}a: pass", "not ".repeat(deep)),
        format!("x: {}a", "a | ".repeat(deep)),
    ] {
        assert!(compile(&text).is_ok(), "{:.40}", text);
    }
}

#[test]
fn chains_are_longer_than_nesting_is_deep() {
    let links = 29_000;
    for link in [" + a", " - 1", ".b", "()", "[c]", ".b(d)", "[c](d).e"] {
        let link = link.to_owned();
        let count = links / link.matches(['.', '(', '[', '+', '-']).count();
        let text = format!("x = a{}", link.repeat(count));
        // The usual size of a thread's stack.
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        let thread = thread.spawn(move || compile(&text).map(drop)).expect("a thread starts");
        #[expect(clippy::disallowed_methods, reason = "a test waits for its own thread")]
        let verdict = thread.join().expect("no panic");
        assert_eq!(verdict, Ok(()), "{link}");
    }
    let refused = compile(&format!("x = a{}", ".b".repeat(30_000))).expect_err("it is too long");
    assert_eq!(refused, "Parser stack overflowed - Python source too complex to parse");
}

#[test]
fn handlers_of_nothing_are_left_out() {
    for body in ["continue", "if 1: continue", "if 1: break\n   a", "if (1, 2): continue\n   pass", "if 0: a"]
    {
        for handler in ["except A: b", "finally: b", "except A: b\n  finally: c"] {
            let text = format!("for x in y:\n  try:\n   {body}\n  {handler}\n");
            assert!(compile(&text).is_ok(), "{text}");
        }
    }
}

#[test]
fn long_displays_stay_small() {
    let numbers: Vec<String> = (0..100_000).map(|number| number.to_string()).collect();
    let compiled = compile(&format!("x = [{}]", numbers.join(","))).expect("it compiles");
    assert!(compiled.code.instrs.len() < 10);
    let names = vec!["a"; 100_000].join(",");
    for text in [format!("x = [{names}]"), format!("x = ({names})"), format!("f({names})")] {
        let compiled = compile(&text).expect("it compiles");
        assert!(compiled.code.temp_count < 10, "{}", compiled.code.temp_count);
    }
    let pairs: Vec<String> = (0..100_000).map(|number| format!("a: {number}")).collect();
    assert!(compile(&format!("x = {{{}}}", pairs.join(","))).is_ok());
}

#[test]
fn loops_over_long_bodies_use_far_jumps() {
    let text = format!("def f():\n for i in x:\n{}  if i < 2: continue\n", "  g(i)\n".repeat(20_000));
    let compiled = compile(&text).expect("it compiles");
    let code = function(&compiled);
    let at = code.instrs.iter().position(|instr| instr.op == Op::ForIter).expect("a loop");
    assert_eq!(code.instrs[at].c, 1, "the jump goes to the hop behind it");
    assert_eq!((code.instrs[at + 1].op, code.instrs[at + 2].op), (Op::Jump, Op::Jump));
}

#[test]
fn too_many_locals_are_refused() {
    let body: String = (0..4200).map(|number| format!(" n{number} = {number}\n")).collect();
    let error = compile(&format!("def f():\n{body}")).expect_err("it does not fit");
    assert_eq!(error, "too many variables and nested values in one function");
}

#[test]
fn names_without_end_share_their_sites() {
    assert!(compile(&"n = f(n)\n".repeat(50_000)).is_ok());
}

#[test]
fn constants_are_told_apart_by_type_and_sign() {
    let compiled = compile("x = 1, a\ny = 1.0, a\nz = True, a\nu = 0.0, a\nv = -0.0, a\nw = 1, a\n");
    let code = compiled.expect("it compiles").code;
    let shown: Vec<String> = code.constants.iter().map(bytecode::listing::constant_text).collect();
    assert_eq!(shown, ["1", "1.0", "True", "0.0", "-0.0", "None"]);
}

#[test]
fn wide_integers_keep_their_digits() {
    let compiled =
        compile("x = a(10 ** 20, -9223372036854775808, 0xffffffffffffffffff, 0o7777777777777777777777)");
    let code = compiled.expect("it compiles").code;
    let shown: Vec<String> = code.constants.iter().map(bytecode::listing::constant_text).collect();
    let expected = [
        "0x56bc75e2d63100000",
        "-9223372036854775808",
        "0xffffffffffffffffff",
        "0x3ffffffffffffffff",
        "None",
    ];
    assert_eq!(shown, expected);
}
