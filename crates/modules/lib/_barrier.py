"""The part of `threading` that has threads wait until all have come: `Barrier`."""

import threading


class BrokenBarrierError(RuntimeError):
    """The barrier was broken, or reset, while a thread waited at it."""

    __module__ = "threading"


class _Round:
    """One gathering at a barrier: how many have come, and how it ended."""

    __slots__ = ("arrived", "outcome")

    def __init__(self):
        self.arrived = 0
        self.outcome = None     # then "passed" or "broken"


class Barrier:
    """A meeting point: nobody goes on before `parties` threads have arrived.

    Each gathering is an object of its own. The last to arrive ends the round and puts
    a fresh one in its place, so early birds of the next round never mix with those
    who are still leaving the last.
    """

    __module__ = "threading"

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = threading.Condition(threading.Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._round = _Round()

    def __repr__(self):
        cls = type(self)
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"

    def wait(self, timeout=None):
        """Wait for the others. Each thread of a round gets another number from 0 on."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            here = self._round
            if here.outcome == "broken":
                raise BrokenBarrierError
            index = here.arrived
            here.arrived += 1
            try:
                if here.arrived == self._parties:
                    self._pass(here)
                elif not self._cond.wait_for(lambda: here.outcome, timeout):
                    self._break(here)
                if here.outcome == "broken":
                    raise BrokenBarrierError
                return index
            finally:
                here.arrived -= 1

    def _pass(self, here):
        try:
            if self._action:
                self._action()
        except:
            self._break(here)
            raise
        self._round = _Round()
        here.outcome = "passed"
        self._cond.notify_all()

    def _break(self, here):
        here.outcome = "broken"
        self._cond.notify_all()

    def reset(self):
        """Begin anew. Those who wait now get a BrokenBarrierError."""
        with self._cond:
            self._break(self._round)
            self._round = _Round()

    def abort(self):
        """Break the barrier for all, until it is reset."""
        with self._cond:
            self._break(self._round)

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many have arrived in this round."""
        here = self._round
        return 0 if here.outcome else here.arrived

    @property
    def broken(self):
        """Whether the barrier is broken."""
        return self._round.outcome == "broken"
