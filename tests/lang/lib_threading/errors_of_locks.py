# Errors and reprs of locks, conditions, semaphores, events and barriers.
import re
import sys
import threading
import time

nan, inf = float("nan"), float("inf")
EDGES = [nan, inf, -inf, -1, -1.0, -2, -0.5, 1e300, 1e10, 10**30, 2**63, -10**30, "1", None, [], b"", True]


def text(value):
    """repr() without what differs from run to run."""
    shown = re.sub(r"0x[0-9a-f]+", "0x", repr(value))
    return re.sub(r"(owner=|started |stopped |ident=|daemon )\d{3,}", r"\1N", shown)


def attempt(label, call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except BaseException as error:
        print(label, text(args), text(kwargs) if kwargs else "", "->", type(error).__name__, text(error))
    else:
        print(label, text(args), text(kwargs) if kwargs else "", "->", text(result))


import _thread

def taken():
    lock = threading.Lock()
    lock.acquire(); return lock
for value in EDGES:
    for blocking in (True, False):
        if value in (-1, -1.0, True, 1e10) and blocking: continue
        for make in (threading.Lock, taken):
            attempt("acquire", make().acquire, blocking, value)
lock = threading.Lock()
attempt("acquire", lock.acquire, 1, 2, 3)
attempt("acquire", lock.acquire, foo=1)
attempt("acquire", lock.acquire, "x", "y")
attempt("release", lock.release)
attempt("release", lock.release, 1)
attempt("locked", lock.locked, 1)
attempt("exit", lock.__exit__)
lock = threading.Lock()
attempt("exit", lock.__exit__)
attempt("exit", lock.__exit__, 1, 2)
attempt("Lock", threading.Lock, 1)
attempt("Lock", threading.Lock, x=1)
attempt("allocate_lock", _thread.allocate_lock, 1)
attempt("LockType", _thread.LockType)
attempt("subclass", lambda: type("L", (threading.Lock,), {}))
attempt("repr", repr, lock)
attempt("hash", lambda: hash(lock) == hash(lock))
attempt("_at_fork_reinit", lock._at_fork_reinit)
attempt("setattr", setattr, lock, "x", 1)
for n in ("__doc__",):
    attempt(n, lambda: bool(getattr(threading.Lock, n)))
print(threading.Lock.__name__, threading.Lock.__module__, threading.Lock.__qualname__)
def mine():
    lock = threading.RLock()
    lock.acquire(); return lock
for value in EDGES:
    for blocking in (True, False):
        for make in (threading.RLock, mine):
            attempt("acquire", make().acquire, blocking, value)
lock = threading.RLock()
attempt("release", lock.release)
attempt("release", lock.release, 1)
attempt("acquire", lock.acquire, 1, 2, 3)
attempt("acquire", lock.acquire, foo=1)
attempt("acquire", lock.acquire, [], [])
attempt("exit", lock.__exit__)
attempt("exit", lock.__exit__, 1, 2, 3)
attempt("repr", repr, lock)
attempt("_is_owned", lock._is_owned)
attempt("_release_save", lock._release_save)
attempt("_acquire_restore", lock._acquire_restore)
attempt("_acquire_restore", lock._acquire_restore, 5)
attempt("_acquire_restore", lock._acquire_restore, (1,))
attempt("_acquire_restore", lock._acquire_restore, ("a", 2))
attempt("_recursion_count", lock._recursion_count)
attempt("locked", lock.locked)
attempt("locked", lock.locked, 1)
lock.acquire()
lock.acquire()
attempt("repr", repr, lock)
attempt("_recursion_count", lock._recursion_count)
attempt("locked", lock.locked)
def other(call, *a):
    out = []
    def run():
        try: out.append(call(*a))
        except BaseException as e: out.append(e)
    t = threading.Thread(target=run)
    t.start()
    t.join()
    return out[0]
print(text(other(lock.release)), text(other(lock.__exit__)), text(other(lock._release_save)), other(lock._recursion_count), other(lock._is_owned))
print(other(lock.acquire, False), other(lock.acquire, True, 0.001))
attempt("RLock type", _thread.RLock)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    attempt("RLock", threading.RLock, 1)
    attempt("RLock", threading.RLock, x=1)
    print([str(x.message) for x in w])
attempt("_thread.RLock", _thread.RLock, 1)
print(_thread.RLock.__name__, _thread.RLock.__module__)
attempt("subclass", lambda: type("L", (_thread.RLock,), {})().acquire())
def owned():
    c = threading.Condition()
    c.acquire(); return c
for value in EDGES:
    if value in (inf, 1e10, True) or value is None: continue
    attempt("wait", owned().wait, value)
    attempt("wait_for", owned().wait_for, lambda: 0, value)
c = threading.Condition()
for n, a in (("wait", ()), ("notify", ()), ("notify_all", ()), ("wait_for", (lambda: 0,)), ("wait_for", (lambda: 1,)), ("release", ()), ("wait_for", ()), ("notify", (1, 2)), ("acquire", (1, 2, 3))):
    attempt(n, getattr(c, n), *[x for x in a])if not (a and callable(a[0])) else attempt(n, lambda: getattr(c, n)(*a))
for v in ("a", None, -1, 0, 1.5, []):
    attempt("notify", owned().notify, v)
attempt("Condition", threading.Condition, 1)
attempt("Condition", threading.Condition, 1, 2)
attempt("Condition", threading.Condition, lock=threading.Lock())
attempt("Condition", threading.Condition, foo=threading.Lock())
attempt("repr", repr, threading.Condition(threading.Lock()))
attempt("repr", repr, owned())
attempt("locked", lambda: owned().locked())
attempt("exit", lambda: threading.Condition().__exit__())
attempt("exit", lambda: threading.Condition(threading.Lock()).__exit__(None, None, None))
for cls in (threading.Semaphore, threading.BoundedSemaphore):
    for v in (-1, "a", None, 1.5, 0, nan, []):
        attempt(cls.__name__, cls, v)
    attempt(cls.__name__, cls, 1, 2)
    attempt(cls.__name__, cls, value=3)
    attempt(cls.__name__, cls, x=3)
    for v in EDGES:
        if v in (inf, 1e10, True) or v is None: continue
        attempt("acquire", cls(0).acquire, True, v)
        attempt("acquire", cls(0).acquire, False, v)
        attempt("acquire", cls(1).acquire, True, v)
    for v in (0, -1, "a", None, 2, 1.5):
        s = cls(1)
        attempt("release", s.release, v)
        attempt("repr", repr, s)
    s = cls(1)
    attempt("release", s.release, 1, 2)
    attempt("acquire", s.acquire, 1, 2, 3)
    attempt("exit", s.__exit__)
    attempt("exit", s.__exit__, 1, 2, 3)
    class Sub(cls): pass
    attempt("repr", repr, Sub(2))
    attempt("enter", s.__enter__)
e = threading.Event()
for v in EDGES:
    if v in (inf, 1e10, True) or v is None: continue
    attempt("wait", e.wait, v)
attempt("repr", repr, e)
e.set()
attempt("repr", repr, e)
for v in EDGES: attempt("wait", e.wait, v)
attempt("Event", threading.Event, 1)
attempt("set", e.set, 1)
attempt("clear", e.clear, 1)
attempt("is_set", e.is_set, 1)
attempt("wait", e.wait, 1, 2)
class Sub(threading.Event): pass
attempt("repr", repr, Sub())
for v in (0, -1, "a", None, 1.5, [], nan):
    attempt("Barrier", threading.Barrier, v)
attempt("Barrier", threading.Barrier)
attempt("Barrier", threading.Barrier, 1, 2, 3, 4)
attempt("Barrier", threading.Barrier, 1, foo=1)
b = threading.Barrier(2)
attempt("repr", repr, b)
for v in EDGES:
    if v in (inf, 1e10, True) or v is None: continue
    b = threading.Barrier(2)
    attempt("wait", b.wait, v)
    attempt("repr", repr, b)
    attempt("wait", b.wait, 0.001)
b = threading.Barrier(1, action=5)
attempt("wait", b.wait)
print(b.broken, b.n_waiting, b.parties)
attempt("wait", b.wait)
b.reset()
attempt("repr", repr, b)
b.abort()
attempt("repr", repr, b)
attempt("wait", b.wait)
attempt("set parties", setattr, b, "parties", 4)
attempt("set broken", setattr, b, "broken", 4)
b = threading.Barrier(1, lambda: 1 / 0)
attempt("wait", b.wait)
attempt("repr", repr, b)
attempt("wait", b.wait, 1, 2)
b = threading.Barrier(3)
ts = [threading.Thread(target=b.wait) for _ in range(2)]
for t in ts: t.start()
while b.n_waiting < 2: time.sleep(0.001)
attempt("repr", repr, b)
b.wait()
for t in ts: t.join()
attempt("BrokenBarrierError", threading.BrokenBarrierError, 1, 2)
