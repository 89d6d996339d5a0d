//! Running a script of `tests/` or `examples/` under the `gila` command, and what of a run is compared.
//! The rules are those of `tests/README.md`; `tests/record.py` follows the same ones under CPython.

// Each test crate uses its part.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use regex::Regex;
use similar::{ChangeTag, TextDiff};
use wait_timeout::ChildExt;

/// The top folder of the checkout.
pub fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    folder.canonicalize().expect("the checkout is there")
}

/// The command under test, with only those `PYTHON…` variables that the rules name.
pub fn gila() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gila"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PYTHON")) {
        command.env_remove(name);
    }
    command.env("PYTHON_COLORS", "0").env("PYTHONHASHSEED", "0").env("PYTHONDONTWRITEBYTECODE", "1");
    command.args(["-X", "utf8"]);
    command
}

/// How one script wants to be run: the `# name: value` comments before its first other line.
#[derive(Debug)]
pub struct Directives {
    stdin: String,
    args: Vec<String>,
    options: Vec<String>,
    env: Vec<(String, String)>,
    timeout: Duration,
    unordered: bool,
}

impl Directives {
    /// Those of a script's text.
    pub fn of(script: &str) -> Directives {
        static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^#\s*(stdin|args|options|env|timeout|unordered)(?::\s?(.*))?$")
                .expect("the pattern is valid")
        });
        let mut found = Directives {
            stdin: String::new(),
            args: Vec::new(),
            options: Vec::new(),
            env: Vec::new(),
            timeout: Duration::from_secs(20),
            unordered: false,
        };
        for line in script.lines().take_while(|line| line.starts_with('#')) {
            let Some(directive) = DIRECTIVE.captures(line) else { continue };
            let value = directive.get(2).map_or("", |value| value.as_str());
            match &directive[1] {
                "stdin" => found.stdin = unescaped(value),
                "args" => found.args = words(value),
                "options" => found.options = words(value),
                "env" => {
                    let (name, value) = value.split_once('=').unwrap_or((value, ""));
                    found.env.push((name.to_owned(), value.to_owned()));
                }
                "timeout" => {
                    found.timeout = Duration::from_secs_f64(value.parse().expect("a timeout is a number"))
                }
                _ => found.unordered = true,
            }
        }
        found
    }
}

fn words(text: &str) -> Vec<String> {
    shlex::split(text).expect("the directive's quotes are closed")
}

/// `\n`, `\t` and `\\` mean what they mean in Python.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        plain.push(match character {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('\\') => '\\',
                other => panic!("no such escape in a directive: {other:?}"),
            },
            other => other,
        });
    }
    plain
}

/// What of a run is compared: standard output, standard error and the exit status as `record.py` writes them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status and a line end, or nothing for 0.
    pub status: String,
}

impl Written {
    /// What is recorded beside a script.
    pub fn recorded(script: &Path) -> Written {
        let read = |suffix: &str| std::fs::read_to_string(script.with_extension(suffix)).unwrap_or_default();
        Written { out: read("out"), err: read("err"), status: read("status") }
    }

    /// What the script writes under `gila` with these options besides its own.
    pub fn by_gila(script: &Path, options: &[&str]) -> Written {
        let text = String::from_utf8_lossy(&std::fs::read(script).expect("the script is there")).into_owned();
        let how = Directives::of(&text);
        let folder = script.parent().expect("a script is in a folder");
        let mut command = gila();
        command
            .args(options)
            .args(&how.options)
            .arg(script.file_name().expect("a script has a name"))
            .args(&how.args);
        command.current_dir(folder).envs(how.env.iter().cloned());
        let Some(finished) = finish(command, how.stdin.as_bytes(), how.timeout) else {
            let err = format!("no end within {:?}\n", how.timeout);
            return Written { out: String::new(), err, status: "timeout\n".to_owned() };
        };
        let place = format!("{}/", folder.display());
        let normal = |bytes: &[u8]| without_addresses(&decoded(bytes)).replace(&place, "");
        let mut out = normal(&finished.stdout);
        if how.unordered {
            out = sorted_lines(&out);
        }
        let status = if finished.status == 0 { String::new() } else { format!("{}\n", finished.status) };
        Written { out, err: without_library_frames(&normal(&finished.stderr)), status }
    }

    /// The lines in which two runs differ, with the lines around them; empty if they are equal.
    pub fn difference(&self, got: &Written) -> String {
        let parts = [
            ("out", &self.out, &got.out),
            ("err", &self.err, &got.err),
            ("status", &self.status, &got.status),
        ];
        parts.iter().map(|(name, want, got)| difference(name, want, got)).collect()
    }
}

/// The lines in which two texts differ, `-` for what is wanted and `+` for what there is.
pub fn difference(name: &str, want: &str, got: &str) -> String {
    if want == got {
        return String::new();
    }
    let diff = TextDiff::from_lines(want, got);
    let mut shown = format!("  {name}: - wanted, + got\n");
    for group in diff.grouped_ops(2) {
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            shown.push_str(&format!("  {sign} {}\n", change.value().trim_end_matches('\n')));
        }
        shown.push_str("  …\n");
    }
    shown
}

/// A process that has ended.
pub struct Finished {
    /// All of its standard output.
    pub stdout: Vec<u8>,
    /// All of its standard error.
    pub stderr: Vec<u8>,
    /// Its exit status; below zero, the signal that killed it.
    pub status: i32,
}

/// Runs a command to its end, or kills it and whatever it started when the time is over.
pub fn finish(mut command: Command, stdin: &[u8], timeout: Duration) -> Option<Finished> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn().expect("the command starts");
    let mut input = child.stdin.take().expect("standard input is a pipe");
    let mut output = child.stdout.take().expect("standard output is a pipe");
    let mut errors = child.stderr.take().expect("standard error is a pipe");
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A script need not read its input to the end.
            let _ = input.write_all(stdin);
        });
        let stdout = scope.spawn(move || read_all(&mut output));
        let stderr = scope.spawn(move || read_all(&mut errors));
        let ended = child.wait_timeout(timeout).expect("a child can be waited for");
        if ended.is_none() {
            let group = rustix::process::Pid::from_child(&child);
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL)
                .expect("the child is there");
            child.wait().expect("a killed child ends");
        }
        let stdout = stdout.join().expect("reading does not panic");
        let stderr = stderr.join().expect("reading does not panic");
        let status = ended?;
        let status = status.code().unwrap_or_else(|| -status.signal().expect("it ended by a signal"));
        Some(Finished { stdout, stderr, status })
    })
}

fn read_all(pipe: &mut impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).expect("a pipe can be read");
    bytes
}

/// Text of bytes; those that are not UTF-8 become `\xNN`.
fn decoded(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    text
}

/// ` at 0x7f…` differs from run to run.
pub fn without_addresses(text: &str) -> String {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bat 0x[0-9a-f]+").expect("the pattern is valid"));
    ADDRESS.replace_all(text, "at 0xADDRESS").into_owned()
}

/// Drops the frames of library files from tracebacks: they say where Python is installed.
fn without_library_frames(text: &str) -> String {
    static FRAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^\s+File "(?:/|<frozen )"#).expect("the pattern is valid"));
    let mut kept = String::new();
    let mut dropping = false;
    for line in lines(text) {
        if FRAME.is_match(line) {
            dropping = true;
        } else if !(dropping && line.starts_with("    ")) {
            dropping = false;
            kept.push_str(line);
        }
    }
    kept
}

/// The lines of a text in order, so that two runs that write them in another order compare equal.
pub fn sorted_lines(text: &str) -> String {
    let mut sorted = lines(text);
    sorted.sort_unstable();
    sorted.concat()
}

/// The lines with their ends, cut where Python's `str.splitlines` does.
fn lines(text: &str) -> Vec<&str> {
    let is_end = |character| matches!(character, '\n' | '\x0b'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_end) {
        let crlf = rest[at..].starts_with("\r\n");
        let width = if crlf { 2 } else { rest[at..].chars().next().map_or(1, char::len_utf8) };
        let (line, more) = rest.split_at(at + width);
        found.push(line);
        rest = more;
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}
