# Errors of atexit and faulthandler.
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


import atexit
import faulthandler


class File:
    def __init__(self, n): self.n = n
    def fileno(self): return self.n


class NoFile: pass


attempt("register", atexit.register)
attempt("register", atexit.register, 5)
attempt("register", lambda: atexit.register(print) is print)
attempt("register", lambda: atexit.register(func=print))
attempt("unregister", atexit.unregister)
attempt("unregister", atexit.unregister, 5)
attempt("unregister", atexit.unregister, print)
attempt("unregister", atexit.unregister, 1, 2)
attempt("_clear", atexit._clear, 1)
attempt("n", atexit._ncallbacks)
attempt("n", atexit._ncallbacks, 1)
attempt("run", atexit._run_exitfuncs, 1)
attempt("unregister", lambda: atexit.unregister(func=print))
attempt("clear", atexit._clear)
class Eq:
    def __eq__(self, other): raise ValueError("eq")
    def __call__(self): pass
atexit.register(Eq())
attempt("unregister", lambda: atexit.unregister(Eq()))
atexit._clear()
F = faulthandler
for n in ("enable", "disable", "is_enabled", "dump_traceback", "dump_traceback_later", "cancel_dump_traceback_later", "register", "unregister", "dump_c_stack"):
    f = getattr(F, n)
    print(f.__name__, f.__module__)
    attempt(n, f, 1, 2, 3, 4, 5, 6)
    attempt(n, f, foo=1)
    if n in ("enable", "dump_traceback", "dump_c_stack"):
        for v in ("a", -1, 1.5, NoFile(), File("a"), File(-1)): attempt(n, lambda: f(v))
for v in EDGES:
    if v in (True, 1e10): continue
    attempt("later", F.dump_traceback_later, v); F.cancel_dump_traceback_later()
for v in (0, -1, 1e9, 1e12): attempt("later", F.dump_traceback_later, v); F.cancel_dump_traceback_later()
for v in (0, -1, 65, 9, 11, 8, "a", 1.5, 2**40, 10): attempt("register", F.register, v); attempt("unregister", F.unregister, v)
attempt("later", lambda: F.dump_traceback_later(5, file=-1))
attempt("later", lambda: F.dump_traceback_later(5, file="a")); F.cancel_dump_traceback_later()
keep = sys.stderr
sys.stderr = None
for n in ("enable", "dump_traceback", "dump_c_stack"): attempt(n, getattr(F, n))
attempt("later", F.dump_traceback_later, 5)
attempt("register", F.register, 10)
del sys.stderr
for n in ("enable", "dump_traceback", "dump_c_stack"): attempt(n, getattr(F, n))
attempt("later", F.dump_traceback_later, 5)
attempt("register", F.register, 10)
sys.stderr = keep
attempt("enabled", F.is_enabled); F.enable()
attempt("enabled", F.is_enabled)
attempt("disable", F.disable)
attempt("disable", F.disable)
