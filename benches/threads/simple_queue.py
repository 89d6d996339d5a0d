"""One thread puts numbers into a queue.SimpleQueue, another takes them out.

Prints the microseconds of one item. The argument is how many items.
"""

import queue
import sys
import threading
import time


def produce(channel, items):
    for i in range(items):
        channel.put(i)


items = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
channel = queue.SimpleQueue()
producer = threading.Thread(target=produce, args=(channel, items))
start = time.perf_counter()
producer.start()
total = 0
for _ in range(items):
    total += channel.get()
producer.join()
spent = time.perf_counter() - start
if total != items * (items - 1) // 2:
    sys.exit(f"wrong total: {total}")
print(f"{spent / items * 1e6:.4f} us an item")
