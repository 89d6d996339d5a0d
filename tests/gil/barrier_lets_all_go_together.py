import threading

log, lock = [], threading.Lock()
b = threading.Barrier(3, action=lambda: log.append("action"))


def work(n):
    for turn in range(2):
        with lock:
            log.append(("arrive", turn))
        i = b.wait()
        with lock:
            log.append(("index", turn, i)) if i == 0 else None
        b.wait()


ts = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(log)
print(b.parties, b.n_waiting, b.broken, repr(b).split(" at ")[0], repr(b).rsplit(": ")[1])
for bad in (0, -1, "x"):
    try:
        threading.Barrier(bad)
    except Exception as e:
        print(type(e).__name__, e)
