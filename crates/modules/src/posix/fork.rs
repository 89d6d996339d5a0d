//! `fork` and what hangs on it: functions called before and after, and what this crate knows of threads that the
//! child does not have. (What the VM and the lock know of them is put right by [`Context::fork`].)

use std::cell::RefCell;

use vm::native::{Keywords, Rest, Row};
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::os_error;
use vm::{Context, PyResult, Value, function};

/// Functions that are called when the process forks, in order of registration.
#[derive(Default)]
struct AtFork {
    before: RefCell<Vec<Value>>,
    in_child: RefCell<Vec<Value>>,
    in_parent: RefCell<Vec<Value>>,
}

fn register_at_fork(cx: &mut Context, Rest(args): Rest, Keywords(keywords): Keywords) -> PyResult<()> {
    if !args.is_empty() {
        return Err(cx.type_error("register_at_fork() takes no positional arguments"));
    }
    let hooks = cx.interp_ref().extension::<AtFork>();
    let mut chosen = Vec::new();
    for (name, function) in keywords {
        let name = name.to_string_lossy();
        let place = match &*name {
            "before" => &hooks.before,
            "after_in_child" => &hooks.in_child,
            "after_in_parent" => &hooks.in_parent,
            _ => {
                let text = format!("register_at_fork() got an unexpected keyword argument '{name}'");
                return Err(cx.type_error(text));
            }
        };
        if !cx.is_callable(&function) {
            let got = cx.type_name(&function);
            return Err(cx.type_error(format!("'{name}' must be callable, not {got}")));
        }
        chosen.push((place, function));
    }
    if chosen.is_empty() {
        return Err(cx.type_error("At least one argument is required."));
    }
    for (place, function) in chosen {
        place.borrow_mut().push(function);
    }
    Ok(())
}

fn call_all(cx: &mut Context, functions: impl Iterator<Item = Value>) {
    for function in functions {
        if let Err(raised) = cx.call(&function, &[]) {
            cx.report_unraisable(raised, "Exception ignored in atfork callback", &function);
        }
    }
}

/// Forks, and calls the functions that are registered for it. The child's number; `None` in the child.
pub fn fork_process(cx: &mut Context) -> PyResult<Option<i32>> {
    if cx.interp_ref().is_finalizing() {
        return Err(cx.error(ExceptionKind::PythonFinalizationError, "can't fork at interpreter shutdown"));
    }
    let hooks = cx.interp_ref().extension::<AtFork>();
    let before = hooks.before.borrow().clone();
    call_all(cx, before.into_iter().rev());
    let forked = cx.fork();
    if let Ok(None) = forked {
        crate::thread::after_fork(cx);
    }
    let after = if let Ok(None) = forked { &hooks.in_child } else { &hooks.in_parent };
    let after = after.borrow().clone();
    call_all(cx, after.into_iter());
    match forked {
        Ok(child) => Ok(child),
        Err(error) => Err(os_error(cx, &error, Value::Empty)),
    }
}

/// Warns if the process that has forked has other threads, which the child has not.
pub fn warn_of_threads(cx: &mut Context, function: &str) -> PyResult<()> {
    if threads_of_process() <= 1 {
        return Ok(());
    }
    let pid = std::process::id();
    cx.warn_deprecated(&format!(
        "This process (pid={pid}) is multi-threaded, use of {function}() may lead to deadlocks in the child."
    ))
}

/// How many threads the system knows of, Gila's or not; 0 if it does not say.
fn threads_of_process() -> usize {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field, the program's name in parentheses, may hold anything.
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    rest.split_whitespace().nth(17).and_then(|count| count.parse().ok()).unwrap_or(0)
}

fn fork(cx: &mut Context) -> PyResult<i64> {
    let child = fork_process(cx)?;
    if child.is_some() {
        warn_of_threads(cx, "fork")?;
    }
    Ok(child.map_or(0, i64::from))
}

fn forkpty(cx: &mut Context) -> PyResult<Value> {
    let (master, slave) = super::terminals::open_pair(cx)?;
    let child = fork_process(cx)?;
    if child.is_none() {
        // Where that fails, the child has no terminal, and finds out.
        let _ = super::terminals::make_controlling(slave);
        let _ = master.close();
        return Ok(cx.tuple_value(vec![Value::Int(0), Value::Int(-1)]));
    }
    let _ = slave.close();
    warn_of_threads(cx, "forkpty")?;
    let numbers = [child.map_or(0, i64::from), i64::from(master.number())];
    Ok(cx.tuple_value(numbers.map(Value::Int).to_vec()))
}

/// Forking.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "register_at_fork",
        "(*args, **kwargs)",
        "Have functions called when the process forks.",
        register_at_fork
    ),
    function!("fork", "()", "Make a copy of the process: the child's number, or 0 in the child.", fork),
    function!(
        "forkpty",
        "()",
        "The same with a new terminal for the child: the child's number, and the terminal's other end.",
        forkpty
    ),
];
