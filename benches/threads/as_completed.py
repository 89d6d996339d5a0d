"""Many tasks are given to a pool of four workers, and their futures awaited with as_completed().

Prints the microseconds of one task. The argument is how many.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def double(n):
    return 2 * n


tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
with ThreadPoolExecutor(4) as pool:
    start = time.perf_counter()
    total = sum(future.result() for future in as_completed([pool.submit(double, i) for i in range(tasks)]))
    spent = time.perf_counter() - start
if total != tasks * (tasks - 1):
    sys.exit(f"wrong results: {total}")
print(f"{spent / tasks * 1e6:.4f} us a task")
