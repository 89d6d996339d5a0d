#!/usr/bin/env python3
"""Records what CPython 3.14 prints for each test script, or checks an interpreter against it.

    tests/record.py --python python3.14                    record everything
    tests/record.py --python python3.14 lang/dicts         record one area (or one file)
    tests/record.py --check                                is the recording still what CPython says?
    tests/record.py --check --python target/release/gila   does Gila agree with the recording?

This is not the test runner of `cargo test`; it only shares its rules, which README.md writes down.
Recording runs every script twice and refuses one whose two runs differ.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent
DIRECTIVE = re.compile(r"#\s*(stdin|args|options|env|timeout|unordered)(?::\s?(.*))?$")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
LIBRARY_FRAME = re.compile(r'\s+File "(?:/|<frozen )')
ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}
SMALLEST = "import sys\nsys.setswitchinterval(1e-6)\n"


class Directives:
    """How one script wants to be run: the `# name: value` comments before its first other line."""

    def __init__(self, script):
        self.stdin = ""
        self.args = []
        self.options = []
        self.env = {}
        self.timeout = 20.0
        self.unordered = False
        for line in script.read_text("utf-8", "surrogateescape").splitlines():
            if not line.startswith("#"):
                break
            if found := DIRECTIVE.match(line):
                self.take(found[1], found[2] or "")

    def take(self, name, value):
        match name:
            case "stdin":
                self.stdin = re.sub(r"\\(.)", lambda m: ESCAPES[m[1]], value)
            case "args" | "options":
                setattr(self, name, shlex.split(value))
            case "env":
                key, _, text = value.partition("=")
                self.env[key] = text
            case "timeout":
                self.timeout = float(value)
            case "unordered":
                self.unordered = True


def without_library_frames(text):
    """Drops the frames of library files from tracebacks: they say where Python is installed."""
    kept, dropping = [], False
    for line in text.splitlines(keepends=True):
        if LIBRARY_FRAME.match(line):
            dropping = True
        elif dropping and line.startswith("    "):
            continue
        else:
            dropping = False
            kept.append(line)
    return "".join(kept)


def run(python, script, path=None):
    """Returns {".out": ..., ".err": ..., ".status": ...} of one run, as it is recorded."""
    how = Directives(script)
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env |= {"PYTHON_COLORS": "0", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    if path:
        env["PYTHONPATH"] = path
    env |= how.env
    command = [*python, "-X", "utf8", *how.options, script.name, *how.args]
    try:
        done = subprocess.run(
            command,
            cwd=script.parent,
            env=env,
            input=how.stdin.encode(),
            capture_output=True,
            timeout=how.timeout,
        )
    except subprocess.TimeoutExpired:
        return {".out": "", ".err": f"no end within {how.timeout} s\n", ".status": "timeout\n"}
    out, err = (
        ADDRESS.sub("at 0xADDRESS", written.decode("utf-8", "backslashreplace")).replace(f"{script.parent}/", "")
        for written in (done.stdout, done.stderr)
    )
    if how.unordered:
        out = "".join(sorted(out.splitlines(keepends=True)))
    status = "" if done.returncode == 0 else f"{done.returncode}\n"
    return {".out": out, ".err": without_library_frames(err), ".status": status}


def recorded(script):
    files = {suffix: script.with_suffix(suffix) for suffix in (".out", ".err", ".status")}
    return {s: f.read_bytes().decode() if f.exists() else "" for s, f in files.items()}


def record(python, script, path=None):
    """Runs twice, writes the files, and returns what is wrong, if anything."""
    first, second = run(python, script), run(python, script)
    if first != second:
        return "two runs differ:\n" + difference(first, second)
    for suffix, text in first.items():
        file = script.with_suffix(suffix)
        if text or suffix == ".out":
            file.write_bytes(text.encode())
        else:
            file.unlink(missing_ok=True)
    return ""


def check(python, script, path=None):
    want, got = recorded(script), run(python, script, path)
    return "" if want == got else difference(want, got)


def difference(want, got):
    lines = []
    for suffix in want:
        lines += difflib.unified_diff(
            want[suffix].splitlines(), got[suffix].splitlines(), "want" + suffix, "got" + suffix, lineterm="", n=1
        )
    return "\n".join(lines)


def scripts(paths):
    """The tests are `lang/<area>/*.py` and `gil/*.py`; folders below are modules they import."""
    everything = sorted([*ROOT.glob("lang/*/*.py"), *ROOT.glob("gil/*.py")])
    if not paths:
        return everything
    wanted = [p if p.exists() else ROOT / p for p in map(pathlib.Path, paths)]
    if missing := [str(p) for p in wanted if not p.exists()]:
        sys.exit(f"no such test: {' '.join(missing)}")
    wanted = [p.resolve() for p in wanted]
    return [s for s in everything if any(s == w or w in s.parents for w in wanted)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="files or folders, from here or from tests/")
    parser.add_argument("--python", default="python3.14", help="the interpreter (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="compare with the recording, write nothing")
    parser.add_argument("--smallest", action="store_true", help="check at a switch interval of 1 us")
    parser.add_argument("--jobs", type=int, default=2, help="scripts at once (default: %(default)s)")
    parser.add_argument("--brief", action="store_true", help="only the names of the scripts that fail")
    options = parser.parse_args()
    python = shlex.split(options.python)
    program = shutil.which(python[0])
    if program is None:
        sys.exit(f"no interpreter {python[0]!r}: give one with --python")
    python[0] = os.path.abspath(program)
    chosen = scripts(options.paths)
    act = check if options.check or options.smallest else record
    failures = 0
    with tempfile.TemporaryDirectory() as site, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        if options.smallest:
            pathlib.Path(site, "sitecustomize.py").write_text(SMALLEST)
        path = site if options.smallest else None
        for script, wrong in zip(chosen, pool.map(lambda s: act(python, s, path), chosen)):
            if wrong:
                failures += 1
                print(script.relative_to(ROOT) if options.brief else f"== {script.relative_to(ROOT)}\n{wrong}", flush=True)
    print(f"{len(chosen)} scripts, {failures} failed")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
