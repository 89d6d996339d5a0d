"""assertRaises(), assertWarns(): a block or a call must raise, or warn."""

import sys

from .util import safe_repr     # noqa: F401 (unittest.case had it first)

__unittest = True


class _BaseTestCaseContext:
    """A context manager that a test asserts with."""

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        text = self.test_case._formatMessage(self.msg, standardMsg)
        raise self.test_case.failureException(text)


def _is_subtype(expected, base):
    if isinstance(expected, tuple):
        return all(_is_subtype(each, base) for each in expected)
    return isinstance(expected, type) and issubclass(expected, base)


def _pattern(regex):
    """A regular expression that may be given as its text."""
    if isinstance(regex, (str, bytes)):
        import re
        return re.compile(regex)
    return regex


class _Expecting(_BaseTestCaseContext):
    """What is expected, and of whom."""

    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        self.expected_regex = _pattern(expected_regex)
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        """Make the call, or be the context manager if there is none to make."""
        try:
            if not _is_subtype(self.expected, self._base_type):
                raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument "
                                    "for this function")
                return self
            function, *args = args
            try:
                self.obj_name = function.__name__
            except AttributeError:
                self.obj_name = str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None     # a frame in the traceback refers to it

    def _missed(self, expected, what):
        by = f" by {self.obj_name}" if self.obj_name else ""
        self._raiseFailure(f"{expected} not {what}{by}")

    def _mismatch(self, value):
        self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{value}"')


def _name(expected):
    try:
        return expected.__name__
    except AttributeError:
        return str(expected)


class _AssertRaisesContext(_Expecting):
    """Fails unless its block raises; keeps the exception as `exception`."""

    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missed(_name(self.expected), "raised")
        _clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(exc_value)):
            self._mismatch(str(exc_value))
        return True

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _clear_frames(trace):
    """Let go of the local variables of frames that have ended."""
    while trace is not None:
        try:
            trace.tb_frame.clear()
        except RuntimeError:
            pass            # it still runs
        trace = trace.tb_next


class _AssertWarnsContext(_Expecting):
    """Fails unless its block warns; keeps `warning`, `filename` and `lineno`."""

    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        import warnings
        # What has been shown already would not be shown again.
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        if isinstance(self.expected, tuple):
            for category in self.expected:
                warnings.simplefilter("always", category)
        else:
            warnings.simplefilter("always", self.expected)
        return self

    def _found(self):
        """The warning that is meant, if there was one; the first of its kind otherwise."""
        first = None
        for record in self.warnings:
            if not isinstance(record.message, self.expected):
                continue
            if first is None:
                first = record.message
            if self.expected_regex is None or self.expected_regex.search(str(record.message)):
                self.warning = record.message
                self.filename = record.filename
                self.lineno = record.lineno
                return record.message, True
        return first, False

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first, matches = self._found()
        if matches:
            return
        if first is not None:
            self._mismatch(str(first))
        self._missed(_name(self.expected), "triggered")


class _AssertNotWarnsContext(_AssertWarnsContext):
    """Fails if its block warns."""

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        for record in self.warnings:
            if isinstance(record.message, self.expected):
                self._raiseFailure(f"{_name(self.expected)} triggered")
