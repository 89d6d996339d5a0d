import threading

s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01), s.release())
print(s.acquire(False), s.release(2), repr(s).split(" at ")[0], repr(s).endswith("value=2>"))
with s:
    print("in")
b = threading.BoundedSemaphore(1)
b.acquire()
b.release()


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: b.release())
show(lambda: b.release(2))
show(lambda: s.release(0))
show(lambda: s.release(-1))
show(lambda: threading.Semaphore(-1))
show(lambda: s.acquire(False, 5))
now, most, lock, limit = [], [0], threading.Lock(), threading.Semaphore(3)


def work():
    with limit:
        with lock:
            now.append(1)
            most[0] = max(most[0], len(now))
        with lock:
            now.pop()


ts = [threading.Thread(target=work) for _ in range(20)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(most[0] <= 3, now)
