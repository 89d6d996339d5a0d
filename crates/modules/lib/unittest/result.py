"""What is noted of a run of tests."""

import sys
from functools import wraps

from . import util

__unittest = True

STDOUT_LINE = "\nStdout:\n%s"
STDERR_LINE = "\nStderr:\n%s"


def failfast(method):
    """Have a method that notes a failure stop the run, if that is wanted."""
    @wraps(method)
    def inner(self, *args, **kwargs):
        if getattr(self, "failfast", False):
            self.stop()
        return method(self, *args, **kwargs)
    return inner


class TestResult:
    """Counts tests and keeps failures.

    Runners tell it what happens: startTest(), one of the add...() methods (several, with
    subtests or if cleaning up fails, too), stopTest(). Lists hold (test, text) pairs.
    """

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._stdout_buffer = None
        self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        """Called when the run is over."""

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stderr_buffer is None:
            from io import StringIO
            self._stderr_buffer = StringIO()
            self._stdout_buffer = StringIO()
        sys.stdout = self._stdout_buffer
        sys.stderr = self._stderr_buffer

    def startTestRun(self):
        """Called once, before the first test."""

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            self._mirror(sys.stdout, self._original_stdout, STDOUT_LINE)
            self._mirror(sys.stderr, self._original_stderr, STDERR_LINE)
        sys.stdout = self._original_stdout
        sys.stderr = self._original_stderr
        for buffer in (self._stdout_buffer, self._stderr_buffer):
            buffer.seek(0)
            buffer.truncate()

    @staticmethod
    def _mirror(buffer, stream, line):
        text = buffer.getvalue()
        if text:
            stream.write(line % (text if text.endswith("\n") else text + "\n"))

    def stopTestRun(self):
        """Called once, after the last test."""

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        """Called at the end of a subtest; `err` is None if it passed."""
        if err is None:
            return
        if getattr(self, "failfast", False):
            self.stop()
        failed = issubclass(err[0], test.failureException)
        (self.failures if failed else self.errors).append(
            (subtest, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        # Subtests' times are in their test's.
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or getattr(self, "unexpectedSuccesses", ()))

    def stop(self):
        """Let no further test start."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """The text of an exception, without the frames of unittest."""
        import traceback
        kind, value, trace = err
        trace = self._clean_tracebacks(kind, value, trace, test)
        exception = traceback.TracebackException(
            kind, value, trace, capture_locals=self.tb_locals, compact=True)
        text = "".join(exception.format())
        if self.buffer:
            for stream, line in ((sys.stdout, STDOUT_LINE), (sys.stderr, STDERR_LINE)):
                output = stream.getvalue()
                if output:
                    text += line % (output if output.endswith("\n") else output + "\n")
        return text

    def _clean_tracebacks(self, kind, value, trace, test):
        """Take our frames off an exception's traceback, and off those it came of."""
        cleaned = self._own_part(kind, trace, test)
        seen = {id(value)}
        todo = [value]
        while todo:
            current = todo.pop()
            if current is None:
                continue
            for origin in (current.__cause__, current.__context__):
                if origin is not None and id(origin) not in seen:
                    seen.add(id(origin))
                    origin.__traceback__ = self._own_part(type(origin), origin.__traceback__, test)
                    todo.append(origin)
        return cleaned

    def _own_part(self, kind, trace, test):
        while trace and self._is_relevant_tb_level(trace):
            trace = trace.tb_next
        if kind is test.failureException:
            self._remove_unittest_tb_frames(trace)
        return trace

    def _is_relevant_tb_level(self, trace):
        return "__unittest" in trace.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, trace):
        """Cut off where the test called assert...()."""
        last = None
        while trace and not self._is_relevant_tb_level(trace):
            last, trace = trace, trace.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        return (f"<{util.strclass(self.__class__)} run={self.testsRun} "
                f"errors={len(self.errors)} failures={len(self.failures)}>")
