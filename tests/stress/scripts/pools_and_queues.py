# line: \d+
# count: 1 499500
# count: 1 4950
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

with ThreadPoolExecutor(4) as pool:
    futures = [pool.submit(lambda n: n, n) for n in range(100)]
    print(sum(future.result() for future in as_completed(futures)))
channel = queue.Queue(10)
total = 0
lock = threading.Lock()


def consume():
    global total
    while (n := channel.get()) is not None:
        with lock:
            total += n
        channel.task_done()


threads = [threading.Thread(target=consume) for _ in range(4)]
for thread in threads:
    thread.start()
for n in range(1000):
    channel.put(n)
channel.join()
for thread in threads:
    channel.put(None)
for thread in threads:
    thread.join()
print(total)
ThreadPoolExecutor(2).submit(int)
