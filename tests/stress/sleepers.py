"""Ten thousand threads that sleep, all at the same time, and wake.

Prints the seconds it took to start them, the resident memory each costs, and that all have woken. The argument is
how many.
"""

import sys
import threading
import time


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def sleep():
    with guard:
        asleep.append(1)
        if len(asleep) == count:
            all_asleep.set()
    woken.wait()
    with guard:
        done.append(1)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
guard = threading.Lock()
asleep, done = [], []
all_asleep, woken = threading.Event(), threading.Event()
before = resident()
start = time.perf_counter()
threads = [threading.Thread(target=sleep) for _ in range(count)]
for thread in threads:
    thread.start()
all_asleep.wait()
started = time.perf_counter() - start
each = (resident() - before) / count
active = threading.active_count()
woken.set()
for thread in threads:
    thread.join()
ended = time.perf_counter() - start - started
if active != count + 1 or len(done) != count:
    sys.exit(f"{active} threads at once, {len(done)} have woken")
print(f"{count} threads: {started:.2f} s to start, {ended:.2f} s to wake and join, {each / 1024:.1f} KiB each")
