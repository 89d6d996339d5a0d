import threading

e = threading.Event()
print(e.is_set(), e.wait(0.01), e.wait(0), repr(e).split(" at ")[0], repr(e).rsplit(": ")[1])
log = []
ts = [threading.Thread(target=lambda: log.append(e.wait())) for _ in range(4)]
for t in ts:
    t.start()
print(log)
e.set()
for t in ts:
    t.join()
print(log, e.wait(), e.is_set(), repr(e).rsplit(": ")[1])
e.clear()
print(e.is_set(), e.wait(timeout=-1))
