#!/usr/bin/env python3
"""Records what CPython 3.14 prints for the examples, to be compared by `cargo test`.

    examples/expected/record.py --python python3.14            all of them
    examples/expected/record.py --python python3.14 tour.py    one
"""

import argparse
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("names", nargs="*", help="names of scripts (default: all)")
parser.add_argument("--python", default="python3.14", help="the interpreter (default: %(default)s)")
options = parser.parse_args()
environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
for script in sorted(HERE.parent.glob("*.py")):
    if not options.names or script.name in options.names:
        done = subprocess.run([options.python, script], env=environment, stdout=subprocess.PIPE, check=True)
        HERE.joinpath(script.stem + ".out").write_bytes(done.stdout)
        print(script.name)
