"""The package `test` while CPython's tests run: `test.support` is the one beside this file,
the test modules are those of the folder in $CPYTHON_TESTS."""

import os

__path__.append(os.environ["CPYTHON_TESTS"])
