//! The command line: Python's options and Gila's own commands.

use clap::{ArgAction, CommandFactory, Parser, Subcommand};
use vm::interp::Settings;

use crate::lifecycle::{Program, RunOptions, run};
use crate::show::{self, Stage};

/// A small Python with a Global Interpreter Lock that you can see.
#[derive(Parser, Debug)]
#[command(name = "gila", disable_version_flag = true, disable_help_flag = true)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(
    override_usage = "gila [options] [script | -c code | -m module | -] [args]\n       gila dis|ast|tokens script"
)]
#[command(after_help = AFTER_HELP, next_line_help = false)]
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
    /// Set an option of the implementation; see below for those that mean something.
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
    /// Skip the first line of the script.
    #[arg(short = 'x')]
    skip_first_line: bool,
    /// Accepted: Gila's parser has nothing to say about itself.
    #[arg(short = 'd', action = ArgAction::Count)]
    debug: u8,
    /// Accepted: hashes of strings are the same in every run.
    #[arg(short = 'R')]
    random_hashes: bool,
    /// Accepted: Gila writes no .pyc files.
    #[arg(long = "check-hash-based-pycs", value_name = "when")]
    check_pycs: Option<String>,
    /// Print this help and leave.
    #[arg(short = 'h', long = "help", short_alias = '?', action = ArgAction::HelpShort)]
    help: Option<bool>,
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

/// What `--help` says besides the options.
const AFTER_HELP: &str = "\
Arguments:
  script  run this file, or the __main__.py of this folder
  -       run what standard input says; a prompt if that is a terminal
  args    what the program finds in sys.argv[1:]

Options of the implementation (-X); others are kept in sys._xoptions:
  plain                    run the bytecode as the compiler emits it, without operand folding
  gil=POLICY               who gets the lock next: cpython, fifo, io, ticks or ticks:N (also PYTHON_GIL)
  switch_interval=SECONDS  how long a thread may keep the lock from others that want it
  gil_counts               print at the end how often the lock changed hands, and why

Variables:
  PYTHONPATH               folders to import from, with ':' between them
  PYTHONSTARTUP            a file to run before the first prompt
  PYTHON_HISTORY           where the prompt keeps its history (also GILA_HISTORY)
  PYTHON_BASIC_REPL        read lines at the prompt without editing them
  PYTHON_COLORS            1: colours at the prompt, 0: none (also NO_COLOR, FORCE_COLOR)
  PYTHONIOENCODING         encoding[:errors] of the standard files
  PYTHONDONTWRITEBYTECODE, PYTHONINSPECT, PYTHONNOUSERSITE, PYTHONOPTIMIZE, PYTHONSAFEPATH,
  PYTHONUNBUFFERED, PYTHONVERBOSE, PYTHONWARNINGS
                           as -B, -i, -s, -O, -P, -u, -v, -W";

/// A command line cut in two.
struct Cut {
    /// Python's options, with their values.
    ours: Vec<String>,
    /// What follows: script and arguments.
    rest: Vec<String>,
}

/// Cuts the command line where Python's options end: behind `-c code`, `-m module`, `--`, or before a script or
/// `-`. The error is CPython's message about an option.
fn split(args: &[String]) -> Result<Cut, String> {
    let command = Options::command();
    let cut = |at: usize| Ok(Cut { ours: args[..at].to_vec(), rest: args[at..].to_vec() });
    let mut at = 0;
    while at < args.len() {
        let arg = &args[at];
        if arg == "-" || !arg.starts_with('-') {
            return cut(at);
        }
        if arg == "--" {
            return Ok(Cut { ours: args[..at].to_vec(), rest: args[at + 1..].to_vec() });
        }
        at += 1;
        if let Some(long) = arg.strip_prefix("--") {
            let name = long.split('=').next().unwrap_or(long);
            let Some(option) = command.get_arguments().find(|option| option.get_long() == Some(name)) else {
                return Err(format!("Unknown option: {arg}"));
            };
            if option.get_action().takes_values() && !long.contains('=') {
                if at == args.len() {
                    return Err(format!("Argument expected for the {arg} option"));
                }
                at += 1;
            }
            continue;
        }
        for (index, letter) in arg.char_indices().skip(1) {
            let option = command.get_arguments().find(|option| {
                option.get_short() == Some(letter)
                    || option.get_all_short_aliases().is_some_and(|aliases| aliases.contains(&letter))
            });
            let Some(option) = option else { return Err(format!("Unknown option: -{letter}")) };
            if !option.get_action().takes_values() {
                continue;
            }
            if index + letter.len_utf8() == arg.len() {
                if at == args.len() {
                    return Err(format!("Argument expected for the -{letter} option"));
                }
                at += 1;
            }
            if matches!(letter, 'c' | 'm') {
                return cut(at);
            }
            break;
        }
    }
    cut(at)
}

/// Options whose value must not be taken for another option: `-c -1` runs `-1`.
fn attached(ours: &[String]) -> Vec<String> {
    let command = Options::command();
    let takes_value = |letter: char| {
        command
            .get_arguments()
            .any(|option| option.get_short() == Some(letter) && option.get_action().takes_values())
    };
    let mut joined: Vec<String> = Vec::new();
    let mut waiting = false;
    for arg in ours {
        if waiting {
            let last = joined.last_mut().expect("I-9: an option waits for its value");
            last.push('=');
            last.push_str(arg);
            waiting = false;
            continue;
        }
        if let Some(letters) = arg.strip_prefix('-').filter(|_| !arg.starts_with("--")) {
            let first = letters.char_indices().find(|(_, letter)| takes_value(*letter));
            if let Some((index, letter)) = first {
                let end = index + letter.len_utf8();
                waiting = end == letters.len();
                let value = &letters[end..];
                // clap would take an equals sign for its own.
                joined.push(if waiting { arg.clone() } else { format!("-{}={value}", &letters[..end]) });
                continue;
            }
        }
        joined.push(arg.clone());
    }
    joined
}

/// The whole command: returns the exit status.
pub fn main() -> i32 {
    let all: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let Cut { ours, rest } = match split(&all[1..]) {
        Ok(cut) => cut,
        Err(message) => return refuse(&all[0], &message),
    };
    let is_command = rest.first().is_some_and(|first| matches!(first.as_str(), "dis" | "ast" | "tokens"))
        && !std::path::Path::new(&rest[0]).exists();
    let mut given = vec![String::from("gila")];
    given.extend(attached(&ours));
    if is_command {
        given.extend(rest.clone());
    }
    let options = match Options::try_parse_from(given) {
        Ok(options) => options,
        Err(error) => {
            // Printing usage or help fails only when nobody reads it.
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
        }
    };
    match &options.show {
        Some(Show::Dis { script, stage: Stage::Specialised }) => {
            let program = Program::Listing(script.clone());
            let name = std::slice::from_ref(script);
            return finish(execute(
                &options,
                Chosen { program, argv: name.to_vec(), folder: folder_of(script) },
                &all,
            ));
        }
        Some(Show::Dis { script, stage }) => return show::bytecode(script, *stage),
        Some(Show::Ast { script }) => return show::tree(script),
        Some(Show::Tokens { script }) => return show::tokens(script),
        None => {}
    }
    if options.version > 0 {
        let more = if options.version > 1 { " (Rust)" } else { "" };
        let (major, minor, micro) = modules::sys::settings::VERSION;
        let text = format!("Python {major}.{minor}.{micro} (Gila {}){more}\n", env!("CARGO_PKG_VERSION"));
        // As above.
        let _ = std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes());
        return 0;
    }
    let chosen = choose(&options, &rest);
    finish(execute(&options, chosen, &all))
}

/// CPython's complaint about an option.
fn refuse(program: &str, message: &str) -> i32 {
    let text = format!(
        "{message}\nusage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
         Try `gila -h' for more information.\n"
    );
    // There is no other place to complain to.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
    2
}

/// The status for the system; one below zero is the signal to die of.
fn finish(status: i32) -> i32 {
    if status < 0 {
        gil::signal::die_of(-status);
        return 128 - status;
    }
    status & 0xff
}

/// What the command line says to run.
struct Chosen {
    program: Program,
    argv: Vec<String>,
    /// What comes first in `sys.path`.
    folder: Option<String>,
}

/// The text of `-c` without the indentation that all its lines have, so that it can stand in an indented place itself.
fn dedent(text: &str) -> String {
    let blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut lines = text.split('\n').filter(|line| !blank(line));
    let Some(first) = lines.next() else { return text.to_owned() };
    let common = lines.fold(&first[..indent(first)], |common, line| {
        let same = common.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
        &common[..same]
    });
    if common.is_empty() {
        return text.to_owned();
    }
    let lines: Vec<&str> =
        text.split('\n').map(|line| if blank(line) { "" } else { &line[common.len()..] }).collect();
    lines.join("\n")
}

fn choose(options: &Options, rest: &[String]) -> Chosen {
    let input = || {
        let prompt = options.interactive || std::io::IsTerminal::is_terminal(&std::io::stdin());
        if prompt { Program::Prompt } else { Program::Input }
    };
    let here = Some(String::new());
    match (&options.command, &options.module, rest.split_first()) {
        (Some(text), ..) => {
            Chosen { program: Program::Command(dedent(text)), argv: with_name("-c", rest), folder: here }
        }
        (None, Some(name), _) => {
            let program = Program::Module(name.clone());
            Chosen { program, argv: with_name("-m", rest), folder: current_folder() }
        }
        (None, None, Some((script, args))) if script == "-" => {
            Chosen { program: input(), argv: with_name("-", args), folder: here }
        }
        (None, None, Some((script, _))) => Chosen {
            program: Program::Script(script.clone()),
            argv: rest.to_vec(),
            folder: folder_of(script),
        },
        (None, None, None) => Chosen { program: input(), argv: vec![String::new()], folder: here },
    }
}

fn execute(options: &Options, chosen: Chosen, all: &[String]) -> i32 {
    let Chosen { program, argv, folder } = chosen;
    let environment = !(options.ignore_environment || options.isolated);
    let variable = |name: &str| {
        if environment { std::env::var(name).ok().filter(|value| !value.is_empty()) } else { None }
    };
    let safe_path = options.safe_path || options.isolated || variable("PYTHONSAFEPATH").is_some();
    let mut path = Vec::new();
    if !safe_path {
        path.extend(folder);
    }
    if let Some(folders) = variable("PYTHONPATH") {
        path.extend(folders.split(':').map(str::to_string));
    }
    let number = |name: &str| variable(name).map(|value| value.parse::<i64>().unwrap_or(1));
    let level = |given: u8, name: &str| i64::from(given).max(number(name).unwrap_or(0));
    let optimize = level(options.optimize, "PYTHONOPTIMIZE");
    let unbuffered = options.unbuffered || variable("PYTHONUNBUFFERED").is_some();
    let interactive = options.interactive || variable("PYTHONINSPECT").is_some();
    let mut warn_options: Vec<String> = variable("PYTHONWARNINGS")
        .map(|all| all.split(',').map(str::to_string).collect())
        .unwrap_or_default();
    warn_options.extend(options.warnings.iter().cloned());
    let dev_mode = options.implementation.iter().any(|option| option == "dev")
        || variable("PYTHONDEVMODE").is_some_and(|value| value != "0");
    if dev_mode {
        // First, so that what is asked for in so many words counts more.
        warn_options.insert(0, "default".to_owned());
    }
    let (inherit, aware) = match (
        switch(options, &variable, "thread_inherit_context"),
        switch(options, &variable, "context_aware_warnings"),
    ) {
        (Ok(inherit), Ok(aware)) => (inherit, aware),
        (Err(message), _) | (_, Err(message)) => {
            // There is no other place to complain to.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes());
            return 1;
        }
    };
    let faulthandler = dev_mode
        || options.implementation.iter().any(|option| option == "faulthandler")
        || variable("PYTHONFAULTHANDLER").is_some();
    let warn_default_encoding = options.implementation.iter().any(|option| option == "warn_default_encoding")
        || variable("PYTHONWARNDEFAULTENCODING").is_some();
    let flags = vec![
        ("inspect", i64::from(interactive)),
        ("interactive", i64::from(options.interactive)),
        ("debug", i64::from(options.debug)),
        (
            "dont_write_bytecode",
            i64::from(options.no_bytecode || variable("PYTHONDONTWRITEBYTECODE").is_some()),
        ),
        (
            "no_user_site",
            i64::from(options.no_user_site || options.isolated || variable("PYTHONNOUSERSITE").is_some()),
        ),
        ("no_site", i64::from(options.no_site)),
        ("ignore_environment", i64::from(!environment)),
        ("verbose", level(options.verbose, "PYTHONVERBOSE")),
        ("bytes_warning", i64::from(options.bytes_warning)),
        ("quiet", i64::from(options.quiet)),
        ("isolated", i64::from(options.isolated)),
        ("safe_path", i64::from(safe_path)),
        ("dev_mode", i64::from(dev_mode)),
        ("warn_default_encoding", i64::from(warn_default_encoding)),
        ("thread_inherit_context", inherit),
        ("context_aware_warnings", aware),
        ("faulthandler", i64::from(faulthandler)),
    ];
    let executable =
        std::env::current_exe().map_or_else(|_| all[0].clone(), |path| path.to_string_lossy().into_owned());
    let settings = Settings {
        argv,
        orig_argv: all.to_vec(),
        path,
        optimize: optimize as u32,
        flags,
        warn_options,
        x_options: options.implementation.clone(),
        gil: variable("PYTHON_GIL"),
        executable,
        unbuffered,
        ..Settings::default()
    };
    let run_options = RunOptions {
        interactive,
        quiet: options.quiet,
        signals: true,
        skip_first_line: options.skip_first_line,
    };
    run(&program, settings, &run_options)
}

/// An `-X` option that is 0 or 1, or else the variable of the environment that is called like it.
fn switch(options: &Options, variable: &impl Fn(&str) -> Option<String>, name: &str) -> Result<i64, String> {
    let given = options.implementation.iter().rev().find_map(|option| {
        let (known, value) = option.split_once('=').unwrap_or((option, ""));
        (known == name).then_some(value)
    });
    let in_environment = format!("PYTHON_{}", name.to_uppercase());
    let (value, form) = match (given, variable(&in_environment)) {
        (Some(value), _) => (value.to_string(), format!("-X {name}=n: n")),
        (None, Some(value)) => (value, format!("{in_environment}=N: N")),
        (None, None) => return Ok(0),
    };
    match value.as_str() {
        "0" => Ok(0),
        "1" => Ok(1),
        _ => Err(format!(
            "Fatal Python error: config_init_{name}: {form} is missing or invalid\nPython runtime state: preinitialized\n\n"
        )),
    }
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
        return Some(crate::lifecycle::absolute(script));
    }
    let real = path.canonicalize().ok()?;
    real.parent().map(|folder| folder.to_string_lossy().into_owned())
}
