# Errors and reprs of threads, of what `_thread` has, and of thread-local data.
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
import warnings

warnings.simplefilter("ignore")
attempt("exit", _thread.RLock.__exit__)
for make in (threading.Lock, threading.RLock):
    attempt("enter", make().__enter__, 1, 2, 3)
    attempt("enter", make().__enter__, 1)
    attempt("enter", make().__enter__, blocking=0)
attempt("release_lock", threading.Lock().release_lock)
attempt("acquire_lock", threading.Lock().acquire_lock, 0)
attempt("locked_lock", threading.Lock().locked_lock)
f = lambda: None
def quiet(*a): pass
T = threading.Thread
attempt("Thread", T, 1)
attempt("Thread", T, None, f, "n", (), {}, True)
attempt("Thread", T, foo=1)
attempt("Thread", T, name=5)
attempt("Thread", T, name="")
attempt("Thread", T, name="x", daemon=True)
attempt("Thread", T, name="x", daemon=5)
attempt("Thread", T, name="x", context=5)
attempt("Thread", lambda: T(target=5).name[:7])
attempt("Thread", lambda: T(target=quiet).name[-8:])
attempt("Thread", lambda: T(target=print).name[-8:])
attempt("Thread", lambda: T(target=f, name=None).name[-9:])
t = T(target=quiet, name="t")
attempt("join", t.join)
attempt("is_alive", t.is_alive)
attempt("ident", lambda: (t.ident, t.native_id, t.name, t.daemon))
attempt("set ident", setattr, t, "ident", 3)
attempt("set native_id", setattr, t, "native_id", 3)
attempt("set name", setattr, t, "name", 3)
attempt("name", lambda: t.name)
attempt("set daemon", setattr, t, "daemon", 3)
attempt("repr", repr, t)
attempt("set daemon", setattr, t, "daemon", False)
attempt("start", t.start, 1)
attempt("join", t.join, 1, 2)
gate = threading.Lock()
gate.acquire()
t = T(target=gate.acquire, name="t")
t.start()
attempt("repr", repr, t)
attempt("start", t.start)
attempt("set daemon", setattr, t, "daemon", False)
for v in EDGES:
    if v in (inf, 1e10, True) or v is None: continue
    attempt("join", t.join, v)
attempt("is_alive", t.is_alive)
gate.release()
t.join()
attempt("repr", repr, t)
attempt("start", t.start)
attempt("set daemon", setattr, t, "daemon", False)
attempt("is_alive", t.is_alive)
for v in EDGES: attempt("join", t.join, v)
attempt("join self", threading.current_thread().join)
attempt("join self", threading.current_thread().join, 0)
attempt("repr", repr, threading.current_thread())
attempt("start main", threading.current_thread().start)
attempt("run", T(target=lambda *a, **k: print(a, k), args=(1, 2), kwargs={"x": 1}).run)
t = T(target=quiet, name="t")
t.run()
attempt("run twice", t.run)
attempt("args", lambda: T(target=quiet, args=5).run())
attempt("kwargs", lambda: T(target=quiet, kwargs=5).run())
attempt("kwargs", lambda: T(target=quiet, kwargs={1: 2}).run())
class Unready(T):
    def __init__(self): pass
u = Unready()
for n in ("start", "join", "is_alive"): attempt(n, getattr(u, n))
for n in ("name", "ident", "native_id", "daemon"): attempt(n, lambda: getattr(u, n))
attempt("repr", lambda: repr(u))
attempt("set name", lambda: setattr(u, "name", "x"))
attempt("set daemon", lambda: setattr(u, "daemon", True))
attempt("Timer", threading.Timer)
attempt("Timer", threading.Timer, 1)
attempt("Timer", threading.Timer, 1, 2, 3, 4, 5)
ti = threading.Timer(1000, quiet); ti.name = "ti"
attempt("repr", repr, ti)
attempt("cancel", ti.cancel)
attempt("cancel", ti.cancel, 1)
print(ti.interval, ti.args, ti.kwargs, ti.function is quiet, ti.finished.is_set())
class Sub(T): pass
attempt("repr", repr, Sub(name="sub"))
def dummy():
    attempt("dummy", lambda: type(threading.current_thread()).__name__)
    me = threading.current_thread(); me.name = "D"
    attempt("repr", repr, me)
    attempt("join", me.join)
    attempt("is_alive", me.is_alive)
    attempt("daemon", lambda: me.daemon)
    attempt("daemon", setattr, me, "daemon", False)
    attempt("start", me.start)
    gate.release()
    return me
def first():
    kept.append(dummy())
    done.release()
done = threading.Lock()
done.acquire()
kept = []
_thread.start_new_thread(first, ())
done.acquire()
time.sleep(0.1)
attempt("repr", repr, kept[0])
attempt("is_alive", kept[0].is_alive)
for n in ("current_thread", "main_thread", "active_count", "enumerate", "get_ident", "get_native_id", "gettrace", "getprofile"):
    attempt(n, getattr(threading, n), 1)
    attempt(n, lambda: type(getattr(threading, n)()).__name__)
for n in ("settrace", "setprofile", "settrace_all_threads", "setprofile_all_threads"):
    attempt(n, getattr(threading, n))
    attempt(n, getattr(threading, n), 1, 2)
for v in (-1, 0, 1, 1000, 32767, 32768, 4096, 65536, "a", None, 1.5, 2**70, -2**70, 10**12):
    attempt("stack_size", threading.stack_size, v)
    attempt("stack_size", threading.stack_size)
attempt("stack_size", threading.stack_size, 0, 1)
attempt("stack_size", threading.stack_size, size=0)
threading.stack_size(0)
print(threading.TIMEOUT_MAX, threading.ThreadError is RuntimeError, _thread.TIMEOUT_MAX)
for a in ((), (5,), (f,), (5, ()), (f, 5), (f, []), (f, (), 5), (f, (), {}, 1), (f, (), []), (f, (), {1: 2})):
    attempt("start_new_thread", _thread.start_new_thread, *a) if a != (f, (), {1: 2}) else None
attempt("start_new_thread", _thread.start_new_thread, function=f)
for a, k in (((), {}), ((5,), {}), ((f, 1, 2, 3), {}), ((f,), {"handle": 5}), ((f,), {"foo": 5}), ((), {"daemon": 1})):
    attempt("start_joinable_thread", _thread.start_joinable_thread, *a, **k)
h = _thread._ThreadHandle()
attempt("handle", repr, h)
attempt("handle", _thread._ThreadHandle, 1)
attempt("handle", _thread._ThreadHandle, x=1)
attempt("join", h.join)
attempt("is_done", h.is_done)
attempt("is_done", h.is_done, 1)
attempt("_set_done", h._set_done)
attempt("ident", lambda: h.ident)
attempt("set ident", setattr, h, "ident", 1)
_thread.start_joinable_thread(f, handle=h)
h.join()
attempt("again", _thread.start_joinable_thread, f, handle=h)
attempt("is_done", h.is_done)
for v in EDGES: attempt("join", h.join, v)
attempt("join", h.join, 1, 2)
attempt("handle", repr, _thread._make_thread_handle(12345))
attempt("_make_thread_handle", _thread._make_thread_handle)
attempt("_make_thread_handle", _thread._make_thread_handle, "a")
attempt("_make_thread_handle", _thread._make_thread_handle, -1)
for n in ("get_ident", "get_native_id", "_count", "daemon_threads_allowed", "allocate", "exit", "exit_thread", "_get_main_thread_ident", "_is_main_interpreter", "_shutdown"):
    attempt(n, getattr(_thread, n), 1)
attempt("exit", _thread.exit)
attempt("exit_thread", _thread.exit_thread)
for v in ("a", None, 1.5, -1, 0, 65, 1000, 2**70):
    attempt("interrupt_main", _thread.interrupt_main, v)
attempt("interrupt_main", _thread.interrupt_main, 1, 2)
attempt("interrupt_main", _thread.interrupt_main, signum=2)
for a in ((), (5,), ("a", 2), (b"x",), (None,), ("a\0b",), ("\udc80",)):
    attempt("set_name", _thread.set_name, *a)
attempt("daemon_threads_allowed", _thread.daemon_threads_allowed)
attempt("start_new", lambda: _thread.start_new is _thread.start_new_thread)
for n in dir(_thread):
    x = getattr(_thread, n)
    if callable(x) and not n.startswith("__"): print(n, x.__name__, x.__module__, type(x).__name__)
L = threading.local
attempt("local", L, 1)
attempt("local", L, x=1)
l = L()
attempt("repr", repr, l)
attempt("attr", lambda: l.x)
attempt("del", delattr, l, "x")
attempt("set dict", setattr, l, "__dict__", {})
attempt("del dict", delattr, l, "__dict__")
l.x = 1
attempt("dict", lambda: l.__dict__)
attempt("dir", lambda: [n for n in dir(l) if n[0] != "_"])
class Loc(L):
    def __init__(self, a, b=2): self.a = a
attempt("Loc", Loc)
attempt("Loc", lambda: Loc(1).a)
attempt("Loc", Loc, 1, c=3)
class Plain(L): pass
attempt("Plain", Plain, 1)
class New(L):
    def __new__(cls, *a): return L.__new__(cls)
attempt("New", New, 1)
attempt("hash", lambda: hash(l) == hash(l))
attempt("class", lambda: (L.__name__, L.__module__, L.__qualname__))
attempt("setattr", setattr, l, 5, 5)
attempt("class set", lambda: setattr(l, "__class__", Plain))
h = threading.ExceptHookArgs
print(h.__name__, h.__module__, h.__qualname__, h.__match_args__, h.n_fields)
attempt("args", h)
for a in (((),), (5,), ((1, 2, 3, 4),), ((1, 2, 3, 4), 5), ((1, 2, 3, 4), {}, 6), ((1, 2, 3),), ("abcd",)):
    attempt("args", h, *a)
attempt("set", setattr, h((1, 2, 3, 4)), "thread", 2)
attempt("hook", threading.excepthook)
attempt("hook", threading.excepthook, 5)
attempt("hook", threading.excepthook, (1, 2, 3, 4))
for name in ("__setattr__", "__delattr__", "__getattribute__"):
    attempt(name, getattr(L(), name), *[5, 6][:2 if name == "__setattr__" else 1])
