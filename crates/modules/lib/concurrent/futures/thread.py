"""A pool of threads that take calls from one queue.

    submit() --> [call call call None] --> worker, worker, worker

A worker is started when a call comes in and none is idle. It ends when it meets a None
in the queue and the pool is shut down or gone; it then puts the None back for the next.
Workers refer to the pool weakly: a pool that nobody uses any more is destroyed, and its
workers with it.

Futures themselves are in `_base`.
"""

import itertools
import os
import queue
import threading
import types         # not used here, but a name of this module
import weakref
from _thread import allocate_lock as _allocate_lock

from concurrent.futures import _base

# Workers are not daemons, yet the program must not wait for calls that never come: at
# its end each live worker finds a None in its queue. The entries are removed by the
# workers themselves.
_threads_queues = {}
_program_ends = False


def _end_workers():
    global _program_ends
    _program_ends = True
    workers = list(_threads_queues.items())
    for _, (calls, lock) in workers:
        # Whoever is inside submit() put its call into the queue before this None.
        with lock:
            calls.put(None)
    for thread, _ in workers:
        thread.join()


threading._register_atexit(_end_workers)


def _forget_workers():
    """Called in a child process, where no worker is."""
    _threads_queues.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_workers)


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker's initializer failed."""


class WorkerContext:
    """What a worker does before its first task, for each task, and after its last.

    A kind of pool has another one by overriding ThreadPoolExecutor.prepare_context().
    """

    @classmethod
    def prepare(cls, initializer, initargs):
        """Two functions: one makes a worker's context, one what submit() puts into the queue."""
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")

        def create_context():
            return cls(initializer, initargs)

        return create_context, _as_task

    def __init__(self, initializer, initargs):
        self.initializer = initializer
        self.initargs = initargs

    def initialize(self):
        """Called once, by the worker."""
        if self.initializer is not None:
            self.initializer(*self.initargs)

    def finalize(self):
        """Called when the worker ends."""

    def run(self, task):
        """The result of a task."""
        fn, args, kwargs = task
        return fn(*args, **kwargs)


def _as_task(fn, args, kwargs):
    return fn, args, kwargs


def _run(future, run, task):
    if not future.set_running_or_notify_cancel():
        return
    try:
        if run is None:     # an ordinary WorkerContext's, without the detour
            fn, args, kwargs = task
            result = fn(*args, **kwargs)
        else:
            result = run(task)
    except BaseException as error:
        future.set_exception(error)
        # The exception's traceback holds this frame.
        del future, task
        fn = args = kwargs = None
    else:
        future.set_result(result)


def _work(pool_ref, calls, idle, context):
    """The life of a worker."""
    me = threading.current_thread()
    if _program_ends:
        calls.put(None)     # perhaps too late for _end_workers() to have seen the entry
    is_initialized = False
    try:
        try:
            context.initialize()
            is_initialized = True
        except BaseException:
            _base._log().critical("Exception in initializer:", exc_info=True)
            pool = pool_ref()
            if pool is not None:
                pool._initializer_failed()
            return
        run = None if type(context).run is WorkerContext.run else context.run
        while True:
            if calls.empty():
                idle.append(None)
            call = calls.get()
            if call is not None:
                future, task = call
                _run(future, run, task)
                del future, task
                del call        # it holds the future, which holds the result
                continue
            pool = pool_ref()
            if _program_ends or pool is None or pool._shutdown:
                if pool is not None:
                    pool._shutdown = True   # from here on submit() says so
                calls.put(None)
                return
            del pool
    except BaseException:
        _base._log().critical("Exception in worker", exc_info=True)
    finally:
        if is_initialized:
            context.finalize()
        _threads_queues.pop(me, None)


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in up to `max_workers` threads."""

    BROKEN = BrokenThreadPool
    _next_number = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="",
                 initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            # Calls often wait for something, so a few more than there are processors.
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._create_context, self._resolve_task = (
            type(self).prepare_context(initializer, initargs, **ctxkwargs))
        self._max_workers = max_workers
        self._thread_name_prefix = (
            thread_name_prefix or f"ThreadPoolExecutor-{self._next_number()}")
        self._work_queue = queue.SimpleQueue()
        # One entry for each time a worker found nothing to do. Taking one out and adding
        # one are single steps under the GIL, so this list serves as a semaphore.
        self._idle = []
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = _allocate_lock()

    @classmethod
    def prepare_context(cls, initializer, initargs):
        """What WorkerContext.prepare() gives; for kinds of pools whose workers do more."""
        return WorkerContext.prepare(initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise self.BROKEN(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _program_ends:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._work_queue.put((future, self._resolve_task(fn, args, kwargs)))
            if self._idle:
                self._idle.pop()
            elif len(self._threads) < self._max_workers:
                self._start_worker()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _start_worker(self):
        calls = self._work_queue
        # When the pool is destroyed, a None wakes its first worker, which wakes the next.
        pool_ref = weakref.ref(self, lambda _: calls.put(None))
        worker = threading.Thread(
            target=_work,
            name=f"{self._thread_name_prefix}_{len(self._threads)}",
            args=(pool_ref, calls, self._idle, self._create_context()))
        # Before it starts, so that it finds the entry when it ends. _end_workers() cannot come
        # to join() before start(): the caller has the lock.
        _threads_queues[worker] = calls, self._shutdown_lock
        try:
            worker.start()
        except BaseException:
            del _threads_queues[worker]
            raise
        self._threads.add(worker)

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = ("A thread initializer failed, "
                            "the thread pool is not usable anymore")
            for future, _ in self._drain():
                future.set_exception(self.BROKEN(self._broken))

    def _drain(self):
        while not self._work_queue.empty():
            call = self._work_queue.get()
            if call is not None:
                yield call

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for call in self._drain():
                    call[0].cancel()
            self._work_queue.put(None)
        if wait:
            for worker in self._threads:
                worker.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
