#!/usr/bin/env python3
"""Runs the programs of this folder under every policy of the lock and every set of check points.

    tests/stress/combinations.py --gila target/release/gila --seconds 600 --jobs 2

The seconds are shared among the combinations, as many of which run side by side as --jobs says. Each runs at the
smallest switch interval. Prints a line for each, and what the program had to say if it failed; the exit status is how
many failed.
"""

import argparse
import concurrent.futures
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PROGRAMS = ["mix.py"]


def known(gila, expression):
    """What the interpreter says of itself."""
    text = f"import gila.gil; print(*({expression}))"
    return subprocess.run([gila, "-c", text], capture_output=True, text=True, check=True).stdout.split()


def run(gila, program, options, seconds):
    """None, or how it failed."""
    command = [gila, *options, "-X", "switch_interval=0.000001", str(HERE / program), str(seconds)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 120)
    except subprocess.TimeoutExpired as expired:
        return f"hangs\n{expired.stdout}\n{expired.stderr}"
    if done.returncode:
        return f"status {done.returncode}\n{done.stdout}{done.stderr}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gila", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    policies = known(arguments.gila, "gila.gil.policies")
    point_sets = known(arguments.gila, "gila.gil.switch_point_sets")
    combinations = [
        (program, policy, points) for program in PROGRAMS for policy in policies for points in point_sets
    ]
    seconds = arguments.seconds / len(combinations)

    def fails(combination):
        program, policy, points = combination
        options = ["-X", f"gil={policy}", "-X", f"switch_points={points}"]
        failure = run(arguments.gila, program, options, seconds)
        print(program, *options, "FAILED: " + failure if failure else "ok", flush=True)
        return failure is not None

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        sys.exit(sum(pool.map(fails, combinations)))


main()
