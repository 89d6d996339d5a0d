"""Four threads put numbers into a queue.Queue of bounded size, four take them out and say that they are done.

Prints the microseconds of one item. The argument is how many items.
"""

import queue
import sys
import threading
import time


def produce(channel, items):
    for i in range(items):
        channel.put(i)


def consume(channel, totals):
    total = 0
    while (item := channel.get()) is not None:
        total += item
        channel.task_done()
    totals.append(total)


each = (int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) // 4
channel, totals = queue.Queue(1000), []
producers = [threading.Thread(target=produce, args=(channel, each)) for _ in range(4)]
consumers = [threading.Thread(target=consume, args=(channel, totals)) for _ in range(4)]
start = time.perf_counter()
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
channel.join()
spent = time.perf_counter() - start
for _ in consumers:
    channel.put(None)
for thread in consumers:
    thread.join()
if sum(totals) != 4 * (each * (each - 1) // 2):
    sys.exit(f"wrong total: {sum(totals)}")
print(f"{spent / (4 * each) * 1e6:.4f} us an item")
