import threading

r = threading.RLock()
print(r.acquire(), r.acquire(), r.acquire(blocking=False), r.locked())
seen = []


def other():
    seen.append(r.acquire(blocking=False))
    try:
        r.release()
    except RuntimeError as e:
        seen.append(str(e))
    seen.append(r.acquire(timeout=0.01))


t = threading.Thread(target=other)
t.start()
t.join()
print(seen)
r.release()
r.release()
print(r.locked(), r.release(), r.locked())
try:
    r.release()
except RuntimeError as e:
    print(e)
with r, r:
    print("nested", repr(r).split(" owner")[0], "count=2" in repr(r))
print(repr(r).split(" at ")[0].replace("<", ""), type(r).__name__)
for f in (lambda: r.acquire(False, 1), lambda: r.acquire(timeout=-5), lambda: r.acquire(timeout="x")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
