# Errors and reprs of schedulers.
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


import sched

s = sched.scheduler(lambda: 5, lambda d: None)
attempt("make", sched.scheduler, 1, 2, 3)
attempt("enter", s.enter)
attempt("enter", s.enter, 1, 2)
attempt("enter", s.enter, 1, 2, 3, 4, 5, 6)
attempt("enterabs", s.enterabs)
attempt("enterabs", s.enterabs, 1, 2)
e = s.enterabs(1, 2, print, (3,), {"end": "!\n"})
attempt("event", lambda: (e.time, e.priority, e.sequence, e.action is print, e.argument, e.kwargs))
attempt("repr", repr, e)
attempt("enter", lambda: s.enter("a", 1, print))
attempt("enterabs", lambda: s.enterabs("a", 1, print))
print(len(s._queue) if hasattr(s, "_queue") else "")
attempt("queue", lambda: len(s.queue))
attempt("set queue", setattr, s, "queue", 5)
attempt("cancel", s.cancel)
attempt("cancel", s.cancel, 5)
attempt("cancel", s.cancel, e)
attempt("cancel", s.cancel, e)
attempt("run", s.run, 1, 2)
attempt("empty", s.empty, 1)
attempt("empty", s.empty)
s = sched.scheduler(lambda: 5, lambda d: print("delay", d))
s.enter(0, 1, print, ("now",))
s.enter(2, 1, print, ("later",))
attempt("run", s.run, False)
s = sched.scheduler(lambda: 5, lambda d: print("delay", d))
s.enter(0, 1, 5)
attempt("run", s.run)
attempt("empty", s.empty)
s.enter(0, 1, print, 5)
attempt("run", s.run)
s.enter(0, 1, print, (), 5)
attempt("run", s.run)
E = sched.Event
print(E.__name__, E.__module__, E._fields, [f.__doc__ is not None for f in (E.time, E.kwargs)])
attempt("Event", E)
attempt("Event", E, 1, 2, 3, 4, 5, 6, 7)
a, b = E(1, 2, 3, print, (), {}), E(1, 2, 4, print, (), {})
print(a < b, a == b, a > b, a <= b, a == E(1, 2, 3, max, (1,), {}), a == (1, 2, 3, print, (), {}), E(0, 3, 3, 1, 2, 3) < a)
attempt("hash", hash, a) if False else None
