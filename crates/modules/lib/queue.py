"""Queues for passing work from thread to thread.

A `Queue` is a container, one lock, and three waiting rooms that share the lock: for
those who want to take and find it empty, for those who want to put and find it full,
and for those who want all that was put to be done. `LifoQueue` and `PriorityQueue`
change the container only. `SimpleQueue` (no limit, no counting of tasks) is faster and
is not written here but beside the interpreter's locks; `_PySimpleQueue` is the same to read.

While nobody waits and nobody has the mutex, `_plain` does the whole of put(), get() and
task_done() in one step, which the GIL makes indivisible. What is below then says what
it does, and does it in all other cases.
"""

import threading
import types
from _collections import deque
from heapq import heappop, heappush
from time import monotonic as time

try:
    from _queue import Empty, SimpleQueue, _Plain
except ImportError:
    SimpleQueue = _Plain = None

    class Empty(Exception):
        """Exception raised by Queue.get(block=0)/get_nowait()."""

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    """put() found no room."""


class ShutDown(Exception):
    """put() or get() on a queue that was shut down."""


def _check_timeout(block, timeout):
    # Also where there is no need to wait: a wrong timeout must not go unnoticed by luck.
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


class Queue:
    """First in, first out; put() waits while `maxsize` items are in it (0: no limit)."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    # What a subclass changes: where the items are kept. Called with the mutex held.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def put(self, item, block=True, timeout=None):
        """Put an item in, waiting for room if need be; Full if there was none in time."""
        if timeout is None and _plain.put(self, item):
            return
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                _check_timeout(block, timeout)
                if self._qsize() >= self.maxsize:
                    self._await(self.not_full, self._has_room, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            # A look into the waiting room is much cheaper than an idle notify().
            if self.not_empty._waiters:
                self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take the next item out, waiting for one if need be; Empty if none came in time."""
        if timeout is None:
            item = _plain.get(self, _nothing)
            if item is not _nothing:
                return item
        with self.mutex:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            _check_timeout(block, timeout)
            if not self._qsize():
                self._await(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            if self.not_full._waiters:
                self.not_full.notify()
            return item

    def _has_room(self):
        return self._qsize() < self.maxsize

    def _await(self, room, ready, block, timeout, too_late):
        """Wait in `room` until ready(). Shutting the queue down ends the wait as well."""
        if not block:
            raise too_late
        deadline = left = None
        if timeout is not None:
            deadline = time() + timeout
        while not ready():
            if deadline is not None:
                left = deadline - time()
                if left <= 0:
                    raise too_late
            room.wait(left)
            # Putting fails at once after a shutdown; what is still inside may be taken.
            if self.is_shutdown and (too_late is Full or not ready()):
                raise ShutDown

    def put_nowait(self, item):
        """put() that raises Full instead of waiting."""
        return self.put(item, block=False)

    def get_nowait(self):
        """get() that raises Empty instead of waiting."""
        return self.get(block=False)

    def task_done(self):
        """Say that an item taken with get() is dealt with."""
        if _plain.task_done(self):
            return
        with self.mutex:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError("task_done() called too many times")
            if unfinished == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    def join(self):
        """Wait until every item ever put has been dealt with."""
        with self.mutex:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        """Refuse new items, and let get() raise ShutDown once the queue is empty.

        `immediate` throws away what is inside and counts it as dealt with.
        """
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    # Answers that may be out of date before the caller sees them.

    def qsize(self):
        """How many items are inside."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether nothing is inside."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether put() would have to wait."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


class _Slowly:
    """What `_plain` is when there is no `_queue`: nothing is ever done in one step."""

    def put(self, queue, item):
        return False

    def get(self, queue, otherwise):
        return otherwise

    def task_done(self, queue):
        return False


_nothing = object()
_plain = _Plain(Queue._put, Queue._get, Queue._qsize) if _Plain else _Slowly()


class PriorityQueue(Queue):
    """The smallest item comes out first; items are often (priority, data) tuples."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out: a stack."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """SimpleQueue in Python: a deque, and a semaphore that counts what is in it."""

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Add an item. There always is room, so the other arguments mean nothing."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Take the oldest item; wait for one if there is none."""
        _check_timeout(block, timeout)
        if not self._count.acquire(block, timeout if block else None):
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        """Add an item."""
        self.put(item)

    def get_nowait(self):
        """Take the oldest item, or raise Empty."""
        return self.get(block=False)

    def empty(self):
        """Whether there are no items, at this moment."""
        return not self._queue

    def qsize(self):
        """How many items there are, at this moment."""
        return len(self._queue)

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


if SimpleQueue is None:
    SimpleQueue = _PySimpleQueue
