"""Futures, and waiting for one or many of them.

    PENDING --worker takes it--> RUNNING --result or exception--> FINISHED
       |
       +--cancel()--> CANCELLED --worker meets it--> CANCELLED_AND_NOTIFIED

A future is light: until somebody waits it owns no lock. All changes of state, of any
future, happen under the one lock `_guard`. It is held for a few steps at a time and
never while waiting, so that nobody queues for it in practice; and it lets `wait()`
look at many futures at once without taking a lock for each.

Who waits leaves something behind to be woken by: `result()` a closed lock (a gate),
`wait()` and `as_completed()` a queue into which finished futures are put.

The pool that makes futures come true is in `thread`.
"""

from _collections import deque
from _queue import Empty, SimpleQueue
from _thread import RLock, allocate_lock
from _weakref import ref
from collections import namedtuple
from itertools import islice
from time import monotonic

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
FINISHED = "FINISHED"

_CANCELLED_STATES = (CANCELLED, CANCELLED_AND_NOTIFIED)
_DONE_STATES = (FINISHED, CANCELLED, CANCELLED_AND_NOTIFIED)
# wait() and as_completed() count a cancelled future only when the worker has met it.
_SETTLED_STATES = (FINISHED, CANCELLED_AND_NOTIFIED)

# Re-entrant, because a destructor or a signal handler may come in between and touch
# another future.
_guard = RLock()


class Error(Exception):
    """The base of what goes wrong with futures."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The future is not in a state that allows this."""


class BrokenExecutor(RuntimeError):
    """The executor has become unusable."""


TimeoutError = TimeoutError


def __getattr__(name):
    if name == "LOGGER":
        # Logging is loaded when there is something to log.
        global LOGGER
        import logging
        LOGGER = logging.getLogger("concurrent.futures")
        return LOGGER
    raise AttributeError


def _log():
    return __getattr__("LOGGER")


class Future:
    """The result of a call that may not have happened yet."""

    # Attributes most futures never set for themselves, so that making one costs little.
    _state = PENDING
    _result = None
    _exception = None
    _gates = None           # closed locks of the threads inside result()
    _watchers = None        # queues of the threads inside wait() and as_completed()
    _done_callbacks = None

    def __init__(self):
        """A future of which nothing is known yet. Executors make them."""

    def __repr__(self):
        state = self._state
        label = "cancelled" if state in _CANCELLED_STATES else state.lower()
        if state == FINISHED:
            if self._exception is not None:
                label += f" raised {type(self._exception).__name__}"
            else:
                label += f" returned {type(self._result).__name__}"
        return f"<{type(self).__name__} at {id(self):#x} state={label}>"

    def __getstate__(self):
        # With a lock, as it were: one can make a shallow copy, but not pickle it.
        return {**self.__dict__, "_condition": self._condition}

    @property
    def _condition(self):
        # For those who look inside, as some libraries do.
        return _ConditionOf(self)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def cancel(self):
        """Give the call up if it has not begun; True if it will not happen."""
        with _guard:
            state = self._state
            if state == RUNNING or state == FINISHED:
                return False
            if state != PENDING:
                return True
            self._state = CANCELLED
            gates, self._gates = self._gates, None
        if gates:
            for gate in gates:
                gate.release()
        if self._done_callbacks:
            self._invoke_callbacks()
        return True

    def cancelled(self):
        """Whether it was cancelled."""
        return self._state in _CANCELLED_STATES

    def running(self):
        """Whether the call is happening now."""
        return self._state == RUNNING

    def done(self):
        """Whether it was cancelled or the call has ended."""
        return self._state in _DONE_STATES

    def add_done_callback(self, fn):
        """Call fn(self) when done: by the thread that ends it, or at once if it has ended."""
        with _guard:
            if self._state not in _DONE_STATES:
                if self._done_callbacks is None:
                    self._done_callbacks = []
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    def _invoke_callbacks(self):
        for fn in self._done_callbacks:
            self._call_back(fn)

    def _call_back(self, fn):
        try:
            fn(self)
        except Exception:
            _log().exception("exception calling callback for %r", self)

    def result(self, timeout=None):
        """What the call returned, waiting for it; what it raised is raised here."""
        try:
            if self._state not in _DONE_STATES:
                self._await(timeout)
            self._raise_if_cancelled_or_late()
            if self._exception is not None:
                raise self._exception
            return self._result
        finally:
            # The exception's traceback holds this frame, and the future holds the exception.
            self = None

    def exception(self, timeout=None):
        """What the call raised, waiting for its end; None if it returned."""
        if self._state not in _DONE_STATES:
            self._await(timeout)
        self._raise_if_cancelled_or_late()
        return self._exception

    def _raise_if_cancelled_or_late(self):
        state = self._state
        if state != FINISHED:
            if state in _CANCELLED_STATES:
                raise CancelledError
            raise TimeoutError

    def _await(self, timeout):
        with _guard:
            if self._state in _DONE_STATES:
                return
            gate = allocate_lock()
            gate.acquire()
            if self._gates is None:
                self._gates = []
            self._gates.append(gate)
        opened = False
        try:
            if timeout is None:
                opened = gate.acquire()
            elif timeout <= 0:
                opened = gate.acquire(False)
            else:
                opened = gate.acquire(True, timeout)
        finally:
            if not opened:
                with _guard:
                    if self._gates and gate in self._gates:
                        self._gates.remove(gate)

    # What an executor calls, and nobody else should.

    def set_running_or_notify_cancel(self):
        """Claim the future for running; False if it was cancelled."""
        with _guard:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state != CANCELLED:
                _log().critical("Future %s in unexpected state: %s", id(self), self._state)
                raise RuntimeError("Future in unexpected state")
            self._state = CANCELLED_AND_NOTIFIED
            watchers, self._watchers = self._watchers, None
        if watchers:
            for watcher in watchers:
                watcher.put(self)
        return False

    def set_result(self, result):
        """End the future with a value."""
        self._finish(result, None)

    def set_exception(self, exception):
        """End the future with an exception."""
        self._finish(None, exception)

    def _finish(self, result, exception):
        with _guard:
            if self._state in _DONE_STATES:
                raise InvalidStateError(f"{self._state}: {self!r}")
            # The state comes last: who reads it without the guard finds the rest in place.
            self._result = result
            self._exception = exception
            self._state = FINISHED
            gates, self._gates = self._gates, None
            watchers, self._watchers = self._watchers, None
        if watchers:
            for watcher in watchers:
                watcher.put(self)
        if gates:
            for gate in gates:
                gate.release()
        if self._done_callbacks:
            self._invoke_callbacks()


class _ConditionOf:
    """A future seen as the Condition that all threads share which wait for it."""

    __slots__ = ("_future",)

    def __init__(self, future):
        self._future = future

    def __reduce_ex__(self, protocol):
        return _guard.__reduce_ex__(protocol)

    def __enter__(self):
        return _guard.__enter__()

    def __exit__(self, *exc_info):
        return _guard.__exit__(*exc_info)

    def acquire(self, *args):
        return _guard.acquire(*args)

    def release(self):
        _guard.release()

    def notify_all(self):
        gates, self._future._gates = self._future._gates, None
        for gate in gates or ():
            gate.release()

    def wait(self, timeout=None):
        gate = allocate_lock()
        gate.acquire()
        self._future._gates = [*(self._future._gates or ()), gate]
        state = _guard._release_save()
        try:
            return gate.acquire(timeout=-1 if timeout is None else max(timeout, 0))
        finally:
            _guard._acquire_restore(state)


def _watch(futures):
    """A queue that will receive those futures as they finish. Called with the guard held."""
    arrivals = SimpleQueue()
    for future in futures:
        if future._watchers is None:
            future._watchers = []
        future._watchers.append(arrivals)
    return arrivals


def _unwatch(futures, arrivals):
    with _guard:
        for future in futures:
            if future._watchers and arrivals in future._watchers:
                future._watchers.remove(arrivals)


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def _settled(futures):
    try:
        return [f for f in futures if f._state in _SETTLED_STATES]
    except AttributeError:
        for f in futures:
            f._condition    # complains of what no future is
        raise


def _failed(future):
    return future._state == FINISHED and future._exception is not None


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for all, or the first, or the first failure; a timeout is no error."""
    fs = set(fs)
    with _guard:
        done = set(_settled(fs))
        pending = fs - done
        if (not pending
                or return_when == FIRST_COMPLETED and done
                or return_when == FIRST_EXCEPTION and any(_failed(f) for f in done)):
            return DoneAndNotDoneFutures(done, pending)
        if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
            raise ValueError(f"Invalid return condition: {return_when!r}")
        arrivals = _watch(pending)
    if timeout is not None and timeout <= 0:
        timeout = 0
    deadline = None if timeout is None else timeout + monotonic()
    left = None
    waiting_for = len(pending)
    try:
        while waiting_for:
            if deadline is not None:
                left = max(deadline - monotonic(), 0)
            try:
                future = arrivals.get(timeout=left)
            except Empty:
                break
            done.add(future)
            waiting_for -= 1
            if (return_when == FIRST_COMPLETED
                    or return_when == FIRST_EXCEPTION and _failed(future)):
                break
    finally:
        _unwatch(pending, arrivals)
    # Others may have come in together with the one that ended the wait.
    while not arrivals.empty():
        done.add(arrivals.get())
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    """Walk the futures as they end; those that already have come first.

    What was yielded is forgotten here at once, so that large results do not pile up.
    """
    deadline = None if timeout is None else timeout + monotonic()
    left = None
    pending = set(fs)
    del fs
    total = len(pending)
    with _guard:
        ready = _settled(pending)
        pending.difference_update(ready)
        arrivals = _watch(pending)
    try:
        while ready:
            yield ready.pop()
        while pending:
            if deadline is not None:
                left = deadline - monotonic()
                if left < 0:
                    raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            try:
                ready.append(arrivals.get(timeout=left))
            except Empty:
                continue
            pending.discard(ready[0])
            yield ready.pop()
    finally:
        _unwatch(pending, arrivals)


class Executor:
    """What pools have in common: map() and `with` on top of submit() and shutdown()."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called some time; its future is returned."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """Like the builtin map(), with the calls made by the pool, results in order.

        All calls are submitted at once, or only `buffersize` ahead of the results taken.
        """
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError("buffersize must be an integer or None")
        if buffersize is not None and buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        deadline = None if timeout is None else timeout + monotonic()
        calls = zip(*iterables)
        submitted = deque(self.submit(fn, *args) for args in
                          (calls if buffersize is None else islice(calls, buffersize)))
        # The iterator must not keep the pool alive: it is for its owner to drop.
        pool = None if buffersize is None else ref(self)

        def result_iterator():
            try:
                while submitted:
                    owner = pool and pool()
                    if owner is not None:
                        for args in calls:
                            submitted.append(owner.submit(fn, *args))
                            break
                    del owner
                    yield _take(submitted, deadline)
            finally:
                for future in submitted:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; wait for those that were taken unless told otherwise."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _take(submitted, deadline):
    """The result of the oldest future, which is given up if that raises (a timeout, say)."""
    future = submitted.popleft()
    try:
        return future.result(None if deadline is None else deadline - monotonic())
    finally:
        future.cancel()
        del future
