"""`python -m unittest`: the command."""

import sys

if sys.argv[0].endswith("__main__.py"):
    # Shown in the help instead of a path that nobody typed.
    sys.argv[0] = "python -m unittest"

__unittest = True

from .main import main

main(module=None)
