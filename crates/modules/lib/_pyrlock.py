"""`threading._PyRLock`: what a re-entrant lock is, in Python. `threading.RLock` makes the interpreter's own."""

import threading
from _thread import allocate_lock, get_ident


class _RLock:
    """A re-entrant lock in Python: a lock, who has it, and how many times."""

    __module__ = "threading"

    def __init__(self):
        self._block = allocate_lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        cls = type(self)
        owner = self._owner
        if owner in threading._active:
            owner = threading._active[owner].name
        state = "locked" if self.locked() else "unlocked"
        return (f"<{state} {cls.__module__}.{cls.__qualname__} object "
                f"owner={owner!r} count={self._count} at {id(self):#x}>")

    def acquire(self, blocking=True, timeout=-1):
        """Lock, or lock once more; says whether it was done."""
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def release(self):
        """Undo one acquire(); the last one unlocks."""
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, t, v, tb):
        self.release()

    def locked(self):
        """Whether it is locked."""
        return self._block.locked()

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count, self._owner = 0, None
        self._block.release()
        return state

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _at_fork_reinit(self):
        self._block._at_fork_reinit()
        self._owner = None
        self._count = 0
