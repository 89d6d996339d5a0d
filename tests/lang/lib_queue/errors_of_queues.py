# Errors and reprs of queues.
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


import queue

for cls in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue, queue._PySimpleQueue):
    print(cls.__name__, cls.__module__)
    attempt("make", cls, 1, 2)
    attempt("make", cls, x=1)
    q = cls()
    for v in EDGES:
        if v in (inf, 1e10, True) or v is None: continue
        attempt("get", q.get, True, v)
        attempt("get", q.get, False, v)
    q.put(1)
    for v in EDGES:
        attempt("get", q.get, True, v)
        q.put(1)
        attempt("get", q.get, False, v)
        q.put(1)
        attempt("put", q.put, 1, True, v)
        attempt("put", q.put, 1, False, v)
    attempt("get", q.get, 1, 2, 3)
    attempt("put", q.put)
    attempt("put", q.put, 1, 2, 3, 4)
    attempt("put", q.put, item=1)
    attempt("put", q.put, 1, foo=1)
    attempt("get", q.get, foo=1)
    attempt("get", q.get, block=False, timeout=-1)
    attempt("get_nowait", q.get_nowait, 1)
    attempt("put_nowait", q.put_nowait)
    attempt("put_nowait", q.put_nowait, 1, 2)
    attempt("qsize", q.qsize, 1)
    attempt("empty", q.empty, 1)
    attempt("empty", q.empty)
    attempt("class_getitem", lambda: cls[int])
    attempt("class_getitem", lambda: cls[int, str])
    attempt("iter", iter, q)
    attempt("len", len, q)
    attempt("repr", repr, q)
    attempt("setattr", lambda: setattr(q, "x", 1))
    import weakref
    attempt("weakref", lambda: weakref.ref(q)() is q)
    if hasattr(q, "full"):
        attempt("full", q.full, 1)
        attempt("join", q.join, 1)
        attempt("task_done", q.task_done, 1)
        for _ in range(q.unfinished_tasks): q.task_done()
        attempt("task_done", q.task_done)
        for v in ("a", None, 1.5, -1, nan, []):
            q = cls(v) if not (v is None or v == [] or v == "a") else None
            if q is None:
                def go():
                    q = cls(v); return q.put(1), q.qsize(), q.full()
                attempt("maxsize", go)
                continue
            attempt("full", q.full)
            q.put(1)
            attempt("full", q.full)
            attempt("maxsize", lambda: q.maxsize)
        q = cls(1)
        q.put(1)
        for v in EDGES:
            if v in (inf, 1e10, True) or v is None: continue
            attempt("put", q.put, 1, True, v)
            attempt("put", q.put, 1, False, v)
        attempt("put_nowait", q.put_nowait, 1)
        attempt("shutdown", q.shutdown, 1, 2)
        attempt("shutdown", q.shutdown, immediate=False)
        attempt("put", q.put, 1)
        attempt("get", q.get)
        attempt("get", q.get)
        attempt("get", q.get, False)
        attempt("get", q.get, True, -1)
        attempt("put", q.put, 1, False)
        attempt("put", q.put, 1, True, -1)
        attempt("shutdown", q.shutdown, True)
        attempt("is_shutdown", lambda: q.is_shutdown)
        attempt("task_done", q.task_done)
        attempt("unfinished", lambda: q.unfinished_tasks)
    if cls is queue.PriorityQueue:
        q = cls()
        q.put(1)
        attempt("put", q.put, "a")
        attempt("size", q.qsize)
for e in (queue.Empty, queue.Full, queue.ShutDown):
    print(e.__name__, e.__module__, e.__mro__, repr(e(1)))
