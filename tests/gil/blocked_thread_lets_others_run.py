import threading
import time

log = []


def worker():
    for _ in range(3):
        time.sleep(0.01)
    log.append("worker done while main sleeps")


t = threading.Thread(target=worker)
t.start()
time.sleep(0.5)
log.append("main awake")
t.join()
print(log)
start = time.monotonic()
ts = [threading.Thread(target=time.sleep, args=(0.3,)) for _ in range(10)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(0.3 <= time.monotonic() - start < 2)
