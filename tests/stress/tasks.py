"""A million tasks queued in a pool: memory grows with the queue, and goes back when it is empty.

Prints the bytes that each queued task takes, and how much memory is left over after a second such wave: what grows
from wave to wave would be a leak. The arguments are how many tasks and how many workers.
"""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def count():
    global done
    done += 1


def wave(pool, tasks):
    """All tasks are queued before the first may run."""
    gate = threading.Event()
    waiting = [pool.submit(gate.wait) for _ in range(workers)]
    before = resident()
    for _ in range(tasks):
        pool.submit(count)
    queued = resident()
    gate.set()
    for future in waiting:
        future.result()
    last = pool.submit(int)
    last.result()
    return (queued - before) / tasks


tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
workers = int(sys.argv[2]) if len(sys.argv) > 2 else 4
done = 0
start = time.perf_counter()
with ThreadPoolExecutor(workers) as pool:
    each = wave(pool, tasks)
    after_first = resident()
    wave(pool, tasks)
grown = resident() - after_first
spent = time.perf_counter() - start
if done != 2 * tasks:
    sys.exit(f"{done} of {2 * tasks} tasks ran")
if grown > 0.1 * each * tasks + (8 << 20):
    sys.exit(f"{grown / 2**20:.1f} MiB more after the second wave")
print(f"{tasks} tasks, twice: {spent:.2f} s, {each:.0f} bytes each while queued, {grown / 2**20:+.1f} MiB left over")
