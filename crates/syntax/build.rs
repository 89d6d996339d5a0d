//! Generates the parser's tables from the grammar, only when the grammar changes.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../grammar/python.lalrpop");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    lalrpop::Configuration::new()
        .set_in_dir("../../grammar")
        .set_out_dir(Path::new(&out))
        .emit_rerun_directives(false)
        .process()
        .expect("the grammar is LR(1)");
}
