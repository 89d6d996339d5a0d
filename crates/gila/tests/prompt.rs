//! The prompt, through a real pseudo-terminal.

use std::process::Command;

use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};

/// What tests wait for, at most, in milliseconds.
const PATIENCE: u64 = 20_000;

struct Prompt {
    session: PtySession,
    _home: tempfile::TempDir,
}

fn start(args: &[&str], variables: &[(&str, &str)]) -> Prompt {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gila"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command.args(args).env("HOME", home.path()).env("TERM", "xterm").env("PYTHON_COLORS", "0");
    command.env("GILA_HISTORY", home.path().join("history")).envs(variables.iter().copied());
    let options = Options::new().timeout_ms(Some(PATIENCE)).strip_ansi_escape_codes(true);
    let session = spawn_with_options(command, options).expect("gila starts");
    Prompt { session, _home: home }
}

impl Prompt {
    /// Waits for a text; gives what came before it.
    fn until(&mut self, text: &str) -> String {
        self.session.exp_string(text).unwrap_or_else(|error| panic!("waiting for {text:?}: {error}"))
    }

    /// Types a line, and waits until the terminal has shown it.
    fn line(&mut self, text: &str) {
        self.session.send_line(text).expect("the prompt reads");
        self.until(text);
    }

    /// Presses keys.
    fn keys(&mut self, text: &str) {
        self.session.send(text).and_then(|_| self.session.flush()).expect("the prompt reads");
    }

    fn ends(&mut self) -> i32 {
        self.session.exp_eof().expect("the prompt ends");
        match self.session.process().wait().expect("it ends") {
            rexpect::process::WaitStatus::Exited(_, status) => status,
            other => panic!("{other:?}"),
        }
    }
}

fn quiet() -> Prompt {
    let mut prompt = start(&["-q"], &[]);
    prompt.until(">>> ");
    prompt
}

#[test]
fn the_banner_and_the_end() {
    let mut prompt = start(&[], &[]);
    prompt.until("(Python 3.14) on ");
    prompt.until("for more information.");
    prompt.until(">>> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn values_and_the_last_of_them() {
    let mut prompt = quiet();
    prompt.line("6 * 7");
    prompt.until("42");
    prompt.until(">>> ");
    prompt.line("_ + 1");
    prompt.until("43");
    prompt.until(">>> ");
    prompt.line("raise SystemExit(5)");
    assert_eq!(prompt.ends(), 5);
}

#[test]
fn blocks_and_tracebacks() {
    let mut prompt = quiet();
    prompt.line("def f():");
    prompt.until("... ");
    prompt.line("    return 1/0");
    prompt.until("... ");
    prompt.line("");
    prompt.until(">>> ");
    prompt.line("f()");
    prompt.until("File \"<python-input-1>\", line 1, in <module>");
    prompt.until("    f()");
    prompt.until("File \"<python-input-0>\", line 2, in f");
    prompt.until("    return 1/0");
    prompt.until("ZeroDivisionError: division by zero");
    prompt.until(">>> ");
    prompt.line("import sys; sys.last_exc");
    prompt.until("ZeroDivisionError('division by zero')");
    prompt.until(">>> ");
    prompt.line("(1 +");
    prompt.until("... ");
    prompt.line("2)");
    prompt.until("3");
    prompt.until(">>> ");
    prompt.line("x = = 1");
    prompt.until("SyntaxError: invalid syntax");
    prompt.until(">>> ");
    prompt.line("exit()");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn interrupts() {
    let mut prompt = quiet();
    prompt.keys("nonsense");
    prompt.until("nonsense");
    prompt.session.send_control('c').expect("the prompt reads");
    prompt.until("KeyboardInterrupt");
    prompt.until(">>> ");
    prompt.line("print('in'); [None for i in iter(int, 1)]");
    prompt.until("in\r\n");
    prompt.session.send_control('c').expect("the terminal takes it");
    prompt.until("Traceback (most recent call last)");
    prompt.until("KeyboardInterrupt");
    prompt.until(">>> ");
    prompt.line("if 1:");
    prompt.until("... ");
    prompt.session.send_control('c').expect("the prompt reads");
    prompt.until("KeyboardInterrupt");
    prompt.until(">>> ");
    prompt.line("exit");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn completion() {
    let mut prompt = quiet();
    prompt.line("class Thing: unusual = 1");
    prompt.until("... ");
    prompt.line("");
    prompt.until(">>> ");
    prompt.line("thing = Thing()");
    prompt.until(">>> ");
    prompt.keys("thing.unu\t");
    prompt.until("thing.unusual");
    prompt.session.send_line("").expect("the prompt reads");
    prompt.until("1");
    prompt.until(">>> ");
    prompt.keys("import functoo\t");
    prompt.until("import functools");
    prompt.session.send_line("").expect("the prompt reads");
    prompt.until(">>> ");
    prompt.keys("functools.redu\t.__name_\t");
    prompt.until("functools.reduce.__name__");
    prompt.session.send_control('c').expect("the prompt reads");
    // The line being edited is drawn again and again with its prompt: wait for the new one.
    prompt.until("KeyboardInterrupt");
    prompt.until(">>> ");
    prompt.keys("isinst\t");
    prompt.until("isinstance");
    prompt.session.send_control('c').expect("the prompt reads");
    prompt.until("KeyboardInterrupt");
    prompt.until(">>> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn completion_runs_nothing() {
    let mut prompt = quiet();
    prompt.line("class C:");
    prompt.until("... ");
    prompt.line("    @property");
    prompt.until("... ");
    prompt.line("    def loud(self): print('RAN'); return self");
    prompt.until("... ");
    prompt.line("    def __getattr__(self, name): print('RAN')");
    prompt.until("... ");
    prompt.line("");
    prompt.until(">>> ");
    prompt.line("c = C()");
    prompt.until(">>> ");
    prompt.keys("c.loud.lo\tc.none.x\t");
    prompt.session.send_control('c').expect("the prompt reads");
    let before = prompt.until("KeyboardInterrupt");
    assert!(!before.contains("RAN"), "{before}");
    prompt.until(">>> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn threads_go_on_while_the_prompt_waits() {
    let mut prompt = quiet();
    prompt.line("import threading, time");
    prompt.until(">>> ");
    prompt.line("t = threading.Timer(0.3, print, ['from', 'behind'])");
    prompt.until(">>> ");
    prompt.line("t.start()");
    prompt.until("from behind");
    prompt.keys("t.is_al\t");
    prompt.until("t.is_alive");
    prompt.session.send_line("()").expect("the prompt reads");
    prompt.until("False");
    prompt.until(">>> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn output_without_a_line_end_stays() {
    let mut prompt = quiet();
    prompt.line("print('left', end='')");
    let before = prompt.until(">>> ");
    assert!(before.contains("left"), "{before}");
    prompt.line("import sys; sys.ps1 = 'next> '");
    prompt.until("next> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}

#[test]
fn the_history_is_kept_in_a_file() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("kept");
    let file = file.to_str().expect("a readable name");
    let mut first = start(&["-q"], &[("GILA_HISTORY", file)]);
    first.until(">>> ");
    first.line("remembered = 1");
    first.until(">>> ");
    first.session.send_control('d').expect("the prompt reads");
    assert_eq!(first.ends(), 0);
    let mut second = start(&["-q"], &[("GILA_HISTORY", file)]);
    second.until(">>> ");
    second.keys("\x1b[A");
    second.until("remembered = 1");
    second.session.send_control('c').expect("the prompt reads");
    second.until(">>> ");
    second.session.send_control('d').expect("the prompt reads");
    assert_eq!(second.ends(), 0);
}

#[test]
fn colours_come_from_tokens() {
    let mut prompt = start(&["-q"], &[("PYTHON_COLORS", "1")]);
    prompt.until(">>> ");
    // The parser of escapes in the test's own terminal has removed the colours: that they change no letter is
    // what can be seen.
    prompt.line("'if' if 1 else None  # why");
    prompt.until("'if'");
    prompt.until(">>> ");
    prompt.session.send_control('d').expect("the prompt reads");
    assert_eq!(prompt.ends(), 0);
}
