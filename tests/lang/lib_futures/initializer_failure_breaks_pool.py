# An initializer runs in each worker; if it fails, the pool says so for every call.
import logging
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor

logging.getLogger("concurrent.futures").addHandler(logging.NullHandler())
logging.getLogger("concurrent.futures").propagate = False
made = []
with ThreadPoolExecutor(1, initializer=made.append, initargs=("ready",)) as pool:
    pool.submit(int).result()
print(made)

def fail():
    raise ValueError("cannot begin")

pool = ThreadPoolExecutor(1, initializer=fail)
future = pool.submit(print, "never")
for call in (future.result, lambda: pool.submit(print)):
    try:
        call()
    except BrokenExecutor as error:
        print(type(error).__name__, error)
