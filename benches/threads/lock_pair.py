"""An uncontended Lock taken and given back, by its methods and by `with`.

Prints the microseconds of one such pair, half of them made each way. The argument is how many pairs.
"""

import sys
import threading
import time


def by_methods(lock, n):
    acquire, release = lock.acquire, lock.release
    for _ in range(n):
        acquire()
        release()


def by_with(lock, n):
    for _ in range(n):
        with lock:
            pass


pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
lock = threading.Lock()
start = time.perf_counter()
by_methods(lock, pairs // 2)
by_with(lock, pairs // 2)
print(f"{(time.perf_counter() - start) / pairs * 1e6:.4f} us a pair")
