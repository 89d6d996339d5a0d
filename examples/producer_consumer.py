# prints: same
"""A producer and a consumer with a queue between them.

The queue holds two things at most: put() waits while it is full and get() waits while it is empty. Both
give the GIL away while they wait, and neither needs a lock of ours.
"""

import queue
import threading
import time

orders = queue.Queue(maxsize=2)
log = []


def cook():
    for dish in ("soup", "pasta", "salad", "cake"):
        orders.put(dish)
        log.append(f"cooked {dish}")
    orders.put(None)  # a last item that says: no more


def waiter():
    while (dish := orders.get()) is not None:
        time.sleep(0.05)  # slower than the cook, so the queue fills up
        log.append(f"served {dish}")
        orders.task_done()
    orders.task_done()


threads = [threading.Thread(target=cook), threading.Thread(target=waiter)]
for thread in threads:
    thread.start()
orders.join()  # returns when task_done() was called once for every put()
for thread in threads:
    thread.join()

dishes = [line.split()[1] for line in log if line.startswith("served")]
print("served, in the order they were cooked:", ", ".join(dishes))
ahead = most = 0
for line in log:
    ahead += 1 if line.startswith("cooked") else -1
    most = max(most, ahead)
print("the cook was never more than", orders.maxsize + 1, "dishes ahead:", most <= orders.maxsize + 1)
print("the queue is empty:", orders.empty())
