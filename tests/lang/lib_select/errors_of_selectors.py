# Errors and reprs of selectors.
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


import os
import select
import selectors
import socket

a, b = socket.socketpair()
fd = a.fileno()


class File:
    def __init__(self, n): self.n = n
    def fileno(self): return self.n


class NoFile: pass


for cls in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector, selectors.DefaultSelector):
    print(cls.__name__, cls.__module__, [c.__name__ for c in cls.__mro__])
    attempt("make", cls, 1)
    s = cls()
    attempt("register", s.register)
    attempt("register", s.register, 1)
    attempt("register", s.register, 1, 2, 3, 4)
    for ev in (0, 4, 8, -1, "a", None, 1.5): attempt("register", lambda: s.register(a, ev))
    for f in ("a", -1, NoFile(), File("a"), File(-1), None, 1.5): attempt("register", lambda: s.register(f, 1))
    k = s.register(a, 1, "data")
    attempt("key", lambda: (k.fd == fd, k.fileobj is a, k.events, k.data, type(k).__name__))
    attempt("register", lambda: s.register(a, 1))
    attempt("register", lambda: s.register(fd, 2))
    attempt("modify", lambda: s.modify(b, 1))
    attempt("modify", lambda: s.modify(a, 0))
    attempt("modify", lambda: s.modify(a, 8))
    attempt("modify", lambda: s.modify("x", 1))
    attempt("len", lambda: len(s.get_map()))
    if len(s.get_map()) == 0: s.register(a, 1)
    attempt("get_key", lambda: s.get_key(a).fd == fd)
    attempt("get_key", lambda: s.get_key(b))
    attempt("get_key", lambda: s.get_key("x"))
    attempt("get_key", lambda: s.get_key(-1))
    m = s.get_map()
    attempt("map", lambda: (len(m), a in m, fd in m, b in m, m.get(b), list(m) == [fd]))
    attempt("map", lambda: re.sub(r"<.*>|\d+", "N", repr(m)))
    attempt("map", lambda: m[b])
    attempt("map", lambda: m[5000])
    attempt("in", lambda: "x" in m)
    attempt("in", lambda: -1 in m)
    attempt("unregister", lambda: s.unregister(b))
    attempt("unregister", lambda: s.unregister("x"))
    for v in EDGES:
        if v in (inf, 1e10, True) or v is None: continue
        attempt("select", lambda: s.select(v))
    attempt("select", lambda: s.select(1, 2))
    attempt("select", lambda: s.select(foo=2))
    attempt("unregister", lambda: s.unregister(a).data)
    attempt("unregister", lambda: s.unregister(a))
    attempt("close", s.close, 1)
    attempt("close", s.close)
    attempt("close", s.close)
    attempt("get_map", s.get_map)
    attempt("get_key", lambda: s.get_key(a))
    attempt("register", lambda: s.register(a, 1)) if cls is not selectors.SelectSelector else None
    attempt("select", lambda: s.select(0)) if cls is selectors.SelectSelector else None
    attempt("enter", lambda: s.__enter__() is s)
    if hasattr(s, "fileno"): attempt("fileno", s.fileno)
attempt("Base", selectors.BaseSelector)
K = selectors.SelectorKey
attempt("K", K)
attempt("K", K, 1, 2, 3, 4)
print(K.__module__, K._fields)
