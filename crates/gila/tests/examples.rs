//! Every script of `examples/` under Gila, against what CPython 3.14 wrote (`examples/expected/`), compared as
//! the script's first line says: one test per script.

mod scripts;

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use regex::Regex;
use scripts::{difference, finish, gila, root, sorted_lines};

fn main() {
    let folder = root().join("examples");
    let listed = std::fs::read_dir(&folder).expect("examples/ is there");
    let mut scripts: Vec<_> = listed.map(|entry| entry.expect("it can be listed").path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    scripts.sort();
    let trial = |script: std::path::PathBuf| {
        let name = script.file_name().expect("a script has a name").to_string_lossy().into_owned();
        Trial::test(name, move || runs_as_expected(&script))
    };
    let trials = scripts.into_iter().map(trial).collect();
    let mut arguments = Arguments::from_args();
    // They measure time: one after the other.
    arguments.test_threads.get_or_insert(1);
    libtest_mimic::run(&arguments, trials).exit();
}

fn runs_as_expected(script: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(script)?;
    let rule = text.lines().next().and_then(|line| line.strip_prefix("# prints: ")).unwrap_or("");
    let name = script.file_stem().expect("a script has a name");
    let expected = script.with_file_name("expected").join(name).with_extension("out");
    let want =
        std::fs::read_to_string(&expected).map_err(|error| format!("{}: {error}", expected.display()))?;
    let mut command = gila();
    command.arg(script);
    let finished = finish(command, b"", Duration::from_secs(120)).ok_or("no end within two minutes")?;
    let stderr = String::from_utf8_lossy(&finished.stderr);
    if finished.status != 0 || !stderr.is_empty() {
        return Err(format!("exit status {}\n{stderr}", finished.status).into());
    }
    let got = String::from_utf8_lossy(&finished.stdout);
    let shown = difference("out", &comparable(&want, rule)?, &comparable(&got, rule)?);
    if shown.is_empty() { Ok(()) } else { Err(shown.into()) }
}

/// What two runs of a script have in common, by the rules of `examples/README.md`.
fn comparable(output: &str, rule: &str) -> Result<String, String> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(" *[0-9][0-9.,]*").expect("the pattern is valid"));
    // The one word that says which interpreter it is.
    let output = output.replace("under cpython", "under gila");
    match rule {
        "same" => Ok(output),
        "numbers differ" => Ok(NUMBER.replace_all(&output, "#").into_owned()),
        "order differs" => Ok(sorted_lines(&output)),
        other => {
            Err(format!("the script's first line says {other:?}, which examples/README.md does not know"))
        }
    }
}
