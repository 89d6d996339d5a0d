import threading
from concurrent.futures import Future, ThreadPoolExecutor

gate = threading.Event()
log = []


def note(name):
    return lambda f: log.append((name, f.result(), threading.current_thread().name))


with ThreadPoolExecutor(1, thread_name_prefix="pool") as pool:
    f = pool.submit(lambda: gate.wait() and "r")
    for n in "ab":
        f.add_done_callback(note(n))
    gate.set()
    f.result()
f.add_done_callback(note("after"))
print(log)
g = Future()
g.add_done_callback(lambda f: log.append("cancelled callback"))
print(g.cancel(), log[-1], g.set_running_or_notify_cancel())
h = Future()
print(h.set_running_or_notify_cancel(), h.cancel(), h.set_exception(KeyError("k")), repr(h.exception()))
