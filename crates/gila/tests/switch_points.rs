//! Where threads can be made to give up the lock: which updates get lost under each `-X switch_points`.

use std::process::Command;

/// What loses nothing as long as no instruction is a check point but calls, entries and back edges.
const WHOLE: [&str; 6] =
    ["x += 1, for", "x += 1, while", "obj.value += 1", "lst[0] += 1", "d[\"k\"] += 1", "if x >= 0: x += 1"];

/// Runs a script of `tests/switch_points` at a short switch interval; its argument is how often it tries.
fn run(points: &str, script: &str, tries: &str) -> String {
    let script = format!("{}/../../tests/switch_points/{script}", env!("CARGO_MANIFEST_DIR"));
    let options = [&format!("-Xswitch_points={points}"), "-Xswitch_interval=0.0001", &script, tries];
    let output = Command::new(env!("CARGO_BIN_EXE_gila")).args(options).output().expect("gila runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("the script prints ASCII")
}

#[test]
fn calls_entries_and_back_edges_only() {
    let printed = run("3.14", "lost_updates.py", "10");
    assert_eq!(printed.lines().count(), 14);
    for line in printed.lines() {
        let (shape, outcome) = line.rsplit_once(": ").expect("a shape and what became of it");
        assert_eq!(outcome, if WHOLE.contains(&shape) { "safe" } else { "loses" }, "{shape}");
    }
}

#[test]
fn between_any_instructions() {
    for points in ["3.9", "free"] {
        let printed = run(points, "lost_updates.py", "100");
        assert_eq!(printed.lines().count(), 14);
        for line in printed.lines() {
            assert!(line.ends_with(": loses"), "{points}: {line}");
        }
    }
}

#[test]
fn inside_of_native_functions() {
    assert_eq!(run("3.9", "lists_seen_halfway.py", "20000"), "never\n");
    assert_eq!(run("free", "lists_seen_halfway.py", "1000000"), "halfway\n");
}

#[test]
fn unknown_name() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_gila")).args(["-Xswitch_points=2.7", "-c", "print(1)"]).output();
    let output = output.expect("gila runs");
    assert_eq!(output.status.code(), Some(2));
    let message = "gila: -X switch_points=2.7: one of 3.14, 3.9, free is wanted\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), message);
}
