# shutdown(cancel_futures=True) gives up what has not begun; what runs is finished.
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

gate = threading.Event()
started = threading.Event()

def hold():
    started.set()
    gate.wait()
    return "finished"

pool = ThreadPoolExecutor(1)
running = pool.submit(hold)
queued = [pool.submit(print, "never") for _ in range(3)]
started.wait()
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in queued], running.running())
gate.set()
print(running.result())
try:
    queued[0].result()
except CancelledError as error:
    print(type(error).__name__, type(error).__module__)
pool.shutdown()
