# Workers are named after the pool and started only when needed.
import threading
from concurrent.futures import ThreadPoolExecutor

first = ThreadPoolExecutor(3)
second = ThreadPoolExecutor(3, "custom")
barrier = threading.Barrier(3)

def name():
    barrier.wait()
    return threading.current_thread().name, threading.current_thread().daemon

for pool in (first, second):
    print(sorted(f.result() for f in [pool.submit(name) for _ in range(3)]))
    print(len(pool._threads))
    pool.shutdown()
