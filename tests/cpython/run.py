#!/usr/bin/env python3
"""Runs files of CPython's own test suite under Gila and writes the table RESULTS.md.

    tests/cpython/run.py --python python3.14 --gila target/release/gila [file …]

The tests come from the installed CPython that --python names; nothing of them is kept here.
Gila runs them with its own `unittest` and with the stand-in for `test.support` in support/.
Each file runs in a process of its own (child.py). A test that takes longer than --limit is
ended with its process, counts as failed, and the file goes on behind it in a new process.

Without names the files of rules.py run, and the table is written; with names the outcome is
only printed (--only TEXT: only tests whose name contains the text; --write: into the table,
too).
"""

import argparse
import ast
import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import rules

HERE = os.path.dirname(os.path.abspath(__file__))
RESULTS = os.path.join(HERE, "RESULTS.md")

Test = collections.namedtuple("Test", "name outcome reason seconds")


def test_folder(python):
    """Where an interpreter has its own tests."""
    code = "import test; print(list(test.__path__)[0])"
    return subprocess.run([python, "-c", code], check=True, capture_output=True,
                          text=True).stdout.strip()


def environment(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept.update(PYTHONPATH=os.path.join(HERE, "support"), CPYTHON_TESTS=folder, LC_ALL="C.UTF-8")
    extra = os.environ.get("GILA_TEST_PATH")
    if extra:
        # Modules that are tried out before they become part of Gila.
        kept["PYTHONPATH"] += os.pathsep + extra
    return kept


class Child:
    """A process that runs a file's tests, from some test on, and what it has reported."""

    def __init__(self, options, module, after):
        self.folder = tempfile.mkdtemp(prefix="cpython-tests-")
        self.events = os.path.join(self.folder, "events")
        self.output = os.path.join(self.folder, "output")
        open(self.events, "w").close()
        command = [options.gila, os.path.join(HERE, "child.py"), module, self.events]
        if after:
            command += ["--after", after]
        if options.only:
            command += ["--only", options.only]
        work = os.path.join(self.folder, "work")
        os.mkdir(work)
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                command, cwd=work, env=environment(options.tests), stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        self.read = 0

    def new_events(self):
        with open(self.events, "rb") as file:
            file.seek(self.read)
            text = file.read()
        whole = text[:text.rfind(b"\n") + 1]
        self.read += len(whole)
        return [ast.literal_eval(line.decode("ascii")) for line in whole.splitlines()]

    def kill(self):
        """End the process and those it has started."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return self.process.wait()

    def last_output(self):
        with open(self.output, "rb") as file:
            return file.read()[-2000:].decode("utf-8", "replace").strip()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def run_file(options, module):
    """The outcomes of a file's tests."""
    tests, after = [], None
    while True:
        child = Child(options, module, after)
        running, since, done = None, time.monotonic(), False
        while True:
            ended = child.process.poll() is not None
            for event in child.new_events():
                kind, *rest = event
                if kind == "start":
                    running, since = rest[0], time.monotonic()
                elif kind == "end":
                    took = time.monotonic() - since
                    tests.append(Test(*rest, took))
                    if running == rest[0]:
                        after, running = running, None
                    since = time.monotonic()
                elif kind == "module":
                    tests.append(Test(module, *rest, 0.0))
                elif kind == "done":
                    done = True
            if done or ended:
                break
            if time.monotonic() - since > options.limit:
                break
            time.sleep(0.02)
        code = child.kill() if not ended else child.process.wait()
        if not ended:
            child.kill()
        output = child.last_output()
        child.remove()
        if done:
            return tests
        if not ended:
            reason = f"hung: no end after {options.limit:g} seconds"
        elif code < 0:
            reason = f"the process died of {signal.Signals(-code).name}: {output}"
        else:
            reason = f"the process ended with exit code {code}: {output}"
        if running is None:
            # Between tests: where a class or module is set up or taken down.
            tests.append(Test(f"{module} (between tests)", "failed", reason, 0.0))
            return tests
        tests.append(Test(running, "failed", reason, time.monotonic() - since))
        after = running


def last_line(reason):
    """A reason in one line: of a traceback, the exception; no addresses, no times."""
    lines = [line for line in reason.strip().splitlines() if line.strip()]
    if not lines:
        return ""
    text = lines[-1] if any(line.startswith("Traceback") or ": Traceback" in line
                            for line in lines) else lines[0]
    for line in reversed(lines):
        if re.match(r"[A-Za-z_.]+(Error|Exception|Warning|Exit|Interrupt|Broken|Full|Empty)\b", line):
            text = line
            break
    text = re.sub(r"0x[0-9a-f]+", "0x…", text)
    text = re.sub(r"/[^\s'\"]*cpython-tests-\w+", "…", text)
    text = re.sub(r"@test_\d+_tmp", "@test_…_tmp", text)
    text = text.replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= 160 else text[:157] + "…"


def short_name(module, name):
    return name.removeprefix(f"test.{module}.")


def table(results):
    """The page: counts for each file, then the reasons."""
    lines = [
        "# CPython's tests under Gila", "",
        "Written by `just cpython-tests` (`tests/cpython/run.py`); the tests are those of an installed "
        "CPython 3.14, run", "with Gila's `unittest` and the stand-in for `test.support` in "
        "`tests/cpython/support`. The share is passed / (passed + failed).", "",
        "| file | run | passed | failed | skipped | share |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for module, tests in results.items():
        lines.append(row(module, tests))
    lines.append(row("all", [test for tests in results.values() for test in tests]))
    for module, tests in results.items():
        for outcome, title in (("failed", "failures"), ("skipped", "skips")):
            chosen = [test for test in tests if test.outcome == outcome]
            if chosen:
                lines += ["", f"## {module}: {title}", ""]
                lines += reasons(module, chosen)
    return "\n".join(lines) + "\n"


def row(name, tests):
    count = collections.Counter(test.outcome for test in tests)
    judged = count["passed"] + count["failed"]
    share = f"{count['passed'] / judged:.1%}" if judged else "–"
    return (f"| {name} | {len(tests)} | {count['passed']} | {count['failed']} "
            f"| {count['skipped']} | {share} |")


def reasons(module, tests):
    """One line for each reason, with the tests it holds for."""
    by_reason = {}
    for test in tests:
        by_reason.setdefault(last_line(test.reason), []).append(short_name(module, test.name))
    for reason, names in by_reason.items():
        shown = ", ".join(f"`{name}`" for name in names[:8])
        if len(names) > 8:
            shown += f" and {len(names) - 8} more"
        yield f"- {reason or '(no reason given)'}: {shown}"


def show(module, tests, options):
    print(row(module, tests).strip("| "), flush=True)
    for test in tests:
        name = short_name(module, test.name)
        if options.verbose:
            print(f"  {test.outcome} {name} ({test.seconds:.2f} s)")
        if options.tracebacks and test.outcome == "failed":
            print(f"  {name}\n" + "\n".join("      " + line for line in test.reason.splitlines()))
    for outcome in ("failed", "skipped"):
        for line in reasons(module, [test for test in tests if test.outcome == outcome]):
            print(f"  {outcome} {line.removeprefix('- ')}")
    sys.stdout.flush()


def main():
    # A shell that runs us in the background has SIGINT ignored, which the tests would inherit.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", help="such as test_queue; all, if none is named")
    parser.add_argument("--python", default="python3.14", help="an installed CPython 3.14")
    parser.add_argument("--gila", default="target/release/gila", help="the interpreter to test")
    parser.add_argument("--limit", type=float, default=120, help="seconds a test may take")
    parser.add_argument("--only", default="", help="tests whose name contains this text")
    parser.add_argument("--write", action="store_true", help="write the table")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every test")
    parser.add_argument("-t", "--tracebacks", action="store_true", help="show failures' texts")
    options = parser.parse_args()
    options.gila = os.path.abspath(options.gila)
    options.tests = test_folder(options.python)
    results = {}
    for module in options.files or rules.FILES:
        results[module] = run_file(options, module)
        show(module, results[module], options)
    if options.write or not options.files:
        with open(RESULTS, "w", encoding="utf-8") as file:
            file.write(table(results))
    failed = sum(test.outcome == "failed" for tests in results.values() for test in tests)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
