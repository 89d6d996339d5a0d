import threading

cond = threading.Condition()
order, waiting = [], threading.Semaphore(0)


def work(n):
    with cond:
        waiting.release()
        cond.wait()
        order.append(n)


ts = []
for i in range(5):
    t = threading.Thread(target=work, args=(i,))
    t.start()
    ts.append(t)
    waiting.acquire()
for i in range(5):
    with cond:
        cond.notify()
    while len(order) <= i:
        with cond:
            pass
for t in ts:
    t.join()
print(order)
