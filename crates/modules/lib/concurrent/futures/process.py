"""The pool of processes, which cannot be had yet: making one says what is missing."""

from concurrent.futures import _base


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool ended before its call did."""


def _check_system_limits():
    raise NotImplementedError(
        "Gila does not support ProcessPoolExecutor yet: it needs processes (multiprocessing)")


class ProcessPoolExecutor(_base.Executor):
    """Would run calls in processes of their own."""

    def __init__(self, max_workers=None, mp_context=None,
                 initializer=None, initargs=(), *, max_tasks_per_child=None):
        _check_system_limits()

    def terminate_workers(self):
        """Would end the processes, and let them know."""
        _check_system_limits()

    def kill_workers(self):
        """Would end the processes at once."""
        _check_system_limits()
