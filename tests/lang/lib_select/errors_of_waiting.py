# Errors and reprs of select(), poll and epoll objects.
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


S = select.select
attempt("select", S)
attempt("select", S, 1, 2)
attempt("select", S, [], [], [], 0, 5)
attempt("select", S, [], [], [], timeout=0)
for bad in (5, None, "a", ["a"], [-1], [1 << 40], [1024], [File("a")], [File(-1)], [NoFile()], [1.5], [99]):
    attempt("select", lambda: S(bad, [], [], 0))
    attempt("select", lambda: S([], bad, [], 0))
    attempt("select", lambda: S([], [], bad, 0))
for v in EDGES:
    if v in (True, 1e10) or v is None: continue
    attempt("select", lambda: S([], [], [], v))
    if isinstance(v, (int, float)) and -2.0 ** 62 < v < 0: continue
    attempt("poll", lambda: select.poll().poll(v))
    e = select.epoll()
    attempt("epoll", lambda: e.poll(v))
    e.close()
for v in (1e6, 1e9, 2**31, 2**31 - 1, 2**31 / 1000, 2**33, 2**62):
    p = select.poll()
    p.register(b, select.POLLOUT)
    attempt("poll", lambda: len(p.poll(v)))
    e = select.epoll()
    e.register(b, select.EPOLLOUT)
    attempt("epoll", lambda: len(e.poll(v)))
    e.close()
    attempt("select", lambda: len(S([], [b], [], v)))
p = select.poll()
attempt("poll", select.poll, 1)
attempt("type", type(p))
print(type(p).__name__, type(p).__module__)
attempt("repr", repr, p)
for n in ("register", "modify", "unregister", "poll"):
    f = getattr(p, n)
    attempt(n, f, 1, 2, 3) 
    attempt(n, f, foo=1)
    if n != "poll": attempt(n, f); attempt(n, f, "a"); attempt(n, f, -1); attempt(n, f, 2**40); attempt(n, lambda: f(NoFile()))
for v in (-1, 65536, 65535, 0, "a", 1.5, 2**40):
    attempt("register", lambda: p.register(fd, v))
    attempt("modify", lambda: p.modify(fd, v))
attempt("modify", lambda: p.modify(77, 1))
attempt("unregister", lambda: p.unregister(77))
attempt("unregister", lambda: p.unregister(fd))
attempt("unregister", lambda: re.sub(r"\d+", "N", str(p.unregister(fd))))
E = select.epoll
for args, k in (((1, 2, 3), {}), ((0,), {}), ((-2,), {}), (("a",), {}), ((1, 5), {}), ((), {"foo": 1}), ((-1, 0), {}), ((-1, 524288), {}), ((2**40,), {})):
    attempt("epoll", lambda: E(*args, **k).closed)
e = E()
print(E.__name__, E.__module__)
attempt("repr", lambda: re.sub(r"0x\w+|\d+", "N", repr(e)))
for n in ("register", "modify", "unregister", "poll", "close", "fileno", "fromfd", "__enter__", "__exit__"):
    f = getattr(e, n)
    if n not in ("close", "__exit__"):
        attempt(n, lambda: f(1, 2, 3, 4))
        attempt(n, f, foo=1)
        if n not in ("poll", "fileno", "__enter__"): attempt(n, f); attempt(n, f, "a"); attempt(n, f, -1) if n != "fromfd" else None
for v in (-1, "a", 1.5, 2**40, 0): attempt("register", lambda: e.register(fd, v)); attempt("modify", lambda: e.modify(fd, v))
attempt("register", lambda: e.register(fd))
attempt("register", lambda: e.register(fd))
attempt("unregister", lambda: e.unregister(fd))
attempt("unregister", lambda: e.unregister(fd))
attempt("modify", lambda: e.modify(fd, 1))
for v in (0, -1, -2, "a", None, 1.5, 2**40): attempt("maxevents", lambda: e.poll(0, v))
attempt("closed", lambda: e.closed)
e.close()
attempt("closed", lambda: e.closed)
attempt("close", e.close)
for n, x in (("fileno", ()), ("poll", (0,)), ("register", (fd,)), ("modify", (fd, 1)), ("unregister", (fd,)), ("__enter__", ())): attempt(n, lambda: getattr(e, n)(*x))
attempt("subclass", lambda: type("X", (E,), {})()  .closed)
attempt("set closed", lambda: setattr(E(), "closed", 5))
print(select.error is OSError, select.PIPE_BUF)
