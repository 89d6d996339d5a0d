import threading
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(pow, [2, 3, 4], [5, 2])), list(pool.map(str, [])), type(pool.map(str, "a")).__name__)
    it = pool.map(lambda x: 10 // x, [5, 0, 2])
    print(next(it))
    try:
        next(it)
    except ZeroDivisionError as e:
        print(e)
    print(next(it, "generator is finished"))
    gate = threading.Event()
    try:
        list(pool.map(lambda _: gate.wait(), [1], timeout=0.01))
    except TimeoutError as e:
        print("TimeoutError", repr(str(e)))
    gate.set()
    print(list(pool.map(abs, iter([-1, -2, -3]), buffersize=1)))
    for bad in (0, "x"):
        try:
            pool.map(abs, [1], buffersize=bad)
        except Exception as e:
            print(type(e).__name__, e)
for bad in (0, -1):
    try:
        ThreadPoolExecutor(bad)
    except ValueError as e:
        print(e)
