"""Calls to be made later, in order of time and priority."""

import heapq
import threading
import time
from collections import namedtuple
from itertools import count

__all__ = ["scheduler"]


Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.__doc__ = "A call to be made: when, how urgent, which came first, and what."

_no_kwargs = object()


class scheduler:
    """A list of calls, and a clock and a way to wait for it."""

    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._next_sequence = count().__next__

    def enterabs(self, time, priority, action, argument=(), kwargs=_no_kwargs):
        """Have a call made at a time."""
        if kwargs is _no_kwargs:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, self._next_sequence(), action, argument, kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_no_kwargs):
        """Have a call made after some time."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Have a call not made; ValueError if it is not waiting."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Whether no call is waiting."""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Make the calls, waiting for each; or only those due, and say how long to the next."""
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                now = self.timefunc()
                wait = event.time - now
                if wait <= 0:
                    heapq.heappop(self._queue)
            # Neither waiting nor the call itself may keep others from adding calls.
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
            else:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)   # let other threads run

    @property
    def queue(self):
        """The calls in the order they will be made."""
        with self._lock:
            waiting = self._queue.copy()
        return [heapq.heappop(waiting) for _ in range(len(waiting))]
