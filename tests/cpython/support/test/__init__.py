"""The package `test` while CPython's tests run: `test.support` is the one beside this file,
the test modules are those of the folder in $CPYTHON_TESTS. What they import and Gila does not
have is put there first, also in the processes that tests start."""

import os
import standins

standins.install()
__path__.append(os.environ["CPYTHON_TESTS"])
