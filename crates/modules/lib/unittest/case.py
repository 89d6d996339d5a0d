"""One test: what it sets up, how it runs, and what is told to the result.

What a test can assert is in _assertions.py.
"""

import functools
import sys
import time
from collections import ChainMap

from . import result
from ._assertions import Assertions
from ._raising import (
    _AssertNotWarnsContext, _AssertRaisesContext, _AssertWarnsContext, _BaseTestCaseContext,
)
from .util import strclass

__unittest = True

_no_message = object()


class SkipTest(Exception):
    """Raised in a test, or in what sets it up: leave the test out, for this reason."""


class _ShouldStop(Exception):
    """Leaves a test early: a subtest failed, and the test is to end with the first failure."""


class _Outcome:
    """How a test that runs has gone so far."""

    def __init__(self, result=None):
        self.expecting_failure = False
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        self.expectedFailure = None

    def run(self, test, function, *args):
        """Run a part of a test: setUp(), the test's method, …"""
        with _Part(self, test):
            function(*args)


class _Part:
    """A piece of a test; as a context manager it notes how the piece ended.

    Swallows all exceptions but KeyboardInterrupt: what follows looks at `outcome.success`.
    """

    def __init__(self, outcome, test, is_subtest=False):
        self.outcome, self.test, self.is_subtest = outcome, test, is_subtest

    def __enter__(self):
        self.before = self.outcome.success
        self.outcome.success = True

    def __exit__(self, kind, error, trace):
        outcome = self.outcome
        try:
            return self._note(outcome, kind, error, trace)
        finally:
            outcome.success = outcome.success and self.before

    def _note(self, outcome, kind, error, trace):
        if kind is None:
            if self.is_subtest and outcome.success:
                outcome.result.addSubTest(self.test.test_case, self.test, None)
            return False
        if issubclass(kind, KeyboardInterrupt):
            return False
        if issubclass(kind, SkipTest):
            outcome.success = False
            _addSkip(outcome.result, self.test, str(error))
        elif issubclass(kind, _ShouldStop):
            pass        # the subtest has been noted
        elif outcome.expecting_failure:
            outcome.expectedFailure = (kind, error, trace)
        else:
            outcome.success = False
            if self.is_subtest:
                outcome.result.addSubTest(self.test.test_case, self.test, (kind, error, trace))
            else:
                _addError(outcome.result, self.test, (kind, error, trace))
        return True


def _addSkip(result, test, reason):
    add = getattr(result, "addSkip", None)
    if add is not None:
        add(test, reason)
        return
    import warnings
    warnings.warn("TestResult has no addSkip method, skips not reported", RuntimeWarning, 2)
    result.addSuccess(test)


def _addError(result, test, exc_info):
    if result is not None:
        failed = issubclass(exc_info[0], test.failureException)
        (result.addFailure if failed else result.addError)(test, exc_info)


def _enter_context(manager, add_cleanup):
    """Enter a context manager that is left by a cleanup."""
    cls = type(manager)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        text = (f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                "context manager protocol")
        if hasattr(cls, "__aenter__") and hasattr(cls, "__aexit__"):
            text += (" but it supports the asynchronous context manager protocol. "
                     "Did you mean to use enterAsyncContext()?")
        raise TypeError(text) from None
    value = enter(manager)
    add_cleanup(leave, manager, None, None, None)
    return value


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Have a function called after tearDownModule(), or if setUpModule() fails."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    """Call the module's cleanups, the last one first; what they raise comes as a group."""
    errors = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("module cleanup failed", errors)


def skip(reason):
    """Leave a test or a class of tests out, for a reason."""
    def decorator(test):
        if not isinstance(test, type):
            @functools.wraps(test)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            test = skipped
        test.__unittest_skip__ = True
        test.__unittest_skip_why__ = reason
        return test
    if callable(reason) and hasattr(reason, "__code__") or isinstance(reason, type):
        # @skip without a reason, and so without a call.
        test, reason = reason, ""
        return decorator(test)
    return decorator


def _unchanged(test):
    return test


def skipIf(condition, reason):
    return skip(reason) if condition else _unchanged


def skipUnless(condition, reason):
    return _unchanged if condition else skip(reason)


def expectedFailure(test_item):
    """The test is wrong if it does not fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _OrderedChainMap(ChainMap):
    """A ChainMap whose first map's keys come first."""

    def __iter__(self):
        seen = set()
        for mapping in self.maps:
            for key in mapping:
                if key not in seen:
                    seen.add(key)
                    yield key


class TestCase(Assertions):
    """A test: an instance runs one method of its class.

    Make a subclass whose methods test...() each check one thing. Before each of them
    setUp() runs, after it tearDown(), on an instance of its own.
    """

    failureException = AssertionError
    longMessage = True          # a message of the caller's comes after ours, not in its place
    maxDiff = 80 * 8            # longer differences are not shown; None: any
    _diffThreshold = 2 ** 16    # longer texts are not compared line by line

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                raise ValueError(
                    f"no such test method in {self.__class__}: {methodName}") from None
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        # For the types that have one: the name of the method that compares them.
        self._type_equality_funcs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual",
            set: "assertSetEqual", frozenset: "assertSetEqual", str: "assertMultiLineEqual",
        }

    # What tests set up and take down.

    def setUp(self):
        """Runs before the test."""

    def tearDown(self):
        """Runs after the test, if setUp() passed."""

    @classmethod
    def setUpClass(cls):
        """Runs before the first test of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the last test of the class."""

    def addTypeEqualityFunc(self, typeobj, function):
        """Have assertEqual() compare two values of a type by a function; it must raise
        failureException if they differ."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Have a function called after tearDown(), the last one added first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Have a function called after tearDownClass(), the last one added first."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return _enter_context(cm, cls.addClassCleanup)

    # What a test is called.

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """The first line of the method's docstring."""
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{strclass(self.__class__)}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({strclass(self.__class__)}.{self._testMethodName})"

    def __repr__(self):
        return f"<{strclass(self.__class__)} testMethod={self._testMethodName}>"

    # How it runs.

    def subTest(self, msg=_no_message, **params):
        """A piece of a test that may fail without ending it:
        `with self.subTest(i=i): …` in a loop."""
        return _SubTestContext(self, msg, params)

    def run(self, result=None):
        stop_run = None
        if result is None:
            result = self.defaultTestResult()
            start_run = getattr(result, "startTestRun", None)
            stop_run = getattr(result, "stopTestRun", None)
            if start_run is not None:
                start_run()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if (getattr(self.__class__, "__unittest_skip__", False)
                    or getattr(method, "__unittest_skip__", False)):
                _addSkip(result, self, getattr(self.__class__, "__unittest_skip_why__", "")
                         or getattr(method, "__unittest_skip_why__", ""))
                return result
            outcome = _Outcome(result)
            try:
                self._run_parts(method, outcome, result)
                return result
            finally:
                # These would keep frames alive, and what is in them.
                outcome.expectedFailure = None
                outcome = None
                self._outcome = None
        finally:
            result.stopTest(self)
            if stop_run is not None:
                stop_run()

    def _run_parts(self, method, outcome, result):
        must_fail = (getattr(self, "__unittest_expecting_failure__", False)
                     or getattr(method, "__unittest_expecting_failure__", False))
        start = time.perf_counter()
        self._outcome = outcome
        outcome.run(self, self._callSetUp)
        if outcome.success:
            outcome.expecting_failure = must_fail
            outcome.run(self, self._callTestMethod, method)
            outcome.expecting_failure = False
            outcome.run(self, self._callTearDown)
        self.doCleanups()
        self._addDuration(result, time.perf_counter() - start)
        if not outcome.success:
            return
        if not must_fail:
            result.addSuccess(self)
        elif outcome.expectedFailure:
            self._addExpectedFailure(result, outcome.expectedFailure)
        else:
            self._addUnexpectedSuccess(result)

    # IsolatedAsyncioTestCase and its like run these in another way.

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        value = method()
        if value is None:
            return
        import inspect
        import warnings
        text = ("It is deprecated to return a value that is not None from a test case "
                f"({method} returned {type(value).__name__!r})")
        if inspect.iscoroutine(value):
            text += (". Maybe you forgot to use IsolatedAsyncioTestCase as the base class?")
        warnings.warn(text, DeprecationWarning, stacklevel=6)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def doCleanups(self):
        """Call the cleanups; run() does, a test may earlier."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with _Part(outcome, self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        """Call the class's cleanups; what they raised is in tearDown_exceptions."""
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    # What is told to a result, which may be of an old kind.

    def _addExpectedFailure(self, result, exc_info):
        add = getattr(result, "addExpectedFailure", None)
        if add is not None:
            add(self, exc_info)
            return
        import warnings
        warnings.warn("TestResult has no addExpectedFailure method, reporting as passes",
                      RuntimeWarning)
        result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        add = getattr(result, "addUnexpectedSuccess", None)
        if add is not None:
            add(self)
            return
        import warnings
        warnings.warn("TestResult has no addUnexpectedSuccess method, reporting as failure",
                      RuntimeWarning)
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(self, sys.exc_info())

    def _addDuration(self, result, elapsed):
        add = getattr(result, "addDuration", None)
        if add is not None:
            add(self, elapsed)
            return
        import warnings
        warnings.warn("TestResult has no addDuration method", RuntimeWarning, stacklevel=2)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run without a result: the first exception comes out."""
        method = getattr(self, self._testMethodName)
        if (getattr(self.__class__, "__unittest_skip__", False)
                or getattr(method, "__unittest_skip__", False)):
            raise SkipTest(getattr(self.__class__, "__unittest_skip_why__", "")
                           or getattr(method, "__unittest_skip_why__", ""))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        """Leave the test here, as not run."""
        raise SkipTest(reason)

    # Asserting that something happens; that something is so: see Assertions.

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless an exception is raised: by the call of what follows the exception's
        type, or, without that, in the `with` block that this is the manager of."""
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None      # its traceback refers to this frame

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """The same, and its text must match."""
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless there is a warning, in a call or `with` block."""
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """The same, and its text must match."""
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def _assertNotWarns(self, expected_warning, *args, **kwargs):
        context = _AssertNotWarnsContext(expected_warning, self)
        return context.handle("_assertNotWarns", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Fail unless something is logged in the `with` block; gives its records and texts."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        """Fail if something is logged in the `with` block."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)


# TestCase itself may be made an instance of; __init_subclass__ is for its subclasses.
TestCase._classSetupFailed = False
TestCase._class_cleanups = []


class _UnexpectedSuccess(Exception):
    """A test that was to fail did not."""


class FunctionTestCase(TestCase):
    """A function as a test, with functions to set up and take down."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _parts(self):
        return (self._setUpFunc, self._tearDownFunc, self._testFunc, self._description)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self):
        return hash((type(self), *self._parts()))

    def __str__(self):
        return f"{strclass(self.__class__)} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{strclass(self.__class__)} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTestContext:
    """What `with self.subTest(...)` enters."""

    def __init__(self, test, message, params):
        self.test, self.message, self.params = test, message, params
        self.part = None

    def __enter__(self):
        test = self.test
        outcome = test._outcome
        if outcome is None or not outcome.result_supports_subtests:
            return
        self.parent = test._subtest
        if self.parent is None:
            params = _OrderedChainMap(self.params)
        else:
            params = self.parent.params.new_child(self.params)
        test._subtest = _SubTest(test, self.message, params)
        self.part = _Part(outcome, test._subtest, is_subtest=True)
        self.part.__enter__()

    def __exit__(self, kind, error, trace):
        if self.part is None:
            return False
        test = self.test
        outcome = test._outcome
        try:
            swallowed = self.part.__exit__(kind, error, trace)
            if kind is not None and not swallowed:
                return False
            if not outcome.success:
                if outcome.result is not None and outcome.result.failfast:
                    raise _ShouldStop
            elif outcome.expectedFailure:
                # The test has failed, as it should.
                raise _ShouldStop
            return swallowed
        finally:
            test._subtest = self.parent


class _SubTest(TestCase):
    """Stands for a subtest in a result."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not _no_message:
            parts.append(f"[{self._message}]")
        if self.params:
            shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
            parts.append(f"({shown})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
