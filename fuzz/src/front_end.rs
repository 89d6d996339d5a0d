//! One text through the front end.

use bytecode::verify::verify;
use compiler::Options;
use syntax::Mode;

/// Decodes, lists, parses and compiles a text in every way.
///
/// # Panics
/// If something in the front end does, if an error has no message, or if code comes out that the verifier refuses.
pub fn check(bytes: &[u8]) {
    let text = match syntax::decode_source(bytes, "fuzz.py") {
        Ok(text) => text,
        Err(fault) => return assert!(!fault.message.is_empty(), "an error says something"),
    };
    if let Err(fault) = syntax::list_tokens(&text, "fuzz.py") {
        assert!(!fault.to_string().is_empty(), "an error says something");
    }
    syntax::prompt_needs_more(&text);
    for mode in [Mode::Exec, Mode::Eval, Mode::Single] {
        for plain in [true, false] {
            let options = Options { plain, ..Options::default() };
            match compiler::compile_source(&text, "fuzz.py", mode, options) {
                Ok(compiled) => {
                    let verdict = verify(&compiled.code);
                    assert!(verdict.is_ok(), "the verifier refuses the code: {verdict:?}");
                    assert!(!bytecode::listing::list_all(&compiled.code).is_empty(), "code can be listed");
                }
                Err(fault) => assert!(!fault.to_string().is_empty(), "an error says something"),
            }
        }
    }
}
