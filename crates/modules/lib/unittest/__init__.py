"""Tests: write them as methods of a TestCase, run them with `python -m unittest`.

    import unittest

    class TestSum(unittest.TestCase):
        def test_two(self):
            self.assertEqual(sum([1, 2]), 3)

    if __name__ == "__main__":
        unittest.main()

A good first path: case.py (what a test is and how it runs) -> result.py (what is noted of
it) -> suite.py (many tests, and what is set up once for a class or module) -> loader.py
(finding tests) -> runner.py and main.py (the command and its report).
"""

__all__ = [
    "TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader",
    "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip",
    "skipIf", "skipUnless", "expectedFailure", "TextTestResult", "installHandler",
    "registerResult", "removeResult", "removeHandler", "addModuleCleanup",
    "doModuleCleanups", "enterModuleContext",
]

__unittest = True       # frames of modules that say so are left out of tracebacks

from .case import (
    FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups,
    enterModuleContext, expectedFailure, skip, skipIf, skipUnless,
)
from .result import TestResult
from .suite import BaseTestSuite, TestSuite
from .loader import TestLoader, defaultTestLoader
from .main import TestProgram, main
from .runner import TextTestResult, TextTestRunner
from .signals import installHandler, registerResult, removeHandler, removeResult


def __getattr__(name):
    if name == "IsolatedAsyncioTestCase":
        raise AttributeError("Gila does not support unittest.IsolatedAsyncioTestCase yet: "
                          "it needs 'asyncio'")
    raise AttributeError


def __dir__():
    return list(globals()) + ["IsolatedAsyncioTestCase"]
