import threading
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)
pool.shutdown()
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)
late = ThreadPoolExecutor(1)


def at_exit():
    threading.main_thread().join()
    for p in (late, ThreadPoolExecutor(1)):
        try:
            p.submit(print, "never")
        except RuntimeError as e:
            print(e)


late.submit(print, "first").result()
threading.Thread(target=at_exit).start()
print("main ends")
