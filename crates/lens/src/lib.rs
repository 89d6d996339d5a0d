//! What is seen of a run of the lock, as text for people: so far, how many events of each kind there were.
//! It knows the lock (`gil`) and nothing of Python. What happens, and when, is recorded there; who asks for a
//! report is the business of the command line.
//!
//! ```
//! use std::sync::Arc;
//! use gil::{CountingRecorder, Cpython, Lock, ThreadOptions};
//!
//! let recorder = Arc::new(CountingRecorder::new());
//! let lock = Lock::new(Box::new(Cpython::new()), recorder.clone());
//! drop(lock.attach(ThreadOptions::default()));
//! assert!(lens::Counts(&recorder).to_string().contains("acquire"));
//! ```
#![forbid(unsafe_code)]

use std::fmt;

use gil::{Cause, CountingRecorder, EventKind};

/// Shows the counts of a recorder as a table; kinds and causes that never happened are left out.
///
/// ```text
/// GIL events
///   want                 12
///   release              12
///     by sleep            4
///     by lock             8
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Counts<'a>(pub &'a CountingRecorder);

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GIL events\n")?;
        for &kind in EventKind::ALL {
            row(f, "  ", kind.name(), self.0.count(kind))?;
            if kind == EventKind::Release {
                for &cause in Cause::ALL {
                    row(f, "    by ", cause.name(), self.0.releases(cause))?;
                }
            }
        }
        Ok(())
    }
}

fn row(f: &mut fmt::Formatter<'_>, indent: &str, name: &str, count: u64) -> fmt::Result {
    match count {
        0 => Ok(()),
        count => writeln!(f, "{:<18} {count:>10}", format!("{indent}{name}")),
    }
}
