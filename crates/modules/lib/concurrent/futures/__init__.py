"""Results that will be there later.

`submit()` hands a call to a pool of threads and gives back a `Future`, which can be
waited for, asked, cancelled, or told whom to call when it is done. `_base` holds futures
and the ways to wait for many of them, `thread` the pool; this file only gathers names.
"""

from concurrent.futures._base import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    TimeoutError,
    as_completed,
    wait,
)

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError",
    "TimeoutError", "InvalidStateError", "BrokenExecutor", "Future", "Executor", "wait",
    "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor", "InterpreterPoolExecutor",
]


def __getattr__(name):
    # Only a program that wants a pool pays for loading it.
    if name == "ThreadPoolExecutor":
        global ThreadPoolExecutor
        from concurrent.futures.thread import ThreadPoolExecutor
        return ThreadPoolExecutor
    if name == "ProcessPoolExecutor":
        global ProcessPoolExecutor
        from concurrent.futures.process import ProcessPoolExecutor
        return ProcessPoolExecutor
    if name == "InterpreterPoolExecutor":
        global InterpreterPoolExecutor
        from concurrent.futures.interpreter import InterpreterPoolExecutor
        return InterpreterPoolExecutor
    raise AttributeError


def __dir__():
    return [*__all__, "__doc__"]
