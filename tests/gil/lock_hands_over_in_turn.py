import threading

ping, pong = threading.Lock(), threading.Lock()
pong.acquire()
out = []


def a():
    for i in range(50):
        ping.acquire()
        out.append(("a", i))
        pong.release()


def b():
    for i in range(50):
        pong.acquire()
        out.append(("b", i))
        ping.release()


ts = [threading.Thread(target=f) for f in (a, b)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(out == [(n, i) for i in range(50) for n in "ab"], len(out))
