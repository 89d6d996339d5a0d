"""Modules that CPython's tests import, and that are no part of Gila: processes that are
started for a pool, subinterpreters and the like. Importing them works, so that the tests
beside the ones that need them run; the tests that need them are left out by rules.py.

`install` puts only what cannot be imported there.
"""

import importlib
import sys
import types

# Module: names that are taken from it while a test module is imported.
WANTED = {
    "multiprocessing": ("process", "util"),
    "multiprocessing.process": (),
    "multiprocessing.util": (),
    "concurrent.futures.process": ("BrokenProcessPool", "_check_system_limits", "_ThreadWakeup"),
    "concurrent.futures.interpreter": ("BrokenInterpreterPool",),
    "concurrent.interpreters": (),
}

# What says "there is no such thing" must not be imported.
ABSENT = ("_testcapi", "_testinternalcapi", "_testlimitedcapi", "ctypes", "concurrent.interpreters",
          "_interpreters", "asyncio")


class Missing(Exception):
    """Stands for classes of a module that is not there."""


def _not_there(*args, **kwargs):
    import unittest
    raise unittest.SkipTest("needs processes or subinterpreters")


def install():
    for name, contents in WANTED.items():
        if name in ABSENT:
            continue
        try:
            module = importlib.import_module(name)
        except ImportError:
            module = sys.modules[name] = types.ModuleType(name, "A stand-in.")
            if name == "multiprocessing":
                module.get_all_start_methods = lambda: []
        for each in contents:
            is_class = each[0].isupper() or each.startswith("_T")
            if not hasattr(module, each):
                setattr(module, each, Missing if is_class else _not_there)
        package, _, last = name.rpartition(".")
        if package:
            setattr(sys.modules[package], last, module)
    for name in ABSENT:
        if name not in sys.modules:
            sys.modules[name] = None
    _executors()
    _doctest()


def _executors():
    """The executors' names, which test classes have as attributes."""
    import concurrent.futures as futures
    for name in ("ProcessPoolExecutor", "InterpreterPoolExecutor"):
        try:
            getattr(futures, name)
        except (AttributeError, ImportError):
            setattr(futures, name, _not_there)


def _doctest():
    """doctest.DocTestSuite(), which test modules add to their tests."""
    import unittest
    try:
        import doctest
        return
    except ImportError:
        pass

    class Documentation(unittest.TestCase):
        def runTest(self):
            self.skipTest("needs doctest")

        def id(self):
            return f"doctests of {self.module}"

    def suite(module, *args, **kwargs):
        test = Documentation()
        test.module = module
        return unittest.TestSuite([test])
    doctest = types.ModuleType("doctest", "A stand-in.")
    doctest.DocTestSuite = suite
    sys.modules["doctest"] = doctest
