//! The prompt: reads statements, runs each, and stays whatever happens in them.
//!
//! ```text
//! main thread (Python's)                        the editor's thread ([`editor`]: no Python, no objects)
//!   "read a line"  ───────────────────────────▶   rustyline: keys, history, colours ([`colour`])
//!   waits without the GIL; other threads run
//!   ◀── "what could follow this?" ─────────────   TAB
//!   answers with the GIL ([`complete`]) ───────▶
//!   ◀── the line ──────────────────────────────   Enter
//! ```
//!
//! The editor has a thread of its own because completion needs objects, and with them the GIL, in the middle of
//! a wait that must not hold it: so the main thread is asked, takes the lock, answers, and goes on waiting.
//! Nothing but text crosses. Where there is no terminal to edit on, [`plain`] reads the lines instead.

mod colour;
mod complete;
mod editor;
mod plain;

use std::io::IsTerminal;

use vm::heap::Obj;
use vm::interp::CompileRequest;
use vm::objects::exception::ExceptionKind;
use vm::objects::{Dict, Module, dict};
use vm::{Context, PyResult, Raised, Value};

/// What the prompt is at the start.
const FIRST: &str = ">>> ";
/// What it is inside a statement.
const MORE: &str = "... ";

/// How reading a line ended.
enum Line {
    /// With this line, without its end.
    Text(String),
    /// With Ctrl-C.
    Interrupt,
    /// With the end of the input.
    End,
}

/// Where lines come from.
enum Reader {
    Editor(editor::Editor),
    Plain(plain::Plain),
}

impl Reader {
    /// An editor if there is a terminal that can be edited on.
    fn choose(cx: &mut Context) -> Reader {
        let wanted = variable(cx, "PYTHON_BASIC_REPL").is_none();
        let [stdin, stdout, _] = cx.interp_ref().settings.stdio;
        let able = (stdin, stdout) == (0, 1)
            && std::io::stdin().is_terminal()
            && std::io::stdout().is_terminal()
            && std::env::var("TERM")
                .is_ok_and(|term| !matches!(term.as_str(), "" | "dumb" | "cons25" | "emacs"));
        if wanted && able {
            let options = editor::Options {
                history: history_file(cx),
                colours: colour::wanted(environment(cx)),
                builtins: complete::builtin_names(cx),
            };
            if let Some(editor) = editor::Editor::start(options) {
                return Reader::Editor(editor);
            }
        }
        Reader::Plain(plain::Plain::new(cx))
    }

    fn read(&mut self, cx: &mut Context, prompt: &str, above: &str, main: &Obj<Dict>) -> PyResult<Line> {
        match self {
            Reader::Editor(editor) => editor.read(cx, prompt, above, main),
            Reader::Plain(plain) => plain.read(cx, prompt),
        }
    }

    /// The name under which the next statement is compiled.
    fn file_name(&self, number: usize) -> String {
        match self {
            Reader::Editor(_) => format!("<python-input-{number}>"),
            Reader::Plain(_) => String::from("<stdin>"),
        }
    }
}

/// What differs between prompts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Show who is speaking.
    pub banner: bool,
    /// Run the file named by `PYTHONSTARTUP` first.
    pub startup: bool,
}

/// Reads statements and runs them until the input ends; returns the exit status.
pub fn run(cx: &mut Context, main: &Obj<Module>, options: Options) -> i32 {
    let globals = main.get(cx).dict.clone();
    let mut reader = Reader::choose(cx);
    if options.banner {
        let version = env!("CARGO_PKG_VERSION");
        let os = std::env::consts::OS;
        let hint = "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.";
        vm::report::write_stderr(cx, &format!("Gila {version} (Python 3.14) on {os}\n{hint}\n"));
    }
    set_prompts(cx);
    if options.startup
        && let Some(status) = run_startup_file(cx, &globals)
    {
        return status;
    }
    if let Some(status) = run_interactive_hook(cx) {
        return status;
    }
    let mut session = Session { globals, flags: 0, count: 0 };
    loop {
        match session.turn(cx, &mut reader) {
            Turn::Next => {}
            Turn::Leave(status) => return status,
        }
    }
}

/// What comes after a turn.
enum Turn {
    Next,
    Leave(i32),
}

struct Session {
    globals: Obj<Dict>,
    /// `from __future__` holds for the statements that follow it, too.
    flags: u32,
    /// Statements read so far.
    count: usize,
}

impl Session {
    /// Reads one statement and runs it.
    fn turn(&mut self, cx: &mut Context, reader: &mut Reader) -> Turn {
        let mut text = String::new();
        loop {
            let name = if text.is_empty() { cx.names().ps1.clone() } else { cx.names().ps2.clone() };
            let default = if text.is_empty() { FIRST } else { MORE };
            let prompt = prompt_text(cx, &name, default);
            match reader.read(cx, &prompt, &text, &self.globals) {
                Ok(Line::Text(line)) => {
                    // A line of blanks ends a block as an empty one does.
                    text.push_str(if line.trim().is_empty() && !text.is_empty() { "" } else { &line });
                    text.push('\n');
                    if !syntax::prompt_needs_more(&text) {
                        break;
                    }
                }
                Ok(Line::Interrupt) => {
                    vm::report::write_stderr(cx, "\nKeyboardInterrupt\n");
                    return Turn::Next;
                }
                Ok(Line::End) if text.is_empty() => return Turn::Leave(0),
                Ok(Line::End) => break,
                Err(raised) => return show(cx, raised),
            }
        }
        let filename = reader.file_name(self.count);
        if let Reader::Editor(editor) = reader {
            editor.remember(&text);
            match self.command(cx, text.trim()) {
                Some(Command::Leave) => return Turn::Leave(0),
                Some(Command::Clear) => {
                    editor.clear_screen();
                    return Turn::Next;
                }
                None => {}
            }
        }
        self.count += 1;
        let turn = match self.execute(cx, &text, &filename) {
            Ok(()) => Turn::Next,
            Err(raised) => show(cx, raised),
        };
        modules::io::flush_standard(cx);
        turn
    }

    /// What can be said without parentheses where lines are edited, unless the name means something else.
    fn command(&self, cx: &mut Context, word: &str) -> Option<Command> {
        let command = match word {
            "exit" | "quit" => Command::Leave,
            "clear" => Command::Clear,
            _ => return None,
        };
        let name = cx.intern(word);
        dict::get_str(cx, &self.globals, &name).is_none().then_some(command)
    }

    /// Compiles a statement, or several that were pasted at once, and runs it.
    fn execute(&mut self, cx: &mut Context, text: &str, filename: &str) -> PyResult<()> {
        vm::report::register_source(cx, filename, text);
        for part in statements(text) {
            let request = CompileRequest {
                source: part.as_bytes(),
                filename,
                mode: "single",
                flags: self.flags,
                optimize: -1,
            };
            let code = modules::registry::compile(cx, request)?;
            if code.flags.has(bytecode::CodeFlags::FUTURE_ANNOTATIONS) {
                self.flags |= bytecode::CodeFlags::FUTURE_ANNOTATIONS;
            }
            let code = cx.load_code(&code);
            cx.run_code(&code, &self.globals, Value::Empty)?;
        }
        Ok(())
    }
}

enum Command {
    Leave,
    Clear,
}

/// The statements of a text, each on its own lines: what is above it is left blank, so that line numbers stay
/// true. A text with one statement, or with a fault, is left as it is; one of blanks and comments has none.
fn statements(text: &str) -> Vec<String> {
    let whole = || vec![text.to_owned()];
    let Ok(parsed) = syntax::parse_module(text, "", syntax::Mode::Exec) else { return whole() };
    let syntax::ast::Module::Module { body } = parsed.module else { return whole() };
    if body.is_empty() {
        return Vec::new();
    }
    // Where the line of each statement begins; those on one line belong together.
    let mut starts: Vec<usize> = Vec::new();
    for (index, stmt) in body.iter().enumerate() {
        let before = if index == 0 { 0 } else { body[index - 1].span.end as usize };
        let start = stmt.span.start as usize;
        // Decorators stand above what the span says: everything behind the statement before belongs to this one.
        match text[before..start].find('\n') {
            _ if index == 0 => starts.push(0),
            Some(newline) => starts.push(before + newline + 1),
            None => {}
        }
    }
    if starts.len() < 2 {
        return whole();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let part = |start: usize, end: usize| {
        let above = "\n".repeat(text[..start].matches('\n').count());
        format!("{above}{}\n", &text[start..end])
    };
    starts.iter().copied().zip(ends).map(|(start, end)| part(start, end)).collect()
}

/// Shows what a statement has raised; `SystemExit` leaves.
fn show(cx: &mut Context, raised: Raised) -> Turn {
    if cx.is_exception(&raised, ExceptionKind::SystemExit) {
        return Turn::Leave(vm::report::handle_system_exit(cx, &raised.0) & 0xff);
    }
    vm::report::report_uncaught(cx, &raised.0);
    Turn::Next
}

/// `sys.ps1` and `sys.ps2` exist only where there is a prompt.
fn set_prompts(cx: &mut Context) {
    let sys = cx.interp_ref().sys.clone();
    for (name, text) in [(cx.names().ps1.clone(), FIRST), (cx.names().ps2.clone(), MORE)] {
        if dict::get_str(cx, &sys, &name).is_none() {
            let text = cx.str_value(text);
            dict::set_str(cx, &sys, &name, text);
        }
    }
}

/// The prompt to show: what `str()` makes of it, each time anew. One that fails is no prompt at all.
fn prompt_text(cx: &mut Context, name: &Obj<vm::objects::Str>, default: &str) -> String {
    let sys = cx.interp_ref().sys.clone();
    match dict::get_str(cx, &sys, name) {
        Some(value) => cx.str_text(&value).unwrap_or_default(),
        None => default.to_owned(),
    }
}

/// Whether variables that begin with `PYTHON` count.
fn environment(cx: &Context) -> bool {
    !cx.interp_ref().settings.flags.iter().any(|(name, value)| *name == "ignore_environment" && *value != 0)
}

/// A variable that begins with `PYTHON`.
fn variable(cx: &Context, name: &str) -> Option<String> {
    if environment(cx) { std::env::var(name).ok().filter(|value| !value.is_empty()) } else { None }
}

fn history_file(cx: &Context) -> Option<std::path::PathBuf> {
    let given = std::env::var("GILA_HISTORY").ok().or_else(|| variable(cx, "PYTHON_HISTORY"));
    match given {
        Some(path) if !path.is_empty() => Some(path.into()),
        _ => std::env::home_dir().map(|home| home.join(".gila_history")),
    }
}

/// Runs the file named by `PYTHONSTARTUP`, in the namespace of the prompt.
fn run_startup_file(cx: &mut Context, globals: &Obj<Dict>) -> Option<i32> {
    let path = variable(cx, "PYTHONSTARTUP")?;
    let bytes = match cx.blocking(gil::Cause::Io, || std::fs::read(&path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let name = cx.str_value(&path);
            let raised = vm::objects::exception_methods::os_error(cx, &error, name);
            vm::report::write_stderr(cx, "Could not open PYTHONSTARTUP\n");
            vm::report::print_exception(cx, &raised.0);
            return None;
        }
    };
    let ran = modules::importing::run_source(cx, &bytes, &path, globals).map(drop);
    modules::io::flush_standard(cx);
    left(cx, ran)
}

/// `sys.__interactivehook__()`, if there is one.
fn run_interactive_hook(cx: &mut Context) -> Option<i32> {
    let name = cx.intern("__interactivehook__");
    let sys = cx.interp_ref().sys.clone();
    let hook = dict::get_str(cx, &sys, &name)?;
    let called = cx.call(&hook, &[]).map(drop);
    if called.is_err() {
        vm::report::write_stderr(cx, "Failed calling sys.__interactivehook__\n");
    }
    left(cx, called)
}

/// The status, if the result says to leave.
fn left(cx: &mut Context, result: PyResult<()>) -> Option<i32> {
    match result.map_err(|raised| show(cx, raised)) {
        Err(Turn::Leave(status)) => Some(status),
        Ok(()) | Err(Turn::Next) => None,
    }
}

#[cfg(test)]
#[path = "prompt/prompt_tests.rs"]
mod tests;
