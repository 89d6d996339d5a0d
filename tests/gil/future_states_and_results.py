import threading
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor

gate = threading.Event()


def show(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


with ThreadPoolExecutor(1) as pool:
    a = pool.submit(gate.wait)
    b = pool.submit(lambda: 1 / 0)
    c = pool.submit(pow, 2, exp=5)
    d = pool.submit(print, "never")
    while not a.running():
        pass
    print(a.running(), a.done(), a.cancel(), d.cancel(), d.cancelled(), d.done(), d.cancel(), b.running())
    show(a.result, 0.01)
    show(a.exception, 0.01)
    gate.set()
    print(a.result(), repr(b.exception()), c.result(5), a.exception(), a.cancel())
    show(b.result)
    show(d.result)
    show(d.exception)
print([repr(f).split(" at ")[0] + repr(f).partition("state=")[2] for f in (a, b, c, d, Future())])
f = Future()
f.set_result(1)
try:
    f.set_result(2)
except InvalidStateError as e:
    print("InvalidStateError", str(e).partition("<")[0])
