"""The same work by one thread and by several that share it: what taking turns costs.

Prints the throughput of the several as a part of that of the one, each the median of eleven tries. The arguments are
the size of the work and the number of threads.
"""

import sys
import threading
import time


def compute(turns):
    total = 0
    for turn in range(turns):
        total += turn & 7
    return total


def spent_by(count, turns):
    threads = [threading.Thread(target=compute, args=(turns // count,)) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def median(times):
    return sorted(times)[len(times) // 2]


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
count = int(sys.argv[2]) if len(sys.argv) > 2 else 4
alone, together = [], []
for _ in range(11):
    alone.append(spent_by(1, turns))
    together.append(spent_by(count, turns))
print(f"{median(alone) / median(together):.4f} of one thread's throughput, {count} threads")
