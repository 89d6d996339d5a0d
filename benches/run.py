#!/usr/bin/env python3
"""Compares interpreters on the programs of this folder, and prints ratios.

    benches/run.py --with cpython=python3.14 --with gila=target/release/gila
    benches/run.py --with cpython=python3.14 --with gila=target/release/gila --rounds 9 fib threads/handoff

The first interpreter is the one the others are divided by. In each round every program runs once under
every interpreter, in a shuffled order, so that a busy moment of the machine hits all of them alike; what
counts is the median. A plain program is measured in user seconds of its process, start-up included. Those
in `threads/` measure themselves, on the wall clock, because most of their time is spent in the kernel; what
they print is taken. The programs must print the same under every interpreter, but for such measurements.
"""

import argparse
import math
import os
import pathlib
import random
import shlex
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent


def run_once(command, program):
    """Returns (what was measured, what was printed) of one run."""
    process = subprocess.Popen([*command, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # The programs write less than a pipe holds, so reading may wait until they have ended.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    printed, complaint = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} {program.name}: exit status {process.returncode}\n{complaint}")
    if program.parent.name == "threads":
        return float(printed.split()[0]), printed.split(maxsplit=1)[1]
    return usage.ru_utime, printed


def measure(programs, interpreters, rounds):
    """Returns {program: {interpreter: median}}, leaving out what failed and saying so."""
    times = {p: {name: [] for name in interpreters} for p in programs}
    output = {}
    broken = set()
    for number in range(1, rounds + 1):
        runs = [(p, name) for p in programs for name in interpreters]
        random.shuffle(runs)
        for program, name in runs:
            if (program, name) in broken:
                continue
            try:
                spent, printed = run_once(interpreters[name], program)
            except (OSError, RuntimeError) as error:
                print(f"! {name}: {error}", file=sys.stderr)
                broken.add((program, name))
                continue
            if output.setdefault(program, printed) != printed:
                print(f"! {name}: {program.name} printed {printed!r}, not {output[program]!r}", file=sys.stderr)
                broken.add((program, name))
                continue
            times[program][name].append(spent)
        print(f"round {number} of {rounds}", file=sys.stderr)
    return {
        p: {name: statistics.median(values) for name, values in of.items() if values and (p, name) not in broken}
        for p, of in times.items()
    }


def report(title, unit, medians, names):
    base, *others = names
    print(f"{title:22}{base + ' ' + unit:>18}" + "".join(f"{name + ' /' + base:>22}" for name in others))
    for program, of in medians.items():
        line = f"{program.relative_to(ROOT).with_suffix('').as_posix():22}"
        line += f"{of[base]:18.3f}" if base in of else f"{'failed':>18}"
        for name in others:
            line += f"{of[name] / of[base]:22.3f}" if name in of and base in of else f"{'failed':>22}"
        print(line)
    line = f"{'geometric mean':22}{'':18}"
    for name in others:
        ratios = [of[name] / of[base] for of in medians.values() if name in of and base in of]
        mean = math.exp(statistics.fmean(map(math.log, ratios))) if ratios else math.nan
        complete = len(ratios) == len(medians)
        line += f"{mean:22.3f}" if complete else f"{f'{mean:.3f} of {len(ratios)}':>22}"
    print(line)


def interpreter(text):
    name, equals, command = text.partition("=")
    words = shlex.split(command)
    if not (equals and name and words):
        raise argparse.ArgumentTypeError(f"expected NAME=COMMAND, not {text!r}")
    found = shutil.which(words[0])
    if found is None:
        raise argparse.ArgumentTypeError(f"there is no program {words[0]!r}")
    return name, [found, *words[1:]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", help="e.g. `fib`, `threads/handoff`, `threads`; default: all")
    parser.add_argument("--with", dest="interpreters", action="append", type=interpreter, metavar="NAME=COMMAND")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    options = parser.parse_args()
    interpreters = dict(options.interpreters or [("this", [sys.executable])])
    everything = sorted(p for p in [*ROOT.glob("*.py"), *ROOT.glob("threads/*.py")] if p != ROOT / "run.py")
    names = {p: p.relative_to(ROOT).with_suffix("").as_posix() for p in everything}
    wanted = options.programs or list(names.values())
    if unknown := [w for w in wanted if w != "threads" and w not in names.values()]:
        parser.error(f"no such program: {' '.join(unknown)}; there are {' '.join(names.values())}")
    chosen = [p for p in everything if names[p] in wanted or p.parent.name in wanted]
    medians = measure(chosen, interpreters, options.rounds)
    plain = {p: m for p, m in medians.items() if p.parent == ROOT}
    threads = {p: m for p, m in medians.items() if p.parent != ROOT}
    if plain:
        report("user time", "s", plain, list(interpreters))
    if threads:
        print(end="\n" if plain else "")
        report("time per operation", "us", threads, list(interpreters))


if __name__ == "__main__":
    main()
