# A timeout, an action that raises, abort() and reset() break the round.
import threading

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

b = threading.Barrier(2)
attempt(b.wait, 0.001)
print(b.broken, repr(b).split(": ")[1])
attempt(b.wait)
b.reset()
print(b.broken, repr(b).split(": ")[1])
b.abort()
attempt(b.wait)
b = threading.Barrier(1, action=lambda: 1 / 0)
attempt(b.wait)
attempt(b.wait)
attempt(threading.Barrier, 0)

b = threading.Barrier(2)
t = threading.Thread(target=attempt, args=(b.wait,))
t.start()
while b.n_waiting == 0:
    pass
b.reset()
t.join()
print(b.n_waiting, b.broken)
