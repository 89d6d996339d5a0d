"""Ten thousand threads that sleep, all at once.

Prints the microseconds that a thread costs, from the first start to the last join, the sleep itself left out. The
arguments are the number of threads and the seconds each sleeps.
"""

import sys
import threading
import time

count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
threads = [threading.Thread(target=time.sleep, args=(seconds,)) for _ in range(count)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
spent = time.perf_counter() - start - seconds
print(f"{spent / count * 1e6:.2f} us a thread, {count} threads")
