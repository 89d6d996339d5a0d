//! The command line: Python's options and Gila's own commands.

use clap::{ArgAction, Parser, Subcommand};
use vm::interp::Settings;

use crate::lifecycle::{Program, RunOptions, run};
use crate::show::{self, Stage};

/// A small Python with a Global Interpreter Lock that you can see.
#[derive(Parser, Debug)]
#[command(name = "gila", disable_version_flag = true, args_conflicts_with_subcommands = true)]
#[command(override_usage = "gila [options] [script | -c code | -m module | -] [args]\n       gila dis|ast|tokens script")]
struct Options {
    /// Run this code.
    #[arg(short = 'c', value_name = "code")]
    command: Option<String>,
    /// Run a module as a program, found like an import.
    #[arg(short = 'm', value_name = "module")]
    module: Option<String>,
    /// Go on at the prompt after the program has run.
    #[arg(short = 'i')]
    interactive: bool,
    /// Do not show version and copyright at the prompt.
    #[arg(short = 'q')]
    quiet: bool,
    /// Do not buffer standard output and standard error.
    #[arg(short = 'u')]
    unbuffered: bool,
    /// Print the version and leave; twice shows more.
    #[arg(short = 'V', long = "version", action = ArgAction::Count)]
    version: u8,
    /// Control warnings: action:message:category:module:lineno.
    #[arg(short = 'W', value_name = "filter")]
    warnings: Vec<String>,
    /// Set an option of the implementation.
    #[arg(short = 'X', value_name = "option")]
    implementation: Vec<String>,
    /// Leave out assert statements; twice leaves out docstrings, too.
    #[arg(short = 'O', action = ArgAction::Count)]
    optimize: u8,
    /// Accepted: Gila writes no .pyc files.
    #[arg(short = 'B')]
    no_bytecode: bool,
    /// Ignore environment variables that begin with PYTHON.
    #[arg(short = 'E')]
    ignore_environment: bool,
    /// Accepted: Gila has no folder of packages for each user.
    #[arg(short = 's')]
    no_user_site: bool,
    /// Accepted: Gila has no site module.
    #[arg(short = 'S')]
    no_site: bool,
    /// Isolated: as -E, -P and -s.
    #[arg(short = 'I')]
    isolated: bool,
    /// Do not put the script's folder on sys.path.
    #[arg(short = 'P')]
    safe_path: bool,
    /// Warn about bytes that are compared with str; twice makes it an error.
    #[arg(short = 'b', action = ArgAction::Count)]
    bytes_warning: u8,
    /// Show what imports do.
    #[arg(short = 'v', action = ArgAction::Count)]
    verbose: u8,
    #[command(subcommand)]
    show: Option<Show>,
}

/// Commands that show a program instead of running it.
#[derive(Subcommand, Debug)]
enum Show {
    /// Show a program's bytecode.
    Dis {
        /// The file.
        script: String,
        /// Which stage.
        #[arg(long, value_enum, default_value = "folded")]
        stage: Stage,
    },
    /// Show a program's syntax tree.
    Ast {
        /// The file.
        script: String,
    },
    /// Show a program's tokens.
    Tokens {
        /// The file.
        script: String,
    },
}

/// Options that take a value, which may be the next argument.
const WITH_VALUE: &[char] = &['c', 'm', 'W', 'X'];

/// Cuts the command line where Python's options end: behind `-c code`, `-m module`, a script or `-`.
fn split(args: &[String]) -> (Vec<String>, Vec<String>) {
    let mut at = 0;
    while at < args.len() {
        let arg = &args[at];
        if arg == "-" || !arg.starts_with('-') {
            return (args[..at].to_vec(), args[at..].to_vec());
        }
        at += 1;
        if arg.starts_with("--") {
            continue;
        }
        let letters: Vec<char> = arg[1..].chars().collect();
        let Some(which) = letters.iter().position(|letter| WITH_VALUE.contains(letter)) else { continue };
        let last = matches!(letters[which], 'c' | 'm');
        if which + 1 == letters.len() && at < args.len() {
            at += 1;
        }
        if last {
            return (args[..at].to_vec(), args[at..].to_vec());
        }
    }
    (args.to_vec(), Vec::new())
}

/// The whole command: returns the exit status.
pub fn main() -> i32 {
    let all: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let (ours, rest) = split(&all[1..]);
    let is_command = rest.first().is_some_and(|first| matches!(first.as_str(), "dis" | "ast" | "tokens"))
        && !std::path::Path::new(&rest[0]).exists();
    let given = std::iter::once("gila".to_string()).chain(ours.clone());
    let parsed = if is_command { Options::try_parse_from(given.chain(rest.clone())) } else { Options::try_parse_from(given) };
    let options = match parsed {
        Ok(options) => options,
        Err(error) => {
            // Printing usage or help fails only when nobody reads it.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    match &options.show {
        Some(Show::Dis { script, stage }) => return show::bytecode(script, *stage),
        Some(Show::Ast { script }) => return show::tree(script),
        Some(Show::Tokens { script }) => return show::tokens(script),
        None => {}
    }
    if options.version > 0 {
        let more = if options.version > 1 { " (Rust)" } else { "" };
        let text = format!("Python 3.14.0 (Gila {}){more}\n", env!("CARGO_PKG_VERSION"));
        // As above.
        let _ = std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes());
        return 0;
    }
    let status = execute(&options, &rest, &all);
    if status < 0 {
        modules::signals::die_of(-status);
        return 128 - status;
    }
    status & 0xff
}

fn execute(options: &Options, rest: &[String], all: &[String]) -> i32 {
    let environment = !(options.ignore_environment || options.isolated);
    let variable = |name: &str| {
        if environment { std::env::var(name).ok().filter(|value| !value.is_empty()) } else { None }
    };
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stdin());
    let (program, argv, first_folder) = match (&options.command, &options.module, rest.split_first()) {
        (Some(text), ..) => (Program::Command(text.clone()), with_name("-c", rest), Some(String::new())),
        (None, Some(name), _) => (Program::Module(name.clone()), with_name("-m", rest), current_folder()),
        (None, None, Some((script, args))) if script == "-" => {
            let program = if is_terminal { Program::Prompt } else { Program::Input };
            (program, with_name("-", args), Some(String::new()))
        }
        (None, None, Some((script, _))) => (Program::Script(script.clone()), rest.to_vec(), folder_of(script)),
        (None, None, None) => {
            let program = if is_terminal { Program::Prompt } else { Program::Input };
            (program, vec![String::new()], Some(String::new()))
        }
    };
    let mut path = Vec::new();
    if !(options.safe_path || options.isolated) {
        path.extend(first_folder);
    }
    if let Some(folders) = variable("PYTHONPATH") {
        path.extend(folders.split(':').map(str::to_string));
    }
    let number = |name: &str| variable(name).map(|value| value.parse::<i64>().unwrap_or(1));
    let level = |given: u8, name: &str| i64::from(given).max(number(name).unwrap_or(0));
    let optimize = level(options.optimize, "PYTHONOPTIMIZE");
    let unbuffered = options.unbuffered || variable("PYTHONUNBUFFERED").is_some();
    let interactive = options.interactive || variable("PYTHONINSPECT").is_some();
    let mut warn_options: Vec<String> =
        variable("PYTHONWARNINGS").map(|all| all.split(',').map(str::to_string).collect()).unwrap_or_default();
    warn_options.extend(options.warnings.iter().cloned());
    let flags = vec![
        ("inspect", i64::from(interactive)),
        ("interactive", i64::from(options.interactive)),
        ("dont_write_bytecode", i64::from(options.no_bytecode || variable("PYTHONDONTWRITEBYTECODE").is_some())),
        ("no_user_site", i64::from(options.no_user_site || options.isolated)),
        ("no_site", i64::from(options.no_site)),
        ("ignore_environment", i64::from(!environment)),
        ("verbose", level(options.verbose, "PYTHONVERBOSE")),
        ("bytes_warning", i64::from(options.bytes_warning)),
        ("quiet", i64::from(options.quiet)),
        ("isolated", i64::from(options.isolated)),
        ("safe_path", i64::from(options.safe_path || options.isolated)),
    ];
    let executable = std::env::current_exe().map_or_else(|_| all[0].clone(), |path| path.to_string_lossy().into_owned());
    let settings = Settings {
        argv,
        orig_argv: all.to_vec(),
        path,
        optimize: optimize as u32,
        flags,
        warn_options,
        x_options: options.implementation.clone(),
        executable,
        unbuffered,
        ..Settings::default()
    };
    let quiet = options.quiet;
    run(&program, settings, &RunOptions { interactive, quiet, signals: true })
}

fn with_name(name: &str, args: &[String]) -> Vec<String> {
    std::iter::once(name.to_string()).chain(args.iter().cloned()).collect()
}

fn current_folder() -> Option<String> {
    std::env::current_dir().ok().map(|folder| folder.to_string_lossy().into_owned())
}

/// The folder of a script, links followed; of a folder, itself.
fn folder_of(script: &str) -> Option<String> {
    let path = std::path::Path::new(script);
    if path.is_dir() {
        return Some(script.to_string());
    }
    let real = path.canonicalize().ok()?;
    real.parent().map(|folder| folder.to_string_lossy().into_owned())
}
