"""A task given to a pool of one worker, and its result awaited before the next is given.

Prints the microseconds of one submit and result. The argument is how many.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor


def double(n):
    return 2 * n


tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
with ThreadPoolExecutor(1) as pool:
    pool.submit(double, 0).result()
    start = time.perf_counter()
    total = 0
    for i in range(tasks):
        total += pool.submit(double, i).result()
    spent = time.perf_counter() - start
if total != tasks * (tasks - 1):
    sys.exit(f"wrong results: {total}")
print(f"{spent / tasks * 1e6:.4f} us a task")
