//! The command line, through the real binary: options, statuses, what reaches `sys`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A command with none of the variables that change what it does.
fn gila() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gila"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    gila().args(args).output().expect("gila runs")
}

fn run_in(folder: &Path, args: &[&str]) -> Output {
    gila().current_dir(folder).args(args).output().expect("gila runs")
}

fn with_input(args: &[&str], input: &str) -> Output {
    let mut child = gila()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gila starts");
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().expect("stdin is a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("gila ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn statuses_are_cpythons() {
    assert_eq!(status(&run(&["-c", "pass"])), 0);
    assert_eq!(status(&run(&["-c", "1/0"])), 1);
    assert_eq!(status(&run(&["-c", "import sys; sys.exit(7)"])), 7);
    assert_eq!(status(&run(&["-c", "import sys; sys.exit(-1)"])), 255);
    assert_eq!(status(&run(&["-c", "raise SystemExit"])), 0);
    let told = run(&["-c", "import sys; sys.exit('told')"]);
    assert_eq!((status(&told), err(&told).as_str()), (1, "told\n"));
    assert_eq!(status(&run(&["-c", "x ="])), 1);
    let missing = run(&["nowhere.py"]);
    assert_eq!(status(&missing), 2);
    assert!(err(&missing).contains("nowhere.py': [Errno 2] No such file or directory"), "{}", err(&missing));
}

#[test]
fn wrong_options_are_named() {
    for (args, message) in [
        (&["-z"][..], "Unknown option: -z\n"),
        (&["--nope"], "Unknown option: --nope\n"),
        (&["-qZ"], "Unknown option: -Z\n"),
        (&["-c"], "Argument expected for the -c option\n"),
        (&["-u", "-m"], "Argument expected for the -m option\n"),
        (&["-X"], "Argument expected for the -X option\n"),
        (&["-W"], "Argument expected for the -W option\n"),
    ] {
        let output = run(args);
        assert_eq!(status(&output), 2, "{args:?}");
        assert!(err(&output).starts_with(message), "{args:?}: {}", err(&output));
        assert!(
            err(&output).contains("[-c cmd | -m mod | file | -] [arg] ...\n"),
            "{args:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn help_and_version() {
    for args in [&["--help"][..], &["-h"], &["-?"]] {
        let help = run(args);
        assert_eq!(status(&help), 0);
        for word in ["-c", "-i", "-X", "PYTHONPATH", "plain"] {
            assert!(out(&help).contains(word), "{word} is missing:\n{}", out(&help));
        }
    }
    assert!(out(&run(&["-V"])).starts_with("Python 3.14"));
    assert!(out(&run(&["--version"])).starts_with("Python 3.14"));
    assert!(out(&run(&["-VV"])).len() > out(&run(&["-V"])).len());
}

#[test]
fn arguments_reach_the_program() {
    let show = "import sys; print(sys.argv)";
    assert_eq!(out(&run(&["-c", show, "-x", "a b", "--help"])), "['-c', '-x', 'a b', '--help']\n");
    assert_eq!(out(&run(&["-qc", show, "1"])), "['-c', '1']\n");
    assert_eq!(out(&run(&[&format!("-c{show}")])), "['-c']\n");
    assert_eq!(out(&with_input(&["-", "1", "-V"], show)), "['-', '1', '-V']\n");
    assert_eq!(out(&with_input(&[], show)), "['']\n");
    let files = folder(&[("s.py", show), ("-odd.py", show)]);
    assert_eq!(out(&run_in(files.path(), &["s.py", "-c", "2"])), "['s.py', '-c', '2']\n");
    assert_eq!(out(&run_in(files.path(), &["--", "-odd.py", "2"])), "['-odd.py', '2']\n");
}

#[test]
fn code_of_several_lines() {
    assert_eq!(out(&run(&["-c", "if 1:\n  x = 2\nprint(x)"])), "2\n");
    assert_eq!(out(&run(&["-c", "-1\nprint('minus')"])), "minus\n");
    assert_eq!(out(&run(&["-c", "=1"])), "");
}

#[test]
fn modules_packages_and_folders() {
    let show = "import sys; print(__name__, sys.argv[1:])";
    let files = folder(&[
        ("pkg/__init__.py", ""),
        ("pkg/__main__.py", show),
        ("pkg/sub.py", show),
        ("app/__main__.py", "import beside; print(beside.x)"),
        ("app/beside.py", "x = 'beside'"),
        ("empty/file.txt", ""),
    ]);
    assert_eq!(out(&run_in(files.path(), &["-m", "pkg", "1"])), "__main__ ['1']\n");
    assert_eq!(out(&run_in(files.path(), &["-mpkg.sub", "-c"])), "__main__ ['-c']\n");
    assert_eq!(out(&run_in(files.path(), &["app"])), "beside\n");
    let empty = run_in(files.path(), &["empty"]);
    assert_eq!(status(&empty), 1);
    assert!(err(&empty).contains("can't find '__main__' module in '"), "{}", err(&empty));
    let unknown = run(&["-m", "no_such_module"]);
    assert_eq!(status(&unknown), 1);
    assert!(err(&unknown).ends_with(": No module named no_such_module\n"), "{}", err(&unknown));
}

#[test]
fn variables_and_options_that_hide_them() {
    let files = folder(&[("far.py", "x = 1")]);
    let import = |args: &[&str]| {
        let mut command = gila();
        command.env("PYTHONPATH", files.path()).args(args).arg("-c").arg("import far; print(far.x)");
        command.output().expect("gila runs")
    };
    assert_eq!(out(&import(&[])), "1\n");
    assert_eq!(status(&import(&["-E"])), 1);
    assert_eq!(status(&import(&["-I"])), 1);
}

#[test]
fn settings_in_sys() {
    let flags = "import sys; f = sys.flags; print(f.inspect, f.optimize, f.dont_write_bytecode, f.quiet, f.safe_path)";
    assert_eq!(out(&run(&["-OO", "-B", "-qP", "-c", flags])), "0 2 1 1 True\n");
    assert_eq!(out(&run(&["-O", "-c", "assert 0; print(__debug__)"])), "False\n");
    let options = "import sys; print(sys._xoptions, sys.warnoptions)";
    assert_eq!(
        out(&run(&["-X", "a=b", "-Xplain", "-W", "ignore", "-c", options])),
        "{'a': 'b', 'plain': True} ['ignore']\n"
    );
}

#[test]
fn the_first_line_can_be_skipped() {
    let files = folder(&[("s.py", "not python\nprint(1/0)\n")]);
    let output = run_in(files.path(), &["-x", "s.py"]);
    assert!(err(&output).contains("line 2, in <module>"), "{}", err(&output));
}

#[test]
fn an_uncaught_interrupt_kills() {
    use std::os::unix::process::ExitStatusExt;
    let output = run(&["-c", "import os, signal; os.kill(os.getpid(), signal.SIGINT)\nwhile True: pass"]);
    assert_eq!(output.status.signal(), Some(2), "{}", err(&output));
    assert!(err(&output).ends_with("KeyboardInterrupt\n"), "{}", err(&output));
}

#[test]
fn a_prompt_without_a_terminal() {
    let output = with_input(&["-iq"], "1 + 1\ndef f():\n  return _\n\nf()\nx\nexit(4)\n");
    assert_eq!(out(&output), "2\n2\n");
    let prompts = ">>> >>> ... ... >>> >>> Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    x\nNameError: name 'x' is not defined\n>>> ";
    assert_eq!(err(&output), prompts);
    assert_eq!(status(&output), 4);
}

#[test]
fn a_prompt_after_a_program() {
    let files = folder(&[("s.py", "x = 5\nraise SystemExit(3)\n")]);
    let script = files.path().join("s.py");
    let script = script.to_str().expect("a readable name");
    let output = with_input(&["-i", script], "x\nimport sys; sys.last_exc\n");
    assert_eq!(out(&output), "5\nSystemExit(3)\n");
    assert!(err(&output).contains("SystemExit: 3\n>>> "), "{}", err(&output));
    assert_eq!(status(&output), 0);
}

#[test]
fn a_startup_file() {
    let files = folder(&[("start.py", "answer = 42\n")]);
    let ask = |args: &[&str]| {
        let mut command = gila();
        command.env("PYTHONSTARTUP", files.path().join("start.py")).args(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("gila starts");
        child.stdin.take().expect("a pipe").write_all(b"answer\n").expect("the prompt reads");
        out(&child.wait_with_output().expect("gila ends"))
    };
    assert_eq!(ask(&["-iq"]), "42\n");
    assert_eq!(ask(&["-iqE"]), "");
}

#[test]
fn stages_of_a_program() {
    let files =
        folder(&[("s.py", "def f(n):\n    return n + 1\nfor i in range(500):\n    f(i)\nprint('ran')\n")]);
    let listing = |args: &[&str]| {
        let output = run_in(files.path(), args);
        assert_eq!(status(&output), 0, "{}", err(&output));
        out(&output)
    };
    assert!(listing(&["tokens", "s.py"]).contains("NAME"));
    assert!(listing(&["ast", "s.py"]).starts_with("Module("));
    let plain = listing(&["dis", "s.py", "--stage", "plain"]);
    let folded = listing(&["dis", "s.py"]);
    let specialised = listing(&["dis", "s.py", "--stage", "specialised"]);
    assert!(plain.lines().count() > folded.lines().count(), "{plain}\n{folded}");
    assert!(specialised.starts_with("ran\n"), "{specialised}");
    assert_ne!(specialised.strip_prefix("ran\n"), Some(folded.as_str()));
    assert_eq!(status(&run(&["dis", "nowhere.py"])), 2);
}
