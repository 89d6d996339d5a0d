#!/usr/bin/env python3
"""Runs scripts about threads and the end of the process many times: none may hang, crash, or lose or tear output.

    tests/stress/run.py --gila target/release/gila [--runs 1000] [--jobs 2] [name …]

The scripts are those of scripts/ and tests/gil/exit_*.py. Where CPython's output was recorded, every run must
give it. Where the output differs from run to run, comments at the top of the script say what is right:

    # line: REGEX      every line of standard output matches one of these
    # count: N REGEX   exactly so many lines match
    # stderr: REGEX    the same for standard error, which otherwise must be empty
    # status: N

A run counts as hung after --limit seconds. Names select scripts by a part of their path.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
GIL = HERE.parent / "gil"


class Rules:
    """What a run of a script must look like."""

    def __init__(self, script):
        self.script = script
        self.lines, self.counts, self.errors, self.status = [], [], [], 0
        recorded = script.with_suffix(".out")
        self.output = recorded.read_text() if recorded.exists() else None
        if script.with_suffix(".status").exists():
            self.status = int(script.with_suffix(".status").read_text())
        for line in script.read_text().splitlines():
            if not line.startswith("#"):
                break
            word, _, rest = line[1:].strip().partition(": ")
            if word == "line":
                self.lines.append(re.compile(rest))
            elif word == "stderr":
                self.errors.append(re.compile(rest))
            elif word == "count":
                number, _, pattern = rest.partition(" ")
                self.counts.append((int(number), re.compile(pattern)))
            elif word == "status":
                self.status = int(rest)
        if self.output is None and not (self.lines or self.counts):
            sys.exit(f"{script}: neither a recorded output nor rules")

    def faults(self, status, output, errors):
        """What is wrong with a run."""
        if status != self.status:
            yield f"status {status}, not {self.status}"
        if self.output is not None:
            if output != self.output:
                yield "another output than recorded"
        else:
            if output and not output.endswith("\n"):
                yield "the output ends in the middle of a line"
            for line in output.splitlines():
                if not any(pattern.fullmatch(line) for pattern in self.lines):
                    yield f"an unexpected line: {line!r}"
                    break
            for number, pattern in self.counts:
                found = sum(pattern.fullmatch(line) is not None for line in output.splitlines())
                if found != number:
                    yield f"{found} lines like {pattern.pattern!r}, not {number}"
        lines = errors.splitlines()
        if not errors.endswith("\n") and len(errors.encode()) % resource.getpagesize() == 0:
            # A daemon's write to the file, which Linux cuts at the end of a page when the process ends. (CPython's, too.)
            lines = lines[:-1]
        for line in lines:
            if not any(pattern.fullmatch(line) for pattern in self.errors):
                yield f"an unexpected line on standard error: {line!r}"
                break


def run_once(rules, command, limit):
    """The faults of one run, and its output."""
    # Files, not pipes: a pipe would slow the writers down to the reader.
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([*command, rules.script.name], cwd=rules.script.parent, stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=errors)
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = None
        output.seek(0)
        errors.seek(0)
        output, errors = output.read(), errors.read()
    if status is None:
        return [f"no end after {limit} seconds"], output, errors
    return list(rules.faults(status, output, errors)), output, errors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--gila", required=True, help="the interpreter")
    parser.add_argument("--runs", type=int, default=1000, help="runs of each script, default: %(default)s")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time, default: %(default)s")
    parser.add_argument("--limit", type=float, default=30, help="seconds a run may take, default: %(default)s")
    parser.add_argument("--switch-interval", help="for every other run, such as 1e-6")
    options = parser.parse_args()
    scripts = sorted([*HERE.glob("scripts/*.py"), *GIL.glob("exit_*.py")])
    if options.names:
        scripts = [script for script in scripts if any(name in str(script) for name in options.names)]
    if not scripts:
        parser.error("no such script")
    gila = str(pathlib.Path(options.gila).resolve())
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for script in scripts:
            rules = Rules(script)
            start = time.monotonic()
            commands = [[gila]]
            if options.switch_interval:
                commands.append([gila, "-X", f"switch_interval={options.switch_interval}"])
            runs = pool.map(lambda n: run_once(rules, commands[n % len(commands)], options.limit), range(options.runs))
            bad = [(faults, output, errors) for faults, output, errors in runs if faults]
            seconds = time.monotonic() - start
            print(f"{script.relative_to(HERE.parent)}: {options.runs} runs, {len(bad)} bad, {seconds:.0f} s", flush=True)
            for faults, output, errors in bad[:3]:
                print("   ", "; ".join(faults))
                print("    output:", repr(output[-500:]), "\n    errors:", repr(errors[-500:]), flush=True)
            failed += bool(bad)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
