import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False))
print(lock.acquire(False), lock.acquire(timeout=0.01), lock.release(), lock.locked())
with lock as got:
    print(got, lock.locked())
try:
    with lock:
        raise KeyError
except KeyError:
    print("released:", not lock.locked())


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: lock.release())
show(lambda: lock.acquire(False, 1))
show(lambda: lock.acquire(timeout=-2))
show(lambda: lock.acquire(timeout="x"))
show(lambda: lock.acquire(timeout=1e20))
show(lambda: lock.acquire(timeout=float("nan")))
show(lambda: lock.acquire(1, 2, 3))
show(lambda: type("L", (threading.Lock,), {}))
print(threading.Lock, type(lock).__name__, threading.TIMEOUT_MAX, lock.acquire(True, 1))
print(lock.acquire(timeout=0))
print(repr(lock).split(" at ")[0], repr(threading.Lock()).split(" at ")[0])
t = threading.Thread(target=lock.release)
t.start()
t.join()
print("released by another thread:", not lock.locked())
