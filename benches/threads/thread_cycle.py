"""A thread made, started and joined, one after the other.

Prints the microseconds of one such cycle. The argument is how many.
"""

import sys
import threading
import time


def nothing():
    pass


cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
start = time.perf_counter()
for _ in range(cycles):
    thread = threading.Thread(target=nothing)
    thread.start()
    thread.join()
print(f"{(time.perf_counter() - start) / cycles * 1e6:.4f} us a cycle")
