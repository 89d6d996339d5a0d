//! Starting programs, in a new process or in this one. What the new process does is in [`gil::launch`].

use std::ffi::CString;
use std::io::Read;
use std::os::fd::AsRawFd;

use gil::Cause;
use gil::launch::{Failure, FileAction, Launch, Stage};
use gil::signal::{Action, Set};
use rustix::io::Errno;
use vm::heap::Obj;
use vm::native::{Keywords, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::{errno_error, os_error};
use vm::objects::{List, Str, Tuple};
use vm::{Context, PyResult, Value, function};

use super::environment::Environment;
use super::path::{Path, fs_bytes, fspath};
use super::plain;

fn c_string(cx: &mut Context, value: &Value) -> PyResult<CString> {
    let text = fspath(cx, value)?;
    let bytes = fs_bytes(cx, &text)?;
    CString::new(bytes).map_err(|_| cx.value_error("embedded null byte"))
}

fn c_strings(cx: &mut Context, values: &Value) -> PyResult<Vec<CString>> {
    cx.collect(values)?.iter().map(|value| c_string(cx, value)).collect()
}

fn is_tuple_or_list(value: &Value) -> bool {
    value
        .as_ref()
        .is_some_and(|object| object.downcast::<Tuple>().is_some() || object.downcast::<List>().is_some())
}

/// The arguments for a program; `shown` is how messages name the parameter.
fn arguments(cx: &mut Context, argv: &Value, function: &str, shown: &str) -> PyResult<Vec<CString>> {
    if !is_tuple_or_list(argv) {
        return Err(cx.type_error(format!("{function}{shown} must be a tuple or list")));
    }
    let all = c_strings(cx, argv)?;
    if all.is_empty() {
        return Err(cx.value_error(format!("{function}{shown} must not be empty")));
    }
    if all[0].is_empty() {
        return Err(cx.value_error(format!("{function}{shown} first element cannot be empty")));
    }
    Ok(all)
}

/// The environment that children get when nobody gives another.
fn own_environment(cx: &mut Context) -> Vec<CString> {
    use std::os::unix::ffi::OsStringExt;
    let variables = cx.interp_ref().extension::<Environment>().all();
    let joined = variables
        .into_iter()
        .map(|(name, value)| [name.into_vec(), b"=".to_vec(), value.into_vec()].concat());
    joined.filter_map(|variable| CString::new(variable).ok()).collect()
}

fn environment(cx: &mut Context, env: &Value) -> PyResult<Vec<CString>> {
    let names = cx.call_method_named(env, "keys", &[])?;
    let mut variables = Vec::new();
    for name in cx.collect(&names)? {
        let value = cx.get_item(env, &name)?;
        let (name, value) = (c_string(cx, &name)?, c_string(cx, &value)?);
        if name.is_empty() || name.as_bytes().contains(&b'=') {
            return Err(cx.value_error("illegal environment variable name"));
        }
        let joined = [name.as_bytes(), b"=", value.as_bytes()].concat();
        variables.push(CString::new(joined).expect("I-6: the parts hold no zero byte"));
    }
    Ok(variables)
}

/// Becomes another program; comes back only when that fails.
fn execute(cx: &mut Context, path: &Path, argv: Vec<CString>, env: Vec<CString>) -> PyResult<()> {
    let launch = Launch {
        programs: vec![path.bytes.clone()],
        arguments: argv,
        environment: env,
        standard: [-1; 3],
        ..Launch::default()
    };
    let failure = launch.become_program(|| true);
    Err(errno_error(cx, failure.errno, Value::Empty))
}

fn execv(cx: &mut Context, path: Path, argv: Value) -> PyResult<()> {
    let argv = arguments(cx, &argv, "execv()", " arg 2")?;
    let env = own_environment(cx);
    execute(cx, &path, argv, env)
}

fn execve(cx: &mut Context, path: Path, argv: Value, env: Value) -> PyResult<()> {
    if !is_tuple_or_list(&argv) {
        return Err(cx.type_error("execve: argv must be a tuple or list"));
    }
    let argv = c_strings(cx, &argv)?;
    if argv.is_empty() {
        return Err(cx.value_error("execve: argv must not be empty"));
    }
    if argv[0].is_empty() {
        return Err(cx.value_error("execve: argv first element cannot be empty"));
    }
    let env = environment(cx, &env)?;
    let result = execute(cx, &path, argv, env);
    result.map_err(|raised| {
        let key = cx.intern("filename");
        match cx.set_attr(&raised.value(), &key, path.given.clone()) {
            Ok(()) => raised,
            Err(other) => other,
        }
    })
}

/// Starts a program: its process, or why there is none.
fn start(cx: &mut Context, launch: &Launch) -> PyResult<Result<i32, Failure>> {
    match cx.blocking(Cause::Io, || launch.start()) {
        Ok(started) => Ok(started),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

/// Becomes the program after a function that may change the environment, which the program gets as it is then.
fn become_after(cx: &mut Context, launch: Launch, last: &Value, own_variables: bool) -> Failure {
    let Launch { programs, last_files, .. } = launch;
    let setting_up = Launch { programs: Vec::new(), last_files: Vec::new(), ..launch };
    let failure = setting_up.become_program(|| cx.call(last, &[]).is_ok());
    if failure.stage != Stage::Program {
        return failure;
    }
    let environment = if own_variables { own_environment(cx) } else { setting_up.environment };
    let arguments = setting_up.arguments;
    let running =
        Launch { programs, arguments, environment, last_files, standard: [-1; 3], ..Launch::default() };
    running.become_program(|| true)
}

/// The same with a function that is called in the new process before all else is closed. The process is a copy
/// of this one then, which tells by a pipe what failed.
fn start_after(
    cx: &mut Context,
    mut launch: Launch,
    last: &Value,
    own_variables: bool,
) -> PyResult<Result<i32, Failure>> {
    if cx.interp_ref().is_finalizing() {
        let text = "preexec_fn not supported at interpreter shutdown";
        return Err(cx.error(ExceptionKind::PythonFinalizationError, text));
    }
    let (reader, writer) = plain(cx, || {
        let (reader, writer) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
        // Out of the way of the standard files.
        Ok((reader, rustix::io::fcntl_dupfd_cloexec(&writer, 3)?))
    })?;
    for action in &mut launch.last_files {
        if let FileAction::CloseAllBut(kept) = action {
            kept.push(writer.as_raw_fd());
            kept.sort_unstable();
        }
    }
    match super::fork::fork_process(cx)? {
        None => {
            let failure = become_after(cx, launch, last, own_variables);
            let mut report = vec![failure.stage as u8];
            report.extend(failure.errno.to_ne_bytes());
            // If nobody hears it there is nobody to tell.
            let _ = rustix::io::write(&writer, &report);
            gil::launch::exit_now(255)
        }
        Some(child) => {
            drop(writer);
            let mut file = std::fs::File::from(reader);
            let mut report = Vec::new();
            if let Err(error) = cx.blocking(Cause::Io, || file.read_to_end(&mut report)) {
                return Err(os_error(cx, &error, Value::Empty));
            }
            let Some((&stage, errno)) = report.split_first() else { return Ok(Ok(child)) };
            cx.blocking(Cause::Io, || gil::launch::reap(child));
            let known = [Stage::Preparation, Stage::Folder, Stage::Caller, Stage::Program];
            let stage = known.into_iter().find(|known| *known as u8 == stage).unwrap_or(Stage::Preparation);
            let errno = errno.try_into().map_or(0, i32::from_ne_bytes);
            Ok(Err(Failure { stage, errno }))
        }
    }
}

fn option<T>(
    cx: &mut Context,
    value: &Value,
    of: fn(&mut Context, &Value) -> PyResult<T>,
) -> PyResult<Option<T>> {
    if value.is_none() { Ok(None) } else { of(cx, value).map(Some) }
}

fn int(cx: &mut Context, value: &Value) -> PyResult<i32> {
    let number = cx.index_i64(value)?;
    i32::try_from(number).map_err(|_| cx.overflow_error("Python int too large to convert to C int"))
}

/// The number of a user or group.
fn id(cx: &mut Context, value: &Value) -> PyResult<u32> {
    cx.index_i64(value).map(|number| number as u32)
}

fn ids(cx: &mut Context, values: &Value) -> PyResult<Vec<u32>> {
    cx.collect(values)?.iter().map(|value| id(cx, value)).collect()
}

/// `subprocess` passes what it was asked for in a dict. What comes back is the process, or the name of the stage
/// that failed and the error's number.
fn launch(cx: &mut Context, options: Value) -> PyResult<Value> {
    let get = |cx: &mut Context, name: &str| {
        let name = cx.str_value(name);
        cx.get_item(&options, &name)
    };
    let programs = get(cx, "programs")?;
    let argv = get(cx, "argv")?;
    let env = get(cx, "env")?;
    let standard = get(cx, "standard")?;
    let mut made = Launch {
        programs: c_strings(cx, &programs)?,
        arguments: c_strings(cx, &argv)?,
        environment: if env.is_none() { own_environment(cx) } else { c_strings(cx, &env)? },
        ..Launch::default()
    };
    for (place, number) in made.standard.iter_mut().zip(cx.collect(&standard)?) {
        *place = int(cx, &number)?;
    }
    let cwd = get(cx, "cwd")?;
    made.folder = option(cx, &cwd, c_string)?;
    let passed = get(cx, "pass_fds")?;
    for number in cx.collect(&passed)? {
        made.passed.push(int(cx, &number)?);
    }
    let close = get(cx, "close_fds")?;
    if cx.truth(&close)? {
        let mut kept = made.passed.clone();
        kept.sort_unstable();
        made.last_files.push(FileAction::CloseAllBut(kept));
    }
    let restore = get(cx, "restore_signals")?;
    if cx.truth(&restore)? {
        made.default_signals = Set(1 << libc::SIGPIPE | 1 << libc::SIGXFSZ);
    }
    let session = get(cx, "start_new_session")?;
    made.new_session = cx.truth(&session)?;
    let group = get(cx, "process_group")?;
    made.group = option(cx, &group, int)?;
    let groups = get(cx, "groups")?;
    made.user_groups = option(cx, &groups, ids)?;
    let group = get(cx, "gid")?;
    made.user_group = option(cx, &group, id)?;
    let user = get(cx, "uid")?;
    made.user = option(cx, &user, id)?;
    let umask = get(cx, "umask")?;
    made.umask = option(cx, &umask, id)?;
    let last = get(cx, "preexec_fn")?;
    let started =
        if last.is_none() { start(cx, &made)? } else { start_after(cx, made, &last, env.is_none())? };
    Ok(match started {
        Ok(child) => Value::Int(i64::from(child)),
        Err(Failure { stage, errno }) => {
            let stage = match stage {
                Stage::Preparation => "noexec",
                Stage::Folder => "noexec:chdir",
                Stage::Caller => "preexec",
                Stage::Program => "",
            };
            let stage = cx.str_value(stage);
            cx.tuple_value(vec![stage, Value::Int(i64::from(errno))])
        }
    })
}

/// A shell command, as C's `system` runs it: meanwhile what the keyboard sends is for the command alone.
fn system(cx: &mut Context, command: Value) -> PyResult<i64> {
    const KEYBOARD: [i32; 2] = [libc::SIGINT, libc::SIGQUIT];
    let command = c_string(cx, &command)?;
    let found = KEYBOARD.map(|signal| gil::signal::action(signal).unwrap_or(Action::Foreign));
    let defaults = KEYBOARD.iter().zip(found).filter(|(_, action)| *action != Action::Ignore);
    let launch = Launch {
        programs: vec![c"/bin/sh".to_owned()],
        arguments: vec![c"sh".to_owned(), c"-c".to_owned(), command],
        environment: own_environment(cx),
        standard: [-1; 3],
        default_signals: Set(defaults.fold(0, |set, (signal, _)| set | 1 << signal)),
        ..Launch::default()
    };
    for signal in KEYBOARD {
        // They are known, so that it cannot fail.
        let _ = gil::signal::set_action(signal, Action::Ignore);
    }
    let ended = start(cx, &launch).map(|started| match started {
        Ok(child) => super::retry(cx, || {
            rustix::process::waitpid(
                rustix::process::Pid::from_raw(child),
                rustix::process::WaitOptions::empty(),
            )
        }),
        Err(failure) => Ok(Err(Errno::from_raw_os_error(failure.errno))),
    });
    for (signal, action) in KEYBOARD.into_iter().zip(found) {
        if action != Action::Foreign {
            let _ = gil::signal::set_action(signal, action);
        }
    }
    match ended?? {
        Ok(Some((_, status))) => Ok(i64::from(status.as_raw())),
        // The shell could not be run: as if it had ended with 127.
        _ => Ok(127 << 8),
    }
}

fn scheduler(cx: &mut Context, value: &Value) -> PyResult<(Option<i32>, i32)> {
    let Some(pair) = value.as_ref().and_then(|object| object.downcast::<Tuple>()).cloned() else {
        return Err(cx.type_error("A scheduler tuple must have two elements"));
    };
    let [policy, parameter] = pair.items() else {
        return Err(cx.type_error("A scheduler tuple must have two elements"));
    };
    let (policy, parameter) = (policy.clone(), parameter.clone());
    let policy = option(cx, &policy, int)?;
    let priority = cx.get_attr_named(&parameter, "sched_priority")?;
    Ok((policy, int(cx, &priority)?))
}

fn file_action(cx: &mut Context, value: &Value) -> PyResult<FileAction> {
    let tuple = value.as_ref().and_then(|object| object.downcast::<Tuple>()).cloned();
    let Some(items) = tuple.map(|tuple: Obj<Tuple>| tuple.items().to_vec()).filter(|items| !items.is_empty())
    else {
        return Err(cx.type_error("Each file_actions element must be a non-empty tuple"));
    };
    match (cx.index_i64(&items[0])?, &items[1..]) {
        (0, [number, path, flags, mode]) => Ok(FileAction::Open {
            number: int(cx, number)?,
            path: c_string(cx, path)?,
            flags: int(cx, flags)?,
            mode: id(cx, mode)?,
        }),
        (0, _) => Err(cx.type_error("A open file_action tuple must have 5 elements")),
        (1, [number]) => Ok(FileAction::Close(int(cx, number)?)),
        (1, _) => Err(cx.type_error("A close file_action tuple must have 2 elements")),
        (2, [from, to]) => Ok(FileAction::Duplicate { from: int(cx, from)?, to: int(cx, to)? }),
        (2, _) => Err(cx.type_error("A dup2 file_action tuple must have 3 elements")),
        (3, [first]) => Ok(FileAction::CloseFrom(int(cx, first)?)),
        (3, _) => Err(cx.type_error("A closefrom file_action tuple must have 2 elements")),
        _ => Err(cx.type_error("Unknown file_actions identifier")),
    }
}

/// What `posix_spawn` can be asked for beside the program.
struct Wishes {
    file_actions: Option<Value>,
    attributes: [Option<Value>; 6],
}

fn spawn(
    cx: &mut Context,
    function: &str,
    path: &Path,
    programs: Vec<CString>,
    argv: &Value,
    env: &Value,
    wishes: Wishes,
) -> PyResult<i64> {
    if !is_tuple_or_list(argv) {
        return Err(cx.type_error(format!("{function}: argv must be a tuple or list")));
    }
    let arguments = c_strings(cx, argv)?;
    if arguments.is_empty() {
        return Err(cx.value_error(format!("{function}: argv must not be empty")));
    }
    if arguments[0].is_empty() {
        return Err(cx.value_error(format!("{function}: argv first element cannot be empty")));
    }
    let environment = if env.is_none() { own_environment(cx) } else { environment(cx, env)? };
    let mut launch = Launch { programs, arguments, environment, standard: [-1; 3], ..Launch::default() };
    if let Some(actions) = wishes.file_actions.filter(|actions| !actions.is_none()) {
        if !is_tuple_or_list(&actions) {
            return Err(cx.type_error("file_actions must be a sequence or None"));
        }
        for action in cx.collect(&actions)? {
            launch.files.push(file_action(cx, &action)?);
        }
    }
    let [group, reset, session, mask, defaults, schedule] = wishes.attributes;
    launch.group = group.map(|group| int(cx, &group)).transpose()?;
    launch.reset_ids = reset.map_or(Ok(false), |reset| cx.truth(&reset))?;
    launch.new_session = session.map_or(Ok(false), |session| cx.truth(&session))?;
    launch.mask = mask.map(|mask| crate::signals::set_of(cx, &mask)).transpose()?;
    if let Some(defaults) = defaults {
        launch.default_signals = crate::signals::set_of(cx, &defaults)?;
    }
    launch.schedule = match schedule {
        Some(schedule) if !schedule.is_none() => Some(scheduler(cx, &schedule)?),
        _ => None,
    };
    match start(cx, &launch)? {
        Ok(child) => Ok(i64::from(child)),
        Err(failure) => Err(errno_error(cx, failure.errno, path.given.clone())),
    }
}

/// Keyword arguments of `posix_spawn` by name.
fn wishes(cx: &mut Context, function: &str, keywords: Vec<(Obj<Str>, Value)>) -> PyResult<Wishes> {
    const NAMES: [&str; 6] = ["setpgroup", "resetids", "setsid", "setsigmask", "setsigdef", "scheduler"];
    let mut wishes = Wishes { file_actions: None, attributes: [const { None }; 6] };
    for (name, value) in keywords {
        let name = name.to_string_lossy();
        match NAMES.iter().position(|known| *known == name) {
            Some(at) => wishes.attributes[at] = Some(value),
            None if name == "file_actions" => wishes.file_actions = Some(value),
            None => {
                let text = format!("{function}() got an unexpected keyword argument '{name}'");
                return Err(cx.type_error(text));
            }
        }
    }
    Ok(wishes)
}

fn posix_spawn(
    cx: &mut Context,
    path: Path,
    argv: Value,
    env: Value,
    Keywords(keywords): Keywords,
) -> PyResult<i64> {
    let wishes = wishes(cx, "posix_spawn", keywords)?;
    spawn(cx, "posix_spawn", &path, vec![path.bytes.clone()], &argv, &env, wishes)
}

fn posix_spawnp(
    cx: &mut Context,
    path: Path,
    argv: Value,
    env: Value,
    Keywords(keywords): Keywords,
) -> PyResult<i64> {
    use std::os::unix::ffi::OsStrExt;
    let wishes = wishes(cx, "posix_spawnp", keywords)?;
    let name = path.bytes.as_bytes();
    let programs = if name.contains(&b'/') {
        vec![path.bytes.clone()]
    } else {
        let folders = cx.interp_ref().extension::<Environment>().get("PATH");
        let folders = folders.unwrap_or_else(|| "/bin:/usr/bin".into());
        let joined = folders.as_bytes().split(|byte| *byte == b':').map(|folder| {
            let folder = if folder.is_empty() { b".".as_slice() } else { folder };
            [folder, b"/", name].concat()
        });
        joined.filter_map(|program| CString::new(program).ok()).collect()
    };
    spawn(cx, "posix_spawnp", &path, programs, &argv, &env, wishes)
}

/// Starting programs.
pub static FUNCTIONS: &[Row] = &[
    function!("system", "(command)", "Run a shell command; returns its wait status.", system),
    function!("execv", "(path, argv, /)", "Become another program.", execv),
    function!("execve", "(path, argv, env)", "Become another program with an environment.", execve),
    function!("_launch", "(options, /)", "Start a program as subprocess.Popen wants it.", launch),
    function!(
        "posix_spawn",
        "(path, argv, env, /, **attributes)",
        "Start a program in a new process.",
        posix_spawn
    ),
    function!(
        "posix_spawnp",
        "(path, argv, env, /, **attributes)",
        "The same for a program that is looked for in the PATH.",
        posix_spawnp
    ),
];
