import threading

inside, gate = threading.Event(), threading.Event()


def g():
    yield 1
    inside.set()
    gate.wait()
    yield 2


it = g()
print(next(it))
t = threading.Thread(target=lambda: print("thread got", next(it)))
t.start()
inside.wait()
try:
    next(it)
except ValueError as e:
    print(e)
gate.set()
t.join()
print(next(it, "end"))
