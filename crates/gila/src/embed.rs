//! Running a program and having what it prints: what tests and other programs use.

use std::io::Read;
use std::os::fd::AsRawFd;

use vm::interp::Settings;

use crate::lifecycle::{Program, RunOptions, run};

/// How a program ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
    /// Its exit status.
    pub status: i32,
}

/// Runs source text as `gila -c` does, in an interpreter of its own with standard input at its end.
///
/// # Panics
/// If the system grants no pipes.
pub fn run_captured(source: &str) -> Outcome {
    run_program_captured(&Program::Command(source.to_string()), Settings::default())
}

/// Runs a program with these settings; its standard streams are replaced.
///
/// # Panics
/// If the system grants no pipes.
pub fn run_program_captured(program: &Program, mut settings: Settings) -> Outcome {
    let pipe = || std::io::pipe().expect("the system grants a pipe");
    let ((input, input_writer), (mut out, out_writer), (mut err, err_writer)) = (pipe(), pipe(), pipe());
    drop(input_writer);
    settings.stdio = [input.as_raw_fd(), out_writer.as_raw_fd(), err_writer.as_raw_fd()];
    std::thread::scope(|scope| {
        let stdout = scope.spawn(move || read_all(&mut out));
        let stderr = scope.spawn(move || read_all(&mut err));
        let status = run(program, settings, &RunOptions::default());
        drop((out_writer, err_writer, input));
        let joined = |handle: std::thread::ScopedJoinHandle<'_, String>| match handle.join() {
            Ok(text) => text,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        Outcome { stdout: joined(stdout), stderr: joined(stderr), status }
    })
}

fn read_all(pipe: &mut std::io::PipeReader) -> String {
    let mut bytes = Vec::new();
    // A pipe that breaks has given all that it will.
    let _ = pipe.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
