import threading
import time

stop = time.monotonic() + 1.0
counts = [0, 0, 0]
started = threading.Barrier(3)


def spin(n):
    started.wait()
    while time.monotonic() < stop:
        counts[n] += 1


ts = [threading.Thread(target=spin, args=(n,)) for n in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(all(c > 100 for c in counts))
