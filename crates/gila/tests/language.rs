//! The scripts of `tests/lang` and `tests/gil` under Gila, against what CPython 3.14 wrote: one test per script,
//! at the default and at the smallest switch interval; those of `tests/gil` under every policy of the lock as well.
//!
//! `cargo test --release -p gila --test language lists/` runs those whose name contains `lists/`.
//!
//! Scripts that do not pass yet stand in `tests/pending.txt` with the reason. They are run, too: one that passes
//! fails the test until its line is gone, so the list only gets shorter. `GILA_PENDING=show` shows how they differ;
//! `GILA_PENDING=shrink` takes out the lines of those that pass.

mod scripts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use libtest_mimic::{Arguments, Failed, Trial};
use scripts::{Written, root};

/// The options of the two runs of a script.
const RUNS: [(&str, &[&str]); 2] =
    [("", &[]), (" at the smallest switch interval", &["-X", "switch_interval=0.000001"])];

/// The options of the further runs of a script about threads.
const POLICIES: [(&str, &[&str]); 3] = [
    (" under the policy fifo", &["-X", "gil=fifo"]),
    (" under the policy io", &["-X", "gil=io"]),
    (" under the policy ticks", &["-X", "gil=ticks"]),
];

fn main() {
    let tests = root().join("tests");
    let pending = pending(&tests);
    let mut trials = Vec::new();
    for script in all_scripts(&tests) {
        let relative = script.strip_prefix(&tests).expect("scripts are in tests/");
        let name = relative.with_extension("").to_string_lossy().into_owned();
        trials.push(if pending.contains_key(&name) {
            Trial::test(name.clone(), move || still_pending(&name, &script)).with_kind("pending")
        } else {
            Trial::test(name, move || agrees(&script))
        });
    }
    let unknown: Vec<&String> =
        pending.keys().filter(|name| trials.iter().all(|trial| trial.name() != name.as_str())).collect();
    assert!(unknown.is_empty(), "tests/pending.txt names scripts that are not there: {unknown:?}");
    let mut arguments = Arguments::from_args();
    // Each script has a process of its own and some measure time: no more at once than there are processors.
    arguments
        .test_threads
        .get_or_insert_with(|| std::thread::available_parallelism().map_or(1, |count| count.get().min(2)));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Files directly in `lang/<area>/` and in `gil/`; what is deeper is imported by them.
fn all_scripts(tests: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        entries(&tests.join("lang")).into_iter().filter(|path| path.is_dir()).collect();
    folders.push(tests.join("gil"));
    let files = folders.iter().flat_map(|folder| entries(folder));
    files.filter(|path| path.extension().is_some_and(|extension| extension == "py")).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(folder).expect("the folder of tests is there");
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

/// The scripts that are known not to pass: `name  reason`, one a line.
fn pending(tests: &Path) -> BTreeMap<String, String> {
    let list = std::fs::read_to_string(tests.join("pending.txt")).expect("tests/pending.txt is there");
    let rows = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let (name, reason) = row.split_once("  ").unwrap_or((row, ""));
        assert!(!reason.trim().is_empty(), "tests/pending.txt gives no reason for {name}");
        (name.to_owned(), reason.trim().to_owned())
    })
    .collect()
}

/// How the runs of a script differ from the recording; empty if they do not.
fn differences(script: &Path) -> String {
    let want = Written::recorded(script);
    let about_threads = script.parent() == Some(root().join("tests/gil").as_path());
    let policies = if about_threads { &POLICIES[..] } else { &[] };
    for (when, options) in RUNS.iter().chain(policies) {
        let difference = want.difference(&Written::by_gila(script, options));
        if !difference.is_empty() {
            return format!("{}{when}\n{difference}", script.display());
        }
    }
    String::new()
}

fn agrees(script: &Path) -> Result<(), Failed> {
    let difference = differences(script);
    if difference.is_empty() { Ok(()) } else { Err(difference.into()) }
}

fn still_pending(name: &str, script: &Path) -> Result<(), Failed> {
    let difference = differences(script);
    let wish = std::env::var("GILA_PENDING").unwrap_or_default();
    match (difference.is_empty(), wish.as_str()) {
        (true, "shrink") => Ok(take_out(name)?),
        (true, _) => {
            Err("it passes now: take its line out of tests/pending.txt (`just shrink-pending`)".into())
        }
        (false, "show") => Err(difference.into()),
        (false, _) => Ok(()),
    }
}

/// Takes a script's line out of the list.
fn take_out(name: &str) -> std::io::Result<()> {
    static WRITING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = WRITING.lock();
    let path = root().join("tests/pending.txt");
    let list = std::fs::read_to_string(&path)?;
    let kept =
        list.split_inclusive('\n').filter(|row| row.split_once("  ").is_none_or(|(found, _)| found != name));
    std::fs::write(&path, kept.collect::<String>())
}
