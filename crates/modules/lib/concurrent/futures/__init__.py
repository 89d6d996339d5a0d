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
    "as_completed", "ThreadPoolExecutor",
]

_MISSING = {
    "ProcessPoolExecutor": "processes (multiprocessing)",
    "InterpreterPoolExecutor": "several interpreters (concurrent.interpreters)",
}


def __getattr__(name):
    if name == "ThreadPoolExecutor":
        # Only a program that wants the pool pays for loading it.
        global ThreadPoolExecutor
        from concurrent.futures.thread import ThreadPoolExecutor
        return ThreadPoolExecutor
    if name in _MISSING:
        raise ImportError(f"Gila does not support {name} yet: it needs {_MISSING[name]}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return [*__all__, "__doc__"]
