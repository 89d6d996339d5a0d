import threading
from collections import deque

lst, dq, d, s = [], deque(), {}, set()


def work(n):
    for i in range(2_000):
        lst.append(i)
        dq.append(i)
        d[n, i] = i
        s.add((n, i))
        if i % 2:
            lst.pop()
            dq.popleft()


ts = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(lst), len(dq), len(d), len(s), sum(d.values()))
