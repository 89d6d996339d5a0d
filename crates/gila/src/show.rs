//! `gila tokens`, `gila ast` and `gila dis`: the stages of a program, from text to bytecode.

use std::io::Write;

use syntax::{Mode, SyntaxError};
use vm::heap::Obj;
use vm::objects::Code;

/// A stage of the bytecode.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Stage {
    /// As the compiler emits it: a textbook stack machine.
    Plain,
    /// With operands folded into the instructions that use them.
    Folded,
    /// As the VM has rewritten it after running the program.
    Specialised,
}

/// Prints the tokens of a file.
pub fn tokens(path: &str) -> i32 {
    show(path, syntax::list_tokens)
}

/// Prints the tree of a file.
pub fn tree(path: &str) -> i32 {
    show(path, |text, path| {
        let parsed = syntax::parse_module(text, path, Mode::Exec)?;
        let options = syntax::DumpOptions { indent: Some(2), ..syntax::DumpOptions::default() };
        Ok(format!("{}\n", syntax::dump(&parsed.module, &syntax::Source::new(text, path), options)))
    })
}

/// Prints the bytecode of a file and of everything in it.
pub fn bytecode(path: &str, stage: Stage) -> i32 {
    show(path, |text, path| {
        let options = compiler::Options { plain: stage == Stage::Plain, ..compiler::Options::default() };
        let compiled = compiler::compile_source(text, path, Mode::Exec, options)?;
        Ok(bytecode::listing::list_all(&compiled.code))
    })
}

/// The listing of a code object as the VM has rewritten it, then those of the code objects in it.
pub(crate) fn specialised(code: &Obj<Code>) -> String {
    let mut source = bytecode::Code::clone(&code.source);
    source.instrs = (0..code.len()).map(|pc| code.instr(pc)).collect();
    let mut text = bytecode::listing::list(&source);
    for constant in &code.constants {
        if let Some(nested) = constant.as_ref().and_then(|object| object.downcast::<Code>()) {
            let qualname = nested.qualname.to_string_lossy();
            text.push_str(&format!("\n<code {qualname}>:\n{}", specialised(nested)));
        }
    }
    text
}

fn show(path: &str, stage: impl FnOnce(&str, &str) -> Result<String, Box<SyntaxError>>) -> i32 {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return complain(&format!("gila: can't open file '{path}': {error}\n"), 2),
    };
    let shown = syntax::decode_source(&bytes, path).and_then(|text| stage(&text, path));
    match shown {
        Ok(text) => {
            // A reader that has gone away needs no more.
            let _ = std::io::stdout().write_all(text.as_bytes());
            0
        }
        Err(fault) => complain(&fault.to_string(), 1),
    }
}

fn complain(text: &str, status: i32) -> i32 {
    // There is no other place to complain to.
    let _ = std::io::stderr().write_all(text.as_bytes());
    status
}
