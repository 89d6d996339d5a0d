# prints: order differs
"""Many threads run the same function, and each has local variables of its own.

Every call makes a new frame on the stack of the calling thread. Nobody else can see it, so locals need no
lock. What is shared is what several threads can reach: here the dict `results`.
"""

import threading
import time

results = {}


def countdown(start):
    n = start  # three threads, three variables called n
    path = []
    while n > 0:
        path.append(n)
        n -= 1
        time.sleep(0.01)  # let the others run in the middle of this
    print(f"{threading.current_thread().name} counted {path}")
    results[start] = sum(path)  # one step under the GIL, and every thread has its own key


threads = [threading.Thread(target=countdown, args=(n,), name=f"from {n}") for n in (3, 5, 4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("sums:", sorted(results.items()))
