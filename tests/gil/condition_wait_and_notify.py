import threading

cond = threading.Condition()
items, log = [], []


def consumer():
    with cond:
        while not items:
            cond.wait()
        log.append(items.pop(0))


ts = [threading.Thread(target=consumer) for _ in range(3)]
for t in ts:
    t.start()
with cond:
    items += [1, 2, 3]
    cond.notify_all()
for t in ts:
    t.join()
print(sorted(log))
with cond:
    print(cond.wait(0.01), cond.wait(-1), cond.wait_for(lambda: False, 0.01))
    print(cond.wait_for(lambda: "value"), cond.notify(), cond.notify(5))
for f in (cond.wait, cond.notify, cond.notify_all, cond.release):
    try:
        f()
    except RuntimeError as e:
        print(e)
print(cond.acquire(), cond.locked(), cond.release(), repr(cond).split("(")[0])
lock = threading.Lock()
c = threading.Condition(lock)
with c:
    print(lock.locked(), c.notify())
