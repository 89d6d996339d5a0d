# Errors and reprs of contexts, their variables and tokens.
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


import contextvars

V, C, T = contextvars.ContextVar, contextvars.Context, contextvars.Token
attempt("V", V)
attempt("V", V, 5)
attempt("V", V, "a", 5)
attempt("V", V, "a", default=5, x=1)
attempt("V", V, name="a")
attempt("V", V, "a", defaults=5)
v = V("v")
w = V("w", default=[1])
attempt("repr", repr, v)
attempt("repr", repr, w)
attempt("get", v.get)
attempt("get", v.get, 1)
attempt("get", v.get, 1, 2)
attempt("get", v.get, default=1)
attempt("get", w.get)
attempt("get", w.get, 3)
attempt("set", v.set)
attempt("set", v.set, 1, 2)
attempt("set", v.set, value=1)
t = v.set(1)
attempt("token", lambda: re.sub(r"0x\w+", "0x", repr(t)))
attempt("token", lambda: (t.var is v, t.old_value is T.MISSING, T.MISSING))
attempt("repr", repr, T.MISSING)
attempt("set var", setattr, t, "var", 1)
t2 = v.set(2)
attempt("old", lambda: t2.old_value)
attempt("reset", v.reset)
attempt("reset", v.reset, 5)
attempt("reset", v.reset, t2, 1)
attempt("reset", w.reset, t2)
attempt("reset", v.reset, t2)
attempt("reset", v.reset, t2)
attempt("token", repr, t2)
c = contextvars.copy_context()
def other(): v.reset(t)
attempt("reset", lambda: c.run(other))
attempt("copy_context", contextvars.copy_context, 1)
attempt("Context", C, 1)
attempt("Context", C, x=1)
attempt("Token", T)
attempt("Token", T, 1)
attempt("run", c.run)
attempt("run", c.run, 5)
attempt("run", c.run, lambda *a, **k: (a, k), 1, x=2)
attempt("run", lambda: c.run(lambda: c.run(print)))
attempt("getitem", lambda: c[5])
attempt("getitem", lambda: c["a"])
attempt("getitem", lambda: C()[v])
attempt("getitem", lambda: c[v])
attempt("in", lambda: 5 in c)
attempt("in", lambda: v in c)
attempt("in", lambda: v in C())
class S(str): __hash__ = None
attempt("V", V, S("x"))
attempt("in", lambda: S("x") in c)
attempt("get", c.get)
attempt("get", c.get, 5)
attempt("get", c.get, v)
attempt("get", C().get, v, 7)
attempt("get", c.get, v, 1, 2)
attempt("get", c.get, key=v)
attempt("keys", lambda: type(c.keys()).__name__)
attempt("values", lambda: type(c.values()).__name__)
attempt("items", lambda: type(c.items()).__name__)
attempt("keys", c.keys, 1)
attempt("values", c.values, 1)
attempt("items", c.items, 1)
attempt("copy", c.copy, 1)
attempt("len", len, c)
attempt("repr", lambda: re.sub(r"0x\w+", "0x", repr(c)))
attempt("eq", lambda: (c == c.copy(), c == C(), c == 5))
attempt("hash", hash, v) if False else None
attempt("hash", lambda: hash(c))
attempt("setitem", lambda: c.__setitem__(v, 1))
attempt("setattr", setattr, v, "x", 1)
attempt("set name", setattr, v, "name", 1)
attempt("name", lambda: v.name)
for cls in (V, C, T):
    attempt("subclass", lambda: type("X", (cls,), {}))
    attempt("getitem", lambda: cls[int])
    print(cls.__name__, cls.__module__)
with w.set(9) as tt: attempt("with", w.get)
attempt("with", w.get)
attempt("enter", lambda: tt.__enter__() is tt)
attempt("exit", tt.__exit__)
attempt("exit", tt.__exit__, None, None, None)
attempt("iter", lambda: [x.name for x in c])
attempt("hash", lambda: hash(T.MISSING) == hash(T.MISSING))
attempt("lt", lambda: c < c)
