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
    _enumerations()
    _statistics()


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


def _enumerations():
    """Two functions of `enum` that only CPython's tests use: one makes an enumeration of a
    module's constants, the other tells where two enumerations differ."""
    import enum

    def convert(kind, name, module, wanted, source):
        members = {key: value for key, value in vars(source).items() if wanted(key)}
        ordered = sorted(members.items(), key=lambda member: (member[1], member[0]))
        return kind(name, ordered, module=module)

    def compare(checked, simple):
        differences = []
        for attribute in ("__name__", "__module__", "__doc__"):
            if getattr(checked, attribute) != getattr(simple, attribute):
                differences.append(attribute)
        members = [[(name, member.value, member.name, repr(member), str(member), type(member).__name__)
                    for name, member in each.__members__.items()] for each in (checked, simple)]
        differences += set(members[0]) ^ set(members[1])
        if [base.__name__ for base in checked.__mro__] != [base.__name__ for base in simple.__mro__]:
            differences.append("__mro__")
        if differences:
            raise TypeError(f"enum mismatch: {differences}")

    for name, function in (("_old_convert_", convert), ("_test_simple_enum", compare)):
        if not hasattr(enum, name):
            setattr(enum, name, function)


def _statistics():
    """statistics.median(), for tests that measure time."""
    try:
        import statistics
        return
    except ImportError:
        pass
    statistics = types.ModuleType("statistics", "A stand-in.")

    def median(data):
        data = sorted(data)
        middle = len(data) // 2
        return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2
    statistics.median = median
    sys.modules["statistics"] = statistics
