import functools
import threading


def f():
    pass


def strip(t):
    text = repr(t)
    return text.replace(str(t.ident), "IDENT") if t.ident else text


ts = [
    threading.Thread(), threading.Thread(target=f), threading.Thread(target=functools.partial(f)),
    threading.Thread(target=f, name="mine"), threading.Thread(name=5),
    threading.Thread(target=f, name=""), threading.Thread(target=f, daemon=True),
    threading.Timer(1, f), threading.Thread(target=lambda: 0),
]
print([t.name for t in ts])
t = ts[6]
print(strip(t))
gate = threading.Event()
t = threading.Thread(target=gate.wait, daemon=True, name="waiter")
t.start()
print(strip(t))
gate.set()
t.join()
print(strip(t), strip(threading.main_thread()))
t = threading.Thread(target=f)
t.name = "renamed"
print(t.name, repr(t))
print(repr(ts[7]), repr(ts[3]))
