//! Plain and folded code do the same: random functions run on a machine just large enough for them.
//!
//! The functions (made by `program`) assign, swap, delete, branch, loop, catch and call; what is compared is
//! every call's arguments in order, and the result, or the exception and the place it was raised at. The machine
//! (`machine`) checks, too, that nothing is taken from an empty temporary.

#[path = "fold_agrees/machine.rs"]
mod machine;
#[path = "fold_agrees/program.rs"]
mod program;

use bytecode::{Code, Constant, listing};
use compiler::{Options, compile_source};
use machine::Machine;
use program::Writer;
use syntax::Mode;

#[test]
fn random_functions_do_the_same_plain_and_folded() {
    for seed in 0..3000 {
        let text = Writer::new(seed).function();
        let [plain, folded] = [true, false].map(|plain| {
            let options = Options { plain, ..Options::default() };
            let compiled = compile_source(&text, "f", Mode::Exec, options).expect("it compiles");
            function(&compiled.code).clone()
        });
        for arguments in [[0, 1, 2], [3, 0, -1], [1, 1, 1]] {
            let expected = Machine::run(&plain, &arguments);
            let found = Machine::run(&folded, &arguments);
            assert_eq!(
                expected,
                found,
                "seed {seed}, arguments {arguments:?}:\n{text}\n{}\n{}",
                listing::list(&plain),
                listing::list(&folded)
            );
        }
    }
}

fn function(module: &Code) -> &Code {
    let mut codes = module.constants.iter().filter_map(|constant| match constant {
        Constant::Code(code) => Some(&**code),
        _ => None,
    });
    codes.next().expect("the module defines one function")
}
