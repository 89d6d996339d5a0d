"""What tests of warnings need."""

import contextlib
import functools
import importlib
import sys
import warnings


def import_deprecated(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return importlib.import_module(name)


def ignore_warnings(*, category):
    def decorator(test):
        @functools.wraps(test)
        def inner(*args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(*args, **kwargs)
        return inner
    return decorator


class WarningsRecorder:
    """The warnings of a block; attributes are those of the last one."""

    def __init__(self, recorded):
        self._recorded = recorded
        self._from = 0

    def __getattr__(self, name):
        if len(self._recorded) > self._from:
            return getattr(self._recorded[-1], name)
        if name in warnings.WarningMessage._WARNING_DETAILS:
            return None
        raise AttributeError(f"{self!r} has no attribute {name!r}")

    @property
    def warnings(self):
        return self._recorded[self._from:]

    def reset(self):
        self._from = len(self._recorded)


@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    """There must be these warnings, pairs of a pattern and a category, and no others."""
    import re
    if not filters:
        filters = (("", Warning),)
        quiet = True if quiet is None else quiet
    with warnings.catch_warnings(record=True) as recorded:
        warnings.simplefilter("always")
        yield WarningsRecorder(recorded)
    left = [record.message for record in recorded]
    missing = []
    for pattern, category in filters:
        fitting = [message for message in left if isinstance(message, category)
                   and re.match(pattern, str(message), re.IGNORECASE)]
        if not fitting and not quiet:
            missing.append((pattern, category.__name__))
        left = [message for message in left if message not in fitting]
    if left:
        raise AssertionError(f"unhandled warning {left[0]}")
    if missing:
        raise AssertionError(f"filter {missing[0]} did not catch any warning")


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    from test.support import gc_collect
    with warnings.catch_warnings(record=True) as recorded:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            gc_collect()
    testcase.assertEqual(recorded, [])


def check_no_resource_warning(testcase):
    return check_no_warnings(testcase, category=ResourceWarning, force_gc=True)


@contextlib.contextmanager
def save_restore_warnings_filters():
    before = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = before
