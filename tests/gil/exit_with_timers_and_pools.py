# Timers delay the end unless they are daemons or cancelled; pools empty their queues, also when one was shut down.
import threading
from concurrent.futures import ThreadPoolExecutor

late = threading.Timer(0.03, print, ("timer",))
late.start()
cancelled = threading.Timer(1000, print, ("never",))
cancelled.start()
cancelled.cancel()
daemon = threading.Timer(1000, print, ("never",))
daemon.daemon = True
daemon.start()
results = []
pool = ThreadPoolExecutor(2)
for n in range(50):
    pool.submit(results.append, n)
closed = ThreadPoolExecutor(1)
for n in range(50):
    closed.submit(results.append, n)
closed.shutdown(wait=False)
threading._register_atexit(lambda: None)
late.join()
import atexit
atexit.register(lambda: print("calls made:", sorted(results) == sorted([*range(50), *range(50)])))
print("main ends")
