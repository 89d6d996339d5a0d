//! Several interpreters in one process share nothing (I-8): neither names, nor modules, nor the lock, nor threads.

use std::collections::BTreeSet;

use gila::run_captured;

/// Threads that count under a lock, with settings that would show if they were shared.
fn program(name: &str, threads: usize, interval: &str) -> String {
    format!(
        "
import sys, threading
sys.setswitchinterval({interval})
sys.modules['only_here'] = {name:?}
import builtins
builtins.owner = {name:?}

total = 0
lock = threading.Lock()
names = set()

def one():
    return 1

def work():
    global total
    names.add(threading.current_thread().name)
    for _ in range(2000):
        with lock:
            total += one()
    assert owner == {name:?}, owner

threads = [threading.Thread(target=work, name='{name}-%d' % n) for n in range({threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, sorted(names), threading.active_count())
print(sys.getswitchinterval(), sys.modules['only_here'], owner)
"
    )
}

fn expected(name: &str, threads: usize, interval: &str) -> String {
    let names: BTreeSet<String> = (0..threads).map(|n| format!("'{name}-{n}'")).collect();
    let names: Vec<String> = names.into_iter().collect();
    format!("{} [{}] 1\n{interval} {name} {name}\n", 2000 * threads, names.join(", "))
}

#[test]
fn two_at_once_each_with_threads() {
    let runs = [("ada", 4, "0.001"), ("grace", 3, "0.002")];
    std::thread::scope(|scope| {
        let started = runs.map(|(name, threads, interval)| {
            let run =
                move || (0..5).map(|_| run_captured(&program(name, threads, interval))).collect::<Vec<_>>();
            (scope.spawn(run), expected(name, threads, interval))
        });
        for (run, expected) in started {
            for outcome in run.join().expect("an interpreter does not panic") {
                assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), (expected.as_str(), ""));
                assert_eq!(outcome.status, 0);
            }
        }
    });
}

#[test]
fn one_does_not_wait_for_the_other() {
    // One holds its GIL in a single long operation; the other gets on with its work meanwhile.
    std::thread::scope(|scope| {
        let busy = scope
            .spawn(|| run_captured("import time\nprint(sum(range(20_000_000)))\nprint(time.monotonic())"));
        let quick = run_captured("import time\nprint(time.monotonic())");
        let busy = busy.join().expect("an interpreter does not panic");
        let last = |text: &str| text.lines().last().and_then(|line| line.parse::<f64>().ok());
        let (quick, busy) = (last(&quick.stdout), last(&busy.stdout));
        assert!(quick.is_some() && quick < busy, "{quick:?} is before {busy:?}");
    });
}

#[test]
fn many_after_one_another_leave_no_thread_behind() {
    let source = "
import threading, queue
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    print(sum(pool.map(abs, range(-10, 0))))
box = queue.Queue()
threading.Thread(target=box.put, args=('done',)).start()
print(box.get())
";
    // The first may start what stays.
    run_captured(source);
    let before = threads_of_process();
    for _ in 0..40 {
        let outcome = run_captured(source);
        assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str(), outcome.status), ("55\ndone\n", "", 0));
    }
    // Other tests of this file may be starting threads of their own: some tolerance, far below one per run.
    let after = threads_of_process();
    assert!(after < before + 20, "{before} threads before, {after} after 40 interpreters");
}

fn threads_of_process() -> usize {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else { return 0 };
    tasks.count()
}

#[test]
fn statuses_and_errors_are_each_its_own() {
    let outcome = run_captured("import sys\nprint('before')\nsys.exit(7)");
    assert_eq!((outcome.stdout.as_str(), outcome.status), ("before\n", 7));
    let outcome = run_captured("1 / 0");
    assert_eq!(outcome.status, 1);
    assert!(outcome.stderr.ends_with("ZeroDivisionError: division by zero\n"), "{}", outcome.stderr);
    let outcome = run_captured("print(1)\nx = = 2\n");
    assert_eq!((outcome.stdout.as_str(), outcome.status), ("", 1));
    assert!(outcome.stderr.ends_with("SyntaxError: invalid syntax\n"), "{}", outcome.stderr);
}
