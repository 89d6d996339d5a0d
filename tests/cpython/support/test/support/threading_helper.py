"""What tests of threads need: nothing may be left running, nothing may hang."""

import contextlib
import functools
import threading
import time
import _thread

from test import support

can_start_thread = True


def requires_working_threading(*, module=False):
    return None if module else (lambda test: test)


def threading_setup():
    """The threads there are before a test."""
    return (_thread._count(),)


def threading_cleanup(*original_values):
    """Wait for the threads that a test leaves behind; say so if they do not end."""
    count, = original_values
    for _ in support.sleeping_retry(1.0, error=False):
        support.gc_collect()
        if _thread._count() <= count:
            return
    support.print_warning(f"threading_cleanup() failed to clean up {_thread._count() - count} "
                          f"threads (count: {_thread._count()})")


def reap_threads(test):
    @functools.wraps(test)
    def inner(*args):
        key = threading_setup()
        try:
            return test(*args)
        finally:
            threading_cleanup(*key)
    return inner


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    """Wait until there are no more threads than before the block."""
    timeout = support.SHORT_TIMEOUT if timeout is None else timeout
    before = _thread._count()
    try:
        yield
    finally:
        for _ in support.sleeping_retry(timeout, error=False):
            support.gc_collect()
            if _thread._count() <= before:
                break
        else:
            raise AssertionError(f"wait_threads() failed to cleanup {_thread._count() - before} "
                                 f"threads after {timeout:.1f} seconds "
                                 f"(count: {_thread._count()}, old count: {before})")


def join_thread(thread, timeout=None):
    timeout = support.SHORT_TIMEOUT if timeout is None else timeout
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError(f"failed to join the thread in {timeout:.1f} seconds")


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    """Start threads; after the block, or if one cannot start, join them."""
    threads = list(threads)
    started = []
    try:
        for thread in threads:
            thread.start()
            started.append(thread)
        yield
    finally:
        if unlock:
            unlock()
        end = time.monotonic() + 60
        for thread in started:
            thread.join(max(end - time.monotonic(), 0.01))
        alive = [thread for thread in started if thread.is_alive()]
        if alive:
            raise AssertionError(f"Unable to join {len(alive)} threads")


class catch_threading_exception:
    """Keeps what threading.excepthook would show."""

    def __init__(self):
        self.exc_type = self.exc_value = self.exc_traceback = self.thread = None

    def _hook(self, args):
        self.exc_type, self.exc_value = args.exc_type, args.exc_value
        self.exc_traceback, self.thread = args.exc_traceback, args.thread

    def __enter__(self):
        self._before = threading.excepthook
        threading.excepthook = self._hook
        return self

    def __exit__(self, *exc_info):
        threading.excepthook = self._before
        del self.exc_type, self.exc_value, self.exc_traceback, self.thread


def run_concurrently(worker_func, nthreads=None, args=(), kwargs={}):
    """Run functions in threads that begin at the same time; raise the first exception."""
    workers = list(worker_func) if nthreads is None else [worker_func] * nthreads
    barrier = threading.Barrier(len(workers))

    def run(worker):
        barrier.wait()
        worker(*args, **kwargs)
    with catch_threading_exception() as caught:
        with start_threads(threading.Thread(target=run, args=(worker,)) for worker in workers):
            pass
        if caught.exc_value is not None:
            raise caught.exc_value
