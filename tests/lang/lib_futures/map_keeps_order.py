# map() gives results in the order of the inputs, and raises where an input failed.
from concurrent.futures import ThreadPoolExecutor
import time

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(pow, [2, 3, 4], [5, 2, 1, 9])))
    results = pool.map(lambda x: 10 // x, [5, 0, 2])
    attempt(next, results)
    attempt(next, results)
    attempt(next, results, "over")
    print(list(pool.map(abs, range(-5, 0), buffersize=2)))
    attempt(pool.map, abs, [1], buffersize=0)
    attempt(pool.map, abs, [1], buffersize="2")
    attempt(list, pool.map(time.sleep, [0.2, 0], timeout=0.01))
    print(list(pool.map(str, [])))
