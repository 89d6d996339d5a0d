//! The policies of the lock as programs see them: `-X gil`, `PYTHON_GIL` and `gila.gil`. That all scripts about threads
//! do under each what they do in CPython is in `language.rs`.

use std::process::{Command, Output};

fn gila(options: &[&str], variable: Option<&str>, program: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gila"));
    command.args(options).args(["-c", program]).env_remove("PYTHON_GIL");
    if let Some(variable) = variable {
        command.env("PYTHON_GIL", variable);
    }
    command.output().expect("gila runs")
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const SAY: &str = "import gila.gil; print(gila.gil.policy)";

#[test]
fn the_command_line_chooses_before_the_environment() {
    assert_eq!(printed(&gila(&[], None, SAY)), "cpython\n");
    assert_eq!(printed(&gila(&["-Xgil=1"], None, SAY)), "cpython\n");
    for name in ["cpython", "fifo", "io", "ticks", "ticks:7"] {
        assert_eq!(printed(&gila(&["-X", &format!("gil={name}")], None, SAY)), format!("{name}\n"));
    }
    assert_eq!(printed(&gila(&[], Some("fifo"), SAY)), "fifo\n");
    assert_eq!(printed(&gila(&["-Xgil=io"], Some("fifo"), SAY)), "io\n");
    assert_eq!(printed(&gila(&["-E"], Some("fifo"), SAY)), "cpython\n");
    assert_eq!(printed(&gila(&["-Xgil=fifo", "-Xgil_counts"], None, SAY)), "fifo\n");
}

#[test]
fn unknown_policies_are_refused() {
    for wrong in ["lifo", "", "2", "fifo:1", "ticks:0"] {
        let output = gila(&["-X", &format!("gil={wrong}")], None, SAY);
        assert_eq!(output.status.code(), Some(2));
        let message = format!(
            "gila: PYTHON_GIL / -X gil must be \"0\", \"1\" or a policy: no GIL policy '{wrong}': there are cpython, \
             fifo, io, ticks, and ticks:N\n"
        );
        assert_eq!(String::from_utf8_lossy(&output.stderr), message);
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_gil_cannot_be_disabled() {
    for output in [gila(&["-Xgil=0"], None, SAY), gila(&[], Some("0"), SAY)] {
        assert_eq!(output.status.code(), Some(1));
        let message = "Fatal Python error: config_read_gil: Disabling the GIL is not supported by this build\n\
                       Python runtime state: preinitialized\n\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), message);
    }
}

#[test]
fn programs_change_the_policy() {
    let program = "
import gila.gil, threading
print(gila.gil.policies, 'policy' in dir(gila.gil))
turns = [0] * 4
stop = False
def compute(number):
    while not stop:
        turns[number] += 1
threads = [threading.Thread(target=compute, args=(number,)) for number in range(4)]
for thread in threads: thread.start()
for name in ('fifo', 'io', 'ticks', 'ticks:3', 'cpython') * 5:
    gila.gil.policy = name
    assert gila.gil.policy == name
    before = sum(turns)
    while sum(turns) < before + 1000:
        pass
stop = True
for thread in threads: thread.join()
for wrong in ('lifo', 3, None):
    try:
        gila.gil.policy = wrong
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(gila.gil.policy)
";
    let expected = "('cpython', 'fifo', 'io', 'ticks') True\n\
        ValueError no GIL policy 'lifo': there are cpython, fifo, io, ticks, and ticks:N\n\
        TypeError set_policy() argument must be str, not int\n\
        TypeError set_policy() argument must be str, not None\n\
        cpython\n";
    assert_eq!(printed(&gila(&["-Xswitch_interval=0.0005"], None, program)), expected);
}

#[test]
fn programs_change_the_switch_points() {
    let program = "
import gila.gil
print(gila.gil.switch_point_sets, gila.gil.switch_points)
for name in gila.gil.switch_point_sets:
    gila.gil.switch_points = name
    print(gila.gil.switch_points)
try:
    gila.gil.switch_points = '2.7'
except ValueError as error:
    print(error)
";
    let expected = "('3.14', '3.9', 'free') 3.14\n3.14\n3.9\nfree\n\
        no switch points '2.7': there are 3.14, 3.9, free\n";
    assert_eq!(printed(&gila(&[], None, program)), expected);
}
