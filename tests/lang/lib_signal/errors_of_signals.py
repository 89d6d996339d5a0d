# Errors and reprs of signals and their functions.
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
import signal

for n in ("signal", "getsignal", "alarm", "setitimer", "getitimer", "pause", "pthread_kill", "pthread_sigmask", "sigpending", "sigwait", "sigwaitinfo", "sigtimedwait", "siginterrupt", "set_wakeup_fd", "strsignal", "valid_signals", "raise_signal", "default_int_handler", "pidfd_send_signal"):
    f = getattr(signal, n)
    if n not in ("pause", "sigpending", "valid_signals", "default_int_handler"): attempt(n, f)
    attempt(n, f, *range(6))
    if n not in ("pause", "sigpending", "valid_signals"): attempt(n, f, "a") ; attempt(n, f, "a", "b")
    attempt(n, f, foo=1)
    print(f.__name__, f.__module__)
for a in ((0, signal.SIG_DFL), (65, signal.SIG_DFL), (-1, signal.SIG_DFL), (2**40, signal.SIG_DFL), (9, signal.SIG_DFL), (2, 5), (2, "a"), (2, None), (1.5, 0), ("SIGINT", 0), (2, -1), (2, True)):
    attempt("signal", signal.signal, *a)
signal.signal(2, signal.default_int_handler)
for v in (0, 65, -1, 2**40, 1.5, 2, 9, 10, 64): attempt("getsignal", signal.getsignal, v); attempt("strsignal", signal.strsignal, v)
for v in (-1, 2**40, 1.5, "a", 0, -(2**40)): attempt("alarm", signal.alarm, v); signal.alarm(0)
for a in ((0, nan), (0, inf), (0, -1), (0, 1e300), (0, "a"), (5, 1), (-1, 1), ("a", 1), (0, 1, -1), (0, 1, nan), (0, None), (0, 10**30), (2**40, 1)): attempt("setitimer", signal.setitimer, *a); signal.setitimer(0, 0)
for v in (0, 1, 2, 3, -1, "a", 2**40): attempt("getitimer", signal.getitimer, v)
me = threading.get_ident()
for a in ((me, 65), (me, -1), (me, 0), (me, "a"), ("a", 2), (me, 2**40), (-1, 2) if False else (me, 1.5)): attempt("pthread_kill", lambda: signal.pthread_kill(*a))
for a in ((0, []), (1, [2]), (5, [2]), (0, [0]), (0, [65]), (0, [-1]), (0, ["a"]), (0, 5), (0, [2**40]), ("a", []), (2, [])): attempt("pthread_sigmask", signal.pthread_sigmask, *a)
signal.pthread_sigmask(2, [])
for a in ((5,), ([0],), ([65],), (["a"],)): attempt("sigwait", signal.sigwait, *a); attempt("sigwaitinfo", signal.sigwaitinfo, *a)
for v in (nan, -1, "a", None, 1e300, 0, 10**30): attempt("sigtimedwait", signal.sigtimedwait, [10], v)
for a in ((0, True), (65, 1), (2, "a"), ("a", 1), (9, 0)): attempt("siginterrupt", signal.siginterrupt, *a)
signal.siginterrupt(2, False)
r, wr = os.pipe()
os.set_blocking(wr, True)
for v in (99, -1, -2, "a", 1.5, 2**40): attempt("set_wakeup_fd", signal.set_wakeup_fd, v)
def blocking():
    try: signal.set_wakeup_fd(wr)
    except ValueError as e: return type(e), str(e).replace(str(wr), "W")
attempt("blocking", blocking)
attempt("set_wakeup_fd", signal.set_wakeup_fd, -1, warn_on_full_buffer=5)
attempt("set_wakeup_fd", signal.set_wakeup_fd, -1, True)
for v in (0, 65, -1, "a", 2**40, 1.5): attempt("raise_signal", signal.raise_signal, v) if v != 0 else None
for a in ((99, 2), (-1, 0), ("a", 2), (r, 2), (r, 0, 5), (r, 0, None, 1)): attempt("pidfd", lambda: signal.pidfd_send_signal(*a))
attempt("default", signal.default_int_handler, 2, None)
def in_thread(f, *a):
    out = []
    def go(): attempt("thread", f, *a)
    t = threading.Thread(target=go)
    t.start()
    t.join()
in_thread(signal.signal, 2, signal.SIG_DFL); in_thread(signal.set_wakeup_fd, -1); in_thread(signal.getsignal, 2); in_thread(signal.setitimer, 0, 0)
for x in (signal.SIGINT, signal.SIG_DFL, signal.SIG_BLOCK, signal.Signals.SIGTERM, signal.Handlers(1), signal.Sigmasks(2), signal.ITIMER_REAL, signal.SIGRTMIN, signal.SIGCLD, signal.SIGIOT, signal.SIGPOLL): print(repr(x), str(x), type(x).__module__)
attempt("Signals", signal.Signals, 99)
attempt("Signals", lambda: signal.Signals["X"])
attempt("Handlers", signal.Handlers, 5)
attempt("Sigmasks", signal.Sigmasks, 5)
print(signal.ItimerError.__name__, signal.ItimerError.__module__, signal.ItimerError.__mro__, signal.NSIG)
si = signal.struct_siginfo
print(si.__name__, si.__module__, si.__qualname__)
attempt("siginfo", si)
attempt("siginfo", si, (1,))
attempt("siginfo", si, range(7))
attempt("siginfo", lambda: si(range(7)).si_uid)
