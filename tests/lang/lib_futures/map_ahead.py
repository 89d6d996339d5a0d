# map(): how far ahead it submits, its timeout, an error in the middle, and what it refuses.
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


taken = []


def numbers():
    for n in count():
        taken.append(n)
        yield n


with ThreadPoolExecutor(2) as pool:
    walk = pool.map(abs, numbers(), buffersize=3)
    print(taken)
    print(next(walk), next(walk), taken)
    walk.close()
    attempt(lambda: pool.map(abs, [1], buffersize=0))
    attempt(lambda: pool.map(abs, [1], buffersize=-1))
    attempt(lambda: pool.map(abs, [1], buffersize="x"))
    attempt(lambda: pool.map(abs, [1], buffersize=1.5))
    attempt(lambda: list(pool.map(divmod, [6, 5, 4], [3, 0, 2])))
    attempt(lambda: list(pool.map(time.sleep, [0, 0.5], timeout=0.05)))
    attempt(lambda: list(pool.map(abs, [], buffersize=2)))
    attempt(lambda: list(pool.map(pow, [2, 3, 4], [2, 2], chunksize=7)))
    attempt(lambda: list(pool.map(pow, [2, 3, 4], [2, 2], buffersize=1)))
    attempt(lambda: pool.map(abs, 5))
    attempt(lambda: pool.map(abs))
    walk = pool.map(divmod, [6, 5, 4], [3, 0, 2])
    print(next(walk))
    attempt(lambda: next(walk))
    attempt(lambda: next(walk, "exhausted"))
