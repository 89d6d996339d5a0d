"""Ctrl-C while tests run: the first one lets the running test end, the second one stops."""

import functools
import signal
import weakref

__unittest = True

_results = weakref.WeakKeyDictionary()
_handler = None


class _InterruptHandler:
    """What SIGINT calls while tests run."""

    def __init__(self, default_handler):
        self.called = False
        self.original_handler = default_handler
        if isinstance(default_handler, int):
            if default_handler == signal.SIG_DFL:
                default_handler = signal.default_int_handler
            elif default_handler == signal.SIG_IGN:
                def default_handler(number, frame):
                    pass
            else:
                raise TypeError("expected SIGINT signal handler to be "
                                "signal.SIG_IGN, signal.SIG_DFL, or a "
                                "callable object")
        self.default_handler = default_handler

    def __call__(self, number, frame):
        if signal.getsignal(signal.SIGINT) is not self or self.called:
            # Someone has put a handler before ours, or this is the second time.
            self.default_handler(number, frame)
        self.called = True
        for result in list(_results):
            result.stop()


def registerResult(result):
    _results[result] = 1


def removeResult(result):
    return bool(_results.pop(result, None))


def installHandler():
    global _handler
    if _handler is None:
        _handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _handler)


def removeHandler(method=None):
    """Put the former handler back; as a decorator, while the function runs."""
    if method is not None:
        @functools.wraps(method)
        def inner(*args, **kwargs):
            before = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                return method(*args, **kwargs)
            finally:
                signal.signal(signal.SIGINT, before)
        return inner

    global _handler
    if _handler is not None:
        signal.signal(signal.SIGINT, _handler.original_handler)
        _handler = None
