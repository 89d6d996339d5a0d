"""Many tests in a row, and what is set up once for a class or a module of them."""

import sys

from . import case, util

__unittest = True


def _call_if_exists(parent, name):
    getattr(parent, name, lambda: None)()


class BaseTestSuite:
    """Tests in a row; no fixtures of classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{util.strclass(self.__class__)} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them "
                            "to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Let go of a test that has run, and with it of what it holds."""
        try:
            test = self._tests[index]
        except TypeError:
            return          # a subclass keeps its tests in something that has no places
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run without a result: the first exception comes out."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests in a row. Where the next one is of another class or module, the former's
    tearDownClass() and tearDownModule() and the new one's setUpClass() and setUpModule()
    are called."""

    def run(self, result, debug=False):
        outermost = not getattr(result, "_testRunEntered", False)
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _is_test(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if (getattr(test.__class__, "_classSetupFailed", False)
                        or getattr(result, "_moduleSetUpFailed", False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _handleClassSetUp(self, test, result):
        current = test.__class__
        if current == result._previousTestClass or result._moduleSetUpFailed:
            return
        if getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass            # the "class" may be anything that is called like one
        setup = getattr(current, "setUpClass", None)
        cleanups = getattr(current, "doClassCleanups", None)
        if setup is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            failed = False
            try:
                setup()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                failed = True
                try:
                    current._classSetupFailed = True
                except TypeError:
                    pass
                self._note(result, error, "setUpClass", util.strclass(current))
            if failed and cleanups is not None:
                cleanups()
                self._note_cleanups(result, current, "setUpClass")
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _get_previous_module(self, result):
        previous = result._previousTestClass
        return previous.__module__ if previous is not None else None

    def _handleModuleFixture(self, test, result):
        previous = self._get_previous_module(result)
        name = test.__class__.__module__
        if name == previous:
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(name)
        setup = getattr(module, "setUpModule", None)
        if setup is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            try:
                setup()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                result._moduleSetUpFailed = True
                self._note(result, error, "setUpModule", name)
            if result._moduleSetUpFailed:
                self._do_module_cleanups(result, "setUpModule", name)
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or result._moduleSetUpFailed:
            return
        module = sys.modules.get(name)
        if module is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            teardown = getattr(module, "tearDownModule", None)
            if teardown is not None:
                try:
                    teardown()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._note(result, error, "tearDownModule", name)
            self._do_module_cleanups(result, "tearDownModule", name)
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _tearDownPreviousClass(self, test, result):
        previous = result._previousTestClass
        if (previous is None or test.__class__ == previous
                or getattr(previous, "_classSetupFailed", False)
                or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False)):
            return
        teardown = getattr(previous, "tearDownClass", None)
        cleanups = getattr(previous, "doClassCleanups", None)
        if teardown is None and cleanups is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            if teardown is not None:
                try:
                    teardown()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._note(result, error, "tearDownClass", util.strclass(previous))
            if cleanups is not None:
                cleanups()
                self._note_cleanups(result, previous, "tearDownClass")
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _note_cleanups(self, result, cls, method):
        """Note what a class's cleanups raised."""
        for err in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise err[1]
            self._note(result, err[1], method, util.strclass(cls), err)

    def _do_module_cleanups(self, result, method, name):
        try:
            case.doModuleCleanups()
        except ExceptionGroup as group:
            if isinstance(result, _DebugResult):
                raise group.exceptions[0]
            for error in group.exceptions:
                self._note(result, error, method, name)
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            self._note(result, error, method, name)

    def _note(self, result, error, method, owner, err=None):
        """Note what a fixture raised, under a name of its own."""
        place = _ErrorHolder(f"{method} ({owner})")
        skip = getattr(result, "addSkip", None)
        if skip is not None and isinstance(error, case.SkipTest):
            skip(place, str(error))
        else:
            result.addError(place, err or (type(error), error, error.__traceback__))


class _ErrorHolder:
    """Stands for a class or module in a result where something is wrong with it."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def run(self, result):
        """There is nothing to run."""

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _is_test(test):
    """Whether this is a test and not a suite; told by the suite's being a sequence."""
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult:
    """Remembers only what running a suite needs."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
