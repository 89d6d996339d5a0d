//! Plain and folded code of small programs, as snapshots with their source lines; and the verifier over them.

use std::fmt::Write as _;

use bytecode::{Code, Constant, listing, verify};
use compiler::{Options, compile_source};
use syntax::Mode;

#[test]
fn plain_and_folded_code() {
    insta::glob!("code/*.py", |path| {
        let text = std::fs::read_to_string(path).expect("the glob found it");
        insta::assert_snapshot!(both_stages(&text));
    });
}

fn both_stages(text: &str) -> String {
    let mut shown = String::new();
    for plain in [true, false] {
        let options = Options { plain, ..Options::default() };
        let compiled = compile_source(text, "code.py", Mode::Exec, options).expect("it compiles");
        assert_eq!(verify::verify(&compiled.code), Ok(()));
        assert_eq!(compiled.code.is_folded, !plain);
        let _ = writeln!(shown, "{}", if plain { "plain code" } else { "\nfolded code" });
        list(&compiled.code, text, &mut shown);
    }
    shown
}

/// A listing in which every line of source stands above its instructions.
fn list(code: &Code, text: &str, shown: &mut String) {
    let _ = writeln!(shown, "── {} ({}) ──", code.qualname, code.slot_names.join(" "));
    let lines: Vec<&str> = text.lines().collect();
    for row in listing::list(code).lines() {
        let number = row.get(..5).and_then(|column| column.trim().parse::<usize>().ok());
        if let Some(line) = number.and_then(|number| lines.get(number - 1)) {
            let _ = writeln!(shown, "{line}");
        }
        let _ = writeln!(shown, "{row}");
    }
    for constant in &code.constants {
        if let Constant::Code(nested) = constant {
            list(nested, text, shown);
        }
    }
}
