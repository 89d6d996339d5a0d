//! Makes the table of the library's Python modules: name, whether it is a package, and the text, which the
//! compiler puts into the binary.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lib");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut modules = Vec::new();
    gather(&root, "", &mut modules)?;
    modules.sort();
    let mut table = String::from("&[\n");
    for (name, is_package, path) in &modules {
        writeln!(
            table,
            "    Embedded {{ name: {name:?}, is_package: {is_package}, text: include_str!({path:?}) }},"
        )
        .expect("writing to a string");
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("embedded.rs"), table)
}

/// Finds the modules in a folder; `prefix` is its package's name with a dot.
fn gather(folder: &Path, prefix: &str, modules: &mut Vec<(String, bool, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            if path.join("__init__.py").is_file() {
                gather(&path, &format!("{prefix}{name}."), modules)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "py") {
            println!("cargo::rerun-if-changed={}", path.display());
            let text = path.to_str().expect("the library's files have plain names").to_owned();
            match name.as_str() {
                "__init__" => modules.push((prefix.trim_end_matches('.').to_owned(), true, text)),
                _ => modules.push((format!("{prefix}{name}"), false, text)),
            }
        }
    }
    Ok(())
}
