# Errors and reprs of futures and pools.
import re
import sys
import threading

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


from concurrent import futures
from concurrent.futures import *
from concurrent.futures import thread as pool_module

F = Future
attempt("Future", F, 1)
f = F()
attempt("repr", repr, f)
for v in EDGES:
    if v in (inf, 1e10, True) or v is None: continue
    attempt("result", f.result, v)
    attempt("exception", f.exception, v)
attempt("result", f.result, 1, 2)
attempt("cancel", f.cancel, 1)
attempt("add_done_callback", f.add_done_callback)
attempt("set_result", f.set_result)
attempt("set_exception", f.set_exception)
attempt("set_running", f.set_running_or_notify_cancel)
attempt("repr", repr, f)
attempt("state", lambda: (f.running(), f.done(), f.cancelled(), f.cancel()))
import logging
logging.getLogger("concurrent.futures").disabled = True
attempt("set_running", f.set_running_or_notify_cancel)
attempt("set_result", f.set_result, 5)
attempt("repr", repr, f)
attempt("set_result", f.set_result, 6)
attempt("set_exception", f.set_exception, ValueError())
attempt("set_running", f.set_running_or_notify_cancel)
attempt("cancel", f.cancel)
for v in EDGES: attempt("result", f.result, v)
f = F()
f.set_exception(ValueError(3))
attempt("repr", repr, f)
attempt("result", f.result)
attempt("exception", f.exception)
f = F()
f.set_exception(None)
attempt("repr", repr, f)
attempt("result", f.result)
f = F()
attempt("set_exception", f.set_exception, 5)
attempt("repr", lambda: repr(f))
attempt("result", lambda: f.result())
f = F()
attempt("set_exception", f.set_exception, ValueError)
attempt("repr", lambda: repr(f))
attempt("result", lambda: f.result())
f = F()
attempt("cancel", f.cancel)
attempt("repr", repr, f)
attempt("cancel", f.cancel)
attempt("result", f.result)
attempt("exception", f.exception)
attempt("set_result", f.set_result, 1)
attempt("set_exception", f.set_exception, ValueError())
attempt("notify", f.set_running_or_notify_cancel)
attempt("repr", repr, f)
attempt("notify", f.set_running_or_notify_cancel)
attempt("cancel", f.cancel)
attempt("set_result", f.set_result, 1)
class SubF(F): pass
attempt("repr", repr, SubF())
attempt("getitem", lambda: F[int])
attempt("callback", f.add_done_callback, 5)
done = F()
done.set_result(1)
other = F()
attempt("wait", wait)
attempt("wait", wait, 5)
attempt("wait", wait, [5])
attempt("as_completed", lambda: list(as_completed([5])))
attempt("wait", wait, [done], 1, "X")
attempt("wait", wait, [done, other], 0, "X")
attempt("wait", wait, [done, other], 0)
attempt("wait", wait, [])
for v in EDGES:
    if v in (inf, 1e10, True) or v is None: continue
    attempt("wait", lambda: len(wait([done, other], v).done))
    attempt("as_completed", lambda: len(list(as_completed([done, other], v))))
    attempt("as_completed", lambda: len(list(as_completed([done], v))))
    attempt("as_completed", lambda: len(list(as_completed([], v))))
attempt("as_completed", lambda: list(as_completed(5)))
attempt("as_completed", as_completed)
print(type(wait([done])).__name__, wait([done])._fields, wait([done]).__class__.__module__)
P = ThreadPoolExecutor
for v in (0, -1, "a", 1.5, [], nan, True):
    attempt("make", lambda: P(v)._max_workers)
attempt("make", P, 1, 2, 3, 4, 5)
attempt("make", P, foo=1)
attempt("make", P, 1, initializer=5)
# The pool is kept, for one that is dropped early does not tell its futures that the initialiser failed.
kept = P(1, initializer=print, initargs=5)
attempt("make", lambda: kept.submit(print).result())
with P(1, "x") as p:
    attempt("repr", repr, p)
    attempt("submit", p.submit)
    attempt("submit", lambda: p.submit(5).result())
    attempt("submit", p.submit, fn=print)
    attempt("submit", lambda: p.submit(lambda **k: k, fn=1, self=2).result())
    attempt("map", p.map)
    attempt("map", lambda: list(p.map(abs)))
    attempt("map", lambda: list(p.map(abs, 5)))
    attempt("map", lambda: list(p.map(5, [5])))
    attempt("map", lambda: list(p.map(abs, [1], [2])))
    attempt("map", lambda: list(p.map(abs, [1], chunksize=0)))
    attempt("map", lambda: list(p.map(abs, [1], foo=0)))
    for v in (0, -1, 1.5, "a", True, False, [], 2, nan):
        attempt("map", lambda: list(p.map(abs, [1, 2, 3], buffersize=v)))
    late = threading.Event()
    for v in EDGES:
        if v in (inf, 1e10, True) or v is None: continue
        attempt("map", lambda: list(p.map(lambda x: late.wait(), [1], timeout=v)))
    late.set()
    attempt("map", lambda: type(p.map(abs, [])).__name__)
    attempt("shutdown", p.shutdown, 1, 2)
    attempt("shutdown", p.shutdown, foo=2)
attempt("submit", p.submit, abs, 1)
attempt("map", p.map, abs, [1])
attempt("map", lambda: list(p.map(abs, [])))
attempt("shutdown", p.shutdown)
attempt("enter", lambda: p.__enter__() is p)
def bad(): raise ValueError("init")
p = P(1, initializer=bad)
attempt("broken", lambda: p.submit(abs, 1).result())
attempt("broken", lambda: p.submit(abs, 1))
E = Executor
attempt("Executor", E, 1)
attempt("submit", E().submit)
attempt("submit", E().submit, 5)
attempt("map", lambda: E().map(abs, [1]))
attempt("shutdown", E().shutdown)
attempt("exit", lambda: E().__exit__(1, 2, 3))
for e in ("BrokenExecutor", "CancelledError", "InvalidStateError", "TimeoutError"):
    c = getattr(futures, e)
    print(e, c.__name__, c.__module__, c.__mro__, repr(c(1)))
c = pool_module.BrokenThreadPool
print(c.__module__, c.__mro__)
W = pool_module.WorkerContext
attempt("W", W)
attempt("W", W, 1)
attempt("prepare", W.prepare)
attempt("prepare", W.prepare, 5, ())
attempt("prepare", lambda: len(W.prepare(None, ())))
attempt("prepare", P.prepare_context, 5, ())
for n in futures.__all__:
    try: x = getattr(futures, n)
    except Exception as e: print(n, type(e)); continue
    print(n, getattr(x, "__module__", None), getattr(x, "__name__", None), getattr(x, "__qualname__", None))
attempt("getattr", lambda: futures.foo)
print(sorted(x for x in dir(futures) if x != "__file__" and x[0] != "_"))
