import sys
import threading

barrier = threading.Barrier(3)
out = {}


def fact(n):
    if n == 0:
        barrier.wait()
        return 1
    return n * fact(n - 1)


def handles(n):
    try:
        raise ValueError(n)
    except ValueError:
        barrier.wait()
        out["exc", n] = repr(sys.exception())


ts = [threading.Thread(target=lambda n=n: out.__setitem__(n, fact(n))) for n in (5, 50, 100)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(out[5], len(str(out[50])), len(str(out[100])))
out.clear()
ts = [threading.Thread(target=handles, args=(n,)) for n in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(out.items()), sys.exception())


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


t = threading.Thread(target=lambda: print(deep(900)))
t.start()
t.join()


def forever():
    return forever()


def catches():
    try:
        forever()
    except RecursionError as e:
        print("RecursionError", e)


t = threading.Thread(target=catches)
t.start()
t.join()
