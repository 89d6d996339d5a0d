//! The life of an interpreter: start, the program, and the end in CPython's order.
//!
//! ```text
//! start ▶ program ▶ uncaught exception shown ▶ threading._shutdown (pools drain, threads joined)
//!       ▶ atexit ▶ flush ▶ finalizing: daemon threads stop at the lock ▶ modules cleared ▶ flush ▶ status
//! ```

use std::sync::Arc;

use gil::{CountingRecorder, ThreadOptions};
use vm::heap::Obj;
use vm::interp::{Hooks, Settings};
use vm::objects::exception::ExceptionKind;
use vm::objects::{Dict, Module, dict};
use vm::{Context, Interp, PyResult, Raised, Value};

/// What to run.
#[derive(Clone, Debug)]
pub enum Program {
    /// A file.
    Script(String),
    /// The text of `-c`.
    Command(String),
    /// The module of `-m`.
    Module(String),
    /// Standard input, all of it.
    Input,
    /// The prompt.
    Prompt,
    /// A file, and then the listing of its code as the VM has rewritten it while it ran.
    Listing(String),
}

/// How a run differs from `gila script.py`.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// Stay at the prompt after the program (`-i`).
    pub interactive: bool,
    /// Show no banner (`-q`).
    pub quiet: bool,
    /// Take care of the process's signals: one interpreter of a process at most.
    pub signals: bool,
    /// Leave out the script's first line (`-x`).
    pub skip_first_line: bool,
}

/// Native stack below the frame that starts an interpreter, in bytes, when the system does not say.
const NATIVE_STACK: usize = 1 << 20;

/// Runs a program in an interpreter of its own and returns the exit status. A status below zero is a signal that
/// the process should die of.
pub fn run(program: &Program, settings: Settings, options: &RunOptions) -> i32 {
    let (interp, counted) = new_interp(settings);
    let thread = ThreadOptions { main: true, daemon: false, name: "MainThread".into() };
    let mut cx = Context::attach(&interp, thread, native_stack());
    cx.show_to_signals();
    let status = match begin(&mut cx, options) {
        Ok(main) => {
            let ready = crate::lock_options::apply(&mut cx);
            match (ready, program) {
                (Err(raised), _) => conclude(&mut cx, Err(raised)),
                (Ok(()), Program::Prompt) => {
                    let prompt = crate::prompt::Options { banner: !options.quiet, startup: true };
                    crate::prompt::run(&mut cx, &main, prompt)
                }
                (Ok(()), _) => {
                    let result = run_program(&mut cx, program, &main, options);
                    if options.interactive {
                        // Not even SystemExit leaves now.
                        if let Err(raised) = result {
                            vm::report::report_uncaught(&mut cx, &raised.0);
                        }
                        crate::prompt::run(&mut cx, &main, crate::prompt::Options::default())
                    } else {
                        conclude(&mut cx, result)
                    }
                }
            }
        }
        Err(raised) => conclude(&mut cx, Err(raised)),
    };
    end(cx, status, counted.as_deref())
}

/// A fresh interpreter with its hooks, not started yet.
fn new_interp(settings: Settings) -> (Arc<Interp>, Option<Arc<CountingRecorder>>) {
    let (lock, counted) = crate::lock_options::new_lock(&settings);
    let hooks =
        Hooks { compile: Some(crate::compile::compile), signals: Some(modules::signals::run_handlers) };
    (vm::interp::start(lock, hooks, settings), counted)
}

/// How much stack the calling thread has left, as far as the system tells. A thread of whoever embeds Gila may
/// have much less than the main one.
fn native_stack() -> usize {
    stacker::remaining_stack().unwrap_or(NATIVE_STACK).clamp(256 << 10, 64 << 20)
}

/// Makes the first modules, the standard streams and `__main__`.
fn begin(cx: &mut Context, options: &RunOptions) -> PyResult<Obj<Module>> {
    modules::start(cx)?;
    if options.signals {
        modules::signals::install(cx)?;
        let flags = &cx.interp_ref().settings.flags;
        if flags.contains(&("faulthandler", 1)) {
            modules::faulthandler::enable_at_start(cx)?;
        }
    }
    let main = cx.new_module("__main__", Value::None);
    let namespace = main.get(cx).dict.clone();
    let (name, builtins) =
        (cx.names().__builtins__.clone(), modules::importing::import_module(cx, "builtins")?);
    dict::set_str(cx, &namespace, &name, builtins);
    let annotations = cx.names().__spec__.clone();
    dict::set_str(cx, &namespace, &annotations, Value::None);
    let modules = cx.interp_ref().modules.clone();
    let key = cx.names().__main__.clone();
    dict::set_str(cx, &modules, &key, main.value());
    crate::teardown::remember_builtins(cx);
    Ok(main)
}

fn run_program(
    cx: &mut Context,
    program: &Program,
    main: &Obj<Module>,
    options: &RunOptions,
) -> PyResult<()> {
    let globals = main.get(cx).dict.clone();
    match program {
        Program::Script(path) => run_script(cx, path, &globals, options),
        Program::Listing(path) => run_and_list(cx, path, &globals),
        Program::Command(text) => {
            vm::report::register_source(cx, "<string>", text);
            modules::importing::run_source(cx, text.as_bytes(), "<string>", &globals).map(drop)
        }
        Program::Input => {
            let bytes = read_input(cx)?;
            vm::report::register_source(cx, "<stdin>", &String::from_utf8_lossy(&bytes));
            file_name(cx, &globals, "<stdin>".to_string());
            modules::importing::run_source(cx, &bytes, "<stdin>", &globals).map(drop)
        }
        Program::Module(name) => modules::importing::run_module_as_main(cx, name, main),
        Program::Prompt => unreachable!("I-9: the caller has the prompt run"),
    }
}

/// All of standard input.
fn read_input(cx: &mut Context) -> PyResult<Vec<u8>> {
    let sys = modules::importing::import_module(cx, "sys")?;
    let stdin = cx.get_attr_named(&sys, "stdin")?;
    let buffer = cx.get_attr_named(&stdin, "buffer")?;
    let bytes = cx.call_method_named(&buffer, "read", &[])?;
    Ok(cx.bytes_like(&bytes)?.items().to_vec())
}

/// Runs a file as `__main__`. A folder runs its `__main__.py`.
fn run_script(cx: &mut Context, path: &str, globals: &Obj<Dict>, options: &RunOptions) -> PyResult<()> {
    let (mut bytes, file) = read_script(cx, path)?;
    if options.skip_first_line {
        // Its end stays, for line numbers.
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        bytes.drain(..end);
    }
    let file = file_name(cx, globals, file);
    modules::importing::run_source(cx, &bytes, &file, globals).map(drop)
}

/// Runs a file as `__main__`, and then lists its code; what the program prints comes first.
fn run_and_list(cx: &mut Context, path: &str, globals: &Obj<Dict>) -> PyResult<()> {
    let (bytes, file) = read_script(cx, path)?;
    let file = file_name(cx, globals, file);
    let request =
        vm::interp::CompileRequest { source: &bytes, filename: &file, mode: "exec", flags: 0, optimize: -1 };
    let code = modules::registry::compile(cx, request)?;
    let code = cx.load_code(&code);
    let ran = cx.run_code(&code, globals, Value::Empty).map(drop);
    let listing = cx.str_value(&crate::show::specialised(&code));
    let stdout =
        modules::importing::import_module(cx, "sys").and_then(|sys| cx.get_attr_named(&sys, "stdout"))?;
    cx.call_method_named(&stdout, "write", &[listing])?;
    ran
}

/// Sets `__file__`, and `__cached__`: no file with bytecode belongs to it.
fn file_name(cx: &mut Context, globals: &Obj<Dict>, file: String) -> String {
    let (name, value) = (cx.names().__file__.clone(), cx.str_value(&file));
    dict::set_str(cx, globals, &name, value);
    let name = cx.intern("__cached__");
    dict::set_str(cx, globals, &name, Value::None);
    file
}

/// The text of a script, or of a folder's `__main__.py`, and that file's absolute name.
fn read_script(cx: &mut Context, path: &str) -> PyResult<(Vec<u8>, String)> {
    let mut file = absolute(path);
    if std::path::Path::new(path).is_dir() {
        file = format!("{}/__main__.py", file.trim_end_matches('/'));
        if !std::path::Path::new(&file).exists() {
            let program = cx.interp_ref().settings.executable.clone();
            let message = format!("{program}: can't find '__main__' module in '{}'\n", absolute(path));
            vm::report::write_stderr(cx, &message);
            return Err(cx.error_with(ExceptionKind::SystemExit, vec![Value::Int(1)]));
        }
    }
    match cx.blocking(gil::Cause::Io, || std::fs::read(&file)) {
        Ok(bytes) => Ok((bytes, file)),
        Err(error) => Err(cannot_open(cx, &file, &error)),
    }
}

/// The message for a script that cannot be read, and exit status 2.
fn cannot_open(cx: &mut Context, file: &str, error: &std::io::Error) -> Raised {
    let number = error.raw_os_error().unwrap_or(0);
    let text = error.to_string();
    let text = text.rsplit_once(" (os error").map_or(text.as_str(), |(text, _)| text);
    let program = cx.interp_ref().settings.executable.clone();
    let message = format!("{program}: can't open file '{file}': [Errno {number}] {text}\n");
    vm::report::write_stderr(cx, &message);
    cx.error_with(ExceptionKind::SystemExit, vec![Value::Int(2)])
}

/// The name of a file from the root on. `..` and `./` stay, as CPython has it: links may be in the way.
pub(crate) fn absolute(path: &str) -> String {
    if path.starts_with('/') {
        return path.to_string();
    }
    let Ok(here) = std::env::current_dir() else { return path.to_string() };
    let here = here.to_string_lossy();
    if path.is_empty() || path == "." {
        here.into_owned()
    } else {
        format!("{}/{path}", here.trim_end_matches('/'))
    }
}

/// Shows an uncaught exception and gives the exit status.
pub(crate) fn conclude(cx: &mut Context, result: PyResult<()>) -> i32 {
    match result {
        Ok(()) => 0,
        Err(raised) if cx.is_exception(&raised, ExceptionKind::SystemExit) => {
            // As the system has it; below zero it would be a signal.
            vm::report::handle_system_exit(cx, &raised.0) & 0xff
        }
        Err(raised) => {
            let interrupted = cx.is_exception(&raised, ExceptionKind::KeyboardInterrupt);
            vm::report::report_uncaught(cx, &raised.0);
            if interrupted { -signal_number() } else { 1 }
        }
    }
}

fn signal_number() -> i32 {
    rustix::process::Signal::INT.as_raw()
}

/// Ends the interpreter.
fn end(mut cx: Context, status: i32, counted: Option<&CountingRecorder>) -> i32 {
    cx.show_to_signals();
    let status = shutdown_threads(&mut cx, status);
    modules::atexit::run(&mut cx);
    modules::io::flush_standard(&mut cx);
    modules::faulthandler::end(&mut cx);
    let interp = cx.interp();
    interp.set_finalizing();
    let lock = interp.lock.clone();
    lock.begin_finalizing(cx.gil_mut());
    modules::signals::finish(&mut cx);
    crate::teardown::clear_modules(&mut cx);
    modules::io::flush_standard(&mut cx);
    if let Some(counted) = counted {
        vm::report::write_stderr(&mut cx, &lens::Counts(counted).to_string());
    }
    drop(cx);
    status
}

/// `threading._shutdown()`, or what it does for threads when that module was never imported.
fn shutdown_threads(cx: &mut Context, status: i32) -> i32 {
    match modules::importing::in_modules(cx, "threading") {
        Ok(Some(module)) if !module.is_none() => {
            if let Err(raised) = cx.call_method_named(&module, "_shutdown", &[]) {
                cx.report_unraisable(raised, "Exception ignored on threading shutdown", &Value::None);
            }
        }
        _ => modules::thread::join_all_at_end(cx),
    }
    status
}
