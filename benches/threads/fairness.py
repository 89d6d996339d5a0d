"""Threads that compute, all at once: how evenly the GIL is shared among them.

Prints Jain's index of their shares: 1 if all are equal, 1/n if one has everything. The arguments are the seconds
and the number of threads.
"""

import sys
import threading
import time


def compute(shares, number):
    turns = 0
    while not stop:
        turns += 1
    shares[number] = turns


seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
count = int(sys.argv[2]) if len(sys.argv) > 2 else 8
stop = False
shares = [0] * count
threads = [threading.Thread(target=compute, args=(shares, number)) for number in range(count)]
for thread in threads:
    thread.start()
time.sleep(seconds)
stop = True
for thread in threads:
    thread.join()
index = sum(shares) ** 2 / (count * sum(share * share for share in shares))
print(f"{index:.4f} of 1 by Jain's index, {count} threads")
