//! The book tells the truth: every block that is followed by its output is run, one test per page, and the
//! generated page is fresh. `GILA_WRITE_BOOK=1` writes the outputs and the page anew instead.
//!
//! What runs:
//! - a block marked `python` with a block marked `output` after it; `python,file=NAME` is also kept as that file for
//!   the rest of the page;
//! - a block marked `console`: its lines `$ gila …` are run where those files are, the lines between are the output.
//!
//! `output,numbers-differ` and `output,order-differs` (also `console,…`) compare like the examples do.

mod blocks;
mod opcodes;
mod scripts;

use std::path::Path;
use std::time::Duration;

use blocks::{Block, Compare, command_lines, parse};
use libtest_mimic::{Arguments, Failed, Trial};
use regex::Regex;
use scripts::{difference, finish, gila, root, sorted_lines};

fn main() {
    let pages = root().join("book/src");
    let writes = std::env::var_os("GILA_WRITE_BOOK").is_some();
    let generated = pages.join("opcodes.md");
    let mut trials =
        vec![Trial::test("opcodes.md is what the table says", move || fresh(&generated, writes))];
    let mut files: Vec<_> = std::fs::read_dir(&pages)
        .expect("book/src is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a page can be read");
        let count = parse(&text).iter().filter(|block| block.output.is_some()).count();
        if count > 0 {
            let name =
                format!("{} ({count} blocks)", file.file_name().expect("it has a name").to_string_lossy());
            trials.push(Trial::test(name, move || page(&file, writes)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The page of opcodes is what the table gives.
fn fresh(page: &Path, writes: bool) -> Result<(), Failed> {
    let text = opcodes::chapter();
    if writes {
        std::fs::write(page, &text)?;
    }
    let shown = difference("opcodes.md", &text, &std::fs::read_to_string(page).unwrap_or_default());
    if shown.is_empty() { Ok(()) } else { Err(format!("`just book` writes it anew\n{shown}").into()) }
}

/// Runs the blocks of a page, in order.
fn page(file: &Path, writes: bool) -> Result<(), Failed> {
    let mut text = std::fs::read_to_string(file)?;
    let folder = tempfile::tempdir()?;
    let mut wrong = String::new();
    // From the end to the start, so that writing one output does not move the places of those before it.
    let blocks = parse(&text);
    for block in &blocks {
        if let Some(name) = &block.file {
            std::fs::write(folder.path().join(name), &block.code)?;
        }
    }
    for block in blocks.iter().rev() {
        let Some(output) = &block.output else { continue };
        let got = run(block, folder.path())?;
        let shown = difference(
            "output",
            &comparable(&output.text, output.compare),
            &comparable(&got, output.compare),
        );
        if shown.is_empty() {
            continue;
        }
        if writes {
            text.replace_range(output.place.clone(), &got);
        } else {
            wrong.insert_str(0, &format!("line {}:\n{shown}", block.line));
        }
    }
    if writes {
        std::fs::write(file, &text)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// What a block prints: both streams of a script, or a console block with its commands.
fn run(block: &Block, folder: &Path) -> Result<String, Failed> {
    if !block.is_console {
        let name = block.file.as_deref().unwrap_or("example.py");
        std::fs::write(folder.join(name), &block.code)?;
        return printed(&[name.to_owned()], folder);
    }
    let mut shown = String::new();
    for line in command_lines(&block.code) {
        let words = shlex::split(line).ok_or("a quote is not closed")?;
        let Some(("gila", args)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) else {
            return Err(format!("only `gila` is run in the book, not `{line}`").into());
        };
        shown.push_str(&format!("$ {line}\n{}", printed(args, folder)?));
    }
    Ok(shown)
}

fn printed(args: &[String], folder: &Path) -> Result<String, Failed> {
    let mut command = gila();
    // The examples are named from the top of the checkout, as a reader types them.
    let top = root();
    command.current_dir(folder);
    command.args(args.iter().map(|arg| {
        if arg.starts_with("examples/") { format!("{}/{arg}", top.display()) } else { arg.clone() }
    }));
    // `dis` and the like are commands, before which no option may stand.
    if args.first().is_some_and(|first| matches!(first.as_str(), "dis" | "ast" | "tokens")) {
        command = std::process::Command::new(env!("CARGO_BIN_EXE_gila"));
        command.current_dir(folder).args(args);
    }
    let finished = finish(command, b"", Duration::from_secs(60)).ok_or("no end within a minute")?;
    let folder = format!("{}/", folder.canonicalize()?.display());
    let text = [finished.stdout, finished.stderr].concat();
    Ok(scripts::without_addresses(&String::from_utf8_lossy(&text).replace(&folder, "")))
}

fn comparable(text: &str, compare: Compare) -> String {
    match compare {
        Compare::Same => text.to_owned(),
        Compare::NumbersDiffer => {
            let number = Regex::new(" *[0-9][0-9.,]*").expect("the pattern is valid");
            number.replace_all(text, "#").into_owned()
        }
        Compare::OrderDiffers => sorted_lines(text),
    }
}
