"""An uncontended Lock taken and given back by `with`.

Prints the microseconds of one pair. The argument is how many pairs.
"""

import sys
import threading
import time


def by_with(lock, n):
    for _ in range(n):
        with lock:
            pass


pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
lock = threading.Lock()
start = time.perf_counter()
by_with(lock, pairs)
print(f"{(time.perf_counter() - start) / pairs * 1e6:.4f} us a pair")
