"""A million tasks queued in a pool of four, twice.

Prints the microseconds a task takes from its submission to its end. Standard error says what the process holds when
all tasks are queued, each time: a pool that lets go of tasks when they are done holds as much the second time. The
argument is how many tasks.
"""

import concurrent.futures
import sys
import threading
import time


def resident():
    """The process's memory, in MiB."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024


def task():
    gate.wait()


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
before = resident()
held = []
start = time.perf_counter()
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    for _ in range(2):
        gate = threading.Event()
        for _ in range(count):
            last = pool.submit(task)
        held.append(resident())
        gate.set()
        last.result()
spent = time.perf_counter() - start
print(f"{spent / count / 2 * 1e6:.3f} us a task")
print(f"{before} MiB at first, {held[0]} and {held[1]} MiB with {count} tasks queued", file=sys.stderr)
