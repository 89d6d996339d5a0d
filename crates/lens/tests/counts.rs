//! The table of counts, of a run whose events are known.

use std::sync::Arc;
use std::time::Duration;

use gil::{CountingRecorder, Cpython, Lock, ThreadOptions};

#[test]
fn counts_are_a_table_of_what_happened() {
    let recorder = Arc::new(CountingRecorder::new());
    let lock = Lock::new(Box::new(Cpython::new()), recorder.clone());
    let mut gil = lock.attach(ThreadOptions::default());
    gil.sleep(Duration::ZERO);
    gil.sleep(Duration::ZERO);
    drop(gil);
    let shown = lens::Counts(&recorder).to_string();
    let rows: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    for row in [vec!["GIL", "events"], vec!["start", "1"], vec!["end", "1"], vec!["by", "sleep", "2"]] {
        assert!(rows.contains(&row), "{row:?} in\n{shown}");
    }
    assert!(!shown.contains("forced switch"), "what did not happen is not shown:\n{shown}");
}
